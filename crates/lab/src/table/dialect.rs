//! What a text's first lines say of the whole: what separates its fields, whether they begin
//! with names, which column to take.
//!
//! People's files differ in all of these and none says so. Where two readings are possible the
//! likelier one is taken and said, for the reader to say otherwise.

use super::number::{Decimal, Reading, is_missing, reading, unit};
use super::separator::{cut_amount, records, regular, separator};
use super::{EVERY_COLUMN, Separator, Wishes};
use crate::mixture::LARGEST;
use crate::refusal::Refusal;
use std::collections::BTreeSet;

/// How many records of a text are looked at.
const LOOKED_AT: usize = 200;

/// How much text is waited for before it is looked at, in bytes.
pub const HEAD: usize = 1 << 16;

/// How much of a single line is looked at, in bytes.
const ENOUGH: usize = 1 << 12;

/// How many columns a sentence names.
const NAMED: usize = 12;

/// A column of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its header, or its place: “column 2”. No two have the same.
    pub name: String,
    /// Whether most of its first fields are numbers.
    pub numeric: bool,
}

/// How a text is to be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Dialect {
    /// What stands between fields.
    pub separator: Separator,
    /// Whether the first record holds names.
    pub header: bool,
    /// The columns, from the left; none where one line is a list.
    pub columns: Vec<Column>,
    /// The column of the numbers; none where every field is one.
    pub value: Option<usize>,
    /// The column of the labels, if wanted.
    pub label: Option<usize>,
    /// The decimal sign, where the first fields say it.
    pub decimal: Option<Decimal>,
    /// What was assumed, in sentences.
    pub assumed: Vec<String>,
}

/// Reads the dialect off the head of a text; `whole` says that there is no more of it.
pub fn find(head: &str, whole: bool, wishes: &Wishes) -> Result<Dialect, Refusal> {
    let mut assumed = Vec::new();
    let mut lines = lines(head, whole);
    // A single line is a list, and its beginning says how all of it is to be read; a column that is
    // named may stand anywhere.
    let named = [&wishes.column, &wishes.labels].into_iter().flatten().any(|name| name != EVERY_COLUMN);
    if let ([line], false) = (lines.as_mut_slice(), named) {
        *line = beginning(line);
    }
    let Some(&first_line) = lines.first() else {
        return Err(Refusal::new("there are no numbers in the text: give one number a line, or a CSV file"));
    };
    let separator = wishes.separator.unwrap_or_else(|| separator(&lines, &mut assumed));
    let records = records(&lines, separator);
    let Some(first) = records.first() else {
        return Err(Refusal::new("there are no numbers in the text: give one number a line, or a CSV file"));
    };
    let header = wishes.header.unwrap_or_else(|| is_header(first));
    let body = &records[usize::from(header)..];
    assumed.extend(cut_amount(body, separator));
    let names = header.then_some(first);
    let every = wishes.column.as_deref() == Some(EVERY_COLUMN) && !header;
    let wished = wishes.column.as_deref().filter(|_| !every);
    let labels = wishes.labels.as_deref().filter(|_| !every);
    // The only name of a list is the list's.
    let may_be_list = labels.is_none()
        && (wished.is_none() || wished == names.and_then(|names| names.first()).map(String::as_str));
    let list = every || may_be_list && is_list(names, body, &lines, separator);
    // On one line it is no table, though it may have a name.
    let columns = columns(names, if list && body.len() == 1 { &[] } else { body });

    let find = |name: &str| {
        let place = columns.iter().position(|column| column.name == name);
        place.ok_or_else(|| no_column(name, &columns, header))
    };
    let label = labels.map(find).transpose()?;
    let value = match wished.filter(|_| !list).map(find).transpose()? {
        Some(wished) => Some(wished),
        None if list => None,
        None => Some(likeliest(&columns, label, body, header, first_line, &mut assumed)?),
    };
    let fields = body.iter().flat_map(|record| match value {
        Some(j) => record.get(j..).unwrap_or_default().iter().take(1),
        None => record.iter().take(usize::MAX),
    });
    let decimal = wishes.decimal.or_else(|| decimal(fields, separator, &mut assumed));
    Ok(Dialect { separator, header, columns, value, label, decimal, assumed })
}

