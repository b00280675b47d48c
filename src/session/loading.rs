//! Long work beside the state: drawing or ordering points, replaying half-steps, converging.

use super::{Bars, Before, Session, Sourced, begin, unit_of};
use crate::dataset::{Dataset, Gathering};
use crate::em::Em;
use crate::figures::thousands;
use crate::presets::preset;
use crate::refusal::Refusal;
use crate::scenario::{MAX_VALUES_TEXT, Problem, Scenario, Source};
use crate::start::{NamedStart, Start};
use crate::truth::Sampling;
use std::rc::Rc;

/// A state in the making. [`Loading::advance`] until it says true, then commit it.
#[derive(Debug)]
pub struct Loading {
    scenario: Scenario,
    own: Option<Sourced>,
    last_named: NamedStart,
    notices: Vec<String>,
    /// Whether what is wrong becomes a notice and takes its default.
    lenient: bool,
    /// What the data will be called, before they are there.
    label: Label,
    /// The undo and the bars that live on, where nothing but the looks or the stop changes.
    kept: Option<(Option<Box<Before>>, Bars)>,
    stage: Stage,
}

#[derive(Clone, Debug, Default)]
struct Label {
    name: String,
    unit: String,
    truth: Option<Vec<crate::truth::Process>>,
    is_own: bool,
}

#[derive(Debug)]
enum Stage {
    Drawing(Sampling),
    Ordering(Gathering),
    Compressing(Box<Dataset>),
    Stepping(Box<(Sourced, Em)>),
}

/// What changing a name changes.
enum Effect {
    /// The points: position 0, new history.
    Data,
    /// The fit: position 0, new history, the same points.
    Fit,
    /// When a run stops.
    Stop,
    /// What is seen.
    Look,
}

