//! The likelihood surface: the log-likelihood over two of the means, all other parameters held.
//!
//! It is the log-likelihood whatever the assignment and the prior. Each cell of the grid is exact to
//! rounding, for ten points and for ten million: it is summed as an E step is, over the panels that
//! suit its mixture. What a column's or a row's cells have in common is computed once
//! (`surface/cell_sums.rs`).

mod cell_sums;
mod term;
mod terms;

pub(crate) use term::{Term, sum};

use crate::Error;
use crate::dataset::Dataset;
use crate::mixture::Mixture;
use cell_sums::CellSums;
use std::sync::Arc;

/// The share of the points left out at either end of [`default_range`].
const TAIL: f64 = 0.02;

/// What [`default_range`] leaves free on either side.
const MARGIN: f64 = 0.08;

/// One side of the surface: a component whose mean runs from one value to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// The component.
    pub component: usize,
    /// The least mean, at the first cell's outer edge.
    pub from: f64,
    /// The largest, at the last cell's.
    pub to: f64,
}

impl Axis {
    /// The mean at the middle of cell `j` of `cells`.
    pub fn middle(&self, j: usize, cells: usize) -> f64 {
        middle([self.from, self.to], j, cells)
    }
}

/// The middle of cell `j` of `cells` between two edges.
pub(crate) fn middle([from, to]: [f64; 2], j: usize, cells: usize) -> f64 {
    from + (to - from) * ((j as f64 + 0.5) / cells as f64)
}

/// The log-likelihood over two means, or in the plane over two numbers of them.
#[derive(Clone, Debug, PartialEq)]
pub struct LikelihoodSurface<A = Axis> {
    /// The means across and up.
    pub axes: [A; 2],
    /// Cells to a side.
    pub cells: usize,
    pub(crate) values: Vec<f64>,
}

impl<A> LikelihoodSurface<A> {
    /// The log-likelihood, in nats per point, at the middle of a cell: `column` counts along
    /// the first axis, `row` along the second.
    pub fn at(&self, column: usize, row: usize) -> f64 {
        self.values[row * self.cells + column]
    }

    /// All of them, row by row.
    pub fn values(&self) -> &[f64] {
        &self.values
    }
}

/// Computes a surface in slices, a coarse one first: call [`SurfaceBuilder::advance`] until it is true.
///
/// A coarse surface has fewer cells, each as exact as the whole one's.
pub struct SurfaceBuilder {
    data: Arc<Dataset>,
    mixture: Mixture,
    axes: [Axis; 2],
    cells: usize,
    seen: LikelihoodSurface,
    /// The whole surface as far as it is computed; none before the first slice and after the last.
    under_way: Option<(CellSums, Vec<f64>)>,
}

/// Cells to a side of the coarse surface, the finer one if there is time for it.
pub(crate) const COARSE: [usize; 2] = [32, 16];

/// The cost of a cell is measured at one in so many along the diagonal.
const SAMPLED_EACH: usize = 5;

/// Refuses a surface over the means of anything but two different ones of k components.
pub fn check_pair(a: usize, b: usize, k: usize) -> Result<(), Error> {
    if a != b && a < k && b < k { Ok(()) } else { Err(Error::Pair { a, b, k }) }
}

impl SurfaceBuilder {
    /// Begins the surface of `mixture` on the data over two of its means, `cells` × `cells`.
    pub fn new(data: &Arc<Dataset>, mixture: &Mixture, axes: [Axis; 2], cells: usize) -> Result<Self, Error> {
        let [a, b] = axes.map(|axis| axis.component);
        check_pair(a, b, mixture.k())?;
        let seen = LikelihoodSurface { axes, cells: 0, values: Vec::new() };
        Ok(Self { data: data.clone(), mixture: mixture.clone(), axes, cells, seen, under_way: None })
    }

    /// Whether this is the surface of these data, this mixture and these axes.
    pub fn is_of(&self, data: &Arc<Dataset>, mixture: &Mixture, axes: [Axis; 2]) -> bool {
        Arc::ptr_eq(&self.data, data) && self.mixture == *mixture && self.axes == axes
    }

    /// The whole surface.
    pub fn whole(mut self) -> LikelihoodSurface {
        while !self.advance(usize::MAX) {}
        self.seen
    }

    /// The finest surface that is whole.
    pub fn seen(&self) -> &LikelihoodSurface {
        &self.seen
    }

    /// Goes on for about `budget` groups of four terms; true when the surface is whole. After the
    /// first call there is a surface to see.
    pub fn advance(&mut self, budget: usize) -> bool {
        if self.seen.cells == self.cells {
            return true;
        }
        let (mut sums, mut values) = match self.under_way.take() {
            Some(under_way) => under_way,
            None => {
                let mut sums = self.sums(self.cells);
                // Along the diagonal the two means are equal: where cells cost the most.
                let sample = (0..self.cells).step_by(SAMPLED_EACH);
                let sampled = sample.map(|j| sums.at([j, j])).count();
                let per_cell = sums.work / sampled;
                let affordable = |cells: &usize| per_cell.saturating_mul(cells * cells) <= budget;
                if !affordable(&self.cells) {
                    let [fine, coarse] = COARSE.map(|cells| cells.min(self.cells));
                    self.fill(if affordable(&fine) { fine } else { coarse });
                    self.under_way = Some((sums, Vec::new()));
                    return self.seen.cells == self.cells;
                }
                (sums, Vec::new())
            }
        };
        let until = sums.work.saturating_add(budget);
        while values.len() < self.cells * self.cells && sums.work < until {
            values.push(sums.at([values.len() % self.cells, values.len() / self.cells]));
        }
        if values.len() == self.cells * self.cells {
            self.seen = LikelihoodSurface { axes: self.axes, cells: self.cells, values };
            return true;
        }
        self.under_way = Some((sums, values));
        false
    }

    fn fill(&mut self, cells: usize) {
        let mut sums = self.sums(cells);
        let values = (0..cells * cells).map(|cell| sums.at([cell % cells, cell / cells])).collect();
        self.seen = LikelihoodSurface { axes: self.axes, cells, values };
    }

    fn sums(&self, cells: usize) -> CellSums {
        let (family, components) = (self.mixture.family(), self.mixture.components());
        let moves = |k: &usize| self.axes.iter().any(|axis| axis.component == *k);
        let staying = (0..components.len()).filter(|k| !moves(k) && components[*k].weight > 0.0);
        let moving = self.axes.map(|axis| {
            let component = components[axis.component];
            let moved = |j| family.component(component.weight, axis.middle(j, cells), component.sd);
            (0..cells).map(moved).collect()
        });
        CellSums::new(&self.data, family, staying.map(|k| components[k]).collect(), moving)
    }
}

/// One range for both axes, so that a fit with its two components exchanged is on the surface too:
/// where most of the data are, and all of `means`.
pub fn default_range(data: &Dataset, means: impl IntoIterator<Item = f64>) -> (f64, f64) {
    range_around(|p| data.quantile(p), data.sd(), means)
}

/// The same of data with these quantiles and this sd.
pub(crate) fn range_around(
    quantile: impl Fn(f64) -> f64,
    sd: f64,
    means: impl IntoIterator<Item = f64>,
) -> (f64, f64) {
    let most = (quantile(TAIL), quantile(1.0 - TAIL));
    let (low, high) = means.into_iter().fold(most, |(low, high), mean| (low.min(mean), high.max(mean)));
    // Where nearly all values are equal: as wide as they spread.
    let margin = if high > low { MARGIN * (high - low) } else { sd };
    (low - margin, high + margin)
}
