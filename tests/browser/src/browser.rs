//! One browser with one open page, and what a test can do with it.

use std::cell::{Cell, RefCell};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use thirtyfour::prelude::*;
use xtask::browsers::{Driver, Engine};
use xtask::paths;
use xtask::serve::{Preface, Server};

use crate::engine::{self, Rig, Started};
use crate::wire;

/// The time limit for a test's script, on a slow machine with two cores too.
const PATIENCE: Duration = Duration::from_secs(240);

/// How a page is shown: the viewport, and what the system and the person prefer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Screen {
    /// CSS pixels.
    pub width: u32,
    /// CSS pixels.
    pub height: u32,
    /// Device pixels per CSS pixel.
    pub ratio: f64,
    /// Whether the system prefers dark.
    pub dark: bool,
    /// Whether the person prefers less motion.
    pub still: bool,
    /// Whether the system forces its colours on the page.
    pub forced: bool,
    /// Whether it is shown as printed.
    pub print: bool,
}

impl Default for Screen {
    fn default() -> Screen {
        Screen {
            width: 1440,
            height: 900,
            ratio: 1.0,
            dark: false,
            still: false,
            forced: false,
            print: false,
        }
    }
}

/// A browser, its driver, and a server for `dist/`.
pub struct Browser {
    session: WebDriver,
    folder: PathBuf,
    server: Server,
    preface: Preface,
    /// Console messages of pages that were left since the last call of `console_errors`.
    left: RefCell<Vec<String>>,
    /// How this tab is shown, once that was said.
    screen: Cell<Option<Screen>>,
    /// Where the mouse is.
    mouse: Cell<(f64, f64)>,
    /// Whether its button is pressed.
    held: Cell<bool>,
    // Dropped last, the driver first: this ends what the session left running.
    _driver: Driver,
    rig: Rig,
}

impl Browser {
    /// Starts a browser and a server for `dist/`, which must be built. The browser writes to this folder
    /// of `target/browser-tests`.
    pub async fn start(engine: Engine, folder: &str) -> Result<Browser> {
        let dist = paths::dist();
        if !dist.join("index.html").is_file() {
            bail!("dist/ is not built: run `cargo xtask build` first");
        }
        let preface = Preface::default();
        let server = Server::start_with(&dist, 0, Arc::clone(&preface))?;
        let Started { session, driver, rig } = engine::start(engine, folder).await?;
        session.set_script_timeout(PATIENCE).await?;
        Ok(Browser {
            session,
            folder: paths::target()?.join("browser-tests").join(folder),
            server,
            preface,
            left: RefCell::default(),
            screen: Cell::default(),
            mouse: Cell::default(),
            held: Cell::default(),
            _driver: driver,
            rig,
        })
    }

    /// Shows a page in the first tab, which stays open. While it does, the process that draws the server's
    /// pages does not end with a test's tab, and has the page's script compiled: a fifth less work for a test.
    /// Not so in WebKit, where several tests share a tab.
    pub async fn stay_open(&self) -> Result<()> {
        Ok(self.session.goto(self.url("nothing")).await?)
    }

    /// Ends the browser.
    pub async fn quit(self) -> Result<()> {
        Ok(self.session.quit().await?)
    }

    /// Which engine it is.
    pub fn engine(&self) -> Engine {
        self.rig.engine()
    }

    /// The WebDriver session, for keys and for commands that have no method here.
    pub fn session(&self) -> &WebDriver {
        &self.session
    }

