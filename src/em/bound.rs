//! The lower bound: what E closes and M raises.
//!
//! For any way q of sharing the points out,
//! objective(θ) ≥ bound(q, θ) = (1/n) [Σ_i Σ_k q_ik ln(w_k N_k(x_i) / q_ik) + ln prior(θ)],
//! and the gap is KL(q ‖ the responsibilities under θ), per point. The E step chooses the q
//! that closes the gap at the present θ; the M step, with that q held, the θ that raises
//! the bound; where the bound goes the objective must follow. Under hard assignment q is
//! one-hot, and its entropy is 0.

use super::expectation::Expectation;
use super::maximization::is_empty;
use super::{Assignment, Prior, Vary};
use crate::mixture::Mixture;

/// The bound at `next`, in nats per point, with q from the E step (`expectation`) that
/// `entering` entered.
///
/// It is the objective at `entering`, where E closed the gap, plus what M gained: the
/// entropy of q is the same before and after and never needs to be known.
pub fn after_m(
    entering: &Mixture,
    expectation: &Expectation,
    next: &Mixture,
    (assignment, vary, prior): (Assignment, Vary, &Prior),
) -> f64 {
    let n = expectation.n();
    let mut gain = prior.ln_density(next, vary) - expectation.ln_prior;
    let components = entering.components().iter().zip(next.components());
    for ((before, after), held) in components.zip(expectation.moments()) {
        if held.count == 0.0 || is_empty(held.count, n, prior) {
            continue;
        }
        // Σ_i q_ik (x_i − m'_k)² from the moments about m_k, with d = m'_k − m_k
        let d = after.mean - before.mean;
        let second = held.second - 2.0 * d * held.first + held.count * d * d;
        gain += held.count * ((after.weight / before.weight).ln() - (after.sd / before.sd).ln());
        gain += 0.5 * (held.second / (before.sd * before.sd) - second / (after.sd * after.sd));
    }
    expectation.objective(assignment) + gain / n
}
