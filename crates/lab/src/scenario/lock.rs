//! What a learner may not change: a teacher shows one thing, and the rest stays as it is.
//!
//! A lock binds the lab's own controls. The page around the lab, and whoever writes a link, may
//! still say everything.

use super::words::Word;
use super::{Scenario, text};

/// A name that a learner may not change, or all but [`LEFT`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locked(&'static str);

const ALL: Locked = Locked("all");

/// What `all` leaves to the learner: to step and run, to open a chart, to predict.
const LEFT: [&str; 5] = ["step", "speed", "glide", "tab", "predict"];

impl Word for Locked {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("all", ALL),
        ("data", Self("data")),
        ("truth", Self("truth")),
        ("seed", Self("seed")),
        ("values", Self("values")),
        ("k", Self("k")),
        ("start", Self("start")),
        ("start-seed", Self("start-seed")),
        ("assignment", Self("assignment")),
        ("vary", Self("vary")),
        ("prior", Self("prior")),
        ("floor", Self("floor")),
        ("tol", Self("tol")),
        ("max", Self("max")),
        ("bins", Self("bins")),
        ("step", Self("step")),
        ("reveal", Self("reveal")),
        ("speed", Self("speed")),
        ("glide", Self("glide")),
        ("theme", Self("theme")),
        ("view", Self("view")),
        ("tab", Self("tab")),
        ("predict", Self("predict")),
        ("title", Self("title")),
        ("hide", Self("hide")),
    ];
}

/// Names, in the table's order; beside `all` none is needed but those that it leaves.
pub(super) fn read(value: &str) -> Result<Vec<Locked>, text::Expected> {
    let mut locked = text::read_words::<Locked>(value)?;
    if locked.contains(&ALL) {
        locked.retain(|one| *one == ALL || LEFT.contains(&one.0));
    }
    Ok(locked)
}

impl Scenario {
    /// The names that a learner may not change.
    pub fn locked(&self) -> impl Iterator<Item = &'static str> {
        let all = self.all_locked();
        Self::NAMES
            .into_iter()
            .filter(move |name| self.lock.contains(&Locked(name)) || (all && !LEFT.contains(name)))
    }

    /// Whether everything is locked but [`LEFT`].
    pub fn all_locked(&self) -> bool {
        self.lock.contains(&ALL)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_can_be_locked_but_the_lock() {
        let names = Scenario::NAMES.into_iter().filter(|name| *name != "lock");
        assert_eq!(Locked::all_words(), std::iter::once("all").chain(names).collect::<Vec<_>>());
        assert!(Locked::WORDS.iter().all(|(word, locked)| *word == locked.0));
    }
}
