//! Changes that mail programs make to a link are undone, and people's mistakes are still reported.

use crate::draw::Draw;
use em_lab::scenario::{Scenario, mended};

/// One form in which a link arrives.
type Way = (&'static str, fn(&str) -> String);

fn escaped(text: &str, letters: &str) -> String {
    let letter = |c: char| if letters.contains(c) { format!("%{:02X}", c as u32) } else { c.to_string() };
    text.chars().map(letter).collect()
}

/// The link, with this text inserted after its 40th character.
fn wrapped(link: &str, by: &str) -> String {
    let (start, rest) = link.split_at(link.len().min(40));
    format!("{start}{by}{rest}")
}

const WAYS: [Way; 22] = [
    ("as it was", |link| link.into()),
    ("with its hash sign", |link| format!("#{link}")),
    ("as markup", |link| link.replace('&', "&amp;")),
    ("as markup of markup", |link| link.replace('&', "&amp;amp;")),
    ("escaped whole", |link| escaped(link, "=&,~%")),
    ("escaped but for the first pair", |link| escaped(link, "&,~")),
    ("escaped in small letters", |link| escaped(link, "=&,~").to_lowercase()),
    ("escaped twice", |link| escaped(&escaped(link, "=&,~"), "%")),
    ("as markup, then escaped", |link| escaped(&link.replace('&', "&amp;"), "=&;,~")),
    ("at a sentence's end", |link| format!("{link}.")),
    ("before a comma", |link| format!("{link},")),
    ("in parentheses", |link| format!("{link})")),
    ("in parentheses at a sentence's end", |link| format!("{link}).")),
    ("in angle brackets", |link| format!("{link}>")),
    ("in angle brackets, escaped", |link| format!("{link}%3E")),
    ("as markup in angle brackets", |link| format!("{}&gt;", link.replace('&', "&amp;"))),
    ("in quotation marks", |link| format!("{link}\"")),
    ("in typographic ones", |link| format!("{link}%E2%80%9D")),
    ("with a blank after it", |link| format!("{link}%20")),
    ("wrapped", |link| wrapped(link, "\r\n")),
    ("wrapped and escaped", |link| wrapped(link, "%0D%0A%20")),
    ("with places to wrap", |link| wrapped(link, "\u{200b}")),
];

#[test]
fn every_link_is_read_right_whatever_mail_programs_did_to_it() {
    for seed in 0..300 {
        let scenario = Draw::new(seed).scenario();
        let link = scenario.to_string();
        for (name, send) in WAYS {
            let came = send(&link);
            let (read, problems) = Scenario::from_link(&mended(&came));
            assert_eq!((read, problems), (scenario.clone(), vec![]), "{name}, seed {seed}: {came}");
        }
    }
}

#[test]
fn a_printed_link_ends_in_a_letter_or_a_figure() {
    for seed in 0..2000 {
        let link = Draw::new(seed).scenario().to_string();
        assert!(link.is_empty() || link.ends_with(|c: char| c.is_ascii_alphanumeric()), "{link}");
    }
}

#[test]
fn mistakes_are_still_reported_and_only_links_are_mended() {
    for (link, sentence) in [
        ("k%3Dabc%26seed%3D3", "k=abc: expected a whole number from 1 to 8"),
        ("seed=3&amp;k=9).", "k=9: expected a whole number from 1 to 8"),
        ("truth=20,5,3000~", "truth=20,5,3000~: expected mean,sd,count as process 2, not an empty one"),
        ("k=%zz", "k=%zz: expected two hexadecimal digits after each %"),
        ("theme=%e9", "theme=%e9: expected percent-escapes that spell UTF-8"),
    ] {
        let (_, problems) = Scenario::from_link(&mended(link));
        let said: Vec<_> = problems.iter().map(|problem| problem.to_string()).collect();
        assert_eq!(said, [sentence], "{link}");
    }
    for program in ["k=3.", "k=3&amp;seed=5", "k%3D3", "k= 3"] {
        assert!(Scenario::parse(program).is_err(), "{program} is no scenario");
    }
}
