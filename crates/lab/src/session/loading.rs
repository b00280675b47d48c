//! Long work beside the state: drawing or ordering points, replaying half-steps, converging.

mod changing;
mod pieces;

pub use changing::{Effect, effect};
pub(super) use pieces::Pieces;

use super::{Before, Session, Sourced, begin, unit_of};
use crate::dataset::{DataError, Dataset, DatasetBuilder};
use crate::em::Em;
use crate::figures::thousands;
use crate::presets::preset;
use crate::refusal::Refusal;
use crate::scenario::{MAX_VALUES_TEXT, Problem, Scenario, Source, Word};
use crate::start::{NamedStart, Start};
use crate::table::Report;
use crate::truth::Sampling;
use std::sync::Arc;

/// A state in the making. [`Loading::advance`] until it says true, then commit it.
#[derive(Debug)]
pub struct Loading {
    scenario: Scenario,
    own: Option<Sourced>,
    last_named: NamedStart,
    notices: Vec<String>,
    /// Whether what is wrong becomes a notice and takes its default.
    lenient: bool,
    /// Whether a start by hand gives way where the new data lie elsewhere: a link says both
    /// data and start, but who changes the data under a start speaks of the data alone.
    gives_way: bool,
    /// What the data will be called, before they are there.
    label: Label,
    /// The undo that lives on, where nothing but the looks or the stop changes.
    kept: Option<Option<Box<Before>>>,
    phase: Phase,
}

#[derive(Clone, Debug, Default)]
struct Label {
    name: String,
    unit: String,
    truth: Option<Vec<crate::truth::Process>>,
    is_own: bool,
    report: Option<Arc<Report>>,
}

#[derive(Debug)]
enum Phase {
    Drawing(Sampling),
    /// Own data on their way in, and how much of them has come, 0 to 1.
    Reading(Box<Pieces>, f64),
    Ordering(DatasetBuilder),
    Compressing(Box<Dataset>),
    Stepping(Box<(Sourced, Em)>),
}

impl Loading {
    /// Strictly: whatever is wrong refuses the whole.
    pub(super) fn open(scenario: Scenario, own: Option<Sourced>) -> Result<Self, Refusal> {
        Self::begin(scenario, own, false, Vec::new())
    }

    /// Leniently: whatever is wrong becomes a notice and takes its default.
    pub(super) fn open_leniently(
        scenario: Scenario,
        problems: Vec<Problem>,
        own: Option<Sourced>,
    ) -> Result<Self, Refusal> {
        Self::begin(scenario, own, true, problems.iter().map(Problem::to_string).collect())
    }

    fn begin(
        scenario: Scenario,
        own: Option<Sourced>,
        lenient: bool,
        notices: Vec<String>,
    ) -> Result<Self, Refusal> {
        let mut loading = Self::of(scenario, own, lenient, notices);
        loading.seek_data()?;
        Ok(loading)
    }

    fn of(scenario: Scenario, own: Option<Sourced>, lenient: bool, notices: Vec<String>) -> Self {
        let phase = Phase::Ordering(DatasetBuilder::default());
        let last_named = named(&scenario.start).unwrap_or_default();
        let label = Label::default();
        Self { scenario, own, last_named, notices, lenient, gives_way: false, label, kept: None, phase }
    }

    /// Finds where the scenario's data come from.
    fn seek_data(&mut self) -> Result<(), Refusal> {
        let source = self.scenario.data;
        self.phase = if let Some(preset) = preset(source) {
            self.label = Label { name: preset.name.into(), unit: preset.unit.into(), ..Label::default() };
            Phase::Ordering(preset.gather()?)
        } else if let (Source::Own, Some(values)) = (source, &self.scenario.values) {
            self.label =
                Label { name: "own data".into(), unit: unit_of(None), is_own: true, ..Label::default() };
            let mut gathering = DatasetBuilder::default();
            gathering.add(values.clone())?;
            Phase::Ordering(gathering)
        } else if let (Source::Own, Some(own)) = (source, self.own.clone()) {
            self.scenario.values = carried(&own);
            return self.begin_fit(own);
        } else {
            if source == Source::Own {
                self.notices.push(
                    "This link does not carry your data: give them again under Data. Meanwhile simulated points are shown."
                        .into(),
                );
            }
            let processes = self.scenario.truth.clone();
            let n = processes.iter().map(|p| p.count as usize).sum();
            self.label = Label {
                name: format!("{} simulated points", thousands(n)),
                unit: unit_of(None),
                truth: Some(processes),
                ..Label::default()
            };
            Phase::Drawing(Sampling::new(&self.scenario.truth, self.scenario.seed)?)
        };
        Ok(())
    }

    /// Does one slice of the work; true when all is done.
    pub fn advance(&mut self) -> Result<bool, Refusal> {
        match &mut self.phase {
            Phase::Drawing(sampling) => {
                match sampling.draw() {
                    Ok(true) => self.phase = Phase::Ordering(std::mem::take(sampling.gathering())),
                    Ok(false) => {}
                    Err(error) if self.lenient => self.give_up_data(error)?,
                    Err(error) => return Err(error.into()),
                }
                Ok(false)
            }
            Phase::Reading(..) => Err(Refusal::new("the data have not come in whole: feed them first")),
            Phase::Ordering(gathering) => {
                if gathering.advance() {
                    self.order_found()?;
                }
                Ok(false)
            }
            Phase::Compressing(data) => {
                if data.compress() {
                    self.data_found()?;
                }
                Ok(false)
            }
            Phase::Stepping(state) if self.kept.is_none() && state.1.position() < self.scenario.step => {
                state.1.half_step()?;
                Ok(false)
            }
            Phase::Stepping(_) => Ok(true),
        }
    }

