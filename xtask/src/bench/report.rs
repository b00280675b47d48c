//! The report for a person: a table, and the aims beside what was measured.

use serde_json::Value;

/// An aim: a ratio within the run, or a figure in its own unit.
pub struct Aim {
    /// What is measured, with its unit.
    pub what: &'static str,
    /// What was measured; a run may leave it out.
    pub reached: Option<f64>,
    /// The aim.
    pub wanted: f64,
    /// Whether more is better.
    at_least: bool,
}

impl Aim {
    /// Whether it was measured and misses the aim.
    pub fn falls_short(&self) -> bool {
        self.reached.is_some_and(|value| (value >= self.wanted) != self.at_least && value != self.wanted)
    }
}

/// Everything, in lines.
pub fn table(report: &Value) -> String {
    [iterations(report), pictures(report), bytes(report), verdicts(aims(report)), absent(report)].join("\n")
}

/// Milliseconds per iteration: a row per contender, a column per number of points and components.
fn iterations(report: &Value) -> String {
    let rows = report["iterations"].as_array().cloned().unwrap_or_default();
    let mut names: Vec<&String> = Vec::new();
    for row in &rows {
        let new = row["ms"].as_object().into_iter().flatten().map(|(name, _)| name);
        new.for_each(|name| {
            if !names.contains(&name) {
                names.push(name)
            }
        });
    }
    let mut out = format!("\n{:<27}", "one iteration, ms");
    for row in &rows {
        out += &format!("{:>11}", format!("{}×{}", short(&row["n"]), row["k"]));
    }
    out += "\n";
    for name in names {
        out += &format!("{name:<27}");
        for row in &rows {
            out += &format!("{:>11}", figure(row["ms"][name].as_f64()));
        }
        out += "\n";
    }
    out
}

fn pictures(report: &Value) -> String {
    let mut out =
        format!("{:<27}{:>11}{:>22}{:>8}\n", "a picture, ms", "drawn", "its calls by themselves", "calls");
    for (name, row) in report["page"]["pictures"].as_object().into_iter().flatten() {
        out += &format!(
            "{name:<27}{:>11}{:>23}{:>8}\n",
            figure(row["ms"].as_f64()),
            figure(row["callsMs"].as_f64()),
            row["calls"].as_f64().unwrap_or(0.0)
        );
    }
    for name in [
        "navigation",
        "load",
        "load, plane",
        "restarts",
        "landscape, 10,000 points",
        "landscape, 1,000,000 points",
    ] {
        let row = &report["page"][name];
        let gap = row["longestGapMs"].as_f64().map(|ms| format!("  (longest frame gap {ms:.0} ms)"));
        out += &format!("{name:<27}{:>11}{}\n", figure(row["ms"].as_f64()), gap.unwrap_or_default());
    }
    out
}

fn bytes(report: &Value) -> String {
    let mut out = format!("{:<33}{:>9}{:>9}{:>9}\n", "bytes, kB", "raw", "gzip", "brotli");
    for (name, row) in report["bytes"].as_object().into_iter().flatten() {
        let kilo = |kind: &str| figure(row[kind].as_f64().map(|bytes| bytes / 1000.0));
        out += &format!("{name:<33}{:>9}{:>9}{:>9}\n", kilo("raw"), kilo("gzip"), kilo("brotli"));
    }
    out
}

