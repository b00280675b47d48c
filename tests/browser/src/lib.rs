//! Real browsers for the tests: starting one, opening a page, asking it questions, and running
//! tests that share it.
//!
//! A test is an `async fn(&Browser) -> Result<()>`; it fails by an error, by an assertion, or by
//! an error in the page's console that it did not expect (see [`Browser::console_errors`]).

mod browser;
mod runner;

pub use browser::{Browser, Look};
pub use runner::{Test, run};
