//! Notes: short texts in the corners of a plot, one under the other, each on the background's colour.

use super::Drawn;
use super::axis::text_width;
use super::pen::Pen;
use super::plot::Plot;
use super::stroke::Dashes;
use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;

/// From a corner's border to the middle of its first line, and from line to line, in ems.
const FIRST: f64 = 0.9;
const APART: f64 = 1.5;
/// The room on the left and the right of a note, in ems.
const BESIDE: f64 = 0.4;

/// A corner of a plot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Corner {
    pub right: bool,
    pub low: bool,
}

/// The height of so many lines of notes, in ems.
pub fn height(lines: usize) -> f64 {
    APART * lines as f64 + if lines > 0 { FIRST - 0.5 * APART } else { 0.0 }
}

/// The place of a note: left, top, right and bottom, in CSS pixels.
pub fn place(plot: &Plot, corner: Corner, line: usize, words: &str, em: f64) -> [f64; 4] {
    let wide = text_width(words, em) + 2.0 * BESIDE * em;
    let y = middle(plot, corner, line, em);
    let left = if corner.right { plot.right - wide } else { plot.left };
    [left, y - 0.5 * APART * em, left + wide, y + 0.5 * APART * em]
}

fn middle(plot: &Plot, corner: Corner, line: usize, em: f64) -> f64 {
    let down = (FIRST + APART * line as f64) * em;
    if corner.low { plot.bottom - down } else { plot.top + down }
}

/// What a note says, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    pub words: String,
    pub colour: RGBColor,
    pub bold: bool,
}

/// Writes a note on that line of a corner, counted from the border.
pub fn write<DB: Dashes>(pen: &Pen<DB>, plot: &Plot, corner: Corner, line: usize, note: &Note) -> Drawn<DB> {
    let em = pen.theme.font_size;
    let [left, top, right, bottom] = place(plot, corner, line, &note.words, em).map(|px| pen.units(px));
    pen.rect(left, top, right, bottom, pen.theme.card)?;
    let (x, side) = if corner.right {
        (plot.right - BESIDE * em, HPos::Right)
    } else {
        (plot.left + BESIDE * em, HPos::Left)
    };
    let at = (x, middle(plot, corner, line, em));
    let text = if note.bold { Pen::bold } else { Pen::text };
    text(pen, &note.words, at, side, note.colour)
}
