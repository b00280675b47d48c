//! A mixture with its E step, and a climb that keeps no history.
//!
//! [`super::Em`] keeps every mixture on the way; [`Climb`] keeps the last one only.

use super::{Status, Steps};
use crate::model::{Model, QuickClimb};
use std::fmt::Debug;

/// A mixture that EM passed through, with what its E step says of it.
#[derive(Clone, Debug)]
pub struct Iterate<M: Model = Steps> {
    /// The parameters.
    pub mixture: M::Mixture,
    /// The E step under these parameters.
    pub expectation: M::Expectation,
    /// What EM climbs, in nats per point.
    pub objective: f64,
    /// The lower bound just after the M step that led here; `None` at the start, and where it is not kept.
    pub bound: Option<f64>,
}

impl<M: Model> PartialEq for Iterate<M> {
    fn eq(&self, other: &Self) -> bool {
        self.mixture == other.mixture
            && self.expectation == other.expectation
            && (self.objective, self.bound) == (other.objective, other.bound)
    }
}

/// EM without a history: for where it ends, not for the way.
#[derive(Clone, Debug)]
pub struct Climb<M: Model = Steps> {
    model: M,
    present: Iterate<M>,
    iteration: usize,
    gain: Option<f64>,
}

impl<M: Model> Climb<M> {
    /// EM of a model from `start`.
    pub fn new(model: M, start: M::Mixture) -> Self {
        let present = model.begin(start);
        Self { model, present, iteration: 0, gain: None }
    }

    /// Takes one iteration more, or none where EM stops; true where it does.
    pub fn advance(&mut self) -> bool {
        if self.stop().is_none() {
            let next = self.model.e(self.model.m(&self.present));
            self.gain = Some(next.objective - self.present.objective);
            self.present = next;
            self.iteration += 1;
        }
        self.stop().is_some()
    }

    /// Why EM stops here, if it does.
    pub fn stop(&self) -> Option<Status> {
        self.model.stop(self.iteration, self.gain)
    }

    /// At which iteration and why EM stops here by the rule of another model, if it does.
    pub fn stopped_by(&self, other: &M) -> Option<(usize, Status)> {
        let status = other.stop(self.iteration, self.gain)?;
        Some((self.iteration, status))
    }

    /// The present mixture, with its E step.
    pub fn present(&self) -> &Iterate<M> {
        &self.present
    }

    /// How many iterations have been done.
    pub fn iteration(&self) -> usize {
        self.iteration
    }

    /// The components that have collapsed as far as they may.
    pub fn on_floor(&self) -> Vec<usize> {
        self.model.on_floor(&self.present.mixture)
    }
}

/// Where there is no quicker climb.
impl<M: Model> QuickClimb<M> for Climb<M> {
    fn new(model: M, start: M::Mixture) -> Self {
        Climb::new(model, start)
    }

    fn on_a_hill(model: M, present: Iterate<M>) -> Self {
        Self { model, present, iteration: 0, gain: None }
    }

    fn advance(&mut self) -> bool {
        Climb::advance(self)
    }

    fn present(&self) -> &Iterate<M> {
        Climb::present(self)
    }
}
