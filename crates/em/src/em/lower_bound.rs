//! The lower bound of the objective (evidence lower bound, ELBO): E closes the gap, M raises the bound.
//!
//! For any way q of sharing the points out,
//! objective(θ) ≥ bound(q, θ) = (1/n) [Σ_i Σ_k q_ik ln(w_k N_k(x_i) / q_ik) + ln prior(θ)],
//! and the gap is KL(q ‖ the responsibilities under θ), per point. The E step chooses the q that closes
//! the gap at the present θ. The M step chooses the θ that raises the bound most for this q, and the
//! objective rises at least as far. Under hard assignment q is one-hot and its entropy is 0.

use super::e_step::Expectation;
use super::m_step::is_empty;
use super::sums::Moments;
use super::{Assignment, Prior, Vary};
use crate::family::Family;
use crate::mixture::{Component, Mixture};

/// The bound at `next`, in nats per point, with q from the E step (`expectation`) that
/// `entering` entered.
///
/// It is the objective at `entering`, where E closed the gap, plus what M gained. The entropy of q
/// is the same before and after, so it is not needed.
pub fn after_m(
    entering: &Mixture,
    expectation: &Expectation,
    next: &Mixture,
    (assignment, vary, prior): (Assignment, Vary, &Prior),
) -> f64 {
    let n = expectation.n();
    let mut gain = 0.0;
    let components = entering.components().iter().zip(next.components());
    for ((before, after), held) in components.zip(expectation.moments()) {
        // A count of 1e-322 has a weight that rounds to 0: N_k ln w_k is then nothing, not −∞.
        if held.count == 0.0 || after.weight == 0.0 || is_empty(held.count, n, prior) {
            continue;
        }
        if !next.family().is_gaussian() {
            gain += held.count * (after.weight.ln() - before.weight.ln());
            gain += line_gain(next.family(), before, after, held);
            continue;
        }
        // Σ_i q_ik (x_i − m'_k)² = S_k + N_k (x̄_k − m'_k)², with the S_k that M saw: its
        // rounding error cancels against that of the sd computed from it
        let past = held.shift() - (after.mean - before.mean); // x̄_k − m'_k
        let second = held.spread + held.count * past * past;
        gain += held.count * (after.weight.ln() - before.weight.ln() - (after.sd / before.sd).ln());
        gain += 0.5 * (held.second / (before.sd * before.sd) - second / (after.sd * after.sd));
    }
    // The prior's two densities are never subtracted: for a start narrower than the prior allows,
    // one may be -1e18, and no digit of the other would be left.
    (expectation.ln_data(assignment) + gain + prior.ln_density(next, vary)) / n
}

/// Σ_i q_ik (ln f'_k(x_i) − ln f_k(x_i)) where both are lines: the sum over points is at their mean.
fn line_gain(family: Family, before: &Component, after: &Component, held: &Moments) -> f64 {
    let mean = before.mean + held.shift();
    let [before, after] =
        [before, after].map(|c| family.curve().ln_curve(&Component { weight: 1.0, ..*c }).at(mean));
    held.count * (after - before)
}
