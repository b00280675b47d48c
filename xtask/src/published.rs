//! Where a release lies once somebody has published it, the line that loads its script from there, and the name
//! of its Python package.
//!
//! Both addresses are placeholders until then. They are written here, and in the README, which a test compares.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};

/// The page and the files beside it, with a slash at its end.
pub const SITE: &str = "https://em-mixture.github.io/";

/// The folder of this version's npm package on a CDN.
pub const CDN: &str = concat!("https://cdn.jsdelivr.net/npm/em-mixture@", env!("CARGO_PKG_VERSION"));

/// The file with the Python package: its name, as pip reads it.
pub const WHEEL: &str = concat!("em_mixture-", env!("CARGO_PKG_VERSION"), "-py3-none-any.whl");

/// The hash by which a browser refuses another script than this one.
pub fn integrity(script: &str) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(script)))
}

/// The line for a course page.
pub fn script_line(script: &str) -> String {
    let integrity = integrity(script);
    format!(
        "<script src=\"{CDN}/em-mixture.js\" integrity=\"{integrity}\" crossorigin=\"anonymous\"></script>"
    )
}
