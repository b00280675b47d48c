//! The axes of the main picture: the ranges of x and of the density.
//!
//! The axes should change as little as possible from step to step. The range of x is the data's,
//! a little wider where a component is outside. The range of the density fits the bars, with room
//! for a letter above a curve that fits them, and all curves since the start: so bars keep their
//! height while curves move, forwards and back. But the peak of a component that collapses onto a
//! point grows without bound. So the range fits the curves blurred by about a bar's width, and
//! curves are cut above it.

use super::badges;
use super::plot::{FARTHEST, LEAST_SPAN, Plot};
use super::theme::Theme;
use crate::density::{CountBars, WeightedDensity, heights};
use crate::mixture::Mixture;
use std::ops::Range;

/// A picture of fewer ems than this is a low one.
const LOW: f64 = 10.5;
/// Room left and right of the data, as a part of their range.
const PADDING: f64 = 0.035;
/// How far a component may widen the range on each side, as a part of it.
const WIDENING: f64 = 0.25;
/// Room above the highest curve.
const HEADROOM: f64 = 1.08;
/// The largest part of a low plot that a badge may take.
const MOST_FOR_BADGE: f64 = 0.3;
/// How far curves may rise above the tallest bar and the blurred curves before they are cut.
const CUT: f64 = 1.25;
/// The blur, as a part of the data's range: about a bar's width.
const BLUR: f64 = 1.0 / 56.0;
/// Samples of the curves, to find their heights.
const SAMPLES: usize = 160;

/// A bar of the histogram.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Its lower border.
    pub from: f64,
    /// Its upper border.
    pub to: f64,
    /// How many points it holds.
    pub count: f64,
    /// How many of them belong to each component, by responsibilities or by true group; then
    /// those of each true group that no component has found. Empty before the first E step.
    /// Points in none of these shares are drawn grey.
    pub shares: Vec<f64>,
}

impl Bar {
    /// The density of one point in it, of n: 1 / (n · width). The width is at least the distance
    /// between two floating-point numbers there.
    pub fn density_per_count(&self, n: f64) -> f64 {
        let least = LEAST_SPAN.max(f64::EPSILON * self.from.abs().max(self.to.abs()).min(FARTHEST));
        let density = 1.0 / (n * (self.to - self.from).max(least));
        if density.is_finite() { density } else { 0.0 }
    }
}

/// What the main picture shows.
#[derive(Clone, Copy, Debug)]
pub struct PictureView<'a> {
    /// The histogram, from left to right.
    pub bins: &'a [Bar],
    /// How many points there are.
    pub n: f64,
    /// The present estimate.
    pub mixture: &'a Mixture,
    /// Whether it is fitted by k-means, which has means and borders only: no curves are drawn.
    pub k_means: bool,
    /// The true mixture, where it is known and shown.
    pub truth: Option<&'a Mixture>,
    /// The curves before an M step, until the new ones are in place.
    pub old: Option<&'a Mixture>,
    /// The curves as they were placed by hand, if EM has moved them since.
    pub guess: Option<&'a Mixture>,
    /// The name of the x axis, with its unit.
    pub axis: &'a str,
    /// The range of x, if it is fixed: it must not change while a handle is dragged.
    pub fixed_x: Option<&'a Range<f64>>,
    /// How high the curves of this history reach, if it is known.
    pub reach: Reach,
}

impl PictureView<'_> {
    /// Its bars, as those of counts.
    fn count_bars(&self) -> CountBars {
        self.bins
            .first()
            .map_or(CountBars::default(), |bar| CountBars { from: bar.from, width: bar.to - bar.from })
    }

    /// Each component's weighted density at its mean.
    pub fn heights_at_means(&self) -> Vec<f64> {
        self.densities(self.mixture).iter().map(|density| density.at(density.mean)).collect()
    }

    /// The weighted densities of a mixture, for these bars.
    pub(super) fn densities(&self, mixture: &Mixture) -> Vec<WeightedDensity> {
        WeightedDensity::all(mixture, self.count_bars())
    }
}

/// How high curves reach.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reach {
    /// Their highest density.
    exact: f64,
    /// That of the curves blurred.
    blurred: f64,
}

impl Reach {
    /// Of a mixture's curves, wherever the axis may show them around data of this range.
    pub fn of(mixture: &Mixture, data: &Range<f64>, bars: CountBars) -> Self {
        let span = data.end - data.start;
        let (from, to) = (data.start - WIDENING * span, data.end + WIDENING * span);
        let densities = WeightedDensity::all(mixture, bars);
        let blurred: Vec<WeightedDensity> =
            densities.iter().map(|density| density.blurred(BLUR * span)).collect();
        let grid = (0..=SAMPLES).map(|j| from + (to - from) * j as f64 / SAMPLES as f64);
        let means = densities.iter().map(|density| density.mean).filter(|mean| (from..to).contains(mean));
        let edges = densities[0].edges(&(from..to));
        let places: Vec<f64> = grid.chain(means).chain(edges).collect();
        let highest =
            |densities: &[WeightedDensity]| heights(densities, &places).into_iter().fold(0.0, f64::max);
        Self { exact: highest(&densities), blurred: highest(&blurred) }
    }

    /// Of these and of others.
    pub fn and(self, other: Self) -> Self {
        Self { exact: self.exact.max(other.exact), blurred: self.blurred.max(other.blurred) }
    }
}

