//! Fraley and Raftery's conjugate prior in d = 2 dimensions, or none.
//!
//! Source: Fraley and Raftery (2007), Bayesian regularization for normal mixture estimation and model-based
//! clustering, Journal of Classification 24, 155–181; the default of R's mclust.

use super::Point;
use super::cloud::Cloud;
use super::covariance::{Covariance, Scatter};
use super::m_step::Floor;
use super::mixture::{Component, Mixture};
use super::settings::{CovarianceType, Settings, Vary};
use crate::em::{PriorKind, SHRINKAGE};
use crate::mixture::LN_SQRT_TAU;
use std::f64::consts::{LN_2, PI};

/// ν: the degrees of freedom of the covariances' prior, d + 2.
const DEGREES_OF_FREEDOM: f64 = 4.0;

/// The prior of the parameters; all numbers zero under maximum likelihood.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prior {
    /// κ, the weight of `mean`, in points.
    pub shrinkage: f64,
    /// μ₀, the centre of the means' prior: the data's mean.
    pub mean: Point,
    /// Λ, added to a component's sums of squares and products: var(data, n − 1) / k; where no covariance has a
    /// correlation ς² I, with ς² the mean of the two variances over k.
    pub scale: Scatter,
    /// ln |Λ|; of points on a line, where |Λ| is 0, that of the floor.
    ln_scale: f64,
    kind: PriorKind,
    covariance: CovarianceType,
    vary: Vary,
}

impl Prior {
    /// The prior of k components on these points.
    pub fn new(settings: &Settings, cloud: &Cloud, k: usize, floor: Floor) -> Self {
        let Settings { prior: kind, covariance, vary, .. } = *settings;
        let none = Self {
            shrinkage: 0.0,
            mean: [0.0; 2],
            scale: Scatter::default(),
            ln_scale: 0.0,
            kind,
            covariance,
            vary,
        };
        match kind {
            PriorKind::None => none,
            PriorKind::Conjugate => {
                let n = cloud.n() as f64;
                let variance = cloud.covariance() * (n / (n - 1.0) / k as f64);
                let both = 0.5 * variance.trace();
                let scale = match covariance {
                    CovarianceType::Full | CovarianceType::Tied => variance,
                    CovarianceType::Diagonal | CovarianceType::Spherical => {
                        Scatter { xx: both, xy: 0.0, yy: both }
                    }
                };
                let raised = || floor.raised(scale, CovarianceType::Full);
                let ln_scale = Covariance::new(scale).unwrap_or_else(raised).ln_determinant();
                Self { shrinkage: SHRINKAGE, mean: cloud.mean(), scale, ln_scale, ..none }
            }
        }
    }

    /// Whether this is maximum likelihood, without a prior.
    pub fn is_none(&self) -> bool {
        self.kind == PriorKind::None
    }

    /// What is added to a component's count, or of tied covariances to n, under its sums of squares. The mode
    /// has ν + d + 2 with the covariance of one component, ν + d + 1 + k with that of all, ν + 3 with a variance
    /// of one coordinate, and ν + 2 + d with d times the count where the variance is that of both.
    pub fn extra_count(&self, k: usize) -> f64 {
        let extra = match self.covariance {
            _ if self.is_none() => return 0.0,
            CovarianceType::Full => 4.0,
            CovarianceType::Tied => 3.0 + k as f64,
            CovarianceType::Diagonal => 3.0,
            CovarianceType::Spherical => 4.0,
        };
        DEGREES_OF_FREEDOM + extra
    }

    /// ln prior = Σ_k ln N(m_k; μ₀, Σ_k/κ) + Σ ln p(Σ), normalised. The second sum runs over the covariances
    /// that EM moves: all, the tied one, or none. p is the inverse Wishart density, or that of an inverse gamma
    /// for each variance.
    pub fn ln_density(&self, mixture: &Mixture) -> f64 {
        if self.is_none() {
            return 0.0;
        }
        let components = mixture.components();
        let means: f64 = components.iter().map(|c| self.ln_of_mean(c)).sum();
        let moved = match (self.vary, self.covariance) {
            (Vary::Means, _) => &[],
            (Vary::All, CovarianceType::Tied) => &components[..1],
            (Vary::All, _) => components,
        };
        means + moved.iter().map(|c| self.ln_of_covariance(c.covariance)).sum::<f64>()
    }

    fn ln_of_mean(&self, c: &Component) -> f64 {
        let d = [0, 1].map(|axis| c.mean[axis] - self.mean[axis]);
        self.shrinkage.ln()
            - 2.0 * LN_SQRT_TAU
            - 0.5 * c.covariance.ln_determinant()
            - 0.5 * self.shrinkage * c.covariance.squared_distance(d)
    }

    fn ln_of_covariance(&self, covariance: Covariance) -> f64 {
        let (nu, shape) = (DEGREES_OF_FREEDOM, 0.5 * DEGREES_OF_FREEDOM);
        let Scatter { xx, yy, .. } = covariance.scatter();
        // InvGamma(v; ν/2, ς²/2), with Γ(ν/2) = 1 at ν = 4
        let rate = 0.5 * self.scale.xx;
        let of_variance = |v: f64| shape * rate.ln() - (shape + 1.0) * v.ln() - rate / v;
        match self.covariance {
            CovarianceType::Full | CovarianceType::Tied => {
                // |Λ|^(ν/2) / (2^ν Γ₂(ν/2)) |Σ|^(−(ν + 3)/2) e^(−tr(Λ Σ⁻¹)/2), with Γ₂(2) = π/2
                shape * self.ln_scale
                    - nu * LN_2
                    - (0.5 * PI).ln()
                    - 0.5 * (nu + 3.0) * covariance.ln_determinant()
                    - 0.5 * covariance.squared_distances(self.scale)
            }
            CovarianceType::Diagonal => of_variance(xx) + of_variance(yy),
            CovarianceType::Spherical => of_variance(xx),
        }
    }
}
