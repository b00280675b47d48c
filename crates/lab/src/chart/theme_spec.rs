//! Which theme the page asks for: a base theme, and the colours, the font and the type size that the
//! page has set.

use super::base_theme::{BaseTheme, hex};
use super::colour::rgb;
use super::theme::Theme;
use crate::float::float;
use plotters::style::RGBColor;
use std::ops::RangeInclusive;

/// A base theme and the changes to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ThemeSpec {
    /// Gives all that the page has not set.
    pub base: BaseTheme,
    /// The colours that the page has set, each with its name in [`COLOURS`].
    colours: Vec<(&'static str, RGBColor)>,
    /// The font that it has set, as a style sheet writes it.
    font: Option<String>,
    /// The size of its running text, in CSS pixels, if pictures use it too.
    size: Option<f64>,
}

/// The sizes that a picture's type can have, in CSS pixels: from print to a projector's wall.
const SIZES: RangeInclusive<f64> = 8.0..=200.0;

/// The colours that a page may set.
const COLOURS: [&str; 6] = ["paper", "card", "ink", "soft", "line", "accent"];

impl From<BaseTheme> for ThemeSpec {
    fn from(base: BaseTheme) -> Self {
        Self { base, ..Self::default() }
    }
}

impl ThemeSpec {
    /// Reads `dark`, or `dark;size=24;ink=ffeedd;paper=000000;font=Georgia, serif`, the font last.
    /// Anything else is ignored.
    pub fn from_name(name: &str) -> Self {
        let (name, font) = match name.split_once(";font=") {
            Some((name, font)) => (name, Some(font.to_string())),
            None => (name, None),
        };
        let mut parts = name.split(';');
        let base = parts.next().and_then(BaseTheme::from_name).unwrap_or_default();
        let set = |part: &str| {
            let (name, colour) = part.split_once('=')?;
            let name = COLOURS.into_iter().find(|known| *known == name)?;
            Some((name, rgb(hex(colour)?)))
        };
        let size = parts.clone().find_map(|part| float(part.strip_prefix("size=")?));
        let size = size.filter(|size| SIZES.contains(size));
        Self { base, colours: parts.filter_map(set).collect(), font, size }
    }

    /// The theme, at `scale` backend units per CSS pixel, each a pixel of the screen.
    pub fn theme(self, scale: f64) -> Theme {
        let theme = Theme::new(self.base, scale);
        let mut theme = self.size.map_or_else(|| theme.clone(), |size| theme.with_type_of(size));
        for (name, colour) in self.colours {
            match name {
                "paper" => theme.paper = colour,
                "card" => theme.card = colour,
                "ink" => theme.ink = colour,
                "soft" => theme.soft = colour,
                "line" => theme.line = colour,
                _ => theme.accent = Some(colour),
            }
        }
        if let Some(font) = self.font {
            theme.font = font.into();
        }
        theme
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_page_sets_replaces_the_base_theme() {
        let theme = |name: &str| ThemeSpec::from_name(name).theme(1.0);
        let (dark, own) = (theme("dark"), theme("dark;ink=ffeedd;accent=00ff00;font=\"A; b\", serif"));
        assert_eq!((own.ink, own.accent()), (rgb(0xffeedd), rgb(0x00ff00)));
        assert_eq!((own.card, own.components), (dark.card, dark.components));
        assert_eq!((dark.accent(), &*own.font), (dark.ink, "\"A; b\", serif"));
        let all = theme("light;paper=010101;card=020202;ink=030303;soft=040404;line=050505");
        let colours = [all.paper, all.card, all.ink, all.soft, all.line, all.accent()];
        assert_eq!(colours, [0x010101, 0x020202, 0x030303, 0x040404, 0x050505, 0x030303].map(rgb));
    }

    #[test]
    fn with_larger_type_lines_and_dashes_grow_too_and_a_small_picture_does_not_shrink_it() {
        let theme = |name: &str| ThemeSpec::from_name(name).theme(1.0);
        let (usual, double) = (theme("projector"), theme("projector;size=34;ink=ffeedd"));
        assert_eq!(usual.font_size, 17.0);
        let sizes = |theme: &Theme| {
            [theme.font_size, theme.curve_width, theme.mixture_width, theme.rule_width, theme.dash_scale]
        };
        assert_eq!(sizes(&double), sizes(&usual).map(|size| 2.0 * size));
        assert!(double.fitted(400.0, 300.0).font_size >= 0.9 * 34.0);
        assert_eq!(double.ink, rgb(0xffeedd));
    }

    #[test]
    fn what_cannot_be_read_is_ignored() {
        for wrong in [
            "",
            ";",
            "light;ink",
            "light;ink=red",
            "light;shoes=000000",
            "nothing",
            "light;size=",
            "light;size=1e9",
        ] {
            assert_eq!(ThemeSpec::from_name(wrong), BaseTheme::Light.into(), "{wrong}");
        }
    }
}
