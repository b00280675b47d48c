//! A refusal: a sentence that names what was wrong and the way out.

use crate::dataset::DataError;
use crate::em::StepError;
use std::fmt;

/// Why something asked for was not done. Whoever refuses has changed nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(String);

impl Refusal {
    /// A refusal in these words.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refusal {}

impl From<DataError> for Refusal {
    fn from(error: DataError) -> Self {
        Self(error.to_string())
    }
}

impl From<StepError> for Refusal {
    fn from(error: StepError) -> Self {
        Self(error.to_string())
    }
}

/// A sentence of ours with a capital letter at its head. Ours begin with a plain letter: the tables
/// of all the world's capitals would weigh more than the sentences.
pub fn upper_first(sentence: &str) -> String {
    let mut sentence = sentence.to_string();
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    sentence
}
