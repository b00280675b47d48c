//! What a link suffers on its way: mail programs, forums and learning platforms wrap it, escape
//! it, and take the sentence's full stop into it.
//!
//! No value of ours needs an escape, a blank, an `&` or a mark at its end, so all that can be
//! taken back without asking. What is wrong beyond that is told by its name, as ever.

use super::link::decode;

/// How often a link may have been escaped over again.
const ESCAPED_AT_MOST: usize = 5;

/// Marks that end a sentence or close what stood around the link.
const CLOSING: [char; 18] =
    ['.', ',', ';', ':', '!', '?', ')', ']', '}', '<', '>', '"', '\'', '*', '_', '”', '’', '»'];
/// The same as markup writes them, less its `;`, which goes first.
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
        // a broken escape is left for the reader to hear of
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

/// Whether nothing is seen of it: what a wrapped line leaves, and what programs put between
/// letters to allow a wrap.
fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}
