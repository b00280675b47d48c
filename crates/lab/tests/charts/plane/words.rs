//! The words: none is cut, none covers another.

use super::{Picture, mixture, three};
use crate::reading::{UNITS, attribute, elements, number, svg, texts};
use em_lab::chart::plane::PlaneView;
use em_lab::chart::{self, BaseTheme};

#[test]
fn the_picture_says_what_an_ellipse_holds() {
    let mut picture = Picture::of_points(three(), true);
    for (mass, words) in [(0.393_47, "39 %"), (0.864_66, "86 %"), (0.95, "95 %")] {
        picture.mass = mass;
        for (width, height) in [(390, 300), (768, 500), (1366, 600)] {
            let drawn =
                chart::svg(&picture.view(), width, height, BaseTheme::Light).expect("it can be drawn");
            assert_eq!(texts(&drawn).iter().filter(|text| text.contains(words)).count(), 1, "{width}");
        }
    }
}

/// The box of each text, in CSS pixels: left, top, right, bottom. Letters are taken as wide as they usually are.
fn boxes(svg: &str) -> Vec<(String, [f64; 4])> {
    let found = elements(svg, "text").into_iter().map(|element| {
        let text = element[element.find('>').expect("it ends") + 1..].trim().to_string();
        let [x, y, em] = ["x", "y", "font-size"].map(|name| number(element, name) / UNITS);
        let wide = 0.52 * em * text.chars().count() as f64;
        let left = match attribute(element, "text-anchor") {
            "start" => x,
            "middle" => x - 0.5 * wide,
            _ => x - wide,
        };
        // y is the baseline
        (text, [left, y - 0.75 * em, left + wide, y + 0.1 * em])
    });
    found.collect()
}

#[test]
fn no_text_is_cut_or_covers_another() {
    let soft = Picture::of_points(three(), true);
    let mut eight = Picture::of_points(three(), false);
    let close = |j: usize| (0.125, [20.0 + j as f64, 3.0], [6.0, 0.5], 0.6);
    eight.mixture = mixture(&(0..8).map(close).collect::<Vec<_>>());
    let far = mixture(&[
        (0.25, [20.0, 3.0], [6.0, 0.5], 0.6),
        (0.25, [145.0, 2.0], [5.0, 0.4], -0.5),
        (0.25, [20.0, 35.0], [4.0, 0.3], 0.0),
        (0.25, [-90.0, -20.0], [4.0, 0.3], 0.0),
    ]);
    for (base, width, height) in [
        (BaseTheme::Light, 240, 220),
        (BaseTheme::Light, 390, 220),
        (BaseTheme::Light, 390, 300),
        (BaseTheme::Dark, 768, 500),
        (BaseTheme::Light, 1366, 600),
        (BaseTheme::Projector, 1366, 600),
        (BaseTheme::Projector, 1920, 800),
    ] {
        for (picture, mixture) in [(&soft, None), (&eight, None), (&soft, Some(&far))] {
            for (truth, guess) in [(false, false), (true, true)] {
                let mixture = mixture.unwrap_or(&picture.mixture);
                let others = three();
                let view = PlaneView {
                    mixture,
                    truth: truth.then_some(&others),
                    guess: guess.then_some(&others),
                    ..picture.view()
                };
                let drawn = chart::svg(&view, width, height, base).expect("it can be drawn");
                let boxes = boxes(&drawn);
                for (i, (text, [left, top, right, bottom])) in boxes.iter().enumerate() {
                    let what = format!("{base:?} {width} × {height}: {text}");
                    assert!(*left >= 0.0 && *right <= f64::from(width), "{what}: {left} to {right}");
                    assert!(*top >= 0.0 && *bottom <= f64::from(height), "{what}: {top} to {bottom}");
                    for (other, sides) in &boxes[..i] {
                        let apart = *left >= sides[2]
                            || sides[0] >= *right
                            || *top >= sides[3]
                            || sides[1] >= *bottom;
                        assert!(apart, "{what} covers {other}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_component_outside_is_named_on_its_side() {
    let picture = Picture::of_points(three(), true);
    let far = mixture(&[
        (0.25, [20.0, 3.0], [6.0, 0.5], 0.6),
        (0.25, [145.0, 2.0], [5.0, 0.4], -0.5),
        (0.25, [20.0, 35.0], [4.0, 0.3], 0.0),
        (0.125, [20.0, -20.0], [4.0, 0.3], 0.0),
        (0.125, [-90.0, -20.0], [4.0, 0.3], 0.0),
    ]);
    let drawn = svg(&PlaneView { mixture: &far, ..picture.view() });
    for words in [
        "A",
        "B at (145.0, 2.00) →",
        "↑ C at (20.0, 35.00)",
        "↓ D at (20.0, −20.00)",
        "← E at (−90.0, −20.00)",
    ] {
        assert_eq!(texts(&drawn).iter().filter(|text| **text == words).count(), 1, "{:?}", texts(&drawn));
    }
    assert!(!texts(&drawn).contains(&"B"));
}
