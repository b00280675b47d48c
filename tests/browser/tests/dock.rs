//! On a narrow screen: while the lesson is read, the lab's picture stays in sight, docked; in the lab
//! the strong button stays in reach; and fields and handles suit a finger.

use anyhow::{Result, ensure};
use browser_tests::{Browser, Screen, Test, tests};
use serde_json::json;
use thirtyfour::Key;

use crate::fonts;
use crate::support::{self, page, press};

pub const TESTS: &[Test] = tests![
    while_the_lesson_is_read_the_picture_is_docked_and_live,
    the_dock_opens_to_the_whole_lab_and_comes_back,
    by_keyboard_the_dock_is_entered_and_ended,
    in_any_letters_nothing_of_the_dock_is_cut,
    the_strong_button_stays_in_reach_of_all_panels,
    a_reading_leaves_the_strong_button_in_its_place needs OneEngine,
    fields_and_handles_suit_a_finger needs Cdp,
    a_negative_number_has_a_keypad_with_a_minus needs OneEngine,
];

fn sized(width: u32, height: u32) -> Screen {
    Screen { width, height, still: true, ..Screen::default() }
}

/// Presses an element of the page by the mouse, in the middle of the screen if it is of the text.
async fn click(browser: &Browser, selector: &str) -> Result<()> {
    let script = format!(
        "const node = document.querySelector({selector:?}); node.scrollIntoView({{ block: 'center', behavior: 'instant' }}); await frames(3); return middle(node);"
    );
    let place = page(browser, &script).await?;
    support::click(browser, (place[0].as_f64().unwrap_or(0.0), place[1].as_f64().unwrap_or(0.0))).await
}

/// Opens the lesson, and presses the "Show me" of chapter 5.
async fn docked(browser: &Browser, screen: Screen) -> Result<()> {
    browser.set_screen(screen).await?;
    browser.open("index.html").await?;
    click(browser, "#m-step .show-me strong").await?;
    page(browser, "await until(() => lab.snapshot().position === 2 && lab.matches('[data-docked]'), 'docked'); await frames(3);").await?;
    Ok(())
}

async fn while_the_lesson_is_read_the_picture_is_docked_and_live(browser: &Browser) -> Result<()> {
    for (width, height) in [(390, 664), (768, 1024)] {
        docked(browser, sized(width, height)).await?;
        page(
            browser,
            "
            const link = document.querySelector('#m-step .show-me');
            near(middle(link)[1], innerHeight / 2, 4, 'the text has not moved');
            const dock = lab.getBoundingClientRect();
            same([dock.left, dock.right, Math.round(dock.bottom)], [0, document.documentElement.clientWidth, innerHeight], 'at the foot of the screen');
            claim(dock.height < innerHeight / 4, `small: ${dock.height}`);
            for (const node of [$('[part=picture]'), $('[part=due]'), ...document.querySelectorAll('.dock-tools button')]) {
                const { top, bottom, width, height } = node.getBoundingClientRect();
                claim(seen(node) && top >= dock.top && bottom <= innerHeight && width >= 36 && height >= 36, `${node.className}: ${width} × ${height}`);
            }
            claim($('[part=picture]').clientWidth > 0.6 * innerWidth, 'the picture has the room');
            const rest = $$('button, input, select, .grip, summary').filter((node) => seen(node) && !node.matches('[part=due]'));
            same(rest.map((node) => node.className), [], 'nothing else of the lab');
            window.before = drawn();",
        )
        .await?;
        let due = support::middle(browser, "[part=due]").await?;
        support::click(browser, due).await?;
        page(
            browser,
            "
            await until(() => lab.snapshot().position === 3, 'a half-step');
            await until(() => drawn().some((value, i) => value !== window.before[i]), 'is drawn');
            scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' });
            await frames(3);
            const end = document.querySelector('.lesson > section:last-of-type').getBoundingClientRect().bottom;
            claim(end <= lab.getBoundingClientRect().top, 'the end of the lesson can be read');
            const summary = document.querySelector('#climb .question summary');
            summary.focus();
            await frames(3);
            claim(summary.getBoundingClientRect().bottom <= lab.getBoundingClientRect().top, 'what has the focus is not covered');
            // The lab's own place comes into sight: there it is, whole.
            const contents = document.querySelector('.contents');
            const place = lab.parentElement;
            scrollTo({ top: contents.getBoundingClientRect().top + scrollY - 40, behavior: 'instant' });
            await until(() => !lab.matches('[data-docked]'), 'back in its place');
            await frames(3);
            near(contents.getBoundingClientRect().top, 40, 2, 'what is read has not moved');
            claim(seen($('.numbers')) && !document.querySelector('.dock-tools'), 'whole');
            scrollBy({ top: innerHeight, behavior: 'instant' });
            await until(() => lab.matches('[data-docked]'), 'docked again');
            near(contents.getBoundingClientRect().top, 40 - innerHeight, 2, 'and nothing has moved');",
        )
        .await?;
        click(browser, ".end-dock").await?;
        page(browser, "await until(() => !lab.matches('[data-docked]'), 'ended'); await frames(3); claim(!lab.matches('[data-docked]'), 'for good');").await?;
    }
    // Beside the lesson, or where it would leave no room to read, there is none.
    for (width, height) in [(1366, 768), (664, 360)] {
        browser.set_screen(sized(width, height)).await?;
        browser.open("index.html").await?;
        click(browser, "#m-step .show-me strong").await?;
        page(browser, "await until(() => lab.snapshot().position === 2); await frames(4); claim(!lab.matches('[data-docked]'), 'no dock');").await?;
    }
    Ok(())
}

