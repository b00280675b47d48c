//! Texts as people and programs write them, with the right column and numbers of each.
//!
//! reported.json holds texts that other tools read wrong, from the public reports of these bugs; kinds.json
//! similar texts, made for this project; exports.json what spreadsheets, forms and statistics programs
//! write; points.json texts with points of the plane. A text's `about` is what the user says about it.

use em_lab::refusal::Refusal;
use em_lab::scenario::Word;
use em_lab::table::{Decimal, Report, Separator, Wishes, read, read_points};
use serde_json::Value;

/// What the user says about a text.
fn wishes(case: &Value) -> Wishes {
    let about = |name: &str| case["about"][name].as_str().map(String::from);
    Wishes {
        column: about("column"),
        second: about("second"),
        labels: about("labels"),
        separator: about("separator").and_then(|word| Separator::from_word(&word)),
        decimal: about("decimal").and_then(|word| Decimal::from_word(&word)),
        names: case["about"]["names"].as_u64(),
        skip: case["about"]["skip"].as_array().into_iter().flatten().filter_map(Value::as_u64).collect(),
        ..Wishes::default()
    }
}

/// What was read, or what is wrong with how it was refused; `None` if it was refused rightly.
fn unless_refused<T>(read: Result<T, Refusal>, case: &Value) -> Result<T, Option<String>> {
    match (read, case["expected"]["refused"].as_str()) {
        (Err(refusal), Some(words)) if refusal.to_string().contains(words) => Err(None),
        (Err(refusal), _) => Err(Some(refusal.to_string())),
        (Ok(_), Some(words)) => Err(Some(format!("it was not refused: {words}"))),
        (Ok(read), None) => Ok(read),
    }
}

/// What is wrong with how a text was read; `None` if it was read right.
fn wrong(case: &Value) -> Option<String> {
    let expected = &case["expected"];
    let (builder, report) = match unless_refused(read(case["text"].as_str()?, wishes(case)), case) {
        Ok(read) => read,
        Err(why) => return why,
    };
    let data = match builder.finish() {
        Ok(data) => data,
        Err(error) => return Some(error.to_string()),
    };
    let mut values: Vec<f64> = expected["values"].as_array()?.iter().filter_map(Value::as_f64).collect();
    values.sort_by(f64::total_cmp);
    if data.values() != values {
        return Some(format!("{:?} from {}, by {:?}", data.values(), report.column, report.separator));
    }
    if let Some(column) = expected["column"].as_str()
        && column != report.column
    {
        return Some(format!("from column {}", report.column));
    }
    not_told(&report, expected)
}

/// The same for points.
fn wrong_points(case: &Value) -> Option<String> {
    let expected = &case["expected"];
    let (read, report) = match unless_refused(read_points(case["text"].as_str()?, wishes(case)), case) {
        Ok(read) => read,
        Err(why) => return why,
    };
    let point = |point: &Value| Some([point[0].as_f64()?, point[1].as_f64()?]);
    let points: Vec<[f64; 2]> = expected["points"].as_array()?.iter().filter_map(point).collect();
    if read.points != points {
        return Some(format!("{:?} by {:?}", read.points, report.separator));
    }
    for (name, column) in [("column", Some(&report.column)), ("second", report.second.as_ref())] {
        if expected[name].as_str().is_some_and(|expected| column.is_none_or(|column| column != expected)) {
            return Some(format!("{name} is {column:?}"));
        }
    }
    not_told(&report, expected)
}

/// What should be told and is not.
fn not_told(report: &Report, expected: &Value) -> Option<String> {
    let told = expected["told"].as_str()?;
    let said = report.assumed.iter().chain(&report.left_out.examples).any(|sentence| sentence.contains(told));
    (!said).then(|| format!("it does not say {told:?}: {:?} {:?}", report.assumed, report.left_out.examples))
}

fn all_right(cases: &str, least: usize, wrong: fn(&Value) -> Option<String>) {
    let cases: Vec<Value> = serde_json::from_str(cases).unwrap();
    assert!(cases.len() >= least, "{} cases", cases.len());
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            Some(format!("{} {}: {}\n{}", case["id"], case["kind"], wrong(case)?, case["text"]))
        })
        .collect();
    assert!(wrong.is_empty(), "{} wrong:\n\n{}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn texts_that_other_tools_read_wrong_are_read_right() {
    all_right(include_str!("reported.json"), 18, wrong);
}

#[test]
fn similar_texts_are_read_right() {
    all_right(include_str!("kinds.json"), 80, wrong);
}

#[test]
fn what_programs_export_is_read_right() {
    all_right(include_str!("exports.json"), 80, wrong);
}

#[test]
fn points_are_read_from_what_people_and_programs_write() {
    all_right(include_str!("points.json"), 20, wrong_points);
}

/// Whatever the text: x and y of its points are what each column holds alone.
#[test]
fn both_numbers_of_a_point_are_those_of_its_columns() {
    let mut compared = 0;
    for cases in [include_str!("reported.json"), include_str!("kinds.json"), include_str!("exports.json")] {
        for case in serde_json::from_str::<Vec<Value>>(cases).unwrap() {
            let text = case["text"].as_str().unwrap();
            let Ok((read_together, report)) = read_points(text, wishes(&case)) else { continue };
            let columns = [Some(report.column.clone()), report.second.clone()];
            for (axis, column) in columns.into_iter().enumerate() {
                let decimal = report.decimal;
                let alone = Wishes { column, decimal, separator: Some(report.separator), ..wishes(&case) };
                let Ok((builder, alone)) = read(text, alone) else { panic!("{}: {text}", case["id"]) };
                // Rows without the other number are not among the points.
                let Some(data) = builder.finish().ok().filter(|_| alone.count == report.count) else {
                    continue;
                };
                let mut values: Vec<f64> = read_together.points.iter().map(|point| point[axis]).collect();
                values.sort_by(f64::total_cmp);
                assert_eq!(data.values(), values, "{}, {:?}: {text}", case["id"], alone.column);
                compared += 1;
            }
        }
    }
    assert!(compared > 300, "{compared} columns");
}
