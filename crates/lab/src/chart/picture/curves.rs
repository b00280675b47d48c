//! What is fitted to the histogram: the components' curves and their sum, or the means and borders of k-means.

use super::super::pen::{Path, Place};
use super::super::stroke::Dashes;
use super::super::theme::DASHES;
use super::{BORDER, EARLIER, HALO, HOLLOW, PictureDrawing};
use crate::chart::Drawn;
use crate::chart::curve::{self, CutLine, Pixel};
use crate::density::WeightedDensity;
use crate::order::insertion_sort;

/// A component's curve ends where it is less than this above the axis, in CSS pixels.
const TAIL: f64 = 0.4;

/// A curve ready to be stroked, and where it was cut at the top.
struct Curve {
    paths: Vec<Path>,
    cuts: Vec<f64>,
}

impl<DB: Dashes> PictureDrawing<'_, DB> {
    /// The curves of the components, of their sum, of the truth, and those of earlier.
    pub fn curves(&self, densities: &[WeightedDensity]) -> Drawn<DB> {
        let (pen, theme, frame) = (self.pen, self.theme, &self.frame);
        let truth = self.view.truth.map(|truth| self.view.densities(truth)).unwrap_or_default();
        let earlier: Vec<_> = [self.view.guess, self.view.old]
            .into_iter()
            .flatten()
            .map(|one| self.view.densities(one))
            .collect();
        let pixel = self.pixel();
        let xs = curve::samples(&frame.x, pixel, &[densities, &truth, &earlier.concat()].concat());
        let tail = TAIL / (frame.bottom - frame.top) * frame.y.end;

        let alone = |density: &WeightedDensity| {
            // a pixel more on either side, so that the narrowest peak has both its sides
            let rises = density.above(tail);
            let from = (rises.start - pixel.across).max(frame.x.start);
            let to = (rises.end + pixel.across).min(frame.x.end);
            let within = xs.partition_point(|&x| x <= from)..xs.partition_point(|&x| x < to);
            // the ends are samples too, so that the dashes begin there and move with the curve
            let sampled = xs.get(within).map(|within| [&[from], within, &[to]].concat());
            self.line(&[*density], &sampled.unwrap_or_default())
        };
        let lines: Vec<Curve> = densities.iter().map(alone).collect();
        let mixture = self.line(densities, &xs);
        let truth = self.view.truth.map(|_| self.line(&truth, &xs));

        for curves in &earlier {
            for (k, line) in curves.iter().map(alone).enumerate() {
                pen.trace(&line.paths, theme.components[k], EARLIER * theme.curve_width, &[])?;
            }
        }
        for line in &lines {
            pen.trace(&line.paths, theme.card, theme.curve_width + HALO, &[])?;
        }
        if let Some(truth) = &truth {
            pen.trace(&truth.paths, theme.ink, HOLLOW.0 * theme.mixture_width, &[])?;
        }
        pen.trace(&mixture.paths, theme.accent(), theme.mixture_width, &[])?;
        // over the mixture, so that a component that equals the mixture is seen
        for (k, line) in lines.iter().enumerate() {
            pen.trace(&line.paths, theme.components[k], theme.curve_width, DASHES[k])?;
        }
        if let Some(truth) = &truth {
            pen.trace(&truth.paths, theme.card, HOLLOW.1 * theme.mixture_width, &[])?;
        }
        for (k, line) in lines.iter().enumerate() {
            let mark = |&x: &f64| pen.beyond((frame.across(x), frame.top), theme.components[k]);
            line.cuts.iter().try_for_each(mark)?;
        }
        Ok(())
    }

    /// The truth's curve beside what k-means has found.
    pub fn k_means_truth(&self) -> Drawn<DB> {
        let (pen, theme, frame) = (self.pen, self.theme, &self.frame);
        if let Some(truth) = self.view.truth {
            let pixel = self.pixel();
            let densities = self.view.densities(truth);
            let line = self.line(&densities, &curve::samples(&frame.x, pixel, &densities));
            pen.trace(&line.paths, theme.ink, HOLLOW.0 * theme.mixture_width, &[])?;
            pen.trace(&line.paths, theme.card, HOLLOW.1 * theme.mixture_width, &[])?;
        }
        Ok(())
    }

    /// The borders of k-means: halfway between neighbouring means.
    pub fn borders(&self, height: f64) -> Drawn<DB> {
        let (pen, theme) = (self.pen, self.theme);
        let mut means: Vec<f64> = self.view.mixture.components().iter().map(|c| c.mean).collect();
        insertion_sort(&mut means, |a, b| a.total_cmp(b).is_lt());
        means.dedup();
        for pair in means.windows(2) {
            let border = 0.5 * pair[0] + 0.5 * pair[1];
            if self.frame.x.contains(&border) {
                pen.line(&self.upright(border, height), theme.card, theme.mixture_width + HALO, &[])?;
                pen.line(&self.upright(border, height), theme.accent(), theme.mixture_width, BORDER)?;
            }
        }
        Ok(())
    }

    /// The means of k-means, as upright lines.
    pub fn means(&self, height: f64) -> Drawn<DB> {
        let (pen, theme) = (self.pen, self.theme);
        for (k, component) in self.view.mixture.components().iter().enumerate() {
            if self.frame.x.contains(&component.mean) {
                let line = self.upright(component.mean, height);
                pen.line(&line, theme.card, theme.curve_width + HALO, &[])?;
                pen.line(&line, theme.components[k], theme.curve_width, DASHES[k])?;
            }
        }
        Ok(())
    }

    /// A line at x from the axis to this density.
    fn upright(&self, x: f64, height: f64) -> [Place; 2] {
        let (across, frame) = (self.frame.across(x), &self.frame);
        [(across, frame.bottom), (across, frame.up(height))]
    }

    /// The size of a pixel of the screen.
    fn pixel(&self) -> Pixel {
        let (pen, frame) = (self.pen, &self.frame);
        Pixel {
            across: (frame.x.end - frame.x.start) / pen.dots(frame.right - frame.left),
            up: (frame.y.end - frame.y.start) / pen.dots(frame.bottom - frame.top),
        }
    }

    /// The curve of the sum of these densities, sampled at these places.
    fn line(&self, densities: &[WeightedDensity], xs: &[f64]) -> Curve {
        let (pen, frame) = (self.pen, &self.frame);
        let CutLine { runs, cuts } = curve::line(&curve::points(densities, xs), frame.y.end);
        let tolerance = pen.tolerance() * (frame.y.end - frame.y.start) / (frame.bottom - frame.top);
        let place = |(x, y): (f64, f64)| (frame.across(x), frame.up(y));
        let path = |run: &Vec<_>| pen.path(curve::simplified(run, tolerance).into_iter().map(place));
        Curve { paths: runs.iter().map(path).collect(), cuts }
    }
}
