//! What the tests of a lab share: short functions for the page, and real keys and a real pointer.

use anyhow::{Context, Result};
use browser_tests::{Browser, Screen};
use serde_json::Value;
use thirtyfour::TypingData;

/// Inserted before each script: functions that find elements of the lab, and that check claims.
const WORDS: &str = "
    const $ = (selector, of = lab) => of.shadowRoot.querySelector(selector);
    const $$ = (selector, of = lab) => [...of.shadowRoot.querySelectorAll(selector)];
    const seen = (node) => node !== null && node.checkVisibility();
    const claim = (holds, words) => { if (!holds) throw new Error(words); };
    const same = (is, should, words) => {
        const [here, there] = [is, should].map((value) => JSON.stringify(value));
        claim(here === there, `${words}: ${here}, expected ${there}`);
    };
    const near = (is, should, within, words) =>
        claim(Math.abs(is - should) <= within, `${words}: ${is}, expected ${should} within ${within}`);
    const nearly = (is, should, words) => near(is, should, 1e-9 * Math.abs(should), words);
    const until = async (holds, words) => {
        const deadline = performance.now() + 60_000;
        while (!holds()) {
            claim(performance.now() < deadline, `waited a minute in vain: ${words ?? holds}`);
            await new Promise((next) => setTimeout(next, 8));
        }
    };
    const frames = async (count = 2) => {
        for (let i = 0; i < count; i++) await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
    };
    const failure = async (act) => {
        try { await act(); } catch (error) { return error; }
        throw new Error(`this was not refused: ${act}`);
    };
    const heard = (name, of = lab) => {
        const list = [];
        of.addEventListener(name, (event) => list.push(event.detail));
        return list;
    };
    const state = (of = lab) => JSON.stringify([of.snapshot(), of.history(), of.scenario]);
    const means = (of = lab) => of.snapshot().components.map(({ mean }) => mean);
    const button = (name) => {
        const named = $$('button').filter((node) => node.textContent === name || node.ariaLabel === name);
        claim(named.length === 1, `${named.length} buttons are called ${name}`);
        return named[0];
    };
    const labelled = (name) => {
        const found = $$('input, select, textarea').filter((node) =>
            node.ariaLabel === name || node.closest('label')?.firstElementChild?.textContent === name);
        claim(found.length === 1, `${found.length} controls are called ${name}`);
        return found[0];
    };
    const write = (field, text) => {
        field.value = text;
        field.dispatchEvent(new Event('input', { bubbles: true }));
        field.dispatchEvent(new Event('change', { bubbles: true }));
    };
    const pick = (name, word) => $(`input[type=radio][name='${name}'][value='${word}']`).click();
    // Own data: read, shown, then used.
    const waits = () => seen($('[part=use-own]')) && !$('[part=use-own]').disabled;
    const useNumbers = async () => {
        await until(waits, 'read');
        $('[part=use-own]').click();
    };
    const giveNumbers = (text) => {
        pick('data-source', 'own');
        labelled('Your numbers').value = text;
        button('Read the numbers').click();
        return useNumbers();
    };
    const drawn = (canvas = $('[part=picture]')) => {
        const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
        copy.drawImage(canvas, 0, 0);
        return copy.getImageData(0, 0, canvas.width, canvas.height).data;
    };
    const middle = (node) => {
        const { left, right, top, bottom } = node.getBoundingClientRect();
        return [(left + right) / 2, (top + bottom) / 2];
    };
";

/// For [`Browser::before_page`]: timers end fifty times sooner, such as that for writing the address,
/// and `putOff` holds the pending ones. WebKit's driver ends a script that takes too long by the page's
/// own `setTimeout`: that timer is not changed.
pub const SOONER: &str = "{
    window.putOff = new Set();
    const { setTimeout, clearTimeout } = window;
    window.setTimeout = (act, delay = 0, ...given) => {
        if (delay > 60_000) return setTimeout(act, delay, ...given);
        const timer = setTimeout(() => { putOff.delete(timer); act(...given); }, delay / 50);
        putOff.add(timer);
        return timer;
    };
    window.clearTimeout = (timer) => { putOff.delete(timer); clearTimeout(timer); };
}";

