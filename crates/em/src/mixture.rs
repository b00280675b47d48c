//! A mixture of curves of one [`Family`]: what EM estimates.
//!
//! Every value is drawn in two steps: first a component, component k with probability w_k (its
//! mixing proportion), then a number from its curve. Which component it was is not recorded; by
//! Bayes' rule each component has a probability of having been the one, its responsibility.

use crate::family::{Family, LnCurve};
use std::fmt;

/// ln √(2π), the Gaussian's normalising constant.
pub const LN_SQRT_TAU: f64 = 0.918_938_533_204_672_8;

/// The most components a mixture may have. The kernel is compiled once for each number.
pub const MAX_COMPONENTS: usize = 8;

/// The largest magnitude of a value or a mean; an sd is at least its reciprocal. In between
/// no square overflows: ((x − m)/s)² is at most 4e240. A [`Dataset`](crate::dataset::Dataset) checks
/// its values; means and sds the caller keeps within these bounds.
pub const LARGEST: f64 = 1e60;

/// How far from 1 the sum of a mixture's weights may be: weights with ten decimals are in.
pub(crate) const SUM_ROUNDING: f64 = 1e-9;

/// One curve and its share of the mixture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Component {
    /// The probability that a value comes from here: 0 to 1.
    pub weight: f64,
    /// The curve's mean, in the data's unit.
    pub mean: f64,
    /// The curve's standard deviation, in the data's unit: above 0 in the Gaussian family, where it is a
    /// parameter of its own, and what follows from the mean in the others.
    pub sd: f64,
}

/// As a Gaussian.
impl Component {
    /// ln(w N(m; m, s²)), at the peak: ln w − ln s − ln √(2π).
    pub fn ln_height(&self) -> f64 {
        self.weight.ln() - self.sd.ln() - LN_SQRT_TAU
    }

    /// ln(w N(x; m, s²)): −∞ where the weight is 0.
    pub fn ln_weighted_density(&self, x: f64) -> f64 {
        let z = (x - self.mean) / self.sd;
        self.ln_height() - 0.5 * z * z
    }

    /// w N(x; m, s²).
    pub fn weighted_density(&self, x: f64) -> f64 {
        self.ln_weighted_density(x).exp()
    }
}

/// A mixture of 1 to [`MAX_COMPONENTS`] curves whose weights sum to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Mixture {
    family: Family,
    components: Vec<Component>,
}

/// Why components are no mixture. A component is named by its index.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MixtureError {
    /// So many components: there must be 1 to [`MAX_COMPONENTS`].
    Count(usize),
    /// A weight that is negative or not finite.
    Weight(usize, f64),
    /// A mean that is not finite, or that no component of the family has.
    Mean(usize, f64),
    /// An sd that is not above 0, or not finite.
    Sd(usize, f64),
    /// The weights sum to this, and not to 1.
    Sum(f64),
}

impl fmt::Display for MixtureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(k) => write!(f, "{k} components: a mixture has 1 to {MAX_COMPONENTS}"),
            Self::Weight(k, x) => {
                write!(f, "component {k} has the weight {x:?}: it must be a number from 0 to 1")
            }
            Self::Mean(k, x) => write!(f, "component {k} has the mean {x:?}: it must be a finite number"),
            Self::Sd(k, x) => write!(f, "component {k} has the sd {x:?}: it must be a finite number above 0"),
            Self::Sum(sum) => write!(f, "the weights sum to {sum:?}, and not to 1"),
        }
    }
}

impl std::error::Error for MixtureError {}

impl Mixture {
    /// A mixture of these Gaussians.
    pub fn new(components: Vec<Component>) -> Result<Self, MixtureError> {
        Self::of(Family::default(), components)
    }

    /// A mixture of these components of a family; where their sds follow from the means, they are set.
    pub fn of(family: Family, components: Vec<Component>) -> Result<Self, MixtureError> {
        if !(1..=MAX_COMPONENTS).contains(&components.len()) {
            return Err(MixtureError::Count(components.len()));
        }
        for (k, c) in components.iter().enumerate() {
            if !(c.weight.is_finite() && c.weight >= 0.0) {
                return Err(MixtureError::Weight(k, c.weight));
            }
            if !c.mean.is_finite() || !family.curve().means(f64::MIN_POSITIVE).contains(&c.mean) {
                return Err(MixtureError::Mean(k, c.mean));
            }
            if family.is_gaussian() && !(c.sd.is_finite() && c.sd > 0.0) {
                return Err(MixtureError::Sd(k, c.sd));
            }
        }
        let sum: f64 = components.iter().map(|c| c.weight).sum();
        if (sum - 1.0).abs() > SUM_ROUNDING {
            return Err(MixtureError::Sum(sum));
        }
        let with_sd = |c: &Component| family.component(c.weight, c.mean, c.sd);
        Ok(Self { family, components: components.iter().map(with_sd).collect() })
    }

    /// A mixture of Gaussians without the checks of [`Mixture::new`], for components that are known to pass
    /// them, such as those of an M step. With other numbers densities may be NaN, or no densities at all.
    pub fn unchecked(components: Vec<Component>) -> Self {
        Self::unchecked_of(Family::default(), components)
    }

