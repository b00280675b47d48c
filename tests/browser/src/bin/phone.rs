//! The browser's part of `cargo xtask bench --phone`: the page at a phone's size and speed, measured
//! through Chromium's DevTools protocol. The argument is a folder with the page and its gzipped files.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use browser_tests::{Browser, Engine, Screen};
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use xtask::command;

const PHONE: Screen =
    Screen { width: 390, height: 844, ratio: 2.0, dark: false, still: false, forced: false, print: false };
const RUN: &str = "k=5&tol=0&max=10000&speed=max";
const PLANE_RUN: &str = "dim=2&truth=20,60,5,8,0.7,3000~40,50,5,8,-0.5,4000~60,60,4,4,0,3000&k=3&start=random-from-data&tol=0&max=10000&speed=max";
/// How many frames of the run are measured.
const FRAMES: usize = 120;
const ROUNDS: usize = 5;
/// A phone's processor is this many times slower.
const SLOWER: u32 = 4;
/// Lighthouse's slow network: 150 ms there and back, 1.6 Mbit/s.
const LATENCY_MS: u32 = 150;
const BYTES_PER_SECOND: u32 = 200_000;

/// Runs in the page before its own script: records layout shifts and long tasks.
const WATCH: &str = "
    window.shift = window.blocked = window.readyAt = 0;
    const watch = (type, each) =>
        new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
    watch('layout-shift', ({ value }) => { window.shift += value; });
    watch('longtask', ({ duration }) => { window.blocked += duration - 50; });
    customElements.whenDefined('em-mixture')
        .then(() => document.querySelector('em-mixture').ready)
        .then(() => { window.readyAt = performance.now(); });";

fn main() -> ExitCode {
    command::exit_code(run())
}

fn run() -> Result<()> {
    let folder = std::env::args().nth(1).context("run `cargo xtask bench --phone`")?;
    let found = Runtime::new()?.block_on(measured(Path::new(&folder)))?;
    println!("{found}");
    Ok(())
}

async fn measured(folder: &Path) -> Result<Value> {
    let browser = Browser::start(Engine::Chromium, "phone").await?;
    let server = browser.serve(folder)?;
    let mut rounds = Vec::new();
    for round in 0..ROUNDS {
        eprintln!("a phone: round {} of {ROUNDS}", round + 1);
        let mut found = arrival(&browser, &server.url()).await?;
        let at_once = a_run(&browser, &server.url(), RUN, 1).await?;
        let slower = a_run(&browser, &server.url(), RUN, SLOWER).await?;
        let plane = a_run(&browser, &server.url(), PLANE_RUN, 1).await?;
        found["workMs"] = at_once["workMs"].clone();
        found["slowFrameMs"] = slower["frameMs"].clone();
        found["planeWorkMs"] = plane["workMs"].clone();
        found["planeFrameMs"] = plane["frameMs"].clone();
        rounds.push(found);
    }
    browser.quit().await?;
    let median = |name: &str| {
        let mut values: Vec<f64> = rounds.iter().filter_map(|round| round[name].as_f64()).collect();
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied()
    };
    Ok(json!(
        ["shift", "blockedMs", "readyMs", "workMs", "slowFrameMs", "planeWorkMs", "planeFrameMs"]
            .map(|name| (name, median(name)))
            .into_iter()
            .collect::<std::collections::BTreeMap<_, _>>()
    ))
}

/// Opens a tab that is not slowed down.
async fn fresh(browser: &Browser) -> Result<()> {
    browser.fresh_tab().await?;
    browser.set_screen(PHONE).await
}

/// Loads the page over a slow network on a slow processor.
async fn arrival(browser: &Browser, url: &str) -> Result<Value> {
    fresh(browser).await?;
    browser.before_page(WATCH).await?;
    browser.cdp("Network.enable", json!({})).await?;
    let slow = json!({
        "offline": false, "latency": LATENCY_MS,
        "downloadThroughput": BYTES_PER_SECOND, "uploadThroughput": BYTES_PER_SECOND
    });
    browser.cdp("Network.emulateNetworkConditions", slow).await?;
    browser.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWER })).await?;
    browser.go(url).await?;
    // Work right after the first picture belongs to the load.
    browser.until("window.readyAt > 0 && performance.now() > window.readyAt + 1000").await?;
    browser.js("return { shift: window.shift, blockedMs: window.blocked, readyMs: window.readyAt };").await
}

/// Per frame of a run: the processor's time for script, styles and layout, and the time to the next
/// frame.
async fn a_run(browser: &Browser, url: &str, run: &str, slower: u32) -> Result<Value> {
    fresh(browser).await?;
    browser.cdp("Performance.enable", json!({ "timeDomain": "threadTicks" })).await?;
    browser.go(&format!("{url}#{run}")).await?;
    browser.lab_ready().await?;
    browser.js("lab.scrollIntoView({ behavior: 'instant' }); lab.run();").await?;
    browser.until("lab.snapshot().iteration > 20").await?;
    browser.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": slower })).await?;
    let before = worked(browser).await?;
    let frames = format!(
        "const times = [];
         await new Promise((done) => {{
             const look = (now) => {{ times.push(now); times.length > {FRAMES} ? done() : requestAnimationFrame(look); }};
             requestAnimationFrame(look);
         }});
         return (times.at(-1) - times[0]) / {FRAMES};"
    );
    let frame = browser.js(&frames).await?;
    let work = worked(browser).await? - before;
    Ok(json!({ "workMs": 1000.0 * work / FRAMES as f64, "frameMs": frame }))
}

/// Seconds of processor time for script, styles and layout since the page was opened.
async fn worked(browser: &Browser) -> Result<f64> {
    let found = browser.cdp("Performance.getMetrics", json!({})).await?;
    let metrics = found["metrics"].as_array().into_iter().flatten();
    let ours = |metric: &&Value| {
        ["ScriptDuration", "RecalcStyleDuration", "LayoutDuration"].iter().any(|name| metric["name"] == *name)
    };
    Ok(metrics.filter(ours).filter_map(|metric| metric["value"].as_f64()).sum())
}
