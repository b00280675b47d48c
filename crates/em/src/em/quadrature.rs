//! Which panels are narrow enough for a mixture: so few nodes that an E step takes as long for ten
//! million points as for ten thousand, and so many that the sums are exact to rounding.
//!
//! On a panel the E step sums r_k, r_k (x − m_k), r_k (x − m_k)² and ln p. Each is made of
//! parabolas and of the log odds d(x) = ln(w_a N_a / w_b N_b), a parabola too, through
//! 1 / (1 + e^d) and ln(1 + e^d). In the complex plane these have poles where d = ±iπ: where d
//! is nearly straight, at the distance π / |d'| from the axis. A function that is analytic in the
//! ellipse around \[−1, 1\] whose half axes sum to ρ differs from a polynomial of degree 23, which a
//! panel's nodes sum exactly, by at most 4 M / (ρ − 1) · ρ⁻²³ (Trefethen, Approximation Theory and
//! Approximation Practice, theorem 8.2). On a panel with width × |d'| ≤ 4 the poles are at least
//! π/2 half widths away. Then ρ is at least 3.4 and the error at most some 1e-12 of M, where M, the
//! part that is no parabola, is at most about 1. The other half of the rule, width ≤ 4/3 of every sd
//! that counts, keeps d nearly straight.
//!
//! Where all components but one are 45 nats below (e⁻⁴⁵ = 3e-20) only parabolas are left, which every
//! panel sums exactly. The panel may still not be so wide that its nodes are much farther from the
//! mean than its points: the squares would cancel.

use super::sums::{Moments, Points};
use crate::dataset::Dataset;
use crate::family::{Family, LnCurve};
use crate::mixture::{Component, MAX_COMPONENTS, Mixture};
use crate::panels::{Panel, Stretch};
use std::ops::Range;

/// Log odds beyond which a component does not count, in nats.
const NEGLIGIBLE: f64 = 45.0;

/// How wide a panel may be, in sds of the narrowest component that counts.
const MOST_SDS: f64 = 4.0 / 3.0;

/// The most that a pair's log odds may change over a panel, in nats.
const MOST_CHANGE: f64 = 4.0;

/// How many times wider panels may be where six digits are enough. Poles at 0.7 half widths give
/// ρ = 1.9, and at degree 23 an error of some 1e-6.
const SIX_DIGITS_SLACK: f64 = 2.2;

/// How wide a panel may be for a parabola, in sds and distances from the mean together: then
/// cancellation costs two digits of sixteen at most.
const WIDEST: f64 = 8.0;

/// Weighted places. Each group of four has a base, so that a place keeps all of its digits.
#[derive(Debug, Default)]
pub struct Nodes {
    /// The base of each group of four.
    pub bases: Vec<f64>,
    /// Their distances from the base.
    pub distances: Vec<f64>,
    /// How many points each counts for.
    pub weights: Vec<f64>,
}

/// The nodes for the `range` of the data's points: of the widest panels for which `serves` is true,
/// and the points themselves where no panel is narrow enough.
pub fn nodes(data: &Dataset, range: Range<usize>, serves: impl Fn(&Panel) -> bool) -> Nodes {
    let mut found = Nodes::default();
    data.panels().walk(range, serves, |stretch| match stretch {
        Stretch::Nodes(panel, places, weights) => found.push(panel, places, weights),
        Stretch::Points(points) => found.push_points(&data.values()[points]),
    });
    found
}

impl Nodes {
    /// What the kernel runs over.
    pub fn points(&self) -> Points<'_> {
        Points { values: &self.distances, bases: Some(&self.bases), weights: Some(&self.weights) }
    }

    /// Passes each place and its weight to `meet`.
    pub fn each(&self, mut meet: impl FnMut(f64, f64)) {
        for (i, (distance, &weight)) in self.distances.iter().zip(&self.weights).enumerate() {
            if weight != 0.0 {
                meet(self.bases[i / 4] + distance, weight);
            }
        }
    }

    /// The moments about a place of what a component holds: `share` says how much of a point at x.
    pub fn moments(&self, about: f64, share: impl Fn(f64) -> f64) -> Moments {
        let mut held = Moments::default();
        for (i, (distance, weight)) in self.distances.iter().zip(&self.weights).enumerate() {
            let base = self.bases[i / 4];
            let (count, d) = (weight * share(base + distance), (base - about) + distance);
            held += Moments { count, first: count * d, second: count * d * d, spread: 0.0 };
        }
        held
    }

    /// Adds a panel's nodes, given by their places in it.
    pub fn push(&mut self, panel: &Panel, places: &[f64], weights: &[f64]) {
        self.distances.extend(places.iter().map(|place| panel.half * place));
        self.weights.extend_from_slice(weights);
        self.fill(panel.centre);
    }

    /// Adds points with the base zero: with any other, points far from it would lose digits. Equal
    /// points, which cannot be halved, are added as one.
    pub fn push_points(&mut self, values: &[f64]) {
        if values[0] == values[values.len() - 1] {
            self.distances.push(values[0]);
            self.weights.push(values.len() as f64);
        } else {
            self.distances.extend_from_slice(values);
            self.weights.resize(self.distances.len(), 1.0);
        }
        self.fill(0.0);
    }

    /// Sets the base of the places added last, and fills their last group of four with places of
    /// weight 0.
    fn fill(&mut self, base: f64) {
        let whole = self.distances.len().next_multiple_of(4);
        let last = self.distances.last().copied().unwrap_or_default();
        self.distances.resize(whole, last);
        self.weights.resize(whole, 0.0);
        self.bases.resize(whole / 4, base);
    }
}

