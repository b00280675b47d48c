//! Measures what a learner waits for, and other programs beside it: an iteration of EM, a picture, a
//! million points, the loading of the page.
//!
//! All contenders are processes that answer a JSON line with a JSON line (`contenders.rs`). They get the
//! same points and the same starts, and take turns round by round, so that whatever slows the machine
//! slows all of them alike. The median of the rounds is reported; only ratios within one run can be
//! compared. A table is printed, everything is written to `target/bench.json`, and with `--splice` the
//! tables are written into the document that shows them.

mod contenders;
mod document;
mod phone;
mod report;
mod weight;

pub use phone::bench as bench_phone;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

use crate::browsers::Engine;
use crate::build;
use crate::pages::SCRIPT;
use crate::setup::Missing;
use crate::{join, paths, wasm};
use contenders::{Contender, contenders};

/// A page with the element, which records its wasm memories, and the bench's own script.
const PAGE: &str = "<!doctype html><meta charset=\"utf-8\"><link rel=\"icon\" href=\"data:,\">
<script>globalThis.benchMemories = [];
const instantiate = WebAssembly.instantiate;
WebAssembly.instantiate = async (...wanted) => {
  const found = await instantiate(...wanted);
  const { memory } = (found.instance ?? found).exports;
  if (memory) benchMemories.push(memory);
  return found;
};</script>
<em-mixture></em-mixture><script src=\"em-mixture.js\"></script><script src=\"bench.js\"></script>";
const ENTRY: &str =
    "import \"./main.js\";\nimport { loadLab } from \"./wasm/load.js\";\nglobalThis.loadLab = loadLab;\n";

/// How much is measured.
struct Extent {
    /// Points in a data set.
    sizes: &'static [u64],
    /// How many turns each contender has.
    rounds: usize,
}

const WHOLE: Extent = Extent { sizes: &[10_000, 100_000, 1_000_000, 10_000_000], rounds: 5 };
const QUICK: Extent = Extent { sizes: &[10_000, 1_000_000], rounds: 3 };
const COMPONENTS: [u64; 3] = [2, 5, 8];
/// The rounds of a measurement that takes seconds.
const FEW_ROUNDS: usize = 3;
const MILLION: u64 = 1_000_000;

/// Five processes of a fifth of the points each, some of them overlapping.
fn scenario(n: u64) -> String {
    let fifth = n / 5;
    format!("truth=10,3,{fifth}~20,4,{fifth}~35,3,{fifth}~45,5,{fifth}~60,4,{fifth}")
}

/// The same number of points in the plane, as a link's `truth`: five processes of a fifth each.
fn plane_truth(n: u64) -> String {
    let fifth = n / 5;
    [[20, 60, 5, 8, 7], [40, 50, 5, 8, -5], [60, 60, 4, 4, 0], [30, 20, 8, 3, 3], [65, 25, 6, 6, -8]]
        .map(|[x, y, a, b, tenths]| format!("{x},{y},{a},{b},{},{fifth}", f64::from(tenths) / 10.0))
        .join("~")
}

/// Builds, measures, and reports; with `splice`, in the document too.
pub fn bench(quick: bool, splice: bool) -> Result<()> {
    let extent = if quick { QUICK } else { WHOLE };
    let folder = paths::target()?.join("bench");
    fs::create_dir_all(&folder)?;
    let bundle = build::build()?.bundle;
    Missing::for_browser(Engine::Chromium).install()?;
    put_page(&folder, &build::sources(&paths::root().join("www"), &bundle)?)?;

    let (mut contenders, absent) = contenders(&folder)?;
    for &n in extent.sizes {
        let native = &mut contenders[0];
        native.ask(&json!({ "ask": "points", "n": n, "scenario": scenario(n) }))?;
    }
    let iterations = iterations(&mut contenders, &extent)?;
    let agreement = agreement(&mut contenders)?;
    let worst = worst(&mut contenders, &extent)?;
    let counts = counts(&mut contenders[0], &extent)?;
    let plane = plane(&mut contenders, &extent)?;
    let page = page(&mut contenders, &extent)?;
    drop(contenders);

    let report = json!({
        "iterations": iterations,
        "agreement": agreement,
        "worst": worst,
        "counts": counts,
        "plane": plane,
        "page": page,
        "bytes": weight::bytes(&bundle.wasm)?,
        "absent": absent,
    });
    let file = paths::target()?.join("bench.json");
    fs::write(&file, serde_json::to_string_pretty(&report)?)?;
    print!("{}", report::table(&report));
    println!("everything: {}", file.display());
    if splice {
        let document = paths::root().join(document::DOCUMENT);
        let text = fs::read_to_string(&document)?;
        fs::write(&document, document::with_tables(&text, &report)?)?;
        println!("the tables: {}", document.display());
    }
    Ok(())
}