/// For [`Browser::before_page`]: each function that WebAssembly exports is replaced by what the script's
/// `(name, call) => …` makes of it.
pub fn with_exports(script: &str) -> String {
    format!(
        "{{
            const {{ instantiate }} = WebAssembly;
            WebAssembly.instantiate = async (module, imports) => {{
                const {{ exports }} = await instantiate(module, imports);
                const replaced = Object.entries(exports).map(([name, value]) =>
                    [name, typeof value === 'function' ? ({script})(name, value) : value]);
                return {{ module, instance: {{ exports: Object.fromEntries(replaced) }} }};
            }};
        }}"
    )
}

/// Opens a page with a lab alone at a scenario, in a window of the usual size.
pub async fn open(browser: &Browser, scenario: &str) -> Result<()> {
    browser.set_screen(Screen::default()).await?;
    browser.open(&format!("embed.html#{scenario}")).await
}

/// The same for a person who prefers less motion: every change is shown at once.
pub async fn open_still(browser: &Browser, scenario: &str) -> Result<()> {
    browser.set_screen(Screen { still: true, ..Screen::default() }).await?;
    browser.open(&format!("embed.html#{scenario}")).await
}

/// Opens the lesson's page, which has more around its lab and takes longer.
pub async fn open_lesson(browser: &Browser, scenario: &str) -> Result<()> {
    browser.set_screen(Screen::default()).await?;
    browser.open(&format!("index.html#{scenario}")).await
}

/// The same for a person who prefers less motion.
pub async fn open_lesson_still(browser: &Browser, scenario: &str) -> Result<()> {
    browser.set_screen(Screen { still: true, ..Screen::default() }).await?;
    browser.open(&format!("index.html#{scenario}")).await
}

/// Runs a script that uses the functions above.
pub async fn page(browser: &Browser, script: &str) -> Result<Value> {
    // In a block, so that a script may use these names for its own.
    let begins = || format!("in `{:.200}`", script.trim());
    browser.js(&format!("{WORDS}\n{{ {script} }}")).await.with_context(begins)
}

/// The same, with a value as a constant of this name.
pub async fn page_with(browser: &Browser, name: &str, value: &Value, script: &str) -> Result<Value> {
    page(browser, &format!("const {name} = {value};\n{script}")).await
}

/// Presses keys, one after another, for whatever has the focus.
pub async fn press(browser: &Browser, keys: impl Into<TypingData>) -> Result<()> {
    let keys = keys.into().to_string();
    let pressed = browser.session().action_chain().send_keys(&keys).perform().await;
    pressed.with_context(|| format!("the keys {keys:?}"))
}

/// The middle of an element of the lab, in the viewport, after scrolling it into view.
pub async fn middle(browser: &Browser, selector: &str) -> Result<(f64, f64)> {
    let script = format!(
        "const node = $({selector:?}); node.scrollIntoView({{ block: 'nearest' }}); return middle(node);"
    );
    let place = page(browser, &script).await?;
    let along = |axis: usize| place[axis].as_f64().context("no place");
    Ok((along(0)?, along(1)?))
}

/// Moves the mouse there; its button is not pressed.
pub async fn hover(browser: &Browser, place: (f64, f64)) -> Result<()> {
    browser.mouse_to(place).await
}

/// Presses and releases the mouse there.
pub async fn click(browser: &Browser, place: (f64, f64)) -> Result<()> {
    browser.mouse_to(place).await?;
    browser.mouse_down().await?;
    browser.mouse_up().await
}

/// Presses, moves in so many steps, and releases if asked to.
pub async fn drag(
    browser: &Browser,
    from: (f64, f64),
    by: (f64, f64),
    moves: u32,
    let_go: bool,
) -> Result<()> {
    hover(browser, from).await?;
    browser.mouse_down().await?;
    for i in 1..=moves {
        let part = f64::from(i) / f64::from(moves);
        browser.mouse_to((from.0 + part * by.0, from.1 + part * by.1)).await?;
    }
    if let_go {
        browser.mouse_up().await?;
    }
    Ok(())
}
