//! The focus: it is never lost by keyboard, and a click anywhere in the lab moves it there, so that the
//! keys of a presenter's clicker work.

use anyhow::{Result, ensure};
use browser_tests::{Browser, Screen, Test, tests};
use thirtyfour::Key;

use crate::support::{click, middle, open_still, page, press};

pub const TESTS: &[Test] = tests![
    a_control_that_disappears_leaves_the_focus_near,
    a_click_beside_all_controls_focuses_the_picture,
    a_clicked_button_of_the_transport_has_the_focus,
    a_first_click_selects_a_number_and_a_second_one_places_the_caret,
    a_frame_takes_no_focus_before_a_click,
];

async fn a_first_click_selects_a_number_and_a_second_one_places_the_caret(browser: &Browser) -> Result<()> {
    open_still(browser, "start=0.5,25,7~0.5,35,7&step=1").await?;
    let field = ".estimate input";
    let place = middle(browser, field).await?;
    click(browser, place).await?;
    press(browser, "0.8").await?;
    press(browser, Key::Enter).await?;
    page(
        browser,
        "await until(() => lab.snapshot().components[0].weight === 0.8, 'what is typed takes its place');",
    )
    .await?;
    // Far enough from the first that it is no double click.
    click(browser, (place.0 + 15.0, place.1)).await?;
    let caret = "const { selectionStart, selectionEnd } = $('.estimate input'); return selectionEnd - selectionStart;";
    ensure!(page(browser, caret).await? == 0, "the second click places the caret");
    Ok(())
}

/// A control that disappears when it is pressed, what makes it appear, and what then has the focus.
const VANISHING: &[(&str, &str, &str, &str)] = &[
    (
        "undo",
        "lab.step(2); write(labelled('mean of component A'), '22'); await until(() => seen($('[part=undo]')));",
        "$('[part=undo]')",
        "part === 'due'",
    ),
    (
        "the last process",
        "await lab.open('truth=20,5,300~40,5,700~60,5,100&reveal=1');",
        "button('Remove process 3')",
        "ariaLabel === 'Remove process 2'",
    ),
    (
        "the last but one",
        "await lab.open('truth=20,5,300~40,5,700&reveal=1');",
        "button('Remove process 2')",
        "ariaLabel === 'count of process 1' || textContent === 'Add a process'",
    ),
    (
        "the eighth process",
        "await lab.open('truth=1,1,9~2,1,9~3,1,9~4,1,9~5,1,9~6,1,9~7,1,9&reveal=1');",
        "button('Add a process')",
        "ariaLabel === 'Remove process 8'",
    ),
    (
        "a notice",
        "location.hash = '#k=nine'; await until(() => seen($('[role=status] ul')));",
        "button('Dismiss')",
        "part === 'due' || matches('header *')",
    ),
    (
        "the reading",
        "$('[part=picture]').dispatchEvent(new PointerEvent('pointerdown', { button: 0, pointerType: 'touch', clientX: middle($('[part=picture]'))[0], clientY: middle($('[part=picture]'))[1], bubbles: true })); await until(() => seen(button('Close the reading')));",
        "button('Close the reading')",
        "part === 'picture'",
    ),
    (
        "a replay",
        "await lab.open('truth=10,3,200~20,3,200~40,3,400&k=3&speed=max'); $('#tab-restarts').click(); write(labelled('How many starts'), '5'); $('[part=restarts]').click(); await until(() => $('[data-optimum=\"0\"]'));",
        "$('[data-optimum=\"0\"]')",
        "matches('[data-optimum]')",
    ),
    (
        "a fit",
        "await lab.open('truth=10,3,200~20,3,200~40,3,400'); $('#tab-compare-k').click(); $('[part=compare-k]').click(); await until(() => $('[data-k=\"3\"] button'));",
        "$('[data-k=\"3\"] button')",
        "matches('[data-k=\"3\"] button')",
    ),
];

async fn a_control_that_disappears_leaves_the_focus_near(browser: &Browser) -> Result<()> {
    open_still(browser, "").await?;
    for (name, before, control, near) in VANISHING {
        page(
            browser,
            &format!("await lab.open(''); await frames(2); {before} await frames(2); const control = {control}; control.focus(); claim(lab.shadowRoot.activeElement === control, 'it has the focus');"),
        )
        .await
        .map_err(|error| error.context(*name))?;
        press(browser, Key::Enter).await?;
        let look = format!(
            "
            await frames(4);
            await until(() => !seen($('.work')), 'the work is done');
            await frames(4);
            const node = lab.shadowRoot.activeElement;
            claim(node !== null, '{name}: the focus is lost');
            const part = node.getAttribute('part');
            const {{ ariaLabel, textContent }} = node;
            const matches = (selector) => node.matches(selector);
            claim({near}, `{name}: the focus is on ${{part}} ${{ariaLabel}} ${{textContent}}`);
            lab.pause();"
        );
        page(browser, &look).await?;
    }
    Ok(())
}

async fn a_click_beside_all_controls_focuses_the_picture(browser: &Browser) -> Result<()> {
    open_still(browser, "").await?;
    for blank in [".about", ".say", "[part=picture]", ".panel h3", ".transport output", ".lab"] {
        page(browser, "await lab.open(''); lab.shadowRoot.activeElement?.blur(); await frames();").await?;
        let (x, y) = middle(browser, blank).await?;
        // On the outermost edge of the lab.
        let place = if blank == ".lab" {
            let corner = page(
                browser,
                "const { left, top } = $('.lab').getBoundingClientRect(); return [left + 1, top + 1];",
            )
            .await?;
            (corner[0].as_f64().unwrap_or(x), corner[1].as_f64().unwrap_or(y))
        } else {
            (x, y)
        };
        click(browser, place).await?;
        press(browser, Key::PageDown).await?;
        press(browser, Key::PageDown).await?;
        press(browser, Key::PageUp).await?;
        let here = page(
            browser,
            "return [lab.snapshot().position, lab.shadowRoot.activeElement?.getAttribute('part')];",
        )
        .await?;
        ensure!(here == serde_json::json!([1, "picture"]), "{blank}: {here}");
    }
    Ok(())
}

async fn a_clicked_button_of_the_transport_has_the_focus(browser: &Browser) -> Result<()> {
    for name in ["button.due", "button.run"] {
        open_still(browser, "tol=0").await?;
        // As in browsers where a click gives a button no focus.
        page(
            browser,
            &format!("$({name:?}).addEventListener('mousedown', (event) => event.preventDefault());"),
        )
        .await?;
        let place = middle(browser, name).await?;
        click(browser, place).await?;
        page(
            browser,
            &format!("lab.pause(); claim(lab.shadowRoot.activeElement === $({name:?}), {name:?}); window.position = lab.snapshot().position;"),
        )
        .await?;
        press(browser, Key::PageDown).await?;
        page(browser, "same(lab.snapshot().position, window.position + 1, 'the clicker works');").await?;
    }
    Ok(())
}

async fn a_frame_takes_no_focus_before_a_click(browser: &Browser) -> Result<()> {
    browser.set_screen(Screen { still: true, ..Screen::default() }).await?;
    browser.open("embed.html#step=2").await?;
    page(
        browser,
        "await frames(3); same([document.activeElement === document.body, lab.shadowRoot.activeElement], [true, null], 'nothing has the focus');",
    )
    .await?;
    let place = middle(browser, ".say").await?;
    click(browser, place).await?;
    press(browser, Key::PageDown).await?;
    page(browser, "same(lab.snapshot().position, 3, 'after it, the clicker works');").await?;
    Ok(())
}