    /// The address of a file in `dist/`, with what follows its name: `index.html#k=3`.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.server.url())
    }

    /// A folder under target/ for the files of a test; each browser has its own.
    pub fn folder(&self, name: &str) -> Result<PathBuf> {
        let folder = self.folder.join(name);
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    /// Serves a folder until the result is dropped; its pages are watched as those of `dist/` are.
    pub fn serve(&self, folder: &Path) -> Result<Server> {
        Server::start_with(folder, 0, Arc::clone(&self.preface))
    }

    /// The `file://` address of a page of `dist/`, copied to a folder of its own so that it can load
    /// nothing else; it is watched too.
    pub fn on_disk(&self, page: &str) -> Result<String> {
        let copy = self.folder("disk")?.join(page);
        fs::copy(paths::dist().join(page), &copy).with_context(|| format!("dist/{page} is not built"))?;
        self.rig.watch_on_disk(&self.preface, &copy)?;
        Ok(format!("file://{}", copy.display()))
    }

    /// Opens a new tab and forgets what an earlier test left.
    pub async fn fresh_tab(&self) -> Result<()> {
        self.rig.fresh_tab(&self.session).await?;
        self.left.borrow_mut().clear();
        self.screen.take();
        self.rig.begin_watch(&self.session, &self.preface).await
    }

    /// Runs a script in every page of this tab from now on, before the page's own. A page must
    /// come from `dist/` or from [`Browser::serve`].
    pub async fn before_page(&self, script: &str) -> Result<()> {
        self.rig.before_page(&self.session, &self.preface, script).await
    }

    /// Opens an address without waiting for a lab. If only the hash differs, the page is loaded again too.
    pub async fn go(&self, url: &str) -> Result<()> {
        let said = self.rig.leave_page(&self.session).await?;
        self.left.borrow_mut().extend(said);
        self.session.goto("about:blank").await?;
        self.session.goto(url).await?;
        self.rig.arrive(&self.session).await
    }

    /// Opens a file of `dist/` and waits until its lab is ready.
    pub async fn open(&self, path: &str) -> Result<()> {
        self.go(&self.url(path)).await?;
        self.lab_ready().await
    }

    /// Waits for the first lab's `ready`, and fails with its reason if it rejects.
    pub async fn lab_ready(&self) -> Result<()> {
        self.js("await customElements.whenDefined('em-mixture'); await lab.ready;").await?;
        Ok(())
    }

    /// Runs the body of an async function in the page; `lab` is the first lab there, `text()` all its
    /// text. Returns what it returns, and fails with what it throws.
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

    /// Waits until an expression is true in the page; it is evaluated once a frame.
    pub async fn until(&self, condition: &str) -> Result<()> {
        let watch = format!(
            "const deadline = performance.now() + 60_000;
             while (!({condition})) {{
                 if (performance.now() > deadline) return false;
                 await new Promise((next) => setTimeout(next, 16));
             }}
             return true;"
        );
        match self.js(&watch).await?.as_bool() {
            Some(true) => Ok(()),
            _ => bail!("waited a minute in vain for `{condition}`"),
        }
    }

    /// The console's errors and warnings since the last call; the next call does not return them again.
    pub async fn console_errors(&self) -> Result<Vec<String>> {
        let now = self.rig.console_errors(&self.session).await?;
        let mut errors = self.left.take();
        errors.extend(now);
        Ok(errors)
    }

    /// What the page did that its policy forbids.
    pub async fn violations(&self) -> Result<Vec<String>> {
        let found = self.js("return window.policyViolations;").await?;
        serde_json::from_value(found).context("this page is not watched: it is not from `browser.serve`")
    }

    /// Sets the size of the page, its sharpness, and what the person prefers.
    pub async fn set_screen(&self, screen: Screen) -> Result<()> {
        if self.screen.replace(Some(screen)) == Some(screen) {
            return Ok(());
        }
        self.rig.set_screen(&self.session, screen).await?;
        // The page notices it in its next frame; a picture may be drawn in the one after.
        let frame = "await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));";
        self.js(frame).await?;
        Ok(())
    }

    /// A PNG of what is in view, or of the whole page.
    pub async fn screenshot(&self, file: &Path, whole: bool) -> Result<()> {
        let picture = self.rig.screenshot(&self.session, whole).await?;
        fs::write(file, picture).with_context(|| format!("{} cannot be written", file.display()))
    }

    /// Moves the mouse. Places are CSS pixels in the viewport.
    pub async fn mouse_to(&self, place: (f64, f64)) -> Result<()> {
        self.mouse.set(place);
        match self.engine() {
            Engine::Chromium => self.mouse_by_cdp("mouseMoved").await,
            _ => wire::point(&self.session, "mouse", &[to(place)]).await,
        }
    }

    /// Presses the mouse's button.
    pub async fn mouse_down(&self) -> Result<()> {
        self.held.set(true);
        match self.engine() {
            Engine::Chromium => self.mouse_by_cdp("mousePressed").await,
            _ => wire::point(&self.session, "mouse", &[json!({ "type": "pointerDown", "button": 0 })]).await,
        }
    }

    /// Releases it.
    pub async fn mouse_up(&self) -> Result<()> {
        self.held.set(false);
        match self.engine() {
            Engine::Chromium => self.mouse_by_cdp("mouseReleased").await,
            _ => wire::point(&self.session, "mouse", &[json!({ "type": "pointerUp", "button": 0 })]).await,
        }
    }

    /// Between two WebDriver actions Chromium's pages lose a pressed pointer.
    async fn mouse_by_cdp(&self, what: &str) -> Result<()> {
        let ((x, y), held) = (self.mouse.get(), self.held.get());
        let button = if held || what == "mouseReleased" { "left" } else { "none" };
        let event = json!({
            "type": what, "x": x, "y": y, "button": button, "buttons": u8::from(held), "clickCount": 1
        });
        self.rig.cdp(&self.session, "Input.dispatchMouseEvent", event).await?;
        Ok(())
    }

    /// Puts a finger on the page; for tests that say `needs Touch`.
    pub async fn finger_down(&self, place: (f64, f64)) -> Result<()> {
        wire::point(&self.session, "touch", &[to(place), json!({ "type": "pointerDown", "button": 0 })]).await
    }

    /// Moves the finger.
    pub async fn finger_to(&self, place: (f64, f64)) -> Result<()> {
        wire::point(&self.session, "touch", &[to(place)]).await
    }

    /// Lifts the finger.
    pub async fn finger_up(&self) -> Result<()> {
        wire::point(&self.session, "touch", &[json!({ "type": "pointerUp", "button": 0 })]).await
    }

    /// Disconnects the browser from every network, this machine's servers included, or reconnects it;
    /// for tests that say `needs CutNetwork`.
    pub async fn cut_network(&self, cut: bool) -> Result<()> {
        self.rig.cut_network(&self.session, cut).await
    }

    /// A command of Chromium's own protocol, for tests that say `needs Cdp`.
    pub async fn cdp(&self, method: &str, wishes: Value) -> Result<Value> {
        self.rig.cdp(&self.session, method, wishes).await
    }
}

/// Drivers accept whole pixels only.
fn to((x, y): (f64, f64)) -> Value {
    json!({ "type": "pointerMove", "duration": 0, "origin": "viewport", "x": x.round() as i64, "y": y.round() as i64 })
}
