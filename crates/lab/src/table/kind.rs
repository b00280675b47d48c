//! What a field is: a number, a word, a word for no value, words with a number, or something else.

use super::marks::{is_letter, is_lone_mark};
use super::number::{Decimal, Reading, is_missing, number, reading};

/// What a cell is, as far as its type counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A number, under one decimal sign or either.
    Number(Reading),
    /// A word for no value.
    Missing,
    /// Words.
    Word,
    /// Words and, separated from them, a number.
    Mixed,
    /// A field that begins like a number and is none, or that has another separator in it.
    Other,
}

impl Kind {
    /// The kind of a cell.
    pub fn of(field: &str) -> Self {
        match reading(field) {
            Reading::None if is_missing(field) => Self::Missing,
            Reading::None => {
                let begins = field.chars().find(|&sign| sign.is_ascii_digit() || is_letter(sign));
                let cut = field.contains([';', '\t', '|']) || field.contains(',') && !field.contains(", ");
                if begins.is_some_and(|sign| sign.is_ascii_digit()) || cut {
                    return Self::Other;
                }
                let apart = field.split_whitespace().skip(1).any(|word| reading(word) != Reading::None);
                if apart { Self::Mixed } else { Self::Word }
            }
            number => Self::Number(number),
        }
    }

    /// Whether it is a number under this sign.
    pub fn is_number(self, decimal: Decimal) -> bool {
        matches!(self, Self::Number(reading) if reading.under(decimal).is_some())
    }

    /// How sure its type is.
    pub fn weight(self, decimal: Decimal) -> f64 {
        match self {
            Self::Number(reading) if reading.under(decimal).is_some() => 1.0,
            Self::Number(_) => 0.2,
            Self::Missing => 0.9,
            Self::Word => 0.7,
            Self::Mixed => 0.5,
            Self::Other => 0.1,
        }
    }
}

/// What a list skips: a currency sign that is separated from its number, and R's indices.
pub fn is_passed_over(field: &str) -> bool {
    is_lone_mark(field) || is_place(field)
}

/// `[17]`: the index of a line's first value, as R prints it.
pub fn is_place(field: &str) -> bool {
    let digits = field.strip_prefix('[').and_then(|field| field.strip_suffix(']'));
    digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a comma splits one amount without quotation marks: 1,234.50.
pub fn is_cut(whole: &str, rest: &str) -> bool {
    rest.contains('.')
        && rest.starts_with(|sign: char| sign.is_ascii_digit())
        && number(&format!("{whole},{rest}"), Decimal::Point).is_some()
}
