//! What a reader of the picture relies on, counted in the drawing: never a byte, a meaning.

use em_mixture::chart::theme::Theme;
use em_mixture::chart::{self, Bin, Frame, Look, View};
use em_mixture::mixture::{Component, Mixture};
use plotters::prelude::{IntoDrawingArea, SVGBackend};
use plotters::style::RGBColor;

const WIDTH: u32 = 1000;
const HEIGHT: u32 = 440;
/// `chart::svg` draws eighths of a CSS pixel.
const UNITS: f64 = 8.0;

fn mixture(parts: &[(f64, f64, f64)]) -> Mixture {
    Mixture::new(parts.iter().map(|&(weight, mean, sd)| Component { weight, mean, sd }).collect())
}

fn truth() -> Mixture {
    mixture(&[(0.3, 20.0, 5.0), (0.7, 40.0, 5.0)])
}

fn estimate() -> Mixture {
    mixture(&[(0.41, 24.31, 7.62), (0.59, 38.77, 6.08)])
}

/// k components side by side over the data's range.
fn row(k: usize) -> Mixture {
    let component = |j: usize| (1.0 / k as f64, 5.0 + 50.0 * (j as f64 + 0.5) / k as f64, 15.0 / k as f64);
    mixture(&(0..k).map(component).collect::<Vec<_>>())
}

/// 10,000 points as their true densities share them among `count` bins from 5 to 55.
fn bins(count: u32, shared_by: Option<&Mixture>) -> Vec<Bin> {
    let width = 50.0 / f64::from(count);
    let bin = |j: u32| {
        let from = 5.0 + f64::from(j) * width;
        let middle = from + 0.5 * width;
        let points = (truth().density(middle) * 10_000.0 * width).round();
        let shares =
            shared_by.map(|by| by.responsibilities(middle).iter().map(|r| r * points).collect::<Vec<_>>());
        Bin { from, to: from + width, count: points, shares: shares.unwrap_or_default() }
    };
    (0..count).map(bin).collect()
}

fn view<'a>(bins: &'a [Bin], mixture: &'a Mixture, truth: Option<&'a Mixture>) -> View<'a> {
    View { bins, n: 10_000.0, mixture, truth, axis: "minutes between eruptions" }
}

fn svg(view: &View) -> String {
    chart::svg(view, WIDTH, HEIGHT, Look::Light).expect("an SVG can always be drawn")
}

fn light() -> Theme {
    Theme::new(Look::Light, UNITS)
}

fn frame(view: &View) -> Frame {
    chart::frame(view, f64::from(WIDTH), f64::from(HEIGHT), &light())
}

fn hex(RGBColor(r, g, b): RGBColor) -> String {
    format!("#{r:02X}{g:02X}{b:02X}")
}

/// The elements of that name, each as its text from `<` to the next element.
fn elements<'a>(svg: &'a str, name: &str) -> Vec<&'a str> {
    svg.split('<').filter(|element| element.starts_with(&format!("{name} "))).collect()
}

fn attribute<'a>(element: &'a str, name: &str) -> &'a str {
    let start = element.find(&format!(" {name}=\"")).expect("the attribute is there") + name.len() + 3;
    element[start..].split('"').next().unwrap_or_default()
}

fn number(element: &str, name: &str) -> f64 {
    attribute(element, name).parse().expect("the attribute is a number")
}

fn filled<'a>(svg: &'a str, name: &str, colour: RGBColor) -> Vec<&'a str> {
    elements(svg, name).into_iter().filter(|element| attribute(element, "fill") == hex(colour)).collect()
}

fn stroked(svg: &str, colour: RGBColor) -> Vec<&str> {
    let lines = elements(svg, "polyline").into_iter();
    lines.filter(|line| attribute(line, "stroke") == hex(colour)).collect()
}

/// The first corner's height of each vertex of a line.
fn heights(line: &str) -> Vec<f64> {
    let vertices = attribute(line, "points").split_whitespace();
    vertices.filter_map(|vertex| vertex.split(',').nth(1)?.parse().ok()).collect()
}

/// What is written, in the order of drawing.
fn texts(svg: &str) -> Vec<&str> {
    let text = |element: &'_ str| element.find('>').map(|end| end + 1);
    elements(svg, "text").into_iter().filter_map(|e| Some(e[text(e)?..].trim())).collect()
}

/// Bars of at least this many CSS pixels show a fill within their edge.
fn is_tall(frame: &Frame, bin: &Bin) -> bool {
    frame.bottom - frame.up(bin.count * bin.density_per_count(10_000.0)) > 2.0
}

#[test]
fn before_an_e_step_every_bin_is_one_grey_bar() {
    let (bins, mixture) = (bins(50, None), estimate());
    let view = view(&bins, &mixture, None);
    let (drawn, frame) = (svg(&view), frame(&view));
    let tall: Vec<&Bin> = bins.iter().filter(|bin| is_tall(&frame, bin)).collect();
    let found = filled(&drawn, "rect", light().grey());
    assert_eq!(found.len(), tall.len());
    for (bar, bin) in found.iter().zip(tall) {
        let top = frame.up(bin.count / (10_000.0 * (bin.to - bin.from)));
        // within the edge, a CSS pixel, and the snapping to one
        assert!((number(bar, "y") / UNITS - top - 1.0).abs() <= 0.51);
        assert!((number(bar, "x") / UNITS - frame.across(bin.from) - 1.0).abs() <= 0.51);
    }
}

