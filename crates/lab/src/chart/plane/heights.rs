//! The mixture's density over the plane, as contours.
//!
//! Logarithms of densities are nearly parabolas, so that they can be interpolated on a coarse grid. A contour
//! is drawn around what holds a certain part of the mixture: so a component that collapses onto a point, and so
//! rises without bound, moves no contour but its own.

use super::frame::PlanePlot;
use crate::chart::contours::{Grid, contours};
use crate::chart::pen::Place;
use crate::order::descend;
use crate::plane::Mixture;

/// The parts of the mixture that the contours hold.
const HELD: [f64; 4] = [0.2, 0.5, 0.8, 0.95];
/// The distance between points of the grid, in CSS pixels, and the most of them across and up.
const APART: f64 = 8.0;
const MOST: [usize; 2] = [130, 80];
/// The least logarithm of a density, in place of −∞.
const LEAST: f64 = -1e30;

/// The contours of the mixture's density, as places on the picture.
pub fn density_contours(mixture: &Mixture, plot: &PlanePlot) -> Vec<Vec<Place>> {
    let main = &plot.main;
    let (width, height) = (main.right - main.left, main.bottom - main.top);
    let count = |size: f64, most: usize| ((size / APART) as usize + 1).clamp(2, most);
    let (columns, rows) = (count(width, MOST[0]), count(height, MOST[1]));
    let part = |j: usize, count: usize| j as f64 / (count - 1) as f64;
    let at = |range: &std::ops::Range<f64>, part: f64| range.start + part * (range.end - range.start);
    let xs: Vec<f64> = (0..columns).map(|j| at(&main.x, part(j, columns))).collect();
    let ys: Vec<f64> = (0..rows).map(|j| at(&main.y, part(j, rows))).collect();
    let values = ln_densities(mixture, &xs, &ys);
    let place = |(column, row): (f64, f64)| {
        let [across, up] = [column / (columns - 1) as f64, row / (rows - 1) as f64];
        (main.left + across * width, main.bottom - up * height)
    };
    let grid = Grid { values: &values, columns };
    let lines = levels(&values).into_iter().flat_map(|level| contours(grid, level));
    lines.map(|line| smooth(&smooth(&line.into_iter().map(place).collect::<Vec<_>>()))).collect()
}

/// The line with its corners cut: Chaikin's method, by which a polygon becomes a parabola's arcs.
fn smooth(line: &[Place]) -> Vec<Place> {
    let (Some(&first), Some(&last)) = (line.first(), line.last()) else { return Vec::new() };
    let between = |a: Place, b: Place, part: f64| (a.0 + part * (b.0 - a.0), a.1 + part * (b.1 - a.1));
    let cut = line.windows(2).flat_map(|ends| [0.25, 0.75].map(|part| between(ends[0], ends[1], part)));
    if first == last {
        // closed: the first corner is cut too
        let mut cut: Vec<Place> = cut.collect();
        cut.push(cut[0]);
        cut
    } else {
        [first].into_iter().chain(cut).chain([last]).collect()
    }
}

/// ln p(x, y) at each x of each y, row by row.
fn ln_densities(mixture: &Mixture, xs: &[f64], ys: &[f64]) -> Vec<f64> {
    let components: Vec<_> = mixture
        .components()
        .iter()
        .filter(|c| c.weight > 0.0)
        .map(|c| (c.mean, c.ln_height(), c.covariance.whitening()))
        .collect();
    let mut found = Vec::with_capacity(xs.len() * ys.len());
    let mut terms = vec![0.0; components.len()];
    for &y in ys {
        for &x in xs {
            let mut largest = LEAST;
            for (term, (mean, ln_height, [a, b, c])) in terms.iter_mut().zip(&components) {
                let (dx, dy) = (x - mean[0], y - mean[1]);
                let (z1, z2) = (a * dx, b * dx + c * dy);
                // NaN of extreme numbers becomes the least one
                *term = (ln_height - 0.5 * (z1 * z1 + z2 * z2)).max(LEAST);
                largest = largest.max(*term);
            }
            let sum: f64 = terms.iter().map(|term| (term - largest).exp()).sum();
            found.push(largest + sum.max(1.0).ln());
        }
    }
    found
}

