//! Writes the report's tables as Markdown into the document that shows them.

use anyhow::{Context, Result};
use serde_json::Value;

use super::report::{Aim, aims, figure};

/// The document, from the project's root.
pub const DOCUMENT: &str = "docs/performance.md";

/// The contenders that the document compares, with their headings.
const COLUMNS: [(&str, &str); 7] = [
    ("wasm", "the page (wasm)"),
    ("native", "this crate, natively"),
    ("wasm plain kernel", "plain kernel, wasm"),
    ("native plain kernel, AVX2", "plain kernel, native AVX2"),
    ("JavaScript loop", "plain JavaScript loop"),
    ("scikit-learn", "scikit-learn"),
    ("linfa", "linfa"),
];

/// `text` with every table of the report in its place.
pub fn with_tables(text: &str, report: &Value) -> Result<String> {
    let text = splice(text, "iterations", &iterations(report))?;
    splice(&text, "aims", &reached(report))
}

/// `text` with `table` between the markers `<!-- bench: name -->` and `<!-- /bench -->`.
fn splice(text: &str, name: &str, table: &str) -> Result<String> {
    const END: &str = "<!-- /bench -->";
    let begin = format!("<!-- bench: {name} -->\n");
    let (before, rest) =
        text.split_once(&begin).with_context(|| format!("{DOCUMENT} has no line {}", begin.trim_end()))?;
    let (_, after) = rest
        .split_once(END)
        .with_context(|| format!("{DOCUMENT} has no {END} after {}", begin.trim_end()))?;
    Ok(format!("{before}{begin}{table}{END}{after}"))
}

/// One iteration in milliseconds: a row for each number of points and components.
fn iterations(report: &Value) -> String {
    let mut table = row(["points × components"].into_iter().chain(COLUMNS.map(|(_, heading)| heading)));
    table += &row([RULE; 1 + COLUMNS.len()]);
    for measured in report["iterations"].as_array().into_iter().flatten() {
        let size = format!("{} × {}", grouped(measured["n"].as_f64().unwrap_or(0.0)), measured["k"]);
        let times = COLUMNS.map(|(name, _)| shown(measured["ms"][name].as_f64()));
        table += &row([size].into_iter().chain(times));
    }
    table
}

/// The aims and the measurements; one that misses its aim is bold.
fn reached(report: &Value) -> String {
    let mut table = row(["", "aim", "measured"]) + &row([RULE; 3]);
    for aim in aims(report) {
        let mut measured = shown(aim.reached);
        if aim.falls_short() {
            measured = format!("**{measured}**");
        }
        let Aim { what, wanted, .. } = aim;
        table += &row([what.to_string(), shown(Some(wanted)), measured]);
    }
    table
}

const RULE: &str = "---";

fn row(cells: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let cells: String = cells.into_iter().map(|cell| format!(" {} |", cell.as_ref())).collect();
    format!("|{cells}\n")
}

fn shown(value: Option<f64>) -> String {
    match value {
        Some(value) if value.abs() >= 1000.0 => grouped(value),
        value => figure(value),
    }
}

/// A whole number with commas between its thousands.
fn grouped(value: f64) -> String {
    let digits = format!("{value:.0}");
    let comma = |place: usize| place > 0 && (digits.len() - place).is_multiple_of(3);
    let groups = digits.chars().enumerate();
    groups.flat_map(|(place, digit)| comma(place).then_some(',').into_iter().chain([digit])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths;
    use serde_json::json;
    use std::fs;

    #[test]
    fn a_table_takes_the_place_of_the_one_between_its_markers_and_the_rest_stays() {
        let text = "before\n<!-- bench: a -->\nold\n<!-- /bench -->\nbetween\n<!-- bench: b -->\nb\n<!-- /bench -->\nafter\n";
        let spliced = splice(text, "a", "| new |\n").unwrap();
        assert_eq!(spliced, text.replace("old", "| new |"));
        assert_eq!(splice(&spliced, "b", "b\n").unwrap(), spliced);
        let refused = splice(text, "c", "").unwrap_err().to_string();
        assert!(refused.contains("<!-- bench: c -->"), "{refused}");
        assert!(splice("<!-- bench: a -->\nold\n", "a", "").is_err());
    }

    #[test]
    fn the_document_gets_the_tables_of_a_run() {
        let report = json!({
            "iterations": [
                { "n": 1_000_000, "k": 5, "ms": { "wasm": 0.1, "JavaScript loop": 80.0, "scikit-learn": 1358.2 } },
            ],
            "page": { "pictures": { "main, k = 5": { "ms": 1.5, "callsMs": 0.3 } } },
        });
        let document = fs::read_to_string(paths::root().join(DOCUMENT)).unwrap();
        let spliced = with_tables(&document, &report).unwrap();
        for line in [
            "| 1,000,000 × 5 | 0.100 | – | – | – | 80.0 | 1,358 | – |",
            "| times the JavaScript loop, 1,000,000 × 5 | 400 | 800 |",
            "| a draw of the main picture, k = 5, ms | 2.00 | 1.50 |",
            "| … over its canvas calls by themselves | 3.00 | **5.00** |",
        ] {
            assert!(spliced.lines().any(|found| found == line), "{line} is missing from {spliced}");
        }
        let prose =
            |text: &str| text.lines().filter(|line| !line.starts_with('|')).collect::<Vec<_>>().join("\n");
        assert_eq!(prose(&spliced), prose(&document));
    }
}
