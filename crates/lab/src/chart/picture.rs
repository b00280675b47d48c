//! The main picture: the histogram and the curves that are fitted to it.
//!
//! Bars are grey before the first E step. After it each is divided by the components' shares; an
//! M step then moves each curve to the bars of its colour. The mixture, the sum of the components'
//! curves, is what EM fits to the bars.

mod bars;
mod curves;

use super::axis::{self, Tick};
use super::badges::{self, BadgeArea};
pub use super::frame::PictureView;
use super::frame::{frame, is_low, tallest_bar};
use super::notes::{self, Corner, Note};
use super::pen::{Key, Pen};
use super::plot::Plot;
use super::stroke::Dashes;
use super::theme::Theme;
use super::{Chart, Drawn};
use crate::density::WeightedDensity;
use crate::figures::within;
use crate::letter::letter;

/// A curve from before a half-step is a thin solid line in the component's colour: this part of the curve's
/// width.
pub(super) const EARLIER: f64 = 0.5;
/// The truth is a hollow line: its outer and its inner width, in widths of the mixture's line. The
/// inner part is drawn last, so that it is seen where the mixture equals the truth.
pub(super) const HOLLOW: (f64, f64) = (0.95, 0.42);
/// Lines over bars have a rim in the background's colour: how much wider they are with it, in CSS pixels.
pub(super) const HALO: f64 = 1.5;
/// The pattern of a border of k-means.
pub(super) const BORDER: &[f64] = &[2.0, 3.0];

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
        picture.fit()
    }
}

/// What all the drawing functions share.
pub(super) struct PictureDrawing<'a, DB: Dashes> {
    pub pen: &'a Pen<'a, DB>,
    pub theme: &'a Theme,
    pub frame: Plot,
    pub view: &'a PictureView<'a>,
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

    /// What is fitted to the bars, with its letters.
    fn fit(&self) -> Drawn<DB> {
        let mut densities = self.view.densities(self.view.mixture);
        if self.view.k_means {
            let height = tallest_bar(self.view);
            self.k_means_truth()?;
            self.borders(height)?;
            self.means(height)?;
            densities.iter_mut().for_each(|density| density.peak = height);
        } else {
            self.curves(&densities)?;
        }
        self.badges(&densities)
    }

    /// The components' badges, each near its peak.
    fn badges(&self, densities: &[WeightedDensity]) -> Drawn<DB> {
        let frame = &self.frame;
        let area = BadgeArea { left: frame.left, right: frame.right, top: frame.top, bottom: frame.bottom };
        let (inside, outside): (Vec<_>, Vec<_>) =
            densities.iter().enumerate().partition(|(_, density)| frame.x.contains(&density.mean));
        let peak = |one: &WeightedDensity| (frame.across(one.mean), frame.up(one.at(one.mean)));
        let peaks: Vec<_> = inside.into_iter().map(|(k, density)| (k, peak(density))).collect();
        badges::draw(self.pen, &peaks, area)?;
        self.outsiders(&outside)
    }

    /// For components whose means are outside the axis: letter and mean, on that side.
    fn outsiders(&self, outside: &[(usize, &WeightedDensity)]) -> Drawn<DB> {
        let frame = &self.frame;
        let mut lines = [0, 0];
        for &(k, density) in outside {
            let right = density.mean >= frame.x.end;
            let (letter, mean) = (letter(k), within(density.mean, frame.x.end - frame.x.start));
            let words =
                if right { format!("{letter} at {mean} →") } else { format!("← {letter} at {mean}") };
            let line = &mut lines[usize::from(right)];
            let note = Note { words, colour: self.theme.components[k], bold: true };
            notes::write(self.pen, frame, Corner { right, low: false }, *line, &note)?;
            *line += 1;
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
