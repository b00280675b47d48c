//! Which component a true process can be compared with, number by number.
//!
//! Labels are matched one to one ([`crate::labels`]) however badly they agree. On a wrong hill the
//! component at 41 is so matched with the process at 20, which none has found; "20" beside "41" would
//! read as its error. So two curves are a pair only if they are more alike than not.

use super::Session;
use crate::labels;
use crate::overlap::alike;

/// More of the area under two curves is common than is not.
const MOST: f64 = 0.5;

impl Session {
    /// For each true process the component that is matched with it and like it; none where the
    /// processes are not known.
    pub fn pairs(&self) -> Option<Vec<Option<usize>>> {
        let processes = crate::truth::mixture(self.loaded.truth.as_deref()?);
        let data = &self.loaded.data;
        let mixture = &self.em.present().mixture;
        let matching = labels::judge(data, data.labels()?, mixture).matching;
        let pair = |(process, matched): (_, Option<usize>)| {
            matched.filter(|&k| alike(process, &mixture.components()[k]) > MOST)
        };
        Some(processes.components().iter().zip(matching).map(pair).collect())
    }
}
