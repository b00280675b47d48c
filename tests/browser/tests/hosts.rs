//! The element in a page of another author: no style passes in or out, several labs are side by side,
//! and a lab may be removed and inserted again.

use std::fs;

use anyhow::Result;
use browser_tests::{Browser, Screen, Test, tests};
use serde_json::json;
use xtask::paths;
use xtask::serve::Server;

use crate::support::page;

pub const TESTS: &[Test] = tests![
    no_style_of_the_host_reaches_the_lab,
    no_style_of_the_lab_reaches_the_host,
    on_a_page_that_unsets_everything_the_lab_looks_the_same,
    in_a_page_that_reads_from_right_to_left_everything_has_its_place,
    several_labs_share_a_page_and_nothing_else needs OneEngine,
    an_error_in_one_lab_does_not_touch_another needs OneEngine,
    the_page_scrolls_over_the_lab,
    the_focus_given_to_the_element_goes_to_its_strong_button,
    a_lab_removed_and_inserted_again_is_unchanged needs OneEngine,
    two_hundred_labs_inserted_and_removed_leave_nothing_behind needs Cdp,
];

/// A page with this head and body; keep the server until the test ends.
pub async fn hosted(browser: &Browser, name: &str, html: &str, head: &str, body: &str) -> Result<Server> {
    let folder = browser.folder("hosts")?;
    fs::copy(paths::dist().join("em-mixture.js"), folder.join("em-mixture.js"))?;
    let whole = format!(
        "<!doctype html><html {html}><head><meta charset=utf-8><link rel=icon href=data:,>{head}</head>\
         <body>{body}<script src=em-mixture.js></script></body></html>"
    );
    fs::write(folder.join(format!("{name}.html")), whole)?;
    let server = browser.serve(&folder)?;
    browser.set_screen(Screen { width: 1000, height: 800, still: true, ..Screen::default() }).await?;
    browser.go(&format!("{}{name}.html", server.url())).await?;
    Ok(server)
}

/// Styles that a host might set, and properties that a shadow root inherits.
const LOUD: &str = "<style>
    html { font: italic bold 31px/3 monospace; color: red; letter-spacing: 0.3em; word-spacing: 1em; text-align: right;
        text-transform: uppercase; text-indent: 40px; text-shadow: 2px 2px lime; white-space: pre; cursor: wait; visibility: visible;
        list-style: square; quotes: 'x' 'y'; tab-size: 40; hyphens: auto; word-break: break-all; border-collapse: separate; caption-side: bottom }
    em-mixture { font-size: 40px; color: lime; text-align: center; line-height: 4 }
    button, input, select, table, td, canvas, div, header, section { background: yellow !important; padding: 30px !important; border: 9px solid red !important; margin: 20px !important }
</style>";

/// How the parts of a lab look: their places, and the computed style of each.
const LOOKS: &str = "
    const looks = (of) => $$('*', of).filter((node) => !(node instanceof SVGElement) && !node.closest('math') && seen(node)).map((node) => {
        const style = getComputedStyle(node);
        const box = node.getBoundingClientRect();
        const origin = of.getBoundingClientRect();
        return [node.localName + '.' + node.className, ...['color', 'backgroundColor', 'font', 'textAlign', 'textTransform', 'letterSpacing',
            'wordSpacing', 'textIndent', 'textShadow', 'whiteSpace', 'padding', 'margin', 'border', 'cursor', 'lineHeight', 'display'].map((name) => style[name]),
            ...[box.left - origin.left, box.top - origin.top, box.width, box.height].map(Math.round)].join(' | ');
    });
    const sameLooks = (these, those) => {
        same(these.length, those.length, 'parts');
        these.forEach((look, i) => same(look, those[i], 'a part'));
    };
";

const PLACED: &str = "<div id=place><em-mixture scenario='step=3&k=3'></em-mixture></div>";
const WIDE: &str = "<style>body { margin: 0 } #place { all: initial; display: block; width: 900px }</style>";

async fn looks(browser: &Browser) -> Result<serde_json::Value> {
    browser.lab_ready().await?;
    page(browser, &format!("{LOOKS} await frames(3); return looks(lab);")).await
}

async fn same_looks(browser: &Browser, plain: &serde_json::Value) -> Result<()> {
    browser.lab_ready().await?;
    page(browser, &format!("{LOOKS} await frames(3); sameLooks(looks(lab), {plain});")).await?;
    Ok(())
}

