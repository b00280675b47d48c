//! The inner loop: from points to sufficient statistics, four points at a time.
//!
//! As in one dimension, the n × k matrix of responsibilities is never kept.

use super::Point;
use super::covariance::Scatter;
use super::mixture::Mixture;
use super::sums::Sums;
use crate::em::{Assignment, Exp, ln};
use crate::mixture::MAX_COMPONENTS;
use std::array;
use std::f64::consts::FRAC_1_SQRT_2;
use wide::f64x4;

/// Points to a block: its sums are added up before they join the total, so that rounding grows with the
/// number of blocks, and the product of its likelihoods, at most 8¹²⁸ a lane, is a number.
const BLOCK: usize = 512;

/// Points, or places that stand for points.
#[derive(Clone, Copy)]
pub struct Points<'a> {
    /// What coordinates count from.
    pub origin: Point,
    /// All x.
    pub x: &'a [f64],
    /// All y.
    pub y: &'a [f64],
    /// How many points each place stands for, where it is not one; whole fours.
    pub weights: Option<&'a [f64]>,
}

impl<'a> Points<'a> {
    /// Points that stand for themselves.
    pub fn plain([x, y]: [&'a [f64]; 2]) -> Self {
        Self { origin: [0.0; 2], x, y, weights: None }
    }
}

/// Runs over the points under `mixture` and returns their sums, each component's about its own centre.
pub fn sums(points: Points, mixture: &Mixture, centres: &[Point], assignment: Assignment) -> Sums {
    let mut total = Sums::default();
    add(&mut total, points, mixture, centres, assignment);
    total.finish();
    total
}

/// Adds the sums of some of the points; [`Sums::finish`] must follow.
pub fn add(total: &mut Sums, points: Points, mixture: &Mixture, centres: &[Point], assignment: Assignment) {
    let Points { origin, x, y, weights } = points;
    for start in (0..x.len()).step_by(BLOCK) {
        let mut block = Block::new(mixture, centres, origin);
        let end = x.len().min(start + BLOCK);
        for at in (start..end).step_by(4) {
            let these = at..end.min(at + 4);
            let counted = weights.map_or_else(|| counted(these.len()), |all| Some(four(&all[these.clone()])));
            block.take([four(&x[these.clone()]), four(&y[these])], counted, assignment);
        }
        *total += block.sums();
    }
}

/// Four lanes; those beyond the end hold the first one again.
#[inline(always)]
pub(super) fn four(values: &[f64]) -> f64x4 {
    match values {
        &[a, b, c, d] => f64x4::new([a, b, c, d]),
        _ => f64x4::new(array::from_fn(|lane| *values.get(lane).unwrap_or(&values[0]))),
    }
}

/// 1 in the lanes that hold a point, and 0 beyond the end; none where all of them do.
#[inline(always)]
pub(super) fn counted(lanes: usize) -> Option<f64x4> {
    (lanes < 4).then(|| f64x4::new(array::from_fn(|lane| f64::from(u8::from(lane < lanes)))))
}

/// One component's constants and running sums, and what it is to the present four points: four lanes wide.
#[derive(Clone, Copy, Default)]
struct Part {
    mean: [f64x4; 2],
    centre: [f64x4; 2],
    /// Over √2: (x − m)ᵀ Σ⁻¹ (x − m) / 2 = z₁² + z₂² with z₁ = a d₁ and z₂ = b d₁ + c d₂.
    whitening: [f64x4; 3],
    /// ln w − ln √|Σ| − ln 2π
    ln_height: f64x4,
    count: f64x4,
    first: [f64x4; 2],
    /// Of xx, xy and yy.
    second: [f64x4; 3],
    ln_joint: f64x4,
    share: f64x4,
}

/// One block's constants and running sums.
struct Block {
    /// One for each component; those past k are not used.
    parts: [Part; MAX_COMPONENTS],
    k: usize,
    exp: Exp,
    ln_likelihood: f64x4,
    /// Π_i p(x_i) relative to the largest terms, whose logarithms are in `ln_best`.
    product: f64x4,
    ln_best: f64x4,
}

impl Block {
    fn new(mixture: &Mixture, centres: &[Point], origin: Point) -> Self {
        let from = |at: Point| [at[0] - origin[0], at[1] - origin[1]];
        let mut parts = [Part::default(); MAX_COMPONENTS];
        for ((part, c), centre) in parts.iter_mut().zip(mixture.components()).zip(centres) {
            part.mean = from(c.mean).map(f64x4::splat);
            part.centre = from(*centre).map(f64x4::splat);
            part.whitening = c.covariance.whitening().map(|z| f64x4::splat(z * FRAC_1_SQRT_2));
            part.ln_height = f64x4::splat(c.ln_height());
        }
        Self {
            parts,
            k: mixture.k(),
            exp: Exp::new(),
            ln_likelihood: f64x4::ZERO,
            product: f64x4::ONE,
            ln_best: f64x4::ZERO,
        }
    }

