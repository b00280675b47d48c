//! Which line of a text names the columns, and where the numbers begin under it.
//!
//! Names hold words where the column under them holds numbers. They may stand under titles and
//! comments, be years, or be one fewer than the columns: R leaves out the name over its row names.

use super::Wishes;
use super::kind::Kind;
use super::marks::bare;
use super::number::{Decimal, is_missing, number};
use super::records::Row;
use std::ops::Range;

/// Where the names of a table stand, and what is under them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    /// The row that holds them.
    pub row: Option<usize>,
    /// The first row under them.
    pub begin: usize,
    /// How many columns most rows have.
    pub width: usize,
    /// Whether the names begin over the second column: the first holds the rows' own.
    pub row_names: bool,
    /// Whether there are as many names as columns.
    pub fits: bool,
}

impl Names {
    /// The rows above them, or above the table, behind the comments.
    pub fn above(&self, comments: usize) -> Range<usize> {
        let end = self.row.unwrap_or(self.begin);
        comments.min(end)..end
    }
}

/// Rows in which names are looked for, behind the comments.
const LOOKED_AT: usize = 40;

/// How many comments the text begins with; the last one may hold the names, so it loses its mark.
pub fn comments(rows: &mut [Row]) -> usize {
    let mark = |row: &Row| {
        let first = row.fields.first().filter(|first| !is_missing(first))?;
        ["#", "%", "//", "!", "--"].into_iter().find(|mark| first.starts_with(mark))
    };
    let count = rows.iter().take_while(|row| mark(row).is_some()).count();
    if count == 0 || count == rows.len() {
        return 0;
    }
    let last = &mut rows[count - 1];
    if let Some(mark) = mark(last) {
        last.fields[0] = last.fields[0].trim_start_matches(mark).trim().into();
        if last.fields[0].is_empty() {
            last.fields.remove(0);
        }
    }
    count
}

/// The names of a table. `kinds` are the rows' cells.
pub fn find(rows: &[Row], kinds: &[Vec<Kind>], decimal: Decimal, comments: usize, wishes: &Wishes) -> Names {
    let is_number = |kind: &Kind| kind.is_number(decimal);
    let holds = |row: &Vec<Kind>| row.iter().any(|kind| is_number(kind) || *kind == Kind::Missing);
    let wished = wishes.names.and_then(|line| rows.iter().position(|row| row.line >= line));
    let from = wished.map_or(comments, |row| row + 1);
    let width = modal(kinds[from..].iter().filter(|row| holds(row)).map(Vec::len))
        .or_else(|| modal(kinds.iter().map(Vec::len)))
        .unwrap_or(0);
    let numeric = numeric_columns(&kinds[from..], width, decimal);
    let first = || {
        let begins = |row: &Vec<Kind>| row.len() == width && holds(row);
        (comments..rows.len()).find(|&i| begins(&kinds[i])).unwrap_or(comments)
    };
    let named = |row: usize| {
        let body = row + 1..rows.len();
        let short = rows[row].fields.len() + 1 == width;
        let row_names =
            short && have_row_names(&rows[row], &rows[body.clone()], &kinds[body.clone()], width, decimal);
        Names { row: Some(row), begin: body.start, width, row_names, ..Names::default() }
    };
    let mut names = match (wished, wishes.header) {
        (Some(row), _) => named(row),
        (None, Some(false)) => Names { begin: first(), width, ..Names::default() },
        (None, header) => {
            let mut best: Option<(f64, usize)> = None;
            let last = rows.len().saturating_sub(1).min(comments + LOOKED_AT);
            for i in comments.saturating_sub(1)..last {
                let Names { row_names, .. } = named(i);
                let fields = rows[i].fields.len();
                // One word over several columns is a title.
                if fields > width || fields == 1 && width > 1 && !row_names {
                    continue;
                }
                let skipped = kinds[comments.min(i)..i]
                    .iter()
                    .filter(|row| row.len() == width && row.iter().any(is_number))
                    .count();
                let gain =
                    gain(&rows[i..], &kinds[i..], usize::from(row_names), &numeric, decimal) - skipped as f64;
                let better = best.is_none_or(|(before, row)| {
                    let fits = |row: usize| rows[row].fields.len() == width;
                    // A blank line sets titles apart from a table.
                    let apart = rows[i].line > rows[i - 1].line + 1 && rows[i - 1].marks == 0;
                    gain > before || gain == before && (apart || fits(i) && !fits(row))
                });
                if gain > 0.0 && better {
                    best = Some((gain, i));
                }
            }
            match best {
                Some((_, row)) => named(row),
                None if header == Some(true) && rows.len() > comments => named(comments),
                None => Names { begin: first(), width, ..Names::default() },
            }
        }
    };
    names.fits = names.row.is_some_and(|row| rows[row].fields.len() + usize::from(names.row_names) == width);
    if let Some(row) = names.row {
        names.width = width.max(rows[row].fields.len());
    }
    names
}

