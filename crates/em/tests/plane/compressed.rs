//! Many points are summed over the nodes of cells, to the same numbers.

use super::*;
use em_mixture::em::Assignment;
use em_mixture::plane::Expectation;

#[test]
fn many_points_are_summed_over_fewer_places() {
    let plain = cloud(&points(2, 260_000));
    let mut compressed = plain.clone();
    while !compressed.compress() {}
    let component = |k: usize| {
        let covariance = Covariance::new(plain.covariance()).unwrap().scaled([0.4, 0.5]);
        Component { weight: 1.0 / 3.0, mean: plain.point(k), covariance }
    };
    let mixture = Mixture::new((0..3).map(component).collect()).unwrap();
    for covariance in TYPES {
        let step = |cloud: &Cloud| {
            let steps = Steps::new(cloud.clone(), 3, Settings { covariance, ..Settings::default() });
            let first = steps.begin(mixture.clone());
            steps.e(steps.m(&first))
        };
        let (plainly, quickly) = (step(&plain), step(&compressed));
        let summed = quickly.expectation.summed();
        assert!(2 * summed < plainly.expectation.summed(), "{covariance:?}: {summed}");
        assert!((quickly.objective / plainly.objective - 1.0).abs() < 1e-12, "{covariance:?}");
        let numbers = |c: &Component| {
            let Scatter { xx, xy, yy } = c.covariance.scatter();
            [c.weight, c.mean[0], c.mean[1], xx, xy, yy]
        };
        for (a, b) in quickly.mixture.components().iter().zip(plainly.mixture.components()) {
            for (a, b) in numbers(a).into_iter().zip(numbers(b)) {
                assert!((a - b).abs() <= 1e-11 * (1.0 + b.abs()), "{covariance:?}: {a}, not {b}");
            }
        }
    }
    // Hard assignment has borders: there every point is summed.
    let hard = Expectation::new(&compressed, &mixture, Assignment::Hard, 0.0);
    assert_eq!((hard.summed(), hard), (plain.n(), Expectation::new(&plain, &mixture, Assignment::Hard, 0.0)));
}
