//! A text taken apart into records of fields, piece by piece, however the pieces are cut.
//!
//! The csv crate reads what lies whole before it. So each piece is joined to what the one before
//! left over, and the record that reaches the end of it waits, for it may go on. The lines'
//! numbers are counted here, so that blank lines and each kind of line end count too.

use super::Separator;
use super::marks::bare;
use crate::refusal::Refusal;
use csv::{ByteRecord, ReaderBuilder};

/// How many records of a text are looked at.
const LOOKED_AT: usize = 500;

/// A record longer than this, in bytes, is a quotation mark left open.
const LONGEST: usize = 1 << 20;

/// What stands for a separator where there is none: a byte that text does not hold.
const NO_SEPARATOR: u8 = 0x1f;

/// A parser that is fed.
#[derive(Debug)]
pub struct Records {
    form: ReaderBuilder,
    /// The record that may go on.
    rest: Vec<u8>,
    lines: Lines,
    by_spaces: bool,
}

/// A record of a text's head, kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its first line, from 1.
    pub line: u64,
    /// How many quotation marks stand in it, and whether it begins and ends with one.
    pub marks: usize,
    pub quoted: bool,
    pub closed: bool,
    /// Whether a space stands before it.
    pub indented: bool,
    /// How many of its fields have a comma at their end, where spaces set them apart, or a space
    /// before them, where another sign does.
    pub loose: usize,
    /// Its fields.
    pub fields: Vec<String>,
}

/// One record: its fields, and the lines that it stands on.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// Its first line, from 1.
    pub line: u64,
    /// Whether it goes on over further lines, within quotation marks.
    pub many_lines: bool,
    /// The record as it stands in the text, where spaces are single.
    text: &'a [u8],
    fields: &'a ByteRecord,
    by_spaces: bool,
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

    /// The field of column `j`; where spaces set fields apart, a comma at the end of one does so too.
    pub fn field(self, j: usize) -> Option<&'a str> {
        let field = std::str::from_utf8(self.fields.get(j)?).unwrap_or("\u{fffd}").trim();
        Some(if self.by_spaces { field.strip_suffix(',').unwrap_or(field) } else { field })
    }

    /// Kept, of the text of these lines.
    fn row(self, lines: &[&str]) -> Row {
        let is_loose = |field: &&[u8]| match self.by_spaces {
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
            loose: self.fields.iter().skip(usize::from(!self.by_spaces)).filter(is_loose).count(),
            fields: self.fields().map(String::from).collect(),
        }
    }

    /// Whether nothing stands in it.
    pub fn is_blank(self) -> bool {
        self.fields().all(|field| bare(field).is_empty())
    }
}

impl Records {
    /// A parser for fields set apart so.
    pub fn new(separator: Separator) -> Self {
        let mut form = ReaderBuilder::new();
        form.has_headers(false).flexible(true).delimiter(separator.byte().unwrap_or(NO_SEPARATOR));
        let by_spaces = separator == Separator::Space;
        Self { form, rest: Vec::new(), lines: Lines::default(), by_spaces }
    }

    /// Takes in a piece of the text and hands out the records that it completes.
    pub fn feed(
        &mut self,
        piece: &[u8],
        each: impl FnMut(Record) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        self.rest.extend_from_slice(piece);
        // A piece in which no line ends completes nothing.
        if piece.iter().any(|byte| matches!(byte, b'\r' | b'\n')) {
            self.set_apart();
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

    /// The end of the text ends the last record.
    pub fn finish(&mut self, each: impl FnMut(Record) -> Result<(), Refusal>) -> Result<(), Refusal> {
        if self.by_spaces {
            self.rest.push(b'\n'); // nothing more comes that could belong to the last number
        }
        self.set_apart();
        self.read(true, each).map(drop)
    }

    /// The csv crate takes every single space for the end of a field.
    fn set_apart(&mut self) {
        if self.by_spaces {
            self.rest = single_spaces(&String::from_utf8_lossy(&self.rest)).into_bytes();
        }
    }

    /// Hands out the records that end before the text does, or `all` of them, and says how much of
    /// the text that was.
    fn read(
        &mut self,
        all: bool,
        mut each: impl FnMut(Record) -> Result<(), Refusal>,
    ) -> Result<usize, Refusal> {
        let text = self.rest.as_slice();
        let mut reader = self.form.from_reader(text);
        let mut fields = ByteRecord::new();
        let mut done = 0;
        // Reading fails where a disk does, or over uneven records, which are allowed here: never.
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
            each(Record { line, many_lines, text: record, fields: &fields, by_spaces: self.by_spaces })?;
            done = end;
        }
        Ok(done)
    }
}

/// The text with one plain space between fields, and none before the first or behind the last. Doing so
/// twice changes nothing, so that a record cut anywhere may be done again. A no-break space alone
/// between digits belongs to their number.
fn single_spaces(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut quoted = false;
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        if quoted || !sign.is_whitespace() || matches!(sign, '\n' | '\r') {
            // A quotation mark opens at the head of a field alone; a doubled one opens again.
            let opens = quoted || out.is_empty() || out.ends_with([' ', '\n', '\r']) || out.ends_with('"');
            quoted ^= sign == '"' && opens;
            out.push(sign);
            continue;
        }
        let mut end = at + sign.len_utf8();
        while let Some((_, next)) =
            signs.next_if(|(_, next)| next.is_whitespace() && !matches!(next, '\n' | '\r'))
        {
            end += next.len_utf8();
        }
        let (before, after) = (out.chars().next_back(), text[end..].chars().next());
        // Three digits, or as many of them as have come.
        let mut digits = text[end..].chars().take(4).map(|sign| sign.is_ascii_digit());
        let thousands = digits.by_ref().take(3).all(|digit| digit) && !digits.next().unwrap_or(false);
        let alone = !matches!(sign, ' ' | '\t') && end == at + sign.len_utf8();
        if alone && thousands && before.is_some_and(|sign| sign.is_ascii_digit()) {
            out.push(sign);
        } else if before.is_some_and(|sign| !matches!(sign, '\n' | '\r'))
            && !matches!(after, Some('\n' | '\r'))
        {
            out.push(' ');
        }
    }
    out
}

/// The records of a text's head that hold something; where there is more text, the last one may be cut.
pub fn head_rows(head: &str, separator: Separator, skip: &[u64]) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut parser = Records::new(separator);
    let lines: Vec<&str> = head.lines().collect();
    let mut keep = |record: Record| {
        if !record.is_blank() && !skip.contains(&record.line) && rows.len() < LOOKED_AT {
            rows.push(record.row(&lines));
        }
        Ok(())
    };
    // A head has no record that is too long.
    let _ = parser.feed(head.as_bytes(), &mut keep);
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
    /// The line that the next byte stands on, from 1.
    pub fn line(&self) -> u64 {
        self.ended + 1
    }

    /// Goes over these bytes.
    pub fn pass(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.ended += u64::from(byte == b'\r' || (byte == b'\n' && !self.after_return));
            self.after_return = byte == b'\r';
        }
    }
}

#[cfg(test)]
mod tests;
