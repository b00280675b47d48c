//! The project's folders: commands must work from any folder of the project, and with any target
//! folder.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use anyhow::{Context, Result, ensure};

/// The project's root, the folder above `xtask/`.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// `dist/`, where a build puts the files that one copies to a web server.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The TypeScript declarations of the wasm's classes: written by a build, read by `www/tsconfig.json`,
/// which can name only this target folder.
pub fn wasm_types() -> PathBuf {
    root().join("target/wasm.d.ts")
}

/// Cargo's target folder, absolute.
///
/// Cargo reads a relative `CARGO_TARGET_DIR` from the folder in which it is started. The commands start
/// cargo in the root, whatever folder they were called from, so they ask once, here, and use the
/// absolute path.
pub fn target() -> Result<&'static Path> {
    static TARGET: OnceLock<PathBuf> = OnceLock::new();
    if let Some(known) = TARGET.get() {
        return Ok(known);
    }
    let output = Command::new(cargo())
        .args(["metadata", "--format-version=1", "--no-deps", "--manifest-path"])
        .arg(root().join("Cargo.toml"))
        .output()
        .context("cargo metadata could not be started")?;
    ensure!(output.status.success(), "cargo metadata failed: {}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let target = metadata["target_directory"].as_str().context("cargo metadata named no target_directory")?;
    Ok(TARGET.get_or_init(|| PathBuf::from(target)))
}

/// The cargo that runs this program: its toolchain is the one that the user chose.
pub fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_string())
}

/// The first program of this name on the `PATH`.
pub fn on_path(program: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(program))
        .find(|candidate| candidate.is_file())
}
