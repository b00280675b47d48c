//! What the tests need besides a Rust toolchain: how each thing is found, and how it is installed.

use std::fmt;
use std::fs;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::browsers::{Chromium, Engine, WebKit, firefox, fonts};
use crate::packages::{NOTEBOOKS, NPM, PIP};
use crate::{command, paths, wasm};

/// Something that the tests need.
struct Need {
    what: &'static str,
    /// The browsers whose tests need it; empty: all tests do.
    engines: &'static [Engine],
    is_here: fn() -> bool,
    by: By,
}

/// How it is installed.
enum By {
    /// By apt-get.
    Packages { debian: &'static str, ubuntu: &'static str },
    /// By these commands, which the second function runs.
    Commands(fn() -> Result<Vec<Command>>, fn() -> Result<()>),
}

const fn packages(names: &'static str) -> By {
    By::Packages { debian: names, ubuntu: names }
}

/// In the order in which they are installed.
const NEEDS: [Need; 11] = [
    Need {
        what: "Rust's target wasm32-unknown-unknown",
        engines: &[],
        is_here: wasm::target_is_here,
        by: By::Commands(|| Ok(vec![wasm::add_target()]), wasm::install_target),
    },
    Need {
        what: "the fonts Liberation Sans, Liberation Serif and STIX Math, and fc-list",
        engines: &Engine::ALL,
        is_here: fonts::are_here,
        by: packages("fonts-liberation fonts-stix fontconfig"),
    },
    Need {
        what: "Chromium or Chrome, and chromedriver of the same version",
        engines: &[Engine::Chromium],
        is_here: || Chromium::find().is_some(),
        by: By::Packages {
            debian: "chromium-headless-shell chromium-driver",
            ubuntu: "chromium-browser chromium-chromedriver",
        },
    },
    Need {
        what: "Firefox, one that answers `firefox --version`",
        engines: &[Engine::Firefox],
        is_here: || firefox::browser().is_some(),
        by: By::Packages { debian: "firefox-esr", ubuntu: "firefox" },
    },
    Need {
        what: "WebKitGTK's MiniBrowser and WebKitWebDriver, Xvfb and xsettingsd",
        engines: &[Engine::WebKit],
        is_here: || WebKit::find().is_some(),
        by: packages("webkit2gtk-driver xvfb xsettingsd"),
    },
    Need {
        what: "Node.js with npm",
        engines: &[],
        is_here: || paths::on_path("node").and(paths::on_path("npm")).is_some(),
        by: packages("nodejs npm"),
    },
    Need {
        what: "Python 3 with venv and pip",
        engines: &[],
        is_here: || command::succeeds(Command::new("python3").args(["-c", "import ensurepip, venv"])),
        by: packages("python3-venv python3-pip"),
    },
    Need {
        what: "geckodriver, which drives Firefox",
        engines: &[Engine::Firefox],
        is_here: || firefox::driver().is_some(),
        by: By::Commands(
            || Ok(vec![firefox::build_driver()?]),
            || command::run_quietly(&mut firefox::build_driver()?),
        ),
    },
    Need {
        what: "the packages of www/package-lock.json, in target/npm",
        engines: &[],
        is_here: || NPM.folder().is_ok(),
        by: By::Commands(|| NPM.commands(), || NPM.fetch()),
    },
    Need {
        what: "the packages of tests/browser/requirements.txt, in target/pip",
        engines: &[],
        is_here: || PIP.folder().is_ok(),
        by: By::Commands(|| PIP.commands(), || PIP.fetch()),
    },
    Need {
        what: "the packages of tests/notebooks/requirements.txt, in target/notebooks",
        engines: &[],
        is_here: || NOTEBOOKS.folder().is_ok(),
        by: By::Commands(|| NOTEBOOKS.commands(), || NOTEBOOKS.fetch()),
    },
];

/// Names what is missing for the tests in these browsers, then installs it.
pub fn setup(engines: &[Engine]) -> Result<()> {
    Missing::for_tests(engines).install()?;
    println!("All that the tests need is here.");
    Ok(())
}

