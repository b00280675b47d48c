//! A script that records a page's errors, for engines whose driver cannot read the console. The
//! tests' servers insert it at the head of every page.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use thirtyfour::WebDriver;
use xtask::serve::{self, Preface};

/// Records violations of the policy for [`Browser::violations`](crate::Browser::violations).
pub const VIOLATIONS: &str = "
    window.policyViolations = [];
    document.addEventListener('securitypolicyviolation', (event) =>
        window.policyViolations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
";

/// Records console errors, uncaught exceptions, and files that could not be loaded.
const CONSOLE: &str = "
    window.consoleErrors = [];
    for (const grave of ['error', 'warn']) {
        const say = console[grave];
        console[grave] = (...words) => {
            window.consoleErrors.push(words.map(String).join(' '));
            say.apply(console, words);
        };
    }
    addEventListener('error', ({ message, target }) =>
        window.consoleErrors.push(message ?? `not loaded: ${target.src ?? target.href}`), true);
    addEventListener('unhandledrejection', ({ reason }) => window.consoleErrors.push(`not caught: ${reason}`));
    document.addEventListener('securitypolicyviolation', (event) =>
        window.consoleErrors.push(`against the policy: ${event.violatedDirective}: ${event.blockedURI}`));
";

/// From now on the servers insert this script, and no other, into their pages.
pub fn begin(preface: &Preface) {
    let mut script = preface.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    *script = format!("{{ {VIOLATIONS} {CONSOLE} }}");
}

/// Inserts this script after it.
pub fn put_in_front(preface: &Preface, script: &str) {
    let mut before = preface.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    *before += &format!("\n{script}");
}

/// Inserts it into the file of a page, which must be a test's own copy.
pub fn put_into_file(preface: &Preface, page: &Path) -> Result<()> {
    let script = preface.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let text = fs::read_to_string(page).with_context(|| format!("{} is not there", page.display()))?;
    Ok(fs::write(page, serve::with_preface(&text, &script))?)
}

/// What the script has recorded since the last call.
pub async fn console_errors(session: &WebDriver) -> Result<Vec<String>> {
    let seen = "
        if (window.consoleErrors) return window.consoleErrors.splice(0);
        return /^https?:/.test(location) && document.contentType === 'text/html' ? `${location}` : [];";
    let seen = session.execute(seen, Vec::new()).await?.json().clone();
    if let Some(page) = seen.as_str() {
        bail!("{page} is not watched: it must come from a server by `browser.serve`");
    }
    Ok(serde_json::from_value(seen)?)
}
