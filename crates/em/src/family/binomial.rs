//! How often a coin shows heads: the mean is the number of tosses times the chance of heads.

use super::{Curve, LnCurve};
use crate::mixture::Component;
use rand_distr::Distribution;
use rand_pcg::Pcg64;
use std::ops::RangeInclusive;

/// P(x; p) = C(n, x) p^x (1 − p)^(n − x), with the mean m = n p.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binomial {
    /// n, how many times the coin is tossed for a value: at least 1.
    pub trials: u32,
}

impl Binomial {
    fn n(self) -> f64 {
        f64::from(self.trials)
    }

    /// p, the chance of heads, of a component with this mean.
    pub fn chance(self, mean: f64) -> f64 {
        (mean / self.n()).clamp(0.0, 1.0)
    }
}

impl Curve for Binomial {
    /// ln w + x ln p + (n − x) ln(1 − p); h is C(n, x). A chance of 0 gives tails only, one of 1 heads only.
    fn ln_curve(&self, c: &Component) -> LnCurve {
        let p = self.chance(c.mean);
        let [heads, tails] = [p, 1.0 - p].map(|chance| chance.max(f64::MIN_POSITIVE).ln());
        LnCurve::line(c.mean, c.weight.ln() + c.mean * heads + (self.n() - c.mean) * tails, heads - tails)
    }

    fn ln_base(&self, x: f64) -> f64 {
        let ln_factorial = |count: f64| libm::lgamma(count + 1.0);
        ln_factorial(self.n()) - ln_factorial(x) - ln_factorial(self.n() - x)
    }

    fn means(&self, _: f64) -> RangeInclusive<f64> {
        0.0..=self.n()
    }

    fn sd(&self, mean: f64) -> Option<f64> {
        Some((mean * (1.0 - self.chance(mean))).sqrt())
    }

    /// Chances of 3 and of 8 in 10.
    fn usual_means(&self) -> [f64; 2] {
        [3.0, 8.0].map(|of_ten| of_ten * self.n() / 10.0)
    }

    fn takes(&self, x: f64) -> bool {
        (0.0..=self.n()).contains(&x) && x.fract() == 0.0
    }

    fn values(&self) -> String {
        format!(
            "a binomial gives how often of {0} tosses it was heads, a whole number from 0 to {0}",
            self.trials
        )
    }

    fn counts(&self) -> bool {
        true
    }

    fn collapses(&self) -> bool {
        false
    }

    /// A mixture of k coins has 2k − 1 free numbers, and n tosses for a value determine n (Teicher (1963),
    /// Identifiability of finite mixtures, Annals of Mathematical Statistics 34, 1265–1269).
    fn most_identifiable(&self) -> Option<usize> {
        Some((self.trials as usize).div_ceil(2))
    }

    fn shown(&self) -> (&'static str, f64) {
        ("chance of heads", self.n())
    }

    fn draw(&self, mean: f64, _: f64, generator: &mut Pcg64) -> f64 {
        let binomial = rand_distr::Binomial::new(u64::from(self.trials), self.chance(mean));
        binomial.map_or(mean, |binomial| binomial.sample(generator) as f64)
    }
}
