//! What holds of EM in the plane whatever the data.

use super::*;
use em_mixture::em::{Assignment, PriorKind};
use em_mixture::plane::{Axis, Vary};
use em_mixture::start::NamedStart;

/// Every type × assignment × prior × what varies, in turn.
fn settings(seed: u64) -> Settings {
    let digit = |of: u64| (seed / of % 2) as usize;
    Settings {
        covariance: TYPES[seed as usize % 4],
        assignment: [Assignment::Soft, Assignment::Hard][digit(4)],
        prior: [PriorKind::None, PriorKind::Conjugate][digit(8)],
        vary: [Vary::All, Vary::Means][digit(16)],
        tol: 1e-10,
        ..Settings::default()
    }
}

/// Calls `check` for many points, k and settings.
fn over_many(mut check: impl FnMut(&[Point], usize, u64, Settings)) {
    for seed in 0..96 {
        let points = points(seed, 60 + seed as usize);
        check(&points, 1 + seed as usize % 5, seed, settings(seed));
    }
}

/// By how much rounding may lower an objective.
fn allowed(objective: f64) -> f64 {
    1e-9 * (1.0 + objective.abs())
}

#[test]
fn e_closes_the_gap_m_raises_the_bound_and_neither_ever_falls() {
    over_many(|points, k, seed, settings| {
        let mut em = begun(points, k, seed, settings);
        let what = format!("seed {seed}, k {k}, {settings:?}");
        for _ in 0..30 {
            let before = em.present().objective;
            iterate(&mut em);
            let (after, bound) = (em.present().objective, em.present().bound.unwrap());
            assert!(after.is_finite(), "{what}");
            assert!(bound >= before - allowed(before), "{what}: the bound {bound} is under {before}");
            assert!(after >= bound - allowed(bound), "{what}: {after} is under the bound {bound}");
        }
    });
}

#[test]
fn one_component_takes_one_step_to_the_data_themselves() {
    for covariance in TYPES {
        let points = points(3, 500);
        let mut em = begun(&points, 1, 3, Settings { covariance, ..Settings::default() });
        iterate(&mut em);
        let first = numbers(&em.present().mixture);
        iterate(&mut em);
        let (data, found) = (cloud(&points), em.present().mixture.components()[0]);
        assert!(
            numbers(&em.present().mixture)
                .iter()
                .zip(first)
                .all(|(a, b)| (a - b).abs() < 1e-12 * (1.0 + b.abs()))
        );
        let (Scatter { xx, xy, yy }, of_data) = (found.covariance.scatter(), data.covariance());
        assert!((xx + yy - of_data.trace()).abs() < 1e-11 && (found.mean[0] - data.mean()[0]).abs() < 1e-12);
        match covariance {
            CovarianceType::Full | CovarianceType::Tied => assert!((xy - of_data.xy).abs() < 1e-11),
            CovarianceType::Diagonal => assert!((xx - of_data.xx).abs() < 1e-11 && xy == 0.0),
            CovarianceType::Spherical => assert!((xx - yy).abs() < 1e-12 && xy == 0.0),
        }
    }
}

/// The numbers of a mixture after the linear map [a b; c d] of the plane.
fn moved(mixture: &Mixture, [a, b, c, d]: [f64; 4]) -> Vec<f64> {
    let of = |component: &Component| {
        let ([x, y], Scatter { xx, xy, yy }) = (component.mean, component.covariance.scatter());
        let covariance = Scatter {
            xx: a * a * xx + 2.0 * a * b * xy + b * b * yy,
            xy: a * c * xx + (a * d + b * c) * xy + b * d * yy,
            yy: c * c * xx + 2.0 * c * d * xy + d * d * yy,
        };
        let covariance = Covariance::new(covariance).unwrap();
        Component { mean: [a * x + b * y, c * x + d * y], covariance, ..*component }
    };
    numbers(&Mixture::new(mixture.components().iter().map(of).collect()).unwrap())
}

#[test]
fn turned_scaled_and_shuffled_data_carry_the_answer_along() {
    let (sin, cos) = 0.7_f64.sin_cos();
    over_many(|points, k, seed, settings| {
        let mut em = begun(points, k, seed, settings);
        let mut maps = vec![[3.0, 0.0, 0.0, 3.0]];
        if settings.covariance != CovarianceType::Diagonal {
            maps.push([cos, -sin, sin, cos]);
        }
        // With a prior the two variances of an axis-aligned model are drawn towards one number.
        let by_axis = settings.prior == PriorKind::None || settings.covariance != CovarianceType::Diagonal;
        if settings.covariance != CovarianceType::Spherical && by_axis {
            maps.push([1e-3, 0.0, 0.0, 100.0]);
        }
        let ends: Vec<Em<Steps>> = maps
            .iter()
            .map(|&[a, b, c, d]| {
                let there: Vec<Point> = points.iter().map(|[x, y]| [a * x + b * y, c * x + d * y]).collect();
                let mut em = begun(&there, k, seed, settings);
                (0..4).for_each(|_| iterate(&mut em));
                em
            })
            .collect();
        (0..4).for_each(|_| iterate(&mut em));
        for (end, map) in ends.iter().zip(maps) {
            if !end.on_floor().is_empty() {
                continue; // the floor is along the axes
            }
            let (found, expected) = (numbers(&end.present().mixture), moved(&em.present().mixture, map));
            let largest = expected.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
            for (found, expected) in found.iter().zip(&expected) {
                let off = (found - expected).abs();
                assert!(
                    off < 1e-7 * expected.abs() + 1e-9 * largest,
                    "seed {seed}, {map:?}, {settings:?}: {found}, not {expected}"
                );
            }
        }
        let mut shuffled = points.to_vec();
        shuffled.reverse();
        shuffled.rotate_left(points.len() / 3);
        let start = em.at(0).mixture.clone();
        let mut other = Em::of(Steps::new(cloud(&shuffled), k, settings), start);
        (0..4).for_each(|_| iterate(&mut other));
        let pairs = numbers(&other.present().mixture).into_iter().zip(numbers(&em.present().mixture));
        pairs.for_each(|(a, b)| {
            assert!((a - b).abs() < 1e-8 * (1.0 + b.abs()), "seed {seed}, shuffled: {a}, not {b}")
        });
    });
}

