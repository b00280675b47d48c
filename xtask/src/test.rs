//! Every test there is, in the order in which a mistake is cheapest to see.

use anyhow::{Result, ensure};

use crate::{browsers::Chromium, build, command, wasm};

/// The browsers that the tests know how to drive.
const KNOWN: [&str; 1] = ["chromium"];

/// Style, lints, the documentation, native tests, then the pages in real browsers.
pub fn test(browsers: &[String]) -> Result<()> {
    for browser in browsers {
        ensure!(
            KNOWN.contains(&browser.as_str()),
            "`--browsers {browser}`: expected one of {}",
            KNOWN.join(", ")
        );
    }
    let steps: [&[&str]; 3] = [
        &["fmt", "--all", "--check"],
        &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"],
        &["test", "--workspace", "--exclude", "browser-tests"],
    ];
    for step in steps {
        command::run(&mut command::cargo(step)?)?;
    }
    let mut documentation = command::cargo(&["doc", "--workspace", "--no-deps", "--quiet"])?;
    command::run(documentation.env("RUSTDOCFLAGS", "-D warnings"))?;

    build::build()?;
    let lints = ["clippy", "--release", "--lib", "--target", wasm::TARGET, "--", "-D", "warnings"];
    command::run(&mut command::cargo(&lints)?)?;

    Chromium::find_or_install()?;
    command::run(&mut command::cargo(&["test", "--package", "browser-tests"])?)
}

/// Builds, then photographs the page into `target/look`.
pub fn look(wishes: &[String]) -> Result<()> {
    build::build()?;
    Chromium::find_or_install()?;
    let mut look = command::cargo(&["run", "--quiet", "--package", "browser-tests", "--bin", "look", "--"])?;
    command::run(look.args(wishes))
}
