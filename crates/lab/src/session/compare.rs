//! Comparisons of fits: for each k, from many starts, EM beside k-means, labels guessed and true.

use super::{Session, Space};
use crate::em::{Assignment, PriorKind, Settings, Vary};
use crate::family::Family;
use crate::refusal::Refusal;
use crate::restarts::Restarts;
use crate::scenario::Scenario;

/// A point whose group is known, with the responsibilities of the present mixture.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelledPoint<P = f64> {
    /// Its value, or its two coordinates.
    pub x: P,
    /// The group that it truly came from.
    pub group: usize,
    /// The component that is most responsible for it.
    pub component: usize,
    /// The responsibility of each component.
    pub responsibilities: Vec<f64>,
}

impl<S: Space> Session<S> {
    /// EM itself on the same data from the same start: soft, and all parameters move.
    pub fn full_em(&self) -> Result<Self, Refusal> {
        let em = Settings { assignment: Assignment::Soft, vary: Vary::All, ..self.scenario.em };
        self.beside(Scenario { em, ..self.scenario.clone() })
    }

    /// k-means on the same data from the means of the same start: hard, equal weights, one sd in all directions,
    /// and the means alone move.
    pub fn k_means(&self) -> Result<Self, Refusal> {
        let em = Settings {
            assignment: Assignment::Hard,
            vary: Vary::Means,
            prior: PriorKind::None,
            family: Family::default(),
            ..self.scenario.em
        };
        let mut scenario = Scenario { em, ..self.scenario.clone() };
        S::start_alike(&mut scenario, &self.em.at(0).mixture, &self.loaded.data);
        self.beside(scenario)
    }

    /// Another session on the same data, at its start.
    fn beside(&self, scenario: Scenario) -> Result<Self, Refusal> {
        let scenario = Scenario { step: 0, ..scenario };
        Ok(Session {
            em: S::start(&scenario, &self.loaded.data)?,
            scenario,
            undo: None,
            guess: None,
            ..self.clone()
        })
    }

    /// The first and the last hundred points in the order of the data, if their groups are known.
    pub fn strips(&self) -> Option<[Vec<LabelledPoint<S::Point>>; 2]> {
        let mixture = &self.em.present().mixture;
        let cell = |(x, group): (S::Point, u8)| {
            let responsibilities = S::responsibilities(mixture, &x);
            LabelledPoint {
                group: usize::from(group),
                component: first_largest(&responsibilities),
                responsibilities,
                x,
            }
        };
        Some(S::ends(&self.loaded.data)?.map(|points| points.into_iter().map(cell).collect()))
    }
}

/// The index of the largest; of equals the first.
fn first_largest(values: &[f64]) -> usize {
    (1..values.len()).fold(0, |best, k| if values[k] > values[best] { k } else { best })
}

impl<S: Space> Session<S> {
    /// Whether EM is k-means here.
    pub fn is_k_means(&self) -> bool {
        S::is_k_means(&self.scenario, &self.em.present().mixture)
    }

    /// Begins to run EM from `count` starts of the last named kind.
    pub fn restarts(&self, count: usize) -> Result<Restarts<S>, Refusal> {
        let start = (self.last_named, self.scenario.start_seed);
        let until = self.em.model().clone().until(self.scenario.em.tol, self.scenario.em.max);
        Ok(Restarts::of(until, self.scenario.k, start, count)?)
    }

    /// Begins to find the best fit for each k up to `max`, from starts of the last named kind.
    pub fn compare_k(&self, max: usize) -> Result<S::Comparing, Refusal> {
        Ok(self.em.model().compare(max, (self.last_named, self.scenario.start_seed))?)
    }
}
