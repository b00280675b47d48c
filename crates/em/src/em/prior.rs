//! The prior of the parameters: Fraley and Raftery's conjugate prior, or none.
//!
//! On the M step the prior acts like a few points added to the data: κ points at the data's mean, and
//! a little spread that keeps every variance above 0. With none of either it is maximum likelihood, so
//! the M step needs one formula only.
//!
//! Source: Fraley and Raftery (2007), Bayesian regularization for normal mixture estimation
//! and model-based clustering, Journal of Classification 24, 155–181; the default of R's mclust.

use super::curvature::Curvature;
use super::{PriorKind, Vary};
use crate::dataset::Dataset;
use crate::mixture::{LN_SQRT_TAU, Mixture};

/// κ: the means' prior counts as much as so many points.
pub(crate) const SHRINKAGE: f64 = 0.01;

/// ν: the degrees of freedom of the variances' prior, d + 2 in d = 1 dimension.
const DEGREES_OF_FREEDOM: f64 = 3.0;

/// ln Γ(ν/2) at ν = 3: ln(√π / 2).
const LN_GAMMA_HALF_NU: f64 = -0.120_782_237_635_245_22;

/// The prior of the parameters; all numbers zero under maximum likelihood.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prior {
    /// κ, the weight of `mean`, in points.
    pub shrinkage: f64,
    /// μ₀, the centre of the means' prior: the data's mean.
    pub mean: f64,
    /// ς, added to every sum of squares: var(data, n − 1) / k².
    pub scale: f64,
    kind: PriorKind,
}

impl Prior {
    /// The prior of `kind` for k components on `data`.
    pub fn new(kind: PriorKind, data: &Dataset, k: usize) -> Self {
        match kind {
            PriorKind::None => Self { shrinkage: 0.0, mean: 0.0, scale: 0.0, kind },
            PriorKind::Conjugate => {
                let n = data.n() as f64;
                let variance = data.sd() * data.sd() * n / (n - 1.0);
                Self { shrinkage: SHRINKAGE, mean: data.mean(), scale: variance / (k * k) as f64, kind }
            }
        }
    }

    /// Whether this is maximum likelihood, without a prior.
    pub fn is_none(&self) -> bool {
        self.kind == PriorKind::None
    }

    /// What is added to a component's count under its variance: ν + 3.
    pub fn extra_count(&self) -> f64 {
        if self.is_none() { 0.0 } else { DEGREES_OF_FREEDOM + 3.0 }
    }

    /// What is added to n under the one shared variance of k components: ν + k + 2.
    pub fn extra_count_shared(&self, k: usize) -> f64 {
        if self.is_none() { 0.0 } else { DEGREES_OF_FREEDOM + k as f64 + 2.0 }
    }

    /// ln prior = Σ_k ln N(m_k; μ₀, v_k/κ) + Σ ln InvGamma(v; ν/2, ς/2), normalised; the
    /// second sum runs over the variances that EM moves: all, the one shared, or none.
    pub fn ln_density(&self, mixture: &Mixture, vary: Vary) -> f64 {
        if self.is_none() {
            return 0.0;
        }
        let components = mixture.components();
        let of_mean = |mean: f64, sd: f64| {
            let z = (mean - self.mean) / sd;
            -LN_SQRT_TAU - sd.ln() + 0.5 * self.shrinkage.ln() - 0.5 * self.shrinkage * z * z
        };
        let of_sd = |sd: f64| {
            let (shape, rate) = (DEGREES_OF_FREEDOM / 2.0, self.scale / 2.0);
            shape * rate.ln() - LN_GAMMA_HALF_NU - 2.0 * (shape + 1.0) * sd.ln() - rate / (sd * sd)
        };
        let means: f64 = components.iter().map(|c| of_mean(c.mean, c.sd)).sum();
        let sds: f64 = match vary {
            Vary::All => components.iter().map(|c| of_sd(c.sd)).sum(),
            Vary::SharedSd => of_sd(components[0].sd),
            Vary::Means => 0.0,
        };
        means + sds
    }

    /// Adds the slope and the curvature of ln prior to the data's.
    pub(super) fn add_curvature(&self, mixture: &Mixture, vary: Vary, found: &mut Curvature) {
        if self.is_none() {
            return;
        }
        for (k, c) in mixture.components().iter().enumerate() {
            let (m, lambda) = (3 * k + 1, 3 * k + 2);
            // ln N(m; μ₀, s²/κ) = −λ − κ z² / 2 + …, with z = (m − μ₀) / s
            let z = (c.mean - self.mean) / c.sd;
            found.slope[m] -= self.shrinkage * z;
            found.slope[lambda] += self.shrinkage * z * z - 1.0;
            found.hessian[m][m] -= self.shrinkage;
            found.hessian[m][lambda] += 2.0 * self.shrinkage * z;
            found.hessian[lambda][m] += 2.0 * self.shrinkage * z;
            found.hessian[lambda][lambda] -= 2.0 * self.shrinkage * z * z;
            // ln InvGamma(s²; ν/2, ς/2) = −(ν + 2) λ − ς / 2s² + …, once for a shared sd
            if vary == Vary::All || (vary == Vary::SharedSd && k == 0) {
                let rate = self.scale / (c.sd * c.sd);
                found.slope[lambda] += rate - (DEGREES_OF_FREEDOM + 2.0);
                found.hessian[lambda][lambda] -= 2.0 * rate;
            }
        }
    }
}
