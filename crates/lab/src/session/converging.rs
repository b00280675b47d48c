//! Runs EM to convergence, iteration by iteration, without changing the state.

use super::{Line, Space};
use crate::em::Em;
use crate::refusal::Refusal;

/// A run of EM until it stops.
#[derive(Clone, Debug)]
pub struct Converging<S: Space = Line> {
    em: Em<S>,
    max: usize,
}

impl<S: Space> Converging<S> {
    /// A run that may take `max` iterations in all.
    pub(super) fn new(em: Em<S>, max: usize) -> Self {
        Self { em, max }
    }

    /// Takes one more iteration; true when EM has stopped.
    pub fn advance(&mut self) -> Result<bool, Refusal> {
        if !self.em.status().stops() {
            self.em.iterate_once()?;
        }
        Ok(self.em.status().stops())
    }

    /// The iterations done, as a part of the most that are allowed.
    pub fn progress(&self) -> f64 {
        self.em.iteration() as f64 / self.max as f64
    }

    pub(super) fn into_em(self) -> Em<S> {
        self.em
    }
}