#[test]
fn after_an_e_step_the_parts_of_a_bar_add_up_to_it() {
    for k in 1..=8 {
        let mixture = row(k);
        let bins = bins(50, Some(&mixture));
        let view = view(&bins, &mixture, None);
        let (drawn, frame) = (svg(&view), frame(&view));
        assert!(filled(&drawn, "rect", light().grey()).is_empty());
        for bin in bins.iter().filter(|bin| bin.count > 0.0) {
            let left = frame.across(bin.from);
            let mut sum = 0.0;
            let mut parts = 0;
            for &colour in &light().components[..k] {
                for part in filled(&drawn, "rect", colour) {
                    if (number(part, "x") / UNITS - left).abs() < 0.51 {
                        sum += number(part, "height") / UNITS;
                        parts += 1;
                    }
                }
            }
            let whole = frame.bottom - frame.up(bin.count * bin.density_per_count(10_000.0));
            assert!((sum - whole).abs() <= 1.0, "k = {k}: {sum} of {whole}");
            assert!(whole < 1.0 || (1..=k).contains(&parts), "k = {k}: {parts} parts");
        }
    }
}

#[test]
fn every_component_has_its_curve_and_its_letter() {
    for k in 1..=8 {
        let mixture = row(k);
        let bins = bins(50, None);
        let drawn = svg(&view(&bins, &mixture, None));
        for (j, &colour) in light().components.iter().enumerate() {
            assert_eq!(!stroked(&drawn, colour).is_empty(), j < k, "k = {k}: curve {j}");
            let letter = Component::letter(j).to_string();
            let written = texts(&drawn).iter().filter(|&&text| text == letter).count();
            assert_eq!(written, usize::from(j < k), "k = {k}: letter {letter}");
        }
    }
}

#[test]
fn a_curve_peaks_where_its_component_does() {
    let (bins, mixture) = (bins(50, None), estimate());
    let view = view(&bins, &mixture, None);
    let (drawn, frame) = (svg(&view), frame(&view));
    for (component, &colour) in mixture.components().iter().zip(&light().components) {
        let highest = stroked(&drawn, colour).iter().flat_map(|line| heights(line)).fold(f64::MAX, f64::min);
        let peak = frame.up(component.weighted_density(component.mean));
        assert!((highest / UNITS - peak).abs() < 1.0, "{highest} {peak}");
    }
}

#[test]
fn both_axes_are_named_and_numbered() {
    let (bins, mixture) = (bins(50, None), estimate());
    let drawn = svg(&view(&bins, &mixture, None));
    let written = texts(&drawn);
    for name in ["density", "minutes between eruptions", "0", "0.02", "0.04", "10", "20", "50", "mixture"] {
        assert!(written.contains(&name), "{name}: {written:?}");
    }
}

#[test]
fn the_truth_is_drawn_and_named_only_where_it_is_given() {
    let (bins, mixture, truth) = (bins(50, None), estimate(), truth());
    let (hidden, shown) = (svg(&view(&bins, &mixture, None)), svg(&view(&bins, &mixture, Some(&truth))));
    assert!(!texts(&hidden).contains(&"truth"));
    assert!(texts(&shown).contains(&"truth"));
    // its line, and its sample in the legend
    let whole_lines = |svg: &str| stroked(svg, light().ink).len();
    assert_eq!(whole_lines(&shown), whole_lines(&hidden) + 2);
}

#[test]
fn a_collapsed_component_is_cut_and_does_not_flatten_the_rest() {
    for sd in [0.3, 0.02, 1e-9, 1e-300] {
        let mixture = mixture(&[(0.3, 20.0, 5.0), (0.69, 40.0, 5.0), (0.01, 30.0, sd)]);
        let bins = bins(50, Some(&mixture));
        let view = view(&bins, &mixture, None);
        let (drawn, frame) = (svg(&view), frame(&view));
        let tallest = bins.iter().map(|bin| frame.up(bin.count * bin.density_per_count(10_000.0)));
        let height = frame.bottom - tallest.fold(f64::MAX, f64::min);
        assert!(height > 0.75 * (frame.bottom - frame.top), "sd {sd}: {height}");
        let spike = light().components[2];
        let highest = stroked(&drawn, spike).iter().flat_map(|line| heights(line)).fold(f64::MAX, f64::min);
        if sd < 0.1 {
            assert!((highest / UNITS - frame.top).abs() < 0.51, "sd {sd}: drawn up to {highest}");
            assert_eq!(filled(&drawn, "polygon", spike).len(), 1, "sd {sd}: one mark");
        }
    }
}

