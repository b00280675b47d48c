//! What only the tests borrow, at pinned versions: axe-core, hosts as courses have them, and
//! TypeScript's compiler for a look at our scripts. `cargo xtask test` fetches it while cargo
//! compiles, for a test that waited for the network would keep the other browsers' tests waiting too.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use anyhow::Result;

use crate::{npm, pip};

/// MkDocs and all that it needs.
const MKDOCS: [&str; 15] = [
    "mkdocs==1.6.1",
    "click==8.5.1",
    "ghp-import==2.1.0",
    "Jinja2==3.1.6",
    "Markdown==3.11.3",
    "MarkupSafe==3.0.4",
    "mergedeep==1.3.4",
    "mkdocs-get-deps==0.2.2",
    "packaging==26.3",
    "pathspec==1.1.1",
    "platformdirs==4.14.5",
    "python-dateutil==4.0.0",
    "PyYAML==6.0.3",
    "pyyaml_env_tag==1.1",
    "watchdog==7.1.0",
];

/// Fetches all of it that is not there yet.
pub fn fetch() -> Result<()> {
    for fetched in [typescript, axe_core, reveal_js, mkdocs] {
        fetched()?;
    }
    Ok(())
}

/// The folder of TypeScript's compiler.
pub fn typescript() -> Result<PathBuf> {
    npm::package("typescript", "7.0.2")
}

/// The folder of the accessibility checker.
pub fn axe_core() -> Result<PathBuf> {
    in_turn(|| npm::package("axe-core", "4.14.1"))
}

/// The folder of the slide decks.
pub fn reveal_js() -> Result<PathBuf> {
    in_turn(|| npm::package("reveal.js", "6.0.2"))
}

/// The folder of MkDocs' programs.
pub fn mkdocs() -> Result<PathBuf> {
    in_turn(|| pip::programs(&MKDOCS))
}

/// One thing is fetched at a time: tests of several browsers ask for the same one at once, and
/// whoever comes second finds it there.
fn in_turn(fetch: impl FnOnce() -> Result<PathBuf>) -> Result<PathBuf> {
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    fetch()
}
