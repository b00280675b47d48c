//! The pen: draws text, lines, rules, axes and legends for every chart, in CSS pixels.
//!
//! A backend has its own units, several to a pixel of the screen. The pen converts, so that
//! charts need not, and so that all charts look alike.

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

/// In plotters a font's size is the height of a line: the em of its SVG backend times this.
pub const LINE_PER_EM: f64 = 1.24;
/// A vertex that moves the line by less than this part of a pixel of the screen is left out.
const TOLERANCE: f64 = 0.1;
/// In the legend: the length of a swatch, the space after it, the space between entries, in ems.
const SWATCH: f64 = 1.8;
const AFTER_SWATCH: f64 = 0.5;
const BETWEEN_KEYS: f64 = 1.2;
/// The distance from the picture's edge to the last label under its axis, in ems.
const EDGE: f64 = 0.4;

/// A place on the picture, in CSS pixels from its upper left corner.
pub type Place = (f64, f64);

/// A drawing area with its theme and its size.
pub struct Pen<'a, DB: Dashes> {
    area: &'a DrawingArea<DB, Shift>,
    /// The theme, fitted to the size.
    pub theme: Theme,
    /// The area's width, in CSS pixels.
    pub width: f64,
    /// Its height, in CSS pixels.
    pub height: f64,
    /// Whether x and y are exchanged.
    turned: bool,
}

/// A line in the backend's units.
pub struct Path(Vec<BackendCoord>);

