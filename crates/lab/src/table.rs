//! Own data as text: a column of numbers, or the two of points in the plane, pasted or from a CSV file.
//!
//! Files differ in separators, decimal signs and names, and do not say which they use. `dialect.rs` finds
//! this out from the first lines, in three steps. Layout: `form.rs` and `records.rs` separate the fields,
//! `listing.rs` removes the brackets of a list that a program printed, `layout.rs` scores each way to do so.
//! Names: `names.rs` finds the line of the names, `columns.rs` the column of numbers, `points.rs` the two of
//! points. Numbers: `number.rs` turns text into a number, `decimal.rs` decides between point and comma. The
//! rest of the text comes in pieces (`reader.rs`), so that a file of ten million lines is never in memory as a
//! whole. What holds no number is left out and reported with its line and content (`report.rs`); a text
//! without any number is refused.

mod columns;
mod decimal;
mod dialect;
mod form;
mod kind;
mod layout;
mod list;
mod listing;
mod marks;
mod names;
mod number;
mod points;
mod preview;
mod reader;
mod records;
mod report;

pub use number::{Decimal, typed};
pub use points::{PointReader, Points, read_points};
pub use preview::{Role, Shown};
pub use reader::Reader;
pub use report::{LeftOut, Report};

use crate::dataset::{DataError, DatasetBuilder, MAX_LABELS};
use crate::family::Family;
use crate::refusal::Refusal;
use crate::scenario::Word;

/// What stands between the fields of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// A tabulator.
    Tab,
    /// `|`
    Bar,
    /// `&`, in a LaTeX table.
    Ampersand,
    /// One space or several.
    Space,
    /// Nothing: fields are one under another, in columns of fixed width.
    Fixed,
    /// Nothing: one number per line.
    None,
}

impl Word for Separator {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("comma", Self::Comma),
        ("semicolon", Self::Semicolon),
        ("tab", Self::Tab),
        ("bar", Self::Bar),
        ("ampersand", Self::Ampersand),
        ("space", Self::Space),
        ("fixed", Self::Fixed),
        ("none", Self::None),
    ];
}

impl Separator {
    fn byte(self) -> Option<u8> {
        Some(match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Bar => b'|',
            Self::Ampersand => b'&',
            Self::Space => b' ',
            Self::Fixed | Self::None => return None,
        })
    }

    /// In the order in which they are tried: of two with the same score the first is taken.
    const ALL: [Self; 8] = [
        Self::None,
        Self::Semicolon,
        Self::Tab,
        Self::Bar,
        Self::Ampersand,
        Self::Comma,
        Self::Space,
        Self::Fixed,
    ];

    fn of(sign: char) -> Option<Self> {
        Self::ALL.into_iter().find(|separator| separator.byte().map(char::from) == Some(sign))
    }
}

/// The name under which all columns of a text without names are taken as one list.
pub const EVERY_COLUMN: &str = "every column";

/// What the user says about a text; what is not said is found from the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wishes {
    /// The column of the numbers, or of x.
    pub column: Option<String>,
    /// The column of y, where a [`PointReader`] reads points; a [`Reader`] has no use for it.
    pub second: Option<String>,
    /// The column of the labels.
    pub labels: Option<String>,
    /// What stands between fields.
    pub separator: Option<Separator>,
    /// The sign before a fraction.
    pub decimal: Option<Decimal>,
    /// Whether the first line holds names.
    pub header: Option<bool>,
    /// The line that holds the names, from 1.
    pub names: Option<u64>,
    /// Lines that are left out.
    pub skip: Vec<u64>,
    /// The family that shall be fitted: it says which values there are.
    pub family: Family,
}

impl Wishes {
    /// Wishes in words: the separator, the decimal sign, and whether the first line holds `names` or `numbers`.
    /// An empty word is no wish.
    pub fn in_words(
        column: Option<String>,
        labels: Option<String>,
        [separator, decimal, first_line]: [&str; 3],
    ) -> Result<Self, Refusal> {
        let header = match first_line {
            "" => None,
            "names" => Some(true),
            "numbers" => Some(false),
            other => {
                let sentence = format!(
                    "{} is nothing that a first line holds: expected names or numbers",
                    quoted(other)
                );
                return Err(Refusal::new(sentence));
            }
        };
        Ok(Self {
            column,
            labels,
            separator: wish("separator", separator)?,
            decimal: wish("decimal sign", decimal)?,
            header,
            ..Self::default()
        })
    }
}

fn wish<T: Word>(name: &str, word: &str) -> Result<Option<T>, Refusal> {
    if word.is_empty() {
        return Ok(None);
    }
    T::from_word(word).map(Some).ok_or_else(|| {
        let words = T::all_words().join(", ");
        Refusal::new(format!("{} is no {name}: expected one of {words}", quoted(word)))
    })
}

/// Reads a whole text.
pub fn read(text: &str, wishes: Wishes) -> Result<(DatasetBuilder, Report), Refusal> {
    let mut reader = Reader::new(wishes);
    reader.feed(text)?;
    reader.finish()
}

/// The different labels, in the order of their first appearance.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LabelNames(Vec<String>);

impl LabelNames {
    /// The index of a label in this order; a new label is added.
    pub fn place(&mut self, label: &str) -> Result<u8, DataError> {
        let known = self.0.iter().position(|name| name == label);
        if known.is_none() && self.0.len() == MAX_LABELS {
            return Err(DataError::TooManyLabels);
        }
        Ok(known.unwrap_or_else(|| {
            self.0.push(label.into());
            self.0.len() - 1
        }) as u8)
    }

    /// The labels.
    pub fn into_names(self) -> Vec<String> {
        self.0
    }
}

/// How much of a line or field a sentence shows, in characters.
const SHOWN: usize = 60;

/// A user's text, as a sentence shows it: an invisible character by its name.
fn quoted(text: &str) -> String {
    let mut short = String::new();
    for sign in text.trim().chars().take(SHOWN) {
        match marks::unseen(sign) {
            Some(name) => short += &format!("[{name}]"),
            None => short.push(if sign.is_control() { ' ' } else { sign }),
        }
    }
    let more = if text.trim().chars().nth(SHOWN).is_some() { "…" } else { "" };
    format!("“{short}{more}”")
}

#[cfg(test)]
mod tests;
