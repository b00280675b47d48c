//! Counts of what happens at random, such as deaths on a day: the mean is the variance too.

use super::{Curve, LnCurve};
use crate::mixture::Component;
use rand_distr::Distribution;
use rand_pcg::Pcg64;
use std::ops::RangeInclusive;

/// P(x; m) = m^x e^−m / x!
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Poisson;

impl Curve for Poisson {
    /// ln w + x ln m − m; h is 1 / x!. A mean of 0 gives nothing but zeros.
    fn ln_curve(&self, c: &Component) -> LnCurve {
        let slope = c.mean.max(f64::MIN_POSITIVE).ln();
        LnCurve::line(c.mean, c.weight.ln() + c.mean * slope - c.mean, slope)
    }

    fn ln_base(&self, x: f64) -> f64 {
        -libm::lgamma(x + 1.0)
    }

    fn means(&self, _: f64) -> RangeInclusive<f64> {
        0.0..=f64::INFINITY
    }

    fn sd(&self, mean: f64) -> Option<f64> {
        Some(mean.sqrt())
    }

    fn usual_means(&self) -> [f64; 2] {
        [4.0, 12.0]
    }

    fn takes(&self, x: f64) -> bool {
        x >= 0.0 && x.fract() == 0.0
    }

    fn values(&self) -> String {
        "a Poisson gives counts, whole numbers from 0 on".to_string()
    }

    fn counts(&self) -> bool {
        true
    }

    fn collapses(&self) -> bool {
        false
    }

    fn draw(&self, mean: f64, _: f64, generator: &mut Pcg64) -> f64 {
        rand_distr::Poisson::new(mean).map_or(mean, |poisson| poisson.sample(generator))
    }
}