    /// How much of the work is done, 0 to 1.
    pub fn progress(&self) -> f64 {
        let n: u32 = self.scenario.truth.iter().map(|p| p.count).sum();
        match &self.phase {
            Phase::Drawing(sampling) => 0.4 * sampling.drawn() as f64 / f64::from(n),
            Phase::Reading(_, come) => 0.4 * come,
            Phase::Ordering(gathering) => 0.4 + 0.4 * gathering.progress(),
            Phase::Compressing(_) => 0.8,
            Phase::Stepping(state) => {
                0.9 + 0.1 * state.1.position() as f64 / (self.scenario.step as f64).max(1.0)
            }
        }
    }

    fn order_found(&mut self) -> Result<(), Refusal> {
        let Phase::Ordering(gathering) = &mut self.phase else { return Ok(()) };
        let data = match std::mem::take(gathering).finish() {
            Ok(data) => data,
            Err(error) if self.lenient => return self.give_up_data(error),
            Err(error) => {
                let left_out = self.label.report.as_ref().and_then(|report| report.left_out.in_short());
                let why = left_out.map(|why| format!("; {why}")).unwrap_or_default();
                return Err(Refusal::new(format!("{}{why}", Refusal::from(error))));
            }
        };
        self.phase = Phase::Compressing(Box::new(data));
        Ok(())
    }

    fn data_found(&mut self) -> Result<(), Refusal> {
        let empty = Phase::Ordering(DatasetBuilder::default());
        let Phase::Compressing(data) = std::mem::replace(&mut self.phase, empty) else { return Ok(()) };
        let data = Arc::from(data);
        let Label { name, unit, truth, is_own, report } = self.label.clone();
        let sourced = Sourced { data, name, unit, truth, report };
        if is_own {
            self.scenario.values = carried(&sourced);
            self.own = Some(sourced.clone());
        }
        self.begin_fit(sourced)
    }

    /// A link whose data cannot be used: say so, and show the default ones.
    fn give_up_data(&mut self, why: DataError) -> Result<(), Refusal> {
        let why = Refusal::from(why);
        let (name, instead) = match self.label.is_own {
            true => ("values", "Simulated points"),
            false => ("truth", "The usual processes' points"),
        };
        self.notices.push(format!("{name}: {why}. {instead} are shown instead."));
        self.scenario.values = None;
        self.scenario.truth = Scenario::default().truth;
        if self.label.is_own {
            self.scenario.data = Source::Simulated;
        }
        self.seek_data()
    }

    fn begin_fit(&mut self, sourced: Sourced) -> Result<(), Refusal> {
        if self.gives_way && stands_elsewhere(&self.scenario.start, &sourced.data) {
            self.scenario.start = Start::Named(self.last_named);
            let start = self.last_named.word();
            self.notices.push(format!(
                "The start went back to {start}: the means set by hand lie far from the new data."
            ));
        }
        let em = match begin(&self.scenario, &sourced.data) {
            Err(refusal) if self.lenient => {
                self.notices.push(refusal.to_string());
                let Scenario { k, start, .. } = Scenario::default(); // 2, as many as any data set has
                (self.scenario.k, self.scenario.start) = (k, start);
                begin(&self.scenario, &sourced.data)?
            }
            begun => begun?,
        };
        self.phase = Phase::Stepping(Box::new((sourced, em)));
        Ok(())
    }

    /// The state that was made.
    pub(super) fn into_session(self) -> Result<Session, Refusal> {
        let Phase::Stepping(state) = self.phase else {
            return Err(Refusal::new("the data are not loaded yet: advance until done, then commit"));
        };
        let (sourced, em) = *state;
        Ok(Session {
            scenario: self.scenario,
            sourced,
            own: self.own,
            em,
            last_named: self.last_named,
            before: self.kept.flatten(),
            notices: self.notices,
        })
    }
}

/// Whether a mean set by hand lies further outside the data than they are wide.
fn stands_elsewhere(start: &Start, data: &Dataset) -> bool {
    let Start::ByHand(components) = start else { return false };
    let (least, largest) = data.range();
    let wide = largest - least;
    components.iter().any(|component| !(least - wide..=largest + wide).contains(&component.mean))
}

fn named(start: &Start) -> Option<NamedStart> {
    match start {
        Start::Named(named) => Some(*named),
        Start::ByHand(_) => None,
    }
}

/// The values that a link carries: all of them, or none. Labels are never carried, and a
/// value takes two characters at least.
fn carried(own: &Sourced) -> Option<Vec<f64>> {
    let values = own.data.values();
    if values.len() > MAX_VALUES_TEXT / 2 + 1 {
        return None;
    }
    let scenario = Scenario { data: Source::Own, values: Some(values.to_vec()), ..Scenario::default() };
    scenario.carries_data().then_some(values.to_vec())
}
