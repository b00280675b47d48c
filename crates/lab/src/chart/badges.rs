//! Badges: the components' letters in discs, each near its peak, none over another, none cut off.
//!
//! Peaks may be close together, above all at a start. So a badge tries the place just above its
//! peak, and then places on wider and wider rings around it.

use super::Drawn;
use super::pen::{Pen, Place};
use super::stroke::Dashes;
use crate::letter::letter;
use plotters::style::text_anchor::HPos;

/// A badge's radius, in ems.
const RADIUS: f64 = 0.8;
/// The height of its centre above its peak, and the least distance from any peak, in radii: the
/// page has a handle on each peak.
const ABOVE: f64 = 1.9;
const CLEAR: f64 = 1.7;
/// A badge farther than this from its peak, in radii, has a line to it.
const FAR: f64 = 3.2;
/// The width of the rim of a badge in the background's colour, in CSS pixels.
const RIM: f64 = 1.5;
/// The least distance between the centres of two badges, in radii.
const ROOM: f64 = 2.15;
/// How many rings are tried, half a radius apart, and how many places on each.
const RINGS: usize = 120;
const PLACES: usize = 24;
/// The sine and the cosine of the angle from one place to the next, 2π / PLACES. As constants,
/// since code for the sine of any angle would make the wasm larger.
const TURN: (f64, f64) = (0.25881904510252074, 0.9659258262890683);

/// The rectangle in which the badges lie, edges included.
#[derive(Clone, Copy)]
pub struct BadgeArea {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
}

/// The radius of a badge, for that font size.
pub fn radius(em: f64) -> f64 {
    RADIUS * em
}

/// How far a badge reaches above its peak.
pub fn height(em: f64) -> f64 {
    (ABOVE + 1.0) * radius(em)
}

/// The centres of the badges of these peaks, in the same order.
pub fn places(peaks: &[(f64, f64)], radius: f64, area: BadgeArea) -> Vec<(f64, f64)> {
    let inside = |(x, y): (f64, f64)| {
        (
            x.min(area.right - radius).max(area.left + radius),
            y.min(area.bottom - radius).max(area.top + radius),
        )
    };
    // sine and cosine of each angle from the upward direction, 0 to π
    let mut turned = [(0.0, 1.0); PLACES / 2 + 1];
    for j in 1..turned.len() {
        let (sin, cos) = turned[j - 1];
        turned[j] = (sin * TURN.1 + cos * TURN.0, cos * TURN.1 - sin * TURN.0);
    }
    let mut placed: Vec<(f64, f64)> = Vec::new();
    for &(x, y) in peaks {
        let wanted = inside((x, y - ABOVE * radius));
        let clear_of = |others: &[(f64, f64)], room: f64, (x, y): (f64, f64)| {
            others.iter().all(|&(px, py)| (px - x).hypot(py - y) >= room * radius)
        };
        let free = |&place: &(f64, f64)| clear_of(&placed, ROOM, place) && clear_of(peaks, CLEAR, place);
        let around = (0..RINGS * PLACES).map(|j| {
            let ring = (j / PLACES) as f64 * 0.5 * radius;
            // upwards first, then to the right and the left in turn
            let (sin, cos) = turned[(j % PLACES).div_ceil(2)];
            let side = if j % 2 == 0 { 1.0 } else { -1.0 };
            inside((wanted.0 + ring * side * sin, wanted.1 - ring * cos))
        });
        let place = around.into_iter().find(free).unwrap_or(wanted);
        placed.push(place);
    }
    placed
}

/// Draws the badges of these components, each near its peak.
pub fn draw<DB: Dashes>(pen: &Pen<DB>, peaks: &[(usize, Place)], area: BadgeArea) -> Drawn<DB> {
    let theme = &pen.theme;
    let radius = radius(theme.font_size);
    let only_peaks: Vec<Place> = peaks.iter().map(|&(_, peak)| peak).collect();
    let places = places(&only_peaks, radius, area);
    let badges = || peaks.iter().map(|&(k, _)| k).zip(&places);
    for ((k, &place), &peak) in badges().zip(&only_peaks) {
        if (peak.0 - place.0).hypot(peak.1 - place.1) > FAR * radius {
            pen.line(&[place, peak], theme.components[k], theme.rule_width, &[])?;
        }
    }
    // no badge lies over another, so that all of one colour can be drawn together
    badges().try_for_each(|(_, &place)| pen.disc(place, radius + RIM, theme.card))?;
    badges().try_for_each(|(k, &place)| pen.disc(place, radius, theme.components[k]))?;
    badges().try_for_each(|(k, &place)| pen.bold(&letter(k).to_string(), place, HPos::Center, theme.card))
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: BadgeArea = BadgeArea { left: 40.0, right: 300.0, top: 10.0, bottom: 140.0 };

    #[test]
    fn no_badge_lies_over_another_or_is_cut() {
        for peaks in [[(100.0, 80.0); 8], [(-50.0, 10.0); 8], [(1e9, 200.0); 8]] {
            let found = places(&peaks, 9.0, AREA);
            for (i, a) in found.iter().enumerate() {
                assert!(a.0 >= 49.0 && a.0 <= 291.0 && a.1 >= 19.0 && a.1 <= 131.0, "{a:?}");
                for b in &found[..i] {
                    assert!((a.0 - b.0).hypot(a.1 - b.1) >= 18.0, "{a:?} {b:?}");
                }
            }
        }
    }

    #[test]
    fn no_badge_hides_a_peak() {
        for y in [10.0, 12.0, 20.0, 80.0] {
            let peaks = [(100.0, y), (112.0, y + 9.0)];
            for place in places(&peaks, 9.0, AREA) {
                for peak in peaks {
                    assert!((place.0 - peak.0).hypot(place.1 - peak.1) > 9.0 + 5.0, "{place:?} {peak:?}");
                }
            }
        }
    }

    #[test]
    fn the_constants_are_the_sine_and_cosine_of_the_angle_between_two_places() {
        let (sin, cos) = (std::f64::consts::TAU / PLACES as f64).sin_cos();
        assert!((TURN.0 - sin).abs() < 1e-15 && (TURN.1 - cos).abs() < 1e-15);
    }

    #[test]
    fn a_badge_with_room_lies_above_its_peak() {
        assert_eq!(places(&[(100.0, 80.0)], 10.0, AREA), [(100.0, 61.0)]);
    }
}
