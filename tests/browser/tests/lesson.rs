//! The lesson around the lab: every "Show me" shows what it says, and everything can be done by keyboard.

use anyhow::{Context, Result, ensure};
use browser_tests::{Browser, Screen, Test, tests};
use serde_json::Value;
use thirtyfour::{Key, TypingData};
use xtask::browsers::Engine;

use crate::support::{self, open_lesson, open_lesson_still, page, press};

pub const TESTS: &[Test] = tests![
    every_show_me_gives_its_scenario_without_a_notice needs OneEngine,
    a_show_me_opens_again_and_keeps_the_chosen_theme needs OneEngine,
    a_show_me_before_the_lab_is_ready_keeps_theme_and_lock needs OneEngine,
    a_show_me_clears_whatever_was_typed_chosen_and_read needs OneEngine,
    beside_the_lesson_a_click_leaves_the_reader_where_they_are,
    the_first_screen_has_the_picture_and_its_button,
    picture_and_button_keep_their_place_from_chapter_to_chapter needs OneEngine,
    a_few_tabs_lead_to_the_button_and_one_skips_to_it,
    while_the_lab_loads_its_space_is_kept,
    on_a_phone_show_me_leads_to_the_lab_and_back,
    above_the_lesson_the_numbers_stand_by_the_picture,
    each_chapter_opens_the_tab_it_speaks_of needs OneEngine,
    the_lesson_can_be_worked_by_keyboard_alone,
    tab_reaches_all_that_can_be_done,
];

async fn every_show_me_gives_its_scenario_without_a_notice(browser: &Browser) -> Result<()> {
    open_lesson_still(browser, "").await?;
    page(
        browser,
        "
        const links = [...document.querySelectorAll('a.show-me')];
        same(links.length, 18, 'one a chapter, two in chapters 5 and 7, three in chapter 11, and one at the end');
        for (const link of links) {
            const scenario = link.getAttribute('href').slice(1);
            const [errors, events] = [heard('em-error'), heard('em-change')];
            link.click();
            await until(() => events.length > 0, scenario);
            const sorted = (text) => text.split('&').sort();
            same(sorted(lab.scenario), sorted(scenario), 'the scenario');
            same([errors, $('[role=status] ul').children.length], [[], 0], scenario);
            same(lab.snapshot().position, Number(new URLSearchParams(scenario).get('step') ?? 0), scenario);
            same(events.length, 1, `${scenario}: changes`);
            await until(() => location.hash === `#${lab.scenario}`, 'the address');
            same(document.querySelectorAll('.show-me[aria-current]').length, 1, 'the one that is shown');
            claim(link.ariaCurrent === 'true', 'is marked');
            await frames(2);
            claim(seen($('[part=picture]')), scenario);
        }",
    )
    .await?;
    Ok(())
}

async fn a_show_me_opens_again_and_keeps_the_chosen_theme(browser: &Browser) -> Result<()> {
    open_lesson(browser, "").await?;
    page(
        browser,
        "
        const link = document.querySelector('#e-step .show-me');
        link.click();
        await until(() => lab.snapshot().position === 1);
        lab.step(2);
        write(labelled('mean of component A'), '7');
        same(lab.snapshot().position, 0, 'played with');
        link.click();
        await until(() => lab.snapshot().position === 1 && means()[0] === 25, 'put right');
        link.click();
        await frames(5);
        same([lab.snapshot().position, means()[0]], [1, 25], 'twice is once');
        write(labelled('Theme'), 'dark');
        await until(() => lab.dataset.theme === 'dark');
        document.querySelector('#m-step .show-me').click();
        await until(() => lab.snapshot().position === 2);
        same([lab.dataset.theme, lab.scenario.includes('theme=dark')], ['dark', true], 'the theme');
        await lab.open('hide=numbers,truth&reveal=1');
        document.querySelector('#hen-and-egg .show-me').click();
        await until(() => lab.snapshot().position === 1 && !lab.scenario.includes('numbers'), 'what else was hidden comes back');
        claim(/hide=[a-z,]*truth$/.test(lab.scenario), `${lab.scenario}: what is hidden for good is not`);",
    )
    .await?;
    Ok(())
}

