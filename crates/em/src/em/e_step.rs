//! The E step: from data and a mixture to each component's share of the points, and the likelihood.
//!
//! It gives sufficient statistics and not the n × k matrix of responsibilities. They belong to the
//! mixture that entered: keep the two together, so that no plot is off by one.

use super::kernel;
use super::line_sums;
use super::quadrature::{self, Smoothness};
use super::sums::{Moments, Points, Sums};
use super::{Assignment, Prior, Vary, spread};
use crate::dataset::{Bin, Dataset};
use crate::mixture::{MAX_COMPONENTS, Mixture};
use crate::regions::regions;
use std::ops::Range;

/// The result of an E step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expectation {
    sums: Sums,
    n: f64,
    k: usize,
    nodes: usize,
    /// ln of the prior at the mixture, 0 under maximum likelihood.
    pub ln_prior: f64,
}

impl Expectation {
    /// The E step.
    pub fn new(data: &Dataset, mixture: &Mixture, assignment: Assignment, prior: &Prior, vary: Vary) -> Self {
        let (sums, nodes) = sums_over(data, 0..data.n(), mixture, assignment);
        Self { sums, n: data.n() as f64, k: mixture.k(), nodes, ln_prior: prior.ln_density(mixture, vary) }
    }

    /// Recomputes, in a second pass, the spreads that lost digits to cancellation, but for components
    /// whose sd will be clamped to `least_sd`.
    pub fn with_exact_spreads(
        mut self,
        data: &Dataset,
        mixture: &Mixture,
        assignment: Assignment,
        least_sd: f64,
    ) -> Self {
        spread::recompute(&mut self.sums.moments[..self.k], data, (mixture, assignment), least_sd);
        self
    }

    /// Per component the sufficient statistics, about the mean that entered the step.
    pub fn moments(&self) -> &[Moments] {
        &self.sums.moments[..self.k]
    }

    /// How many points there are.
    pub fn n(&self) -> f64 {
        self.n
    }

    /// How many points or nodes were summed: the cost of the E step.
    pub fn nodes(&self) -> usize {
        self.nodes
    }

    /// Σ_i ln p(x_i), in nats.
    pub fn ln_likelihood(&self) -> f64 {
        self.sums.ln_likelihood
    }

    /// What EM climbs, in nats per point: the log-likelihood / n, or under hard assignment the
    /// classification likelihood (1/n) Σ_i max_k ln(w_k N_k(x_i)); with a prior, plus its ln density / n.
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

/// The sums over a range of the sorted points, equal to the plain kernel's to rounding, and the
/// number of points or nodes summed.
fn sums_over(
    data: &Dataset,
    range: Range<usize>,
    mixture: &Mixture,
    assignment: Assignment,
) -> (Sums, usize) {
    if !mixture.family().is_gaussian() {
        return line_sums::over(data, range, mixture, assignment);
    }
    if data.panels().panels().is_empty() {
        let points = Points::plain(&data.values()[range.clone()]);
        return (kernel::sums(points, mixture, assignment), range.len());
    }
    let smoothness = Smoothness::of(mixture);
    let smooth = quadrature::nodes(data, range.clone(), |panel| smoothness.over(panel));
    let mut sums = kernel::sums(smooth.points(), mixture, Assignment::Soft);
    if assignment == Assignment::Hard {
        (sums.moments, sums.ln_best) = hard_sums(data, range, mixture);
    }
    (sums, smooth.weights.len())
}

/// Calls `of` with the points, or with as few nodes as give six digits of a sum.
pub(super) fn with_fewer_nodes<T>(data: &Dataset, mixture: &Mixture, of: impl FnOnce(Points) -> T) -> T {
    if data.panels().panels().is_empty() {
        return of(Points::plain(data.values()));
    }
    let smoothness = Smoothness::to_six_digits(mixture);
    of(quadrature::nodes(data, 0..data.n(), |panel| smoothness.over(panel)).points())
}

/// The statistics under hard assignment, and Σ_i max_k ln(w_k N_k(x_i)).
///
/// Between two borders only parabolas are summed, for which almost any panel is narrow enough.
fn hard_sums(data: &Dataset, range: Range<usize>, mixture: &Mixture) -> ([Moments; MAX_COMPONENTS], f64) {
    let mut moments = <[Moments; MAX_COMPONENTS]>::default();
    let mut ln_best = 0.0;
    for (points, k) in regions(&data.values()[range.clone()], mixture) {
        let component = &mixture.components()[k];
        let points = range.start + points.start..range.start + points.end;
        let nodes = quadrature::nodes(data, points, |panel| quadrature::is_parabola(component, panel));
        let held = nodes.moments(component.mean, |_| 1.0);
        // Σ ln(w N(x)) = N (ln w − ln s − ln √(2π)) − Σ (x − m)² / 2s²
        ln_best += held.count * component.ln_weighted_density(component.mean)
            - 0.5 * held.second / (component.sd * component.sd);
        moments[k] += held;
    }
    moments.iter_mut().for_each(Moments::finish);
    (moments, ln_best)
}

/// What each component holds of each bin's points: `held[bin][component]`. A bin is a slice of the sorted
/// data, and this is its E step.
pub fn bin_moments(
    data: &Dataset,
    bins: &[Bin],
    mixture: &Mixture,
    assignment: Assignment,
) -> Vec<Vec<Moments>> {
    let held = |bin: &Bin| {
        let (sums, _) = sums_over(data, bin.points.clone(), mixture, assignment);
        sums.moments[..mixture.k()].to_vec()
    };
    bins.iter().map(held).collect()
}

/// How many of each bin's points each component holds, exactly: `counts[bin][component]`.
pub fn bin_shares(data: &Dataset, bins: &[Bin], mixture: &Mixture, assignment: Assignment) -> Vec<Vec<f64>> {
    let held = bin_moments(data, bins, mixture, assignment);
    held.iter().map(|of_bin| of_bin.iter().map(|m| m.count).collect()).collect()
}
