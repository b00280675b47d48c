//! How large each number of a scenario may be, and why.
//!
//! The contract gives most of these bounds. The rest keep arithmetic finite: a value or mean
//! of at most 1e60 and an sd of at least 1e-60 leave every square, every squared z-score
//! (1e60 / 1e-60)² = 1e240, and its sum over all points well under f64's 1.8e308.

/// The largest magnitude of a value, a mean, or any other number that has no bound of its own.
pub const MAX_MAGNITUDE: f64 = crate::mixture::LARGEST;

/// The least sd, of a process or of a component set by hand.
pub const MIN_SD: f64 = 1e-60;

/// The largest sd, of a process or of a component set by hand.
pub const MAX_SD: f64 = 1e60;

/// The most processes of a truth: as many as there are letters and colours for components.
pub const MAX_PROCESSES: usize = crate::mixture::MAX_COMPONENTS;

/// The most values that a simulated data set may hold.
pub const MAX_VALUES: u32 = crate::dataset::MAX_VALUES as u32;

/// The most characters of `values`: what browsers and mail programs carry whole in a link.
pub const MAX_VALUES_TEXT: usize = 8_000;

/// The most iterations of a run.
pub const MAX_ITERATIONS: usize = 10_000;

/// The most bars of the histogram.
pub const MAX_BINS: usize = 200;

/// The most half-steps that a link may ask to be replayed: as many as a history holds.
pub const MAX_STEP: usize = crate::em::MAX_POSITION;

/// The slowest run, in iterations a second: a half-step in four seconds.
pub(super) const MIN_SPEED: f64 = 0.125;

/// The fastest run that still counts iterations a second; above it stands `max`.
pub(super) const MAX_SPEED: f64 = 30.0;

/// The slowest motion of a half-step, in seconds.
pub(super) const MAX_GLIDE: f64 = 4.0;

/// The motion of a half-step where the link says none, in seconds: enough for one who looks, and
/// for a room that is told where to look.
pub(super) const USUAL_GLIDE: f64 = 0.4;
pub(super) const PROJECTOR_GLIDE: f64 = 1.5;

/// How far the weights of a by-hand start may sum from 1: room for what a hand rounds.
pub(super) const WEIGHT_SUM_SLACK: f64 = 0.01;

/// Weights whose sum is this near 1 stand as they are, so that printing and parsing returns
/// the same bits; far above the rounding of eight additions, far below what anyone types.
pub(super) const WEIGHT_SUM_ROUNDING: f64 = 1e-12;
