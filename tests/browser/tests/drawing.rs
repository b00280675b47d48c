//! Points drawn by hand in the plane.

use anyhow::Result;
use browser_tests::{Browser, Screen, Test, tests};
use serde_json::json;
use thirtyfour::Key;

use crate::support::{click, middle, open_still, page, press};

pub const TESTS: &[Test] = tests![
    points_are_drawn_by_the_pointer_and_by_keys,
    few_points_stay_and_other_data_end_the_drawing needs OneEngine,
    what_is_newer_takes_the_place_of_points_on_their_way needs OneEngine,
    meanwhile_nothing_is_asked_and_the_focus_stays needs OneEngine,
    a_finger_draws_and_still_scrolls needs Cdp,
];

/// What is drawn, as the page says it, and what the lab has.
const DRAWN: &str = "
    const words = () => $('.drawn-words').textContent;
    const points = () => new URLSearchParams(lab.scenario).get('values')?.split('~').map((point) => point.split(',').map(Number));
    const axis = () => $('[data-handle=place]').ariaValueMax;
    const box = $('input[name=draw]');
    const tap = (part) => {
        const canvas = $('[part=picture]');
        const { left, top, width, height } = canvas.getBoundingClientRect();
        canvas.dispatchEvent(new MouseEvent('click', { bubbles: true, clientX: left + part * width, clientY: top + 0.6 * height }));
    };
";

async fn points_are_drawn_by_the_pointer_and_by_keys(browser: &Browser) -> Result<()> {
    open_still(browser, "dim=2&step=2").await?;
    let begin = "
        await frames(3);
        window.before = state();
        window.axis = axis();
        $('input[name=draw]').click();
        await frames(3);
        claim(words().startsWith('No points. EM with two components needs two different points'), words());
        claim(seen($('.sheet')) && !$$('[data-handle=mean]').some(seen), 'an empty plot, without handles');
        const { left, top } = $('[part=picture]').getBoundingClientRect();
        claim(top >= 0 && left >= 0, 'the picture is in sight');";
    page(browser, &format!("{DRAWN} {begin}")).await?;
    let (x, y) = middle(browser, "[part=picture]").await?;
    click(browser, (x - 60.0, y + 40.0)).await?;
    let one = "
        await until(() => words().startsWith('1 point. '), words());
        const dots = $$('.dot').filter(seen);
        same(dots.length, 1, 'it is shown');
        const [right, down] = middle(dots[0]);
        near(right, PLACE[0], 1.6, 'where the pointer is');
        near(down, PLACE[1], 1.6, 'where the pointer is');
        same(state(), window.before, 'the lab has its data still');
        claim(!seen($('[part=reading]')), 'nothing is read');";
    page(browser, &format!("const PLACE = [{}, {}]; {DRAWN} {one}", x - 60.0, y + 40.0)).await?;
    // Twice the same place: two equal points have no spread.
    click(browser, (x - 60.0, y + 40.0)).await?;
    page(browser, &format!("{DRAWN} await until(() => words().startsWith('2 points. EM with'), words()); same(state(), window.before, 'and still');")).await?;
    for (across, down) in [(-50.0, 30.0), (50.0, 0.0), (60.0, 10.0)] {
        click(browser, (x + across, y + down)).await?;
    }
    let five = "
        await until(() => words() === '5 points.' && lab.snapshot().n === 5, words());
        await frames(3);
        same([lab.snapshot().dim, points().length, lab.snapshot().position], [2, 5, 0], 'own data, in the link');
        same(points()[0], points()[1], 'equal ones too');
        const [first, , third, fourth] = points();
        near((third[0] - first[0]) / (fourth[0] - first[0]), 10 / 110, 0.01, 'in proportion');
        claim(third[1] > first[1], 'upwards is more');
        same(axis(), window.axis, 'the axes stay');
        claim(!seen($('.sheet')), 'EM has them');
        $('[part=picture]').focus();";
    page(browser, &format!("{DRAWN} {five}")).await?;
    press(browser, Key::Enter + Key::Right + Key::Right + Key::Up).await?;
    page(browser, &format!("{DRAWN} const at = $('[data-handle=place]').ariaValueText; claim(/^\\(.*, .*\\)$/.test(at), at); claim(!seen($('[part=reading]')), 'only the place');")).await?;
    press(browser, " ").await?;
    page(browser, &format!("{DRAWN} await until(() => lab.snapshot().n === 6, words());")).await?;
    press(browser, Key::Up + Key::Enter).await?;
    let seven = "
        await until(() => lab.snapshot().n === 7, words());
        const [, , , , , sixth, seventh] = points();
        claim(sixth[0] === seventh[0] && sixth[1] < seventh[1], `the cursor stays between points: ${sixth}, ${seventh}`);
        claim($('[data-handle=place]') === lab.shadowRoot.activeElement, 'it has the focus');
        claim(lab.snapshot().status === 'running' && lab.snapshot().position === 0, 'the space bar runs nothing');";
    page(browser, &format!("{DRAWN} {seven}")).await?;
    press(browser, Key::Backspace + Key::Delete).await?;
    let five = "
        await until(() => lab.snapshot().n === 5 && words() === '5 points.', words());
        await lab.runToConvergence();
        same(words(), '5 points.', 'EM runs on them');
        button('Take the last point away').click();
        await until(() => lab.snapshot().n === 4, 'by its button');
        const kept = lab.scenario;
        button('Clear the points').click();
        await frames(3);
        claim(words().startsWith('No points.') && seen($('.sheet')) && $$('.dot').filter(seen).length === 0, words());
        button('End the drawing').focus();
        button('End the drawing').click();
        await frames(3);
        same(lab.scenario, kept, 'those that EM had are back');
        claim(!seen($('.sheet')) && !seen($('.drawing')) && !$('input[name=draw]').checked, 'ended');
        claim($$('[data-handle=mean]').some(seen) && lab.shadowRoot.activeElement === $('[part=picture]'), 'the handles are back');
        claim(axis() !== window.axis, 'the axes fit the points');";
    page(browser, &format!("{DRAWN} {five}")).await.map(drop)
}

