//! Which EM in the plane: the choices that change an E step or an M step, and when a run stops.

use crate::em::{Assignment, PriorKind};

/// Which covariances components may have. The names are scikit-learn's; those of mclust are beside them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CovarianceType {
    /// Any, each component its own: ellipses that turn (VVV).
    #[default]
    Full,
    /// Any, the same for all components (EEE).
    Tied,
    /// Without correlation, each component its own: ellipses along the axes (VVI).
    Diagonal,
    /// One variance in all directions, each component its own: circles (VII).
    Spherical,
}

impl CovarianceType {
    /// All of them, in mclust's order.
    pub const ALL: [Self; 4] = [Self::Spherical, Self::Diagonal, Self::Tied, Self::Full];

    /// The free parameters of k covariances.
    pub fn parameters(self, k: usize) -> usize {
        match self {
            Self::Full => 3 * k,
            Self::Tied => 3,
            Self::Diagonal => 2 * k,
            Self::Spherical => k,
        }
    }
}

/// Which parameters an M step moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Vary {
    /// Weights, means and covariances.
    #[default]
    All,
    /// The means alone; weights and covariances stay as they started.
    Means,
}

/// Which EM, and when it stops.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// How an E step shares a point out.
    pub assignment: Assignment,
    /// Which covariances there may be.
    pub covariance: CovarianceType,
    /// Which parameters an M step moves.
    pub vary: Vary,
    /// Maximum likelihood or MAP.
    pub prior: PriorKind,
    /// The least sd in any direction, where each coordinate is measured in the data's sds of it: 0 to 1; what is
    /// less than 1e-4 stands for 1e-4.
    pub floor_fraction: f64,
    /// A run stops when an iteration raises the objective by less than this, in nats per point; 0 never stops it.
    pub tol: f64,
    /// The most iterations of a run.
    pub max: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            assignment: Assignment::default(),
            covariance: CovarianceType::default(),
            vary: Vary::default(),
            prior: PriorKind::default(),
            floor_fraction: 1e-3,
            tol: 1e-6,
            max: 500,
        }
    }
}

impl Settings {
    /// The parameters of k components that EM is free to move: weights less one, means, covariances.
    pub fn free_parameters(&self, k: usize) -> usize {
        match self.vary {
            Vary::All => (k - 1) + 2 * k + self.covariance.parameters(k),
            Vary::Means => 2 * k,
        }
    }
}
