//! Compressed points: a tree of cells, each with weighted nodes in place of its points.
//!
//! As [`crate::panels`] on the line: a cell is a rectangle, and if it is small enough, a smooth function is
//! a polynomial on it, to rounding. Then the sum over its points is one over its nodes (`cells/rule.rs`), whose
//! weights are computed once, when the data are loaded, and serve every E step of every mixture. Which cells are
//! small enough for a mixture is said in `quadrature.rs`.
//!
//! Here a cell has 576 nodes, where a panel has 12. So a tree saves time only where points are many.

mod rule;

use super::Point;
use super::kernel::Points;
use rule::{Moments, NODES, Square};
use std::ops::Range;

/// Below so many points the plain sum is about as fast.
pub const LEAST_POINTS: usize = 250_000;

/// A cell with no more points than nodes has no rule, and is not quartered.
const LEAF: usize = NODES * NODES;

/// A cell with fewer points than all points divided by this is not quartered: rules take time and memory.
const FINEST: usize = 4096;

/// A cell is not quartered into less than this part of the range: of a place in it, its place on the axis says
/// the first twelve digits.
const NARROWEST: f64 = 1e-4;

/// A rule takes about as long to compute from other rules as from so many points.
const COST: usize = 400;

/// A rectangle with its points.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    points: Range<usize>,
    /// Its middle, from the tree's origin.
    pub centre: Point,
    /// Half its width and half its height.
    pub half: Point,
    /// The first of its quarters, which follow one another, where it is quartered.
    quarters: Option<usize>,
    /// Which rule is its own, if any.
    rule: Option<usize>,
}

impl Cell {
    /// Where its nodes are on an axis.
    fn nodes(&self, axis: usize) -> [f64; NODES] {
        rule::nodes(self.centre[axis], self.half[axis])
    }
}

/// A tree of cells; empty where points are few.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cells {
    /// What all coordinates here count from. Points far from zero keep their digits so.
    origin: Point,
    /// All x, and all y; those of a cell stand together.
    points: [Vec<f64>; 2],
    /// Every cell after its parent; the first is the root.
    cells: Vec<Cell>,
    /// The weights of nodes.
    rules: Vec<Square>,
    /// While building: how many cells have been considered for quartering, how many still need a rule.
    considered: usize,
    left: Option<usize>,
}

