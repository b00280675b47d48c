//! Data with EM on them, while a state is being made.

use crate::em::Em;
use crate::refusal::Refusal;
use crate::scenario::Scenario;
use crate::session::touching::Undo;
use crate::session::{In, Line, LoadedData, Own, Plane, Session, Space};
use crate::start::NamedStart;

/// Data with EM on them, which is on its way to the half-step that a scenario asks for.
#[derive(Debug)]
pub struct Fit<S: Space> {
    loaded: LoadedData<S>,
    pub(super) em: Em<S>,
    undo: Option<Box<Undo<S>>>,
    /// Whether EM is the present one, and stays where it is.
    continues: bool,
}

impl<S: Space> Fit<S> {
    /// EM that begins.
    pub(super) fn begun(loaded: LoadedData<S>, em: Em<S>) -> Self {
        Self { loaded, em, undo: None, continues: false }
    }

    /// The present EM of a session, as it is.
    pub(super) fn continuing(session: &Session<S>, em: Em<S>) -> Self {
        Self { loaded: session.loaded.clone(), em, undo: session.undo.clone(), continues: true }
    }

    /// As one of either kind.
    pub(super) fn either(self) -> In<Fit<Line>, Fit<Plane>> {
        S::fit(self)
    }

    /// Takes one half-step more; true where EM is where it should be.
    pub(super) fn advance(&mut self, step: usize) -> Result<bool, Refusal> {
        if self.continues || self.em.position() >= step {
            return Ok(true);
        }
        self.em.half_step()?;
        Ok(false)
    }

    /// The session of a scenario with this fit.
    pub(super) fn into_session(
        self,
        scenario: Scenario,
        own: Own,
        last_named: NamedStart,
        notices: Vec<String>,
    ) -> Session<S> {
        let Self { loaded, em, undo, .. } = self;
        Session { scenario, loaded, own, em, last_named, undo, guess: None, notices }
    }
}