/// The element's script, which here also exports its classes, and the bench's own.
fn put_page(folder: &Path, sources: &join::Sources) -> Result<()> {
    let mut sources = sources.clone();
    sources.insert("bench.js".to_string(), ENTRY.to_string());
    fs::write(folder.join(SCRIPT), join::join("bench.js", &sources)?)?;

    let plain = wasm::build("bench-page")?;
    let page = fs::read_to_string(paths::root().join("benches/page/page.js"))?;
    let open = "let opened;\nexport async function openPlain() {\nopened ??= bindings({ module_or_path: \"plain.wasm\" });\nawait opened;\nreturn bindings;\n}\n";
    let bindings = format!(
        "function openBindings() {{\n{}\nreturn wasm_bindgen;\n}}\nconst bindings = openBindings();\n{open}",
        plain.bindings
    );
    let own = [("page.js".to_string(), page), ("plain.js".to_string(), bindings)];
    fs::write(folder.join("bench.js"), join::join("page.js", &join::Sources::from(own))?)?;
    fs::write(folder.join("plain.wasm"), plain.wasm)?;
    Ok(fs::write(folder.join("index.html"), PAGE)?)
}

/// Milliseconds an iteration, for each size and number of components: `[{ n, k, ms: { name: … } }]`.
fn iterations(contenders: &mut [Contender], extent: &Extent) -> Result<Value> {
    let mut rows = Vec::new();
    for &n in extent.sizes {
        for k in COMPONENTS {
            let request = json!({ "ask": "iteration", "n": n, "k": k, "scenario": scenario(n) });
            rows.push(json!({ "n": n, "k": k, "ms": in_turns(contenders, &request, extent.rounds)? }));
            eprintln!("an iteration: {n} points, {k} components");
        }
    }
    Ok(Value::from(rows))
}

/// The medians of so many rounds, by the contenders' names.
fn in_turns(contenders: &mut [Contender], request: &Value, rounds: usize) -> Result<Value> {
    let mut times: Vec<Vec<f64>> = vec![Vec::new(); contenders.len()];
    for _ in 0..rounds {
        for (contender, times) in contenders.iter_mut().zip(&mut times) {
            if contender.takes(request) {
                times.push(number(&contender.ask(request)?, "ms")?);
            }
        }
    }
    let taken = contenders.iter().zip(times).filter(|(_, times)| !times.is_empty());
    Ok(Value::Object(taken.map(|(contender, times)| (contender.name.into(), median(times).into())).collect()))
}

/// After as many iterations from one start, every contender must be where the plain kernel is: the
/// largest differences from it, in nats per point and in units of the data.
fn agreement(contenders: &mut [Contender]) -> Result<Value> {
    let mut apart = Map::new();
    for k in COMPONENTS {
        let request = json!({ "ask": "agreement", "n": 10_000, "k": k, "scenario": scenario(10_000) });
        let mut plain: Option<Value> = None;
        for contender in contenders.iter_mut().filter(|contender| contender.compares) {
            let answer = contender.ask(&request)?;
            let reference = plain.get_or_insert_with(|| answer.clone());
            let means = |answer: &Value| -> Vec<f64> {
                answer["means"].as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
            };
            let pairs = means(&answer).into_iter().zip(means(reference));
            let far = pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            let ln = (number(&answer, "lnLikelihood")? - number(reference, "lnLikelihood")?).abs();
            let known = apart.entry(contender.name).or_insert(json!({ "lnLikelihood": 0.0, "means": 0.0 }));
            for (name, value) in [("lnLikelihood", ln), ("means", far)] {
                known[name] = value.max(known[name].as_f64().unwrap_or(0.0)).into();
            }
        }
    }
    Ok(apart.into())
}

