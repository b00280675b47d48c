//! The policy holds in every state, nothing is fetched from elsewhere, text from outside stays text,
//! storage is not used, and an error in one lab does not reach another.

use anyhow::{Context, Result, ensure};
use browser_tests::{Browser, Screen, Test, tests};
use serde_json::json;
use xtask::pages::PAGES;

use crate::frame::{answered, hosted};
use crate::states::STATES;
use crate::support::{open, page, page_with};

pub const TESTS: &[Test] = tests![
    no_theme_tab_or_export_breaks_the_policy_or_fetches_from_elsewhere needs OneEngine,
    paper_breaks_no_policy needs Print,
    words_from_outside_are_never_markup,
    words_of_messages_are_never_markup needs OneEngine,
    the_lab_touches_no_storage_and_the_lesson_only_its_answers needs OneEngine,
    an_error_in_one_lab_touches_no_other needs OneEngine,
];

/// What the page has fetched so far comes from its own server, or from the page itself.
const FETCHED: &str = "
    const elsewhere = performance.getEntriesByType('resource').map(({ name }) => name)
        .filter((name) => !name.startsWith(location.origin + '/') && !name.startsWith('blob:') && !name.startsWith('data:'));
    same(elsewhere, [], 'asked elsewhere');";

/// More than the states: each tab in each theme, the exports, and printing.
const FURTHER: &str = "
    await lab.open('k=3&step=3');
    for (const theme of ['light', 'dark', 'projector', 'auto']) {
        write(labelled('Theme'), theme);
        await until(() => lab.scenario.includes('theme=') === (theme !== 'auto'));
        for (const tab of $$('[role=tab]').filter(seen)) { tab.click(); await frames(1); }
    }
    for (const made of [await lab.exportPng(), await lab.exportSvg(), await lab.exportCsv()]) claim(made.size > 1000, made.type);";

/// Fails if the page in front has broken its policy, or fetched anything from elsewhere.
pub async fn is_kept(browser: &Browser) -> Result<()> {
    let against = browser.violations().await?;
    ensure!(against.is_empty(), "against the policy: {against:?}");
    page(browser, FETCHED).await?;
    Ok(())
}

/// `reflow` goes through all states, both lessons' in every engine, and checks the same there.
async fn no_theme_tab_or_export_breaks_the_policy_or_fetches_from_elsewhere(browser: &Browser) -> Result<()> {
    for file in PAGES {
        browser.set_screen(Screen { still: true, ..Screen::default() }).await?;
        browser.open(file).await?;
        page(browser, FURTHER).await?;
        is_kept(browser).await.with_context(|| format!("in {file}"))?;
    }
    Ok(())
}

async fn paper_breaks_no_policy(browser: &Browser) -> Result<()> {
    browser.open("index.html#step=2").await?;
    browser.set_screen(Screen { print: true, ..Screen::default() }).await?;
    page(browser, "await frames();").await?;
    is_kept(browser).await
}

async fn words_from_outside_are_never_markup(browser: &Browser) -> Result<()> {
    let payload = json!("<img src=x onerror=\"window.ran = 1\"><b>");
    open(browser, "").await?;
    page_with(
        browser,
        "payload",
        &payload,
        "
        const plain = (where) => {
            const made = [...$$('img, b[onerror], script'), ...document.querySelectorAll('em-mixture img')];
            claim(made.length === 0 && window.ran === undefined, `${where}: it became an element`);
        };
        // A link: as a value, and as a name.
        location.hash = `k=${encodeURIComponent(payload)}&${encodeURIComponent(payload)}=1`;
        await until(() => $$('.notices li').length === 2);
        claim($('.notices').textContent.includes('onerror'), 'the notice says what was wrong');
        plain('a link');
        await lab.open('reveal=1');
        // Own data: its name, its column, its labels, wherever they are shown.
        await lab.load([1, 2, 3, 8, 9, 10], { labels: [payload, payload, payload, 'x', 'x', 'x'], name: payload, column: payload });
        for (const tab of $$('[role=tab]').filter(seen)) { tab.click(); await frames(); }
        claim($('[part=confusion]').textContent.includes(payload), 'a label');
        claim($('.about').textContent.includes('<img'), 'a name');
        plain('own data');
        // What is typed, pasted, and passed in a call.
        write(labelled('mean of component A'), payload);
        await until(() => $$('[role=alert]').some((node) => seen(node)));
        pick('data-source', 'own');
        $('textarea').value = payload;
        button('Read the numbers').click();
        await until(() => $$('[aria-label=Data] [role=alert]').some(seen));
        const error = await failure(() => lab.open(`start=${encodeURIComponent(payload)}`));
        claim(error.message.includes('start'), error.message);
        lab.scenario = 'k=2';
        await until(() => lab.snapshot().k === 2);
        plain('what is typed');
        for (const attribute of ['scenario', 'title']) lab.setAttribute(attribute, payload);
        await until(() => $('.notices').textContent.includes('img'));
        plain('an attribute');",
    )
    .await?;
    Ok(())
}

