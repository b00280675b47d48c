//! Comparisons of fits: for each k, from many starts, EM beside k-means, labels guessed and true.

use super::{Session, begin};
use crate::compare_k::CompareK;
use crate::em::{Assignment, PriorKind, Settings, Vary};
use crate::family::Family;
use crate::mixture::Component;
use crate::refusal::Refusal;
use crate::restarts::Restarts;
use crate::scenario::Scenario;
use crate::start::Start;

/// Equal weights and sds may differ by so much, relative, after a link has rounded them.
const ROUNDING: f64 = 1e-9;

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

    /// EM itself on the same data from the same start: soft, and all parameters move.
    pub fn full_em(&self) -> Result<Session, Refusal> {
        let em = Settings { assignment: Assignment::Soft, vary: Vary::All, ..self.scenario.em };
        self.beside(self.scenario.start.clone(), em)
    }

    /// k-means on the same data from the means of the same start: hard, equal weights, one sd, and
    /// the means alone move.
    pub fn k_means(&self) -> Result<Session, Refusal> {
        let em = Settings {
            assignment: Assignment::Hard,
            vary: Vary::Means,
            prior: PriorKind::None,
            family: Family::default(),
            ..self.scenario.em
        };
        let start = self.em.at(0).mixture.components();
        let (weight, sd) = (1.0 / start.len() as f64, self.loaded.data.sd() / start.len() as f64);
        let component = |c: &Component| Component { weight, mean: c.mean, sd };
        self.beside(Start::ByHand(start.iter().map(component).collect()), em)
    }

    /// Another session on the same data, at its start.
    fn beside(&self, start: Start, em: Settings) -> Result<Session, Refusal> {
        let scenario = Scenario { start, em, step: 0, ..self.scenario.clone() };
        Ok(Session {
            em: begin(&scenario, &self.loaded.data)?,
            scenario,
            undo: None,
            guess: None,
            ..self.clone()
        })
    }

    /// Whether EM is k-means here: hard, only the means move, and weights and sds are equal.
    pub fn is_k_means(&self) -> bool {
        let Settings { assignment, vary, prior, .. } = self.scenario.em;
        let components = self.em.present().mixture.components();
        let first = components[0];
        let like_first = |c: &Component| {
            (c.weight - first.weight).abs() <= ROUNDING && (c.sd / first.sd - 1.0).abs() <= ROUNDING
        };
        self.scenario.em.family.is_gaussian()
            && (assignment, vary, prior) == (Assignment::Hard, Vary::Means, PriorKind::None)
            && components.iter().all(like_first)
    }

    /// The first and the last hundred points in the order of the data, if their groups are known.
    pub fn strips(&self) -> Option<[Vec<LabelledPoint>; 2]> {
        let ends = self.loaded.data.ends()?;
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
