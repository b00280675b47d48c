//! The lower bound of the objective (evidence lower bound, ELBO) after an M step in the plane.
//!
//! As in one dimension it is the objective at the mixture that entered, where E closed the gap, plus what M
//! gained.

use super::covariance::Scatter;
use super::e_step::Expectation;
use super::m_step::is_empty;
use super::mixture::Mixture;
use super::prior::Prior;
use crate::em::Assignment;

/// The bound at `next`, in nats per point, with the shares from the E step that `entering` entered.
pub fn after_m(
    entering: &Mixture,
    expectation: &Expectation,
    next: &Mixture,
    assignment: Assignment,
    prior: &Prior,
) -> f64 {
    let n = expectation.n() as f64;
    let mut gain = 0.0;
    let components = entering.components().iter().zip(next.components());
    for ((before, after), held) in components.zip(expectation.moments()) {
        if held.count == 0.0 || after.weight == 0.0 || is_empty(held.count, n, prior) {
            continue;
        }
        // Σ_i q_ik (x_i − m'_k)(x_i − m'_k)ᵀ = S_k + N_k (x̄_k − m'_k)(x̄_k − m'_k)ᵀ
        let past = [0, 1].map(|axis| held.shift()[axis] - (after.mean[axis] - before.mean[axis]));
        let second = held.spread + Scatter::of(past) * held.count;
        let grown = after.covariance.ln_determinant() - before.covariance.ln_determinant();
        gain += held.count * (after.weight.ln() - before.weight.ln() - 0.5 * grown);
        gain += 0.5 * before.covariance.squared_distances(held.second);
        gain -= 0.5 * after.covariance.squared_distances(second);
    }
    (expectation.ln_data(assignment) + gain + prior.ln_density(next)) / n
}
