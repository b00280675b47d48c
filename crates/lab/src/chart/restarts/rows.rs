//! Draws the optima line by line, and chooses the lines that there is room for.

use super::{OptimumRow, RestartsView, Table};
use crate::chart::pen::{Pen, Place};
use crate::chart::stroke::Dashes;
use crate::chart::theme::{Theme, blend};
use crate::chart::{Chart, Drawn, axis};
use plotters::style::text_anchor::HPos;

/// The lowest row, in ems.
pub const LEAST_ROW: f64 = 1.5;
/// The size of a dot, in ems.
const DOT: f64 = 0.34;
/// The part of the text's colour in the background of the chosen row.
const CHOSEN: f64 = 0.08;
/// Digits of the value of an optimum that is outside the plot.
const DIGITS: i32 = 4;

/// A line of the table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TableLine {
    /// An optimum, by its index in the rows.
    Row(usize),
    /// The number of optima for which there is no room, and of the starts that reached them.
    More(usize, usize),
    /// The heading of the fits on the floor; where there is no room for their rows, the numbers
    /// of these optima and starts.
    Floor(Option<(usize, usize)>),
}

/// All lines, however little room there is.
pub fn all(rows: &[OptimumRow]) -> Vec<TableLine> {
    let compared = rows.iter().take_while(|row| !row.on_floor).count();
    let mut lines: Vec<TableLine> = (0..compared).map(TableLine::Row).collect();
    if compared < rows.len() {
        lines.push(TableLine::Floor(None));
        lines.extend((compared..rows.len()).map(TableLine::Row));
    }
    lines
}

/// At most `most` lines, but at least one: first the rows on the floor are summed up in a line,
/// then the lowest of the others.
pub fn fitting(rows: &[OptimumRow], most: usize) -> Vec<TableLine> {
    let lines = all(rows);
    if lines.len() <= most {
        return lines;
    }
    let compared = rows.iter().take_while(|row| !row.on_floor).count();
    let counts = |rows: &[OptimumRow]| (rows.len(), rows.iter().map(|row| row.starts).sum::<usize>());
    let floor = (compared < rows.len()).then(|| TableLine::Floor(Some(counts(&rows[compared..]))));
    let room = most.saturating_sub(usize::from(floor.is_some())).max(1);
    let shown = if compared <= room { compared } else { room.saturating_sub(1).max(1) };
    let (optima, starts) = counts(&rows[shown..compared]);
    let more = (optima > 0).then_some(TableLine::More(optima, starts));
    (0..shown).map(TableLine::Row).chain(more).chain(floor).collect()
}

impl Chart for RestartsView<'_> {
    fn draw<DB: Dashes>(&self, pen: &Pen<DB>) -> Drawn<DB> {
        let (theme, em) = (&pen.theme, pen.theme.font_size);
        let table = self.table(pen.width, pen.height, theme);
        let plot = &table.plot;
        for (j, line) in table.lines.iter().enumerate() {
            let top = plot.top + j as f64 * table.row;
            let y = top + 0.5 * table.row;
            let text = |text: &str| {
                let text = axis::shortened(text, em, pen.width - 1.6 * em);
                pen.text(&text, (0.8 * em, y), HPos::Left, theme.soft)
            };
            match *line {
                TableLine::Row(row) => self.row(pen, &table, row, top)?,
                TableLine::More(optima, starts) => {
                    text(&format!("and {optima} more, {}", plural(starts, "start", "starts")))?
                }
                TableLine::Floor(None) => text("on the floor, not compared")?,
                TableLine::Floor(Some((optima, starts))) => {
                    let counted =
                        plural(optima, "optimum", "optima") + ", " + &plural(starts, "start", "starts");
                    text(&format!("on the floor, not compared: {counted}"))?;
                }
            }
        }
        let ticks = axis::fitting(&plot.x, plot.right - plot.left, em).into_iter();
        let marks: Vec<_> = ticks.map(|tick| (plot.across(tick.value), tick.label)).collect();
        pen.across(plot, &marks, &format!("{} per point", self.objective_name))?;
        if let Some(right) = table.iterations {
            pen.text("iterations", (right, 1.2 * em), HPos::Right, theme.soft)?;
        }
        pen.heading("starts that reached it", &[], plot.right)
    }
}

