//! Awkward inputs: outliers, ties, too few points, empty components, the largest and smallest numbers
//! allowed. For each, EM gives numbers and a status, never NaN.

use crate::plain::*;
use em_mixture::Error;
use em_mixture::compare_k::CompareK;
use em_mixture::dataset::Dataset;
use em_mixture::em::{Assignment, Em, PriorKind, Settings, Status, Vary};
use em_mixture::mixture::{Component, LARGEST, Mixture, MixtureError};
use em_mixture::restarts::Restarts;
use em_mixture::start::NamedStart;
use em_mixture::surface::SurfaceBuilder;
use rand::RngExt;
use rand_pcg::Pcg64;

/// Runs iterations in every variant, and checks each mixture.
fn survives(values: &[f64], start: &Mixture, fractions: &[f64], case: &str) {
    in_every_variant(values, start, fractions, case, |_, _| {});
}

/// The same, and checks that the objective never falls.
fn climbs(values: &[f64], start: &Mixture, fractions: &[f64], case: &str) {
    in_every_variant(values, start, fractions, case, |em, case| {
        let (i, bound) = (em.position(), em.lower_bound(em.position()).unwrap());
        let (before, after) = (em.at(i - 2), em.at(i));
        let was_above = before.mixture.components().iter().all(|c| c.sd >= least_sd(em));
        let allowed = 1e-9 * (1.0 + before.objective.abs());
        assert!(
            after.objective >= before.objective - allowed || !was_above,
            "{case}: the objective fell from {} to {}",
            before.objective,
            after.objective
        );
        let allowed = 1e-9 * (1.0 + after.objective.abs());
        assert!(bound <= after.objective + allowed, "{case}: bound {bound} over {}", after.objective);
    });
}

fn in_every_variant(
    values: &[f64],
    start: &Mixture,
    fractions: &[f64],
    case: &str,
    check: impl Fn(&Em, &str),
) {
    let data = dataset(values);
    for &fraction in fractions {
        for settings in variants(fraction) {
            let case = format!("{case}, {settings:?}");
            let mut em = Em::new(data.clone(), start.clone(), settings);
            assert_sound(&em, &case);
            for _ in 0..12 {
                em.iterate_once().unwrap();
                assert_sound(&em, &case);
                check(&em, &case);
            }
        }
    }
}

/// Starts of every kind for k components on these values, each with its name.
fn from_everywhere(values: &[f64], k: usize, case: &str, check: impl Fn(&[f64], &Mixture, &[f64], &str)) {
    let data = dataset(values);
    for seed in 0..4 {
        for start in NamedStart::ALL {
            let mixture = named(start, &data, k, seed, 1e-3);
            check(values, &mixture, &[0.0, 1e-3], &format!("{case}, {start:?}, seed {seed}"));
        }
        check(values, &uneven(&data, k, seed), &[0.0, 1e-3], &format!("{case}, uneven, seed {seed}"));
    }
}

#[test]
fn a_point_forty_sds_away_is_an_ordinary_input() {
    let mut values: Vec<f64> = (0..100).map(|i| f64::from(i % 10) / 3.0).collect();
    values.push(1.5 + 40.0);
    from_everywhere(&values, 2, "outlier", climbs);
    for far in [40.0, 400.0, 1e6] {
        let data = dataset(&[values.clone(), vec![far]].concat());
        let start = mixture(&[(0.5, 1.0, 1.0), (0.5, 2.0, 1.0)]);
        let em = Em::new(data, start, Settings::default());
        // −(far − 2)²/2, and the contribution of the nearer of two equal weights
        let expected = -0.5 * (far - 2.0) * (far - 2.0) + 0.5_f64.ln() - 0.5 * std::f64::consts::TAU.ln();
        let found = em.present().mixture.ln_density(far);
        assert!((found / expected - 1.0).abs() < 1e-12, "at {far}: {found}, not {expected}");
        assert_sound(&em, "outlier");
    }
}

