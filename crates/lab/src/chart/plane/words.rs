//! The words on the picture: the heading, what the ellipses are, and what is outside.

use super::drawing::PlaneDrawing;
use super::ellipse::{mass_within, radius_of};
use super::frame::PlanePlot;
use super::{PlaneView, place};
use crate::chart::notes::{self, Corner, Note};
use crate::chart::pen::{Key, legend_lines};
use crate::chart::picture::{BORDER, EARLIER, HOLLOW};
use crate::chart::stroke::Dashes;
use crate::chart::theme::Theme;
use crate::chart::{Drawn, axis};
use crate::figures::within;
use crate::letter::letter;
use plotters::style::text_anchor::HPos;

/// On pictures lower than this, in ems, the legend has no line of its own: the title is shortened instead.
const LOW: f64 = 26.0;
/// Between the title and the legend beside it, in ems.
const BESIDE: f64 = 1.5;
/// The caption's lines where it is beside the margins, from one to the next, in ems.
const APART: f64 = 1.4;
/// The largest part of the plane's width that a caption in it may take.
const MOST: f64 = 0.6;
const CORNERS: [Corner; 4] = [
    Corner { right: true, low: true },
    Corner { right: false, low: false },
    Corner { right: false, low: true },
    Corner { right: true, low: false },
];

/// The title, which is the name of y, and the legend's lines: the first one is beside the title.
pub fn legend(view: &PlaneView, theme: &Theme, width: f64, height: f64) -> (String, Vec<Vec<Key>>) {
    let (em, line) = (theme.font_size, theme.mixture_width);
    let keys = || {
        let estimate = match (view.k_means, view.mixture.k()) {
            (true, _) => Key::new("border", vec![(theme.accent(), line, BORDER)]),
            (_, 1) => Key::new("density", vec![(theme.accent(), line, &[])]),
            _ => Key::new("mixture", vec![(theme.accent(), line, &[])]),
        };
        let hollow = vec![(theme.ink, HOLLOW.0 * line, &[][..]), (theme.card, HOLLOW.1 * line, &[])];
        let truth = view.truth.map(|_| Key::new("truth", hollow));
        let thin = vec![(theme.components[0], EARLIER * theme.curve_width, &[][..])];
        let guess = view.guess.map(|_| Key::new("by hand", thin));
        [estimate].into_iter().chain(truth).chain(guess).collect::<Vec<_>>()
    };
    let title = view.axes[1];
    let mut lines = legend_lines(keys(), title, em, width);
    if lines.len() == 1 || height >= LOW * em {
        return (title.to_string(), lines);
    }
    let keys = keys();
    let room = width - (2.2 + BESIDE) * em - Key::row_width(&keys, em);
    lines = vec![keys];
    (axis::shortened(title, em, room.max(0.0)), lines)
}

/// Where the caption is.
enum Caption {
    /// In these lines between both margins.
    Beside([String; 3]),
    /// In a corner of the plane.
    Within(String, Corner),
    /// There is no room.
    Nowhere,
}

