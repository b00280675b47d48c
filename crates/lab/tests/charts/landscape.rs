//! The landscape: shades, contours, and EM's path over them.

use crate::reading::{
    HEIGHT, UNITS, WIDTH, circles, elements, filled, light, number, stroked, svg, texts, vertices,
};
use em_lab::chart::Plot;
use em_lab::chart::landscape::{LandscapeView, landscape_plot};
use em_lab::chart::theme::blend;
use plotters::style::RGBColor;

const N: usize = 64;
/// The means at the highest point.
const TOP: (f64, f64) = (40.0, 20.0);

/// A hill over means from 0 to 60, a lower one where the components are swapped.
fn hills() -> Vec<f64> {
    let mean = |j: usize| 60.0 * (j as f64 + 0.5) / N as f64;
    let hill = |a: f64, b: f64, at: (f64, f64)| (-((a - at.0).powi(2) + (b - at.1).powi(2)) / 200.0).exp();
    let height = |a: f64, b: f64| -4.0 + hill(a, b, TOP) + 0.6 * hill(a, b, (TOP.1, TOP.0));
    (0..N * N).map(|cell| height(mean(cell % N), mean(cell / N))).collect()
}

fn view<'a>(values: &'a [f64], path: &'a [(f64, f64)], position: usize) -> LandscapeView<'a> {
    let (components, coordinates, parameter) = ([0, 2], [""; 2], "mean");
    LandscapeView {
        values,
        n: N,
        x: 0.0..60.0,
        y: 0.0..60.0,
        components,
        coordinates,
        parameter,
        path,
        position,
    }
}

fn plot(view: &LandscapeView) -> Plot {
    landscape_plot(view, f64::from(WIDTH), f64::from(HEIGHT), &light())
}

/// The rectangles that lie within the plot, in CSS pixels: left, top, width, height, colour.
fn cells(drawn: &str, plot: &Plot) -> Vec<(f64, f64, f64, f64, String)> {
    let rects = elements(drawn, "rect").into_iter().skip(1).map(|rect| {
        let side = |name: &str| number(rect, name) / UNITS;
        let colour = crate::reading::attribute(rect, "fill").to_string();
        (side("x"), side("y"), side("width"), side("height"), colour)
    });
    let shades: Vec<String> =
        (0..40).map(|j| crate::reading::hex(light().height(f64::from(j) / 39.0))).collect();
    rects
        .filter(|(left, top, _, _, colour)| {
            *left >= plot.left - 1.0 && *top >= plot.top - 1.0 && shades.contains(colour)
        })
        .collect()
}

/// The value at so many CSS pixels from the top.
fn value_up(plot: &Plot, up: f64) -> f64 {
    plot.y.start + (plot.bottom - up) / (plot.bottom - plot.top) * (plot.y.end - plot.y.start)
}

#[test]
fn the_shades_cover_the_plot_once() {
    let (values, plot) = (hills(), plot(&view(&[], &[], 0)));
    let cells = cells(&svg(&view(&values, &[], 0)), &plot);
    let area: f64 = cells.iter().map(|(_, _, width, height, _)| width * height).sum();
    let whole = (plot.right - plot.left) * (plot.bottom - plot.top);
    assert!((area / whole - 1.0).abs() < 0.01, "{area} of {whole}");
}

#[test]
fn the_top_has_the_highest_shade_and_nothing_else_has() {
    let values = hills();
    let plot = plot(&view(&values, &[], 0));
    let drawn = svg(&view(&values, &[], 0));
    let cells = cells(&drawn, &plot);
    let shade = |part: f64| crate::reading::hex(light().height(part));
    let used = (30..40).rev().map(|j| shade(f64::from(j) / 39.0));
    let highest = used.into_iter().find(|shade| cells.iter().any(|cell| cell.4 == *shade));
    let highest = highest.expect("the highest quarter of the shades is used");
    let found: Vec<_> = cells.iter().filter(|cell| cell.4 == highest).collect();
    for (left, top, width, height, _) in found {
        let (a, b) = (plot.value_across(left + 0.5 * width), value_up(&plot, top + 0.5 * height));
        assert!((a - TOP.0).hypot(b - TOP.1) < 4.0, "{a} {b}");
    }
}

