//! The Climb and the scrubber: one press, click or drag leads to any half-step taken.

use anyhow::Result;
use browser_tests::{Browser, Test, tests};
use thirtyfour::Key;

use crate::support::{click, drag, middle, open_still, page, press};

pub const TESTS: &[Test] = tests![
    the_scrubber_goes_to_any_half_step_and_keeps_the_rest needs OneEngine,
    the_keys_on_the_climb_go_to_any_half_step needs OneEngine,
    a_click_on_the_climb_goes_to_the_half_step_there needs OneEngine,
    the_legend_says_what_climbs_and_its_bound needs OneEngine,
];

/// Keys, one after another from half-step 8 of 8, and where each leads.
const WALK: [(Key, u32); 6] =
    [(Key::Left, 7), (Key::Left, 6), (Key::Home, 0), (Key::Right, 1), (Key::Up, 2), (Key::End, 8)];

async fn walked(browser: &Browser, selector: &str) -> Result<()> {
    page(browser, &format!("await frames(2); window.rows = lab.history(); $({selector:?}).focus();")).await?;
    for (key, position) in WALK {
        press(browser, key.clone()).await?;
        let script = format!(
            "await until(() => lab.snapshot().position === {position}, '{key:?}');
             same(lab.history(), window.rows, 'the history');
             same(lab.snapshot().components, window.rows[{position}].components, 'the components');
             claim(lab.shadowRoot.activeElement === $({selector:?}), 'the focus stays');"
        );
        page(browser, &script).await?;
    }
    Ok(())
}

async fn the_scrubber_goes_to_any_half_step_and_keeps_the_rest(browser: &Browser) -> Result<()> {
    open_still(browser, "").await?;
    page(browser, "same([$('[part=scrubber]').disabled, $('[part=scrubber]').max], [true, '0'], 'nothing taken'); await lab.open('step=8');").await?;
    walked(browser, "[part=scrubber]").await?;
    page(
        browser,
        "
        const scrubber = $('[part=scrubber]');
        same([scrubber.min, scrubber.max, scrubber.value], ['0', '8', '8'], 'the whole way');
        claim(scrubber.getAttribute('aria-valuetext').startsWith('after M step 4'), scrubber.getAttribute('aria-valuetext'));
        lab.back();
        same([scrubber.value, scrubber.max], ['7', '8'], 'after back');
        lab.step();
        same([scrubber.value, scrubber.max], ['8', '8'], 'after a step into the future');",
    )
    .await?;
    // With the mouse: pressed at its left end, and dragged to the middle.
    let (x, y) = middle(browser, "[part=scrubber]").await?;
    let width = page(browser, "return $('[part=scrubber]').getBoundingClientRect().width;")
        .await?
        .as_f64()
        .unwrap_or(0.0);
    let left = (x - width / 2.0 + 3.0, y);
    drag(browser, left, (0.5, 0.0), 1, true).await?;
    page(browser, "await until(() => lab.snapshot().position === 0);").await?;
    drag(browser, left, (x - left.0, 0.0), 10, true).await?;
    page(
        browser,
        "await until(() => lab.snapshot().position === 4); same(lab.history().length, 9, 'the history');",
    )
    .await?;
    Ok(())
}

async fn the_keys_on_the_climb_go_to_any_half_step(browser: &Browser) -> Result<()> {
    open_still(browser, "step=8").await?;
    walked(browser, "[part=climb]").await?;
    page(
        browser,
        "
        const climb = $('[part=climb]');
        same([climb.role, climb.ariaValueMin, climb.ariaValueMax, climb.ariaValueNow], ['slider', '0', '8', '8'], 'a slider');
        claim(/^after M step 4: log-likelihood −[0-9.]+ per point, lower bound −[0-9.]+$/.test(climb.ariaValueText), climb.ariaValueText);",
    )
    .await?;
    press(browser, Key::PageDown).await?;
    page(browser, "same(lab.snapshot().position, 6, 'Page Down, an iteration back');").await?;
    press(browser, Key::PageUp + Key::Right).await?;
    page(browser, "same(lab.snapshot().position, 8, 'and no further than was taken');").await?;
    Ok(())
}

async fn a_click_on_the_climb_goes_to_the_half_step_there(browser: &Browser) -> Result<()> {
    open_still(browser, "step=40").await?;
    page(browser, "await frames(2); window.rows = lab.history(); $('[part=climb]').scrollIntoView({ block: 'center' });").await?;
    let (x, y) = middle(browser, "[part=climb]").await?;
    let mut last = 0;
    for offset in [-200.0, 0.0, 150.0] {
        let place = (x + offset, y);
        click(browser, place).await?;
        let position = page(
            browser,
            &format!(
                "await until(() => ![{last}, 40].includes(lab.snapshot().position), 'it goes there');
                 same(lab.history(), window.rows, 'the history');
                 return lab.snapshot().position;"
            ),
        )
        .await?
        .as_u64()
        .unwrap_or(0);
        anyhow::ensure!(position > last, "further right is later: {position} after {last}");
        last = position;
    }
    Ok(())
}

async fn the_legend_says_what_climbs_and_its_bound(browser: &Browser) -> Result<()> {
    open_still(browser, "").await?;
    page(
        browser,
        "
        const legend = () => Object.fromEntries($$('[data-line]').filter(seen).map((entry) =>
            [entry.dataset.line, [entry.firstChild.textContent, entry.lastChild.textContent]]));
        const read = (value) => value.toFixed(6).replace('-', '−');
        for (const [scenario, name] of [['', 'log-likelihood'], ['prior=conjugate', 'log posterior'],
            ['assignment=hard', 'classification likelihood']]) {
            await lab.open(scenario);
            same(legend().bound[1], '–', `${scenario}: no bound yet`);
            for (let i = 0; i < 5; i++) {
                $('[part=due]').click();
                const { objective, lowerBound, meanLogLikelihood } = lab.snapshot();
                const { objective: climbs, bound, likelihood } = legend();
                claim(climbs[0].startsWith(name), `${scenario}: ${climbs[0]}`);
                same([climbs[1], bound[1]], [read(objective), read(lowerBound)], `${scenario}, half-step ${i + 1}`);
                same(likelihood?.[1], name === 'log-likelihood' ? undefined : read(meanLogLikelihood), `${scenario}: beside it`);
                if (i % 2 === 0) same(climbs[1], bound[1], 'E closes the gap');
            }
        }",
    )
    .await?;
    Ok(())
}
