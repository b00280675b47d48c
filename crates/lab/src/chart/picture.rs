//! The main picture: the histogram and the curves that are fitted to it.
//!
//! Bars are grey before the first E step. After it each is divided by the components' shares; an
//! M step then moves each curve to the bars of its colour. The mixture, the sum of the components'
//! curves, is what EM fits to the bars.

use super::axis::{self, Tick};
use super::badges::{self, BadgeArea};
pub use super::frame::{Bar, PictureView};
use super::frame::{frame, is_low, tallest_bar};
use super::pen::{Key, Path, Pen};
use super::plot::Plot;
use super::stroke::Dashes;
use super::theme::{DASHES, Theme};
use super::{Chart, Drawn};
use crate::chart::curve::{self, CutLine, Pixel};
use crate::density::WeightedDensity;
use crate::figures::within;
use crate::letter::letter;
use crate::order::insertion_sort;
use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;

/// A curve from before a half-step is a thin solid line in the component's colour: this part of the curve's
/// width.
const EARLIER: f64 = 0.5;
/// A component's curve ends where it is less than this above the axis, in CSS pixels.
const TAIL: f64 = 0.4;
/// Bars narrower than this, in CSS pixels, have no edge between neighbours of equal height.
const EDGED: f64 = 6.0;
/// The truth is a hollow line: its outer and its inner width, in widths of the mixture's line. The
/// inner part is drawn last, so that it is seen where the mixture equals the truth.
const HOLLOW: (f64, f64) = (0.95, 0.42);
/// Lines over bars have a rim in the background's colour: how much wider they are with it, in CSS pixels.
const HALO: f64 = 1.5;
/// The pattern of a border of k-means.
const BORDER: &[f64] = &[2.0, 3.0];
/// If less than this part of a bar's points is left, it is a rounding error.
const ROUNDING: f64 = 1e-9;

impl Chart for PictureView<'_> {
    fn draw<DB: Dashes>(&self, pen: &Pen<DB>) -> Drawn<DB> {
        let frame = frame(self, pen.width, pen.height, &pen.theme);
        let picture = PictureDrawing { pen, theme: &pen.theme, frame, view: self };
        pen.levels(&picture.frame)?;
        picture.bars()?;
        picture.x_axis()?;
        if !picture.is_low() {
            picture.heading()?;
        }
        if self.k_means { picture.means_and_borders() } else { picture.curves() }
    }
}

/// What all the drawing functions share.
struct PictureDrawing<'a, DB: Dashes> {
    pen: &'a Pen<'a, DB>,
    theme: &'a Theme,
    frame: Plot,
    view: &'a PictureView<'a>,
}

/// A curve ready to be stroked, and where it was cut at the top.
struct Curve {
    paths: Vec<Path>,
    cuts: Vec<f64>,
}