impl Cells {
    /// An unfinished tree over these points, whose mean is `origin`: see [`Cells::build`].
    pub fn new([x, y]: [&[f64]; 2], origin: Point) -> Self {
        let from = |values: &[f64], origin: f64| values.iter().map(|x| x - origin).collect::<Vec<f64>>();
        let points = [from(x, origin[0]), from(y, origin[1])];
        let [x, y] = points.each_ref().map(|values| {
            values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), &x| (a.min(x), b.max(x)))
        });
        let (centre, [width, height]) =
            ([x, y].map(|(a, b)| (a + b) / 2.0), [x, y].map(|(a, b)| (b - a) / 2.0));
        // Where points are on a line along an axis, any height does.
        let half = [if width > 0.0 { width } else { height }, if height > 0.0 { height } else { width }];
        let root = Cell { points: 0..points[0].len(), centre, half, quarters: None, rule: None };
        Self { origin, points, cells: vec![root], ..Self::default() }
    }

    /// Goes on building, for about as long as it takes to go over `slice` points; true when the tree is whole.
    ///
    /// First from the root down, quartering cells; then back up, computing each cell's rule from its points or
    /// from its quarters.
    pub fn build(&mut self, slice: usize) -> bool {
        let mut work = 0;
        while self.considered < self.cells.len() {
            if work > slice {
                return false;
            }
            work += self.quarter();
            self.considered += 1;
        }
        let mut left = self.left.unwrap_or(self.cells.len());
        while left > 0 && work <= slice {
            left -= 1;
            work += self.weigh(left);
        }
        self.left = Some(left);
        left == 0
    }

    /// Whether there is a tree, and it is whole.
    pub fn is_whole(&self) -> bool {
        self.left == Some(0)
    }

    /// Quarters the cell that is next; returns the cost, in points.
    fn quarter(&mut self) -> usize {
        let root = &self.cells[0].half;
        let parent = &self.cells[self.considered];
        let (points, centre, half) =
            (parent.points.clone(), parent.centre, parent.half.map(|half| half / 2.0));
        if points.len() <= LEAF.max(self.points[0].len() / FINEST) || half[0] < NARROWEST * root[0] {
            return 1;
        }
        let quarters = self.cells.len();
        let start = points.start;
        let middle = start + part(&mut self.points, points.clone(), 1, centre[1]);
        for (row, y) in [(start..middle, centre[1] - half[1]), (middle..points.end, centre[1] + half[1])] {
            let border = row.start + part(&mut self.points, row.clone(), 0, centre[0]);
            for (points, x) in
                [(row.start..border, centre[0] - half[0]), (border..row.end, centre[0] + half[0])]
            {
                self.cells.push(Cell { points, centre: [x, y], half, quarters: None, rule: None });
            }
        }
        self.cells[self.considered].quarters = Some(quarters);
        points.len()
    }

    /// Computes a cell's rule; returns the cost, in points.
    fn weigh(&mut self, index: usize) -> usize {
        let cell = &self.cells[index];
        if cell.points.len() <= LEAF {
            return 1;
        }
        let (mut moments, mut work) = (Moments::default(), COST);
        for part in cell.quarters.map_or(index..index + 1, |first| first..first + 4) {
            let part = &self.cells[part];
            let within = |axis: usize, x: f64| (x - cell.centre[axis]) / cell.half[axis];
            if let Some(rule) = part.rule {
                let places = [0, 1].map(|axis| part.nodes(axis).map(|x| within(axis, x)));
                moments.take_nodes(&places, &self.rules[rule]);
                work += COST;
            } else {
                let [x, y] = self.points.each_ref().map(|values| &values[part.points.clone()]);
                for (x, y) in x.chunks(4).zip(y.chunks(4)) {
                    moments.take(x.iter().zip(y).map(|(&x, &y)| [within(0, x), within(1, y)]));
                }
                work += x.len();
            }
        }
        self.cells[index].rule = Some(self.rules.len());
        self.rules.push(moments.weights());
        work
    }

    /// Passes places that stand for all points to `meet`: the nodes of the largest cells for which `serves` is
    /// true, and the points themselves where no cell is small enough.
    pub fn walk(&self, serves: impl Fn(&Cell) -> bool, mut meet: impl FnMut(Points)) {
        let mut waiting = vec![0];
        while let Some(index) = waiting.pop() {
            let cell = &self.cells[index];
            match (cell.rule, cell.quarters) {
                (Some(rule), _) if serves(cell) => {
                    let [x, y] = [0, 1].map(|axis| cell.nodes(axis));
                    let (x, y) = (x.map(|x| [x; NODES]), [y; NODES]);
                    let weights = Some(self.rules[rule].as_flattened());
                    meet(Points { origin: self.origin, x: x.as_flattened(), y: y.as_flattened(), weights });
                }
                (_, Some(first)) => waiting.extend(first..first + 4),
                _ => {
                    let [x, y] = self.points.each_ref().map(|values| &values[cell.points.clone()]);
                    meet(Points { origin: self.origin, x, y, weights: None });
                }
            }
        }
    }
}

/// Puts those of the points in `range` whose coordinate is below `border` before the others; returns how many
/// they are.
fn part(points: &mut [Vec<f64>; 2], range: Range<usize>, axis: usize, border: f64) -> usize {
    let [x, y] = points.each_mut().map(|values| &mut values[range.clone()]);
    let mut below = 0;
    for i in 0..x.len() {
        if [x[i], y[i]][axis] < border {
            x.swap(i, below);
            y.swap(i, below);
            below += 1;
        }
    }
    below
}

#[cfg(test)]
mod tests;
