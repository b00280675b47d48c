//! Which line of a text names the columns, and where the numbers begin under it.
//!
//! Names are words over columns of numbers. They may be under titles and comments, be years, or be one fewer
//! than the columns: R leaves out the name over its row names.

mod evidence;

use super::Wishes;
use super::kind::Kind;
use super::number::{Decimal, is_missing, number};
use super::records::Row;
use evidence::{gain, have_row_names};
use std::ops::Range;

/// Where the names of a table are, and what is under them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    /// Their row.
    pub row: Option<usize>,
    /// The first row under them.
    pub begin: usize,
    /// How many columns most rows have.
    pub width: usize,
    /// Whether the names begin over the second column: the first has the names of the rows.
    pub row_names: bool,
    /// Whether there are as many names as columns.
    pub fits: bool,
}

impl Names {
    /// The rows above them, or above the table, after the comments.
    pub fn above(&self, comments: usize) -> Range<usize> {
        let end = self.row.unwrap_or(self.begin);
        comments.min(end)..end
    }
}

/// How many rows after the comments may hold the names.
const LOOKED_AT: usize = 40;

/// How many comments the text begins with; the last one may hold the names, so its mark is removed.
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
                // One word over several columns is a title, as is Matlab's x =.
                let given = rows[i].fields.last().is_some_and(|field| field.ends_with('='));
                if fields > width || (fields == 1 && !row_names || given) && width > 1 {
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
                    // A blank line separates titles from a table.
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
        // The numbers in “Columns 1 through 4” are not part of the list.
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

/// Whether the columns of these rows may be one list: their ranges overlap.
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

/// The columns of numbers, and those that are empty so far.
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
    // If all have words for a missing value, those that also have numbers.
    columns.into_iter().map(|(numbers, numeric)| numeric || none && numbers > 1).collect()
}

/// Whether no two are equal.
pub fn all_different<T: PartialEq>(values: &[T]) -> bool {
    values.iter().enumerate().all(|(i, value)| !values[..i].contains(value))
}

/// The most frequent number; of several the largest.
fn modal(numbers: impl Iterator<Item = usize>) -> Option<usize> {
    let numbers: Vec<usize> = numbers.collect();
    let times = |number: usize| numbers.iter().filter(|&&other| other == number).count();
    numbers.iter().copied().max_by_key(|&number| (times(number), number))
}
