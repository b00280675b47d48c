//! The themes that others are built on, and the names under which the page asks for them.

/// One of the three themes of the lab, or the two colours that the system forces on every page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BaseTheme {
    /// Dark text on a light background.
    #[default]
    Light,
    /// Light text on a dark background.
    Dark,
    /// For a projector: pure white, larger type, thicker lines.
    Projector,
    /// Two colours that a person has chosen for every page and program ("forced colours", as in
    /// Windows' contrast themes), as 0xrrggbb.
    Forced {
        /// The background.
        background: u32,
        /// Everything on it.
        ink: u32,
    },
}

impl BaseTheme {
    /// The three that a link can name.
    pub const ALL: [BaseTheme; 3] = [BaseTheme::Light, BaseTheme::Dark, BaseTheme::Projector];

    /// The theme of that name: `light`, `dark`, `projector`, or
    /// `forced-000000-ffffff`, background and text.
    pub fn from_name(name: &str) -> Option<BaseTheme> {
        match name {
            "light" => Some(BaseTheme::Light),
            "dark" => Some(BaseTheme::Dark),
            "projector" => Some(BaseTheme::Projector),
            _ => {
                let (background, ink) = name.strip_prefix("forced-")?.split_once('-')?;
                Some(BaseTheme::Forced { background: hex(background)?, ink: hex(ink)? })
            }
        }
    }
}

/// Six hexadecimal digits as a number.
pub(super) fn hex(digits: &str) -> Option<u32> {
    let right = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    if right { u32::from_str_radix(digits, 16).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_base_theme_has_a_name() {
        assert_eq!(BaseTheme::from_name("dark"), Some(BaseTheme::Dark));
        let forced = BaseTheme::Forced { background: 0x2d3236, ink: 0xffffff };
        assert_eq!(BaseTheme::from_name("forced-2d3236-ffffff"), Some(forced));
        for wrong in ["", "forced", "forced-2d3236", "forced-+d3236-ffffff", "forced-é3236-ffffff"] {
            assert_eq!(BaseTheme::from_name(wrong), None, "{wrong}");
        }
    }
}
