//! The frame of the plane's picture: its ranges, and where the plane and its margins are.
//!
//! The ranges should change as little as possible from step to step. They are the data's, a little wider where
//! a mean or an ellipse is outside. A margin is as high as a picture of one dimension would make it.

use super::ellipse::radius_of;
use super::words::legend;
use super::{PlaneView, place};
use crate::chart::frame::{Reach, highest, is_low};
use crate::chart::picture::PictureView;
use crate::chart::plot::{FARTHEST, Plot, extent, padded};
use crate::chart::theme::Theme;
use crate::density::CountBars;
use crate::plane::{Axis, Mixture, Point};
use std::ops::Range;

/// Room around the data, as a part of their range.
const PADDING: f64 = 0.045;
/// How far a mean may widen a range on each side, and how far an ellipse may, as parts of it.
const FOR_MEANS: f64 = 0.25;
const FOR_ELLIPSES: f64 = 0.1;
/// The parts of the picture's height and width for the margins, and the most for them, in ems.
const PARTS: [f64; 2] = [0.22, 0.17];
const MOST: [f64; 2] = [7.0, 10.0];
/// Margins that would be thinner than this, in ems, are left out.
const LEAST: f64 = 2.2;
/// From the picture's upper edge to the margin of x, in ems.
const FIRST: f64 = 0.6;
/// Between a margin and what is beside or below it, in ems.
const GAP: f64 = 0.5;

/// How far the ellipses of a history reach, and how high the curves of its margins.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PlaneReach {
    ellipses: [Option<(f64, f64)>; 2],
    pub(super) margins: [Reach; 2],
}

impl PlaneReach {
    /// Of a mixture whose ellipses have that mass, around data of these ranges of x and y.
    pub fn of(mixture: &Mixture, mass: f64, data: &[Range<f64>; 2]) -> Self {
        let margin = |axis| Reach::of(&mixture.margin(axis), &data[axis as usize], CountBars::default());
        Self { ellipses: reached(mixture, mass), margins: [margin(Axis::X), margin(Axis::Y)] }
    }

    /// Of these and of others.
    pub fn and(self, other: Self) -> Self {
        Self {
            ellipses: [0, 1].map(|axis| both(self.ellipses[axis], other.ellipses[axis])),
            margins: [0, 1].map(|axis| self.margins[axis].and(other.margins[axis])),
        }
    }
}

/// The least interval that holds both.
fn both(one: Option<(f64, f64)>, other: Option<(f64, f64)>) -> Option<(f64, f64)> {
    extent([one, other].into_iter().flatten().flat_map(|(low, high)| [low, high]))
}

/// From where to where a mixture's ellipses reach, in x and in y.
fn reached(mixture: &Mixture, mass: f64) -> [Option<(f64, f64)>; 2] {
    let radius = radius_of(mass);
    [0, 1].map(|axis| {
        extent(mixture.components().iter().flat_map(|c| {
            let far = radius * c.covariance.sds()[axis];
            [c.mean[axis] - far, c.mean[axis] + far]
        }))
    })
}

/// Where the plane and its margins are, in CSS pixels from the picture's upper left corner.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanePlot {
    /// The plane.
    pub main: Plot,
    /// The margin of x, above the plane.
    pub(super) above: Option<Plot>,
    /// The margin of y, on the right of the plane, in the coordinates of [`Pen::turned`](crate::chart::Pen::turned).
    pub(super) beside: Option<Plot>,
    /// By how much the heading is lower than in a picture without a margin above.
    pub(super) lowered: f64,
    /// Whether there are a heading and names of the axes.
    pub(super) named: bool,
}

impl PlanePlot {
    /// The place of a point, in CSS pixels from the left and from the top; of a point outside the plane, outside.
    pub fn place(&self, point: Point) -> (f64, f64) {
        place(&self.main, point)
    }

    /// Whether the plane shows that point.
    pub fn holds(&self, [x, y]: Point) -> bool {
        self.main.x.contains(&x) && self.main.y.contains(&y)
    }

    /// The point at a place.
    pub fn point_at(&self, (across, down): (f64, f64)) -> Point {
        [self.main.value_across(across), self.main.value_up(down)]
    }

    /// The height of a density in the margin of x, in CSS pixels from the top.
    pub fn above(&self, density: f64) -> Option<f64> {
        self.above.as_ref().map(|plot| plot.up(density))
    }

