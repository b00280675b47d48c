//! WebKitGTK's MiniBrowser on a virtual display. Its driver has the commands of the standard only;
//! the rest is done through the window, the desktop's settings and the tests' servers.

use std::cell::Cell;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use thirtyfour::Capabilities;
use thirtyfour::prelude::*;
use xtask::browsers::{self, Display, Driver, Engine, POINTER};

use super::{Rig, Started};
use crate::Screen;

/// How many tests share one process, one after another.
const TESTS_TO_A_PROCESS: u32 = 6;

/// WebKitGTK's browser, and the display that it is shown on.
pub struct WebKit {
    display: Display,
    /// How many tests have begun.
    tests: Cell<u32>,
}

pub async fn start(log: &str) -> Result<Started> {
    let webkit = browsers::WebKit::find().with_context(|| Engine::WebKit.missing())?;
    let display = Display::start(&webkit)?;
    let driver = Driver::start(log, |port| Ok(webkit.driver_on(port, &display)))?;
    let mut wishes = Capabilities::new();
    let browser = webkit.browser.to_string_lossy();
    wishes.set("webkitgtk:browserOptions", json!({ "binary": browser, "args": ["--automation"] }))?;
    let session = WebDriver::new(driver.url(), wishes).await.context("WebKit did not start")?;
    Ok(Started { session, driver, rig: Rig::WebKit(WebKit { display, tests: Cell::default() }) })
}

impl WebKit {
    /// A new tab is a new process that compiles everything again: a second more for each test. But a
    /// process that has loaded many pages becomes slow.
    pub async fn fresh_tab(&self, session: &WebDriver) -> Result<()> {
        let begun = self.tests.get();
        self.tests.set(begun + 1);
        if begun.is_multiple_of(TESTS_TO_A_PROCESS) {
            super::new_tab(session).await
        } else {
            Ok(session.goto("about:blank").await?)
        }
    }

    pub async fn set_screen(&self, session: &WebDriver, screen: Screen) -> Result<()> {
        let Screen { width, height, ratio, dark, still, forced, print } = screen;
        ensure!(!forced, "the test must say `needs ForcedColours`");
        ensure!(!print, "the test must say `needs Print`");
        ensure!(
            ratio.fract() == 0.0 && (1.0..=9.0).contains(&ratio),
            "the test must say `needs FractionalRatio`"
        );
        self.display.prefer(dark, still, ratio as u32)?;
        // The height of the bars above the page is known once the window has a size.
        let bars = inner(session, "return outerHeight - innerHeight;").await?;
        let bars = bars.as_u64().context("no height")? as u32;
        // The pointer rests on the window's last row or column, or further in: so the window has the focus.
        let (x, y) = (POINTER.0 / ratio as u32 + 1, POINTER.1 / ratio as u32 + 1);
        let (left, top) = (x.saturating_sub(width), y.saturating_sub(height + bars));
        session.set_window_rect(left.into(), top.into(), width, height + bars).await?;
        let settled = format!(
            "return innerWidth === {width} && innerHeight === {height} && devicePixelRatio === {ratio}
                && document.hasFocus() && matchMedia('(prefers-color-scheme: dark)').matches === {dark}
                && matchMedia('(prefers-reduced-motion)').matches === {still};"
        );
        let began = std::time::Instant::now();
        while inner(session, &settled).await? != true {
            ensure!(began.elapsed().as_secs() < 60, "WebKit does not take on {screen:?}");
            tokio::time::sleep(std::time::Duration::from_millis(8)).await;
        }
        Ok(())
    }
}

async fn inner(session: &WebDriver, script: &str) -> Result<Value> {
    Ok(session.execute(script, Vec::new()).await?.json().clone())
}