impl<DB: Dashes> PictureDrawing<'_, DB> {
    fn is_low(&self) -> bool {
        is_low(self.pen.height, self.theme)
    }

    fn has_counts(&self) -> bool {
        self.view.mixture.family().curve().counts()
    }

    fn x_axis(&self) -> Drawn<DB> {
        let frame = &self.frame;
        let least = if self.has_counts() { 1.0 } else { 0.0 };
        let ticks = axis::fitting_apart(&frame.x, frame.right - frame.left, self.theme.font_size, least);
        let marks: Vec<_> =
            ticks.into_iter().map(|Tick { value, label }| (frame.across(value), label)).collect();
        self.pen.across(frame, &marks, if self.is_low() { "" } else { self.view.axis })
    }

    /// The histogram, colour by colour: each component's part of every bar, then the true groups
    /// that no component has found, then what is left, in grey.
    fn bars(&self) -> Drawn<DB> {
        let (theme, bins) = (self.theme, self.view.bins);
        let shares = bins.iter().map(|bin| bin.shares.len()).max().unwrap_or(0);
        let below = |bin: &Bar, j: usize| bin.shares.iter().take(j).sum::<f64>();
        for j in 0..shares {
            let (edge, fill) = match j.checked_sub(self.view.mixture.k()) {
                None => (theme.components[j], theme.tint(j)),
                Some(unmatched) => (theme.soft, theme.unmatched(unmatched)),
            };
            self.parts(edge, fill, |bin| (below(bin, j), below(bin, j + 1)))?;
        }
        let has_rest = |bin: &Bar| bin.count - below(bin, shares) > ROUNDING * bin.count;
        if !bins.iter().any(has_rest) {
            return Ok(());
        }
        self.parts(theme.soft, theme.grey(), |bin| {
            let shared = below(bin, shares);
            (shared, if has_rest(bin) { bin.count } else { shared })
        })
    }

    /// In every bar the part between two counts: a rectangle in the edge's colour and in it, where
    /// there is room, one in the fill's. Neighbours share an edge. Narrow ones have it only where
    /// one is higher than the other.
    fn parts(&self, edge: RGBColor, fill: RGBColor, part: impl Fn(&Bar) -> (f64, f64)) -> Drawn<DB> {
        let (pen, frame, bins, rule) = (self.pen, &self.frame, self.view.bins, self.pen.rule());
        // all bars alike: rounding to pixels makes equal widths differ
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
                // the edge belongs to the higher bar, and is as long as it is higher
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
        // fills first, so that no fill covers an edge and the colour changes once
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
        let densities = self.view.densities(self.view.mixture);
        let truth = self.view.truth.map(|truth| self.view.densities(truth)).unwrap_or_default();
        let earlier: Vec<_> = [self.view.guess, self.view.old]
            .into_iter()
            .flatten()
            .map(|one| self.view.densities(one))
            .collect();
        let pixel = self.pixel();
        let xs = curve::samples(&frame.x, pixel, &[densities.as_slice(), &truth, &earlier.concat()].concat());
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
        let mixture = self.line(&densities, &xs);
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
        self.badges(&densities)
    }

    /// What k-means computes: each mean, and a border halfway between neighbours. They are as high as the tallest
    /// bar.
    fn means_and_borders(&self) -> Drawn<DB> {
        let (pen, theme, frame) = (self.pen, self.theme, &self.frame);
        if let Some(truth) = self.view.truth {
            let pixel = self.pixel();
            let densities = self.view.densities(truth);
            let line = self.line(&densities, &curve::samples(&frame.x, pixel, &densities));
            pen.trace(&line.paths, theme.ink, HOLLOW.0 * theme.mixture_width, &[])?;
            pen.trace(&line.paths, theme.card, HOLLOW.1 * theme.mixture_width, &[])?;
        }
        let height = tallest_bar(self.view);
        let upright = |x: f64| [(frame.across(x), frame.bottom), (frame.across(x), frame.up(height))];
        let mut means: Vec<f64> = self.view.mixture.components().iter().map(|c| c.mean).collect();
        insertion_sort(&mut means, |a, b| a.total_cmp(b).is_lt());
        means.dedup();
        for pair in means.windows(2) {
            let border = 0.5 * pair[0] + 0.5 * pair[1];
            if frame.x.contains(&border) {
                pen.line(&upright(border), theme.card, theme.mixture_width + HALO, &[])?;
                pen.line(&upright(border), theme.accent(), theme.mixture_width, BORDER)?;
            }
        }
        let mut densities = self.view.densities(self.view.mixture);
        densities.iter_mut().for_each(|density| density.peak = height);
        for (k, density) in
            densities.iter().enumerate().filter(|(_, density)| frame.x.contains(&density.mean))
        {
            pen.line(&upright(density.mean), theme.card, theme.curve_width + HALO, &[])?;
            pen.line(&upright(density.mean), theme.components[k], theme.curve_width, DASHES[k])?;
        }
        self.badges(&densities)
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

    /// The components' badges, each near its peak.
    fn badges(&self, densities: &[WeightedDensity]) -> Drawn<DB> {
        let (pen, theme, frame) = (self.pen, self.theme, &self.frame);
        let radius = badges::radius(theme.font_size);
        let area = BadgeArea { left: frame.left, right: frame.right, top: frame.top, bottom: frame.bottom };
        let (inside, outside): (Vec<_>, Vec<_>) =
            densities.iter().enumerate().partition(|(_, density)| frame.x.contains(&density.mean));
        let peaks: Vec<(f64, f64)> =
            inside.iter().map(|(_, one)| (frame.across(one.mean), frame.up(one.at(one.mean)))).collect();
        let places = badges::places(&peaks, radius, area);
        let badges = || inside.iter().map(|(k, _)| *k).zip(&places);
        for ((k, &place), &peak) in badges().zip(&peaks) {
            if (peak.0 - place.0).hypot(peak.1 - place.1) > 3.2 * radius {
                pen.line(&[place, peak], theme.components[k], theme.rule_width, &[])?;
            }
        }
        // no badge lies over another, so that all of one colour can be drawn together
        badges().try_for_each(|(_, &place)| pen.disc(place, radius + 1.5, theme.card))?;
        badges().try_for_each(|(k, &place)| pen.disc(place, radius, theme.components[k]))?;
        for (k, &place) in badges() {
            pen.bold(&letter(k).to_string(), place, HPos::Center, theme.card)?;
        }
        self.outsiders(&outside)
    }

    /// For components whose means are outside the axis: letter and mean, on that side.
    fn outsiders(&self, outside: &[(usize, &WeightedDensity)]) -> Drawn<DB> {
        let (pen, frame, em) = (self.pen, &self.frame, self.theme.font_size);
        let mut lines = [0.0, 0.0];
        for &(k, density) in outside {
            let right = density.mean >= frame.x.end;
            let (letter, mean) = (letter(k), within(density.mean, frame.x.end - frame.x.start));
            let words =
                if right { format!("{letter} at {mean} →") } else { format!("← {letter} at {mean}") };
            let wide = axis::text_width(&words, em) + 0.8 * em;
            let line = &mut lines[usize::from(right)];
            let y = frame.top + (0.9 + 1.5 * *line) * em;
            let left = if right { frame.right - wide } else { frame.left };
            let under = [left, y - 0.75 * em, left + wide, y + 0.75 * em].map(|px| pen.units(px));
            pen.rect(under[0], under[1], under[2], under[3], self.theme.card)?;
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

    /// The vertical axis's name and the legend.
    fn heading(&self) -> Drawn<DB> {
        let (ink, card, width) = (self.theme.ink, self.theme.card, self.theme.mixture_width);
        let accent = self.theme.accent();
        let estimate = match (self.view.k_means, self.view.mixture.k()) {
            (true, _) => Key::new("border", vec![(accent, width, BORDER)]),
            (_, 1) => Key::new("curve", vec![(accent, width, &[])]),
            _ => Key::new("mixture", vec![(accent, width, &[])]),
        };
        let hollow = vec![(ink, HOLLOW.0 * width, &[][..]), (card, HOLLOW.1 * width, &[])];
        let truth = self.view.truth.map(|_| Key::new("truth", hollow));
        let thin = EARLIER * self.theme.curve_width;
        let guess = self.view.guess.map(|_| Key::new("by hand", vec![(self.theme.components[0], thin, &[])]));
        let keys = [estimate].into_iter().chain(truth).chain(guess).collect();
        let heights = if self.has_counts() { "probability" } else { "density" };
        self.pen.heading(heights, &[keys], self.frame.right)
    }
}
