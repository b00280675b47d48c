//! Expectation-maximization, one half-step at a time, forwards and back.
//!
//! The E step (`em/e_step.rs`) computes each point's responsibilities under the present parameters.
//! The M step (`em/m_step.rs`) computes the parameters that fit best if the points are shared out so.
//! Neither lowers the objective; EM stops when a whole iteration raises it by next to nothing.
//!
//! [`Em`] is a list of mixtures and a position in it. The numbers of an E step belong to the mixture
//! that entered it, so an [`Iterate`] holds both. Position 2i is "mixture i, E is due"; position
//! 2i + 1 is "mixture i with its E step, M is due".

mod climb;
mod curvature;
mod e_step;
mod exp_ln;
mod kernel;
mod line_sums;
mod lower_bound;
mod m_step;
mod newton;
mod prior;
mod quadrature;
mod settings;
mod spread;
mod status;
mod steps;
mod sums;

pub use climb::{Climb, Iterate};
pub use e_step::{Expectation, bin_moments, bin_shares};
pub(crate) use exp_ln::{Exp, ln};
pub use kernel::sums;
pub(crate) use m_step::EMPTY_SHARE;
pub use m_step::{maximize, set_shared_sd};
pub use newton::NewtonClimb;
pub use prior::Prior;
pub(crate) use prior::SHRINKAGE;
pub(crate) use quadrature::{Nodes, Peak, Smoothness};
pub use settings::{Assignment, PriorKind, Settings, Vary};
pub use status::Status;
pub(crate) use status::stop;
pub use steps::{Steps, least_sd};
pub use sums::{Moments, Points, Sums};

use crate::Error;
use crate::dataset::Dataset;
use crate::family::Family;
use crate::mixture::{MAX_COMPONENTS, Mixture};
use crate::model::Model;
use crate::start::Start;
use std::fmt;
use std::sync::Arc;

/// The most half-steps that a history holds.
pub const MAX_POSITION: usize = 100_000;

/// One half of an iteration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HalfStep {
    /// Computes the responsibilities.
    E,
    /// Computes the parameters.
    M,
}

impl HalfStep {
    /// The half-step before this one, and after it.
    pub fn other(self) -> Self {
        if self == Self::E { Self::M } else { Self::E }
    }
}

impl fmt::Display for HalfStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if *self == Self::E { "E" } else { "M" })
    }
}

/// A half-step that cannot be taken here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepError {
    /// The other half-step is the one that is due.
    OutOfTurn(HalfStep),
    /// No such half-step has been taken: (asked for, the last one taken).
    NotTaken(usize, usize),
    /// The history is full.
    TooMany,
}

impl fmt::Display for StepError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutOfTurn(due) => {
                write!(f, "the {} step is not due: take the {due} step first", due.other())
            }
            Self::NotTaken(position, last) => write!(
                f,
                "half-step {position} has not been taken: the last one is {last}; choose one from 0 to {last}"
            ),
            Self::TooMany => write!(
                f,
                "{MAX_POSITION} half-steps are taken, which is the most: change the start or the model to begin again"
            ),
        }
    }
}

impl std::error::Error for StepError {}

/// Refuses a number of components that cannot be fitted to data with so many different values.
pub fn check_k(k: usize, distinct: usize) -> Result<(), Error> {
    match k {
        _ if !(1..=MAX_COMPONENTS).contains(&k) => Err(Error::Components(k)),
        _ if k > distinct => Err(Error::TooFewValues { k, distinct }),
        _ => Ok(()),
    }
}

/// Refuses data with a value that no curve of the family gives.
pub(crate) fn check_values(family: Family, data: &Dataset) -> Result<(), Error> {
    let (curve, (least, largest)) = (family.curve(), data.range());
    let impossible = |x: &f64| !curve.takes(*x);
    // Between two possible values all are possible, but for those that are no whole numbers.
    let at_an_end = [least, largest].into_iter().find(impossible);
    let between = || data.distinct_in(0..data.n()).map(|(x, _)| x).find(impossible);
    match at_an_end.or_else(|| curve.counts().then(between).flatten()) {
        Some(x) => Err(Error::Value(family, x)),
        None => Ok(()),
    }
}

/// A run of EM: every mixture since the start, and a position in this history.
#[derive(Clone, Debug)]
pub struct Em<M: Model = Steps> {
    model: M,
    iterates: Vec<Iterate<M>>,
    position: usize,
    last: usize,
}

/// Mixtures in one dimension.
impl Em {
    /// EM on `data` from a start of this kind with k components, drawn under `seed`, at position 0.
    /// A start by hand brings its own components.
    pub fn start(
        data: impl Into<Arc<Dataset>>,
        start: impl Into<Start>,
        k: usize,
        seed: u32,
        settings: Settings,
    ) -> Result<Self, Error> {
        let (data, start) = (data.into(), start.into());
        let family = settings.family;
        let k = match &start {
            Start::ByHand(components) => Mixture::of(family, components.clone())?.k(),
            Start::Named(_) => k,
        };
        check_k(k, data.distinct())?;
        check_values(family, &data)?;
        let steps = Steps::new(data, k, settings);
        let guess = steps.guess(&start, k, seed);
        Ok(Self::of(steps, guess))
    }

