//! Undoes what mail programs, forums and learning platforms do to links: they break lines, escape
//! characters, and add the full stop of the sentence.
//!
//! No value of a scenario needs an escape, a blank, an `&` or a mark at its end, so all these can be
//! removed without asking. Any other mistake is reported under its name.

use super::link::decode;

/// How many times a link may have been escaped.
const ESCAPED_AT_MOST: usize = 5;

/// Marks that end a sentence or close a bracket or quotation around the link.
const CLOSING: [char; 18] =
    ['.', ',', ';', ':', '!', '?', ')', ']', '}', '<', '>', '"', '\'', '*', '_', '”', '’', '»'];
/// Such marks as HTML entities, without their `;`, which is removed first.
const MARKUP: [&str; 3] = ["&gt", "&quot", "&lt"];

/// The link as it was sent: `k%3D3%26amp;step=4).` was `k=3&step=4`.
///
/// ```
/// use em_lab::scenario::mended;
/// assert_eq!(mended("k%3D3%26amp;step=4)."), "k=3&step=4");
/// ```
pub fn mended(link: &str) -> String {
    let mut text = link.to_string();
    for _ in 0..ESCAPED_AT_MOST {
        // a broken escape stays, and is reported when the link is read
        let Ok(plain) = decode(&text) else { break };
        let plain = plain.replace("&amp;", "&");
        if plain == text {
            break;
        }
        text = plain;
    }
    text.retain(|letter| !is_blank(letter));
    loop {
        let mut shorter = text.trim_end_matches(CLOSING);
        for mark in MARKUP {
            shorter = shorter.strip_suffix(mark).unwrap_or(shorter);
        }
        if shorter.len() == text.len() {
            return text;
        }
        text.truncate(shorter.len());
    }
}

/// Whether the character is invisible: white space from line breaks, and characters that programs
/// insert to allow a line break.
fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}
