//! A point shared out among the components, as pictures show it: point by point, for sums over parts of the plane.

use super::Point;
use super::mixture::{Mixture, Peak, largest};
use crate::em::{Assignment, Exp};
use crate::mixture::MAX_COMPONENTS;
use wide::f64x4;

/// An E step of single points.
#[derive(Clone)]
pub struct Sharing {
    assignment: Assignment,
    peaks: Vec<Peak>,
    exp: Exp,
}

impl Sharing {
    /// Under the parameters of a mixture.
    pub fn new(mixture: &Mixture, assignment: Assignment) -> Self {
        Self { assignment, peaks: mixture.components().iter().map(Peak::of).collect(), exp: Exp::new() }
    }

    /// Adds each component's share of a point; the shares sum to 1.
    pub fn add(&self, point: Point, to: &mut [f64]) {
        let mut terms = [f64::NEG_INFINITY; MAX_COMPONENTS];
        terms.iter_mut().zip(&self.peaks).for_each(|(term, peak)| *term = peak.ln_weighted_density(point));
        let best = largest(terms.iter().copied());
        if self.assignment == Assignment::Hard {
            to[best] += 1.0;
            return;
        }
        let (fours, most) = (terms.as_chunks::<4>().0, f64x4::splat(terms[best]));
        let parts = [0, 1].map(|four| self.exp.of(f64x4::new(fours[four]) - most));
        let whole = f64x4::splat((parts[0] + parts[1]).reduce_add());
        let shares = parts.map(|part| (part / whole).to_array());
        to.iter_mut().zip(shares.as_flattened()).for_each(|(sum, share)| *sum += share);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plane::{Component, Covariance};

    #[test]
    fn shares_are_responsibilities_or_whole_points() {
        let component = |weight, mean, rho| {
            let covariance = Covariance::correlated([1.0, 2.0], rho).unwrap();
            Component { weight, mean, covariance }
        };
        let mixture = Mixture::new(vec![
            component(0.5, [0.0, 0.0], 0.5),
            component(0.25, [3.0, 1.0], -0.9),
            component(0.25, [0.0, 4.0], 0.0),
        ]);
        let mixture = mixture.unwrap();
        for point in [[0.0, 0.0], [2.0, 1.5], [-40.0, 30.0], [1e9, 1e9]] {
            let mut soft = [1.0; 3];
            Sharing::new(&mixture, Assignment::Soft).add(point, &mut soft);
            for (share, responsibility) in soft.into_iter().zip(mixture.responsibilities(point)) {
                assert!((share - 1.0 - responsibility).abs() < 1e-12, "{point:?}: {share}");
            }
            let mut hard = [0.0; 3];
            Sharing::new(&mixture, Assignment::Hard).add(point, &mut hard);
            let best = mixture.most_responsible(point);
            assert_eq!(hard, std::array::from_fn(|k| f64::from(u8::from(k == best))));
        }
    }
}
