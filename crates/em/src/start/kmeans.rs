//! k-means as a start: k-means++ for the first means, Lloyd's rounds, then a mixture of the clusters.
//!
//! In one dimension a cluster is a stretch of the sorted values. So a round only looks up the borders
//! between the means and sums over stretches; it does not go over the points.

use crate::dataset::Dataset;
use crate::mixture::{Component, Mixture};
use crate::order::insertion_sort;
use rand::RngExt;
use rand_pcg::Pcg64;
use std::ops::Range;

/// Rounds of Lloyd's algorithm at most; in one dimension it settles long before.
const MAX_LLOYD_ROUNDS: usize = 10_000;

/// The most that a running sum of n terms may be off, relative to itself and in √n: eight standard
/// deviations of its rounding (Higham and Mary 2019, A new approach to probabilistic rounding
/// error analysis), twice: for the total, and for what is taken off it again.
const SUM_ROUNDING: f64 = 16.0 * f64::EPSILON / 2.0;

/// The same of sums over nodes, whatever n.
const NODE_ROUNDING: f64 = 1e-12;

/// The seeding of k-means++ (Arthur and Vassilvitskii 2007): the first mean is a point drawn
/// at random, each next one a point drawn with probability proportional to its squared
/// distance to the nearest mean so far.
pub fn plus_plus(data: &Dataset, k: usize, generator: &mut Pcg64) -> Vec<f64> {
    let values = data.values();
    let mut means = vec![values[generator.random_range(0..values.len() as u64) as usize]];
    while means.len() < k {
        let part = generator.random::<f64>();
        let next = far_point(data, &means, part).unwrap_or_else(|| far_point_plainly(data, &means, part));
        means.push(next);
    }
    means
}

/// The point up to which the squared distances to the nearest of `means` sum to `part` of all.
fn far_point_plainly(data: &Dataset, means: &[f64], part: f64) -> f64 {
    let values = data.values();
    let squared = |x: f64| means.iter().map(|m| (x - m) * (x - m)).fold(f64::INFINITY, f64::min);
    let total: f64 = values.iter().map(|&x| squared(x)).sum();
    let mut left = part * total;
    let chosen = values.iter().find(|&&x| {
        left -= squared(x);
        left < 0.0
    });
    // Rounding may leave something after the last point: then the farthest point is as good.
    let farthest = || values.iter().max_by(|&&a, &&b| squared(a).total_cmp(&squared(b)));
    chosen.or_else(farthest).copied().unwrap_or(data.mean())
}

/// The same point, found without going over all of them; none where a sum is so close to `part`
/// that rounding decides. Then the plain sum is taken, so that a seed always draws the same start.
fn far_point(data: &Dataset, means: &[f64], part: f64) -> Option<f64> {
    if data.panels().panels().is_empty() {
        return None;
    }
    let clusters = nearest(data, means);
    let mut parts: Vec<_> = clusters.into_iter().zip(means).collect();
    insertion_sort(&mut parts, |(one, _), (other, _)| one.start < other.start);
    let sums: Vec<f64> = parts.iter().map(|(points, mean)| data.squares(points.clone(), **mean)).collect();
    let total: f64 = sums.iter().sum();
    let in_doubt = total * (SUM_ROUNDING * (data.n() as f64).sqrt() + NODE_ROUNDING);
    let mut left = part * total;
    for ((points, mean), sum) in parts.into_iter().zip(sums) {
        if left - sum >= 0.0 {
            left -= sum;
            continue;
        }
        let upto = |end: usize| data.squares(points.start..end, *mean);
        let (mut before, mut after) = (points.start, points.end); // upto(before) ≤ left < upto(after)
        while after - before > 1 {
            let middle = before + (after - before) / 2;
            if upto(middle) <= left { before = middle } else { after = middle }
        }
        let sure = upto(before) + in_doubt < left && left < upto(after) - in_doubt;
        return sure.then(|| data.values()[before]);
    }
    None
}

/// Lloyd's k-means from `means` to a fixed point; the clusters' points, in the means' own order.
pub fn lloyd(data: &Dataset, means: &mut [f64]) -> Vec<Range<usize>> {
    let mut clusters = nearest(data, means);
    for _ in 0..MAX_LLOYD_ROUNDS {
        for (mean, cluster) in means.iter_mut().zip(&clusters) {
            if let Some(own) = data.mean_of(cluster.clone()) {
                *mean = own;
            }
        }
        let next = nearest(data, means);
        if next == clusters {
            break;
        }
        clusters = next;
    }
    clusters
}

/// For each mean the points that are nearest to it; a tie goes to the lower mean.
fn nearest(data: &Dataset, means: &[f64]) -> Vec<Range<usize>> {
    let mut order: Vec<usize> = (0..means.len()).collect();
    insertion_sort(&mut order, |&a, &b| means[a].total_cmp(&means[b]).is_lt());
    let mut clusters = vec![0..0; means.len()];
    let mut start = 0;
    for (place, &j) in order.iter().enumerate() {
        let border = match order.get(place + 1) {
            Some(&next) => means[j] + (means[next] - means[j]) / 2.0,
            None => f64::INFINITY,
        };
        let end = start + data.values()[start..].partition_point(|&x| x <= border);
        clusters[j] = start..end;
        start = end;
    }
    clusters
}

/// Each cluster's share, mean and sd, the sd not under `least_sd`. A cluster without points
/// counts as one point at the data's mean.
pub fn clusters(data: &Dataset, clusters: &[Range<usize>], least_sd: f64) -> Mixture {
    let total: usize = clusters.iter().map(|c| c.len().max(1)).sum();
    let component = |cluster: &Range<usize>| {
        let mean = data.mean_of(cluster.clone()).unwrap_or(data.mean());
        let count = cluster.len().max(1) as f64;
        let variance = data.squares(cluster.clone(), mean) / count;
        Component { weight: count / total as f64, mean, sd: variance.sqrt().max(least_sd) }
    };
    Mixture::unchecked(clusters.iter().map(component).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    #[test]
    fn a_far_point_is_drawn_as_if_all_were_asked() {
        let crowd =
            (0..50_000).map(|i| (f64::from(i) * 0.618).fract().powi(3) * 9.0 + f64::from(i % 3) * 20.0);
        let data = Dataset::new(crowd.chain([2000.0]).collect()).unwrap();
        let mut generator = Pcg64::seed_from_u64(1);
        let mut quickly = 0;
        for draw in 0..300 {
            let means: Vec<f64> = (0..1 + draw % 7).map(|_| 60.0 * generator.random::<f64>()).collect();
            let part = generator.random();
            let plain = far_point_plainly(&data, &means, part);
            if let Some(quick) = far_point(&data, &means, part) {
                quickly += 1;
                assert_eq!(quick, plain, "{means:?}, {part}");
            }
        }
        assert!(quickly > 290, "{quickly} of 300");
    }
}
