//! The sums for a surface's cells.
//!
//! A cell is summed over the panels that an E step would choose for its mixture, so it is exact to
//! rounding. Neighbouring cells share most panels, and a column's term w_a N(x; m_a) at a panel's nodes
//! is the same in all of its cells. With the terms kept, a cell costs two additions and a logarithm a
//! node.
//!
//! Most panels are far from one of the two components. Where a component is 40 nats below another all
//! over a panel, the panel's sum does not depend on it, and one sum serves a whole column or row. Only
//! where both components count is each cell summed on its own.
//!
//! Whether a panel is narrow enough is decided for pairs of terms, since that can be shared as well:
//! the column's component with the fixed ones, the row's with the fixed ones, and the two with each
//! other. Any two components are in one of these pairs, so a panel that passes all three suits the
//! mixture.

use super::terms::PlacedTerms;
use crate::dataset::Dataset;
use crate::em::{Nodes, Peak, Smoothness};
use crate::family::Family;
use crate::mixture::{Component, Mixture};
use crate::panels::Panel;
use std::sync::Arc;

/// A component that is so far behind another, in nats, adds nothing to its logarithm: e⁻⁴⁰ = 4e-18.
const NOTHING: f64 = -40.0;

/// The cost of visiting a panel, in groups of four terms.
const COMING_BY: usize = 2;

/// What is known of a panel.
struct Known {
    /// Whether each column's, each row's component vanishes here beside the fixed ones.
    nothing: [Vec<Option<bool>>; 2],
    /// Whether the panel is narrow enough for each of them with the fixed ones.
    serves: [Vec<Option<bool>>; 2],
    /// The sum over the panel's points with the fixed ones alone, and with one of the two as well.
    without: Option<f64>,
    alone: [Vec<Option<f64>>; 2],
    nodes: Option<PlacedTerms>,
    points: Option<PlacedTerms>,
}

/// The tables that the cells are summed from.
pub struct CellSums {
    data: Arc<Dataset>,
    family: Family,
    /// Σ_i ln h(x_i), which is the same in every cell.
    ln_base: f64,
    staying: Vec<Component>,
    /// The components of the columns and of the rows.
    moving: [Vec<Component>; 2],
    /// The same, with their logarithms taken.
    staying_peaks: Vec<Peak>,
    peaks: [Vec<Peak>; 2],
    /// The rule for the fixed ones, if there are any, and for each of the others with them.
    staying_rule: Option<Smoothness>,
    beside: [Vec<Smoothness>; 2],
    panels: Vec<Option<Box<Known>>>,
    /// What the cells have cost so far, in groups of four terms.
    pub work: usize,
}

impl CellSums {
    /// Empty tables for the fixed (`staying`) components and those of the columns and the rows.
    pub fn new(
        data: &Arc<Dataset>,
        family: Family,
        staying: Vec<Component>,
        moving: [Vec<Component>; 2],
    ) -> Self {
        let rule = |components: Vec<Component>| Smoothness::of(&Mixture::unchecked_of(family, components));
        let beside = |c: &Component| rule([&staying[..], &[*c]].concat());
        let beside = moving.each_ref().map(|moving| moving.iter().map(beside).collect());
        let staying_rule = (!staying.is_empty()).then(|| rule(staying.clone()));
        let peak = |c: &Component| Peak::of(family, c);
        let staying_peaks = staying.iter().map(peak).collect();
        let peaks = moving.each_ref().map(|moving| moving.iter().map(peak).collect());
        let ln_base = data.distinct_in(0..data.n()).map(|(x, n)| n as f64 * family.curve().ln_base(x)).sum();
        let mut panels = Vec::new();
        panels.resize_with(data.panels().panels().len().max(1), || None);
        Self {
            data: data.clone(),
            family,
            ln_base,
            staying,
            moving,
            staying_peaks,
            peaks,
            staying_rule,
            beside,
            panels,
            work: 0,
        }
    }

    /// The log-likelihood at a cell, in nats per point.
    pub fn at(&mut self, cell: [usize; 2]) -> f64 {
        let data = self.data.clone();
        let sum = match data.panels().panels() {
            [] => self.sum_points(0, cell, [true; 2]),
            panels => {
                let pair = (0..2).map(|axis| self.moving[axis][cell[axis]]).collect();
                let pair = Mixture::unchecked_of(self.family, pair);
                self.over(panels, 0, cell, [true; 2], &Smoothness::of(&pair))
            }
        };
        (sum + self.ln_base) / data.n() as f64
    }

