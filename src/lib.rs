//! Expectation-maximization for Gaussian mixtures, one half-step at a time.

pub mod chart;
pub mod compare_k;
pub mod dataset;
pub mod em;
pub mod figures;
pub mod labels;
pub mod mixture;
pub mod panels;
pub mod presets;
pub mod refusal;
pub mod regions;
pub mod restarts;
pub mod scenario;
pub mod session;
pub mod start;
pub mod surface;
pub mod table;
pub mod truth;
#[cfg(target_arch = "wasm32")]
mod web;
