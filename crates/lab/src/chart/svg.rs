//! A chart as an SVG document that stands alone: for the export, the README and the tests.
//!
//! It needs no font, no style sheet and no script: its type is whatever sans serif the reader
//! has, or the one that the page has set; its colours are the theme's, written out. With a title and a description within, it
//! says what it shows wherever it is put.

use super::theme::{FONTS, Theme};
use super::{Chart, Dress, draw};
use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::{IntoDrawingArea, SVGBackend};

/// Units per CSS pixel in an SVG: eighths, so that curves are smooth at any size.
const UNITS: u32 = 8;

/// A chart as an SVG document of `width` × `height` CSS pixels.
pub fn svg(
    chart: &impl Chart,
    width: u32,
    height: u32,
    dress: impl Into<Dress>,
) -> Result<String, DrawingAreaErrorKind<std::io::Error>> {
    let mut document = String::new();
    {
        let area = SVGBackend::with_string(&mut document, units(width, height)).into_drawing_area();
        draw(&area, chart, &theme(dress))?;
        area.present()?;
    }
    Ok(finished(&document, width, height))
}

/// The size of the backend for a picture of so many CSS pixels.
pub fn units(width: u32, height: u32) -> (u32, u32) {
    (width * UNITS, height * UNITS)
}

/// The theme of a picture in these units.
pub fn theme(dress: impl Into<Dress>) -> Theme {
    Theme::new(dress, f64::from(UNITS)).with_grain(f64::from(UNITS))
}

/// What the backend wrote, made to stand alone.
pub fn finished(document: &str, width: u32, height: u32) -> String {
    let size = units(width, height);
    // The backend names its units as the size too: we want the CSS size and leave the viewBox.
    let fine = format!("width=\"{}\" height=\"{}\" viewBox", size.0, size.1);
    let plain = format!("width=\"{width}\" height=\"{height}\" viewBox");
    let document = document.replacen(&fine, &plain, 1);
    // On another machine, or in another program, only the generic family is sure to be there.
    let mut document = document.replace(&format!("\"{}\"", escaped(FONTS)), "\"sans-serif\"");
    document.retain(is_of_xml);
    document
}

/// The document with a title and a description, which a screen reader says and a pointer shows.
pub fn with_title(document: &str, title: &str, description: &str) -> String {
    let Some((head, body)) = document.split_once('>') else { return document.to_string() };
    let (mut title, mut description) = (escaped(title), escaped(description));
    title.retain(is_of_xml);
    description.retain(is_of_xml);
    format!("{head} role=\"img\">\n<title>{title}</title>\n<desc>{description}</desc>{body}")
}

/// Text as XML holds it, in an attribute too.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&apos;"),
            other => safe.push(other),
        }
    }
    safe
}

/// Whether XML 1.0 has a place for this character (its production 2); a column's name may hold
/// one that it does not, and a document with it would not open.
fn is_of_xml(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_stays_text() {
        let told = with_title("<svg width=\"1\">\n</svg>", "a < b & \"c\"\u{1}", "<script>");
        assert_eq!(
            told,
            "<svg width=\"1\" role=\"img\">\n<title>a &lt; b &amp; &quot;c&quot;</title>\n\
             <desc>&lt;script&gt;</desc>\n</svg>"
        );
    }
}
