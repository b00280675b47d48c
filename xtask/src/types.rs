//! The types that the page's scripts name in their comments: TypeScript's compiler reads them as an
//! editor does, by `www/tsconfig.json`, and writes nothing.

use std::process::Command;

use anyhow::Result;

use crate::{command, packages, paths};

/// Fails where a script of `www/` says one type and does another.
pub fn check() -> Result<()> {
    let compiler = packages::npm("typescript")?.join("bin/tsc");
    command::run(Command::new("node").arg(compiler).arg("--project").arg(paths::root().join("www")))
}
