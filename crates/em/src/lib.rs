//! Expectation-maximization, half-step by half-step, for mixtures in one dimension: of Gaussians, of coins
//! (binomial), of counts (Poisson) and of waiting times (exponential). In two dimensions, for mixtures of
//! Gaussians in the [`plane`].
//!
//! ```
//! use em_mixture::dataset::Dataset;
//! use em_mixture::em::{Em, Settings, Status};
//! use em_mixture::start::NamedStart;
//!
//! // geyser eruptions, in minutes: short ones and long ones
//! let minutes = vec![3.6, 1.8, 3.3, 2.3, 4.5, 2.9, 4.7, 3.6, 1.95, 4.35, 1.83, 3.9, 4.2, 1.75, 4.7];
//! let mut em = Em::start(Dataset::new(minutes)?, NamedStart::Quantiles, 2, 1, Settings::default())?;
//! assert_eq!(em.run()?, Status::Converged);
//!
//! let means: Vec<f64> = em.present().mixture.components().iter().map(|c| c.mean).collect();
//! assert!((means[0] - 1.9).abs() < 0.1 && (means[1] - 4.0).abs() < 0.1, "{means:?}");
//! # Ok::<(), em_mixture::Error>(())
//! ```
//!
//! # The method
//!
//! Each of n points is drawn from one of k Gaussians (the components), but from which is not recorded.
//! Two questions, each easy if the other were answered:
//!
//! * **Which component is each point from?** With the parameters known, Bayes' rule says: point x_i is
//!   from component k with probability r_ik = w_k N(x_i; m_k, s_k²) / Σ_j w_j N(x_i; m_j, s_j²), its
//!   responsibility. Computing these is the **E step** ([`em::Expectation`]).
//! * **What are the parameters?** With the points shared out, component k holds N_k = Σ_i r_ik of them
//!   and takes their mean, their spread and their share: m_k = Σ_i r_ik x_i / N_k,
//!   s_k² = Σ_i r_ik (x_i − m_k)² / N_k, w_k = N_k / n. This is the **M step** ([`em::maximize`]).
//!
//! The other families ([`family`]) have curves with one parameter, the mean; the two steps are the same.
//!
//! EM begins with a guess ([`start`]) and repeats the two. The log-likelihood never falls: for any way
//! q of sharing the points out, the log-likelihood is above a lower bound (ELBO), by KL(q‖p), where
//! p stands for the responsibilities. The E step closes this gap, and the M step raises the bound.
//!
//! EM ends at an optimum, which may be a local one ([`restarts`]) or one where a component has
//! collapsed onto a point ([`em::Em::on_floor`]). It does not say how many components there are
//! ([`compare_k`]).
//!
//! # Where to find what
//!
//! Begin at [`em::Em`]. [`em`] uses [`mixture`] and [`dataset`]; [`compare_k`], [`restarts`] and
//! [`surface`] use [`em`]. All that takes long goes on in slices: call `advance` until
//! it says true. What is refused is refused with an [`Error`].

pub mod compare_k;
pub mod dataset;
pub mod density;
pub mod em;
mod error;
pub mod family;
pub mod labels;
pub mod mixture;
pub mod model;
pub mod order;
pub mod overlap;
pub mod panels;
pub mod plane;
pub mod regions;
pub mod restarts;
pub mod start;
pub mod surface;
pub mod truth;

pub use error::Error;
