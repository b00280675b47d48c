//! What is said of an answer: the right one by the engine, how near the learner's is, and a sentence
//! that teaches. A wrong answer gets a hint, not the solution.

use super::judging::Found;
use super::{Answer, Rating, Verdict};
use crate::compare_k::best_by;
use crate::figures::with_signs;
use crate::labels::judge;
use crate::mixture::Component;
use crate::session::Session;
use crate::start::Start;
use Rating::{Nearly, Right, Wrong};

/// Ends this near, in nats per point, are on one hill.
const ONE_HILL: f64 = 1e-3;
/// Curves by hand that fit so well, in nats per point, are as good as EM's: nobody sees a difference.
const AS_GOOD: f64 = 0.005;
/// Curves by hand that fit so well are on the way.
const NEARLY_AS_GOOD: f64 = 0.05;

fn say(rating: Rating, sentence: impl Into<String>) -> Verdict {
    Verdict { rating, sentence: sentence.into() }
}

fn shown(value: f64, decimals: usize) -> String {
    with_signs(&format!("{value:.decimals$}"))
}

/// A number's rating by its distance from the right one.
fn near(answer: &Answer, truth: f64, right: f64, nearly: f64) -> (f64, Rating) {
    let Answer::Number(given) = *answer else { return (f64::NAN, Wrong) };
    let off = (given - truth).abs();
    (
        given,
        if off <= right {
            Right
        } else if off <= nearly {
            Nearly
        } else {
            Wrong
        },
    )
}

/// Whether this word was chosen.
fn chose(answer: &Answer, right: &str) -> bool {
    matches!(answer, Answer::Choice(word) if *word == right)
}

fn components(session: &Session) -> &[Component] {
    session.em().present().mixture.components()
}

fn means(session: &Session) -> (f64, f64) {
    let means = || components(session).iter().map(|c| c.mean);
    (means().fold(f64::INFINITY, f64::min), means().fold(f64::NEG_INFINITY, f64::max))
}

fn log_likelihood(session: &Session) -> f64 {
    session.snapshot().mean_log_likelihood
}

/// Where two components have the same height, between their means.
fn even(components: &[Component]) -> f64 {
    let [one, other] = components else { return f64::NAN };
    let (left, right) = if one.mean < other.mean { (one, other) } else { (other, one) };
    let (mut from, mut to) = (left.mean, right.mean);
    for _ in 0..60 {
        let middle = 0.5 * (from + to);
        let left_is_higher = left.ln_weighted_density(middle) > right.ln_weighted_density(middle);
        if left_is_higher { from = middle } else { to = middle }
    }
    from
}

/// In which tail, more than one sd from the peak, the bell promises more points than there are.
pub fn hidden_groups(found: &Found, answer: &Answer) -> Verdict {
    /// The part of a Gaussian beyond one sd, on one side.
    const TAIL: f64 = 0.158_655;
    let data = &found.shown.loaded().data;
    let bell = components(&found.shown)[0];
    let below = |z: f64| data.values().partition_point(|&x| x < bell.mean + z * bell.sd);
    let (left, right) = (below(-1.0), data.n() - below(1.0));
    if chose(answer, if left < right { "left" } else { "right" }) {
        say(
            Right,
            format!(
                "Beyond one sd the curve promises {} houses in each tail. On the left there are {left}, on the right {right}, some of them far out.",
                shown(TAIL * data.n() as f64, 0)
            ),
        )
    } else {
        say(
            Wrong,
            "There the prices run on, far beyond the curve. Look at the other tail: do the bars fill it?",
        )
    }
}

pub fn mixture(found: &Found, answer: &Answer) -> Verdict {
    let curves = components(&found.shown);
    let (even, (a, b)) = (even(curves), means(&found.shown));
    let middle = 0.5 * (a + b);
    match near(answer, even, 0.3, (middle - even).abs() + 0.2) {
        (_, Right) => say(
            Right,
            format!(
                "At {} both are equally high. It is not {}, since the curve with more weight is the taller one, and is the higher one beyond the middle too.",
                shown(even, 1),
                shown(middle, 0)
            ),
        ),
        (given, Nearly) if (given - middle).abs() <= 0.3 => say(
            Nearly,
            "That is halfway between the means. But the curves are not equally tall: which one is still the higher one there?",
        ),
        (_, Nearly) => say(Nearly, "Near. Point at the picture: there the two shares are half and half."),
        _ => {
            say(Wrong, "There one curve is far above the other. Look for the place where their lines cross.")
        }
    }
}