async fn no_style_of_the_host_reaches_the_lab(browser: &Browser) -> Result<()> {
    let _plain = hosted(browser, "plain", "", WIDE, PLACED).await?;
    let plain = looks(browser).await?;
    // Without `all: initial` around it: the element inherits what the page sets.
    let wide = WIDE.replace("all: initial; ", "");
    let loud = format!(
        "{LOUD}{wide}<style>#place {{ padding: 0 !important; margin: 0 !important; border: 0 !important }}</style>"
    );
    let _loud = hosted(browser, "loud", "", &loud, PLACED).await?;
    same_looks(browser, &plain).await
}

async fn on_a_page_that_unsets_everything_the_lab_looks_the_same(browser: &Browser) -> Result<()> {
    let _plain = hosted(browser, "plain", "", WIDE, PLACED).await?;
    let plain = looks(browser).await?;
    let bare = "<style>* { all: unset } style, script, head { display: none } #place { display: block; width: 900px }</style>";
    let _bare = hosted(browser, "bare", "", bare, PLACED).await?;
    same_looks(browser, &plain).await?;
    page(
        browser,
        "
        $('.due').click();
        same(lab.snapshot().position, 4, 'it steps');
        button('Save').click();
        claim(seen($('dialog[aria-label=Save]')), 'its dialogs open');",
    )
    .await?;
    Ok(())
}

async fn no_style_of_the_lab_reaches_the_host(browser: &Browser) -> Result<()> {
    let body = "<header><h2>A</h2><button class='due quiet card'>b</button></header><dialog open>d</dialog><table><tr><td class=picture>c</table>
        <p class='say lab row'>e <input class=inline></p><em-mixture scenario='k=2' hidden></em-mixture>";
    let _server = hosted(browser, "quiet", "", "<style>html { overflow-y: scroll }</style>", body).await?;
    page(
        browser,
        "
        const sheets = document.styleSheets.length;
        const own = () => [...document.querySelectorAll('body > :not(script, em-mixture), body > :not(em-mixture) *')].map((node) => {
            const style = getComputedStyle(node);
            return [node.localName, ...[...style].map((name) => style.getPropertyValue(name))].join('|');
        });
        await customElements.whenDefined('em-mixture');
        lab.hidden = false;
        await lab.ready;
        lab.step(2);
        await frames(3);
        const around = own();
        same([document.adoptedStyleSheets.length, document.styleSheets.length, document.querySelectorAll('style').length], [0, sheets, sheets], 'no sheet is added');
        lab.remove();
        own().forEach((look, i) => look.split('|').forEach((value, j) => same(value, around[i].split('|')[j], look.slice(0, 9))));
        same(Object.keys(document.body.dataset).length + document.body.classList.length, 0, 'nor is the page marked');",
    )
    .await?;
    Ok(())
}

async fn in_a_page_that_reads_from_right_to_left_everything_has_its_place(browser: &Browser) -> Result<()> {
    for (name, html) in [("ltr", "lang=en"), ("rtl", "dir=rtl lang=ar")] {
        let _server = hosted(browser, name, html, WIDE, PLACED).await?;
        browser.lab_ready().await?;
        page(
            browser,
            "
            await frames(3);
            const rtl = document.documentElement.dir === 'rtl';
            const box = (node) => node.getBoundingClientRect();
            const canvas = $('[part=picture]');
            // The picture itself is drawn from left to right: a handle is where its mean is drawn.
            for (const [k, { mean }] of lab.snapshot().components.entries()) {
                const [x] = middle($(`[data-component='${k}'][data-handle=mean]`));
                $('[part=picture]').dispatchEvent(new PointerEvent('pointermove', { clientX: x, clientY: box(canvas).top + 40, bubbles: true, composed: true }));
                await frames(2);
                const inside = x >= box(canvas).left && x <= box(canvas).right;
                claim(inside, `${k} stands at ${x}`);
            }
            const places = lab.snapshot().components.map((_, k) => middle($(`[data-component='${k}'][data-handle=mean]`))[0]);
            const order = [...places.keys()].sort((a, b) => places[a] - places[b]);
            same(order, [...places.keys()].sort((a, b) => means()[a] - means()[b]), 'from left to right as their means');
            // The text follows the page.
            same(box($('aside')).left < box($('.main')).left, rtl, 'the panels after the picture');
            claim(document.documentElement.scrollWidth <= innerWidth, 'nothing hangs out');
            for (const node of $$('button, input, select').filter(seen)) {
                const { left, right } = box(node);
                claim(left >= box(lab).left - 1 && right <= box(lab).right + 1, `${node.ariaLabel ?? node.textContent}: ${left} to ${right}`);
            }",
        )
        .await?;
    }
    Ok(())
}

