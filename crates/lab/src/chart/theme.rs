//! How the pictures look: colours, dashes, sizes, in one place.
//!
//! Colour alone tells a component to some eyes only, so each has three marks: a colour, a
//! dash pattern and a letter. The eight colours stand apart for colour-blind eyes and reach
//! 3 : 1 against their ground (WCAG 2.2, 1.4.11), text 4.5 : 1 (1.4.3); the tests below hold
//! them to it. The style sheet has the same table as custom properties.

use super::colour::{DARK_COMPONENTS, DARK_HEIGHTS, LIGHT_COMPONENTS, LIGHT_HEIGHTS, rgb};
pub use super::colour::{blend, contrast};
use super::dress::Dress;
pub use super::look::Look;
use crate::mixture::MAX_COMPONENTS;
use plotters::style::RGBColor;
use std::borrow::Cow;

/// The fonts, the reader's own: none is loaded.
pub const FONTS: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";

/// How much of a component's colour its bars' fill holds. Under 1/4 the full colour stands at
/// 3 : 1 against every fill, so that the parts of a bar have visible edges.
const TINT: f64 = 0.24;

/// The same where the system leaves two colours only and all components have the ink's: shades
/// tell them apart, no two neighbours alike. Up to a half the ink stands at 3 : 1 against them.
const SHADES: [f64; MAX_COMPONENTS] = [0.0, 0.5, 0.22, 0.36, 0.1, 0.43, 0.29, 0.16];

/// How much of the ink the highest place of a landscape has, where there are two colours only.
const HIGHEST: f64 = 0.5;

/// The tints of groups without a component, as parts of [`TINT`].
const UNMATCHED: [f64; 3] = [0.25, 0.7, 0.05];
/// How much of a colour is left in what is pale.
const PALE: f64 = 0.4;

/// The least type we set, in CSS pixels.
const LEAST_FONT_SIZE: f64 = 11.0;
/// A picture has room for so many ems across and down before its type shrinks.
const CHARS_ACROSS: f64 = 28.0;
const LINES_DOWN: f64 = 17.0;

/// A component's dash pattern: strokes and gaps in CSS pixels. The mixture's line is whole.
pub const DASHES: [&[f64]; MAX_COMPONENTS] = [
    &[10.0, 4.0],
    &[3.0, 3.0],
    &[10.0, 3.5, 2.5, 3.5],
    &[6.0, 3.0],
    &[16.0, 5.0],
    &[10.0, 3.5, 2.5, 3.5, 2.5, 3.5],
    &[5.0, 3.0, 2.5, 3.0],
    &[2.5, 5.0],
];

/// Everything a chart needs to know about looks. Sizes are in CSS pixels.
#[derive(Clone, Debug)]
pub struct Theme {
    /// The page's ground.
    pub paper: RGBColor,
    /// The picture's ground.
    pub card: RGBColor,
    /// Text, and whatever is drawn that has no colour of its own.
    pub ink: RGBColor,
    /// What stands out: the mixture's line. The ink's, where nobody has set it.
    pub accent: Option<RGBColor>,
    /// Lesser text, axes, the edges of uncoloured bars.
    pub soft: RGBColor,
    /// Rules and the grid.
    pub line: RGBColor,
    /// The components' colours, A to H.
    pub components: [RGBColor; MAX_COMPONENTS],
    /// How much of each component's colour the fill of its bars has.
    pub shades: [f64; MAX_COMPONENTS],
    /// The lower bound's curve.
    pub lower_bound: RGBColor,
    /// The colours of heights, from the lowest to the highest.
    pub heights: [RGBColor; 5],
    /// The font's name.
    pub font: Cow<'static, str>,
    /// The height of the type.
    pub font_size: f64,
    /// The width of a component's curve.
    pub curve_width: f64,
    /// The width of the mixture's line.
    pub mixture_width: f64,
    /// The width of rules and edges.
    pub rule_width: f64,
    /// Backend units per CSS pixel: every size is multiplied by it.
    pub scale: f64,
    /// Backend units per pixel of the screen: edges stand on its multiples.
    pub grain: f64,
}

impl Theme {
    /// This look, and what is worn over it, at `scale` backend units per CSS pixel, each a pixel of
    /// the screen.
    pub fn new(dress: impl Into<Dress>, scale: f64) -> Theme {
        let dress = dress.into();
        let plain = Theme::of(dress.look, scale);
        dress.over(plain)
    }

