//! Chromium, or Chrome, and its chromedriver.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use super::fonts;
use crate::paths;

/// The names under which Chromium or Chrome is installed. First those of the same engine without a
/// browser's windows and menus around it: a test costs it half the time. Debian's by its own path, since the
/// command of that name is a shell script: its end would not end the browser.
const BROWSERS: [&str; 6] = [
    "/usr/lib/chromium/chromium-headless-shell",
    "chrome-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const DRIVER: &str = "chromedriver";

/// The flags for a test: without a window, also as root, without a graphics card, and without requests of
/// the browser's own.
pub const CHROMIUM_FLAGS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-back-forward-cache", // no test goes back to a page, and a kept page costs a third more
];

/// A browser and a driver of the same version.
pub struct Chromium {
    /// The browser's program.
    pub browser: PathBuf,
    /// The driver's program.
    pub driver: PathBuf,
}

impl Chromium {
    /// The first browser of the driver's own version, for another version may not answer it.
    pub fn find() -> Option<Chromium> {
        let driver = paths::on_path(DRIVER)?;
        let wanted = major_version(&driver);
        let browsers: Vec<PathBuf> = BROWSERS.iter().filter_map(|name| paths::on_path(name)).collect();
        let fitting = browsers.iter().find(|browser| major_version(browser) == wanted);
        let browser = fitting.or(browsers.first())?.clone();
        Some(Chromium { browser, driver })
    }

    /// The driver's command, to listen on this port.
    pub fn driver_on(&self, port: u16) -> Result<Command> {
        let mut command = Command::new(&self.driver);
        command.arg(format!("--port={port}")).arg("--log-level=WARNING");
        command.env(fonts::HOME, fonts::home()?);
        Ok(command)
    }
}

/// The 120 in `Chromium 120.0.6099.224 built on …` and in `ChromeDriver 120.0.…`.
fn major_version(program: &Path) -> Option<String> {
    let output = Command::new(program).arg("--version").output().ok()?;
    major_in(&String::from_utf8_lossy(&output.stdout))
}

fn major_in(text: &str) -> Option<String> {
    let version = text.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    Some(version.split('.').next()?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_from_a_programs_answer() {
        assert_eq!(major_in("Chromium 120.0.6099.224 built on Debian"), Some("120".to_string()));
        assert_eq!(major_in("no number at all"), None);
    }
}
