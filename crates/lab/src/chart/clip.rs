//! Lines cut at the borders of a plot.
//!
//! Each segment is cut by Liang and Barsky's method: the part of it that is on the inner side of all four borders.

use super::pen::Place;
use super::plot::Plot;

/// The parts of the line through these places that are inside the plot; none of what is not finite.
pub fn clipped(line: &[Place], plot: &Plot) -> Vec<Vec<Place>> {
    let mut runs = Vec::new();
    let mut run: Vec<Place> = Vec::new();
    for (&from, &to) in line.iter().zip(line.iter().skip(1)) {
        let Some((start, end)) = inside(from, to, plot) else { continue };
        let at = |part: f64| (from.0 + part * (to.0 - from.0), from.1 + part * (to.1 - from.1));
        if start > 0.0 || run.is_empty() {
            runs.push(std::mem::take(&mut run));
            run.push(at(start));
        }
        run.push(at(end));
        if end < 1.0 {
            runs.push(std::mem::take(&mut run));
        }
    }
    runs.push(run);
    runs.retain(|run| run.len() > 1);
    runs
}

/// The parts of the segment at which it enters and leaves the plot.
fn inside(from: Place, to: Place, plot: &Plot) -> Option<(f64, f64)> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let (mut start, mut end) = (0.0_f64, 1.0_f64);
    // for each border: how fast the segment comes to it, and how far it is, both towards the outside
    for (speed, room) in [
        (-dx, from.0 - plot.left),
        (dx, plot.right - from.0),
        (-dy, from.1 - plot.top),
        (dy, plot.bottom - from.1),
    ] {
        if !(speed.is_finite() && room.is_finite()) || (speed == 0.0 && room < 0.0) {
            return None;
        }
        if speed < 0.0 {
            start = start.max(room / speed);
        } else if speed > 0.0 {
            end = end.min(room / speed);
        }
    }
    (start < end).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plot() -> Plot {
        Plot { left: 0.0, right: 10.0, top: 0.0, bottom: 10.0, x: 0.0..1.0, y: 0.0..1.0 }
    }

    #[test]
    fn a_line_is_cut_where_it_leaves_and_where_it_comes_back() {
        let found = clipped(&[(2.0, 5.0), (8.0, 5.0), (14.0, 5.0), (14.0, 1.0), (4.0, 1.0)], &plot());
        assert_eq!(found, [vec![(2.0, 5.0), (8.0, 5.0), (10.0, 5.0)], vec![(10.0, 1.0), (4.0, 1.0)]]);
        let across = clipped(&[(-10.0, -10.0), (30.0, 30.0)], &plot());
        assert_eq!(across, [[(0.0, 0.0), (10.0, 10.0)]]);
    }

    #[test]
    fn what_is_outside_or_not_finite_is_left_out() {
        for line in [[(-1.0, -5.0), (-1.0, 15.0)], [(12.0, 0.0), (0.0, -12.0)], [(f64::NAN, 1.0), (2.0, 3.0)]]
        {
            assert!(clipped(&line, &plot()).is_empty(), "{line:?}");
        }
        assert!(clipped(&[(1.0, 1.0), (f64::INFINITY, 1.0)], &plot()).is_empty());
        assert!(clipped(&[(5.0, 5.0)], &plot()).is_empty());
    }
}
