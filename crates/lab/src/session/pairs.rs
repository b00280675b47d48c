//! Which component a true process can be compared with, number by number.
//!
//! Labels are matched one to one ([`crate::labels`]) even if they hardly agree. At a wrong optimum the
//! component at 41 may be matched with the process at 20, which no component has found; "20" beside "41" would
//! look like its error. So two curves are a pair only if more than half of their area is common.

use super::Session;
use crate::labels;
use crate::overlap::alike;

/// The least common part of the area under two curves.
const LEAST_COMMON: f64 = 0.5;

impl Session {
    /// For each true process the component that is matched with it and similar to it; `None` if the processes
    /// are not known.
    pub fn pairs(&self) -> Option<Vec<Option<usize>>> {
        let processes = crate::truth::mixture(self.scenario.em.family, self.loaded.truth.as_deref()?);
        let data = &self.loaded.data;
        let mixture = &self.em.present().mixture;
        let matching = labels::judge(data, data.labels()?, mixture).matching;
        let pair = |(process, matched): (_, Option<usize>)| {
            matched.filter(|&k| alike(process, &mixture.components()[k]) > LEAST_COMMON)
        };
        Some(processes.components().iter().zip(matching).map(pair).collect())
    }
}
