//! Runs tests one after another in each browser, the browsers beside each other, and says how
//! each went as cargo's own runner does. Words after `--` choose the tests whose names hold one of
//! them; `--browsers chromium,firefox,webkit` chooses the browsers.

use std::any::Any;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::process::ExitCode;
use std::thread;
use std::time::Instant;

use anyhow::{Error, Result, anyhow, bail, ensure};
use clap::Parser;
use thirtyfour::error::{WebDriverError, WebDriverErrorInner};
use tokio::runtime::Runtime;
use xtask::browsers::{self, Engine};

use crate::{Browser, Look, Need};

type Outcome<'a> = Pin<Box<dyn Future<Output = Result<()>> + 'a>>;

/// A test, its name, and what an engine must be able to do for it.
pub struct Test {
    /// The name of its function.
    pub name: &'static str,
    /// Its function.
    pub body: fn(&Browser) -> Outcome<'_>,
    /// What it cannot do without.
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

#[derive(Parser)]
struct Wishes {
    /// Which browsers drive the page, separated by commas
    #[arg(long, value_delimiter = ',', default_values_t = [Engine::Chromium])]
    browsers: Vec<Engine>,
    /// Only tests whose names hold one of these
    words: Vec<String>,
}

/// A browser may end by itself so often: WebKitGTK's interpreter of wasm does, once in hundreds of
/// pages, while both cores are busy. More often than that, it is the page that does it.
const ENDS: usize = 3;

/// How the tests went in one browser.
#[derive(Default)]
struct Tally {
    passed: usize,
    failed: usize,
    not_for_it: usize,
    /// Tests that are run in Chromium alone, for the engines cannot differ in them.
    left: usize,
    /// Tests that were begun again, because the browser had ended under them.
    again: usize,
}

/// Runs the chosen tests of all groups; a failed one does not stop the others.
pub fn run(groups: &[(&str, &[Test])]) -> ExitCode {
    let Wishes { browsers, words } = Wishes::parse();
    let tests = groups
        .iter()
        .flat_map(|(group, tests)| tests.iter().map(move |test| (format!("{group}::{}", test.name), test)));
    let chosen: Vec<_> = tests
        .filter(|(name, _)| words.is_empty() || words.iter().any(|word| name.contains(word.as_str())))
        .collect();
    println!("\nrunning {} tests in {}", chosen.len(), browsers::names(&browsers));
    let began = Instant::now();
    let tallies: Vec<(Engine, Result<Tally>)> = thread::scope(|scope| {
        let runs: Vec<_> = browsers
            .iter()
            .map(|engine| (*engine, scope.spawn(|| in_one_browser(*engine, &chosen))))
            .collect();
        let ended = runs.into_iter().map(|(engine, run)| (engine, run.join()));
        ended.map(|(engine, tally)| (engine, tally.unwrap_or_else(|_| Err(anyhow!("it panicked"))))).collect()
    });
    println!("\nafter {:.0} s", began.elapsed().as_secs_f64());
    let ill = tallies.iter().filter(|tally| !report(tally)).count();
    if ill == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// A line for each browser; whether all went well there.
fn report((engine, tally): &(Engine, Result<Tally>)) -> bool {
    match tally {
        Ok(Tally { passed, failed, not_for_it, left, again }) => {
            let verdict = if *failed == 0 { "ok" } else { "FAILED" };
            println!(
                "test result in {engine}: {verdict}. {passed} passed; {failed} failed; {not_for_it} not for it; \
                 {left} left to Chromium; {again} begun again"
            );
            *failed == 0
        }
        Err(reason) => {
            println!("test result in {engine}: FAILED. {reason:#}");
            false
        }
    }
}

fn in_one_browser(engine: Engine, chosen: &[(String, &Test)]) -> Result<Tally> {
    let runtime = Runtime::new()?;
    let mut browser = runtime.block_on(Browser::start(engine))?;
    let mut tally = Tally::default();
    for (name, test) in chosen {
        if let Some((need, reason)) = test.needs.iter().find_map(|need| Some((need, need.lacking(engine)?))) {
            if let Need::OneEngine = need {
                tally.left += 1;
                println!("test {engine} {name} ... left to Chromium: {reason}");
            } else {
                tally.not_for_it += 1;
                println!("test {engine} {name} ... not for {engine}: {reason}");
            }
            continue;
        }
        let began = Instant::now();
        let mut outcome = attempt(&runtime, &browser, test);
        if tally.again < ENDS && outcome.as_ref().is_err_and(has_ended) {
            tally.again += 1;
            println!("test {engine} {name} ... the browser ended, the test begins again in a new one");
            // It has nobody left to say it to.
            let _ = runtime.block_on(browser.quit());
            browser = runtime.block_on(Browser::start(engine))?;
            outcome = attempt(&runtime, &browser, test);
        }
        let seconds = began.elapsed().as_secs_f64();
        match outcome {
            Ok(()) => {
                tally.passed += 1;
                println!("test {engine} {name} ... ok ({seconds:.1} s)");
            }
            Err(reason) => {
                tally.failed += 1;
                println!("test {engine} {name} ... FAILED ({seconds:.1} s)\n    {reason:#}");
            }
        }
    }
    runtime.block_on(browser.quit())?;
    Ok(tally)
}

/// A test, whose panic is its failure.
fn attempt(runtime: &Runtime, browser: &Browser, test: &Test) -> Result<()> {
    catch_unwind(AssertUnwindSafe(|| runtime.block_on(one(browser, test))))
        .unwrap_or_else(|panic| Err(anyhow!("{}", words_of(&*panic))))
}

/// Whether a driver says that it lost its page or its browser. What a page or a test has to say
/// comes in words of its own.
fn has_ended(reason: &Error) -> bool {
    let mut said = reason.chain().filter_map(|cause| cause.downcast_ref::<WebDriverError>());
    said.any(|error| {
        use WebDriverErrorInner::{InvalidSessionId, UnknownError};
        matches!(error.as_inner(), InvalidSessionId(_) | UnknownError(_))
    })
}

/// A test in its own tab; what it left in the console must be nothing.
async fn one(browser: &Browser, test: &Test) -> Result<()> {
    browser.fresh_tab().await?;
    browser.look(Look::default()).await?;
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
    /// Fails unless the console holds an error with these words; what it held is then done with.
    pub async fn expect_console_error(&self, words: &str) -> Result<()> {
        let errors = self.console_errors().await?;
        if errors.iter().any(|error| error.contains(words)) {
            return Ok(());
        }
        bail!("no error in the console says {words:?}; it holds {errors:?}");
    }
}
