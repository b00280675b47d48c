//! The best fit of each k, compared with scikit-learn's.

use super::{FROM_DATA, compare_k, number, real, reference, restarts, simulated};
use em_mixture::compare_k::{CompareK, Fit, STARTS, best_by};
use em_mixture::dataset::Dataset;
use em_mixture::em::{Assignment, Climb, PriorKind, Settings, Steps, Vary};
use em_mixture::model::Model;
use em_mixture::restarts::Restarts;
use em_mixture::start::{Start, first_guess};
use serde_json::Value;
use std::sync::Arc;

/// The best fits by scikit-learn, from `tests/compare/best.json`.
fn the_best_are_scikit_learns(name: &str) {
    let (data, reference) = (real(name), reference("compare/best.json"));
    let theirs = reference["cases"][name].as_array().unwrap();
    assert!(theirs.len() >= 3);
    let ours = compare_k(&data, theirs.len());
    for (our, their) in ours.iter().zip(theirs) {
        assert_eq!(our.k as u64, their["k"].as_u64().unwrap());
        // by how much both may miss the flattest top here, three components on Old Faithful
        let close = |ours: f64, key: &str, tolerance: f64| {
            let theirs = number(&their[key]);
            assert!((ours - theirs).abs() <= tolerance, "{name}, k {}, {key}: {ours}, not {theirs}", our.k);
        };
        let n = data.n() as f64;
        close(our.mean_log_likelihood, "mean_log_likelihood", 1e-9);
        close(our.aic, "aic", 2e-9 * n);
        close(our.bic, "bic", 2e-9 * n);
        let mut sorted = our.mixture.components().to_vec();
        sorted.sort_by(|a, b| a.mean.total_cmp(&b.mean));
        for (j, c) in sorted.iter().enumerate() {
            for (ours, key, unit) in
                [(c.weight, "weights", 1.0), (c.mean, "means", data.sd()), (c.sd, "sds", data.sd())]
            {
                let theirs = number(&their[key][j]);
                assert!(
                    (ours - theirs).abs() <= 2e-3 * unit,
                    "{name}, k {}, {key}: {ours}, not {theirs}",
                    our.k
                );
            }
        }
    }
    for (criterion, key) in [((|f| f.aic) as fn(&Fit) -> f64, "aic"), (|f| f.bic, "bic")] {
        let of = |row: &&Value| number(&row[key]);
        let lowest = theirs.iter().min_by(|a, b| of(a).total_cmp(&of(b))).unwrap();
        let sound = |fit: &Fit| fit.on_floor.is_empty().then(|| criterion(fit));
        let chosen = &ours[best_by(&ours, sound).unwrap()];
        assert_eq!(chosen.k as u64, lowest["k"].as_u64().unwrap(), "{name} by {key}");
    }
}

#[test]
fn the_best_fits_of_old_faithful_are_scikit_learns() {
    the_best_are_scikit_learns("old-faithful-waiting");
}

#[test]
fn the_best_fits_of_the_galaxies_are_scikit_learns() {
    the_best_are_scikit_learns("galaxy-velocities");
}

#[test]
fn a_fit_of_compare_k_is_the_best_of_its_starts() {
    let data = real("galaxy-velocities");
    for fit in compare_k(&data, 4) {
        let rows = restarts(&data, fit.k, FROM_DATA, STARTS);
        let best = rows.iter().find(|row| row.start_seed == fit.start_seed).unwrap();
        assert_eq!(best.optimum, 0, "k {}: another optimum's start", fit.k);
        assert!((best.objective - fit.objective).abs() < 1e-11);
        for (a, b) in best.mixture.components().iter().zip(fit.mixture.components()) {
            let apart = (a.mean - b.mean).abs().max((a.sd - b.sd).abs()) / data.sd();
            assert!(apart < 1e-4 && (a.weight - b.weight).abs() < 1e-4, "k {}: {a:?}, not {b:?}", fit.k);
        }
    }
}

