//! Expectation-maximization for Gaussian mixtures, one half-step at a time.

pub mod chart;
pub mod dataset;
pub mod em;
pub mod mixture;
pub mod scenario;
pub mod start;
pub mod truth;
#[cfg(target_arch = "wasm32")]
mod web;
