//! In a frame that may only run scripts: which messages the lab sends to its parent, and which it obeys.

use std::fs;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use browser_tests::{Browser, Screen, Test, tests};
use serde_json::Value;
use xtask::paths;
use xtask::serve::Server;

use crate::support::page;

pub const TESTS: &[Test] = tests![
    the_parent_gets_the_height_and_every_change,
    the_parents_messages_are_obeyed_and_failures_reported needs OneEngine,
    the_parent_is_answered_with_what_it_asked_for needs OneEngine,
    all_other_messages_are_ignored needs OneEngine,
    a_hidden_truth_does_not_leave_the_frame needs OneEngine,
    a_dialog_in_a_high_frame_on_a_phone_is_visible,
];

const HOST: &str = "<!doctype html><meta charset=utf-8><link rel=icon href=data:,>
    <script>
        window.heard = [];
        addEventListener('message', (event) => {
            if (event.source === document.querySelector('iframe').contentWindow) window.heard.push(event.data);
        });
    </script>
    <iframe sandbox='allow-scripts' width=900 height=600></iframe>";

/// In the host page: its frame, the messages that it got, and a function that sends one.
const FRAME: &str = "
    const frame = document.querySelector('iframe');
    const of = (subject) => window.heard.filter((data) => data.subject === subject);
    const waitFor = async (holds, words) => {
        const deadline = performance.now() + 60_000;
        while (!holds()) {
            if (performance.now() > deadline) throw new Error(`waited in vain: ${words ?? holds} ${JSON.stringify(window.heard.slice(-3))}`);
            await new Promise((next) => setTimeout(next, 8));
        }
    };
    const loadFrame = async (scenario) => {
        // A change of the hash alone would load nothing.
        await new Promise((next) => {
            frame.addEventListener('load', next, { once: true });
            frame.src = 'about:blank';
        });
        window.heard.length = 0;
        frame.src = `embed.html#${scenario}`;
        await waitFor(() => of('em-mixture.resize').some(({ height }) => height > 100), 'the frame');
        await waitFor(() => of('em-mixture.change').length === 1, 'its first snapshot');
    };
    const last = () => of('em-mixture.change').at(-1).snapshot;
    const ask = (action, argument) => frame.contentWindow.postMessage({ subject: 'em-mixture.do', action, argument }, '*');
    const same = (is, should, words) => {
        const [here, there] = [is, should].map((value) => JSON.stringify(value));
        if (here !== there) throw new Error(`${words}: ${here}, expected ${there}`);
    };
";

/// A host page with the frame; keep the server until the test ends.
pub async fn hosted(browser: &Browser) -> Result<Server> {
    let folder = browser.folder("messages")?;
    fs::write(folder.join("host.html"), HOST)?;
    fs::copy(paths::dist().join("embed.html"), folder.join("embed.html"))?;
    let server = browser.serve(&folder)?;
    browser.set_screen(Screen::default()).await?;
    browser.go(&format!("{}host.html", server.url())).await?;
    Ok(server)
}

async fn asked(browser: &Browser, script: &str) -> Result<()> {
    answered(browser, script).await?;
    Ok(())
}

/// Runs a script in the host page, and returns what it returns.
pub async fn answered(browser: &Browser, script: &str) -> Result<Value> {
    browser.js(&format!("{FRAME}\n{script}")).await
}

async fn the_parent_gets_the_height_and_every_change(browser: &Browser) -> Result<()> {
    let _server = hosted(browser).await?;
    asked(
        browser,
        "
        await loadFrame('truth=0,1,300~4,1,700&seed=7&hide=charts');
        same([last().n, last().position], [1000, 0], 'its first snapshot');
        const heights = () => of('em-mixture.resize').map(({ height }) => height);
        same(heights(), of('lti.frameResize').map(({ height }) => height), 'both names of it');
        if (!heights().every((height) => Number.isInteger(height))) throw new Error(`${heights()}`);
        const first = heights().at(-1);
        frame.width = 380;
        await waitFor(() => heights().at(-1) > first + 100, 'it grows where it is narrow');
        for (const [i, height] of heights().entries()) if (height === heights()[i - 1]) throw new Error('the same height twice');
        const before = of('em-mixture.change').length;
        for (const position of [1, 2, 3]) {
            ask(position % 2 ? 'eStep' : 'mStep');
            await waitFor(() => last().position === position, `half-step ${position}`);
        }
        same(of('em-mixture.change').slice(before).map(({ snapshot }) => snapshot.position), [1, 2, 3], 'each change, once');",
    )
    .await
}