#[test]
fn no_run_of_plain_em_ends_higher_and_em_stops_at_each_fit() {
    let data = real("galaxy-velocities");
    for assignment in [Assignment::Soft, Assignment::Hard] {
        for prior in [PriorKind::None, PriorKind::Conjugate] {
            for vary in [Vary::All, Vary::SharedSd, Vary::Means] {
                let settings = Settings { assignment, prior, vary, ..Settings::default() };
                for fit in CompareK::new(&data, 3, FROM_DATA, settings).unwrap().finish() {
                    let start = FROM_DATA;
                    let rows = Restarts::new(&data, fit.k, start, STARTS, settings).unwrap().finish();
                    let (ours, theirs) = (fit.objective, rows[0].objective);
                    assert!(ours > theirs - 1e-9, "{settings:?}, k {}: {ours}, below {theirs}", fit.k);
                    let steps = Steps::new(data.clone(), fit.k, settings);
                    let here = steps.e(fit.mixture.clone());
                    assert_eq!(here.objective, ours);
                    let gain = steps.e(steps.m(&here)).objective - ours;
                    assert!(gain < 1e-12, "{settings:?}, k {}: EM gains {gain:e} more", fit.k);
                }
            }
        }
    }
}

#[test]
fn the_top_is_reached_where_plain_em_is_slow() {
    // two groups, and a third component that is not needed: plain EM is cut off on its way
    let data = simulated(&[(20.0, 5.0, 1500), (40.0, 5.0, 3500)]);
    let fits = compare_k(&data, 3);
    let fit = &fits[2];
    let steps = Steps::new(data.clone(), 3, Settings::default());
    let guess = first_guess(&Start::Named(FROM_DATA.0), &data, 3, fit.start_seed, 0.0);
    let mut climb = Climb::new(
        Steps::new(data.clone(), 3, Settings { tol: 0.0, max: 2000, ..Settings::default() }),
        guess,
    );
    while !climb.advance() {}
    assert!(climb.present().objective < fit.objective - 1e-6, "no ridge: plain EM was as fast");
    let here = steps.e(fit.mixture.clone());
    assert!(steps.e(steps.m(&here)).objective - fit.objective < 1e-12);
}

#[test]
fn a_fit_on_two_near_points_says_which() {
    let fits = compare_k(&real("galaxy-velocities"), 6);
    assert_eq!(fits[2].stands_on, []);
    let marked: Vec<_> = fits.iter().filter(|fit| !fit.stands_on.is_empty()).map(|fit| fit.k).collect();
    assert_eq!(marked, [5, 6]);
}

#[test]
fn k_ends_at_the_distinct_values_and_wrong_counts_are_refused() {
    let three = Arc::new(Dataset::new(vec![1.0, 1.0, 2.0, 3.0]).unwrap());
    assert_eq!(compare_k(&three, 8).iter().map(|fit| fit.k).collect::<Vec<_>>(), [1, 2, 3]);
    for max in [0, 9] {
        let refusal = CompareK::new(&three, max, FROM_DATA, Settings::default()).unwrap_err();
        assert!(refusal.to_string().contains("from 1 to 8"), "{refusal}");
    }
    let refusal = Restarts::new(&three, 2, FROM_DATA, 0, Settings::default()).unwrap_err();
    assert!(refusal.to_string().contains("from 1 to 1000"), "{refusal}");
}

#[test]
fn aic_and_bic_count_only_what_may_move() {
    let data = real("old-faithful-waiting");
    for (vary, free) in [(Vary::All, 5.0), (Vary::SharedSd, 4.0), (Vary::Means, 2.0)] {
        let settings = Settings { vary, ..Settings::default() };
        let fits = CompareK::new(&data, 2, FROM_DATA, settings).unwrap().finish();
        let (fit, n) = (&fits[1], data.n() as f64);
        let ln_likelihood = fit.mean_log_likelihood * n;
        assert_eq!(fit.aic, 2.0 * free - 2.0 * ln_likelihood);
        assert_eq!(fit.bic, free * n.ln() - 2.0 * ln_likelihood);
    }
}
