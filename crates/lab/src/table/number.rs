//! A number as people and programs write it.
//!
//! | written | is |
//! |---|---|
//! | 1234.5, 1,234.5, 1.234,5, 1 234,5, 1’234.5 | thousands are separated, three digits at a time |
//! | 12,34,567.5 | the Indian way: the last three digits are separated, before them two at a time |
//! | −3, –3, 3-, (3), $-3, -$3, ($3) | negative |
//! | 3e-4, 3E−4, 3D-04, 3×10^-4, 3*^-4 | a power of ten, Fortran's and Mathematica's too |
//! | $5, 5 €, CHF 5, 5 %, 5,– | a mark says what is counted, and is no part of the number |
//! | “5”, '5' | quotation marks are no part of it either |
//!
//! A single number often does not say whether a comma is a decimal sign or between thousands: 1,234 can be
//! both. Between thousands there are always three digits, so 3,7 and 1,234.5 each have one meaning, and one
//! such number among thousands decides for all of them.

use super::marks::{bare, in_ascii, is_apostrophe, is_mark, is_money, means_nothing};
use crate::figures::number as shortest;
use crate::float::float;
use crate::mixture::LARGEST;
use crate::refusal::Refusal;
use crate::refusal::upper_first;
use crate::scenario::Word;

/// The sign between a number's whole part and its fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decimal {
    /// 3.7; a comma is between thousands.
    Point,
    /// 3,7; a point is between thousands.
    Comma,
}

impl Word for Decimal {
    const WORDS: &'static [(&'static str, Self)] = &[("point", Self::Point), ("comma", Self::Comma)];
}

/// The number in the field under this decimal sign, if it is one that data may have.
pub fn number(field: &str, decimal: Decimal) -> Option<f64> {
    let field = field.trim();
    let usual = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'e' | b'E');
    let pointed = field.as_bytes().contains(&b'.');
    let simple = (decimal == Decimal::Point || !pointed) && field.as_bytes().iter().all(usual);
    let value = match simple.then(|| float(field)).flatten() {
        Some(value) => value,
        None => float(&plain(field, decimal)?)?,
    };
    (value.abs() <= LARGEST).then_some(value)
}

/// The number in the digits, signs and point that every program reads.
fn plain(field: &str, decimal: Decimal) -> Option<String> {
    // A long field is prose and no number.
    const LONGEST: usize = 400;
    if field.len() > LONGEST || !field.contains(|sign: char| in_ascii(sign).is_ascii_digit()) {
        return None;
    }
    // Before a number a soft hyphen may have been a minus.
    if field.starts_with('\u{ad}') {
        return None;
    }
    let text: String = bare(field).chars().filter(|&sign| !means_nothing(sign)).map(in_ascii).collect();
    let (negative, rest) = unmarked(text.trim())?;
    let by_e = with_e(rest);
    let rest = by_e.as_deref().unwrap_or(rest);
    let (mantissa, power) = match rest.split_once(['e', 'E', 'd', 'D']) {
        Some((mantissa, power)) => (mantissa, Some(power)),
        None => (rest, None),
    };
    // Mathematica's mark of machine precision.
    let mantissa = mantissa.strip_suffix('`').unwrap_or(mantissa);
    let (point, between) = match decimal {
        Decimal::Point => ('.', ','),
        Decimal::Comma => (',', '.'),
    };
    let (whole, fraction) = mantissa.split_once(point).unwrap_or((mantissa, ""));
    let whole = without_thousands(whole, between)?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(&whole) || !digits(fraction) || whole.len() + fraction.len() == 0 {
        return None;
    }
    let minus = if negative { "-" } else { "" };
    let mut text = format!("{minus}{whole}.{fraction}");
    if let Some(power) = power {
        let figures = power.strip_prefix(['-', '+']).unwrap_or(power);
        if figures.is_empty() || !digits(figures) {
            return None;
        }
        text += &format!("e{power}");
    }
    Some(text)
}

