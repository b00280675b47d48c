//! Numbers one after another, any number of them on a line; a line may be as long as the text.

use super::Separator;
use super::dialect::Dialect;
use super::kind::{Kind, is_passed_over, is_place};
use super::marks::bare;
use super::reader::Taken;
use super::records::Lines;
use super::report::why_no_number;
use crate::refusal::Refusal;

/// Fields one after another, on whatever lines they are.
#[derive(Debug)]
pub struct List {
    separator: Separator,
    /// The beginning of a field that continues in the next piece.
    begun: String,
    lines: Lines,
    /// The line on which the list begins.
    begin: u64,
    skip: Vec<u64>,
    /// Whether each line begins with the index of its first value, as R prints it; a line that does not is
    /// not part of the list.
    placed: bool,
    /// Whether a line that begins with a word is not part of the list.
    worded: bool,
    /// The line of the last field, and whether it is part of the list.
    on: (u64, bool),
}

impl List {
    /// The list of this dialect.
    pub fn new(dialect: &Dialect, skip: Vec<u64>) -> Self {
        Self {
            separator: dialect.form.separator,
            begun: String::new(),
            lines: Lines::default(),
            begin: dialect.begin,
            skip,
            placed: dialect.placed,
            worded: dialect.worded,
            on: (0, true),
        }
    }

    /// Takes in a piece of the text.
    pub fn feed(&mut self, piece: &str, taken: &mut Taken) -> Result<(), Refusal> {
        let separator = self.separator.byte();
        let ends = |byte: u8| matches!(byte, b'\r' | b'\n' | b'\t') || Some(byte) == separator;
        let mut from = 0;
        for (at, _) in piece.bytes().enumerate().filter(|&(_, byte)| ends(byte)) {
            let field = &piece[from..at];
            if self.begun.is_empty() {
                self.take(field, taken)?;
            } else {
                let begun = std::mem::take(&mut self.begun);
                self.take(&(begun + field), taken)?;
            }
            self.lines.pass(&piece.as_bytes()[at..=at]);
            from = at + 1;
        }
        self.begun += &piece[from..];
        Ok(())
    }

    /// The end of the text ends the last field.
    pub fn finish(&mut self, taken: &mut Taken) -> Result<(), Refusal> {
        let begun = std::mem::take(&mut self.begun);
        self.take(&begun, taken)
    }

    fn take(&mut self, field: &str, taken: &mut Taken) -> Result<(), Refusal> {
        let line = self.lines.line();
        let by_spaces = self.separator == Separator::Space;
        let field = field.trim();
        let field = if by_spaces { field.trim_end_matches(',') } else { field };
        if field.is_empty() || line < self.begin || self.skip.contains(&line) {
            return Ok(());
        }
        if self.on.0 != line {
            let own =
                if self.placed { is_place(field) } else { !self.worded || Kind::of(field) != Kind::Word };
            self.on = (line, own);
        }
        match taken.number(field).filter(|_| self.on.1) {
            Some(value) => taken.push(&[value], None, line),
            None if is_passed_over(field) || bare(field).is_empty() => Ok(()),
            // Spaces of other kinds than the plain one: some are within numbers.
            None if by_spaces && field.contains(char::is_whitespace) => {
                field.split_whitespace().try_for_each(|part| self.take(part, taken))
            }
            None => {
                taken.left_out.add(line, || why_no_number(line, field, None, None));
                Ok(())
            }
        }
    }
}
