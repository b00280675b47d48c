//! The borders of k-means: where two means are equally near, and no other one is nearer.
//!
//! In coordinates in which the distance is the usual one, a border is the perpendicular bisector of two means, cut
//! where a third mean is nearer.

use super::ellipse::unwhitening;
use crate::plane::{Component, Covariance, Point};
use std::ops::Range;

/// A mean farther outside than so many ranges is drawn as if it were no farther.
const FARTHEST: f64 = 1e6;

/// The borders, each from end to end, long enough to leave ranges of x and y. Distances are those of the first
/// component's covariance.
pub fn borders(components: &[Component], ranges: [&Range<f64>; 2]) -> Vec<[Point; 2]> {
    let Some(first) = components.first() else { return Vec::new() };
    let spans = ranges.map(|range| range.end - range.start);
    // in units of the ranges, so that no number is extreme
    let covariance = first.covariance.scaled(spans.map(f64::recip));
    let usual = |covariance: &Covariance| {
        covariance.whitening().iter().all(|x| x.is_finite() && x.abs() < 1e100)
            && covariance.ln_determinant().is_finite()
    };
    let Some(covariance) = Some(covariance).filter(usual).or_else(|| Covariance::spherical(1.0)) else {
        return Vec::new();
    };
    let [a, b, c] = covariance.whitening();
    let white = |[x, y]: Point| [a * x, b * x + c * y];
    let from_white = unwhitening(&Component { weight: 1.0, mean: [0.0; 2], covariance });
    let in_ranges = |at: Point| {
        [0, 1].map(|axis| ((at[axis] - ranges[axis].start) / spans[axis]).clamp(-FARTHEST, FARTHEST))
    };
    let means: Vec<Point> = components.iter().map(|c| white(in_ranges(c.mean))).collect();
    let corners = [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]].map(white);
    let back = |at: Point| {
        let part = from_white(at);
        [0, 1].map(|axis| ranges[axis].start + part[axis] * spans[axis])
    };
    let pairs = (0..means.len()).flat_map(|i| (i + 1..means.len()).map(move |j| (i, j)));
    pairs.filter_map(|(i, j)| border(&means, i, j, &corners)).map(|ends| ends.map(back)).collect()
}

/// The border between means i and j, if there is one, as far as the corners are from the middle between them.
fn border(means: &[Point], i: usize, j: usize, corners: &[Point]) -> Option<[Point; 2]> {
    let from = means[i];
    let d = minus(means[j], from);
    let length = d[0].hypot(d[1]);
    if !(length.is_finite() && length > 0.0) {
        return None;
    }
    let along = [-d[1] / length, d[0] / length];
    let half = [0.5 * d[0], 0.5 * d[1]];
    let far = |corner: &Point| {
        let to = minus(minus(*corner, from), half);
        to[0].hypot(to[1])
    };
    let reach = corners.iter().map(far).fold(0.0, f64::max);
    let (mut start, mut end) = (-reach, reach);
    for other in means {
        // p = m_i + half + t·along is no nearer to m than to m_i: |q|² ≥ 2 (p − m_i)·q, with q = m − m_i
        let q = minus(*other, from);
        let (room, speed) = (dot(q, q) - dot(d, q), 2.0 * dot(along, q));
        if *other == means[j] || q == [0.0; 2] {
            continue;
        }
        if speed > 0.0 {
            end = end.min(room / speed);
        } else if speed < 0.0 {
            start = start.max(room / speed);
        } else if room < 0.0 {
            return None;
        }
    }
    let at = |t: f64| [from[0] + half[0] + t * along[0], from[1] + half[1] + t * along[1]];
    (start < end).then(|| [at(start), at(end)])
}

fn minus(a: Point, b: Point) -> Point {
    [a[0] - b[0], a[1] - b[1]]
}

fn dot(a: Point, b: Point) -> f64 {
    a[0] * b[0] + a[1] * b[1]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(means: &[Point]) -> Vec<Component> {
        let covariance = Covariance::spherical(4.0).unwrap();
        means.iter().map(|&mean| Component { weight: 1.0 / means.len() as f64, mean, covariance }).collect()
    }

    #[test]
    fn on_a_border_two_means_are_equally_near_and_no_other_is_nearer() {
        let means = [[1.0, 1.0], [8.0, 2.0], [4.0, 7.0], [5.0, 3.5], [9.0, 9.0]];
        let found = borders(&round(&means), [&(0.0..10.0), &(-2.0..12.0)]);
        assert!(found.len() >= 6, "{}", found.len());
        for [a, b] in found {
            for part in [0.01, 0.3, 0.99] {
                let at = [a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])];
                let mut distances = means.map(|m| (m[0] - at[0]).hypot(m[1] - at[1]));
                distances.sort_by(f64::total_cmp);
                assert!((distances[1] / distances[0] - 1.0).abs() < 1e-9, "{at:?}: {distances:?}");
            }
        }
    }

    #[test]
    fn a_border_is_a_perpendicular_bisector_that_leaves_the_ranges() {
        let found = borders(&round(&[[2.0, 1.0], [6.0, 3.0]]), [&(0.0..10.0), &(0.0..100.0)]);
        let [[a, b]] = found[..] else { panic!("one border") };
        let along = minus(b, a);
        assert!((along[0] * 4.0 + along[1] * 2.0).abs() < 1e-9);
        let middle = minus([4.0, 2.0], a);
        assert!((middle[0] * along[1] - middle[1] * along[0]).abs() < 1e-9);
        assert!(a[1].max(b[1]) > 100.0 || a[0].min(b[0]) < 0.0);
    }

    #[test]
    fn means_at_one_place_or_far_away_are_no_trouble() {
        let ranges = [&(0.0..10.0), &(0.0..1.0)];
        assert!(borders(&round(&[[3.0, 0.5]; 4]), ranges).is_empty());
        assert!(borders(&[], ranges).is_empty());
        for far in [1e60, -1e140, 1e300] {
            for [a, b] in borders(&round(&[[3.0, 0.5], [7.0, 0.5], [far, far]]), ranges) {
                assert!(a.into_iter().chain(b).all(f64::is_finite), "{far}");
            }
        }
        let mut narrow = round(&[[3.0, 0.5], [7.0, 0.5]]);
        narrow[0].covariance = Covariance::correlated([1e-120, 1e120], 0.9).unwrap();
        assert!(borders(&narrow, ranges).into_iter().flatten().flatten().all(f64::is_finite));
    }
}