/// The plot of a picture of `width` × `height` CSS pixels; densities are vertical.
pub fn frame(view: &PictureView, width: f64, height: f64, theme: &Theme) -> Plot {
    let x = view.fixed_x.cloned().unwrap_or_else(|| x_range(view));
    let theme = theme.fitted(width, height);
    let lines = if is_low(height, &theme) { 0 } else { 1 };
    let plot = |top: f64| Plot::new((width, height), &theme, lines, x.clone(), 0.0..top);
    let any = plot(1.0 / (x.end - x.start));
    let badge = badges::height(theme.font_size) / (any.bottom - any.top);
    let top = highest(view, badge.min(MOST_FOR_BADGE));
    // no data, every weight 0 or every mean far away: any height will do
    if top.is_finite() && top > 0.0 { plot(top) } else { any }
}

/// Whether the picture is so low that it shows the plot alone, without legend and axis names. The theme is fitted.
pub fn is_low(height: f64, theme: &Theme) -> bool {
    height < LOW * theme.font_size
}

/// The data's range with padding, a little wider where means are outside.
fn x_range(view: &PictureView) -> Range<f64> {
    let Range { start: low, end: high } = data_range(view.bins, view.mixture);
    let span = high - low;
    let means = view.mixture.components().iter().map(|c| c.mean);
    let (least, most) = means.fold((low, high), |(least, most), mean| (least.min(mean), most.max(mean)));
    (least.max(low - WIDENING * span) - PADDING * span)..(most.min(high + WIDENING * span) + PADDING * span)
}

/// The bars' range; without bars, where the curves are.
fn data_range(bins: &[Bar], mixture: &Mixture) -> Range<f64> {
    let limited = |value: f64| value.clamp(-FARTHEST, FARTHEST);
    let (low, high) = match (bins.first(), bins.last()) {
        (Some(first), Some(last)) => (limited(first.from), limited(last.to)),
        _ => mixture.components().iter().fold((f64::MAX, f64::MIN), |(low, high), c| {
            (low.min(limited(c.mean - 3.0 * c.sd)), high.max(limited(c.mean + 3.0 * c.sd)))
        }),
    };
    // wide enough for a few hundred different floating-point numbers
    let least = LEAST_SPAN.max(1e3 * f64::EPSILON * low.abs().max(high.abs()));
    let span = (high - low).max(least);
    let middle = 0.5 * low + 0.5 * high;
    low.min(middle - 0.5 * span)..high.max(middle + 0.5 * span)
}

/// The density of the tallest bar.
pub(super) fn tallest_bar(view: &PictureView) -> f64 {
    view.bins.iter().map(|bin| bin.count * bin.density_per_count(view.n)).fold(0.0, f64::max)
}

/// The density at the top, where a badge takes this part of the plot's height.
pub(super) fn highest(view: &PictureView, badge: f64) -> f64 {
    let bars = tallest_bar(view);
    let estimate = (!view.k_means).then_some(view.mixture);
    let shown = [estimate, view.truth].into_iter().flatten();
    let data = data_range(view.bins, view.mixture);
    let Reach { exact, blurred } =
        shown.map(|mixture| Reach::of(mixture, &data, view.count_bars())).fold(view.reach, Reach::and);
    let steady = bars.max(blurred);
    (HEADROOM * exact).min(CUT * steady).max(steady / (1.0 - badge))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::theme::BaseTheme;
    use crate::mixture::Component;

    fn bins() -> Vec<Bar> {
        let bar = |j: u32| Bar { from: f64::from(j), to: f64::from(j + 1), count: 10.0, shares: vec![] };
        (0..10).map(bar).collect()
    }

    fn of(components: &[(f64, f64, f64)], bins: &[Bar]) -> Plot {
        let component = |&(weight, mean, sd): &(f64, f64, f64)| Component { weight, mean, sd };
        let mixture = Mixture::unchecked(components.iter().map(component).collect());
        let view = PictureView {
            bins,
            n: 100.0,
            mixture: &mixture,
            k_means: false,
            truth: None,
            old: None,
            guess: None,
            axis: "x",
            fixed_x: None,
            reach: Reach::default(),
        };
        frame(&view, 800.0, 400.0, &Theme::new(BaseTheme::Light, 1.0))
    }

    #[test]
    fn the_range_holds_the_data_and_a_little_more() {
        let near = of(&[(1.0, 5.0, 2.0)], &bins());
        assert!(near.x.start < 0.0 && near.x.end > 10.0 && near.x.end < 10.5);
        let outside = of(&[(1.0, 11.5, 2.0)], &bins());
        assert!(outside.x.end > 11.5 && outside.x.end < 12.5);
        let far = of(&[(1.0, 1e9, 2.0)], &bins());
        assert!(far.x.end < 13.0);
    }

    #[test]
    fn a_wide_curve_is_shown_whole_and_a_narrow_peak_is_cut() {
        let whole = of(&[(0.5, 3.0, 0.8), (0.5, 7.0, 0.8)], &bins());
        assert!(whole.y.end > 0.2493 && whole.y.end < 0.28);
        let spike = of(&[(0.99, 5.0, 2.5), (0.01, 7.0, 1e-9)], &bins());
        assert!(spike.y.end < 1.5 * 0.16, "{:?}", spike.y);
    }

    #[test]
    fn without_bins_the_components_are_the_range() {
        let frame = of(&[(1.0, 5.0, 2.0)], &[]);
        assert!(frame.x.start < -1.0 && frame.x.end > 11.0 && frame.y.end > 0.19);
    }
}