async fn few_points_stay_and_other_data_end_the_drawing(browser: &Browser) -> Result<()> {
    open_still(browser, "data=iris-petals&k=3").await?;
    let script = "
        await frames(3);
        box.click();
        await frames(3);
        same([words(), seen($('.sheet')), lab.scenario], ['150 points.', false, 'data=iris-petals&k=3'], 'so few points stay');
        tap(0.4);
        await until(() => lab.snapshot().n === 151, words());
        same([points()[0], lab.snapshot().k], [[1.4, 0.2], 3], 'as they were');
        // Faster than the lab can take them.
        for (const part of [0.3, 0.35, 0.45, 0.5]) tap(part);
        await until(() => lab.snapshot().n === 155 && words() === '155 points.', words());
        claim(!$$('[role=alert]').some((node) => seen(node) && node.textContent !== ''), 'nothing is refused');
        pick('data-source', 'simulated');
        await until(() => lab.snapshot().n === 10000, 'other data');
        await frames(3);
        claim(!box.checked && !seen($('.drawing')) && axis() > 30, 'the drawing has ended');
        box.click();
        tap(0.4);
        await frames(3);
        claim(words().startsWith('1 point.') && seen($('.drawing .note')) && $('.drawing .note').textContent.includes('too many to draw among'), words());
        pick('dim', '1');
        await until(() => lab.snapshot().dim === 1, 'the line');
        await frames(3);
        claim(!seen(box) && !seen($('.drawing')), 'nothing of it on a line');
        pick('dim', '2');
        await until(() => lab.snapshot().dim === 2, 'and back');
        await frames(3);
        claim(seen(box) && !box.checked && !seen($('.sheet')), 'as before');
        for (const locked of ['data', 'values', 'all']) {
            await lab.open(`dim=2&lock=${locked}`);
            await frames();
            claim(!seen(box), `lock=${locked}`);
        }";
    page(browser, &format!("{DRAWN} {script}")).await.map(drop)
}

