//! Themes: the colours, dashes and sizes of the pictures.
//!
//! Not everybody can tell components by colour, so each has three marks: a colour, a dash pattern and a
//! letter. Colour alone is not enough: to colour-blind eyes some of the eight are nearly alike, in the light
//! theme B and E. The colours have a contrast of 3 : 1 with the background (WCAG 2.2, 1.4.11), and text has
//! 4.5 : 1 (1.4.3): the tests below check these contrasts. The style sheets repeat the colours as custom properties;
//! `crates/lab/tests/style_sheets.rs` compares them.

pub use super::base_theme::BaseTheme;
use super::colour::{DARK_COMPONENTS, DARK_HEIGHTS, LIGHT_COMPONENTS, LIGHT_HEIGHTS, rgb};
pub use super::colour::{blend, contrast};
use crate::mixture::MAX_COMPONENTS;
use plotters::style::RGBColor;
use std::borrow::Cow;

/// The font: the reader's own, since none is loaded.
pub const FONTS: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";

/// The part of a component's colour in the fill of its bars. Below 1/4 the full colour has 3 : 1
/// with every fill, so that the parts of a bar have visible edges.
const TINT: f64 = 0.24;

/// The same if the system allows only two colours. All components then have the text's colour, in different
/// shades; A and B differ most. Up to a half the text's colour has 3 : 1 with each shade.
const SHADES: [f64; MAX_COMPONENTS] = [0.0, 0.5, 0.22, 0.36, 0.1, 0.43, 0.29, 0.16];

/// The part of the text's colour at the highest place of a landscape, if there are two colours only.
const HIGHEST: f64 = 0.5;

/// The tints of groups without a component, as parts of [`TINT`].
const UNMATCHED: [f64; 3] = [0.25, 0.7, 0.05];
/// The part of the mixture's colour in its contours, which are thin lines among others.
const CONTOUR: f64 = 0.5;
/// The least part of a colour in the fill of a point. Points are small, and squares have no edges, so that their
/// fills themselves have 3 : 1 with the background.
const LEAST_MARK: f64 = 0.45;
/// The part of a square's fill in that of a pie.
const PALER: f64 = 0.65;
/// The part of a colour in its pale form.
const PALE: f64 = 0.4;

/// The smallest font size, in CSS pixels.
const LEAST_FONT_SIZE: f64 = 11.0;
/// Where the page has chosen the font size, the smallest one as a part of that.
const LEAST_PART: f64 = 0.9;
/// A picture that is fewer ems wide or high than these has smaller type.
const CHARS_ACROSS: f64 = 28.0;
const LINES_DOWN: f64 = 17.0;

/// Each component's dash pattern: strokes and gaps in CSS pixels. The mixture's line is solid.
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

/// Colours, sizes and units that a chart is drawn with. Sizes are in CSS pixels.
#[derive(Clone, Debug)]
pub struct Theme {
    /// The page's background.
    pub paper: RGBColor,
    /// The picture's background.
    pub card: RGBColor,
    /// The colour of text, and of marks without a colour of their own.
    pub ink: RGBColor,
    /// The mixture's line. If the page has not set it, the text's colour is taken.
    pub accent: Option<RGBColor>,
    /// Lesser text, axes, the edges of uncoloured bars.
    pub soft: RGBColor,
    /// Rules and the grid.
    pub line: RGBColor,
    /// The components' colours, A to H.
    pub components: [RGBColor; MAX_COMPONENTS],
    /// The part of each component's colour in the fill of its bars.
    pub shades: [f64; MAX_COMPONENTS],
    /// The lower bound's curve.
    pub lower_bound: RGBColor,
    /// The colours of heights, from the lowest to the highest.
    pub heights: [RGBColor; 5],
    /// The font, as a style sheet writes it.
    pub font: Cow<'static, str>,
    /// The height of the type.
    pub font_size: f64,
    /// The width of a component's curve.
    pub curve_width: f64,
    /// The width of the mixture's line.
    pub mixture_width: f64,
    /// The width of rules and edges.
    pub rule_width: f64,
    /// How much longer dashes are than [`DASHES`] has them.
    pub dash_scale: f64,
    /// The least size of type, in however small a picture.
    least_font_size: f64,
    /// Backend units per CSS pixel.
    pub scale: f64,
    /// Backend units per pixel of the screen: edges lie on multiples of it.
    pub grain: f64,
}

