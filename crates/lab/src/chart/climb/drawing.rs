//! Draws the climb: gaps, lines, half-steps, and the words beside them.

use super::{ClimbRow, ClimbView, DASH, START_DIGITS, Scale, TITLE, WHOLE, beside, gap_fill};
use crate::chart::pen::{Pen, Place};
use crate::chart::plot::Plot;
use crate::chart::stroke::Dashes;
use crate::chart::theme::Theme;
use crate::chart::{Chart, Drawn, axis};
use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;

/// Half-steps have marks, and gaps bars, if they are at least this far apart, in ems.
const MARKED: f64 = 0.55;
/// A gap is explained in words if it is at least this high, in ems.
const NAMED_GAP: f64 = 0.5;
/// The words on either side of a gap: on one line, or on two where one is too long.
const M_SIDE: [&[&str]; 2] = [&["M raises the bound"], &["M raises", "the bound"]];
const E_SIDE: [&[&str]; 2] = [&["E closes the gap"], &["E closes", "the gap"]];
/// The height of a line of words, in ems.
const LINE: f64 = 1.25;
/// The break in the axis: half its height, and half the length of a tooth, in ems.
const TORN: f64 = 0.22;
const TOOTH: f64 = 0.7;

impl Chart for ClimbView<'_> {
    fn draw<DB: Dashes>(&self, pen: &Pen<DB>) -> Drawn<DB> {
        let theme = &pen.theme;
        let scale = self.scale(pen.width, pen.height, theme);
        let apart = scale.plot.across(1.0) - scale.plot.across(0.0);
        let climb = ClimbDrawing { pen, theme, view: self, scale, apart };
        pen.levels(&climb.scale.plot)?;
        climb.now()?;
        climb.gaps()?;
        climb.lines()?;
        climb.tear()?;
        climb.marks()?;
        climb.words()?;
        climb.axis()?;
        pen.heading(TITLE, &self.legend(pen.width, theme), climb.scale.plot.right)
    }
}

/// What all the drawing functions share.
struct ClimbDrawing<'a, DB: Dashes> {
    pen: &'a Pen<'a, DB>,
    theme: &'a Theme,
    view: &'a ClimbView<'a>,
    scale: Scale,
    /// CSS pixels between half-steps.
    apart: f64,
}

