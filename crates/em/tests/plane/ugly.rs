//! Awkward data: a status or a sentence, and never NaN.

use super::*;
use em_mixture::em::{Assignment, PriorKind, Status};
use em_mixture::plane::Vary;
use em_mixture::restarts::Restarts;
use em_mixture::start::NamedStart;

/// Runs EM from every start in every variant; each number on the way is finite.
fn survives(points: &[Point], what: &str) {
    let data = cloud(points);
    for covariance in TYPES {
        for assignment in [Assignment::Soft, Assignment::Hard] {
            for (prior, vary) in [
                (PriorKind::None, Vary::All),
                (PriorKind::Conjugate, Vary::All),
                (PriorKind::None, Vary::Means),
            ] {
                for floor_fraction in [0.0, 1e-3] {
                    let settings = Settings {
                        covariance,
                        assignment,
                        prior,
                        vary,
                        floor_fraction,
                        ..Settings::default()
                    };
                    for start in NamedStart::ALL {
                        let k = 2.min(data.distinct());
                        let steps = Steps::new(data.clone(), k, settings);
                        let mut em = Em::of(steps.clone(), steps.first_guess(start, k, 1));
                        for _ in 0..15 {
                            let before = em.present().objective;
                            iterate(&mut em);
                            let after = em.present().objective;
                            let what = format!("{what}, {start:?}, {settings:?}");
                            assert!(after.is_finite(), "{what}: {after}");
                            assert!(numbers(&em.present().mixture).iter().all(|x| x.is_finite()), "{what}");
                            assert!(
                                after >= before - 1e-8 * (1.0 + before.abs()),
                                "{what}: {before} fell to {after}"
                            );
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn whatever_the_points_no_number_is_nan() {
    let line: Vec<Point> = (0..30).map(|i| [f64::from(i), 3.0 * f64::from(i) - 7.0]).collect();
    survives(&line, "on a line");
    survives(&line.iter().map(|[x, _]| [*x, 2.0]).collect::<Vec<_>>(), "on a level line");
    survives(&line.iter().map(|[x, _]| [2.0, *x]).collect::<Vec<_>>(), "on an upright line");
    let heaps: Vec<Point> = (0..40).map(|i| [[0.0, 0.0], [1.0, 5.0]][i % 2]).collect();
    survives(&heaps, "two heaps of equal points");
    let plain = points(5, 50);
    survives(&plain.iter().map(|[x, y]| [x + 1e6, y - 1e6]).collect::<Vec<_>>(), "far from zero");
    survives(&plain.iter().map(|[x, y]| [x * 1e-9, y * 1e9]).collect::<Vec<_>>(), "in other units");
    let far: Vec<Point> = plain.iter().copied().chain([[1e5, -1e5]]).collect();
    survives(&far, "one point far away");
    survives(&[[0.0, 1.0], [2.0, 3.0]], "two points");
    survives(&plain.iter().map(|[x, y]| [x * 1e-160, *y]).collect::<Vec<_>>(), "nearly without a width");
}

#[test]
fn on_an_upright_line_quantiles_are_those_of_y() {
    let line = (0..30).map(|i| [2.0, f64::from(i)]).collect();
    let steps = Steps::new(Cloud::new(line).unwrap(), 2, Settings::default());
    let means: Vec<Point> =
        steps.first_guess(NamedStart::Quantiles, 2, 1).components().iter().map(|c| c.mean).collect();
    assert!(
        means.iter().zip([7.25, 21.75]).all(|(m, y)| m[0] == 2.0 && (m[1] - y).abs() < 1e-12),
        "{means:?}"
    );
}

#[test]
fn a_component_ten_thousand_sds_away_comes_back_with_all_its_digits() {
    let points = points(4, 300);
    let data = cloud(&points);
    let settings = Settings { floor_fraction: 0.0, ..Settings::default() };
    let covariance = Covariance::new(data.covariance()).unwrap();
    let [sx, sy] = data.sds();
    let mean = [data.mean()[0] + 1e4 * sx, data.mean()[1] - 1e4 * sy];
    let far = Mixture::new(vec![Component { weight: 1.0, mean, covariance }]).unwrap();
    let mut em = Em::of(Steps::new(data.clone(), 1, settings), far);
    iterate(&mut em);
    let found = em.present().mixture.components()[0].covariance.scatter();
    assert!((found.xx / data.covariance().xx - 1.0).abs() < 1e-12, "{found:?}, not {:?}", data.covariance());
    assert!((found.yy / data.covariance().yy - 1.0).abs() < 1e-12);
    assert!((found.xy - data.covariance().xy).abs() < 1e-12 * sx * sy);
}

#[test]
fn a_collapse_is_on_the_floor_and_is_named() {
    let points: Vec<Point> = points(4, 40).into_iter().chain([[100.0, 100.0]]).collect();
    let alone =
        Component { weight: 0.5, mean: [100.0, 100.0], covariance: Covariance::spherical(1.0).unwrap() };
    let rest = Component { mean: [0.0, 0.0], covariance: Covariance::spherical(30.0).unwrap(), ..alone };
    for covariance in [CovarianceType::Full, CovarianceType::Diagonal, CovarianceType::Spherical] {
        let steps = Steps::new(cloud(&points), 2, Settings { covariance, ..Settings::default() });
        let mut em = Em::of(steps.clone(), Mixture::new(vec![rest, alone]).unwrap());
        assert_eq!(em.run().unwrap(), Status::Converged);
        assert_eq!(em.on_floor(), [1]);
        assert_eq!(steps.stands_on(&em.present().mixture), [(1, vec![[100.0, 100.0]])]);
    }
}

#[test]
fn most_restarts_find_two_groups_that_lie_apart() {
    let points: Vec<Point> = (0..60)
        .map(|i| {
            if i % 2 == 0 {
                [f64::from(i % 7), f64::from(i % 5)]
            } else {
                [40.0 + f64::from(i % 5), 9.0 + f64::from(i % 9)]
            }
        })
        .collect();
    let steps = Steps::new(cloud(&points), 2, Settings::default());
    let rows = Restarts::of(steps, 2, (NamedStart::RandomFromData, 1), 12).unwrap().finish();
    let best = rows.iter().filter(|row| row.optimum == 0).count();
    assert!(best >= 6, "{best} of 12 reach the two groups");
    assert!(rows[0].mixture.components().iter().all(|c| (c.weight - 0.5).abs() < 1e-6));
}