/// The rule for a mixture, with its logarithms taken once for all panels.
#[derive(Clone, Debug)]
pub struct Smoothness {
    components: Vec<Component>,
    /// ln w − ln s − ln √(2π), per component.
    ln_heights: [f64; MAX_COMPONENTS],
    /// The components' curves in a family in which they are lines.
    lines: Option<Vec<LnCurve>>,
    /// How many times wider than the rule a panel may be.
    slack: f64,
}

impl Smoothness {
    /// The rule under which sums are exact to rounding.
    pub fn of(mixture: &Mixture) -> Self {
        Self::with_slack(mixture, 1.0)
    }

    /// The rule under which sums have six digits.
    pub fn to_six_digits(mixture: &Mixture) -> Self {
        Self::with_slack(mixture, SIX_DIGITS_SLACK)
    }

    fn with_slack(mixture: &Mixture, slack: f64) -> Self {
        let components = mixture.components().to_vec();
        let mut ln_heights = [f64::NEG_INFINITY; MAX_COMPONENTS];
        for (ln_height, c) in ln_heights.iter_mut().zip(&components) {
            *ln_height = c.ln_height();
        }
        let lines = (!mixture.family().is_gaussian()).then(|| mixture.ln_curves());
        Self { components, ln_heights, lines, slack }
    }

    /// Whether the panel is narrow enough.
    pub fn over(&self, panel: &Panel) -> bool {
        if let Some(lines) = &self.lines {
            return serves_lines(lines, panel, self.slack);
        }
        let ln_at = |k: usize, distance: f64| {
            let z = distance / self.components[k].sd;
            self.ln_heights[k] - 0.5 * z * z
        };
        let k = self.components.len();
        let farthest = |c: &Component| (c.mean - panel.centre).abs() + panel.half;
        let at_least = (0..k).map(|k| ln_at(k, farthest(&self.components[k])));
        let best_at_least = at_least.fold(f64::NEG_INFINITY, f64::max);

        let mut counting = [&self.components[0]; MAX_COMPONENTS];
        let mut count = 0;
        for (k, c) in self.components.iter().enumerate() {
            if ln_at(k, distance(c, panel)) > best_at_least - NEGLIGIBLE {
                counting[count] = c;
                count += 1;
            }
        }
        let counting = &counting[..count];
        if let [alone] = counting {
            return is_parabola(alone, panel);
        }
        let width = 2.0 * panel.half / self.slack;
        counting.iter().all(|c| width <= MOST_SDS * c.sd)
            && (1..count)
                .all(|b| counting[..b].iter().all(|a| width * steepest(a, counting[b], panel) <= MOST_CHANGE))
    }
}

/// Whether the panel is narrow enough for these lines: d is straight, so that its slope is all that counts.
fn serves_lines(lines: &[LnCurve], panel: &Panel, slack: f64) -> bool {
    let ends = [panel.centre - panel.half, panel.centre + panel.half];
    let at_ends = |line: &LnCurve| ends.map(|x| line.at(x));
    let best_at_least = lines
        .iter()
        .map(|line| at_ends(line).into_iter().fold(f64::INFINITY, f64::min))
        .fold(f64::NEG_INFINITY, f64::max);
    let counts = |line: &&LnCurve| at_ends(line).into_iter().any(|ln| ln > best_at_least - NEGLIGIBLE);
    let slopes = lines.iter().filter(counts).map(|line| line.slope);
    let steepest = slopes.clone().fold(f64::NEG_INFINITY, f64::max) - slopes.fold(f64::INFINITY, f64::min);
    2.0 * panel.half / slack * steepest <= MOST_CHANGE
}

/// Whether the panel is narrow enough where this component alone counts.
pub fn is_parabola(component: &Component, panel: &Panel) -> bool {
    2.0 * panel.half <= WIDEST * (component.sd + distance(component, panel))
}

/// A component whose logarithms have been taken.
#[derive(Clone, Copy, Debug)]
pub struct Peak {
    component: Component,
    curve: LnCurve,
}

impl Peak {
    /// The component's.
    pub fn of(family: Family, component: &Component) -> Self {
        Self { component: *component, curve: family.curve().ln_curve(component) }
    }

    /// The most that ln(w_a f_a / w_b f_b) comes to over the panel, with a the peak's component.
    pub fn most_odds(&self, other: &Self, panel: &Panel) -> f64 {
        let (a, b) = (&self.component, &other.component);
        let odds = |x: f64| self.curve.at(x) - other.curve.at(x);
        let (from, to) = (panel.centre - panel.half, panel.centre + panel.half);
        let at_ends = odds(from).max(odds(to));
        if self.curve.inverse_width > other.curve.inverse_width {
            // The parabola has a top: x = (m_a s_b² − m_b s_a²) / (s_b² − s_a²).
            let (a_square, b_square) = (a.sd * a.sd, b.sd * b.sd);
            let top = a.mean + (a.mean - b.mean) * a_square / (b_square - a_square);
            at_ends.max(odds(top.clamp(from, to)))
        } else {
            at_ends
        }
    }
}

/// How far a component's mean is from the panel.
fn distance(component: &Component, panel: &Panel) -> f64 {
    ((component.mean - panel.centre).abs() - panel.half).max(0.0)
}

/// The largest |d'| over the panel, d' being straight.
fn steepest(a: &Component, b: &Component, panel: &Panel) -> f64 {
    let slope = |x: f64| (x - b.mean) / (b.sd * b.sd) - (x - a.mean) / (a.sd * a.sd);
    slope(panel.centre - panel.half).abs().max(slope(panel.centre + panel.half).abs())
}
