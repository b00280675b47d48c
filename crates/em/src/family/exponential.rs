//! Times to wait for what happens at random: the mean is the sd too.

use super::{Curve, LnCurve};
use crate::mixture::Component;
use rand_distr::{Distribution, Exp1};
use rand_pcg::Pcg64;
use std::ops::RangeInclusive;

/// f(x; m) = e^(−x/m) / m, for x ≥ 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exponential;

impl Curve for Exponential {
    /// ln w − ln m − x / m; h is 1.
    fn ln_curve(&self, c: &Component) -> LnCurve {
        LnCurve::line(c.mean, c.weight.ln() - c.mean.ln() - 1.0, -c.mean.recip())
    }

    fn ln_base(&self, _: f64) -> f64 {
        0.0
    }

    fn means(&self, least_sd: f64) -> RangeInclusive<f64> {
        least_sd..=f64::INFINITY
    }

    fn sd(&self, mean: f64) -> Option<f64> {
        Some(mean)
    }

    fn mode(&self, _: f64) -> f64 {
        0.0
    }

    fn usual_means(&self) -> [f64; 2] {
        [2.0, 20.0]
    }

    fn takes(&self, x: f64) -> bool {
        x >= 0.0
    }

    fn values(&self) -> String {
        "an exponential gives times to wait, numbers from 0 on".to_string()
    }

    fn counts(&self) -> bool {
        false
    }

    /// Onto 0, the only point where its density has no bound.
    fn collapses(&self) -> bool {
        true
    }

    fn draw(&self, mean: f64, _: f64, generator: &mut Pcg64) -> f64 {
        let waited: f64 = Exp1.sample(generator);
        mean * waited
    }
}
