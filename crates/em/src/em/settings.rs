//! Which EM: the choices that change an E step or an M step, and when a run stops.

use crate::family::Family;

/// How an E step shares a point out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Assignment {
    /// By the responsibilities: EM.
    #[default]
    Soft,
    /// Whole, to the component of the largest responsibility: classification EM.
    Hard,
}

/// Which parameters an M step moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Vary {
    /// Weights, means and sds.
    #[default]
    All,
    /// Weights, means and one sd that all components share.
    SharedSd,
    /// The means alone; weights and sds stay as they started.
    Means,
}

/// What is believed of the parameters before any data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PriorKind {
    /// Nothing: maximum likelihood.
    #[default]
    None,
    /// Fraley and Raftery's (2007) conjugate prior: maximum a posteriori (MAP).
    Conjugate,
}

/// Which EM, and when it stops.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// The family of the components.
    pub family: Family,
    /// How an E step shares a point out.
    pub assignment: Assignment,
    /// Which parameters an M step moves.
    pub vary: Vary,
    /// Maximum likelihood or MAP.
    pub prior: PriorKind,
    /// The least sd, as a fraction of the data's sd, 0 to 1; 0 stands for 1e-9.
    pub floor_fraction: f64,
    /// A run stops when an iteration raises the objective by less than this, in nats per point; 0 never stops it.
    pub tol: f64,
    /// The most iterations of a run.
    pub max: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            family: Family::default(),
            assignment: Assignment::default(),
            vary: Vary::default(),
            prior: PriorKind::default(),
            floor_fraction: 1e-3,
            tol: 1e-6,
            max: 500,
        }
    }
}

impl Settings {
    /// The parameters of k components that EM is free to move: weights less one, means, and sds where these
    /// are parameters of their own.
    pub fn free_parameters(&self, k: usize) -> usize {
        match (self.vary, self.family.is_gaussian()) {
            (Vary::All, true) => 3 * k - 1,
            (Vary::SharedSd, true) => 2 * k,
            (Vary::All | Vary::SharedSd, false) => 2 * k - 1,
            (Vary::Means, _) => k,
        }
    }
}
