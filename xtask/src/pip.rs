//! What some tests need from pip: a program of other people's making, with everything that it
//! needs at pinned versions, in an environment of its own under `target/pip`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::{command, paths};

/// The programs of an environment that holds these packages, each as `name==version`; what is
/// not there yet is fetched now. The first one names the environment.
pub fn programs(packages: &[&str]) -> Result<PathBuf> {
    let name = packages.first().context("an environment is named by its first package")?;
    let shelf = paths::target()?.join("pip");
    let place = shelf.join(name.replace("==", "-"));
    let whole = place.join("whole");
    if !whole.is_file() {
        let python =
            paths::on_path("python3").with_context(|| missing(name, "python3 is not on the PATH"))?;
        let fetched = fetch(&python, packages, &place);
        if fetched.is_err() {
            let _ = fs::remove_dir_all(&place);
        }
        fetched?;
        fs::write(&whole, "")?;
    }
    Ok(place.join("bin"))
}

/// An environment cannot be moved, so it is made where it stays.
fn fetch(python: &Path, packages: &[&str], place: &Path) -> Result<()> {
    let name = packages[0];
    let _ = fs::remove_dir_all(place);
    fs::create_dir_all(place).with_context(|| format!("{} cannot be made", place.display()))?;
    let made = command::run(Command::new(python).args(["-m", "venv"]).arg(place));
    ensure!(made.is_ok(), missing(name, "python3 has no venv, or no pip for it"));
    let mut install = Command::new(place.join("bin/python"));
    install.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--only-binary",
        ":all:",
    ]);
    if command::run(install.args(packages)).is_err() {
        bail!("pip could not fetch {name}: is there a way to its registry from here? Then run this again");
    }
    Ok(())
}

fn missing(name: &str, what: &str) -> String {
    format!(
        "a browser test needs {name}, which pip fetches, but {what}: install Python 3 with pip and venv \
         (on Debian `apt-get install python3-pip python3-venv`) and run this again"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_python_is_named_with_what_needs_it_and_the_way_out() {
        let said = missing("mkdocs==1.6.1", "python3 is not on the PATH");
        for word in ["mkdocs==1.6.1", "python3 is not on the PATH", "apt-get install python3-pip"] {
            assert!(said.contains(word), "{said}");
        }
    }

    #[test]
    fn a_python_without_venv_is_named_too() {
        let place = std::env::temp_dir().join(format!("em-mixture-pip-{}", std::process::id()));
        let refused = fetch(Path::new("false"), &["nothing==0"], &place).unwrap_err();
        assert!(refused.to_string().contains("no venv"), "{refused}");
        fs::remove_dir_all(&place).unwrap();
    }
}
