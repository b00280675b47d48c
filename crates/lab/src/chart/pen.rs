//! The pen: what every chart draws with, in CSS pixels.
//!
//! A backend counts in its own units, several to a pixel of the screen. The pen knows how
//! many, so that a chart can say "here, this wide" and text, rules, axes and legends look
//! alike on all of them.

use super::axis;
use super::plot::Plot;
use super::stroke::{Dashes, stroke};
use super::theme::Theme;
use super::{Chart, Drawn};
use crate::chart::curve::simplified;
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::element::{Circle, Polygon, Rectangle};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBColor, TextStyle};
use plotters_backend::BackendCoord;

/// plotters' font size is a line's height: the em of its SVG backend times this.
pub const LINE_PER_EM: f64 = 1.24;
/// A vertex that moves the line by less than this part of a screen's pixel is left out.
const TOLERANCE: f64 = 0.1;
/// The length of a line's sample in the legend, the room after it and between two, in ems.
const SAMPLE: f64 = 1.8;
const AFTER_SAMPLE: f64 = 0.5;
const BETWEEN_KEYS: f64 = 1.2;
/// So far from the picture's edge ends what is written under its axis, in ems.
const EDGE: f64 = 0.4;

/// A place on the picture, in CSS pixels from its upper left corner.
pub type Place = (f64, f64);

/// An area, how things look on it, and its size in CSS pixels.
pub struct Pen<'a, DB: Dashes> {
    area: &'a DrawingArea<DB, Shift>,
    /// The theme, fitted to the size.
    pub theme: Theme,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

/// A line in the backend's units.
pub struct Path(Vec<BackendCoord>);

