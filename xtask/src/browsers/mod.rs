//! The browsers in which the pages are tested: what each needs on this machine, how it is found,
//! and how what is missing comes here or is named.
//!
//! Three engines draw nearly every page in the world: Chromium's, Firefox's and WebKit's. A
//! page is tested in all of them or the run fails: none is left out in silence.

mod chromium;
mod display;
mod driver;
mod firefox;
mod install;
mod letters;
mod webkit;

use std::fmt;

use anyhow::Result;
use clap::ValueEnum;

pub use chromium::{CHROMIUM_FLAGS, Chromium};
pub use display::{Display, POINTER};
pub use driver::Driver;
pub use firefox::Firefox;
pub use webkit::WebKit;

/// One of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
#[value(rename_all = "lower")]
pub enum Engine {
    /// Chromium, or Chrome
    Chromium,
    /// Firefox, or its ESR
    Firefox,
    /// WebKit as WebKitGTK has it, with the rendering and the JavaScript of Safari
    WebKit,
}

impl Engine {
    /// The order in which they are named.
    pub const ALL: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::WebKit];

    /// As in `--browsers chromium,firefox,webkit`.
    pub fn name(self) -> &'static str {
        match self {
            Engine::Chromium => "chromium",
            Engine::Firefox => "firefox",
            Engine::WebKit => "webkit",
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Finds each of them or installs it; fails with a sentence for the first that stays missing.
pub fn find_or_install(engines: &[Engine]) -> Result<()> {
    for engine in engines {
        match engine {
            Engine::Chromium => Chromium::find_or_install().map(drop),
            Engine::Firefox => Firefox::find_or_install().map(drop),
            Engine::WebKit => WebKit::find_or_install().map(drop),
        }?;
    }
    Ok(())
}

/// The list for the command line: `chromium,firefox`.
pub fn names(engines: &[Engine]) -> String {
    engines.iter().map(|engine| engine.name()).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_engine_has_the_name_that_the_command_line_takes() {
        for engine in Engine::ALL {
            assert_eq!(Engine::from_str(engine.name(), false), Ok(engine));
        }
        assert_eq!(names(&Engine::ALL), "chromium,firefox,webkit");
    }
}
