//! The browser's part of `cargo xtask bench`: reads a JSON line, has the page answer it
//! (`benches/page/page.js`), and prints a JSON line.
//!
//! The argument is a folder with the page. The browser's clock has steps of 0.1 ms. So what is timed
//! takes at least 50 ms, or is the mean of many.

use std::io::BufRead;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use browser_tests::{Browser, Engine};
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use xtask::command;
use xtask::serve::Server;

/// Runs in every page before its own script: records when the first picture was drawn, in
/// milliseconds after the navigation began.
const WATCH_PICTURE: &str = "
    customElements.whenDefined('em-mixture')
        .then(() => document.querySelector('em-mixture').ready)
        .then(() => { window.firstPictureAt = performance.now(); });";

fn main() -> ExitCode {
    command::exit_code(run())
}

fn run() -> Result<()> {
    let folder = std::env::args().nth(1).context("run `cargo xtask bench`: it asks, this answers")?;
    Runtime::new()?.block_on(answer_all(Path::new(&folder)))
}

async fn answer_all(folder: &Path) -> Result<()> {
    let browser = Browser::start(Engine::Chromium, "bench").await?;
    browser.before_page(WATCH_PICTURE).await?;
    let server = Server::start(folder, 0)?;
    let mut on_bench = false;
    for line in std::io::stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line?)?;
        let navigates = request["ask"] == "navigation";
        if !navigates && (!on_bench || request["fresh"] == true) {
            browser.go(&server.url()).await?;
            browser.lab_ready().await?;
        }
        on_bench = !navigates;
        let answer = if navigates { navigation(&browser).await } else { in_page(&browser, &request).await };
        println!("{}", answer.unwrap_or_else(|error| json!({ "error": format!("{error:#}") })));
    }
    browser.quit().await
}

/// The time from navigation to the first picture of the page as it is shipped.
async fn navigation(browser: &Browser) -> Result<Value> {
    browser.go(&browser.url("index.html")).await?;
    browser.until("window.firstPictureAt > 0").await?;
    Ok(json!({ "ms": browser.js("return window.firstPictureAt;").await? }))
}

/// The page's own answer. The script only starts it and then checks for it, since an answer may take
/// longer than a driver waits for a script.
async fn in_page(browser: &Browser, request: &Value) -> Result<Value> {
    let begin = format!(
        "window.benchAnswer = null;
         answerBench({request}, lab).then(
             (answer) => {{ window.benchAnswer = answer; }},
             (error) => {{ window.benchAnswer = {{ error: `${{error.name}}: ${{error.message}}` }}; }});"
    );
    browser.js(&begin).await?;
    loop {
        let look = "
            const deadline = performance.now() + 10_000;
            while (!window.benchAnswer && performance.now() < deadline) {
                await new Promise((next) => setTimeout(next, 5));
            }
            return window.benchAnswer;";
        let answer = browser.js(look).await?;
        if !answer.is_null() {
            return Ok(answer);
        }
    }
}
