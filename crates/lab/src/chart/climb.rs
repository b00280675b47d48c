//! The climb: the objective and its lower bound (evidence lower bound, ELBO) after each half-step.
//!
//! An E step leaves the objective unchanged and raises the bound to it. The gap between them is
//! KL(q‖p), where the responsibilities q are those of an older mixture. An M step raises the bound,
//! and with it the objective, which is never below it. So EM never goes down.

mod drawing;

use super::axis;
use super::pen::{Key, legend_lines};
use super::plot::{Plot, extent, padded};
use super::theme::{Theme, blend};
use crate::figures::with_signs;
use plotters::style::RGBColor;
use std::ops::Range;

/// The axis has room for at least so many half-steps, so that the first few marks do not move.
const ROOM: usize = 6;
/// The start is drawn below a break in the axis if the first iteration raises the objective by more
/// than so many times as much as all later ones.
const DWARFS: f64 = 5.0;
/// The lower end of the first gap is below the break too if it would make the range more than so
/// many times as large.
const DEEP: f64 = 12.0;
/// The positions after the first and the second M step.
const M1: usize = 2;
const M2: usize = 4;
/// The least range of the objective, in nats per point: smaller differences look level.
const LEAST_RISE: f64 = 1e-4;
/// The range while there is only a start, in nats per point.
const AROUND_START: f64 = 1.0;
/// Room below and above what is shown, as parts of its range.
const BELOW: f64 = 0.08;
const ABOVE: f64 = 0.2;
/// The height of the part below the break, and of the start in it, in ems.
const BROKEN: f64 = 2.7;
const START_UP: f64 = 0.9;
/// Digits of the start's value there.
const START_DIGITS: i32 = 4;
/// The log-likelihood has its own line if it differs from the objective by more than this part of
/// it, which is more than rounding.
const DIFFERS: f64 = 1e-9;
/// A chart narrower than this, in ems, has shorter names in its legend.
const NARROW: f64 = 40.0;
/// The lower bound's dashes, in CSS pixels.
const DASH: &[f64] = &[6.0, 3.5];
const WHOLE: &[f64] = &[];
/// Decimals of the values in the legend.
const DECIMALS: usize = 6;
const TITLE: &str = "nats per point";

/// One half-step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClimbRow {
    /// How many half-steps were taken: 0 is the start, odd is after an E step, even after an M step.
    pub position: usize,
    /// What EM maximizes, per point.
    pub objective: f64,
    /// Its lower bound, from the first E step on.
    pub lower_bound: Option<f64>,
    /// The mean log-likelihood; without a prior it is the objective.
    pub log_likelihood: f64,
}

/// What the chart shows.
#[derive(Clone, Copy, Debug)]
pub struct ClimbView<'a> {
    /// A row for each half-step, in order, those after the present one too.
    pub rows: &'a [ClimbRow],
    /// The present half-step.
    pub position: usize,
    /// The objective's name: log-likelihood, log posterior, …
    pub objective_name: &'a str,
}

/// The half-step nearest to `x` CSS pixels from the left, on a chart of that size.
pub fn climb_at(view: &ClimbView, x: f64, width: f64, height: f64, theme: &Theme) -> usize {
    let scale = view.scale(width, height, &theme.fitted(width, height));
    let value = scale.plot.value_across(x).round().max(0.0) as usize;
    value.min(view.last())
}

/// Converts values to places.
struct Scale {
    /// The plot, without the part below the break.
    plot: Plot,
    /// The lower border of the chart, at or below the plot's.
    base: f64,
    /// The start's value and its place from the top, where it is below the break.
    start: Option<(f64, f64)>,
}

impl Scale {
    fn up(&self, value: f64) -> f64 {
        let below = self.start.filter(|_| value < self.plot.y.start);
        let Some((low, height)) = below else { return self.plot.up(value) };
        let part = ((value - low) / (self.plot.y.start - low)).clamp(0.0, 1.0);
        height + part * (self.plot.bottom - height)
    }
}