    /// EM on `data` from `start`, at position 0. Under `shared-sd` the start's sds are pooled.
    pub fn new(data: Arc<Dataset>, start: Mixture, settings: Settings) -> Self {
        Self::of(Steps::new(data, start.k(), settings), start)
    }

    /// The data.
    pub fn data(&self) -> &Arc<Dataset> {
        self.model.data()
    }

    /// Which EM this is.
    pub fn settings(&self) -> &Settings {
        self.model.settings()
    }

    /// The prior of the parameters.
    pub fn prior(&self) -> &Prior {
        self.model.prior()
    }
}

impl<M: Model> Em<M> {
    /// EM of a model from `start`, at position 0.
    pub fn of(model: M, start: M::Mixture) -> Self {
        let iterates = vec![model.begin(start)];
        Self { model, iterates, position: 0, last: 0 }
    }

    /// The model.
    pub fn model(&self) -> &M {
        &self.model
    }

    /// The half-step that is due.
    pub fn next(&self) -> HalfStep {
        if self.position.is_multiple_of(2) { HalfStep::E } else { HalfStep::M }
    }

    /// Takes the E step. Its numbers were computed together with the mixture, so this only moves on.
    pub fn e_step(&mut self) -> Result<(), StepError> {
        self.turn(HalfStep::E)?;
        self.forward();
        Ok(())
    }

    /// Takes the M step; after `back` it is in the history already. Computes the next E step too.
    pub fn m_step(&mut self) -> Result<(), StepError> {
        self.turn(HalfStep::M)?;
        if self.position == self.last {
            let entering = self.present();
            let next = self.model.m(entering);
            let bound = self.model.bound_after_m(entering, &next);
            let next = Iterate { bound: Some(bound), ..self.model.e(next) };
            self.iterates.push(next);
        }
        self.forward();
        Ok(())
    }

    fn turn(&self, wanted: HalfStep) -> Result<(), StepError> {
        if self.next() != wanted {
            Err(StepError::OutOfTurn(self.next()))
        } else if self.position >= MAX_POSITION {
            Err(StepError::TooMany)
        } else {
            Ok(())
        }
    }

    fn forward(&mut self) {
        self.position += 1;
        self.last = self.last.max(self.position);
    }

    /// Takes the half-step that is due.
    pub fn half_step(&mut self) -> Result<(), StepError> {
        match self.next() {
            HalfStep::E => self.e_step(),
            HalfStep::M => self.m_step(),
        }
    }

    /// Takes one whole iteration; with M due, finishes the one begun.
    pub fn iterate_once(&mut self) -> Result<(), StepError> {
        if self.next() == HalfStep::E {
            self.e_step()?;
        }
        self.m_step()
    }

    /// Takes whole iterations until EM stops, and says why it did.
    pub fn run(&mut self) -> Result<Status, StepError> {
        while !self.status().stops() {
            self.iterate_once()?;
        }
        Ok(self.status())
    }

    /// Goes one half-step back; at 0 nothing happens.
    pub fn back(&mut self) {
        self.position = self.position.saturating_sub(1);
    }

    /// Goes to a half-step that has been taken.
    pub fn seek(&mut self, position: usize) -> Result<(), StepError> {
        if position > self.last {
            return Err(StepError::NotTaken(position, self.last));
        }
        self.position = position;
        Ok(())
    }

    /// How many half-steps have been taken, from the start to here.
    pub fn position(&self) -> usize {
        self.position
    }

    /// The last half-step ever taken: further than `position` after `back`.
    pub fn last(&self) -> usize {
        self.last
    }

    /// How many whole iterations have been done.
    pub fn iteration(&self) -> usize {
        self.position / 2
    }

    /// The present mixture, with its E step.
    pub fn present(&self) -> &Iterate<M> {
        self.at(self.position)
    }

    /// The mixture at a half-step that has been taken.
    pub fn at(&self, position: usize) -> &Iterate<M> {
        &self.iterates[position / 2]
    }

    /// The lower bound at a half-step: none before the first E step, the objective itself
    /// after E, below it after M.
    pub fn lower_bound(&self, position: usize) -> Option<f64> {
        let iterate = self.at(position);
        if position.is_multiple_of(2) { iterate.bound } else { Some(iterate.objective) }
    }

    /// The mixture whose responsibilities shared the points out last; none before the first E step.
    pub fn last_e_step(&self) -> Option<&Iterate<M>> {
        let position = self.position.checked_sub(1)?;
        Some(self.at(position))
    }

    /// The mixture that the M step after this E step makes, whether or not it has been taken.
    pub fn after_m(&self, entering: &Iterate<M>) -> M::Mixture {
        self.model.m(entering)
    }

    /// Changes when a run stops; every half-step taken stays.
    pub fn set_stop(&mut self, tol: f64, max: usize) {
        self.model = self.model.clone().until(tol, max);
    }

    /// The parameters that EM is free to move.
    pub fn free_parameters(&self) -> usize {
        self.model.free_parameters(M::k(&self.present().mixture))
    }

    /// The components that have collapsed as far as they may.
    pub fn on_floor(&self) -> Vec<usize> {
        self.model.on_floor(&self.present().mixture)
    }

    /// The components that the last M step found without points.
    pub fn empty(&self) -> Vec<usize> {
        let before = self.iteration().checked_sub(1);
        before.map_or_else(Vec::new, |i| self.model.empty(&self.iterates[i]))
    }
}
