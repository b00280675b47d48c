//! Where a release lies once somebody has published it, and the HTML that loads its script from there.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};

/// The folder of the npm package on a CDN. A placeholder until the package is published: then it is right
/// as it stands, or is changed here and in the README, which a test compares.
pub const ADDRESS: &str = concat!("https://cdn.jsdelivr.net/npm/em-mixture@", env!("CARGO_PKG_VERSION"));

/// The hash by which a browser refuses another script than this one.
pub fn integrity(script: &str) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(script)))
}

/// The line for a course page.
pub fn script_line(script: &str) -> String {
    let integrity = integrity(script);
    format!(
        "<script src=\"{ADDRESS}/em-mixture.js\" integrity=\"{integrity}\" crossorigin=\"anonymous\"></script>"
    )
}
