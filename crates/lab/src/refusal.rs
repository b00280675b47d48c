//! A refusal: an error as a sentence that says what was wrong and what to do.

use crate::dataset::{DataError, MAX_LABELS, MAX_VALUES};
use crate::em::StepError;
use crate::family::Family;
use crate::figures::{number, thousands};
use crate::mixture::{LARGEST, MAX_COMPONENTS, MixtureError};
use crate::plane::{self, CloudError};
use crate::restarts::MAX_COUNT;
use em_mixture::Error;
use std::fmt;

/// Why an action was not done. A refused action has changed nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(String);

impl Refusal {
    /// A refusal with this sentence.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl Refusal {
    /// Of a value that the family's curves cannot give; `place` says where it is.
    pub fn impossible(place: &str, x: f64, family: Family) -> Self {
        let (x, values) = (number(x), family.curve().values());
        Self(format!(
            "{place} is {x}, which cannot be: {values}; mend it, leave it out, or choose another family"
        ))
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
        Self(match error {
            DataError::Empty => {
                "there are no numbers in the data: give at least two different ones".to_string()
            }
            DataError::TooMany => {
                format!("more than {} values do not fit: take a sample of them", thousands(MAX_VALUES))
            }
            DataError::OutOfRange(place, x) => format!(
                "value {place} is {}: every value must be a finite number between -{LARGEST:e} and {LARGEST:e}; leave it out or change the unit",
                number(x)
            ),
            DataError::AllEqual(1, x) => {
                format!("there is one value only, {}: EM needs at least two different ones", number(x))
            }
            DataError::AllEqual(n, x) => format!(
                "all {} values equal {}, or differ by nothing that can be told apart: EM needs at least two different ones",
                thousands(n),
                number(x)
            ),
            DataError::LabelCount(labels, values) => {
                format!("{labels} labels for {values} values: give one label for each value, or none")
            }
            DataError::TooManyLabels => format!(
                "there are more than {MAX_LABELS} different labels: choose the column that says the group"
            ),
        })
    }
}

impl From<CloudError> for Refusal {
    fn from(error: CloudError) -> Self {
        Self(error.to_string())
    }
}

impl From<plane::MixtureError> for Refusal {
    fn from(error: plane::MixtureError) -> Self {
        Self(error.to_string())
    }
}

impl From<MixtureError> for Refusal {
    fn from(error: MixtureError) -> Self {
        Self(error.to_string())
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Data(error) => error.into(),
            Error::Mixture(error) => error.into(),
            Error::Step(error) => error.into(),
            Error::Components(max) => Self(format!(
                "k up to {max} cannot be compared: give a whole number from 1 to {MAX_COMPONENTS}"
            )),
            Error::TooFewValues { k, distinct } => Self(format!(
                "k = {k} needs at least {k} different values, but there are {distinct}: add points or choose a smaller k"
            )),
            Error::Value(family, x) => Self::impossible("among the values", x, family),
            Error::Starts(count) => {
                Self(format!("{count} starts cannot be run: give a whole number from 1 to {MAX_COUNT}"))
            }
            Error::Pair { a, b, k } => Self(format!(
                "a landscape over the means of components {a} and {b} cannot be drawn: choose two different ones of the {k}"
            )),
            Error::Coordinates { .. } => Self(error.to_string()),
        }
    }
}

impl From<StepError> for Refusal {
    fn from(error: StepError) -> Self {
        Self(error.to_string())
    }
}

/// A sentence with a capital letter at its head. Only ASCII is handled, since all sentences begin
/// with it and the Unicode tables would make the wasm larger.
pub fn upper_first(sentence: &str) -> String {
    let mut sentence = sentence.to_string();
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    sentence
}
