//! Runs the tests in several browsers at the same time, and reports each test as cargo's own runner
//! does. Words after `--` choose the tests whose names contain one of them; `--browsers
//! chromium,firefox,webkit` chooses the browsers.

use std::any::Any;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use anyhow::{Error, Result, anyhow, bail, ensure};
use clap::Parser;
use thirtyfour::error::{WebDriverError, WebDriverErrorInner};
use tokio::runtime::Runtime;
use xtask::browsers::{self, Engine};

use crate::{Browser, Need, Screen};

type Outcome<'a> = Pin<Box<dyn Future<Output = Result<()>> + 'a>>;

/// A test, its name, and what it needs of an engine.
pub struct Test {
    /// The name of its function.
    pub name: &'static str,
    /// Its function.
    pub body: fn(&Browser) -> Outcome<'_>,
    /// What it needs.
    pub needs: &'static [Need],
}

/// A list of tests: `tests![the_page_loads, a_finger_can_read needs Touch, …]`, each an
/// `async fn(&Browser) -> Result<()>`.
#[macro_export]
macro_rules! tests {
    ($($name:ident $(needs $need:ident)*),* $(,)?) => {
        &[$($crate::Test {
            name: stringify!($name),
            body: |browser| Box::pin($name(browser)),
            needs: &[$($crate::Need::$need),*],
        }),*]
    };
}

/// What the command line asks for.
#[derive(Parser)]
pub struct Wishes {
    /// Which browsers drive the page, separated by commas
    #[arg(long, value_delimiter = ',', default_values_t = [Engine::Chromium])]
    browsers: Vec<Engine>,
    /// Every test in every browser, those too of which one browser is enough
    #[arg(long)]
    pub all: bool,
    /// The tests in JupyterLab and Voilà too
    #[arg(long)]
    pub notebooks: bool,
    /// Only tests whose names hold one of these
    words: Vec<String>,
}

/// How often a browser may end by itself: WebKitGTK's interpreter of wasm does, once in hundreds of
/// pages, while both cores are busy. If it happens more often, the page is the reason.
const ENDS: usize = 3;

/// How many browsers share an engine's tests: Chromium has the most tests.
fn browsers_of(engine: Engine) -> usize {
    if engine == Engine::Chromium { 2 } else { 1 }
}

/// How the tests went in one engine.
#[derive(Default)]
struct Tally {
    passed: usize,
    /// Each failed test, with the reason.
    failed: Vec<String>,
    ignored: usize,
    /// Tests that were run again because the browser had ended.
    retried: usize,
}

/// Runs the chosen tests of all groups; a failed one does not stop the others.
pub fn run(groups: &[(&str, &[Test])]) -> ExitCode {
    let wishes = Wishes::parse();
    let Wishes { browsers, words, .. } = &wishes;
    let tests = groups
        .iter()
        .flat_map(|(group, tests)| tests.iter().map(move |test| (format!("{group}::{}", test.name), test)));
    let chosen: Vec<_> = tests
        .filter(|(name, _)| words.is_empty() || words.iter().any(|word| name.contains(word.as_str())))
        .collect();
    println!("\nrunning {} tests in {}", chosen.len(), browsers::names(browsers));
    let began = Instant::now();
    let next: [AtomicUsize; Engine::ALL.len()] = Default::default();
    let (wishes, chosen, next) = (&wishes, &chosen, &next);
    let failed: Vec<String> = thread::scope(|scope| {
        let runs: Vec<_> = browsers
            .iter()
            .map(|&engine| {
                let run = move |number| in_a_browser(engine, number, wishes, chosen, &next[engine as usize]);
                let runs: Vec<_> =
                    (1..=browsers_of(engine)).map(|number| scope.spawn(move || run(number))).collect();
                (engine, runs)
            })
            .collect();
        let reports = runs.into_iter().map(|(engine, runs)| {
            let tallies =
                runs.into_iter().map(|run| run.join().unwrap_or_else(|_| Err(anyhow!("it panicked"))));
            let tallies: Vec<Result<Tally>> = tallies.collect();
            report(engine, tallies, began)
        });
        reports.flatten().collect()
    });
    if failed.is_empty() {
        return ExitCode::SUCCESS;
    }
    // Once more, since the lines above are many.
    println!("\nfailed:\n{}", failed.join("\n"));
    ExitCode::FAILURE
}

