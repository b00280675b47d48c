//! Equivariance: if the unit, the zero or the order of the data changes, the result changes accordingly
//! and in no other way.

use crate::plain::*;
use em_mixture::em::{Em, PriorKind, Settings, Vary};
use em_mixture::mixture::{Component, Mixture};
use em_mixture::start::NamedStart;
use rand::RngExt;

/// x becomes scale · x + shift.
#[derive(Clone, Copy, Debug)]
struct AxisChange {
    scale: f64,
    shift: f64,
}

impl AxisChange {
    fn at(self, x: f64) -> f64 {
        self.scale * x + self.shift
    }

    fn mixture(self, mixture: &Mixture) -> Mixture {
        let moved = |c: &Component| Component { mean: self.at(c.mean), sd: self.scale.abs() * c.sd, ..*c };
        Mixture::unchecked(mixture.components().iter().map(moved).collect())
    }

    /// What the objective loses in the new unit: each density is per unit, the prior's too.
    fn objective(self, objective: f64, em: &Em) -> f64 {
        let k = em.present().mixture.k() as f64;
        let densities = match (em.settings().prior, em.settings().vary) {
            (PriorKind::None, _) => 0.0,
            // k means per unit; each variance per unit², whose scale enters squared
            (_, Vary::All) => k + 2.0 * k,
            (_, Vary::SharedSd) => k + 2.0,
            (_, Vary::Means) => k,
        };
        objective - self.scale.abs().ln() * (1.0 + densities / em.data().n() as f64)
    }
}

/// How far two mixtures lie apart: weights, means in `sd`s, sds relatively.
fn distance(a: &Mixture, b: &Mixture, sd: f64) -> f64 {
    let apart = |(a, b): (&Component, &Component)| {
        (a.weight - b.weight).abs().max((a.mean - b.mean).abs() / sd).max((a.sd / b.sd - 1.0).abs())
    };
    a.components().iter().zip(b.components()).map(apart).fold(0.0, f64::max)
}

/// Runs both for some iterations and compares them: parameters agree to `within`.
fn together(em: &mut Em, moved: &mut Em, axis: AxisChange, within: f64, case: &str) {
    let sd = moved.data().sd();
    for i in 0..=15 {
        let apart = distance(&axis.mixture(&em.present().mixture), &moved.present().mixture, sd);
        assert!(apart <= within, "{case}, {axis:?}: {apart:e} apart after iteration {i}");
        let (expected, objective) = (axis.objective(em.present().objective, em), moved.present().objective);
        let difference = (expected - objective).abs();
        assert!(
            difference <= within * (1.0 + expected.abs()),
            "{case}, {axis:?}: objective {objective}, not {expected}, after iteration {i}"
        );
        em.iterate_once().unwrap();
        moved.iterate_once().unwrap();
    }
}

/// Values on a grid of 2^-10, so that adding a power of two rounds nothing away.
fn on_a_grid(values: Vec<f64>) -> Vec<f64> {
    values.into_iter().map(|x| (x * 1024.0).round() / 1024.0).collect()
}

#[test]
fn the_result_changes_with_the_unit_and_the_zero() {
    // An offset of 2^20 leaves the means a precision of 1e-10; EM may carry that on a little.
    let axes = [
        (AxisChange { scale: 1.0, shift: 1048576.0 }, 1e-8),
        (AxisChange { scale: 1.0, shift: -1048576.0 }, 1e-8),
        (AxisChange { scale: 1e-9, shift: 0.0 }, 1e-9),
        (AxisChange { scale: 7e9, shift: 0.0 }, 1e-9),
        (AxisChange { scale: -2.5, shift: 100.0 }, 1e-9),
    ];
    for seed in 0..20 {
        let values = on_a_grid(values(seed, 150));
        let data = dataset(&values);
        for (axis, within) in axes {
            let moved: Vec<f64> = values.iter().map(|&x| axis.at(x)).collect();
            let moved = dataset(&moved);
            for settings in variants(0.02) {
                let start = uneven(&data, 1 + seed as usize % 4, seed);
                let mut after = Em::new(moved.clone(), axis.mixture(&start), settings);
                let mut before = Em::new(data.clone(), start, settings);
                together(&mut before, &mut after, axis, within, &format!("seed {seed}, {settings:?}"));
            }
        }
    }
}

#[test]
fn the_starts_move_with_the_data() {
    for seed in 0..60 {
        let values = on_a_grid(values(seed, 200));
        let data = dataset(&values);
        for axis in [AxisChange { scale: 1.0, shift: 1048576.0 }, AxisChange { scale: 1e-9, shift: 0.0 }] {
            let moved: Vec<f64> = values.iter().map(|&x| axis.at(x)).collect();
            let moved = dataset(&moved);
            for start in NamedStart::ALL {
                let expected = axis.mixture(&named(start, &data, 3, seed, 1e-3));
                let found = named(start, &moved, 3, seed, 1e-3);
                let apart = distance(&expected, &found, moved.sd());
                assert!(apart <= 1e-9, "seed {seed}, {start:?}, {axis:?}: {apart:e} apart");
            }
        }
    }
}

