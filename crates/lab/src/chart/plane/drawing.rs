//! Draws the plane: the points, what is fitted to them, and its axes.

use super::borders::borders;
use super::ellipse::{ellipse, radius_of};
use super::frame::{PlanePlot, frame};
use super::heights::density_contours;
use super::marks::{Cell, Mark, Marks, cut};
use super::{PlaneView, place};
use crate::chart::badges::{self, BadgeArea};
use crate::chart::circle::{STEPS, circle};
use crate::chart::clip::clipped;
use crate::chart::pen::{Path, Pen, Place};
use crate::chart::picture::{BORDER, EARLIER, HALO, HOLLOW};
use crate::chart::stroke::Dashes;
use crate::chart::theme::{DASHES, Theme};
use crate::chart::{Chart, Drawn, axis, notes};
use crate::plane::Mixture;

/// A point's radius: a part of the distance that points would have if they filled the plane evenly, within these
/// limits in ems.
const SPREAD: f64 = 0.2;
const RADIUS: [f64; 2] = [0.24, 0.48];
/// The arc of a pie has a vertex at every so many steps of [`circle`].
const ARC: usize = 10;
/// The part of a cell's width or height that its square takes if it holds the most points.
const LARGEST: f64 = 0.96;
/// The radius of a mean's disc, in ems, and its rim in the background's colour, in CSS pixels.
const MEAN: f64 = 0.26;
const RIM: f64 = 1.5;

/// What all the drawing functions share.
pub(super) struct PlaneDrawing<'a, DB: Dashes> {
    pub pen: &'a Pen<'a, DB>,
    pub theme: &'a Theme,
    pub plot: PlanePlot,
    pub view: &'a PlaneView<'a>,
}

impl Chart for PlaneView<'_> {
    fn draw<DB: Dashes>(&self, pen: &Pen<DB>) -> Drawn<DB> {
        let plot = frame(self, pen.width, pen.height, &pen.theme);
        let drawing = PlaneDrawing { pen, theme: &pen.theme, plot, view: self };
        drawing.axes()?;
        match self.marks {
            Marks::Points(marks) => drawing.pies(marks)?,
            Marks::Cells { size, cells } => drawing.squares(*size, cells)?,
        }
        drawing.margins()?;
        drawing.fit()
    }
}

