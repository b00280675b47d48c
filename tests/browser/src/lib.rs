//! Real browsers for the tests: starts one, opens a page, runs scripts in it, and runs the tests
//! that share it.
//!
//! A test is an `async fn(&Browser) -> Result<()>`. It fails by an error, by an assertion, or by an
//! unexpected error in the page's console (see [`Browser::console_errors`]). It is the same for every
//! engine; if an engine lacks what a test needs, the list of tests says so (see [`Need`]).

mod agreement;
mod browser;
mod engine;
mod need;
mod runner;
mod wire;

pub use browser::{Browser, Screen};
pub use need::Need;
pub use runner::{Test, run};
pub use xtask::browsers::Engine;
