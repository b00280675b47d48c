//! Links: the address holds the present state and opens it; mistakes in a link are reported.

use anyhow::Result;
use browser_tests::{Browser, Screen, Test, tests};

use crate::support::{SOONER, open, open_lesson, page};

pub const TESTS: &[Test] = tests![
    the_pages_link_opens_to_the_same_snapshot needs OneEngine,
    a_hash_with_an_equals_sign_is_read_and_the_search_is_not needs OneEngine,
    an_anchor_is_left_alone,
    the_address_holds_the_scenario_again_after_an_anchor,
    a_new_hash_loads,
    a_link_just_followed_is_not_written_over,
    the_address_is_replaced_and_no_history_is_made,
    mistakes_in_a_link_are_named_and_the_rest_is_kept needs OneEngine,
    own_data_are_in_the_hash_or_asked_for needs OneEngine,
];

/// Keeps what the next page must show.
const REMEMBER: &str = "sessionStorage.setItem('was', JSON.stringify([lab.snapshot(), lab.scenario]));";
const COMPARE: &str = "same([lab.snapshot(), lab.scenario], JSON.parse(sessionStorage.getItem('was')), 'opened from the link');";

async fn the_pages_link_opens_to_the_same_snapshot(browser: &Browser) -> Result<()> {
    browser.before_page(SOONER).await?;
    for scenario in [
        "",
        "k=3&start=kmeans-plusplus&start-seed=5&bins=20&reveal=0&speed=max&theme=dark&hide=labels,truth",
        "data=galaxy-velocities&k=5&start=random&vary=shared-sd&prior=conjugate&floor=0.01&tol=0.00001&max=40",
        "truth=0,1,300~4,1,700&seed=7&assignment=hard&start=0.25,1.5,2~0.75,3,1e-3",
        "data=own&values=1.5,-2e-7,7,7.25,9,1e21&start=quantiles",
    ] {
        browser.set_screen(Screen::default()).await?;
        browser.open(&format!("index.html#{scenario}")).await?;
        page(browser, "lab.step(3); lab.eStep();").await?;
        page(browser, REMEMBER).await?;
        page(browser, "await until(() => location.hash === `#${lab.scenario}`, 'the address has it');")
            .await?;
        let address = browser.js("return location.href;").await?;
        let address = address.as_str().unwrap_or_default();
        let plain = "claim(/^[-A-Za-z0-9._~,=&%]*$/.test(location.hash.slice(1)), location.hash);";
        page(browser, plain).await?;
        browser.go(address).await?;
        browser.lab_ready().await?;
        page(browser, COMPARE).await?;
    }
    Ok(())
}

async fn a_hash_with_an_equals_sign_is_read_and_the_search_is_not(browser: &Browser) -> Result<()> {
    browser.before_page(SOONER).await?;
    for (address, scenario) in [
        ("index.html?k=4&seed=3#start=quantiles", "start=quantiles"),
        ("index.html?k=4#e-step", "k=4"),
        ("index.html#k=%33", "k=3"),
        ("embed.html?k=6&bins=10", "k=6&bins=10"),
    ] {
        browser.open(address).await?;
        page(browser, &format!("same(lab.scenario, {scenario:?}, {address:?});")).await?;
    }
    // Back at its defaults, a page with a search must have a hash that says so.
    browser.open("index.html?k=4#e-step").await?;
    page(browser, "await lab.open(''); await until(() => location.hash === '#data=simulated');").await?;
    let address = browser.js("return location.href;").await?;
    browser.go(address.as_str().unwrap_or_default()).await?;
    browser.lab_ready().await?;
    page(browser, "same(lab.scenario, '', 'the hash beats the search');").await?;
    // A search without a name of a scenario is ignored: no notice, and no hash against it.
    browser.open("index.html?utm_source=mail&v=2&fbclid=IwAR0").await?;
    page(
        browser,
        "
        same([lab.scenario, seen($('.notices'))], ['', false], 'not a word');
        lab.eStep();
        await until(() => location.hash === '#step=1', 'the address has what is shown');
        lab.reset();
        await until(() => location.hash === '', 'and nothing else');
        same(location.search, '?utm_source=mail&v=2&fbclid=IwAR0', 'the search stays');",
    )
    .await?;
    browser.open("index.html?utm_source=mail&tehme=dark").await?;
    page(browser, "claim(/^tehme=dark: expected one of/.test($('.notices').textContent) && !text().includes('utm'), $('.notices').textContent);").await?;
    Ok(())
}