    fn of(look: Look, scale: f64) -> Theme {
        let light = Theme {
            paper: rgb(0xfbfaf7),
            card: rgb(0xffffff),
            ink: rgb(0x1d2330),
            accent: None,
            soft: rgb(0x5b6475),
            line: rgb(0xe4e1d8),
            components: LIGHT_COMPONENTS,
            shades: [TINT; MAX_COMPONENTS],
            lower_bound: rgb(0x7a4fa3),
            heights: LIGHT_HEIGHTS,
            font: FONTS.into(),
            font_size: 12.5,
            curve_width: 2.25,
            mixture_width: 3.25,
            rule_width: 1.0,
            scale,
            grain: 1.0,
        };
        match look {
            Look::Light => light,
            Look::Dark => Theme {
                paper: rgb(0x14171d),
                card: rgb(0x1b1f27),
                ink: rgb(0xe9e7e1),
                soft: rgb(0xa3abba),
                line: rgb(0x343a46),
                components: DARK_COMPONENTS,
                lower_bound: rgb(0xc39be6),
                heights: DARK_HEIGHTS,
                ..light
            },
            Look::Projector => Theme {
                paper: rgb(0xffffff),
                ink: rgb(0x000000),
                soft: rgb(0x3a404c),
                line: rgb(0xd4d4d4),
                font_size: 17.0,
                curve_width: 3.5,
                mixture_width: 5.0,
                rule_width: 1.25,
                ..light
            },
            Look::Forced { ground, ink } => {
                let (ground, ink) = (rgb(ground), rgb(ink));
                Theme {
                    paper: ground,
                    card: ground,
                    ink,
                    soft: ink,
                    line: blend(ink, ground, PALE),
                    components: [ink; MAX_COMPONENTS],
                    shades: SHADES,
                    lower_bound: ink,
                    heights: [0.0, 0.25, 0.5, 0.75, 1.0].map(|part| blend(ink, ground, HIGHEST * part)),
                    ..light
                }
            }
        }
    }

    /// The same with so many backend units per pixel of the screen.
    pub fn with_grain(self, grain: f64) -> Theme {
        Theme { grain, ..self }
    }

    /// The same for a picture of that size: in a small one type and lines shrink, no further
    /// than to what can be read.
    pub fn fitted(&self, width: f64, height: f64) -> Theme {
        let most = (width / CHARS_ACROSS).min(height / LINES_DOWN).max(LEAST_FONT_SIZE);
        let part = (most / self.font_size).min(1.0);
        Theme {
            font_size: self.font_size * part,
            curve_width: self.curve_width * part,
            mixture_width: self.mixture_width * part,
            ..self.clone()
        }
    }

    /// The colour of what stands out.
    pub fn accent(&self) -> RGBColor {
        self.accent.unwrap_or(self.ink)
    }

    /// The fill under component k's share of a bar.
    pub fn tint(&self, k: usize) -> RGBColor {
        blend(self.components[k], self.card, self.shades[k])
    }

    /// The fill of a bar whose points belong to nobody yet.
    pub fn grey(&self) -> RGBColor {
        blend(self.soft, self.card, TINT)
    }

    /// The fill of a true group for which no component stands: greys by turns, so that
    /// neighbours differ.
    pub fn unmatched(&self, j: usize) -> RGBColor {
        blend(self.soft, self.card, TINT * UNMATCHED[j % UNMATCHED.len()])
    }

    /// The colour of a height, 0 to 1: along the ground's own way to its opposite, so that
    /// lightness alone tells heights apart.
    pub fn height(&self, part: f64) -> RGBColor {
        let place = part.clamp(0.0, 1.0) * (self.heights.len() - 1) as f64;
        let j = (place as usize).min(self.heights.len() - 2);
        blend(self.heights[j + 1], self.heights[j], place - j as f64)
    }

