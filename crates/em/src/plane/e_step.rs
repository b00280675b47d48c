//! The E step in the plane: each component's share of the points, and the likelihood.

use super::Point;
use super::cloud::Cloud;
use super::kernel::{self, Points};
use super::mixture::Mixture;
use super::quadrature::Smoothness;
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
        let points = Points::plain(cloud.coordinates().map(|axis| &axis[part.clone()]));
        kernel::sums(points, mixture, centres, assignment).moments[..mixture.k()].to_vec()
    };
    parts.iter().map(held).collect()
}

/// The sums over all points, and over how many points or places that stand for them.
fn sums(cloud: &Cloud, mixture: &Mixture, centres: &[Point], assignment: Assignment) -> (Sums, usize) {
    let (mut total, mut summed) = (Sums::default(), 0);
    let mut add = |points: Points| {
        kernel::add(&mut total, points, mixture, centres, assignment);
        summed += points.x.len();
    };
    match cloud.cells() {
        // Under hard assignment there are borders, over which no polynomial goes.
        Some(cells) if assignment == Assignment::Soft => {
            let smoothness = Smoothness::of(mixture, cloud.mean());
            cells.walk(|cell| smoothness.over(cell), add);
        }
        _ => add(Points::plain(cloud.coordinates())),
    }
    total.finish();
    (total, summed)
}

/// The result of an E step.
#[derive(Clone, Debug, PartialEq)]
pub struct Expectation {
    sums: Sums,
    summed: usize,
    n: usize,
    k: usize,
    /// ln of the prior at the mixture, 0 under maximum likelihood.
    pub ln_prior: f64,
}

impl Expectation {
    /// The E step.
    pub fn new(cloud: &Cloud, mixture: &Mixture, assignment: Assignment, ln_prior: f64) -> Self {
        let means: Vec<Point> = mixture.components().iter().map(|c| c.mean).collect();
        let (sums, summed) = sums(cloud, mixture, &means, assignment);
        Self { sums, summed, n: cloud.n(), k: mixture.k(), ln_prior }
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
            let (again, _) = sums(cloud, mixture, &there.collect::<Vec<Point>>(), assignment);
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

    /// How many points, or places that stand for them, were summed: the cost of the E step.
    pub fn summed(&self) -> usize {
        self.summed
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
