//! A list as a program prints or writes it: `[1, 2]`, `c(1, 2)`, `array([[1.5, 2], [3, 4]])`,
//! `[{"x": 1}, {"x": 2}]`.
//!
//! The brackets say what is one list and what is a row of a table. So they are read and removed; what remains
//! is plain text: rows in lines, under their names, fields separated as before.

use super::marks::is_letter;
use super::number::{Reading, reading};

/// A list begins within so many lines: a name or a title may be above it.
const BEGINS_WITHIN: usize = 4;

/// Removes the brackets from a text that comes in pieces.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// Whether it is rows of a table, and not one list.
    pub table: bool,
    /// Whether other lists follow on its line, which are not read.
    pub first_of_several: bool,
    /// How many bytes are skipped at the beginning.
    ahead: usize,
    /// The names of the first row's fields.
    names: Vec<String>,
    /// The open brackets: whether each belongs to a call, such as `array(`.
    open: Vec<bool>,
    /// A word that may be a call or a name, and whether its quotation mark is still open.
    word: String,
    quoted: bool,
    /// Whether rows are in brackets of their own, or end in semicolons.
    nested: bool,
    after_row: bool,
    /// The last character of the output.
    last: char,
    part: Part,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Part {
    #[default]
    Within,
    /// On the line on which the list ends: `, dtype=float64)`.
    Ending,
    Behind,
}

impl Listing {
    /// The list that this head of a text begins, if it does.
    pub fn find(head: &str) -> Option<Self> {
        let mut at = 0;
        for line in head.split_inclusive('\n').take(BEGINS_WITHIN) {
            for (place, _) in line.match_indices(['[', '(', '{']) {
                if leads_to_list(&line[..place])
                    && let Some(found) = Self::at(head, at + place)
                {
                    return Some(found);
                }
            }
            at += line.len();
        }
        None
    }

    /// The list whose first bracket stands there.
    fn at(head: &str, place: usize) -> Option<Self> {
        let (before, from) = head.split_at(place);
        let call = from.starts_with('(') && before.ends_with(is_of_word);
        // The list is inside, after its name: {"x": [1, 2]}
        if from.starts_with('{') && from.split_once('[').is_some_and(|(key, _)| key.contains(':')) {
            return None;
        }
        let begun = Self { ahead: place + 1, open: vec![call], last: '\n', ..Self::default() };
        let (mut whole, mut text, mut length) = (begun.clone(), String::new(), 1);
        for sign in from[1..].chars() {
            if whole.part != Part::Within {
                break;
            }
            length += sign.len_utf8();
            whole.take(sign, &mut text);
        }
        let content = from[1..length].trim_end_matches([')', ']', '}']);
        let between = |sign: char| matches!(sign, ',' | ';') || sign.is_whitespace();
        let count = |text: &str| text.split(between).filter(|field| !field.is_empty()).count();
        let numbers = text.split(between).filter(|field| reading(field) != Reading::None).count();
        // (120.50) is an amount, and [1] a place.
        let amount = reading(content) != Reading::None && !from.starts_with('[');
        if numbers < 2 || 3 * numbers < count(&text) || amount {
            return None;
        }
        let several = from[length..].contains(['[', '(', '{']) && !call;
        if several && !before.trim_end().ends_with([':', '=']) {
            // One after another they are rows: (1, 2) (3, 4)
            return Some(Self {
                ahead: place,
                open: vec![false],
                last: '\n',
                table: true,
                ..Self::default()
            });
        }
        let mut rows: Vec<&str> = text.lines().filter(|row| !row.trim().is_empty()).collect();
        if whole.part == Part::Within && rows.len() > 2 {
            rows.pop();
        }
        let even = whole.nested && rows.len() > 1 && rows.iter().all(|row| count(row) == count(rows[0]));
        // A name for each number is no table: {"a": 1, "b": 2}
        let table = even || whole.nested && !whole.names.is_empty();
        let names = if table { whole.names } else { Vec::new() };
        Some(Self { table, first_of_several: several, names, ..begun })
    }

    /// The next piece of the text without its brackets.
    pub fn read(&mut self, piece: &str) -> String {
        let mut out = String::with_capacity(piece.len());
        let names = if self.ahead > 0 { self.names.iter() } else { [].iter() };
        out.extend(names.map(|name| format!("\"{name}\",")));
        if out.pop().is_some() {
            out.push('\n');
        }
        for sign in piece.chars() {
            if self.ahead == 0 {
                self.take(sign, &mut out);
                continue;
            }
            self.ahead -= sign.len_utf8();
            // The lines above are counted too.
            if sign == '\n' {
                out.push(sign);
            }
        }
        out
    }

    fn take(&mut self, sign: char, out: &mut String) {
        match self.part {
            Part::Within => {}
            Part::Behind => return out.push(sign),
            Part::Ending if sign != '\n' => return,
            Part::Ending => {
                self.part = Part::Behind;
                return out.push(sign);
            }
        }
        if matches!(sign, '"' | '\'') {
            self.quoted = !self.quoted;
            return;
        }
        let goes_on = self.last.is_ascii_digit() || self.last == '.'; // as in 1e5
        if self.quoted || is_of_word(sign) && (!self.word.is_empty() || is_letter(sign) && !goes_on) {
            return self.word.push(if sign == ',' { ' ' } else { sign });
        }
        let word = std::mem::take(&mut self.word);
        if sign == ':' && !word.is_empty() {
            if !self.after_row && !self.names.contains(&word) {
                self.names.push(word);
            }
            return;
        }
        let call = sign == '(' && !word.is_empty();
        if !call {
            self.put(&word, out);
        }
        match sign {
            '[' | '(' | '{' => {
                self.nested |= !call && self.open.iter().any(|call| !call);
                self.open.push(call);
            }
            ']' | ')' | '}' => {
                let call = self.open.pop().unwrap_or(false);
                if self.open.is_empty() || !call && self.open.iter().all(|call| *call) {
                    self.part = Part::Ending;
                } else if !call {
                    self.put("\n", out);
                    self.after_row = true;
                }
            }
            // Between the rows of Matlab and of Excel.
            ';' => {
                self.nested = true;
                self.put("\n", out);
            }
            ',' if self.after_row => {}
            'L' if goes_on => {} // R's whole numbers: 79L
            _ if self.after_row && sign.is_whitespace() => {}
            '\n' | '\r' if self.nested => self.put(" ", out),
            _ => self.put(sign.encode_utf8(&mut [0; 4]), out),
        }
    }

    fn put(&mut self, text: &str, out: &mut String) {
        if let Some(last) = text.chars().next_back() {
            self.after_row = false;
            self.last = last;
            out.push_str(text);
        }
    }
}

fn is_of_word(sign: char) -> bool {
    is_letter(sign) || sign.is_ascii_digit() || matches!(sign, '_' | '.')
}

/// Whether the text before a bracket is empty, a name that is given to the list, or a call.
fn leads_to_list(before: &str) -> bool {
    // INSERT INTO t (a, b) VALUES (1, 2)
    let before = before.rsplit(')').next().unwrap_or(before);
    let before = before.trim().trim_end_matches(is_of_word).trim_end();
    let key = before.strip_suffix("\":").is_some_and(|key| key.contains('"') && !key.contains(','));
    key || before.is_empty()
        || before.ends_with(['=', ':', '(', ')', '[', '{', '>', '!'])
            && !before.contains([',', ';', '\t', '|', '"'])
        || before.ends_with("<-")
}