async fn several_labs_share_a_page_and_nothing_else(browser: &Browser) -> Result<()> {
    let labs = "<em-mixture id=a scenario='k=2&start=quantiles'></em-mixture><em-mixture id=b scenario='k=3&seed=5&theme=dark'></em-mixture>
        <em-mixture id=c scenario='data=galaxy-velocities&k=4&start=quantiles'></em-mixture>";
    let _server = hosted(browser, "several", "", "", labs).await?;
    page(
        browser,
        "
        const [a, b, c] = document.querySelectorAll('em-mixture');
        await customElements.whenDefined('em-mixture');
        await Promise.all([a.ready, b.ready, c.ready]);
        same([a, b, c].map((one) => one.snapshot().n), [10000, 10000, 82], 'each its data');
        const events = [a, b, c].map((one) => heard('em-change', one));
        const before = [state(a), state(c)];
        b.step(3);
        await b.open('k=5&theme=light&step=2');
        same([state(a), state(c)], before, 'an action changes its own lab alone');
        same(events.map((list) => list.length > 0), [false, true, false], 'and sends its own event alone');
        same([a, b, c].map((one) => one.dataset.theme), ['light', 'light', 'light'], 'themes');
        const [first, second] = await Promise.all([a.exportCsv(), b.exportCsv(), c.runToConvergence(), b.restarts(5)]);
        claim(first.size !== second.size && c.snapshot().status === 'converged', 'long work side by side');
        // A group of radio buttons belongs to one lab.
        const radio = (one) => $$('input[type=radio]:checked', one).length;
        const checked = [a, b, c].map(radio);
        $('input[type=radio][name=assignment][value=hard]', a).click();
        await until(() => a.scenario.includes('assignment=hard'));
        same([a, b, c].map(radio), checked, 'a choice in one is none in another');
        same(b.scenario.includes('hard') || c.scenario.includes('hard'), false, 'nor its model');
        same(location.hash, '', 'labs in a page leave its address alone');",
    )
    .await?;
    Ok(())
}

async fn an_error_in_one_lab_does_not_touch_another(browser: &Browser) -> Result<()> {
    let labs = "<em-mixture id=a scenario='k=nine&truth=1,-2,3'></em-mixture><em-mixture id=b scenario='k=3'></em-mixture>";
    let _server = hosted(browser, "errors", "", "", labs).await?;
    page(
        browser,
        "
        const [a, b] = document.querySelectorAll('em-mixture');
        await customElements.whenDefined('em-mixture');
        await Promise.all([a.ready, b.ready]);
        claim($('.notices', a).textContent.includes('k=nine') && !seen($('.notices', b)), 'what is wrong is said where it is wrong');
        const errors = heard('em-error', b);
        const before = state(b);
        for (const wrong of [() => a.open('k=0'), () => a.load('no numbers'), () => a.load([]), () => a.mStep(), () => a.seek(99), () => a.step(NaN),
            () => a.compareK(-1), () => a.responsibilities([Infinity])]) await failure(wrong);
        same([state(b), errors.length], [before, 0], 'the other gets no event');
        a.remove();
        b.step();
        same(b.snapshot().position, 2, 'and can still be stepped');",
    )
    .await?;
    Ok(())
}

async fn the_page_scrolls_over_the_lab(browser: &Browser) -> Result<()> {
    let body = "<div style='height: 300px'></div><em-mixture scenario='step=3'></em-mixture><div style='height: 3000px'></div>";
    let _server = hosted(browser, "scrolls", "", "", body).await?;
    browser.lab_ready().await?;
    page(
        browser,
        "
        const taken = $$('*').filter((node) => {
            const wheel = new WheelEvent('wheel', { deltaY: 50, cancelable: true, bubbles: true, composed: true });
            node.dispatchEvent(wheel);
            return wheel.defaultPrevented;
        });
        same(taken.map((node) => node.className), [], 'no part takes the wheel');
        for (const tab of $$('[role=tab]').filter(seen)) {
            tab.click();
            await frames(3);
            for (const node of $$('*').filter((node) => seen(node) && getComputedStyle(node).touchAction === 'none')) {
                claim(node.matches('[role=slider], .grip'), `a finger on ${node.localName}.${node.className} does not scroll`);
                const { width, height } = node.getBoundingClientRect();
                claim(width <= 60 && height <= 60, `${node.className} is ${width} × ${height}`);
            }
        }
        for (const canvas of $$('canvas').filter(seen)) claim(getComputedStyle(canvas.parentElement).touchAction !== 'none', 'a finger up or down scrolls');",
    )
    .await?;
    Ok(())
}

