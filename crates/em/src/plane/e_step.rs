//! The E step in the plane: each component's share of the points, and the likelihood.

use super::Point;
use super::cloud::Cloud;
use super::kernel;
use super::mixture::Mixture;
use super::sums::{Moments, Sums};
use crate::em::Assignment;
use std::ops::Range;

/// A spread that is a smaller part than this of the sums it comes from has lost digits.
const SHORT: f64 = 1e-3;

/// What each component holds of each part of the points, its sums about a centre of its own:
/// `moments[part][component]`.
pub fn part_moments(
    cloud: &Cloud,
    parts: &[Range<usize>],
    mixture: &Mixture,
    centres: &[Point],
    assignment: Assignment,
) -> Vec<Vec<Moments>> {
    let held = |part: &Range<usize>| {
        let points = cloud.coordinates().map(|axis| &axis[part.clone()]);
        kernel::sums(points, mixture, centres, assignment).moments[..mixture.k()].to_vec()
    };
    parts.iter().map(held).collect()
}

/// The result of an E step.
#[derive(Clone, Debug, PartialEq)]
pub struct Expectation {
    sums: Sums,
    n: usize,
    k: usize,
    /// ln of the prior at the mixture, 0 under maximum likelihood.
    pub ln_prior: f64,
}

impl Expectation {
    /// The E step.
    pub fn new(cloud: &Cloud, mixture: &Mixture, assignment: Assignment, ln_prior: f64) -> Self {
        let means: Vec<Point> = mixture.components().iter().map(|c| c.mean).collect();
        let sums = kernel::sums(cloud.coordinates(), mixture, &means, assignment);
        Self { sums, n: cloud.n(), k: mixture.k(), ln_prior }
    }

    /// Sums again, about the mean that a component moves to, the spreads that are a small difference of the first
    /// sums: those of components that are narrow beside the way to where their points have their mean.
    pub fn with_exact_spreads(mut self, cloud: &Cloud, mixture: &Mixture, assignment: Assignment) -> Self {
        let short = |m: &Moments| m.spread.xx < SHORT * m.second.xx || m.spread.yy < SHORT * m.second.yy;
        if self.moments().iter().any(short) {
            let there = mixture.components().iter().zip(self.moments()).map(|(component, moments)| {
                let (mean, shift) = (component.mean, moments.shift());
                [mean[0] + shift[0], mean[1] + shift[1]]
            });
            let again =
                kernel::sums(cloud.coordinates(), mixture, &there.collect::<Vec<Point>>(), assignment);
            for (moments, again) in self.sums.moments.iter_mut().zip(again.moments) {
                moments.spread = again.spread;
            }
        }
        self
    }

    /// Per component the sufficient statistics, about the mean that entered the step.
    pub fn moments(&self) -> &[Moments] {
        &self.sums.moments[..self.k]
    }

    /// How many points there are.
    pub fn n(&self) -> usize {
        self.n
    }

    /// Σ_i ln p(x_i), in nats.
    pub fn ln_likelihood(&self) -> f64 {
        self.sums.ln_likelihood
    }

    /// The data's part of what EM climbs, in nats: the log-likelihood, or under hard assignment
    /// Σ_i max_k ln(w_k N_k(x_i)).
    pub fn ln_data(&self, assignment: Assignment) -> f64 {
        match assignment {
            Assignment::Soft => self.sums.ln_likelihood,
            Assignment::Hard => self.sums.ln_best,
        }
    }

    /// What EM climbs, in nats per point.
    pub fn objective(&self, assignment: Assignment) -> f64 {
        (self.ln_data(assignment) + self.ln_prior) / self.n as f64
    }
}
