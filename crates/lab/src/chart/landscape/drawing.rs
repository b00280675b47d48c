//! Draws the landscape: colours, contours, the path.

use super::{LEVELS, LandscapeView, SHADES, grid_and_extent, landscape_plot, levels, thresholds};
use crate::chart::contours::{Grid, contours};
use crate::chart::pen::{Pen, Place};
use crate::chart::plot::Plot;
use crate::chart::stroke::Dashes;
use crate::chart::theme::blend;
use crate::chart::{Chart, Drawn, axis};
use crate::letter::letter;
use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;

/// The size of a cell of colour, in CSS pixels.
const CELL: f64 = 3.0;
/// The part of the text's colour in a contour's; the rest is the colour around it.
const CONTOUR: f64 = 0.4;
/// A half-step closer than this to the mark before, in ems, has no mark. Vertices closer than
/// this, in CSS pixels, are drawn as one.
const APART: f64 = 0.7;
const SAME: f64 = 0.25;
/// In the legend: digits of the lowest and the highest value, and the strip's least and usual width in ems.
const DIGITS: i32 = 4;
const STRIP: [f64; 2] = [1.5, 6.0];
/// What is left free between the heading and the legend, in ems.
const BESIDE: f64 = 1.5;

impl Chart for LandscapeView<'_> {
    fn draw<DB: Dashes>(&self, pen: &Pen<DB>) -> Drawn<DB> {
        let (theme, em) = (&pen.theme, pen.theme.font_size);
        let plot = landscape_plot(self, pen.width, pen.height, theme);
        pen.levels(&plot)?;
        let heights = self.heights();
        let seen = heights.as_ref().map(|heights| grid_and_extent(heights, self.n));
        if let Some((grid, extent)) = seen {
            shades(pen, &plot, grid, &thresholds(extent))?;
            for (part, level) in levels(extent) {
                let colour = blend(theme.ink, theme.height(part), CONTOUR);
                for line in contours(grid, level) {
                    let line: Vec<Place> = line.into_iter().map(|at| cell_place(&plot, grid, at)).collect();
                    pen.line(&line, colour, theme.rule_width, &[])?;
                }
            }
        }
        self.draw_path(pen, &plot)?;
        let ticks = axis::fitting(&plot.x, plot.right - plot.left, em).into_iter();
        let marks: Vec<_> = ticks.map(|tick| (plot.across(tick.value), tick.label)).collect();
        pen.across(&plot, &marks, &self.name(0, self.parameter))?;
        let mut upwards = self.name(1, self.parameter);
        if let Some((_, extent)) = seen {
            let left = legend(pen, extent, (axis::text_width(&upwards, em), plot.right))?;
            if axis::text_width(&upwards, em) > left - (0.8 + BESIDE) * em {
                upwards = self.name(1, ""); // the other axis says what it is
            }
        }
        pen.heading(&upwards, &[], plot.right)
    }
}

/// The place of a point of the grid, whose points are the cells' middles. A line that ends at the
/// outermost middles is drawn to the border.
fn cell_place(plot: &Plot, grid: Grid, (column, row): (f64, f64)) -> Place {
    let n = grid.columns as f64;
    let part = |at: f64| {
        if at <= 0.0 {
            0.0
        } else if at >= n - 1.0 {
            1.0
        } else {
            (at + 0.5) / n
        }
    };
    let (width, height) = (plot.right - plot.left, plot.bottom - plot.top);
    (plot.left + part(column) * width, plot.bottom - part(row) * height)
}

/// The heights as colours: small cells, with neighbours of one colour joined to one rectangle.
fn shades<DB: Dashes>(pen: &Pen<DB>, plot: &Plot, grid: Grid, thresholds: &[f64]) -> Drawn<DB> {
    let (width, height) = (plot.right - plot.left, plot.bottom - plot.top);
    let (columns, rows) = ((width / CELL).ceil().max(1.0), (height / CELL).ceil().max(1.0));
    let middle = |j: usize, of: f64| (j as f64 + 0.5) / of * grid.columns as f64 - 0.5;
    let across: Vec<i32> =
        (0..=columns as usize).map(|j| pen.snapped(plot.left + width * j as f64 / columns)).collect();
    let mut runs = vec![Vec::new(); thresholds.len() + 1];
    for j in 0..rows as usize {
        let down = |j: usize| pen.snapped(plot.top + height * j as f64 / rows);
        let row = grid.row(middle(rows as usize - 1 - j, rows));
        let shade = |column: usize| {
            let height = row.between(middle(column, columns));
            thresholds.partition_point(|&threshold| threshold <= height)
        };
        let mut from = 0;
        let mut present = shade(0);
        for column in 1..=columns as usize {
            let next = if column < columns as usize { shade(column) } else { usize::MAX };
            if next != present {
                runs[present].push((across[from], down(j), across[column], down(j + 1)));
                (from, present) = (column, next);
            }
        }
    }
    // all of one colour first: changing the colour costs time
    let most = (SHADES * (LEVELS + 1) - 1) as f64;
    for (shade, runs) in runs.into_iter().enumerate() {
        let colour = pen.theme.height(shade as f64 / most);
        for (left, top, right, bottom) in runs {
            pen.rect(left, top, right, bottom, colour)?;
        }
    }
    Ok(())
}

