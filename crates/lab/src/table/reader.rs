//! Reads a text while it comes in: the dialect from its head, numbers from every further piece.

use super::columns;
use super::decimal::assumption;
use super::dialect::{self, Dialect, HEAD};
use super::list::List;
use super::listing::Listing;
use super::marks::{PER_CENT, bare, means_nothing};
use super::number::{Decimal, Reading, is_bracketed, number, reading};
use super::records::{Record, Records};
use super::report::{LeftOut, Report, why_no_number};
use super::{LabelNames, Separator, Wishes, quoted};
use crate::dataset::{DataError, DatasetBuilder, MAX_VALUES, SLICE};
use crate::family::Family;
use crate::figures::number as shortest;
use crate::float::float;
use crate::refusal::Refusal;

/// The group of points with an empty label.
const NO_LABEL: &str = "no label";

/// Reads a text in pieces into numbers.
#[derive(Debug)]
pub struct Reader {
    wishes: Wishes,
    /// The text so far, until there is enough to find its dialect.
    head: String,
    /// Removes the brackets, if a program printed a list.
    listing: Option<Listing>,
    /// Whether two columns are read.
    in_plane: bool,
    body: Option<Body>,
}

/// The text after its head.
#[derive(Debug)]
struct Body {
    dialect: Dialect,
    /// Lines that are left out by hand.
    skip: Vec<u64>,
    taken: Taken,
    parser: Parser,
}

#[derive(Debug)]
enum Parser {
    /// One number a record, or the two of a point.
    Columns(Records),
    /// Every field is a number, any number of them on a line.
    List(List),
}

/// What has been taken from the text, and what left out.
#[derive(Debug, Default)]
pub struct Taken {
    family: Family,
    gathering: DatasetBuilder,
    values: Vec<f64>,
    pub(super) points: Vec<[f64; 2]>,
    pub(super) labels: Vec<u8>,
    pub(super) names: LabelNames,
    labelled: bool,
    decimal: Option<Decimal>,
    per_cent: bool,
    brackets: bool,
    assumed: Vec<String>,
    pub(super) left_out: LeftOut,
}

impl Reader {
    /// A reader with these wishes.
    pub fn new(wishes: Wishes) -> Self {
        Self { wishes, head: String::new(), listing: None, in_plane: false, body: None }
    }

    /// A reader of points.
    pub(super) fn of_points(wishes: Wishes) -> Self {
        Self { in_plane: true, ..Self::new(wishes) }
    }

    /// Takes in a piece of the text.
    pub fn feed(&mut self, piece: &str) -> Result<(), Refusal> {
        match (&mut self.body, &mut self.listing) {
            (Some(body), None) => body.feed(piece),
            (Some(body), Some(listing)) => body.feed(&listing.read(piece)),
            (None, _) => {
                self.head += piece;
                if self.head.len() < HEAD { Ok(()) } else { self.begin(false) }
            }
        }
    }

    /// The numbers and how they were read, after the whole text has come in. It is refused only if no number is
    /// left.
    pub fn finish(self) -> Result<(DatasetBuilder, Report), Refusal> {
        self.end().map(|(taken, report)| (taken.gathering, report))
    }

    pub(super) fn end(mut self) -> Result<(Taken, Report), Refusal> {
        if self.body.is_none() {
            self.begin(true)?;
        }
        let Some(mut body) = self.body else { return Err(Refusal::new("there is no text to read")) };
        body.finish()?;
        let Body { mut dialect, skip, mut taken, .. } = body;
        dialect.decimal = taken.decimal;
        dialect.assumed.append(&mut taken.assumed);
        let count = taken.gathering.taken() + taken.points.len();
        let left_out = std::mem::take(&mut taken.left_out);
        if count == 0 {
            let of = columns::named(&dialect.columns, &dialect.values);
            let none = match dialect.values.len() {
                0 => "numbers".into(),
                1 => format!("numbers in column {of}"),
                _ => format!("points in columns {of}"),
            };
            let why = left_out.in_short().map(|why| format!(": {why}")).unwrap_or_default();
            return Err(Refusal::new(format!("there are no {none}{why}")));
        }
        Ok((taken, Report::new(dialect, skip, count, left_out)))
    }

    fn begin(&mut self, whole: bool) -> Result<(), Refusal> {
        let head = std::mem::take(&mut self.head);
        let (mut text, mut wishes) = (head.trim_start_matches(means_nothing), self.wishes.clone());
        if let Some((separator, length)) = declared_separator(text) {
            wishes.separator = wishes.separator.or(separator);
            text = &text[length..];
        }
        self.listing = Listing::find(text);
        let unlisted = self.listing.as_mut().map(|listing| listing.read(text));
        let text = unlisted.as_deref().unwrap_or(text);
        let list = self.listing.as_ref().map(|listing| !listing.table);
        if list.is_some() && text.contains(',') {
            // Programs write a point, and no sign between thousands.
            wishes.separator = wishes.separator.or(Some(Separator::Comma));
            wishes.decimal = wishes.decimal.or(Some(Decimal::Point));
        }
        let mut dialect = dialect::find(text, whole, &wishes, list, self.in_plane)?;
        if self.listing.as_ref().is_some_and(|listing| listing.first_of_several) {
            dialect.assumed.push("Only the first list was read: what stands behind it was left out.".into());
        }
        let (skip, family) = (wishes.skip, wishes.family);
        let parser = match dialect.values.is_empty() {
            false => Parser::Columns(Records::new(dialect.form.clone())),
            true => Parser::List(List::new(&dialect, skip.clone())),
        };
        let taken =
            Taken { family, labelled: dialect.label.is_some(), decimal: dialect.decimal, ..Taken::default() };
        self.body.insert(Body { dialect, skip, taken, parser }).feed(text)
    }
}

