//! The landscape: the log-likelihood over two of the means, the other parameters held.
//!
//! EM's path is a walk on a surface of many dimensions; over two means one can look at it.
//! The log-likelihood is what the picture shows, whatever the assignment and the prior.
//!
//! A grid of 64 × 64 cells is 4,096 log-likelihoods. Each is exact to rounding, at ten points and
//! at ten million: it is summed as an E step is, over the panels that serve its mixture, and what
//! a column's or a row's cells have in common is found once (`surface/field.rs`).

mod field;

use crate::dataset::Dataset;
use crate::mixture::{Component, Mixture};
use crate::refusal::Refusal;
use field::Field;

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
    /// The surface of `mixture` on the data over two of its means, `cells` × `cells`.
    pub fn new(data: &Dataset, mixture: &Mixture, axes: [Axis; 2], cells: usize) -> Result<Self, Refusal> {
        let [a, b] = axes.map(|axis| axis.component);
        let k = mixture.k();
        if a == b || a >= k || b >= k {
            return Err(Refusal::new(format!(
                "a landscape over the means of components {a} and {b} cannot be drawn: choose two different ones of the {k}"
            )));
        }
        let components = mixture.components();
        let staying: Vec<Component> = (0..k)
            .filter(|&k| k != a && k != b && components[k].weight > 0.0)
            .map(|k| components[k])
            .collect();
        let moving = axes.map(|axis| {
            let component = components[axis.component];
            (0..cells).map(|j| Component { mean: axis.middle(j, cells), ..component }).collect::<Vec<_>>()
        });
        let beside = moving.each_ref().map(|moving| match staying.as_slice() {
            [] => Vec::new(),
            staying => moving.iter().map(|c| Mixture::new([staying, &[*c]].concat())).collect(),
        });
        let mut field = Field::new(data, &staying, moving, &beside);
        let values = (0..cells * cells).map(|cell| field.at([cell % cells, cell / cells])).collect();
        Ok(Self { axes, cells, values })
    }

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

/// One range of means for both axes, so that the mirror image of a fit (its two components
/// exchanged) is in the picture too: where most of the data lie, and all `means` that must be seen.
pub fn default_range(data: &Dataset, means: impl IntoIterator<Item = f64>) -> (f64, f64) {
    let most = (data.quantile(TAIL), data.quantile(1.0 - TAIL));
    let (low, high) = means.into_iter().fold(most, |(low, high), mean| (low.min(mean), high.max(mean)));
    // Where nearly all values are equal: as wide as they spread.
    let margin = if high > low { MARGIN * (high - low) } else { data.sd() };
    (low - margin, high + margin)
}