/// An iteration in which one component has collapsed where the points are densest.
fn worst(contenders: &mut [Contender], extent: &Extent) -> Result<Value> {
    let request = json!({ "ask": "worst", "n": MILLION, "k": 5, "scenario": scenario(MILLION) });
    let able = contenders.iter().filter(|contender| contender.compares);
    in_turns(&mut able.cloned().collect::<Vec<_>>(), &request, extent.rounds)
}

/// Milliseconds of an iteration of two Poissons, natively, by the number of counts.
fn counts(native: &mut Contender, extent: &Extent) -> Result<Value> {
    let sizes = [extent.sizes[0], 10_000_000];
    let mut times = sizes.map(|_| Vec::new());
    for _ in 0..extent.rounds {
        for (&n, times) in sizes.iter().zip(&mut times) {
            let half = n / 2;
            let scenario = format!("family=poisson&truth=4,{half}~12,{half}");
            times
                .push(number(&native.ask(&json!({ "ask": "counts", "n": n, "scenario": scenario }))?, "ms")?);
        }
    }
    let rows = sizes.into_iter().zip(times).map(|(n, times)| (n.to_string(), median(times).into()));
    Ok(Value::Object(rows.collect()))
}

/// An iteration over points of the plane, of five full covariances.
fn plane(contenders: &mut [Contender], extent: &Extent) -> Result<Value> {
    let request = json!({ "ask": "plane", "k": 5, "truth": plane_truth(100_000) });
    let able = contenders.iter().filter(|contender| ["wasm", "scikit-learn"].contains(&contender.name));
    in_turns(&mut able.cloned().collect::<Vec<_>>(), &request, extent.rounds)
}

/// The measurements of the page as a whole.
fn page(contenders: &mut [Contender], extent: &Extent) -> Result<Value> {
    let Some(page) = contenders.iter_mut().find(|contender| contender.name == "wasm") else {
        return Ok(Value::Null);
    };
    let mut found = Map::new();
    let million = scenario(MILLION);
    for (name, request, rounds) in [
        ("navigation", json!({ "ask": "navigation" }), extent.rounds),
        ("load", json!({ "ask": "load", "n": MILLION, "fresh": true }), FEW_ROUNDS),
        ("load, plane", json!({ "ask": "loadPlane", "points": MILLION, "fresh": true }), FEW_ROUNDS),
        ("restarts", json!({ "ask": "restarts", "n": MILLION, "scenario": million }), FEW_ROUNDS),
        ("landscape, 10,000 points", json!({ "ask": "landscape", "scenario": scenario(10_000) }), FEW_ROUNDS),
        ("landscape, 1,000,000 points", json!({ "ask": "landscape", "scenario": million }), FEW_ROUNDS),
    ] {
        let answers: Vec<Value> = (0..rounds).map(|_| page.ask(&request)).collect::<Result<_>>()?;
        found.insert(name.to_string(), medians(&answers));
        eprintln!("{name}: {}", found[name]);
    }
    let request = json!({ "ask": "pictures", "scenario": scenario(10_000) });
    let rounds: Vec<Value> = (0..FEW_ROUNDS).map(|_| page.ask(&request)).collect::<Result<_>>()?;
    let mut pictures = Map::new();
    for name in rounds[0].as_object().into_iter().flatten().map(|(name, _)| name) {
        let answers: Vec<Value> = rounds.iter().map(|round| round[name].clone()).collect();
        pictures.insert(name.clone(), medians(&answers));
    }
    found.insert("pictures".into(), pictures.into());
    Ok(found.into())
}

/// The median of each field.
fn medians(answers: &[Value]) -> Value {
    let fields = answers.first().and_then(Value::as_object).into_iter().flatten();
    let middle = |name: &String| median(answers.iter().filter_map(|a| a[name].as_f64()).collect());
    Value::Object(fields.map(|(name, _)| (name.clone(), middle(name).into())).collect())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

fn number(answer: &Value, name: &str) -> Result<f64> {
    answer[name].as_f64().with_context(|| format!("no {name} in {answer}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bench_imports_modules_that_there_are() {
        let imported: Vec<_> = ENTRY.split('"').filter(|text| text.starts_with("./")).collect();
        assert_eq!(imported.len(), 2);
        for module in imported {
            assert!(paths::root().join("www").join(module).is_file(), "{module}");
        }
    }
}
