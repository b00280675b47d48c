//! Measures what a learner waits for: an iteration, a picture, the page's arrival.
//!
//! Iterations are timed natively and in Chromium, through the element as a page would do it;
//! pictures in Chromium; weights are what a server that gzips sends. A table goes to the
//! terminal, everything to `target/bench.json`.

use std::fs;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::browsers::Chromium;
use crate::build::{self, SCRIPT};
use crate::{command, join, paths};

/// What is timed: the size of the histogram's data, and the number of components. `tol=0` keeps
/// EM from stopping, and the start from quantiles is the same everywhere.
const CASES: [&str; 4] = [
    "truth=20,5,3000~40,5,7000&k=2&start=quantiles&tol=0&max=10000",
    "truth=20,5,300000~40,5,700000&k=2&start=quantiles&tol=0&max=10000",
    "truth=10,3,2000~20,4,2000~35,3,2000~45,5,2000~60,4,2000&k=5&start=quantiles&tol=0&max=10000",
    "truth=10,3,200000~20,4,200000~35,3,200000~45,5,200000~60,4,200000&k=5&start=quantiles&tol=0&max=10000",
];

/// A page that has the element and, for the pictures alone, the class behind it.
const PAGE: &str = "<!doctype html><meta charset=\"utf-8\"><link rel=\"icon\" href=\"data:,\">
<em-mixture></em-mixture><script src=\"em-mixture.js\"></script>";
const ENTRY: &str =
    "import \"./main.js\";\nimport { loadLab } from \"./wasm.js\";\nglobalThis.loadLab = loadLab;\n";

/// Builds, measures, and reports.
pub fn bench() -> Result<()> {
    let bundle = build::build()?;
    Chromium::find_or_install()?;

    let mut sources = build::sources(&paths::root().join("www"), &bundle)?;
    sources.insert("./bench.js".to_string(), ENTRY.to_string());
    let folder = paths::target()?.join("bench");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("index.html"), PAGE)?;
    fs::write(folder.join(SCRIPT), join::join("./bench.js", &sources)?)?;

    let mut native = command::cargo(&["bench", "--quiet", "--bench", "iteration", "--"])?;
    native.args(CASES);
    let native = json_from(&mut native)?;
    let mut chromium =
        command::cargo(&["run", "--quiet", "--package", "browser-tests", "--bin", "bench", "--"])?;
    chromium.arg(&folder).args(CASES);
    let chromium = json_from(&mut chromium)?;
    let report = json!({
        "native": native,
        "chromium": chromium,
        "gzippedBytes": weights(&bundle.wasm)?,
    });

    let file = paths::target()?.join("bench.json");
    fs::write(&file, serde_json::to_string_pretty(&report)?)?;
    print!("{}", table(&report));
    println!("everything: {}", file.display());
    Ok(())
}

/// Runs a program whose last line of output is JSON.
fn json_from(program: &mut Command) -> Result<Value> {
    println!("$ {}", command::line(program));
    let output = program.stderr(Stdio::inherit()).output()?;
    ensure!(output.status.success(), "it failed ({})", output.status);
    let text = String::from_utf8_lossy(&output.stdout);
    let last = text.lines().last().context("it printed nothing")?;
    serde_json::from_str(last).with_context(|| format!("this is no JSON: {last}"))
}

/// Gzipped bytes of what the page loads, and of its parts.
fn weights(wasm: &[u8]) -> Result<Value> {
    let weight = |bytes: &[u8]| build::gzip(bytes).map(|gzipped| gzipped.len());
    let page = weight(&fs::read(paths::dist().join("index.html"))?)?;
    let script = weight(&fs::read(paths::dist().join(SCRIPT))?)?;
    Ok(json!({
        "everythingThePageLoads": page + script,
        "index.html": page,
        "em-mixture.js": script,
        "the wasm within it, by itself": weight(wasm)?,
    }))
}

/// The report, for a person.
fn table(report: &Value) -> String {
    let mut out = format!(
        "\n{:>11} {:>3} │ {:>25} │ {:>26}\n{:>11} {:>3} │ {:>12} {:>12} │ {:>12} {:>13}\n",
        "",
        "",
        "one iteration, ms",
        "one picture, ms",
        "points",
        "k",
        "native",
        "Chromium",
        "calls",
        "with pixels"
    );
    let rows = |side: &str| report[side].as_array().cloned().unwrap_or_default();
    for (native, chromium) in rows("native").iter().zip(rows("chromium")) {
        let ms = |value: &Value| value.as_f64().map_or("?".to_string(), |ms| format!("{ms:.3}"));
        out += &format!(
            "{:>11} {:>3} │ {:>12} {:>12} │ {:>12} {:>13}\n",
            native["points"].to_string(),
            native["k"].to_string(),
            ms(&native["iterationMs"]),
            ms(&chromium["iterationMs"]),
            ms(&chromium["drawMs"]),
            ms(&chromium["pixelsMs"]),
        );
    }
    out += "\ngzipped, kB\n";
    for (name, bytes) in report["gzippedBytes"].as_object().into_iter().flatten() {
        out += &format!("{:>8.1}  {name}\n", bytes.as_f64().unwrap_or_default() / 1000.0);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_a_line_for_each_case_and_each_weight() {
        let report = json!({
            "native": [{ "points": 10000, "k": 2, "iterationMs": 0.0421 }],
            "chromium": [{ "iterationMs": 0.11, "drawMs": 0.31, "pixelsMs": 2.5 }],
            "gzippedBytes": { "index.html": 2048 },
        });
        let table = table(&report);
        for word in ["10000", "0.042", "0.110", "0.310", "2.500", "2.0  index.html"] {
            assert!(table.contains(word), "{word} is missing from {table}");
        }
    }
}
