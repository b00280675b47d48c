//! Running to convergence beside the state, iteration by iteration.

use crate::em::Em;
use crate::refusal::Refusal;

/// EM on its way to where it stops.
#[derive(Clone, Debug)]
pub struct Converging {
    em: Em,
}

impl Converging {
    pub(super) fn new(em: Em) -> Self {
        Self { em }
    }

    /// One iteration more; true where EM stops.
    pub fn advance(&mut self) -> Result<bool, Refusal> {
        if !self.em.status().stops() {
            self.em.iterate_once()?;
        }
        Ok(self.em.status().stops())
    }

    /// How many of the most iterations are done, 0 to 1.
    pub fn progress(&self) -> f64 {
        self.em.iteration() as f64 / self.em.settings().max as f64
    }

    pub(super) fn into_em(self) -> Em {
        self.em
    }
}
