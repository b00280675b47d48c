//! Which component a true process can be compared with, number by number.
//!
//! Labels are matched one to one ([`crate::labels`]) even if they hardly agree. At a wrong optimum the
//! component at 41 may be matched with the process at 20, which no component has found; "20" beside "41" would
//! look like its error. So two curves are a pair only if more than half of their area is common.

use super::{Session, Space};

/// The least common part of the area under two curves.
const LEAST_COMMON: f64 = 0.5;

impl<S: Space> Session<S> {
    /// For each true process the component that is matched with it and similar to it; `None` if the processes
    /// are not known.
    pub fn pairs(&self) -> Option<Vec<Option<usize>>> {
        let processes = S::truth(&self.scenario, self.loaded.truth.as_deref()?)?;
        let mixture = &self.em.present().mixture;
        let matching = S::judge(&self.loaded.data, mixture)?.matching;
        let pair = |(process, matched): (_, Option<usize>)| {
            matched.filter(|&k| S::alike(process, &S::components(mixture)[k]) > LEAST_COMMON)
        };
        Some(S::components(&processes).iter().zip(matching).map(pair).collect())
    }
}
