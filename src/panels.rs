//! Compressed data: a tree of panels, each with Chebyshev nodes and their weights.
//!
//! Over a narrow panel a smooth function is, to rounding, the polynomial through its values at
//! a few Chebyshev nodes. Its sum over the panel's ten thousand points is then a weighted sum
//! of those values: Σ_i f(x_i) = Σ_j w_j f(node_j) with w_j = Σ_i l_j(x_i), l_j being the
//! Lagrange polynomial of node j. The weights know nothing of f, so they are found once, when
//! the data are loaded, and serve every E step of every mixture afterwards.
//!
//! How narrow is narrow enough depends on the mixture, so the panels form a tree: each is
//! halved until few points are left, and a parent's weights come from its children's nodes,
//! exactly, since its Lagrange polynomials are polynomials there too. Which panels serve a
//! mixture is for the E step to say (`em/quadrature.rs`).
//!
//! After Berrut and Trefethen (2004), Barycentric Lagrange interpolation, and the idea of
//! Greengard and Strain (1991), The fast Gauss transform.

use std::ops::Range;
use wide::f64x4;

/// Nodes to a panel: polynomials of degree 19.
pub const NODES: usize = 20;

/// Below so many points the plain sum is cheaper than choosing panels: a tree saves nothing
/// until its nodes are far fewer than the points, and a usual mixture wants about a thousand.
pub const LEAST_POINTS: usize = 4096;

/// A panel with no more points than this is not halved.
const LEAF: usize = 128;

/// A panel with no more points than this has no nodes: its points are as few.
const BARE: usize = 32;

/// A panel is not halved into less than this part of its distance from zero: a place in it
/// would be mostly rounding.
const NARROWEST: f64 = 1e4 * f64::EPSILON;

/// An interval of the axis, and what stands on it.
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
    /// Where its weights begin, if it has any.
    weights: Option<usize>,
}

/// A tree of panels over sorted values; empty where there are few.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Panels {
    /// Every panel after its parent; the first is the root.
    panels: Vec<Panel>,
    weights: Vec<f64>,
    /// How many panels have been looked at on the way down, and are left on the way up.
    looked: usize,
    left: Option<usize>,
    nodes: Nodes,
}

/// cos((j + ½) π / NODES): the Chebyshev nodes of [−1, 1].
#[derive(Clone, Debug, PartialEq)]
struct Nodes([f64; NODES]);

impl Default for Nodes {
    fn default() -> Self {
        Self(std::array::from_fn(|j| ((j as f64 + 0.5) * std::f64::consts::PI / NODES as f64).cos()))
    }
}

impl Panels {
    /// A tree over `values` (sorted, at least one), still to be built.
    pub fn new(values: &[f64]) -> Self {
        let n = values.len();
        let mut panels = Self::default();
        if n >= LEAST_POINTS {
            let (least, largest) = (values[0], values[n - 1]);
            panels.panels.push(Panel {
                points: 0..n,
                centre: (least + largest) / 2.0,
                half: (largest - least) / 2.0,
                halves: None,
                weights: None,
            });
        }
        panels
    }

    /// The panels, the root first; none where the points themselves are few enough.
    pub fn panels(&self) -> &[Panel] {
        &self.panels
    }

    /// The panel's nodes, where it has them: each a distance from its centre and a weight.
    ///
    /// The distance, and not the place: far from zero, and near a narrow component, a place's
    /// rounding would be felt.
    pub fn nodes<'a>(&'a self, panel: &'a Panel) -> Option<impl Iterator<Item = (f64, f64)> + 'a> {
        Some(self.distances(panel).into_iter().zip(self.weights(panel)?.iter().copied()))
    }

    /// The nodes' distances from the panel's centre.
    pub fn distances(&self, panel: &Panel) -> [f64; NODES] {
        self.nodes.0.map(|t| panel.half * t)
    }

    /// The nodes' weights, where the panel has any.
    pub fn weights(&self, panel: &Panel) -> Option<&[f64]> {
        let start = panel.weights?;
        Some(&self.weights[start..start + NODES])
    }