fn absent(report: &Value) -> String {
    report["absent"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(|s| format!("{s}\n"))
        .collect()
}

/// The measurements of a phone.
pub fn phone(measured: &Value) -> String {
    let at_most =
        |what, name: &str, wanted| Aim { what, reached: measured[name].as_f64(), wanted, at_least: false };
    let ready = format!("the lab stands after {} ms\n", figure(measured["readyMs"].as_f64()));
    ready
        + &verdicts(vec![
            at_most("layout shift until the lab stands, slow network, 4× slower", "shift", 0.02),
            at_most("blocked until then, ms", "blockedMs", 150.0),
            at_most("script, style and layout a frame of a run at max, k = 5, ms", "workMs", 2.5),
            at_most("such a frame, 4× slower, ms", "slowFrameMs", 25.0),
            at_most("the plane: script, style and layout a frame, 10,000 × 3, ms", "planeWorkMs", 4.0),
            at_most("the plane: such a frame, of which a display shows one in 16.7 ms", "planeFrameMs", 17.0),
            Aim {
                what: "Lighthouse, mobile performance, served with gzip",
                reached: measured["lighthouse"]["performance"].as_f64(),
                wanted: 95.0,
                at_least: true,
            },
        ])
}

fn verdicts(aims: Vec<Aim>) -> String {
    let mut out = String::from("to reach\n");
    for aim in aims {
        let verdict = match aim.reached {
            None => "not measured".to_string(),
            reached => {
                let verdict = if aim.falls_short() { "falls short" } else { "reached" };
                format!("{verdict}: {} of {}", figure(reached), figure(Some(aim.wanted)))
            }
        };
        out += &format!("  {:<66} {verdict}\n", aim.what);
    }
    out
}

/// The aims and the measurements.
pub fn aims(report: &Value) -> Vec<Aim> {
    const MILLION: u64 = 1_000_000;
    let time = |n: u64, k: u64, name: &str| {
        let rows = report["iterations"].as_array()?;
        rows.iter().find(|row| row["n"] == n && row["k"] == k)?["ms"][name].as_f64()
    };
    let ratio = |a: Option<f64>, b: Option<f64>| Some(a? / b?);
    let faster = |n, k, fast: &str, slow: &str| ratio(time(n, k, slow), time(n, k, fast));
    let worst = |name: &str| report["worst"][name].as_f64();
    let plane = |name: &str| report["plane"][name].as_f64();
    let counts = |n: &str| report["counts"][n].as_f64();
    let page = |name: &str, field: &str| report["page"][name][field].as_f64();
    let apart = |name: &str| report["agreement"]["wasm"][name].as_f64();
    let picture = |field: &str| report["page"]["pictures"]["main, k = 5"][field].as_f64();
    let grown =
        [2, 5, 8].into_iter().filter_map(|k| ratio(time(10_000_000, k, "wasm"), time(10_000, k, "wasm")));
    let aim = |what, reached, wanted, at_least| Aim { what, reached, wanted, at_least };
    vec![
        aim("times scikit-learn, 1,000,000 × 2", faster(MILLION, 2, "wasm", "scikit-learn"), 1000.0, true),
        aim("times scikit-learn, 1,000,000 × 5", faster(MILLION, 5, "wasm", "scikit-learn"), 1000.0, true),
        aim(
            "times the JavaScript loop, 1,000,000 × 5",
            faster(MILLION, 5, "wasm", "JavaScript loop"),
            400.0,
            true,
        ),
        aim("an iteration at 10,000,000 over one at 10,000, the worst k", grown.reduce(f64::max), 3.0, false),
        aim(
            "an iteration at 10,000,000 counts over one at 10,000",
            ratio(counts("10000000"), counts("10000")),
            3.0,
            false,
        ),
        aim("mean log-likelihood apart from the plain kernel's, nats", apart("lnLikelihood"), 1e-12, false),
        aim("means apart from the plain kernel's, units of the data", apart("means"), 1e-9, false),
        aim(
            "times scikit-learn, a component collapsed, 1,000,000 × 5",
            ratio(worst("scikit-learn"), worst("wasm")),
            5.0,
            true,
        ),
        aim(
            "plain kernel: times the JavaScript loop, 1,000,000 × 5",
            faster(MILLION, 5, "wasm plain kernel", "JavaScript loop"),
            3.0,
            true,
        ),
        aim(
            "plain kernel: over its native AVX2 build, 1,000,000 × 5",
            ratio(time(MILLION, 5, "wasm plain kernel"), time(MILLION, 5, "native plain kernel, AVX2")),
            3.0,
            false,
        ),
        aim("1,000,000 values loaded, ms", page("load", "ms"), 1000.0, false),
        aim("the longest frame gap while they load, ms", page("load", "longestGapMs"), 50.0, false),
        aim("restarts(100), 1,000,000 × 3, ms", page("restarts", "ms"), 1000.0, false),
        aim(
            "the landscape, 64 × 64, 10,000 points, ms",
            page("landscape, 10,000 points", "ms"),
            100.0,
            false,
        ),
        aim(
            "the landscape, 64 × 64, 1,000,000 points, ms",
            page("landscape, 1,000,000 points", "ms"),
            50.0,
            false,
        ),
        aim("a draw of the main picture, k = 5, ms", picture("ms"), 2.0, false),
        aim("… over its canvas calls by themselves", ratio(picture("ms"), picture("callsMs")), 3.0, false),
        aim(
            "wasm memory, bytes a point, 1,000,000 points",
            page("load", "memory").map(|bytes| bytes / 1e6),
            24.0,
            false,
        ),
        aim("the plane: an iteration, 100,000 × 5, ms", plane("wasm"), 16.0, false),
        aim("… times scikit-learn", ratio(plane("scikit-learn"), plane("wasm")), 5.0, true),
        aim("the plane: 1,000,000 points loaded, ms", page("load, plane", "ms"), 2000.0, false),
    ]
}

/// Three significant digits.
pub fn figure(value: Option<f64>) -> String {
    match value {
        None => "–".to_string(),
        Some(0.0) => "0".to_string(),
        Some(value) if value.abs() < 1e-4 => format!("{value:.1e}"),
        Some(value) => {
            let digits = (2 - value.abs().log10().floor() as i32).clamp(0, 5) as usize;
            format!("{value:.digits$}")
        }
    }
}

fn short(n: &Value) -> String {
    match n.as_u64().unwrap_or(0) {
        n if n >= 1_000_000 => format!("{}M", n / 1_000_000),
        n => format!("{}k", n / 1000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_table_says_what_was_reached_and_what_was_not() {
        let report = json!({
            "iterations": [
                { "n": 1_000_000, "k": 5, "ms": { "wasm": 0.1, "JavaScript loop": 80.0, "scikit-learn": 60.0 } },
            ],
            "page": { "pictures": { "main, k = 5": { "ms": 1.5, "callsMs": 0.3, "calls": 900 } } },
            "bytes": { "index.html": { "raw": 40000, "gzip": 12000 }, "em-mixture.js": { "gzip": 200000 } },
            "absent": ["linfa is left out: it is not here"],
        });
        let table = table(&report);
        for words in [
            "1M×5",
            "reached: 800 of 400",
            "falls short: 600 of 1000",
            "reached: 1.50 of 2.00",
            "falls short: 5.00 of 3.00",
            "linfa is left out",
            "not measured",
        ] {
            assert!(table.contains(words), "{words} is missing from {table}");
        }
    }

    #[test]
    fn a_phone_is_judged_by_what_was_measured() {
        let table = phone(&json!({ "shift": 0.0, "workMs": 5.8, "lighthouse": null }));
        for words in ["reached: 0 of 0.0200", "falls short: 5.80 of 2.50", "not measured"] {
            assert!(table.contains(words), "{words} is missing from {table}");
        }
    }

    #[test]
    fn figures_have_three_digits() {
        let said = [Some(0.01234), Some(1234.5), Some(2.2e-13), None].map(figure);
        assert_eq!(said, ["0.0123", "1234", "2.2e-13", "–"]);
    }
}
