//! A mixture's density at many places, four at a time.
//!
//! [`crate::mixture::Mixture::density`] is exact to rounding; this is faster, and leaves out what is
//! too small to be seen.

use crate::em::Exp;
use crate::family::{Family, LnCurve};
use crate::mixture::{Component, Mixture};
use std::ops::Range;
use wide::f64x4;

/// Where z²/2 is more than this, a density is left out: it is below e^−25 (1e-11) of its peak.
const FAR: f64 = 25.0;

/// The most whole numbers of a bar at which a density is computed: of more, these many at equal distances.
const SAMPLED: usize = 32;

/// No picture has so many bars on either side of a mean.
const MOST_BARS: i32 = 1000;

/// So many halvings find the place where a density falls below a height, to rounding.
const HALVINGS: usize = 60;

/// A component's weighted density w f(x), with its constants computed.
#[derive(Clone, Copy, Debug)]
pub struct WeightedDensity {
    /// The mean, m.
    pub mean: f64,
    /// The standard deviation, s.
    pub sd: f64,
    /// The height at its highest place.
    pub peak: f64,
    form: Form,
}

#[derive(Clone, Copy, Debug)]
enum Form {
    /// A Gaussian: peak · exp(−z²/2).
    Bell,
    /// Another curve: peak · exp(ln f(x) − ln f(mode)).
    Curve(LnDensity, f64),
    /// Of counts: for each bar the average of its whole numbers. The last number is one in the highest bar.
    Steps(LnDensity, CountBars, f64),
}

/// ln(w f(x)).
#[derive(Clone, Copy, Debug)]
struct LnDensity {
    family: Family,
    curve: LnCurve,
}

impl LnDensity {
    /// −∞ where the family has no value.
    fn at(&self, x: f64) -> f64 {
        let family = self.family.curve();
        if family.takes(x) { self.curve.at(x) + family.ln_base(x) } else { f64::NEG_INFINITY }
    }
}

/// The bars of a histogram of counts: each holds as many whole numbers as it is wide, and the least one lies
/// half a unit over its left edge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CountBars {
    /// The left edge of one of them.
    pub from: f64,
    /// How many whole numbers each holds.
    pub width: f64,
}

impl Default for CountBars {
    /// A bar for each whole number.
    fn default() -> Self {
        Self { from: -0.5, width: 1.0 }
    }
}

impl CountBars {
    /// The left edge of the bar that x is in.
    pub fn left(&self, x: f64) -> f64 {
        self.from + ((x - self.from) / self.width).floor() * self.width
    }

    /// The whole numbers in the bar of x, or some of them.
    fn numbers(&self, x: f64) -> impl Iterator<Item = f64> {
        let (least, count) = (self.left(x) + 0.5, self.width.min(SAMPLED as f64));
        let width = self.width;
        (0..count as usize).map(move |j| least + (j as f64 * width / count).round())
    }
}

impl WeightedDensity {
    /// Of a component of this family; `bars` are those of counts.
    pub fn new(family: Family, component: &Component, bars: CountBars) -> Self {
        let Component { mean, sd, .. } = *component;
        // Finite even at the least sd there is, so that no ∞ · 0 comes out as NaN below.
        let height = |ln: f64| ln.exp().min(f64::MAX);
        if family.is_gaussian() {
            return Self { mean, sd, peak: height(component.ln_height()), form: Form::Bell };
        }
        let ln = LnDensity { family, curve: family.curve().ln_curve(component) };
        if family.curve().counts() {
            // The most probable count is the mean, rounded down or up.
            let steps = |at| Self { mean, sd, peak: 0.0, form: Form::Steps(ln, bars, at) };
            let [below, above] =
                [mean.floor(), mean.ceil()].map(|at| Self { peak: steps(at).at(at), ..steps(at) });
            return if above.peak > below.peak { above } else { below };
        }
        let highest = ln.at(family.curve().mode(mean));
        Self { mean, sd, peak: height(highest), form: Form::Curve(ln, highest) }
    }

    /// Of each component of a mixture.
    pub fn all(mixture: &Mixture, bars: CountBars) -> Vec<Self> {
        mixture.components().iter().map(|component| Self::new(mixture.family(), component, bars)).collect()
    }

