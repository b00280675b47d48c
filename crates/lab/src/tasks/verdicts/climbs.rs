//! Chapters 6 to 8, and the end: where EM ends, and how well a hand does.

use super::*;

pub fn climb(found: &Found, _: &Answer) -> Verdict {
    let (top, stopped) = (log_likelihood(&found.end), log_likelihood(&found.shown));
    let (here, there) = (log_likelihood(&found.given), log_likelihood(&found.given_end));
    if here >= top - 1e-4 {
        say(
            Right,
            format!(
                "This is the top: {} per point after {} iterations. The plateau lay {} below it. A small gain does not mean the top.",
                shown(here, 4),
                found.given.em().iteration(),
                shown(here - stopped, 2)
            ),
        )
    } else if there >= top - 1e-4 {
        say(Nearly, "Good settings: EM is not at its end yet. Go to convergence, and check again.")
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
            say(Nearly, "Is EM at its end? Go to convergence, and read the smallest of the sds in Numbers.")
        }
        (given, Wrong) if curves.iter().any(|c| (c.sd - given).abs() <= 0.01 * c.sd) => {
            say(Wrong, "That is the sd of a wider one. Which is the least in the table?")
        }
        _ => say(
            Wrong,
            "Set the prior to conjugate, reset, and go to convergence. Then read the smallest of the sds in Numbers.",
        ),
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
            format!("{went_on} Good. Try the widths and the weights: you can still gain {}.", shown(gap, 4)),
        )
    } else {
        say(
            Wrong,
            format!("{went_on} Go back to your curves and drag them: is each over a hump, and as wide?"),
        )
    }
}
