//! The terms of the density at places that are summed together: a panel's nodes, or points.
//!
//! There is one for each column's and each row's component, and one for the fixed ones, each computed once.

use super::term::{Term, sum};
use crate::em::Nodes;
use crate::family::Family;
use crate::mixture::Component;
use wide::f64x4;

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

    /// Σ w_k N_k(x) of some components at every place.
    fn term(&self, components: &[Component]) -> Term {
        Term::of(components.iter().map(|c| self.ln_weighted_density(c)).collect())
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
        let (weights, points) = (&self.weights[..], self.points);
        match (&self.rest, a, b) {
            (Some(rest), Some(a), Some(b)) => sum([rest, a, b], weights, points),
            (Some(one), Some(other), None)
            | (Some(one), None, Some(other))
            | (None, Some(one), Some(other)) => sum([one, other], weights, points),
            (Some(alone), None, None) | (None, Some(alone), None) | (None, None, Some(alone)) => {
                alone.sum_of_ln(weights)
            }
            (None, None, None) => 0.0, // of any two components one counts
        }
    }
}