fn plural(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

impl RestartsView<'_> {
    /// An optimum: its starts, its objective, its iterations.
    fn row<DB: Dashes>(&self, pen: &Pen<DB>, table: &Table, index: usize, top: f64) -> Drawn<DB> {
        let (theme, em, plot) = (&pen.theme, pen.theme.font_size, &table.plot);
        let (row, y, chosen) = (&self.rows[index], top + 0.5 * table.row, self.chosen == Some(index));
        if chosen {
            let background = blend(theme.ink, theme.card, CHOSEN);
            let (top, bottom) = (pen.snapped(top), pen.snapped(top + table.row));
            pen.rect(0, top, pen.units(pen.width), bottom, background)?;
        }
        let write = if chosen { Pen::bold } else { Pen::text };
        let place = (table.bars.0 - 0.6 * em, y);
        write(pen, &row.starts.to_string(), place, HPos::Right, theme.ink)?;
        self.bar(pen, table, row, y)?;

        let guide = pen.snapped(y);
        pen.rect(pen.snapped(plot.left), guide, pen.snapped(plot.right), guide + pen.rule(), theme.line)?;
        let x = plot.across(row.objective).clamp(plot.left, plot.right);
        let fill = if row.on_floor { theme.card } else { theme.ink };
        pen.ring((x, y), DOT * em, theme.ink, fill, 0.7 * theme.curve_width)?;
        self.note(pen, table, row, (x, y), index)?;
        if let Some(right) = table.iterations {
            write(pen, &row.iterations.to_string(), (right, y), HPos::Right, theme.soft)?;
        }
        Ok(())
    }

    fn bar<DB: Dashes>(&self, pen: &Pen<DB>, table: &Table, row: &OptimumRow, y: f64) -> Drawn<DB> {
        let (theme, rule) = (&pen.theme, pen.rule());
        let most = self.rows.iter().map(|row| row.starts).max().unwrap_or(1).max(1);
        let (left, right) = table.bars;
        let long = (right - left) * row.starts as f64 / most as f64;
        let half = (0.32 * table.row).min(0.5 * theme.font_size);
        let (left, right) = (pen.snapped(left), pen.snapped(left + long));
        let (top, bottom) = (pen.snapped(y - half), pen.snapped(y + half));
        pen.rect(left, top, right.max(left + rule), bottom, theme.soft)?;
        if left + 2 * rule < right && top + 2 * rule < bottom {
            pen.rect(left + rule, top + rule, right - rule, bottom - rule, theme.grey())?;
        }
        Ok(())
    }

    /// A remark on an optimum, on the side of the dot where there is more room.
    fn note<DB: Dashes>(
        &self,
        pen: &Pen<DB>,
        table: &Table,
        row: &OptimumRow,
        (x, y): Place,
        index: usize,
    ) -> Drawn<DB> {
        let (theme, plot): (&Theme, _) = (&pen.theme, &table.plot);
        let em = theme.font_size;
        let best = index == 0 && !row.on_floor;
        let beyond = row.on_floor && !(plot.x.start..=plot.x.end).contains(&row.objective);
        let value = beyond.then(|| axis::figure(row.objective, DIGITS));
        let said = |long: bool| {
            let stands_on = row.stands_on.map(|n| match (n, long) {
                (1, _) => "on one point".to_string(),
                (n, true) => format!("on {n} nearly equal points"),
                (n, false) => format!("on {n} points"),
            });
            [best.then(|| "best".to_string()), value.clone(), stands_on]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
        };
        let (before, after) = (x - plot.left - 1.4 * em, plot.right - x - 1.4 * em);
        let (side, by, room) =
            if before > after { (HPos::Right, -0.8 * em, before) } else { (HPos::Left, 0.8 * em, after) };
        // the longest that there is room for
        let ways = [said(true), said(false), said(false).into_iter().take(1).collect()];
        let mut ways = ways.into_iter().map(|parts: Vec<String>| parts.join(", "));
        let Some(said) = ways.find(|way| !way.is_empty() && axis::text_width(way, em) <= room) else {
            return Ok(());
        };
        let wide = axis::text_width(&said, em) + 0.4 * em;
        // the guide line ends where the words begin
        let from = if before > after { x + by - wide } else { x + by - 0.2 * em };
        let background =
            if self.chosen == Some(index) { blend(theme.ink, theme.card, CHOSEN) } else { theme.card };
        let (top, bottom) = (pen.units(y - 0.2 * em), pen.units(y + 0.2 * em));
        pen.rect(pen.units(from), top, pen.units(from + wide), bottom, background)?;
        pen.text(&said, (x + by, y), side, theme.soft)
    }
}
