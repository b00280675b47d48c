//! Texts as people and programs write them, with the right column and numbers of each.
//!
//! reported.json holds texts that other tools read wrong, from the public reports of these bugs; kinds.json
//! similar texts, made for this project; exports.json what spreadsheets, forms and statistics programs
//! write. A text's `about` is what the user says about it.

use em_lab::scenario::Word;
use em_lab::table::{Decimal, Separator, Wishes, read};
use serde_json::Value;

/// What is wrong with how a text was read; `None` if it was read right.
fn wrong(case: &Value) -> Option<String> {
    let text = case["text"].as_str()?;
    let about = |name: &str| case["about"][name].as_str().map(String::from);
    let wishes = Wishes {
        column: about("column"),
        labels: about("labels"),
        separator: about("separator").and_then(|word| Separator::from_word(&word)),
        decimal: about("decimal").and_then(|word| Decimal::from_word(&word)),
        names: case["about"]["names"].as_u64(),
        skip: case["about"]["skip"].as_array().into_iter().flatten().filter_map(Value::as_u64).collect(),
        ..Wishes::default()
    };
    let expected = &case["expected"];
    let (builder, report) = match (read(text, wishes), expected["refused"].as_str()) {
        (Err(refusal), Some(words)) if refusal.to_string().contains(words) => return None,
        (Err(refusal), _) => return Some(refusal.to_string()),
        (Ok(_), Some(words)) => return Some(format!("it was not refused: {words}")),
        (Ok(read), None) => read,
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
    let told = expected["told"].as_str()?;
    let said = report.assumed.iter().chain(&report.left_out.examples).any(|sentence| sentence.contains(told));
    (!said).then(|| format!("it does not say {told:?}: {:?} {:?}", report.assumed, report.left_out.examples))
}

fn all_right(cases: &str, least: usize) {
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
    all_right(include_str!("reported.json"), 18);
}

#[test]
fn similar_texts_are_read_right() {
    all_right(include_str!("kinds.json"), 80);
}

#[test]
fn what_programs_export_is_read_right() {
    all_right(include_str!("exports.json"), 80);
}
