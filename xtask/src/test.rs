//! Runs every test, those in browsers last.

use std::env;
use std::process::Command;
use std::thread::{self, JoinHandle};

use anyhow::{Result, anyhow};

use crate::browsers::{self, Engine};
use crate::setup::Missing;
use crate::{build, command, release, scripts, wasm};

/// Style, native tests with the lints, the documentation, the scripts' types and tests, then the pages in
/// real browsers. What is missing is installed meanwhile, or ends the run with a sentence; nothing is skipped
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
    let mut step = |mut command: Command| -> Result<()> {
        command::run(&mut command)?;
        setup.fail_early()
    };
    step(command::cargo(&["fmt", "--all", "--check"])?)?;
    // One processor is enough to optimise the page's module: the other one does the rest meanwhile.
    let release = Background::begin(release_and_lint);
    // Crates apart, so that none is compiled a second time with other features.
    step(linting(&["test"])?)?;
    step(linting(&["test", "--package", "em-lab", "--bench", "native", "--no-run"])?)?;
    step(linting(&["test", "--package", "xtask"])?)?;
    step(documentation()?)?;
    step(linting(&["test", "--package", "browser-tests", "--no-run"])?)?;

    release.finish()?;
    setup.finish()?;
    scripts::check()?;
    let mut pages = linting(&["test", "--package", "browser-tests", "--"])?;
    pages.args(["--browsers", &browsers::names(&engines)]);
    pages.args(all.then_some("--all")).args(notebooks.then_some("--notebooks"));
    command::run(&mut pages)
}

/// Cargo with the compiler that `cargo clippy` uses for our own crates: it lints what it compiles, and a
/// warning is an error. (Some of rustc's own optimisations are off then; the page's module is built without it.)
/// `cargo clippy` itself would check each crate, and all that it needs, once more.
fn linting(arguments: &[&str]) -> Result<Command> {
    let mut cargo = command::cargo(arguments)?;
    cargo.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
    cargo.env("CLIPPY_ARGS", "-Dwarnings__CLIPPY_HACKERY__"); // an argument with the mark that ends it
    if env::var_os("CI").is_some() {
        cargo.env("CARGO_INCREMENTAL", "0"); // what the next compilation of the same folder would need
    }
    Ok(cargo)
}

/// That of the crates that others may use.
fn documentation() -> Result<Command> {
    let mut documentation = command::cargo(&["doc", "--no-deps", "--quiet"])?;
    documentation.env("RUSTDOCFLAGS", "-D warnings");
    Ok(documentation)
}

/// Fills `release/`, then lints what is compiled for a page alone.
fn release_and_lint() -> Result<()> {
    release::release()?;
    let mut lint = command::cargo(&["clippy", "--package", "em-web", "--package", "bench-page"])?;
    lint.args(["--profile", wasm::PROFILE, "--target", wasm::TARGET, "--", "-D", "warnings"]);
    command::run(&mut lint)
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