async fn what_is_newer_takes_the_place_of_points_on_their_way(browser: &Browser) -> Result<()> {
    open_still(browser, "data=iris-petals&k=3").await?;
    let script = "
        await frames(3);
        box.click();
        for (const part of [0.3, 0.4]) tap(part);
        lab.eStep();
        await until(() => words() === '150 points.', words());
        same([lab.snapshot().n, lab.snapshot().position], [150, 1], 'a half-step');
        tap(0.4);
        await until(() => lab.snapshot().n === 151 && words() === '151 points.', words());
        for (const part of [0.3, 0.35]) tap(part);
        button('Clear the points').click();
        await until(() => lab.snapshot().n === 152, 'the one that the lab was given');
        await frames(3);
        same(lab.snapshot().n, 152, 'the other one waited, and is cleared');
        claim(words().startsWith('No points.') && words().includes('EM runs on the data from before') && seen($('.sheet')), words());
        for (const part of [0.3, 0.35]) tap(part);
        lab.eStep();
        claim(words().startsWith('2 points.') && seen($('.sheet')), `too few for the lab: they stay: ${words()}`);
        for (const part of [0.4, 0.45]) tap(part);
        await until(() => lab.snapshot().n === 4 && words() === '4 points.', words());
        for (const part of [0.5, 0.55]) tap(part);
        await lab.load([[1, 2], [2, 3], [3, 1], [5, 4], [4, 4]]);
        await frames(3);
        same([lab.snapshot().n, box.checked, seen($('.drawing'))], [5, false, false], 'other data');";
    page(browser, &format!("{DRAWN} {script}")).await.map(drop)
}

async fn meanwhile_nothing_is_asked_and_the_focus_stays(browser: &Browser) -> Result<()> {
    open_still(browser, "data=old-faithful&step=1&predict=1&tab=ledger").await?;
    let script = "
        const asked = () => ['[data-handle=guess]', '[part=verdict]', '.guess-entries'].map((part) => $$(part).filter(seen).length);
        const lit = () => seen($('[part=lit]'));
        await until(() => asked()[0] === 2, 'the markers');
        write(labelled('expected mean x of A'), '3.3');
        await frames(3);
        const guess = () => [labelled('expected mean x of A').value, middle($('[data-handle=guess]'))[0]];
        const [before, was] = [asked(), guess()];
        const cell = $('.ledger-table').tBodies[0].rows[0].cells[6];
        cell.focus();
        await until(lit, 'a ring');
        box.click();
        await until(() => !lit() && asked().every((count) => count === 0), `nothing of EM is on the empty plot: ${asked()}`);
        button('Clear the points').click();
        claim(seen($('.sheet')), words());
        box.click();
        await until(() => lit() && asked().join() === before.join(), `as before: ${asked()}`);
        same(guess()[0], was[0], 'the guess too');
        near(guess()[1], was[1], 0.5, 'where it was');
        claim(lab.shadowRoot.activeElement === cell, 'and the focus has not moved');";
    page(browser, &format!("{DRAWN} {script}")).await.map(drop)
}

/// What WebDriver makes of a finger never ends in a click; this is a touch as the screen gives it.
async fn finger(browser: &Browser, kind: &str, place: Option<(f64, f64)>) -> Result<()> {
    let points: Vec<_> = place.iter().map(|(x, y)| json!({ "x": x.round(), "y": y.round() })).collect();
    browser.cdp("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points })).await.map(drop)
}

async fn a_finger_draws_and_still_scrolls(browser: &Browser) -> Result<()> {
    browser.set_screen(Screen { width: 390, height: 664, still: true, ..Screen::default() }).await?;
    browser.open("embed.html#dim=2").await?;
    let begin = "
        await frames(3);
        $('input[name=draw]').scrollIntoView();
        $('input[name=draw]').click();
        await frames(3);";
    page(browser, begin).await?;
    let (x, y) = middle(browser, "[part=picture]").await?;
    for across in [-40.0, 40.0] {
        finger(browser, "touchStart", Some((x + across, y))).await?;
        finger(browser, "touchEnd", None).await?;
    }
    let two = "
        await until(() => words() === '2 points.' && lab.snapshot().n === 2, words());
        window.from = scrollY;";
    page(browser, &format!("{DRAWN} {two}")).await?;
    finger(browser, "touchStart", Some((x, y))).await?;
    for up in [20.0, 60.0, 100.0, 140.0] {
        finger(browser, "touchMove", Some((x, y - up))).await?;
    }
    finger(browser, "touchEnd", None).await?;
    let script = "
        await until(() => scrollY > window.from + 40, 'the page scrolls');
        await frames(3);
        same(words(), '2 points.', 'and nothing is drawn');";
    page(browser, &format!("{DRAWN} {script}")).await.map(drop)
}
