//! Checks without a browser: the types in the comments of `www/`, by TypeScript's compiler and
//! `www/tsconfig.json`, as in an editor; the tests of `tests/js/`, and those of the packages for npm and PyPI.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::{command, packages, paths};

/// Fails if a script of `www/` has a wrong type, or a test fails. The packages are those of `release/`.
pub fn check() -> Result<()> {
    let compiler = packages::npm("typescript")?.join("bin/tsc");
    command::run(Command::new("node").arg(compiler).arg("--project").arg(paths::root().join("www")))?;
    let mut python = Command::new(packages::notebook_python()?);
    command::run(python.arg("-m").arg("unittest").arg(paths::root().join("python/tests/test_package.py")))?;
    let tests = [tests("tests/js")?, tests("tests/npm")?].concat();
    command::run(Command::new("node").args(["--test", "--test-reporter=spec"]).args(tests))
}

fn tests(folder: &str) -> Result<Vec<PathBuf>> {
    let folder = paths::root().join(folder);
    let files = fs::read_dir(&folder).with_context(|| format!("no folder {}", folder.display()))?;
    let mut files = files.map(|file| Ok(file?.path())).collect::<Result<Vec<PathBuf>>>()?;
    files.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    files.sort();
    Ok(files)
}
