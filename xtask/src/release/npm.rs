//! The npm package: the files of `npm/`, the script, the class as a module, and the page for a frame.

use std::fs;

use anyhow::{Context, Result};
use tar::{Builder, EntryType, Header};

use crate::build::{self, Built};
use crate::{paths, published};

/// The files of the repository that it holds as they are.
const COPIED: [&str; 7] = [
    "npm/package.json",
    "npm/index.js",
    "npm/index.d.ts",
    "npm/class.d.ts",
    "npm/widget.d.ts",
    "npm/custom-elements.json",
    "LICENSE",
];

/// As `npm pack` would make it: a gzipped archive with one folder, `package`.
pub fn package(built: &Built) -> Result<Vec<u8>> {
    let mut archive = Builder::new(Vec::new());
    for path in COPIED {
        let file = paths::root().join(path);
        let bytes = fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?;
        add(&mut archive, path.trim_start_matches("npm/"), &bytes)?;
    }
    let readme = fs::read_to_string(paths::root().join("npm/README.md"))?;
    let readme = readme.replace(SCRIPT_LINE, &published::script_line(&built.script));
    add(&mut archive, "README.md", readme.as_bytes())?;
    add(&mut archive, "class.js", built.module("element.js")?.as_bytes())?;
    add(&mut archive, build::WIDGET, built.widget.as_bytes())?;
    add(&mut archive, "em-mixture.js", built.script.as_bytes())?;
    add(&mut archive, "embed.html", built.embed.as_bytes())?;
    build::gzip(&archive.into_inner()?)
}

/// Where the package's README has the line that loads the script.
const SCRIPT_LINE: &str = "<!-- release: script -->";

/// Without a time and without a user, so that the archive is the same on every machine.
fn add(archive: &mut Builder<Vec<u8>>, name: &str, bytes: &[u8]) -> Result<()> {
    let mut header = Header::new_ustar();
    header.set_entry_type(EntryType::Regular);
    header.set_mode(0o644);
    header.set_size(bytes.len() as u64);
    archive.append_data(&mut header, format!("package/{name}"), bytes)?;
    Ok(())
}
