//! Chromium: by WebDriver, and by its DevTools protocol where WebDriver has no command.

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use thirtyfour::prelude::*;
use thirtyfour::{ChromiumLikeCapabilities, LoggingPrefsLogLevel};
use xtask::browsers::{CHROMIUM_FLAGS, Chromium, Driver, Engine};

use super::{Rig, Started, watch};
use crate::Screen;

pub async fn start(log: &str) -> Result<Started> {
    let chromium = Chromium::find().with_context(|| Engine::Chromium.missing())?;
    let driver = Driver::start(log, |port| chromium.driver_on(port))?;
    let mut wishes = DesiredCapabilities::chrome();
    wishes.set_binary(&chromium.browser.to_string_lossy())?;
    // A process for all tabs of a site: see `Browser::stay_open`.
    for flag in CHROMIUM_FLAGS.into_iter().chain(["--process-per-site"]) {
        wishes.add_arg(flag)?;
    }
    wishes.set_browser_log_level(LoggingPrefsLogLevel::All)?;
    let session = WebDriver::new(driver.url(), wishes).await.context("Chromium did not start")?;
    Ok(Started { session, driver, rig: Rig::Chromium })
}

pub async fn cdp(session: &WebDriver, method: &str, wishes: Value) -> Result<Value> {
    Ok(session.cdp().send_raw(method, wishes).await?)
}

pub async fn before_page(session: &WebDriver, script: &str) -> Result<()> {
    cdp(session, "Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await?;
    Ok(())
}

pub async fn begin_watch(session: &WebDriver) -> Result<()> {
    before_page(session, watch::VIOLATIONS).await?;
    session.browser_log().await?;
    Ok(())
}

pub async fn console_errors(session: &WebDriver) -> Result<Vec<String>> {
    let entries = session.browser_log().await?.into_iter();
    let grave = entries.filter(|entry| ["SEVERE", "WARNING"].contains(&entry.level.as_str()));
    Ok(grave.map(|entry| entry.message).collect())
}

pub async fn set_screen(session: &WebDriver, screen: Screen) -> Result<()> {
    let Screen { width, height, ratio, dark, still, forced, print } = screen;
    cdp(
        session,
        "Emulation.setDeviceMetricsOverride",
        json!({ "width": width, "height": height, "deviceScaleFactor": ratio, "mobile": false }),
    )
    .await?;
    let scheme = if dark { "dark" } else { "light" };
    let motion = if still { "reduce" } else { "no-preference" };
    let colours = if forced { "active" } else { "none" };
    let features = json!([
        { "name": "prefers-color-scheme", "value": scheme },
        { "name": "prefers-reduced-motion", "value": motion },
        { "name": "forced-colors", "value": colours },
    ]);
    let medium = if print { "print" } else { "" };
    cdp(session, "Emulation.setEmulatedMedia", json!({ "media": medium, "features": features })).await?;
    Ok(())
}

pub async fn screenshot(session: &WebDriver, whole: bool) -> Result<Vec<u8>> {
    let mut wishes = json!({ "format": "png", "captureBeyondViewport": whole });
    if whole {
        let size = cdp(session, "Page.getLayoutMetrics", json!({})).await?["cssContentSize"].clone();
        wishes["clip"] =
            json!({ "x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1 });
    }
    let picture = cdp(session, "Page.captureScreenshot", wishes).await?;
    let data = picture["data"].as_str().context("the browser sent no picture")?;
    Ok(STANDARD.decode(data)?)
}

pub async fn cut_network(session: &WebDriver, cut: bool) -> Result<()> {
    let wishes = json!({ "offline": cut, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    cdp(session, "Network.enable", json!({})).await?;
    cdp(session, "Network.emulateNetworkConditions", wishes).await?;
    Ok(())
}
