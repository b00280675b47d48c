//! The link with choices, the frame for a course page, and links as mail programs change them.

use std::fs;

use anyhow::Result;
use browser_tests::{Browser, Test, tests};
use serde_json::Value;
use xtask::{paths, published};

use crate::support::{SOONER, open, page, page_with};

pub const TESTS: &[Test] = tests![
    the_link_says_what_is_shown_and_what_was_chosen needs OneEngine,
    the_frame_is_complete_and_opens_the_same needs OneEngine,
    the_element_has_the_published_line_and_opens_the_same needs OneEngine,
    copying_is_confirmed_and_where_it_is_forbidden_the_text_is_selected,
    the_open_dialog_follows_the_lab_and_keeps_the_choices needs OneEngine,
    the_dialog_says_that_a_link_cannot_carry_the_data needs OneEngine,
    a_link_that_mail_has_mangled_opens_as_it_was_sent needs OneEngine,
];

/// The dialog's controls.
const DIALOG: &str = "
    const dialog = $('dialog[aria-label=Link]');
    const link = () => labelled('The link').value.split('#')[1] ?? '';
    const wish = (name) => [...dialog.querySelectorAll('label.check')].find((node) => node.textContent.startsWith(name)).querySelector('input');
";

async fn shared(browser: &Browser, script: &str) -> Result<()> {
    page(browser, &format!("{DIALOG}\n{script}")).await?;
    Ok(())
}

async fn the_link_says_what_is_shown_and_what_was_chosen(browser: &Browser) -> Result<()> {
    open(browser, "k=3&step=4").await?;
    shared(
        browser,
        "
        button('Copy link').click();
        claim(dialog.open, 'it opens');
        same(labelled('The link').value, `${location.href.split('#')[0]}#k=3&step=4`, 'as shown');
        wish('open at half-step 4').click();
        same(link(), 'k=3', 'from the start');
        wish('show the truth').click();
        same(link(), 'k=3&reveal=1', 'the truth shown at once');
        const theme = labelled('Theme of the link');
        theme.value = 'projector';
        theme.dispatchEvent(new Event('change'));
        same(link(), 'k=3&reveal=1&theme=projector', 'its theme');
        for (const part of ['the charts', 'the data panel', 'the truth, for good']) wish(part).click();
        same(link(), 'k=3&reveal=1&theme=projector&hide=data,charts,truth', 'parts left out');
        wish('open at half-step 4').click();
        same(link(), 'k=3&step=4&reveal=1&theme=projector&hide=data,charts,truth', 'where it stands');
        same([lab.scenario, lab.dataset.theme], ['k=3&step=4', 'light'], 'the lab itself is unchanged');
        // The link opens what it says.
        const text = link();
        dialog.close();
        await lab.open(text);
        same(lab.scenario, text, 'opened');
        await lab.open('');
        button('Copy link').click();
        same(labelled('The link').value, location.href.split('#')[0], 'all at its default, an address is enough');
        claim(wish('open at the start').disabled, 'nothing to choose at the start');",
    )
    .await
}

