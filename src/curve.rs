//! Curves: where to look at a density so that its line is smooth and no peak is missed.
//!
//! One look per pixel of the screen is as fine as a line can show, but a component that has
//! collapsed onto a point may be narrower than that; around each narrow mean we look a few
//! times per sd as well. A line then breaks into runs: a curve that leaves through the top is
//! cut there, and of the rest only those vertices are kept that the eye would miss.

use crate::em::Exp;
use crate::mixture::{Component, Mixture};
use crate::order::descend;
use std::ops::Range;
use wide::f64x4;

/// Looks per sd around the mean of a narrow component, and how many sds far.
const LOOKS_PER_SD: f64 = 6.0;
const REACH: f64 = 5.0;
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
            sum += f64x4::splat(bell.peak) * exp.of(f64x4::splat(-0.5) * z * z);
        }
        heights.copy_from_slice(&sum.to_array()[..heights.len()]);
    }
    heights
}

/// The bells' sum as points (x, density) at these places.
pub fn points(bells: &[Bell], xs: &[f64]) -> Vec<(f64, f64)> {
    xs.iter().copied().zip(heights(bells, xs)).collect()
}

/// Where to look: once a pixel over the range, more closely around narrow bells.
pub fn looks(x: &Range<f64>, pixels: usize, bells: &[Bell]) -> Vec<f64> {
    let pixel = (x.end - x.start) / pixels as f64;
    let mut xs: Vec<f64> = (0..=pixels).map(|j| x.start + j as f64 * pixel).collect();
    for bell in bells.iter().filter(|bell| bell.sd < NARROW * pixel) {
        let reach = (REACH * LOOKS_PER_SD) as i32;
        let around = (-reach..=reach).map(|j| bell.mean + f64::from(j) / LOOKS_PER_SD * bell.sd);
        xs.extend(around.filter(|value| x.contains(value)));
    }
    descend(&mut xs);
    xs.reverse();
    xs
}

/// A line as it is to be drawn: its runs, and where it was cut off at the top.
pub struct Line {
    /// Connected points (x, density), all at most `top`.
    pub runs: Vec<Vec<(f64, f64)>>,
    /// The middle of each stretch above the top.
    pub cuts: Vec<f64>,
}

/// The line through the points (x, density), from left to right, cut at the top.
pub fn line(points: &[(f64, f64)], top: f64) -> Line {
    let mut line = Line { runs: Vec::new(), cuts: Vec::new() };
    let mut run: Vec<(f64, f64)> = Vec::new();
    let mut before: Option<(f64, f64)> = None;
    let mut above_since: Option<f64> = None;
    for &(x, y) in points {
        let crossing = before.map_or(x, |(x0, y0)| crossing((x0, y0), (x, y), top));
        match (y > top, above_since) {
            (false, None) => run.push((x, y)),
            (true, None) => {
                if before.is_some() {
                    run.push((crossing, top));
                }
                line.runs.push(std::mem::take(&mut run));
                above_since = Some(crossing);
            }
            (false, Some(since)) => {
                line.cuts.push(0.5 * since + 0.5 * crossing);
                above_since = None;
                run.extend([(crossing, top), (x, y)]);
            }
            (true, Some(_)) => {}
        }
        before = Some((x, y));
    }
    if let (Some(since), Some((x, _))) = (above_since, before) {
        line.cuts.push(0.5 * since + 0.5 * x);
    }
    line.runs.push(run);
    line.runs.retain(|run| run.len() > 1);
    line
}

/// Where the segment meets `top`.
fn crossing((x0, y0): (f64, f64), (x1, y1): (f64, f64), top: f64) -> f64 {
    let part = (top - y0) / (y1 - y0);
    if part.is_finite() { x0 + (x1 - x0) * part.clamp(0.0, 1.0) } else { x1 }
}

/// The points without those that lie within `tolerance`, up or down, of the line that remains.
/// Points go from left to right.
pub fn simplified(points: &[(f64, f64)], tolerance: f64) -> Vec<(f64, f64)> {
    let Some(&first) = points.first() else { return Vec::new() };
    let mut kept = vec![first];
    // slopes from the last kept point that pass every point since within the tolerance
    let mut passing = (f64::NEG_INFINITY, f64::INFINITY);
    for (i, &point) in points.iter().enumerate().skip(1) {
        let mut from = kept[kept.len() - 1];
        let slope = (point.1 - from.1) / (point.0 - from.0);
        if !(passing.0 <= slope && slope <= passing.1) {
            from = points[i - 1];
            if i > 1 {
                kept.push(from);
            }
            passing = (f64::NEG_INFINITY, f64::INFINITY);
        }
        let run = point.0 - from.0;
        if run > 0.0 {
            passing.0 = passing.0.max((point.1 - tolerance - from.1) / run);
            passing.1 = passing.1.min((point.1 + tolerance - from.1) / run);
        }
    }
    kept.extend(points.last().filter(|_| points.len() > 1));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bell(weight: f64, mean: f64, sd: f64) -> Bell {
        Bell::new(&Component { weight, mean, sd })
    }

    #[test]
    fn a_bell_is_the_weighted_density() {
        let component = Component { weight: 0.3, mean: 20.0, sd: 5.0 };
        for x in [-40.0, 3.0, 20.0, 31.5] {
            let expected = component.weighted_density(x);
            assert!(
                (heights(&[Bell::new(&component)], &[x])[0] - expected).abs() <= 1e-15 + 1e-12 * expected
            );
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
            let xs = looks(&(0.0..60.0), 300, &[spike]);
            let seen = heights(&[spike], &xs).into_iter().fold(0.0, f64::max);
            assert!(seen > 0.99 * spike.peak, "{sd}");
        }
    }

    #[test]
    fn a_line_through_the_top_is_cut_there() {
        let spike = bell(1.0, 5.0, 0.5);
        let xs = looks(&(0.0..10.0), 100, &[spike]);
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

    #[test]
    fn what_is_left_out_makes_no_difference() {
        let curve: Vec<(f64, f64)> = (0..=2000)
            .map(|j| (f64::from(j), 800.0 * (-0.5 * (f64::from(j - 900) / 150.0).powi(2)).exp()))
            .collect();
        let kept = simplified(&curve, 0.5);
        assert!(kept.len() < 200, "{}", kept.len());
        assert_eq!((kept[0], kept[kept.len() - 1]), (curve[0], curve[2000]));
        for pair in kept.windows(2) {
            let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
            for &(x, y) in curve.iter().filter(|(x, _)| (x0..=x1).contains(x)) {
                let drawn = y0 + (y1 - y0) * (x - x0) / (x1 - x0);
                assert!((drawn - y).abs() <= 0.5 + 1e-9, "{x}: {drawn} {y}");
            }
        }
    }

    #[test]
    fn a_corner_stays() {
        let tent = [(0.0, 0.0), (1.0, 10.0), (2.0, 20.0), (3.0, 10.0), (4.0, 0.0)];
        assert_eq!(simplified(&tent, 0.5), [(0.0, 0.0), (2.0, 20.0), (4.0, 0.0)]);
        assert_eq!(simplified(&[(1.0, 5.0), (1.0, 9.0)], 0.5), [(1.0, 5.0), (1.0, 9.0)]);
    }
}