pub fn hen_and_egg(found: &Found, answer: &Answer) -> Verdict {
    let mut after = found.shown.clone();
    if after.m_step().is_err() {
        return say(Wrong, "There is no M step from here.");
    }
    let truth = after.loaded().truth.clone().unwrap_or_default();
    let (new, old): (Vec<f64>, Vec<f64>) =
        components(&after).iter().zip(&truth).map(|(c, process)| (c.sd, process.sd)).unzip();
    let smaller = new.iter().zip(&old).filter(|(new, old)| new < old).count();
    let right = match smaller {
        2 => "small",
        0 => "large",
        _ => "mixed",
    };
    if chose(answer, right) {
        let sds: Vec<_> = new.iter().map(|sd| shown(*sd, 2)).collect();
        say(
            Right,
            format!(
                "{}. Where the colour changes is a hard border, and each group loses its outermost points beyond it.",
                sds.join(" and ")
            ),
        )
    } else {
        say(
            Wrong,
            "Think of the points of A that lie beyond the border: to whom are they counted now? Take the M step, and read the sds in Numbers.",
        )
    }
}

pub fn e_step(found: &Found, answer: &Answer) -> Verdict {
    let [a, b] = components(&found.shown) else { return say(Wrong, "This takes two components.") };
    let before = even(&[*a, *b]);
    // Of two curves with one sd: this lies beyond B's mean, where `even` does not look.
    let truth = before + a.sd * a.sd * (0.8_f64 / 0.2).ln() / (b.mean - a.mean);
    match near(answer, truth, 0.5, 2.0) {
        (_, Right) => say(
            Right,
            format!(
                "Near {}. A is taken to give four times as many points, so a point must lie well on B’s side before it is half B’s.",
                shown(truth, 1)
            ),
        ),
        (given, _) if (given - before).abs() < 0.5 => say(
            Wrong,
            "That is where the border was before. The weights are no longer equal: write 0.8 as A’s weight, then press E step.",
        ),
        (_, Nearly) => {
            say(Nearly, "Near. Point at the bars, and look for the place where both shares are 0.5.")
        }
        (given, Wrong) if given < before => {
            say(Wrong, "The other way: A has more weight now, so it holds points further on B’s side.")
        }
        _ => say(Wrong, "Set A’s weight to 0.8, press E step, and look where the colour is half and half."),
    }
}

pub fn m_step(found: &Found, answer: &Answer) -> Verdict {
    let mut next = found.shown.clone();
    if next.step(1).is_err() {
        return say(Wrong, "There is no M step from here.");
    }
    let (before, after) = (components(&found.shown)[0].mean, components(&next)[0].mean);
    let sd = next.loaded().data.sd();
    let moved = format!("from {} to {}", shown(before, 2), shown(after, 2));
    match near(answer, after, 0.05 * sd, 0.2 * sd) {
        (given, Right) => say(
            Right,
            format!(
                "A goes {moved}, and you said {}. It is the mean of A’s shares, as you saw.",
                shown(given, 2)
            ),
        ),
        (given, Nearly) if (given - before) * (after - before) > 0.0 => {
            say(Nearly, "The right way, but not the right distance. Where does most of A’s colour lie now?")
        }
        (_, Nearly) => say(
            Nearly,
            "Near, but not that way. B now stands over the right hump, and takes points there from A: to which side does A’s mean go?",
        ),
        _ => {
            say(Wrong, "Too far. After the E step, A’s mean goes to the middle of A’s colour. Where is that?")
        }
    }
}

pub fn climb(found: &Found, _: &Answer) -> Verdict {
    let (top, stopped) = (log_likelihood(&found.end), log_likelihood(&found.shown));
    let (here, there) = (log_likelihood(&found.given), log_likelihood(&found.given_end));
    if here >= top - 1e-4 {
        say(
            Right,
            format!(
                "This is the top: {} per point after {} iterations. The plateau lay {} below it. A small gain is not a top.",
                shown(here, 4),
                found.given.em().iteration(),
                shown(here - stopped, 2)
            ),
        )
    } else if there >= top - 1e-4 {
        say(Nearly, "Well set: EM is not at its end yet. Go to convergence, and check again.")
    } else {
        say(
            Wrong,
            "The lab still stops on the plateau, or not far beyond. Let it stop only at a gain below 0.000001, under “When to stop”, and go to convergence.",
        )
    }
}

