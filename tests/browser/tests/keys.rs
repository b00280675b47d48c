//! The keys: what each does, which controls keep theirs, and which of them reach the host page.

use anyhow::Result;
use browser_tests::{Browser, Screen, Test, tests};
use thirtyfour::{Key, TypingData};

use crate::support::{drag, middle, open, open_lesson, page, press};

pub const TESTS: &[Test] = tests![
    each_key_does_what_the_list_says,
    no_key_is_taken_from_a_control_that_uses_it,
    what_the_lab_uses_does_not_reach_the_host_page_and_the_rest_does needs OneEngine,
    on_a_stage_a_clicker_steps_wherever_the_focus_is needs OneEngine,
    the_page_keys_step_on_the_picture_and_the_transport_alone,
    outside_the_lab_its_keys_do_nothing needs OneEngine,
];

/// Presses a key; then a claim must hold.
async fn after(browser: &Browser, key: impl Into<TypingData>, claim: &str) -> Result<()> {
    press(browser, key).await?;
    page(browser, claim).await?;
    Ok(())
}

async fn each_key_does_what_the_list_says(browser: &Browser) -> Result<()> {
    open(browser, "speed=max&start=kmeans").await?;
    page(browser, "$('[part=picture]').focus();").await?;
    after(browser, Key::Right, "same([lab.snapshot().position, lab.snapshot().next], [1, 'M'], '→');")
        .await?;
    after(browser, Key::Right, "same(lab.snapshot().position, 2, '→ again');").await?;
    after(browser, Key::Left, "same(lab.snapshot().position, 1, '←');").await?;
    after(browser, Key::End, "await until(() => lab.snapshot().status === 'converged', 'End');").await?;
    after(
        browser,
        Key::Home,
        "same(lab.snapshot().position, 0, 'Home'); claim(lab.history().length > 3, 'it keeps the later half-steps');",
    )
    .await?;
    page(browser, "await lab.open('speed=max&tol=0&max=10000');").await?;
    after(browser, " ", "await until(() => lab.snapshot().position > 4, 'Space runs');").await?;
    after(
        browser,
        " ",
        "const { position } = lab.snapshot(); same($('button.run').textContent, 'Run', 'Space pauses');
         await frames(3); same(lab.snapshot().position, position, 'paused');",
    )
    .await?;
    after(
        browser,
        "?",
        "claim($('dialog[open]')?.textContent.includes('run or pause'), 'the list of keys');",
    )
    .await?;
    after(browser, Key::Right, "claim($('dialog[open]'), 'the dialog stays and no step is taken');").await?;
    after(browser, Key::Escape, "claim(!$('dialog[open]'), 'Escape closes it');").await?;
    Ok(())
}

async fn no_key_is_taken_from_a_control_that_uses_it(browser: &Browser) -> Result<()> {
    open(browser, "step=3&truth=20,5,300~40,5,700&reveal=1").await?;
    let sitting = "same(lab.snapshot().position, 3, 'no half-step');";

    // In a text field they move its caret, or are typed.
    page(
        browser,
        "const field = labelled('mean of process 1'); field.focus(); field.setSelectionRange(0, 0);",
    )
    .await?;
    let typed = Key::Right + Key::Home + Key::Right + " " + Key::End + "?" + Key::Left;
    after(browser, typed, "same(labelled('mean of process 1').value, '2 0?', 'what was typed');").await?;
    after(browser, Key::Escape, sitting).await?;
    page(browser, "claim(!$('dialog[open]'), 'a question mark is only a letter here');").await?;

    // They move a slider, choose the next radio button, or the next word of a list.
    page(browser, "labelled('bins').focus();").await?;
    after(browser, Key::Right, "await until(() => lab.scenario.includes('bins=51'));").await?;
    after(browser, Key::Home, "await until(() => lab.scenario.includes('bins=1&'));").await?;
    after(
        browser,
        Key::PageUp + Key::PageDown + Key::End,
        "await until(() => lab.scenario.includes('bins=200'));",
    )
    .await?;
    page(browser, sitting).await?;
    page(browser, "labelled('Speed').focus();").await?;
    after(browser, Key::Down, "await until(() => lab.scenario.includes('speed=5'));").await?;
    page(browser, sitting).await?;
    page(browser, "$('[name=data-source]:checked').focus();").await?;
    after(
        browser,
        Key::Right,
        "await until(() => lab.snapshot().n === 272); same(lab.snapshot().position, 0, 'its own');",
    )
    .await?;

    // Space presses a button, and does not start a run as well.
    page(browser, "await lab.open('step=3&speed=0.5'); button('One half-step back').focus();").await?;
    after(browser, " ", "same([lab.snapshot().position, $('button.run').textContent], [2, 'Run'], 'back');")
        .await?;
    // What a control does not use is a key of the lab.
    after(browser, Key::Right, "same(lab.snapshot().position, 3, '→ on a button');").await?;
    page(browser, "$('[part=formulas] summary').focus();").await?;
    after(browser, " ", "claim($('[part=formulas]').open, 'it opens'); same($('button.run').textContent, 'Run', 'and no run');").await?;
    Ok(())
}

