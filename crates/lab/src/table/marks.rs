//! The signs in and around numbers: currencies, per cent, minus signs, and invisible characters.

/// Unicode's currency signs (its category Sc), with the free places of their blocks.
pub fn is_money(sign: char) -> bool {
    matches!(sign, '$' | '¢'..='¥' | '\u{20a0}'..='\u{20cf}' | '\u{58f}' | '\u{60b}' | '\u{7fe}' | '\u{7ff}'
        | '\u{9f2}' | '\u{9f3}' | '\u{9fb}' | '\u{af1}' | '\u{bf9}' | '\u{e3f}' | '\u{17db}' | '\u{a838}'
        | '\u{fdfc}' | '\u{fe69}' | '\u{ff04}' | '\u{ffe0}' | '\u{ffe1}' | '\u{ffe5}' | '\u{ffe6}')
}

/// Whether the text has a currency sign.
pub fn has_money(text: &str) -> bool {
    text.contains(is_money)
}

/// A sign that may follow a number and is no part of it.
pub fn is_mark(sign: char) -> bool {
    sign == PER_CENT || is_money(sign)
}

/// The sign of a percentage.
pub const PER_CENT: char = '%';

/// Whether the text is a currency sign or the like alone, with its number in the next field: $ 5.
pub fn is_lone_mark(text: &str) -> bool {
    let mut signs = text.chars();
    signs.next().is_some_and(is_mark) && signs.next().is_none()
}

/// A sign between thousands under either decimal sign: apostrophes and what is typed for one.
pub fn is_apostrophe(sign: char) -> bool {
    matches!(sign, '\'' | '‘' | '’' | 'ʼ' | '′' | '´' | '`')
}

/// The ASCII form of a sign with many forms: minus signs (hyphens, dashes, the true minus), and the wide
/// forms of East Asian keyboards.
pub fn in_ascii(sign: char) -> char {
    match sign {
        '\u{2010}'..='\u{2015}' | '−' | '\u{fe58}' | '\u{fe63}' => '-',
        '\u{fe62}' => '+',
        // The wide forms of ! to ~ are in ASCII's order.
        '\u{ff01}'..='\u{ff5e}' if !is_money(sign) => {
            char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign)
        }
        _ => sign,
    }
}

/// Invisible characters that other programs leave in a text, by their names in Unicode; whether one may be
/// in a number without a meaning.
const UNSEEN: &[(char, char, &str, bool)] = &[
    ('\u{ad}', '\u{ad}', "soft hyphen", true),
    ('\u{34f}', '\u{34f}', "combining grapheme joiner", true),
    ('\u{61c}', '\u{61c}', "Arabic letter mark", true),
    ('\u{115f}', '\u{1160}', "Hangul filler", false),
    ('\u{180e}', '\u{180e}', "Mongolian vowel separator", true),
    ('\u{200b}', '\u{200b}', "zero-width space", true),
    ('\u{200c}', '\u{200c}', "zero-width non-joiner", true),
    ('\u{200d}', '\u{200d}', "zero-width joiner", true),
    ('\u{200e}', '\u{200e}', "left-to-right mark", true),
    ('\u{200f}', '\u{200f}', "right-to-left mark", true),
    ('\u{202a}', '\u{202e}', "mark of direction", true),
    ('\u{2060}', '\u{2060}', "word joiner", true),
    ('\u{2061}', '\u{2064}', "invisible operator", false),
    ('\u{2066}', '\u{2069}', "mark of direction", true),
    ('\u{206a}', '\u{206f}', "deprecated format mark", true),
    ('\u{2800}', '\u{2800}', "blank Braille pattern", false),
    ('\u{3164}', '\u{3164}', "Hangul filler", false),
    ('\u{fe00}', '\u{fe0f}', "variation selector", true),
    ('\u{feff}', '\u{feff}', "byte order mark", true),
    ('\u{ffa0}', '\u{ffa0}', "Hangul filler", false),
    ('\u{fff9}', '\u{fffb}', "annotation mark", false),
];

/// The name of an invisible character.
pub fn unseen(sign: char) -> Option<&'static str> {
    let row = UNSEEN.iter().find(|(from, to, ..)| (*from..=*to).contains(&sign))?;
    Some(row.2)
}

/// Whether the character is invisible and has no meaning in a number or a name.
pub fn means_nothing(sign: char) -> bool {
    !sign.is_ascii() && UNSEEN.iter().any(|(from, to, _, free)| *free && (*from..=*to).contains(&sign))
}

/// Whether the character is a letter, or one of many that no number has: tables of all the world's letters
/// would be larger than the whole reader.
pub fn is_letter(sign: char) -> bool {
    sign.is_ascii_alphabetic()
        || !sign.is_ascii() && !sign.is_whitespace() && in_ascii(sign) == sign && unseen(sign).is_none()
}

/// Pairs of quotation marks, as programs and languages have them.
const QUOTATION_MARKS: &[(&str, &str)] =
    &[("\"'`", "\"'`"), ("`", "´'"), ("“„”", "“”"), ("‘‚’", "‘’"), ("«»", "»«"), ("‹›", "›‹"), ("「", "」")];

/// The text without spaces and meaningless characters around it, and without its quotation marks.
pub fn bare(text: &str) -> &str {
    let is_blank = |sign: char| sign.is_whitespace() || means_nothing(sign);
    let text = text.trim_matches(is_blank);
    let mut within = text.chars();
    let (Some(first), Some(last)) = (within.next(), within.next_back()) else { return text };
    let is_pair = |(opening, closing): &(&str, &str)| opening.contains(first) && closing.contains(last);
    // A mark of ASCII is closed only by itself.
    let one_kind = first == last || !(first.is_ascii() && last.is_ascii()) || (first, last) == ('`', '\'');
    if one_kind && QUOTATION_MARKS.iter().any(is_pair) {
        within.as_str().trim_matches(is_blank)
    } else {
        text
    }
}

/// A name without invisible characters, except those that join letters: they are part of a word.
pub fn name(text: &str) -> String {
    let joins = |sign: char| matches!(sign, '\u{34f}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}');
    let plain = |sign: char| if sign.is_whitespace() && !sign.is_ascii() { ' ' } else { sign };
    bare(text).chars().filter(|&sign| joins(sign) || !means_nothing(sign)).map(plain).collect()
}
