//! Which cells are small enough for a mixture: the rule of one dimension (`em/quadrature.rs`), along x and along y.
//!
//! On a cell the E step sums parabolas, and functions of the log odds d of two components, which have poles where
//! d = ±iπ. Along an axis d is a parabola; where it is nearly straight, the poles are at the distance π / |d'| from
//! the axis, that is 2π / change half widths, with change = width × |d'|. With x of them, ρ = x + √(x² + 1), and a
//! polynomial of degree 23 errs by some e^−gap ρ⁻²³, where the lesser of the two components is at most a part
//! e^−gap of the whole. This is e⁻²⁷ = 2e-12 where 2π / change = sinh((27 − gap) / 23). A width of 1.4 sds, along
//! the axis, of the narrower one counts as a change of 4.3, which keeps d nearly straight.

use super::Point;
use super::cells::Cell;
use super::covariance::whitened;
use super::mixture::{Mixture, Peak};
use crate::mixture::MAX_COMPONENTS;
use crate::panels::rule::MOMENTS;
use std::f64::consts::PI;

/// How far below the whole a component is that does not count, in nats.
const NEGLIGIBLE: f64 = 40.0;

/// −ln of the part by which a cell's sum may be wrong.
const EXACT: f64 = 27.0;

/// The gap is known from the most that the lesser component can be and the least that the whole can be; this
/// much of it is not relied on, in nats.
const UNSURE: f64 = 3.0;

/// A width of one sd counts as so much change.
const CHANGE_OF_SD: f64 = 3.0;

/// How wide a cell may be for a parabola, in sds and distances from the mean together: then cancellation costs two
/// digits of sixteen at most.
const WIDEST: f64 = 8.0;

/// One component, as far as cells need it.
#[derive(Clone, Copy)]
struct Bell {
    peak: Peak,
    /// The inverse covariance: xx, xy and yy.
    precision: [f64; 3],
    /// The sds of x where y is given, and of y where x is.
    sds: Point,
}

/// The rule for a mixture.
pub struct Smoothness {
    bells: Vec<Bell>,
    /// The most change where there is no gap.
    most_change: f64,
}

impl Smoothness {
    /// The rule for this mixture, where coordinates count from `origin`.
    pub fn of(mixture: &Mixture, origin: Point) -> Self {
        let bell = |c| {
            let peak = Peak::of(c);
            let [a, b, c] = peak.whitening;
            let precision = [a * a + b * b, b * c, c * c];
            let mean = [0, 1].map(|axis| peak.mean[axis] - origin[axis]);
            let sds = [precision[0], precision[2]].map(|square| square.sqrt().recip());
            Bell { peak: Peak { mean, ..peak }, precision, sds }
        };
        Self { bells: mixture.components().iter().map(bell).collect(), most_change: allowed(0.0) }
    }

    /// Whether the cell is small enough.
    pub fn over(&self, cell: &Cell) -> bool {
        let corners = corners(cell);
        let at_least = self.bells.iter().map(|bell| bell.ln_least(&corners));
        let best_at_least = at_least.fold(f64::NEG_INFINITY, f64::max);
        let mut counting = [(&self.bells[0], 0.0); MAX_COMPONENTS];
        let mut count = 0;
        for bell in &self.bells {
            let part = bell.ln_most(cell) - best_at_least;
            if part > -NEGLIGIBLE {
                counting[count] = (bell, part);
                count += 1;
            }
        }
        let counting = &counting[..count];
        if let [(alone, _)] = counting {
            return alone.is_parabola(cell);
        }
        (1..count).all(|b| {
            counting[..b].iter().all(|(a, a_part)| {
                let (b, b_part) = counting[b];
                let gap = (-a_part.min(b_part) - UNSURE).max(0.0);
                let change = change(a, b, cell, &corners, 0).max(change(a, b, cell, &corners, 1));
                change <= self.most_change || gap > 0.0 && change <= allowed(gap)
            })
        })
    }
}

// `inline(never)` here keeps the page's script a kilobyte shorter, and costs no time that can be measured.

/// The most that the log odds of two components may change over a cell, in nats.
fn allowed(gap: f64) -> f64 {
    let grown = ((EXACT - gap) / (MOMENTS - 1) as f64).exp();
    4.0 * PI / (grown - grown.recip()).max(0.0)
}

/// How much the log odds of two components change along an axis over the cell at most, in nats.
#[inline(never)]
fn change(a: &Bell, b: &Bell, cell: &Cell, corners: &[Point; 4], axis: usize) -> f64 {
    let slopes = corners.iter().map(|&at| (a.slope(axis, at) - b.slope(axis, at)).abs());
    2.0 * cell.half[axis] * slopes.fold(CHANGE_OF_SD / a.sds[axis].min(b.sds[axis]), f64::max)
}

fn corners(cell: &Cell) -> [Point; 4] {
    let ([x, y], [width, height]) = (cell.centre, cell.half);
    [[x - width, y - height], [x + width, y - height], [x - width, y + height], [x + width, y + height]]
}

impl Bell {
    /// ln(w N) where it is least: at a corner.
    fn ln_least(&self, corners: &[Point; 4]) -> f64 {
        corners.iter().map(|&corner| self.peak.ln_weighted_density(corner)).fold(f64::INFINITY, f64::min)
    }

    /// ln(w N) where it is largest: at the mean, or where an ellipse touches an edge.
    #[inline(never)]
    fn ln_most(&self, cell: &Cell) -> f64 {
        if (0..2).all(|axis| self.distance(cell, axis) <= 0.0) {
            return self.peak.ln_height;
        }
        let [xx, xy, yy] = self.precision;
        let within = |axis: usize, d: f64| {
            let middle = cell.centre[axis] - self.peak.mean[axis];
            d.clamp(middle - cell.half[axis], middle + cell.half[axis])
        };
        let mut least = f64::INFINITY;
        for edge in [f64::NEG_INFINITY, f64::INFINITY] {
            let (x, y) = (within(0, edge), within(1, edge));
            least = least.min(whitened(self.peak.whitening, [x, within(1, -xy / yy * x)]));
            least = least.min(whitened(self.peak.whitening, [within(0, -xy / xx * y), y]));
        }
        self.peak.ln_height - 0.5 * least
    }

    /// −∂/∂x or −∂/∂y of ln N.
    #[inline(never)]
    fn slope(&self, axis: usize, at: Point) -> f64 {
        let ([mx, my], [xx, xy, yy]) = (self.peak.mean, self.precision);
        let (x, y) = (at[0] - mx, at[1] - my);
        if axis == 0 { xx * x + xy * y } else { xy * x + yy * y }
    }

    /// How far the mean is from the cell along an axis.
    #[inline(never)]
    fn distance(&self, cell: &Cell, axis: usize) -> f64 {
        ((self.peak.mean[axis] - cell.centre[axis]).abs() - cell.half[axis]).max(0.0)
    }

    /// Whether the cell is small enough where this component alone counts.
    #[inline(never)]
    fn is_parabola(&self, cell: &Cell) -> bool {
        (0..2).all(|axis| 2.0 * cell.half[axis] <= WIDEST * (self.sds[axis] + self.distance(cell, axis)))
    }
}
