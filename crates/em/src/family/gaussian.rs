//! Gaussians: a mean and an sd.

use super::{Curve, LnCurve};
use crate::mixture::Component;
use rand_distr::{Distribution, StandardNormal};
use rand_pcg::Pcg64;
use std::f64::consts::FRAC_1_SQRT_2;
use std::ops::RangeInclusive;

/// N(m, s²).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gaussian;

impl Curve for Gaussian {
    /// ln w − ln s − ln √(2π) − ((x − m) / s)² / 2; h is 1.
    fn ln_curve(&self, c: &Component) -> LnCurve {
        LnCurve { mean: c.mean, ln_height: c.ln_height(), slope: 0.0, inverse_width: FRAC_1_SQRT_2 / c.sd }
    }

    fn ln_base(&self, _: f64) -> f64 {
        0.0
    }

    fn means(&self, _: f64) -> RangeInclusive<f64> {
        f64::NEG_INFINITY..=f64::INFINITY
    }

    fn sd(&self, _: f64) -> Option<f64> {
        None
    }

    fn usual_means(&self) -> [f64; 2] {
        [20.0, 40.0]
    }

    fn takes(&self, _: f64) -> bool {
        true
    }

    fn values(&self) -> String {
        "a Gaussian gives finite numbers".to_string()
    }

    fn counts(&self) -> bool {
        false
    }

    fn collapses(&self) -> bool {
        true
    }

    fn draw(&self, mean: f64, sd: f64, generator: &mut Pcg64) -> f64 {
        let z: f64 = StandardNormal.sample(generator);
        mean + sd * z
    }
}
