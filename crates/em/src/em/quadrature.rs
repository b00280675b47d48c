//! Which nodes serve a mixture: so few that an E step costs the same for ten million points
//! as for ten thousand, and so many that nobody can tell the difference.
//!
//! Over a panel the E step sums r_k, r_k (x − m_k), r_k (x − m_k)² and ln p. Each is made of
//! parabolas and of the log odds d(x) = ln(w_a N_a / w_b N_b), a parabola too, through
//! 1 / (1 + e^d) and ln(1 + e^d). Off the real axis these have poles where d = ±iπ: where d
//! is nearly straight, at the distance π / |d'|. A function that is analytic in the ellipse
//! around \[−1, 1\] whose half axes sum to ρ is met by a polynomial of degree 23, which a panel's
//! nodes sum exactly, within 4 M / (ρ − 1) · ρ⁻²³ (Trefethen, Approximation Theory and
//! Approximation Practice, theorem 8.2). A panel with width × |d'| ≤ 4 has its poles no nearer
//! than π/2 half widths. Then ρ is at least 3.4 and the error some 1e-12 of M at worst, at the
//! panel with the steepest d alone, where M, the part that is no parabola, is at most about 1.
//! The other half of the rule, width ≤ 4/3 of every sd that counts, keeps d nearly straight.
//!
//! Where all but one component are 45 nats behind (e⁻⁴⁵ = 3e-20) only parabolas are left, which
//! any panel sums exactly; but not one so wide that its nodes stand far beyond the points'
//! own distances from the mean, whose squares would then come out of cancellation.

use super::sums::{Moments, Points};
use crate::dataset::Dataset;
use crate::mixture::{Component, MAX_COMPONENTS, Mixture};
use crate::panels::{Panel, Stretch};
use std::ops::Range;

/// Log odds beyond which a component does not count, in nats.
const FAR_BEHIND: f64 = 45.0;

/// How wide a panel may be, in sds of the narrowest component that counts.
const MOST_SDS: f64 = 4.0 / 3.0;

/// The most that a pair's log odds may change over a panel, in nats.
const MOST_CHANGE: f64 = 4.0;

/// How many times wider panels may be where rounding need not be reached. Poles at 0.7 half
/// widths make ρ 1.9: at degree 23 the error is some 1e-6.
const ROUGHLY: f64 = 2.2;

/// How wide a panel may be for a parabola, in sds and distances from the mean together: then
/// cancellation costs two digits of sixteen at most.
const WIDEST: f64 = 8.0;

/// Weighted places, in fours that share a base, so that a place is told to the last digit.
#[derive(Debug, Default)]
pub struct Nodes {
    /// For each four, where they are counted from.
    pub bases: Vec<f64>,
    /// Their distances from the base.
    pub distances: Vec<f64>,
    /// How many points each stands for.
    pub weights: Vec<f64>,
}

/// The nodes that stand for the `range` of the data's points wherever `serves` says yes of a
/// panel; elsewhere finer panels, at last the points themselves.
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

    /// What somebody holds of them, about a place: `share` says how much of a point at x.
    pub fn moments(&self, about: f64, share: impl Fn(f64) -> f64) -> Moments {
        let mut held = Moments::default();
        for (i, (distance, weight)) in self.distances.iter().zip(&self.weights).enumerate() {
            let base = self.bases[i / 4];
            let (count, d) = (weight * share(base + distance), (base - about) + distance);
            held += Moments { count, first: count * d, second: count * d * d, spread: 0.0 };
        }
        held
    }

    /// Adds a panel's nodes, told by their places in it.
    pub fn push(&mut self, panel: &Panel, places: &[f64], weights: &[f64]) {
        self.distances.extend(places.iter().map(|place| panel.half * place));
        self.weights.extend_from_slice(weights);
        self.fill(panel.centre);
    }

    /// Adds points themselves, counted from zero as they always were: one of them may lie so far
    /// from the others that, counted from it, they would lose their digits. Equal ones, which no
    /// panel can part, are added as one.
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

    /// Says from where the last places are counted. Fours are kept whole: the last place again,
    /// as one that stands for nothing.
    fn fill(&mut self, base: f64) {
        let whole = self.distances.len().next_multiple_of(4);
        let last = self.distances.last().copied().unwrap_or_default();
        self.distances.resize(whole, last);
        self.weights.resize(whole, 0.0);
        self.bases.resize(whole / 4, base);
    }
}

