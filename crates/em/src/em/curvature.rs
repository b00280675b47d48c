//! Slope and curvature (gradient and Hessian) of the log-likelihood at a mixture.
//!
//! With η_k = ln w_k and λ_k = ln s_k, ln p(x) = ln Σ_k e^{η_k} N(x; m_k, e^{2λ_k}) − ln Σ_k e^{η_k};
//! a step of a mean is measured in its own sd. With z = (x − m_k) / s_k the slope of ln(w_k N_k) is
//! u_k = (1, z, z² − 1), and
//!
//! ∇ ln p = Σ_k r_k u_k,
//! ∇² ln p = Σ_k r_k (U_k + u_k u_kᵀ) − (Σ_k r_k u_k)(Σ_k r_k u_k)ᵀ,
//!
//! where U_k, the curvature of ln(w_k N_k), has −1 for the mean, −2z² for λ, and −2z between them.
//! The last product is the missing information: what is lost because nobody knows which component a
//! point is from. Louis (1982), Finding the observed information matrix when using the EM algorithm.

use super::exp_ln::Exp;
use super::sums::Points;
use crate::mixture::{MAX_COMPONENTS, Mixture};
use wide::f64x4;

/// Parameters of the largest mixture: η, the mean and λ of each component, in this order.
pub const MOST: usize = 3 * MAX_COMPONENTS;

/// The slope and the curvature of an objective, in nats, over η_k, m_k / s_k and λ_k, k by k.
#[derive(Clone, Debug)]
pub struct Curvature {
    /// First derivatives.
    pub slope: [f64; MOST],
    /// Second derivatives.
    pub hessian: [[f64; MOST]; MOST],
}

impl Curvature {
    /// Of Σ_i ln p(x_i).
    pub fn of(points: Points, mixture: &Mixture) -> Self {
        let k = mixture.k();
        let mut sums = CurvatureSums::new(mixture);
        for four in 0..points.values.len().div_ceil(4) {
            sums.take(points.four(four), k);
        }
        sums.curvature(mixture)
    }
}

/// The running sums, four lanes wide.
struct CurvatureSums {
    mean: [f64x4; MAX_COMPONENTS],
    inverse_sd: [f64x4; MAX_COMPONENTS],
    /// ln w − ln s − ln √(2π)
    ln_height: [f64x4; MAX_COMPONENTS],
    exp: Exp,
    /// Σ_i r_ik z^p for p = 0 to 4.
    powers: [[f64x4; 5]; MAX_COMPONENTS],
    /// Σ_i (r_i u_i)(r_i u_i)ᵀ, the upper half.
    products: Box<[[f64x4; MOST]; MOST]>,
}

impl CurvatureSums {
    fn new(mixture: &Mixture) -> Self {
        let mut sums = Self {
            mean: [f64x4::ZERO; MAX_COMPONENTS],
            inverse_sd: [f64x4::ZERO; MAX_COMPONENTS],
            ln_height: [f64x4::ZERO; MAX_COMPONENTS],
            exp: Exp::new(),
            powers: [[f64x4::ZERO; 5]; MAX_COMPONENTS],
            products: Box::new([[f64x4::ZERO; MOST]; MOST]),
        };
        for (k, c) in mixture.components().iter().enumerate() {
            sums.mean[k] = f64x4::splat(c.mean);
            sums.inverse_sd[k] = f64x4::splat(c.sd.recip());
            sums.ln_height[k] = f64x4::splat(c.ln_height());
        }
        sums
    }

    fn take(&mut self, (base, x, weight): (f64x4, f64x4, Option<f64x4>), k: usize) {
        let weight = weight.unwrap_or(f64x4::ONE);
        let half = f64x4::splat(0.5);
        let mut z = [f64x4::ZERO; MAX_COMPONENTS];
        let mut r = [f64x4::splat(f64::NEG_INFINITY); MAX_COMPONENTS];
        let mut largest = r[0];
        for k in 0..k {
            z[k] = ((base - self.mean[k]) + x) * self.inverse_sd[k];
            r[k] = self.ln_height[k] - half * z[k] * z[k];
            largest = largest.fast_max(r[k]);
        }
        let mut sum = f64x4::ZERO;
        for r in &mut r[..k] {
            *r = self.exp.of(*r - largest);
            sum += *r;
        }
        let share = f64x4::ONE / sum;
        let mut u = [f64x4::ZERO; MOST];
        for k in 0..k {
            let r = r[k] * share;
            (u[3 * k], u[3 * k + 1], u[3 * k + 2]) = (r, r * z[k], r * (z[k] * z[k] - f64x4::ONE));
            let mut term = weight * r;
            for power in &mut self.powers[k] {
                *power += term;
                term *= z[k];
            }
        }
        for a in 0..3 * k {
            let weighted = weight * u[a];
            for (sum, &u) in self.products[a][a..3 * k].iter_mut().zip(&u[a..3 * k]) {
                *sum += weighted * u;
            }
        }
    }

    fn curvature(&self, mixture: &Mixture) -> Curvature {
        let k = mixture.k();
        let powers = self.powers.map(|sums| sums.map(f64x4::reduce_add));
        let n: f64 = powers.iter().map(|p| p[0]).sum();
        let mut found = Curvature { slope: [0.0; MOST], hessian: [[0.0; MOST]; MOST] };
        for a in 0..3 * k {
            for b in a..3 * k {
                found.hessian[a][b] = -self.products[a][b].reduce_add();
                found.hessian[b][a] = found.hessian[a][b];
            }
        }
        for (k, [p0, p1, p2, p3, p4]) in powers.into_iter().take(k).enumerate() {
            let (eta, m, lambda) = (3 * k, 3 * k + 1, 3 * k + 2);
            let weight = mixture.components()[k].weight;
            // − n ln Σ_k e^{η_k}: the weights sum to 1
            found.slope[eta] = p0 - n * weight;
            found.slope[m] = p1;
            found.slope[lambda] = p2 - p0;
            let hessian = &mut found.hessian;
            // Σ r (U + u uᵀ) with u = (1, z, z² − 1)
            for (a, b, sum) in [
                (eta, eta, p0 - n * weight),
                (eta, m, p1),
                (eta, lambda, p2 - p0),
                (m, m, p2 - p0),
                (m, lambda, p3 - p1 - 2.0 * p1),
                (lambda, lambda, p4 - 2.0 * p2 + p0 - 2.0 * p2),
            ] {
                hessian[a][b] += sum;
                if a != b {
                    hessian[b][a] += sum;
                }
            }
            for (other, c) in mixture.components().iter().enumerate() {
                hessian[eta][3 * other] += n * weight * c.weight;
            }
        }
        found
    }
}
