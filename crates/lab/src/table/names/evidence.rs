//! What speaks for a line being the names of the columns under it.

use super::all_different;
use crate::table::kind::Kind;
use crate::table::marks::bare;
use crate::table::number::{Decimal, is_missing, number};
use crate::table::records::Row;

/// How much speaks for the first row being the names of those under it: words over numbers speak for it,
/// numbers against it, unless the numbers are names themselves.
pub fn gain(rows: &[Row], kinds: &[Vec<Kind>], shift: usize, numeric: &[bool], decimal: Decimal) -> f64 {
    let (mut words, mut numbers) = (0.0, Vec::new());
    let worded = kinds[0].contains(&Kind::Word);
    for (j, _) in numeric.iter().enumerate().filter(|(_, numeric)| **numeric) {
        let Some(place) = j.checked_sub(shift) else { continue };
        match kinds[0].get(place) {
            Some(kind) if kind.is_number(decimal) => numbers.push(j),
            Some(Kind::Word | Kind::Mixed) => words += 1.0,
            Some(Kind::Number(_)) => words -= 0.5,
            Some(Kind::Other) if worded => words += 0.5, // 6h
            Some(Kind::Other | Kind::Missing) | None => {}
        }
    }
    let named = !numbers.is_empty() && shift == 0 && are_names(rows, kinds, &numbers, decimal);
    let gain = words + numbers.len() as f64 * if named { 0.5 } else { -1.0 };
    gain * if are_units(&rows[0]) {
        0.4
    } else if is_title(&rows[0]) {
        0.5
    } else {
        1.0
    }
}

/// Whether the numbers in the first row, in these columns, are names: years, consecutive numbers, numbers in
/// quotation marks or under an empty corner, whole numbers over fractions.
fn are_names(rows: &[Row], kinds: &[Vec<Kind>], columns: &[usize], decimal: Decimal) -> bool {
    let (head, body) = (&rows[0], &rows[1..]);
    let cell = |row: &Row, j: usize| row.fields.get(j).and_then(|field| number(field, decimal));
    let values: Vec<f64> = columns.iter().filter_map(|&j| cell(head, j)).collect();
    let worded = columns.len() < head.fields.len() && kinds[0].iter().any(|kind| !kind.is_number(decimal));
    if !all_different(&values) || body.is_empty() || !worded && columns.len() < 2 {
        return false;
    }
    let share = |holds: &dyn Fn(&Row, usize) -> bool| {
        let cells = || {
            body.iter()
                .flat_map(|row| columns.iter().map(move |&j| (row, j)))
                .filter(|&(row, j)| cell(row, j).is_some())
        };
        cells().filter(|&(row, j)| holds(row, j)).count() as f64 / cells().count().max(1) as f64
    };
    let is_year =
        |field: &str| field.len() == 4 && field.parse().is_ok_and(|year: u32| (1500..2200).contains(&year));
    let in_row = |row: &Row, j: usize| row.fields.get(j).is_some_and(|field| is_year(field));
    let step = values.get(1).map_or(0.0, |next| next - values[0]);
    let by_one = step.abs() == 1.0 && values.windows(2).all(|pair| pair[1] - pair[0] == step);
    let most = if by_one && worded { 0.9 } else { 0.5 };
    let years = columns.iter().all(|&j| in_row(head, j)) && share(&in_row) < most;
    let counted =
        worded && values.len() > 2 && by_one && step > 0.0 && (values[0] == 0.0 || values[0] == 1.0);
    let marked = |row: &Row| row.marks >= 2 * row.fields.len();
    let in_marks = marked(head) && !body.iter().any(marked);
    let corner = head.fields[0].is_empty() && body.iter().all(|row| !row.fields[0].is_empty());
    let has_sign = |row: &Row, j: usize| row.fields[j].contains(['.', ',']);
    let rising = values.windows(2).all(|pair| pair[0] < pair[1]) && values[0] >= 0.0;
    let over_fractions = worded
        && values.len() > 1
        && rising
        && !columns.iter().any(|&j| has_sign(head, j))
        && share(&has_sign) > 0.8;
    years || counted || in_marks || corner || over_fractions
}

/// Whether the first column holds names of rows, while the names of the columns have no name for it.
pub fn have_row_names(head: &Row, body: &[Row], kinds: &[Vec<Kind>], width: usize, decimal: Decimal) -> bool {
    let rows = || body.iter().zip(kinds).filter(|(row, _)| row.fields.len() == width);
    let all = rows().count();
    // A separator at the end of each row, but not of the names, makes one more column that is empty.
    if all == 0 || rows().all(|(row, _)| row.fields[width - 1].is_empty()) {
        return false;
    }
    let quoted = rows().filter(|(row, _)| row.quoted).count();
    let words = rows().filter(|(_, kinds)| !kinds[0].is_number(decimal) && kinds[0] != Kind::Missing).count();
    if 10 * quoted >= 9 * all || 10 * words >= 9 * all {
        return true;
    }
    let all = rows().filter(|(_, kinds)| kinds[0] != Kind::Missing).count();
    let whole: Vec<u64> = rows().filter_map(|(row, _)| row.fields[0].parse().ok()).collect();
    let by_one = whole.windows(2).all(|pair| pair[1] == pair[0] + 1);
    let counted = by_one && whole.len() > 2 || head.fields.len() > 1 || head.indented;
    10 * whole.len() >= 9 * all && all_different(&whole) && counted
}

/// Whether a row that could be the names reads like a title.
fn is_title(row: &Row) -> bool {
    let within = ["of", "the", "in", "and", "for", "from", "by", "at", "on"];
    row.fields.iter().any(|field| {
        within.contains(&field.as_str())
            || field.ends_with(':')
            || field.starts_with('>')
            || field.contains(' ') && field.contains(|sign: char| sign.is_ascii_digit())
    })
}

/// Whether a row under the names holds the units of the columns: (cm), <dbl>, or nothing for some.
fn are_units(row: &Row) -> bool {
    const UNITS: &[&str] = &[
        "s", "ms", "min", "h", "d", "days", "years", "yr", "m", "cm", "mm", "km", "kg", "g", "mg", "l", "ml",
        "k", "c", "°c", "°f", "%", "v", "a", "w", "hz", "pa", "kpa", "hpa", "bar", "j", "n", "mol", "eur",
        "usd", "€", "$", "m/s", "km/h",
    ];
    let fields: Vec<String> = row.fields.iter().map(|field| bare(field).to_ascii_lowercase()).collect();
    let in_brackets = |field: &str| field.starts_with(['(', '[', '<', '{']);
    let is_unit = |field: &String| in_brackets(field) || UNITS.contains(&field.as_str()) || is_missing(field);
    fields.iter().all(is_unit) || fields.iter().any(|field| is_missing(field)) || !all_different(&fields)
}