impl Theme {
    /// This theme, at `scale` backend units per CSS pixel, each a pixel of the screen.
    pub fn new(base: BaseTheme, scale: f64) -> Theme {
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
            dash_scale: 1.0,
            least_font_size: LEAST_FONT_SIZE,
            scale,
            grain: 1.0,
        };
        match base {
            BaseTheme::Light => light,
            BaseTheme::Dark => Theme {
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
            BaseTheme::Projector => Theme {
                paper: rgb(0xffffff),
                ink: rgb(0x000000),
                soft: rgb(0x3a3f4a),
                line: rgb(0xc9c9c9),
                font_size: 17.0,
                curve_width: 3.5,
                mixture_width: 5.0,
                rule_width: 1.25,
                ..light
            },
            BaseTheme::Forced { background, ink } => {
                let (background, ink) = (rgb(background), rgb(ink));
                Theme {
                    paper: background,
                    card: background,
                    ink,
                    soft: ink,
                    line: blend(ink, background, PALE),
                    components: [ink; MAX_COMPONENTS],
                    shades: SHADES,
                    lower_bound: ink,
                    heights: [0.0, 0.25, 0.5, 0.75, 1.0].map(|part| blend(ink, background, HIGHEST * part)),
                    ..light
                }
            }
        }
    }

    /// The same with so many backend units per pixel of the screen.
    pub fn with_grain(self, grain: f64) -> Theme {
        Theme { grain, ..self }
    }

    /// The same with type of that size, and thicker lines. The page has chosen it for readers far away, so that a
    /// small picture makes it hardly smaller.
    pub(super) fn with_type_of(&self, size: f64) -> Theme {
        let part = size / self.font_size;
        Theme {
            font_size: size,
            curve_width: self.curve_width * part,
            mixture_width: self.mixture_width * part,
            rule_width: self.rule_width * part,
            dash_scale: self.dash_scale * part,
            least_font_size: LEAST_PART * size,
            ..self.clone()
        }
    }

    /// The theme for a picture of that size: in a small one type and lines are smaller, as far as
    /// the type can still be read.
    pub fn fitted(&self, width: f64, height: f64) -> Theme {
        let most = (width / CHARS_ACROSS).min(height / LINES_DOWN).max(self.least_font_size);
        let part = (most / self.font_size).min(1.0);
        Theme {
            font_size: self.font_size * part,
            curve_width: self.curve_width * part,
            mixture_width: self.mixture_width * part,
            ..self.clone()
        }
    }

    /// The colour of the mixture's line.
    pub fn accent(&self) -> RGBColor {
        self.accent.unwrap_or(self.ink)
    }

    /// The colour of a contour of the mixture.
    pub(super) fn contour(&self) -> RGBColor {
        blend(self.accent(), self.card, CONTOUR)
    }

    /// The fill of component k's part of a bar.
    pub fn tint(&self, k: usize) -> RGBColor {
        blend(self.components[k], self.card, self.shades[k])
    }

    /// The edge and the fill of share j of what k components share; after theirs come those of true groups that
    /// no component has found.
    pub(super) fn share(&self, j: usize, k: usize) -> (RGBColor, RGBColor) {
        match j.checked_sub(k) {
            None => (self.components[j], self.tint(j)),
            Some(unmatched) => (self.soft, self.unmatched(unmatched)),
        }
    }

    /// The fill of a share of a square of points, of what k components share; after theirs come those of true
    /// groups that no component has found. None is what is left, and every point before the first E step.
    pub fn square(&self, share: Option<usize>, k: usize) -> RGBColor {
        self.mark(share, k).1
    }

    /// The edge and the fill of a share of a pie. It has an edge, so that its fill may be paler than a square's, and
    /// lines over it are seen.
    pub fn pie(&self, share: Option<usize>, k: usize) -> (RGBColor, RGBColor) {
        let (edge, fill) = self.mark(share, k);
        (edge, blend(fill, self.card, PALER))
    }

    /// The edge and the fill of a share of points.
    fn mark(&self, share: Option<usize>, k: usize) -> (RGBColor, RGBColor) {
        let (edge, shade) = match share {
            Some(j) if j < k => (self.components[j], self.shades[j]),
            Some(j) => (self.soft, TINT * UNMATCHED[(j - k) % UNMATCHED.len()]),
            None => (self.soft, TINT),
        };
        // different shades stay different, also those under forced colours, and none is faint
        (edge, blend(edge, self.card, 1.0 - (1.0 - LEAST_MARK) * (1.0 - shade).powi(3)))
    }

    /// The fill of a bar before the first E step.
    pub fn grey(&self) -> RGBColor {
        blend(self.soft, self.card, TINT)
    }

    /// The fill of a true group that is matched to no component: greys in turn, so that
    /// neighbours differ.
    pub fn unmatched(&self, j: usize) -> RGBColor {
        blend(self.soft, self.card, TINT * UNMATCHED[j % UNMATCHED.len()])
    }

    /// The colour of a height, 0 to 1. Lightness only rises, or only falls, with the height.
    pub fn height(&self, part: f64) -> RGBColor {
        let place = part.clamp(0.0, 1.0) * (self.heights.len() - 1) as f64;
        let j = (place as usize).min(self.heights.len() - 2);
        blend(self.heights[j + 1], self.heights[j], place - j as f64)
    }

    /// The pale form of a colour, for half-steps after the present one.
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

    fn themes() -> impl Iterator<Item = (BaseTheme, Theme)> {
        BaseTheme::ALL.into_iter().map(|base| (base, Theme::new(base, 1.0)))
    }

