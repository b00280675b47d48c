//! Strokes: a line through many points, whole or dashed, with no vertex too many.
//!
//! A smooth curve sampled once a pixel is mostly straight. Vertices that lie within a small
//! tolerance of the line between their neighbours are left out: a tenth of them remain, the
//! eye sees no difference, and the canvas and the SVG are ten times lighter.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::element::{Drawable, PointCollection};
use plotters::prelude::{DrawingBackend, SVGBackend};
use plotters::style::ShapeStyle;
use plotters_backend::{BackendCoord, DrawingErrorKind};

/// A backend that can dash a line. A canvas does it in one call of its own; any other backend
/// gets by with what is given here: the line cut into pieces, each stroked by itself.
pub trait Dashes: DrawingBackend {
    /// Strokes the path with a pattern of strokes and gaps, in the backend's units.
    fn dash(
        &mut self,
        path: &[BackendCoord],
        style: &ShapeStyle,
        pattern: &[f64],
    ) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        for piece in pieces(path, pattern) {
            self.draw_path(piece, style)?;
        }
        Ok(())
    }
}

impl Dashes for SVGBackend<'_> {}

/// A line to be drawn, in the backend's units.
struct Stroke<'a> {
    path: &'a [BackendCoord],
    style: ShapeStyle,
    pattern: &'a [f64],
}

impl<'a> PointCollection<'a, BackendCoord> for &'a Stroke<'a> {
    type Point = &'a BackendCoord;
    type IntoIter = &'a [BackendCoord];
    fn point_iter(self) -> &'a [BackendCoord] {
        self.path
    }
}

impl<DB: Dashes> Drawable<DB> for Stroke<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        points: I,
        backend: &mut DB,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<DB::ErrorType>> {
        if self.pattern.is_empty() {
            backend.draw_path(points, &self.style)
        } else {
            backend.dash(&points.collect::<Vec<_>>(), &self.style, self.pattern)
        }
    }
}

/// Draws a line through the points; an empty pattern is a whole line. With a tolerance the
/// points go from left to right, and vertices that make no difference of it are left out.
pub fn stroke<DB: Dashes>(
    area: &DrawingArea<DB, Shift>,
    points: &[(f64, f64)],
    style: ShapeStyle,
    pattern: &[f64],
    tolerance: f64,
) -> super::Drawn<DB> {
    let points = if tolerance > 0.0 { simplified(points, tolerance) } else { points.to_vec() };
    let path: Vec<BackendCoord> =
        points.into_iter().map(|(x, y)| (x.round() as i32, y.round() as i32)).collect();
    area.draw(&Stroke { path: &path, style, pattern })
}

/// The points without those that lie within `tolerance`, up or down, of the line that remains.
/// Points go from left to right.
fn simplified(points: &[(f64, f64)], tolerance: f64) -> Vec<(f64, f64)> {
    let Some(&first) = points.first() else { return Vec::new() };
    let mut kept = vec![first];
    // slopes from the last kept point that pass every point since within the tolerance
    let mut passing = (f64::NEG_INFINITY, f64::INFINITY);
    for (i, &point) in points.iter().enumerate().skip(1) {
        let mut from = kept[kept.len() - 1];
        let slope = (point.1 - from.1) / (point.0 - from.0);
        if !(passing.0 <= slope && slope <= passing.1) {
            from = points[i - 1];
            if i > 1 {
                kept.push(from);
            }
            passing = (f64::NEG_INFINITY, f64::INFINITY);
        }
        let run = point.0 - from.0;
        if run > 0.0 {
            passing.0 = passing.0.max((point.1 - tolerance - from.1) / run);
            passing.1 = passing.1.min((point.1 + tolerance - from.1) / run);
        }
    }
    kept.extend(points.last().filter(|_| points.len() > 1));
    kept
}

/// The path cut by the pattern: the strokes, without the gaps.
fn pieces(path: &[BackendCoord], pattern: &[f64]) -> Vec<Vec<BackendCoord>> {
    let mut found = Vec::new();
    let Some(&start) = path.first() else { return found };
    if !(pattern.len().is_multiple_of(2) && pattern.iter().all(|&length| length >= 1.0)) {
        return vec![path.to_vec()];
    }
    let (mut part, mut left) = (0, pattern[0]);
    let mut piece = vec![start];
    for (&(x0, y0), &(x1, y1)) in path.iter().zip(&path[1..]) {
        let (dx, dy) = (f64::from(x1 - x0), f64::from(y1 - y0));
        let length = dx.hypot(dy);
        let mut done = 0.0;
        while length - done > left {
            done += left;
            let at = |from: i32, by: f64| (f64::from(from) + by * done / length).round() as i32;
            let point = (at(x0, dx), at(y0, dy));
            if part % 2 == 0 {
                piece.push(point);
                found.push(std::mem::take(&mut piece));
            } else {
                piece = vec![point];
            }
            part = (part + 1) % pattern.len();
            left = pattern[part];
        }
        left -= length - done;
        if part % 2 == 0 {
            piece.push((x1, y1));
        }
    }
    found.push(piece);
    found.retain(|piece| piece.len() > 1);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dashed_line_is_strokes_and_gaps_around_corners() {
        let path = [(0, 0), (10, 0), (10, 10)];
        assert_eq!(
            pieces(&path, &[6.0, 2.0]),
            [vec![(0, 0), (6, 0)], vec![(8, 0), (10, 0), (10, 4)], vec![(10, 6), (10, 10)]]
        );
    }

    #[test]
    fn what_is_left_out_makes_no_difference() {
        let curve: Vec<(f64, f64)> = (0..=2000)
            .map(|j| (f64::from(j), 800.0 * (-0.5 * (f64::from(j - 900) / 150.0).powi(2)).exp()))
            .collect();
        let kept = simplified(&curve, 0.5);
        assert!(kept.len() < 200, "{}", kept.len());
        assert_eq!((kept[0], kept[kept.len() - 1]), (curve[0], curve[2000]));
        for pair in kept.windows(2) {
            let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
            for &(x, y) in curve.iter().filter(|(x, _)| (x0..=x1).contains(x)) {
                let drawn = y0 + (y1 - y0) * (x - x0) / (x1 - x0);
                assert!((drawn - y).abs() <= 0.5 + 1e-9, "{x}: {drawn} {y}");
            }
        }
    }

    #[test]
    fn a_corner_stays() {
        let tent = [(0.0, 0.0), (1.0, 10.0), (2.0, 20.0), (3.0, 10.0), (4.0, 0.0)];
        assert_eq!(simplified(&tent, 0.5), [(0.0, 0.0), (2.0, 20.0), (4.0, 0.0)]);
        assert_eq!(simplified(&[(1.0, 5.0), (1.0, 9.0)], 0.5), [(1.0, 5.0), (1.0, 9.0)]);
    }
}
