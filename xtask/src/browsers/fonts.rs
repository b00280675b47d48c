//! The fonts that the test browsers use for `system-ui` and for formulas.
//!
//! Machines have different fonts; a new one has wide ones, and none for mathematics. These have the
//! widths of Helvetica and Times.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::paths;

/// The variable that names the folder of a user's settings, on Linux desktops; others ignore it.
pub const HOME: &str = "XDG_CONFIG_HOME";

/// Text with and without serifs; and the smallest of Debian's few fonts for formulas (those with a table
/// of measures for them).
const FAMILIES: [&str; 3] = ["Liberation Sans", "Liberation Serif", "STIX Math"];

/// Makes every name by which an engine asks for a font for formulas an alias of this one.
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

/// Whether they are installed. Without fontconfig a browser has its fonts from elsewhere, and none can be
/// chosen.
pub fn are_here() -> bool {
    let list = || Command::new("fc-list").args([":", "family"]).stderr(Stdio::null()).output();
    cfg!(any(target_os = "macos", target_os = "windows"))
        || list().is_ok_and(|list| lists_all(&String::from_utf8_lossy(&list.stdout)))
}

/// A line for each font: the names of its family, separated by commas.
fn lists_all(list: &str) -> bool {
    let names: Vec<&str> = list.lines().flat_map(|line| line.split(',')).map(str::trim).collect();
    FAMILIES.iter().all(|family| names.contains(family))
}

/// A folder of settings that choose these fonts, and nothing else.
pub fn home() -> Result<PathBuf> {
    let home = paths::target()?.join("browser-tests/home");
    choose_them(&home)?;
    Ok(home)
}

/// Adds these settings to a folder.
pub fn choose_them(home: &Path) -> Result<()> {
    let folder = home.join("fontconfig");
    fs::create_dir_all(&folder)?;
    let file = folder.join("fonts.conf");
    fs::write(&file, RULES).with_context(|| format!("{} cannot be written", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_font_family_is_noticed() {
        let all = "Liberation Serif\nNoto Sans,Noto Sans Black\nSTIX Math\nOther, Liberation Sans\n";
        assert!(lists_all(all));
        assert!(!lists_all(&all.replace("STIX Math", "STIX")));
        assert!(!lists_all(&all.replace("Liberation Sans", "Liberation Sans Narrow")));
        assert!(!lists_all(""));
    }
}
