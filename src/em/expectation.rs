//! The E step: data and a mixture in; who holds how much, and how likely the data are, out.
//!
//! The expectation belongs to the mixture that entered it: keep the two as one pair, and
//! no plot is off by one.

use super::kernel::{self, Moments, Points, Sums};
use super::{Assignment, Prior, Vary};
use crate::dataset::{Bin, Dataset};
use crate::mixture::Mixture;

/// What an E step learns about a mixture on the data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expectation {
    sums: Sums,
    n: f64,
    k: usize,
    /// ln of the prior at the mixture, 0 under maximum likelihood.
    pub ln_prior: f64,
}

impl Expectation {
    /// The E step.
    pub fn new(data: &Dataset, mixture: &Mixture, assignment: Assignment, prior: &Prior, vary: Vary) -> Self {
        let points = Points { values: data.values(), weights: None };
        Self {
            sums: kernel::sums(points, mixture, assignment),
            n: data.n() as f64,
            k: mixture.k(),
            ln_prior: prior.ln_density(mixture, vary),
        }
    }

    /// Per component the sufficient statistics, about the mean that entered the step.
    pub fn moments(&self) -> &[Moments] {
        &self.sums.moments[..self.k]
    }

    /// How many points there are.
    pub fn n(&self) -> f64 {
        self.n
    }

    /// Σ_i ln p(x_i), in nats.
    pub fn ln_likelihood(&self) -> f64 {
        self.sums.ln_likelihood
    }

    /// What EM climbs, in nats per point: the log-likelihood, or under hard assignment the
    /// classification likelihood Σ_i max_k ln(w_k N_k(x_i)); with a prior, plus its ln density.
    pub fn objective(&self, assignment: Assignment) -> f64 {
        (self.ln_data(assignment) + self.ln_prior) / self.n
    }

    /// The data's part of the objective, in nats: all but the prior.
    pub fn ln_data(&self, assignment: Assignment) -> f64 {
        match assignment {
            Assignment::Soft => self.sums.ln_likelihood,
            Assignment::Hard => self.sums.ln_best,
        }
    }
}

/// How many of each bin's points each component holds, exactly: `counts[bin][component]`.
///
/// A bin is a slice of the sorted data, and its statistics' counts are the answer.
pub fn bin_shares(data: &Dataset, bins: &[Bin], mixture: &Mixture, assignment: Assignment) -> Vec<Vec<f64>> {
    let share = |bin: &Bin| {
        let points = Points { values: &data.values()[bin.points.clone()], weights: None };
        let sums = kernel::sums(points, mixture, assignment);
        sums.moments[..mixture.k()].iter().map(|m| m.count).collect()
    };
    bins.iter().map(share).collect()
}