async fn the_dock_opens_to_the_whole_lab_and_comes_back(browser: &Browser) -> Result<()> {
    docked(browser, sized(390, 664)).await?;
    let whole = "
        await until(() => !lab.matches('[data-docked]'), 'whole');
        await until(() => { const { top, bottom } = $('[part=picture]').getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; }, 'in sight');
        await frames(3);
        claim(!lab.matches('[data-docked]'), 'and stays so');
        same(document.querySelector('.back-to-lesson').textContent, 'Back to chapter 5', 'with a way back');";
    for button in [false, true] {
        if button {
            click(browser, ".whole-lab").await?;
        } else {
            let picture = support::middle(browser, "[part=picture]").await?;
            support::click(browser, picture).await?;
        }
        page(browser, whole).await?;
        page(browser, "claim(!seen($('[part=reading]')), 'the tap has read nothing');").await?;
        click(browser, ".back-to-lesson").await?;
        page(
            browser,
            "
            await until(() => lab.matches('[data-docked]'), 'docked again');
            const link = document.querySelector('#m-step .show-me');
            await until(() => link.getBoundingClientRect().top > 0 && link.getBoundingClientRect().bottom <= lab.getBoundingClientRect().top, 'at the link');
            claim(document.activeElement === link, 'which has the focus');",
        )
        .await?;
    }
    // A chapter about a chart: the dock opens to it.
    click(browser, "#how-many .show-me strong").await?;
    page(
        browser,
        "await until(() => lab.scenario.includes('tab=compare-k') && lab.matches('[data-docked]'));",
    )
    .await?;
    click(browser, ".whole-lab").await?;
    page(
        browser,
        "
        await until(() => !lab.matches('[data-docked]'));
        await until(() => { const { top, bottom } = $('.charts').getBoundingClientRect(); return top >= 0 && (bottom <= innerHeight + 1 || top < 80); }, 'its chart is in sight');
        const order = ['.tools', '.charts', '.numbers'].map((part) => $(part).getBoundingClientRect().top);
        claim(order.every((top, i) => i === 0 || top > order[i - 1]), 'charts before the numbers');",
    )
    .await?;
    Ok(())
}

async fn by_keyboard_the_dock_is_entered_and_ended(browser: &Browser) -> Result<()> {
    browser.set_screen(sized(390, 664)).await?;
    browser.open("index.html").await?;
    page(browser, "document.querySelector('#m-step .show-me').focus();").await?;
    press(browser, Key::Enter).await?;
    page(
        browser,
        "await until(() => lab.snapshot().position === 2 && lab.shadowRoot.activeElement === $('[part=due]'), 'in the whole lab');
         await frames(3);
         claim(!lab.matches('[data-docked]') && $('[part=picture]').clientHeight > 200, 'whole');",
    )
    .await?;
    press(browser, Key::Tab + Key::Enter).await?;
    page(
        browser,
        "await until(() => document.activeElement === document.querySelector('#m-step .show-me'), 'back at the link');
         await until(() => lab.matches('[data-docked]'), 'with the picture');
         $('[part=due]').focus();",
    )
    .await?;
    for (stop, name) in [(".whole-lab", "the whole lab"), (".end-dock", "the end")] {
        // The picture itself may be a stop of its own.
        let there = format!("return document.activeElement.matches({stop:?});");
        let mut tabs = 0;
        while browser.js(&there).await? != true {
            tabs += 1;
            ensure!(tabs <= 2, "Tab does not lead to {name}");
            press(browser, Key::Tab).await?;
        }
    }
    press(browser, Key::Escape).await?;
    page(
        browser,
        "await until(() => !lab.matches('[data-docked]'), 'Escape ends it');
         claim(document.activeElement === document.querySelector('#m-step .show-me'), 'the focus is back in the text');",
    )
    .await?;
    // A control that the dock has no room for passes its focus on.
    press(browser, Key::Enter).await?;
    page(
        browser,
        "await until(() => lab.shadowRoot.activeElement === $('[part=due]'));
         labelled('weight of component A').focus();
         await frames(3);
         scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' });
         await until(() => lab.matches('[data-docked]'));
         await until(() => lab.shadowRoot.activeElement === $('[part=due]'), 'to the strong button');",
    )
    .await?;
    Ok(())
}

