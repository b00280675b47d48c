//! From the crate to a wasm module and the JavaScript that calls it.
//!
//! wasm-bindgen's generator runs here as a library, at exactly the version the crate is built
//! with: there is no other binary to install and no version to mismatch.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::{command, paths};

/// The one target that the page needs.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// What wasm-opt may use: what rustc 1.95 emits by default, and the SIMD that the crate asks for.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// The profile that the module is built under.
const PROFILE: &str = "wasm";

/// A module and its bindings.
pub struct Bundle {
    /// The module's bytes.
    pub wasm: Vec<u8>,
    /// A script that defines the function `wasm_bindgen`, which opens the module and carries
    /// the exported classes.
    pub bindings: String,
}

/// Builds a package of the workspace for the browser.
pub fn build(package: &str) -> Result<Bundle> {
    ensure_target()?;
    let mut build = command::cargo(&["build", "--lib", "--package", package])?;
    build.args(["--profile", PROFILE, "--target", TARGET]);
    // Flags from the environment would replace those of .cargo/config.toml, SIMD with them.
    build.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    command::run(&mut build)?;

    let module =
        paths::target()?.join(TARGET).join(PROFILE).join(format!("{}.wasm", package.replace('-', "_")));
    let mut generator = Bindgen::new();
    generator
        .input_path(&module)
        .no_modules(true)?
        .typescript(false)
        .remove_name_section(std::env::var("KEEP_NAMES").is_err())
        .remove_producers_section(true);
    let mut output = generator.generate_output().context("wasm-bindgen could not read the module")?;
    let bindings = output.js().to_string();
    fs::write(paths::target()?.join("xtask/bindings.js"), &bindings)?; // DEBUG
    let wasm = optimised(output.wasm_mut().emit_wasm())?;
    Ok(Bundle { wasm, bindings })
}

/// Installs the wasm target where the toolchain lacks it.
fn ensure_target() -> Result<()> {
    let output = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", TARGET])
        .output()
        .context("rustc could not be started")?;
    let library = String::from_utf8_lossy(&output.stdout).trim().to_string();
    if output.status.success() && Path::new(&library).is_dir() {
        return Ok(());
    }
    command::run(Command::new("rustup").args(["target", "add", TARGET])).with_context(|| {
        format!("the page needs Rust's target {TARGET}: install it the way this toolchain was installed")
    })
}

/// The module after wasm-opt, where that is on the PATH; it is worth about a tenth of the size.
fn optimised(wasm: Vec<u8>) -> Result<Vec<u8>> {
    if paths::on_path("wasm-opt").is_none() {
        return Ok(wasm);
    }
    let folder = paths::target()?.join("xtask");
    fs::create_dir_all(&folder)?;
    let (before, after) = (folder.join("before.wasm"), folder.join("after.wasm"));
    fs::write(&before, &wasm)?;
    let mut optimiser = Command::new("wasm-opt");
    optimiser.current_dir(&folder).arg("-Os").args(FEATURES);
    optimiser.args(["before.wasm", "--output", "after.wasm"]);
    let output = optimiser.output().context("wasm-opt could not be started")?;
    if output.status.success() {
        return Ok(fs::read(after)?);
    }
    // An old one does not know every instruction that wasm-bindgen writes.
    let said = String::from_utf8_lossy(&output.stderr);
    let first = said.lines().next().unwrap_or_default();
    println!("wasm-opt is left out, a newer one could make the module smaller: {first}");
    Ok(wasm)
}