    /// The same in another family, without the checks of [`Mixture::of`].
    pub fn unchecked_of(family: Family, components: Vec<Component>) -> Self {
        debug_assert!((1..=MAX_COMPONENTS).contains(&components.len()));
        Self { family, components }
    }

    /// A mixture of the same family.
    pub fn with(&self, components: Vec<Component>) -> Self {
        Self::unchecked_of(self.family, components)
    }

    /// The family of its curves.
    pub fn family(&self) -> Family {
        self.family
    }

    /// ln(w_k f_k(x) / h(x)) of each component: see [`LnCurve`].
    pub fn ln_curves(&self) -> Vec<LnCurve> {
        self.components.iter().map(|c| self.family.curve().ln_curve(c)).collect()
    }

    /// The components. EM keeps their order.
    pub fn components(&self) -> &[Component] {
        &self.components
    }

    /// How many components there are.
    pub fn k(&self) -> usize {
        self.components.len()
    }

    /// ln(w f(x) / h(x)) of one of its components.
    fn ln_weighted(&self, component: &Component, x: f64) -> f64 {
        if self.family.is_gaussian() {
            component.ln_weighted_density(x)
        } else {
            self.family.curve().ln_curve(component).at(x)
        }
    }

    /// ln(p(x) / h(x)), by log-sum-exp: finite even 40 sds from every mean.
    fn ln_relative_density(&self, x: f64) -> f64 {
        let lns = || self.components.iter().map(|c| self.ln_weighted(c, x));
        let largest = lns().fold(f64::NEG_INFINITY, f64::max);
        let relative: f64 = lns().map(|ln| (ln - largest).exp()).sum();
        largest + relative.ln()
    }

    /// ln p(x) = ln Σ_k w_k f_k(x), at a value that the family takes.
    pub fn ln_density(&self, x: f64) -> f64 {
        self.ln_relative_density(x) + self.family.curve().ln_base(x)
    }

    /// w_k f_k(x) of each component, at a value that the family takes.
    pub fn weighted_densities(&self, x: f64) -> Vec<f64> {
        let ln_base = self.family.curve().ln_base(x);
        self.components.iter().map(|c| (self.ln_weighted(c, x) + ln_base).exp()).collect()
    }

    /// p(x) = Σ_k w_k f_k(x).
    pub fn density(&self, x: f64) -> f64 {
        self.ln_density(x).exp()
    }

    /// Bayes' rule: r_k = w_k f_k(x) / p(x), the probability that x came from component k.
    pub fn responsibilities(&self, x: f64) -> Vec<f64> {
        let ln_density = self.ln_relative_density(x);
        self.components.iter().map(|c| (self.ln_weighted(c, x) - ln_density).exp()).collect()
    }

    /// The component that x most probably is from; of equals the first.
    pub fn most_responsible(&self, x: f64) -> usize {
        let mut best = 0;
        let mut best_ln = f64::NEG_INFINITY;
        for (k, component) in self.components.iter().enumerate() {
            let ln = self.ln_weighted(component, x);
            if ln > best_ln {
                (best, best_ln) = (k, ln);
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(rows: &[(f64, f64, f64)]) -> Result<Mixture, MixtureError> {
        Mixture::new(rows.iter().map(|&(weight, mean, sd)| Component { weight, mean, sd }).collect())
    }

    #[test]
    fn what_is_no_mixture_is_refused_and_nan_fails_every_check() {
        assert!(made(&[(0.1, -3.0, 1e-60), (0.2, 0.0, 1.0), (0.7, 1e60, 1e60), (0.0, 5.0, 1.0)]).is_ok());
        assert_eq!(made(&[]), Err(MixtureError::Count(0)));
        assert_eq!(made(&[(1.0 / 9.0, 0.0, 1.0); 9]), Err(MixtureError::Count(9)));
        for bad in [-0.1, f64::INFINITY] {
            assert_eq!(made(&[(0.5, 0.0, 1.0), (bad, 0.0, 1.0)]), Err(MixtureError::Weight(1, bad)));
        }
        for bad in [0.0, -1.0, f64::INFINITY] {
            assert_eq!(made(&[(1.0, 0.0, bad)]), Err(MixtureError::Sd(0, bad)));
        }
        assert_eq!(made(&[(1.0, f64::NEG_INFINITY, 1.0)]), Err(MixtureError::Mean(0, f64::NEG_INFINITY)));
        assert!(matches!(made(&[(f64::NAN, 0.0, 1.0)]), Err(MixtureError::Weight(0, _))));
        assert!(matches!(made(&[(1.0, f64::NAN, 1.0)]), Err(MixtureError::Mean(0, _))));
        assert!(matches!(made(&[(1.0, 0.0, f64::NAN)]), Err(MixtureError::Sd(0, _))));
        assert!(matches!(made(&[(0.5, 0.0, 1.0), (0.49, 1.0, 1.0)]), Err(MixtureError::Sum(_))));
        let refusal = made(&[(1.0, 0.0, -2.0)]).unwrap_err();
        assert_eq!(refusal.to_string(), "component 0 has the sd -2.0: it must be a finite number above 0");
    }
}
