//! The E step and the M step in the plane, for given points and settings: the model of mixtures in two dimensions.

use super::cloud::Cloud;
use super::e_step::Expectation;
use super::m_step::{Floor, is_empty, maximize, of_type};
use super::mixture::Mixture;
use super::prior::Prior;
use super::settings::{Settings, Vary};
use super::{Point, lower_bound, optimum, start};
use crate::em::{Climb, Iterate, Status, stop};
use crate::model::Model;
use crate::start::NamedStart;
use std::sync::Arc;

/// The E step and the M step of one EM on one cloud of points.
#[derive(Clone, Debug)]
pub struct Steps {
    cloud: Arc<Cloud>,
    settings: Settings,
    prior: Prior,
    floor: Floor,
}

impl Steps {
    /// The half-steps of the EM of `settings`, with k components, on these points.
    pub fn new(cloud: impl Into<Arc<Cloud>>, k: usize, settings: Settings) -> Self {
        let cloud = cloud.into();
        let floor = Floor::new(settings.floor_fraction, &cloud);
        let prior = Prior::new(&settings, &cloud, k, floor);
        Self { cloud, settings, prior, floor }
    }

    /// The points.
    pub fn cloud(&self) -> &Arc<Cloud> {
        &self.cloud
    }

    /// The prior of the parameters.
    pub fn prior(&self) -> &Prior {
        &self.prior
    }

    /// Which EM this is.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }
}

impl Model for Steps {
    type Mixture = Mixture;
    type Expectation = Expectation;
    type Point = Point;
    type QuickClimb = Climb<Self>;

    fn with_k(&self, k: usize) -> Self {
        Self::new(self.cloud.clone(), k, self.settings)
    }

    fn n(&self) -> usize {
        self.cloud.n()
    }

    fn first_guess(&self, start: NamedStart, k: usize, seed: u32) -> Mixture {
        start::first_guess(start, &self.cloud, k, seed, &self.settings, self.floor)
    }

    /// The start, with covariances of the chosen type.
    fn begin(&self, start: Mixture) -> Iterate<Self> {
        self.e(of_type(start, self.settings.covariance))
    }

    fn e(&self, mixture: Mixture) -> Iterate<Self> {
        let Settings { assignment, vary, .. } = self.settings;
        let mut expectation =
            Expectation::new(&self.cloud, &mixture, assignment, self.prior.ln_density(&mixture));
        if vary == Vary::All {
            expectation = expectation.with_exact_spreads(&self.cloud, &mixture, assignment);
        }
        let objective = expectation.objective(assignment);
        Iterate { mixture, expectation, objective, bound: None }
    }

    fn m(&self, entering: &Iterate<Self>) -> Mixture {
        maximize(&entering.mixture, entering.expectation.moments(), &self.settings, &self.prior, self.floor)
    }

    fn bound_after_m(&self, entering: &Iterate<Self>, next: &Mixture) -> f64 {
        let assignment = self.settings.assignment;
        lower_bound::after_m(&entering.mixture, &entering.expectation, next, assignment, &self.prior)
    }

    fn stop(&self, iteration: usize, gain: Option<f64>) -> Option<Status> {
        stop(self.settings.tol, self.settings.max, iteration, gain)
    }

    fn until(self, tol: f64, max: usize) -> Self {
        Self { settings: Settings { tol, max, ..self.settings }, ..self }
    }

    fn k(mixture: &Mixture) -> usize {
        mixture.k()
    }

    fn free_parameters(&self, k: usize) -> usize {
        self.settings.free_parameters(k)
    }

    /// Those that are as narrow as allowed in some direction.
    fn on_floor(&self, mixture: &Mixture) -> Vec<usize> {
        if self.settings.vary == Vary::Means {
            return Vec::new();
        }
        let held =
            |k: &usize| self.floor.holds(mixture.components()[*k].covariance, self.settings.covariance);
        (0..mixture.k()).filter(held).collect()
    }

    fn empty(&self, entering: &Iterate<Self>) -> Vec<usize> {
        let moments = entering.expectation.moments();
        let n = self.cloud.n() as f64;
        (0..moments.len()).filter(|&k| is_empty(moments[k].count, n, &self.prior)).collect()
    }

    fn ln_likelihood(expectation: &Expectation) -> f64 {
        expectation.ln_likelihood()
    }

    fn summed(expectation: &Expectation) -> usize {
        expectation.summed()
    }

    fn same_optimum(&self, a: &Mixture, b: &Mixture) -> bool {
        optimum::same(a, b, &self.cloud)
    }

    fn stands_on(&self, mixture: &Mixture) -> Vec<(usize, Vec<Point>)> {
        optimum::stands_on(&self.cloud, mixture)
    }
}
