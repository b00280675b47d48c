//! Curves: where a density is sampled, so that its line is smooth and no peak is missed.
//!
//! Samples are so dense that a polyline cannot be told from the curve, but at most one per pixel of
//! the screen. A component that has collapsed onto a point may be narrower than a pixel. So there
//! are a few more samples per sd around the mean of each narrow component.

mod line;

pub use line::{CutLine, line, simplified};

use crate::density::{WeightedDensity, heights};
use crate::order::descend;
use std::ops::Range;

/// The largest error of the line between two samples, and the largest distance of two samples, in
/// pixels of the screen.
const OFF: f64 = 0.05;
const FARTHEST_APART: f64 = 8.0;
/// Samples per sd around the mean of a narrow component, and how many sds they reach.
const SAMPLES_PER_SD: f64 = 6.0;
const REACH: f64 = 5.0;
/// How far before a step its left side is sampled, in pixels of the screen.
const BEFORE_STEP: f64 = 1e-3;
/// A component is narrow if its sd is fewer pixels than this.
const NARROW: f64 = 3.0;

/// The sum of the weighted densities at these places, as points (x, density).
pub fn points(densities: &[WeightedDensity], xs: &[f64]) -> Vec<(f64, f64)> {
    xs.iter().copied().zip(heights(densities, xs)).collect()
}

/// The size of a pixel of the screen, in the units of the axes.
#[derive(Clone, Copy)]
pub struct Pixel {
    /// Its width, in the unit of the values.
    pub across: f64,
    /// Its height, in densities.
    pub up: f64,
}

/// Sample positions in the range: dense enough for the component with the largest curvature, at
/// most one a pixel, and denser around narrow components.
pub fn samples(x: &Range<f64>, pixel: Pixel, densities: &[WeightedDensity]) -> Vec<f64> {
    // a chord of length h differs from f by h² max |f″| / 8 at most; a normal's |f″| is peak / s²
    let curvature = |density: &WeightedDensity| density.peak / pixel.up / (density.sd / pixel.across).powi(2);
    let sharpest = densities.iter().map(curvature).fold(0.0, f64::max);
    let apart = (8.0 * OFF / sharpest).sqrt().clamp(1.0, FARTHEST_APART) * pixel.across;
    let steps = ((x.end - x.start) / apart).ceil();
    let step = (x.end - x.start) / steps;
    let mut xs: Vec<f64> = (0..=steps as usize).map(|j| x.start + j as f64 * step).collect();
    if densities.iter().any(WeightedDensity::has_steps) {
        xs = vec![x.start, x.end];
    }
    if let Some(density) = densities.first() {
        // both sides of a step, so that its line is upright
        xs.extend(density.edges(x).into_iter().flat_map(|edge| [edge - BEFORE_STEP * pixel.across, edge]));
    }
    for density in densities.iter().filter(|density| density.sd < NARROW * pixel.across) {
        let reach = (REACH * SAMPLES_PER_SD) as i32;
        let around = (-reach..=reach).map(|j| density.mean + f64::from(j) / SAMPLES_PER_SD * density.sd);
        xs.extend(around.filter(|value| x.contains(value)));
    }
    descend(&mut xs);
    xs.reverse();
    xs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::density::CountBars;
    use crate::family::Family;
    use crate::mixture::Component;

    fn density(weight: f64, mean: f64, sd: f64) -> WeightedDensity {
        WeightedDensity::new(Family::default(), &Component { weight, mean, sd }, CountBars::default())
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
            let densities = [density(0.5, 23.456, sd), density(0.5, 23.456 + 1.7 * sd, sd)];
            let samples = samples(&x, pixel, &densities);
            assert!(sd < 4.0 || samples.len() < 1000, "{sd}: {}", samples.len());
            let seen = points(&densities, &samples);
            for (a, b) in seen.iter().zip(&seen[1..]) {
                let between = heights(&densities, &[0.5 * (a.0 + b.0)])[0];
                let off = (between - 0.5 * (a.1 + b.1)).abs() / pixel.up;
                let allowed = if samples.len() == 1601 { 0.5 } else { 2.0 * OFF };
                assert!(off < allowed, "sd {sd} at {}: {off} pixels off", a.0);
            }
        }
    }

    #[test]
    fn no_narrow_peak_is_missed() {
        for sd in [1e-9, 1e-3, 0.1] {
            let spike = density(0.5, 31.234_567, sd);
            let xs = samples(&(0.0..60.0), pixel(&(0.0..60.0), 300.0, 100.0), &[spike]);
            let seen = heights(&[spike], &xs).into_iter().fold(0.0, f64::max);
            assert!(seen > 0.99 * spike.peak, "{sd}");
        }
    }

    #[test]
    fn a_line_through_the_top_is_cut_there() {
        let spike = density(1.0, 5.0, 0.5);
        let xs = samples(&(0.0..10.0), pixel(&(0.0..10.0), 100.0, 100.0), &[spike]);
        let drawn = line(&points(&[spike], &xs), 0.2);
        assert_eq!(drawn.runs.len(), 2);
        assert_eq!(drawn.cuts.len(), 1);
        assert!((drawn.cuts[0] - 5.0).abs() < 1e-9);
        let heights = drawn.runs.iter().flatten().map(|&(_, y)| y);
        assert_eq!(heights.fold(0.0, f64::max), 0.2);
    }
}
