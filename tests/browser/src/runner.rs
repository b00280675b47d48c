//! Runs tests one after another in one browser, and says how each went as cargo's own runner
//! does. Words after `--` choose the tests whose names hold one of them.

use std::any::Any;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Result, bail, ensure};
use tokio::runtime::Runtime;

use crate::Browser;

type Outcome<'a> = Pin<Box<dyn Future<Output = Result<()>> + 'a>>;

/// A test and its name.
pub struct Test {
    /// The name of its function.
    pub name: &'static str,
    /// Its function.
    pub body: fn(&Browser) -> Outcome<'_>,
}

/// A list of tests: `tests![the_page_loads, …]`, each an `async fn(&Browser) -> Result<()>`.
#[macro_export]
macro_rules! tests {
    ($($name:ident),* $(,)?) => {
        &[$($crate::Test {
            name: stringify!($name),
            body: |browser| Box::pin($name(browser)),
        }),*]
    };
}

/// Runs the chosen tests of all groups; a failed one does not stop the others.
pub fn run(groups: &[(&str, &[Test])]) -> ExitCode {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let tests = groups
        .iter()
        .flat_map(|(group, tests)| tests.iter().map(move |test| (format!("{group}::{}", test.name), test)));
    let chosen: Vec<_> = tests
        .filter(|(name, _)| wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str())))
        .collect();
    println!("\nrunning {} tests in Chromium", chosen.len());
    match run_in_one_browser(&chosen) {
        Ok(0) => {
            println!("\ntest result: ok. {} passed\n", chosen.len());
            ExitCode::SUCCESS
        }
        Ok(failed) => {
            println!("\ntest result: FAILED. {failed} of {} failed\n", chosen.len());
            ExitCode::FAILURE
        }
        Err(reason) => {
            println!("\n{reason:#}\n");
            ExitCode::FAILURE
        }
    }
}

fn run_in_one_browser(chosen: &[(String, &Test)]) -> Result<usize> {
    let runtime = Runtime::new()?;
    let browser = runtime.block_on(Browser::start())?;
    let mut failed = 0;
    for (name, test) in chosen {
        let began = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| runtime.block_on(one(&browser, test))));
        let seconds = began.elapsed().as_secs_f64();
        match outcome {
            Ok(Ok(())) => println!("test {name} ... ok ({seconds:.1} s)"),
            Ok(Err(reason)) => {
                failed += 1;
                println!("test {name} ... FAILED ({seconds:.1} s)\n    {reason:#}");
            }
            Err(panic) => {
                failed += 1;
                println!("test {name} ... FAILED ({seconds:.1} s)\n    {}", words_of(&*panic));
            }
        }
    }
    runtime.block_on(browser.quit())?;
    Ok(failed)
}

/// A test in its own tab; what it left in the console must be nothing.
async fn one(browser: &Browser, test: &Test) -> Result<()> {
    browser.fresh_tab().await?;
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
