//! The style sheets have the same colours as the pictures' themes.

use em_lab::chart::{BaseTheme, Theme};

const LAB: &str = include_str!("../../../www/styles/lab.css");
const PAGE: &str = include_str!("../../../www/page.css");

/// The rules that set colours: the theme, and how the rule begins.
const LAB_RULES: [(BaseTheme, &str); 3] = [
    (BaseTheme::Light, "\n.lab {"),
    (BaseTheme::Dark, "\n:host([data-theme=\"dark\"]) .lab {"),
    (BaseTheme::Projector, "\n:host([data-theme=\"projector\"]) .lab {"),
];
const PAGE_RULES: [(BaseTheme, &str); 5] = [
    (BaseTheme::Light, "\n:root {"),
    (BaseTheme::Dark, "\n  :root {"),
    (BaseTheme::Light, "\n:root:has(em-mixture:is([data-theme=\"light\"], [data-theme=\"projector\"])) {"),
    (BaseTheme::Dark, "\n:root:has(em-mixture[data-theme=\"dark\"]) {"),
    (BaseTheme::Projector, "\n:root:has(em-mixture[data-theme=\"projector\"]) {"),
];

/// A theme's colours, under the names of the style sheets.
fn colours(theme: BaseTheme) -> Vec<(&'static str, String)> {
    let Theme { paper, card, ink, soft, line, lower_bound, components, .. } = Theme::new(theme, 1.0);
    let letters = ["a", "b", "c", "d", "e", "f", "g", "h"].into_iter().zip(components);
    let named = [("paper", paper), ("card", card), ("ink", ink), ("soft", soft), ("line", line)];
    // a letter on a component's colour has the colour of the card
    let all = named.into_iter().chain([("bound", lower_bound), ("on-colour", card)]).chain(letters);
    all.map(|(name, rgb)| (name, format!("#{:02x}{:02x}{:02x}", rgb.0, rgb.1, rgb.2))).collect()
}

/// The colour that a custom property is given in a rule; in the lab the host page may set another.
fn declared<'a>(rule: &'a str, name: &str) -> Option<&'a str> {
    let value = rule.split_once(&format!("--{name}: "))?.1;
    let value = value.strip_prefix(&format!("var(--em-{name}, ")).unwrap_or(value);
    value.get(..7)
}

fn check(sheet: &str, rules: &[(BaseTheme, &str)]) {
    for &(theme, start) in rules {
        assert_eq!(sheet.matches(start).count(), 1, "{start}");
        let rule = sheet.split_once(start).unwrap().1.split('}').next().unwrap();
        let mut compared = 0;
        for (name, colour) in colours(theme) {
            if let Some(declared) = declared(rule, name) {
                assert_eq!(declared, colour, "--{name} in{start}");
                compared += 1;
            } else {
                // a rule that overrides another one names only what differs
                assert!(theme == BaseTheme::Projector || sheet == PAGE, "--{name} is missing in{start}");
            }
        }
        assert!(compared >= 4, "{start}");
    }
}

#[test]
fn the_labs_style_sheet_has_the_colours_of_the_themes() {
    check(LAB, &LAB_RULES);
}

#[test]
fn the_pages_style_sheet_has_the_colours_of_the_themes() {
    check(PAGE, &PAGE_RULES);
}
