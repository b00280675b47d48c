//! The status of a run of EM in a sentence or two.

use crate::em::{Assignment, Em, PriorKind, Settings, Status, Vary};
use crate::figures::significant;
use crate::letter::letters_are;
use crate::model::Model;

/// The name of what EM maximizes.
pub fn objective_name(settings: &Settings) -> &'static str {
    match (settings.assignment, settings.prior) {
        (Assignment::Soft, PriorKind::None) => "log-likelihood",
        (Assignment::Soft, PriorKind::Conjugate) => "log posterior",
        (Assignment::Hard, PriorKind::None) => "classification likelihood",
        (Assignment::Hard, PriorKind::Conjugate) => "classification posterior",
    }
}

/// The status of a run with these settings in a sentence or two that a learner understands.
pub fn reason<M: Model>(em: &Em<M>, settings: &Settings) -> String {
    let name = objective_name(settings);
    let (i, tol, max) = (em.iteration(), settings.tol, settings.max);
    let gain = em.last_gain();
    let stands = match (em.status(), gain) {
        (Status::Converged, _) => {
            format!(
                "Converged: iteration {i} raised the {name} by less than {} per point.",
                significant(tol, 1)
            )
        }
        (Status::MaxIterations, gain) => format!(
            "Stopped at the limit of {max} iterations{}; a larger limit lets it go on.",
            gain.map_or(String::new(), |g| format!(", though the last one still gained {g:.2e} per point"))
        ),
        (_, None) => "The start: a first guess, which E and M will improve.".to_string(),
        (_, Some(gain)) => {
            format!("Iteration {i} raised the {name} by {} per point.", significant(gain, 3))
        }
    };
    let mut sentences = warnings(em, settings);
    sentences.insert(0, stands);
    sentences.join(" ")
}

/// What there is to be said of a run besides how far it is, a sentence or two each.
pub fn warnings<M: Model>(em: &Em<M>, settings: &Settings) -> Vec<String> {
    let mut sentences = Vec::new();
    let k = M::k(&em.present().mixture);
    let most = settings.family.curve().most_identifiable().unwrap_or(usize::MAX);
    if em.status().stops() && k > most && settings.vary != Vary::Means {
        sentences.push(format!(
            "Many other fits are exactly as good: from so few tosses for a value, {k} coins cannot be told apart, and the start decides."
        ));
    }
    let empty = em.empty();
    if let Some(who) = letters_are(&empty) {
        let stays = if empty.len() == 1 { "it keeps its place" } else { "they keep their places" };
        sentences.push(format!("{who} without points: {stays}, and the others go on."));
    }
    if let Some(who) = letters_are(&em.on_floor()) {
        let gaussian = settings.family.is_gaussian();
        let (how, way) = if gaussian {
            ("as narrow as allowed", ", or the prior")
        } else {
            ("the mean is the smallest allowed", "")
        };
        sentences.push(format!(
            "{who} collapsed: {how}. Without this limit the likelihood would grow without bound. Try another start{way}."
        ));
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Dataset;
    use crate::mixture::Component;

    fn em(values: &[f64], start: &[(f64, f64, f64)], settings: Settings) -> Em {
        let components: Vec<Component> =
            start.iter().map(|&(weight, mean, sd)| Component { weight, mean, sd }).collect();
        Em::start(Dataset::new(values.to_vec()).unwrap(), components, start.len(), 1, settings).unwrap()
    }

    #[test]
    fn collapsed_and_empty_components_are_named_by_their_letters() {
        let values: Vec<f64> = (0..50).map(f64::from).chain([1000.0]).collect();
        let mut fit = em(&values, &[(0.5, 25.0, 15.0), (0.5, 1000.0, 15.0)], Settings::default());
        assert!(reason(&fit, fit.settings()).starts_with("The start"), "{}", reason(&fit, fit.settings()));
        fit.iterate_once().unwrap();
        assert!(reason(&fit, fit.settings()).contains("B is collapsed"), "{}", reason(&fit, fit.settings()));
        let start = [(0.3, 10.0, 5.0), (0.4, 1e6, 5.0), (0.3, 40.0, 5.0)];
        let mut fit = em(&values[..50], &start, Settings::default());
        fit.iterate_once().unwrap();
        assert!(
            reason(&fit, fit.settings()).contains("B is without points: it keeps its place"),
            "{}",
            reason(&fit, fit.settings())
        );
        let start = [(0.3, 1e6, 5.0), (0.4, 25.0, 15.0), (0.3, -1e6, 5.0)];
        let mut fit = em(&values[..50], &start, Settings::default());
        fit.iterate_once().unwrap();
        let both = "A and C are without points: they keep their places";
        assert!(reason(&fit, fit.settings()).contains(both), "{}", reason(&fit, fit.settings()));
    }

    #[test]
    fn no_reason_has_a_number_that_is_not_finite() {
        for values in [vec![0.0, 1e-50], vec![-1e60, 1e60, 0.0], (0..99).map(f64::from).collect()] {
            for settings in [Settings::default(), Settings { tol: 0.0, max: 7, ..Settings::default() }] {
                let spread = values[1] - values[0];
                let mut fit = em(&values, &[(0.5, values[0], spread.abs()), (0.5, 0.0, 1e-55)], settings);
                while !fit.status().stops() {
                    let reason = reason(&fit, fit.settings());
                    assert!(!reason.contains("NaN") && !reason.contains("inf"), "{reason}");
                    fit.half_step().unwrap();
                }
            }
        }
    }
}