    /// Common choices: white on black, black on white, yellow on black.
    const FORCED: [BaseTheme; 3] = [
        BaseTheme::Forced { background: 0x000000, ink: 0xffffff },
        BaseTheme::Forced { background: 0xffffff, ink: 0x000000 },
        BaseTheme::Forced { background: 0x000000, ink: 0xffff00 },
    ];

    #[test]
    fn under_forced_colours_components_differ_in_shade() {
        for base in FORCED {
            let theme = Theme::new(base, 1.0);
            for k in 0..MAX_COMPONENTS {
                assert!(contrast(theme.ink, theme.tint(k)) >= GRAPHICS, "{base:?}: the edge of {k}");
                for other in 0..k {
                    assert_ne!(theme.tint(k), theme.tint(other), "{base:?}: {k} and {other}");
                    assert_ne!(
                        theme.mark(Some(k), 8).1,
                        theme.mark(Some(other), 8).1,
                        "{base:?}: {k} and {other}"
                    );
                }
            }
            assert!(contrast(theme.tint(0), theme.tint(1)) >= 1.5, "{base:?}: the first two");
            assert!(contrast(theme.ink, theme.card) >= TEXT, "{base:?}");
            assert!(contrast(theme.ink, theme.height(1.0)) >= GRAPHICS, "{base:?}: what is drawn on a top");
        }
    }

    #[test]
    fn every_curve_contrasts_with_the_background() {
        for (base, theme) in themes() {
            for background in [theme.paper, theme.card] {
                for (k, &colour) in theme.components.iter().enumerate() {
                    let reached = contrast(colour, background);
                    assert!(reached >= GRAPHICS, "{base:?} {k}: {reached:.2}");
                }
                assert!(contrast(theme.lower_bound, background) >= GRAPHICS, "{base:?}");
            }
        }
    }

    #[test]
    fn every_point_contrasts_with_the_picture() {
        let forced = FORCED.into_iter().map(|base| (base, Theme::new(base, 1.0)));
        for (base, theme) in themes().chain(forced) {
            for share in (0..MAX_COMPONENTS).map(Some).chain([None]) {
                let reached = contrast(theme.square(share, MAX_COMPONENTS), theme.card);
                assert!(reached >= GRAPHICS, "{base:?}, {share:?}: {reached:.2}");
            }
        }
    }

    #[test]
    fn every_text_has_the_contrast_of_text() {
        for (base, theme) in themes() {
            for background in [theme.paper, theme.card] {
                assert!(contrast(theme.ink, background) >= TEXT, "{base:?}");
                assert!(contrast(theme.soft, background) >= TEXT, "{base:?}");
                assert!(contrast(theme.lower_bound, background) >= TEXT, "{base:?}");
            }
            // a component's letter is written in the card's colour on the component's
            for &colour in &theme.components {
                assert!(contrast(theme.card, colour) >= TEXT, "{base:?}");
            }
        }
    }

    #[test]
    fn every_part_of_a_bar_has_a_visible_edge() {
        for (base, theme) in themes() {
            for (k, &edge) in theme.components.iter().enumerate() {
                for other in 0..MAX_COMPONENTS {
                    let reached = contrast(edge, theme.tint(other));
                    assert!(reached >= GRAPHICS, "{base:?} {k} on {other}: {reached:.2}");
                }
            }
            assert!(contrast(theme.soft, theme.grey()) >= GRAPHICS, "{base:?}");
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
    fn lightness_only_rises_or_only_falls_with_the_height() {
        for (base, theme) in themes() {
            let lightness: Vec<f64> =
                (0..=100).map(|j| luminance(theme.height(f64::from(j) / 100.0))).collect();
            let rises = lightness[100] > lightness[0];
            let one_way = lightness.windows(2).all(|pair| pair[0] == pair[1] || (pair[1] > pair[0]) == rises);
            assert!(one_way, "{base:?}: {lightness:?}");
            assert!(contrast(theme.height(0.0), theme.height(1.0)) > 5.0, "{base:?}");
        }
    }

    #[test]
    fn a_small_picture_has_smaller_type_but_not_too_small() {
        for (base, theme) in themes() {
            let small = theme.fitted(320.0, 200.0);
            assert!(small.font_size >= LEAST_FONT_SIZE && small.font_size < 12.5, "{base:?}");
            assert_eq!(theme.fitted(1000.0, 440.0).font_size, theme.font_size);
        }
    }

    #[test]
    fn the_projector_theme_has_larger_type_and_thicker_lines() {
        let (light, big) = (Theme::new(BaseTheme::Light, 1.0), Theme::new(BaseTheme::Projector, 1.0));
        assert!(big.font_size > light.font_size && big.curve_width > light.curve_width);
        assert_eq!(big.card, rgb(0xffffff));
        assert_eq!(big.ink, rgb(0x000000));
    }
}