    /// Its height at x.
    pub fn at(&self, x: f64) -> f64 {
        match self.form {
            Form::Bell => self.peak * (-0.5 * ((x - self.mean) / self.sd).powi(2)).exp(),
            // without weight, both logarithms are −∞
            Form::Curve(ln, highest) if self.peak > 0.0 => self.peak * (ln.at(x) - highest).exp(),
            Form::Curve(..) => 0.0,
            Form::Steps(ln, bars, _) => {
                let sum: f64 = bars.numbers(x).map(|x| ln.at(x).exp()).sum();
                sum / bars.numbers(x).count() as f64
            }
        }
    }

    /// Whether it has a height for each bar, and is no curve.
    pub fn has_steps(&self) -> bool {
        matches!(self.form, Form::Steps(..))
    }

    /// Where it is not continuous.
    pub fn edges(&self, x: &Range<f64>) -> Vec<f64> {
        match self.form {
            Form::Bell => Vec::new(),
            Form::Curve(ln, _) => {
                let (least, most) = ln.family.curve().means(0.0).into_inner();
                [least, most].into_iter().filter(|end| end.is_finite()).collect()
            }
            Form::Steps(_, bars, _) => {
                let first = bars.left(x.start) + bars.width;
                let count = ((x.end - first) / bars.width).ceil().max(0.0) as usize;
                (0..count).map(|j| first + j as f64 * bars.width).collect()
            }
        }
    }

    /// The interval where it is above `level`; empty where it never is.
    pub fn above(&self, level: f64) -> Range<f64> {
        if self.peak <= level {
            return self.mean..self.mean;
        }
        match self.form {
            Form::Bell => {
                let half = self.sd * (2.0 * (self.peak / level).ln()).sqrt();
                self.mean - half..self.mean + half
            }
            Form::Curve(LnDensity { family, .. }, _) => {
                let mode = family.curve().mode(self.mean);
                mode - self.reach(|far| self.at(mode - far) > level)
                    ..mode + self.reach(|far| self.at(mode + far) > level)
            }
            Form::Steps(_, bars, highest) => {
                let bar = |j: i32| highest + f64::from(j) * bars.width;
                let is_low = |&j: &i32| self.at(bar(j)) <= level;
                let below = (1..MOST_BARS).map(|j| -j).find(is_low).unwrap_or(-MOST_BARS);
                let above = (1..MOST_BARS).find(is_low).unwrap_or(MOST_BARS);
                bars.left(bar(below)) + bars.width..bars.left(bar(above))
            }
        }
    }

    /// How far from the mode it is still high, on a side where it only falls.
    fn reach(&self, is_high: impl Fn(f64) -> bool) -> f64 {
        let mut far = self.sd.max(f64::MIN_POSITIVE); // an sd may be 0
        while is_high(far) {
            far *= 2.0;
        }
        let mut near = 0.0;
        for _ in 0..HALVINGS {
            let middle = 0.5 * (near + far);
            *if is_high(middle) { &mut near } else { &mut far } = middle;
        }
        near
    }

    /// The same, convolved with a Gaussian of this sd: its height as bars that wide would show it.
    pub fn blurred(&self, window: f64) -> Self {
        let sd = match self.form {
            Form::Bell | Form::Curve(..) => self.sd.hypot(window),
            Form::Steps(..) => return *self, // it has the height of its bars
        };
        Self { sd, peak: (self.peak * (self.sd / sd)).min(f64::MAX), ..*self }
    }
}

/// The sum of the weighted densities at each x.
pub fn heights(densities: &[WeightedDensity], xs: &[f64]) -> Vec<f64> {
    if densities.iter().all(|density| matches!(density.form, Form::Bell)) {
        return heights_of_bells(densities, xs);
    }
    xs.iter().map(|&x| densities.iter().map(|density| density.at(x)).sum()).collect()
}