    /// The place of a density in the margin of y, in CSS pixels from the left.
    pub fn beside(&self, density: f64) -> Option<f64> {
        self.beside.as_ref().map(|plot| -plot.up(density))
    }
}

/// The frame of a picture of `width` × `height` CSS pixels.
pub fn frame(view: &PlaneView, width: f64, height: f64, theme: &Theme) -> PlanePlot {
    let theme = theme.fitted(width, height);
    let em = theme.font_size;
    let named = !is_low(height, &theme);
    let lines = if named { legend(view, &theme, width, height).1.len() } else { 0 };
    let [x, y] = view.fixed.cloned().unwrap_or_else(|| ranges(view));
    let mut main = Plot::new((width, height), &theme, lines, x, y);
    let sizes = [main.bottom - main.top, main.right - main.left];
    let [high, wide] = [0, 1].map(|j| {
        let size = (PARTS[j] * sizes[j]).min(MOST[j] * em);
        if named && size >= LEAST * em && !view.margins[j].is_empty() { Some(size) } else { None }
    });
    let (top, right) = (FIRST * em, main.right);
    // the heading is between the margin and the plane, so that the name of y is over its axis
    let lowered = high.map_or(0.0, |size| size + GAP * em);
    main.top += lowered;
    main.right -= wide.map_or(0.0, |size| size + GAP * em);
    let above = high.map(|size| Plot {
        left: main.left,
        right: main.right,
        top,
        bottom: top + size,
        x: main.x.clone(),
        y: 0.0..margin_top(view, Axis::X),
    });
    let beside = wide.map(|size| Plot {
        left: -main.bottom,
        right: -main.top,
        top: -right,
        bottom: -(right - size),
        x: main.y.clone(),
        y: 0.0..margin_top(view, Axis::Y),
    });
    PlanePlot { main, above, beside, lowered, named }
}

/// The density at the top of a margin.
fn margin_top(view: &PlaneView, axis: Axis) -> f64 {
    let top = with_margin(view, axis, |margin| highest(margin, 0.0));
    if top.is_finite() && top > 0.0 { top } else { 1.0 }
}

/// Calls with the picture in one dimension that a margin is.
pub(super) fn with_margin<T>(view: &PlaneView, axis: Axis, call: impl FnOnce(&PictureView) -> T) -> T {
    let mixture = view.mixture.margin(axis);
    let [truth, old, guess] = [view.truth, view.old, view.guess].map(|one| one.map(|one| one.margin(axis)));
    call(&PictureView {
        bins: view.margins[axis as usize],
        n: view.n,
        mixture: &mixture,
        k_means: view.k_means,
        truth: truth.as_ref(),
        old: old.as_ref(),
        guess: guess.as_ref(),
        axis: "",
        fixed_x: None,
        reach: if view.k_means { Reach::default() } else { view.reach.margins[axis as usize] },
    })
}

/// The data's ranges with padding, a little wider where means or ellipses are outside.
fn ranges(view: &PlaneView) -> [Range<f64>; 2] {
    let marks = view.marks.extents();
    let ellipses = (!view.k_means).then(|| {
        let truth = view.truth.map(|truth| reached(truth, view.mass)).unwrap_or_default();
        let now = reached(view.mixture, view.mass);
        [0, 1].map(|axis| both(both(now[axis], truth[axis]), view.reach.ellipses[axis]))
    });
    [0, 1].map(|axis| {
        let bars = view.margins[axis];
        let of_bars = [bars.first().map(|bar| bar.from), bars.last().map(|bar| bar.to)];
        let data = extent(marks[axis].into_iter().chain(of_bars.into_iter().flatten()));
        let of_model = || reached(view.mixture, 0.99)[axis];
        let Range { start: low, end: high } =
            padded(data.or_else(of_model).unwrap_or_default(), 0.0, 0.0, 0.0);
        let span = high - low;
        let means = extent(view.mixture.components().iter().map(|c| c.mean[axis]));
        let [mut start, mut end] = [low, high];
        for (outside, part) in [(means, FOR_MEANS), (ellipses.and_then(|all| all[axis]), FOR_ELLIPSES)] {
            let (least, most) = outside.unwrap_or((low, high));
            start = start.min(least.max(low - part * span));
            end = end.max(most.min(high + part * span));
        }
        let limit = 4.0 * FARTHEST;
        (start - PADDING * span).max(-limit)..(end + PADDING * span).min(limit)
    })
}