    /// The sum over a panel's points, with the fixed components and those of the two that `count`.
    fn over(
        &mut self,
        panels: &[Panel],
        index: usize,
        cell: [usize; 2],
        mut count: [bool; 2],
        pair: &Smoothness,
    ) -> f64 {
        let panel = &panels[index];
        self.work += COMING_BY;
        if panel.points.is_empty() {
            return 0.0;
        }
        let known = known(&mut self.panels[index], &self.moving);
        let peaks = [0, 1].map(|axis| &self.peaks[axis][cell[axis]]);
        for axis in 0..2 {
            let beside = || self.staying_peaks.iter().any(|other| vanishes_beside(peaks[axis], other, panel));
            count[axis] &= !*known.nothing[axis][cell[axis]].get_or_insert_with(beside);
        }
        // With fixed components this seldom finds more: it does not pay.
        if count == [true; 2] && self.staying.is_empty() {
            count =
                [!vanishes_beside(peaks[0], peaks[1], panel), !vanishes_beside(peaks[1], peaks[0], panel)];
        }
        if let Some(Some(sum)) = known.kept(cell, count) {
            return *sum;
        }
        let mut serves = |axis: usize| {
            let rule = || self.beside[axis][cell[axis]].over(panel);
            *known.serves[axis][cell[axis]].get_or_insert_with(rule)
        };
        let serves = self.data.panels().nodes(panel).is_some()
            && match count {
                [false, false] => self.staying_rule.as_ref().is_some_and(|rule| rule.over(panel)),
                [true, false] => serves(0),
                [false, true] => serves(1),
                [true, true] => serves(0) && serves(1) && pair.over(panel),
            };
        let sum = if serves {
            self.sum_nodes(index, cell, count)
        } else if let Some([lower, upper]) = panel.halves {
            self.over(panels, lower, cell, count, pair) + self.over(panels, upper, cell, count, pair)
        } else {
            self.sum_points(index, cell, count)
        };
        if let Some(kept) = self::known(&mut self.panels[index], &self.moving).kept(cell, count) {
            *kept = Some(sum);
        }
        sum
    }

    fn sum_nodes(&mut self, index: usize, cell: [usize; 2], count: [bool; 2]) -> f64 {
        let moving = [0, 1].map(|axis| self.moving[axis][cell[axis]]);
        let nodes = &mut known(&mut self.panels[index], &self.moving).nodes;
        let terms = nodes.get_or_insert_with(|| {
            let tree = self.data.panels();
            let panel = &tree.panels()[index];
            let mut found = Nodes::default();
            let (places, weights) = tree.nodes(panel).unwrap_or_default();
            found.push(panel, places, weights);
            PlacedTerms::new(&found, (self.family, &self.staying), self.moving.each_ref().map(Vec::len))
        });
        self.work += terms.fours();
        terms.sum(moving, cell, count)
    }

    /// The same of a panel's own points, or of all where there are no panels.
    fn sum_points(&mut self, index: usize, cell: [usize; 2], count: [bool; 2]) -> f64 {
        let moving = [0, 1].map(|axis| self.moving[axis][cell[axis]]);
        let points = &mut known(&mut self.panels[index], &self.moving).points;
        let terms = points.get_or_insert_with(|| {
            let whole = 0..self.data.n();
            let points = self.data.panels().panels().get(index).map_or(whole, |panel| panel.points.clone());
            let mut found = Nodes::default();
            found.push_points(&self.data.values()[points]);
            PlacedTerms::new(&found, (self.family, &self.staying), self.moving.each_ref().map(Vec::len))
        });
        // A logarithm for sixteen points, and half the work.
        self.work += terms.fours() / 2;
        terms.sum(moving, cell, count)
    }
}

/// What is known of a panel; nothing at first.
fn known<'a>(panel: &'a mut Option<Box<Known>>, moving: &[Vec<Component>; 2]) -> &'a mut Known {
    panel.get_or_insert_with(|| {
        let cells = moving.each_ref().map(Vec::len);
        Box::new(Known {
            nothing: cells.map(|cells| vec![None; cells]),
            serves: cells.map(|cells| vec![None; cells]),
            without: None,
            alone: cells.map(|cells| vec![None; cells]),
            nodes: None,
            points: None,
        })
    })
}

impl Known {
    /// Where the panel's sum is kept, if it is that of many cells.
    fn kept(&mut self, cell: [usize; 2], count: [bool; 2]) -> Option<&mut Option<f64>> {
        match count {
            [false, false] => Some(&mut self.without),
            [true, false] => Some(&mut self.alone[0][cell[0]]),
            [false, true] => Some(&mut self.alone[1][cell[1]]),
            [true, true] => None,
        }
    }
}

/// Whether a component adds nothing beside another, all over a panel.
fn vanishes_beside(peak: &Peak, other: &Peak, panel: &Panel) -> bool {
    peak.most_odds(other, panel) < NOTHING
}
