//! A text read as it comes: its head says how, and every piece after it gives numbers at once.

use super::dialect::{self, Dialect, HEAD};
use super::marks::{PER_CENT, is_lone_mark};
use super::number::{Decimal, Reading, is_missing, number, reading};
use super::records::{Lines, Record, Records};
use super::report::{LeftOut, Report};
use super::{LabelNames, Separator, Wishes, assumption, quoted};
use crate::dataset::{DatasetBuilder, SLICE};
use crate::figures::number as shortest;
use crate::mixture::LARGEST;
use crate::refusal::Refusal;

/// The group of those whose label is empty.
const NO_LABEL: &str = "no label";

/// Reads a text in pieces into numbers.
#[derive(Debug)]
pub struct Reader {
    wishes: Wishes,
    /// The text so far, until there is enough of it to see how it is to be read.
    head: String,
    body: Option<Body>,
}

/// The text after its head.
#[derive(Debug)]
struct Body {
    dialect: Dialect,
    taken: Taken,
    parser: Parser,
}

#[derive(Debug)]
enum Parser {
    /// One number a record.
    Column { records: Records, names_ahead: bool },
    /// Every field a number, however many stand on a line.
    List(List),
}

/// Fields one after another, whatever lines they stand on.
#[derive(Debug)]
struct List {
    separator: Separator,
    field: String,
    lines: Lines,
    name: Name,
}

/// Where the line that names a list is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Name {
    Ahead,
    Begun,
    Passed,
}

/// What has been taken from the text, and what left out.
#[derive(Debug, Default)]
struct Taken {
    gathering: DatasetBuilder,
    values: Vec<f64>,
    labels: Vec<u8>,
    names: LabelNames,
    labelled: bool,
    decimal: Option<Decimal>,
    per_cent: bool,
    assumed: Vec<String>,
    left_out: LeftOut,
}

impl Reader {
    /// A reader that goes by these wishes.
    pub fn new(wishes: Wishes) -> Self {
        Self { wishes, head: String::new(), body: None }
    }

    /// Takes in a piece of the text.
    pub fn feed(&mut self, piece: &str) -> Result<(), Refusal> {
        match &mut self.body {
            Some(body) => body.feed(piece),
            None => {
                self.head += piece;
                if self.head.len() < HEAD { Ok(()) } else { self.begin(false) }
            }
        }
    }

    /// The numbers and how they were read, once the whole text has come in. What was left out
    /// is a refusal only where no number is left.
    pub fn finish(mut self) -> Result<(DatasetBuilder, Report), Refusal> {
        if self.body.is_none() {
            self.begin(true)?;
        }
        let Some(mut body) = self.body else { return Err(Refusal::new("there is no text to read")) };
        body.finish()?;
        let Body { mut dialect, taken, .. } = body;
        dialect.decimal = taken.decimal;
        dialect.assumed.extend(taken.assumed);
        let count = taken.gathering.taken();
        if count == 0 {
            let of =
                dialect.value.map_or(String::new(), |j| format!(" in column “{}”", dialect.columns[j].name));
            let why = taken.left_out.in_short().map(|why| format!(": {why}")).unwrap_or_default();
            return Err(Refusal::new(format!("there are no numbers{of}{why}")));
        }
        Ok((taken.gathering, Report::new(dialect, count, taken.left_out)))
    }

    fn begin(&mut self, whole: bool) -> Result<(), Refusal> {
        let head = std::mem::take(&mut self.head);
        let (mut text, mut wishes) = (head.strip_prefix('\u{feff}').unwrap_or(&head), self.wishes.clone());
        // A first line that spreadsheets write for one another: sep=;
        let mut lines = Lines::default();
        if let Some(rest) = text.strip_prefix("sep=")
            && let Some(end) = rest.find(['\r', '\n'])
            && let Some(separator) = Separator::of(&rest[..end])
        {
            wishes.separator = wishes.separator.or(Some(separator));
            let skipped = text.len() - rest.len() + end;
            lines.pass(&text.as_bytes()[..skipped]);
            text = &text[skipped..];
        }
        let dialect = dialect::find(text, whole, &wishes)?;
        let parser = match dialect.value {
            Some(_) => {
                Parser::Column { records: Records::new(dialect.separator), names_ahead: dialect.header }
            }
            None => Parser::List(List {
                separator: dialect.separator,
                field: String::new(),
                lines,
                name: if dialect.header { Name::Ahead } else { Name::Passed },
            }),
        };
        let taken = Taken { labelled: dialect.label.is_some(), decimal: dialect.decimal, ..Taken::default() };
        self.body.insert(Body { dialect, taken, parser }).feed(text)
    }
}

