//! A plot: a rectangle in the picture, and the values at its borders.

use super::axis::{self, Tick};
use super::theme::Theme;
use std::ops::Range;

/// The least span and the largest number that charts compute with, so that no quotient overflows.
pub const LEAST_SPAN: f64 = 1e-140;
pub const FARTHEST: f64 = 1e140;

/// The usual distance between marks of a vertical axis, and the least where there are only two, in ems.
const WIDE_APART: f64 = 4.0;
const CLOSEST: f64 = 1.5;
/// The factor by which the number of marks is raised where there are too few.
const MORE: f64 = 1.3;

/// Converts values to places on a chart: the borders of the plot in CSS pixels from the picture's
/// upper left corner, and the values at these borders.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot {
    /// The left border.
    pub left: f64,
    /// The right border.
    pub right: f64,
    /// The upper border.
    pub top: f64,
    /// The lower border.
    pub bottom: f64,
    /// The values from left to right.
    pub x: Range<f64>,
    /// The values from the bottom to the top.
    pub y: Range<f64>,
}

impl Plot {
    /// The plot of a chart of that size with so many lines of heading; without a heading the horizontal axis has no
    /// name either. The theme is fitted.
    pub(super) fn new(
        (width, height): (f64, f64),
        theme: &Theme,
        lines: usize,
        x: Range<f64>,
        y: Range<f64>,
    ) -> Plot {
        let em = theme.font_size;
        let top = (1.0 + 1.6 * lines as f64) * em;
        let bottom = (height - if lines > 0 { 3.6 } else { 2.2 } * em).max(top + em);
        let mut plot = Plot { left: 0.0, right: 0.0, top, bottom, x, y };
        let labels = plot.levels(em);
        let widest = labels.iter().map(|tick| axis::text_width(&tick.label, em)).fold(0.0, f64::max);
        plot.left = (widest + 1.4 * em).max(3.0 * em).min(0.4 * width);
        plot.right = (width - 1.4 * em).max(plot.left + 1.0);
        plot
    }

    /// The place of a value, in CSS pixels from the left, at most one plot's width outside the plot.
    pub fn across(&self, value: f64) -> f64 {
        let part = (value - self.x.start) / (self.x.end - self.x.start);
        self.left + part.clamp(-1.0, 2.0) * (self.right - self.left)
    }

    /// The place of a value, in CSS pixels from the top, within the plot.
    pub fn up(&self, value: f64) -> f64 {
        let part = (value - self.y.start) / (self.y.end - self.y.start);
        self.bottom - part.clamp(0.0, 1.0) * (self.bottom - self.top)
    }

    /// The value at so many CSS pixels from the left.
    pub fn value_across(&self, across: f64) -> f64 {
        self.x.start + (across - self.left) / (self.right - self.left) * (self.x.end - self.x.start)
    }

    /// The value at so many CSS pixels from the top.
    pub fn value_up(&self, down: f64) -> f64 {
        self.y.start + (self.bottom - down) / (self.bottom - self.top) * (self.y.end - self.y.start)
    }

    /// The marks of the vertical axis: at least three, where there is room for their labels.
    pub(super) fn levels(&self, em: f64) -> Vec<Tick> {
        let height = self.bottom - self.top;
        let mut target = (height / (WIDE_APART * em)).clamp(3.0, 6.0);
        let most = (height / (CLOSEST * em)).max(3.0);
        loop {
            let found = axis::ticks(&self.y, target);
            let enough = if target < most { 3 } else { 2 };
            if found.len() >= enough || target > most * MORE {
                return found;
            }
            target *= MORE;
        }
    }
}

/// The least and the largest of the finite values, if there are any, limited to ±[`FARTHEST`].
pub fn extent(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values.filter(|value| value.is_finite()).fold(None, |extent, value| {
        let value = value.clamp(-FARTHEST, FARTHEST);
        let (low, high) = extent.unwrap_or((value, value));
        Some((low.min(value), high.max(value)))
    })
}

/// The range from `low` to `high`, at least `least` wide and wide enough for a few hundred
/// different floating-point numbers, with these parts of it added below and above.
pub fn padded((low, high): (f64, f64), least: f64, below: f64, above: f64) -> Range<f64> {
    let distinct = 1e3 * f64::EPSILON * low.abs().max(high.abs());
    let span = (high - low).max(least).max(distinct).max(LEAST_SPAN);
    let middle = 0.5 * low + 0.5 * high;
    let (low, high) = (low.min(middle - 0.5 * span), high.max(middle + 0.5 * span));
    low - below * span..high + above * span
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::theme::BaseTheme;

    #[test]
    fn a_place_converts_back_to_its_value() {
        let plot = Plot::new((800.0, 300.0), &Theme::new(BaseTheme::Light, 1.0), 2, -3.0..7.0, 1e6..2e6);
        for part in [0.0, 0.3, 1.0] {
            let (x, y) = (-3.0 + 10.0 * part, 1e6 + 1e6 * part);
            assert!((plot.value_across(plot.across(x)) - x).abs() < 1e-9);
            let height = plot.bottom - plot.top;
            assert!((plot.up(y) - (plot.bottom - part * height)).abs() < 1e-9);
            assert!((plot.value_up(plot.up(y)) - y).abs() < 1e-9);
        }
    }

    #[test]
    fn a_range_always_has_width() {
        for value in [0.0, 1.0, -1e9, 1e140, -1e-300] {
            let range = padded((value, value), 0.0, 0.1, 0.1);
            assert!(range.end > range.start && range.start.is_finite() && range.end.is_finite());
        }
        assert_eq!(extent([f64::NAN, 1.0, f64::INFINITY, -2.0].into_iter()), Some((-2.0, 1.0)));
        assert_eq!(extent([f64::NAN].into_iter()), None);
    }
}
