//! The bars of the histogram: each divided by the components' shares, or grey.

use super::super::frame::Bar;
use super::super::stroke::Dashes;
use super::PictureDrawing;
use crate::chart::Drawn;
use plotters::style::RGBColor;

/// Bars narrower than this, in CSS pixels, have no edge between neighbours of equal height.
const EDGED: f64 = 6.0;
/// If less than this part of a bar's points is left, it is a rounding error.
const ROUNDING: f64 = 1e-9;

impl<DB: Dashes> PictureDrawing<'_, DB> {
    /// The histogram, colour by colour: each component's part of every bar, then the true groups
    /// that no component has found, then what is left, in grey.
    pub fn bars(&self) -> Drawn<DB> {
        let (theme, bins) = (self.theme, self.view.bins);
        let shares = bins.iter().map(|bin| bin.shares.len()).max().unwrap_or(0);
        let below = |bin: &Bar, j: usize| bin.shares.iter().take(j).sum::<f64>();
        for j in 0..shares {
            let (edge, fill) = theme.share(j, self.view.mixture.k());
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
}