    /// A colour for what is not now: half-steps that `back` left.
    pub fn pale(&self, colour: RGBColor) -> RGBColor {
        blend(colour, self.card, PALE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::colour::luminance;

    /// WCAG 2.2, 1.4.11: graphics that carry meaning.
    const GRAPHICS: f64 = 3.0;
    /// WCAG 2.2, 1.4.3: text.
    const TEXT: f64 = 4.5;

    fn themes() -> impl Iterator<Item = (Look, Theme)> {
        Look::ALL.into_iter().map(|look| (look, Theme::new(look, 1.0)))
    }

    /// What people choose: white on black, black on white, yellow on black.
    const FORCED: [Look; 3] = [
        Look::Forced { ground: 0x000000, ink: 0xffffff },
        Look::Forced { ground: 0xffffff, ink: 0x000000 },
        Look::Forced { ground: 0x000000, ink: 0xffff00 },
    ];

    #[test]
    fn where_the_system_forces_two_colours_shades_tell_the_components_apart() {
        for look in FORCED {
            let theme = Theme::new(look, 1.0);
            for k in 0..MAX_COMPONENTS {
                assert!(contrast(theme.ink, theme.tint(k)) >= GRAPHICS, "{look:?}: the edge of {k}");
                for other in 0..k {
                    assert_ne!(theme.tint(k), theme.tint(other), "{look:?}: {k} and {other}");
                }
            }
            assert!(contrast(theme.tint(0), theme.tint(1)) >= 1.5, "{look:?}: the first two");
            assert!(contrast(theme.ink, theme.card) >= TEXT, "{look:?}");
            assert!(contrast(theme.ink, theme.height(1.0)) >= GRAPHICS, "{look:?}: what is drawn on a top");
        }
    }

    #[test]
    fn every_curve_stands_out_from_its_ground() {
        for (look, theme) in themes() {
            for ground in [theme.paper, theme.card] {
                for (k, &colour) in theme.components.iter().enumerate() {
                    let reached = contrast(colour, ground);
                    assert!(reached >= GRAPHICS, "{look:?} {k}: {reached:.2}");
                }
                assert!(contrast(theme.lower_bound, ground) >= GRAPHICS, "{look:?}");
            }
        }
    }

    #[test]
    fn every_text_is_readable() {
        for (look, theme) in themes() {
            for ground in [theme.paper, theme.card] {
                assert!(contrast(theme.ink, ground) >= TEXT, "{look:?}");
                assert!(contrast(theme.soft, ground) >= TEXT, "{look:?}");
                assert!(contrast(theme.lower_bound, ground) >= TEXT, "{look:?}");
            }
            // a letter is written in the card's colour on its component's
            for &colour in &theme.components {
                assert!(contrast(theme.card, colour) >= TEXT, "{look:?}");
            }
        }
    }

    #[test]
    fn every_part_of_a_bar_has_an_edge_that_shows() {
        for (look, theme) in themes() {
            for (k, &edge) in theme.components.iter().enumerate() {
                for other in 0..MAX_COMPONENTS {
                    let reached = contrast(edge, theme.tint(other));
                    assert!(reached >= GRAPHICS, "{look:?} {k} on {other}: {reached:.2}");
                }
            }
            assert!(contrast(theme.soft, theme.grey()) >= GRAPHICS, "{look:?}");
        }
    }

    #[test]
    fn no_two_components_share_a_dash_or_a_colour() {
        for (_, theme) in themes() {
            let marks: Vec<_> = theme.components.iter().zip(DASHES).collect();
            for (k, (colour, dashes)) in marks.iter().enumerate() {
                for (other_colour, other_dashes) in &marks[..k] {
                    assert_ne!(colour, other_colour);
                    assert_ne!(dashes, other_dashes);
                }
            }
        }
    }

    #[test]
    fn heights_rise_or_fall_in_lightness_alone() {
        for (look, theme) in themes() {
            let lightness: Vec<f64> =
                (0..=100).map(|j| luminance(theme.height(f64::from(j) / 100.0))).collect();
            let rises = lightness[100] > lightness[0];
            let one_way = lightness.windows(2).all(|pair| pair[0] == pair[1] || (pair[1] > pair[0]) == rises);
            assert!(one_way, "{look:?}: {lightness:?}");
            assert!(contrast(theme.height(0.0), theme.height(1.0)) > 5.0, "{look:?}");
        }
    }

    #[test]
    fn a_small_picture_has_smaller_type_that_can_be_read() {
        for (look, theme) in themes() {
            let small = theme.fitted(320.0, 200.0);
            assert!(small.font_size >= LEAST_FONT_SIZE && small.font_size < 12.5, "{look:?}");
            assert_eq!(theme.fitted(1000.0, 440.0).font_size, theme.font_size);
        }
    }

    #[test]
    fn a_projector_shows_more() {
        let (light, big) = (Theme::new(Look::Light, 1.0), Theme::new(Look::Projector, 1.0));
        assert!(big.font_size > light.font_size && big.curve_width > light.curve_width);
        assert_eq!(big.card, rgb(0xffffff));
        assert_eq!(big.ink, rgb(0x000000));
    }
}
