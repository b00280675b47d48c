//! The focus: whoever works by keyboard never loses it, and a click anywhere in the lab brings the
//! keys of a presenter's clicker there.

use anyhow::{Result, ensure};
use browser_tests::{Browser, Look, Test, tests};
use thirtyfour::Key;

use crate::support::{click, middle, open_still, page, press};

pub const TESTS: &[Test] = tests![
    what_takes_its_own_control_away_leaves_the_focus_near,
    a_click_on_blank_paper_brings_the_keys_to_the_picture,
    a_button_of_the_transport_keeps_the_focus_it_is_clicked_for,
    a_frame_takes_no_focus_before_it_is_touched,
];

/// A control, what makes it stand there, and what has the focus once it is pressed and gone.
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
        "k-means",
        "await lab.open('assignment=hard&start=quantiles'); $('#tab-soft-and-hard').click(); await until(() => seen($('[part=make-kmeans]')));",
        "$('[part=make-kmeans]')",
        "matches('[role=tab]') || matches('.charts *')",
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

async fn what_takes_its_own_control_away_leaves_the_focus_near(browser: &Browser) -> Result<()> {
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

async fn a_click_on_blank_paper_brings_the_keys_to_the_picture(browser: &Browser) -> Result<()> {
    for blank in [".about", ".say", "[part=picture]", ".panel h3", ".transport output", ".lab"] {
        open_still(browser, "").await?;
        let (x, y) = middle(browser, blank).await?;
        // Of the whole lab, its outermost edge.
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

async fn a_button_of_the_transport_keeps_the_focus_it_is_clicked_for(browser: &Browser) -> Result<()> {
    for name in ["button.due", "button.run"] {
        open_still(browser, "tol=0").await?;
        // As in browsers that give a clicked button no focus.
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
        page(browser, "same(lab.snapshot().position, window.position + 1, 'the clicker goes on');").await?;
    }
    Ok(())
}

async fn a_frame_takes_no_focus_before_it_is_touched(browser: &Browser) -> Result<()> {
    browser.look(Look { still: true, ..Look::default() }).await?;
    browser.open("embed.html#step=2").await?;
    page(
        browser,
        "await frames(3); same([document.activeElement === document.body, lab.shadowRoot.activeElement], [true, null], 'nothing has the focus');",
    )
    .await?;
    let place = middle(browser, ".say").await?;
    click(browser, place).await?;
    press(browser, Key::PageDown).await?;
    page(browser, "same(lab.snapshot().position, 3, 'once it is, the clicker is heard');").await?;
    Ok(())
}