#[test]
fn no_letter_is_cut_or_covers_another() {
    let crowded = mixture(&[(0.125, 38.0, 5.0); 8]);
    for mixture in [crowded, row(8)] {
        for (width, height) in [(320, 200), (1000, 440)] {
            let bins = bins(50, None);
            let drawn = chart::svg(&view(&bins, &mixture, None), width, height, Look::Projector);
            let drawn = drawn.expect("an SVG can always be drawn");
            let mut badges: Vec<(f64, f64, f64)> = Vec::new();
            for &colour in &light().components {
                for disc in filled(&drawn, "circle", colour) {
                    badges.push((number(disc, "cx"), number(disc, "cy"), number(disc, "r")));
                }
            }
            assert_eq!(badges.len(), 8);
            for (i, &(x, y, r)) in badges.iter().enumerate() {
                assert!(x >= r && x + r <= f64::from(width) * UNITS, "{x}");
                assert!(y >= r && y + r <= f64::from(height) * UNITS, "{y}");
                for &(other_x, other_y, _) in &badges[..i] {
                    assert!((x - other_x).hypot(y - other_y) >= 2.0 * r);
                }
            }
        }
    }
}

#[test]
fn every_scale_shows_the_same_picture() {
    let mixture = estimate();
    let bins = bins(50, Some(&mixture));
    let view = view(&bins, &mixture, None);
    let drawn_at = |scale: f64| {
        let mut drawn = String::new();
        let size = ((f64::from(WIDTH) * scale) as u32, (f64::from(HEIGHT) * scale) as u32);
        let area = SVGBackend::with_string(&mut drawn, size).into_drawing_area();
        chart::draw(&area, &view, &Theme::new(Look::Light, scale)).expect("it can be drawn");
        drop(area);
        drawn
    };
    let once = drawn_at(1.0);
    for scale in [1.5, 2.0, 3.0] {
        let again = drawn_at(scale);
        assert_eq!(texts(&again), texts(&once), "{scale}");
        let size = |svg: &str| number(elements(svg, "text")[0], "font-size");
        assert!((size(&again) / size(&once) - scale).abs() < 1e-9, "{scale}");
        // the axis: the plot's right border at the same place
        let right = |svg: &str| {
            let axis = filled(svg, "rect", light().soft);
            axis.iter().map(|rule| number(rule, "x") + number(rule, "width")).fold(0.0, f64::max)
        };
        assert!((right(&again) / scale - right(&once)).abs() <= 1.0, "{scale}");
    }
}

#[test]
fn every_look_draws_on_its_own_ground() {
    let (bins, mixture) = (bins(50, None), estimate());
    for look in Look::ALL {
        let drawn = chart::svg(&view(&bins, &mixture, None), 320, 200, look).expect("it can be drawn");
        let theme = Theme::new(look, UNITS);
        let ground = elements(&drawn, "rect")[0];
        assert_eq!(attribute(ground, "fill"), hex(theme.card));
        assert_eq!(number(ground, "width"), 320.0 * UNITS);
        assert!(!stroked(&drawn, theme.components[1]).is_empty());
    }
}

/// Bins and a mixture that no one should have to draw, and yet someone will ask for.
fn ugly() -> Vec<(Vec<Bin>, Mixture)> {
    let bin = |from: f64, to: f64, count: f64| Bin { from, to, count, shares: vec![] };
    let mut cases = Vec::new();
    for unit in [1e-300, 1e-60, 1e-9, 1.0, 1e6, 1e60, 1e300] {
        for sd in [1e-320, 1e-9 * unit, unit, 1e6 * unit] {
            let around = mixture(&[(0.5, unit, sd), (0.5, 3.0 * unit, sd)]);
            cases.push((vec![bin(unit, 2.0 * unit, 3.0), bin(2.0 * unit, 3.0 * unit, 1.0)], around.clone()));
            cases.push((vec![bin(unit - 0.5, unit + 0.5, 4.0)], around.clone()));
            cases.push((vec![bin(unit, unit, 4.0)], around.clone()));
            cases.push((vec![], around));
        }
    }
    let far = mixture(&[(1.0, 1e300, 1.0), (0.0, -1e300, 1e-300)]);
    cases.push((vec![bin(0.0, 1.0, 4.0)], far));
    cases.push((vec![bin(-f64::MAX, f64::MAX, 4.0)], mixture(&[(1.0, 0.0, f64::MAX)])));
    cases.push((bins(200, Some(&row(8))), row(8)));
    cases.push((bins(50, None), mixture(&[(0.0, 20.0, 5.0); 8])));
    cases.push((vec![bin(0.0, 1.0, 0.0)], row(1)));
    cases
}

#[test]
fn whatever_is_finite_can_be_drawn() {
    for (case, (bins, mixture)) in ugly().iter().enumerate() {
        for (width, height) in [(320, 200), (1, 1), (1600, 900)] {
            for truth in [None, Some(mixture)] {
                let view = View { bins, n: 4.0, mixture, truth, axis: "" };
                let drawn = chart::svg(&view, width, height, Look::Dark).expect("it can be drawn");
                assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "case {case}");
                let far = elements(&drawn, "rect").into_iter().find(|rect| {
                    number(rect, "x").abs() > 4.0 * 1600.0 * UNITS || number(rect, "height") < 0.0
                });
                assert_eq!(far, None, "case {case}");
            }
        }
    }
}
