//! The letters in which the browsers set a page that asks for the system's own.
//!
//! A bare machine's are wider than a person's, and a screen holds fewer of them; and no two machines
//! have the same. These have the widths of Helvetica and Times.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::paths;

/// What tells a program on a free desktop where a person's settings are; elsewhere nothing reads it.
pub const HOME: &str = "XDG_CONFIG_HOME";

/// Debian's name for them.
pub const PACKAGE: &str = "fonts-liberation";

const RULES: &str = r#"<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <alias binding="same"><family>system-ui</family><prefer><family>Liberation Sans</family></prefer></alias>
  <alias binding="same"><family>sans-serif</family><prefer><family>Liberation Sans</family></prefer></alias>
  <alias binding="same"><family>serif</family><prefer><family>Liberation Serif</family></prefer></alias>
</fontconfig>
"#;

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
