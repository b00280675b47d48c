//! The inner loop: from weighted points to sufficient statistics, four points at a time.
//!
//! EM spends its time here. The n × k matrix of responsibilities is never kept: a point's row is added
//! to the statistics at once.

use super::Assignment;
use super::exp_ln::{Exp, ln};
use super::sums::{Moments, Points, Sums};
use crate::mixture::{MAX_COMPONENTS, Mixture};
use std::ops::Range;
use wide::f64x4;

/// Points to a block: a block's sums are added up before they join the total, so that
/// rounding grows with the number of blocks and not of points.
const BLOCK: usize = 512;

/// How far below the largest term the reference term may be, in nats. Then no density is more than
/// 8 e³ times the reference, the product over a lane of a block is below (8 e³)¹²⁸ = 1e282, which
/// f64 holds, and one logarithm is enough for all of them.
const FARTHEST_REFERENCE: f64 = 3.0;

/// Runs over `points` under `mixture` and returns their sums.
pub fn sums(points: Points, mixture: &Mixture, assignment: Assignment) -> Sums {
    let mut total = Sums::default();
    for start in (0..points.values.len()).step_by(BLOCK) {
        let mut block = Block::new(mixture);
        block.run(points, start..points.values.len().min(start + BLOCK), assignment);
        total += block.sums();
    }
    total.moments.iter_mut().for_each(Moments::finish);
    total
}

/// One component's constants and running sums, and what it is to the present four points: four lanes wide.
#[derive(Clone, Copy, Default)]
struct Part {
    mean: f64x4,
    /// 1 / (√2 s)
    inverse_width: f64x4,
    /// ln w − ln s − ln √(2π)
    ln_height: f64x4,
    count: f64x4,
    first: f64x4,
    second: f64x4,
    distance: f64x4,
    ln_joint: f64x4,
    relative: f64x4,
}

/// One block's constants and running sums.
struct Block {
    /// One for each component; those past k are not used.
    parts: [Part; MAX_COMPONENTS],
    k: usize,
    exp: Exp,
    ln_likelihood: f64x4,
    /// Π_i p(x_i) relative to the references, whose logarithms are in `ln_likelihood`.
    product: f64x4,
    ln_best: f64x4,
}

