//! The M step in the plane: from the E step's statistics to the parameters that fit best.

use super::cloud::Cloud;
use super::covariance::{Covariance, Scatter};
use super::mixture::Mixture;
use super::prior::Prior;
use super::settings::{CovarianceType, Settings, Vary};
use super::sums::Moments;
use crate::em::EMPTY_SHARE;
use crate::mixture::LARGEST;

/// The least `floor_fraction`: a smaller one stands for it. An ellipse that is much narrower has too few digits
/// left, so that rounding would let the objective fall.
const LEAST_FLOOR: f64 = 1e-4;

/// A covariance whose narrowest sd is above the floor by no more than this part is on it.
const ON_FLOOR: f64 = 1e-9;

/// The least sd of x and of y, and of every direction between, as an ellipse has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Floor([f64; 2]);

impl Floor {
    /// A fraction of the data's sds.
    pub fn new(fraction: f64, cloud: &Cloud) -> Self {
        Self(cloud.sds().map(|sd| (sd * fraction.max(LEAST_FLOOR)).max(LARGEST.recip())))
    }

    /// The covariance of this type that fits `scatter` best and is nowhere under the floor: the exact constrained
    /// maximum, so that the objective still never falls.
    pub(super) fn raised(self, scatter: Scatter, covariance: CovarianceType) -> Covariance {
        let floor = self.of(covariance);
        Covariance::at_least_one(nearest(scatter, covariance).scaled(floor.map(f64::recip))).scaled(floor)
    }

    /// The least sds of x and y: a circle has one for both.
    fn of(self, covariance: CovarianceType) -> [f64; 2] {
        let Self([x, y]) = self;
        if covariance == CovarianceType::Spherical { [x.max(y); 2] } else { [x, y] }
    }

    /// Whether a covariance is as narrow as the floor in some direction.
    pub fn holds(self, covariance: Covariance, of: CovarianceType) -> bool {
        covariance.scaled(self.of(of).map(f64::recip)).axes().sds[1] <= 1.0 + ON_FLOOR
    }
}

/// The scatter of this type that fits points with `scatter` best.
fn nearest(scatter: Scatter, covariance: CovarianceType) -> Scatter {
    let both = 0.5 * scatter.trace();
    match covariance {
        CovarianceType::Full | CovarianceType::Tied => scatter,
        CovarianceType::Diagonal => Scatter { xy: 0.0, ..scatter },
        CovarianceType::Spherical => Scatter { xx: both, xy: 0.0, yy: both },
    }
}

/// Whether a component that holds `count` of `n` points is empty: it keeps its mean, and a covariance of its own.
pub fn is_empty(count: f64, n: f64, prior: &Prior) -> bool {
    prior.is_none() && count < EMPTY_SHARE * n
}

/// The mixture that maximises the expected ln likelihood of points and memberships (plus the ln prior), given
/// the `moments` that an E step took under the mixture `entering`.
pub fn maximize(
    entering: &Mixture,
    moments: &[Moments],
    settings: &Settings,
    prior: &Prior,
    floor: Floor,
) -> Mixture {
    let Settings { covariance, vary, .. } = *settings;
    let n: f64 = moments.iter().map(|m| m.count).sum();
    let empty = |k: usize| is_empty(moments[k].count, n, prior);
    // n in the formulas below: the points of the components that are not empty
    let held: f64 = (0..moments.len()).filter(|&k| !empty(k)).map(|k| moments[k].count).sum();

    let mut components = entering.components().to_vec();
    let mut total = Scatter::default();
    let extra = prior.extra_count(components.len());
    for (k, component) in components.iter_mut().enumerate() {
        if empty(k) {
            if vary == Vary::All {
                component.weight = 0.0;
            }
            continue;
        }
        let Moments { count, first, spread, .. } = moments[k];
        let pull = [0, 1].map(|axis| prior.mean[axis] - component.mean[axis]); // μ₀ − m_k
        let beside = [0, 1].map(|axis| moments[k].shift()[axis] - pull[axis]); // x̄_k − μ₀

        // E_k = S_k + κ N_k / (N_k + κ) (x̄_k − μ₀)(x̄_k − μ₀)ᵀ
        let shrunk = prior.shrinkage * count / (count + prior.shrinkage);
        let spread = if shrunk > 0.0 { spread + Scatter::of(beside) * shrunk } else { spread };
        total += spread;

        // m_k = (N_k x̄_k + κ μ₀) / (N_k + κ)
        for axis in 0..2 {
            component.mean[axis] += (first[axis] + prior.shrinkage * pull[axis]) / (count + prior.shrinkage);
        }
        if vary == Vary::Means {
            continue;
        }
        component.weight = count / held; // w_k = N_k / n
        let fitted = match covariance {
            CovarianceType::Tied => continue,
            // Σ_k = (Λ + E_k) / (N_k + ν + 4), or of each coordinate (ς² + E_k) / (N_k + ν + 3)
            CovarianceType::Full | CovarianceType::Diagonal => {
                (prior.scale + spread) * (count + extra).recip()
            }
            // s_k² = (ς² + tr E_k) / (2 N_k + ν + 4)
            CovarianceType::Spherical => {
                let trace = prior.scale.xx + spread.trace();
                let variance = trace / (2.0 * count + extra);
                Scatter { xx: variance, xy: 0.0, yy: variance }
            }
        };
        component.covariance = floor.raised(fitted, covariance);
    }
    if covariance == CovarianceType::Tied && vary == Vary::All {
        // Σ = (Λ + Σ_k E_k) / (n + ν + k + 3)
        let shared = floor.raised((prior.scale + total) * (held + extra).recip(), covariance);
        components.iter_mut().for_each(|component| component.covariance = shared);
    }
    Mixture::unchecked(components)
}

/// A mixture with covariances of this type, as near as can be to those it has; tied ones are pooled.
pub fn of_type(mixture: Mixture, covariance: CovarianceType) -> Mixture {
    let mut components = mixture.components().to_vec();
    let pooled = components.iter().fold(Scatter::default(), |sum, c| sum + c.covariance.scatter() * c.weight);
    for component in &mut components {
        let own = component.covariance.scatter();
        let wanted = if covariance == CovarianceType::Tied { pooled } else { nearest(own, covariance) };
        component.covariance = Covariance::new(wanted).unwrap_or(component.covariance);
    }
    Mixture::unchecked(components)
}
