//! What a learner with a phone waits for: the page over a slow network on a slow processor, a frame of a
//! run, and Lighthouse's score.
//!
//! A browser slowed down four times is no phone, but it is slow at the same things. Where possible the
//! processor's own time is counted, so that other work of the machine matters little; the frames need a
//! machine without other work.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::{median, report};
use crate::browsers::{CHROMIUM_FLAGS, Chromium, Engine};
use crate::build::{self, gzip};
use crate::pages::SCRIPT;
use crate::serve::{PACKED, Server};
use crate::setup::Missing;
use crate::{command, paths};

/// How many times Lighthouse loads and judges a page; the median counts.
const LIGHTHOUSE_ROUNDS: usize = 3;
const LIGHTHOUSE: &str = "lighthouse@13.5.0";

/// Builds, measures, and reports.
pub fn bench() -> Result<()> {
    build::build()?;
    Missing::for_browser(Engine::Chromium).install()?;
    let chromium = Chromium::find().with_context(|| Engine::Chromium.missing())?;
    let folder = paths::target()?.join("bench/phone");
    fs::create_dir_all(&folder)?;
    for name in ["index.html", SCRIPT] {
        let bytes = fs::read(paths::dist().join(name))?;
        fs::write(folder.join(format!("{name}{PACKED}")), gzip(&bytes)?)?;
        fs::write(folder.join(name), bytes)?;
    }
    let mut measured = in_the_browser(&folder)?;
    let (lighthouse, absent) = match judged(&folder, &chromium.browser) {
        Ok(judged) => (judged, None),
        Err(reason) => (Value::Null, Some(format!("Lighthouse is missing: {reason:#}"))),
    };
    measured["lighthouse"] = lighthouse;
    fs::write(paths::target()?.join("bench-phone.json"), serde_json::to_string_pretty(&measured)?)?;
    print!("{}", report::phone(&measured));
    absent.into_iter().for_each(|sentence| println!("{sentence}"));
    Ok(())
}

/// The medians of some rounds, measured by the tests' browser.
fn in_the_browser(folder: &Path) -> Result<Value> {
    let mut run = command::cargo(&["run", "--quiet", "--package", "browser-tests", "--bin", "phone", "--"])?;
    let output = run.arg(folder).output().context("the browser's part could not be started")?;
    ensure!(
        output.status.success(),
        "the browser's part failed: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Lighthouse's score for the page on a phone, served with gzip.
fn judged(folder: &Path, chromium: &Path) -> Result<Value> {
    let server = Server::start(folder, 0)?;
    let report = folder.join("lighthouse.json");
    let mut scores = Vec::new();
    for _ in 0..LIGHTHOUSE_ROUNDS {
        let mut judge = Command::new("npm");
        judge.args(["exec", "--yes", "--ignore-scripts", "--", LIGHTHOUSE]).arg(server.url());
        judge.args(["--only-categories=performance", "--quiet", "--output=json"]);
        judge.arg(format!("--output-path={}", report.display()));
        judge.arg(format!("--chrome-flags={}", CHROMIUM_FLAGS.join(" ")));
        command::run(judge.env("CHROME_PATH", chromium))?;
        let said: Value = serde_json::from_slice(&fs::read(&report)?)?;
        scores.push(said["categories"]["performance"]["score"].as_f64().context("no score")?);
    }
    Ok(json!({ "performance": 100.0 * median(scores) }))
}
