//! Which sign stands before the fractions of the column that was taken.
//!
//! Its own numbers say it where one of them is a number under one sign only; else the other
//! columns'; else how the numbers are written, and what programs do.

use super::kind::Kind;
use super::layout::Layout;
use super::number::{Decimal, Reading, number};
use super::{Separator, quoted};
use crate::figures::number as shortest;

/// The decimal sign of the numbers in this column, of all of them where none is named; none where
/// no number has a sign.
pub fn of(layout: &Layout, value: Option<usize>, assumed: &mut Vec<String>) -> Option<Decimal> {
    let body = &layout.rows[layout.names.begin..];
    let all = || body.iter().flat_map(|row| &row.fields).map(String::as_str);
    let own: Vec<&str> = match value {
        Some(j) => body.iter().filter_map(|row| row.fields.get(j)).map(String::as_str).collect(),
        None => all().collect(),
    };
    if let Some(certain) = certain(own.iter().copied()) {
        return Some(certain);
    }
    let others = certain(all());
    let open = own.iter().find(|field| matches!(Kind::of(field), Kind::Number(Reading::Two(..))));
    let Some(&open) = open else { return others };
    let comma = open.contains(',');
    // A shortest form ends in no zero, and a fixed one has as many digits in all: 1.010 beside 983
    // is a thousand and ten.
    let is_two = |field: &&str| matches!(Kind::of(field), Kind::Number(Reading::Two(..)));
    let zero = own.iter().any(|field| is_two(field) && field.ends_with('0'));
    let whole = own.iter().any(|field| matches!(Kind::of(field), Kind::Number(Reading::Either(_))));
    let by_semicolons = layout.form.separator == Separator::Semicolon;
    let between = if comma { Decimal::Point } else { Decimal::Comma };
    let within = if comma { Decimal::Comma } else { Decimal::Point };
    let decimal = match others {
        Some(other) => other,
        None if whole && (zero || by_semicolons && !comma) => between,
        // Where the comma is the decimal sign, programs separate fields by semicolons.
        None if comma && !by_semicolons => between,
        None => within,
    };
    // A point before a fraction is what it is in most texts.
    if comma || decimal == Decimal::Comma {
        assumed.push(assumption(open, decimal));
    }
    Some(decimal)
}

/// The sign that most of those fields insist on that are a number under one only.
fn certain<'a>(fields: impl Iterator<Item = &'a str>) -> Option<Decimal> {
    let (mut points, mut commas) = (0, 0);
    for field in fields {
        match Kind::of(field) {
            Kind::Number(Reading::Only(Decimal::Point, _)) => points += 1,
            Kind::Number(Reading::Only(Decimal::Comma, _)) => commas += 1,
            _ => {}
        }
    }
    (points + commas > 0).then_some(if points >= commas { Decimal::Point } else { Decimal::Comma })
}

/// What is assumed of a comma or a point that could be two things.
pub fn assumption(field: &str, decimal: Decimal) -> String {
    let read = number(field, decimal).map(shortest).unwrap_or_default();
    let sign = if field.contains(',') { "comma" } else { "point" };
    let (taken, other) = match (decimal, sign) {
        (Decimal::Point, "comma") => ("to stand between thousands", "comma"),
        (Decimal::Comma, "point") => ("to stand between thousands", "point"),
        (Decimal::Comma, _) => ("to be the decimal sign", "point"),
        (Decimal::Point, _) => ("to be the decimal sign", "comma"),
    };
    let field = quoted(field);
    let field = field.trim_matches(['“', '”']);
    format!(
        "The {sign} in {field} was taken {taken}: {read}. If it is not so, set the decimal sign to {other}."
    )
}
