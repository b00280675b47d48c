//! Locks: the names of the scenario that a learner may not change.
//!
//! A lock disables the lab's own controls. The page around the lab may still set everything, and so
//! may the writer of a link.

use super::words::Word;
use super::{Scenario, text};

/// A name that a learner may not change, or `all` for all but the step buttons, the tabs and the prediction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locked(&'static str);

const ALL: Locked = Locked("all");

/// The names that `all` does not lock: to step and run, to open a chart, to predict.
const LEFT: [&str; 5] = ["step", "speed", "glide", "tab", "predict"];

impl Word for Locked {
    const WORDS: &'static [(&'static str, Self)] = &{
        // `all` first, then every name but `lock`, which is the last one
        let mut words = [("all", ALL); Scenario::NAMES.len()];
        let mut i = 1;
        while i < words.len() {
            let name = Scenario::NAMES[i - 1];
            words[i] = (name, Self(name));
            i += 1;
        }
        words
    };
}

/// Reads a list of names. With `all`, only those of [`LEFT`] add anything.
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

    /// Whether everything is locked that `all` locks.
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