/// Scrolls to an element of the page, and clicks on it with the mouse once it no longer moves.
async fn click(browser: &Browser, selector: &str) -> Result<()> {
    let script = format!(
        "const node = document.querySelector({selector:?});
         node.scrollIntoView({{ block: 'center', behavior: 'instant' }});
         for (let before = null; String(before) !== String(middle(node)); await frames(2)) before = middle(node);
         return middle(node);"
    );
    let place = page(browser, &script).await?;
    let place = (place[0].as_f64().unwrap_or(0.0), place[1].as_f64().unwrap_or(0.0));
    support::click(browser, place).await
}

async fn a_show_me_before_the_lab_is_ready_keeps_theme_and_lock(browser: &Browser) -> Result<()> {
    for (when, then) in [
        ("before the script", "new Promise((then) => addEventListener('DOMContentLoaded', then))"),
        ("before the lab", "customElements.whenDefined('em-mixture')"),
    ] {
        let early = format!("{then}.then(() => document.querySelector('#e-step .show-me')?.click());");
        browser.before_page(&early).await?;
        open_lesson_still(browser, "theme=dark&lock=k").await?;
        page(
            browser,
            "
            await until(() => lab.snapshot().position === 1, 'the chapter');
            const { theme, lock } = Object.fromEntries(new URLSearchParams(lab.scenario));
            same([theme, lock], ['dark', 'k'], lab.scenario);",
        )
        .await
        .context(when)?;
    }
    Ok(())
}

async fn a_show_me_clears_whatever_was_typed_chosen_and_read(browser: &Browser) -> Result<()> {
    open_lesson_still(browser, "step=1&reveal=1").await?;
    page(
        browser,
        "
        const fields = { 'mean of process 1': '1e70', 'mean of component A': 'abc', 'Tolerance': '-1', 'Seed of the start': '1.5' };
        const values = () => Object.keys(fields).filter((name) => !name.includes('component')).map((name) => labelled(name).value);
        const before = values();
        for (const [name, text] of Object.entries(fields)) {
            write(labelled(name), text);
            await until(() => labelled(name).ariaInvalid === 'true', name);
        }
        labelled('Tolerance').focus();
        write(labelled('How many starts'), 'many');
        pick('data-source', 'own');
        const [x, y] = middle($('[part=picture]'));
        $('[part=picture]').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, pointerType: 'touch', clientX: x, clientY: y }));
        await until(() => seen($('[part=reading]')), 'a place is read');
        document.querySelector('#m-step .show-me').click();
        await until(() => lab.snapshot().position === 2);
        await frames();
        same(values(), before, 'what is');
        same(labelled('mean of component A').value, lab.snapshot().components[0].mean.toFixed(2), 'the mean');
        same(labelled('How many starts').value, '100', 'the starts');
        same($$('[aria-invalid=true]').length, 0, 'refused fields');
        same($$('.refusal').map((node) => node.textContent).filter(Boolean), [], 'refusals');
        same($('[name=data-source]:checked').value, 'simulated', 'the source');
        claim(!seen($('[part=reading]')), 'the reading is put away');",
    )
    .await?;
    Ok(())
}

async fn beside_the_lesson_a_click_leaves_the_reader_where_they_are(browser: &Browser) -> Result<()> {
    open_lesson(browser, "").await?;
    click(browser, "#climb .show-me strong").await?;
    page(
        browser,
        "
        await until(() => lab.scenario !== '');
        const { top, bottom } = document.querySelector('#climb .show-me').getBoundingClientRect();
        claim(top > 0 && bottom < innerHeight, 'the link is still in view');
        const lab_ = $('[part=picture]').getBoundingClientRect();
        claim(lab_.top >= 0 && lab_.bottom <= innerHeight, 'and so is the picture');
        same(document.querySelectorAll('.back-to-lesson').length, 0, 'no way back is needed');",
    )
    .await?;
    Ok(())
}

/// The browser's bars take the rest of 844.
const PHONE: Screen =
    Screen { width: 390, height: 664, ratio: 1.0, dark: false, still: true, forced: false, print: false };

