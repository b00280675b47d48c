//! The main picture: the histogram, and the curves that try to explain it.
//!
//! Bars are grey while nobody has asked whose points they are. After an E step each is divided
//! by the components' shares; an M step then moves each curve to where its colour lies. The
//! mixture, the sum of the components' curves, is what EM makes fit the bars.

use super::Drawn;
use super::axis::{self, Tick};
use super::curve::{self, Bell, Line};
use super::frame::density_ticks;
pub use super::frame::{Bin, Frame, View, frame};
use super::letters::{self, Field};
use super::stroke::{Dashes, stroke};
use super::theme::{DASHES, FONTS, Theme};
use crate::mixture::Component;
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::element::{Circle, Polygon, Rectangle};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontStyle, IntoFont, RGBColor, ShapeStyle, TextStyle};

/// plotters' font size is a line's height: the em of its SVG backend times this.
pub const LINE_PER_EM: f64 = 1.24;
/// The share of a bar's points that rounding may leave without an owner.
const POURED: f64 = 1e-3;
/// A component's tail ends where it stands this little above the axis, in CSS pixels.
const TAIL: f64 = 0.4;
/// Bars narrower than this, in CSS pixels, have no edge between equal neighbours.
const EDGED: f64 = 6.0;
/// The truth is a thin hollow line: its width and its core's, in mixture widths. The core is
/// drawn last, so that it still shows where the mixture has found the truth.
const HOLLOW: (f64, f64) = (0.95, 0.42);
/// A vertex that moves the line by less than this part of a screen's pixel is left out.
const TOLERANCE: f64 = 0.06;

/// Draws the picture over the whole area.
pub fn draw<DB: Dashes>(area: &DrawingArea<DB, Shift>, view: &View, theme: &Theme) -> Drawn<DB> {
    let (width, height) = area.dim_in_pixel();
    let (width, height) = (f64::from(width) / theme.scale, f64::from(height) / theme.scale);
    let theme = &theme.fitted(width, height);
    let pen = Pen { area, theme, frame: frame(view, width, height, theme) };
    area.fill(&theme.card)?;
    pen.grid()?;
    pen.bars(view)?;
    pen.x_axis(view.axis)?;
    pen.curves(view)?;
    pen.legend(view.truth.is_some())
}

/// What every part of the drawing needs.
struct Pen<'a, DB: Dashes> {
    area: &'a DrawingArea<DB, Shift>,
    theme: &'a Theme,
    frame: Frame,
}

