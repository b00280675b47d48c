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

/// No script of a test takes longer than this, on a slow machine with two cores either.
const PATIENCE: Duration = Duration::from_secs(240);

/// How a page is looked at.
#[derive(Clone, Copy, Debug)]
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
    /// Whether the system forces its colours on the page.
    pub forced: bool,
    /// Whether it is shown as printed.
    pub print: bool,
}

impl Default for Look {
    fn default() -> Look {
        Look { width: 1440, height: 900, ratio: 1.0, dark: false, still: false, forced: false, print: false }
    }
}

/// A browser, its driver, and a server for `dist/`.
pub struct Browser {
    session: WebDriver,
    folder: PathBuf,
    server: Server,
    preface: Preface,
    /// What the console held on pages that were left since it was last asked for.
    left: RefCell<Vec<String>>,
    /// Where the mouse is.
    mouse: Cell<(f64, f64)>,
    /// Whether its button is held.
    held: Cell<bool>,
    // Dropped last, the driver first: they end whatever the session left.
    _driver: Driver,
    rig: Rig,
}

impl Browser {
    /// Starts a browser and a server on `dist/`, which must have been built. Its files are in this
    /// folder of `target/browser-tests`.
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
            mouse: Cell::default(),
            held: Cell::default(),
            _driver: driver,
            rig,
        })
    }

    /// Ends the browser.
    pub async fn quit(self) -> Result<()> {
        Ok(self.session.quit().await?)
    }

    /// Which of the three it is.
    pub fn engine(&self) -> Engine {
        self.rig.engine()
    }

    /// The session itself, for keys and whatever else is not said here.
    pub fn session(&self) -> &WebDriver {
        &self.session
    }

    /// The address of a file in `dist/`, with whatever follows it: `index.html#k=3`.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.server.url())
    }

    /// A folder under target/ for what a test writes; the other browsers have their own.
    pub fn folder(&self, name: &str) -> Result<PathBuf> {
        let folder = self.folder.join(name);
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    /// Serves a folder until what is returned is dropped; its pages are watched as `dist/` is.
    pub fn serve(&self, folder: &Path) -> Result<Server> {
        Server::start_with(folder, 0, Arc::clone(&self.preface))
    }

    /// The `file://` address of a page of `dist/`, alone in its folder so that nothing beside it
    /// can help; it is watched like the others.
    pub fn on_disk(&self, page: &str) -> Result<String> {
        let copy = self.folder("disk")?.join(page);
        fs::copy(paths::dist().join(page), &copy).with_context(|| format!("dist/{page} is not built"))?;
        self.rig.watch_on_disk(&self.preface, &copy)?;
        Ok(format!("file://{}", copy.display()))
    }

    /// A tab in front without what an earlier test left.
    pub async fn fresh_tab(&self) -> Result<()> {
        self.rig.fresh_tab(&self.session).await?;
        self.left.borrow_mut().clear();
        self.rig.begin_watch(&self.session, &self.preface).await
    }

    /// Runs a script in every page of this tab from now on, before the page's own. A page must
    /// come from `dist/` or from [`Browser::serve`].
    pub async fn before_page(&self, script: &str) -> Result<()> {
        self.rig.before_page(&self.session, &self.preface, script).await
    }

    /// Goes to an address without waiting for any lab. A change of the hash alone loads anew, too.
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

    /// The console's errors and warnings since the last time; asked for, they are done with.
    pub async fn console_errors(&self) -> Result<Vec<String>> {
        let now = self.rig.console_errors(&self.session).await?;
        let mut errors = self.left.take();
        errors.extend(now);
        Ok(errors)
    }

    /// What the page did against its own policy.
    pub async fn violations(&self) -> Result<Vec<String>> {
        let found = self.js("return window.policyViolations;").await?;
        serde_json::from_value(found).context("this page is not watched: it is not from `browser.serve`")
    }

    /// The size of the page, its sharpness, and what the person prefers.
    pub async fn look(&self, look: Look) -> Result<()> {
        self.rig.look(&self.session, look).await?;
        // The page hears of it with its next frame; a picture may be drawn in the one after.
        let frame = "await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));";
        self.js(frame).await?;
        Ok(())
    }

    /// A PNG of what is in view, or of the whole page.
    pub async fn screenshot(&self, file: &Path, whole: bool) -> Result<()> {
        let picture = self.rig.screenshot(&self.session, whole).await?;
        fs::write(file, picture).with_context(|| format!("{} cannot be written", file.display()))
    }

    /// The mouse: moves there, and no more. Places are CSS pixels in the view port.
    pub async fn mouse_to(&self, place: (f64, f64)) -> Result<()> {
        self.mouse.set(place);
        match self.engine() {
            Engine::Chromium => self.mouse_by_cdp("mouseMoved").await,
            _ => wire::point(&self.session, "mouse", &[to(place)]).await,
        }
    }

    /// The mouse's button, pressed where the mouse is.
    pub async fn mouse_down(&self) -> Result<()> {
        self.held.set(true);
        match self.engine() {
            Engine::Chromium => self.mouse_by_cdp("mousePressed").await,
            _ => wire::point(&self.session, "mouse", &[json!({ "type": "pointerDown", "button": 0 })]).await,
        }
    }

    /// And let go.
    pub async fn mouse_up(&self) -> Result<()> {
        self.held.set(false);
        match self.engine() {
            Engine::Chromium => self.mouse_by_cdp("mouseReleased").await,
            _ => wire::point(&self.session, "mouse", &[json!({ "type": "pointerUp", "button": 0 })]).await,
        }
    }

    /// Between two actions of its WebDriver a held pointer is lost to Chromium's pages.
    async fn mouse_by_cdp(&self, what: &str) -> Result<()> {
        let ((x, y), held) = (self.mouse.get(), self.held.get());
        let button = if held || what == "mouseReleased" { "left" } else { "none" };
        let event = json!({
            "type": what, "x": x, "y": y, "button": button, "buttons": u8::from(held), "clickCount": 1
        });
        self.rig.cdp(&self.session, "Input.dispatchMouseEvent", event).await?;
        Ok(())
    }

    /// A finger comes down there; for tests that say `needs Touch`.
    pub async fn finger_down(&self, place: (f64, f64)) -> Result<()> {
        wire::point(&self.session, "touch", &[to(place), json!({ "type": "pointerDown", "button": 0 })]).await
    }

    /// It moves there.
    pub async fn finger_to(&self, place: (f64, f64)) -> Result<()> {
        wire::point(&self.session, "touch", &[to(place)]).await
    }

    /// It is lifted.
    pub async fn finger_up(&self) -> Result<()> {
        wire::point(&self.session, "touch", &[json!({ "type": "pointerUp", "button": 0 })]).await
    }

    /// Cuts the browser off from every network, this machine's servers too, or lets it back; for
    /// tests that say `needs CutNetwork`.
    pub async fn cut_network(&self, cut: bool) -> Result<()> {
        self.rig.cut_network(&self.session, cut).await
    }

    /// A command of Chromium's own protocol, for tests that say `needs Cdp`.
    pub async fn cdp(&self, method: &str, wishes: Value) -> Result<Value> {
        self.rig.cdp(&self.session, method, wishes).await
    }
}

/// Drivers take whole pixels only.
fn to((x, y): (f64, f64)) -> Value {
    json!({ "type": "pointerMove", "duration": 0, "origin": "viewport", "x": x.round() as i64, "y": y.round() as i64 })
}
