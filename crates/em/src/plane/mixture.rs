//! A mixture of Gaussians in the plane: what EM estimates.

use super::Point;
use super::covariance::{Covariance, Scatter, whitened};
use crate::mixture::{self, LN_SQRT_TAU, MAX_COMPONENTS, SUM_ROUNDING};
use std::f64::consts::FRAC_1_SQRT_2;
use std::fmt;
use wide::f64x4;

/// One Gaussian and its share of the mixture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Component {
    /// The probability that a point comes from here: 0 to 1.
    pub weight: f64,
    /// The mean, in the data's units.
    pub mean: Point,
    /// The covariance.
    pub covariance: Covariance,
}

impl Component {
    /// ln(w N(m; m, Σ)), at the peak: ln w − ln √|Σ| − ln 2π.
    pub fn ln_height(&self) -> f64 {
        self.weight.ln() - 0.5 * self.covariance.ln_determinant() - 2.0 * LN_SQRT_TAU
    }

    /// ln(w N(x; m, Σ)): −∞ where the weight is 0.
    pub fn ln_weighted_density(&self, point: Point) -> f64 {
        Peak::of(self).ln_weighted_density(point)
    }
}

/// A component with what its density needs, computed once for many points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Peak {
    pub(super) mean: Point,
    pub(super) ln_height: f64,
    pub(super) whitening: [f64; 3],
}

impl Peak {
    pub(super) fn of(c: &Component) -> Self {
        Self { mean: c.mean, ln_height: c.ln_height(), whitening: c.covariance.whitening() }
    }

    /// ln(w N(x; m, Σ)).
    pub(super) fn ln_weighted_density(&self, [x, y]: Point) -> f64 {
        let d = [x - self.mean[0], y - self.mean[1]];
        self.ln_height - 0.5 * whitened(self.whitening, d)
    }
}

/// The same for four points at a time.
pub(super) struct PeakOfFour {
    mean: [f64x4; 2],
    ln_height: f64x4,
    /// Over √2.
    whitening: [f64x4; 3],
}

impl PeakOfFour {
    pub(super) fn of(c: &Component) -> Self {
        let Peak { mean, ln_height, whitening } = Peak::of(c);
        let whitening = whitening.map(|z| f64x4::splat(z * FRAC_1_SQRT_2));
        Self { mean: mean.map(f64x4::splat), ln_height: f64x4::splat(ln_height), whitening }
    }

    /// ln(w N(x; m, Σ)) of each point.
    #[inline(always)]
    pub(super) fn ln_weighted_density(&self, [x, y]: [f64x4; 2]) -> f64x4 {
        let ([dx, dy], [a, b, c]) = ([x - self.mean[0], y - self.mean[1]], self.whitening);
        let (z1, z2) = (a * dx, b * dx + c * dy);
        self.ln_height - (z1 * z1 + z2 * z2)
    }
}

/// The index of the largest term; of equals the first.
pub(super) fn largest(terms: impl Iterator<Item = f64>) -> usize {
    let mut best = (0, f64::NEG_INFINITY);
    for (k, term) in terms.enumerate() {
        if term > best.1 {
            best = (k, term);
        }
    }
    best.0
}

/// One of the two coordinates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// The first one, across.
    X,
    /// The second one, upwards.
    Y,
}

impl Axis {
    /// Its place in a point.
    pub fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Axis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if *self == Self::X { "x" } else { "y" })
    }
}

/// A mixture of 1 to [`MAX_COMPONENTS`] Gaussians whose weights sum to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Mixture {
    components: Vec<Component>,
}

/// Why components are no mixture. A component is named by its index.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MixtureError {
    /// So many components: there must be 1 to [`MAX_COMPONENTS`].
    Count(usize),
    /// A weight that is negative or not finite.
    Weight(usize, f64),
    /// A mean that is not finite.
    Mean(usize, Point),
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
            Self::Mean(k, [x, y]) => {
                write!(f, "component {k} has the mean ({x:?}, {y:?}): both must be finite numbers")
            }
            Self::Sum(sum) => write!(f, "the weights sum to {sum:?}, and not to 1"),
        }
    }
}

impl std::error::Error for MixtureError {}

impl Mixture {
    /// A mixture of these components.
    pub fn new(components: Vec<Component>) -> Result<Self, MixtureError> {
        if !(1..=MAX_COMPONENTS).contains(&components.len()) {
            return Err(MixtureError::Count(components.len()));
        }
        for (k, c) in components.iter().enumerate() {
            if !(c.weight.is_finite() && c.weight >= 0.0) {
                return Err(MixtureError::Weight(k, c.weight));
            }
            if !c.mean.iter().all(|x| x.is_finite()) {
                return Err(MixtureError::Mean(k, c.mean));
            }
        }
        let sum: f64 = components.iter().map(|c| c.weight).sum();
        if (sum - 1.0).abs() > SUM_ROUNDING {
            return Err(MixtureError::Sum(sum));
        }
        Ok(Self { components })
    }

    /// The same without the checks, for components that are known to pass them, such as those of an M step.
    pub(super) fn unchecked(components: Vec<Component>) -> Self {
        Self { components }
    }

    /// The components.
    pub fn components(&self) -> &[Component] {
        &self.components
    }

    /// How many components there are.
    pub fn k(&self) -> usize {
        self.components.len()
    }

    /// ln p(x).
    pub fn ln_density(&self, point: Point) -> f64 {
        let terms: Vec<f64> = self.components.iter().map(|c| c.ln_weighted_density(point)).collect();
        let largest = terms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        largest + terms.iter().map(|term| (term - largest).exp()).sum::<f64>().ln()
    }

    /// Each component's responsibility for a point; they sum to 1.
    pub fn responsibilities(&self, point: Point) -> Vec<f64> {
        let ln_density = self.ln_density(point);
        self.components.iter().map(|c| (c.ln_weighted_density(point) - ln_density).exp()).collect()
    }

    /// The component of the largest responsibility for a point; of equals the first.
    pub fn most_responsible(&self, point: Point) -> usize {
        largest(self.components.iter().map(|c| c.ln_weighted_density(point)))
    }

    /// The margin: how one coordinate alone is distributed. It is a mixture in one dimension with the same
    /// weights.
    pub fn margin(&self, axis: Axis) -> mixture::Mixture {
        let of = |c: &Component| {
            let Scatter { xx, yy, .. } = c.covariance.scatter();
            let (mean, variance) = match axis {
                Axis::X => (c.mean[0], xx),
                Axis::Y => (c.mean[1], yy),
            };
            mixture::Component { weight: c.weight, mean, sd: variance.sqrt() }
        };
        mixture::Mixture::unchecked(self.components.iter().map(of).collect())
    }
}
