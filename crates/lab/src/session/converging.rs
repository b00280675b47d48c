//! Runs EM to convergence, iteration by iteration, without changing the state.

use crate::em::Em;
use crate::refusal::Refusal;

/// A run of EM until it stops.
#[derive(Clone, Debug)]
pub struct Converging {
    em: Em,
}

impl Converging {
    pub(super) fn new(em: Em) -> Self {
        Self { em }
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
        self.em.iteration() as f64 / self.em.settings().max as f64
    }

    pub(super) fn into_em(self) -> Em {
        self.em
    }
}
