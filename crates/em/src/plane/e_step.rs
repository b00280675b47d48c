//! The E step in the plane: each component's share of the points, and the likelihood.

use super::cloud::Cloud;
use super::kernel;
use super::mixture::Mixture;
use super::sums::{Moments, Sums};
use crate::em::Assignment;

/// A spread that is a smaller part than this of the sums it comes from has lost digits.
const SHORT: f64 = 1e-3;

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
        let mut sums = kernel::sums(cloud.coordinates(), mixture, assignment);
        recompute(&mut sums, cloud, mixture, assignment);
        Self { sums, n: cloud.n(), k: mixture.k(), ln_prior }
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

/// Sums again, about the mean that a component moves to, the spreads that are a small difference of the first
/// pass's sums: those of components that move far and become narrow in one step.
fn recompute(sums: &mut Sums, cloud: &Cloud, mixture: &Mixture, assignment: Assignment) {
    let short = |m: &Moments| {
        m.count > 0.0 && (m.spread.xx < SHORT * m.second.xx || m.spread.yy < SHORT * m.second.yy)
    };
    let moved: Vec<usize> = (0..mixture.k()).filter(|&k| short(&sums.moments[k])).collect();
    if moved.is_empty() {
        return;
    }
    let mut again = [Moments::default(); crate::mixture::MAX_COMPONENTS];
    for point in cloud.points() {
        let shares = match assignment {
            Assignment::Soft => mixture.responsibilities(point),
            Assignment::Hard => {
                let best = mixture.most_responsible(point);
                (0..mixture.k()).map(|k| f64::from(u8::from(k == best))).collect()
            }
        };
        for &k in &moved {
            let (mean, shift) = (mixture.components()[k].mean, sums.moments[k].shift());
            again[k].add(shares[k], [0, 1].map(|axis| (point[axis] - mean[axis]) - shift[axis]));
        }
    }
    for k in moved {
        again[k].finish();
        sums.moments[k].spread = again[k].spread;
    }
}