/// The name of a list: the line above its first number.
pub fn of_list(
    rows: &[Row],
    kinds: &[Vec<Kind>],
    decimal: Decimal,
    comments: usize,
    wishes: &Wishes,
) -> Names {
    let wished = wishes.names.and_then(|line| rows.iter().position(|row| row.line >= line));
    let is_of_it = |row: &Vec<Kind>| {
        let numbers = row.iter().filter(|kind| kind.is_number(decimal)).count();
        // Of “Columns 1 through 4” no number is the list's.
        let begun = row.first().is_some_and(|kind| *kind != Kind::Word);
        numbers > 0 && 2 * numbers + usize::from(begun) > row.len()
            || row.iter().all(|kind| *kind == Kind::Missing)
    };
    let first = (comments..rows.len()).find(|&i| is_of_it(&kinds[i])).unwrap_or(comments);
    let is_word = |kind: &Kind| matches!(kind, Kind::Word | Kind::Mixed);
    let row = match (wished, wishes.header) {
        (Some(row), _) => Some(row),
        (None, Some(false)) => None,
        (None, Some(true)) => Some(first.saturating_sub(1)),
        (None, None) => first.checked_sub(1).filter(|&row| kinds[row].iter().all(is_word)),
    };
    let begin = row.map_or(first, |row| row + 1).min(rows.len());
    let width = kinds[begin..].iter().map(Vec::len).max().unwrap_or(0);
    Names { row, begin, width, ..Names::default() }
}

/// Whether these rows' columns lie so that they may be one list: each reaches into the others.
pub fn of_one_kind(rows: &[&Row], decimal: Decimal) -> bool {
    let width = rows.iter().map(|row| row.fields.len()).max().unwrap_or(0);
    let range = |j: usize| {
        let values = rows.iter().filter_map(|row| number(row.fields.get(j)?, decimal));
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), x| (least.min(x), most.max(x)))
    };
    let ranges: Vec<(f64, f64)> = (0..width).map(range).collect();
    let uneven = rows.iter().any(|row| row.fields.len() != width);
    let apart = |a: &(f64, f64), b: &(f64, f64)| a.1 < b.0 || b.1 < a.0;
    uneven || rows.len() < 3 || !ranges.iter().any(|a| ranges.iter().any(|b| apart(a, b)))
}

/// The columns that hold numbers, or nothing yet.
fn numeric_columns(kinds: &[Vec<Kind>], width: usize, decimal: Decimal) -> Vec<bool> {
    let column = |j: usize| {
        let cells = || kinds.iter().filter(|row| row.len() == width).map(|row| row[j]);
        let numbers = cells().filter(|kind| kind.is_number(decimal)).count();
        let words = cells().filter(|kind| *kind != Kind::Missing).count() - numbers;
        // The names are words themselves.
        (numbers, numbers + 1 >= words && (numbers > 0 || words < 2))
    };
    let columns: Vec<(usize, bool)> = (0..width).map(column).collect();
    let none = !columns.iter().any(|(_, numeric)| *numeric);
    // Where all have words for what is missing, those with numbers besides.
    columns.into_iter().map(|(numbers, numeric)| numeric || none && numbers > 1).collect()
}

/// How much speaks for the first row being the names of those under it: a word over numbers for
/// it, a number against it, unless the numbers are names themselves.
fn gain(rows: &[Row], kinds: &[Vec<Kind>], shift: usize, numeric: &[bool], decimal: Decimal) -> f64 {
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

/// Whether the numbers in the first row, in these columns, name them: years, places counted, what
/// stands in quotation marks or under an empty corner, whole numbers over fractions.
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

/// Whether the first column holds the names of the rows, which the names of the columns leave out.
fn have_row_names(head: &Row, body: &[Row], kinds: &[Vec<Kind>], width: usize, decimal: Decimal) -> bool {
    let rows = || body.iter().zip(kinds).filter(|(row, _)| row.fields.len() == width);
    let all = rows().count();
    // A sign at the end of each row, and not of the names, makes one column more that is empty.
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

/// Whether a row that could hold the names reads like a title.
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

/// Whether no two are the same.
pub fn all_different<T: PartialEq>(values: &[T]) -> bool {
    values.iter().enumerate().all(|(i, value)| !values[..i].contains(value))
}

/// The number that comes most often, the largest of several.
fn modal(numbers: impl Iterator<Item = usize>) -> Option<usize> {
    let numbers: Vec<usize> = numbers.collect();
    let times = |number: usize| numbers.iter().filter(|&&other| other == number).count();
    numbers.iter().copied().max_by_key(|&number| (times(number), number))
}
