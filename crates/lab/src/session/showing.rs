//! The display: names of the scenario that change no number, and the curves that were placed by hand.

use super::{Effect, Session, Space, effect, in_the_form};
use crate::refusal::Refusal;
use crate::scenario::Scenario;
use std::sync::Arc;

impl<S: Space> Session<S> {
    /// Sets a name that changes only the display, at once; a long change that is under way keeps it.
    pub fn display(&mut self, name: &str, value: &str) -> Result<(), Refusal> {
        let next = self.scenario.set(name, value).map_err(in_the_form)?;
        if effect(name) != Effect::Display {
            return Err(Refusal::new(format!(
                "{name} changes more than what is shown: begin a change of it"
            )));
        }
        self.scenario = next;
        Ok(())
    }

    /// The curves last placed by hand, if EM has moved them since.
    pub fn guess(&self) -> Option<&S::Mixture> {
        self.guess.as_ref().filter(|guess| **guess != self.em.present().mixture)
    }

    /// Forgets the curves placed by hand; those of EM stay.
    pub fn clear_guess(&mut self) {
        self.guess = None;
    }

    /// After a change: keeps the display, and the curves placed by hand if the data are the same.
    pub(super) fn keep_from(&mut self, before: Self, keeps_shown: bool) {
        if Arc::ptr_eq(&before.loaded.data, &self.loaded.data) {
            self.guess = before.guess;
        }
        if keeps_shown {
            self.keep_shown(&before.scenario);
        }
    }

    /// Keeps the display of a scenario.
    pub(super) fn keep_shown(&mut self, before: &Scenario) {
        for name in Scenario::NAMES.into_iter().filter(|name| effect(name) == Effect::Display) {
            let shown = before.value(name).and_then(|value| self.scenario.set(name, &value).ok());
            self.scenario = shown.unwrap_or_else(|| self.scenario.clone());
        }
    }
}
