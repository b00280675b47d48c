//! A change of one name of the scenario: which parts of the state are made again, and which stay.

use super::{Description, Fit, Loading, Phase, named};
use crate::refusal::Refusal;
use crate::scenario::Scenario;
use crate::session::{Session, Space};

/// What a change of a name affects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The points: position 0, new history.
    Data,
    /// The fit: position 0, new history, the same points.
    Fit,
    /// When a run stops.
    Stop,
    /// What is shown.
    Display,
}

impl Effect {
    /// Whether a run pauses, since EM begins again, at position 0.
    pub fn pauses(self) -> bool {
        matches!(self, Self::Data | Self::Fit)
    }

    /// Whether a number of the snapshot may change, and not only what is shown.
    pub fn changes_numbers(self) -> bool {
        self != Self::Display
    }
}

/// What a change of this name of the scenario affects.
pub fn effect(name: &str) -> Effect {
    match name {
        "data" | "dim" | "family" | "trials" | "truth" | "values" | "seed" => Effect::Data,
        "tol" | "max" => Effect::Stop,
        "bins" | "reveal" | "speed" | "glide" | "theme" | "view" | "tab" | "mass" | "predict" | "title"
        | "task" | "hide" | "lock" => Effect::Display,
        _ => Effect::Fit,
    }
}

impl Loading {
    /// Begins to change one name of `session`'s scenario, which becomes `next`.
    pub(in crate::session) fn change<S: Space>(
        session: &Session<S>,
        name: &str,
        next: Scenario,
        notices: Vec<String>,
    ) -> Result<Self, Refusal> {
        let mut scenario = next;
        let fit = match effect(name) {
            Effect::Data => {
                scenario.step = 0;
                let last_named = named(&scenario).unwrap_or(session.last_named);
                let mut loading = Self::of(scenario, session.own.clone(), false, notices);
                (loading.last_named, loading.start_may_change) = (last_named, true);
                loading.keeps_shown = true;
                loading.load_data()?;
                return Ok(loading);
            }
            Effect::Fit => {
                scenario.step = if name == "step" { scenario.step } else { 0 };
                Fit::begun(session.loaded.clone(), S::start(&scenario, &session.loaded.data)?)
            }
            Effect::Stop => {
                let mut em = session.em.clone();
                em.set_stop(scenario.em.tol, scenario.em.max);
                Fit::continuing(session, em)
            }
            Effect::Display => Fit::continuing(session, session.em.clone()),
        };
        Ok(Self {
            last_named: named(&scenario).unwrap_or(session.last_named),
            own: session.own.clone(),
            scenario,
            notices,
            lenient: false,
            start_may_change: false,
            keeps_shown: effect(name) != Effect::Display,
            description: Description::default(),
            phase: Phase::Stepping(Box::new(fit.either())),
        })
    }
}
