//! The marks of an axis: round numbers at equal steps, and their labels.
//!
//! Steps are 1, 2 or 5 times a power of ten. Ordinary numbers are written out (0.04, 35,000).
//! Very small and very large ones have one power of ten on the whole axis (2×10⁻⁹), so that
//! they can be compared.

use crate::figures::{raised, with_signs};
use std::ops::Range;

/// Powers of ten between which numbers are written out.
const PLAIN: std::ops::RangeInclusive<i32> = -4..=6;
/// An f64 has no more significant digits.
const MOST_DIGITS: i32 = 16;
/// The most marks on one axis.
const MOST_TICKS: f64 = 40.0;

/// The smallest distance between marks on a horizontal axis, in ems, and the most steps.
const APART: f64 = 4.0;
const ENOUGH: f64 = 9.0;

/// A mark on an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// The value there.
    pub value: f64,
    /// The value as text.
    pub label: String,
}

/// About `target` marks in the range, rather fewer than more; none where their values would be
/// equal in floating point.
pub fn ticks(range: &Range<f64>, target: f64) -> Vec<Tick> {
    ticks_apart(range, target, 0.0)
}

/// The same, at least so far from each other.
fn ticks_apart(range: &Range<f64>, target: f64, least: f64) -> Vec<Tick> {
    let step = round_up(((range.end - range.start) / target.max(1.0)).max(least));
    // a mark on the border counts, however the quotient was rounded
    let (first, last) = ((range.start / step - 1e-9).ceil(), (range.end / step + 1e-9).floor());
    if !(step > 0.0 && last - first <= MOST_TICKS && last.abs().max(first.abs()) < 1e15) {
        return Vec::new();
    }
    let count = (last - first).max(-1.0) as i64 + 1;
    let values: Vec<f64> = (0..count).map(|j| (first + j as f64) * step).collect();
    let largest = values.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
    values.into_iter().map(|value| Tick { value, label: label(value, step, largest) }).collect()
}

/// As many marks as fit into `width` with room between their labels.
pub fn fitting(range: &Range<f64>, width: f64, em: f64) -> Vec<Tick> {
    fitting_apart(range, width, em, 0.0)
}

/// The same, at least `least` from each other in the unit of the range: 1 for whole numbers.
pub fn fitting_apart(range: &Range<f64>, width: f64, em: f64, least: f64) -> Vec<Tick> {
    let mut target = (width / (APART * em)).clamp(3.0, ENOUGH);
    loop {
        let found = ticks_apart(range, target, least);
        let widest = found.iter().map(|tick| text_width(&tick.label, em)).fold(0.0, f64::max);
        let step = width / (found.len().max(2) - 1) as f64;
        if widest + 1.2 * em <= step || target <= 1.0 {
            return found;
        }
        target *= 0.75;
    }
}

/// The least of 1, 2, 5, 10 times a power of ten that is not below `raw`.
fn round_up(raw: f64) -> f64 {
    let power = 10f64.powi(raw.log10().floor() as i32);
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|&step| step >= raw * (1.0 - 1e-9))
        .unwrap_or(0.0)
}

/// A single number, to so many significant digits.
pub fn figure(value: f64, digits: i32) -> String {
    label(value, 10f64.powi(power_of_ten(value.abs()) - digits + 1), value.abs())
}

/// A number on an axis whose marks are `step` apart and at most `largest`.
fn label(value: f64, step: f64, largest: f64) -> String {
    let (e, s) = (power_of_ten(largest), power_of_ten(step));
    if value == 0.0 {
        "0".to_string()
    } else if PLAIN.contains(&e) {
        with_signs(&format!("{value:.*}", (-s).clamp(0, MOST_DIGITS) as usize))
    } else {
        let digits = (e - s).clamp(0, MOST_DIGITS) as usize;
        // in two steps, since 10^e may be beyond the range of f64
        let mantissa = value / 10f64.powi(e / 2) / 10f64.powi(e - e / 2);
        format!("{}×10{}", with_signs(&format!("{mantissa:.digits$}")), raised(e))
    }
}

fn power_of_ten(value: f64) -> i32 {
    if value > 0.0 { (value.log10() + 1e-9).floor() as i32 } else { 0 }
}

/// About how wide a text is. No backend is asked, so that a plot is the same on all of them.
/// The widths are those of the widest font in [`super::theme::FONTS`].
pub fn text_width(text: &str, em: f64) -> f64 {
    text.chars().map(ems).sum::<f64>() * em
}

fn ems(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ' ' | '\'' | '|' => 0.34,
        'f' | 'r' | 't' | '(' | ')' | '-' => 0.42,
        'm' | 'w' | 'M' | 'W' | '−' | '×' | '+' | '=' | '…' => 0.9,
        'A'..='Z' => 0.72,
        _ => 0.64,
    }
}

/// The text, or its beginning with an ellipsis where it does not fit.
pub fn shortened(text: &str, em: f64, width: f64) -> String {
    if text_width(text, em) <= width {
        return text.to_string();
    }
    let mut out = text.to_string();
    while out.pop().is_some() && text_width(&out, em) + em > width {}
    out.truncate(out.trim_end().len());
    out + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(range: Range<f64>, target: f64) -> Vec<String> {
        ticks(&range, target).into_iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn ordinary_numbers_are_written_out() {
        assert_eq!(labels(-2.0..62.0, 7.0), ["0", "10", "20", "30", "40", "50", "60"]);
        assert_eq!(labels(0.0..0.065, 4.0), ["0", "0.02", "0.04", "0.06"]);
        assert_eq!(labels(9000.0..35000.0, 3.0), ["10,000", "20,000", "30,000"]);
        assert_eq!(labels(-1.0..1.0, 4.0), ["−1.0", "−0.5", "0", "0.5", "1.0"]);
    }

    #[test]
    fn very_small_and_very_large_numbers_share_a_power_of_ten() {
        assert_eq!(labels(0.0..2.1e-9, 3.0), ["0", "1×10⁻⁹", "2×10⁻⁹"]);
        assert_eq!(labels(-1e60..1e60, 4.0), ["−1.0×10⁶⁰", "−0.5×10⁶⁰", "0", "0.5×10⁶⁰", "1.0×10⁶⁰"]);
    }

    #[test]
    fn neighbours_have_different_labels() {
        for exponent in -300..300 {
            let unit = 10f64.powi(exponent);
            for range in [0.0..unit, -3.0 * unit..4.0 * unit, 1e3 * unit..1003.3 * unit] {
                let found = labels(range, 6.0);
                assert!((2..=13).contains(&found.len()), "{exponent}: {found:?}");
                assert!(found.windows(2).all(|pair| pair[0] != pair[1]), "{found:?}");
            }
        }
    }

    #[test]
    fn a_range_without_width_has_no_marks() {
        assert!(ticks(&(1.0..1.0), 5.0).is_empty());
        assert!(ticks(&(1e60..1e60 * (1.0 + 1e-15)), 5.0).is_empty());
    }

    #[test]
    fn a_long_text_is_cut_with_an_ellipsis() {
        assert_eq!(shortened("minutes", 10.0, 100.0), "minutes");
        assert_eq!(shortened("minutes between eruptions", 10.0, 60.0), "minutes…");
    }
}
