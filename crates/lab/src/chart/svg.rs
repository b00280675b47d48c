//! A chart as an SVG document that stands alone: for the export, the README and the tests.
//!
//! It needs no font, no style sheet and no script: its font is the reader's sans serif, or the one
//! that the page has set, and its colours are attributes. A title and a description in it say what
//! it shows.

use super::theme::{FONTS, Theme};
use super::{Chart, ThemeSpec, draw};
use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::{IntoDrawingArea, SVGBackend};

/// Units per CSS pixel in an SVG: eighths, so that curves are smooth at any size.
const UNITS: u32 = 8;

/// A chart as an SVG document of `width` × `height` CSS pixels.
pub fn svg(
    chart: &impl Chart,
    width: u32,
    height: u32,
    spec: impl Into<ThemeSpec>,
) -> Result<String, DrawingAreaErrorKind<std::io::Error>> {
    let mut document = String::new();
    {
        let area = SVGBackend::with_string(&mut document, units(width, height)).into_drawing_area();
        draw(&area, chart, &theme(spec))?;
        area.present()?;
    }
    Ok(finished(&document, width, height))
}

/// The size of a picture in the backend's units, from its size in CSS pixels.
pub fn units(width: u32, height: u32) -> (u32, u32) {
    (width * UNITS, height * UNITS)
}

/// The theme for a picture in the backend's units.
pub fn theme(spec: impl Into<ThemeSpec>) -> Theme {
    spec.into().theme(f64::from(UNITS)).with_grain(f64::from(UNITS))
}

/// The backend's document as a file of its own: its size in CSS pixels, its font a generic one.
pub fn finished(document: &str, width: u32, height: u32) -> String {
    let size = units(width, height);
    // The backend writes its units as the size and as the viewBox; the size is to be in CSS pixels.
    let fine = format!("width=\"{}\" height=\"{}\" viewBox", size.0, size.1);
    let plain = format!("width=\"{width}\" height=\"{height}\" viewBox");
    let document = document.replacen(&fine, &plain, 1);
    // In another program only the generic family is sure to exist.
    let mut document = document.replace(&format!("\"{}\"", escaped(FONTS)), "\"sans-serif\"");
    document.retain(is_of_xml);
    document
}

/// The document with a title and a description, for screen readers and as a tooltip.
pub fn with_title(document: &str, title: &str, description: &str) -> String {
    let Some((head, body)) = document.split_once('>') else { return document.to_string() };
    let (mut title, mut description) = (escaped(title), escaped(description));
    title.retain(is_of_xml);
    description.retain(is_of_xml);
    format!("{head} role=\"img\">\n<title>{title}</title>\n<desc>{description}</desc>{body}")
}

/// Text escaped for XML, attributes included.
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

/// Whether XML 1.0 allows this character (its production 2). A column's name may hold one that it
/// does not allow, and a document with it would not open.
fn is_of_xml(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_descriptions_are_escaped() {
        let titled = with_title("<svg width=\"1\">\n</svg>", "a < b & \"c\"\u{1}", "<script>");
        assert_eq!(
            titled,
            "<svg width=\"1\" role=\"img\">\n<title>a &lt; b &amp; &quot;c&quot;</title>\n\
             <desc>&lt;script&gt;</desc>\n</svg>"
        );
    }
}
