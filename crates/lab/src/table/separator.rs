//! What stands between the fields of a text: the comma does in most, and in as many others it is
//! the decimal sign or stands between thousands.
//!
//! Semicolons, tabs and bars stand in no number, so a text that they part evenly says it by
//! itself. Commas and spaces do: there the fields that they would leave are looked at.

use super::Separator;
use super::marks::{has_money, is_lone_mark};
use super::number::{Decimal, Reading, is_missing, number, reading};
use super::records::{Record, Records};
use crate::scenario::Word;

/// The lines' records that hold something.
pub fn records(lines: &[&str], separator: Separator) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut parser = Records::new(separator);
    let mut keep = |record: Record| {
        if !record.is_blank() {
            found.push(record.fields().map(String::from).collect());
        }
        Ok(())
    };
    // A head has no record that is too long.
    let _ = parser.feed(lines.join("\n").as_bytes(), &mut keep);
    let _ = parser.finish(&mut keep);
    found
}

/// How many fields most records have, where nearly all (nine in ten) have as many, and several.
pub fn regular(records: &[Vec<String>]) -> Option<usize> {
    let counts: Vec<usize> = records.iter().map(Vec::len).collect();
    let as_many = |count: &usize| counts.iter().filter(|&other| other == count).count();
    let usual = counts.iter().copied().max_by_key(|count| as_many(count))?;
    (usual > 1 && 10 * as_many(&usual) >= 9 * counts.len()).then_some(usual)
}

/// What stands between the fields of these lines, where they do not say it themselves; what is
/// assumed of it is told.
pub fn separator(lines: &[&str], assumed: &mut Vec<String>) -> Separator {
    let titled = lines.len() > 1 && reading(lines[0]) == Reading::None && !is_missing(lines[0]);
    let body = &lines[usize::from(titled)..];
    let separates = |separator: &Separator| regular(&records(body, *separator)).is_some();
    // These three stand in no number.
    if let Some(clear) = [Separator::Semicolon, Separator::Tab, Separator::Bar].into_iter().find(separates) {
        return clear;
    }
    let titled_by = |separator: Separator, fields: usize| {
        let no_numbers = |names: &[String]| names.iter().all(|name| reading(name) == Reading::None);
        let names = records(&lines[..1], separator);
        titled && names.first().is_some_and(|names| names.len() == fields && no_numbers(names))
    };
    let single = body.iter().filter(|line| reading(line) != Reading::None || is_missing(line)).count();
    if body.len() > 1 && 10 * single >= 9 * body.len() {
        for separator in [Separator::Comma, Separator::Space] {
            let mut fields = records(body, separator);
            fields.iter_mut().for_each(|fields| fields.retain(|field| !is_lone_mark(field)));
            let Some(fields) = regular(&fields) else { continue };
            if titled_by(separator, fields) {
                return separator;
            }
            if !titled {
                let (sign, line) = (separator.word(), body[0].trim());
                assumed.push(format!(
                    "Each line was read as one number, as in “{line}”. If the {sign} separates columns, set the separator to {sign}."
                ));
            }
            return Separator::None;
        }
        return Separator::None;
    }
    let named = |separator| {
        titled && regular(&records(body, separator)).is_some_and(|fields| titled_by(separator, fields))
    };
    // A first line that holds numbers is no title, though it is no number.
    let untitled =
        records(&lines[..1], Separator::Comma).iter().flatten().any(|field| reading(field) != Reading::None);
    let named_by_comma = named(Separator::Comma);
    if let Some(field) = number_with_comma(if untitled { lines } else { body })
        && !named_by_comma
    {
        assumed.push(format!(
            "The comma in {field} was taken to stand within a number. If the comma separates, set the separator to comma."
        ));
        return Separator::Space;
    }
    // Names that spaces set apart, over numbers with a comma within: who x, Ada 1,5.
    let stands_within = |field: &str| !field.ends_with(',') && reading(field) != Reading::None;
    let mut with_comma =
        body.iter().flat_map(|line| line.split_whitespace()).filter(|field| field.contains(','));
    if !named_by_comma && named(Separator::Space) && with_comma.all(stands_within) {
        return Separator::Space;
    }
    [Separator::Comma, Separator::Space]
        .into_iter()
        .find(separates)
        .or_else(|| {
            // Lines of uneven length: a list that runs over lines.
            let holds = |s: Separator| {
                let byte = s.byte().unwrap_or_default();
                2 * body.iter().filter(|line| line.trim().as_bytes().contains(&byte)).count() >= body.len()
            };
            Separator::all().into_iter().find(|&s| holds(s))
        })
        .unwrap_or(Separator::None)
}

/// The first number that has a comma within, where spaces set numbers apart and each comma stands
/// within one or ends one: 12,5 13,7 or 1,234, 2,345 or 12,5 kg. Where the same digits make whole
/// numbers between commas too, as in 1 200,1 300, that is likelier, unless every number has a comma
/// or one has a point besides.
fn number_with_comma<'a>(body: &[&'a str]) -> Option<&'a str> {
    let spaced = |line: &'a str| line.split_whitespace().filter(|field| !is_lone_mark(field));
    let fields = || body.iter().flat_map(|line| spaced(line));
    let unended = |field: &'a str| field.strip_suffix(',').unwrap_or(field);
    let is_number = |field: &str| reading(field) != Reading::None;
    let has_comma = |field: &&str| field.contains(',');
    let numbers = || fields().map(unended).filter(|field| is_number(field));

    let first = fields().map(unended).filter(has_comma).find(|field| is_number(field))?;
    let several = body.iter().any(|line| spaced(line).nth(1).is_some());
    let begin = body.iter().all(|line| spaced(line).next().is_some_and(|field| is_number(unended(field))));
    let stand_within = fields().map(unended).filter(has_comma).all(is_number);
    let end_words = fields().any(|field| field.ends_with(',')) && !fields().map(unended).all(is_number);
    if !several || !begin || !stand_within || end_words {
        return None;
    }
    let certain = numbers().any(|field| has_comma(&field) && field.contains('.')); // 1,234.5
    let mut between = body.iter().flat_map(|line| line.split(',')).filter(|field| !field.trim().is_empty());
    (certain || numbers().all(|field| has_comma(&field)) || !between.all(is_number)).then_some(first)
}

/// What is said where a comma parts what may be one amount without quotation marks: $1,234.50.
pub fn cut_amount(records: &[Vec<String>], separator: Separator) -> Option<String> {
    let pairs = records.iter().flat_map(|fields| fields.windows(2));
    let amounts =
        pairs.filter(|pair| has_money(&pair[0])).map(|pair| (format!("{},{}", pair[0], pair[1]), pair));
    let mut cut = amounts.filter(|(amount, _)| number(amount, Decimal::Point).is_some());
    let (amount, pair) = cut.next().filter(|_| separator == Separator::Comma)?;
    let [whole, rest] = [&pair[0], &pair[1]];
    Some(format!(
        "The comma in {amount} was taken to separate {whole} from {rest}. If it is one number, put it in quotation marks."
    ))
}
