//! What some tests need from npm: a tool or a host page of other people's making, at a pinned
//! version, fetched once into `target/npm`, and never committed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::{command, paths};

/// The folder of a package, such as `target/npm/axe-core-4.14.1/node_modules/axe-core`; what is
/// not there yet is fetched now, without running any script of it.
pub fn package(name: &str, version: &str) -> Result<PathBuf> {
    let shelf = paths::target()?.join("npm");
    let place = shelf.join(format!("{name}-{version}"));
    let package = place.join("node_modules").join(name);
    if package.join("package.json").is_file() {
        return Ok(package);
    }
    let npm = paths::on_path("npm").with_context(|| missing(name, version))?;
    // Fetched beside its place and then moved there, so that a fetch cut off leaves no half.
    let beside = shelf.join(format!("{name}-{version}.{}", std::process::id()));
    fetch(&npm, &format!("{name}@{version}"), &beside)?;
    ensure!(
        beside.join("node_modules").join(name).join("package.json").is_file(),
        "npm fetched {name} {version}, but it is not in {}",
        beside.display()
    );
    let moved = fs::rename(&beside, &place);
    if moved.is_err() && package.join("package.json").is_file() {
        fs::remove_dir_all(&beside)?; // another test run was quicker
    } else {
        moved.with_context(|| format!("{} cannot be written", place.display()))?;
    }
    Ok(package)
}

fn fetch(npm: &Path, wanted: &str, place: &Path) -> Result<()> {
    fs::create_dir_all(place).with_context(|| format!("{} cannot be made", place.display()))?;
    let mut install = Command::new(npm);
    install.args([
        "install",
        "--silent",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--no-save",
        "--prefix",
    ]);
    let fetched = command::run(install.arg(place).arg(wanted));
    if fetched.is_err() {
        fs::remove_dir_all(place)?;
        bail!("npm could not fetch {wanted}: is there a way to its registry from here? Then run this again");
    }
    Ok(())
}

fn missing(name: &str, version: &str) -> String {
    format!(
        "a test needs {name} {version}, which npm fetches, but npm is not on the PATH: install Node.js \
         with npm (on Debian `apt-get install npm`) and run this again"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_npm_is_named_with_what_needs_it_and_the_way_out() {
        let said = missing("axe-core", "4.14.1");
        for word in ["axe-core 4.14.1", "npm is not on the PATH", "apt-get install npm"] {
            assert!(said.contains(word), "{said}");
        }
    }

    #[test]
    fn what_npm_cannot_fetch_leaves_nothing_behind() {
        let place = std::env::temp_dir().join(format!("em-mixture-npm-{}", std::process::id()));
        let refused = fetch(Path::new("false"), "no-such-package@0.0.0", &place).unwrap_err();
        assert!(refused.to_string().contains("no-such-package@0.0.0"));
        assert!(!place.exists());
    }
}