/// The heights above which these parts of the mixture are, of what the grid shows of it.
fn levels(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    descend(&mut sorted);
    let Some(&top) = sorted.first() else { return Vec::new() };
    let mass = |value: &f64| (value - top).exp();
    let whole: f64 = sorted.iter().map(mass).sum();
    let mut found = Vec::with_capacity(HELD.len());
    let (mut sum, mut before) = (0.0, top);
    for value in &sorted {
        let with = sum + mass(value);
        while let Some(held) = HELD.get(found.len()).filter(|&held| held * whole <= with) {
            let part = (held * whole - sum) / (with - sum);
            found.push(before + (value - before) * if part.is_finite() { part } else { 1.0 });
        }
        (sum, before) = (with, *value);
    }
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::super::ellipse::mass_within;
    use super::*;
    use crate::chart::plot::Plot;
    use crate::plane::{Component, Covariance};

    fn plot() -> PlanePlot {
        let main = Plot { left: 40.0, right: 640.0, top: 10.0, bottom: 410.0, x: -9.0..9.0, y: 0.0..12.0 };
        PlanePlot { main, above: None, beside: None, lowered: 0.0, named: true }
    }

    fn component(weight: f64, mean: [f64; 2], sds: [f64; 2], rho: f64) -> Component {
        Component { weight, mean, covariance: Covariance::correlated(sds, rho).unwrap() }
    }

    /// The contours of one component, each with the part of it that it should hold.
    fn held(c: Component, of: &Mixture) -> Vec<(f64, f64)> {
        let plot = plot();
        let of_place = |&place: &Place| {
            let at = plot.point_at(place);
            c.covariance.squared_distance([at[0] - c.mean[0], at[1] - c.mean[1]]).sqrt()
        };
        density_contours(of, &plot)
            .into_iter()
            .map(|line| {
                let distances: Vec<f64> = line.iter().map(of_place).collect();
                let least = distances.iter().copied().fold(f64::MAX, f64::min);
                (mass_within(least), mass_within(distances.into_iter().fold(0.0, f64::max)))
            })
            .collect()
    }

    #[test]
    fn the_contours_of_a_gaussian_are_the_ellipses_that_hold_those_parts() {
        let c = component(1.0, [1.0, 6.0], [2.0, 1.5], 0.7);
        let found = held(c, &Mixture::new(vec![c]).unwrap());
        assert_eq!(found.len(), HELD.len());
        for ((least, most), part) in found.into_iter().zip(HELD) {
            assert!((least - part).abs() < 0.02 && (most - part).abs() < 0.02, "{part}: {least} to {most}");
        }
    }

    #[test]
    fn a_collapsed_component_moves_no_other_contour() {
        let c = component(0.99, [1.0, 6.0], [2.0, 1.5], 0.7);
        let spike = component(0.01, [-3.0, 6.0], [0.03, 0.03], 0.0);
        let plot = plot();
        let alone = density_contours(&Mixture::new(vec![Component { weight: 1.0, ..c }]).unwrap(), &plot);
        let both = density_contours(&Mixture::new(vec![c, spike]).unwrap(), &plot);
        let widest = |lines: &[Vec<Place>]| {
            let all = lines.iter().flatten().map(|place| place.0);
            all.fold((f64::MAX, 0.0_f64), |(low, high), x| (low.min(x), high.max(x)))
        };
        let (alone, both) = (widest(&alone), widest(&both));
        assert!((alone.0 - both.0).abs() < 6.0 && (alone.1 - both.1).abs() < 6.0, "{alone:?} {both:?}");
    }

    #[test]
    fn corners_are_cut_and_ends_stay() {
        let open = smooth(&[(0.0, 0.0), (4.0, 0.0), (4.0, 4.0)]);
        assert_eq!(open, [(0.0, 0.0), (1.0, 0.0), (3.0, 0.0), (4.0, 1.0), (4.0, 3.0), (4.0, 4.0)]);
        let closed = smooth(&[(0.0, 0.0), (4.0, 0.0), (0.0, 4.0), (0.0, 0.0)]);
        assert_eq!((closed.len(), closed[0]), (7, closed[6]));
    }
}
