//! What was read from a text and what was not, in sentences for the user.

use super::dialect::Dialect;
use super::number::{Decimal, is_missing};
use super::preview::Shown;
use super::records::Record;
use super::{EVERY_COLUMN, Separator, quoted};
use crate::figures::thousands;
use crate::float::float;
use crate::mixture::LARGEST;

/// Entries that are shown with their content, and lines that are named by their number.
const SHOWN: usize = 5;
const NAMED: usize = 12;

/// The most columns that are offered: nobody chooses from a longer list.
const OFFERED: usize = 1000;

/// How a text was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// How many numbers were found, or points.
    pub count: usize,
    /// The columns that hold numbers, of those below.
    pub numeric: Vec<String>,
    /// The columns, or as many as are offered; none for a list on one line.
    pub columns: Vec<String>,
    /// The column of the numbers, or [`EVERY_COLUMN`].
    pub column: String,
    /// The second column, of points of the plane.
    pub second: Option<String>,
    /// The line that holds the columns' names.
    pub names: Option<u64>,
    /// The lines that were left out by hand.
    pub skip: Vec<u64>,
    /// The first lines, as they were understood.
    pub shown: Vec<Shown>,
    /// Which of the columns holds the numbers, or which two; none for a list.
    pub values: Vec<usize>,
    /// The column of the labels.
    pub labels: Option<String>,
    /// What was between fields.
    pub separator: Separator,
    /// The decimal sign, where any number has one.
    pub decimal: Option<Decimal>,
    /// What was assumed, in sentences.
    pub assumed: Vec<String>,
    /// What was left out.
    pub left_out: LeftOut,
}

/// Entries without a number: how many, on which lines, and the content of the first few.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LeftOut {
    /// How many.
    pub count: usize,
    /// The first of their lines, each once.
    pub lines: Vec<u64>,
    /// A sentence about each of the first few.
    pub examples: Vec<String>,
}

impl LeftOut {
    /// Counts one more; its sentence is made only if it will be shown.
    pub(super) fn add(&mut self, line: u64, sentence: impl FnOnce() -> String) {
        self.count += 1;
        if self.examples.len() < SHOWN {
            self.examples.push(sentence());
        }
        // One more than are named, to know that there are more.
        if self.lines.len() <= NAMED && self.lines.last() != Some(&line) {
            self.lines.push(line);
        }
    }

    /// How many and where: “2 entries were left out: lines 7 and 19.”
    pub fn summary(&self) -> Option<String> {
        let numbers: Vec<String> = self.lines.iter().map(|&line| thousands(line as usize)).collect();
        let lines = match numbers.as_slice() {
            [] => return None,
            [only] => format!("line {only}"),
            _ if numbers.len() > NAMED => format!("lines {} and more", numbers[..NAMED].join(", ")),
            [before @ .., last] => format!("lines {} and {last}", before.join(", ")),
        };
        let entries = if self.count == 1 {
            "1 entry was".into()
        } else {
            format!("{} entries were", thousands(self.count))
        };
        Some(format!("{entries} left out: {lines}."))
    }

    /// The first example and the number of further ones, to follow a sentence or be one.
    pub fn in_short(&self) -> Option<String> {
        let first = self.examples.first()?;
        Some(match self.count {
            1 => first.clone(),
            2 => format!("{first}; and one more like it"),
            count => format!("{first}; and {} more like it", thousands(count - 1)),
        })
    }
}

/// “line 7 holds “abc” where a number was expected: “Ada, abc, 3””.
/// The column is named where two are read.
pub(super) fn why_no_number(
    line: u64,
    field: &str,
    column: Option<String>,
    record: Option<Record>,
) -> String {
    let holds = if field.is_empty() { "nothing".into() } else { quoted(field) };
    let too_large = !is_missing(field) && float(field).is_some();
    let expected = match too_large {
        true => format!("a number from -{LARGEST:e} to {LARGEST:e}"),
        false => "a number".into(),
    };
    let whole = record.map(|record| {
        let on =
            if record.many_lines { "; one entry in quotation marks runs on over further lines" } else { "" };
        format!(": {}{on}", quoted(&record.fields().collect::<Vec<_>>().join(", ")))
    });
    let place = column.map(|column| format!(" in column {column}")).unwrap_or_default();
    format!("line {line} holds {holds}{place} where {expected} was expected{}", whole.unwrap_or_default())
}

impl Report {
    pub(super) fn new(dialect: Dialect, skip: Vec<u64>, count: usize, left_out: LeftOut) -> Self {
        let Dialect { form, names, columns, values, label, decimal, mut assumed, shown, .. } = dialect;
        let name = |j: usize| columns[j].name.clone();
        if columns.len() > OFFERED {
            assumed.push(format!(
                "Of the {} columns the first {} can be chosen. To choose another, leave out columns before it.",
                thousands(columns.len()),
                thousands(OFFERED)
            ));
        }
        let column = match values.first() {
            Some(&j) => name(j),
            None if names.is_some() => name(0),
            None => EVERY_COLUMN.into(),
        };
        let chosen = |j: &usize| (columns[*j].numeric() && *j < OFFERED) || values.contains(j);
        Self {
            count,
            numeric: (0..columns.len()).filter(chosen).map(name).collect(),
            columns: columns.iter().take(OFFERED).map(|column| column.name.clone()).collect(),
            column,
            second: values.get(1).copied().map(name),
            names,
            skip,
            shown,
            values,
            labels: label.map(name),
            separator: form.separator,
            decimal,
            assumed,
            left_out,
        }
    }

    /// The name of the numbers' column, where it has one of its own.
    pub fn title(&self) -> Option<&str> {
        self.names.map(|_| self.column.as_str())
    }

    /// The names of the points' columns, where they have names of their own.
    pub fn titles(&self) -> Option<[&str; 2]> {
        Some([self.title()?, self.second.as_deref()?])
    }

    /// How many numbers or points, from where: “9,998 numbers from column “price” of houses.csv”.
    pub fn summary(&self, name: &str) -> String {
        let what = if self.second.is_some() { "point" } else { "number" };
        let many = if self.count == 1 { "" } else { "s" };
        let unnamed = self.columns.len() < 2 && self.names.is_none() || self.column == EVERY_COLUMN;
        let column = match (&self.second, self.names) {
            (None, _) if unnamed => String::new(),
            (None, Some(_)) => format!("column “{}” of ", self.column),
            (None, None) => format!("{} of ", self.column),
            (Some(second), Some(_)) => format!("columns “{}” and “{second}” of ", self.column),
            (Some(second), None) => format!("{} and {second} of ", self.column),
        };
        let labels =
            self.labels.as_ref().map(|labels| format!(", labelled by “{labels}”")).unwrap_or_default();
        format!("{} {what}{many} from {column}{name}{labels}", thousands(self.count))
    }
}
