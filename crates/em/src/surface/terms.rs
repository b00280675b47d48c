//! The terms of the density at places that are summed together: a panel's nodes, or points.
//!
//! A term is w N(x; m, s²) of a column's or a row's component, or the sum over the fixed ones. Each is
//! computed once, both as it is and as a logarithm: where all terms underflow, only the logarithms
//! still tell which is the largest.

use crate::em::{Exp, Nodes, ln};
use crate::family::Family;
use crate::mixture::Component;
use wide::f64x4;

/// A density below this is computed from logarithms: its terms have lost digits or are 0.
const FAINT: f64 = 1e-290;

/// Between these a product of densities has lost nothing.
const SOUND: std::ops::Range<f64> = 1e-280..1e280;

/// Points whose densities are multiplied before one logarithm is taken.
const TOGETHER: usize = 4;

/// A term of the density at the places of a [`PlacedTerms`], and its logarithm for where it vanishes.
struct Term {
    ln: Vec<f64x4>,
    plain: Vec<f64x4>,
}

/// Places that are summed together: a panel's nodes, or points.
pub struct PlacedTerms {
    family: Family,
    /// For each four what they are counted from, their distances from there, and their weights.
    bases: Vec<f64x4>,
    distances: Vec<f64x4>,
    weights: Vec<f64x4>,
    /// How many fours at the beginning are points, each counted once.
    points: usize,
    /// The fixed components, if there are any: Σ w_k N_k(x).
    rest: Option<Term>,
    /// w N(x) of the columns' and the rows' components, once computed.
    terms: [Vec<Option<Term>>; 2],
}

impl PlacedTerms {
    /// For a panel's nodes or some points, the fixed components, and so many columns and rows.
    pub fn new(nodes: &Nodes, (family, staying): (Family, &[Component]), cells: [usize; 2]) -> Self {
        let quads = |values: &[f64]| values.chunks_exact(4).map(f64x4::from).collect::<Vec<f64x4>>();
        let weights = quads(&nodes.weights);
        let mut terms = Self {
            family,
            bases: nodes.bases.iter().map(|&base| f64x4::splat(base)).collect(),
            distances: quads(&nodes.distances),
            points: weights.iter().take_while(|w| w.simd_eq(f64x4::ONE).all()).count(),
            weights,
            rest: None,
            terms: cells.map(|cells| (0..cells).map(|_| None).collect()),
        };
        terms.rest = (!staying.is_empty()).then(|| terms.term(staying));
        terms
    }

    /// Σ w_k N_k(x) of some components at every place, by log-sum-exp.
    fn term(&self, components: &[Component]) -> Term {
        let exp = Exp::new();
        let lns: Vec<Vec<f64x4>> = components.iter().map(|c| self.ln_weighted_density(c)).collect();
        let ln: Vec<f64x4> = match lns.as_slice() {
            [_] => lns.into_iter().flatten().collect(),
            several => {
                (0..self.bases.len()).map(|four| ln_sum(exp, several.iter().map(|ln| ln[four]))).collect()
            }
        };
        Term { plain: ln.iter().map(|&ln| exp.of(ln)).collect(), ln }
    }

    /// ln(w N(x; m, s²)) at every place.
    fn ln_weighted_density(&self, c: &Component) -> Vec<f64x4> {
        let curve = self.family.curve().ln_curve(c);
        let [mean, ln_height, slope, inverse_width] =
            [curve.mean, curve.ln_height, curve.slope, curve.inverse_width].map(f64x4::splat);
        let places = self.bases.iter().zip(&self.distances);
        let distances = places.map(|(&base, &distance)| (base - mean) + distance);
        let ln = |d: f64x4| {
            let z = d * inverse_width;
            ln_height + slope * d - z * z
        };
        distances.map(ln).collect()
    }

    /// How many fours of places.
    pub fn fours(&self) -> usize {
        self.weights.len()
    }

    /// Σ_j weight_j ln p(x_j), with the fixed components and those of the cell's that `count`.
    pub fn sum(&mut self, moving: [Component; 2], cell: [usize; 2], count: [bool; 2]) -> f64 {
        for axis in 0..2 {
            if count[axis] && self.terms[axis][cell[axis]].is_none() {
                self.terms[axis][cell[axis]] = Some(self.term(&[moving[axis]]));
            }
        }
        let [a, b] = [0, 1].map(|axis| self.terms[axis][cell[axis]].as_ref().filter(|_| count[axis]));
        let sum = match (&self.rest, a, b) {
            (Some(rest), Some(a), Some(b)) => self.sum_of([rest, a, b]),
            (Some(one), Some(other), None)
            | (Some(one), None, Some(other))
            | (None, Some(one), Some(other)) => self.sum_of([one, other]),
            (Some(alone), None, None) | (None, Some(alone), None) | (None, None, Some(alone)) => {
                alone.ln.iter().zip(&self.weights).map(|(&ln, &weight)| weight * ln).sum()
            }
            (None, None, None) => f64x4::ZERO, // of any two components one counts
        };
        sum.reduce_add()
    }

    /// Σ_j weight_j ln Σ term(x_j).
    fn sum_of<const N: usize>(&self, terms: [&Term; N]) -> f64x4 {
        let p =
            |four: usize| terms[1..].iter().fold(terms[0].plain[four], |sum, term| sum + term.plain[four]);
        let ln_p = |four: usize| {
            let p = p(four);
            if p.simd_lt(f64x4::splat(FAINT)).any() {
                ln_sum(Exp::new(), terms.iter().map(|term| term.ln[four]))
            } else {
                ln(p)
            }
        };
        let mut sum = f64x4::ZERO;
        let products = self.points / TOGETHER;
        for first in (0..products).map(|product| product * TOGETHER) {
            let four: [f64x4; TOGETHER] = std::array::from_fn(|j| p(first + j));
            let product = (four[0] * four[1]) * (four[2] * four[3]);
            let least = four[0].fast_min(four[1]).fast_min(four[2].fast_min(four[3]));
            let lost = product.simd_lt(f64x4::splat(SOUND.start))
                | product.simd_gt(f64x4::splat(SOUND.end))
                | least.simd_lt(f64x4::splat(FAINT));
            sum += if lost.any() { (first..first + TOGETHER).map(ln_p).sum() } else { ln(product) };
        }
        for four in products * TOGETHER..self.weights.len() {
            sum += self.weights[four] * ln_p(four);
        }
        sum
    }
}

/// ln Σ e^term, by the largest of them.
fn ln_sum(exp: Exp, terms: impl Iterator<Item = f64x4> + Clone) -> f64x4 {
    let largest = terms.clone().fold(f64x4::splat(f64::NEG_INFINITY), f64x4::fast_max);
    largest + ln(terms.map(|term| exp.of(term - largest)).sum())
}