#[test]
fn the_order_of_the_data_changes_nothing() {
    for seed in 0..20 {
        let mut shuffled = values(seed, 120);
        let data = dataset(&shuffled);
        let mut generator = generator(seed);
        for i in (1..shuffled.len()).rev() {
            shuffled.swap(i, generator.random_range(0..=i as u64) as usize);
        }
        let other = dataset(&shuffled);
        for settings in variants(1e-3) {
            for start in NamedStart::ALL {
                let mut a = Em::new(data.clone(), named(start, &data, 3, seed, 1e-3), settings);
                let mut b = Em::new(other.clone(), named(start, &other, 3, seed, 1e-3), settings);
                for _ in 0..5 {
                    assert_eq!(a.present(), b.present(), "seed {seed}, {start:?}, {settings:?}");
                    a.iterate_once().unwrap();
                    b.iterate_once().unwrap();
                }
            }
        }
    }
}

#[test]
fn the_order_of_the_components_changes_their_order_alone() {
    let still = AxisChange { scale: 1.0, shift: 0.0 };
    for seed in 0..30 {
        let data = dataset(&values(seed, 120));
        let start = uneven(&data, 2 + seed as usize % 4, seed);
        let turned = |mixture: &Mixture| {
            let mut components = mixture.components().to_vec();
            components.rotate_left(1);
            Mixture::unchecked(components)
        };
        for settings in variants(1e-3) {
            let mut a = Em::new(data.clone(), start.clone(), settings);
            let mut b = Em::new(data.clone(), turned(&start), settings);
            for _ in 0..15 {
                let apart = distance(&turned(&a.present().mixture), &b.present().mixture, data.sd());
                assert!(apart <= 1e-9, "seed {seed}, {settings:?}: {apart:e} apart");
                a.iterate_once().unwrap();
                b.iterate_once().unwrap();
            }
            let case = format!("seed {seed}, {settings:?}");
            let (x, y) = (a.present().objective, still.objective(b.present().objective, &b));
            assert!((x - y).abs() <= 1e-9 * (1.0 + x.abs()), "{case}: {x}, not {y}");
        }
    }
}

#[test]
fn every_point_twice_gives_the_same_result_under_maximum_likelihood() {
    let still = AxisChange { scale: 1.0, shift: 0.0 };
    for seed in 0..20 {
        let values = values(seed, 101);
        let (once, twice) = (dataset(&values), dataset(&[values.clone(), values].concat()));
        let variants = variants(0.02).into_iter().filter(|s| s.prior == PriorKind::None);
        for settings in variants {
            let start = uneven(&once, 3, seed);
            let mut a = Em::new(once.clone(), start.clone(), settings);
            let mut b = Em::new(twice.clone(), start, settings);
            together(&mut a, &mut b, still, 1e-9, &format!("seed {seed}, {settings:?}"));
        }
    }
}

#[test]
fn one_component_is_fitted_in_one_step() {
    for seed in 0..60 {
        let plain = values(seed, 50 + 3 * seed as usize);
        for (values, digits) in [(plain.clone(), 1e-12), (plain.iter().map(|x| x + 1e6).collect(), 1e-9)] {
            let data = dataset(&values);
            let n = values.len() as f64;
            // the textbook's formulas; and at k = 1 the prior's: μ₀ is the mean, so that it changes nothing
            let (mean, scale) = prior_of(&values, 1);
            let squares = scale * (n - 1.0);
            for settings in variants(0.0) {
                let start = uneven(&data, 1, seed);
                let variance = match (settings.prior, settings.vary) {
                    (_, Vary::Means) => start.components()[0].sd.powi(2),
                    (PriorKind::None, _) => squares / n,
                    // (ς + S) / (n + ν + 3), and shared: n + ν + k + 2, which is the same
                    (PriorKind::Conjugate, _) => (scale + squares) / (n + 6.0),
                };
                let mut em = Em::new(data.clone(), start, settings);
                em.iterate_once().unwrap();
                let expected = mixture(&[(1.0, mean, variance.sqrt())]);
                let apart = distance(&expected, &em.present().mixture, data.sd());
                assert!(apart <= digits, "seed {seed}, {settings:?}: {apart:e} off after one iteration");
                em.iterate_once().unwrap();
                let apart = distance(&expected, &em.present().mixture, data.sd());
                assert!(apart <= digits, "seed {seed}, {settings:?}: {apart:e} off after two");
                assert!(em.status() == em_mixture::em::Status::Converged, "seed {seed}, {settings:?}");
            }
        }
    }
}

#[test]
fn a_component_placed_far_from_the_data_comes_back_with_full_precision() {
    // By hand a mean may be anywhere. M sums deviations from it, so a far one costs digits; the next
    // iteration, from a near one, has them again.
    for far in [1e3, 1e6, -1e9] {
        let values = values(7, 200);
        let data = dataset(&values);
        let (mean, scale) = prior_of(&values, 1);
        let sd = (scale * 199.0 / 200.0).sqrt();
        let settings = Settings { floor_fraction: 0.0, ..Settings::default() };
        let mut em = Em::new(data.clone(), mixture(&[(1.0, far, 1.0)]), settings);
        for _ in 0..4 {
            em.iterate_once().unwrap();
        }
        let apart = distance(&mixture(&[(1.0, mean, sd)]), &em.present().mixture, sd);
        assert!(apart <= 1e-12, "from {far}: {apart:e} off");
    }
}
