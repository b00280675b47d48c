//! Loading: makes a new state slice by slice, by drawing or reading points, sorting them, and replaying
//! half-steps. The present state does not change meanwhile.

mod changing;
mod input;

pub use changing::{Effect, effect};
pub(super) use input::Input;

use super::{LoadedData, Session, Undo, begin, unit_of};
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

/// A state that is being made: call [`Loading::advance`] until it returns true, then commit.
#[derive(Debug)]
pub struct Loading {
    scenario: Scenario,
    own: Option<LoadedData>,
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
    /// If only the display or the stop changes, so that EM continues: the undo, if there is one.
    undo_kept: Option<Option<Box<Undo>>>,
    phase: Phase,
}

#[derive(Clone, Debug, Default)]
struct Description {
    name: String,
    unit: String,
    truth: Option<Vec<crate::truth::Process>>,
    is_own: bool,
    report: Option<Arc<Report>>,
}

#[derive(Debug)]
enum Phase {
    Drawing(Sampling),
    /// Own data that are coming in, and how much of them has come, 0 to 1.
    Reading(Box<Input>, f64),
    Ordering(DatasetBuilder),
    Compressing(Box<Dataset>),
    Stepping(Box<(LoadedData, Em)>),
}

impl Loading {
    /// Strictly: whatever is wrong refuses the whole.
    pub(crate) fn open(scenario: Scenario, own: Option<LoadedData>) -> Result<Self, Refusal> {
        Self::begin(scenario, own, false, Vec::new())
    }

    /// Leniently: whatever is wrong becomes a notice and takes its default.
    pub(super) fn open_leniently(
        scenario: Scenario,
        problems: Vec<Problem>,
        own: Option<LoadedData>,
    ) -> Result<Self, Refusal> {
        Self::begin(scenario, own, true, problems.iter().map(Problem::to_string).collect())
    }

    fn begin(
        scenario: Scenario,
        own: Option<LoadedData>,
        lenient: bool,
        notices: Vec<String>,
    ) -> Result<Self, Refusal> {
        let mut loading = Self::of(scenario, own, lenient, notices);
        loading.load_data()?;
        Ok(loading)
    }