#[test]
fn contours_are_dense_near_the_top() {
    let values = hills();
    let drawn = svg(&view(&values, &[], 0));
    let theme = light();
    let contour = |j: usize| stroked(&drawn, blend(theme.ink, theme.height(j as f64 / 10.0), 0.4));
    let lines: Vec<usize> = (1..=9).map(|j| contour(j).len()).collect();
    assert!(lines.iter().all(|&lines| lines > 0), "nine levels: {lines:?}");
    assert_eq!(lines[8], 1, "the highest goes around the top alone: {lines:?}");
    assert!(lines[..8].contains(&2), "a lower one around both hills: {lines:?}");
    let plot = plot(&view(&values, &[], 0));
    for (x, y) in [7, 8, 9].into_iter().flat_map(contour).flat_map(vertices) {
        let (a, b) = (plot.value_across(x), value_up(&plot, y));
        assert!((a - TOP.0).hypot(b - TOP.1) < 6.0, "the highest third within half an sd: {a} {b}");
    }
}

#[test]
fn the_path_follows_em_and_later_half_steps_are_paler() {
    let (values, path) = (hills(), [(10.0, 50.0), (10.0, 50.0), (25.0, 35.0), (25.0, 35.0), (38.0, 22.0)]);
    let drawn = svg(&view(&values, &path, 2));
    let plot = plot(&view(&values, &path, 2));
    let place = |(a, b): (f64, f64)| (plot.across(a), plot.up(b));
    let ends = |colour: RGBColor| -> Vec<Vec<(f64, f64)>> {
        stroked(&drawn, colour).into_iter().map(vertices).collect()
    };
    let near = |a: (f64, f64), b: (f64, f64)| (a.0 - b.0).hypot(a.1 - b.1) < 0.2;
    let (gone, to_come) = (ends(light().ink), ends(light().pale(light().ink)));
    assert_eq!((gone.len(), to_come.len()), (1, 1));
    assert!(near(gone[0][0], place(path[0])) && near(gone[0][1], place(path[2])), "{gone:?}");
    assert!(near(to_come[0][1], place(path[4])), "{to_come:?}");
    let present = circles(&drawn, light().ink).into_iter().filter(|(_, _, r)| *r > 6.0);
    let present: Vec<_> = present.map(|(x, y, _)| (x, y)).collect();
    assert!(present.len() == 1 && near(present[0], place(path[2])), "{present:?}");
}

#[test]
fn a_path_that_leaves_the_plot_is_cut_there() {
    let (values, path) = (hills(), [(30.0, 30.0), (500.0, 30.0), (30.0, -1e300), (30.0, 30.0)]);
    let plot = plot(&view(&values, &path, 3));
    for line in stroked(&svg(&view(&values, &path, 3)), light().ink) {
        for (x, y) in vertices(line) {
            assert!((plot.left - 0.1..=plot.right + 0.1).contains(&x), "{x}");
            assert!((plot.top - 0.1..=plot.bottom + 0.1).contains(&y), "{y}");
        }
    }
}

#[test]
fn both_axes_and_the_scale_are_named() {
    let values = hills();
    let drawn = svg(&view(&values, &[], 0));
    for name in ["mean of A", "mean of C", "log-likelihood per point", "−4.000", "20", "40"] {
        assert!(texts(&drawn).contains(&name), "{name}: {:?}", texts(&drawn));
    }
}

#[test]
fn in_the_plane_the_axes_say_which_coordinate_they_are() {
    let values = hills();
    let view = LandscapeView { coordinates: ["x", "y"], ..view(&values, &[], 0) };
    for name in ["mean x of A", "mean y of C"] {
        assert!(texts(&svg(&view)).contains(&name), "{name}: {:?}", texts(&svg(&view)));
    }
}

#[test]
fn a_place_is_a_pair_of_means() {
    let plot = plot(&view(&[], &[], 0));
    for (a, b) in [(0.0, 0.0), (12.5, 48.0), (60.0, 60.0)] {
        assert!((plot.value_across(plot.across(a)) - a).abs() < 1e-9);
        assert!((value_up(&plot, plot.up(b)) - b).abs() < 1e-9);
    }
}

#[test]
fn a_flat_surface_has_one_shade_and_no_contours() {
    let drawn = svg(&view(&[-3.0; N * N], &[(30.0, 30.0)], 0));
    let theme = light();
    let contours = (1..=9).map(|j| blend(theme.ink, theme.height(f64::from(j) / 10.0), 0.4));
    assert_eq!(contours.map(|colour| stroked(&drawn, colour).len()).sum::<usize>(), 0);
    assert!(!filled(&drawn, "circle", theme.ink).is_empty());
}
