//! The types that the page's scripts name in their comments: TypeScript's compiler reads them as an
//! editor does, by `www/tsconfig.json`, and writes nothing.

use std::process::Command;

use anyhow::{Context, Result};

use crate::{borrowed, command, paths};

/// Fails where a script of `www/` says one type and does another.
pub fn check() -> Result<()> {
    let compiler = borrowed::typescript()?.join("bin/tsc");
    let node = paths::on_path("node")
        .context("the scripts' types are checked by Node.js, but node is not on the PATH: install it")?;
    command::run(Command::new(node).arg(compiler).arg("--project").arg(paths::root().join("www")))
}
