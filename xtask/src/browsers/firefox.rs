//! Firefox and its geckodriver, which few distributions have: it is built from its crate.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Result;

use super::fonts;
use crate::{command, paths};

const BROWSERS: [&str; 2] = ["firefox-esr", "firefox"];
const DRIVER: &str = "geckodriver";

/// The version that is built if there is none.
const DRIVER_VERSION: &str = "0.37.1";

/// With this flag a test may set what the person prefers, and read the console; drivers before 0.36 do
/// not know it.
const SYSTEM_ACCESS: &str = "--allow-system-access";

/// A browser and its driver.
pub struct Firefox {
    /// The browser's program.
    pub browser: PathBuf,
    /// The driver's program.
    pub driver: PathBuf,
}

impl Firefox {
    /// The first one found that answers, with a driver that can do what the tests need.
    pub fn find() -> Option<Firefox> {
        Some(Firefox { browser: browser()?, driver: driver()? })
    }

    /// The driver's command, to listen on this port.
    pub fn driver_on(&self, port: u16) -> Result<Command> {
        let mut command = Command::new(&self.driver);
        // It opens a second port for another protocol; the default is the same for every driver.
        command.args([&format!("--port={port}"), "--websocket-port=0", SYSTEM_ACCESS]);
        command.env(fonts::HOME, fonts::home()?);
        Ok(command)
    }
}

/// Ubuntu's `firefox` may be a script that asks for a snap, so it must answer.
pub fn browser() -> Option<PathBuf> {
    let mut found = BROWSERS.iter().filter_map(|name| paths::on_path(name));
    found.find(|browser| command::succeeds(Command::new(browser).arg("--version")))
}

/// From the PATH, or built before.
pub fn driver() -> Option<PathBuf> {
    let built = tools().ok()?.join("bin").join(DRIVER);
    paths::on_path(DRIVER).into_iter().chain([built]).find(|driver| gives_system_access(driver))
}

fn gives_system_access(driver: &Path) -> bool {
    let help = Command::new(driver).arg("--help").stderr(Stdio::null()).output();
    help.is_ok_and(|help| String::from_utf8_lossy(&help.stdout).contains(SYSTEM_ACCESS))
}

/// A folder under target/, so that nothing outside is changed.
fn tools() -> Result<PathBuf> {
    Ok(paths::target()?.join("tools"))
}

/// Not optimised: it only passes messages on, and is built in half the time.
pub fn build_driver() -> Result<Command> {
    let tools = tools()?;
    let mut install = Command::new(paths::cargo());
    install.args(["install", DRIVER, "--version", DRIVER_VERSION, "--locked", "--debug", "--root"]);
    install.arg(&tools).env("CARGO_TARGET_DIR", tools.join("build")).env("CARGO_PROFILE_DEV_DEBUG", "0");
    Ok(install)
}