pub fn start_matters(found: &Found, _: &Answer) -> Verdict {
    let best = log_likelihood(&found.end);
    let (here, there) = (log_likelihood(&found.given), log_likelihood(&found.given_end));
    if components(&found.given).len() != components(&found.end).len() {
        return say(
            Wrong,
            "With another number of curves it is another landscape: press Show me, and keep three.",
        );
    }
    if here >= best - ONE_HILL {
        say(
            Right,
            format!(
                "This is the higher hill: {} per point, {} more than where EM was at rest.",
                shown(here, 4),
                shown(here - log_likelihood(&found.shown), 4)
            ),
        )
    } else if there >= best - ONE_HILL {
        say(Nearly, "A start that leads to the higher hill. Go to convergence, and check again.")
    } else {
        say(
            Wrong,
            format!(
                "From here EM ends at {} per point, and there is a higher hill. One curve covers two groups: bring another one to its left half.",
                shown(there, 4)
            ),
        )
    }
}

pub fn breaks(found: &Found, answer: &Answer) -> Verdict {
    let curves = components(&found.end);
    let least = curves.iter().map(|c| c.sd).fold(f64::INFINITY, f64::min);
    let collapsed = components(&found.shown).iter().map(|c| c.sd).fold(f64::INFINITY, f64::min);
    match near(answer, least, 0.01 * least, 0.1 * least) {
        (_, Right) => say(
            Right,
            format!(
                "{} km/s: no curve stands on the floor any more. What fits worse, fits for a better reason.",
                shown(least, 0)
            ),
        ),
        (given, _) if (given - collapsed).abs() <= 0.05 * collapsed => say(
            Wrong,
            "That is the narrowest one without the prior. Set the prior to conjugate, and go to convergence.",
        ),
        (_, Nearly) => {
            say(Nearly, "Near: is EM at its end? Go to convergence, and read the least sd in Numbers.")
        }
        (given, Wrong) if curves.iter().any(|c| (c.sd - given).abs() <= 0.01 * c.sd) => {
            say(Wrong, "That is the sd of a wider one. Which is the least in the table?")
        }
        _ => say(
            Wrong,
            "Set the prior to conjugate, reset, and go to convergence. Then read the least sd in Numbers.",
        ),
    }
}

pub fn how_many(found: &Found, answer: &Answer) -> Verdict {
    let Answer::Number(given) = *answer else { return say(Wrong, "Write a number of components.") };
    let sound = |bic: bool| {
        best_by(&found.fits, |fit| fit.on_floor.is_empty().then_some(if bic { fit.bic } else { fit.aic }))
    };
    let (Some(bic), Some(aic)) = (sound(true), sound(false)) else {
        return say(Wrong, "No number of components has a fit without a collapse.");
    };
    let least = found.fits[bic].bic;
    let other = found.fits.iter().find(|fit| fit.k as f64 == given);
    match other {
        Some(fit) if fit.k == found.fits[bic].k => {
            say(Right, format!("BIC is lowest for {} components, {}.", fit.k, shown(least, 1)))
        }
        Some(fit) if fit.k == found.fits[aic].k => say(
            Nearly,
            format!(
                "{} has the lowest AIC. BIC charges more for each component: {} here, and it has lower.",
                fit.k,
                shown(fit.bic, 1)
            ),
        ),
        Some(fit) => say(
            Wrong,
            format!(
                "For {} components BIC is {}, and there is a lower one. In the table, look for the least.",
                fit.k,
                shown(fit.bic, 1)
            ),
        ),
        None => say(Wrong, "Expected one of the numbers of components that were compared, 1 to 8."),
    }
}