#[test]
fn ties_integers_and_few_points_are_ordinary_inputs() {
    let many = |values: &[f64]| values.repeat(25);
    from_everywhere(&[1.0, 2.0], 1, "n = 2", climbs);
    from_everywhere(&[1.0, 2.0], 2, "n = k = 2", climbs);
    from_everywhere(&[1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0], 8, "n = k = 8", climbs);
    from_everywhere(&many(&[0.0, 1.0]), 2, "two values", climbs);
    from_everywhere(&many(&[1.0, 2.0, 3.0, 7.0]), 4, "as many values as components", climbs);
    from_everywhere(&[many(&[5.0]), vec![6.0]].concat(), 2, "all equal but one", climbs);
    // Here the best mean is between two floats that are half an sd apart, and EM may alternate between them.
    from_everywhere(&[1e6, 1e6 + 1e-9, 1e6 + 2e-9], 2, "the last digits of 1e6", survives);
    from_everywhere(&[5.0, 5.0_f64.next_up()], 2, "neighbours among the floats", survives);
}

#[test]
fn a_component_on_one_point_gets_the_least_sd_and_em_continues() {
    let values: Vec<f64> = (0..50).map(f64::from).chain([1000.0]).collect();
    let data = dataset(&values);
    for fraction in [0.0, 1e-3] {
        for settings in variants(fraction) {
            if settings.vary != Vary::All || settings.prior != PriorKind::None {
                continue;
            }
            let mut em = Em::new(data.clone(), mixture(&[(0.5, 25.0, 15.0), (0.5, 1000.0, 15.0)]), settings);
            em.iterate_once().unwrap();
            assert_eq!(em.on_floor(), [1], "{settings:?}");
            assert_eq!(em.present().mixture.components()[1].sd, least_sd(&em), "{settings:?}");
            assert_eq!(em.status(), Status::Running, "{settings:?}");
        }
    }
    // The prior's scale keeps the same component from collapsing.
    let settings = Settings { prior: PriorKind::Conjugate, ..Settings::default() };
    let mut em = Em::new(data, mixture(&[(0.5, 25.0, 15.0), (0.5, 1000.0, 15.0)]), settings);
    for _ in 0..50 {
        em.iterate_once().unwrap();
    }
    assert_eq!(em.on_floor(), [0_usize; 0]);
}

#[test]
fn an_empty_component_stays_with_weight_zero_and_the_others_are_fitted() {
    let data = dataset(&values(1, 200));
    for assignment in [Assignment::Soft, Assignment::Hard] {
        for vary in [Vary::All, Vary::SharedSd] {
            let settings = Settings { assignment, vary, tol: 0.0, ..Settings::default() };
            let start = mixture(&[(0.3, -10.0, 5.0), (0.3, 1e6, 5.0), (0.4, 10.0, 5.0)]);
            let without = mixture(&[(0.3 / 0.7, -10.0, 5.0), (0.4 / 0.7, 10.0, 5.0)]);
            let mut em = Em::new(data.clone(), start.clone(), settings);
            let mut two = Em::new(data.clone(), without, settings);
            for i in 0..20 {
                em.iterate_once().unwrap();
                two.iterate_once().unwrap();
                assert_sound(&em, &format!("{settings:?}"));
                let (found, others) = (em.present().mixture.components(), two.present().mixture.components());
                assert_eq!((found[1].weight, found[1].mean), (0.0, 1e6), "{settings:?}");
                if vary == Vary::All {
                    assert_eq!(found[1].sd, 5.0, "{settings:?}");
                }
                for (a, b) in [(found[0], others[0]), (found[2], others[1])] {
                    let apart =
                        (a.weight - b.weight).abs() + (a.mean - b.mean).abs() + (a.sd / b.sd - 1.0).abs();
                    assert!(apart < 1e-9, "{settings:?}, iteration {i}: {a:?}, not {b:?}");
                }
                assert_eq!((em.empty(), em.status()), (vec![1], Status::Empty), "{settings:?}");
            }
        }
    }
}

