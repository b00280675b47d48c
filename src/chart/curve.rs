//! Curves: where to look at a density so that its line is smooth and no peak is missed.
//!
//! One look per pixel of the screen is as fine as a line can show, but a component that has
//! collapsed onto a point may be narrower than that; around each narrow mean we look a few
//! times per sd as well. A line then breaks into runs: a curve that leaves through the top is
//! cut there, and a component's tail ends where it can no longer be told from the axis.

use crate::mixture::{Component, Mixture};
use crate::order::descend;
use std::ops::Range;

/// Looks per sd around the mean of a narrow component, and how many sds far.
const LOOKS_PER_SD: f64 = 6.0;
const REACH: f64 = 5.0;
/// A component is narrow whose sd spans fewer pixels than this.
const NARROW: f64 = 3.0;

/// A weighted Gaussian, ready to be asked often: w N(x; m, s²) = peak · exp(−z²/2).
#[derive(Clone, Copy)]
pub struct Bell {
    pub mean: f64,
    pub sd: f64,
    pub peak: f64,
}

impl Bell {
    pub fn new(component: &Component) -> Bell {
        let ln_peak = component.ln_height();
        // Finite even at the least sd there is, so that no ∞ · 0 comes out as NaN below.
        Bell { mean: component.mean, sd: component.sd, peak: ln_peak.exp().min(f64::MAX) }
    }

    pub fn all(mixture: &Mixture) -> Vec<Bell> {
        mixture.components().iter().map(Bell::new).collect()
    }

    pub fn at(&self, x: f64) -> f64 {
        let z = (x - self.mean) / self.sd;
        self.peak * (-0.5 * z * z).exp()
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

/// Where to look: once a pixel over the range, more closely around narrow bells.
pub fn looks<'a>(x: &Range<f64>, pixels: usize, bells: impl Iterator<Item = &'a Bell>) -> Vec<f64> {
    let pixel = (x.end - x.start) / pixels as f64;
    let mut xs: Vec<f64> = (0..=pixels).map(|j| x.start + j as f64 * pixel).collect();
    for bell in bells.filter(|bell| bell.sd < NARROW * pixel) {
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

/// The points (x, density) cut at the top; `shown` says over which x there is a line at all.
pub fn line(points: impl Iterator<Item = (f64, f64)>, shown: Range<f64>, top: f64) -> Line {
    let mut line = Line { runs: Vec::new(), cuts: Vec::new() };
    let mut run: Vec<(f64, f64)> = Vec::new();
    let mut before: Option<(f64, f64)> = None;
    let mut above_since: Option<f64> = None;
    for (x, y) in points.filter(|(x, _)| (shown.start..=shown.end).contains(x)) {
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
            assert!((Bell::new(&component).at(x) - expected).abs() <= 1e-15 + 1e-12 * expected);
        }
    }

    #[test]
    fn no_bell_is_nan() {
        for sd in [1e-320, 1e-60, 1.0, 1e60, 1e300] {
            for weight in [0.0, 1e-300, 1.0] {
                for x in [-1e300, 0.0, 1e-310, 1e300] {
                    assert!(!bell(weight, 0.0, sd).at(x).is_nan(), "{weight} {sd} {x}");
                }
            }
        }
    }

    #[test]
    fn no_narrow_peak_is_missed() {
        for sd in [1e-9, 1e-3, 0.1] {
            let spike = bell(0.5, 31.234_567, sd);
            let xs = looks(&(0.0..60.0), 300, [spike].iter());
            let seen = xs.iter().map(|&x| spike.at(x)).fold(0.0, f64::max);
            assert!(seen > 0.99 * spike.peak, "{sd}");
        }
    }

    #[test]
    fn a_line_through_the_top_is_cut_there() {
        let spike = bell(1.0, 5.0, 0.5);
        let xs = looks(&(0.0..10.0), 100, [spike].iter());
        let drawn = line(xs.iter().map(|&x| (x, spike.at(x))), 0.0..10.0, 0.2);
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
