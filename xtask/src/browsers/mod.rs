//! The browsers in which the pages are tested: finds and starts them.
//!
//! Three engines draw nearly every page in the world: Chromium's, Firefox's and WebKit's. A page is
//! tested in all of them, or the run fails: no engine is skipped without a message.

mod chromium;
mod display;
mod driver;
pub mod firefox;
pub mod fonts;
mod webkit;

use std::fmt;

use clap::ValueEnum;

pub use chromium::{CHROMIUM_FLAGS, Chromium};
pub use display::{Display, POINTER};
pub use driver::Driver;
pub use firefox::Firefox;
pub use webkit::WebKit;

/// One of the three engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
#[value(rename_all = "lower")]
pub enum Engine {
    /// Chromium, or Chrome
    Chromium,
    /// Firefox, or its ESR
    Firefox,
    /// WebKitGTK's WebKit, with the rendering and the JavaScript of Safari
    WebKit,
}

impl Engine {
    /// The order in which they are named.
    pub const ALL: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::WebKit];

    /// The sentence for an engine that cannot be started.
    pub fn missing(self) -> String {
        format!("{self} or its driver is not here: run `cargo xtask setup --browsers {self}`")
    }

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

/// The list as on the command line: `chromium,firefox`.
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
