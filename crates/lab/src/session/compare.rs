//! Comparisons of fits: for each k, from many starts, soft and hard, labels guessed and true.

use super::{Session, begin};
use crate::compare_k::CompareK;
use crate::em::{Assignment, Settings};
use crate::refusal::Refusal;
use crate::restarts::Restarts;
use crate::scenario::Scenario;

/// A point whose group is known, with the responsibilities of the present mixture.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelledPoint {
    /// Its value.
    pub x: f64,
    /// The group that it truly came from.
    pub group: usize,
    /// The component that is most responsible for it.
    pub component: usize,
    /// The responsibility of each component.
    pub responsibilities: Vec<f64>,
}

impl Session {
    /// Begins to find the best fit for each k up to `max`, from starts of the last named kind.
    pub fn compare_k(&self, max: usize) -> Result<CompareK, Refusal> {
        let start = (self.last_named, self.scenario.start_seed);
        Ok(CompareK::new(&self.loaded.data, max, start, self.scenario.em)?)
    }

    /// Begins to run EM from `count` starts of the last named kind.
    pub fn restarts(&self, count: usize) -> Result<Restarts, Refusal> {
        let start = (self.last_named, self.scenario.start_seed);
        Ok(Restarts::new(&self.loaded.data, self.scenario.k, start, count, self.scenario.em)?)
    }

    /// The same data and start under the other assignment, soft or hard, at the same position.
    pub fn twin(&self) -> Result<Session, Refusal> {
        let assignment = match self.scenario.em.assignment {
            Assignment::Soft => Assignment::Hard,
            Assignment::Hard => Assignment::Soft,
        };
        let em = Settings { assignment, ..self.scenario.em };
        let scenario = Scenario { em, step: 0, ..self.scenario.clone() };
        let mut twin = Session {
            em: begin(&scenario, &self.loaded.data)?,
            scenario,
            undo: None,
            guess: None,
            ..self.clone()
        };
        twin.follow(self.em.position())?;
        Ok(twin)
    }

    /// Goes to a half-step, taking those before it that have not been taken.
    pub fn follow(&mut self, position: usize) -> Result<(), Refusal> {
        self.em.seek(position.min(self.em.last()))?;
        while self.em.position() < position {
            self.em.half_step()?;
        }
        Ok(())
    }

    /// The first and the last hundred points in the order of the data, if their groups are known.
    pub fn strips(&self) -> Option<[Vec<LabelledPoint>; 2]> {
        let ends = self.loaded.data.labels()?.ends();
        let mixture = &self.em.present().mixture;
        let cell = |&(x, group): &(f64, u8)| LabelledPoint {
            x,
            group: usize::from(group),
            component: mixture.most_responsible(x),
            responsibilities: mixture.responsibilities(x),
        };
        Some([&ends.first, &ends.last].map(|points| points.iter().map(cell).collect()))
    }
}
