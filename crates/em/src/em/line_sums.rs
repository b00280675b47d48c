//! The E step's sums in families whose curves are lines: see [`LnCurve`](crate::family::LnCurve).
//!
//! Counts have few different values, however many points there are, and equal points are summed as one:
//! an E step over ten million counts costs as much as their few hundred values. Times to wait are
//! summed over panels, as Gaussians' points are: the log odds of two lines are a line, so that panels
//! serve that are narrow against the difference of their slopes (see `em/quadrature.rs`).

use super::Assignment;
use super::quadrature::{self, Smoothness};
use super::sums::{Moments, Sums};
use crate::dataset::Dataset;
use crate::family::{Family, LnCurve};
use crate::mixture::Mixture;
use std::ops::Range;

/// The sums over a range of the sorted points, and how many places were summed.
pub fn over(data: &Dataset, range: Range<usize>, mixture: &Mixture, assignment: Assignment) -> (Sums, usize) {
    let mut row = Row::new(mixture, assignment);
    // Whole points have borders, over which no polynomial goes.
    let in_panels = !mixture.family().curve().counts() && assignment == Assignment::Soft;
    if in_panels && !data.panels().panels().is_empty() {
        let smoothness = Smoothness::of(mixture);
        let nodes = quadrature::nodes(data, range, |panel| smoothness.over(panel));
        nodes.each(|x, weight| row.take(x, weight));
    } else {
        data.distinct_in(range).for_each(|(x, count)| row.take(x, count as f64));
    }
    row.sums.moments.iter_mut().for_each(Moments::finish);
    (row.sums, row.places)
}

/// One point's row of the E step, and the sums of all rows so far.
struct Row {
    family: Family,
    curves: Vec<LnCurve>,
    assignment: Assignment,
    sums: Sums,
    places: usize,
}

impl Row {
    fn new(mixture: &Mixture, assignment: Assignment) -> Self {
        let (family, curves) = (mixture.family(), mixture.ln_curves());
        Self { family, curves, assignment, sums: Sums::default(), places: 0 }
    }

    /// The E step of `weight` points at x.
    fn take(&mut self, x: f64, weight: f64) {
        let ln_joint = |curve: &LnCurve| curve.at(x);
        let (mut best, mut ln_best) = (0, f64::NEG_INFINITY);
        for (k, curve) in self.curves.iter().enumerate() {
            let ln = ln_joint(curve);
            if ln > ln_best {
                (best, ln_best) = (k, ln);
            }
        }
        let sum: f64 = self.curves.iter().map(|curve| (ln_joint(curve) - ln_best).exp()).sum();
        let ln_base = self.family.curve().ln_base(x);
        self.sums.ln_likelihood += weight * (ln_base + ln_best + sum.ln());
        self.sums.ln_best += weight * (ln_base + ln_best);
        for (k, (curve, held)) in self.curves.iter().zip(&mut self.sums.moments).enumerate() {
            let share = match self.assignment {
                Assignment::Soft => (ln_joint(curve) - ln_best).exp() / sum,
                Assignment::Hard => f64::from(u8::from(k == best)),
            };
            let (count, d) = (weight * share, x - curve.mean);
            *held += Moments { count, first: count * d, second: count * d * d, spread: 0.0 };
        }
        self.places += 1;
    }
}
