//! Splits a text into records of fields, piece by piece, wherever the pieces begin.
//!
//! The csv crate reads a text that is complete. So each piece is appended to the rest of the one before, and
//! a record that reaches the end of the piece waits, since it may continue. Lines are counted here, so that
//! blank lines and each kind of line end count too.

use super::Separator;
use super::form::{Form, is_rule};
use super::marks::bare;
use crate::refusal::Refusal;
use csv::{ByteRecord, ReaderBuilder};

/// How many records of a head are used.
const LOOKED_AT: usize = 500;

/// A record longer than this, in bytes, has a quotation mark that is not closed.
const LONGEST: usize = 1 << 20;

/// A parser for a text in pieces.
#[derive(Debug)]
pub struct Records {
    form: Form,
    parser: ReaderBuilder,
    /// The record that may continue.
    rest: String,
    lines: Lines,
}

/// A record of a text's head.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its first line, from 1.
    pub line: u64,
    /// How many quotation marks it has, and whether it begins and ends with one.
    pub marks: usize,
    pub quoted: bool,
    pub closed: bool,
    /// Whether there is a space before it.
    pub indented: bool,
    /// How many of its fields have a comma at their end, if spaces separate them, or a space before them, if
    /// another sign does.
    pub loose: usize,
    /// Its fields.
    pub fields: Vec<String>,
}

/// One record: its fields, and its lines.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// Its first line, from 1.
    pub line: u64,
    /// Whether it has several lines, within quotation marks.
    pub many_lines: bool,
    /// The record as it is in the text, but with single spaces.
    text: &'a [u8],
    fields: &'a ByteRecord,
    separator: Separator,
}

impl<'a> Record<'a> {
    /// How many fields it has.
    pub fn len(self) -> usize {
        self.fields.len()
    }

    /// The fields, without the spaces around them.
    pub fn fields(self) -> impl Iterator<Item = &'a str> {
        (0..self.len()).filter_map(move |j| self.field(j))
    }

    /// The field of column `j`, without a comma at its end if spaces separate fields, and without LaTeX's end
    /// of a line.
    pub fn field(self, j: usize) -> Option<&'a str> {
        let field = std::str::from_utf8(self.fields.get(j)?).unwrap_or("\u{fffd}").trim();
        Some(match self.separator {
            Separator::Space => field.strip_suffix(',').unwrap_or(field),
            Separator::Ampersand => field.split(r"\\").next().unwrap_or(field).trim_end(),
            _ => field,
        })
    }

    /// As a row, with the text of these lines.
    fn row(self, lines: &[&str]) -> Row {
        let by_spaces = self.separator == Separator::Space;
        let is_loose = |field: &&[u8]| match by_spaces {
            true => field.ends_with(b","),
            false => field.starts_with(b" "),
        };
        let above = lines.get(self.line as usize - 1);
        Row {
            line: self.line,
            marks: self.text.iter().filter(|&&byte| byte == b'"').count(),
            quoted: self.text.trim_ascii_start().starts_with(b"\""),
            closed: self.text.trim_ascii_end().ends_with(b"\""),
            indented: above.is_some_and(|line| line.starts_with(char::is_whitespace)),
            loose: self.fields.iter().skip(usize::from(!by_spaces)).filter(is_loose).count(),
            fields: self.fields().map(String::from).collect(),
        }
    }

    /// Whether it is empty, a ruled line, or a LaTeX command alone.
    pub fn is_blank(self) -> bool {
        if self.separator == Separator::Ampersand && self.len() == 1 && self.text.starts_with(b"\\") {
            return true;
        }
        self.fields().all(|field| bare(field).is_empty() || is_rule(field))
    }
}

impl Records {
    /// A parser for fields in this form.
    pub fn new(form: Form) -> Self {
        let mut parser = ReaderBuilder::new();
        parser.has_headers(false).flexible(true).delimiter(form.delimiter());
        match form.quote() {
            Some(quote) => parser.quote(quote),
            None => parser.quoting(false),
        };
        Self { form, parser, rest: String::new(), lines: Lines::default() }
    }

    /// Takes in a piece of the text, and calls `each` with every record that it completes.
    pub fn feed(
        &mut self,
        piece: &str,
        each: &mut dyn FnMut(Record) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        self.rest += piece;
        // A piece in which no line ends completes nothing.
        if piece.contains(['\r', '\n']) {
            self.form.delimit(&mut self.rest);
            let done = self.read(false, each)?;
            self.rest.drain(..done);
        }
        if self.rest.len() < LONGEST {
            return Ok(());
        }
        let line = self.lines.line();
        Err(Refusal::new(format!(
            "line {line} begins an entry that does not end: is a quotation mark left open there?"
        )))
    }

    /// Ends the text, and with it the last record.
    pub fn finish(&mut self, each: &mut dyn FnMut(Record) -> Result<(), Refusal>) -> Result<(), Refusal> {
        self.rest.push('\n');
        self.form.delimit(&mut self.rest);
        self.read(true, each).map(drop)
    }

    /// Calls `each` with the records that end before the text does, or with `all` of them; returns how much of
    /// the text they are.
    fn read(
        &mut self,
        all: bool,
        each: &mut dyn FnMut(Record) -> Result<(), Refusal>,
    ) -> Result<usize, Refusal> {
        let text = self.rest.as_bytes();
        let mut reader = self.parser.from_reader(text);
        let mut fields = ByteRecord::new();
        let separator = self.form.separator;
        let mut done = 0;
        // The crate reports errors of a disk, and uneven records, which are allowed here: so none.
        while reader.read_byte_record(&mut fields).unwrap_or(false) {
            let end = reader.position().byte() as usize;
            if end == text.len() && !all {
                break;
            }
            let blank = text[done..end].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            self.lines.pass(&text[done..done + blank]);
            let line = self.lines.line();
            self.lines.pass(&text[done + blank..end]);
            // The record's own end is one line; a pending \r\n may not be counted yet.
            let many_lines = self.lines.line() > line + 1;
            let record = &text[done + blank..end];
            each(Record { line, many_lines, text: record, fields: &fields, separator })?;
            done = end;
        }
        Ok(done)
    }
}

/// The records of a text's head that are not blank; if there is more text, the last one may be incomplete.
pub fn head_rows(head: &str, form: &Form, skip: &[u64]) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut parser = Records::new(form.clone());
    let lines: Vec<&str> = head.lines().collect();
    let mut keep = |record: Record| {
        if !record.is_blank() && !skip.contains(&record.line) && rows.len() < LOOKED_AT {
            rows.push(record.row(&lines));
        }
        Ok(())
    };
    // No record of a head is too long.
    let _ = parser.feed(head, &mut keep);
    let _ = parser.finish(&mut keep);
    rows
}

/// Counts lines, whichever of \n, \r\n and \r ends them.
#[derive(Debug, Default)]
pub struct Lines {
    ended: u64,
    after_return: bool,
}

impl Lines {
    /// The line of the next byte, from 1.
    pub fn line(&self) -> u64 {
        self.ended + 1
    }

    /// Counts these bytes' line ends.
    pub fn pass(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.ended += u64::from(byte == b'\r' || (byte == b'\n' && !self.after_return));
            self.after_return = byte == b'\r';
        }
    }
}

#[cfg(test)]
mod tests;
