//! The values of a link: parsed from text to checked numbers, words and lists, and printed.
//!
//! A function that reads returns the value, or a description of what it expected.

use super::limits::*;
use super::link::shortened;
use super::words::Word;
use crate::family::Family;
use crate::figures::number;
use crate::float::float;
use crate::letter::letter;
use crate::mixture::{Component, MAX_COMPONENTS};
use crate::truth::Process;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// What was expected: the words after "expected".
pub(super) type Expected = String;

pub(super) const MAGNITUDES: RangeInclusive<f64> = -MAX_MAGNITUDE..=MAX_MAGNITUDE;
pub(super) const SDS: RangeInclusive<f64> = MIN_SD..=MAX_SD;

/// A whole number: digits alone.
pub(super) fn digits<T: FromStr + PartialOrd>(text: &str, range: &RangeInclusive<T>) -> Option<T> {
    let digits_alone = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|x| digits_alone && range.contains(x))
}

/// The number in the text where it lies in the range; NaN lies in none. −0 becomes 0, so that equal values are
/// printed alike.
pub(super) fn decimal(text: &str, range: &RangeInclusive<f64>) -> Option<f64> {
    float(text).filter(|x| range.contains(x)).map(|x| x + 0.0)
}

/// A number in a range.
pub(super) fn read_decimal(text: &str, range: RangeInclusive<f64>) -> Result<f64, Expected> {
    decimal(text, &range).ok_or_else(|| format!("a number {}", span(&range)))
}

pub(super) fn span(range: &RangeInclusive<f64>) -> String {
    let (low, high) = (number(*range.start()), number(*range.end()));
    format!("from {low} to {high}")
}

/// A whole number in a range.
pub(super) fn read_whole<T>(text: &str, range: RangeInclusive<T>) -> Result<T, Expected>
where
    T: FromStr + PartialOrd + std::fmt::Display,
{
    digits(text, &range).ok_or_else(|| format!("a whole number from {} to {}", range.start(), range.end()))
}

/// One of a table's words.
pub(super) fn read_word<T: Word>(text: &str) -> Result<T, Expected> {
    T::from_word(text).ok_or_else(|| format!("one of {}", T::all_words().join(", ")))
}

/// Some of a table's words, each once and in the table's order.
pub(super) fn read_words<T: Word>(text: &str) -> Result<Vec<T>, Expected> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let mut named = Vec::new();
    for word in text.split(',') {
        named.push(T::from_word(word).ok_or_else(|| {
            let words = T::all_words().join(", ");
            format!("a comma-separated list of {words}, not {}", shown(word))
        })?);
    }
    let rows = T::WORDS.iter().map(|row| row.1);
    Ok(rows.filter(|row| named.contains(row)).collect())
}

/// The words of a list, joined in the table's order.
pub(super) fn print_words<T: Word>(list: &[T]) -> String {
    let rows = T::WORDS.iter().filter(|row| list.contains(&row.1));
    rows.map(|row| row.0).collect::<Vec<_>>().join(",")
}

/// The processes of simulated data: `mean,sd,count~…`, and `mean,count~…` where the sd follows from the mean.
pub(super) fn read_truth(text: &str, family: Family) -> Result<Vec<Process>, Expected> {
    let fields: &[&str] = if family.is_gaussian() { &["mean", "sd", "count"] } else { &["mean", "count"] };
    let rows = rows(text, PROCESSES, fields)?;
    let mut processes = Vec::new();
    for (i, row) in rows.into_iter().enumerate() {
        let of = format!("in process {}", i + 1);
        let (mean, sd) = read_curve(&row[..row.len() - 1], &of, family)?;
        processes.push(Process { mean, sd, count: read_count(row[row.len() - 1], &of)? });
    }
    check_total(processes.iter().map(|process| process.count))?;
    Ok(processes)
}

/// How many points a process gives.
pub(super) fn read_count(text: &str, of: &str) -> Result<u32, Expected> {
    digits(text, &(1..=MAX_VALUES))
        .ok_or_else(|| format!("a whole count from 1 to {MAX_VALUES} {of}, not {}", shown(text)))
}

/// Refuses more points than a data set has.
pub(super) fn check_total(counts: impl Iterator<Item = u32>) -> Result<(), Expected> {
    match counts.map(u64::from).sum::<u64>() {
        total if total > u64::from(MAX_VALUES) => {
            Err(format!("counts of at most {MAX_VALUES} in all, not {total}"))
        }
        _ => Ok(()),
    }
}

/// The form that [`read_truth`] reads.
pub(super) fn print_truth(processes: &[Process], family: Family) -> String {
    let row = |p: &Process| format!("{},{}", print_curve(p.mean, p.sd, family), p.count);
    processes.iter().map(row).collect::<Vec<_>>().join("~")
}

/// A start by hand: `weight,mean,sd~…`, and `weight,mean~…` where the sd follows from the mean. Weights with
/// a sum near 1 are rescaled to sum to 1.
pub(super) fn read_by_hand(text: &str, family: Family) -> Result<Vec<Component>, Expected> {
    let fields: &[&str] = if family.is_gaussian() { &["weight", "mean", "sd"] } else { &["weight", "mean"] };
    let mut components = Vec::new();
    for (k, row) in rows(text, COMPONENTS, fields)?.into_iter().enumerate() {
        let of = format!("for component {}", letter(k));
        let weight = read_weight(row[0], &of)?;
        let (mean, sd) = read_curve(&row[1..], &of, family)?;
        components.push(Component { weight, mean, sd });
    }
    rescale(components.iter_mut().map(|component| &mut component.weight).collect())?;
    Ok(components)
}

