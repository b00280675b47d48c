//! On a phone: nothing jumps while the lab loads, and a frame of a run is little work. Shifts, layouts
//! and calls are counted, which do not depend on speed.

use anyhow::{Result, ensure};
use browser_tests::{Browser, Screen, Test, tests};
use serde_json::json;

use crate::support::{page, with_exports};

pub const TESTS: &[Test] = tests![
    nothing_jumps_while_the_lab_loads needs Cdp,
    a_frame_of_a_run_lays_out_once_and_makes_few_calls needs Cdp,
    texts_out_of_sight_are_updated_once_they_are_in_sight,
];

const PHONE: Screen =
    Screen { width: 390, height: 844, ratio: 2.0, dark: false, still: false, forced: false, print: false };
const RUN: &str = "k=5&tol=0&max=10000&speed=max";
/// The largest allowed layout shift: area times distance, as Chromium counts it; 0 is none.
const MOST_SHIFT: f64 = 0.02;

async fn nothing_jumps_while_the_lab_loads(browser: &Browser) -> Result<()> {
    browser.set_screen(PHONE).await?;
    let watch = "window.shift = 0; window.moved = [];
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
            window.shift += entry.value;
            window.moved.push(...entry.sources.map(({ node }) => node?.className || node?.nodeName));
        })).observe({ type: 'layout-shift', buffered: true });";
    browser.before_page(watch).await?;
    // So slow that the page is shown long before its script has been loaded.
    let slow = json!({ "offline": false, "latency": 100, "downloadThroughput": 400_000, "uploadThroughput": 400_000 });
    browser.cdp("Network.enable", json!({})).await?;
    browser.cdp("Network.emulateNetworkConditions", slow).await?;
    browser.go(&browser.url("index.html")).await?;
    browser.lab_ready().await?;
    browser
        .js("await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(next))));")
        .await?;
    let shift = browser.js("return window.shift;").await?.as_f64().unwrap_or(f64::INFINITY);
    let moved = browser.js("return window.moved;").await?;
    ensure!(shift <= MOST_SHIFT, "the layout shifts by {shift}: {moved}");
    Ok(())
}

/// How often the page has computed its layout and its styles since it was opened.
async fn layouts_and_styles(browser: &Browser) -> Result<(f64, f64)> {
    let found = browser.cdp("Performance.getMetrics", json!({})).await?;
    let metric = |name: &str| {
        let metrics = found["metrics"].as_array().into_iter().flatten();
        metrics.filter(|m| m["name"] == name).filter_map(|m| m["value"].as_f64()).sum::<f64>()
    };
    Ok((metric("LayoutCount"), metric("RecalcStyleCount")))
}

async fn a_frame_of_a_run_lays_out_once_and_makes_few_calls(browser: &Browser) -> Result<()> {
    browser.set_screen(PHONE).await?;
    browser.before_page("window.calls = {}; window.written = 0;").await?;
    let count = "(name, call) => (...given) => {
        if (name.startsWith('lab_')) window.calls[name] = (window.calls[name] ?? 0) + 1;
        return call(...given);
    }";
    browser.before_page(&with_exports(count)).await?;
    let note_writes = "{
        const { replaceState } = history;
        history.replaceState = (...given) => { window.written += 1; return replaceState.apply(history, given); };
    }";
    browser.before_page(note_writes).await?;
    browser.cdp("Performance.enable", json!({})).await?;
    browser.open(&format!("index.html#{RUN}")).await?;
    page(
        browser,
        "lab.scrollIntoView({ behavior: 'instant' });
         lab.run();
         await until(() => lab.snapshot().iteration > 5);
         await frames();",
    )
    .await?;
    let before = layouts_and_styles(browser).await?;
    let script = "
        window.calls = { lab_draw: 0 };
        window.written = 0;
        await until(() => window.calls.lab_draw >= 60);";
    page(browser, script).await?;
    let after = layouts_and_styles(browser).await?;
    let found = browser.js("return [window.calls, window.written];").await?;
    let calls = found[0].as_object().into_iter().flatten();
    let (frames, calls) = (
        found[0]["lab_draw"].as_f64().unwrap_or(0.0),
        calls.filter_map(|(_, count)| count.as_f64()).sum::<f64>(),
    );
    let written = &found[1];
    // Step, snapshot, sentence, last position, draw.
    ensure!(calls / frames < 5.5, "{} calls a frame: {}", calls / frames, found[0]);
    ensure!(*written == 0, "the address is written {written} times in a run");
    // A few more frames pass before the calls are counted.
    let (layouts, styles) = (after.0 - before.0, after.1 - before.1);
    ensure!(layouts < 1.4 * frames + 20.0, "{layouts} layouts in {frames} frames");
    ensure!(styles < 2.0 * frames + 40.0, "styles are worked out {styles} times in {frames} frames");
    page(
        browser,
        "lab.pause();
         await until(() => location.hash.slice(1) === lab.scenario, 'after the run the address holds what is shown');
         claim(window.written > 0, 'it was written');",
    )
    .await?;
    Ok(())
}

async fn texts_out_of_sight_are_updated_once_they_are_in_sight(browser: &Browser) -> Result<()> {
    browser.set_screen(PHONE).await?;
    browser.open(&format!("index.html#{RUN}")).await?;
    let script = "
        const field = $('.numbers [aria-label=\"mean of component A\"]');
        const panel = $('.numbers');
        const inSight = () => { const { top, bottom } = panel.getBoundingClientRect(); return bottom > 0 && top < innerHeight; };
        scrollTo({ top: document.body.scrollHeight, behavior: 'instant' });
        await frames(4);
        claim(!inSight(), 'the numbers are out of sight');
        lab.run();
        await until(() => lab.snapshot().iteration > 8);
        const unseen = field.value;
        panel.scrollIntoView({ behavior: 'instant', block: 'center' });
        await until(() => field.value !== unseen, 'in sight they follow the run');
        scrollTo({ top: document.body.scrollHeight, behavior: 'instant' });
        await until(() => !inSight());
        await frames(4);
        const left = lab.snapshot().iteration;
        await until(() => lab.snapshot().iteration > left + 8);
        lab.pause();
        near(Number(field.value.replace('−', '-').replaceAll(',', '')), lab.snapshot().components[0].mean, 0.006, 'after the run they are right, in sight or not');
        same($('[part=climb]').ariaValueNow, String(lab.snapshot().position), 'and so is the climb');";
    page(browser, script).await?;
    Ok(())
}
