//! One name of a scenario changed: what of the state begins anew, and what lives on.

use super::{Label, Loading, Phase, named};
use crate::refusal::Refusal;
use crate::scenario::Scenario;
use crate::session::{Session, begin};

/// What changing a name changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The points: position 0, new history.
    Data,
    /// The fit: position 0, new history, the same points.
    Fit,
    /// When a run stops.
    Stop,
    /// What is seen.
    Display,
}

impl Effect {
    /// Whether EM begins anew, at position 0.
    pub fn restarts(self) -> bool {
        matches!(self, Self::Data | Self::Fit)
    }

    /// Whether a run pauses: where EM begins anew there is nothing to go on with.
    pub fn pauses(self) -> bool {
        self.restarts()
    }

    /// Whether a number of the snapshot may change, and not only what is seen of it.
    pub fn changes_numbers(self) -> bool {
        self != Self::Display
    }
}

/// What changing this name of a scenario changes.
pub fn effect(name: &str) -> Effect {
    match name {
        "data" | "truth" | "values" | "seed" => Effect::Data,
        "tol" | "max" => Effect::Stop,
        "bins" | "reveal" | "speed" | "theme" | "hide" | "lock" => Effect::Display,
        _ => Effect::Fit,
    }
}

impl Loading {
    /// One name of `session`'s scenario changed, so that it reads `next`.
    pub(in crate::session) fn change(
        session: &Session,
        name: &str,
        next: Scenario,
        notices: Vec<String>,
    ) -> Result<Self, Refusal> {
        let mut scenario = next;
        let kept = || Some(session.before.clone());
        let (em, kept) = match effect(name) {
            Effect::Data => {
                scenario.step = 0;
                let mut loading = Self::of(scenario, session.own.clone(), false, notices);
                (loading.last_named, loading.gives_way) = (session.last_named, true);
                loading.seek_data()?;
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
            Effect::Display => (session.em.clone(), kept()),
        };
        Ok(Self {
            last_named: named(&scenario.start).unwrap_or(session.last_named),
            own: session.own.clone(),
            scenario,
            notices,
            lenient: false,
            gives_way: false,
            label: Label::default(),
            kept,
            phase: Phase::Stepping(Box::new((session.sourced.clone(), em))),
        })
    }
}