    /// The E step of four points.
    #[inline(always)]
    fn take(&mut self, [x, y]: [f64x4; 2], counted: Option<f64x4>, assignment: Assignment) {
        let parts = &mut self.parts[..self.k];
        let mut ln_best = f64x4::splat(f64::NEG_INFINITY);
        for part in parts.iter_mut() {
            // ln(w_k N_k(x)) = ln w_k − ln √|Σ_k| − ln 2π − z₁² − z₂²
            let [dx, dy] = [x - part.mean[0], y - part.mean[1]];
            let [a, b, c] = part.whitening;
            let (z1, z2) = (a * dx, b * dx + c * dy);
            part.ln_joint = part.ln_height - (z1 * z1 + z2 * z2);
            ln_best = ln_best.fast_max(part.ln_joint);
        }
        let mut sum = f64x4::ZERO;
        for part in parts.iter_mut() {
            part.share = self.exp.of(part.ln_joint - ln_best);
            sum += part.share;
        }
        let weight = match counted {
            None => {
                self.product *= sum;
                self.ln_best += ln_best;
                f64x4::ONE
            }
            Some(weight) => {
                self.ln_likelihood += weight * ln(sum);
                self.ln_best += weight * ln_best;
                weight
            }
        };
        let part_of = if assignment == Assignment::Hard {
            // The whole point goes to the first component with the largest term.
            let mut free = weight;
            for part in parts.iter_mut() {
                part.share = part.ln_joint.simd_eq(ln_best).select(free, f64x4::ZERO);
                free -= part.share;
            }
            f64x4::ONE
        } else {
            weight / sum
        };
        for part in parts {
            let (r, [dx, dy]) = (part.share * part_of, [x - part.centre[0], y - part.centre[1]]);
            let [rx, ry] = [r * dx, r * dy];
            part.count += r;
            part.first = [part.first[0] + rx, part.first[1] + ry];
            let [xx, xy, yy] = part.second;
            part.second = [xx + rx * dx, xy + rx * dy, yy + ry * dy];
        }
    }

    fn sums(&self) -> Sums {
        let ln_best = self.ln_best.reduce_add();
        let ln_likelihood = ln_best + (self.ln_likelihood + ln(self.product)).reduce_add();
        let mut sums = Sums { ln_likelihood, ln_best, ..Sums::default() };
        for (moments, part) in sums.moments.iter_mut().zip(&self.parts[..self.k]) {
            let [xx, xy, yy] = part.second.map(|sum| sum.reduce_add());
            moments.count = part.count.reduce_add();
            moments.first = part.first.map(|sum| sum.reduce_add());
            moments.second = Scatter { xx, xy, yy };
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plane::{Component, Covariance, Moments};

    /// Every sum, point by point, in the words of `mixture.rs`.
    fn plainly(points: &[Point], mixture: &Mixture, assignment: Assignment) -> Sums {
        let mut sums = Sums::default();
        for &point in points {
            let best = mixture.most_responsible(point);
            sums.ln_likelihood += mixture.ln_density(point);
            sums.ln_best += mixture.components()[best].ln_weighted_density(point);
            for (k, soft) in mixture.responsibilities(point).into_iter().enumerate() {
                let share =
                    if assignment == Assignment::Soft { soft } else { f64::from(u8::from(k == best)) };
                let mean = mixture.components()[k].mean;
                sums.moments[k].add(share, [point[0] - mean[0], point[1] - mean[1]]);
            }
        }
        sums.finish();
        sums
    }

    fn numbers(sums: &Sums) -> Vec<f64> {
        let of = |m: &Moments| {
            let (second, spread) = (m.second, m.spread);
            [
                m.count, m.first[0], m.first[1], second.xx, second.xy, second.yy, spread.xx, spread.xy,
                spread.yy,
            ]
        };
        let moments = sums.moments.iter().flat_map(of);
        [sums.ln_likelihood, sums.ln_best].into_iter().chain(moments).collect()
    }

    #[test]
    fn four_at_a_time_is_one_at_a_time() {
        for k in 1..=MAX_COMPONENTS {
            for n in [1, 3, 4, 7, 2051] {
                let fraction = |i: usize, of: f64| (i as f64 * of).fract() * 20.0 - 5.0;
                let points: Vec<Point> = (0..n).map(|i| [fraction(i, 0.618), fraction(i, 0.755)]).collect();
                let component = |j: usize| Component {
                    weight: 1.0 / k as f64,
                    mean: [j as f64 * 2.5, 9.0 - j as f64],
                    covariance: Covariance::correlated([0.3 + j as f64 / 3.0, 2.0], 0.9 - 0.25 * j as f64)
                        .unwrap(),
                };
                let mixture = Mixture::unchecked((0..k).map(component).collect());
                let [x, y] = [0, 1].map(|axis| points.iter().map(|point| point[axis]).collect::<Vec<f64>>());
                let means: Vec<Point> = mixture.components().iter().map(|c| c.mean).collect();
                for assignment in [Assignment::Soft, Assignment::Hard] {
                    let fast = numbers(&sums(Points::plain([&x, &y]), &mixture, &means, assignment));
                    let slow = numbers(&plainly(&points, &mixture, assignment));
                    for (fast, slow) in fast.into_iter().zip(slow) {
                        // rounding of a sum of n terms, with room
                        let room = 1e-12 * (400.0 * n as f64 + slow.abs());
                        assert!(
                            (fast - slow).abs() <= room,
                            "k {k}, n {n}, {assignment:?}: {fast}, not {slow}"
                        );
                    }
                }
            }
        }
    }
}
