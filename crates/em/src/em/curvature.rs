//! How the log-likelihood bends: its slope and its curvature at a mixture, over every parameter.
//!
//! Seen from a mixture, ln p(x) = ln Σ_k e^{η_k} N(x; m_k, e^{2λ_k}) − ln Σ_k e^{η_k}, with
//! η_k = ln w_k and λ_k = ln s_k, and a mean's step taken in units of its own sd. With
//! z = (x − m_k) / s_k the slope of ln(w_k N_k) is then u_k = (1, z, z² − 1), and
//!
//! ∇ ln p = Σ_k r_k u_k,
//! ∇² ln p = Σ_k r_k (U_k + u_k u_kᵀ) − (Σ_k r_k u_k)(Σ_k r_k u_k)ᵀ,
//!
//! where U_k, the curvature of ln(w_k N_k), has −1 for the mean, −2z² for λ, −2z between them.
//! The last product is what a point that could be anybody's takes back: the missing
//! information. Louis (1982), Finding the observed information matrix when using the EM algorithm.

use super::Vary;
use super::functions::Exp;
use super::prior::Prior;
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
    pub bend: [[f64; MOST]; MOST],
}

impl Curvature {
    /// Of Σ_i ln p(x_i) + ln prior.
    pub fn of(points: Points, mixture: &Mixture, prior: &Prior, vary: Vary) -> Self {
        let k = mixture.k();
        let mut sums = Bends::new(mixture);
        for four in 0..points.values.len().div_ceil(4) {
            sums.take(points.four(four), k);
        }
        let mut found = sums.curvature(mixture);
        prior.bend(mixture, vary, &mut found);
        found
    }
}

/// The running sums, four points side by side.
struct Bends {
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

impl Bends {
    fn new(mixture: &Mixture) -> Self {
        let mut bends = Self {
            mean: [f64x4::ZERO; MAX_COMPONENTS],
            inverse_sd: [f64x4::ZERO; MAX_COMPONENTS],
            ln_height: [f64x4::ZERO; MAX_COMPONENTS],
            exp: Exp::new(),
            powers: [[f64x4::ZERO; 5]; MAX_COMPONENTS],
            products: Box::new([[f64x4::ZERO; MOST]; MOST]),
        };
        for (k, c) in mixture.components().iter().enumerate() {
            bends.mean[k] = f64x4::splat(c.mean);
            bends.inverse_sd[k] = f64x4::splat(c.sd.recip());
            bends.ln_height[k] = f64x4::splat(c.ln_height());
        }
        bends
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
        let mut found = Curvature { slope: [0.0; MOST], bend: [[0.0; MOST]; MOST] };
        for a in 0..3 * k {
            for b in a..3 * k {
                found.bend[a][b] = -self.products[a][b].reduce_add();
                found.bend[b][a] = found.bend[a][b];
            }
        }
        for (k, [p0, p1, p2, p3, p4]) in powers.into_iter().take(k).enumerate() {
            let (eta, m, lambda) = (3 * k, 3 * k + 1, 3 * k + 2);
            let weight = mixture.components()[k].weight;
            // − n ln Σ_k e^{η_k}: the weights sum to 1
            found.slope[eta] = p0 - n * weight;
            found.slope[m] = p1;
            found.slope[lambda] = p2 - p0;
            let bend = &mut found.bend;
            // Σ r (U + u uᵀ) with u = (1, z, z² − 1)
            for (a, b, sum) in [
                (eta, eta, p0 - n * weight),
                (eta, m, p1),
                (eta, lambda, p2 - p0),
                (m, m, p2 - p0),
                (m, lambda, p3 - p1 - 2.0 * p1),
                (lambda, lambda, p4 - 2.0 * p2 + p0 - 2.0 * p2),
            ] {
                bend[a][b] += sum;
                if a != b {
                    bend[b][a] += sum;
                }
            }
            for (other, c) in mixture.components().iter().enumerate() {
                bend[eta][3 * other] += n * weight * c.weight;
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Dataset;
    use crate::em::{Assignment, Expectation, PriorKind, set_shared_sd};
    use crate::mixture::Component;

    /// What the module bends, in nats, after a step along its parameters.
    fn objective(data: &Dataset, mixture: &Mixture, prior: &Prior, vary: Vary, step: [f64; 9]) -> f64 {
        let mut components: Vec<Component> = mixture.components().to_vec();
        for (c, by) in components.iter_mut().zip(step.chunks(3)) {
            (c.weight, c.mean, c.sd) = (c.weight * by[0].exp(), c.mean + c.sd * by[1], c.sd * by[2].exp());
        }
        let total: f64 = components.iter().map(|c| c.weight).sum();
        components.iter_mut().for_each(|c| c.weight /= total);
        let expectation = Expectation::new(data, &Mixture::new(components), Assignment::Soft, prior, vary);
        expectation.objective(Assignment::Soft) * data.n() as f64
    }

    #[test]
    fn slope_and_bend_are_what_differences_say() {
        let data = Dataset::new((0..501).map(|i| (f64::from(i) * 0.618).fract().powi(2) * 9.0).collect());
        let data = data.unwrap();
        let component = |weight, mean, sd| Component { weight, mean, sd };
        let mut components =
            vec![component(0.3, 1.0, 0.7), component(0.5, 3.0, 2.0), component(0.2, 8.0, 1.1)];
        for (kind, vary) in [
            (PriorKind::None, Vary::All),
            (PriorKind::Conjugate, Vary::All),
            (PriorKind::Conjugate, Vary::Means),
            (PriorKind::Conjugate, Vary::SharedSd),
        ] {
            // Under one shared sd a prior counts it once, whichever component's λ moves it.
            if vary == Vary::SharedSd {
                set_shared_sd(&mut components, 1.3);
            }
            let mixture = Mixture::new(components.clone());
            let prior = Prior::new(kind, &data, 3);
            let found = Curvature::of(Points::plain(data.values()), &mixture, &prior, vary);
            let directions: Vec<Vec<usize>> = match vary {
                Vary::SharedSd => {
                    [0, 1, 3, 4, 6, 7].map(|a| vec![a]).into_iter().chain([vec![2, 5, 8]]).collect()
                }
                _ => (0..9).map(|a| vec![a]).collect(),
            };
            let along = |a: &[usize], b: &[usize], far: [f64; 2]| {
                let mut step = [0.0; 9];
                a.iter().for_each(|&a| step[a] += far[0]);
                b.iter().for_each(|&b| step[b] += far[1]);
                objective(&data, &mixture, &prior, vary, step)
            };
            let h = 1e-3;
            for a in &directions {
                let slope: f64 = a.iter().map(|&a| found.slope[a]).sum();
                let plain = (along(a, a, [h, 0.0]) - along(a, a, [-h, 0.0])) / (2.0 * h);
                assert!((slope - plain).abs() < 1e-2, "{kind:?}, {vary:?}, {a:?}: {slope}, not {plain}");
                for b in &directions {
                    let bend: f64 = a
                        .iter()
                        .flat_map(|&a| b.iter().map(move |&b| (a, b)))
                        .map(|(a, b)| found.bend[a][b])
                        .sum();
                    let plain = (along(a, b, [h, h]) + along(a, b, [-h, -h])
                        - along(a, b, [h, -h])
                        - along(a, b, [-h, h]))
                        / (4.0 * h * h);
                    assert!(
                        (bend - plain).abs() < 2e-2,
                        "{kind:?}, {vary:?}, {a:?}, {b:?}: {bend}, not {plain}"
                    );
                }
            }
        }
    }
}