impl<DB: Dashes> PlaneDrawing<'_, DB> {
    fn axes(&self) -> Drawn<DB> {
        let (pen, main) = (self.pen, &self.plot.main);
        pen.levels(main)?;
        let ticks = axis::fitting(&main.x, main.right - main.left, self.theme.font_size);
        let marks: Vec<_> = ticks.into_iter().map(|tick| (main.across(tick.value), tick.label)).collect();
        pen.across(main, &marks, if self.plot.named { self.view.axes[0] } else { "" })?;
        if self.plot.named { self.heading() } else { Ok(()) }
    }

    /// Each point as a pie of its shares. Those of one share are drawn colour by colour, then the others over them.
    fn pies(&self, marks: &[Mark]) -> Drawn<DB> {
        let (pen, main, em) = (self.pen, &self.plot.main, self.theme.font_size);
        let area = (main.right - main.left) * (main.bottom - main.top);
        let evenly = (area / marks.len().max(1) as f64).sqrt();
        let radius = (SPREAD * evenly).clamp(RADIUS[0] * em, RADIUS[1] * em);
        let (circle, k) = (circle(), self.view.mixture.k());
        let pies: Vec<_> = marks
            .iter()
            .filter(|mark| self.plot.holds(mark.at))
            .map(|mark| (place(main, mark.at), cut(&mark.shares, 1.0, STEPS as i32, 1)))
            .collect();
        let most = marks.iter().map(|mark| mark.shares.len()).max().unwrap_or(0);
        for share in (0..most).map(Some).chain([None]) {
            let (edge, fill) = self.theme.pie(share, k);
            let of_it = || pies.iter().filter(|(_, parts)| parts.len() == 1 && parts[0].share == share);
            of_it().try_for_each(|&(at, _)| pen.disc(at, radius, edge))?;
            of_it().try_for_each(|&(at, _)| pen.disc(at, radius - self.theme.rule_width, fill))?;
        }
        for (at, parts) in pies.iter().filter(|(_, parts)| parts.len() > 1) {
            for inside in [false, true] {
                let radius = if inside { radius - self.theme.rule_width } else { radius };
                for part in parts {
                    let (edge, fill) = self.theme.pie(part.share, k);
                    let (from, to) = (part.from as usize, part.to as usize);
                    let between = (from + 1..to).filter(|step| step.is_multiple_of(ARC));
                    let arc = [from].into_iter().chain(between).chain([to]).map(|step| {
                        let (sin, cos) = circle[step];
                        (at.0 + radius * sin, at.1 - radius * cos)
                    });
                    pen.polygon([*at].into_iter().chain(arc), if inside { fill } else { edge })?;
                }
            }
        }
        Ok(())
    }

    /// Each cell as a square whose area is its number of points, cut into strips by share; colour by colour.
    fn squares(&self, size: [f64; 2], cells: &[Cell]) -> Drawn<DB> {
        let (pen, main) = (self.pen, &self.plot.main);
        let width = size[0] / (main.x.end - main.x.start) * (main.right - main.left);
        let height = size[1] / (main.y.end - main.y.start) * (main.bottom - main.top);
        let largest = LARGEST * width.min(height).min(main.bottom - main.top);
        let most = cells.iter().map(|cell| cell.count).fold(0.0, f64::max);
        let grain = self.theme.grain as i32;
        let squares: Vec<_> = cells
            .iter()
            .filter(|cell| cell.count > 0.0 && self.plot.holds(cell.centre))
            .map(|cell| {
                let side = largest * (cell.count / most).sqrt();
                let (x, y) = place(main, cell.centre);
                let (left, top) = (pen.snapped(x - 0.5 * side), pen.snapped(y - 0.5 * side));
                let side = pen.snapped(side).max(grain);
                (left, top, side, cut(&cell.shares, cell.count, side, grain))
            })
            .collect();
        let shares = cells.iter().map(|cell| cell.shares.len()).max().unwrap_or(0);
        for share in (0..shares).map(Some).chain([None]) {
            let fill = self.theme.square(share, self.view.mixture.k());
            for (left, top, side, parts) in &squares {
                for part in parts.iter().filter(|part| part.share == share) {
                    pen.rect(left + part.from, *top, left + part.to, top + side, fill)?;
                }
            }
        }
        Ok(())
    }

    /// What is fitted to the points, with its letters and notes.
    fn fit(&self) -> Drawn<DB> {
        if self.view.k_means {
            self.k_means()?
        } else {
            self.ellipses()?
        }
        let lines = self.notes()?;
        let (theme, main) = (self.theme, &self.plot.main);
        let means: Vec<(usize, Place)> = self
            .view
            .mixture
            .components()
            .iter()
            .enumerate()
            .filter(|(_, c)| self.plot.holds(c.mean))
            .map(|(k, c)| (k, place(main, c.mean)))
            .collect();
        for &(k, mean) in &means {
            self.pen.disc(mean, MEAN * theme.font_size + RIM, theme.card)?;
            self.pen.disc(mean, MEAN * theme.font_size, theme.components[k])?;
        }
        let [top, bottom] = lines.map(|lines| notes::height(lines) * theme.font_size);
        let area = BadgeArea {
            left: main.left,
            right: main.right,
            top: main.top + top,
            bottom: (main.bottom - bottom).max(main.top + top),
        };
        badges::draw(self.pen, &means, area)
    }

    /// The paths of a mixture's ellipses.
    fn outlines(&self, mixture: &Mixture) -> Vec<Vec<Path>> {
        let (main, radius) = (&self.plot.main, radius_of(self.view.mass));
        let outline = |c| {
            let places: Vec<Place> = ellipse(c, radius).into_iter().map(|at| place(main, at)).collect();
            self.paths(&places)
        };
        mixture.components().iter().map(outline).collect()
    }

    /// The parts of a line that are inside the plane.
    fn paths(&self, places: &[Place]) -> Vec<Path> {
        clipped(places, &self.plot.main).into_iter().map(|run| self.pen.path(run.into_iter())).collect()
    }

    /// The mixture's contours and the components' ellipses, in the order of the curves of one dimension.
    fn ellipses(&self) -> Drawn<DB> {
        let (pen, theme, view) = (self.pen, self.theme, self.view);
        let outlines = self.outlines(view.mixture);
        for earlier in [view.guess, view.old].into_iter().flatten() {
            for (k, paths) in self.outlines(earlier).iter().enumerate() {
                pen.trace(paths, theme.components[k], EARLIER * theme.curve_width, &[])?;
            }
        }
        for line in density_contours(view.mixture, &self.plot) {
            pen.line(&line, theme.contour(), theme.rule_width, &[])?;
        }
        for paths in &outlines {
            pen.trace(paths, theme.card, theme.curve_width + HALO, &[])?;
        }
        let truth = view.truth.map(|truth| self.outlines(truth)).unwrap_or_default();
        for paths in &truth {
            pen.trace(paths, theme.ink, HOLLOW.0 * theme.mixture_width, &[])?;
        }
        for (k, paths) in outlines.iter().enumerate() {
            pen.trace(paths, theme.components[k], theme.curve_width, DASHES[k])?;
        }
        for paths in &truth {
            pen.trace(paths, theme.card, HOLLOW.1 * theme.mixture_width, &[])?;
        }
        Ok(())
    }

    /// The borders of k-means, and the truth's ellipses where they are shown.
    fn k_means(&self) -> Drawn<DB> {
        let (pen, theme, main) = (self.pen, self.theme, &self.plot.main);
        for paths in self.view.truth.map(|truth| self.outlines(truth)).unwrap_or_default() {
            pen.trace(&paths, theme.ink, HOLLOW.0 * theme.mixture_width, &[])?;
            pen.trace(&paths, theme.card, HOLLOW.1 * theme.mixture_width, &[])?;
        }
        let found = borders(self.view.mixture.components(), [&main.x, &main.y]);
        let lines: Vec<_> =
            found.into_iter().map(|ends| self.paths(&ends.map(|end| place(main, end)))).collect();
        for paths in &lines {
            pen.trace(paths, theme.card, theme.mixture_width + HALO, &[])?;
        }
        for paths in &lines {
            pen.trace(paths, theme.accent(), theme.mixture_width, BORDER)?;
        }
        Ok(())
    }
}
