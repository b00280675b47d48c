//! The first lines of a text as they were understood, shown to the user before the numbers are used.

use super::dialect::Dialect;
use super::number::{Decimal, number, reading};
use super::records::head_rows;
use super::{Wishes, quoted};
use crate::figures::number as shortest;
use crate::scenario::Word;

/// Lines above the names, lines under them, and columns, that are shown.
const ABOVE: usize = 5;
const BELOW: usize = 8;
const COLUMNS: usize = 40;

/// A line as it was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Its number in the text, from 1.
    pub line: u64,
    /// Its fields.
    pub cells: Vec<String>,
    /// What it was read as.
    pub role: Role,
    /// The number that was read from it, or both of a point; none in a list.
    pub read: Vec<String>,
}

/// What a line was read as.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Role {
    /// It is above the table.
    Above,
    /// It holds the names.
    Names,
    /// It was left out by hand.
    Skipped,
    /// It holds numbers.
    Numbers,
    /// It holds no number where one was expected.
    LeftOut,
}

impl Word for Role {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("above", Self::Above),
        ("names", Self::Names),
        ("skipped", Self::Skipped),
        ("numbers", Self::Numbers),
        ("left-out", Self::LeftOut),
    ];
}

/// The lines around the names, and the first lines of numbers.
pub fn of(head: &str, dialect: &Dialect, wishes: &Wishes) -> Vec<Shown> {
    let rows = head_rows(head, &dialect.form, &[]);
    let begin = rows.iter().position(|row| row.line >= dialect.begin).unwrap_or(rows.len());
    let first =
        rows.iter().position(|row| Some(row.line) == dialect.names).unwrap_or(begin).saturating_sub(ABOVE);
    let shown = rows.into_iter().skip(first).take(begin - first.min(begin) + BELOW);
    shown
        .map(|row| {
            let value = |field: &String| match dialect.decimal {
                Some(decimal) => number(field, decimal),
                None => reading(field).under(Decimal::Point),
            };
            let read = |&j: &usize| row.fields.get(j).and_then(value).map(shortest);
            let read: Option<Vec<String>> = dialect.values.iter().map(read).collect();
            let role = match row.line {
                line if wishes.skip.contains(&line) => Role::Skipped,
                line if dialect.names == Some(line) => Role::Names,
                line if line < dialect.begin => Role::Above,
                _ if read.is_none() => Role::LeftOut,
                _ => Role::Numbers,
            };
            let cell = |field: &String| quoted(field).trim_matches(['“', '”']).to_string();
            let cells = row.fields.iter().take(COLUMNS).map(cell).collect();
            let read = read.filter(|_| role == Role::Numbers).unwrap_or_default();
            Shown { line: row.line, cells, role, read }
        })
        .collect()
}
