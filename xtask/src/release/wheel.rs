//! The Python package: the modules of `python/em_mixture/`, the module for notebooks, and the page without a network.
//!
//! A wheel is a zip file with three texts about itself: <https://packaging.python.org/specifications/binary-distribution-format>.

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Files, VERSION};
use crate::build::{Built, WIDGET};
use crate::paths;

/// What the package needs; NumPy, pandas, polars and scikit-learn are used where they are.
const NEEDS: &str = "Requires-Python: >=3.10\nRequires-Dist: anywidget>=0.11\n";

/// The archive.
pub fn wheel(built: &Built) -> Result<Vec<u8>> {
    let folder = paths::root().join("python/em_mixture");
    let mut files = Files::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("no folder {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".py") || name == "py.typed" {
            files.insert(format!("em_mixture/{name}"), fs::read(&path)?);
        }
    }
    files.insert(format!("em_mixture/{WIDGET}"), built.widget.as_bytes().to_vec());
    files.insert("em_mixture/em-mixture-offline.html".to_string(), built.offline.as_bytes().to_vec());
    let readme = fs::read_to_string(paths::root().join("python/README.md"))?;
    let about = format!("em_mixture-{VERSION}.dist-info");
    files.insert(format!("{about}/METADATA"), metadata(&readme).into_bytes());
    files.insert(format!("{about}/WHEEL"), FORMAT.as_bytes().to_vec());
    files.insert(format!("{about}/licenses/LICENSE"), fs::read(paths::root().join("LICENSE"))?);
    let record = record(&files, &format!("{about}/RECORD"))?;
    files.insert(format!("{about}/RECORD"), record.into_bytes());
    zipped(&files)
}

const FORMAT: &str = "Wheel-Version: 1.0\nGenerator: xtask\nRoot-Is-Purelib: true\nTag: py3-none-any\n";

fn metadata(readme: &str) -> String {
    format!(
        "Metadata-Version: 2.4\nName: em-mixture\nVersion: {VERSION}\n\
         Summary: A widget that teaches expectation-maximization: Gaussian mixtures, half-step by half-step\n\
         Keywords: expectation-maximization,gaussian-mixture,anywidget,jupyter,marimo,teaching,statistics\n\
         License-Expression: MIT\nLicense-File: LICENSE\n{NEEDS}\
         Description-Content-Type: text/markdown\n\n{readme}"
    )
}

/// The hash and the length of each file; those of the record itself are left out.
fn record(files: &Files, own_name: &str) -> Result<String> {
    let mut lines = String::new();
    for (name, bytes) in files {
        writeln!(lines, "{name},sha256={},{}", URL_SAFE_NO_PAD.encode(Sha256::digest(bytes)), bytes.len())?;
    }
    Ok(lines + own_name + ",,\n")
}

/// The time of each file is the first that a zip file can hold, so that the archive is the same on every machine.
fn zipped(files: &Files) -> Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        SimpleFileOptions::default().last_modified_time(zip::DateTime::default()).unix_permissions(0o644);
    for (name, bytes) in files {
        archive.start_file(name.as_str(), options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}
