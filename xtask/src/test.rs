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
    let mut setup = Setup::begin(missing);
    // Crates apart, so that none is compiled a second time with other features.
    let steps: [&[&str]; 4] = [
        &["fmt", "--all", "--check"],
        &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"],
        &["test"],
        &["test", "--package", "xtask"],
    ];
    for step in steps {
        command::run(&mut command::cargo(step)?)?;
        setup.fail_early()?;
    }
    let mut documentation = command::cargo(&["doc", "--workspace", "--no-deps", "--quiet"])?;
    command::run(documentation.env("RUSTDOCFLAGS", "-D warnings"))?;

    release::release()?;
    let lints = [
        "clippy",
        "--package",
        "em-web",
        "--profile",
        wasm::PROFILE,
        "--target",
        wasm::TARGET,
        "--",
        "-D",
        "warnings",
    ];
    command::run(&mut command::cargo(&lints)?)?;

    setup.is_done()?;
    scripts::check()?;
    let mut pages = command::cargo(&["test", "--package", "browser-tests", "--"])?;
    pages.args(["--browsers", &browsers::names(&engines)]);
    pages.args(all.then_some("--all")).args(notebooks.then_some("--notebooks"));
    command::run(&mut pages)
}

/// Installs what is missing while cargo compiles.
struct Setup(Option<JoinHandle<Result<()>>>);

impl Setup {
    fn begin(missing: Missing) -> Setup {
        Setup((!missing.is_empty()).then(|| thread::spawn(move || missing.install())))
    }

    /// Reports early that something cannot be installed, instead of after ten minutes.
    fn fail_early(&mut self) -> Result<()> {
        match &self.0 {
            Some(install) if install.is_finished() => self.is_done(),
            _ => Ok(()),
        }
    }

    fn is_done(&mut self) -> Result<()> {
        match self.0.take().map(JoinHandle::join) {
            Some(outcome) => outcome.map_err(|_| anyhow!("the installation panicked"))?,
            None => Ok(()),
        }
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
