//! Builds `crates/web` to a wasm module and the JavaScript that calls it.
//!
//! wasm-bindgen's generator runs here as a library, in exactly the version that the crate is built with.
//! So no other program must be installed, and no versions can differ.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::{command, paths};

/// The one target that the page needs.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// The profile that the module is built under.
pub const PROFILE: &str = "wasm";

/// A module and its bindings.
pub struct Bundle {
    /// The module's bytes.
    pub wasm: Vec<u8>,
    /// A script that defines the function `wasm_bindgen`, which loads the module and has the exported
    /// classes as properties.
    pub bindings: String,
    /// The TypeScript declarations of the exported classes.
    pub types: String,
}

/// Builds a package of the workspace for the browser.
pub fn build(package: &str) -> Result<Bundle> {
    install_target().with_context(|| {
        format!("the page needs Rust's target {TARGET}: install it the way this toolchain was installed")
    })?;
    let mut build = command::cargo(&["build", "--lib", "--package", package])?;
    build.args(["--profile", PROFILE, "--target", TARGET]);
    // Flags from the environment would replace those of .cargo/config.toml, and SIMD with them.
    build.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    build
        .arg("--config")
        .arg(format!("target.{TARGET}.rustflags={}", serde_json::to_string(&shorter_paths()?)?));
    command::run(&mut build)?;

    let module =
        paths::target()?.join(TARGET).join(PROFILE).join(format!("{}.wasm", package.replace('-', "_")));
    let mut generator = Bindgen::new();
    generator
        .input_path(&module)
        .no_modules(true)?
        .typescript(true)
        .ts_typed_array_buffers(true)
        .remove_name_section(true)
        .remove_producers_section(true);
    let mut output = generator.generate_output().context("wasm-bindgen could not read the module")?;
    let bindings = output.js().to_string();
    let types = output.ts().unwrap_or_default().to_string();
    // wasm-opt would make the module a tenth smaller, but what is sent, the packed one, a few percent larger.
    Ok(Bundle { wasm: output.wasm_mut().emit_wasm(), bindings, types })
}

/// Flags that shorten the file names in panic messages, of which the module has one per check: they begin
/// at the crate's name. The folders of this machine are private, and would make the module larger.
fn shorter_paths() -> Result<BTreeSet<String>> {
    let mut ask = command::cargo(&["metadata", "--format-version=1", "--filter-platform", TARGET])?;
    let output = ask.output().context("cargo metadata could not be started")?;
    ensure!(output.status.success(), "cargo metadata failed: {}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata["packages"].as_array().context("cargo metadata named no packages")?;
    let foreign = packages.iter().filter(|package| !package["source"].is_null());
    let manifests = foreign.filter_map(|package| package["manifest_path"].as_str());
    // Three levels up: from cargo's sources/csv-1.4.0/Cargo.toml to cargo's sources.
    let folders = manifests.filter_map(|manifest| Path::new(manifest).ancestors().nth(2));
    Ok(folders.map(|folder| format!("--remap-path-prefix={}=", folder.display())).collect())
}

/// Whether the toolchain has the target.
pub fn target_is_here() -> bool {
    let asked = Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]).output();
    asked.is_ok_and(|said| {
        said.status.success() && Path::new(String::from_utf8_lossy(&said.stdout).trim()).is_dir()
    })
}

/// Installs the target where it is missing; two threads that need it do so once.
pub fn install_target() -> Result<()> {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _alone = ONE_AT_A_TIME.lock();
    if target_is_here() { Ok(()) } else { command::run_quietly(&mut add_target()) }
}

/// The command that installs the target.
pub fn add_target() -> Command {
    let mut add = Command::new("rustup");
    add.args(["target", "add", TARGET]);
    add
}
