//! A point shared out among the components, as pictures show it: point by point, for sums over parts of the plane.

use super::Point;
use super::mixture::{Mixture, Peak, largest};
use crate::em::Assignment;
use crate::mixture::MAX_COMPONENTS;

/// An E step of single points.
#[derive(Clone, Debug)]
pub struct Sharing {
    assignment: Assignment,
    peaks: Vec<Peak>,
}

impl Sharing {
    /// Under the parameters of a mixture.
    pub fn new(mixture: &Mixture, assignment: Assignment) -> Self {
        Self { assignment, peaks: mixture.components().iter().map(Peak::of).collect() }
    }

    /// Adds each component's share of a point; the shares sum to 1.
    pub fn add(&self, point: Point, to: &mut [f64]) {
        let mut terms = [f64::NEG_INFINITY; MAX_COMPONENTS];
        let terms = &mut terms[..self.peaks.len()];
        terms.iter_mut().zip(&self.peaks).for_each(|(term, peak)| *term = peak.ln_weighted_density(point));
        let best = largest(terms.iter().copied());
        if self.assignment == Assignment::Hard {
            to[best] += 1.0;
            return;
        }
        let most = terms[best];
        terms.iter_mut().for_each(|term| *term = (*term - most).exp());
        let sum: f64 = terms.iter().sum();
        to.iter_mut().zip(terms).for_each(|(share, term)| *share += *term / sum);
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