async fn an_anchor_is_left_alone(browser: &Browser) -> Result<()> {
    browser.before_page(SOONER).await?;
    open_lesson(browser, "climb").await?;
    page(
        browser,
        "
        same([location.hash, lab.scenario], ['#climb', ''], 'opened at an anchor');
        const events = heard('em-change');
        for (const anchor of ['#100%25', '#m-step']) { // one with an escape, too
            const followed = new Promise((next) => addEventListener('hashchange', next, { once: true }));
            location.hash = anchor;
            await followed;
            claim(putOff.size > 0, 'a write of the address is pending');
            await until(() => putOff.size === 0, 'all that was pending is done');
            same([location.hash, events.length, seen($('.notices'))], [anchor, 0, false], 'an anchor loads nothing');
        }
        write(labelled('Theme'), 'light');
        write(labelled('Theme'), 'auto');
        await until(() => lab.scenario === '');
        lab.eStep();
        lab.back();
        claim(putOff.size > 0, 'a write of the address is pending');
        await until(() => putOff.size === 0, 'all that was pending is done');
        same([location.hash, lab.scenario], ['#m-step', ''], 'the anchor stays while all is at its default');",
    )
    .await?;
    Ok(())
}

async fn the_address_holds_the_scenario_again_after_an_anchor(browser: &Browser) -> Result<()> {
    browser.before_page(SOONER).await?;
    open_lesson(browser, "climb").await?;
    page(
        browser,
        "
        const loaded = heard('em-change');
        location.hash = '#k=3&step=2';
        await until(() => loaded.length === 1);
        await until(() => location.hash === '#k=3&step=2');
        const back = new Promise((next) => addEventListener('hashchange', next, { once: true }));
        history.back();
        claim(!(await back).newURL.endsWith('#k=3&step=2'), 'back at the anchor');
        await until(() => location.hash === '#k=3&step=2', 'which is then replaced by the scenario');
        location.hash = '#m-step';
        await until(() => location.hash === '#k=3&step=2', 'nor does another');
        same([lab.snapshot().k, loaded.length], [3, 1], 'and loads nothing');",
    )
    .await?;
    Ok(())
}

async fn a_new_hash_loads(browser: &Browser) -> Result<()> {
    browser.before_page(SOONER).await?;
    open(browser, "k=3").await?;
    page(
        browser,
        "
        const events = heard('em-change');
        location.hash = '#k=4&step=3';
        await until(() => lab.snapshot().k === 4);
        same([lab.scenario, events.length], ['k=4&step=3', 1], 'a new hash');
        lab.run();
        location.hash = '#data=old-faithful-waiting&k=2';
        await until(() => lab.snapshot().n === 272);
        same([$('button.run').textContent, lab.snapshot().position], ['Run', 0], 'it pauses a run');
        await until(() => location.hash === '#data=old-faithful-waiting', 'the canonical form of it');
        history.back();
        await until(() => lab.snapshot().k === 4, 'and the way back loads');",
    )
    .await?;
    Ok(())
}

async fn a_link_just_followed_is_not_written_over(browser: &Browser) -> Result<()> {
    browser.before_page(SOONER).await?;
    open(browser, "k=3").await?;
    page(
        browser,
        "
        lab.run();
        await until(() => lab.snapshot().position > 1, 'it runs');
        location.hash = '#k=4'; // its event comes after the pause has written the address
        lab.pause();
        await until(() => lab.snapshot().k === 4, 'the link wins');
        await until(() => location.hash === '#k=4', 'and the address holds it');",
    )
    .await?;
    Ok(())
}

async fn the_address_is_replaced_and_no_history_is_made(browser: &Browser) -> Result<()> {
    // Counted; and the last write is refused, as Safari does after too many.
    browser
        .before_page(
            "window.writes = [];
             const replace = History.prototype.replaceState;
             History.prototype.replaceState = function (...rest) {
                 window.writes.push(performance.now());
                 if (window.refusing) throw new DOMException('too often', 'SecurityError');
                 return replace.apply(this, rest);
             };",
        )
        .await?;
    open(browser, "speed=max&tol=0&max=10000").await?;
    page(
        browser,
        "
        const { length } = history;
        for (let i = 0; i < 30; i++) $('[part=due]').click();
        await until(() => location.hash.includes('step=30'));
        lab.run();
        await until(() => lab.snapshot().iteration > 40);
        lab.pause();
        same(location.hash, `#${lab.scenario}`, 'at once on a pause');
        same(history.length, length, 'entries in the history');
        const [pauses, began] = [1, window.writes[0]];
        const seconds = (window.writes.at(-1) - began) / 1000;
        claim(window.writes.length <= seconds + 1 + pauses + 1, `${window.writes.length} writes in ${seconds} seconds`);
        window.refusing = true;
        lab.run();
        await until(() => lab.snapshot().iteration > 50);
        lab.pause();
        claim(location.hash !== `#${lab.scenario}`, 'it was refused');
        window.refusing = false;
        lab.eStep();
        await until(() => location.hash === `#${lab.scenario}`, 'the next write has the same');",
    )
    .await?;
    Ok(())
}

