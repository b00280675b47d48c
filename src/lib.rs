//! Expectation-maximization for Gaussian mixtures, one half-step at a time.
//!
//! # The whole subject on one page
//!
//! Ten thousand numbers lie in a heap. Each came from one of k Gaussians, but nobody wrote down
//! from which: the label is hidden. Two questions, each easy if the other were answered:
//!
//! * **Whose is each point?** With the curves known, Bayes' rule says: point x_i belongs to
//!   component k with probability r_ik = w_k N(x_i; m_k, s_k²) / Σ_j w_j N(x_i; m_j, s_j²), its
//!   responsibility. This is the **E step** ([`em::Expectation`]).
//! * **Where do the curves stand?** With the points shared out, N_k = Σ_i r_ik of them to
//!   component k, each curve goes to its points' mean, takes their spread, and weighs their
//!   share: m_k = Σ_i r_ik x_i / N_k, s_k² = Σ_i r_ik (x_i − m_k)² / N_k, w_k = N_k / n. This is
//!   the **M step** ([`em::maximize`]).
//!
//! EM begins with a guess ([`start`]) and answers them in turn. It climbs: for any way q of
//! sharing the points out, the log-likelihood lies above a lower bound, by KL(q ‖ r). The E step
//! closes that gap, the M step raises the bound, and so the likelihood cannot fall. It ends on a
//! hill, not always on the highest one ([`restarts`]), sometimes with a curve collapsed onto a
//! point ([`em::Status`]), and it cannot say how many curves there should be ([`compare_k`]).
//!
//! ```
//! use em_mixture::session::Session;
//!
//! // 3,000 points from N(20, 5²) and 7,000 from N(40, 5²), and two curves to find them with
//! let mut session = Session::new()?;
//! session.e_step()?;
//! session.m_step()?;
//! session.step(100)?; // whole iterations, until EM stops
//!
//! let found = session.snapshot();
//! assert_eq!(found.status.name(), "converged");
//! let mut means: Vec<f64> = found.components.iter().map(|component| component.mean).collect();
//! means.sort_by(f64::total_cmp);
//! assert!((means[0] - 20.0).abs() < 0.5 && (means[1] - 40.0).abs() < 0.5);
//! # Ok::<(), em_mixture::refusal::Refusal>(())
//! ```
//!
//! # The rooms
//!
//! [`mixture`] and [`dataset`] know nothing of each other's maker; [`em`] stands on both;
//! [`compare_k`], [`restarts`] and [`surface`] repeat it; [`session`] is the whole app without a
//! screen, [`scenario`] all that a link can say of it, [`chart`] its pictures. The browser is met
//! in one module alone, which a native build does not even contain.

pub use em_mathematics::{
    curve, dataset, em, figures, mixture, order, panels, refusal, regions, surface, truth,
};

pub mod chart;
pub mod compare_k;
pub mod labels;
pub mod presets;
pub mod restarts;
pub mod scenario;
pub mod session;
pub mod start;
pub mod table;
#[cfg(target_arch = "wasm32")]
mod web;
