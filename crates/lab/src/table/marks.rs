//! Marks of what a number counts: money, hundredths.

/// Unicode's currency signs (its category Sc), with the blocks' places that are still free.
pub fn is_money(sign: char) -> bool {
    matches!(sign, '$' | '¢'..='¥' | '\u{20a0}'..='\u{20cf}' | '\u{58f}' | '\u{60b}' | '\u{7fe}' | '\u{7ff}'
        | '\u{9f2}' | '\u{9f3}' | '\u{9fb}' | '\u{af1}' | '\u{bf9}' | '\u{e3f}' | '\u{17db}' | '\u{a838}'
        | '\u{fdfc}' | '\u{fe69}' | '\u{ff04}' | '\u{ffe0}' | '\u{ffe1}' | '\u{ffe5}' | '\u{ffe6}')
}

/// Whether a mark of money stands in the text.
pub fn has_money(text: &str) -> bool {
    text.contains(is_money)
}

/// What may stand behind a number and is no part of it.
pub fn is_mark(sign: char) -> bool {
    sign == PER_CENT || is_money(sign)
}

/// The mark of hundredths.
pub const PER_CENT: char = '%';

/// Whether nothing but the mark of a number stands here, whose number stands apart from it: $ 5.
pub fn is_lone_mark(text: &str) -> bool {
    let mut signs = text.chars();
    signs.next().is_some_and(is_mark) && signs.next().is_none()
}