async fn the_parents_messages_are_obeyed_and_failures_reported(browser: &Browser) -> Result<()> {
    let _server = hosted(browser).await?;
    asked(
        browser,
        "
        await loadFrame('speed=max&start=kmeans');
        const position = async (action, argument, expected) => {
            ask(action, argument);
            await waitFor(() => last().position === expected, `${action} to ${expected}`);
        };
        await position('eStep', undefined, 1);
        await position('mStep', undefined, 2);
        await position('step', 2, 6);
        await position('step', undefined, 8);
        await position('back', undefined, 7);
        await position('reset', undefined, 0);
        ask('runToConvergence');
        await waitFor(() => last().status === 'converged');
        ask('open', 'k=3&speed=max&tol=0&max=10000');
        await waitFor(() => last().k === 3);
        ask('run');
        await waitFor(() => last().position > 6);
        ask('pause');
        ask('back');
        await waitFor(() => last().position % 2 === 1, 'a run of whole iterations, and one back');

        const errors = () => of('em-mixture.error').map(({ message }) => message);
        const before = last();
        for (const [action, argument, words] of [
            ['open', 'k=0', 'k=0: expected a whole number from 1 to 8'], ['step', 1.5, 'step(1.5): expected'],
            ['step', 'two', 'step(two): expected'], ['eStep', undefined, 'the E step is not due: take the M step first'],
            ['open', 7, '7=: expected one of the names'],
        ]) {
            const count = errors().length;
            ask(action, argument);
            await waitFor(() => errors().length > count, `${action}(${argument}) is refused`);
            if (!errors().at(-1).includes(words)) throw new Error(`${action}: ${errors().at(-1)}`);
        }
        same(last(), before, 'what is refused changes nothing');",
    )
    .await
}

async fn the_parent_is_answered_with_what_it_asked_for(browser: &Browser) -> Result<()> {
    let _server = hosted(browser).await?;
    asked(
        browser,
        "
        await loadFrame('start=kmeans&step=3');
        const results = () => of('em-mixture.result');
        const answer = async (action, argument, about) => {
            const count = results().length;
            frame.contentWindow.postMessage({ subject: 'em-mixture.do', action, argument, about }, '*');
            await waitFor(() => results().length > count, `${action} is answered`);
            same(results().at(-1).action, action, 'what the answer is to');
            return results().at(-1).result;
        };
        ask('seek', 1);
        await waitFor(() => last().position === 1, 'seek');
        const fits = await answer('compareK', 3);
        same(fits.map(({ k }) => k), [1, 2, 3], 'a fit for each k');
        if (!(fits[1].bic < fits[0].bic)) throw new Error('the better fit');
        same((await answer('restarts', 5)).length, 5, 'a row for each start');
        same(await answer('load', [1, 2, 3, 8, 9, 10]), null, 'numbers need no reading');
        same(last().n, 6, 'loaded');
        const reading = await answer('load', 'mark;group\\n1,5;a\\n2,5;b\\nabsent;b\\n4,5;a', { column: 'mark', labels: 'group', name: 'marks' });
        same([reading.count, reading.column, reading.labels, reading.leftOut], [3, 'mark', 'group', 1], 'how a text was read');
        same([last().n, last().labels !== null], [3, true], 'and loaded, with its labels');
        const errors = () => of('em-mixture.error');
        for (const [action, argument, words] of [
            ['load', { a: 1 }, 'load: expected an array of numbers, but was given an object'], ['load', undefined, 'load: expected'],
            ['seek', 99, '99'], ['compareK', 0, 'compareK(0): expected a whole number'], ['restarts', 'many', 'restarts(many): expected a whole number'],
            ['remove', undefined, 'action \"remove\": expected one of eStep, mStep,'], ['constructor', undefined, 'action'], ['snapshot', undefined, 'action'],
            [undefined, undefined, 'action missing: expected one of'], [['eStep'], undefined, 'action [\"eStep\"]'],
        ]) {
            const count = errors().length;
            ask(action, argument);
            await waitFor(() => errors().length > count, `${action}(${argument}) is refused`);
            if (!errors().at(-1).message.includes(words)) throw new Error(`${action}: ${errors().at(-1).message}`);
        }
        same([last().n, last().position], [3, 0], 'what is refused changes nothing');",
    )
    .await
}

async fn all_other_messages_are_ignored(browser: &Browser) -> Result<()> {
    let _server = hosted(browser).await?;
    asked(
        browser,
        "
        await loadFrame('');
        // Once its height has settled, the frame sends nothing by itself.
        for (let still = 0, count = -1; still < 12; still += 1) {
            if (count !== window.heard.length) [still, count] = [0, window.heard.length];
            await new Promise((next) => requestAnimationFrame(next));
        }
        const count = window.heard.length;
        for (const data of [null, 'eStep', 7, { action: 'eStep' }, { subject: 'em-mixture.change', action: 'eStep' }])
            frame.contentWindow.postMessage(data, '*');
        // A message from a frame beside it, which is not the parent.
        const stranger = document.createElement('iframe');
        document.body.append(stranger);
        stranger.contentWindow.eval(`parent.frames[0].postMessage({ subject: 'em-mixture.do', action: 'step', argument: 3 }, '*')`);
        await new Promise((next) => setTimeout(next));
        // Messages arrive in their order: after the answer to this one, all others have been read.
        ask('open', 'k=0');
        await waitFor(() => of('em-mixture.error').length > 0);
        same([last().position, last().n, window.heard.length], [0, 10000, count + 1], 'only the message of the parent counted');",
    )
    .await
}