async fn the_frame_is_complete_and_opens_the_same(browser: &Browser) -> Result<()> {
    open(browser, "k=3&step=4").await?;
    shared(
        browser,
        "
        button('Copy link').click();
        wish('the data panel').click();
        const snippet = labelled('The frame for a course page').value;
        const frame = new DOMParser().parseFromString(snippet, 'text/xml').documentElement;
        same(frame.localName, 'iframe', snippet);
        same(frame.getAttribute('src'), new URL('embed.html', location.href).href + '#k=3&step=4&hide=data', 'what it opens');
        same(frame.getAttribute('sandbox'), 'allow-scripts allow-downloads', 'what it may do');
        same(frame.getAttribute('allow'), 'fullscreen; clipboard-write', 'what it is granted');
        claim(frame.getAttribute('title') !== '' && Number(frame.getAttribute('height')) > 500, 'a name and a height');
        claim(snippet.includes('&amp;step') && !/[\\n']/.test(snippet), 'as markup wants it, on one line');",
    )
    .await?;
    browser.open("embed.html#k=4&hide=charts").await?;
    shared(
        browser,
        "
        button('Copy link').click();
        claim(labelled('The frame for a course page').value.includes(`src=\"${location.href.split('#')[0]}#k=4&amp;hide=charts\"`), 'the embedded page names itself');",
    )
    .await
}

async fn the_element_has_the_published_line_and_opens_the_same(browser: &Browser) -> Result<()> {
    open(browser, "k=3&step=4&start=0.5,25,7~0.3,30,7~0.2,35,7").await?;
    let script = fs::read_to_string(paths::dist().join("em-mixture.js"))?;
    let line = Value::from(published::script_line(&script));
    let script = format!(
        "{DIALOG}
        button('Copy link').click();
        const [first, ...rest] = labelled('The element for a course page').value.split('\\n');
        same(first, line, 'its first line');
        const other = new DOMParser().parseFromString(rest.join(''), 'text/html').querySelector('em-mixture');
        same(other.getAttribute('scenario'), lab.scenario, 'its scenario');
        const here = state();
        document.body.append(document.importNode(other));
        const there = document.querySelectorAll('em-mixture')[1];
        await there.ready;
        same(state(there), here, 'what it opens');"
    );
    page_with(browser, "line", &line, &script).await?;
    Ok(())
}

async fn copying_is_confirmed_and_where_it_is_forbidden_the_text_is_selected(
    browser: &Browser,
) -> Result<()> {
    open(browser, "k=3").await?;
    shared(
        browser,
        "
        const said = () => dialog.querySelector('[role=status]').textContent;
        const clipboard = (writeText) => Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
        const copied = [];
        clipboard(async (text) => void copied.push(text));
        button('Copy link').click();
        for (const [name, field] of [['Copy the link', 'The link'], ['Copy the frame', 'The frame for a course page']]) {
            button(name).click();
            await until(() => copied.at(-1) === labelled(field).value, name);
            await until(() => said() === 'Copied.', said());
        }
        wish('the charts').click();
        same(said(), '', 'a changed link is not copied yet');
        for (const refuse of [() => Promise.reject(new Error('no')), undefined]) {
            clipboard(refuse);
            for (const [name, field] of [['Copy the link', 'The link'], ['Copy the frame', 'The frame for a course page']]) {
                button(name).click();
                await until(() => said().includes('Ctrl+C'), said());
                const { value, selectionStart, selectionEnd } = labelled(field);
                same([selectionStart, selectionEnd], [0, value.length], `${field} is selected`);
                same(lab.shadowRoot.activeElement, labelled(field), 'and has the focus');
            }
        }",
    )
    .await
}

async fn the_open_dialog_follows_the_lab_and_keeps_the_choices(browser: &Browser) -> Result<()> {
    open(browser, "k=3&reveal=1&theme=dark&hide=model").await?;
    shared(
        browser,
        "
        button('Copy link').click();
        same(link(), 'k=3&reveal=1&theme=dark&hide=model', 'as the lab is');
        wish('the numbers').click();
        lab.step(2);
        same(link(), 'k=3&step=4&reveal=1&theme=dark&hide=model,numbers', 'the step is in the link, the choices stay');
        dialog.close();
        await lab.open('k=5');
        button('Copy link').click();
        same(link(), 'k=5', 'anew');",
    )
    .await
}

async fn the_dialog_says_that_a_link_cannot_carry_the_data(browser: &Browser) -> Result<()> {
    open(browser, "").await?;
    shared(
        browser,
        "
        const warned = () => [...dialog.querySelectorAll('p')].some((node) => seen(node) && node.textContent.includes('does not carry your data'));
        await lab.load([1, 2, 3.5, 9]);
        button('Copy link').click();
        same([link(), warned()], ['data=own&values=1,2,3.5,9', false], 'few data are in the link');
        dialog.close();
        await lab.load(Array.from({ length: 9000 }, (_, i) => i / 7));
        button('Copy link').click();
        same([link(), warned()], ['data=own', true], 'many are not, and it says so');",
    )
    .await
}

async fn a_link_that_mail_has_mangled_opens_as_it_was_sent(browser: &Browser) -> Result<()> {
    browser.before_page(SOONER).await?;
    let sent = "truth=0,1,300~4,1,700&seed=7&k=3&step=3";
    open(browser, "").await?;
    page(
        browser,
        &format!(
            "
        const sent = '{sent}';
        const escaped = encodeURIComponent(sent);
        for (const came of [sent, `${{sent}}.`, `${{sent}}).`, `${{sent}}>`, `${{sent}}%3E`, `${{sent}}%20`, sent.replaceAll('&', '&amp;'),
            escaped, encodeURIComponent(escaped), `${{escaped}}.`, sent.replaceAll(',', '%2C').replaceAll('~', '%7E')]) {{
            await lab.open('');
            location.hash = 'elsewhere';
            await frames(1);
            location.hash = came;
            await until(() => lab.scenario === sent, `${{came}}: ${{lab.scenario}}`);
            claim(!seen($('.notices')), `${{came}} needs no word`);
        }}
        await until(() => location.hash === `#${{sent}}`, 'the address is corrected');"
        ),
    )
    .await?;
    // A page opened by such a link.
    for came in ["k%3D3%26step%3D2", "k=3&amp;step=2)."] {
        open(browser, came).await?;
        page(browser, "same(lab.scenario, 'k=3&step=2', location.hash);").await?;
    }
    browser.open("embed.html?k%3D3%26amp;step%3D2.").await?;
    page(browser, "same(lab.scenario, 'k=3&step=2', 'a search');").await?;
    Ok(())
}
