//! The main picture: bars, curves, letters, axes.

use crate::reading::{
    HEIGHT, UNITS, WIDTH, attribute, elements, filled, heights, hex, light, number, stroked, svg, texts,
    vertices,
};
use em_lab::chart::theme::Theme;
use em_lab::chart::{self, Bar, BaseTheme, PictureView, Plot, Reach};
use em_lab::mixture::{Component, Mixture};
use plotters::prelude::{IntoDrawingArea, SVGBackend};

pub fn mixture(parts: &[(f64, f64, f64)]) -> Mixture {
    Mixture::unchecked(parts.iter().map(|&(weight, mean, sd)| Component { weight, mean, sd }).collect())
}

fn truth() -> Mixture {
    mixture(&[(0.3, 20.0, 5.0), (0.7, 40.0, 5.0)])
}

fn estimate() -> Mixture {
    mixture(&[(0.41, 24.31, 7.62), (0.59, 38.77, 6.08)])
}

/// k components side by side over the data's range.
pub fn row(k: usize) -> Mixture {
    let component = |j: usize| (1.0 / k as f64, 5.0 + 50.0 * (j as f64 + 0.5) / k as f64, 15.0 / k as f64);
    mixture(&(0..k).map(component).collect::<Vec<_>>())
}

/// 10,000 points as their true densities share them among `count` bins from 5 to 55.
pub fn bins(count: u32, shared_by: Option<&Mixture>) -> Vec<Bar> {
    let width = 50.0 / f64::from(count);
    let bin = |j: u32| {
        let from = 5.0 + f64::from(j) * width;
        let middle = from + 0.5 * width;
        let points = (truth().density(middle) * 10_000.0 * width).round();
        let shares =
            shared_by.map(|by| by.responsibilities(middle).iter().map(|r| r * points).collect::<Vec<_>>());
        Bar { from, to: from + width, count: points, shares: shares.unwrap_or_default() }
    };
    (0..count).map(bin).collect()
}

fn view<'a>(bins: &'a [Bar], mixture: &'a Mixture, truth: Option<&'a Mixture>) -> PictureView<'a> {
    PictureView {
        bins,
        n: 10_000.0,
        mixture,
        k_means: false,
        truth,
        old: None,
        guess: None,
        axis: "minutes between eruptions",
        fixed_x: None,
        reach: Reach::default(),
    }
}

fn frame(view: &PictureView) -> Plot {
    chart::frame(view, f64::from(WIDTH), f64::from(HEIGHT), &light())
}

/// Bars of at least this many CSS pixels show a fill within their edge.
fn is_tall(frame: &Plot, bin: &Bar) -> bool {
    frame.bottom - frame.up(bin.count * bin.density_per_count(10_000.0)) > 2.0
}