/// The first screen: one sentence about the subject, the picture, and the button.
async fn the_first_screen_has_the_picture_and_its_button(browser: &Browser) -> Result<()> {
    for screen in [PHONE, Screen { width: 1366, height: 768, still: true, ..Screen::default() }] {
        browser.set_screen(screen).await?;
        browser.open("index.html").await?;
        page(
            browser,
            "
            await frames(3);
            const lead = document.querySelector('.lead');
            for (const node of [lead, $('[part=picture]'), $('[part=due]')]) {
                const { bottom } = node.getBoundingClientRect();
                claim(bottom <= innerHeight && seen(node), `${innerWidth}: ${node.className} ${node.tagName} ends at ${bottom}`);
            }
            claim($('.say').getBoundingClientRect().top < innerHeight, `${innerWidth}: what a step has done is out of sight`);
            claim($('.tools').getBoundingClientRect().top > $('[part=due]').getBoundingClientRect().bottom, 'what is for later comes after');
            same([$$('[data-process]'), $$('tr.truth').filter(seen)], [[], []], 'no truth at first');
            if (innerWidth > 1000) return;
            claim(lead.getBoundingClientRect().bottom <= lab.getBoundingClientRect().top, 'the words are read first');
            document.querySelector('.onward a').click();
            await until(() => document.querySelector('#contents').getBoundingClientRect().top < innerHeight / 2, 'on to the lesson');",
        )
        .await?;
    }
    Ok(())
}

/// A pointer that rests on the button is on it in every chapter.
async fn picture_and_button_keep_their_place_from_chapter_to_chapter(browser: &Browser) -> Result<()> {
    for (width, height) in [(390, 664), (768, 1024), (1366, 768)] {
        browser.set_screen(Screen { width, height, still: true, ..Screen::default() }).await?;
        browser.open("index.html").await?;
        page(
            browser,
            "
            await frames(3);
            const place = () => [$('[part=picture]'), $('[part=due]')].filter(seen).map((node) => {
                const { top, height } = node.getBoundingClientRect();
                return [top - lab.getBoundingClientRect().top, height].map(Math.round);
            });
            const first = place();
            for (const link of document.querySelectorAll('a.show-me')) {
                const events = heard('em-change');
                link.click();
                await until(() => events.length > 0, link.hash);
                dispatchEvent(new WheelEvent('wheel')); // the reader moves on: the lesson keeps no chart in sight any more
                // Further down the button sticks to the window's edge.
                lab.scrollIntoView({ block: 'start', behavior: 'instant' });
                await frames(2);
                const now = place();
                same(now, first.slice(0, now.length), `${innerWidth}: ${link.hash}`);
            }
            await lab.open('');
            button('Reveal the truth').click();
            await until(() => $$('[data-process]').length > 0);
            await frames(2);
            same(place(), first, `${innerWidth}: revealed`);",
        )
        .await?;
    }
    Ok(())
}

async fn a_few_tabs_lead_to_the_button_and_one_skips_to_it(browser: &Browser) -> Result<()> {
    for screen in [PHONE, Screen { still: true, ..Screen::default() }] {
        browser.set_screen(screen).await?;
        browser.open("index.html").await?;
        let due = "(document.activeElement?.shadowRoot?.activeElement ?? null)?.matches('.due') === true";
        let mut tabs = 0;
        while browser.js(&format!("return {due};")).await? != true {
            tabs += 1;
            ensure!(tabs < 10, "after nine times Tab the button is not reached");
            press(browser, Key::Tab).await?;
        }
        browser.open("index.html").await?;
        press(browser, Key::Tab + Key::Tab).await?;
        let skip = page(browser, "return document.activeElement.textContent;").await?;
        ensure!(skip == "Skip to the lab", "the second stop is {skip}");
        press(browser, Key::Enter).await?;
        page(browser, &format!("await until(() => {due}, 'the button has the focus');")).await?;
    }
    Ok(())
}

async fn above_the_lesson_the_numbers_stand_by_the_picture(browser: &Browser) -> Result<()> {
    for (width, height) in [(768, 1024), (980, 800), (1090, 800), (1280, 800)] {
        browser.set_screen(Screen { width, height, still: true, ..Screen::default() }).await?;
        browser.open("index.html").await?;
        page(
            browser,
            "
            await frames(3);
            const link = document.querySelector('#e-step .show-me');
            link.click();
            await until(() => lab.snapshot().position === 1);
            await frames(3);
            for (const node of [$('[part=picture]'), $('[part=due]'), labelled('weight of component A')]) {
                const { top, bottom } = node.getBoundingClientRect();
                claim(top >= 0 && bottom <= innerHeight, `${innerWidth}: ${node.ariaLabel ?? node.className} from ${top} to ${bottom}`);
            }
            const rows = new Set($$('.transport .tool, .transport .due').map((node) => Math.round(middle(node)[1])));
            same(rows.size, 1, `${innerWidth}: lines of the transport’s buttons`);",
        )
        .await?;
    }
    Ok(())
}