impl Body {
    fn feed(&mut self, piece: &str) -> Result<(), Refusal> {
        let Self { dialect, taken, parser } = self;
        match parser {
            Parser::Column { records, names_ahead } => {
                records.feed(piece.as_bytes(), |record| taken.record(record, dialect, names_ahead))
            }
            Parser::List(list) => list.feed(piece, taken),
        }
    }

    fn finish(&mut self) -> Result<(), Refusal> {
        let Self { dialect, taken, parser } = self;
        match parser {
            Parser::Column { records, names_ahead } => {
                records.finish(|record| taken.record(record, dialect, names_ahead))?;
            }
            Parser::List(list) => list.end_field(taken)?,
        }
        taken.flush()?;
        if taken.labelled {
            taken.gathering.name_and_order_labels(std::mem::take(&mut taken.names).into_names())?;
        }
        Ok(())
    }
}

impl List {
    fn feed(&mut self, piece: &str, taken: &mut Taken) -> Result<(), Refusal> {
        let separator = self.separator.byte().map(char::from);
        for sign in piece.chars() {
            let ends_line = matches!(sign, '\r' | '\n');
            if !ends_line && Some(sign) != separator {
                self.field.push(sign);
                continue;
            }
            match self.name {
                // The name goes as far as its line.
                Name::Ahead if !self.field.trim().is_empty() => {
                    self.name = if ends_line { Name::Passed } else { Name::Begun };
                }
                Name::Begun if ends_line => self.name = Name::Passed,
                Name::Ahead | Name::Begun => {}
                Name::Passed => self.end_field(taken)?,
            }
            self.field.clear();
            self.lines.pass(sign.encode_utf8(&mut [0; 4]).as_bytes());
        }
        Ok(())
    }

    fn end_field(&mut self, taken: &mut Taken) -> Result<(), Refusal> {
        let field = self.field.trim();
        let field = if self.separator == Separator::Space { field.trim_end_matches(',') } else { field };
        let field = field.trim_matches('"');
        // $ 5 € 7
        if field.is_empty() || is_lone_mark(field) {
            return Ok(());
        }
        match taken.number(field) {
            Some(value) => taken.push(value, None)?,
            None => {
                let line = self.lines.line();
                taken.left_out.add(line, || why_no_number(line, field, None));
            }
        }
        self.field.clear();
        Ok(())
    }
}

impl Taken {
    fn record(&mut self, record: Record, dialect: &Dialect, names_ahead: &mut bool) -> Result<(), Refusal> {
        if record.is_blank() || std::mem::take(names_ahead) {
            return Ok(());
        }
        let field = dialect.value.and_then(|j| record.field(j)).unwrap_or("");
        match self.number(field) {
            Some(value) => {
                let label = |j| record.field(j).filter(|label| !label.is_empty()).unwrap_or(NO_LABEL);
                self.push(value, dialect.label.map(label))
            }
            None => {
                let alone = dialect.columns.len() < 2;
                self.left_out
                    .add(record.line, || why_no_number(record.line, field, (!alone).then_some(record)));
                Ok(())
            }
        }
    }

    /// The number in a field; that the first one of hundredths is taken for whole is said.
    fn number(&mut self, field: &str) -> Option<f64> {
        let value = self.unmarked(field)?;
        if field.ends_with(PER_CENT) && !std::mem::replace(&mut self.per_cent, true) {
            let read = shortest(value);
            self.assumed
                .push(format!("{field} was read as {read}: the {PER_CENT} is no part of the number."));
        }
        Some(value)
    }

    /// The number in a field; the first one that has a decimal sign says it for all.
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

    fn push(&mut self, value: f64, label: Option<&str>) -> Result<(), Refusal> {
        if self.values.capacity() == 0 {
            self.values.reserve_exact(SLICE);
        }
        self.values.push(value);
        if let Some(label) = label {
            self.labels.push(self.names.place(label)?);
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

/// “line 7 holds “abc” where a number was expected: “Ada, abc, 3””.
fn why_no_number(line: u64, field: &str, record: Option<Record>) -> String {
    let holds = if field.is_empty() { "nothing".into() } else { quoted(field) };
    let too_large = !is_missing(field) && field.parse::<f64>().is_ok();
    let expected = match too_large {
        true => format!("a number from -{LARGEST:e} to {LARGEST:e}"),
        false => "a number".into(),
    };
    let whole = record.map(|record| {
        let on =
            if record.many_lines { "; one entry in quotation marks runs on over further lines" } else { "" };
        format!(": {}{on}", quoted(&record.fields().collect::<Vec<_>>().join(", ")))
    });
    format!("line {line} holds {holds} where {expected} was expected{}", whole.unwrap_or_default())
}
