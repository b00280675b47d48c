//! Compressed data: a tree of panels, each with a dozen weighted nodes in place of its points.
//!
//! A panel is an interval. If it is narrow enough, a smooth function is a polynomial on it, to
//! rounding, and the sum over its points is a weighted sum over its nodes: Σ_i f(x_i) = Σ_j w_j
//! f(node_j). Nodes and weights (`panels/rule.rs`) do not depend on f. They are computed once, when
//! the data are loaded, and serve every E step of every mixture.
//!
//! How narrow is narrow enough depends on the mixture, so the panels form a tree: each is halved until
//! few points are left. A parent's rule is computed from its children's nodes, and is exact, because a
//! polynomial on the whole is a polynomial on each half. The E step chooses the panels
//! (`em/quadrature.rs`).
//!
//! The idea is that of Greengard and Strain (1991), The fast Gauss transform.

pub(crate) mod rule;

use rule::{ChebyshevMoments, Rules};
use std::ops::Range;

/// Below so many points the plain sum is cheaper than choosing panels: a tree saves nothing
/// until its nodes are far fewer than the points, and a usual mixture wants about a thousand.
pub const LEAST_POINTS: usize = 4096;

/// A panel with no more points than this is not halved.
const LEAF: usize = 128;

/// A panel with fewer points than all points divided by this is not halved: computing rules takes time, and
/// only a component that has collapsed, or nearly, needs panels so narrow.
const FINEST: usize = 4096;

/// A panel with no more points than this has no rule: its points are nearly as few as its nodes.
const BARE: usize = 32;

/// A rule takes about as long to compute as a pass over so many values.
const COST: usize = 100;

/// A panel is not halved into less than this part of the data's distance from zero: the panels'
/// middles are rounded as the farthest point is, and a place in a panel would be mostly rounding.
const NARROWEST: f64 = 1e4 * f64::EPSILON;

/// An interval of the axis with its points.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// The points, by index into the sorted values.
    pub points: Range<usize>,
    /// The middle of the interval.
    pub centre: f64,
    /// Half the interval's width.
    pub half: f64,
    /// The two halves, where the panel is halved: places in [`Panels::panels`].
    pub halves: Option<[usize; 2]>,
    /// Its nodes and weights, if it has any: a place in [`Rules`].
    rule: Option<rule::Stored>,
}

/// A tree of panels over sorted values; empty where there are few.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Panels {
    /// Every panel after its parent; the first is the root.
    panels: Vec<Panel>,
    rules: Rules,
    /// While building: how many panels have been considered for halving, how many still need a rule.
    considered: usize,
    left: Option<usize>,
}

/// Some of the points, in the form in which they are summed.
pub enum Stretch<'a> {
    /// All points of a panel: places in \[−1, 1\] of it, and how many points each stands for.
    Nodes(&'a Panel, &'a [f64], &'a [f64]),
    /// The points themselves, by index.
    Points(Range<usize>),
}

impl Panels {
    /// An unfinished tree over `values` (sorted, at least one): see [`Panels::build`].
    pub fn new(values: &[f64]) -> Self {
        let n = values.len();
        let mut panels = Self::default();
        if n >= LEAST_POINTS {
            let (least, largest) = (values[0], values[n - 1]);
            let (centre, half) = ((least + largest) / 2.0, (largest - least) / 2.0);
            panels.panels.push(Panel { points: 0..n, centre, half, halves: None, rule: None });
        }
        panels
    }

    /// The panels, the root first; none where the points themselves are few enough.
    pub fn panels(&self) -> &[Panel] {
        &self.panels
    }

    /// The panel's nodes, where it has them: places in \[−1, 1\] of the panel, and their weights.
    ///
    /// Places in the panel and not on the axis: far from zero, and near a narrow component, the
    /// rounding of a place on the axis would matter.
    pub fn nodes(&self, panel: &Panel) -> Option<(&[f64], &[f64])> {
        Some(self.rules.at(panel.rule?))
    }

    /// Passes the points of `range` to `meet`: as the nodes of the widest panels for which `serves` is
    /// true, and as points where no panel is narrow enough.
    pub fn walk(&self, range: Range<usize>, serves: impl Fn(&Panel) -> bool, mut meet: impl FnMut(Stretch)) {
        if self.panels.is_empty() {
            return meet(Stretch::Points(range));
        }
        let mut waiting = vec![0];
        while let Some(index) = waiting.pop() {
            let panel = &self.panels[index];
            let (start, end) = (panel.points.start.max(range.start), panel.points.end.min(range.end));
            if start >= end {
                continue;
            }
            let whole = end - start == panel.points.len();
            match (self.nodes(panel), panel.halves) {
                (Some((places, weights)), _) if whole && serves(panel) => {
                    meet(Stretch::Nodes(panel, places, weights));
                }
                (_, Some(halves)) => waiting.extend(halves),
                _ => meet(Stretch::Points(start..end)),
            }
        }
    }

