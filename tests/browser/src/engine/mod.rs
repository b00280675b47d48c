//! What differs between engines: how one is started, how its window and preferences are set, and how
//! its console is read. What all have in common is in [`Browser`](crate::Browser).

mod chromium;
mod firefox;
mod watch;
mod webkit;

use std::path::Path;

use anyhow::{Result, bail};
use serde_json::Value;
use thirtyfour::WebDriver;
use xtask::browsers::{Driver, Engine};
use xtask::serve::Preface;

use crate::Screen;

/// A session with a browser, and what must live as long as the session.
pub struct Started {
    pub session: WebDriver,
    pub driver: Driver,
    pub rig: Rig,
}

/// One of the three engines, running.
pub enum Rig {
    Chromium,
    Firefox(firefox::Firefox),
    WebKit(webkit::WebKit),
}

/// Finds a browser, starts its driver, and has the driver start it. The driver's output goes to a log
/// of this name.
pub async fn start(engine: Engine, log: &str) -> Result<Started> {
    match engine {
        Engine::Chromium => chromium::start(log).await,
        Engine::Firefox => firefox::start(log).await,
        Engine::WebKit => webkit::start(log).await,
    }
}

impl Rig {
    pub fn engine(&self) -> Engine {
        match self {
            Rig::Chromium => Engine::Chromium,
            Rig::Firefox(_) => Engine::Firefox,
            Rig::WebKit(_) => Engine::WebKit,
        }
    }

    /// Runs a script in every page of this tab from now on, before the page's own. If the driver cannot
    /// do it, the tests' servers insert the script into the pages.
    pub async fn before_page(&self, session: &WebDriver, preface: &Preface, script: &str) -> Result<()> {
        match self {
            Rig::Chromium => chromium::before_page(session, script).await,
            Rig::Firefox(_) | Rig::WebKit(_) => {
                watch::put_in_front(preface, script);
                Ok(())
            }
        }
    }

    /// The same for a page on disk, which no server delivers.
    pub fn watch_on_disk(&self, preface: &Preface, page: &Path) -> Result<()> {
        match self {
            Rig::Chromium => Ok(()),
            Rig::Firefox(_) | Rig::WebKit(_) => watch::put_into_file(preface, page),
        }
    }

    /// Opens a new tab and forgets what an earlier test left.
    pub async fn fresh_tab(&self, session: &WebDriver) -> Result<()> {
        match self {
            Rig::WebKit(webkit) => webkit.fresh_tab(session).await,
            Rig::Chromium | Rig::Firefox(_) => tab_beside_the_first(session).await,
        }
    }

    /// Records, in a tab that was just opened, what breaks a policy and what the console prints, from
    /// now on.
    pub async fn begin_watch(&self, session: &WebDriver, preface: &Preface) -> Result<()> {
        match self {
            Rig::Chromium => chromium::begin_watch(session).await,
            Rig::Firefox(_) => {
                watch::begin(preface);
                firefox::forget(session).await
            }
            Rig::WebKit(_) => {
                watch::begin(preface);
                Ok(())
            }
        }
    }

    /// The console's errors and warnings since the last call; the next call does not return them again.
    pub async fn console_errors(&self, session: &WebDriver) -> Result<Vec<String>> {
        match self {
            Rig::Chromium => chromium::console_errors(session).await,
            Rig::Firefox(_) => {
                Ok([watch::console_errors(session).await?, firefox::console_errors(session).await?].concat())
            }
            Rig::WebKit(_) => watch::console_errors(session).await,
        }
    }

    /// The same, before the page is left: some engines keep the console's messages in the page.
    pub async fn leave_page(&self, session: &WebDriver) -> Result<Vec<String>> {
        match self {
            Rig::Chromium => Ok(Vec::new()),
            Rig::Firefox(_) | Rig::WebKit(_) => watch::console_errors(session).await,
        }
    }

    /// A page was opened: some engines must set the viewport again.
    pub async fn arrive(&self, session: &WebDriver) -> Result<()> {
        match self {
            Rig::Firefox(firefox) => firefox.arrive(session).await,
            Rig::Chromium | Rig::WebKit(_) => Ok(()),
        }
    }

    /// Sets the size, the sharpness and what the person prefers; the page notices it soon.
    pub async fn set_screen(&self, session: &WebDriver, screen: Screen) -> Result<()> {
        match self {
            Rig::Chromium => chromium::set_screen(session, screen).await,
            Rig::Firefox(firefox) => firefox.set_screen(session, screen).await,
            Rig::WebKit(webkit) => webkit.set_screen(session, screen).await,
        }
    }

    /// A PNG of what is in view, or of the whole page.
    pub async fn screenshot(&self, session: &WebDriver, whole: bool) -> Result<Vec<u8>> {
        match (self, whole) {
            (Rig::Chromium, _) => chromium::screenshot(session, whole).await,
            (Rig::Firefox(_), true) => firefox::whole_screenshot(session).await,
            (Rig::WebKit(_), true) => bail!("WebKit's driver has no picture of a whole page"),
            (_, false) => Ok(session.screenshot_as_png().await?),
        }
    }

    /// Disconnects the browser from every network, this machine's servers included, or reconnects it.
    pub async fn cut_network(&self, session: &WebDriver, cut: bool) -> Result<()> {
        match self {
            Rig::Chromium => chromium::cut_network(session, cut).await,
            Rig::Firefox(_) => firefox::cut_network(session, cut).await,
            Rig::WebKit(_) => bail!("the test must say `needs CutNetwork`"),
        }
    }

    /// A command of Chromium's own protocol.
    pub async fn cdp(&self, session: &WebDriver, method: &str, wishes: Value) -> Result<Value> {
        match self {
            Rig::Chromium => chromium::cdp(session, method, wishes).await,
            Rig::Firefox(_) | Rig::WebKit(_) => bail!("{method}: the test must say `needs Cdp`"),
        }
    }
}

/// Opens a new tab and closes the old one.
async fn new_tab(session: &WebDriver) -> Result<()> {
    let new = session.new_tab().await?;
    session.close_window().await?;
    Ok(session.switch_to_window(new).await?)
}

/// The same, but the first tab of all stays open: see [`Browser::stay_open`].
///
/// [`Browser::stay_open`]: crate::Browser::stay_open
async fn tab_beside_the_first(session: &WebDriver) -> Result<()> {
    if session.windows().await?.len() > 1 {
        return new_tab(session).await;
    }
    let second = session.new_tab().await?;
    Ok(session.switch_to_window(second).await?)
}
