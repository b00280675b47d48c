//! When two ends of EM in the plane are one optimum, and which are none worth having.

use super::Point;
use super::cloud::Cloud;
use super::mixture::{Component, Mixture};
use crate::restarts::{FEW, NEARLY_EQUAL, SAME, have_counterparts};

/// Whether two optima agree in weights, means, sds and correlations, but for the components' order.
pub fn same(a: &Mixture, b: &Mixture, cloud: &Cloud) -> bool {
    let sds = cloud.sds();
    let near = |p: &Component, q: &Component| {
        let apart = |axis: usize| {
            let mean = (p.mean[axis] - q.mean[axis]).abs();
            let sd = (p.covariance.sds()[axis] - q.covariance.sds()[axis]).abs();
            mean.max(sd) / sds[axis]
        };
        let rho = (p.covariance.rho() - q.covariance.rho()).abs();
        [(p.weight - q.weight).abs(), apart(0), apart(1), rho].iter().all(|apart| *apart <= SAME)
    };
    have_counterparts(a.components(), b.components(), near)
}

/// The components on one, two or three nearly equal points, or nearly on a line through them, and these points:
/// spurious maxima of the likelihood.
pub fn stands_on(cloud: &Cloud, mixture: &Mixture) -> Vec<(usize, Vec<Point>)> {
    let per_sd = cloud.sds().map(f64::recip);
    let narrow = |c: &Component| {
        let few = c.weight > 0.0 && c.weight * cloud.n() as f64 <= FEW;
        few && c.covariance.scaled(per_sd).axes().sds[1] <= NEARLY_EQUAL
    };
    let narrow = (0..mixture.k()).filter(|&k| narrow(&mixture.components()[k]));
    let points = |k: usize| cloud.points().filter(|&point| mixture.most_responsible(point) == k).collect();
    let found = narrow.map(|k| (k, points(k)));
    found.filter(|(_, points): &(usize, Vec<Point>)| (1..=3).contains(&points.len())).collect()
}