/// The first line that spreadsheets write for one another, and its length: sep=;
fn declared_separator(text: &str) -> Option<(Option<Separator>, usize)> {
    let end = text.find(['\r', '\n'])?;
    let line = bare(&text[..end]).trim_matches('"');
    let (word, said) = line.split_once('=')?;
    let mut signs = said.trim_start_matches(' ').chars();
    // A program that adds its own separators to each line adds them here too.
    let sign = signs.next().or_else(|| text[..end].ends_with('\t').then_some('\t'))?;
    let rest = signs.all(|other| matches!(other, '"' | ',' | ';' | '\t') || other.is_whitespace());
    (word.trim().eq_ignore_ascii_case("sep") && rest).then(|| (Separator::of(sign), end))
}

impl Body {
    fn feed(&mut self, piece: &str) -> Result<(), Refusal> {
        let Self { dialect, skip, taken, parser } = self;
        match parser {
            Parser::Columns(records) => {
                records.feed(piece, &mut |record| taken.record(record, dialect, skip))
            }
            Parser::List(list) => list.feed(piece, taken),
        }
    }

    fn finish(&mut self) -> Result<(), Refusal> {
        let Self { dialect, skip, taken, parser } = self;
        match parser {
            Parser::Columns(records) => {
                records.finish(&mut |record| taken.record(record, dialect, skip))?;
            }
            Parser::List(list) => list.finish(taken)?,
        }
        // Points are not flushed: they keep the order of their rows.
        if dialect.values.len() == 2 {
            return Ok(());
        }
        taken.flush()?;
        if taken.labelled {
            let names = std::mem::take(&mut taken.names).into_names();
            taken.gathering.name_and_order_labels(names, float)?;
        }
        Ok(())
    }
}

impl Taken {
    fn record(&mut self, record: Record, dialect: &Dialect, skip: &[u64]) -> Result<(), Refusal> {
        if record.line < dialect.begin || skip.contains(&record.line) {
            return Ok(());
        }
        let places = &dialect.values;
        let values = &mut [0.0; 2][..places.len()];
        for (value, &j) in values.iter_mut().zip(places) {
            let field = record.field(j).unwrap_or("");
            match self.number(field) {
                Some(number) => *value = number,
                None if record.is_blank() => return Ok(()),
                None => {
                    let alone = dialect.columns.len() < 2;
                    self.left_out.add(record.line, || {
                        let column = (places.len() == 2).then(|| columns::named(&dialect.columns, &[j]));
                        why_no_number(record.line, field, column, (!alone).then_some(record))
                    });
                    return Ok(());
                }
            }
        }
        let label = |j| record.field(j).map(bare).filter(|label| !label.is_empty());
        self.push(values, dialect.label.map(|j| label(j).unwrap_or(NO_LABEL)), record.line)
    }

    /// The number in a field. The first field read as a percentage, and the first negative one in brackets, are
    /// reported as assumptions.
    pub(super) fn number(&mut self, field: &str) -> Option<f64> {
        let value = self.unmarked(field)?;
        if field.ends_with(PER_CENT) && !std::mem::replace(&mut self.per_cent, true) {
            let read = shortest(value);
            self.assumed
                .push(format!("{field} was read as {read}: the {PER_CENT} is no part of the number."));
        }
        if value < 0.0 && is_bracketed(field) && !std::mem::replace(&mut self.brackets, true) {
            let (field, read) = (quoted(field), shortest(value));
            self.assumed
                .push(format!("{field} was read as {read}: brackets say that an amount is negative."));
        }
        Some(value)
    }

    /// The number in a field; the first one that shows the decimal sign decides for all.
    fn unmarked(&mut self, field: &str) -> Option<f64> {
        if let Some(decimal) = self.decimal {
            return number(field, decimal);
        }
        match reading(field) {
            Reading::None => None,
            Reading::Either(value) => Some(value),
            Reading::Only(decimal, value) => {
                self.decimal = Some(decimal);
                Some(value)
            }
            Reading::Two(value, _) => {
                self.decimal = Some(Decimal::Point);
                if field.contains(',') {
                    self.assumed.push(assumption(field, Decimal::Point));
                }
                Some(value)
            }
        }
    }

    /// Takes in the number of this line, or the two of a point; one that the family cannot give refuses the
    /// whole.
    pub(super) fn push(&mut self, values: &[f64], label: Option<&str>, line: u64) -> Result<(), Refusal> {
        if let Some(&value) = values.iter().find(|&&value| !self.family.curve().takes(value)) {
            return Err(Refusal::impossible(&format!("the number in line {line}"), value, self.family));
        }
        if let Some(label) = label {
            self.labels.push(self.names.place(label)?);
        }
        match *values {
            [_, _] if self.points.len() == MAX_VALUES => return Err(DataError::TooMany.into()),
            [x, y] => self.points.push([x, y]),
            [value, ..] => {
                if self.values.capacity() == 0 {
                    self.values.reserve_exact(SLICE);
                }
                self.values.push(value);
            }
            [] => {}
        }
        if self.values.len() == SLICE { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), Refusal> {
        let (mut values, labels) = (std::mem::take(&mut self.values), std::mem::take(&mut self.labels));
        values.shrink_to_fit();
        match self.labelled {
            true => self.gathering.add_labelled(values, labels)?,
            false => self.gathering.add(values)?,
        }
        Ok(())
    }
}
