//! When a run of EM stops.
//!
//! That EM does not converge, that a component collapses onto a point or loses all its points, is no
//! error: it happens, and is reported as a status.

use super::{Em, Settings};
use crate::model::Model;

/// Whether a run of EM goes on, and if not, why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// There is more to gain.
    Running,
    /// The last iteration raised the objective by less than `tol`.
    Converged,
    /// `max` iterations are done.
    MaxIterations,
    /// A component has lost all its points; the others go on.
    Empty,
}

impl Status {
    /// A short name: `running`, `converged`, `max-iterations` or `empty`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Converged => "converged",
            Self::MaxIterations => "max-iterations",
            Self::Empty => "empty",
        }
    }

    /// Whether a run stops here.
    pub fn stops(self) -> bool {
        matches!(self, Self::Converged | Self::MaxIterations)
    }
}

impl Settings {
    /// Why EM stops after `iteration` iterations, the last of which gained `gain`, if it does.
    pub fn stop(&self, iteration: usize, gain: Option<f64>) -> Option<Status> {
        stop(self.tol, self.max, iteration, gain)
    }
}

/// Why a run that stops when an iteration gains less than `tol`, or after `max` iterations, stops here, if it
/// does.
pub(crate) fn stop(tol: f64, max: usize, iteration: usize, gain: Option<f64>) -> Option<Status> {
    if tol > 0.0 && gain.is_some_and(|gain| gain < tol) {
        Some(Status::Converged)
    } else {
        (iteration >= max).then_some(Status::MaxIterations)
    }
}

impl<M: Model> Em<M> {
    /// By how much the last whole iteration raised the objective, in nats per point.
    pub fn last_gain(&self) -> Option<f64> {
        let i = self.iteration();
        Some(self.iterates[i].objective - self.iterates[i.checked_sub(1)?].objective)
    }

    /// Whether a run goes on from here: the last M step decides.
    pub fn status(&self) -> Status {
        let stop = self.model.stop(self.iteration(), self.last_gain());
        stop.unwrap_or(if self.empty().is_empty() { Status::Running } else { Status::Empty })
    }
}
