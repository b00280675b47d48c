//! Loading: makes a new state slice by slice, by drawing or reading points, sorting them, and replaying
//! half-steps. The present state does not change meanwhile.

mod changing;
mod fit;
mod input;
mod source;

pub use changing::{Effect, effect};
pub(super) use fit::Fit;
pub(super) use input::Input;
use source::cloud;

use super::{AnySession, In, Line, LoadedData, Own, Plane, Space};
use crate::dataset::{Dataset, DatasetBuilder};
use crate::either;
use crate::family::Family;
use crate::plane::{self, Cloud, CloudError};
use crate::refusal::Refusal;
use crate::scenario::{Problem, Scenario, Word};
use crate::start::{NamedStart, Start};
use crate::table::{Points, Report};
use crate::truth::Sampling;
use std::sync::Arc;

/// A state that is being made: call [`Loading::advance`] until it returns true, then commit.
#[derive(Debug)]
pub struct Loading {
    scenario: Scenario,
    own: Own,
    last_named: NamedStart,
    notices: Vec<String>,
    /// Whether a mistake becomes a notice and takes its default, instead of refusing the whole.
    lenient: bool,
    /// Whether a start by hand that is far from the new data is replaced by a named one. A link
    /// sets data and start together; a change of the data alone may not fit the start.
    start_may_change: bool,
    /// Whether it changes more than the display: then the display stays as it is at the commit.
    pub(super) keeps_shown: bool,
    /// What is known of the data before they are loaded.
    description: Description,
    phase: Phase,
}

#[derive(Clone, Debug, Default)]
struct Description {
    name: String,
    /// What each coordinate measures; on a line the first one.
    units: [String; 2],
    /// Whether the points are drawn from the scenario's processes.
    drawn: bool,
    is_own: bool,
    report: Option<Arc<Report>>,
}

#[derive(Debug)]
enum Phase {
    Drawing(Sampling),
    DrawingInPlane(plane::Sampling),
    /// Own data that are coming in, and how much of them has come, 0 to 1.
    Reading(Box<Input>, f64),
    Ordering(DatasetBuilder),
    Compressing(Box<In<Dataset, Cloud>>),
    /// Own points of the plane that have come in. They are measured after this, since the settings may change before.
    Measuring(Points),
    Stepping(Box<In<Fit<Line>, Fit<Plane>>>),
}

impl Loading {
    /// Strictly: whatever is wrong refuses the whole.
    pub(crate) fn open(scenario: Scenario, own: Own) -> Result<Self, Refusal> {
        Self::begin(scenario, own, false, Vec::new())
    }

    /// Leniently: whatever is wrong becomes a notice and takes its default.
    pub(super) fn open_leniently(
        scenario: Scenario,
        problems: Vec<Problem>,
        own: Own,
    ) -> Result<Self, Refusal> {
        Self::begin(scenario, own, true, problems.iter().map(Problem::to_string).collect())
    }

    fn begin(scenario: Scenario, own: Own, lenient: bool, notices: Vec<String>) -> Result<Self, Refusal> {
        let mut loading = Self::of(scenario, own, lenient, notices);
        loading.load_data()?;
        Ok(loading)
    }

    fn of(scenario: Scenario, own: Own, lenient: bool, notices: Vec<String>) -> Self {
        let phase = Phase::Ordering(DatasetBuilder::default());
        let last_named = named(&scenario).unwrap_or_default();
        let description = Description::default();
        Self {
            scenario,
            own,
            last_named,
            notices,
            lenient,
            start_may_change: false,
            keeps_shown: false,
            description,
            phase,
        }
    }

    /// Does one slice of the work; true when all is done.
    pub fn advance(&mut self) -> Result<bool, Refusal> {
        match &mut self.phase {
            Phase::DrawingInPlane(sampling) => {
                match sampling.draw() {
                    Ok(true) => self.drawn_in_plane()?,
                    Ok(false) => {}
                    Err(error) => self.without_data(error.into())?,
                }
                Ok(false)
            }
            Phase::Drawing(sampling) => {
                match sampling.draw() {
                    Ok(true) => self.phase = Phase::Ordering(std::mem::take(sampling.builder())),
                    Ok(false) => {}
                    Err(error) => self.without_data(error.into())?,
                }
                Ok(false)
            }
            Phase::Reading(..) => Err(Refusal::new("not all data have come in: feed them first")),
            Phase::Ordering(builder) => {
                if builder.advance() {
                    self.order_found()?;
                }
                Ok(false)
            }
            Phase::Compressing(data) => {
                if either!(&mut **data, data => data.compress()) {
                    self.compressed()?;
                }
                Ok(false)
            }
            Phase::Measuring(points) => {
                let points = std::mem::take(points);
                self.measured(cloud(points))?;
                Ok(false)
            }
            Phase::Stepping(fit) => either!(&mut **fit, fit => fit.advance(self.scenario.step)),
        }
    }

