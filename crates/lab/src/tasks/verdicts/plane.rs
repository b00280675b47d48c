//! The lesson about the plane: ellipses, their steps, their shapes and starts, how many of them, and k-means.

use super::*;
use crate::plane::{Component, CovarianceType, Settings};
use crate::session::Plane;

fn ellipses_of(session: &Session<Plane>) -> &[Component] {
    session.em().present().mixture.components()
}

/// The covariance of B.
pub fn ellipses(found: &Found<Plane>, answer: &Answer) -> Verdict {
    let [_, b] = ellipses_of(&found.shown) else { return say(Wrong, "This takes two ellipses.") };
    let (covariance, rho, [sx, sy]) = (b.covariance.scatter().xy, b.covariance.rho(), b.covariance.sds());
    match near(answer, covariance, 0.1, 0.1) {
        (_, Right) => say(
            Right,
            format!(
                "{}: the correlation {}, times both sds, {} and {}. Divide it by the sds, and the correlation is back.",
                shown(covariance, 0),
                shown(rho, 1),
                shown(sx, 0),
                shown(sy, 0)
            ),
        ),
        (given, _) if (given + covariance).abs() <= 0.1 => say(
            Wrong,
            "The size is right, the sign is not. Where x is larger, is y of B larger too, or smaller?",
        ),
        (given, _) if (given - rho).abs() <= 0.05 => {
            say(Wrong, "That is the correlation, which has no unit. Multiply it by both sds.")
        }
        _ => say(Wrong, "Read B’s ρ and its two sds in Numbers, and multiply all three."),
    }
}

/// The correlation of B at the end: 0.4 is right, too.
pub fn plane_steps(found: &Found<Plane>, answer: &Answer) -> Verdict {
    let [a, b] = ellipses_of(&found.end) else { return say(Wrong, "This takes two ellipses.") };
    let (of_a, of_b) = (a.covariance.rho(), b.covariance.rho());
    let all = found.end.loaded().data.covariance();
    let of_all = all.xy / (all.xx * all.yy).sqrt();
    match near(answer, of_b, 0.025, 0.12) {
        (_, Right) => say(
            Right,
            format!(
                "{}; A has {}. All points together have {}: most of it comes from there being two groups, one low on the left and one high on the right.",
                shown(of_b, 2),
                shown(of_a, 2),
                shown(of_all, 2)
            ),
        ),
        (given, Nearly) if (given - of_a).abs() <= 0.025 => {
            say(Nearly, "That is A’s. B is the group of the long eruptions, on the right.")
        }
        (given, _) if (given - of_all).abs() <= 0.025 => say(
            Wrong,
            "That is the correlation of all points together. What is left of it within B, at the end?",
        ),
        (_, Nearly) => say(Nearly, "Is EM at its end? Go to convergence, and read ρ of B in Numbers."),
        _ => say(Wrong, "Press Show me, go to convergence, and read ρ of B in Numbers."),
    }
}

/// How many numbers are fitted where all ellipses have one shape.
pub fn shapes(found: &Found<Plane>, answer: &Answer) -> Verdict {
    let k = ellipses_of(&found.shown).len();
    let of = |covariance| {
        Settings { covariance, ..*found.shown.em().model().settings() }.free_parameters(k) as f64
    };
    let expected = of(CovarianceType::Tied);
    let Answer::Number(given) = *answer else { return say(Wrong, "Write a number.") };
    if given == expected {
        say(
            Right,
            format!(
                "{} weights, {} numbers for the means, and 3 for the one shape: {} in all. A shape for each takes {}.",
                k - 1,
                2 * k,
                shown(expected, 0),
                shown(of(CovarianceType::Full), 0)
            ),
        )
    } else if given == expected + 1.0 {
        say(Nearly, "Nearly all are right. The weights add up to 1: how many of them can be chosen freely?")
    } else if given == of(CovarianceType::Full) {
        say(Nearly, "So many it takes if each ellipse has a shape of its own. Here one shape does for all.")
    } else {
        say(
            Wrong,
            "Add up three things: the weights but the last, two numbers for each mean, and three for one shape.",
        )
    }
}

