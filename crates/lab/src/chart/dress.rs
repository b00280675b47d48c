//! What a picture wears: a look, and over it what the page around the lab has set of its own.

use super::colour::rgb;
use super::look::{Look, hex};
use super::theme::Theme;
use plotters::style::RGBColor;

/// A look, and what is worn over it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dress {
    /// What all is drawn in that nobody has set.
    pub look: Look,
    /// Colours of the page's own, each with the word for what it colours.
    colours: Vec<(&'static str, RGBColor)>,
    /// Its font, as a style sheet names it.
    font: Option<String>,
}

/// What a page may set.
const COLOURS: [&str; 6] = ["paper", "card", "ink", "soft", "line", "accent"];

impl From<Look> for Dress {
    fn from(look: Look) -> Self {
        Self { look, ..Self::default() }
    }
}

impl Dress {
    /// As the page says it: `dark`, or `dark;ink=ffeedd;paper=000000;font=Georgia, serif`, the font
    /// last. What is none of that is passed over.
    pub fn from_name(name: &str) -> Self {
        let (name, font) = match name.split_once(";font=") {
            Some((name, font)) => (name, Some(font.to_string())),
            None => (name, None),
        };
        let mut parts = name.split(';');
        let look = parts.next().and_then(Look::from_name).unwrap_or_default();
        let set = |part: &str| {
            let (name, colour) = part.split_once('=')?;
            let name = COLOURS.into_iter().find(|known| *known == name)?;
            Some((name, rgb(hex(colour)?)))
        };
        Self { look, colours: parts.filter_map(set).collect(), font }
    }

    /// The theme with all that is set over it.
    pub(super) fn over(self, theme: Theme) -> Theme {
        let mut theme = theme;
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
    fn what_a_page_sets_is_worn_over_the_look() {
        let worn = |name: &str| Theme::new(Dress::from_name(name), 1.0);
        let (dark, own) = (worn("dark"), worn("dark;ink=ffeedd;accent=00ff00;font=\"A; b\", serif"));
        assert_eq!((own.ink, own.accent()), (rgb(0xffeedd), rgb(0x00ff00)));
        assert_eq!((own.card, own.components), (dark.card, dark.components));
        assert_eq!((dark.accent(), &*own.font), (dark.ink, "\"A; b\", serif"));
        let all = worn("light;paper=010101;card=020202;ink=030303;soft=040404;line=050505");
        let worn_all = [all.paper, all.card, all.ink, all.soft, all.line, all.accent()];
        assert_eq!(worn_all, [0x010101, 0x020202, 0x030303, 0x040404, 0x050505, 0x030303].map(rgb));
    }

    #[test]
    fn what_is_no_dress_is_passed_over() {
        for wrong in ["", ";", "light;ink", "light;ink=red", "light;shoes=000000", "nothing"] {
            assert_eq!(Dress::from_name(wrong), Look::Light.into(), "{wrong}");
        }
    }
}