    /// How much of the work is done, 0 to 1.
    pub fn progress(&self) -> f64 {
        let n: u32 = match &self.scenario.plane {
            None => self.scenario.truth.iter().map(|process| process.count).sum(),
            Some(plane) => plane.truth.iter().map(|process| process.count).sum(),
        };
        match &self.phase {
            Phase::Drawing(sampling) => 0.4 * sampling.drawn() as f64 / f64::from(n),
            Phase::DrawingInPlane(sampling) => 0.8 * sampling.drawn() as f64 / f64::from(n),
            Phase::Reading(_, progress) => 0.4 * progress,
            Phase::Ordering(builder) => 0.4 + 0.4 * builder.progress(),
            Phase::Compressing(_) | Phase::Measuring(_) => 0.8,
            Phase::Stepping(fit) => {
                let position = either!(&**fit, fit => fit.em.position());
                0.9 + 0.1 * position as f64 / (self.scenario.step as f64).max(1.0)
            }
        }
    }

    fn order_found(&mut self) -> Result<(), Refusal> {
        let Phase::Ordering(builder) = &mut self.phase else { return Ok(()) };
        let data = match std::mem::take(builder).finish() {
            Ok(data) => data,
            Err(error) if self.lenient => return self.use_default_data(error.into()),
            Err(error) => {
                let left_out = self.description.report.as_ref().and_then(|report| report.left_out.in_short());
                let why = left_out.map(|why| format!("; {why}")).unwrap_or_default();
                return Err(Refusal::new(format!("{}{why}", Refusal::from(error))));
            }
        };
        self.phase = Phase::Compressing(Box::new(In::Line(data)));
        Ok(())
    }

    /// Makes the points the data.
    fn compressed(&mut self) -> Result<(), Refusal> {
        let empty = Phase::Ordering(DatasetBuilder::default());
        let Phase::Compressing(data) = std::mem::replace(&mut self.phase, empty) else { return Ok(()) };
        let Description { name, units, report, drawn, .. } = self.description.clone();
        let family = self.scenario.em.family;
        match *data {
            In::Line(data) => {
                let (data, [unit, _]) = (Arc::new(data), units);
                let truth = drawn.then(|| self.scenario.truth.clone());
                self.found::<Line>(LoadedData { data, name, units: unit, truth, family, report })
            }
            In::Plane(cloud) => {
                let data = Arc::new(cloud);
                let plane = self.scenario.plane.as_ref().filter(|_| drawn);
                let truth = plane.map(|plane| plane.truth.clone());
                self.found::<Plane>(LoadedData { data, name, units, truth, family, report })
            }
        }
    }

    fn drawn_in_plane(&mut self) -> Result<(), Refusal> {
        let empty = Phase::Ordering(DatasetBuilder::default());
        match std::mem::replace(&mut self.phase, empty) {
            Phase::DrawingInPlane(sampling) => self.measured(sampling.finish()),
            _ => Ok(()),
        }
    }

    /// Takes points of the plane, which are compressed next.
    fn measured(&mut self, cloud: Result<Cloud, CloudError>) -> Result<(), Refusal> {
        match cloud {
            Ok(cloud) => self.phase = Phase::Compressing(Box::new(In::Plane(cloud))),
            Err(error) => self.without_data(error.into())?,
        }
        Ok(())
    }

    fn found<S: Space>(&mut self, loaded: LoadedData<S>) -> Result<(), Refusal> {
        if self.description.is_own {
            S::put_into_link(&mut self.scenario, &loaded.data);
            S::keep_own(&mut self.own, loaded.clone());
        }
        self.begin_fit(loaded)
    }

    fn begin_fit<S: Space>(&mut self, loaded: LoadedData<S>) -> Result<(), Refusal> {
        if self.start_may_change && S::is_far(&self.scenario, &loaded.data) {
            self.scenario.set_start(self.last_named);
            let start = self.last_named.word();
            self.notices.push(format!(
                "The start went back to {start}: the means set by hand lie far from the new data."
            ));
        }
        let em = match S::start(&self.scenario, &loaded.data) {
            Err(refusal) if self.lenient => {
                self.notices.push(refusal.to_string());
                // Every data set has two different values, and Gaussians take them all.
                let before = self.scenario.clone();
                self.scenario.em.family = Family::default();
                self.scenario.follow(&before);
                self.scenario.k = Scenario::default().k;
                self.scenario.set_start(NamedStart::default());
                S::start(&self.scenario, &loaded.data)?
            }
            begun => begun?,
        };
        // Own data may have been given under another family.
        let loaded = LoadedData { family: self.scenario.em.family, ..loaded };
        self.phase = Phase::Stepping(Box::new(Fit::begun(loaded, em).either()));
        Ok(())
    }

    /// The finished state.
    pub(crate) fn into_session(self) -> Result<AnySession, Refusal> {
        let Self { scenario, own, last_named, notices, phase: Phase::Stepping(fit), .. } = self else {
            return Err(Refusal::new("the data are not loaded yet: advance until done, then commit"));
        };
        Ok(match *fit {
            In::Line(fit) => In::Line(fit.into_session(scenario, own, last_named, notices)),
            In::Plane(fit) => In::Plane(fit.into_session(scenario, own, last_named, notices)),
        })
    }
}

/// The named start that EM begins with; none where it begins with components by hand.
fn named(scenario: &Scenario) -> Option<NamedStart> {
    match scenario.start {
        Start::Named(named) if scenario.by_hand().is_none() => Some(named),
        _ => None,
    }
}
