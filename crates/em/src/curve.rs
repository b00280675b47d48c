//! Curves: where to look at a density so that its line is smooth and no peak is missed.
//!
//! Looks stand so close that straight lines between them are the curve to the eye, and no closer
//! than the screen's pixels; but a component that has collapsed onto a point may be narrower than
//! that, and around each narrow mean we look a few times per sd as well.

mod line;

pub use line::{Line, line, simplified};

use crate::em::Exp;
use crate::mixture::{Component, Mixture};
use crate::order::descend;
use std::ops::Range;
use wide::f64x4;

/// How far a line may pass from a bell between two looks, in pixels of the screen, and how many of
/// these may lie between.
const OFF: f64 = 0.05;
const FARTHEST_APART: f64 = 8.0;
/// Looks per sd around the mean of a narrow component, and how many sds far.
const LOOKS_PER_SD: f64 = 6.0;
const REACH: f64 = 5.0;
/// Where z²/2 is more than this, a bell is nothing to the eye: e^−25 (1e-11) of its peak. The area
/// under it is a part of the picture's, so a bell that is a pixel wide is at most 1e7 pixels high.
const FAR: f64 = 25.0;
/// A component is narrow whose sd spans fewer pixels than this.
const NARROW: f64 = 3.0;

/// A weighted Gaussian, ready to be asked often: w N(x; m, s²) = peak · exp(−z²/2).
#[derive(Clone, Copy)]
pub struct Bell {
    /// Where its peak stands: m.
    pub mean: f64,
    /// How wide it is: s.
    pub sd: f64,
    /// How high its peak is.
    pub peak: f64,
}

impl Bell {
    /// A component's.
    pub fn new(component: &Component) -> Bell {
        let ln_peak = component.ln_height();
        // Finite even at the least sd there is, so that no ∞ · 0 comes out as NaN below.
        Bell { mean: component.mean, sd: component.sd, peak: ln_peak.exp().min(f64::MAX) }
    }

    /// Those of a mixture, one a component.
    pub fn all(mixture: &Mixture) -> Vec<Bell> {
        mixture.components().iter().map(Bell::new).collect()
    }

    /// The values between which the bell rises above `level`.
    pub fn above(&self, level: f64) -> Range<f64> {
        if self.peak > level {
            let half = self.sd * (2.0 * (self.peak / level).ln()).sqrt();
            self.mean - half..self.mean + half
        } else {
            self.mean..self.mean
        }
    }

    /// The same bell seen through a window of this sd: its height as coarse bars would show it.
    pub fn blurred(&self, window: f64) -> Bell {
        let sd = self.sd.hypot(window);
        Bell { mean: self.mean, sd, peak: (self.peak * (self.sd / sd)).min(f64::MAX) }
    }
}

/// How high the bells' sum stands at each of these places.
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

/// The bells' sum as points (x, density) at these places.
pub fn points(bells: &[Bell], xs: &[f64]) -> Vec<(f64, f64)> {
    xs.iter().copied().zip(heights(bells, xs)).collect()
}

/// What a pixel of the screen spans.
#[derive(Clone, Copy)]
pub struct Pixel {
    /// Of the values across.
    pub across: f64,
    /// Of the density.
    pub up: f64,
}

/// Where to look over the range: everywhere as often as the sharpest of the bells asks for, at most
/// once a pixel; more closely around narrow bells.
pub fn looks(x: &Range<f64>, pixel: Pixel, bells: &[Bell]) -> Vec<f64> {
    // a straight line over a step h leaves f by h² max |f″| / 8 at most; a bell's |f″| is peak / s²
    let bend = |bell: &Bell| bell.peak / pixel.up / (bell.sd / pixel.across).powi(2);
    let sharpest = bells.iter().map(bend).fold(0.0, f64::max);
    let apart = (8.0 * OFF / sharpest).sqrt().clamp(1.0, FARTHEST_APART) * pixel.across;
    let steps = ((x.end - x.start) / apart).ceil();
    let step = (x.end - x.start) / steps;
    let mut xs: Vec<f64> = (0..=steps as usize).map(|j| x.start + j as f64 * step).collect();
    for bell in bells.iter().filter(|bell| bell.sd < NARROW * pixel.across) {
        let reach = (REACH * LOOKS_PER_SD) as i32;
        let around = (-reach..=reach).map(|j| bell.mean + f64::from(j) / LOOKS_PER_SD * bell.sd);
        xs.extend(around.filter(|value| x.contains(value)));
    }
    descend(&mut xs);
    xs.reverse();
    xs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bell(weight: f64, mean: f64, sd: f64) -> Bell {
        Bell::new(&Component { weight, mean, sd })
    }

    /// A screen of so many pixels across the range, and so many up to a density of 1.
    fn pixel(x: &Range<f64>, across: f64, up: f64) -> Pixel {
        Pixel { across: (x.end - x.start) / across, up: 1.0 / up }
    }

    #[test]
    fn heights_are_the_mixtures_density() {
        let of = |weight, mean, sd| Component { weight, mean, sd };
        let mixture = Mixture::new(vec![of(0.3, 20.0, 5.0), of(0.5, 31.0, 1.0), of(0.2, 40.0, 9.0)]);
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
    fn between_two_looks_the_line_is_the_curve() {
        let x = 0.0..60.0;
        for sd in [0.3, 1.0, 4.0, 15.0] {
            // as high as the picture, whatever their width
            let pixel = pixel(&x, 1600.0, 700.0 * sd / 0.4);
            let bells = [bell(0.5, 23.456, sd), bell(0.5, 23.456 + 1.7 * sd, sd)];
            let looks = looks(&x, pixel, &bells);
            assert!(sd < 4.0 || looks.len() < 1000, "{sd}: {}", looks.len());
            let seen = points(&bells, &looks);
            for (a, b) in seen.iter().zip(&seen[1..]) {
                let between = heights(&bells, &[0.5 * (a.0 + b.0)])[0];
                let off = (between - 0.5 * (a.1 + b.1)).abs() / pixel.up;
                let allowed = if looks.len() == 1601 { 0.5 } else { 2.0 * OFF };
                assert!(off < allowed, "sd {sd} at {}: {off} pixels off", a.0);
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
    fn no_narrow_peak_is_missed() {
        for sd in [1e-9, 1e-3, 0.1] {
            let spike = bell(0.5, 31.234_567, sd);
            let xs = looks(&(0.0..60.0), pixel(&(0.0..60.0), 300.0, 100.0), &[spike]);
            let seen = heights(&[spike], &xs).into_iter().fold(0.0, f64::max);
            assert!(seen > 0.99 * spike.peak, "{sd}");
        }
    }

    #[test]
    fn a_line_through_the_top_is_cut_there() {
        let spike = bell(1.0, 5.0, 0.5);
        let xs = looks(&(0.0..10.0), pixel(&(0.0..10.0), 100.0, 100.0), &[spike]);
        let drawn = line(&points(&[spike], &xs), 0.2);
        assert_eq!(drawn.runs.len(), 2);
        assert_eq!(drawn.cuts.len(), 1);
        assert!((drawn.cuts[0] - 5.0).abs() < 1e-9);
        let heights = drawn.runs.iter().flatten().map(|&(_, y)| y);
        assert_eq!(heights.fold(0.0, f64::max), 0.2);
    }

    #[test]
    fn a_blurred_spike_is_low_and_a_blurred_hill_stays() {
        assert!(bell(0.01, 0.0, 1e-6).blurred(1.0).peak < 0.01);
        let hill = bell(0.5, 0.0, 5.0);
        assert!(hill.blurred(1.0).peak > 0.97 * hill.peak);
    }
}
