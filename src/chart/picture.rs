//! The main picture: the histogram, and the curves that try to explain it.
//!
//! Bars are grey while nobody has asked whose points they are. After an E step each is divided
//! by the components' shares; an M step then moves each curve to where its colour lies. The
//! mixture, the sum of the components' curves, is what EM makes fit the bars.

use super::axis::{self, Tick};
use super::curve::{self, Bell, Line};
use super::frame::frame;
pub use super::frame::{Bin, View};
use super::letters::{self, Field};
use super::pen::{Key, Pen};
use super::plot::Plot;
use super::stroke::Dashes;
use super::theme::{DASHES, Theme};
use super::{Chart, Drawn};
use crate::figures::within;
use crate::mixture::Component;
use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;

/// A component's tail ends where it stands this little above the axis, in CSS pixels.
const TAIL: f64 = 0.4;
/// Where bars are narrower than this, in CSS pixels, none has an edge between equal neighbours.
const EDGED: f64 = 6.0;
/// The truth is a thin hollow line: its width and its core's, in mixture widths. The core is
/// drawn last, so that it still shows where the mixture has found the truth.
const HOLLOW: (f64, f64) = (0.95, 0.42);
/// Shares that leave less than this part of a bar's points over are all of them.
const HELD: f64 = 1e-9;

impl Chart for View<'_> {
    fn draw<DB: Dashes>(&self, pen: &Pen<DB>) -> Drawn<DB> {
        let frame = frame(self, pen.width, pen.height, &pen.theme);
        let picture = Picture { pen, theme: &pen.theme, frame, view: self };
        pen.levels(&picture.frame)?;
        picture.bars()?;
        picture.x_axis()?;
        picture.curves()?;
        picture.heading()
    }
}

/// What every part of the drawing needs.
struct Picture<'a, DB: Dashes> {
    pen: &'a Pen<'a, DB>,
    theme: &'a Theme,
    frame: Plot,
    view: &'a View<'a>,
}

