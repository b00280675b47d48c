//! Curves: where to look at a density so that its line is smooth and no peak is missed.
//!
//! Looks stand so close that straight lines between them are the curve to the eye, and no closer
//! than the screen's pixels; but a component that has collapsed onto a point may be narrower than
//! that, and around each narrow mean we look a few times per sd as well.

mod line;

pub use line::{Line, line, simplified};

use crate::density::{Bell, heights};
use crate::order::descend;
use std::ops::Range;

/// How far a line may pass from a bell between two looks, in pixels of the screen, and how many of
/// these may lie between.
const OFF: f64 = 0.05;
const FARTHEST_APART: f64 = 8.0;
/// Looks per sd around the mean of a narrow component, and how many sds far.
const SAMPLES_PER_SD: f64 = 6.0;
const REACH: f64 = 5.0;
/// A component is narrow whose sd spans fewer pixels than this.
const NARROW: f64 = 3.0;

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
pub fn samples(x: &Range<f64>, pixel: Pixel, bells: &[Bell]) -> Vec<f64> {
    // a straight line over a step h leaves f by h² max |f″| / 8 at most; a bell's |f″| is peak / s²
    let bend = |bell: &Bell| bell.peak / pixel.up / (bell.sd / pixel.across).powi(2);
    let sharpest = bells.iter().map(bend).fold(0.0, f64::max);
    let apart = (8.0 * OFF / sharpest).sqrt().clamp(1.0, FARTHEST_APART) * pixel.across;
    let steps = ((x.end - x.start) / apart).ceil();
    let step = (x.end - x.start) / steps;
    let mut xs: Vec<f64> = (0..=steps as usize).map(|j| x.start + j as f64 * step).collect();
    for bell in bells.iter().filter(|bell| bell.sd < NARROW * pixel.across) {
        let reach = (REACH * SAMPLES_PER_SD) as i32;
        let around = (-reach..=reach).map(|j| bell.mean + f64::from(j) / SAMPLES_PER_SD * bell.sd);
        xs.extend(around.filter(|value| x.contains(value)));
    }
    descend(&mut xs);
    xs.reverse();
    xs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mixture::Component;

    fn bell(weight: f64, mean: f64, sd: f64) -> Bell {
        Bell::new(&Component { weight, mean, sd })
    }

    /// A screen of so many pixels across the range, and so many up to a density of 1.
    fn pixel(x: &Range<f64>, across: f64, up: f64) -> Pixel {
        Pixel { across: (x.end - x.start) / across, up: 1.0 / up }
    }

    #[test]
    fn between_two_samples_the_line_is_the_curve() {
        let x = 0.0..60.0;
        for sd in [0.3, 1.0, 4.0, 15.0] {
            // as high as the picture, whatever their width
            let pixel = pixel(&x, 1600.0, 700.0 * sd / 0.4);
            let bells = [bell(0.5, 23.456, sd), bell(0.5, 23.456 + 1.7 * sd, sd)];
            let samples = samples(&x, pixel, &bells);
            assert!(sd < 4.0 || samples.len() < 1000, "{sd}: {}", samples.len());
            let seen = points(&bells, &samples);
            for (a, b) in seen.iter().zip(&seen[1..]) {
                let between = heights(&bells, &[0.5 * (a.0 + b.0)])[0];
                let off = (between - 0.5 * (a.1 + b.1)).abs() / pixel.up;
                let allowed = if samples.len() == 1601 { 0.5 } else { 2.0 * OFF };
                assert!(off < allowed, "sd {sd} at {}: {off} pixels off", a.0);
            }
        }
    }

    #[test]
    fn no_narrow_peak_is_missed() {
        for sd in [1e-9, 1e-3, 0.1] {
            let spike = bell(0.5, 31.234_567, sd);
            let xs = samples(&(0.0..60.0), pixel(&(0.0..60.0), 300.0, 100.0), &[spike]);
            let seen = heights(&[spike], &xs).into_iter().fold(0.0, f64::max);
            assert!(seen > 0.99 * spike.peak, "{sd}");
        }
    }

    #[test]
    fn a_line_through_the_top_is_cut_there() {
        let spike = bell(1.0, 5.0, 0.5);
        let xs = samples(&(0.0..10.0), pixel(&(0.0..10.0), 100.0, 100.0), &[spike]);
        let drawn = line(&points(&[spike], &xs), 0.2);
        assert_eq!(drawn.runs.len(), 2);
        assert_eq!(drawn.cuts.len(), 1);
        assert!((drawn.cuts[0] - 5.0).abs() < 1e-9);
        let heights = drawn.runs.iter().flatten().map(|&(_, y)| y);
        assert_eq!(heights.fold(0.0, f64::max), 0.2);
    }
}