/// A power of ten by an e: 1.5 × 10^3, 1.5·10⁻³, and Mathematica's 1.5*^-3.
fn with_e(text: &str) -> Option<String> {
    const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    if let Some((mantissa, power)) = text.split_once("*^") {
        return Some(format!("{mantissa}e{power}"));
    }
    let (mantissa, power) = text.split_once(['×', '·'])?;
    let power = power.trim_start().strip_prefix("10")?;
    let lowered = |sign: char| match RAISED.chars().position(|raised| raised == sign) {
        Some(digit) => char::from(b'0' + digit as u8),
        None if sign == '⁻' => '-',
        None => sign,
    };
    let power: String = power.strip_prefix('^').unwrap_or(power).chars().map(lowered).collect();
    Some(format!("{}e{power}", mantissa.trim_end()))
}

/// Whether the number is negative, and its digits, without at most one mark of a unit and one of a negative
/// number: −5 €, $-5, -$5, ($5) and 5- are all the forms.
fn unmarked(mut rest: &str) -> Option<(bool, &str)> {
    // A spreadsheet's mark of text: '5
    rest = rest.strip_prefix(is_apostrophe).unwrap_or(rest);
    // Whole francs, marks, crowns: 5.– and 5,--
    let whole = rest.trim_end_matches('-');
    if whole.len() < rest.len() && whole.ends_with(['.', ',']) {
        rest = &whole[..whole.len() - 1];
    }
    let (mut negative, mut signed, mut marked, mut named) = (false, false, false, false);
    loop {
        let bracketed = |text: &'_ str| text.strip_prefix('(').is_some_and(|text| text.ends_with(')'));
        if !signed && let Some(after) = rest.strip_prefix(['-', '+']) {
            (negative, signed, rest) = (rest.starts_with('-'), true, after);
            // A dash followed by a space begins a line of a list: - 5
            if after.starts_with(char::is_whitespace) && !after.trim_start().starts_with(is_money) {
                return None;
            }
        } else if !signed && let Some(before) = rest.strip_suffix('-') {
            (negative, signed, rest) = (true, true, before);
        } else if !signed && bracketed(rest) {
            (negative, signed, rest) = (true, true, rest[1..rest.len() - 1].trim());
        } else if !marked && let Some(after) = rest.strip_prefix(is_money) {
            (marked, rest) = (true, after.trim_start());
        } else if !named && let Some(after) = without_currency(rest, str::strip_prefix::<&str>) {
            (named, rest) = (true, after.trim_start());
        } else if !named && let Some(before) = without_currency(rest, str::strip_suffix::<&str>) {
            (named, rest) = (true, before.trim_end());
        } else if !marked && let Some(before) = rest.strip_suffix(is_mark) {
            (marked, rest) = (true, before.trim_end());
        } else {
            return Some((negative, rest));
        }
    }
}

/// The text without the code or the short name of a currency at one of its ends.
fn without_currency<'a>(text: &'a str, strip: fn(&'a str, &'a str) -> Option<&'a str>) -> Option<&'a str> {
    const WORDS: &[&str] = &[
        "EUR", "USD", "GBP", "CHF", "JPY", "CNY", "INR", "AUD", "CAD", "SEK", "NOK", "DKK", "PLN", "CZK",
        "HUF", "BRL", "MXN", "ZAR", "KRW", "TRY", "Rs.", "Rs", "Fr.", "kr", "zł", "Kč",
    ];
    WORDS.iter().find_map(|word| strip(text, word))
}

/// Whether the field writes a negative number in brackets.
pub fn is_bracketed(field: &str) -> bool {
    field.contains(['(', '（'])
}

/// The text after a number that keeps the field from being a number: kg.
pub fn unit(field: &str) -> Option<&str> {
    let number = field.trim_end_matches(|sign: char| !sign.is_ascii_digit());
    let unit = field[number.len()..].trim();
    (!unit.is_empty() && reading(field) == Reading::None && reading(number) != Reading::None).then_some(unit)
}

