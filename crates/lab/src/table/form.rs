//! How the fields of a line are separated: by a sign, by spaces, or by columns of fixed width.
//!
//! The csv crate knows one separator, a byte. A text with spaces or columns of fixed width is brought into
//! that form first. Doing so twice changes nothing, so a line that was incomplete can be done again.

use super::Separator;
use std::ops::Range;

/// The separator if the text has no sign for it: a byte that no text has.
const DELIMITER: u8 = 0x1f;

/// How many lines are used to find columns of fixed width, and how many of them may be titles.
const LOOKED_AT: usize = 500;
const TITLES: usize = 5;

/// How the fields of a text are separated.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// What is between fields.
    pub separator: Separator,
    /// The quotation mark around fields.
    quote: u8,
    /// The gaps between columns of fixed width, in characters from the line's beginning.
    gaps: Vec<Range<usize>>,
}

impl Form {
    /// The form of a text with this separator, from its first lines.
    pub fn of(head: &str, separator: Separator) -> Self {
        let quote = if in_single_quotes(head) { b'\'' } else { b'"' };
        let gaps = if separator == Separator::Fixed { gaps(head) } else { Vec::new() };
        Self { separator, quote, gaps }
    }

    /// The byte between fields.
    pub fn delimiter(&self) -> u8 {
        self.separator.byte().unwrap_or(DELIMITER)
    }

    /// The quotation mark around fields; in columns of fixed width quotation marks have no meaning.
    pub fn quote(&self) -> Option<u8> {
        (self.separator != Separator::Fixed).then_some(self.quote)
    }

    /// Whether there are columns at all.
    pub fn has_columns(&self) -> bool {
        self.separator != Separator::Fixed || !self.gaps.is_empty()
    }

    /// Puts the delimiter between the fields of a text, where it is not there yet.
    pub fn delimit(&self, text: &mut String) {
        match self.separator {
            Separator::Space => *text = single_spaces(text, self.quote),
            Separator::Fixed => {
                *text = text.split_inclusive('\n').map(|line| self.cut(line)).collect();
            }
            _ => {}
        }
    }

    /// A line of fixed columns with a delimiter in each gap; unchanged, if it has text in a gap.
    fn cut(&self, line: &str) -> String {
        let delimiter = char::from(DELIMITER);
        if !line.ends_with('\n') || line.contains(delimiter) || is_rule(line.trim()) {
            return line.into();
        }
        let signs: Vec<char> = line.trim_end().chars().map(without_bar).collect();
        let mut cut = String::with_capacity(line.len() + self.gaps.len());
        let mut begin = 0;
        for gap in &self.gaps {
            let blank = |&place: &usize| signs.get(place).is_none_or(|sign| sign.is_whitespace());
            let Some(end) = gap.clone().rev().find(blank) else { return line.into() };
            cut.extend(&signs[begin.min(signs.len())..end.min(signs.len())]);
            cut.push(delimiter);
            begin = end;
        }
        cut.extend(&signs[begin.min(signs.len())..]);
        cut.push('\n');
        cut
    }
}

/// A space in place of a frame's vertical line.
fn without_bar(sign: char) -> char {
    if is_bar(sign) { ' ' } else { sign }
}

fn is_bar(sign: char) -> bool {
    matches!(sign, '|' | '│' | '┃' | '║')
}

/// Whether this is a ruled line, as programs print under names and around tables: +-----+, |:---|.
pub fn is_rule(text: &str) -> bool {
    let drawn = |sign| matches!(sign, '-' | '=' | '+' | '|' | ':' | '_' | '~' | '\u{2500}'..='\u{257f}');
    text.chars().nth(2).is_some() && text.chars().all(|sign| drawn(sign) || sign.is_whitespace())
}

/// Whether fields are in single quotation marks: each line begins with one, and closes all.
fn in_single_quotes(head: &str) -> bool {
    let mut lines = head.lines().filter(|line| !line.trim().is_empty()).take(TITLES).peekable();
    let quoted = |line: &str| {
        line.starts_with('\'') && !line.contains('"') && line.matches('\'').count().is_multiple_of(2)
    };
    lines.peek().is_some() && lines.all(quoted)
}

