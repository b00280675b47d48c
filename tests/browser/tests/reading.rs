//! The reading line: under a pointer, a finger or the arrow keys, the responsibilities there.

use anyhow::Result;
use browser_tests::{Browser, Test, tests};
use thirtyfour::Key;

use crate::support::{click, hover, middle, open, page, press};

pub const TESTS: &[Test] = tests![
    its_numbers_are_the_responsibilities_there needs OneEngine,
    it_follows_the_pointer_stays_when_pressed_and_closes_when_left,
    it_is_moved_by_the_keys_and_closed_by_escape,
    a_finger_can_read_and_close_it needs Touch,
];

/// Compares the reading with what the lab answers for the same x.
const AGREES: &str = "
    const agrees = (words) => {
        const reading = $('[part=reading]');
        claim(seen(reading), `${words}: no reading`);
        const x = Number(reading.dataset.x);
        const shares = [...reading.querySelectorAll('[data-responsibility]')].map((cell) => Number(cell.dataset.value));
        same(shares, lab.responsibilities([x])[0], `${words}: at ${x}`);
        const said = [...reading.querySelectorAll('[data-responsibility]')].map((cell) => cell.textContent);
        same(said, shares.map((share) => share.toFixed(3)), `${words}: as it is read`);
        near(shares.reduce((a, b) => a + b), 1, 1e-12, `${words}: the sum`);
        const divided = [...reading.querySelectorAll('.shares span')].map((part) => part.getBoundingClientRect().width);
        const whole = divided.reduce((a, b) => a + b);
        divided.forEach((width, k) => near(width / whole, shares[k], 0.02, `${words}: its part of the bar`));
        const math = reading.querySelectorAll('math');
        claim(math[1].textContent.includes(Math.max(...shares).toFixed(3)), `${words}: the formula says ${math[1].textContent}`);
        return x;
    };
";

async fn its_numbers_are_the_responsibilities_there(browser: &Browser) -> Result<()> {
    open(browser, "").await?;
    for scenario in [
        "start=0.5,25,8~0.5,30,8",
        "start=0.5,25,8~0.5,30,8&step=9",
        "k=5&start=quantiles&step=4",
        "k=3&assignment=hard&step=3",
        "data=galaxy-velocities&k=4&step=6&prior=conjugate",
    ] {
        page(browser, &format!("await lab.open({scenario:?}); await frames(3);")).await?;
        let (x, y) = middle(browser, "[part=picture]").await?;
        for offset in [-180.0, 3.0, 121.5] {
            hover(browser, (x + offset, y)).await?;
            let words = format!("{scenario}, {offset}");
            page(browser, &format!("{AGREES} await frames(2); agrees({words:?});")).await?;
        }
    }
    // When the curves move, its numbers change.
    let script = "const x = agrees('before'); lab.step(); await frames(40); same(agrees('after a step'), x, 'its place');";
    page(browser, &format!("{AGREES}{script}")).await?;
    Ok(())
}

async fn it_follows_the_pointer_stays_when_pressed_and_closes_when_left(browser: &Browser) -> Result<()> {
    open(browser, "step=2").await?;
    let (x, y) = middle(browser, "[part=picture]").await?;
    page(browser, "await frames(3); claim(!seen($('[part=reading]')), 'unasked');").await?;
    hover(browser, (x - 100.0, y)).await?;
    page(browser, &format!("{AGREES} await frames(2); window.first = agrees('at the first place');")).await?;
    hover(browser, (x + 100.0, y)).await?;
    let script = "
        await frames(2);
        const second = agrees('at the second place');
        const { left, right } = $('.reading-line').getBoundingClientRect();
        near((left + right) / 2, innerPlace, 1, 'the line is under the pointer');
        claim(second > window.first, `${window.first}, then ${second}`);";
    page(browser, &format!("{AGREES} const innerPlace = {}; {script}", x + 100.0)).await?;
    let aside = middle(browser, "[part=sentence]").await?;
    hover(browser, aside).await?;
    page(browser, "await until(() => !seen($('[part=reading]')), 'it goes');").await?;

    click(browser, (x - 60.0, y)).await?;
    page(browser, &format!("{AGREES} await frames(2); window.pinned = agrees('pressed');")).await?;
    hover(browser, (x + 160.0, y)).await?;
    hover(browser, aside).await?;
    let script = "await frames(4); same(agrees('pressed, it stays'), window.pinned, 'its place');
        lab.step(); await frames(2); agrees('after a step');
        button('Close the reading').click(); claim(!seen($('[part=reading]')), 'closed');";
    page(browser, &format!("{AGREES}{script}")).await?;
    Ok(())
}

async fn it_is_moved_by_the_keys_and_closed_by_escape(browser: &Browser) -> Result<()> {
    open(browser, "step=2").await?;
    page(browser, "await frames(3); $('[part=picture]').focus();").await?;
    press(browser, Key::Enter).await?;
    let script = "
        await until(() => seen($('[part=reading]')), 'Enter on the picture');
        const grip = $('[data-handle=place]');
        claim(lab.shadowRoot.activeElement === grip, 'the focus');
        same([grip.role, grip.ariaLabel], ['slider', 'Place on the axis'], 'its name');
        window.first = agrees('in the middle');
        near(Number(grip.ariaValueNow), window.first, 1e-9, 'its value');";
    page(browser, &format!("{AGREES}{script}")).await?;
    press(browser, Key::Right + Key::Right + Key::Right).await?;
    let script = "
        await frames(2);
        const grip = $('[data-handle=place]');
        const span = Number(grip.ariaValueMax) - Number(grip.ariaValueMin);
        near(agrees('→ three times') - window.first, 0.03 * span, 1e-6 * span, 'three hundredths of the axis');
        const shares = lab.responsibilities([Number($('[part=reading]').dataset.x)])[0];
        for (const [k, share] of shares.entries()) claim(grip.ariaValueText.includes(`${'AB'[k]} ${Math.round(100 * share)} %`), grip.ariaValueText);
        same(lab.snapshot().position, 2, 'no half-step');";
    page(browser, &format!("{AGREES}{script}")).await?;
    press(browser, Key::Escape).await?;
    page(
        browser,
        "claim(!seen($('[part=reading]')), 'put away');
         claim(lab.shadowRoot.activeElement === $('[part=picture]'), 'the focus is on the picture');",
    )
    .await?;
    press(browser, Key::Right).await?;
    page(browser, "same(lab.snapshot().position, 3, 'where → is the next half-step');").await?;
    Ok(())
}

async fn a_finger_can_read_and_close_it(browser: &Browser) -> Result<()> {
    open(browser, "step=2").await?;
    let (x, y) = middle(browser, "[part=picture]").await?;
    let agrees = |words: &str| format!("{AGREES} await frames(2); agrees({words:?});");
    browser.finger_down((x, y)).await?;
    page(browser, &agrees("touched")).await?;
    browser.finger_to((x + 40.0, y)).await?;
    page(browser, &agrees("moved")).await?;
    browser.finger_up().await?;
    page(browser, &agrees("lifted")).await?;
    let script = "await frames(4); agrees('lifted'); button('Close the reading').click(); claim(!seen($('[part=reading]')), 'closed');";
    page(browser, &format!("{AGREES}{script}")).await?;
    Ok(())
}