/// A stroke of a sample: its colour, its width and its pattern.
pub type Sample = (RGBColor, f64, &'static [f64]);

/// An entry of the legend: a name, and the strokes that make its sample, the lowest first.
pub struct Key {
    name: String,
    strokes: Vec<Sample>,
}

impl Key {
    pub fn new(name: &str, strokes: Vec<Sample>) -> Key {
        Key { name: name.to_string(), strokes }
    }

    fn width(&self, em: f64) -> f64 {
        (SAMPLE + AFTER_SAMPLE) * em + axis::text_width(&self.name, em)
    }
}

/// The lines of a legend on a picture of that width: the first stands beside the title and
/// may be empty, the others below it. Each is a list of keys.
pub fn legend_lines(keys: Vec<Key>, title: &str, em: f64, width: f64) -> Vec<Vec<Key>> {
    let width = width - 2.2 * em;
    let long = |line: &[Key]| line.iter().map(|key| key.width(em) + BETWEEN_KEYS * em).sum::<f64>();
    if long(&keys) + axis::text_width(title, em) <= width - em {
        return vec![keys];
    }
    let mut lines = vec![Vec::new(), Vec::new()];
    for key in keys {
        let last = lines.len() - 1;
        if !lines[last].is_empty() && long(&lines[last]) + key.width(em) > width - em {
            lines.push(Vec::new());
        }
        lines.last_mut().expect("there are lines").push(key);
    }
    lines
}

impl<'a, DB: Dashes> Pen<'a, DB> {
    /// A pen for the whole area, which it clears.
    pub fn over(area: &'a DrawingArea<DB, Shift>, theme: &Theme) -> Result<Self, super::Failed<DB>> {
        let (width, height) = area.dim_in_pixel();
        let (width, height) = (f64::from(width) / theme.scale, f64::from(height) / theme.scale);
        let theme = theme.fitted(width, height);
        area.fill(&theme.card)?;
        Ok(Pen { area, theme, width, height })
    }

    /// CSS pixels to the backend's units.
    pub fn units(&self, px: f64) -> i32 {
        (px * self.theme.scale).round() as i32
    }

    /// The same on the border of a pixel of the screen, for sharp edges.
    pub fn snapped(&self, px: f64) -> i32 {
        ((px * self.theme.scale / self.theme.grain).round() * self.theme.grain) as i32
    }

    /// The width of a rule: whole pixels of the screen, one at least.
    pub fn rule(&self) -> i32 {
        self.snapped(self.theme.rule_width).max(self.theme.grain as i32)
    }

    /// How many pixels of the screen there are to so many of CSS.
    pub fn dots(&self, px: f64) -> f64 {
        (px * self.theme.scale / self.theme.grain).ceil().max(1.0)
    }

    /// A filled rectangle between borders in the backend's units.
    pub fn rect(&self, left: i32, top: i32, right: i32, bottom: i32, fill: RGBColor) -> Drawn<DB> {
        self.area.draw(&Rectangle::new([(left, top), (right, bottom)], fill.filled()))
    }

    /// A rule upright at x.
    pub fn upright(&self, x: f64, top: f64, bottom: f64, colour: RGBColor) -> Drawn<DB> {
        let x = self.snapped(x);
        self.rect(x, self.snapped(top), x + self.rule(), self.snapped(bottom), colour)
    }

    /// A text whose anchor stands at that place.
    pub fn text(&self, text: &str, place: Place, side: HPos, colour: RGBColor) -> Drawn<DB> {
        self.styled(text, place, side, colour, FontStyle::Normal)
    }

    /// The same in bold, for letters and what stands out.
    pub fn bold(&self, text: &str, place: Place, side: HPos, colour: RGBColor) -> Drawn<DB> {
        self.styled(text, place, side, colour, FontStyle::Bold)
    }

    fn styled(&self, text: &str, (x, y): Place, side: HPos, colour: RGBColor, style: FontStyle) -> Drawn<DB> {
        let em = self.theme.font_size;
        let font =
            FontDesc::new(FontFamily::Name(&self.theme.font), em * self.theme.scale * LINE_PER_EM, style);
        let style = TextStyle::from(font).color(&colour).pos(Pos::new(side, VPos::Center));
        // backends centre small letters; capitals and figures stand a tenth of an em higher
        self.area.draw_text(text, &style, (self.units(x), self.units(y + 0.09 * em)))
    }

    /// The way through these places, to be stroked once or more.
    pub fn path(&self, places: impl Iterator<Item = Place>) -> Path {
        Path(places.map(|(x, y)| (self.units(x), self.units(y))).collect())
    }

    /// Strokes them. The pattern of strokes and gaps is in CSS pixels; an empty one is a whole line.
    pub fn trace(&self, paths: &[Path], colour: RGBColor, width: f64, pattern: &[f64]) -> Drawn<DB> {
        let pattern: Vec<f64> = pattern.iter().map(|px| px * self.theme.scale).collect();
        let style = colour.stroke_width(self.units(width).max(1) as u32);
        paths.iter().try_for_each(|Path(path)| stroke(self.area, path, style, &pattern))
    }

    /// A line that may go anywhere, with all its points.
    pub fn line(&self, points: &[Place], colour: RGBColor, width: f64, pattern: &[f64]) -> Drawn<DB> {
        self.trace(&[self.path(points.iter().copied())], colour, width, pattern)
    }

    /// By how much a line may pass from its points, up or down, unseen.
    pub fn tolerance(&self) -> f64 {
        TOLERANCE * self.theme.grain / self.theme.scale
    }

    /// A line from left to right, without the points that make no difference to the eye.
    pub fn curve(&self, points: &[Place], colour: RGBColor, width: f64, pattern: &[f64]) -> Drawn<DB> {
        let points = simplified(points, self.tolerance());
        self.line(&points, colour, width, pattern)
    }

    /// A filled disc.
    pub fn disc(&self, (x, y): Place, radius: f64, colour: RGBColor) -> Drawn<DB> {
        self.area.draw(&Circle::new((self.units(x), self.units(y)), self.units(radius), colour.filled()))
    }

    /// A disc with an edge: hollow where `fill` is the ground's colour.
    pub fn ring(&self, place: Place, radius: f64, edge: RGBColor, fill: RGBColor, width: f64) -> Drawn<DB> {
        self.disc(place, radius, edge)?;
        self.disc(place, radius - width, fill)
    }

    /// The mark of what goes on above the plot: an arrow head standing there.
    pub fn beyond(&self, (x, y): Place, colour: RGBColor) -> Drawn<DB> {
        let size = 0.45 * self.theme.font_size;
        let corner = |dx: f64, dy: f64| (self.units(x + dx * size), self.units(y + dy * size));
        let corners = vec![corner(-1.0, -0.2), corner(0.0, -1.6), corner(1.0, -0.2)];
        self.area.draw(&Polygon::new(corners, colour.filled()))
    }

    /// The upright axis: quiet rules across, figures at the left.
    pub fn levels(&self, plot: &Plot) -> Drawn<DB> {
        let em = self.theme.font_size;
        let (left, right) = (self.snapped(plot.left), self.snapped(plot.right));
        let ticks = plot.levels(em);
        // a colour at a time
        for tick in &ticks {
            let rule = self.snapped(plot.up(tick.value));
            self.rect(left, rule - self.rule(), right, rule, self.theme.line)?;
        }
        for tick in &ticks {
            let place = (plot.left - 0.6 * em, plot.up(tick.value));
            self.text(&tick.label, place, HPos::Right, self.theme.soft)?;
        }
        Ok(())
    }

    /// The axis across: its line, marks with figures at these places, its name below.
    pub fn across(&self, plot: &Plot, marks: &[(f64, String)], name: &str) -> Drawn<DB> {
        let (em, soft) = (self.theme.font_size, self.theme.soft);
        let base = self.snapped(plot.bottom);
        self.rect(self.snapped(plot.left), base, self.snapped(plot.right), base + self.rule(), soft)?;
        for (x, label) in marks {
            let mark = self.snapped(*x);
            self.rect(mark, base, mark + self.rule(), base + self.units(0.4 * em), soft)?;
            // the last label stays clear of the picture's edge
            let most = self.width - 0.5 * axis::text_width(label, em) - EDGE * em;
            self.text(label, (x.min(most), plot.bottom + 1.15 * em), HPos::Center, soft)?;
        }
        let name = axis::shortened(name, em, plot.right - plot.left);
        self.text(&name, (0.5 * (plot.left + plot.right), plot.bottom + 2.65 * em), HPos::Center, soft)
    }

    /// The title in the upper left corner, and the legend: beside it up to `right`, or below.
    pub fn heading(&self, title: &str, legend: &[Vec<Key>], right: f64) -> Drawn<DB> {
        let em = self.theme.font_size;
        let title = axis::shortened(title, em, self.width - 1.6 * em);
        self.text(&title, (0.8 * em, 1.2 * em), HPos::Left, self.theme.soft)?;
        for (line, keys) in legend.iter().enumerate() {
            let y = (1.2 + 1.6 * line as f64) * em;
            let width: f64 = keys.iter().map(|key| key.width(em)).sum();
            let gaps = BETWEEN_KEYS * em * keys.len().saturating_sub(1) as f64;
            let mut x = if line == 0 { right - width - gaps } else { 0.8 * em };
            for key in keys {
                for &(colour, width, pattern) in &key.strokes {
                    self.line(&[(x, y), (x + SAMPLE * em, y)], colour, width, pattern)?;
                }
                let place = (x + (SAMPLE + AFTER_SAMPLE) * em, y);
                self.text(&key.name, place, HPos::Left, self.theme.ink)?;
                x += key.width(em) + BETWEEN_KEYS * em;
            }
        }
        Ok(())
    }
}

/// Draws a chart on an area whose theme is not fitted yet.
pub fn draw<C: Chart, DB: Dashes>(area: &DrawingArea<DB, Shift>, chart: &C, theme: &Theme) -> Drawn<DB> {
    chart.draw(&Pen::over(area, theme)?)
}
