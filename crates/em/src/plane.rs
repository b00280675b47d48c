//! Mixtures of Gaussians in the plane: a point is two numbers, a component an ellipse.
//!
//! The two moves of EM are those of one dimension. An E step shares each point out by Bayes' rule; an M
//! step gives each component the mean and the covariance of what it holds,
//!
//! m_k = Σ_i r_ik x_i / N_k and Σ_k = Σ_i r_ik (x_i − m_k)(x_i − m_k)ᵀ / N_k,
//!
//! or the covariance nearest to that among those that [`CovarianceType`] allows. [`Steps`] is the
//! [`Model`](crate::model::Model), so [`Em`](crate::em::Em), [`Restarts`](crate::restarts::Restarts) and
//! [`CompareK`](crate::compare_k::CompareK) take it as they take one dimension:
//!
//! ```
//! use em_mixture::em::{Em, Status};
//! use em_mixture::model::Model;
//! use em_mixture::plane::{Cloud, Settings, Steps};
//! use em_mixture::start::NamedStart;
//!
//! // two groups: short and wide, long and high
//! let points = (0..40).map(|i| {
//!     let (a, b) = (f64::from(i * 7 % 13), f64::from(i * 5 % 11));
//!     if i % 2 == 0 { [a, b] } else { [50.0 + b, 30.0 + a + b] }
//! });
//! let steps = Steps::new(Cloud::new(points.collect())?, 2, Settings::default());
//! let start = steps.first_guess(NamedStart::Quantiles, 2, 1);
//! let mut em = Em::of(steps, start);
//! assert_eq!(em.run()?, Status::Converged);
//! assert!((em.present().mixture.components()[0].weight - 0.5).abs() < 1e-9);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Around EM there is what one dimension has: points drawn from true processes ([`Sampling`]), labels beside
//! the true ones ([`judge`]), every k for every type of covariance ([`CompareTypes`]), and the likelihood over
//! two coordinates of the means ([`SurfaceBuilder`]).

mod cells;
mod cloud;
mod compare;
mod covariance;
mod e_step;
mod kernel;
mod labels;
mod lower_bound;
mod m_step;
mod mixture;
mod optimum;
mod overlap;
mod prior;
mod quadrature;
mod settings;
mod sharing;
mod start;
mod steps;
mod sums;
mod surface;
mod truth;

pub use cloud::{Cloud, CloudError};
pub use compare::{CompareTypes, FitGrid, TypedFit};
pub use covariance::{Axes, Covariance, Scatter};
pub use e_step::{Expectation, part_moments};
pub use labels::judge;
pub use m_step::{Floor, maximize};
pub use mixture::{Axis, Component, Mixture, MixtureError};
pub use overlap::alike;
pub use prior::Prior;
pub use settings::{CovarianceType, Settings, Vary};
pub use sharing::Sharing;
pub use steps::Steps;
pub use sums::Moments;
pub use surface::{MeanAxis, SurfaceBuilder, default_range};
pub use truth::{Process, Sampling, truth_mixture};

/// A point of the plane, or a mean: x and y.
pub type Point = [f64; 2];
