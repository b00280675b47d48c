//! A mixture's density at many places, four at a time.
//!
//! [`crate::mixture::Mixture::density`] is exact to rounding; this is faster, and leaves out what is
//! too small to be seen.

use crate::em::Exp;
use crate::mixture::{Component, Mixture};
use std::ops::Range;
use wide::f64x4;

/// Where z²/2 is more than this, a density is left out: it is below e^−25 (1e-11) of its peak.
const FAR: f64 = 25.0;

/// A weighted Gaussian with its constants computed: w N(x; m, s²) = peak · exp(−z²/2).
#[derive(Clone, Copy)]
pub struct Bell {
    /// The mean, m.
    pub mean: f64,
    /// The standard deviation, s.
    pub sd: f64,
    /// The height of the peak.
    pub peak: f64,
}

impl Bell {
    /// Of a component.
    pub fn new(component: &Component) -> Bell {
        let ln_peak = component.ln_height();
        // Finite even at the least sd there is, so that no ∞ · 0 comes out as NaN below.
        Bell { mean: component.mean, sd: component.sd, peak: ln_peak.exp().min(f64::MAX) }
    }

    /// Of each component of a mixture.
    pub fn all(mixture: &Mixture) -> Vec<Bell> {
        mixture.components().iter().map(Bell::new).collect()
    }

    /// The interval where it is above `level`; empty where it never is.
    pub fn above(&self, level: f64) -> Range<f64> {
        if self.peak > level {
            let half = self.sd * (2.0 * (self.peak / level).ln()).sqrt();
            self.mean - half..self.mean + half
        } else {
            self.mean..self.mean
        }
    }

    /// The same, convolved with a Gaussian of this sd: its height as bars that wide would show it.
    pub fn blurred(&self, window: f64) -> Bell {
        let sd = self.sd.hypot(window);
        Bell { mean: self.mean, sd, peak: (self.peak * (self.sd / sd)).min(f64::MAX) }
    }
}

/// The sum of the weighted densities at each x.
pub fn heights(bells: &[Bell], xs: &[f64]) -> Vec<f64> {
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

    fn bell(weight: f64, mean: f64, sd: f64) -> Bell {
        Bell::new(&Component { weight, mean, sd })
    }

    #[test]
    fn heights_are_the_mixtures_density() {
        let of = |weight, mean, sd| Component { weight, mean, sd };
        let mixture = Mixture::unchecked(vec![of(0.3, 20.0, 5.0), of(0.5, 31.0, 1.0), of(0.2, 40.0, 9.0)]);
        let xs = [-40.0, 3.0, 20.0, 31.5, 31.6, 80.0, 90.0];
        for some in (0..=xs.len()).map(|some| &xs[..some]) {
            let found = heights(&Bell::all(&mixture), some);
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
