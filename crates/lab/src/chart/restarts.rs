//! Restarts: the optima that many starts reached, the best first.
//!
//! A row for each optimum: a bar for the number of starts that reached it, a dot for its
//! objective. The highest is often not the one that most starts reach. Fits with a component on
//! the floor are listed below and not compared: without the floor their likelihood would be
//! unbounded (singular maxima). Rows for which there is no room are counted in words.

mod rows;

use super::plot::{Plot, extent, padded};
use super::theme::Theme;
use rows::{LEAST_ROW, TableLine};

/// The highest row, in ems.
const MOST_ROW: f64 = 2.2;
/// The column of bars: its part of the width, and its largest width in ems.
const BARS: f64 = 0.3;
const MOST_BARS: f64 = 20.0;
/// A chart at least this wide, in ems, has a column of iterations; and that column's width.
const WITH_ITERATIONS: f64 = 44.0;
const ITERATIONS: f64 = 6.5;
/// The width of the numbers of starts, left of the bars, in ems.
const COUNTS: f64 = 3.2;
/// Room left of the lowest and right of the highest, as a part of their range.
const BESIDE: f64 = 0.06;
/// The least range of the objective, in nats per point.
const LEAST_RANGE: f64 = 1e-3;

/// One optimum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OptimumRow {
    /// How many starts reached it.
    pub starts: usize,
    /// What EM maximized, per point.
    pub objective: f64,
    /// The median number of iterations to reach it.
    pub iterations: usize,
    /// Whether a component's sd is the floor.
    pub on_floor: bool,
    /// If a component holds a few nearly equal points only, how many.
    pub stands_on: Option<usize>,
}

/// What the chart shows.
#[derive(Clone, Copy, Debug)]
pub struct RestartsView<'a> {
    /// The optima, best first, those on the floor last.
    pub rows: &'a [OptimumRow],
    /// The row of the fit in the lab.
    pub chosen: Option<usize>,
    /// The objective's name: log-likelihood, log posterior, …
    pub objective_name: &'a str,
}

/// The row at `y` CSS pixels from the top, if there is one.
pub fn restarts_at(view: &RestartsView, y: f64, width: f64, height: f64, theme: &Theme) -> Option<usize> {
    let table = view.table(width, height, &theme.fitted(width, height));
    let line = ((y - table.plot.top) / table.row).floor();
    // false above the table and for NaN
    let line = (line >= 0.0).then_some(line as usize)?;
    match table.lines.get(line) {
        Some(&TableLine::Row(row)) => Some(row),
        _ => None,
    }
}

/// The height that has room for all rows.
pub fn restarts_height(view: &RestartsView, theme: &Theme) -> f64 {
    let lines = rows::all(view.rows).len() as f64;
    // the heading, the axis and the lines
    (2.6 + 3.6 + 1.1 * LEAST_ROW * lines) * theme.font_size
}

/// The chart's layout: the lines from the top, and the plot of the dots.
struct Table {
    lines: Vec<TableLine>,
    /// The height of a line.
    row: f64,
    /// The borders of the bars.
    bars: (f64, f64),
    plot: Plot,
    /// The right border of the column of iterations, where there is room for it.
    iterations: Option<f64>,
}

impl RestartsView<'_> {
    /// The layout of a chart of that size; the theme is fitted.
    fn table(&self, width: f64, height: f64, theme: &Theme) -> Table {
        let em = theme.font_size;
        let compared = self.rows.iter().any(|row| !row.on_floor);
        let shown = self.rows.iter().filter(|row| !(compared && row.on_floor));
        let range = extent(shown.map(|row| row.objective)).unwrap_or((0.0, 1.0));
        let x = padded(range, LEAST_RANGE, BESIDE, BESIDE);
        let mut plot = Plot::new((width, height), theme, 1, x, 0.0..1.0);
        let bars = (COUNTS * em, COUNTS * em + (BARS * width).min(MOST_BARS * em));
        plot.left = bars.1 + 2.0 * em;
        let iterations = (width >= WITH_ITERATIONS * em).then_some(plot.right);
        plot.right = iterations.map_or(plot.right, |right| right - ITERATIONS * em).max(plot.left + 1.0);
        let high = plot.bottom - plot.top;
        let lines = rows::fitting(self.rows, (high / (LEAST_ROW * em)).floor() as usize);
        let row = (high / lines.len().max(1) as f64).min(MOST_ROW * em);
        // the axis is under the last row
        plot.bottom = plot.bottom.min(plot.top + row * lines.len() as f64 + 0.5 * em);
        Table { lines, row, bars, plot, iterations }
    }
}