impl<DB: Dashes> Picture<'_, DB> {
    fn x_axis(&self) -> Drawn<DB> {
        let frame = &self.frame;
        let ticks = axis::fitting(&frame.x, frame.right - frame.left, self.theme.font_size);
        let marks: Vec<_> =
            ticks.into_iter().map(|Tick { value, label }| (frame.across(value), label)).collect();
        self.pen.across(frame, &marks, self.view.axis)
    }

    /// The histogram, colour by colour: each component's part of every bar, then the groups
    /// for which no component stands, in greys by turns; what nobody holds is grey.
    fn bars(&self) -> Drawn<DB> {
        let (theme, bins) = (self.theme, self.view.bins);
        let shares = bins.iter().map(|bin| bin.shares.len()).max().unwrap_or(0);
        let below = |bin: &Bin, j: usize| bin.shares.iter().take(j).sum::<f64>();
        for j in 0..shares {
            let (edge, fill) = match j.checked_sub(self.view.mixture.k()) {
                None => (theme.components[j], theme.tint(j)),
                Some(unmatched) => (theme.soft, theme.unmatched(unmatched)),
            };
            self.parts(edge, fill, |bin| (below(bin, j), below(bin, j + 1)))?;
        }
        // what rounding leaves over belongs to no one
        let nobodys = |bin: &Bin| bin.count - below(bin, shares) > HELD * bin.count;
        if !bins.iter().any(nobodys) {
            return Ok(());
        }
        self.parts(theme.soft, theme.grey(), |bin| {
            let held = below(bin, shares);
            (held, if nobodys(bin) { bin.count } else { held })
        })
    }

    /// In every bar the part between two counts: a rectangle in the edge's colour and, where
    /// there is room, one in the fill's within. Neighbours share an edge, which narrow ones
    /// have only where one is higher than the other.
    fn parts(&self, edge: RGBColor, fill: RGBColor, part: impl Fn(&Bin) -> (f64, f64)) -> Drawn<DB> {
        let (pen, frame, bins, rule) = (self.pen, &self.frame, self.view.bins, self.pen.rule());
        // all or none: on whole pixels equal widths are not equal
        let widths = bins.iter().map(|bin| frame.across(bin.to) - frame.across(bin.from));
        let side = if widths.fold(f64::MAX, f64::min) >= EDGED { rule } else { 0 };
        let mut within = Vec::with_capacity(2 * bins.len());
        let mut part_before = None;
        for (j, bin) in bins.iter().enumerate() {
            let density = bin.density_per_count(self.view.n);
            let (low, high) = part(bin);
            let (bottom, top) = (pen.snapped(frame.up(low * density)), pen.snapped(frame.up(high * density)));
            let left = pen.snapped(frame.across(bin.from));
            let right = pen.snapped(frame.across(bin.to)).max(left + self.theme.grain as i32);
            if top < bottom {
                pen.rect(left, top, right + side, bottom, edge)?;
                within.push((left + side, top + rule, right, bottom, fill));
            }
            if side == 0 {
                let (top_before, bottom_before) = part_before.unwrap_or((bottom, bottom));
                // the step stands on the higher one's side, and is no longer than that
                let (from, higher, foot) = if top < top_before {
                    (left, top, bottom.min(top_before))
                } else {
                    (left - rule, top_before, bottom_before.min(top))
                };
                within.push((from, higher, from + rule, foot, edge));
                if j + 1 == bins.len() {
                    within.push((right - rule, top, right, bottom, edge));
                }
            }
            part_before = Some((top, bottom));
        }
        // fills first, so that no fill lies over a step and colours change once
        let steps = within.iter().filter(|part| part.4 == edge);
        for &(left, top, right, bottom, colour) in within.iter().filter(|part| part.4 != edge).chain(steps) {
            if left < right && top < bottom {
                pen.rect(left, top, right, bottom, colour)?;
            }
        }
        Ok(())
    }

    fn curves(&self) -> Drawn<DB> {
        let (pen, theme, frame) = (self.pen, self.theme, &self.frame);
        let bells = Bell::all(self.view.mixture);
        let truth = self.view.truth.map(Bell::all).unwrap_or_default();
        let pixels = pen.dots(frame.right - frame.left);
        let pixel = (frame.x.end - frame.x.start) / pixels;
        let xs = curve::looks(&frame.x, pixels as usize, bells.iter().chain(&truth));
        let tail = TAIL / (frame.bottom - frame.top) * frame.y.end;

        let mut sums = vec![0.0; xs.len()];
        let mut lines = Vec::with_capacity(bells.len());
        for bell in &bells {
            // a pixel more on either side: the narrowest spike has two feet to stand on
            let rises = bell.above(tail);
            let shown = rises.start - pixel..rises.end + pixel;
            let heights: Vec<f64> = xs.iter().map(|&x| bell.at(x)).collect();
            sums.iter_mut().zip(&heights).for_each(|(sum, height)| *sum += height);
            lines.push(curve::line(xs.iter().copied().zip(heights), shown, frame.y.end));
        }
        for line in &lines {
            self.line(line, theme.card, theme.curve_width + 1.5, &[])?;
        }
        let whole = |ys: Vec<f64>| curve::line(xs.iter().copied().zip(ys), frame.x.clone(), frame.y.end);
        let heights = |x: &f64| truth.iter().map(|bell| bell.at(*x)).sum();
        let truth = self.view.truth.map(|_| whole(xs.iter().map(heights).collect()));
        if let Some(truth) = &truth {
            self.line(truth, theme.ink, HOLLOW.0 * theme.mixture_width, &[])?;
        }
        self.line(&whole(sums), theme.ink, theme.mixture_width, &[])?;
        // on top, so that a component which is all of the mixture is seen to be
        for (k, line) in lines.iter().enumerate() {
            self.line(line, theme.components[k], theme.curve_width, DASHES[k])?;
        }
        if let Some(truth) = &truth {
            self.line(truth, theme.card, HOLLOW.1 * theme.mixture_width, &[])?;
        }
        for (k, line) in lines.iter().enumerate() {
            let mark = |&x: &f64| pen.beyond((frame.across(x), frame.top), theme.components[k]);
            line.cuts.iter().try_for_each(mark)?;
        }
        self.badges(&bells)
    }

    fn line(&self, line: &Line, colour: RGBColor, width: f64, pattern: &[f64]) -> Drawn<DB> {
        let place = |&(x, y): &(f64, f64)| (self.frame.across(x), self.frame.up(y));
        line.runs.iter().try_for_each(|run| {
            let points: Vec<_> = run.iter().map(place).collect();
            self.pen.curve(&points, colour, width, pattern)
        })
    }

    /// The components' letters, each near its peak.
    fn badges(&self, bells: &[Bell]) -> Drawn<DB> {
        let (pen, theme, frame) = (self.pen, self.theme, &self.frame);
        let radius = letters::radius(theme.font_size);
        let field = Field { left: frame.left, right: frame.right, top: frame.top, bottom: frame.bottom };
        let (inside, outside): (Vec<_>, Vec<_>) =
            bells.iter().enumerate().partition(|(_, bell)| frame.x.contains(&bell.mean));
        let peaks: Vec<(f64, f64)> =
            inside.iter().map(|(_, bell)| (frame.across(bell.mean), frame.up(bell.peak))).collect();
        for (j, place) in letters::places(&peaks, radius, field).into_iter().enumerate() {
            let (k, peak) = (inside[j].0, peaks[j]);
            let colour = theme.components[k];
            if (peak.0 - place.0).hypot(peak.1 - place.1) > 3.2 * radius {
                pen.line(&[place, peak], colour, theme.rule_width, &[])?;
            }
            pen.disc(place, radius + 1.5, theme.card)?;
            pen.disc(place, radius, colour)?;
            pen.bold(&Component::letter(k).to_string(), place, HPos::Center, theme.card)?;
        }
        self.outsiders(&outside)
    }

    /// The components whose means lie beyond the axis: on that side, where they are.
    fn outsiders(&self, outside: &[(usize, &Bell)]) -> Drawn<DB> {
        let (pen, frame, em) = (self.pen, &self.frame, self.theme.font_size);
        let mut lines = [0.0, 0.0];
        for &(k, bell) in outside {
            let right = bell.mean >= frame.x.end;
            let (letter, mean) = (Component::letter(k), within(bell.mean, frame.x.end - frame.x.start));
            let words =
                if right { format!("{letter} at {mean} →") } else { format!("← {letter} at {mean}") };
            let wide = axis::text_width(&words, em) + 0.8 * em;
            let line = &mut lines[usize::from(right)];
            let y = frame.top + (0.9 + 1.5 * *line) * em;
            let left = if right { frame.right - wide } else { frame.left };
            let ground = [left, y - 0.75 * em, left + wide, y + 0.75 * em].map(|px| pen.units(px));
            pen.rect(ground[0], ground[1], ground[2], ground[3], self.theme.card)?;
            let (x, side) = if right {
                (frame.right - 0.4 * em, HPos::Right)
            } else {
                (frame.left + 0.4 * em, HPos::Left)
            };
            pen.bold(&words, (x, y), side, self.theme.components[k])?;
            *line += 1.0;
        }
        Ok(())
    }

    /// The density's name, and what the lines are called.
    fn heading(&self) -> Drawn<DB> {
        let (ink, card, width) = (self.theme.ink, self.theme.card, self.theme.mixture_width);
        let mixture = Key::new("mixture", vec![(ink, width, &[])]);
        let hollow = vec![(ink, HOLLOW.0 * width, &[][..]), (card, HOLLOW.1 * width, &[])];
        let truth = self.view.truth.map(|_| Key::new("truth", hollow));
        self.pen.heading("density", &[[mixture].into_iter().chain(truth).collect()], self.frame.right)
    }
}