#[test]
fn under_the_prior_a_component_without_points_goes_to_the_priors_mode() {
    let values = values(1, 200);
    let data = dataset(&values);
    let (mean, scale) = prior_of(&values, 2);
    for assignment in [Assignment::Soft, Assignment::Hard] {
        let settings = Settings { assignment, prior: PriorKind::Conjugate, tol: 0.0, ..Settings::default() };
        let mut em = Em::new(data.clone(), mixture(&[(0.5, 0.0, 8.0), (0.5, 1e6, 1.0)]), settings);
        em.iterate_once().unwrap();
        let found = em.present().mixture.components()[1];
        // N_k = 0: the mean is μ₀, the variance ς / (ν + 3)
        assert_eq!(found.weight, 0.0, "{assignment:?}");
        assert!((found.mean - mean).abs() < 1e-9, "{assignment:?}: {found:?}, not at {mean}");
        assert!((found.sd / (scale / 6.0).sqrt() - 1.0).abs() < 1e-12, "{assignment:?}: {found:?}");
        assert_eq!((em.empty(), em.status()), (vec![], Status::Running), "{assignment:?}");
    }
}

#[test]
fn under_hard_assignment_the_second_of_two_equal_components_is_empty() {
    let data = dataset(&values(4, 100));
    let settings = Settings { assignment: Assignment::Hard, ..Settings::default() };
    let mut em = Em::new(data, mixture(&[(0.5, 0.0, 5.0), (0.5, 0.0, 5.0)]), settings);
    em.iterate_once().unwrap();
    assert_eq!((em.empty(), em.present().mixture.components()[0].weight), (vec![1], 1.0));
}

#[test]
fn means_alone_leave_weights_and_sds_as_they_started_empty_or_not() {
    for seed in 0..20 {
        let data = dataset(&values(seed, 80));
        for settings in variants(0.5).into_iter().filter(|s| s.vary == Vary::Means) {
            let start = mixture(&[(0.2, 0.0, 1e-3), (0.5, 1e5, 2.0), (0.3, -3.0, 40.0)]);
            let mut em = Em::new(data.clone(), start.clone(), settings);
            for _ in 0..10 {
                em.iterate_once().unwrap();
            }
            for (now, then) in em.present().mixture.components().iter().zip(start.components()) {
                assert_eq!((now.weight, now.sd), (then.weight, then.sd), "seed {seed}, {settings:?}");
            }
            assert_eq!(em.on_floor(), [0_usize; 0], "no floor where no sd moves: seed {seed}");
        }
    }
}

#[test]
fn a_component_of_weight_zero_stays_so_and_changes_no_other() {
    for seed in 0..20 {
        let values = values(seed, 80);
        let start = mixture(&[(0.0, 3.0, 2.0), (0.6, -5.0, 6.0), (0.4, 5.0, 6.0), (0.0, 1e9, 1e-9)]);
        climbs(&values, &start, &[0.0, 1e-3], &format!("seed {seed}"));
        for settings in variants(1e-3) {
            let mut em = Em::new(dataset(&values), start.clone(), settings);
            em.iterate_once().unwrap();
            let weights = em.present().mixture.components().iter().map(|c| c.weight);
            assert_eq!(weights.step_by(3).collect::<Vec<_>>(), [0.0, 0.0], "seed {seed}, {settings:?}");
        }
    }
}

/// A magnitude from 1e-60 to 1e60, or near 1, or one of the two limits.
fn extreme(generator: &mut Pcg64) -> f64 {
    match generator.random_range(0..8) {
        0 => LARGEST,
        1 => LARGEST.recip(),
        2..4 => generator.random::<f64>() + 0.5,
        _ => 10_f64.powf(120.0 * generator.random::<f64>() - 60.0).clamp(LARGEST.recip(), LARGEST),
    }
}

fn signed(generator: &mut Pcg64) -> f64 {
    let magnitude = extreme(generator);
    if generator.random() { magnitude } else { -magnitude }
}