#[test]
fn every_start_stands_within_the_data_and_weighs_one() {
    for seed in 0..12 {
        let points = points(u64::from(seed), 80);
        for covariance in TYPES {
            for start in NamedStart::ALL {
                for k in [1, 2, 8] {
                    let steps = Steps::new(cloud(&points), k, Settings { covariance, ..Settings::default() });
                    let guess = steps.first_guess(start, k, seed);
                    let weights: f64 = guess.components().iter().map(|c| c.weight).sum();
                    assert!(guess.k() == k && (weights - 1.0).abs() < 1e-12, "{start:?}");
                    let reach = 2.0 * cloud(&points).sds()[0].hypot(cloud(&points).sds()[1]);
                    let near = |c: &Component| {
                        points.iter().any(|p| (p[0] - c.mean[0]).hypot(p[1] - c.mean[1]) < reach)
                    };
                    assert!(guess.components().iter().all(near), "{start:?}");
                    assert_eq!(guess, steps.first_guess(start, k, seed), "the same seed, the same start");
                }
            }
        }
    }
}

/// A margin is the density of one coordinate: ∫ p(x, y) dy, by a sum over a grid.
#[test]
fn margins_are_what_is_left_of_the_plane() {
    let points = points(2, 200);
    let mut em = begun(&points, 3, 2, Settings::default());
    (0..3).for_each(|_| iterate(&mut em));
    let mixture = &em.present().mixture;
    let component = |c: &Component| c.covariance.sds().into_iter().fold(0.0_f64, f64::max);
    let widest = mixture.components().iter().map(component).fold(0.0_f64, f64::max);
    let step =
        0.01 * mixture.components().iter().map(|c| c.covariance.axes().sds[1]).fold(f64::INFINITY, f64::min);
    for axis in [Axis::X, Axis::Y] {
        let margin = mixture.margin(axis);
        for at in [-1.0, 0.5, 2.0].map(|z| cloud(&points).mean()[axis as usize] + z) {
            let cells = (30.0 * widest / step) as i32;
            let density = |j: i32| {
                let across = f64::from(j) * step;
                mixture.ln_density(if axis == Axis::X { [at, across] } else { [across, at] }).exp() * step
            };
            let sum: f64 = (-cells..=cells).map(density).sum();
            assert!(
                (sum / margin.density(at) - 1.0).abs() < 1e-9,
                "{axis:?} at {at}: {sum}, not {}",
                margin.density(at)
            );
        }
    }
}

/// An ellipse r sds wide holds 1 − e^(−r²/2) of a Gaussian.
#[test]
fn ellipses_hold_their_mass() {
    let covariance = Covariance::correlated([2.0, 0.5], 0.8).unwrap();
    let mut generator = Pcg64::seed_from_u64(1);
    let (n, radii) = (1_000_000, [1.0, 2.0_f64.ln().sqrt() * 2.0_f64.sqrt(), 2.0, 2.447_746_830_680_816]);
    let mut within = [0; 4];
    for _ in 0..n {
        // Box and Muller's pair is exactly Gaussian.
        let (u, v) = (1.0 - generator.random::<f64>(), generator.random::<f64>() * std::f64::consts::TAU);
        let (length, (sin, cos)) = ((-2.0 * u.ln()).sqrt(), v.sin_cos());
        let [a, b] = [length * cos, length * sin];
        let point = [2.0 * a, 0.5 * (0.8 * a + 0.6 * b)];
        let r = covariance.squared_distance(point).sqrt();
        within.iter_mut().zip(radii).for_each(|(count, radius)| *count += u32::from(r < radius));
    }
    for (count, expected) in within.into_iter().zip([0.393_469_34, 0.5, 0.864_664_72, 0.95]) {
        let share = f64::from(count) / f64::from(n);
        let error: f64 = 5.0 * (expected * (1.0 - expected) / f64::from(n)).sqrt();
        assert!((share - expected).abs() < error, "{share}, not {expected}");
    }
}
