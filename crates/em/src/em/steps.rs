//! What the two half-steps do, once it is said which EM this is and on which data.
//!
//! [`super::Em`] keeps every mixture that they lead through; [`Climb`] keeps only the last.

use super::curvature::Curvature;
use super::{Expectation, Prior, Settings, Status, Vary, expectation, maximization, set_shared_sd};
use crate::dataset::Dataset;
use crate::mixture::{LARGEST, Mixture};
use std::rc::Rc;

/// What a `floor` of 0 stands for, in data sds: no sd may reach 0.
const LEAST_FLOOR: f64 = 1e-9;

/// A mixture that EM passed through, with what its E step says of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Iterate {
    /// The parameters.
    pub mixture: Mixture,
    /// The E step under these parameters.
    pub expectation: Expectation,
    /// What EM climbs, in nats per point.
    pub objective: f64,
    /// The lower bound just after the M step that led here; `None` at the start, and where it is not kept.
    pub bound: Option<f64>,
}

/// The E step and the M step of one EM on one data set.
#[derive(Clone, Debug)]
pub struct Steps {
    pub(super) data: Rc<Dataset>,
    pub(super) settings: Settings,
    pub(super) prior: Prior,
    pub(super) floor: f64,
}

impl Steps {
    /// The half-steps of the EM of `settings`, with k components, on `data`.
    pub fn new(data: Rc<Dataset>, k: usize, settings: Settings) -> Self {
        let prior = Prior::new(settings.prior, &data, k);
        let floor = match settings.vary {
            Vary::Means => 0.0,
            _ => floor_sd(settings.floor, &data),
        };
        Self { data, settings, prior, floor }
    }

    /// The same, to end where an iteration gains less than `tol`.
    pub fn until(self, tol: f64) -> Self {
        Self { settings: Settings { tol, ..self.settings }, ..self }
    }

    /// The mixture that EM begins with: the start, its sds pooled under `shared-sd`.
    pub fn begin(&self, start: Mixture) -> Iterate {
        self.e(if self.settings.vary == Vary::SharedSd { pooled(&start) } else { start })
    }

    /// The E step: whose are the points, under `mixture`?
    pub fn e(&self, mixture: Mixture) -> Iterate {
        let Settings { assignment, vary, .. } = self.settings;
        let mut expectation = Expectation::new(&self.data, &mixture, assignment, &self.prior, vary);
        if vary != Vary::Means {
            expectation = expectation.told(&self.data, &mixture, assignment, self.floor);
        }
        let objective = expectation.objective(assignment);
        Iterate { mixture, expectation, objective, bound: None }
    }

    /// The M step: where should the curves stand, with the points so shared out?
    pub fn m(&self, entering: &Iterate) -> Mixture {
        let moments = entering.expectation.moments();
        maximization::maximize(&entering.mixture, moments, self.settings.vary, &self.prior, self.floor)
    }

    /// The slope and the curvature of the objective under soft assignment, in nats in all.
    pub(super) fn curvature(&self, at: &Iterate) -> Curvature {
        let (mixture, vary) = (&at.mixture, self.settings.vary);
        expectation::roughly(&self.data, mixture, |points| Curvature::of(points, mixture, &self.prior, vary))
    }

    /// The components of `mixture` whose sd stands on the floor.
    pub fn on_floor(&self, mixture: &Mixture) -> Vec<usize> {
        let components = mixture.components().iter().enumerate();
        components.filter(|(_, c)| c.sd <= self.floor).map(|(k, _)| k).collect()
    }

    /// The components that an M step after `entering` finds without points.
    pub fn empty(&self, entering: &Iterate) -> Vec<usize> {
        let expectation = &entering.expectation;
        let moments = expectation.moments().iter().enumerate();
        let empty = |count| maximization::is_empty(count, expectation.n(), &self.prior);
        moments.filter(|(_, m)| empty(m.count)).map(|(k, _)| k).collect()
    }
}

/// The least sd, in the data's unit, that a `floor` (a fraction of the data's sd) stands for:
/// never less than an sd may be.
pub fn floor_sd(floor: f64, data: &Dataset) -> f64 {
    let fraction = if floor > 0.0 { floor } else { LEAST_FLOOR };
    (data.sd() * fraction).max(LARGEST.recip())
}

/// The same mixture under one sd, the root of the weighted mean of its variances.
fn pooled(mixture: &Mixture) -> Mixture {
    let mut components = mixture.components().to_vec();
    let variance: f64 = components.iter().map(|c| c.weight * c.sd * c.sd).sum();
    set_shared_sd(&mut components, variance.sqrt());
    Mixture::new(components)
}

/// EM on its way up, without a history: for where it ends, not for how it came there.
#[derive(Clone, Debug)]
pub struct Climb {
    steps: Steps,
    present: Iterate,
    iteration: usize,
    gain: Option<f64>,
}

impl Climb {
    /// EM by `steps` from `start`.
    pub fn new(steps: Steps, start: Mixture) -> Self {
        let present = steps.begin(start);
        Self { steps, present, iteration: 0, gain: None }
    }

    /// Takes one iteration more, or none where EM stops; true where it does.
    pub fn advance(&mut self) -> bool {
        if self.stop().is_none() {
            let next = self.steps.e(self.steps.m(&self.present));
            self.gain = Some(next.objective - self.present.objective);
            self.present = next;
            self.iteration += 1;
        }
        self.stop().is_some()
    }

    /// Why EM stops here, if it does.
    pub fn stop(&self) -> Option<Status> {
        self.steps.settings.stop(self.iteration, self.gain)
    }

    /// The mixture of now, with its E step.
    pub fn present(&self) -> &Iterate {
        &self.present
    }

    /// How many iterations have been done.
    pub fn iteration(&self) -> usize {
        self.iteration
    }

    /// The components whose sd stands on the floor.
    pub fn on_floor(&self) -> Vec<usize> {
        self.steps.on_floor(&self.present.mixture)
    }
}