/// The scale of colours, at the right of a heading of this width; named where there is room. Returns where it begins.
fn legend<DB: Dashes>(
    pen: &Pen<DB>,
    (low, high): (f64, f64),
    (heading, right): (f64, f64),
) -> Drawn<DB, f64> {
    let (theme, em) = (&pen.theme, pen.theme.font_size);
    let y = 1.2 * em;
    let [lowest, highest] = [low, high].map(|height| axis::figure(height, DIGITS));
    let end = right - axis::text_width(&highest, em) - 0.5 * em;
    let room = end - heading - axis::text_width(&lowest, em) - (1.3 + BESIDE) * em;
    let start = end - room.clamp(STRIP[0] * em, STRIP[1] * em);
    let shades = SHADES * (LEVELS + 1);
    let at = |j: usize| pen.snapped(start + (end - start) * j as f64 / shades as f64);
    let (top, bottom) = (pen.snapped(y - 0.4 * em), pen.snapped(y + 0.4 * em));
    for j in 0..shades {
        pen.rect(at(j), top, at(j + 1), bottom, theme.height(j as f64 / (shades - 1) as f64))?;
    }
    pen.text(&highest, (right, y), HPos::Right, theme.soft)?;
    pen.text(&lowest, (start - 0.5 * em, y), HPos::Right, theme.soft)?;
    let name = "log-likelihood per point";
    let place = start - axis::text_width(&lowest, em) - 1.5 * em;
    if place - axis::text_width(name, em) > heading + (0.8 + BESIDE) * em {
        pen.text(name, (place, y), HPos::Right, theme.ink)?;
    }
    Ok(start - 0.5 * em - axis::text_width(&lowest, em))
}

impl LandscapeView<'_> {
    /// The name of an axis: "mean of A", "mean x of A"; without the parameter "A", "x of A".
    fn name(&self, axis: usize, parameter: &str) -> String {
        let letter = letter(self.components[axis]).to_string();
        let words: Vec<&str> =
            [parameter, self.coordinates[axis]].into_iter().filter(|word| !word.is_empty()).collect();
        if words.is_empty() { letter } else { format!("{} of {letter}", words.join(" ")) }
    }

    /// EM's path: the start hollow, the half-steps as dots, the present one in a ring, later ones
    /// pale. It is cut at the borders of the plot.
    fn draw_path<DB: Dashes>(&self, pen: &Pen<DB>, plot: &Plot) -> Drawn<DB> {
        let (theme, em) = (&pen.theme, pen.theme.font_size);
        let now = self.position.min(self.path.len().saturating_sub(1));
        let places: Vec<Place> = self.path.iter().map(|&means| place(plot, means)).collect();
        let Some(&here) = places.get(now) else { return Ok(()) };
        let width = theme.curve_width;
        for (widened, colour) in [(2.0, None), (0.0, Some(theme.ink))] {
            let parts = [(&places[now..], theme.pale(theme.ink)), (&places[..=now], theme.ink)];
            for (part, shade) in parts {
                let colour: RGBColor = colour.map_or(theme.card, |_| shade);
                for run in runs(part, plot) {
                    pen.line(&run, colour, width + widened, &[])?;
                }
            }
        }
        let within =
            |&(x, y): &Place| (plot.left..=plot.right).contains(&x) && (plot.top..=plot.bottom).contains(&y);
        let edge = 0.7 * width;
        let mut last: Option<Place> = None;
        for (j, &place) in places.iter().enumerate().filter(|(_, place)| within(place)) {
            if last.is_some_and(|(x, y)| (x - place.0).hypot(y - place.1) < APART * em) {
                continue;
            }
            let colour = if j > now { theme.pale(theme.ink) } else { theme.ink };
            pen.disc(place, 0.26 * em + 1.0, theme.card)?;
            pen.ring(place, 0.26 * em, colour, if j == 0 { theme.card } else { colour }, edge)?;
            last = Some(place);
        }
        if within(&here) {
            pen.disc(here, 0.62 * em + 1.0, theme.card)?;
            pen.ring(here, 0.62 * em, theme.ink, theme.card, edge)?;
            pen.disc(here, 0.3 * em, theme.ink)?;
        }
        Ok(())
    }
}

/// The place of two means, at most one plot's size outside the plot.
fn place(plot: &Plot, (a, b): (f64, f64)) -> Place {
    let high = plot.bottom - plot.top;
    let part = (b - plot.y.start) / (plot.y.end - plot.y.start);
    (plot.across(a), plot.bottom - part.clamp(-1.0, 2.0) * high)
}

/// The parts of a path within the plot, without vertices closer than [`SAME`].
fn runs(path: &[Place], plot: &Plot) -> Vec<Vec<Place>> {
    let mut found: Vec<Vec<Place>> = Vec::new();
    let mut from: Option<Place> = None;
    for &to in path {
        let Some(start) = from else {
            from = Some(to);
            continue;
        };
        if (start.0 - to.0).hypot(start.1 - to.1) < SAME {
            continue;
        }
        if let Some((a, b)) = clipped(start, to, plot) {
            match found.last_mut().filter(|run| run.last() == Some(&a)) {
                Some(run) => run.push(b),
                None => found.push(vec![a, b]),
            }
        }
        from = Some(to);
    }
    found
}

/// The part of a line that lies within the plot (Liang and Barsky 1984).
fn clipped(from: Place, to: Place, plot: &Plot) -> Option<(Place, Place)> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let sides = [
        (-dx, from.0 - plot.left),
        (dx, plot.right - from.0),
        (-dy, from.1 - plot.top),
        (dy, plot.bottom - from.1),
    ];
    let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
    for (outwards, room) in sides {
        if outwards == 0.0 && room < 0.0 {
            return None;
        }
        if outwards < 0.0 {
            enters = enters.max(room / outwards);
        } else if outwards > 0.0 {
            leaves = leaves.min(room / outwards);
        }
    }
    let at = |part: f64| (from.0 + part * dx, from.1 + part * dy);
    let start = if enters > 0.0 { at(enters) } else { from };
    let end = if leaves < 1.0 { at(leaves) } else { to };
    (enters < leaves).then_some((start, end))
}