impl Block {
    fn new(mixture: &Mixture) -> Self {
        let mut parts = [Part::default(); MAX_COMPONENTS];
        for (part, c) in parts.iter_mut().zip(mixture.components()) {
            part.mean = f64x4::splat(c.mean);
            part.inverse_width = f64x4::splat(std::f64::consts::FRAC_1_SQRT_2 / c.sd);
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

    fn run(&mut self, points: Points, range: Range<usize>, assignment: Assignment) {
        let Range { start, end } = range;
        for four in (start..end).step_by(4) {
            let (base, x, weight) = points.four(four / 4);
            self.take(base, x, weight, assignment);
        }
    }

    /// The E step of four points.
    #[inline(always)]
    fn take(&mut self, base: f64x4, x: f64x4, weight: Option<f64x4>, assignment: Assignment) {
        let parts = &mut self.parts[..self.k];
        let mut ln_best = f64x4::splat(f64::NEG_INFINITY);
        for part in parts.iter_mut() {
            // ln(w_k N_k(x)) = ln w_k − ln s_k − ln √(2π) − ((x − m_k) / s_k)² / 2
            part.distance = (base - part.mean) + x;
            let z = part.distance * part.inverse_width;
            part.ln_joint = part.ln_height - z * z;
            ln_best = ln_best.fast_max(part.ln_joint);
        }
        // Log-sum-exp, relative to one component, whose own term is then 1 and needs no exponential:
        // the one that is largest at the first of the four. At neighbours it is seldom far below;
        // where it is, each of the four takes its own largest.
        let first = ln_best.as_array()[0];
        let (mut nearest, mut reference) = (0, parts[0].ln_joint);
        for (k, part) in parts.iter().enumerate().skip(1) {
            if part.ln_joint.as_array()[0] == first {
                (nearest, reference) = (k, part.ln_joint);
            }
        }
        let far_behind = (ln_best - reference).simd_gt(f64x4::splat(FARTHEST_REFERENCE)).any();
        if far_behind {
            reference = ln_best;
        }
        let mut sum = f64x4::ZERO;
        for (k, part) in parts.iter_mut().enumerate() {
            part.relative = f64x4::ONE;
            if k != nearest || far_behind {
                part.relative = self.exp.of(part.ln_joint - reference);
            }
            sum += part.relative;
        }
        let weight = match weight {
            None => {
                self.ln_best += ln_best;
                self.ln_likelihood += reference;
                self.product *= sum;
                f64x4::ONE
            }
            Some(weight) => {
                self.ln_best += weight * ln_best;
                self.ln_likelihood += weight * (reference + ln(sum));
                weight
            }
        };

        let share = if assignment == Assignment::Hard {
            // The whole point goes to the first component with the largest term.
            let mut free = weight;
            for part in parts.iter_mut() {
                part.relative = part.ln_joint.simd_eq(ln_best).select(free, f64x4::ZERO);
                free -= part.relative;
            }
            f64x4::ONE
        } else {
            weight / sum
        };
        for part in parts {
            let (r, d) = (part.relative * share, part.distance);
            part.count += r;
            part.first += r * d;
            part.second += r * d * d;
        }
    }

    fn sums(&self) -> Sums {
        let mut sums = Sums {
            ln_likelihood: (self.ln_likelihood + ln(self.product)).reduce_add(),
            ln_best: self.ln_best.reduce_add(),
            ..Sums::default()
        };
        for (moments, part) in sums.moments.iter_mut().zip(&self.parts[..self.k]) {
            *moments = Moments {
                count: part.count.reduce_add(),
                first: part.first.reduce_add(),
                second: part.second.reduce_add(),
                spread: 0.0,
            };
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mixture::Component;

    /// Every sum, point by point, in the words of `mixture.rs`.
    fn plainly(points: Points, mixture: &Mixture, assignment: Assignment) -> Sums {
        let mut sums = Sums::default();
        for (i, &x) in points.values.iter().enumerate() {
            let weight = points.weights.map_or(1.0, |w| w[i]);
            let best = mixture.most_responsible(x);
            sums.ln_likelihood += weight * mixture.ln_density(x);
            sums.ln_best += weight * mixture.components()[best].ln_weighted_density(x);
            for (k, soft) in mixture.responsibilities(x).into_iter().enumerate() {
                let r = weight
                    * if assignment == Assignment::Soft { soft } else { f64::from(u8::from(k == best)) };
                let d = x - mixture.components()[k].mean;
                sums.moments[k].count += r;
                sums.moments[k].first += r * d;
                sums.moments[k].second += r * d * d;
            }
        }
        sums
    }

    #[test]
    fn four_at_a_time_is_one_at_a_time() {
        for k in 1..=MAX_COMPONENTS {
            for n in [1, 3, 4, 7, 4099] {
                let values: Vec<f64> = (0..n).map(|i| (i as f64 * 0.618).fract() * 20.0 - 5.0).collect();
                let weights: Vec<f64> = (0..n).map(|i| 0.5 + (i % 7) as f64).collect();
                let component =
                    |j| Component { weight: 1.0 / k as f64, mean: j as f64 * 2.5, sd: 0.05 + j as f64 / 3.0 };
                let mixture = Mixture::unchecked((0..k).map(component).collect());
                for (weights, assignment) in [
                    (None, Assignment::Soft),
                    (None, Assignment::Hard),
                    (Some(&weights[..]), Assignment::Soft),
                    (Some(&weights[..]), Assignment::Hard),
                ] {
                    let points = Points { values: &values, bases: None, weights };
                    let (fast, slow) =
                        (sums(points, &mixture, assignment), plainly(points, &mixture, assignment));
                    // rounding of a sum of n terms, with room
                    let close = |a: f64, b: f64| (a - b).abs() <= 1e-12 * (n as f64 + b.abs());
                    assert!(close(fast.ln_likelihood, slow.ln_likelihood), "k {k}, n {n}");
                    assert!(close(fast.ln_best, slow.ln_best), "k {k}, n {n}");
                    for (a, b) in fast.moments.iter().zip(slow.moments) {
                        assert!(
                            close(a.count, b.count) && close(a.first, b.first) && close(a.second, b.second)
                        );
                    }
                }
            }
        }
    }

    /// At the first of each four one component is the largest, at the others seven are, by as much as
    /// they may be: no block's likelihoods multiply to more.
    #[test]
    fn the_likelihoods_of_a_block_multiply_to_a_number() {
        let component = |mean| Component { weight: 0.125, mean, sd: 1.0 };
        let ahead = 0.99 * FARTHEST_REFERENCE;
        let mixture = Mixture::unchecked((0..8).map(|k| component(if k == 0 { 0.0 } else { 1.0 })).collect());
        let fours = [0.5 - 1e-6, 0.5 + ahead, 0.5 + ahead, 0.5 + ahead];
        let values: Vec<f64> = fours.into_iter().cycle().take(2 * BLOCK).collect();
        let [fast, slow] = [sums, plainly].map(|of| of(Points::plain(&values), &mixture, Assignment::Soft));
        assert!((fast.ln_likelihood - slow.ln_likelihood).abs() < 1e-9, "{}", fast.ln_likelihood);
    }

    #[test]
    fn a_point_far_from_every_component_keeps_a_finite_likelihood() {
        let component = |mean| Component { weight: 0.5, mean, sd: 1e-60 };
        let mixture = Mixture::unchecked(vec![component(-1e60), component(1.0)]);
        let points = Points::plain(&[1e60]);
        let sums = sums(points, &mixture, Assignment::Soft);
        assert!(sums.ln_likelihood.is_finite());
        assert_eq!(sums.moments[1].count, 1.0);
    }

    #[test]
    fn a_component_without_weight_takes_nothing() {
        let component = |weight, mean| Component { weight, mean, sd: 1.0 };
        let mixture = Mixture::unchecked(vec![component(0.0, 2.0), component(1.0, 5.0)]);
        for assignment in [Assignment::Soft, Assignment::Hard] {
            let sums = sums(Points::plain(&[2.0, 5.0, 2.0]), &mixture, assignment);
            assert_eq!((sums.moments[0].count, sums.moments[1].count), (0.0, 3.0));
        }
    }
}