async fn in_any_letters_nothing_of_the_dock_is_cut(browser: &Browser) -> Result<()> {
    browser.set_screen(sized(320, 480)).await?;
    browser.open("index.html").await?;
    fonts::bring(browser).await?;
    click(browser, "#m-step .show-me strong").await?;
    page(browser, "await until(() => lab.matches('[data-docked]'), 'docked');").await?;
    page(
        browser,
        "
        for (const wider of [false, true]) {
            letters(wider);
            await frames(3);
            const dock = lab.getBoundingClientRect();
            for (const node of [$('[part=due]'), $('[part=due] strong'), ...document.querySelectorAll('.dock-tools, .dock-tools button')]) {
                const { left, right, top, bottom } = node.getBoundingClientRect();
                claim(left >= 0 && right <= innerWidth && top >= dock.top && bottom <= innerHeight, `${node.className || node.tagName}, wider letters ${wider}: ${[left, right, top, bottom].map(Math.round)}`);
                claim(node.scrollWidth <= node.clientWidth + 1 && node.scrollHeight <= node.clientHeight + 1, `${node.className || node.tagName} is cut, wider letters ${wider}`);
            }
            claim(document.documentElement.scrollWidth <= innerWidth, 'nothing scrolls sideways');
            claim(dock.height <= 0.3 * innerHeight, `${dock.height} of ${innerHeight} pixels`);
        }",
    )
    .await?;
    Ok(())
}

async fn the_strong_button_stays_in_reach_of_all_panels(browser: &Browser) -> Result<()> {
    for (width, height) in [(320, 568), (390, 664), (768, 1024), (1366, 768)] {
        browser.set_screen(sized(width, height)).await?;
        browser.open("index.html#step=2").await?;
        page(
            browser,
            "
            const due = $('[part=due]');
            for (const part of ['.charts', '[aria-label=Numbers]', '[aria-label=Data]', '[aria-label=Model]', '[part=picture]']) {
                $(part).scrollIntoView({ block: 'center', behavior: 'instant' });
                await frames(3);
                const [x, y] = middle(due);
                claim(lab.shadowRoot.elementFromPoint(x, y)?.closest('[part=due]') === due, `${innerWidth}: beside ${part} the button is out of reach, at ${x}, ${y}`);
            }
            // It covers nothing that Tab leads to.
            const field = labelled('Seed of the start');
            field.scrollIntoView({ block: 'start', behavior: 'instant' });
            await frames(3);
            const [x, y] = middle(field);
            claim(lab.shadowRoot.elementFromPoint(x, y) === field, `${innerWidth}: the button covers a field`);",
        )
        .await?;
    }
    Ok(())
}

async fn a_reading_leaves_the_strong_button_in_its_place(browser: &Browser) -> Result<()> {
    browser.set_screen(sized(390, 664)).await?;
    browser.open("index.html#step=1").await?;
    page(
        browser,
        "
        lab.scrollIntoView({ block: 'start', behavior: 'instant' });
        await frames(3);
        window.place = () => [$('[part=due]').offsetTop, $('[part=due]').offsetHeight, lab.offsetHeight];
        window.before = place();",
    )
    .await?;
    let place = support::middle(browser, "[part=picture]").await?;
    support::click(browser, place).await?;
    page(
        browser,
        "
        await until(() => seen($('[part=reading]')), 'a place is read');
        await frames(3);
        same(window.place(), window.before, 'the button, and the lab');
        const [due, reading, picture] = ['[part=due]', '[part=reading]', '[part=picture]'].map((part) => $(part).getBoundingClientRect());
        claim(reading.top >= due.bottom - 1, 'it covers no button');
        for (const box of [due, reading, picture]) claim(box.top >= 0 && box.bottom <= innerHeight + 1, `picture, button and reading on one screen: ${box.top} to ${box.bottom}`);",
    )
    .await?;
    Ok(())
}