async fn mistakes_in_a_link_are_named_and_the_rest_is_kept(browser: &Browser) -> Result<()> {
    open(browser, "k=abc&bins=20&truth=1,-2,3&nonsense=1&seed=4").await?;
    page(
        browser,
        "
        const said = () => [...$('[role=status] ul').children].map((item) => item.textContent);
        same(said().length, 3, said());
        same(said()[0], 'k=abc: expected a whole number from 1 to 8', 'the first');
        same(lab.scenario, 'seed=4&bins=20', 'the rest is kept');
        claim(seen($('[role=status] ul')), 'they can be read');
        button('Dismiss').click();
        claim(!seen($('[role=status] ul')), 'and put away');
        const wrong = [
            ['k=0', 'k=0: expected a whole number from 1 to 8'], ['truth=1,2,0', 'truth=1,2,0: expected a whole count from 1 to 10000000'],
            ['truth=1,2,10000001', 'truth=1,2,10000001: expected'], ['max=0', 'max=0: expected a whole number from 1 to 10000'],
            ['tol=x', 'tol=x: expected'], ['step=-1', 'step=-1: expected'], ['start=hand', 'start=hand: expected one of'],
            ['data=own&values=1,2,x', 'values=1,2,x: expected comma-separated numbers'], ['speed=0', 'speed=0: expected a number from 0.125 to 30, or max'],
            ['data=own&values=1,2&k=3', 'k = 3 needs at least 3 different values, but there are 2'],
            ['k=3&start=0.5,1,2~0.5,3,4', 'k=3: expected 2, the number of components that start gives'],
            ['bins=%zz', 'expected two hexadecimal digits after each %'], ['step=100001', 'step=100001: expected'],
        ];
        for (const [link, words] of wrong) {
            const [errors, before] = [heard('em-error'), heard('em-change')];
            location.hash = `#${link}&seed=6`;
            await until(() => before.length > 0, link);
            claim(said().some((sentence) => sentence.includes(words)), `${link}: ${said()}`);
            claim(errors.some(({ message }) => message.includes(words)), `${link}: em-error reports it too`);
            claim(link.startsWith('data') || lab.scenario.startsWith('seed=6'), lab.scenario);
        }
        await lab.open('');
        same(said(), [], 'a corrected mistake is no longer shown');
        lab.step();",
    )
    .await?;
    Ok(())
}

async fn own_data_are_in_the_hash_or_asked_for(browser: &Browser) -> Result<()> {
    browser.before_page(SOONER).await?;
    open(browser, "data=own&values=3,1,2,8&start=quantiles&k=3").await?;
    page(
        browser,
        "
        same([lab.snapshot().n, lab.snapshot().dataInLink], [4, true], 'few');
        await lab.load(Array.from({ length: 9000 }, (_, i) => i / 7));
        await until(() => location.hash.startsWith('#data=own&k=3'));",
    )
    .await?;
    let address = browser.js("return location.href;").await?;
    browser.go(address.as_str().unwrap_or_default()).await?;
    browser.lab_ready().await?;
    page(
        browser,
        "
        claim($('[role=status]').textContent.includes('This link does not carry your data'), $('[role=status]').textContent);
        same([lab.snapshot().n, lab.snapshot().dataInLink], [10000, false], 'simulated meanwhile');
        const field = $('textarea');
        claim(seen(field), 'it asks for them');
        claim(field.closest('.stack').parentNode.textContent.includes('does not carry'), 'and says why');
        field.value = '1\\n2\\n4\\n8\\n';
        button('Read the numbers').click();
        await useNumbers();
        await until(() => lab.snapshot().n === 4);
        same(lab.scenario, 'data=own&values=1,2,4,8&k=3&start=quantiles', 'the other settings are kept');",
    )
    .await?;
    Ok(())
}
