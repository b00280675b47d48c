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
//! # The rooms
//!
//! [`mixture`] and [`dataset`] know nothing of each other's maker; [`em`] stands on both;
//! [`compare_k`], [`restarts`] and [`surface`] repeat it.

pub mod compare_k;
pub mod curve;
pub mod dataset;
pub mod em;
pub mod figures;
pub mod labels;
pub mod mixture;
pub mod order;
pub mod panels;
pub mod refusal;
pub mod regions;
pub mod restarts;
pub mod start;
pub mod surface;
pub mod truth;
