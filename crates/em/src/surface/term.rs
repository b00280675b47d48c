//! A term of the density at many places, four at a time, and the sum of the logarithms of such terms.
//!
//! A term is w N(x) of one component, or the sum over some. It is kept both as it is and as a logarithm: where
//! all terms underflow, only the logarithms still tell which is the largest.

use crate::em::{Exp, ln};
use wide::f64x4;

/// A density below this is computed from logarithms: its terms have lost digits or are 0.
const FAINT: f64 = 1e-290;

/// Between these a product of densities has lost nothing.
const SOUND: std::ops::Range<f64> = 1e-280..1e280;

/// Points whose densities are multiplied before one logarithm is taken.
const TOGETHER: usize = 4;

/// A term of the density at some places, and its logarithm for where it vanishes.
pub(crate) struct Term {
    ln: Vec<f64x4>,
    plain: Vec<f64x4>,
}

impl Term {
    /// From the ln(w_k N_k(x)) of some components, at least one: Σ_k w_k N_k(x), by log-sum-exp.
    pub(crate) fn of(lns: Vec<Vec<f64x4>>) -> Self {
        let exp = Exp::new();
        let ln: Vec<f64x4> = match lns.as_slice() {
            [_] => lns.into_iter().flatten().collect(),
            several => {
                let fours = several.first().map_or(0, Vec::len);
                (0..fours).map(|four| ln_sum(exp, several.iter().map(|ln| ln[four]))).collect()
            }
        };
        Self { plain: ln.iter().map(|&ln| exp.of(ln)).collect(), ln }
    }

    /// Σ_j weight_j ln term(x_j).
    pub(crate) fn sum_of_ln(&self, weights: &[f64x4]) -> f64 {
        let sum: f64x4 = self.ln.iter().zip(weights).map(|(&ln, &weight)| weight * ln).sum();
        sum.reduce_add()
    }
}

/// Σ_j weight_j ln Σ term(x_j). The first `points` fours are points, each counted once.
pub(crate) fn sum<const N: usize>(terms: [&Term; N], weights: &[f64x4], points: usize) -> f64 {
    let p = |four: usize| terms[1..].iter().fold(terms[0].plain[four], |sum, term| sum + term.plain[four]);
    let ln_p = |four: usize| {
        let p = p(four);
        if p.simd_lt(f64x4::splat(FAINT)).any() {
            ln_sum(Exp::new(), terms.iter().map(|term| term.ln[four]))
        } else {
            ln(p)
        }
    };
    let mut sum = f64x4::ZERO;
    let products = points / TOGETHER;
    for first in (0..products).map(|product| product * TOGETHER) {
        let four: [f64x4; TOGETHER] = std::array::from_fn(|j| p(first + j));
        let product = (four[0] * four[1]) * (four[2] * four[3]);
        let least = four[0].fast_min(four[1]).fast_min(four[2].fast_min(four[3]));
        let lost = product.simd_lt(f64x4::splat(SOUND.start))
            | product.simd_gt(f64x4::splat(SOUND.end))
            | least.simd_lt(f64x4::splat(FAINT));
        sum += if lost.any() { (first..first + TOGETHER).map(ln_p).sum() } else { ln(product) };
    }
    for (four, &weight) in weights.iter().enumerate().skip(products * TOGETHER) {
        sum += weight * ln_p(four);
    }
    sum.reduce_add()
}

/// ln Σ e^term, by the largest of them.
fn ln_sum(exp: Exp, terms: impl Iterator<Item = f64x4> + Clone) -> f64x4 {
    let largest = terms.clone().fold(f64x4::splat(f64::NEG_INFINITY), f64x4::fast_max);
    largest + ln(terms.map(|term| exp.of(term - largest)).sum())
}
