//! Real browsers for the tests: starting one, opening a page, asking it questions, and running
//! tests that share it.
//!
//! A test is an `async fn(&Browser) -> Result<()>`; it fails by an error, by an assertion, or by
//! an error in the page's console that it did not expect (see [`Browser::console_errors`]). It
//! reads the same for every engine; where one lacks what a test must have, the list of tests says
//! so (see [`Need`]).

mod agreement;
mod browser;
mod engine;
mod need;
mod runner;
mod wire;

pub use browser::{Browser, Look};
pub use need::Need;
pub use runner::{Test, run};
pub use xtask::browsers::Engine;
