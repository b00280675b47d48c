//! A link taken apart: `name=value` pairs, percent-escapes, and what is wrong with them.

use std::fmt;

/// One mistake in a scenario: what stood there, and what was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The scenario name, as it was written.
    pub name: String,
    /// The value, as it was written.
    pub value: String,
    /// What should have stood there.
    pub expected: String,
}

impl Problem {
    pub(super) fn new(name: &str, value: &str, expected: String) -> Self {
        Self { name: name.into(), value: value.into(), expected }
    }
}

/// How much of a name or value a sentence shows, in characters: enough to find it again.
const SHOWN: usize = 40;

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, value, expected } = self;
        write!(f, "{}={}: expected {expected}", shortened(name), shortened(value))
    }
}

impl std::error::Error for Problem {}

/// The text as a sentence shows it: at most [`SHOWN`] characters, control characters replaced.
pub(super) fn shortened(text: &str) -> String {
    let shown = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    let mut short: String = text.chars().take(SHOWN).map(shown).collect();
    if text.chars().nth(SHOWN).is_some() {
        short.push('…');
    }
    short
}

/// The `name=value` pairs of a query, still escaped; a leading `?` or `#` and empty pieces are
/// passed over, and a piece without `=` is a name with an empty value.
pub(super) fn pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    let query = query.strip_prefix(['?', '#']).unwrap_or(query);
    let pieces = query.split('&').filter(|piece| !piece.is_empty());
    pieces.map(|piece| piece.split_once('=').unwrap_or((piece, "")))
}

/// Text without its percent-escapes; `+` stays a plus.
///
/// Decoders at hand pass a broken escape through or put U+FFFD for bytes that are no UTF-8;
/// a link that was cut or mangled on its way should be told so.
pub(super) fn decode(escaped: &str) -> Result<String, String> {
    let mut bytes = Vec::with_capacity(escaped.len());
    let mut rest = escaped.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16);
        let (Some(high), Some(low)) = (digit(), digit()) else {
            return Err("two hexadecimal digits after each %".into());
        };
        bytes.push((high * 16 + low) as u8);
    }
    String::from_utf8(bytes).map_err(|_| "percent-escapes that spell UTF-8".into())
}
