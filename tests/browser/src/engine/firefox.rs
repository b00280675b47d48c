//! Firefox. Its driver can run scripts in the browser's own context, where page sizes and user
//! preferences are set and the pages' errors are listed.

use std::cell::Cell;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use thirtyfour::prelude::*;
use xtask::browsers::{self, Driver, Engine};

use super::{Rig, Started};
use crate::Screen;
use crate::wire::post;

pub async fn start(log: &str) -> Result<Started> {
    let firefox = browsers::Firefox::find().with_context(|| Engine::Firefox.missing())?;
    let driver = Driver::start(log, |port| firefox.driver_on(port))?;
    let mut wishes = DesiredCapabilities::firefox();
    let browser = firefox.browser.to_string_lossy();
    let options = json!({ "binary": browser, "args": ["-headless"] });
    wishes.set("moz:firefoxOptions", options)?;
    let session = WebDriver::new(driver.url(), wishes).await.context("Firefox did not start")?;
    Ok(Started { session, driver, rig: Rig::Firefox(Firefox::default()) })
}

/// Runs the body of a function in the browser itself, not in the page.
async fn within(session: &WebDriver, body: &str, given: Vec<Value>) -> Result<Value> {
    post(session, "moz/context", json!({ "context": "chrome" })).await?;
    let answer = session.execute(body, given).await;
    post(session, "moz/context", json!({ "context": "content" })).await?;
    Ok(answer?.json().clone())
}

/// The settings of the tab in front, which must be set again for each new page.
#[derive(Default)]
pub struct Firefox {
    screen: Cell<Screen>,
}

/// Sets the size of the page itself, whatever the window's. A person's preferences are set for all
/// pages, the rest for this one alone.
const LOOK: &str = "
    const [{ width, height, ratio, dark, still, forced, print }] = arguments;
    const { style, browsingContext } = gBrowser.selectedBrowser;
    for (const [side, length] of [['width', width], ['height', height]])
        for (const name of [side, `min-${side}`, `max-${side}`]) style.setProperty(name, `${length}px`);
    browsingContext.overrideDPPX = ratio;
    browsingContext.forcedColorsOverride = forced ? 'active' : 'none';
    browsingContext.mediumOverride = print ? 'print' : '';
    Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', dark ? 0 : 1);
    Services.prefs.setIntPref('ui.prefersReducedMotion', Number(still));
";

impl Firefox {
    pub async fn set_screen(&self, session: &WebDriver, screen: Screen) -> Result<()> {
        self.screen.set(screen);
        let Screen { width, height, ratio, dark, still, forced, print } = screen;
        let wishes = json!({
            "width": width, "height": height, "ratio": ratio,
            "dark": dark, "still": still, "forced": forced, "print": print,
        });
        within(session, LOOK, vec![wishes]).await?;
        Ok(())
    }

    /// A new page does not have the settings of the one before.
    pub async fn arrive(&self, session: &WebDriver) -> Result<()> {
        let screen = self.screen.get();
        if screen.ratio == 1.0 && !screen.forced && !screen.print {
            Ok(())
        } else {
            self.set_screen(session, screen).await
        }
    }
}

/// Errors of pages and their frames since the last call. Left out are warnings, which are often about
/// CSS that Firefox does not support; messages of the browser itself; and the complaint about a formula
/// of which only the first half has been loaded.
const ERRORS: &str = "
    const errors = Services.console.getMessageArray().filter((message) =>
        message instanceof Ci.nsIScriptError && /^(https?|file|blob|data):/.test(message.sourceName)
        && !/^Invalid markup: Incorrect number of children for <m/.test(message.errorMessage)
        && !(message.flags & Ci.nsIScriptError.warningFlag) && !(message.flags & Ci.nsIScriptError.infoFlag));
    Services.console.reset();
    return errors.map((error) => `${error.sourceName}:${error.lineNumber} ${error.errorMessage}`);
";

pub async fn console_errors(session: &WebDriver) -> Result<Vec<String>> {
    Ok(serde_json::from_value(within(session, ERRORS, Vec::new()).await?)?)
}

/// Prepares a new test: forgets what an earlier one did, and reconnects the network.
pub async fn forget(session: &WebDriver) -> Result<()> {
    within(session, "Services.io.offline = false; Services.console.reset();", Vec::new()).await?;
    Ok(())
}

pub async fn cut_network(session: &WebDriver, cut: bool) -> Result<()> {
    within(session, "Services.io.offline = arguments[0];", vec![Value::from(cut)]).await?;
    Ok(())
}

pub async fn whole_screenshot(session: &WebDriver) -> Result<Vec<u8>> {
    let tools = thirtyfour::extensions::addons::firefox::FirefoxTools::new(session.handle().clone());
    Ok(tools.full_screenshot_as_png().await?)
}
