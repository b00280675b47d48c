//! A list as a program prints or writes it: `[1, 2]`, `c(1, 2)`, `array([[1.5, 2], [3, 4]])`.
//!
//! The brackets say what is one list and what is a row of a table, so they are read, and what is
//! handed on is plain text: rows in lines, fields set apart as they were.

use super::number::{Decimal, Reading, number, reading};

/// Lines in which the list begins, if the text is one: a name or a call may stand above it.
const BEGINS_WITHIN: usize = 4;

/// Takes the brackets out of a text that comes in pieces.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// What is passed over first, in bytes.
    ahead: usize,
    /// The open brackets: whether each belongs to a call, as that of `array(`.
    open: Vec<bool>,
    /// A word that may turn out to be a call.
    word: String,
    /// Whether rows stand in brackets of their own.
    pub nested: bool,
    after_row: bool,
    /// The last sign handed on.
    last: char,
    place: Place,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Place {
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
        let call = head[place..].starts_with('(') && head[..place].ends_with(is_of_word);
        // The list is within, under its name: {"x": [1, 2]}
        if head[place..].starts_with('{')
            && head[place..].split('[').next().is_some_and(|key| key.contains(':'))
        {
            return None;
        }
        let begun = Self { ahead: place + 1, open: vec![call], last: '\n', ..Self::default() };
        let (mut whole, mut length) = (begun.clone(), 0);
        let mut text = String::new();
        for sign in head[place + 1..].chars() {
            length += sign.len_utf8();
            whole.take(sign, &mut text);
            if whole.place != Place::Within {
                break;
            }
        }
        let content = &head[place + 1..place + 1 + length];
        let fields = || text.split(|sign: char| matches!(sign, ',' | ';') || sign.is_whitespace());
        let fields = || fields().filter(|field| !field.is_empty());
        let numbers = fields().filter(|field| reading(field) != Reading::None).count();
        let amount = number(content.trim_end_matches([')', ']', '}']), Decimal::Point).is_some();
        if numbers < 2 || 2 * numbers < fields().count() || amount && !head[place..].starts_with('[') {
            return None;
        }
        // Several lists, one after another, are rows: (1, 2) (3, 4)
        let several = head[place + 1 + length..].contains(['[', '(', '{']) && !call;
        let rows = Self { ahead: place, open: vec![false], nested: true, last: '\n', ..Self::default() };
        Some(if several { rows } else { Self { nested: whole.nested, ..begun } })
    }

    /// The next piece of the text without its brackets.
    pub fn read(&mut self, piece: &str) -> String {
        let mut out = String::with_capacity(piece.len());
        for sign in piece.chars() {
            if self.ahead > 0 {
                self.ahead -= sign.len_utf8();
                // The lines above count too.
                if sign == '\n' {
                    out.push(sign);
                }
            } else {
                self.take(sign, &mut out);
            }
        }
        out
    }

    fn take(&mut self, sign: char, out: &mut String) {
        match self.place {
            Place::Within => {}
            Place::Behind => return out.push(sign),
            Place::Ending if sign != '\n' => return,
            Place::Ending => {
                self.place = Place::Behind;
                return out.push(sign);
            }
        }
        let goes_on = self.last.is_ascii_digit() || self.last == '.'; // as in 1e5
        if is_of_word(sign) && (!self.word.is_empty() || sign.is_alphabetic() && !goes_on) {
            return self.word.push(sign);
        }
        let word = std::mem::take(&mut self.word);
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
                    self.place = Place::Ending;
                } else if !call {
                    self.put("\n", out);
                    self.after_row = true;
                }
            }
            // Of Matlab’s and of Excel’s rows.
            ';' => self.put("\n", out),
            '"' | '\'' => {}
            ',' if self.after_row => {}
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
    sign.is_alphanumeric() || matches!(sign, '_' | '.')
}

/// Whether what stands before a bracket is nothing, a name that is given to the list, or a call.
fn leads_to_list(before: &str) -> bool {
    let before = before.trim().trim_end_matches(is_of_word).trim_end();
    let key =
        before.strip_suffix("\":").is_some_and(|key| key.trim_start_matches('{').trim().starts_with('"'));
    key || before.is_empty()
        || before.ends_with(['=', ':', '(', ')', '[', '{', '>'])
            && !before.contains([',', ';', '\t', '|', '"'])
        || before.ends_with("<-")
}
