//! The looks that a page can have, by the names that the page says them by.

/// One of the three looks, or what the system forces on every page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// Ink on paper.
    #[default]
    Light,
    /// Chalk on slate.
    Dark,
    /// For the back row: pure white, larger type, thicker lines.
    Projector,
    /// Two colours that a person has chosen for all that they see ("forced colours", as in
    /// Windows' contrast themes), as 0xrrggbb.
    Forced {
        /// The ground's.
        ground: u32,
        /// That of everything on it.
        ink: u32,
    },
}

impl Look {
    /// Every look that has a name.
    pub const ALL: [Look; 3] = [Look::Light, Look::Dark, Look::Projector];

    /// The look of that name, as the page says it: `light`, `dark`, `projector`, or
    /// `forced-000000-ffffff`, ground and ink.
    pub fn from_name(name: &str) -> Option<Look> {
        match name {
            "light" => Some(Look::Light),
            "dark" => Some(Look::Dark),
            "projector" => Some(Look::Projector),
            _ => {
                let (ground, ink) = name.strip_prefix("forced-")?.split_once('-')?;
                Some(Look::Forced { ground: hex(ground)?, ink: hex(ink)? })
            }
        }
    }
}

/// Six digits to the base of 16.
pub(super) fn hex(digits: &str) -> Option<u32> {
    let right = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    if right { u32::from_str_radix(digits, 16).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_has_a_name() {
        assert_eq!(Look::from_name("dark"), Some(Look::Dark));
        let forced = Look::Forced { ground: 0x2d3236, ink: 0xffffff };
        assert_eq!(Look::from_name("forced-2d3236-ffffff"), Some(forced));
        for wrong in ["", "forced", "forced-2d3236", "forced-+d3236-ffffff", "forced-é3236-ffffff"] {
            assert_eq!(Look::from_name(wrong), None, "{wrong}");
        }
    }
}
