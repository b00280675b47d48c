//! Finds Chromium and its driver, installs them where it may, and starts the driver.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::{command, paths};

/// Names under which Chromium or its sibling is installed.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const DRIVER: &str = "chromedriver";

/// How Chromium must be started for a test: unseen, as root too, without a graphics card, and
/// without calls home.
pub const CHROMIUM_FLAGS: [&str; 8] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// A browser and the driver that fits it.
pub struct Chromium {
    /// The browser's program.
    pub browser: PathBuf,
    /// The driver's program.
    pub driver: PathBuf,
}

impl Chromium {
    /// What is installed, or what could be installed now.
    pub fn find_or_install() -> Result<Chromium> {
        if let Some(found) = Chromium::find() {
            return Ok(found);
        }
        install()?;
        Chromium::find().context("chromium and chromedriver are installed, but not on the PATH")
    }

    /// The first browser of the driver's own version, for another version may not answer it.
    fn find() -> Option<Chromium> {
        let driver = paths::on_path(DRIVER)?;
        let wanted = major_version(&driver);
        let browsers: Vec<PathBuf> = BROWSERS.iter().filter_map(|name| paths::on_path(name)).collect();
        let fitting = browsers.iter().find(|browser| major_version(browser) == wanted);
        let browser = fitting.or(browsers.first())?.clone();
        Some(Chromium { browser, driver })
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

/// By apt-get on Debian and Ubuntu, as root or where sudo asks for no password.
fn install() -> Result<()> {
    let system = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let packages = packages_for(&system);
    let sudo: Option<&[&str]> = if succeeds(Command::new("sh").args(["-c", "test $(id -u) = 0"])) {
        Some(&[])
    } else if succeeds(Command::new("sudo").args(["-n", "true"])) {
        Some(&["sudo", "-n"])
    } else {
        None
    };
    let (Some(sudo), Some(packages), Some(_)) = (sudo, packages, paths::on_path("apt-get")) else {
        bail!(
            "the browser tests need Chromium (or Chrome) and chromedriver of the same version on the PATH: \
             install them (on Debian `apt-get install chromium chromium-driver`) and run this again"
        );
    };
    for step in [&["update"][..], &[&["install", "--yes", "--no-install-recommends"], packages].concat()] {
        let words = [sudo, &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"], step].concat();
        command::run(Command::new(words[0]).args(&words[1..]))?;
    }
    Ok(())
}

/// What the distribution calls the two, by what it says of itself.
fn packages_for(os_release: &str) -> Option<&'static [&'static str]> {
    let says = |id: &str| {
        os_release.lines().any(|line| match line.split_once('=') {
            Some(("ID" | "ID_LIKE", value)) => value.trim_matches('"').split(' ').any(|word| word == id),
            _ => false,
        })
    };
    if says("ubuntu") {
        Some(&["chromium-browser", "chromium-chromedriver"])
    } else if says("debian") {
        Some(&["chromium", "chromium-driver"])
    } else {
        None
    }
}

fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// A driver that runs until it is dropped.
pub struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts chromedriver on a port of its own choice.
    pub fn start(chromium: &Chromium) -> Result<Driver> {
        let mut process = Command::new(&chromium.driver)
            .args(["--port=0", "--log-level=WARNING"])
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("{} could not be started", chromium.driver.display()))?;
        let output = process.stdout.take().context("the driver has no output")?;
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let Some(port) = lines.find_map(|line| port_in(&line)) else {
            let _ = process.kill();
            let _ = process.wait();
            bail!("{} ended without naming its port", chromium.driver.display());
        };
        // Whatever it says later must find a reader, or it would stop at a full pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Driver { process, port })
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

/// chromedriver's `/shutdown` ends the browsers that it started, and then itself.
impl Drop for Driver {
    fn drop(&mut self) {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        if let Ok(mut stream) = TcpStream::connect_timeout(&address, Duration::from_secs(2)) {
            let _ = stream.set_read_timeout(Some(Duration::from_secs(10)));
            let asked = write!(
                stream,
                "GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n",
                self.port
            );
            if asked.is_ok() {
                let _ = stream.read_to_end(&mut Vec::new());
            }
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The port in `ChromeDriver was started successfully on port 41235.`
fn port_in(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("successfully on port ")?;
    rest.trim_end_matches('.').trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_driver_names_its_port_and_a_program_its_version() {
        assert_eq!(port_in("ChromeDriver was started successfully on port 41235."), Some(41235));
        assert_eq!(port_in("Starting ChromeDriver 120.0 on port 0"), None);
        assert_eq!(major_in("Chromium 120.0.6099.224 built on Debian"), Some("120".to_string()));
    }

    #[test]
    fn each_distribution_has_its_names_for_the_two() {
        assert_eq!(packages_for("NAME=x\nID=debian\n").unwrap()[1], "chromium-driver");
        let ubuntu = "ID=ubuntu\nID_LIKE=debian\n";
        assert_eq!(packages_for(ubuntu).unwrap()[1], "chromium-chromedriver");
        let mint = "ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n";
        assert_eq!(packages_for(mint).unwrap()[1], "chromium-chromedriver");
        assert!(packages_for("ID=fedora\n").is_none());
    }
}
