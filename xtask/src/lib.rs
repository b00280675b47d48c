//! The project's own commands. A build needs a Rust toolchain by rustup: no Node and no shell script. If the
//! target wasm32-unknown-unknown is missing, the build adds it.
//!
//! ```text
//! crates/ ──cargo, wasm-bindgen──▶ wasm + bindings ─┐
//! www/ ─────────────────────────────────────────────┴─join──▶ dist/em-mixture.js ──┐
//! index.html, plane.html, www/embed.html, www/page.css ─────────────────────pages──┴▶ dist/*.html
//! ```
//!
//! The library part is what the commands share with the tests in real browsers: the folders, the server,
//! the browsers. These tests do not use the feature `build`, so that the compiler and bundler are not
//! compiled for them again.

#[cfg(feature = "build")]
pub mod bench;
pub mod browsers;
#[cfg(feature = "build")]
pub mod build;
pub mod command;
#[cfg(feature = "build")]
pub mod javascript;
#[cfg(feature = "build")]
pub mod join;
#[cfg(all(test, feature = "build"))]
mod layers;
pub mod packages;
pub mod pages;
pub mod paths;
pub mod published;
#[cfg(feature = "build")]
pub mod release;
#[cfg(feature = "build")]
pub mod scripts;
pub mod serve;
#[cfg(feature = "build")]
pub mod setup;
#[cfg(feature = "build")]
pub mod test;
#[cfg(feature = "build")]
pub mod wasm;
