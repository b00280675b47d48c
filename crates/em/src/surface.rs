//! The landscape: the log-likelihood over two of the means, the other parameters held.
//!
//! EM's path is a walk on a surface of many dimensions; over two means one can look at it.
//! The log-likelihood is what the picture shows, whatever the assignment and the prior.
//!
//! A grid of 64 × 64 cells is 4,096 log-likelihoods. Each is exact to rounding, at ten points and
//! at ten million: it is summed as an E step is, over the panels that serve its mixture, and what
//! a column's or a row's cells have in common is found once (`surface/field.rs`).

mod field;
mod spot;

use crate::dataset::Dataset;
use crate::mixture::{Component, Mixture};
use crate::refusal::Refusal;
use field::Field;
use std::rc::Rc;

/// The share of the points left out at either end of [`default_range`].
const TAIL: f64 = 0.02;

/// What [`default_range`] leaves free on either side.
const MARGIN: f64 = 0.08;

/// One side of the picture: a component whose mean takes the values from one to another.
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
        self.from + (self.to - self.from) * ((j as f64 + 0.5) / cells as f64)
    }
}

/// The log-likelihood over two means.
#[derive(Clone, Debug, PartialEq)]
pub struct Surface {
    /// The mean that goes along and the mean that goes up.
    pub axes: [Axis; 2],
    /// Cells to a side.
    pub cells: usize,
    values: Vec<f64>,
}

impl Surface {
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

/// A surface in the making: soon a coarse one, later the whole. [`Survey::advance`] until it says true.
///
/// A coarse surface has fewer cells; each is as exact as the whole one's.
pub struct Survey {
    data: Rc<Dataset>,
    mixture: Mixture,
    axes: [Axis; 2],
    cells: usize,
    seen: Surface,
    /// The finest surface, as far as it has come; none before the first look and after the last.
    under_way: Option<(Field, Vec<f64>)>,
}

/// Cells to a side of a first look, where the whole surface would take too long.
const COARSE: [usize; 2] = [32, 16];

/// To know what a cell costs, one in so many along the diagonal is asked.
const SAMPLED_EACH: usize = 5;

/// Refuses a landscape over the means of any but two different ones of k components.
pub fn check_pair(a: usize, b: usize, k: usize) -> Result<(), Refusal> {
    if a != b && a < k && b < k {
        return Ok(());
    }
    Err(Refusal::new(format!(
        "a landscape over the means of components {a} and {b} cannot be drawn: choose two different ones of the {k}"
    )))
}

impl Survey {
    /// A survey of the surface of `mixture` on the data over two of its means, `cells` × `cells`,
    /// nothing seen yet.
    pub fn new(
        data: &Rc<Dataset>,
        mixture: &Mixture,
        axes: [Axis; 2],
        cells: usize,
    ) -> Result<Self, Refusal> {
        let [a, b] = axes.map(|axis| axis.component);
        check_pair(a, b, mixture.k())?;
        let seen = Surface { axes, cells: 0, values: Vec::new() };
        Ok(Self { data: data.clone(), mixture: mixture.clone(), axes, cells, seen, under_way: None })
    }

    /// Whether this is a survey of the same surface.
    pub fn is_of(&self, data: &Rc<Dataset>, mixture: &Mixture, axes: [Axis; 2]) -> bool {
        Rc::ptr_eq(&self.data, data) && self.mixture == *mixture && self.axes == axes
    }

    /// The whole surface.
    pub fn whole(mut self) -> Surface {
        while !self.advance(usize::MAX) {}
        self.seen
    }

    /// The finest surface that is whole.
    pub fn seen(&self) -> &Surface {
        &self.seen
    }

    /// Goes on for about `budget` fours of places; true when the surface is whole. After the first
    /// time there is a surface to see.
    pub fn advance(&mut self, budget: usize) -> bool {
        if self.seen.cells == self.cells {
            return true;
        }
        let (mut field, mut values) = match self.under_way.take() {
            Some(under_way) => under_way,
            None => {
                let mut field = self.field(self.cells);
                // The diagonal passes by every place where two components meet.
                let sample = (0..self.cells).step_by(SAMPLED_EACH);
                let sampled = sample.map(|j| field.at([j, j])).count();
                let per_cell = field.work / sampled;
                let affordable = |cells: &usize| per_cell.saturating_mul(cells * cells) <= budget;
                if !affordable(&self.cells) {
                    let [fine, coarse] = COARSE.map(|cells| cells.min(self.cells));
                    self.look(if affordable(&fine) { fine } else { coarse });
                    self.under_way = Some((field, Vec::new()));
                    return self.seen.cells == self.cells;
                }
                (field, Vec::new())
            }
        };
        let until = field.work.saturating_add(budget);
        while values.len() < self.cells * self.cells && field.work < until {
            values.push(field.at([values.len() % self.cells, values.len() / self.cells]));
        }
        if values.len() == self.cells * self.cells {
            self.seen = Surface { axes: self.axes, cells: self.cells, values };
            return true;
        }
        self.under_way = Some((field, values));
        false
    }

    fn look(&mut self, cells: usize) {
        let mut field = self.field(cells);
        let values = (0..cells * cells).map(|cell| field.at([cell % cells, cell / cells])).collect();
        self.seen = Surface { axes: self.axes, cells, values };
    }

    fn field(&self, cells: usize) -> Field {
        let components = self.mixture.components();
        let moves = |k: &usize| self.axes.iter().any(|axis| axis.component == *k);
        let staying = (0..components.len()).filter(|k| !moves(k) && components[*k].weight > 0.0);
        let moving = self.axes.map(|axis| {
            let component = components[axis.component];
            (0..cells).map(|j| Component { mean: axis.middle(j, cells), ..component }).collect()
        });
        Field::new(&self.data, staying.map(|k| components[k]).collect(), moving)
    }
}

/// One range of means for both axes, so that the mirror image of a fit (its two components
/// exchanged) is in the picture too: where most of the data lie, and all `means` that must be seen.
pub fn default_range(data: &Dataset, means: impl IntoIterator<Item = f64>) -> (f64, f64) {
    let most = (data.quantile(TAIL), data.quantile(1.0 - TAIL));
    let (low, high) = means.into_iter().fold(most, |(low, high), mean| (low.min(mean), high.max(mean)));
    // Where nearly all values are equal: as wide as they spread.
    let margin = if high > low { MARGIN * (high - low) } else { data.sd() };
    (low - margin, high + margin)
}
