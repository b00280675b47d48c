//! The picture of the plane: a cloud of points, the ellipses that are fitted to it, and on two sides the
//! margins, which are pictures of one dimension.
//!
//! A point is a small pie of its shares. Of many points the plane's cells are drawn instead: squares whose areas
//! are the numbers of points, each cut into strips by share. So a share is read as an area, as in the bars, and
//! no colours are mixed. Above is the histogram of x with its curves, on the right that of y: a margin of a
//! mixture of Gaussians is a mixture of Gaussians with the same weights.

mod borders;
mod drawing;
mod ellipse;
mod frame;
mod heights;
mod margins;
mod marks;
mod words;

pub use ellipse::{axis_ends, ellipse, mass_within, radius_of};
pub use frame::{PlanePlot, PlaneReach, frame};
pub use marks::{Cell, CellGrid, MOST_CELLS, MOST_PIES, Mark, Marks};

use super::frame::Bar;
use super::plot::Plot;
use crate::plane::Mixture;
use std::ops::Range;

/// What the picture shows.
#[derive(Clone, Copy, Debug)]
pub struct PlaneView<'a> {
    /// The points, or the cells that they are in.
    pub marks: &'a Marks,
    /// How many points there are.
    pub n: f64,
    /// The present estimate, perhaps in motion.
    pub mixture: &'a Mixture,
    /// The ellipses before an M step, until the new ones are in place.
    pub old: Option<&'a Mixture>,
    /// The true mixture, where it is known and shown.
    pub truth: Option<&'a Mixture>,
    /// The ellipses as they were placed by hand, if EM has moved them since.
    pub guess: Option<&'a Mixture>,
    /// The probability of each ellipse under its component: above 0 and below 1.
    pub mass: f64,
    /// Whether it is fitted by k-means, which has means and borders only: no ellipses are drawn. Distances are
    /// those of the first component's covariance.
    pub k_means: bool,
    /// The names of x and y, with their units.
    pub axes: [&'a str; 2],
    /// The histograms of x and of y, bars divided by share as the marks are.
    pub margins: [&'a [Bar]; 2],
    /// The ranges of x and y, if they are fixed: they must not change while a handle is dragged.
    pub fixed: Option<&'a [Range<f64>; 2]>,
    /// How far ellipses and margins of this history reach, if it is known.
    pub reach: PlaneReach,
}

/// The place of a point of the plane: unlike [`Plot::across`] and [`Plot::up`], outside the plot too. It is
/// limited to many plots' widths, so that lines through it can be cut.
fn place(plot: &Plot, [x, y]: [f64; 2]) -> (f64, f64) {
    const FAR: f64 = 1e6;
    let part =
        |value: f64, range: &Range<f64>| ((value - range.start) / (range.end - range.start)).clamp(-FAR, FAR);
    (
        plot.left + part(x, &plot.x) * (plot.right - plot.left),
        plot.bottom - part(y, &plot.y) * (plot.bottom - plot.top),
    )
}