#[test]
fn before_an_e_step_every_bin_is_one_grey_bar() {
    let (bins, mixture) = (bins(50, None), estimate());
    let view = view(&bins, &mixture, None);
    let (drawn, frame) = (svg(&view), frame(&view));
    let tall: Vec<&Bar> = bins.iter().filter(|bin| is_tall(&frame, bin)).collect();
    let found = filled(&drawn, "rect", light().grey());
    assert_eq!(found.len(), tall.len());
    for (bar, bin) in found.iter().zip(tall) {
        let top = frame.up(bin.count / (10_000.0 * (bin.to - bin.from)));
        // within the edge, a CSS pixel, and rounding to one
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
fn points_of_no_component_are_grey_above_the_others() {
    let mixture = estimate();
    let mut bins = bins(50, Some(&mixture));
    for bin in &mut bins {
        bin.shares.iter_mut().for_each(|share| *share *= 0.5);
    }
    let view = view(&bins, &mixture, None);
    let (drawn, frame) = (svg(&view), frame(&view));
    let tallest = bins.iter().max_by(|a, b| a.count.total_cmp(&b.count)).expect("there are bins");
    let top = frame.up(tallest.count * tallest.density_per_count(10_000.0));
    let left = frame.across(tallest.from);
    let greys = filled(&drawn, "rect", light().grey());
    let grey = greys.iter().find(|bar| (number(bar, "x") / UNITS - left - 1.0).abs() < 0.51);
    let grey = grey.expect("half of the tallest bar is grey");
    assert!((number(grey, "y") / UNITS - top - 1.0).abs() < 0.51);
    assert!((number(grey, "height") / UNITS - 0.5 * (frame.bottom - top)).abs() < 2.0);
}

#[test]
fn a_group_without_a_component_has_no_components_colour() {
    let mixture = row(1);
    let shared = |bin: Bar| Bar { shares: [0.5, 0.3, 0.2].map(|part| part * bin.count).to_vec(), ..bin };
    let bins: Vec<Bar> = bins(50, None).into_iter().map(shared).collect();
    let drawn = svg(&view(&bins, &mixture, None));
    let theme = light();
    for k in 1..8 {
        assert!(filled(&drawn, "rect", theme.tint(k)).is_empty(), "component {k} is not there");
    }
    assert_ne!(theme.unmatched(0), theme.unmatched(1));
    for j in 0..2 {
        assert!(filled(&drawn, "rect", theme.unmatched(j)).len() > 20, "group {j}");
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
            let letter = em_lab::letter::letter(j).to_string();
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
        assert!((highest - peak).abs() < 1.0, "{highest} {peak}");
    }
}

#[test]
fn k_means_is_drawn_as_means_and_borders_halfway_between() {
    let bins = bins(50, None);
    for k in 1..=8 {
        let mixture = row(k);
        let view = PictureView { k_means: true, ..view(&bins, &mixture, None) };
        let (drawn, frame) = (svg(&view), frame(&view));
        let tallest = bins.iter().map(|bin| bin.count * bin.density_per_count(10_000.0)).fold(0.0, f64::max);
        // within the plot: above it is the legend
        let upright = |colour| -> Vec<(f64, f64)> {
            let places = stroked(&drawn, colour).into_iter().flat_map(vertices);
            places.filter(|place| place.1 > frame.top).collect()
        };
        let at = |places: &[(f64, f64)], x: f64| {
            let here: Vec<f64> =
                places.iter().filter(|p| (p.0 - frame.across(x)).abs() < 0.51).map(|p| p.1).collect();
            here.iter().copied().fold(f64::MAX, f64::min)
        };
        let borders = upright(light().accent());
        for (j, component) in mixture.components().iter().enumerate() {
            let mean = upright(light().components[j]);
            assert!(
                mean.iter().all(|p| (p.0 - frame.across(component.mean)).abs() < 0.51),
                "k = {k}: no bell"
            );
            assert!((at(&mean, component.mean) - frame.up(tallest)).abs() < 3.0, "k = {k}: its height");
            if let Some(next) = mixture.components().get(j + 1) {
                let border = 0.5 * (component.mean + next.mean);
                assert!((at(&borders, border) - frame.up(tallest)).abs() < 5.0, "k = {k}: border {border}");
            }
        }
        let halfway =
            |x: f64| (1..k).any(|j| (frame.across(5.0 + 50.0 * j as f64 / k as f64) - x).abs() < 0.51);
        assert!(borders.iter().all(|p| halfway(p.0)), "k = {k}: no other line");
        assert!(texts(&drawn).contains(&"border") && !texts(&drawn).contains(&"mixture"));
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
            assert!((highest - frame.top).abs() < 0.51, "sd {sd}: drawn up to {highest}");
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
            let drawn = chart::svg(&view(&bins, &mixture, None), width, height, BaseTheme::Projector);
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
fn a_component_beyond_the_axis_is_named_at_that_side() {
    let bins = bins(50, None);
    let mixture = mixture(&[(0.3, 20.0, 5.0), (0.4, 130.0, 5.0), (0.2, 140.4, 5.0), (0.1, -90.0, 5.0)]);
    let view = view(&bins, &mixture, None);
    let drawn = svg(&view);
    for words in ["A", "B at 130.0 →", "C at 140.4 →", "← D at −90.0"] {
        assert_eq!(texts(&drawn).iter().filter(|text| **text == words).count(), 1, "{:?}", texts(&drawn));
    }
    assert!(!texts(&drawn).contains(&"B"), "the letter is at the side or at the peak, not both");
    let heights: Vec<f64> = ["B at", "C at"]
        .iter()
        .map(|words| {
            let element = elements(&drawn, "text").into_iter().find(|element| element.contains(words));
            number(element.expect("it is there"), "y") / UNITS
        })
        .collect();
    assert!((heights[0] - heights[1]).abs() > light().font_size, "one above the other: {heights:?}");
}

#[test]
fn a_components_colour_is_drawn_only_where_it_has_points() {
    // A has the left half, B the right: narrow bars have steps, and each step has its own colour
    let halves = |bin: Bar| {
        let left = bin.to <= 30.0;
        Bar { shares: if left { vec![bin.count, 0.0] } else { vec![0.0, bin.count] }, ..bin }
    };
    let bins: Vec<Bar> = bins(50, None).into_iter().map(halves).collect();
    let mixture = mixture(&[(0.3, 20.0, 5.0), (0.7, 40.0, 5.0)]);
    let view = view(&bins, &mixture, None);
    let drawn = chart::svg(&view, 320, HEIGHT, BaseTheme::Light).expect("it draws");
    let frame = chart::frame(&view, 320.0, f64::from(HEIGHT), &light());
    let border = frame.across(30.0) * UNITS;
    let [a, b] = [0, 1].map(|k| filled(&drawn, "rect", light().components[k]));
    assert!(a.len() > 20 && b.len() > 20, "there are steps");
    // to a pixel of the screen
    assert!(a.iter().all(|rect| number(rect, "x") <= border + UNITS), "A’s colour is on B’s side");
    assert!(b.iter().all(|rect| number(rect, "x") >= border - 2.0 * UNITS), "B’s colour is on A’s side");
}

#[test]
fn either_all_bars_have_edges_or_none() {
    let bins = bins(50, None);
    let mixture = estimate();
    let view = view(&bins, &mixture, None);
    let mut edged = Vec::new();
    for width in 300..460 {
        let drawn = chart::svg(&view, width, HEIGHT, BaseTheme::Light).expect("it draws");
        let frame = chart::frame(&view, f64::from(width), f64::from(HEIGHT), &light());
        let fills = filled(&drawn, "rect", light().grey());
        let lefts: Vec<f64> = fills.iter().map(|fill| number(fill, "x") / UNITS).collect();
        // a bar's fill begins at its border, or after the edge there
        let borders: Vec<f64> = bins.iter().map(|bin| frame.across(bin.from).round()).collect();
        let with = lefts.iter().filter(|left| !borders.contains(left)).count();
        assert!(with == 0 || with == lefts.len(), "{with} of {} at {width}", lefts.len());
        edged.push(with > 0);
    }
    assert!(edged.contains(&true) && edged.contains(&false));
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
        chart::draw(&area, &view, &Theme::new(BaseTheme::Light, scale)).expect("it can be drawn");
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
fn every_theme_has_its_own_background() {
    let (bins, mixture) = (bins(50, None), estimate());
    for base in BaseTheme::ALL {
        let drawn = chart::svg(&view(&bins, &mixture, None), 320, 200, base).expect("it can be drawn");
        let theme = Theme::new(base, UNITS);
        let ground = elements(&drawn, "rect")[0];
        assert_eq!(attribute(ground, "fill"), hex(theme.card));
        assert_eq!(number(ground, "width"), 320.0 * UNITS);
        assert!(!stroked(&drawn, theme.components[1]).is_empty());
    }
}
