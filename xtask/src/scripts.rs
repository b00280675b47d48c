//! What is checked of the page's scripts without a browser: the types that their comments name, which
//! TypeScript's compiler reads as an editor does, by `www/tsconfig.json`; and the tests of `tests/js/`.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::{command, packages, paths};

/// Fails where a script of `www/` says one type and does another, or a test fails.
pub fn check() -> Result<()> {
    let compiler = packages::npm("typescript")?.join("bin/tsc");
    command::run(Command::new("node").arg(compiler).arg("--project").arg(paths::root().join("www")))?;
    command::run(Command::new("node").args(["--test", "--test-reporter=spec"]).args(tests()?))
}

fn tests() -> Result<Vec<PathBuf>> {
    let folder = paths::root().join("tests/js");
    let files = fs::read_dir(&folder).with_context(|| format!("no folder {}", folder.display()))?;
    let mut files = files.map(|file| Ok(file?.path())).collect::<Result<Vec<PathBuf>>>()?;
    files.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    files.sort();
    Ok(files)
}