impl<DB: Dashes> Pen<'_, DB> {
    /// CSS pixels to the backend's units.
    fn units(&self, px: f64) -> i32 {
        (px * self.theme.scale).round() as i32
    }

    /// The same on the border of a pixel of the screen, for sharp edges.
    fn snapped(&self, px: f64) -> i32 {
        ((px * self.theme.scale / self.theme.grain).round() * self.theme.grain) as i32
    }

    /// The width of a rule: whole pixels of the screen, one at least.
    fn rule(&self) -> i32 {
        self.snapped(self.theme.rule_width).max(self.theme.grain as i32)
    }

    fn rect(&self, left: i32, top: i32, right: i32, bottom: i32, fill: RGBColor) -> Drawn<DB> {
        self.area.draw(&Rectangle::new([(left, top), (right, bottom)], fill.filled()))
    }

    /// A text whose anchor stands at (x, y) in CSS pixels.
    fn text(
        &self,
        text: &str,
        (x, y): (f64, f64),
        side: HPos,
        colour: RGBColor,
        style: FontStyle,
    ) -> Drawn<DB> {
        let em = self.theme.font_size;
        let font = (FONTS, em * self.theme.scale * LINE_PER_EM).into_font().style(style);
        let style = TextStyle::from(font).color(&colour).pos(Pos::new(side, VPos::Center));
        // backends centre small letters; capitals and figures stand a tenth of an em higher
        self.area.draw_text(text, &style, (self.units(x), self.units(y + 0.09 * em)))
    }

    fn style(&self, colour: RGBColor, width: f64) -> ShapeStyle {
        colour.stroke_width(self.units(width).max(1) as u32)
    }

    /// The density's axis: quiet rules across, figures at the left, the name on top.
    fn grid(&self) -> Drawn<DB> {
        let (theme, frame) = (self.theme, &self.frame);
        let em = theme.font_size;
        let (left, right) = (self.snapped(frame.left), self.snapped(frame.right));
        for Tick { value, label } in density_ticks(&frame.density, frame.bottom - frame.top, em) {
            let y = frame.up(value);
            let place = (frame.left - 0.6 * em, y);
            let rule = self.snapped(y);
            self.rect(left, rule - self.rule(), right, rule, theme.line)?;
            self.text(&label, place, HPos::Right, theme.soft, FontStyle::Normal)?;
        }
        self.text("density", (0.8 * em, 1.2 * em), HPos::Left, theme.soft, FontStyle::Normal)
    }

    fn x_axis(&self, name: &str) -> Drawn<DB> {
        let (theme, frame) = (self.theme, &self.frame);
        let em = theme.font_size;
        let base = self.snapped(frame.bottom);
        self.rect(self.snapped(frame.left), base, self.snapped(frame.right), base + self.rule(), theme.soft)?;
        for Tick { value, label } in axis::fitting(&frame.x, frame.right - frame.left, em) {
            let x = self.snapped(frame.across(value));
            self.rect(x, base, x + self.rule(), base + self.units(0.4 * em), theme.soft)?;
            let place = (frame.across(value), frame.bottom + 1.15 * em);
            self.text(&label, place, HPos::Center, theme.soft, FontStyle::Normal)?;
        }
        let name = axis::shortened(name, em, frame.right - frame.left);
        let place = (0.5 * (frame.left + frame.right), frame.bottom + 2.65 * em);
        self.text(&name, place, HPos::Center, theme.soft, FontStyle::Normal)
    }

    /// The histogram, colour by colour: grey, or each component's part of every bar.
    fn bars(&self, view: &View) -> Drawn<DB> {
        let theme = self.theme;
        let whole = |bin: &Bin| (0.0, bin.count);
        // an E step half poured: what is not shared out yet stays grey
        if view.bins.iter().any(|bin| bin.shares.iter().sum::<f64>() < (1.0 - POURED) * bin.count) {
            self.parts(view, theme.soft, theme.grey(), whole)?;
        }
        let shared = view.bins.iter().map(|bin| bin.shares.len()).max().unwrap_or(0);
        for (k, &colour) in theme.components.iter().enumerate().take(shared) {
            self.parts(view, colour, theme.tint(k), |bin| {
                let below: f64 = bin.shares.iter().take(k).sum();
                (below, below + bin.shares.get(k).copied().unwrap_or(0.0))
            })?;
        }
        Ok(())
    }

    /// In every bar the part between two counts: a rectangle in the edge's colour and, where
    /// there is room, one in the fill's within. Neighbours share an edge, which narrow ones
    /// have only where one is higher than the other.
    fn parts(
        &self,
        view: &View,
        edge: RGBColor,
        fill: RGBColor,
        part: impl Fn(&Bin) -> (f64, f64),
    ) -> Drawn<DB> {
        let (frame, rule) = (&self.frame, self.rule());
        let mut within = Vec::with_capacity(2 * view.bins.len());
        let mut height_before = None;
        for (j, bin) in view.bins.iter().enumerate() {
            let density = bin.density_per_count(view.n);
            let (low, high) = part(bin);
            let (bottom, top) =
                (self.snapped(frame.up(low * density)), self.snapped(frame.up(high * density)));
            let left = self.snapped(frame.across(bin.from));
            let right = self.snapped(frame.across(bin.to)).max(left + self.theme.grain as i32);
            let side = if right - left >= self.units(EDGED) { rule } else { 0 };
            if top < bottom {
                self.rect(left, top, right + side, bottom, edge)?;
                within.push((left + side, top + rule, right, bottom, fill));
            }
            if side == 0 {
                let before = height_before.unwrap_or(bottom);
                // the step stands on the higher one's side
                let from = if top < before { left } else { left - rule };
                within.push((from, top.min(before), from + rule, top.max(before), edge));
                if j + 1 == view.bins.len() {
                    within.push((right - rule, top, right, bottom, edge));
                }
            }
            height_before = Some(top);
        }
        // fills first, so that no fill lies over a step and colours change once
        within.sort_by_key(|part| part.4 == edge);
        for (left, top, right, bottom, colour) in within {
            if left < right && top < bottom {
                self.rect(left, top, right, bottom, colour)?;
            }
        }
        Ok(())
    }

    fn curves(&self, view: &View) -> Drawn<DB> {
        let (theme, frame) = (self.theme, &self.frame);
        let bells = Bell::all(view.mixture);
        let truth = view.truth.map(Bell::all).unwrap_or_default();
        let pixels = ((frame.right - frame.left) * theme.scale / theme.grain).ceil().max(1.0);
        let pixel = (frame.x.end - frame.x.start) / pixels;
        let xs = curve::looks(&frame.x, pixels as usize, bells.iter().chain(&truth));
        let tail = TAIL / (frame.bottom - frame.top) * frame.density.end;

        let mut sums = vec![0.0; xs.len()];
        let mut lines = Vec::with_capacity(bells.len());
        for bell in &bells {
            // a pixel more on either side: the narrowest spike has two feet to stand on
            let rises = bell.above(tail);
            let shown = rises.start - pixel..rises.end + pixel;
            let heights: Vec<f64> = xs.iter().map(|&x| bell.at(x)).collect();
            sums.iter_mut().zip(&heights).for_each(|(sum, height)| *sum += height);
            lines.push(curve::line(xs.iter().copied().zip(heights), shown, frame.density.end));
        }
        for line in &lines {
            self.line(line, self.style(theme.card, theme.curve_width + 1.5), &[])?;
        }
        let whole =
            |ys: Vec<f64>| curve::line(xs.iter().copied().zip(ys), frame.x.clone(), frame.density.end);
        let heights = |x: &f64| truth.iter().map(|bell| bell.at(*x)).sum();
        let truth = view.truth.map(|_| whole(xs.iter().map(heights).collect()));
        if let Some(truth) = &truth {
            self.line(truth, self.style(theme.ink, HOLLOW.0 * theme.mixture_width), &[])?;
        }
        self.line(&whole(sums), self.style(theme.ink, theme.mixture_width), &[])?;
        // on top, so that a component which is all of the mixture is seen to be
        for (k, line) in lines.iter().enumerate() {
            let pattern: Vec<f64> = DASHES[k].iter().map(|px| px * theme.scale).collect();
            self.line(line, self.style(theme.components[k], theme.curve_width), &pattern)?;
        }
        if let Some(truth) = &truth {
            self.line(truth, self.style(theme.card, HOLLOW.1 * theme.mixture_width), &[])?;
        }
        for (k, line) in lines.iter().enumerate() {
            line.cuts.iter().try_for_each(|&x| self.cut(x, theme.components[k]))?;
        }
        self.badges(&bells)
    }

    fn line(&self, line: &Line, style: ShapeStyle, pattern: &[f64]) -> Drawn<DB> {
        let (frame, scale) = (&self.frame, self.theme.scale);
        let tolerance = TOLERANCE * self.theme.grain;
        line.runs.iter().try_for_each(|run| {
            let place = |&(x, y): &(f64, f64)| (frame.across(x) * scale, frame.up(y) * scale);
            let points: Vec<(f64, f64)> = run.iter().map(place).collect();
            stroke(self.area, &points, style, pattern, tolerance)
        })
    }

    /// The mark of a curve that goes on above the picture.
    fn cut(&self, value: f64, colour: RGBColor) -> Drawn<DB> {
        let (x, y, size) = (self.frame.across(value), self.frame.top, 0.45 * self.theme.font_size);
        let corner = |dx: f64, dy: f64| (self.units(x + dx * size), self.units(y + dy * size));
        let corners = vec![corner(-1.0, -0.2), corner(0.0, -1.6), corner(1.0, -0.2)];
        self.area.draw(&Polygon::new(corners, colour.filled()))
    }

    /// The components' letters, each near its peak.
    fn badges(&self, bells: &[Bell]) -> Drawn<DB> {
        let (theme, frame) = (self.theme, &self.frame);
        let radius = 0.8 * theme.font_size;
        let field = Field { left: frame.left, right: frame.right, top: frame.top, bottom: frame.bottom };
        let peak =
            |bell: &Bell| (frame.across(bell.mean).clamp(frame.left, frame.right), frame.up(bell.peak));
        let peaks: Vec<(f64, f64)> = bells.iter().map(peak).collect();
        for (k, (x, y)) in letters::places(&peaks, radius, field).into_iter().enumerate() {
            let colour = theme.components[k];
            let (px, py) = peaks[k];
            if (px - x).hypot(py - y) > 3.2 * radius {
                let leader = [(self.units(x), self.units(y)), (self.units(px), self.units(py))];
                let leader = leader.map(|(x, y)| (f64::from(x), f64::from(y)));
                stroke(self.area, &leader, self.style(colour, theme.rule_width), &[], 0.0)?;
            }
            let disc = |radius: f64| {
                Circle::new((self.units(x), self.units(y)), self.units(radius), theme.card.filled())
            };
            self.area.draw(&disc(radius + 1.5))?;
            self.area.draw(&Circle::new(
                (self.units(x), self.units(y)),
                self.units(radius),
                colour.filled(),
            ))?;
            let letter = Component::letter(k).to_string();
            self.text(&letter, (x, y), HPos::Center, theme.card, FontStyle::Bold)?;
        }
        Ok(())
    }

    /// What the lines are called, in the strip above the plot, from the right.
    fn legend(&self, truth: bool) -> Drawn<DB> {
        let theme = self.theme;
        let em = theme.font_size;
        let (y, sample) = (1.2 * em, 1.9 * em);
        let mut right = self.frame.right;
        for name in ["truth", "mixture"].into_iter().skip(usize::from(!truth)) {
            let start = right - axis::text_width(name, em) - 0.5 * em - sample;
            let ends = [(start, y), (start + sample, y)];
            let ends = ends.map(|(x, y)| (x * theme.scale, y * theme.scale));
            let line = |colour, width| stroke(self.area, &ends, self.style(colour, width), &[], 0.0);
            if name == "truth" {
                line(theme.ink, HOLLOW.0 * theme.mixture_width)?;
                line(theme.card, HOLLOW.1 * theme.mixture_width)?;
            } else {
                line(theme.ink, theme.mixture_width)?;
            }
            self.text(name, (start + sample + 0.5 * em, y), HPos::Left, theme.ink, FontStyle::Normal)?;
            right = start - 1.4 * em;
        }
        Ok(())
    }
}