#[test]
fn no_allowed_number_gives_a_nan() {
    for seed in 0..400 {
        let mut generator = generator(seed);
        let n = 2 + generator.random_range(0..12_u64) as usize;
        let values: Vec<f64> = (0..n).map(|_| signed(&mut generator)).collect();
        if em_mixture::dataset::Dataset::new(values.clone()).is_err() {
            continue; // all equal
        }
        let k = 1 + generator.random_range(0..8_u64) as usize;
        let shares: Vec<f64> = (0..k).map(|_| extreme(&mut generator)).collect();
        let total: f64 = shares.iter().sum();
        let component = |share: f64| Component {
            weight: share / total,
            mean: signed(&mut generator),
            sd: extreme(&mut generator),
        };
        let start = Mixture::unchecked(shares.into_iter().map(component).collect());
        survives(&values, &start, &[0.0, 1e-3, 1.0], &format!("seed {seed}, {values:?}, {start:?}"));
        let data = dataset(&values);
        for start in NamedStart::ALL {
            let start = named(start, &data, k.min(data.distinct()), seed, 0.0);
            survives(&values, &start, &[0.0, 1e-3], &format!("seed {seed}, {values:?}, {start:?}"));
        }
    }
}

/// So many points that they are compressed to panels.
const MANY: usize = 4200;

#[test]
fn with_thousands_of_points_em_climbs_as_with_a_few() {
    for seed in 0..3 {
        let values = values(seed, MANY);
        let start = named(NamedStart::RandomFromData, &dataset(&values), 3, seed, 0.0);
        climbs(&values, &start, &[0.0, 1e-3], &format!("seed {seed}"));
    }
}

#[test]
fn one_huge_value_among_thousands_gives_no_nan() {
    for seed in 0..8 {
        let mut generator = generator(seed);
        let far = signed(&mut generator) * 1e9;
        let values = [values(seed, MANY), vec![far.clamp(-LARGEST, LARGEST)]].concat();
        let data = dataset(&values);
        for start in [NamedStart::RandomFromData, NamedStart::Kmeans] {
            let start = named(start, &data, 3, seed, 0.0);
            survives(&values, &start, &[0.0, 1e-3], &format!("seed {seed}, {far:e}, {start:?}"));
        }
    }
}

#[test]
fn a_weight_near_the_least_float_is_an_ordinary_input() {
    let start = mixture(&[(1e-310, 0.0, 1.0), (1.0, 1e60, 1.0)]);
    climbs(&[-1.0, 0.0, 0.5, 2.0], &start, &[0.0, 1e-3], "tiny weight");
}

#[test]
fn what_cannot_be_fitted_is_refused_with_its_kind() {
    let data = dataset(&[1.0, 1.0, 2.0, 5.0]);
    let start =
        |k| Em::start(data.clone(), NamedStart::Kmeans, k, 1, Settings::default()).map(|em| em.position());
    assert_eq!(start(3), Ok(0));
    assert_eq!(start(0), Err(Error::Components(0)));
    assert_eq!(start(9), Err(Error::Components(9)));
    assert_eq!(start(4), Err(Error::TooFewValues { k: 4, distinct: 3 }));
    let alone = vec![Component { weight: 1.0, mean: 2.0, sd: 0.0 }];
    let by_hand = Em::start(data.clone(), alone, 1, 1, Settings::default()).map(|em| em.position());
    assert_eq!(by_hand, Err(Error::Mixture(MixtureError::Sd(0, 0.0))));
    let many = Restarts::new(&data, 4, (NamedStart::Random, 1), 5, Settings::default()).map(|_| ());
    assert_eq!(many, Err(Error::TooFewValues { k: 4, distinct: 3 }));
}

#[test]
fn a_run_ends_where_single_iterations_end() {
    let data = dataset(&(0..200).map(|i| f64::from(i * i % 173)).collect::<Vec<f64>>());
    let mut run = Em::start(data.clone(), NamedStart::Quantiles, 2, 1, Settings::default()).unwrap();
    let mut steps = run.clone();
    let status = run.run().unwrap();
    while !steps.status().stops() {
        steps.iterate_once().unwrap();
    }
    assert_eq!((status, run.position(), run.present()), (steps.status(), steps.position(), steps.present()));
}

#[test]
fn threads_may_share_all_of_it() {
    fn shared<T: Send + Sync>() {}
    shared::<Dataset>();
    shared::<Em>();
    shared::<Restarts>();
    shared::<CompareK>();
    shared::<SurfaceBuilder>();
}
