//! Packages of npm and PyPI that the tests use: checkers of the page's scripts, and programs that make
//! course pages. Lock files name them; `cargo xtask setup` installs them in `target/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::{command, paths, published};

/// A folder of `target/` with the packages of a lock file.
pub struct Packages {
    folder: &'static str,
    /// Their paths from the project's root; the last one is the lock file.
    files: &'static [&'static str],
    /// The commands that install them into the folder, where the files are copied first.
    commands: fn(&Path) -> Vec<Command>,
}

/// npm's, installed without running any script of a package.
pub const NPM: Packages = Packages {
    folder: "npm",
    files: &["www/package.json", "www/package-lock.json"],
    commands: |folder| {
        let mut install = Command::new("npm");
        install.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(folder);
        vec![install]
    },
};

/// pip's.
pub const PIP: Packages =
    Packages { folder: "pip", files: &["tests/browser/requirements.txt"], commands: in_an_environment };

/// Notebooks, and what people use in them.
pub const NOTEBOOKS: Packages = Packages {
    folder: "notebooks",
    files: &["tests/notebooks/requirements.txt"],
    commands: in_an_environment,
};

/// In an environment of their own; only files with the hashes in the lock file.
fn in_an_environment(folder: &Path) -> Vec<Command> {
    let mut environment = Command::new("python3");
    environment.args(["-m", "venv", "."]).current_dir(folder);
    let mut install = pip_install(&folder.join("bin/python"));
    // Not compiled: most of their modules are never imported.
    install
        .args(["--only-binary", ":all:", "--no-compile", "--require-hashes", "-r", "requirements.txt"])
        .current_dir(folder);
    vec![environment, install]
}

fn pip_install(python: &Path) -> Command {
    let mut install = Command::new(python);
    install.args(["-m", "pip", "install", "--disable-pip-version-check"]);
    install
}

/// The folder of a package of npm.
pub fn npm(name: &str) -> Result<PathBuf> {
    Ok(NPM.folder()?.join("node_modules").join(name))
}

/// The Python that can import pip's packages.
pub fn python() -> Result<PathBuf> {
    Ok(PIP.folder()?.join("bin/python"))
}

/// The Python of the notebooks, with the wheel of `release/` as it is now.
pub fn notebook_python() -> Result<PathBuf> {
    let python = NOTEBOOKS.folder()?.join("bin/python");
    let wheel = paths::root().join("release").join(published::WHEEL);
    ensure!(wheel.is_file(), "release/ has no {}: run `cargo xtask release`", published::WHEEL);
    let mut install = pip_install(&python);
    install.args(["--no-index", "--no-deps", "--force-reinstall"]).arg(wheel);
    command::run_quietly(&mut install)?;
    Ok(python)
}

impl Packages {
    /// The folder; fails if they are not installed, or not those of the lock file.
    pub fn folder(&self) -> Result<PathBuf> {
        let folder = self.place()?;
        let lock = fs::read(self.lock())?;
        let fetched = fs::read(folder.join(FETCHED)).is_ok_and(|fetched| fetched == lock);
        ensure!(fetched, "the packages of {} are not here: run `cargo xtask setup`", self.lock().display());
        Ok(folder)
    }

    /// The commands that install them.
    pub fn commands(&self) -> Result<Vec<Command>> {
        Ok((self.commands)(&self.place()?))
    }

    /// Installs them again.
    pub fn fetch(&self) -> Result<()> {
        let folder = self.place()?;
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        for file in self.files.iter().map(|file| paths::root().join(file)) {
            fs::copy(&file, folder.join(file.file_name().unwrap_or_default()))?;
        }
        for mut command in self.commands()? {
            command::run_quietly(&mut command).context("can this machine reach the packages' registry?")?;
        }
        fs::copy(self.lock(), folder.join(FETCHED))?;
        Ok(())
    }

    fn place(&self) -> Result<PathBuf> {
        Ok(paths::target()?.join(self.folder))
    }

    fn lock(&self) -> PathBuf {
        paths::root().join(self.files.last().unwrap_or(&""))
    }
}

/// A copy of the lock file, written when all its packages are installed.
const FETCHED: &str = "fetched";

#[cfg(test)]
mod tests {
    use super::*;

    /// npm and pip-tools write into a lock file the address of their registry, and folders with wheels of
    /// this machine; everybody may have others.
    #[test]
    fn the_lock_files_hold_names_versions_and_hashes_and_no_address() {
        for file in [NPM.lock(), PIP.lock(), NOTEBOOKS.lock()] {
            let text = fs::read_to_string(&file).unwrap();
            assert!(text.contains("sha512-") || text.contains("--hash=sha256:"), "{}", file.display());
            // A package's `funding` has a `url`, which is its own.
            let addresses: Vec<&str> = text
                .lines()
                .filter(|line| line.starts_with("--") || line.contains("://") && !line.contains("\"url\": "))
                .collect();
            assert!(addresses.is_empty(), "{}: {addresses:?}", file.display());
        }
    }
}
