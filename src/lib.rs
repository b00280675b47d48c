//! Expectation-maximization for Gaussian mixtures, one half-step at a time.

pub mod chart;
pub mod dataset;
pub mod em;
pub mod figures;
pub mod labels;
pub mod mixture;
pub mod presets;
pub mod refusal;
pub mod scenario;
pub mod session;
pub mod start;
pub mod table;
pub mod truth;
#[cfg(target_arch = "wasm32")]
mod web;
