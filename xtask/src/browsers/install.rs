//! Installs a browser where it may: by apt-get on Debian and Ubuntu, as root or where sudo asks
//! for no password. Elsewhere a sentence says what to install.

use std::fs;
use std::process::{Command, Stdio};
use std::sync::Mutex;

use anyhow::{Context, Result, bail};

use crate::{command, paths};

/// What a browser needs, in words and in packages.
pub struct Needs {
    /// The programs, for the sentence: "Chromium and chromedriver of the same version".
    pub programs: &'static str,
    /// Their packages on Debian.
    pub debian: &'static [&'static str],
    /// Their packages on Ubuntu.
    pub ubuntu: &'static [&'static str],
    /// What else can be done where there are none.
    pub otherwise: &'static str,
}

/// What is found, if need be after the packages are installed.
pub fn found_or_installed<T>(needs: &Needs, find: impl Fn() -> Option<T>) -> Result<T> {
    if let Some(found) = find() {
        return Ok(found);
    }
    let system = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let Some((sudo, packages)) = allowed().zip(packages_for(needs, &system)) else {
        bail!("{}", sentence(needs));
    };
    install(sudo, packages).with_context(|| sentence(needs))?;
    find().with_context(|| {
        format!("the packages {} are installed, but {}", packages.join(" "), sentence(needs))
    })
}

fn sentence(needs: &Needs) -> String {
    let Needs { programs, debian, otherwise, .. } = needs;
    let packages = debian.join(" ");
    format!(
        "the browser tests need {programs}: install them (on Debian `apt-get install {packages}`) \
         and run this again{otherwise}"
    )
}

/// The words before apt-get with which it may install: none as root, `sudo -n` where that works.
fn allowed() -> Option<&'static [&'static str]> {
    paths::on_path("apt-get")?;
    if succeeds(Command::new("sh").args(["-c", "test $(id -u) = 0"])) {
        Some(&[])
    } else if succeeds(Command::new("sudo").args(["-n", "true"])) {
        Some(&["sudo", "-n"])
    } else {
        None
    }
}

/// The packages by what the distribution says of itself.
fn packages_for(needs: &Needs, os_release: &str) -> Option<&'static [&'static str]> {
    let says = |id: &str| {
        os_release.lines().any(|line| match line.split_once('=') {
            Some(("ID" | "ID_LIKE", value)) => value.trim_matches('"').split(' ').any(|word| word == id),
            _ => false,
        })
    };
    if says("ubuntu") {
        Some(needs.ubuntu)
    } else if says("debian") {
        Some(needs.debian)
    } else {
        None
    }
}

/// The list of packages is fetched once, however many browsers are missing.
static LIST_IS_FRESH: Mutex<bool> = Mutex::new(false);

fn install(sudo: &[&str], packages: &[&str]) -> Result<()> {
    let mut fresh = LIST_IS_FRESH.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let apt_get = |step: &[&str]| {
        let words = [sudo, &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"], step].concat();
        command::run_quietly(Command::new(words[0]).args(&words[1..]))
    };
    if !*fresh {
        apt_get(&["update"])?;
        *fresh = true;
    }
    apt_get(&[&["install", "--yes", "--no-install-recommends"], packages].concat())
}

/// Whether it can be started and ends well.
pub fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEEDS: Needs = Needs {
        programs: "a browser and its driver",
        debian: &["browser", "browser-driver"],
        ubuntu: &["ubuntus-browser"],
        otherwise: ", or do without",
    };

    #[test]
    fn each_distribution_has_its_names_for_the_packages() {
        assert_eq!(packages_for(&NEEDS, "NAME=x\nID=debian\n"), Some(NEEDS.debian));
        assert_eq!(packages_for(&NEEDS, "ID=ubuntu\nID_LIKE=debian\n"), Some(NEEDS.ubuntu));
        assert_eq!(packages_for(&NEEDS, "ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"), Some(NEEDS.ubuntu));
        assert_eq!(packages_for(&NEEDS, "ID=fedora\n"), None);
    }

    #[test]
    fn what_is_missing_is_named_with_the_way_out() {
        let said = sentence(&NEEDS);
        for words in
            ["need a browser and its driver", "apt-get install browser browser-driver", "or do without"]
        {
            assert!(said.contains(words), "{said}");
        }
    }
}
