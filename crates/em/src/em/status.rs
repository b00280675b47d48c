//! When to stop, and why, in a sentence.
//!
//! What a lesson teaches is data, not an error: not converging, collapsing onto a point
//! and losing every point are places that EM can come to, and each is said in words.

use super::{Assignment, Em, PriorKind, Settings};
use crate::figures::significant;
use crate::mixture::Component;

/// Where a run of EM stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// There is more to gain.
    Running,
    /// The last iteration raised the objective by less than `tol`.
    Converged,
    /// `max` iterations are done.
    MaxIterations,
    /// A component has lost all its points; the others go on.
    Empty,
}

impl Status {
    /// The status's name in the interface.
    pub fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Converged => "converged",
            Self::MaxIterations => "max-iterations",
            Self::Empty => "empty",
        }
    }

    /// Whether a run stops here.
    pub fn stops(self) -> bool {
        matches!(self, Self::Converged | Self::MaxIterations)
    }
}

impl Settings {
    /// Why EM stops after `iteration` iterations, the last of which gained `gain`, if it does.
    pub fn stop(&self, iteration: usize, gain: Option<f64>) -> Option<Status> {
        if self.tol > 0.0 && gain.is_some_and(|gain| gain < self.tol) {
            Some(Status::Converged)
        } else {
            (iteration >= self.max).then_some(Status::MaxIterations)
        }
    }
}

impl Em {
    /// By how much the last whole iteration raised the objective, in nats per point.
    pub fn last_gain(&self) -> Option<f64> {
        let i = self.iteration();
        Some(self.iterates[i].objective - self.iterates[i.checked_sub(1)?].objective)
    }

    /// Whether a run goes on from here. It is the last M step that decides.
    pub fn status(&self) -> Status {
        let stop = self.settings().stop(self.iteration(), self.last_gain());
        stop.unwrap_or(if self.empty().is_empty() { Status::Running } else { Status::Empty })
    }

    /// What EM climbs here, by its name.
    pub fn objective_name(&self) -> &'static str {
        match (self.settings().assignment, self.settings().prior) {
            (Assignment::Soft, PriorKind::None) => "log-likelihood",
            (Assignment::Soft, PriorKind::Conjugate) => "log posterior",
            (Assignment::Hard, PriorKind::None) => "classification likelihood",
            (Assignment::Hard, PriorKind::Conjugate) => "classification posterior",
        }
    }

    /// The status in a sentence or two that a learner understands.
    pub fn reason(&self) -> String {
        let name = self.objective_name();
        let (i, tol, max) = (self.iteration(), self.settings().tol, self.settings().max);
        let gain = self.last_gain();
        let mut sentences = vec![match (self.status(), gain) {
            (Status::Converged, _) => {
                format!(
                    "Converged: iteration {i} raised the {name} by less than {} per point.",
                    significant(tol, 1)
                )
            }
            (Status::MaxIterations, gain) => format!(
                "Stopped at the limit of {max} iterations{}; a larger limit lets it go on.",
                gain.map_or(String::new(), |g| format!(
                    ", though the last one still gained {g:.2e} per point"
                ))
            ),
            (_, None) => "The start: a first guess, which E and M will better.".to_string(),
            (_, Some(gain)) => {
                format!("Iteration {i} raised the {name} by {} per point.", significant(gain, 3))
            }
        }];
        if let Some(who) = letters(&self.empty()) {
            sentences.push(format!("{who} without points: it keeps its place, and the others go on."));
        }
        if let Some(who) = letters(&self.on_floor()) {
            sentences.push(format!(
                "{who} collapsed: the sd stands on the floor, without which the likelihood would grow without bound. Try another start, or the prior."
            ));
        }
        sentences.join(" ")
    }
}

/// "A is", "A and C are".
fn letters(components: &[usize]) -> Option<String> {
    let letters: Vec<String> = components.iter().map(|&k| Component::letter(k).to_string()).collect();
    match letters.as_slice() {
        [] => None,
        [one] => Some(format!("{one} is")),
        [most @ .., last] => Some(format!("{} and {last} are", most.join(", "))),
    }
}
