//! What EM needs of a model: its two steps, what they climb, and how its ends are compared.
//!
//! [`Em`](crate::em::Em) keeps a history, [`Climb`](crate::em::Climb) the last mixture only;
//! [`Restarts`](crate::restarts::Restarts) and [`CompareK`](crate::compare_k::CompareK) run many climbs. All of them
//! take what they know of a mixture from here, so that another model brings no second copy of them.

use crate::em::{Iterate, Status};
use crate::start::NamedStart;
use std::fmt::Debug;

/// A model on its data, with the choices that change its steps and when a run stops.
pub trait Model: Clone + Debug {
    /// The parameters of all components.
    type Mixture: Clone + PartialEq + Debug;
    /// What an E step gives: what the M step needs of the data, and the likelihood.
    type Expectation: Clone + PartialEq + Debug;
    /// A point of the data.
    type Point: Clone + PartialEq + Debug;
    /// A climb to the end of a hill; [`Climb`](crate::em::Climb) where there is no quicker one.
    type QuickClimb: QuickClimb<Self>;

    /// The same with k components.
    fn with_k(&self, k: usize) -> Self;

    /// How many points there are.
    fn n(&self) -> usize;

    /// The mixture of k components that a named start gives, drawn under a seed.
    fn first_guess(&self, start: NamedStart, k: usize, seed: u32) -> Self::Mixture;

    /// The mixture that EM begins with, made of the start, with its E step.
    fn begin(&self, start: Self::Mixture) -> Iterate<Self>;

    /// The E step: the responsibilities under `mixture`, summed.
    fn e(&self, mixture: Self::Mixture) -> Iterate<Self>;

    /// The M step: the parameters that fit best, with the points shared out as `entering` has them.
    fn m(&self, entering: &Iterate<Self>) -> Self::Mixture;

    /// The lower bound of the objective at `next`, in nats per point, with the shares of `entering`.
    fn bound_after_m(&self, entering: &Iterate<Self>, next: &Self::Mixture) -> f64;

    /// Why EM stops after `iteration` iterations, the last of which gained `gain`, if it does.
    fn stop(&self, iteration: usize, gain: Option<f64>) -> Option<Status>;

    /// The same model, whose runs stop when an iteration gains less than `tol`, or after `max` iterations.
    fn until(self, tol: f64, max: usize) -> Self;

    /// How many components a mixture has.
    fn k(mixture: &Self::Mixture) -> usize;

    /// The parameters of k components that EM is free to move.
    fn free_parameters(&self, k: usize) -> usize;

    /// The components that have collapsed as far as they may.
    fn on_floor(&self, mixture: &Self::Mixture) -> Vec<usize>;

    /// The components that an M step after `entering` finds without points.
    fn empty(&self, entering: &Iterate<Self>) -> Vec<usize>;

    /// Σ_i ln p(x_i), in nats.
    fn ln_likelihood(expectation: &Self::Expectation) -> f64;

    /// Over how many points, or what stands for them, an E step has summed.
    fn summed(expectation: &Self::Expectation) -> usize;

    /// Whether two mixtures at the top of their hills are one optimum, in any order of their components.
    fn same_optimum(&self, a: &Self::Mixture, b: &Self::Mixture) -> bool;

    /// The components on a few nearly equal points, and these points.
    fn stands_on(&self, mixture: &Self::Mixture) -> Vec<(usize, Vec<Self::Point>)>;
}

/// A climb for where it ends, and not for the way.
pub trait QuickClimb<M: Model>: Clone + Debug {
    /// A climb from a start.
    fn new(model: M, start: M::Mixture) -> Self;

    /// The last part of a climb, from where EM has come to.
    fn on_a_hill(model: M, present: Iterate<M>) -> Self;

    /// Takes or tries one iteration more, or none where the climb is over; true where it is.
    fn advance(&mut self) -> bool;

    /// The present mixture, with its E step.
    fn present(&self) -> &Iterate<M>;
}
