//! Letters: each component's badge near its peak, none over another, none cut off.
//!
//! Peaks come close together, most of all at a start, so a badge tries the place just above
//! its peak and then ever wider rings around it, until it finds room.

/// A badge's radius, in ems.
const RADIUS: f64 = 0.8;
/// Its middle stands so far above its peak, and no nearer to any, in radii: there is a handle.
const ABOVE: f64 = 1.9;
const CLEAR: f64 = 1.7;
/// A badge has this much room around it, in radii.
const ROOM: f64 = 2.15;
/// Rings to try, half a radius apart, and places on each.
const RINGS: usize = 120;
const PLACES: usize = 24;
/// The sine and the cosine of the turn from one place to the next, 2π / PLACES. Written out, for
/// those of any angle whatever would weigh more on the page than the letters.
const TURN: (f64, f64) = (0.25881904510252074, 0.9659258262890683);

/// The rectangle in which badges may stand: their edges too.
#[derive(Clone, Copy)]
pub struct Field {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
}

/// A badge's radius beside type of that size.
pub fn radius(em: f64) -> f64 {
    RADIUS * em
}

/// How high a badge stands above its peak, with its upper half.
pub fn height(em: f64) -> f64 {
    (ABOVE + 1.0) * radius(em)
}

/// Where the badges of this radius stand whose peaks are there, in the same order.
pub fn places(peaks: &[(f64, f64)], radius: f64, field: Field) -> Vec<(f64, f64)> {
    let inside = |(x, y): (f64, f64)| {
        (
            x.min(field.right - radius).max(field.left + radius),
            y.min(field.bottom - radius).max(field.top + radius),
        )
    };
    // From upwards to downwards: sine and cosine of each turn.
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

#[cfg(test)]
mod tests {
    use super::*;

    const FIELD: Field = Field { left: 40.0, right: 300.0, top: 10.0, bottom: 140.0 };

    #[test]
    fn no_badge_lies_over_another_or_is_cut() {
        for peaks in [[(100.0, 80.0); 8], [(-50.0, 10.0); 8], [(1e9, 200.0); 8]] {
            let found = places(&peaks, 9.0, FIELD);
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
            for place in places(&peaks, 9.0, FIELD) {
                for peak in peaks {
                    assert!((place.0 - peak.0).hypot(place.1 - peak.1) > 9.0 + 5.0, "{place:?} {peak:?}");
                }
            }
        }
    }

    #[test]
    fn a_turn_is_what_lies_between_two_places() {
        let (sin, cos) = (std::f64::consts::TAU / PLACES as f64).sin_cos();
        assert!((TURN.0 - sin).abs() < 1e-15 && (TURN.1 - cos).abs() < 1e-15);
    }

    #[test]
    fn a_badge_with_room_stands_above_its_peak() {
        assert_eq!(places(&[(100.0, 80.0)], 10.0, FIELD), [(100.0, 61.0)]);
    }
}