/// The places that are blank in all lines of the text's largest block, except titles above it.
fn gaps(head: &str) -> Vec<Range<usize>> {
    let lines: Vec<Vec<char>> =
        head.lines().take(LOOKED_AT).map(|line| line.chars().map(without_bar).collect()).collect();
    let is_empty = |line: &Vec<char>| line.iter().all(|sign| sign.is_whitespace());
    let ruled = |line: &&Vec<char>| is_rule(&line.iter().collect::<String>());
    let block = lines.split(is_empty).max_by_key(|block| block.len()).unwrap_or_default();
    let block: Vec<&Vec<char>> = block.iter().filter(|line| !ruled(line)).collect();
    if head.contains('\t') {
        return Vec::new();
    }
    let titles = 0..TITLES.min(block.len().saturating_sub(2));
    titles.map(|from| gaps_of(&block[from..])).find(|gaps| !gaps.is_empty()).unwrap_or_default()
}

/// The gaps between columns. Each column has text in the first line, which is that of the names, and in two
/// more lines; other gaps are spaces between words. The column of the rows' names has no name.
fn gaps_of(lines: &[&Vec<char>]) -> Vec<Range<usize>> {
    let width = lines.iter().map(|line| line.len()).max().unwrap_or(0);
    let filled = |line: &[char], places: Range<usize>| {
        line.iter().take(places.end).skip(places.start).any(|sign| !sign.is_whitespace())
    };
    let blank: Vec<bool> =
        (0..width).map(|place| !lines.iter().any(|line| filled(line, place..place + 1))).collect();
    let begins: Vec<usize> = (1..width).filter(|&place| blank[place - 1] && !blank[place]).collect();
    let holds = |places: Range<usize>| {
        lines[1..].iter().filter(|line| filled(line, places.clone())).count() >= 2.min(lines.len() - 1)
    };
    let mut gaps: Vec<Range<usize>> = Vec::new();
    for (i, &end) in begins.iter().enumerate() {
        let begin = blank[..end].iter().rposition(|blank| !blank).map_or(0, |last| last + 1);
        let next = begins.get(i + 1).copied().unwrap_or(width);
        let first = !gaps.is_empty() || holds(0..begin);
        if first && filled(lines[0], end..next) && holds(end..next) {
            gaps.push(begin..end);
        }
    }
    gaps
}

/// The text with one plain space between fields, and none before the first or after the last. A single
/// no-break space between digits is part of the number.
fn single_spaces(text: &str, quote: u8) -> String {
    let quote = char::from(quote);
    let ends = |sign: char| matches!(sign, '\n' | '\r');
    let parts = |sign: char| (sign.is_whitespace() || is_bar(sign)) && !ends(sign);
    // ASCII is taken as it is, except spaces, bars and quotation marks.
    let stops = |byte: u8| byte <= b' ' || byte >= 0x7f || matches!(byte, b'|' | b'"' | b'\'');
    let mut out = String::with_capacity(text.len() + 1);
    let mut quoted = false;
    let mut rest = text;
    loop {
        let stop = rest.bytes().position(stops).unwrap_or(rest.len());
        out.push_str(&rest[..stop]);
        rest = &rest[stop..];
        let Some(sign) = rest.chars().next() else { return out };
        if quoted || !parts(sign) {
            // A quotation mark opens at the beginning of a field only; a doubled one opens again.
            let may_open = |out: &str| out.is_empty() || out.ends_with([' ', '\n', '\r', quote]);
            quoted ^= sign == quote && (quoted || may_open(&out));
            out.push(sign);
            rest = &rest[sign.len_utf8()..];
            continue;
        }
        let after = rest.trim_start_matches(parts);
        let alone = !sign.is_ascii() && !is_bar(sign) && rest.len() - after.len() == sign.len_utf8();
        let begins = out.is_empty() || out.ends_with(ends);
        if alone && out.ends_with(|sign: char| sign.is_ascii_digit()) && begins_with_thousand(after) {
            out.push(sign);
        } else if !begins && !after.starts_with(ends) {
            out.push(' ');
        }
        rest = after;
    }
}

/// Whether three digits follow and no fourth; at the end of a piece, fewer are enough.
fn begins_with_thousand(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3 || digits < 3 && digits == text.len()
}
