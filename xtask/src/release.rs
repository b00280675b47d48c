//! Fills `release/` with what is published: the files of a build, the packages for npm and
//! PyPI, the sums of all, and notes.
//!
//! A release depends on the commit and on the toolchain alone: archives have no times, no users and one
//! order, and the wasm has no path of this machine. So two builds in two folders are equal, byte for byte.

mod npm;
mod wheel;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::build;
use crate::{paths, published};

/// The version of everything that is released.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The files of a release, by name.
type Files = BTreeMap<String, Vec<u8>>;

/// Builds, and makes all of them anew.
pub fn release() -> Result<()> {
    let built = build::build()?;
    let changes = fs::read_to_string(paths::root().join("CHANGELOG.md"))?;
    let notes = notes(&changes, &published::script_line(&built.script))?;
    let mut files: Files =
        built.files().map(|(name, text)| (name.to_string(), text.as_bytes().to_vec())).collect();
    files.insert(format!("em-mixture-{VERSION}.tgz"), npm::package(&built)?);
    files.insert(published::WHEEL.to_string(), wheel::wheel(&built)?);
    files.insert("NOTES.md".to_string(), notes.into_bytes());
    files.insert("SHA256SUMS".to_string(), sums(&files)?.into_bytes());

    let folder = paths::root().join("release");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir(&folder)?;
    for (name, bytes) in &files {
        fs::write(folder.join(name), bytes).with_context(|| format!("release/{name} cannot be written"))?;
        println!("release/{name}: {:.1} kB", bytes.len() as f64 / 1000.0);
    }
    Ok(())
}

/// As `sha256sum --check` reads it.
fn sums(files: &Files) -> Result<String> {
    let mut lines = String::new();
    for (name, bytes) in files {
        let sum = Sha256::digest(bytes).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
        writeln!(lines, "{sum}  {name}")?;
    }
    Ok(lines)
}

/// What is new in this version, and the line that loads its script.
fn notes(changes: &str, line: &str) -> Result<String> {
    let (_, after) = changes
        .split_once(&format!("\n## [{VERSION}]"))
        .with_context(|| format!("CHANGELOG.md has no section ## [{VERSION}]"))?;
    let (heading, rest) = after.split_once('\n').unwrap_or((after, ""));
    let section = rest.split("\n## ").next().unwrap_or_default().trim();
    Ok(format!("# em-mixture {VERSION}{heading}\n\n```html\n{line}\n```\n\n{section}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notes_are_the_changelogs_section_of_this_version() {
        let changes = format!(
            "# Changelog\n\n## [Unreleased]\n\n- no\n\n## [{VERSION}] - 2026-01-02\n\n### Added\n\n- this\n\n## [0.1.0]\n\n- old\n"
        );
        let notes = notes(&changes, "<script>").unwrap();
        assert_eq!(
            notes,
            format!("# em-mixture {VERSION} - 2026-01-02\n\n```html\n<script>\n```\n\n### Added\n\n- this\n")
        );
        let error = super::notes("# Changelog\n", "").unwrap_err().to_string();
        assert!(error.contains(VERSION), "{error}");
    }

    #[test]
    fn a_sum_is_that_of_sha256sum() {
        let files = Files::from([("a".to_string(), b"abc".to_vec())]);
        let sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sums(&files).unwrap(), format!("{sum}  a\n"));
    }
}