impl ClimbView<'_> {
    fn last(&self) -> usize {
        self.rows.last().map_or(0, |row| row.position)
    }

    /// By how much the log-likelihood's line is moved, where it differs from the objective's: they
    /// meet after the first M step. The density of a prior depends on the unit of the data, so that
    /// the two may be far apart.
    fn shift(&self) -> Option<f64> {
        let differs = |row: &ClimbRow| {
            (row.objective - row.log_likelihood).abs() > DIFFERS * (1.0 + row.objective.abs())
        };
        let meeting = self.rows.get(M1).or(self.rows.first())?;
        let shift = meeting.objective - meeting.log_likelihood;
        self.rows.iter().any(differs).then_some(shift).filter(|shift| shift.is_finite())
    }

    /// The legend's entries, with the values at the present half-step.
    fn keys(&self, width: f64, theme: &Theme) -> Vec<Key> {
        let thick = 0.7 * theme.font_size;
        let now = self.rows.iter().find(|row| row.position == self.position);
        let gap = if width < NARROW * theme.font_size { "gap" } else { "gap, KL(q‖p)" };
        let named = |name: &str, value: Option<f64>| match value.filter(|value| value.is_finite()) {
            Some(value) => format!("{name} {}", with_signs(&format!("{value:.DECIMALS$}"))),
            None => name.to_string(),
        };
        let key = |name: &str, colour, width, pattern| Key::new(name, vec![(colour, width, pattern)]);
        let objective = named(self.objective_name, now.map(|row| row.objective));
        let bound = named("lower bound", now.and_then(|row| row.lower_bound));
        let mut keys = vec![
            key(&objective, theme.ink, theme.curve_width, WHOLE),
            key(&bound, theme.lower_bound, theme.curve_width, DASH),
            Key::new(gap, vec![(theme.lower_bound, thick, WHOLE), (gap_fill(theme), thick - 2.0, WHOLE)]),
        ];
        if let Some(shift) = self.shift() {
            let way = if shift < 0.0 { "lower" } else { "higher" };
            let name = format!("log-likelihood, drawn {} {way}", axis::figure(shift.abs(), 3));
            keys.push(key(&name, theme.soft, beside(theme), WHOLE));
        }
        keys
    }

    fn legend(&self, width: f64, theme: &Theme) -> Vec<Vec<Key>> {
        legend_lines(self.keys(width, theme), TITLE, theme.font_size, width)
    }

    /// The extent of the objectives from one position on and of the bounds from another, as drawn.
    fn extent(&self, objectives: usize, bounds: usize) -> Option<(f64, f64)> {
        let shift = self.shift();
        let value = |row: &ClimbRow| {
            let beside = shift.map(|shift| row.log_likelihood + shift);
            let heights =
                [Some(row.objective), beside].map(|value| value.filter(|_| row.position >= objectives));
            [heights[0], heights[1], row.lower_bound.filter(|_| row.position >= bounds)]
        };
        extent(self.rows.iter().flat_map(value).flatten())
    }

    /// The range of the values, and the start's value where it is below the break.
    fn range(&self) -> (Range<f64>, Option<f64>) {
        let Some(all) = self.extent(0, 0) else { return (0.0..1.0, None) };
        if self.last() < M1 {
            return (padded(all, AROUND_START, 0.0, 0.0), None);
        }
        // from the first M step on, with the lower end of its gap unless that is far below too
        let later = |bounds: usize| self.extent(M1, bounds).filter(|_| self.last() >= M2);
        if let (Some(whole), Some(heights)) = (later(M1), later(M2)) {
            let deep = whole.1 - whole.0 > DEEP * (heights.1 - heights.0);
            let shown = if deep { heights } else { whole };
            let rise = shown.1 - shown.0;
            if rise >= LEAST_RISE && shown.0 - all.0 >= DWARFS * rise {
                return (padded(shown, LEAST_RISE, BELOW, ABOVE), Some(all.0));
            }
        }
        (padded(all, LEAST_RISE, BELOW, ABOVE), None)
    }

    /// The scale of a chart of that size; the theme is fitted.
    fn scale(&self, width: f64, height: f64, theme: &Theme) -> Scale {
        let (em, lines) = (theme.font_size, self.legend(width, theme).len());
        let (last, (y, start)) = (self.last().max(ROOM) as f64, self.range());
        let broken = if start.is_some() { BROKEN * em } else { 0.0 };
        let mut plot = Plot::new((width, height - broken), theme, lines, 0.0..last, y);
        let base = plot.bottom + broken;
        if let Some(start) = start {
            let label = axis::text_width(&axis::figure(start, START_DIGITS), em) + 1.4 * em;
            plot.left = plot.left.max(label).min(0.4 * width);
        }
        // the first and the last mark are inside the plot
        let room = (1.3 * em / (plot.right - plot.left)).min(0.2);
        plot.x = -last * room / (1.0 - 2.0 * room)..last * (1.0 - room) / (1.0 - 2.0 * room);
        Scale { plot, base, start: start.map(|start| (start, base - START_UP * em)) }
    }
}

fn gap_fill(theme: &Theme) -> RGBColor {
    blend(theme.lower_bound, theme.card, 0.24)
}

/// The width of the log-likelihood's line where it is not the objective.
fn beside(theme: &Theme) -> f64 {
    0.6 * theme.curve_width
}
