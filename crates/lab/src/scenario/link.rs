//! The parts of a link: `name=value` pairs, percent-escapes, and mistakes in them.

use crate::refusal::Refusal;
use crate::refusal::upper_first;
use std::fmt;

/// One mistake in a scenario: what was given, and what was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The scenario name, as it was written.
    pub name: String,
    /// The value, as it was written.
    pub value: String,
    /// What was expected instead.
    pub expected: String,
}

impl Problem {
    pub(super) fn new(name: &str, value: &str, expected: String) -> Self {
        Self { name: name.into(), value: value.into(), expected }
    }
}

impl Problem {
    /// The mistake for a person at the form, with the field's label instead of the name. Names without
    /// a label have values of several parts, and the expectation names the part.
    pub fn in_the_form(&self) -> String {
        let Self { name, value, expected } = self;
        match label(name) {
            None => upper_first(&format!("expected {expected}")),
            Some(label) if value.is_empty() => {
                format!("{label}: expected {expected}, and the field is empty")
            }
            Some(label) => format!("{label}: expected {expected}, not {}", shortened(value)),
        }
    }
}

/// The label of the form's field for a name.
fn label(name: &str) -> Option<&'static str> {
    Some(match name {
        "seed" => "Seed of the sample",
        "start-seed" => "Seed of the start",
        "k" => "Components",
        "floor" => "Least sd",
        "tol" => "Stop when an iteration gains less than",
        "max" => "Most iterations",
        "bins" => "Bins",
        "step" => "Half-steps",
        "speed" => "Speed",
        "glide" => "Motion",
        "title" => "Title",
        _ => return None,
    })
}

/// How many characters of a name or value a sentence quotes: enough to recognize it.
const SHOWN: usize = 40;

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, value, expected } = self;
        write!(f, "{}={}: expected {expected}", shortened(name), shortened(value))
    }
}

impl std::error::Error for Problem {}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Refusal::new(problem.to_string())
    }
}

/// The text as a sentence quotes it: at most [`SHOWN`] characters, control characters replaced.
pub(super) fn shortened(text: &str) -> String {
    let shown = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    let mut short: String = text.chars().take(SHOWN).map(shown).collect();
    if text.chars().nth(SHOWN).is_some() {
        short.push('…');
    }
    short
}

/// The `name=value` pairs of a query, still escaped. A leading `?` or `#` and empty parts are
/// skipped; a part without `=` is a name with an empty value.
pub(super) fn pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    let query = query.strip_prefix(['?', '#']).unwrap_or(query);
    let pieces = query.split('&').filter(|piece| !piece.is_empty());
    pieces.map(|piece| piece.split_once('=').unwrap_or((piece, "")))
}

/// Whether `name` is probably a misspelling of the name `ours`: in capitals, or with a letter missing,
/// added, wrong or exchanged with its neighbour. Long names may have two such errors, short ones none,
/// since every short word is close to them.
pub(super) fn is_slip(name: &str, ours: &str) -> bool {
    let slips = match ours.len() {
        ..3 => 0,
        3..8 => 1,
        _ => 2,
    };
    strsim::osa_distance(&name.to_ascii_lowercase(), ours) <= slips
}

/// Text without its percent-escapes; `+` stays a plus.
pub(super) fn decode(escaped: &str) -> Result<String, String> {
    unescaped(escaped, b'%')
}

/// Text in which `mark` and two hexadecimal digits stand for a byte.
///
/// Ready-made decoders keep a broken escape, or put U+FFFD for bytes that are no UTF-8. Here either is
/// an error, since the link was cut or damaged.
pub(super) fn unescaped(escaped: &str, mark: u8) -> Result<String, String> {
    let mut bytes = Vec::with_capacity(escaped.len());
    let mut rest = escaped.bytes();
    while let Some(byte) = rest.next() {
        if byte != mark {
            bytes.push(byte);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16);
        let (Some(high), Some(low)) = (digit(), digit()) else {
            return Err(format!("two hexadecimal digits after each {}", char::from(mark)));
        };
        bytes.push((high * 16 + low) as u8);
    }
    let kind = if mark == b'%' { "percent-escapes" } else { "escapes" };
    String::from_utf8(bytes).map_err(|_| format!("{kind} that spell UTF-8"))
}
