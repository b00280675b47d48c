//! How large each number of a scenario may be, and why; `docs/interface.md` lists them.
//!
//! The bounds of values, means and sds keep arithmetic finite: with values and means of at most 1e60, and
//! sds of at least 1e-60, the largest squared z-score is (2e60 / 1e-60)² = 4e240, and the sum over all
//! points is far below the largest f64, 1.8e308.

/// The largest magnitude of a value, a mean, or any number without another bound.
pub const MAX_MAGNITUDE: f64 = crate::mixture::LARGEST;

/// The least sd, of a process or of a component set by hand.
pub const MIN_SD: f64 = 1e-60;

/// The largest sd, of a process or of a component set by hand.
pub const MAX_SD: f64 = MAX_MAGNITUDE;

/// The most processes of simulated data: as many as there are letters and colours for components.
pub const MAX_PROCESSES: usize = crate::mixture::MAX_COMPONENTS;

/// The most tosses of a coin for a value.
pub const MAX_TRIALS: u32 = 1000;

/// The tosses for a value where a link says none.
pub(super) const USUAL_TRIALS: u32 = 10;

/// The most values of a simulated data set.
pub const MAX_VALUES: u32 = crate::dataset::MAX_VALUES as u32;

/// The most characters of `values`: a link of that length survives browsers and mail programs.
pub const MAX_VALUES_TEXT: usize = 8_000;

/// The most iterations of a run: as many as a climb of the comparisons may take.
pub const MAX_ITERATIONS: usize = crate::restarts::MAX_ITERATIONS;

/// The most bars of the histogram.
pub const MAX_BINS: usize = 200;

/// The most half-steps that a link may ask for: as many as a history holds.
pub const MAX_STEP: usize = crate::em::MAX_POSITION;

/// The slowest run, in iterations a second: a half-step in four seconds.
pub(super) const MIN_SPEED: f64 = 0.125;

/// The fastest run in iterations a second; faster is `max`.
pub(super) const MAX_SPEED: f64 = 30.0;

/// The slowest motion of a half-step, in seconds.
pub(super) const MAX_GLIDE: f64 = 4.0;

/// The motion of a half-step if the link says none, in seconds: for one reader, and for a lecture hall, where the
/// speaker explains it.
pub(super) const USUAL_GLIDE: f64 = 0.4;
pub(super) const PROJECTOR_GLIDE: f64 = 1.5;

/// How far the sum of the weights of a start by hand may be from 1, because people round.
pub(super) const WEIGHT_SUM_SLACK: f64 = 0.01;

/// Weights whose sum is this near to 1 are not rescaled, so that printing and parsing returns the
/// same bits. It is far above the rounding of eight additions and far below what people type.
pub(super) const WEIGHT_SUM_ROUNDING: f64 = 1e-12;
