//! Runs every test, those in browsers last.

use std::thread::{self, JoinHandle};

use anyhow::{Result, anyhow};

use crate::browsers::{self, Engine};
use crate::setup::Missing;
use crate::{build, command, release, scripts, wasm};

/// Style, lints, native tests, the documentation, the scripts' types and tests, then the pages in real
/// browsers. What is missing is installed meanwhile, or ends the run with a sentence; nothing is skipped
/// without a message.
pub fn test(engines: &[Engine], all: bool, notebooks: bool, install: bool) -> Result<()> {
    let mut engines = engines.to_vec();
    engines.sort();
    engines.dedup();
    let missing = Missing::for_tests(&engines);
    if !install {
        missing.must_be_empty()?;
    }
    let mut setup = Background::begin(move || missing.install());
    let mut step = |arguments: &[&str]| -> Result<()> {
        command::run(&mut command::cargo(arguments)?)?;
        setup.fail_early()
    };
    step(&["fmt", "--all", "--check"])?;
    step(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])?;
    // One processor is enough to optimise the page's module: the other one does the rest meanwhile.
    let release = Background::begin(release_and_lint);
    // Crates apart, so that none is compiled a second time with other features.
    step(&["test"])?;
    step(&["test", "--package", "xtask"])?;
    let mut documentation = command::cargo(&["doc", "--workspace", "--no-deps", "--quiet"])?;
    command::run(documentation.env("RUSTDOCFLAGS", "-D warnings"))?;
    step(&["test", "--package", "browser-tests", "--no-run"])?;

    release.finish()?;
    setup.finish()?;
    scripts::check()?;
    let mut pages = command::cargo(&["test", "--package", "browser-tests", "--"])?;
    pages.args(["--browsers", &browsers::names(&engines)]);
    pages.args(all.then_some("--all")).args(notebooks.then_some("--notebooks"));
    command::run(&mut pages)
}

/// Fills `release/`, then lints the code of the page's module as it is compiled for the page.
fn release_and_lint() -> Result<()> {
    release::release()?;
    let package = ["clippy", "--package", "em-web", "--profile", wasm::PROFILE, "--target", wasm::TARGET];
    command::run(command::cargo(&package)?.args(["--", "-D", "warnings"]))
}

/// Work beside other work.
struct Background(Option<JoinHandle<Result<()>>>);

impl Background {
    fn begin(work: impl FnOnce() -> Result<()> + Send + 'static) -> Background {
        Background(Some(thread::spawn(work)))
    }

    /// Fails if the work has failed already, instead of after ten minutes.
    fn fail_early(&mut self) -> Result<()> {
        match &self.0 {
            Some(work) if work.is_finished() => self.join(),
            _ => Ok(()),
        }
    }

    /// Waits for its end.
    fn finish(mut self) -> Result<()> {
        self.join()
    }

    fn join(&mut self) -> Result<()> {
        let outcome = self.0.take().map_or(Ok(Ok(())), JoinHandle::join);
        outcome.map_err(|_| anyhow!("work in the background panicked"))?
    }
}

/// Builds, then takes screenshots of the page into `target/screenshots`.
pub fn screenshots(wishes: &[String]) -> Result<()> {
    build::build()?;
    Missing::for_browser(Engine::Chromium).install()?;
    let mut screenshots =
        command::cargo(&["run", "--quiet", "--package", "browser-tests", "--bin", "screenshots", "--"])?;
    command::run(screenshots.args(wishes))
}