impl<DB: Dashes> ClimbDrawing<'_, DB> {
    fn across(&self, position: usize) -> f64 {
        self.scale.plot.across(position as f64)
    }

    fn are_marked(&self) -> bool {
        self.apart >= MARKED * self.theme.font_size
    }

    fn is_future(&self, row: &ClimbRow) -> bool {
        row.position > self.view.position
    }

    /// The colour, or its pale form for a half-step after the present one.
    fn then(&self, colour: RGBColor, row: &ClimbRow) -> RGBColor {
        if self.is_future(row) { self.theme.pale(colour) } else { colour }
    }

    /// The vertical line at the present half-step.
    fn now(&self) -> Drawn<DB> {
        let (x, top) = (self.across(self.view.position), self.scale.plot.top);
        self.pen.upright(x, top, self.scale.base, self.theme.soft)
    }

    /// A bar for the gap after each M step.
    fn gaps(&self) -> Drawn<DB> {
        let (pen, rule) = (self.pen, self.pen.rule());
        let half = (0.28 * self.theme.font_size).min(0.3 * self.apart);
        for row in self.view.rows.iter().filter(|_| self.are_marked()) {
            let Some(bound) = row.lower_bound else { continue };
            let x = self.across(row.position);
            let (left, right) = (pen.snapped(x - half), pen.snapped(x + half));
            let (top, bottom) =
                (pen.snapped(self.scale.up(row.objective)), pen.snapped(self.scale.up(bound)));
            if top < bottom {
                pen.rect(left, top, right, bottom, self.then(self.theme.lower_bound, row))?;
                pen.rect(left + rule, top, right - rule, bottom, self.then(gap_fill(self.theme), row))?;
            }
        }
        Ok(())
    }

    fn lines(&self) -> Drawn<DB> {
        let theme = self.theme;
        if let Some(shift) = self.view.shift() {
            self.line(|row| Some(row.log_likelihood + shift), theme.soft, beside(theme), WHOLE)?;
        }
        self.line(|row| row.lower_bound, theme.lower_bound, theme.curve_width, DASH)?;
        self.line(|row| Some(row.objective), theme.ink, theme.curve_width, WHOLE)
    }

    /// A line through the rows' values, pale after the present half-step.
    fn line(
        &self,
        value: impl Fn(&ClimbRow) -> Option<f64>,
        colour: RGBColor,
        width: f64,
        pattern: &[f64],
    ) -> Drawn<DB> {
        let rows = self.view.rows;
        let now = rows.partition_point(|row| !self.is_future(row));
        let parts = [(&rows[now.saturating_sub(1)..], self.theme.pale(colour)), (&rows[..now], colour)];
        for (rows, colour) in parts {
            let place = |row: &ClimbRow| {
                let value = value(row).filter(|value| value.is_finite())?;
                Some((self.across(row.position), self.scale.up(value)))
            };
            let places: Vec<Place> = rows.iter().filter_map(place).collect();
            if places.len() > 1 {
                self.pen.curve(&places, colour, width, pattern)?;
            }
        }
        Ok(())
    }

    /// The break in the axis: a zigzag strip above the start.
    fn tear(&self) -> Drawn<DB> {
        let (pen, theme, plot, em) = (self.pen, self.theme, &self.scale.plot, self.theme.font_size);
        let Some((start, y)) = self.scale.start else { return Ok(()) };
        let teeth = ((plot.right - plot.left) / (TOOTH * em)).ceil() as usize;
        let edge = |up: f64| -> Vec<Place> {
            let corner = |j: usize| {
                let x = (plot.left + j as f64 * TOOTH * em).min(plot.right);
                (x, plot.bottom + (0.3 + up + if j.is_multiple_of(2) { TORN } else { -TORN }) * em)
            };
            (0..=teeth).map(corner).collect()
        };
        pen.line(&edge(0.0), theme.card, 2.0 * TORN * em, WHOLE)?;
        for side in [-TORN, TORN] {
            pen.line(&edge(side), theme.pale(theme.soft), theme.rule_width, WHOLE)?;
        }
        let label = axis::figure(start, START_DIGITS);
        pen.text(&label, (plot.left - 0.6 * em, y), HPos::Right, theme.soft)
    }

    /// The half-steps: hollow where E is due, full where E has closed the gap.
    fn marks(&self) -> Drawn<DB> {
        let (pen, theme) = (self.pen, self.theme);
        let edge = 0.7 * theme.curve_width;
        let full = 0.3 * theme.font_size;
        let radius = full.min(0.36 * self.apart);
        for row in self.view.rows.iter().filter(|row| row.objective.is_finite()) {
            let is_now = row.position == self.view.position;
            if !(self.are_marked() || is_now) {
                continue;
            }
            let place = (self.across(row.position), self.scale.up(row.objective));
            let (colour, radius) = (self.then(theme.ink, row), if is_now { full } else { radius });
            if is_now {
                pen.ring(place, full + 2.4 * edge, theme.ink, theme.card, edge)?;
            }
            pen.ring(place, radius, colour, if row.position % 2 == 0 { theme.card } else { colour }, edge)?;
        }
        Ok(())
    }

    /// Says in words, at the largest gap, what M and E do, where there is room.
    fn words(&self) -> Drawn<DB> {
        let em = self.theme.font_size;
        let height = |row: &ClimbRow| Some(self.scale.up(row.lower_bound?) - self.scale.up(row.objective));
        let gaps = self.view.rows.iter().filter_map(|row| Some((row, height(row)?)));
        let Some((row, height)) = gaps.max_by(|a, b| a.1.total_cmp(&b.1)) else { return Ok(()) };
        let (x, top) = (self.across(row.position), self.scale.up(row.objective));
        let fits = |lines: &&[&str]| {
            let wide = lines.iter().map(|line| axis::text_width(line, em)).fold(0.0, f64::max);
            let high = (lines.len() as f64 * LINE + 0.5) * em;
            wide + 0.8 * em <= self.apart && high <= top - self.scale.plot.top
        };
        if height < NAMED_GAP * em {
            return Ok(());
        }
        for (ways, side, by) in [(M_SIDE, HPos::Right, -0.5), (E_SIDE, HPos::Left, 0.9)] {
            let Some(lines) = ways.into_iter().find(fits) else { continue };
            for (j, line) in lines.iter().enumerate() {
                let up = 1.15 + LINE * (lines.len() - 1 - j) as f64;
                self.pen.text(line, (x + by * em, top - up * em), side, self.theme.lower_bound)?;
            }
        }
        Ok(())
    }

    /// The half-steps' names, or the numbers of iterations where the names have no room.
    fn axis(&self) -> Drawn<DB> {
        let (em, last) = (self.theme.font_size, self.view.last());
        let plot = Plot { bottom: self.scale.base, ..self.scale.plot.clone() };
        let named = |position: usize| match position {
            0 => "start".to_string(),
            _ if position % 2 == 1 => format!("E{}", position / 2 + 1),
            _ => format!("M{}", position / 2),
        };
        let longest = axis::text_width(&named(last & !1), em);
        if longest + 0.6 * em <= self.apart {
            let marks: Vec<_> = (0..=last).map(|position| (self.across(position), named(position))).collect();
            return self.pen.across(&plot, &marks, "half-steps");
        }
        let iterations = 0.0..plot.x.end / 2.0;
        let ticks = axis::fitting(&iterations, plot.right - self.across(0), em).into_iter();
        let whole = ticks.filter(|tick| tick.value.fract() == 0.0);
        let marks: Vec<_> = whole.map(|tick| (plot.across(2.0 * tick.value), tick.label)).collect();
        self.pen.across(&plot, &marks, "iterations")
    }
}