/// A stroke of a legend's swatch: its colour, its width and its pattern.
pub type LegendStroke = (RGBColor, f64, &'static [f64]);

/// An entry of the legend: a name, and the strokes of its swatch, the lowest first.
pub struct Key {
    name: String,
    strokes: Vec<LegendStroke>,
}

impl Key {
    pub fn new(name: &str, strokes: Vec<LegendStroke>) -> Key {
        Key { name: name.to_string(), strokes }
    }

    fn width(&self, em: f64) -> f64 {
        (SWATCH + AFTER_SWATCH) * em + axis::text_width(&self.name, em)
    }

    /// The width of keys beside each other.
    pub fn row_width(keys: &[Key], em: f64) -> f64 {
        let gaps = BETWEEN_KEYS * em * keys.len().saturating_sub(1) as f64;
        keys.iter().map(|key| key.width(em)).sum::<f64>() + gaps
    }
}

/// The lines of a legend on a picture of that width: the first is beside the title and may be
/// empty, the others are below it. Each is a list of keys.
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
        Ok(Pen { area, theme, width, height, turned: false })
    }

    /// The same pen, which draws what is at (x, y) at (−y, −x): what would rise now points to the right, and
    /// what would go to the right goes up.
    pub fn turned(&self) -> Pen<'a, DB> {
        Pen {
            area: self.area,
            theme: self.theme.clone(),
            width: self.width,
            height: self.height,
            turned: !self.turned,
        }
    }

    /// Where the backend draws a place; both in its units.
    fn at(&self, (x, y): BackendCoord) -> BackendCoord {
        if self.turned { (-y, -x) } else { (x, y) }
    }

    /// CSS pixels as the backend's units.
    pub fn units(&self, px: f64) -> i32 {
        (px * self.theme.scale).round() as i32
    }

    /// CSS pixels as the backend's units, rounded to the border of a pixel of the screen, for sharp edges.
    pub fn snapped(&self, px: f64) -> i32 {
        ((px * self.theme.scale / self.theme.grain).round() * self.theme.grain) as i32
    }

    /// The width of a rule in the backend's units: whole pixels of the screen, at least one.
    pub fn rule(&self) -> i32 {
        self.snapped(self.theme.rule_width).max(self.theme.grain as i32)
    }

    /// CSS pixels as whole pixels of the screen, at least one.
    pub fn dots(&self, px: f64) -> f64 {
        (px * self.theme.scale / self.theme.grain).ceil().max(1.0)
    }

    /// A filled rectangle, in the backend's units.
    pub fn rect(&self, left: i32, top: i32, right: i32, bottom: i32, fill: RGBColor) -> Drawn<DB> {
        let (mut from, mut to) = (self.at((left, top)), self.at((right, bottom)));
        if self.turned {
            (from, to) = (to, from);
        }
        self.area.draw(&Rectangle::new([from, to], fill.filled()))
    }

    /// A vertical rule at x.
    pub fn upright(&self, x: f64, top: f64, bottom: f64, colour: RGBColor) -> Drawn<DB> {
        let x = self.snapped(x);
        self.rect(x, self.snapped(top), x + self.rule(), self.snapped(bottom), colour)
    }

    /// A text with its anchor at that place.
    pub fn text(&self, text: &str, place: Place, side: HPos, colour: RGBColor) -> Drawn<DB> {
        self.styled(text, place, side, colour, FontStyle::Normal)
    }

    /// A bold text with its anchor at that place.
    pub fn bold(&self, text: &str, place: Place, side: HPos, colour: RGBColor) -> Drawn<DB> {
        self.styled(text, place, side, colour, FontStyle::Bold)
    }

    fn styled(&self, text: &str, (x, y): Place, side: HPos, colour: RGBColor, style: FontStyle) -> Drawn<DB> {
        let em = self.theme.font_size;
        let font =
            FontDesc::new(FontFamily::Name(&self.theme.font), em * self.theme.scale * LINE_PER_EM, style);
        let style = TextStyle::from(font).color(&colour).pos(Pos::new(side, VPos::Center));
        // backends centre lower-case letters; the middle of capitals and digits is a tenth of an em higher
        self.area.draw_text(text, &style, self.at((self.units(x), self.units(y + 0.09 * em))))
    }

    /// The path through these places, to be stroked once or more.
    pub fn path(&self, places: impl Iterator<Item = Place>) -> Path {
        Path(places.map(|(x, y)| self.at((self.units(x), self.units(y)))).collect())
    }

    /// Strokes paths. The pattern of strokes and gaps is in CSS pixels of the usual type size; an empty
    /// one is a solid line.
    pub fn trace(&self, paths: &[Path], colour: RGBColor, width: f64, pattern: &[f64]) -> Drawn<DB> {
        let unit = self.theme.dash_scale * self.theme.scale;
        let pattern: Vec<f64> = pattern.iter().map(|px| px * unit).collect();
        let style = colour.stroke_width(self.units(width).max(1) as u32);
        paths.iter().try_for_each(|Path(path)| stroke(self.area, path, style, &pattern))
    }

    /// A line through all these points, in any direction.
    pub fn line(&self, points: &[Place], colour: RGBColor, width: f64, pattern: &[f64]) -> Drawn<DB> {
        self.trace(&[self.path(points.iter().copied())], colour, width, pattern)
    }

    /// By how much a line may miss its points, up or down, without a visible difference.
    pub fn tolerance(&self) -> f64 {
        TOLERANCE * self.theme.grain / self.theme.scale
    }

    /// A line from left to right, without the points that make no visible difference.
    pub fn curve(&self, points: &[Place], colour: RGBColor, width: f64, pattern: &[f64]) -> Drawn<DB> {
        let points = simplified(points, self.tolerance());
        self.line(&points, colour, width, pattern)
    }

    /// A filled disc.
    pub fn disc(&self, (x, y): Place, radius: f64, colour: RGBColor) -> Drawn<DB> {
        let centre = self.at((self.units(x), self.units(y)));
        self.area.draw(&Circle::new(centre, self.units(radius), colour.filled()))
    }

    /// A disc with an edge.
    pub fn ring(&self, place: Place, radius: f64, edge: RGBColor, fill: RGBColor, width: f64) -> Drawn<DB> {
        self.disc(place, radius, edge)?;
        self.disc(place, radius - width, fill)
    }

    /// A filled polygon.
    pub fn polygon(&self, corners: impl IntoIterator<Item = Place>, colour: RGBColor) -> Drawn<DB> {
        let Path(corners) = self.path(corners.into_iter());
        self.area.draw(&Polygon::new(corners, colour.filled()))
    }

    /// An arrow head for something that continues above the plot.
    pub fn beyond(&self, (x, y): Place, colour: RGBColor) -> Drawn<DB> {
        let size = 0.45 * self.theme.font_size;
        let corner = |dx: f64, dy: f64| (x + dx * size, y + dy * size);
        self.polygon([corner(-1.0, -0.2), corner(0.0, -1.6), corner(1.0, -0.2)], colour)
    }

    /// The vertical axis: a rule and a label for each mark.
    pub fn levels(&self, plot: &Plot) -> Drawn<DB> {
        let em = self.theme.font_size;
        let (left, right) = (self.snapped(plot.left), self.snapped(plot.right));
        let ticks = plot.levels(em);
        // all of one colour first: changing the colour costs time
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

    /// The horizontal axis: its line, marks with labels at these places, its name below.
    pub fn across(&self, plot: &Plot, marks: &[(f64, String)], name: &str) -> Drawn<DB> {
        let (em, soft) = (self.theme.font_size, self.theme.soft);
        let base = self.snapped(plot.bottom);
        self.rect(self.snapped(plot.left), base, self.snapped(plot.right), base + self.rule(), soft)?;
        for (x, label) in marks {
            let mark = self.snapped(*x);
            self.rect(mark, base, mark + self.rule(), base + self.units(0.4 * em), soft)?;
            // keeps the last label away from the picture's edge
            let most = self.width - 0.5 * axis::text_width(label, em) - EDGE * em;
            self.text(label, (x.min(most), plot.bottom + 1.15 * em), HPos::Center, soft)?;
        }
        let name = axis::shortened(name, em, plot.right - plot.left);
        self.text(&name, (0.5 * (plot.left + plot.right), plot.bottom + 2.65 * em), HPos::Center, soft)
    }

    /// The title in the upper left corner, and the legend: beside it up to `right`, or below.
    pub fn heading(&self, title: &str, legend: &[Vec<Key>], right: f64) -> Drawn<DB> {
        self.heading_at(0.0, title, legend, right)
    }

    /// The same, so many CSS pixels lower.
    pub fn heading_at(&self, down: f64, title: &str, legend: &[Vec<Key>], right: f64) -> Drawn<DB> {
        let em = self.theme.font_size;
        let title = axis::shortened(title, em, self.width - 1.6 * em);
        self.text(&title, (0.8 * em, down + 1.2 * em), HPos::Left, self.theme.soft)?;
        for (line, keys) in legend.iter().enumerate() {
            let y = down + (1.2 + 1.6 * line as f64) * em;
            let width: f64 = keys.iter().map(|key| key.width(em)).sum();
            let gaps = BETWEEN_KEYS * em * keys.len().saturating_sub(1) as f64;
            let mut x = if line == 0 { right - width - gaps } else { 0.8 * em };
            for key in keys {
                for &(colour, width, pattern) in &key.strokes {
                    self.line(&[(x, y), (x + SWATCH * em, y)], colour, width, pattern)?;
                }
                let place = (x + (SWATCH + AFTER_SWATCH) * em, y);
                self.text(&key.name, place, HPos::Left, self.theme.ink)?;
                x += key.width(em) + BETWEEN_KEYS * em;
            }
        }
        Ok(())
    }
}

/// Draws a chart over the whole area, with a theme that is not fitted yet.
pub fn draw<C: Chart, DB: Dashes>(area: &DrawingArea<DB, Shift>, chart: &C, theme: &Theme) -> Drawn<DB> {
    chart.draw(&Pen::over(area, theme)?)
}