fn heights_of_bells(bells: &[WeightedDensity], xs: &[f64]) -> Vec<f64> {
    let exp = Exp::new();
    let mut heights = vec![0.0; xs.len()];
    for (heights, xs) in heights.chunks_mut(4).zip(xs.chunks(4)) {
        let mut four = [xs[0]; 4];
        four[..xs.len()].copy_from_slice(xs);
        let x = f64x4::from(four);
        let mut sum = f64x4::ZERO;
        for bell in bells {
            // w N(x; m, s²) = peak · exp(−z²/2)
            let z = (x - f64x4::splat(bell.mean)) / f64x4::splat(bell.sd);
            let exponent = f64x4::splat(-0.5) * z * z;
            if exponent.simd_gt(f64x4::splat(-FAR)).any() {
                sum += f64x4::splat(bell.peak) * exp.of(exponent);
            }
        }
        heights.copy_from_slice(&sum.to_array()[..heights.len()]);
    }
    heights
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::family::{Binomial, Exponential, Poisson};

    fn bell(weight: f64, mean: f64, sd: f64) -> WeightedDensity {
        WeightedDensity::new(Family::default(), &Component { weight, mean, sd }, CountBars::default())
    }

    #[test]
    fn heights_are_the_mixtures_density() {
        let of = |weight, mean, sd| Component { weight, mean, sd };
        let mixture = Mixture::unchecked(vec![of(0.3, 20.0, 5.0), of(0.5, 31.0, 1.0), of(0.2, 40.0, 9.0)]);
        let xs = [-40.0, 3.0, 20.0, 31.5, 31.6, 80.0, 90.0];
        for some in (0..=xs.len()).map(|some| &xs[..some]) {
            let found = heights(&WeightedDensity::all(&mixture, CountBars::default()), some);
            assert_eq!(found.len(), some.len());
            for (x, found) in some.iter().zip(found) {
                let expected = mixture.density(*x);
                let far = |c: &&Component| 0.5 * ((x - c.mean) / c.sd).powi(2) > FAR;
                let unseen: f64 =
                    mixture.components().iter().filter(far).map(|c| c.weighted_density(*x)).sum();
                let allowed = 1e-15 + 1e-12 * expected + unseen;
                assert!((found - expected).abs() <= allowed, "{x}: {found} {expected}");
            }
        }
    }

    #[test]
    fn above_a_level_and_nowhere_else_it_is_higher() {
        let coin = Family::Binomial(Binomial { trials: 10 });
        for family in [coin, Family::Poisson(Poisson), Family::Exponential(Exponential)] {
            for (mean, width) in [(0.2, 1.0), (4.0, 1.0), (4.7, 3.0), (9.9, 2.0)] {
                let bars = CountBars { from: -0.5, width };
                let density = WeightedDensity::new(family, &family.component(0.7, mean, 0.0), bars);
                let heights = (0..100).map(|j| density.at(0.25 * f64::from(j))).fold(0.0, f64::max);
                assert!(heights <= (1.0 + 1e-12) * density.peak, "{family:?}, mean {mean}, bars of {width}");
                for level in [0.001, 0.1, 0.5, 0.999].map(|part| part * density.peak) {
                    let above = density.above(level);
                    let what = format!("{family:?}, mean {mean}, bars of {width}, {level}: {above:?}");
                    let near = 1e-9 * (above.end - above.start);
                    assert!(
                        [above.start + near, above.end - near].iter().all(|&x| density.at(x) > level),
                        "{what}"
                    );
                    assert!(
                        [above.start - near, above.end + near].iter().all(|&x| density.at(x) <= level),
                        "{what}"
                    );
                }
            }
        }
    }

    #[test]
    fn without_weight_there_is_no_height() {
        let coin = Family::Binomial(Binomial { trials: 10 });
        for family in [Family::default(), coin, Family::Poisson(Poisson), Family::Exponential(Exponential)] {
            let density =
                WeightedDensity::new(family, &family.component(0.0, 4.0, 1.0), CountBars::default());
            assert_eq!(heights(&[density], &[0.0, 3.0, 4.0, 9.5]), [0.0; 4], "{family:?}");
            assert!(density.above(0.0).is_empty());
        }
    }

    #[test]
    fn no_bell_is_nan() {
        for sd in [1e-320, 1e-60, 1.0, 1e60, 1e300] {
            for weight in [0.0, 1e-300, 1.0] {
                for x in [-1e300, 0.0, 1e-310, 1e300] {
                    assert!(!heights(&[bell(weight, 0.0, sd)], &[x])[0].is_nan(), "{weight} {sd} {x}");
                }
            }
        }
    }

    #[test]
    fn a_blurred_spike_is_low_and_a_blurred_hill_stays() {
        assert!(bell(0.01, 0.0, 1e-6).blurred(1.0).peak < 0.01);
        let hill = bell(0.5, 0.0, 5.0);
        assert!(hill.blurred(1.0).peak > 0.97 * hill.peak);
    }
}