fn effect(name: &str) -> Effect {
    match name {
        "data" | "truth" | "values" | "seed" => Effect::Data,
        "tol" | "max" => Effect::Stop,
        "bins" | "reveal" | "speed" | "theme" | "hide" => Effect::Look,
        _ => Effect::Fit,
    }
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
        let stage = Stage::Ordering(Gathering::default());
        let last_named = named(&scenario.start).unwrap_or_default();
        let label = Label::default();
        let mut loading = Self { scenario, own, last_named, notices, lenient, label, kept: None, stage };
        loading.seek_data()?;
        Ok(loading)
    }

    /// One name of `session`'s scenario changed, so that it reads `next`.
    pub(super) fn change(
        session: &Session,
        name: &str,
        next: Scenario,
        notices: Vec<String>,
    ) -> Result<Self, Refusal> {
        let mut scenario = next;
        let kept = || Some((session.before.clone(), session.bars.clone()));
        let (em, kept) = match effect(name) {
            Effect::Data => {
                scenario.step = 0;
                let mut loading = Self::begin(scenario, session.own.clone(), false, notices)?;
                loading.last_named = session.last_named;
                return Ok(loading);
            }
            Effect::Fit => {
                scenario.step = if name == "step" { scenario.step } else { 0 };
                (begin(&scenario, &session.sourced.data)?, None)
            }
            Effect::Stop => {
                let mut em = session.em.clone();
                em.set_stop(scenario.em.tol, scenario.em.max);
                (em, kept())
            }
            Effect::Look => (session.em.clone(), kept()),
        };
        Ok(Self {
            last_named: named(&scenario.start).unwrap_or(session.last_named),
            own: session.own.clone(),
            scenario,
            notices,
            lenient: false,
            label: Label::default(),
            kept,
            stage: Stage::Stepping(Box::new((session.sourced.clone(), em))),
        })
    }

    /// Own data, under the settings of `session`.
    pub(super) fn own(
        session: &Session,
        gathering: Gathering,
        name: &str,
        column: Option<&str>,
    ) -> Result<Self, Refusal> {
        let scenario = Scenario { data: Source::Own, values: None, step: 0, ..session.scenario() };
        let label = Label {
            name: if name.is_empty() { "own data".into() } else { name.into() },
            unit: unit_of(column),
            truth: None,
            is_own: true,
        };
        Ok(Self {
            scenario,
            own: None,
            last_named: session.last_named,
            notices: Vec::new(),
            lenient: false,
            label,
            kept: None,
            stage: Stage::Ordering(gathering),
        })
    }

    /// Finds where the scenario's data come from.
    fn seek_data(&mut self) -> Result<(), Refusal> {
        let source = self.scenario.data;
        self.stage = if let Some(preset) = preset(source) {
            self.label = Label { name: preset.name.into(), unit: preset.unit.into(), ..Label::default() };
            Stage::Ordering(preset.gather()?)
        } else if let (Source::Own, Some(values)) = (source, &self.scenario.values) {
            self.label = Label { name: "own data".into(), unit: unit_of(None), is_own: true, truth: None };
            let mut gathering = Gathering::default();
            gathering.add(values.clone())?;
            Stage::Ordering(gathering)
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
                is_own: false,
                truth: Some(processes),
            };
            Stage::Drawing(Sampling::new(&self.scenario.truth, self.scenario.seed)?)
        };
        Ok(())
    }

    /// Does one slice of the work; true when all is done.
    pub fn advance(&mut self) -> Result<bool, Refusal> {
        match &mut self.stage {
            Stage::Drawing(sampling) => {
                if sampling.draw()? {
                    let gathering = std::mem::take(sampling.gathering());
                    self.stage = Stage::Ordering(gathering);
                }
                Ok(false)
            }
            Stage::Ordering(gathering) => {
                if gathering.merge() {
                    self.order_found()?;
                }
                Ok(false)
            }
            Stage::Compressing(data) => {
                if data.compress() {
                    self.data_found()?;
                }
                Ok(false)
            }
            Stage::Stepping(state) if self.kept.is_none() && state.1.position() < self.scenario.step => {
                state.1.half_step()?;
                Ok(false)
            }
            Stage::Stepping(_) => Ok(true),
        }
    }

    /// How much of the work is done, 0 to 1.
    pub fn progress(&self) -> f64 {
        let n: u32 = self.scenario.truth.iter().map(|p| p.count).sum();
        match &self.stage {
            Stage::Drawing(sampling) => 0.4 * sampling.drawn() as f64 / f64::from(n),
            Stage::Ordering(gathering) => {
                0.4 + 0.4 * gathering.merged() as f64 / (gathering.taken() as f64).max(1.0)
            }
            Stage::Compressing(_) => 0.8,
            Stage::Stepping(state) => {
                0.9 + 0.1 * state.1.position() as f64 / (self.scenario.step as f64).max(1.0)
            }
        }
    }

    fn order_found(&mut self) -> Result<(), Refusal> {
        let Stage::Ordering(gathering) = &mut self.stage else { return Ok(()) };
        let data = match std::mem::take(gathering).finish() {
            Ok(data) => data,
            Err(error) if self.lenient => return self.give_up_data(&error.to_string()),
            Err(error) => return Err(error.into()),
        };
        self.stage = Stage::Compressing(Box::new(data));
        Ok(())
    }

    fn data_found(&mut self) -> Result<(), Refusal> {
        let empty = Stage::Ordering(Gathering::default());
        let Stage::Compressing(data) = std::mem::replace(&mut self.stage, empty) else { return Ok(()) };
        let data = Rc::from(data);
        let Label { name, unit, truth, is_own } = self.label.clone();
        let sourced = Sourced { data, name, unit, truth };
        if is_own {
            self.scenario.values = carried(&sourced);
            self.own = Some(sourced.clone());
        }
        self.begin_fit(sourced)
    }

    /// A link whose data cannot be used: say so, and show the default ones.
    fn give_up_data(&mut self, why: &str) -> Result<(), Refusal> {
        let name = if self.label.is_own { "values" } else { "truth" };
        self.notices.push(format!("{name}: {why}"));
        self.scenario.values = None;
        self.scenario.truth = Scenario::default().truth;
        if self.label.is_own {
            self.scenario.data = Source::Simulated;
        }
        self.seek_data()
    }

    fn begin_fit(&mut self, sourced: Sourced) -> Result<(), Refusal> {
        let em = match begin(&self.scenario, &sourced.data) {
            Err(refusal) if self.lenient => {
                self.notices.push(refusal.to_string());
                let Scenario { k, start, .. } = Scenario::default(); // 2, as many as any data set has
                (self.scenario.k, self.scenario.start) = (k, start);
                begin(&self.scenario, &sourced.data)?
            }
            begun => begun?,
        };
        self.stage = Stage::Stepping(Box::new((sourced, em)));
        Ok(())
    }

    /// The state that was made.
    pub(super) fn into_session(self) -> Result<Session, Refusal> {
        let Stage::Stepping(state) = self.stage else {
            return Err(Refusal::new("the data are not loaded yet: advance until done, then commit"));
        };
        let (sourced, em) = *state;
        let (before, bars) = self.kept.unwrap_or_default();
        Ok(Session {
            scenario: self.scenario,
            sourced,
            own: self.own,
            em,
            last_named: self.last_named,
            before,
            notices: self.notices,
            bars,
        })
    }
}

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