async fn each_chapter_opens_the_tab_it_speaks_of(browser: &Browser) -> Result<()> {
    browser.set_screen(Screen { width: 1366, height: 768, still: true, ..Screen::default() }).await?;
    browser.open("index.html").await?;
    page(
        browser,
        "
        const chosen = () => $('[role=tab][aria-selected=true]').textContent;
        $('#tab-landscape').click();
        for (const [id, name] of [['start-matters', 'Restarts'], ['breaks', 'Climb'], ['how-many', 'Compare k'], ['relatives', 'Soft and hard'], ['climb', 'Climb']]) {
            const events = heard('em-change');
            document.querySelector(`#${id} .show-me`).click();
            await until(() => events.length > 0, id);
            same(chosen(), name, `${id}, once it is open`);
            if (!document.querySelector(`#${id} .show-me`).hash.includes('tab=')) continue;
            const chart = () => $('.charts').getBoundingClientRect();
            // It may grow once what it compares is worked out.
            await frames(3);
            await until(() => chart().bottom <= innerHeight + 1 || Math.abs(chart().top) < 2, `${id}: its chart is in sight`);
        }",
    )
    .await?;
    Ok(())
}

async fn while_the_lab_loads_its_space_is_kept(browser: &Browser) -> Result<()> {
    browser.set_screen(Screen { width: 390, height: 844, ..Screen::default() }).await?;
    browser
        .before_page(
            "const define = customElements.define.bind(customElements);
             customElements.define = (...lab) => { window.arrive = () => define(...lab); };",
        )
        .await?;
    browser.go(&browser.url("index.html")).await?;
    browser
        .js("
        const coming = document.querySelector('.coming');
        if (!coming.checkVisibility()) throw new Error('it does not say that the lab is coming');
        const below = document.querySelector('.contents').getBoundingClientRect().top;
        if (below < innerHeight) throw new Error(`at ${below} stands what the lab will push away`);
        while (!window.arrive) await new Promise((next) => requestAnimationFrame(next));
        window.arrive();
        await lab.ready;
        if (coming.checkVisibility()) throw new Error('it says so still');
        const waiting = [...document.querySelectorAll('.lesson > section')];
        while (waiting.some((chapter) => getComputedStyle(chapter).contentVisibility === 'auto')) await new Promise((next) => requestAnimationFrame(next));")
        .await?;
    Ok(())
}

async fn on_a_phone_show_me_leads_to_the_lab_and_back(browser: &Browser) -> Result<()> {
    browser.set_screen(PHONE).await?;
    browser.open("index.html").await?;
    // In full: what is docked until then has tests of its own.
    click(browser, "#m-step .show-me strong").await?;
    page(browser, "await until(() => document.querySelector('.whole-lab'));").await?;
    click(browser, ".whole-lab").await?;
    page(
        browser,
        "
        await until(() => lab.snapshot().position === 2 && !lab.matches('[data-docked]'));
        await frames(3);
        const box = $('[part=picture]').getBoundingClientRect();
        claim(box.top >= 0 && box.bottom <= innerHeight, `the picture from ${box.top} to ${box.bottom}`);
        await until(() => document.querySelector('.back-to-lesson'));
        const back = document.querySelector('.back-to-lesson');
        same(back.textContent, 'Back to chapter 5', 'it says where to');
        const { top, bottom } = back.getBoundingClientRect();
        claim(top > 0 && bottom < innerHeight, 'and is in view');
        labelled('weight of component A').scrollIntoView({ block: 'center', behavior: 'instant' });
        await frames(3);
        claim(back.isConnected && back.getBoundingClientRect().bottom < innerHeight, 'also further down the lab');",
    )
    .await?;
    click(browser, ".back-to-lesson").await?;
    page(
        browser,
        "
        const link = document.querySelector('#m-step .show-me');
        await until(() => link.getBoundingClientRect().top > 0 && link.getBoundingClientRect().bottom < innerHeight, 'back at the link');
        claim(document.activeElement === link, 'with the focus');
        same(document.querySelectorAll('.back-to-lesson').length, 0, 'the way back has gone');
        lab.step(2);",
    )
    .await?;
    // The question's link also leads to the lab, and leaves the lab as it is.
    click(browser, "#m-step .to-lab").await?;
    page(
        browser,
        "
        await until(() => { const { top, bottom } = $('[part=picture]').getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; }, 'the lab');
        same(lab.snapshot().position, 6, 'as it was');",
    )
    .await?;
    click(browser, ".back-to-lesson").await?;
    page(
        browser,
        "
        const question = document.querySelector('#m-step .to-lab');
        await until(() => question.getBoundingClientRect().top > 0 && question.getBoundingClientRect().bottom < innerHeight, 'back at the question');
        claim(document.activeElement === question, 'with the focus');",
    )
    .await?;
    Ok(())
}

/// What has the focus, in the page or in the lab.
const FOCUSED: &str = "
    const inner = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
    return inner.getAttribute('href') ?? inner.ariaLabel ?? (inner.getAttribute('part') || inner.textContent.slice(0, 40));
";

/// Presses Tab until a condition holds for what has the focus, at most once per stop.
async fn tab_to(browser: &Browser, condition: &str) -> Result<()> {
    const STOPS: usize = 150;
    let holds = format!(
        "const node = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement; return {condition};"
    );
    for _ in 0..STOPS {
        if browser.js(&holds).await? == true {
            return Ok(());
        }
        press(browser, Key::Tab).await?;
    }
    let here = browser.js(FOCUSED).await?;
    anyhow::bail!("{STOPS} times Tab never led to {condition}: now at {here}")
}

/// The first stop in the lab: the strong button, or the picture if the button is hidden.
const FIRST: &str = "const first = () => (seen($('[part=due]')) ? $('[part=due]') : $('[part=picture]'));";

async fn the_lesson_can_be_worked_by_keyboard_alone(browser: &Browser) -> Result<()> {
    open_lesson_still(browser, "").await?;
    // The skip link leads past the lab; from there on, chapter by chapter.
    press(browser, Key::Tab).await?;
    let first = page(browser, "return document.activeElement.className;").await?;
    ensure!(first == "skip", "the first stop is {first}");
    press(browser, Key::Enter).await?;
    let chapters =
        page(browser, "return [...document.querySelectorAll('.lesson section')].map(({ id }) => id);")
            .await?;
    let chapters: Vec<String> = serde_json::from_value(chapters)?;
    ensure!(chapters.len() == 13);
    // The chapters are alike, so Firefox and WebKit try every fifth.
    let every = if browser.engine() == Engine::Chromium { 1 } else { 5 };
    for id in chapters.iter().step_by(every) {
        tab_to(browser, &format!("node === document.querySelector('#{id} .show-me')")).await?;
        let before = page(browser, "return lab.scenario;").await?;
        press(browser, Key::Enter).await?;
        let script = "
            await until(() => lab.scenario !== before, id);
            await until(() => lab.shadowRoot.activeElement === first(), `${id}: the focus is on what one would press first`);
            window.position = lab.snapshot().position;
            return seen($('[part=due]'));";
        let steps = page(browser, &format!("{FIRST} const [id, before] = ['{id}', {before}]; {script}"))
            .await?
            == true;
        // In the first chapters the buttons are hidden; the keys work.
        press(browser, if steps { Key::Enter } else { Key::Right }).await?;
        page(browser, "same(lab.snapshot().position, window.position + 1, 'a half-step');").await?;
        press(browser, Key::Left).await?;
        page(browser, "same(lab.snapshot().position, window.position, 'and back');").await?;
        // The way back is the next stop after the strong button, and visible.
        press(browser, Key::Tab).await?;
        if !steps {
            tab_to(browser, "node.matches('.back-to-lesson')").await?;
        }
        let script = "
            const back = document.activeElement;
            same([back.className, back.textContent], ['back-to-lesson', `Back to chapter ${number}`], id);
            const { top, bottom } = back.getBoundingClientRect();
            claim(back.matches(':focus-visible') && top >= 0 && bottom <= innerHeight, `${id}: seen`);";
        let number = chapters.iter().position(|chapter| chapter == id).unwrap_or(0) + 1;
        page(browser, &format!("const [id, number] = ['{id}', {number}]; {script}")).await?;
        press(browser, Key::Enter).await?;
        page(
            browser,
            &format!("claim(document.activeElement === document.querySelector('#{id} .show-me'), 'back at the link');"),
        )
        .await?;
        // From the link a few stops lead to the lab as it is, and back again.
        tab_to(browser, &format!("node === document.querySelector('#{id} .to-lab')")).await?;
        let script = "
            const toLab = document.activeElement;
            claim(toLab.getBoundingClientRect().width > 20 && getComputedStyle(toLab).clipPath === 'none', `${id}: seen`);";
        page(browser, &format!("const id = '{id}'; {script}")).await?;
        press(browser, Key::Enter).await?;
        page(
            browser,
            &format!(
                "{FIRST} claim(lab.shadowRoot.activeElement === first(), 'in the lab');
                 same(lab.snapshot().position, window.position, 'which is as it was');"
            ),
        )
        .await?;
        tab_to(browser, "node.matches('.back-to-lesson')").await?;
        press(browser, Key::Enter).await?;
        page(
            browser,
            &format!(
                "claim(document.activeElement === document.querySelector('#{id} .to-lab'), 'and back');"
            ),
        )
        .await?;
        // Past the question's own answer to the one that is written there.
        tab_to(browser, &format!("node === document.querySelector('#{id} .question summary')")).await?;
        press(browser, " ").await?;
        page(
            browser,
            &format!("claim(document.querySelector('#{id} .question details').open, 'the answer');"),
        )
        .await?;
    }
    Ok(())
}

async fn tab_reaches_all_that_can_be_done(browser: &Browser) -> Result<()> {
    open_lesson_still(browser, "step=3&reveal=1").await?;
    page(
        browser,
        "
        window.visited = [];
        await frames(3);
        const note = () => {
            const node = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
            if (node !== window.visited.at(-1)) window.visited.push(node);
        };
        document.addEventListener('focusin', note);
        lab.shadowRoot.addEventListener('focusin', note);",
    )
    .await?;
    for _ in 0..13 {
        let tabs = (0..10).fold(TypingData::from(""), |keys, _| keys + Key::Tab);
        press(browser, tabs).await?;
    }
    let missed = page(
        browser,
        "
        const wanted = {
            'the picture': $('[part=picture]'), 'the place': $('[data-handle=place]'), 'the strong button': $('[part=due]'),
            run: $('button.run'), back: button('One half-step back'), reset: button('Reset to the start'), end: button('To convergence'),
            scrubber: $('[part=scrubber]'), speed: labelled('Speed'), formulas: $('[part=formulas] summary'), predict: $('[part=predict]'),
            climb: $('[part=climb]'), 'the tab': $('[role=tab][aria-selected=true]'), theme: labelled('Theme'), k: labelled('components k'),
            start: labelled('start'), process: labelled('mean of process 1'), bins: labelled('bins'), number: labelled('mean of component A'),
            link: button('Copy link'), truth: button('Hide the truth'), source: $('[name=data-source]:checked'),
            'a mean': $('[data-component=\\'0\\'][data-handle=mean]'), 'an sd': $('[data-component=\\'1\\'][data-handle=sd]'),
            'a weight': $('[data-component=\\'1\\'][data-handle=weight]'), 'a true mean': $('[data-process=\\'1\\'][data-handle=mean]'),
            contents: document.querySelector('nav a'), 'a show me': document.querySelector('#hidden-groups .show-me'),
            'an answer': document.querySelector('#hidden-groups summary'),
        };
        return Object.entries(wanted).filter(([, node]) => !window.visited.includes(node)).map(([name]) => name);",
    )
    .await?;
    ensure!(missed == Value::from(Vec::<Value>::new()), "never reached: {missed}");
    // Each of them shows its focus.
    page(
        browser,
        "
        const bare = window.visited.filter((node) => node.isConnected && node !== document.body && (() => {
            node.focus();
            if (!node.matches(':focus-visible')) return false;
            const own = getComputedStyle(node);
            const around = [node, node.nextElementSibling, node.parentElement, node.closest('label')].filter(Boolean);
            return !around.some((part) => { const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(part);
                return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none'; });
        })()).map((node) => node.ariaLabel ?? node.textContent.slice(0, 30));
        same(bare, [], 'without a visible focus');",
    )
    .await?;
    Ok(())
}
