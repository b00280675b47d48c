//! What the crate refuses, and why.

use crate::dataset::DataError;
use crate::em::StepError;
use crate::family::Family;
use crate::mixture::{MAX_COMPONENTS, MixtureError};
use crate::plane::Axis;
use crate::restarts::MAX_COUNT;
use std::fmt;

/// Why something cannot be done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Error {
    /// The numbers are no data set.
    Data(DataError),
    /// The components are no mixture.
    Mixture(MixtureError),
    /// The half-step cannot be taken now.
    Step(StepError),
    /// So many components; a mixture has 1 to [`MAX_COMPONENTS`].
    Components(usize),
    /// `k` components need as many different values, and there are `distinct`.
    TooFewValues {
        /// Components asked for.
        k: usize,
        /// Different values in the data.
        distinct: usize,
    },
    /// A value that no curve of the family gives.
    Value(Family, f64),
    /// So many starts; they may be 1 to [`MAX_COUNT`].
    Starts(usize),
    /// A surface over the means of components `a` and `b`, which are not two of the `k`.
    Pair {
        /// The one component.
        a: usize,
        /// The other.
        b: usize,
        /// How many components there are.
        k: usize,
    },
    /// A surface in the plane over mean coordinates `a` and `b`, which are not two of the `k` means'.
    Coordinates {
        /// A component and a coordinate of its mean.
        a: (usize, Axis),
        /// The other.
        b: (usize, Axis),
        /// How many components there are.
        k: usize,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Data(error) => error.fmt(f),
            Self::Mixture(error) => error.fmt(f),
            Self::Step(error) => error.fmt(f),
            Self::Components(k) => {
                write!(f, "{k} components: give a whole number from 1 to {MAX_COMPONENTS}")
            }
            Self::TooFewValues { k, distinct } => {
                write!(f, "{k} components need as many different values, but there are {distinct}")
            }
            Self::Value(family, x) => {
                write!(f, "{x:?} is among the values: {}", family.curve().values())
            }
            Self::Starts(count) => write!(f, "{count} starts: give a whole number from 1 to {MAX_COUNT}"),
            Self::Pair { a, b, k } => {
                write!(f, "the means of components {a} and {b}: choose two different ones of the {k}")
            }
            Self::Coordinates { a, b, k } => write!(
                f,
                "{} of component {} and {} of component {}: choose two different coordinates of the {k} means",
                a.1, a.0, b.1, b.0
            ),
        }
    }
}

impl std::error::Error for Error {}

impl From<DataError> for Error {
    fn from(error: DataError) -> Self {
        Self::Data(error)
    }
}

impl From<MixtureError> for Error {
    fn from(error: MixtureError) -> Self {
        Self::Mixture(error)
    }
}

impl From<StepError> for Error {
    fn from(error: StepError) -> Self {
        Self::Step(error)
    }
}