pub fn relatives(found: &Found, answer: &Answer) -> Verdict {
    let (soft, hard) = (even(components(&found.end)), even(components(&found.shown)));
    match near(answer, soft, 0.3, 0.8) {
        (_, Right) => {
            let wrong = |session: &Session| {
                let data = &session.loaded().data;
                let right =
                    data.labels().map(|known| judge(data, known, &session.em().present().mixture).accuracy);
                ((1.0 - right.unwrap_or(1.0)) * data.n() as f64).round()
            };
            say(
                Right,
                format!(
                    "At {}; the border of k-means is at {}. EM has learnt how large the groups are, k-means looks at distance alone. EM labels {} points wrong, k-means {}.",
                    shown(soft, 1),
                    shown(hard, 1),
                    shown(wrong(&found.end), 0),
                    shown(wrong(&found.shown), 0)
                ),
            )
        }
        (given, _) if (given - hard).abs() <= 0.3 => say(
            Nearly,
            "That is the border of k-means, halfway between its means. Set “points belong” to softly and “fit” to all, and go to convergence.",
        ),
        (_, Nearly) => say(Nearly, "Near. Point at the picture: there the two shares are half and half."),
        _ => say(
            Wrong,
            "Look between the two humps: where is a point as much A’s as B’s, once EM is at its end?",
        ),
    }
}

pub fn real_data(found: &Found, answer: &Answer) -> Verdict {
    let data = &found.end.loaded().data;
    let Some(labels) = data.labels() else { return say(Wrong, "These data have no labels.") };
    let guessed = 100.0 * judge(data, labels, &found.end.em().present().mixture).accuracy;
    let counts = labels.count(0..data.n());
    let most = 100.0 * f64::from(counts.iter().copied().max().unwrap_or(0)) / data.n() as f64;
    match near(answer, guessed, 0.2, 1.5) {
        (_, Right) => say(
            Right,
            format!(
                "{} %, and whoever says “not preferred” of every house has {} % right. A good fit does not mean that the groups are those you had in mind.",
                shown(guessed, 1),
                shown(most, 1)
            ),
        ),
        (given, _) if (given - most).abs() <= 0.2 => say(
            Nearly,
            "That is the part which “not preferred” of every house has right. What do the two groups guess? It stands under Labels.",
        ),
        (given, _) if (given - guessed / 100.0).abs() <= 0.002 => {
            say(Nearly, "Right as a part of one. Write it in percent.")
        }
        (_, Nearly) => say(Nearly, "Near: is EM at its end? Go to convergence, and read the tab Labels."),
        _ => say(
            Wrong,
            "Choose Windsor house prices, go to convergence, and read the tab Labels: so many percent are guessed right.",
        ),
    }
}

pub fn your_own(found: &Found, answer: &Answer) -> Verdict {
    let optima = 1 + found.starts.iter().map(|start| start.optimum).max().unwrap_or(0);
    let of = |row: fn(usize, usize) -> usize| {
        found.starts.iter().map(|start| start.iterations).reduce(row).unwrap_or(0)
    };
    if chose(answer, if optima == 1 { "same" } else { "other" }) {
        let ends = if optima == 1 { "one fit".to_string() } else { format!("{optima} fits") };
        say(
            Right,
            format!(
                "{} starts lead to {ends}, in {} to {} iterations. That the letters may change places is called label switching.",
                found.starts.len(),
                of(usize::min),
                of(usize::max)
            ),
        )
    } else {
        say(
            Wrong,
            "Try a few more seeds, each to convergence, and compare the means, whichever letter they have.",
        )
    }
}

/// The score is the fit of the curves as a hand placed them, before EM moved them.
pub fn beat_em(found: &Found, _: &Answer) -> Verdict {
    let by_hand = matches!(found.given.scenario().start, Start::ByHand(_));
    if !by_hand || components(&found.given).len() != components(&found.end).len() {
        return say(Wrong, "Place two curves by hand: press Show me, and drag them.");
    }
    if found.given.scenario().reveal {
        return say(Wrong, "The truth is shown: hide it, and fit by what the bars say.");
    }
    let n = found.given.loaded().data.n() as f64;
    let score = found.given.em().at(0).expectation.ln_likelihood() / n;
    let (from_here, best) = (log_likelihood(&found.given_end), log_likelihood(&found.end));
    let went_on = format!(
        "Your curves: {} per point. EM, from yours: {}, in {} iterations.",
        shown(score, 4),
        shown(from_here, 4),
        found.given_end.em().iteration()
    );
    let gap = best - score;
    if gap <= AS_GOOD {
        say(Right, format!("{went_on} Nobody fits better than that by hand, and EM hardly does."))
    } else if gap <= NEARLY_AS_GOOD {
        say(
            Nearly,
            format!("{went_on} Well seen. Try the widths and the weights: {} is to be had.", shown(gap, 4)),
        )
    } else {
        say(
            Wrong,
            format!("{went_on} Go back to your curves and drag them: is each over a hump, and as wide?"),
        )
    }
}