/// Prints a line for the engine; returns its failed tests.
fn report(engine: Engine, tallies: Vec<Result<Tally>>, began: Instant) -> Vec<String> {
    let mut sum = Tally::default();
    for tally in tallies {
        match tally {
            Ok(Tally { passed, failed, ignored, retried }) => {
                sum.passed += passed;
                sum.failed.extend(failed);
                sum.ignored += ignored;
                sum.retried += retried;
            }
            Err(reason) => {
                sum.failed.push(format!("{engine} as a whole\n    {reason:#}"));
            }
        }
    }
    let Tally { passed, failed, ignored, retried } = sum;
    let verdict = if failed.is_empty() { "ok" } else { "FAILED" };
    println!(
        "\ntest result in {engine}: {verdict}. {passed} passed; {} failed; {ignored} ignored; \
         {retried} retried; finished after {:.0} s",
        failed.len(),
        began.elapsed().as_secs_f64()
    );
    failed
}

/// Takes tests from the engine's queue, which all its browsers share.
fn in_a_browser(
    engine: Engine,
    number: usize,
    wishes: &Wishes,
    chosen: &[(String, &Test)],
    next: &AtomicUsize,
) -> Result<Tally> {
    let runtime = Runtime::new()?;
    let folder = format!("{engine}-{number}");
    let start = || runtime.block_on(started(engine, &folder));
    let mut browser = start()?;
    let mut tally = Tally::default();
    while let Some((name, test)) = chosen.get(next.fetch_add(1, Ordering::Relaxed)) {
        if let Some(reason) = test.needs.iter().find_map(|need| need.lacking(engine, wishes)) {
            tally.ignored += 1;
            println!("test {engine} {name} ... ignored, {reason}");
            continue;
        }
        let began = Instant::now();
        let mut outcome = attempt(&runtime, &browser, test);
        if tally.retried < ENDS && outcome.as_ref().is_err_and(has_ended) {
            tally.retried += 1;
            println!("test {engine} {name} ... retried, the browser ended");
            // The browser is gone, so that `quit` may fail.
            let _ = runtime.block_on(browser.quit());
            browser = start()?;
            outcome = attempt(&runtime, &browser, test);
        }
        let seconds = began.elapsed().as_secs_f64();
        match outcome {
            Ok(()) => {
                tally.passed += 1;
                println!("test {engine} {name} ... ok ({seconds:.1} s)");
            }
            Err(reason) => {
                println!("test {engine} {name} ... FAILED ({seconds:.1} s)\n    {reason:#}");
                tally.failed.push(format!("{engine} {name}\n    {reason:#}"));
            }
        }
    }
    runtime.block_on(browser.quit())?;
    Ok(tally)
}

async fn started(engine: Engine, folder: &str) -> Result<Browser> {
    let browser = Browser::start(engine, folder).await?;
    browser.stay_open().await?;
    Ok(browser)
}

/// Runs a test; a panic counts as its failure.
fn attempt(runtime: &Runtime, browser: &Browser, test: &Test) -> Result<()> {
    catch_unwind(AssertUnwindSafe(|| runtime.block_on(one(browser, test))))
        .unwrap_or_else(|panic| Err(anyhow!("{}", words_of(&*panic))))
}

/// Whether the driver has lost its page or its browser. Errors of a page or a test have other types.
fn has_ended(reason: &Error) -> bool {
    let mut said = reason.chain().filter_map(|cause| cause.downcast_ref::<WebDriverError>());
    said.any(|error| {
        use WebDriverErrorInner::{InvalidSessionId, UnknownError};
        matches!(error.as_inner(), InvalidSessionId(_) | UnknownError(_))
    })
}

/// Runs a test in a tab of its own; it fails if it left a message in the console.
async fn one(browser: &Browser, test: &Test) -> Result<()> {
    browser.fresh_tab().await?;
    browser.set_screen(Screen::default()).await?;
    (test.body)(browser).await?;
    let left = browser.console_errors().await?;
    ensure!(left.is_empty(), "the console says: {}", left.join("\n    "));
    Ok(())
}

fn words_of(panic: &(dyn Any + Send)) -> String {
    let words = panic.downcast_ref::<String>().map(String::as_str);
    words.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("it panicked").to_string()
}

impl Browser {
    /// Fails unless an error in the console contains these words; then forgets the console's messages.
    pub async fn expect_console_error(&self, words: &str) -> Result<()> {
        let errors = self.console_errors().await?;
        if errors.iter().any(|error| error.contains(words)) {
            return Ok(());
        }
        bail!("no error in the console says {words:?}; it holds {errors:?}");
    }
}