/// The first few thousand bytes of a line, up to a space, or all of a shorter one.
fn beginning(line: &str) -> &str {
    let beginning = &line[..line.ceil_char_boundary(ENOUGH)];
    let uncut = beginning.rfind(char::is_whitespace).filter(|_| beginning.len() < line.len());
    &beginning[..uncut.unwrap_or(beginning.len())]
}

fn no_column(name: &str, columns: &[Column], header: bool) -> Refusal {
    let names: Vec<&str> = columns.iter().take(NAMED).map(|column| column.name.as_str()).collect();
    let more = match columns.len() - names.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let untitled = if header { "" } else { "; the text has no header line" };
    Refusal::new(format!(
        "there is no column named {name}: the columns are {}{more}{untitled}",
        names.join(", ")
    ))
}

/// The lines that hold something; the last one may be cut where there is more text.
fn lines(head: &str, whole: bool) -> Vec<&str> {
    let ends = |sign| matches!(sign, '\r' | '\n');
    let mut lines: Vec<&str> =
        head.split(ends).filter(|line| !line.trim().is_empty()).take(LOOKED_AT + 1).collect();
    let cut = !whole && !head.ends_with(ends);
    // Under a title a cut line is all that there is to look at.
    if lines.len() > LOOKED_AT || (cut && lines.len() > 2) {
        lines.pop();
    }
    lines
}

/// Names hold no number; what stands for a missing one is no name.
fn is_header(first: &[String]) -> bool {
    first.iter().all(|field| reading(field) == Reading::None)
        && !first.iter().all(|field| is_missing(field))
        && !first.iter().any(|field| field.parse::<f64>().is_ok())
}

fn columns(names: Option<&Vec<String>>, body: &[Vec<String>]) -> Vec<Column> {
    let width = body.iter().chain(names).map(Vec::len).max().unwrap_or(0);
    let mut known = BTreeSet::new();
    let name = |j: usize| {
        let given = names.and_then(|names| names.get(j)).filter(|name| !name.is_empty());
        let mut name = given.cloned().unwrap_or_else(|| format!("column {}", j + 1));
        while names.is_some() && !known.insert(name.clone()) {
            name = format!("{name} ({})", j + 1);
        }
        name
    };
    let names: Vec<String> = (0..width).map(name).collect();
    let (mut numbers, mut all) = (vec![0; width], vec![0; width]);
    for (j, field) in body.iter().flat_map(|record| record.iter().enumerate()) {
        if !is_missing(field) {
            all[j] += 1;
            numbers[j] += usize::from(reading(field) != Reading::None);
        }
    }
    let numeric = |j: usize| numbers[j] > 0 && 2 * numbers[j] >= all[j];
    names.into_iter().enumerate().map(|(j, name)| Column { name, numeric: numeric(j) }).collect()
}

/// Numbers without names are a list where they stand on one line, on lines of uneven length, or
/// where every line but the last ends as a sentence goes on: with the separator. So they are
/// under a single name.
fn is_list(names: Option<&Vec<String>>, body: &[Vec<String>], lines: &[&str], separator: Separator) -> bool {
    let numbers = body.iter().flatten().filter(|field| reading(field) != Reading::None).count();
    let all = body.iter().flatten().filter(|field| !field.is_empty()).count();
    if separator == Separator::None || 2 * numbers < all || body.iter().all(|record| record.len() < 2) {
        return false;
    }
    if let Some(names) = names {
        return names.len() == 1;
    }
    let goes_on =
        |line: &&str| separator.byte().is_some_and(|byte| line.trim().as_bytes().ends_with(&[byte]));
    let before_last = &lines[..lines.len() - 1];
    body.len() == 1 || regular(body).is_none() || before_last.iter().all(goes_on)
}

