//! Colours: the components' and the landscape's, mixing two, and the contrast of two.

use crate::mixture::MAX_COMPONENTS;
use plotters::style::RGBColor;

pub const fn rgb(hex: u32) -> RGBColor {
    RGBColor((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

pub const LIGHT_COMPONENTS: [RGBColor; MAX_COMPONENTS] = [
    rgb(0x0072b2),
    rgb(0xc4501b),
    rgb(0x007a5a),
    rgb(0xa3478a),
    rgb(0x8a6d00),
    rgb(0x4f5bd5),
    rgb(0x7a4a2b),
    rgb(0x5f6b6d),
];

pub const DARK_COMPONENTS: [RGBColor; MAX_COMPONENTS] = [
    rgb(0x56b4e9),
    rgb(0xf0824a),
    rgb(0x2fbf91),
    rgb(0xe08bc6),
    rgb(0xd8b52a),
    rgb(0x9aa2ff),
    rgb(0xc99a76),
    rgb(0xaab4b8),
];

/// The landscape's colours, from the lowest height to the highest. Lightness shows the height,
/// so the hues are free to change.
pub const LIGHT_HEIGHTS: [RGBColor; 5] =
    [rgb(0xf5f2e9), rgb(0xd2e2dc), rgb(0x97c2c6), rgb(0x5397b5), rgb(0x2b6a98)];
pub const DARK_HEIGHTS: [RGBColor; 5] =
    [rgb(0x1f242d), rgb(0x234759), rgb(0x2e7786), rgb(0x5faf9f), rgb(0xcbe3b0)];

/// `part` of one colour, the rest of another.
pub fn blend(colour: RGBColor, other: RGBColor, part: f64) -> RGBColor {
    let channel = |a: u8, b: u8| (f64::from(a) * part + f64::from(b) * (1.0 - part)).round() as u8;
    RGBColor(channel(colour.0, other.0), channel(colour.1, other.1), channel(colour.2, other.2))
}

/// The contrast of two colours after WCAG 2.2: 1 for equal ones to 21 for black on white.
pub fn contrast(a: RGBColor, b: RGBColor) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// WCAG's relative luminance of an sRGB colour.
pub fn luminance(RGBColor(r, g, b): RGBColor) -> f64 {
    let linear = |channel: u8| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { (2.4 * ((c + 0.055) / 1.055).ln()).exp() }
    };
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_on_white_is_21() {
        assert!((contrast(rgb(0x000000), rgb(0xffffff)) - 21.0).abs() < 1e-12);
    }
}
