//! A text taken apart into records of fields, piece by piece, however the pieces are cut.
//!
//! The parser is the csv crate's own core, which takes its input as it comes; around it stand
//! the lines' numbers, counted here so that blank lines and quoted line ends count too.

use super::Separator;
use crate::refusal::Refusal;
use csv_core::ReadRecordResult;

/// A record longer than this, in bytes, is a quotation mark left open.
const LONGEST: usize = 1 << 20;

/// What stands for a separator where there is none: a byte that text does not hold.
const NO_SEPARATOR: u8 = 0x1f;

/// A parser that is fed.
#[derive(Debug)]
pub struct Records {
    core: Box<csv_core::Reader>,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    /// How much of `bytes` and `ends` the present record has filled.
    length: usize,
    fields: usize,
    begun: bool,
    lines: Lines,
    first_line: u64,
    by_spaces: bool,
}

/// One record: its fields, and the lines that it stands on.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// Its first line, from 1.
    pub line: u64,
    /// Whether it goes on over further lines, within quotation marks.
    pub many_lines: bool,
    bytes: &'a [u8],
    ends: &'a [usize],
    by_spaces: bool,
}

impl<'a> Record<'a> {
    /// The fields, without the spaces around them.
    pub fn fields(self) -> impl Iterator<Item = &'a str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let field = |(start, end): (usize, &usize)| {
            std::str::from_utf8(&self.bytes[start..*end]).unwrap_or("\u{fffd}").trim()
        };
        // Columns set apart by spaces are set apart by any number of them.
        starts.zip(self.ends).map(field).filter(move |field| !self.by_spaces || !field.is_empty())
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
        let delimiter = separator.byte().unwrap_or(NO_SEPARATOR);
        Self {
            core: Box::new(csv_core::ReaderBuilder::new().delimiter(delimiter).build()),
            bytes: vec![0; 1 << 12],
            ends: vec![0; 1 << 5],
            length: 0,
            fields: 0,
            begun: false,
            lines: Lines::default(),
            first_line: 1,
            by_spaces: separator == Separator::Space,
        }
    }

    /// Takes in a piece of the text and hands out the records that it completes.
    pub fn feed(
        &mut self,
        mut text: &[u8],
        mut each: impl FnMut(Record) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        loop {
            if !self.begun {
                let blank = text.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
                self.lines.pass(&text[..blank]);
                text = &text[blank..];
                self.first_line = self.lines.line();
            }
            if text.is_empty() {
                return Ok(()); // to the parser, nothing is the end
            }
            self.begun = true;
            let (result, taken) = self.read(text);
            self.lines.pass(&text[..taken]);
            text = &text[taken..];
            match result {
                ReadRecordResult::Record => self.hand_out(&mut each)?,
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => self.make_room()?,
                ReadRecordResult::InputEmpty | ReadRecordResult::End => {}
            }
        }
    }

    /// The end of the text ends the last record.
    pub fn finish(&mut self, mut each: impl FnMut(Record) -> Result<(), Refusal>) -> Result<(), Refusal> {
        while self.begun {
            match self.read(&[]).0 {
                ReadRecordResult::Record => self.hand_out(&mut each)?,
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => self.make_room()?,
                ReadRecordResult::InputEmpty | ReadRecordResult::End => self.begun = false,
            }
        }
        Ok(())
    }

    fn read(&mut self, text: &[u8]) -> (ReadRecordResult, usize) {
        let (bytes, ends) = (&mut self.bytes[self.length..], &mut self.ends[self.fields..]);
        let (result, taken, length, fields) = self.core.read_record(text, bytes, ends);
        self.length += length;
        self.fields += fields;
        (result, taken)
    }

    fn hand_out(&mut self, each: &mut impl FnMut(Record) -> Result<(), Refusal>) -> Result<(), Refusal> {
        let (length, fields) = (self.length, self.fields);
        (self.begun, self.length, self.fields) = (false, 0, 0);
        each(Record {
            line: self.first_line,
            // The record's own end is one line; a pending \r\n may not be counted yet.
            many_lines: self.lines.line() > self.first_line + 1,
            bytes: &self.bytes[..length],
            ends: &self.ends[..fields],
            by_spaces: self.by_spaces,
        })
    }

    fn make_room(&mut self) -> Result<(), Refusal> {
        if self.bytes.len() >= LONGEST {
            let line = self.first_line;
            return Err(Refusal::new(format!(
                "line {line} begins an entry that does not end: is a quotation mark left open there?"
            )));
        }
        self.bytes.resize(2 * self.bytes.len(), 0);
        self.ends.resize(2 * self.ends.len(), 0);
        Ok(())
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
