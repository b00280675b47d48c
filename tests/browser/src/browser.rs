//! One browser with one page in front, and what a test may ask of it.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use thirtyfour::prelude::*;
use thirtyfour::{ChromiumLikeCapabilities, LoggingPrefsLogLevel};
use xtask::browsers::{CHROMIUM_FLAGS, Chromium, Driver};
use xtask::paths;
use xtask::serve::Server;

/// No script of a test takes longer than this, on a slow machine with two cores either.
const PATIENCE: Duration = Duration::from_secs(60);

/// Before a page's own script runs: what breaks the policy is kept for [`Browser::violations`].
const WATCH_VIOLATIONS: &str = "
    window.policyViolations = [];
    document.addEventListener('securitypolicyviolation', (event) =>
        window.policyViolations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
";

/// How a page is looked at.
#[derive(Clone, Copy)]
pub struct Look {
    /// CSS pixels.
    pub width: u32,
    /// CSS pixels.
    pub height: u32,
    /// Device pixels a CSS pixel.
    pub ratio: f64,
    /// Whether the system prefers dark.
    pub dark: bool,
    /// Whether the person prefers less motion.
    pub still: bool,
}

impl Default for Look {
    fn default() -> Look {
        Look { width: 1440, height: 900, ratio: 1.0, dark: false, still: false }
    }
}

/// A browser, its driver, and a server for `dist/`.
pub struct Browser {
    session: WebDriver,
    server: Server,
    // Dropped last: it ends whatever the session left.
    _driver: Driver,
}

impl Browser {
    /// Starts Chromium and a server on `dist/`, which must have been built.
    pub async fn start() -> Result<Browser> {
        let dist = paths::dist();
        if !dist.join("index.html").is_file() {
            bail!("dist/ is not built: run `cargo xtask build` first");
        }
        let server = Server::start(&dist, 0)?;
        let chromium = Chromium::find_or_install()?;
        let driver = Driver::start(&chromium)?;
        let mut wishes = DesiredCapabilities::chrome();
        wishes.set_binary(&chromium.browser.to_string_lossy())?;
        for flag in CHROMIUM_FLAGS {
            wishes.add_arg(flag)?;
        }
        wishes.set_browser_log_level(LoggingPrefsLogLevel::All)?;
        let session = WebDriver::new(driver.url(), wishes).await.context("Chromium did not start")?;
        session.set_script_timeout(PATIENCE).await?;
        Ok(Browser { session, server, _driver: driver })
    }

    /// Ends the browser.
    pub async fn quit(self) -> Result<()> {
        Ok(self.session.quit().await?)
    }

    /// The session itself, for keys, the mouse and whatever else is not said here.
    pub fn session(&self) -> &WebDriver {
        &self.session
    }

    /// The address of a file in `dist/`, with whatever follows it: `index.html#k=3`.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.server.url())
    }

    /// A fresh tab in front, without what an earlier test left; the old one is closed.
    pub async fn fresh_tab(&self) -> Result<()> {
        let new = self.session.new_tab().await?;
        self.session.close_window().await?;
        self.session.switch_to_window(new).await?;
        self.before_page(WATCH_VIOLATIONS).await?;
        self.session.browser_log().await?;
        Ok(())
    }

    /// Runs a script in every page of this tab from now on, before the page's own.
    pub async fn before_page(&self, script: &str) -> Result<()> {
        self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await?;
        Ok(())
    }

    /// Goes to an address without waiting for any lab. A change of the hash alone loads anew, too.
    pub async fn go(&self, url: &str) -> Result<()> {
        self.session.goto("about:blank").await?;
        self.session.goto(url).await?;
        Ok(())
    }

    /// Opens a file of `dist/` and waits until its lab is ready.
    pub async fn open(&self, path: &str) -> Result<()> {
        self.go(&self.url(path)).await?;
        self.lab_ready().await
    }

    /// Waits for the first lab's `ready`, and fails with its reason.
    pub async fn lab_ready(&self) -> Result<()> {
        self.js("await customElements.whenDefined('em-mixture'); await lab.ready;").await?;
        Ok(())
    }

    /// Runs the body of an async function in the page: `lab` is the first lab there, `text()`
    /// all that can be read in it. What it returns comes back, and what it throws.
    pub async fn js(&self, body: &str) -> Result<Value> {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             const lab = document.querySelector('em-mixture');
             const text = () => lab.textContent + lab.shadowRoot.textContent;
             (async () => {{ {body} }})().then(
                 (value) => done({{ value: value === undefined ? null : value }}),
                 (error) => done({{ error: `${{error.name}}: ${{error.message}}` }}));"
        );
        let answer = self.session.execute_async(script, Vec::new()).await?;
        match answer.json().get("error") {
            Some(error) => bail!("{}", error.as_str().unwrap_or_default()),
            None => Ok(answer.json()["value"].clone()),
        }
    }

    /// Waits, looking once a frame, until an expression holds in the page.
    pub async fn until(&self, condition: &str) -> Result<()> {
        let watch = format!(
            "const deadline = performance.now() + 20_000;
             while (!({condition})) {{
                 if (performance.now() > deadline) return false;
                 await new Promise((next) => setTimeout(next, 16));
             }}
             return true;"
        );
        match self.js(&watch).await?.as_bool() {
            Some(true) => Ok(()),
            _ => bail!("waited 20 seconds in vain for `{condition}`"),
        }
    }

    /// The console's errors and warnings since the last time; asked for, they are done with.
    pub async fn console_errors(&self) -> Result<Vec<String>> {
        let entries = self.session.browser_log().await?.into_iter();
        let grave = entries.filter(|entry| ["SEVERE", "WARNING"].contains(&entry.level.as_str()));
        Ok(grave.map(|entry| entry.message).collect())
    }

    /// What the page did against its own policy.
    pub async fn violations(&self) -> Result<Vec<String>> {
        let found = self.js("return window.policyViolations;").await?;
        Ok(serde_json::from_value(found)?)
    }

    /// The size of the page, its sharpness, and what the person prefers.
    pub async fn look(&self, look: Look) -> Result<()> {
        let Look { width, height, ratio, dark, still } = look;
        self.cdp(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": width, "height": height, "deviceScaleFactor": ratio, "mobile": false }),
        )
        .await?;
        let scheme = if dark { "dark" } else { "light" };
        let motion = if still { "reduce" } else { "no-preference" };
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": motion },
        ]);
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await?;
        // The page hears of it with its next frame; a picture may be drawn in the one after.
        let frame = "await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));";
        self.js(frame).await?;
        Ok(())
    }

    /// A PNG of what is in view, or of the whole page.
    pub async fn screenshot(&self, file: &Path, whole: bool) -> Result<()> {
        let mut wishes = json!({ "format": "png", "captureBeyondViewport": whole });
        if whole {
            let size = self.cdp("Page.getLayoutMetrics", json!({})).await?["cssContentSize"].clone();
            wishes["clip"] = json!({
                "x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1
            });
        }
        let picture = self.cdp("Page.captureScreenshot", wishes).await?;
        let data = picture["data"].as_str().context("the browser sent no picture")?;
        fs::write(file, STANDARD.decode(data)?)
            .with_context(|| format!("{} cannot be written", file.display()))
    }

    /// A command of the browser's own protocol.
    pub async fn cdp(&self, method: &str, wishes: Value) -> Result<Value> {
        Ok(self.session.cdp().send_raw(method, wishes).await?)
    }
}