    fn of(scenario: Scenario, own: Option<LoadedData>, lenient: bool, notices: Vec<String>) -> Self {
        let phase = Phase::Ordering(DatasetBuilder::default());
        let last_named = named(&scenario.start).unwrap_or_default();
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
            undo_kept: None,
            phase,
        }
    }

    /// Begins to load the data of the scenario.
    fn load_data(&mut self) -> Result<(), Refusal> {
        let source = self.scenario.data;
        self.phase = if let Some(preset) = preset(source) {
            self.description =
                Description { name: preset.name.into(), unit: preset.unit.into(), ..Description::default() };
            Phase::Ordering(preset.load()?)
        } else if let (Source::Own, Some(values)) = (source, &self.scenario.values) {
            self.description = Description {
                name: "own data".into(),
                unit: unit_of(None),
                is_own: true,
                ..Description::default()
            };
            let mut builder = DatasetBuilder::default();
            builder.add(values.clone())?;
            Phase::Ordering(builder)
        } else if let (Source::Own, Some(own)) = (source, self.own.clone()) {
            self.scenario.values = values_for_link(&own);
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
            self.description = Description {
                name: format!("{} simulated points", thousands(n)),
                unit: unit_of(None),
                truth: Some(processes),
                ..Description::default()
            };
            Phase::Drawing(Sampling::new(self.scenario.em.family, &self.scenario.truth, self.scenario.seed)?)
        };
        Ok(())
    }

    /// Does one slice of the work; true when all is done.
    pub fn advance(&mut self) -> Result<bool, Refusal> {
        match &mut self.phase {
            Phase::Drawing(sampling) => {
                match sampling.draw() {
                    Ok(true) => self.phase = Phase::Ordering(std::mem::take(sampling.builder())),
                    Ok(false) => {}
                    Err(error) if self.lenient => self.use_default_data(error)?,
                    Err(error) => return Err(error.into()),
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
                if data.compress() {
                    self.data_found()?;
                }
                Ok(false)
            }
            Phase::Stepping(state) if self.undo_kept.is_none() && state.1.position() < self.scenario.step => {
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
            Phase::Reading(_, progress) => 0.4 * progress,
            Phase::Ordering(builder) => 0.4 + 0.4 * builder.progress(),
            Phase::Compressing(_) => 0.8,
            Phase::Stepping(state) => {
                0.9 + 0.1 * state.1.position() as f64 / (self.scenario.step as f64).max(1.0)
            }
        }
    }

    fn order_found(&mut self) -> Result<(), Refusal> {
        let Phase::Ordering(builder) = &mut self.phase else { return Ok(()) };
        let data = match std::mem::take(builder).finish() {
            Ok(data) => data,
            Err(error) if self.lenient => return self.use_default_data(error),
            Err(error) => {
                let left_out = self.description.report.as_ref().and_then(|report| report.left_out.in_short());
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
        let Description { name, unit, truth, is_own, report } = self.description.clone();
        let loaded = LoadedData { data, name, unit, truth, family: self.scenario.em.family, report };
        if is_own {
            self.scenario.values = values_for_link(&loaded);
            self.own = Some(loaded.clone());
        }
        self.begin_fit(loaded)
    }

    /// For a link whose data cannot be used: says so, and begins to load the default ones.
    fn use_default_data(&mut self, why: DataError) -> Result<(), Refusal> {
        let why = Refusal::from(why);
        let (name, instead) = match self.description.is_own {
            true => ("values", "Simulated points"),
            false => ("truth", "The usual processes' points"),
        };
        self.notices.push(format!("{name}: {why}. {instead} are shown instead."));
        self.scenario.values = None;
        self.scenario.truth = self.scenario.usual_here().truth;
        if self.description.is_own {
            self.scenario.data = Source::Simulated;
        }
        self.load_data()
    }

    fn begin_fit(&mut self, loaded: LoadedData) -> Result<(), Refusal> {
        if self.start_may_change && is_far_from(&self.scenario.start, &loaded.data) {
            self.scenario.start = Start::Named(self.last_named);
            let start = self.last_named.word();
            self.notices.push(format!(
                "The start went back to {start}: the means set by hand lie far from the new data."
            ));
        }
        let em = match begin(&self.scenario, &loaded.data) {
            Err(refusal) if self.lenient => {
                self.notices.push(refusal.to_string());
                // Every data set has two different values, and Gaussians take them all.
                let Scenario { k, start, em, .. } = Scenario::default();
                let before = self.scenario.clone();
                self.scenario.em.family = em.family;
                self.scenario.follow(&before);
                (self.scenario.k, self.scenario.start) = (k, start);
                begin(&self.scenario, &loaded.data)?
            }
            begun => begun?,
        };
        // Own data may have been given under another family.
        let loaded = LoadedData { family: self.scenario.em.family, ..loaded };
        self.phase = Phase::Stepping(Box::new((loaded, em)));
        Ok(())
    }

    /// The finished state.
    pub(crate) fn into_session(self) -> Result<Session, Refusal> {
        let Phase::Stepping(state) = self.phase else {
            return Err(Refusal::new("the data are not loaded yet: advance until done, then commit"));
        };
        let (loaded, em) = *state;
        Ok(Session {
            scenario: self.scenario,
            loaded,
            own: self.own,
            em,
            last_named: self.last_named,
            undo: self.undo_kept.flatten(),
            guess: None,
            notices: self.notices,
        })
    }
}

/// Whether a mean set by hand is outside the data by more than their range.
fn is_far_from(start: &Start, data: &Dataset) -> bool {
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

/// The values as a link carries them: all of them, or none. It never carries labels. A value takes
/// at least two characters.
fn values_for_link(own: &LoadedData) -> Option<Vec<f64>> {
    let values = own.data.values();
    if values.len() > MAX_VALUES_TEXT / 2 + 1 {
        return None;
    }
    let scenario = Scenario { data: Source::Own, values: Some(values.to_vec()), ..Scenario::default() };
    scenario.carries_data().then_some(values.to_vec())
}