async fn a_hidden_truth_does_not_leave_the_frame(browser: &Browser) -> Result<()> {
    let _server = hosted(browser).await?;
    asked(
        browser,
        "
        await loadFrame('step=2');
        same([last().truth.length, typeof last().labels.accuracy], [2, 'number'], 'sent if it is not hidden');
        await loadFrame('step=2&hide=truth');
        same([last().truth, last().labels], [null, null], 'not sent if it is');
        ask('step', 1);
        await waitFor(() => last().position === 4);
        same([last().truth, last().labels], [null, null], 'nor later');",
    )
    .await?;
    page(browser, "").await?;
    Ok(())
}

/// The page around a frame reports with a delay which part of the frame is visible.
const PATIENCE: Duration = Duration::from_secs(20);

/// A course page on a phone: text, the frame of the README's recipe, as high as its lab, and text.
fn course(frame: &str) -> String {
    format!(
        "<!doctype html><meta charset=utf-8><meta name=viewport content='width=device-width'><link rel=icon href=data:,>
        <style>body {{ margin: 8px }} p {{ height: 500px; margin: 0 }}</style>
        <p>Before.</p><iframe {frame} title='EM, step by step' width='100%' height='900' style='border: 0'></iframe><p>After.</p>
        <script>
            addEventListener('message', ({{ source, data }}) => {{
                const frame = document.querySelector('iframe');
                if (source === frame.contentWindow && data?.subject === 'em-mixture.resize') frame.height = data.height;
            }});
        </script>"
    )
}

async fn a_dialog_in_a_high_frame_on_a_phone_is_visible(browser: &Browser) -> Result<()> {
    let folder = browser.folder("phone")?;
    fs::copy(paths::dist().join("embed.html"), folder.join("embed.html"))?;
    let server = browser.serve(&folder)?;
    let elsewhere = server.url().replace("127.0.0.1", "localhost");
    let sandbox = "sandbox='allow-scripts allow-downloads' allow='fullscreen; clipboard-write'";
    for (name, frame) in [
        ("same.html", "src='embed.html'".to_string()),
        ("other.html", format!("src='{elsewhere}embed.html' {sandbox}")),
    ] {
        fs::write(folder.join(name), course(&frame))?;
        browser.set_screen(Screen { width: 390, height: 664, still: true, ..Screen::default() }).await?;
        browser.go(&format!("{}{name}", server.url())).await?;
        browser.until("Number(document.querySelector('iframe').height) > 1500").await?;
        // Whatever opens it, and wherever on the screen that is.
        let openers = [
            "button('Save')",
            "button('Copy link')",
            "button('The keys')",
            "$('[part=picture]')",
            "$('#tab-climb')",
            "labelled('components k')",
        ];
        for (i, opener) in openers.iter().enumerate() {
            let of_screen = [0.05, 0.5, 0.9][i % 3];
            let at = within(browser, &format!("return {opener}.getBoundingClientRect().top;")).await?;
            let scroll = format!(
                "scrollTo(0, document.querySelector('iframe').offsetTop + {at} - {of_screen} * innerHeight);
                 await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));"
            );
            browser.js(&scroll).await?;
            let open = format!(
                "const opener = {opener};
                 if (opener.closest('.tools')) opener.click();
                 else {{
                     opener.focus({{ preventScroll: true }});
                     opener.dispatchEvent(new KeyboardEvent('keydown', {{ key: '?', bubbles: true, composed: true }}));
                 }}
                 await until(() => $('dialog[open]'));"
            );
            within(browser, &open).await?;
            in_sight(browser).await.with_context(|| format!("{name}, {opener} at {of_screen}"))?;
            within(browser, "$('dialog[open]').close();").await?;
        }
    }
    Ok(())
}

/// Waits until nine tenths of the frame's open dialog are on the screen.
async fn in_sight(browser: &Browser) -> Result<()> {
    let began = Instant::now();
    loop {
        let box_of = "const { left, top, width, height } = $('dialog[open]').getBoundingClientRect(); return [left, top, width, height];";
        let dialog = within(browser, box_of).await?;
        let part = format!(
            "const [left, top, width, height] = {dialog};
             const frame = document.querySelector('iframe').getBoundingClientRect();
             const along = (from, length, most) => Math.max(0, Math.min(from + length, most) - Math.max(from, 0)) / length;
             return height < 80 ? 0 : along(frame.left + left, width, innerWidth) * along(frame.top + top, height, innerHeight);"
        );
        let part = browser.js(&part).await?;
        if part.as_f64().is_some_and(|part| part >= 0.9) {
            return Ok(());
        }
        ensure!(began.elapsed() < PATIENCE, "{part} of {dialog} is in sight");
    }
}

/// Runs a script in the page's frame, whatever its origin.
async fn within(browser: &Browser, script: &str) -> Result<Value> {
    browser.session().enter_frame(0).await?;
    let done = page(browser, script).await;
    browser.session().enter_default_frame().await?;
    done
}