    /// Goes on building, for about as long as it takes to go over `slice` values; true when
    /// the tree is whole.
    ///
    /// First down, halving every panel; then up, weighing every panel from its points or from
    /// its halves.
    pub fn build(&mut self, values: &[f64], slice: usize) -> bool {
        let mut work = 0;
        while self.looked < self.panels.len() {
            self.halve(values);
            self.looked += 1;
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

    /// Whether the tree is whole.
    pub fn is_built(&self) -> bool {
        self.panels.is_empty() || self.left == Some(0)
    }

    fn halve(&mut self, values: &[f64]) {
        let parent = &self.panels[self.looked];
        let points = parent.points.clone();
        let (first, last) = (values[points.start], values[points.end - 1]);
        let half = parent.half / 2.0;
        let too_narrow = half < NARROWEST * first.abs().max(last.abs());
        if points.len() <= LEAF || first == last || too_narrow {
            return;
        }
        let (lower, upper) = (parent.centre - half, parent.centre + half);
        let border = values[points.clone()].partition_point(|&x| x < parent.centre) + points.start;
        let child = |points, centre| Panel { points, centre, half, halves: None, weights: None };
        let children = self.panels.len();
        // An empty half is kept too: the pair stays a pair.
        self.panels.push(child(points.start..border, lower));
        self.panels.push(child(border..points.end, upper));
        self.panels[self.looked].halves = Some([children, children + 1]);
    }

    /// Finds a panel's weights; returns about how many points it went over.
    fn weigh(&mut self, index: usize, values: &[f64]) -> usize {
        let panel = &self.panels[index];
        let points = &panel.points;
        if points.len() <= BARE || values[points.start] == values[points.end - 1] {
            return 1;
        }
        let mut moments = Moments::default();
        let mut seen = 0;
        for part in panel.halves.map_or(vec![index], Vec::from) {
            let part = &self.panels[part];
            match self.nodes(part) {
                Some(nodes) => nodes.for_each(|(distance, weight)| {
                    moments.take(((part.centre - panel.centre) + distance) / panel.half, weight);
                }),
                None => {
                    let points = &values[part.points.clone()];
                    points.iter().for_each(|x| moments.take((x - panel.centre) / panel.half, 1.0));
                    seen += points.len();
                }
            }
        }
        let start = self.weights.len();
        self.weights.extend(moments.weights(&self.nodes));
        self.panels[index].weights = Some(start);
        seen + 2 * NODES
    }
}

/// Σ_i w_i T_m(t_i): the Chebyshev moments of weighted places in [−1, 1].
#[derive(Default)]
struct Moments {
    sums: [f64x4; NODES],
    places: [f64; 4],
    weights: [f64; 4],
    waiting: usize,
}

impl Moments {
    fn take(&mut self, place: f64, weight: f64) {
        self.places[self.waiting] = place;
        self.weights[self.waiting] = weight;
        self.waiting += 1;
        if self.waiting == 4 {
            self.add();
        }
    }

    /// Adds the four places that wait: T_0 = 1, T_1 = t, T_m = 2t T_(m−1) − T_(m−2).
    fn add(&mut self) {
        let (t, weight) = (f64x4::new(self.places), f64x4::new(self.weights));
        let (mut before, mut now) = (weight, weight * t);
        self.sums[0] += before;
        for sum in &mut self.sums[1..] {
            *sum += now;
            (before, now) = (now, t * (now + now) - before);
        }
        (self.weights, self.waiting) = ([0.0; 4], 0);
    }

    /// The nodes' weights: l_j(x) = (1/NODES) Σ_m (2 − δ_m0) T_m(node_j) T_m(x), so that
    /// w_j is the same sum with the moments in the place of T_m(x).
    fn weights(mut self, nodes: &Nodes) -> [f64; NODES] {
        self.add();
        let moments = self.sums.map(f64x4::reduce_add);
        nodes.0.map(|t| {
            let (mut before, mut now) = (1.0, t);
            let mut sum = moments[0] / 2.0;
            for moment in &moments[1..] {
                sum += moment * now;
                (before, now) = (now, 2.0 * t * now - before);
            }
            2.0 * sum / NODES as f64
        })
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
            let Some(nodes) = panels.nodes(panel) else { continue };
            // (t + 0.3)^19 in the panel's own place t
            let f = |distance: f64| (distance / panel.half + 0.3).powi(19);
            let by_points: f64 = values[panel.points.clone()].iter().map(|x| f(x - panel.centre)).sum();
            let by_nodes: f64 = nodes.map(|(distance, weight)| weight * f(distance)).sum();
            let size = panel.points.len() as f64 * 1.3_f64.powi(19);
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
