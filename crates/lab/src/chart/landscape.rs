//! The landscape: how the log-likelihood lies over two of the means, and EM's way up.
//!
//! Every point of it is a mixture whose other parameters are the present ones. EM moves those
//! too, so the landscape itself moves under its path; at the present point it is exact.
//! Heights fall away steeply from a top, and what matters happens near it: shades and contours
//! follow a root of the depth below the top, and so stand dense there.

mod drawing;

use super::contours::Grid;
use super::plot::{FARTHEST, Plot, extent, padded};
use super::theme::Theme;
use std::ops::Range;

/// A height is shown as 1 − (depth below the top / the greatest depth)^ROOT.
const ROOT: f64 = 0.4;
/// How many contours.
const LEVELS: usize = 9;
/// Steps of colour from one contour to the next: fine enough to look smooth.
const SHADES: usize = 4;

/// What the chart shows.
#[derive(Clone, Debug)]
pub struct LandscapeView<'a> {
    /// The mean log-likelihood at the middles of n × n cells, row by row: along a row goes the
    /// mean of the first component, from row to row that of the second.
    pub values: &'a [f64],
    /// Cells to a side.
    pub n: usize,
    /// The means of the first component, between the outer edges of the cells.
    pub x: Range<f64>,
    /// The means of the second.
    pub y: Range<f64>,
    /// Which two components.
    pub components: (usize, usize),
    /// Both means at each half-step, the future that `back` left too.
    pub path: &'a [(f64, f64)],
    /// The present half-step.
    pub position: usize,
}

/// Where means stand on a chart of that size: the first component's across, the second's up.
pub fn landscape_plot(view: &LandscapeView, width: f64, height: f64, theme: &Theme) -> Plot {
    let limited = |range: &Range<f64>| {
        let ends = extent([range.start, range.end].into_iter()).unwrap_or((0.0, 1.0));
        padded(ends, 0.0, 0.0, 0.0)
    };
    Plot::new((width, height), &theme.fitted(width, height), 1, limited(&view.x), limited(&view.y))
}

impl LandscapeView<'_> {
    /// The heights as numbers that we compute with, where there are n × n of them.
    fn heights(&self) -> Option<Vec<f64>> {
        let (low, _) = extent(self.values.iter().copied())?;
        let finite = |&value: &f64| if value.is_finite() { value.clamp(-FARTHEST, FARTHEST) } else { low };
        let whole = self.n > 1 && self.values.len() == self.n * self.n;
        whole.then(|| self.values.iter().map(finite).collect())
    }
}

/// The height at which a part, 0 at the lowest to 1 at the top, of the shades is used up.
fn height_at(part: f64, (low, high): (f64, f64)) -> f64 {
    high - (high - low) * ((1.0 - part).ln() / ROOT).exp()
}

/// The heights of the contours.
fn levels(extent: (f64, f64)) -> impl Iterator<Item = (f64, f64)> {
    let part = |j: usize| j as f64 / (LEVELS + 1) as f64;
    (1..=LEVELS).map(move |j| (part(j), height_at(part(j), extent)))
}

/// The heights at which one shade gives way to the next.
fn thresholds(extent: (f64, f64)) -> Vec<f64> {
    let shades = SHADES * (LEVELS + 1);
    (1..shades).map(|j| height_at(j as f64 / shades as f64, extent)).collect()
}

/// The range of the heights, and the grid that holds them.
fn surveyed(heights: &[f64], columns: usize) -> (Grid<'_>, (f64, f64)) {
    (Grid { values: heights, columns }, extent(heights.iter().copied()).unwrap_or((0.0, 0.0)))
}