/// The column that holds numbers; of several the first that does not merely count its lines.
fn likeliest(
    columns: &[Column],
    label: Option<usize>,
    body: &[Vec<String>],
    header: bool,
    first_line: &str,
    assumed: &mut Vec<String>,
) -> Result<usize, Refusal> {
    let mut numeric: Vec<usize> =
        (0..columns.len()).filter(|&j| columns[j].numeric && Some(j) != label).collect();
    let Some(&first) = numeric.first() else {
        let begins = format!("which begins with {}", super::quoted(first_line));
        let far = first_line.trim().parse().is_ok_and(f64::is_finite);
        return Err(Refusal::new(match far {
            true => format!(
                "the numbers in the text, {begins}, do not lie between -{LARGEST:e} and {LARGEST:e}: change their unit"
            ),
            false => {
                let way_out = match body.iter().flatten().find_map(|field| unit(field)) {
                    Some(unit) => format!("leave out what follows the numbers, as {}", super::quoted(unit)),
                    None => "give one number a line, or a CSV file".into(),
                };
                format!("there are no numbers in the text, {begins}: {way_out}")
            }
        }));
    };
    numeric.retain(|&j| !counts_lines(body, j));
    let chosen = numeric.first().copied().unwrap_or(first);
    if numeric.len() > 1 {
        let name = |j: usize| format!("“{}”", columns[j].name);
        let others: Vec<String> = numeric.iter().filter(|&&j| j != chosen).map(|&j| name(j)).collect();
        let or_all = if header { "" } else { ", or every column" };
        assumed.push(format!(
            "Of the {} columns of numbers {} was taken. To take another, set the column to {}{or_all}.",
            numeric.len(),
            name(chosen),
            listed(&others)
        ));
    }
    Ok(chosen)
}

/// A few names with “or” between them; the tenth and later are not worth a sentence.
fn listed(names: &[String]) -> String {
    const NAMED: usize = 6;
    match names {
        [] => String::new(),
        [only] => only.clone(),
        _ if names.len() > NAMED => {
            format!("{} or one of {} more", names[..NAMED].join(", "), names.len() - NAMED)
        }
        [before @ .., last] => format!("{} or {last}", before.join(", ")),
    }
}

fn counts_lines(body: &[Vec<String>], j: usize) -> bool {
    let values: Vec<f64> =
        body.iter().filter_map(|record| record.get(j)?.trim_matches('"').parse().ok()).collect();
    let begins = values.first().is_some_and(|&first| first == 0.0 || first == 1.0);
    values.len() > 2 && begins && values.windows(2).all(|pair| pair[1] == pair[0] + 1.0)
}

/// The decimal sign that most fields insist on; if none does, the one that the comma's own place
/// in them suggests.
fn decimal<'a>(
    fields: impl Iterator<Item = &'a String>,
    separator: Separator,
    assumed: &mut Vec<String>,
) -> Option<Decimal> {
    let (mut points, mut commas, mut open) = (0, 0, None);
    for field in fields {
        match reading(field) {
            Reading::Only(Decimal::Point, _) => points += 1,
            Reading::Only(Decimal::Comma, _) => commas += 1,
            Reading::Two(..) => open = open.or(Some(field)),
            Reading::None | Reading::Either(_) => {}
        }
    }
    if points + commas > 0 {
        return Some(if points >= commas { Decimal::Point } else { Decimal::Comma });
    }
    let field = open?;
    if !field.contains(',') {
        return Some(Decimal::Point);
    }
    // Where the comma is the decimal sign, programs separate fields by semicolons.
    let decimal = if separator == Separator::Semicolon { Decimal::Comma } else { Decimal::Point };
    assumed.push(super::assumption(field, decimal));
    Some(decimal)
}
