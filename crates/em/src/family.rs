//! What curve a component has: a Gaussian's, or that of counts or of waiting times.
//!
//! In every family here the density is h(x) times the exponential of a parabola in x, and of a line in all
//! but the Gaussian's: ln f(x; m) = ln h(x) + a(m) + b(m) x. (They are natural exponential families; see
//! Morris (1982), Natural exponential families with quadratic variance functions, Annals of Statistics 10,
//! 65–80.) Two things follow, so that one E step and one M step serve them all:
//!
//! * h does not depend on the component. It cancels in Bayes' rule and is part of the log-likelihood only.
//! * The parameter that fits best is the mean of the points that a component holds: m_k = Σ_i r_ik x_i / N_k.
//!
//! A family is one file: its curve and its values. Code elsewhere that depends on the family asks
//! [`Curve`], but for the number of tosses, which only coins have.

mod binomial;
mod exponential;
mod gaussian;
mod poisson;

pub use binomial::Binomial;
pub use exponential::Exponential;
pub use gaussian::Gaussian;
pub use poisson::Poisson;

use crate::mixture::{Component, Mixture};
use rand_pcg::Pcg64;
use std::ops::RangeInclusive;

/// The family of a mixture's components.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Gaussians, each with a mean and an sd.
    Gaussian(Gaussian),
    /// How often a coin that is tossed so many times shows heads.
    Binomial(Binomial),
    /// Counts of what happens at random.
    Poisson(Poisson),
    /// Times to wait for what happens at random.
    Exponential(Exponential),
}

impl Default for Family {
    fn default() -> Self {
        Self::Gaussian(Gaussian)
    }
}

/// What is particular to a family.
pub trait Curve {
    /// ln(w f(x) / h(x)) of a component.
    fn ln_curve(&self, component: &Component) -> LnCurve;

    /// ln h(x), the part of ln f(x) that all components have in common, at a value that the family takes.
    fn ln_base(&self, x: f64) -> f64;

    /// The means that a component may have: where the density would grow without bound, those whose sd is
    /// not under `least_sd`.
    fn means(&self, least_sd: f64) -> RangeInclusive<f64>;

    /// The sd that a component with this mean has; none where the sd is a parameter of its own.
    fn sd(&self, mean: f64) -> Option<f64>;

    /// Where the density is highest, and from where it only falls; of counts it is not asked.
    fn mode(&self, mean: f64) -> f64 {
        mean
    }

    /// Two means that are easy to tell apart: those of simulated data for which no others are named.
    fn usual_means(&self) -> [f64; 2];

    /// Whether there is such a value: a count is whole, and not negative.
    fn takes(&self, x: f64) -> bool;

    /// Which values there are, in words.
    fn values(&self) -> String;

    /// Whether the values are whole numbers.
    fn counts(&self) -> bool;

    /// Whether the density grows without bound where a component shrinks onto a point.
    fn collapses(&self) -> bool;

    /// The most components whose weights and means the values determine, however many values there are;
    /// none where there is no such limit.
    fn most_identifiable(&self) -> Option<usize> {
        None
    }

    /// What a component's mean is shown as, and how many units of the data are 1 of it.
    fn shown(&self) -> (&'static str, f64) {
        ("mean", 1.0)
    }

    /// A value of a component with this mean and sd.
    fn draw(&self, mean: f64, sd: f64, generator: &mut Pcg64) -> f64;
}

impl Family {
    /// What is particular to it.
    pub fn curve(&self) -> &dyn Curve {
        match self {
            Self::Gaussian(family) => family,
            Self::Binomial(family) => family,
            Self::Poisson(family) => family,
            Self::Exponential(family) => family,
        }
    }

    /// Whether a component has an sd of its own to be estimated.
    pub fn is_gaussian(&self) -> bool {
        matches!(self, Self::Gaussian(_))
    }

    /// The mean that is nearest to this one and that a component may have.
    pub fn nearest_mean(&self, mean: f64, least_sd: f64) -> f64 {
        let means = self.curve().means(least_sd);
        mean.clamp(*means.start(), *means.end())
    }

    /// The value that is nearest to this one and that a component may give.
    pub fn nearest_value(&self, x: f64) -> f64 {
        let curve = self.curve();
        let (least, most) = curve.means(0.0).into_inner();
        let x = x.clamp(least, most);
        if curve.counts() { x.round() } else { x }
    }

    /// A guess made for Gaussians as one of this family, with the weights and means as near as can be.
    pub fn suited(self, guess: Mixture, least_sd: f64) -> Mixture {
        let component = |c: &Component| self.component(c.weight, self.nearest_mean(c.mean, least_sd), c.sd);
        Mixture::unchecked_of(self, guess.components().iter().map(component).collect())
    }

    /// A component with this weight and mean, and with the sd that follows; in the Gaussian family with `sd`.
    pub fn component(&self, weight: f64, mean: f64, sd: f64) -> Component {
        Component { weight, mean, sd: self.curve().sd(mean).unwrap_or(sd) }
    }
}

/// ln(w f(x) / h(x)) of a component: the parabola c + b d − (a d)², with d = x − m.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LnCurve {
    /// m, the component's mean.
    pub mean: f64,
    /// c, its value at the mean.
    pub ln_height: f64,
    /// b, its slope there.
    pub slope: f64,
    /// a; in the Gaussian family 1 / (√2 s).
    pub inverse_width: f64,
}

impl LnCurve {
    /// A straight line.
    pub fn line(mean: f64, ln_height: f64, slope: f64) -> Self {
        Self { mean, ln_height, slope, inverse_width: 0.0 }
    }

    /// Its value at x.
    pub fn at(&self, x: f64) -> f64 {
        let d = x - self.mean;
        let z = d * self.inverse_width;
        self.ln_height + self.slope * d - z * z
    }
}
