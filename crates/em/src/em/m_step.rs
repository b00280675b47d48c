//! The M step: from the E step's statistics to the parameters that fit best.
//!
//! It sees the statistics only, never a point. Each component takes the mean and the spread of the
//! points that it holds, and its share of them as its weight. The variants differ by a line or a match
//! arm each.

use super::sums::Moments;
use super::{Prior, Vary};
use crate::mixture::{Component, Mixture};

/// A component that holds less than this share of the points is empty, unless a prior gives it
/// parameters.
pub(crate) const EMPTY_SHARE: f64 = 1e-12;

/// Whether a component that holds `count` of `n` points is empty: it keeps its mean and sd.
pub fn is_empty(count: f64, n: f64, prior: &Prior) -> bool {
    prior.is_none() && count < EMPTY_SHARE * n
}

/// The mixture that maximises the expected ln likelihood of points and memberships (plus
/// the ln prior), given the `moments` that an E step took under the mixture `entering`.
///
/// No sd comes out below `least_sd`: for one variance the clamp is the exact constrained
/// maximum, so the objective still never falls.
pub fn maximize(
    entering: &Mixture,
    moments: &[Moments],
    vary: Vary,
    prior: &Prior,
    least_sd: f64,
) -> Mixture {
    let n: f64 = moments.iter().map(|m| m.count).sum();
    let family = entering.family();
    let empty = |k: usize| is_empty(moments[k].count, n, prior);
    // n in the formulas below: the points of the components that are not empty
    let held: f64 = (0..moments.len()).filter(|&k| !empty(k)).map(|k| moments[k].count).sum();

    let mut components = entering.components().to_vec();
    let mut spreads = vec![0.0; components.len()];
    for (k, component) in components.iter_mut().enumerate() {
        if empty(k) {
            if vary != Vary::Means {
                component.weight = 0.0;
            }
            continue;
        }
        let Moments { count, first, spread, .. } = moments[k];
        let pull = prior.mean - component.mean; // μ₀ − m_k
        let beside = moments[k].shift() - pull; // x̄_k − μ₀

        // E_k = S_k + κ N_k / (N_k + κ) (x̄_k − μ₀)²
        let shrunk = prior.shrinkage * count / (count + prior.shrinkage);
        spreads[k] = spread + if shrunk > 0.0 { shrunk * beside * beside } else { 0.0 };

        if vary != Vary::Means {
            component.weight = count / held; // w_k = N_k / n
        }
        // m_k = (N_k x̄_k + κ μ₀) / (N_k + κ)
        component.mean += (first + prior.shrinkage * pull) / (count + prior.shrinkage);
        if !family.is_gaussian() {
            let mean = family.nearest_mean(component.mean, least_sd);
            *component = family.component(component.weight, mean, component.sd);
        } else if vary == Vary::All {
            // s_k² = (ς + E_k) / (N_k + ν + 3)
            let variance = (prior.scale + spreads[k]) / (count + prior.extra_count());
            component.sd = variance.sqrt().max(least_sd);
        }
    }
    if vary == Vary::SharedSd {
        // s² = (ς + Σ_k E_k) / (n + ν + k + 2)
        let total: f64 = spreads.iter().sum();
        let variance = (prior.scale + total) / (held + prior.extra_count_shared(components.len()));
        set_shared_sd(&mut components, variance.sqrt().max(least_sd));
    }
    entering.with(components)
}

/// Gives all components one sd.
pub fn set_shared_sd(components: &mut [Component], sd: f64) {
    for component in components {
        component.sd = sd;
    }
}
