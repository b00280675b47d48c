//! The landscape (likelihood surface): the log-likelihood as a function of two means, in the plane of two numbers
//! of them, and EM's path.
//!
//! At every point the other parameters are the present ones. EM changes those too, so the landscape
//! changes from step to step; only at the present point of the path is it exact. Heights fall
//! steeply from a maximum, and EM's path ends near one. So colours and contours follow a root of the
//! depth below the highest point, and are dense near it.

mod drawing;

use super::contours::Grid;
use super::plot::{FARTHEST, Plot, extent, padded};
use super::theme::Theme;
use std::ops::Range;

/// A height is shown as 1 − (depth below the top / the greatest depth)^ROOT.
const ROOT: f64 = 0.4;
/// How many contours.
const LEVELS: usize = 9;
/// Steps of colour from one contour to the next: enough to look smooth.
const SHADES: usize = 4;

/// What the chart shows.
#[derive(Clone, Debug)]
pub struct LandscapeView<'a> {
    /// The mean log-likelihood in the middle of n × n cells, row by row: the first mean grows along a row, the
    /// second from row to row.
    pub values: &'a [f64],
    /// Cells to a side.
    pub n: usize,
    /// The range of the first mean, from edge to edge of the cells.
    pub x: Range<f64>,
    /// The range of the second's.
    pub y: Range<f64>,
    /// Whose means.
    pub components: [usize; 2],
    /// In the plane which coordinate of each; on a line nothing.
    pub coordinates: [&'a str; 2],
    /// What their means are called: "mean", or of coins "chance of heads".
    pub parameter: &'a str,
    /// Both means at each half-step, those after the present one too.
    pub path: &'a [(f64, f64)],
    /// The present half-step.
    pub position: usize,
}

/// The plot of a chart of that size: the first mean is horizontal, the second vertical.
pub fn landscape_plot(view: &LandscapeView, width: f64, height: f64, theme: &Theme) -> Plot {
    let limited = |range: &Range<f64>| {
        let ends = extent([range.start, range.end].into_iter()).unwrap_or((0.0, 1.0));
        padded(ends, 0.0, 0.0, 0.0)
    };
    Plot::new((width, height), &theme.fitted(width, height), 1, limited(&view.x), limited(&view.y))
}

impl LandscapeView<'_> {
    /// The heights, limited to ±[`FARTHEST`], if there are n × n of them.
    fn heights(&self) -> Option<Vec<f64>> {
        let (low, _) = extent(self.values.iter().copied())?;
        let finite = |&value: &f64| if value.is_finite() { value.clamp(-FARTHEST, FARTHEST) } else { low };
        let whole = self.n > 1 && self.values.len() == self.n * self.n;
        whole.then(|| self.values.iter().map(finite).collect())
    }
}

/// The height at a part of the scale of colours, 0 at the lowest to 1 at the highest.
fn height_at(part: f64, (low, high): (f64, f64)) -> f64 {
    high - (high - low) * ((1.0 - part).ln() / ROOT).exp()
}

/// The contours: each with its part of the scale and its height.
fn levels(extent: (f64, f64)) -> impl Iterator<Item = (f64, f64)> {
    let part = |j: usize| j as f64 / (LEVELS + 1) as f64;
    (1..=LEVELS).map(move |j| (part(j), height_at(part(j), extent)))
}

/// The heights between one colour and the next.
fn thresholds(extent: (f64, f64)) -> Vec<f64> {
    let shades = SHADES * (LEVELS + 1);
    (1..shades).map(|j| height_at(j as f64 / shades as f64, extent)).collect()
}

/// The heights as a grid, with their range.
fn grid_and_extent(heights: &[f64], columns: usize) -> (Grid<'_>, (f64, f64)) {
    (Grid { values: heights, columns }, extent(heights.iter().copied()).unwrap_or((0.0, 0.0)))
}