impl<DB: Dashes> PlaneDrawing<'_, DB> {
    /// The heading, with the name of y.
    pub fn heading(&self) -> Drawn<DB> {
        let (title, legend) = legend(self.view, self.theme, self.pen.width, self.pen.height);
        let right = self.plot.beside.as_ref().map_or(self.plot.main.right, |beside| -beside.top);
        self.pen.heading_at(self.plot.lowered, &title, &legend, right)
    }

    /// The notes in the corners: the components whose means are outside, and what the ellipses are. The result is
    /// how many lines there are at the top and at the bottom.
    pub fn notes(&self) -> Drawn<DB, [usize; 2]> {
        let (main, theme) = (&self.plot.main, self.theme);
        let components = self.view.mixture.components().iter().enumerate();
        let outside = components.filter(|(_, c)| !self.plot.holds(c.mean)).map(|(k, c)| {
            let (corner, words) = outsider(&self.plot, k, c.mean);
            (corner, Note { words, colour: theme.components[k], bold: true })
        });
        let caption = match self.caption() {
            Caption::Beside(words) => {
                self.caption_beside(words)?;
                None
            }
            Caption::Within(words, corner) => Some((corner, Note { words, colour: theme.soft, bold: false })),
            Caption::Nowhere => None,
        };
        let mut lines = [0; 2];
        let mut taken: Vec<[f64; 4]> = Vec::new();
        for (corner, note) in outside.chain(caption) {
            let at = |&line: &usize| notes::place(main, corner, line, &note.words, theme.font_size);
            let is_free = |line: &usize| taken.iter().all(|other| are_apart(&at(line), other));
            let line = (0..=taken.len()).find(is_free).unwrap_or(0);
            taken.push(at(&line));
            notes::write(self.pen, main, corner, line, &note)?;
            let most = &mut lines[usize::from(corner.low)];
            *most = (*most).max(line + 1);
        }
        Ok(lines)
    }

    /// Says what part of a component its ellipse holds.
    fn caption(&self) -> Caption {
        let (em, main) = (self.theme.font_size, &self.plot.main);
        if self.view.k_means || !self.plot.named {
            return Caption::Nowhere;
        }
        let part = format!("{:.0} %", 100.0 * mass_within(radius_of(self.view.mass)));
        let lines = ["each ellipse".to_string(), format!("holds {part} of"), "its component".to_string()];
        let widest = lines.iter().map(|line| axis::text_width(line, em)).fold(0.0, f64::max);
        if let (Some(above), Some(beside)) = (&self.plot.above, &self.plot.beside) {
            let room = (beside.bottom - beside.top, above.bottom - above.top);
            if widest <= room.0 && APART * em * lines.len() as f64 <= room.1 {
                return Caption::Beside(lines);
            }
        }
        let room = MOST * (main.right - main.left);
        let words = [lines.join(" "), format!("{part} in each ellipse"), part];
        match words.into_iter().find(|words| axis::text_width(words, em) <= room) {
            Some(words) => Caption::Within(words.clone(), self.emptiest(&words)),
            None => Caption::Nowhere,
        }
    }

    fn caption_beside(&self, lines: [String; 3]) -> Drawn<DB> {
        let (Some(above), Some(beside)) = (&self.plot.above, &self.plot.beside) else { return Ok(()) };
        let (em, right) = (self.theme.font_size, -beside.top);
        for (j, line) in lines.iter().rev().enumerate() {
            let y = above.bottom - (0.5 + j as f64) * APART * em;
            self.pen.text(line, (right, y), HPos::Right, self.theme.soft)?;
        }
        Ok(())
    }

    /// The corner in which a note covers the fewest points. It depends on the data alone, so that it stays.
    fn emptiest(&self, words: &str) -> Corner {
        let (main, em) = (&self.plot.main, self.theme.font_size);
        let places: Vec<_> =
            self.view.marks.places().into_iter().map(|(at, count)| (place(main, at), count)).collect();
        let covered = |corner: Corner| -> f64 {
            let [left, top, right, bottom] = notes::place(main, corner, 0, words, em);
            let (across, down) = (left - em..right + em, top - em..bottom + em);
            let within = |&((x, y), _): &((f64, f64), f64)| across.contains(&x) && down.contains(&y);
            places.iter().filter(|mark| within(mark)).map(|(_, count)| count).sum()
        };
        let mut best = (CORNERS[0], f64::INFINITY);
        for corner in CORNERS {
            let count = covered(corner);
            if count < best.1 {
                best = (corner, count);
            }
        }
        best.0
    }
}

/// The corner and the words for a component whose mean is outside the plane: where it is, and the direction of it.
fn outsider(plot: &PlanePlot, k: usize, mean: [f64; 2]) -> (Corner, String) {
    let main = &plot.main;
    let [x, y] =
        [(&main.x, mean[0]), (&main.y, mean[1])].map(|(range, mean)| within(mean, range.end - range.start));
    let words = format!("{} at ({x}, {y})", letter(k));
    let upper = Corner { right: mean[0] >= 0.5 * main.x.start + 0.5 * main.x.end, low: false };
    if mean[0] < main.x.start {
        (upper, format!("← {words}"))
    } else if mean[0] >= main.x.end {
        (upper, format!("{words} →"))
    } else if mean[1] < main.y.start {
        (Corner { low: true, ..upper }, format!("↓ {words}"))
    } else {
        (upper, format!("↑ {words}"))
    }
}

/// Whether two boxes (left, top, right, bottom) do not overlap, however the numbers were rounded.
fn are_apart(one: &[f64; 4], other: &[f64; 4]) -> bool {
    const ROUNDING: f64 = 1e-6;
    (0..2).any(|side| one[side] >= other[side + 2] - ROUNDING || other[side] >= one[side + 2] - ROUNDING)
}
