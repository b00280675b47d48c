//! Numbers one after another, however many stand on a line; a line may be as long as the text.

use super::Separator;
use super::layout::{is_passed_over, is_place};
use super::reader::{Taken, why_no_number};
use super::records::Lines;
use crate::refusal::Refusal;

/// Fields one after another, whatever lines they stand on.
#[derive(Debug)]
pub struct List {
    separator: Separator,
    field: String,
    lines: Lines,
    /// The line on which the list begins.
    begin: u64,
    skip: Vec<u64>,
    /// Whether each line begins with the place of its first value, as R prints it, and one that does
    /// not is none of the list's.
    placed: bool,
    /// The line that has begun with one.
    on: u64,
}

impl List {
    /// A list that begins on this line.
    pub fn new(separator: Separator, begin: u64, skip: Vec<u64>, placed: bool) -> Self {
        Self { separator, field: String::new(), lines: Lines::default(), begin, skip, placed, on: 0 }
    }

    /// Takes in a piece of the text.
    pub fn feed(&mut self, piece: &str, taken: &mut Taken) -> Result<(), Refusal> {
        let separator = self.separator.byte().map(char::from);
        for sign in piece.chars() {
            let ends = matches!(sign, '\r' | '\n' | '\t') || Some(sign) == separator;
            if !ends {
                self.field.push(sign);
                continue;
            }
            self.end_field(taken)?;
            self.lines.pass(sign.encode_utf8(&mut [0; 4]).as_bytes());
        }
        Ok(())
    }

    /// The field that ends here.
    pub fn end_field(&mut self, taken: &mut Taken) -> Result<(), Refusal> {
        let line = self.lines.line();
        if line >= self.begin && !self.skip.contains(&line) {
            let field = self.field.trim();
            let field = if self.separator == Separator::Space { field.trim_end_matches(',') } else { field };
            let field = field.trim_matches('"');
            if is_place(field) {
                self.on = line;
            }
            let strange = self.placed && self.on != line;
            if !field.is_empty() && !is_passed_over(field) {
                match taken.number(field).filter(|_| !strange) {
                    Some(value) => taken.push(value, None)?,
                    // Spaces of other kinds than the plain one: some stand within numbers.
                    None if self.separator == Separator::Space && field.contains(char::is_whitespace) => {
                        for part in field.split_whitespace() {
                            take(part, line, taken)?;
                        }
                    }
                    None => taken.left_out.add(line, || why_no_number(line, field, None)),
                }
            }
        }
        self.field.clear();
        Ok(())
    }
}

fn take(field: &str, line: u64, taken: &mut Taken) -> Result<(), Refusal> {
    match taken.number(field) {
        Some(value) => taken.push(value, None),
        None => {
            taken.left_out.add(line, || why_no_number(line, field, None));
            Ok(())
        }
    }
}
