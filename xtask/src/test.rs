//! Every test there is, in the order in which a mistake is cheapest to see.

use std::thread::{self, JoinHandle};

use anyhow::{Result, anyhow};

use crate::browsers::{self, Engine};
use crate::{borrowed, build, command, types, wasm};

/// Style, lints, native tests, the documentation, the scripts' types, then the pages in real browsers. A browser that
/// is missing comes meanwhile, or ends the run with a sentence; none is left out in silence.
pub fn test(engines: &[Engine]) -> Result<()> {
    let mut engines = engines.to_vec();
    engines.sort();
    engines.dedup();
    let mut coming = Coming::begin(&engines);
    let steps: [&[&str]; 3] = [
        &["fmt", "--all", "--check"],
        &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"],
        &["test", "--workspace", "--exclude", "browser-tests"],
    ];
    for step in steps {
        command::run(&mut command::cargo(step)?)?;
        coming.fail_early()?;
    }
    let mut documentation = command::cargo(&["doc", "--workspace", "--no-deps", "--quiet"])?;
    command::run(documentation.env("RUSTDOCFLAGS", "-D warnings"))?;

    build::build()?;
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

    coming.are_here()?;
    types::check()?;
    let mut pages = command::cargo(&["test", "--package", "browser-tests", "--"])?;
    command::run(pages.args(["--browsers", &browsers::names(&engines)]))
}

/// Browsers on their way: fetching them waits for the network while cargo compiles.
struct Coming(Option<JoinHandle<Result<()>>>);

impl Coming {
    fn begin(engines: &[Engine]) -> Coming {
        let engines = engines.to_vec();
        Coming(Some(thread::spawn(move || {
            browsers::find_or_install(&engines)?;
            borrowed::fetch()
        })))
    }

    /// That one cannot come is better heard now than after ten minutes.
    fn fail_early(&mut self) -> Result<()> {
        match &self.0 {
            Some(errand) if errand.is_finished() => self.are_here(),
            _ => Ok(()),
        }
    }

    fn are_here(&mut self) -> Result<()> {
        match self.0.take().map(JoinHandle::join) {
            Some(outcome) => outcome.map_err(|_| anyhow!("the search for browsers panicked"))?,
            None => Ok(()),
        }
    }
}

/// Builds, then photographs the page into `target/look`.
pub fn look(wishes: &[String]) -> Result<()> {
    build::build()?;
    browsers::find_or_install(&[Engine::Chromium])?;
    let mut look = command::cargo(&["run", "--quiet", "--package", "browser-tests", "--bin", "look", "--"])?;
    command::run(look.args(wishes))
}
