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

/// A sentence with a capital letter at its head.
pub fn upper_first(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
