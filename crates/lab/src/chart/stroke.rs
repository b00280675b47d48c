//! Strokes: a line through many points, solid or dashed.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::element::{Drawable, PointCollection};
use plotters::prelude::{DrawingBackend, SVGBackend};
use plotters::style::ShapeStyle;
use plotters_backend::{BackendCoord, DrawingErrorKind};

/// A backend that can draw a dashed line. The default cuts the line into dashes and draws each; a
/// canvas does all of it in one call.
pub trait Dashes: DrawingBackend {
    /// Strokes the path with a pattern of strokes and gaps, in the backend's units.
    fn dash(
        &mut self,
        path: &[BackendCoord],
        style: &ShapeStyle,
        pattern: &[f64],
    ) -> Result<(), DrawingErrorKind<Self::ErrorType>> {
        for dash in dashes(path, pattern) {
            self.draw_path(dash, style)?;
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

/// Draws a line through these places; an empty pattern is a solid line.
pub fn stroke<DB: Dashes>(
    area: &DrawingArea<DB, Shift>,
    path: &[BackendCoord],
    style: ShapeStyle,
    pattern: &[f64],
) -> super::Drawn<DB> {
    area.draw(&Stroke { path, style, pattern })
}

/// The dashes of the path, without the gaps.
fn dashes(path: &[BackendCoord], pattern: &[f64]) -> Vec<Vec<BackendCoord>> {
    let mut found = Vec::new();
    let Some(&start) = path.first() else { return found };
    if !(pattern.len().is_multiple_of(2) && pattern.iter().all(|&length| length >= 1.0)) {
        return vec![path.to_vec()];
    }
    let (mut part, mut left) = (0, pattern[0]);
    let mut dash = vec![start];
    for (&(x0, y0), &(x1, y1)) in path.iter().zip(&path[1..]) {
        let (dx, dy) = (f64::from(x1 - x0), f64::from(y1 - y0));
        let length = dx.hypot(dy);
        let mut done = 0.0;
        while length - done > left {
            done += left;
            let at = |from: i32, by: f64| (f64::from(from) + by * done / length).round() as i32;
            let point = (at(x0, dx), at(y0, dy));
            if part % 2 == 0 {
                dash.push(point);
                found.push(std::mem::take(&mut dash));
            } else {
                dash = vec![point];
            }
            part = (part + 1) % pattern.len();
            left = pattern[part];
        }
        left -= length - done;
        if part % 2 == 0 {
            dash.push((x1, y1));
        }
    }
    found.push(dash);
    found.retain(|dash| dash.len() > 1);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_go_around_corners() {
        let path = [(0, 0), (10, 0), (10, 10)];
        assert_eq!(
            dashes(&path, &[6.0, 2.0]),
            [vec![(0, 0), (6, 0)], vec![(8, 0), (10, 0), (10, 4)], vec![(10, 6), (10, 10)]]
        );
    }
}