pub(super) fn read_weight(text: &str, of: &str) -> Result<f64, Expected> {
    decimal(text, &(0.0..=f64::MAX))
        .filter(|&weight| weight > 0.0)
        .ok_or_else(|| format!("a weight above 0 {of}, not {}", shown(text)))
}

/// Makes weights whose sum is near 1 sum to 1.
pub(super) fn rescale(weights: Vec<&mut f64>) -> Result<(), Expected> {
    let sum: f64 = weights.iter().map(|weight| **weight).sum();
    let excess = (sum - 1.0).abs();
    // allows three weights of 0.33, which miss 1 by a hundredth and a rounding error
    if excess > WEIGHT_SUM_SLACK + WEIGHT_SUM_ROUNDING {
        return Err(format!("weights that sum to 1, not {}", number(sum)));
    }
    if excess > WEIGHT_SUM_ROUNDING {
        weights.into_iter().for_each(|weight| *weight /= sum);
    }
    Ok(())
}

/// The form that [`read_by_hand`] reads.
pub(super) fn print_by_hand(components: &[Component], family: Family) -> String {
    let row = |c: &Component| format!("{},{}", number(c.weight), print_curve(c.mean, c.sd, family));
    components.iter().map(row).collect::<Vec<_>>().join("~")
}

/// Own data: numbers, comma-separated.
pub(super) fn read_values(text: &str) -> Result<Vec<f64>, Expected> {
    check_length(text)?;
    let value = |text: &str| {
        decimal(text, &MAGNITUDES).ok_or_else(|| {
            let span = span(&MAGNITUDES);
            format!("comma-separated numbers {span}, not {}", shown(text))
        })
    };
    text.split(',').map(value).collect()
}

/// Refuses own data that are too long for a link.
pub(super) fn check_length(text: &str) -> Result<(), Expected> {
    match text.len() {
        ..=MAX_VALUES_TEXT => Ok(()),
        _ => Err(format!("at most {MAX_VALUES_TEXT} characters, not {}", text.chars().count())),
    }
}

/// The form that [`read_values`] reads; `None` if it is too long for a link.
pub(super) fn print_values(values: &[f64]) -> Option<String> {
    joined(values.iter().map(|&value| number(value)), ',')
}

/// Some texts with a separator between them; `None` without any, or if they are too long for a link.
pub(super) fn joined(parts: impl Iterator<Item = String>, separator: char) -> Option<String> {
    let mut text = String::new();
    for part in parts {
        if !text.is_empty() {
            text.push(separator);
        }
        text.push_str(&part);
        if text.len() > MAX_VALUES_TEXT {
            return None; // without printing the rest, perhaps a million values
        }
    }
    (!text.is_empty()).then_some(text)
}

/// What the rows of a value are: one, several, and the most of them.
pub(super) type Rows = (&'static str, &'static str, usize);

pub(super) const PROCESSES: Rows = ("process", "processes", MAX_PROCESSES);
pub(super) const COMPONENTS: Rows = ("component", "components", MAX_COMPONENTS);

/// Splits `a,b,c~a,b,c~…` into 1 to `most` rows with these fields.
pub(super) fn rows<'a>(
    text: &'a str,
    (one, many, most): Rows,
    fields: &[&str],
) -> Result<Vec<Vec<&'a str>>, Expected> {
    let (count, each) = (text.split('~').count(), fields.len());
    let fields = fields.join(",");
    if count > most {
        return Err(format!("1 to {most} {many} {fields}~…, not {count}"));
    }
    let row = |(i, text): (usize, &'a str)| {
        let row: Vec<&str> = text.split(',').collect();
        let wrong = || format!("{fields} as {one} {}, not {}", i + 1, shown(text));
        if row.len() == each { Ok(row) } else { Err(wrong()) }
    };
    text.split('~').enumerate().map(row).collect()
}

/// A curve's mean and sd. In families whose sd follows from the mean, the text has the mean alone.
fn read_curve(fields: &[&str], of: &str, family: Family) -> Result<(f64, f64), Expected> {
    let mean = read_mean(fields[0], of, family)?;
    match (family.curve().sd(mean), fields) {
        (Some(sd), _) => Ok((mean, sd)),
        (None, [_, sd, ..]) => Ok((mean, read_sd(sd, of)?)),
        (None, _) => Err(format!("a mean and an sd {of}")),
    }
}

/// The form that [`read_curve`] reads.
fn print_curve(mean: f64, sd: f64, family: Family) -> String {
    if family.is_gaussian() { [mean, sd].map(number).join(",") } else { number(mean) }
}

fn read_mean(text: &str, of: &str, family: Family) -> Result<f64, Expected> {
    let of_family = family.curve().means(MIN_SD);
    let means = of_family.start().max(-MAX_MAGNITUDE)..=of_family.end().min(MAX_MAGNITUDE);
    let is = match family.curve().shown() {
        ("mean", _) => String::new(),
        (parameter, unit) => format!(" ({} times the {parameter})", number(unit)),
    };
    decimal(text, &means).ok_or_else(|| format!("a mean {}{is} {of}, not {}", span(&means), shown(text)))
}

pub(super) fn read_sd(text: &str, of: &str) -> Result<f64, Expected> {
    decimal(text, &SDS).ok_or_else(|| format!("an sd above 0, {} {of}, not {}", span(&SDS), shown(text)))
}

/// A part of a value as a sentence quotes it; an empty one is described.
pub(super) fn shown(text: &str) -> String {
    if text.is_empty() { "an empty one".into() } else { shortened(text) }
}
