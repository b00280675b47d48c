//! WebKit, by WebKitGTK's small browser and its driver. It has no headless mode: it is shown on a
//! display that only exists in memory ([`Display`](super::Display)).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Display;
use crate::paths;

const BROWSER: &str = "MiniBrowser";
const DRIVER: &str = "WebKitWebDriver";

/// Where distributions put programs that are not for the PATH; `*` is any one folder.
const LIBRARIES: [&str; 3] = ["/usr/lib", "/usr/libexec", "/usr/lib64"];

/// A browser, its driver, and what they need to be shown.
pub struct WebKit {
    /// The browser's program.
    pub browser: PathBuf,
    /// The driver's program.
    pub driver: PathBuf,
    /// The X server in memory.
    pub xvfb: PathBuf,
    /// Tells the browser what the person prefers, and the device pixels per CSS pixel.
    pub xsettingsd: PathBuf,
}

impl WebKit {
    /// Finds all four.
    pub fn find() -> Option<WebKit> {
        Some(WebKit {
            browser: browser()?,
            driver: paths::on_path(DRIVER)?,
            xvfb: paths::on_path("Xvfb")?,
            xsettingsd: paths::on_path("xsettingsd")?,
        })
    }

    /// The driver's command, to listen on this port; its browser is shown on that display.
    pub fn driver_on(&self, port: u16, display: &Display) -> Command {
        let mut command = Command::new(&self.driver);
        command.arg(format!("--port={port}")).envs(display.environment());
        // There is no graphics card, and no user namespace for a sandbox around the page's process.
        command.env("WEBKIT_DISABLE_COMPOSITING_MODE", "1");
        command.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
        command
    }
}

/// Such as `/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser`.
fn browser() -> Option<PathBuf> {
    let libraries = LIBRARIES.iter().flat_map(|library| {
        let within = folders_in(Path::new(library));
        [PathBuf::from(library)].into_iter().chain(within)
    });
    let mut found: Vec<PathBuf> = libraries
        .flat_map(|library| folders_in(&library))
        .filter(|folder| folder.file_name().is_some_and(|name| name.to_string_lossy().starts_with("webkit")))
        .map(|folder| folder.join(BROWSER))
        .filter(|program| program.is_file())
        .collect();
    // webkit2gtk-4.1 before webkitgtk-6.0: the tests know GTK 3's window best.
    found.sort();
    found.into_iter().next()
}

fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
}