async fn fields_and_handles_suit_a_finger(browser: &Browser) -> Result<()> {
    browser.set_screen(sized(390, 664)).await?;
    browser.cdp("Emulation.setTouchEmulationEnabled", json!({ "enabled": true })).await?;
    browser
        .cdp("Emulation.setEmitTouchEventsForMouse", json!({ "enabled": true, "configuration": "mobile" }))
        .await?;
    browser.open("index.html#k=3&step=2&reveal=1").await?;
    page(
        browser,
        "
        claim(matchMedia('(pointer: coarse)').matches, 'a finger');
        await frames(3);
        await lab.restarts(30);
        for (const tab of $$('[role=tab]').filter(seen)) {
            tab.click();
            $$('details.as-table').forEach((table) => { table.open = true; });
            await frames(2);
            for (const node of $$('*').filter((node) => seen(node) && !node.matches('textarea'))) {
                const flows = ['auto', 'scroll'].includes(getComputedStyle(node).overflowY);
                claim(!flows || node.scrollHeight <= node.clientHeight + 1, `${tab.textContent}: ${node.className} scrolls within the page`);
            }
        }
        $$('details.as-table').forEach((table) => { table.open = false; });
        pick('data-source', 'own');
        const small = $$('input[type=text], textarea, select').filter(seen).filter((node) => parseFloat(getComputedStyle(node).fontSize) < 16);
        same(small.map((node) => node.ariaLabel ?? node.className), [], 'a phone would zoom');
        pick('data-source', 'simulated');
        await frames(3);
        const rows = [...new Set($$('.grips .grip').filter(seen).map((node) => Math.round(middle(node)[1])))].sort((a, b) => a - b);
        claim(rows.length === 3, `${rows.length} rows`);
        rows.slice(1).forEach((y, i) => claim(y - rows[i] >= 36, `rows of handles ${y - rows[i]} apart`));
        const sizes = $$('.grips .grip').filter(seen).map((node) => node.getBoundingClientRect());
        claim(sizes.every(({ width, height }) => Math.min(width, height) >= 36), 'a handle is as large');
        // The first screen still has the picture, the button and the sentence.
        await lab.open('');
        scrollTo({ top: 0, behavior: 'instant' });
        await frames(3);
        claim($('.say').getBoundingClientRect().top < innerHeight - 20, `the sentence begins at ${$('.say').getBoundingClientRect().top}`);
        labelled('mean of component A').scrollIntoView({ block: 'center', behavior: 'instant' });",
    )
    .await?;
    let place = support::middle(browser, "[aria-label='mean of component A']").await?;
    let point = json!({ "x": place.0, "y": place.1 });
    for (kind, points) in [("touchStart", json!([point])), ("touchEnd", json!([]))] {
        browser.cdp("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points })).await?;
    }
    page(
        browser,
        "
        const field = labelled('mean of component A');
        await until(() => lab.shadowRoot.activeElement === field, 'a tap gives the focus');
        await until(() => field.selectionEnd - field.selectionStart === field.value.length, 'and selects the number');",
    )
    .await?;
    browser.cdp("Emulation.setEmitTouchEventsForMouse", json!({ "enabled": false })).await?;
    browser.cdp("Emulation.setTouchEmulationEnabled", json!({ "enabled": false })).await?;
    Ok(())
}

async fn a_negative_number_has_a_keypad_with_a_minus(browser: &Browser) -> Result<()> {
    browser.set_screen(sized(390, 664)).await?;
    browser.open("index.html#reveal=1&predict=1&step=1").await?;
    page(
        browser,
        "
        await frames(3);
        $('#tab-labels').click();
        const fields = $$('input[inputmode]');
        const signed = fields.filter(({ inputMode }) => inputMode === 'text').map(({ ariaLabel }) => ariaLabel).sort();
        same(signed, ['A new point at x', 'expected mean of A', 'expected mean of B', 'mean of component A', 'mean of component B', 'mean of process 1', 'mean of process 2'], 'letters and a minus');
        claim(fields.every(({ inputMode }) => ['text', 'decimal'].includes(inputMode)) && fields.length > signed.length, 'the others have the keypad');",
    )
    .await?;
    Ok(())
}