/// The whole part without the signs between its thousands: one to three digits, then groups of three, or
/// groups of two before the last three; all signs are equal. With anything else between digits it is no
/// number.
fn without_thousands(whole: &str, between: char) -> Option<String> {
    let is_between = |sign: char| sign == between || sign.is_whitespace() || is_apostrophe(sign);
    let Some(sign) = whole.chars().find(|&sign| is_between(sign)) else { return Some(whole.into()) };
    let groups: Vec<&str> =
        whole.split(|other: char| other == sign || is_apostrophe(sign) && is_apostrophe(other)).collect();
    let (first, last) = (groups[0], groups[groups.len() - 1]);
    let middle = &groups[1..groups.len() - 1];
    let well_begun = (1..=3).contains(&first.len()) && !first.starts_with('0') && last.len() == 3;
    let threes = middle.iter().all(|group| group.len() == 3);
    let lakhs = sign == ',' && first.len() < 3 && middle.iter().all(|group| group.len() == 2);
    (well_begun && (threes || lakhs)).then(|| groups.concat())
}

/// What a field says about the decimal sign, and the number that it then holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reading {
    /// No number under either sign.
    None,
    /// The same number under both.
    Either(f64),
    /// A number under this sign only.
    Only(Decimal, f64),
    /// Two numbers: with a point for the decimal sign, and with a comma.
    Two(f64, f64),
}

impl Reading {
    /// The number under this decimal sign.
    pub fn under(self, decimal: Decimal) -> Option<f64> {
        match self {
            Self::Either(value) => Some(value),
            Self::Only(only, value) => (only == decimal).then_some(value),
            Self::Two(point, comma) => Some(if decimal == Decimal::Point { point } else { comma }),
            Self::None => None,
        }
    }
}

/// Reads a field under both decimal signs.
pub fn reading(field: &str) -> Reading {
    match (number(field, Decimal::Point), number(field, Decimal::Comma)) {
        (None, None) => Reading::None,
        (Some(value), None) => Reading::Only(Decimal::Point, value),
        (None, Some(value)) => Reading::Only(Decimal::Comma, value),
        (Some(a), Some(b)) if a == b => Reading::Either(a),
        (Some(a), Some(b)) => Reading::Two(a, b),
    }
}

/// The number typed into the field of this label, as a program writes it. A comma that could be either, as
/// in 1,234, is between thousands, as in all numbers of the page.
pub fn typed(label: &str, text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    let refused = |why: String| Err(Refusal::new(format!("{}: {why}", upper_first(label))));
    match reading(text) {
        _ if float(text).is_some_and(f64::is_finite) => Ok(text.into()),
        // A weight of 50% is not 50, and the lab's own fields have no units.
        _ if text.contains(is_mark) => refused(format!("expected a number, not {}", super::quoted(text))),
        Reading::Either(value) | Reading::Only(_, value) | Reading::Two(value, _) => Ok(shortest(value)),
        Reading::None if text.is_empty() => refused("expected a number, and the field is empty".into()),
        Reading::None => refused(format!("expected a number, not {}", super::quoted(text))),
    }
}

/// A field without a value: people and programs have many words for it.
pub fn is_missing(field: &str) -> bool {
    const WORDS: &[&str] = &[
        "na",
        "n/a",
        "n.a.",
        "na.",
        "<na>",
        "nan",
        "nat",
        "null",
        "none",
        "nil",
        "nd",
        "n.d.",
        "missing",
        "inf",
        "-inf",
        "infinity",
        "-infinity",
        "#n/a",
        "#na",
        "#div/0!",
        "#value!",
        "#ref!",
        "#name?",
        "#num!",
        "#null!",
        "\\n",
        "?",
        "*",
    ];
    let field = bare(field);
    // A field of dashes and points alone: -, --, ., …
    field.chars().all(|sign| matches!(in_ascii(sign), '-' | '.' | '…' | '·'))
        || field.len() <= 16 && WORDS.contains(&field.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests;
