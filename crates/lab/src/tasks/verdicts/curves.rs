//! Chapters 1 to 5: one mixture, and a step from it.

use super::*;

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
                "At each end, more than one sd from the mean, the curve promises {} houses. At the left end there are {left}, at the right end {right}, some of them far out.",
                shown(TAIL * data.n() as f64, 0)
            ),
        )
    } else {
        say(
            Wrong,
            "There the prices run on, far beyond the curve. Look at the other end: do the bars fill the curve?",
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
        (_, Nearly) => {
            say(Nearly, "Point at the picture, and look for the place where both are equally high.")
        }
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
    let expected = before + a.sd * a.sd * (0.8_f64 / 0.2).ln() / (b.mean - a.mean);
    match near(answer, expected, 0.5, 2.0) {
        (_, Right) => say(
            Right,
            format!(
                "Near {}. A is taken to give four times as many points, so a point must lie well on B’s side before it is half B’s.",
                shown(expected, 1)
            ),
        ),
        (given, _) if (given - before).abs() < 0.5 => say(
            Wrong,
            "That is where the border was before. The weights are no longer equal: write 0.8 as A’s weight, then press E step.",
        ),
        (_, Nearly) => say(Nearly, "Point at the bars, and look for the place where both shares are 0.5."),
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
                "A goes {moved}, and you said {}. It is the mean of all points, each counted by A’s share. Press M step and see.",
                shown(given, 2)
            ),
        ),
        (given, Nearly) if (given - before).abs() <= 0.2 * (after - before).abs() => say(
            Nearly,
            "That leaves A where it stands. B takes points from it now: to which side does A’s mean go?",
        ),
        (given, Nearly) if (given - after) * (after - before) > 0.0 => say(
            Nearly,
            "The right way, but too far. A still holds a thin share of the points under the right hump, and they pull its mean back.",
        ),
        (given, Nearly) if (given - before) * (after - before) > 0.0 => {
            say(Nearly, "The right way, and it goes on a little further.")
        }
        (_, Nearly) => say(
            Nearly,
            "Not that way. B now stands over the right hump, and takes points there from A: to which side does A’s mean go?",
        ),
        _ => {
            say(Wrong, "Too far. After the E step, A’s mean goes to the middle of A’s colour. Where is that?")
        }
    }
}
