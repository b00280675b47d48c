//! What is of one dimension or of two.

use super::{Line, Loading, Plane, Session};
use crate::refusal::Refusal;
use crate::scenario::Scenario;

/// One of two kinds, by where the points are.
#[derive(Clone, Debug)]
pub enum In<L, P> {
    /// On a line.
    Line(L),
    /// In the plane.
    Plane(P),
}

const NOT_IN_THE_PLANE: &str =
    "Points in the plane do not have this: choose data with one number for each point";
const NOT_ON_A_LINE: &str = "Only points in the plane have this: choose data with two numbers for each point";

impl<L, P> In<L, P> {
    /// What each kind gives.
    pub fn map<A, B>(self, line: impl FnOnce(L) -> A, plane: impl FnOnce(P) -> B) -> In<A, B> {
        match self {
            Self::Line(one) => In::Line(line(one)),
            Self::Plane(one) => In::Plane(plane(one)),
        }
    }

    /// The same by reference.
    pub fn as_ref(&self) -> In<&L, &P> {
        match self {
            Self::Line(one) => In::Line(one),
            Self::Plane(one) => In::Plane(one),
        }
    }

    /// That of a line, or a refusal of what only a line has.
    pub fn line(&self) -> Result<&L, Refusal> {
        match self {
            Self::Line(one) => Ok(one),
            Self::Plane(_) => Err(Refusal::new(NOT_IN_THE_PLANE)),
        }
    }

    /// That of the plane, to be changed.
    pub fn plane_mut(&mut self) -> Result<&mut P, Refusal> {
        match self {
            Self::Plane(one) => Ok(one),
            Self::Line(_) => Err(Refusal::new(NOT_ON_A_LINE)),
        }
    }

    /// That of the plane, or a refusal of what only the plane has.
    pub fn plane(&self) -> Result<&P, Refusal> {
        match self {
            Self::Plane(one) => Ok(one),
            Self::Line(_) => Err(Refusal::new(NOT_ON_A_LINE)),
        }
    }
}

/// A session of either kind.
pub type AnySession = In<Session<Line>, Session<Plane>>;

/// The same expression for either kind.
#[macro_export]
macro_rules! either {
    ($one:expr, $name:ident => $value:expr) => {
        match $one {
            $crate::session::In::Line($name) => $value,
            $crate::session::In::Plane($name) => $value,
        }
    };
}

impl AnySession {
    /// A session on the default scenario: the worked example.
    pub fn new() -> Result<Self, Refusal> {
        Ok(Self::Line(Session::new()?))
    }

    /// Makes a finished loading the state.
    pub fn commit(&mut self, loading: Loading) -> Result<(), Refusal> {
        let keeps_shown = loading.keeps_shown;
        let next = loading.into_session()?;
        match (std::mem::replace(self, next), self) {
            (Self::Line(before), Self::Line(now)) => now.keep_from(before, keeps_shown),
            (Self::Plane(before), Self::Plane(now)) => now.keep_from(before, keeps_shown),
            (before, now) if keeps_shown => either!(now, now => now.keep_shown(&before.scenario())),
            _ => {}
        }
        Ok(())
    }

    /// The present scenario, position included.
    pub fn scenario(&self) -> Scenario {
        either!(self, session => session.scenario())
    }
}
