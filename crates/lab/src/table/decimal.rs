//! Which decimal sign the chosen column has.
//!
//! If one number of the column can be read with one sign only, that is the sign. If there is none, the other
//! columns are searched for such a number. If there is none either, the form of the numbers decides, and what
//! programs usually write.

use super::kind::Kind;
use super::layout::Layout;
use super::number::{Decimal, Reading, number};
use super::{Separator, quoted};
use crate::figures::number as shortest;

/// The decimal sign of the numbers in this column, or in all columns if none is given; `None` if no number has
/// a sign.
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
    // The shortest form of a decimal does not end in zero, and a fixed form has the same number of decimals
    // everywhere: so 1.010 beside 983 is a thousand and ten.
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
    // In most texts a point is the decimal sign.
    if comma || decimal == Decimal::Comma {
        assumed.push(assumption(open, decimal));
    }
    Some(decimal)
}

/// Among the fields that are a number under one sign only, the sign of most.
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

/// The sentence about a comma or a point with two possible meanings.
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
