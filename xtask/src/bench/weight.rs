//! What the page weighs until its first picture.

use std::fs;
use std::process::Command;

use anyhow::Result;
use serde_json::{Map, Value, json};

use crate::pages::SCRIPT;
use crate::{build, paths};

/// The size of what the page loads before its first picture: as it is, gzipped, and by brotli if that is on
/// the PATH.
pub fn bytes(wasm: &[u8]) -> Result<Value> {
    let [page, script] = ["index.html", SCRIPT].map(|name| fs::read(paths::dist().join(name)));
    let rows = [("index.html", page?), (SCRIPT, script?), ("the wasm within it, by itself", wasm.to_vec())];
    let mut found = Map::new();
    for (name, bytes) in rows {
        let brotli = brotli(&bytes)?;
        found.insert(
            name.to_string(),
            json!({ "raw": bytes.len(), "gzip": build::gzip(&bytes)?.len(), "brotli": brotli }),
        );
    }
    Ok(found.into())
}

fn brotli(bytes: &[u8]) -> Result<Option<usize>> {
    if paths::on_path("brotli").is_none() {
        return Ok(None);
    }
    let file = paths::target()?.join("bench/weighed");
    fs::write(&file, bytes)?;
    let packed = Command::new("brotli").args(["--stdout", "--quality=11"]).arg(&file).output()?;
    Ok(packed.status.success().then_some(packed.stdout.len()))
}
