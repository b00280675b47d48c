//! A text taken apart into records of fields, piece by piece, however the pieces are cut.
//!
//! The csv crate reads what lies whole before it. So each piece is joined to what the one before
//! left over, and the record that reaches the end of it waits, for it may go on. The lines'
//! numbers are counted here, so that blank lines and each kind of line end count too.

use super::Separator;
use crate::refusal::Refusal;
use csv::{ByteRecord, ReaderBuilder};

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

/// One record: its fields, and the lines that it stands on.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// Its first line, from 1.
    pub line: u64,
    /// Whether it goes on over further lines, within quotation marks.
    pub many_lines: bool,
    fields: &'a ByteRecord,
    by_spaces: bool,
}

impl<'a> Record<'a> {
    /// The fields, without the spaces around them; where spaces set them apart, a comma at the end
    /// of one does so too.
    pub fn fields(self) -> impl Iterator<Item = &'a str> {
        let field = move |bytes: &'a [u8]| {
            let field = std::str::from_utf8(bytes).unwrap_or("\u{fffd}").trim();
            if self.by_spaces { field.strip_suffix(',').unwrap_or(field) } else { field }
        };
        // Columns set apart by spaces are set apart by any number of them.
        self.fields.iter().map(field).filter(move |field| !self.by_spaces || !field.is_empty())
    }

    /// The field of column `j`.
    pub fn field(self, j: usize) -> Option<&'a str> {
        self.fields().nth(j)
    }

    /// Whether nothing stands in it.
    pub fn is_blank(self) -> bool {
        self.fields().all(str::is_empty)
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
        self.read(true, each).map(drop)
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
            each(Record { line, many_lines, fields: &fields, by_spaces: self.by_spaces })?;
            done = end;
        }
        Ok(done)
    }
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
mod tests {
    use super::*;

    fn all(text: &str, separator: Separator, piece: usize) -> Vec<(u64, Vec<String>)> {
        let mut records = Records::new(separator);
        let mut found = Vec::new();
        let mut keep = |record: Record| {
            found.push((record.line, record.fields().map(String::from).collect()));
            Ok(())
        };
        for piece in text.as_bytes().chunks(piece) {
            records.feed(piece, &mut keep).unwrap();
        }
        records.finish(&mut keep).unwrap();
        found
    }

    #[test]
    fn records_and_their_lines_do_not_depend_on_how_the_text_is_cut() {
        let text = "\r\nname,x\r\n\r\n\"a, b\",1\n\"two\nlines\",2\r\rlast,3";
        let record = |line, fields: [&str; 2]| (line, fields.map(String::from).to_vec());
        let expected = [
            record(2, ["name", "x"]),
            record(4, ["a, b", "1"]),
            record(5, ["two\nlines", "2"]),
            record(8, ["last", "3"]),
        ];
        for piece in 1..=text.len() {
            assert_eq!(all(text, Separator::Comma, piece), expected, "in pieces of {piece}");
        }
    }

    #[test]
    fn columns_stand_apart_by_any_number_of_spaces() {
        let fields = |(_, fields): (u64, Vec<String>)| fields;
        let found: Vec<_> =
            all(" 1   2 3\n4 5   6 \n", Separator::Space, 3).into_iter().map(fields).collect();
        assert_eq!(found, [["1", "2", "3"], ["4", "5", "6"]]);
    }

    #[test]
    fn a_quotation_mark_left_open_is_found() {
        let mut records = Records::new(Separator::Comma);
        let text = format!("x,y\n\"{}", "1,2\n".repeat(1 << 19));
        let refused = records.feed(text.as_bytes(), |_| Ok(())).unwrap_err().to_string();
        assert_eq!(refused, "line 2 begins an entry that does not end: is a quotation mark left open there?");
    }
}