pub fn plateaus(found: &Found<Plane>, _: &Answer) -> Verdict {
    let (top, stopped) = (log_likelihood(&found.end), log_likelihood(&found.shown));
    let (here, there) = (log_likelihood(&found.given), log_likelihood(&found.given_end));
    if ellipses_of(&found.given).len() != ellipses_of(&found.end).len() {
        return say(
            Wrong,
            "With another number of ellipses it is another climb: press Show me, and keep two.",
        );
    }
    if here >= top - ONE_HILL {
        say(
            Right,
            format!(
                "This is the top: {} per point, {} above the plateau.",
                shown(here, 4),
                shown(here - stopped, 2)
            ),
        )
    } else if there >= top - ONE_HILL {
        say(Nearly, "From here EM reaches the top. Go to convergence, and check again.")
    } else {
        say(
            Wrong,
            "From here EM still stops early, on a plateau. Let it stop only at a gain below 0.000001, or begin elsewhere: drag the mean of B to the middle of the short eruptions, near (2, 55).",
        )
    }
}

/// The number of ellipses with the lowest BIC, of all shapes.
pub fn how_many_ellipses(found: &Found<Plane>, answer: &Answer) -> Verdict {
    let Answer::Number(given) = *answer else { return say(Wrong, "Write a number of ellipses.") };
    let sound = |k: Option<f64>| {
        best_by(&found.fits, |typed| {
            let fit = &typed.fit;
            (fit.on_floor.is_empty() && k.is_none_or(|k| fit.k as f64 == k)).then_some(fit.bic)
        })
    };
    let Some(best) = sound(None).map(|best| &found.fits[best].fit) else {
        return say(Wrong, "No number of ellipses has a fit without a collapse.");
    };
    let groups = found.shown.loaded().data.labels().map_or(0, |labels| labels.names().len());
    match sound(Some(given)).map(|best| &found.fits[best].fit) {
        Some(fit) if fit.k == best.k => say(
            Right,
            format!(
                "BIC is lowest for {} ellipses, {}. There are {groups} species: BIC asks for a good description at a fair price, and knows nothing of species.",
                best.k,
                shown(best.bic, 1)
            ),
        ),
        Some(fit) => {
            let (rating, with) = match fit.k == groups {
                true => (Nearly, "So many species there are. But with"),
                false => (Wrong, "With"),
            };
            say(
                rating,
                format!(
                    "{with} {} ellipses the lowest BIC is {}, and there is a lower one. Look for it in all four lines.",
                    fit.k,
                    shown(fit.bic, 1)
                ),
            )
        }
        None => say(Wrong, "Compare k, and look for the lowest BIC in all four lines: at which k is it?"),
    }
}

/// Whether k-means finds the same groups once the unit of one axis is another.
pub fn straight_borders(found: &Found<Plane>, answer: &Answer) -> Verdict {
    // Under a learner's own number k-means may not be at its end where the chapter's is.
    let mut shown_end = found.shown.clone();
    if shown_end.step(shown_end.scenario().em.max).is_err() {
        return say(Wrong, "k-means cannot go on from here.");
    }
    let ends = [&shown_end, &found.end];
    let data = ends.map(|session| session.loaded().data.clone());
    let [one, other] = ends.map(|session| &session.em().present().mixture);
    let n = data[0].n();
    let alike = data[0].points().zip(data[1].points());
    let alike = alike.filter(|&(p, q)| one.most_responsible(p) == other.most_responsible(q)).count();
    // Which of the two has which letter does not matter.
    let right = if 20 * alike.max(n - alike) >= 19 * n { "same" } else { "other" };
    if chose(answer, right) {
        let [before, after] =
            ends.map(|session| session.snapshot().labels.map_or(0.0, |judged| 100.0 * judged.accuracy));
        say(
            Right,
            format!(
                "In centimetres k-means labels {}\u{a0}% of the leaves right, in millimetres {}\u{a0}%. It looks at distance alone, and the longer axis decides.",
                shown(before, 0),
                shown(after, 0)
            ),
        )
    } else {
        say(
            Wrong,
            "Press the other Show me, and look where the border is now: which of the two axes is longer in numbers?",
        )
    }
}