/// The needs that are missing.
pub struct Missing(Vec<&'static Need>);

impl Missing {
    /// For the tests in these browsers.
    pub fn for_tests(engines: &[Engine]) -> Missing {
        Missing::of(|need| need.engines.is_empty() || engines.iter().any(|one| need.engines.contains(one)))
    }

    /// To start this browser.
    pub fn for_browser(engine: Engine) -> Missing {
        Missing::of(|need| need.engines.contains(&engine))
    }

    fn of(needed: impl Fn(&Need) -> bool) -> Missing {
        Missing(NEEDS.iter().filter(|need| needed(need) && !(need.is_here)()).collect())
    }

    /// Whether nothing is missing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Fails if anything is missing, and says what and how it is installed.
    pub fn must_be_empty(&self) -> Result<()> {
        ensure!(self.is_empty(), "{self}`cargo xtask setup` installs them");
        Ok(())
    }

    /// Prints what it will install and by which commands, then does it.
    pub fn install(&self) -> Result<()> {
        print!("{self}");
        let packages: Vec<&str> = self.0.iter().filter_map(|need| need.packages()).collect();
        for need in &self.0 {
            if (need.is_here)() {
                continue; // its packages were installed with earlier ones
            }
            let installed = match need.by {
                By::Packages { .. } => apt_get_install(&packages),
                By::Commands(_, run) => run(),
            };
            installed.with_context(|| format!("missing is {need}"))?;
            ensure!((need.is_here)(), "installed, and not found, is {need}");
        }
        Ok(())
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        if !self.is_empty() {
            writeln!(f, "The tests need, and this machine lacks:")?;
        }
        self.0.iter().try_for_each(|need| writeln!(f, "  {need}"))
    }
}

impl Need {
    /// Its packages, by their names on this machine.
    fn packages(&self) -> Option<&'static str> {
        let os_release = fs::read_to_string("/etc/os-release").unwrap_or_default();
        match self.by {
            By::Packages { ubuntu, .. } if says_ubuntu(&os_release) => Some(ubuntu),
            By::Packages { debian, .. } => Some(debian),
            By::Commands(..) => None,
        }
    }
}

impl fmt::Display for Need {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let how = match self.by {
            By::Packages { .. } => format!("apt-get install {}", self.packages().unwrap_or_default()),
            By::Commands(commands, _) => {
                let lines: Vec<String> = commands().iter().flatten().map(command::line).collect();
                lines.join(" && ")
            }
        };
        write!(f, "{}: {how}", self.what)
    }
}

/// As root, or with sudo if that asks for no password.
fn apt_get_install(packages: &[&str]) -> Result<()> {
    let root = command::succeeds(Command::new("sh").args(["-c", "test $(id -u) = 0"]));
    let allowed = root || command::succeeds(Command::new("sudo").args(["-n", "true"]));
    ensure!(
        allowed && paths::on_path("apt-get").is_some(),
        "this may not call apt-get, or there is none: install it by hand, or leave its browser out with `--browsers`"
    );
    let packages: Vec<&str> = packages.iter().flat_map(|names| names.split(' ')).collect();
    for step in [vec!["update"], [vec!["install", "--yes", "--no-install-recommends"], packages].concat()] {
        let mut apt_get = Command::new(if root { "env" } else { "sudo" });
        apt_get.args(if root { &[][..] } else { &["-n", "env"] });
        command::run_quietly(apt_get.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]).args(step))?;
    }
    Ok(())
}

/// Whether the system is Ubuntu or based on it: its packages have Ubuntu's names.
fn says_ubuntu(os_release: &str) -> bool {
    os_release.lines().any(|line| match line.split_once('=') {
        Some(("ID" | "ID_LIKE", value)) => value.trim_matches('"').split(' ').any(|word| word == "ubuntu"),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ubuntu_and_systems_based_on_it_have_its_package_names() {
        assert!(says_ubuntu("ID=ubuntu\nID_LIKE=debian\n"));
        assert!(says_ubuntu("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"));
        assert!(!says_ubuntu("NAME=\"not ubuntu\"\nID=debian\n"));
    }

    #[test]
    fn what_is_missing_is_named_with_the_command_for_it() {
        let named = |engines: &[Engine]| {
            let needed = |need: &&Need| need.engines.is_empty() || need.engines == engines;
            Missing(NEEDS.iter().filter(needed).collect()).must_be_empty().unwrap_err().to_string()
        };
        let firefox = named(&[Engine::Firefox]);
        for words in [
            "geckodriver, which drives Firefox: ",
            " cargo install geckodriver --version ",
            "apt-get install firefox",
            "rustup target add wasm32-unknown-unknown",
            "npm ci --ignore-scripts",
            "pip install",
            "--require-hashes -r requirements.txt",
            "`cargo xtask setup` installs",
        ] {
            assert!(firefox.contains(words), "{words} is not in {firefox}");
        }
        assert!(!firefox.contains("chromedriver"));
        assert!(named(&[Engine::Chromium]).contains("chromedriver"));
    }

    #[test]
    fn if_nothing_is_missing_nothing_is_printed() {
        let nothing = Missing(Vec::new());
        nothing.must_be_empty().unwrap();
        assert_eq!(nothing.to_string(), "");
    }
}