async fn the_focus_given_to_the_element_goes_to_its_strong_button(browser: &Browser) -> Result<()> {
    let _server = hosted(browser, "focus", "", WIDE, PLACED).await?;
    browser.lab_ready().await?;
    page(
        browser,
        "
        same(document.activeElement, document.body, 'it takes no focus by itself');
        lab.focus();
        same([document.activeElement === lab, lab.shadowRoot.activeElement.className], [true, 'due'], 'the button');
        await lab.open('hide=transport');
        lab.focus();
        same(lab.shadowRoot.activeElement.part.value, 'picture', 'or the picture');",
    )
    .await?;
    Ok(())
}

async fn a_lab_removed_and_inserted_again_is_unchanged(browser: &Browser) -> Result<()> {
    let _server = hosted(browser, "back", "", WIDE, PLACED).await?;
    browser.lab_ready().await?;
    page(
        browser,
        "
        const before = state();
        const place = lab.parentNode;
        for (let i = 0; i < 5; i++) {
            lab.remove();
            await frames(1);
            place.append(lab);
            await frames(1);
        }
        same(state(), before, 'as it was');
        lab.run();
        lab.remove();
        const stopped = state();
        await frames(5);
        same(state(), stopped, 'out of the page it does not run');
        place.append(lab);
        lab.step();
        await frames(3);
        const [ground, ...pixels] = drawn();
        claim(pixels.some((value) => value !== ground), 'it draws again');
        // Removed right after it was inserted, before it was ready: no harm.
        const early = document.createElement('em-mixture');
        place.append(early);
        early.remove();
        place.append(early);
        await early.ready;
        same(early.snapshot().n, 10000, 'ready after all');",
    )
    .await?;
    Ok(())
}

async fn two_hundred_labs_inserted_and_removed_leave_nothing_behind(browser: &Browser) -> Result<()> {
    let _server = hosted(browser, "leaks", "", WIDE, "<div id=place></div>").await?;
    browser.js("await customElements.whenDefined('em-mixture');").await?;
    nothing_is_left_behind(browser, |times| {
        format!(
            "
            const place = document.querySelector('#place');
            for (let i = 0; i < {times}; i++) {{
                const fresh = document.createElement('em-mixture');
                fresh.setAttribute('scenario', `truth=0,1,300~4,1,700&k=${{1 + i % 8}}&step=2`);
                place.append(fresh);
                await fresh.ready;
                fresh.step();
                fresh.remove();
                if (i % 10 === 9) await new Promise((next) => setTimeout(next));
            }}"
        )
    })
    .await
}

/// Labs that come and go, by a script for so many, leave no memory and no listener.
pub async fn nothing_is_left_behind(browser: &Browser, come_and_go: impl Fn(u32) -> String) -> Result<()> {
    browser.cdp("Performance.enable", json!({})).await?;
    page(browser, &come_and_go(20)).await?;
    let before = left_over(browser).await?;
    for _ in 0..4 {
        page(browser, &come_and_go(50)).await?;
    }
    let after = left_over(browser).await?;
    for ((name, was), (_, is)) in before.iter().zip(&after) {
        // The last few may still be in memory, also by the page's own caches.
        let most = match *name {
            "JSHeapUsedSize" => was + 3e6,
            "wasm" => was + 8e6,
            "Documents" => was + 1.0,
            _ => was + 2000.0,
        };
        anyhow::ensure!(is <= &most, "{name}: {was} before, {is} after 200 labs");
    }
    Ok(())
}

/// What the browser holds in memory after a garbage collection.
async fn left_over(browser: &Browser) -> Result<Vec<(&'static str, f64)>> {
    for _ in 0..4 {
        browser.cdp("HeapProfiler.collectGarbage", json!({})).await?;
        // Finalizers run in a task of their own.
        page(browser, "await frames(2);").await?;
    }
    let metrics = browser.cdp("Performance.getMetrics", json!({})).await?;
    let metric = |name: &str| {
        let all = metrics["metrics"].as_array().cloned().unwrap_or_default();
        all.iter().find(|one| one["name"] == name).and_then(|one| one["value"].as_f64()).unwrap_or(f64::NAN)
    };
    let prototype =
        browser.cdp("Runtime.evaluate", json!({ "expression": "WebAssembly.Memory.prototype" })).await?;
    let found = browser
        .cdp("Runtime.queryObjects", json!({ "prototypeObjectId": prototype["result"]["objectId"] }))
        .await?;
    let size = browser
        .cdp(
            "Runtime.callFunctionOn",
            json!({
                "objectId": found["objects"]["objectId"], "returnByValue": true,
                "functionDeclaration": "function () { return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0); }",
            }),
        )
        .await?;
    let wasm = size["result"]["value"].as_f64().unwrap_or(f64::NAN);
    let names = ["JSHeapUsedSize", "Documents", "Nodes", "JSEventListeners"];
    Ok(names.map(|name| (name, metric(name))).into_iter().chain([("wasm", wasm)]).collect())
}