async fn what_the_lab_uses_does_not_reach_the_host_page_and_the_rest_does(browser: &Browser) -> Result<()> {
    open(browser, "step=3&reveal=1").await?;
    page(
        browser,
        "
        window.reached = [];
        for (const type of ['keydown', 'keypress', 'keyup'])
            document.addEventListener(type, (event) => window.reached.push(`${type} ${event.key}`));
        $('[part=picture]').focus();",
    )
    .await?;
    let nothing = "same(window.reached, [], 'what reached the host');";
    after(browser, Key::Right + Key::Left + Key::PageDown + Key::PageUp + Key::Home, nothing).await?;
    after(browser, " ", nothing).await?;
    after(browser, " ", nothing).await?;
    page(browser, "labelled('mean of process 1').focus();").await?;
    after(browser, Key::Right + "1 " + Key::Left, nothing).await?;
    page(browser, "labelled('components k').focus();").await?;
    after(browser, Key::Down, nothing).await?;
    page(browser, "$('[data-handle=place]').focus();").await?;
    after(browser, Key::Right + Key::Home + Key::PageUp, nothing).await?;
    after(browser, Key::Escape, nothing).await?;
    page(browser, "$('[part=picture]').focus();").await?;
    after(browser, Key::Enter + Key::Escape, nothing).await?;
    after(browser, "?", nothing).await?;
    after(browser, Key::Escape, nothing).await?;
    page(browser, "$('[part=picture]').focus();").await?;
    after(
        browser,
        "x",
        "same(window.reached, ['keydown x', 'keypress x', 'keyup x'], 'a letter is the host’s');",
    )
    .await?;
    page(browser, "window.reached.length = 0;").await?;
    after(
        browser,
        Key::Control + "b",
        "claim(window.reached.includes('keydown b'), `${window.reached}: with Ctrl it is the host’s`);",
    )
    .await?;
    Ok(())
}

async fn on_a_stage_a_clicker_steps_wherever_the_focus_is(browser: &Browser) -> Result<()> {
    browser.set_screen(Screen { still: true, ..Screen::default() }).await?;
    browser.open("embed.html#view=stage&tol=0.01").await?;
    after(browser, Key::PageDown, "same(lab.snapshot().position, 1, 'at once');").await?;
    let places = [
        "button.run",
        "[part=scrubber]",
        ".paces select",
        "[role=tab]",
        "[data-handle=mean]",
        ".tools button",
    ];
    for place in places {
        page(browser, &format!("lab.reset(); $({place:?}).focus();")).await?;
        after(browser, Key::PageDown, &format!("same(lab.snapshot().position, 1, {place:?});")).await?;
        after(browser, Key::PageUp, &format!("same(lab.snapshot().position, 0, {place:?});")).await?;
    }
    // At the end and at the start the key is the page's, which may be a deck of slides.
    page(
        browser,
        "
        await lab.runToConvergence();
        window.passed = [];
        addEventListener('keydown', ({ key }) => passed.push(key));
        $('[part=due]').focus();
        window.last = lab.snapshot().position;",
    )
    .await?;
    after(browser, Key::PageDown, "same([lab.snapshot().position, passed.length], [last, 1], 'at the end');")
        .await?;
    page(browser, "lab.reset();").await?;
    after(browser, Key::PageUp, "same([lab.snapshot().position, passed.length], [0, 2], 'at the start');")
        .await?;
    Ok(())
}

async fn the_page_keys_step_on_the_picture_and_the_transport_alone(browser: &Browser) -> Result<()> {
    open(browser, "").await?;
    for (place, selector) in
        [("the picture", "[part=picture]"), ("the strong button", "[part=due]"), ("run", "button.run")]
    {
        page(browser, &format!("lab.reset(); $({selector:?}).focus();")).await?;
        after(browser, Key::PageDown, &format!("same(lab.snapshot().position, 1, {place:?});")).await?;
        after(browser, Key::PageDown, &format!("same(lab.snapshot().position, 2, {place:?});")).await?;
        after(browser, Key::PageUp, &format!("same(lab.snapshot().position, 1, {place:?});")).await?;
    }
    page(browser, "button('New sample').focus();").await?;
    after(browser, Key::PageDown, "same(lab.snapshot().position, 1, 'elsewhere they scroll');").await?;
    // A handle has them while it is used by keyboard, and not after a drag.
    open(browser, "").await?;
    let knob = middle(browser, "[data-handle=mean]").await?;
    drag(browser, knob, (40.0, 0.0), 3, true).await?;
    // The last move counts in the next frame.
    page(
        browser,
        "await frames(3); window.means = JSON.stringify(means()); same(lab.snapshot().position, 0, 'a new start');",
    )
    .await?;
    after(
        browser,
        Key::PageDown,
        "same([lab.snapshot().position, JSON.stringify(means())], [1, window.means], 'after a drag');",
    )
    .await?;
    Ok(())
}

async fn outside_the_lab_its_keys_do_nothing(browser: &Browser) -> Result<()> {
    open_lesson(browser, "step=2").await?;
    page(browser, "document.querySelector('nav a').focus();").await?;
    let keys = Key::Right + " " + Key::PageDown + Key::Home + "?" + Key::End;
    after(
        browser,
        keys,
        "same(lab.snapshot().position, 2, 'the lab'); claim(!$('dialog[open]'), 'no list'); same($('button.run').textContent, 'Run', 'no run');",
    )
    .await?;
    Ok(())
}