    /// Goes on building, for about as long as it takes to go over `slice` values; true when
    /// the tree is whole.
    ///
    /// First from the root down, halving panels; then back up, computing each panel's rule from its
    /// points or from its halves.
    pub fn build(&mut self, values: &[f64], slice: usize) -> bool {
        let mut work = 0;
        while self.considered < self.panels.len() {
            self.halve(values);
            self.considered += 1;
            work += LEAF;
            if work > slice {
                return false;
            }
        }
        let mut left = self.left.unwrap_or(self.panels.len());
        while left > 0 && work <= slice {
            left -= 1;
            work += self.weigh(left, values);
        }
        self.left = Some(left);
        left == 0
    }

    fn halve(&mut self, values: &[f64]) {
        let parent = &self.panels[self.considered];
        let points = parent.points.clone();
        let half = parent.half / 2.0;
        let farthest = values[0].abs().max(values[values.len() - 1].abs());
        if points.len() <= LEAF.max(values.len() / FINEST)
            || values[points.start] == values[points.end - 1]
            || half < NARROWEST * farthest
        {
            return;
        }
        let (lower, upper) = (parent.centre - half, parent.centre + half);
        let border = values[points.clone()].partition_point(|&x| x < parent.centre) + points.start;
        let child = |points, centre| Panel { points, centre, half, halves: None, rule: None };
        let children = self.panels.len();
        // An empty half is kept too, so that halves are always two.
        self.panels.push(child(points.start..border, lower));
        self.panels.push(child(border..points.end, upper));
        self.panels[self.considered].halves = Some([children, children + 1]);
    }

    /// Computes a panel's rule; returns the cost, in points.
    fn weigh(&mut self, index: usize, values: &[f64]) -> usize {
        let panel = &self.panels[index];
        let points = &panel.points;
        if points.len() <= BARE || values[points.start] == values[points.end - 1] {
            return 1;
        }
        let mut moments = ChebyshevMoments::default();
        let mut seen = 0;
        for part in panel.halves.map_or(vec![index], Vec::from) {
            let part = &self.panels[part];
            match self.nodes(part) {
                Some((places, weights)) => places.iter().zip(weights).for_each(|(place, &weight)| {
                    moments.take(((part.centre - panel.centre) + part.half * place) / panel.half, weight);
                }),
                None => match &values[part.points.clone()] {
                    // Equal points as one: each of many small terms would round the same way.
                    [x, .., last] if x == last => {
                        moments.take((x - panel.centre) / panel.half, part.points.len() as f64);
                    }
                    points => {
                        points.iter().for_each(|x| moments.take((x - panel.centre) / panel.half, 1.0));
                        seen += points.len();
                    }
                },
            }
        }
        self.panels[index].rule = Some(self.rules.add(moments));
        seen + COST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(values: &[f64]) -> Panels {
        let mut panels = Panels::new(values);
        while !panels.build(values, 1000) {}
        panels
    }

    fn uneven(n: usize) -> Vec<f64> {
        let mut values: Vec<f64> = (0..n).map(|i| (i as f64 * 0.618).fract().powi(5) * 30.0 + 1e6).collect();
        values.push(1e6 + 500.0);
        values.sort_by(f64::total_cmp);
        values
    }

    #[test]
    fn every_panels_nodes_sum_a_polynomial_as_its_points_do() {
        let values = uneven(20_000);
        let panels = tree(&values);
        assert!(panels.panels().iter().filter(|p| panels.nodes(p).is_some()).count() > 100);
        for panel in panels.panels() {
            let Some((places, weights)) = panels.nodes(panel) else { continue };
            let f = |place: f64| (place + 0.3).powi(23);
            let points = values[panel.points.clone()].iter();
            let by_points: f64 = points.map(|x| f((x - panel.centre) / panel.half)).sum();
            let by_nodes: f64 = places.iter().zip(weights).map(|(&place, weight)| weight * f(place)).sum();
            let size = panel.points.len() as f64 * 1.3_f64.powi(23);
            assert!((by_points - by_nodes).abs() < 1e-12 * size, "{by_points} {by_nodes}");
        }
    }

    #[test]
    fn the_halves_of_a_panel_hold_its_points() {
        let values = uneven(10_000);
        let panels = tree(&values);
        for panel in panels.panels() {
            let inside = |x: &f64| (x - panel.centre).abs() <= panel.half * (1.0 + 1e-3);
            assert!(values[panel.points.clone()].iter().all(inside));
            if let Some([lower, upper]) = panel.halves {
                let (lower, upper) = (&panels.panels()[lower].points, &panels.panels()[upper].points);
                assert_eq!(
                    (lower.start, lower.end, upper.end),
                    (panel.points.start, upper.start, panel.points.end)
                );
            }
        }
    }

    #[test]
    fn ties_and_few_points_end_the_halving() {
        assert!(tree(&[1.0; 100]).panels().is_empty());
        let ties: Vec<f64> = (0..50_000).map(|i| f64::from(i / 5000)).collect();
        assert!(tree(&ties).panels().len() < 100);
    }
}
