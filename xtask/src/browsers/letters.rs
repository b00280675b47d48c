//! The letters in which the browsers set a page that asks for the system's own, formulas included.
//!
//! A bare machine's are wider than a person's, and a screen holds fewer of them; it has none for
//! mathematics; and no two machines have the same. These have the widths of Helvetica and Times.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use super::install::{self, Needs};
use crate::paths;

/// What tells a program on a free desktop where a person's settings are; elsewhere nothing reads it.
pub const HOME: &str = "XDG_CONFIG_HOME";

/// Text with serifs and without; and of the few that can set formulas (they have a table of
/// measures for it) the smallest that Debian has.
const FAMILIES: [&str; 3] = ["Liberation Sans", "Liberation Serif", "STIX Math"];

/// Of them, and of the program that says which ones there are.
const PACKAGES: &[&str] = &["fonts-liberation", "fonts-stix", "fontconfig"];

const NEEDS: Needs = Needs {
    programs: "the letters Liberation Sans, Liberation Serif and STIX Math, as `fc-list` names them",
    debian: PACKAGES,
    ubuntu: PACKAGES,
    otherwise: "",
};

/// Every name by which an engine asks for formulas' letters stands for the same ones.
const RULES: &str = r#"<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <alias binding="same"><family>system-ui</family><prefer><family>Liberation Sans</family></prefer></alias>
  <alias binding="same"><family>sans-serif</family><prefer><family>Liberation Sans</family></prefer></alias>
  <alias binding="same"><family>serif</family><prefer><family>Liberation Serif</family></prefer></alias>
  <alias binding="same"><family>math</family><prefer><family>STIX Math</family></prefer></alias>
  <alias binding="same"><family>Latin Modern Math</family><prefer><family>STIX Math</family></prefer></alias>
</fontconfig>
"#;

/// Has them installed, whatever browsers are there already. Where there is no fontconfig a browser
/// takes its letters from elsewhere, and none can be wished for.
pub fn find_or_install() -> Result<()> {
    if cfg!(any(target_os = "macos", target_os = "windows")) {
        return Ok(());
    }
    install::found_or_installed(&NEEDS, || {
        let list = Command::new("fc-list").args([":", "family"]).stderr(Stdio::null()).output().ok()?;
        lists_all(&String::from_utf8_lossy(&list.stdout)).then_some(())
    })
}

/// A line for each font, with the names of its family, separated by commas.
fn lists_all(list: &str) -> bool {
    let names: Vec<&str> = list.lines().flat_map(|line| line.split(',')).map(str::trim).collect();
    FAMILIES.iter().all(|family| names.contains(family))
}

/// The settings of a person who wishes for nothing but these letters.
pub fn home() -> Result<PathBuf> {
    let home = paths::target()?.join("browser-tests/home");
    wish_for_them(&home)?;
    Ok(home)
}

/// Adds the wish to a person's settings.
pub fn wish_for_them(home: &Path) -> Result<()> {
    let folder = home.join("fontconfig");
    fs::create_dir_all(&folder)?;
    let file = folder.join("fonts.conf");
    fs::write(&file, RULES).with_context(|| format!("{} cannot be written", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_family_that_is_missing_is_seen() {
        let all = "Liberation Serif\nNoto Sans,Noto Sans Black\nSTIX Math\nOther, Liberation Sans\n";
        assert!(lists_all(all));
        assert!(!lists_all(&all.replace("STIX Math", "STIX")));
        assert!(!lists_all(&all.replace("Liberation Sans", "Liberation Sans Narrow")));
        assert!(!lists_all(""));
    }
}
