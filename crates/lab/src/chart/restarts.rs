//! Restarts: the tops that they climbed to, the best first.
//!
//! A row for each optimum: how many starts reached it, as a bar, and how high it lies, as a
//! dot. The highest is often not the one that most starts reach. Fits with a component on
//! the floor stand apart below: without the floor their likelihood would have no bound, so
//! they are not compared. What finds no room is counted in words.

mod rows;

use super::plot::{Plot, extent, padded};
use super::theme::Theme;
use rows::{LEAST_ROW, Line};

/// The highest row, in ems.
const MOST_ROW: f64 = 2.2;
/// The column of bars: its part of the width, and at most, in ems.
const BARS: f64 = 0.3;
const MOST_BARS: f64 = 20.0;
/// Wide enough, in ems, for a column of iterations, and its width.
const WITH_ITERATIONS: f64 = 44.0;
const ITERATIONS: f64 = 6.5;
/// Room for the counts of starts, left of the bars, in ems.
const COUNTS: f64 = 3.2;
/// Room left and right of the highest and the lowest, as a part of their range.
const BESIDE: f64 = 0.06;
/// The least range of the objective, in nats per point.
const LEAST_RANGE: f64 = 1e-3;

/// One optimum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OptimumRow {
    /// How many starts reached it.
    pub starts: usize,
    /// What EM climbed, per point.
    pub objective: f64,
    /// How many iterations it took, in the median.
    pub iterations: usize,
    /// Whether a component stands on the floor.
    pub on_floor: bool,
    /// On how many nearly equal points a component stands, where one does.
    pub stands_on: Option<usize>,
}

/// What the chart shows.
#[derive(Clone, Copy, Debug)]
pub struct RestartsView<'a> {
    /// The optima, best first, those on the floor last.
    pub rows: &'a [OptimumRow],
    /// The row that is in the lab.
    pub chosen: Option<usize>,
    /// What the objective is called: log-likelihood, log posterior, …
    pub objective_name: &'a str,
}

/// The row at a place `y` CSS pixels from the top, if one stands there.
pub fn restarts_at(view: &RestartsView, y: f64, width: f64, height: f64, theme: &Theme) -> Option<usize> {
    let table = view.table(width, height, &theme.fitted(width, height));
    let line = ((y - table.plot.top) / table.row).floor();
    // above the table is no line, and nowhere is none either
    let line = (line >= 0.0).then_some(line as usize)?;
    match table.lines.get(line) {
        Some(&Line::Row(row)) => Some(row),
        _ => None,
    }
}

/// The height at which no row is left out.
pub fn restarts_height(view: &RestartsView, theme: &Theme) -> f64 {
    let lines = rows::all(view.rows).len() as f64;
    // the heading, and the axis
    (2.6 + 3.6 + 1.1 * LEAST_ROW * lines) * theme.font_size
}

/// Where everything stands: the lines from the top, and the plot of the dots.
struct Table {
    lines: Vec<Line>,
    /// The height of a line.
    row: f64,
    /// The borders of the bars.
    bars: (f64, f64),
    plot: Plot,
    /// The right border of the column of iterations, where there is room for it.
    iterations: Option<f64>,
}

impl RestartsView<'_> {
    /// Where everything stands; the theme is fitted.
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
        // the axis stands under the last row
        plot.bottom = plot.bottom.min(plot.top + row * lines.len() as f64 + 0.5 * em);
        Table { lines, row, bars, plot, iterations }
    }
}