/// In a frame that the host page may read, which a sandbox would forbid.
async fn words_of_messages_are_never_markup(browser: &Browser) -> Result<()> {
    let _server = hosted(browser).await?;
    let payload = json!("<img src=x onerror=\"window.ran = 1\"><b>");
    let script = "
        frame.removeAttribute('sandbox');
        await loadFrame('');
        const errors = () => of('em-mixture.error').map(({ message }) => message);
        ask(payload, payload); // no action of ours
        const asked = ['open', 'step', 'run', 'back', 'reset'].flatMap((action) => [[action, payload], [action, [payload]], [action, { [payload]: payload }]]);
        for (const [action, argument] of [...asked, ['open', `data=own&values=${payload}`], ['open', `${payload}=1`]]) ask(action, argument);
        await waitFor(() => errors().filter((message) => message.includes('onerror')).length >= 3, 'it says what was wrong');
        ask('open', 'k=5');
        await waitFor(() => last().k === 5, 'and goes on');
        const { document: page, ran } = frame.contentWindow;
        const lab = page.querySelector('em-mixture');
        const made = [page, lab.shadowRoot].flatMap((root) => [...root.querySelectorAll('img, b')]);
        same([made.length, ran ?? null], [0, null], 'it became an element');";
    answered(browser, &format!("const payload = {payload};\n{script}")).await?;
    Ok(())
}

async fn the_lab_touches_no_storage_and_the_lesson_only_its_answers(browser: &Browser) -> Result<()> {
    browser
        .before_page(
            "window.touched = [];
             const refuse = (name) => ({ configurable: true, get() {
                 window.touched.push(name);
                 throw new DOMException(`${name} is refused`, 'SecurityError');
             } });
             for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
                 Object.defineProperty(window, name, refuse(name));
             Object.defineProperty(Document.prototype, 'cookie', refuse('cookie'));",
        )
        .await?;
    browser.set_screen(Screen { still: true, ..Screen::default() }).await?;
    browser.open("index.html").await?;
    for (_, script) in STATES {
        page(browser, script).await?;
    }
    page(browser, "same(window.touched, ['localStorage'], 'touched by the lesson');").await?;
    browser.open("embed.html").await?;
    page(browser, "await lab.ready; lab.step(3); same(window.touched, [], 'touched by the lab');").await?;
    Ok(())
}

async fn an_error_in_one_lab_touches_no_other(browser: &Browser) -> Result<()> {
    open(browser, "truth=20,5,300~40,5,700&step=3").await?;
    page(
        browser,
        "
        const other = document.createElement('em-mixture');
        lab.after(other);
        await other.ready;
        const was = state();
        const errors = heard('em-error');
        const changes = heard('em-change');
        for (const wrong of ['k=0', 'nonsense=1', 'bins=0', 'truth=1,-1,1'])
            await failure(() => other.open(wrong));
        other.setAttribute('scenario', 'k=17');
        await until(() => $('.notices', other).textContent.includes('k'));
        await failure(() => other.load('no numbers here'));
        await failure(() => other.seek(99));
        // Removed during its work, which no other lab notices.
        let begun = false;
        const work = other.compareK(8, { onProgress: () => (begun = true) }).catch((error) => error.name);
        await until(() => begun);
        other.remove();
        same(await work, 'AbortError', 'its own work');
        same([state(), errors, changes, seen($('.notices'))], [was, [], [], false], 'the first lab');
        lab.mStep();
        same(lab.snapshot().position, 4, 'goes on');
        const third = document.createElement('em-mixture');
        third.setAttribute('scenario', 'k=nonsense');
        lab.before(third);
        await third.ready;
        claim($('.notices', third).textContent.includes('nonsense'), 'says its own');
        same([errors, lab.snapshot().position], [[], 4], 'and no event is sent here');
        third.remove();",
    )
    .await?;
    Ok(())
}
