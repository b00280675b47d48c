//! The title in a link. Mail programs wrap a link at a blank, undo its percent-escapes, and take a
//! mark at its end for the sentence's own. So a blank is printed as `_`, and whatever is neither an
//! ASCII letter nor a digit nor `-` as `~` and two hexadecimal digits for each byte of its UTF-8.

use super::link::unescaped;
use super::text::Expected;
use std::fmt::Write;

/// The most characters of a title: what a heading has room for.
pub const MAX_TITLE: usize = 100;

pub(super) fn read(value: &str) -> Result<String, Expected> {
    let plain = unescaped(&value.replace('_', " "), b'~')?;
    let title = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    match title.chars().count() {
        ..=MAX_TITLE => Ok(title),
        count => Err(format!("at most {MAX_TITLE} characters, not {count}")),
    }
}

/// As [`read`] reads it.
pub(super) fn print(title: &str) -> String {
    let mut printed = String::new();
    for byte in title.bytes() {
        match byte {
            b' ' => printed.push('_'),
            b'-' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => printed.push(char::from(byte)),
            _ => _ = write!(printed, "~{byte:02X}"),
        }
    }
    printed
}
