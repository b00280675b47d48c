//! The pages in a real browser. Each file holds one group of claims; all share one browser.

mod loads;

use std::process::ExitCode;

fn main() -> ExitCode {
    browser_tests::run(&[("loads", loads::TESTS)])
}