/// A mixture as the rule asks for it: panel after panel, so its logarithms are taken once.
#[derive(Clone, Debug)]
pub struct Smoothness {
    components: Vec<Component>,
    /// ln w − ln s − ln √(2π), per component.
    ln_heights: [f64; MAX_COMPONENTS],
    /// How many times wider than the rule a panel may be.
    slack: f64,
}

impl Smoothness {
    /// The rule for this mixture, with which sums come out to rounding.
    pub fn of(mixture: &Mixture) -> Self {
        Self::with_slack(mixture, 1.0)
    }

    /// A rule for what may be known roughly: six digits of it.
    pub fn roughly(mixture: &Mixture) -> Self {
        Self::with_slack(mixture, ROUGHLY)
    }

    fn with_slack(mixture: &Mixture, slack: f64) -> Self {
        let components = mixture.components().to_vec();
        let mut ln_heights = [f64::NEG_INFINITY; MAX_COMPONENTS];
        for (ln_height, c) in ln_heights.iter_mut().zip(&components) {
            *ln_height = c.ln_height();
        }
        Self { components, ln_heights, slack }
    }

    /// Whether the mixture is smooth enough over a panel.
    pub fn over(&self, panel: &Panel) -> bool {
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
            if ln_at(k, distance(c, panel)) > best_at_least - FAR_BEHIND {
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

/// Whether the panel sums the parabolas of a component that has it to itself.
pub fn is_parabola(component: &Component, panel: &Panel) -> bool {
    2.0 * panel.half <= WIDEST * (component.sd + distance(component, panel))
}

/// A component whose logarithms have been taken.
#[derive(Clone, Copy, Debug)]
pub struct Peak {
    component: Component,
    inverse_sd: f64,
    ln_height: f64,
}

impl Peak {
    /// The component's.
    pub fn of(component: &Component) -> Self {
        let ln_height = component.ln_height();
        Self { component: *component, inverse_sd: component.sd.recip(), ln_height }
    }

    /// The most that ln(w_a N_a / w_b N_b) comes to over the panel, with a the peak's component.
    pub fn most_odds(&self, other: &Self, panel: &Panel) -> f64 {
        let (a, b) = (&self.component, &other.component);
        let odds = |x: f64| {
            let (z_a, z_b) = ((x - a.mean) * self.inverse_sd, (x - b.mean) * other.inverse_sd);
            self.ln_height - other.ln_height + 0.5 * (z_b * z_b - z_a * z_a)
        };
        let (from, to) = (panel.centre - panel.half, panel.centre + panel.half);
        let at_ends = odds(from).max(odds(to));
        if a.sd < b.sd {
            // The parabola has a top: x = (m_a s_b² − m_b s_a²) / (s_b² − s_a²).
            let (a_square, b_square) = (a.sd * a.sd, b.sd * b.sd);
            let top = a.mean + (a.mean - b.mean) * a_square / (b_square - a_square);
            at_ends.max(odds(top.clamp(from, to)))
        } else {
            at_ends
        }
    }
}

/// How far a component's mean stands from the panel.
fn distance(component: &Component, panel: &Panel) -> f64 {
    ((component.mean - panel.centre).abs() - panel.half).max(0.0)
}

/// The largest |d'| over the panel, d' being straight.
fn steepest(a: &Component, b: &Component, panel: &Panel) -> f64 {
    let slope = |x: f64| (x - b.mean) / (b.sd * b.sd) - (x - a.mean) / (a.sd * a.sd);
    slope(panel.centre - panel.half).abs().max(slope(panel.centre + panel.half).abs())
}
