//! Chapters 9 to 13: fits beside each other, beside other methods, of other curves, and beside labels.

use super::*;

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
                "{} has the lowest AIC. BIC charges more for each component: {} here; another k has less.",
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
        (_, Nearly) => say(Nearly, "Point at the picture, and look for the place where both shares are 0.5."),
        _ => say(
            Wrong,
            "Look between the two humps: where is a point as much A’s as B’s, once EM is at its end?",
        ),
    }
}

/// How many of the heads coin A holds, from the chances that the question gives.
pub fn other_curves(found: &Found, answer: &Answer) -> Verdict {
    /// The heads of ten that the question's coins show on average.
    const MEANS: [f64; 2] = [7.0, 3.0];
    let mut coins = found.shown.clone();
    let set = MEANS.into_iter().enumerate().all(|(k, mean)| coins.touch(k, Parameter::Mean, mean).is_ok());
    let values = coins.loaded().data.values().to_vec();
    let Ok(shares) = coins.responsibilities(&values) else { return say(Wrong, "There are no shares here.") };
    let of_a = |share: fn(f64, f64) -> f64| -> f64 {
        values.iter().zip(shares.chunks(MEANS.len())).map(|(&heads, row)| share(heads, row[0])).sum()
    };
    let (held, tosses) = (of_a(|heads, share| heads * share), of_a(|_, share| TOSSES * share));
    // One row is shared half and half, so that it may be counted to either coin.
    let whole = [
        of_a(|heads, share| if share > 0.6 { heads } else { 0.0 }),
        of_a(|heads, share| if share > 0.4 { heads } else { 0.0 }),
    ];
    match near(answer, held, 0.3, 1.0) {
        _ if !set => say(Wrong, "Press Show me: these are other data."),
        (_, Right) => say(
            Right,
            format!(
                "{} heads in {} tosses: the M step makes A’s chance {}.",
                shown(held, 1),
                shown(tosses, 1),
                shown(held / tosses, 2)
            ),
        ),
        (given, _) if whole.iter().any(|heads| (given - heads).abs() <= 0.3) => say(
            Nearly,
            "That counts each row whole. But a row counts for A by its share, and A has a share of every row: add up the column of A’s shares times heads.",
        ),
        (_, Nearly) => say(Nearly, "It is near. Read the sum under A’s column in the Ledger."),
        _ => say(Wrong, "Write 0.7 and 0.3 in Numbers, press E step, and read the sums in the Ledger."),
    }
}

/// Of a coin for each value.
const TOSSES: f64 = 10.0;

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
                "{}\u{a0}%. But to say “not preferred” of every house is right for {}\u{a0}%. A good fit does not mean that the groups are those you had in mind.",
                shown(guessed, 1),
                shown(most, 1)
            ),
        ),
        (given, _) if (given - most).abs() <= 0.2 => say(
            Nearly,
            "That is right if one says “not preferred” of every house. How much do the two groups guess right? Read the tab Labels.",
        ),
        (given, _) if (given - guessed / 100.0).abs() <= 0.002 => {
            say(Nearly, "Right as a part of one. Write it in percent.")
        }
        (_, Nearly) => say(Nearly, "Is EM at its end? Go to convergence, and read the tab Labels."),
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
