//! The handles: a mean, an sd, a weight, a true process, moved by the pointer or by the keys.

use anyhow::Result;
use browser_tests::{Browser, Screen, Test, tests};
use thirtyfour::Key;

use crate::support::{drag, hover, middle, open_still, page, press};

pub const TESTS: &[Test] = tests![
    the_keys_move_a_mean_by_hundredths_of_the_axis needs OneEngine,
    the_keys_move_sds_and_weights_too needs OneEngine,
    each_handle_has_a_name_and_a_value_in_words needs OneEngine,
    a_dragged_mean_follows_the_pointer_and_is_one_undo,
    a_dragged_sd_widens_from_either_side needs OneEngine,
    a_dragged_weight_leaves_the_others_in_proportion needs OneEngine,
    a_true_process_is_dragged_and_new_points_follow,
    the_keys_on_true_processes_all_count_while_points_are_drawn needs OneEngine,
    a_move_by_hand_during_a_run_begins_a_new_history needs OneEngine,
    where_a_control_is_hidden_its_handles_are_too needs OneEngine,
    of_two_handles_on_each_other_the_nearest_is_dragged needs OneEngine,
];

const MEAN_OF_B: &str = "[data-component='1'][data-handle=mean]";

/// How much of the axis one pixel spans, from two knobs and their values.
const PER_PIXEL: &str = "
    const knob = (k, handle = 'mean') => $(`[data-component='${k}'][data-handle=${handle}]`);
    const across = (node) => middle(node)[0];
    const perPixel = () => {
        const [a, b] = means();
        return (b - a) / (across(knob(1)) - across(knob(0)));
    };
";

async fn the_keys_move_a_mean_by_hundredths_of_the_axis(browser: &Browser) -> Result<()> {
    open_still(browser, "start=0.5,25,8~0.5,30,8&step=3").await?;
    page(browser, "await frames(3);").await?;
    page(
        browser,
        &format!("const knob = $({MEAN_OF_B:?}); window.was = state(); window.span = knob.ariaValueMax - knob.ariaValueMin; window.before = means(); knob.focus();"),
    )
    .await?;
    // Pressed faster than frames are shown: each press counts.
    press(browser, Key::Right + Key::Right + Key::Right).await?;
    page(browser, "await frames(2);").await?;
    page(
        browser,
        &format!(
            "await frames(3);
             near(means()[1] - window.before[1], 0.03 * window.span, 0.02, 'three hundredths of the axis');
             same(means()[0], window.before[0], 'the other stays');
             same([lab.snapshot().position, lab.history().length, lab.snapshot().next], [0, 1, 'E'], 'a new start, no half-step');
             claim(lab.scenario.startsWith('start=0.'), lab.scenario);
             near(Number($({MEAN_OF_B:?}).ariaValueNow), means()[1], 1e-9, 'the slider says it');
             window.there = means()[1];"
        ),
    )
    .await?;
    // With Shift, and by the page keys, ten times as far; Home and End lead to the ends of the axis.
    press(browser, Key::Left).await?;
    page(browser, "await frames(3); near(window.there - means()[1], 0.01 * window.span, 0.02, '←');").await?;
    press(browser, Key::PageDown).await?;
    page(browser, "await frames(3); near(window.there - means()[1], 0.11 * window.span, 0.06, 'Page Down');")
        .await?;
    browser
        .session()
        .action_chain()
        .key_down(Key::Shift)
        .send_keys(Key::Right)
        .key_up(Key::Shift)
        .perform()
        .await?;
    page(
        browser,
        "await frames(3); near(window.there - means()[1], 0.01 * window.span, 0.1, 'Shift and →');",
    )
    .await?;
    page(browser, &format!("window.least = Number($({MEAN_OF_B:?}).ariaValueMin);")).await?;
    press(browser, Key::Home).await?;
    page(
        browser,
        &format!(
            "await frames(3);
             near(means()[1], window.least, 0.01, 'Home, the least that it was');
             claim(lab.shadowRoot.activeElement === $({MEAN_OF_B:?}), 'the focus stays');
             same(lab.snapshot().position, 0, 'no half-step');
             $('[part=undo]').click();
             same(state(), window.was, 'one undo brings back components, position and history');
             claim($('[part=undo]').classList.contains('away'), 'nothing more to undo');"
        ),
    )
    .await?;
    Ok(())
}

async fn the_keys_move_sds_and_weights_too(browser: &Browser) -> Result<()> {
    open_still(browser, "start=0.5,20,5~0.3,30,5~0.2,40,5").await?;
    page(browser, "await frames(3); $('[data-component=\\'0\\'][data-handle=sd]').focus();").await?;
    press(browser, Key::Up + Key::Right).await?;
    page(
        browser,
        "await frames(3);
         const ring = $('[data-component=\\'0\\'][data-handle=sd]');
         const { components } = lab.snapshot();
         claim(components[0].sd > 5.5 && components[1].sd === 5, `sds ${components.map(({ sd }) => sd)}`);
         near(Number(ring.ariaValueNow), components[0].sd, 1e-9, 'the slider says it');
         $('[data-component=\\'0\\'][data-handle=weight]').focus();",
    )
    .await?;
    press(browser, Key::Up).await?;
    page(browser, "await frames(2);").await?;
    press(browser, Key::Up).await?;
    page(
        browser,
        "await frames(3);
         const weights = lab.snapshot().components.map(({ weight }) => weight);
         near(weights[0], 0.52, 1e-9, 'two hundredths more');
         near(weights[1] / weights[2], 1.5, 1e-9, 'the others keep their proportion');",
    )
    .await?;
    Ok(())
}

async fn each_handle_has_a_name_and_a_value_in_words(browser: &Browser) -> Result<()> {
    open_still(browser, "start=0.5,25,8~0.5,30,8&reveal=1").await?;
    page(
        browser,
        "
        await frames(3);
        const named = {};
        for (const node of $$('[role=slider]').filter(seen)) {
            claim(node.tabIndex === 0, `${node.ariaLabel} is out of the order of Tab`);
            for (const value of [node.ariaValueMin, node.ariaValueMax, node.ariaValueNow])
                claim(value !== null && Number.isFinite(Number(value)), `${node.ariaLabel}: ${value}`);
            named[node.ariaLabel] = node.ariaValueText;
        }
        for (const [name, words] of [['mean of A', 'A, mean, 25.0'], ['mean of B', 'B, mean, 30.0'], ['sd of A', 'A, sd, 8.0'],
            ['weight of B', 'B, weight, 0.500'], ['mean of true process 2', 'true process 2, mean, 40.0'], ['sd of true process 1', 'true process 1, sd, 5.0']])
            claim(named[name]?.startsWith(words), `${name}: ${named[name]} of ${Object.keys(named)}`);
        claim(named['Place on the axis'] !== undefined, Object.keys(named));",
    )
    .await?;
    Ok(())
}

async fn a_dragged_mean_follows_the_pointer_and_is_one_undo(browser: &Browser) -> Result<()> {
    open_still(browser, "start=0.5,22,6~0.5,34,6&step=5").await?;
    page(
        browser,
        &format!(
            "{PER_PIXEL} await frames(3);
             window.was = state();
             window.events = heard('em-change');
             window.began = [means()[1], across(knob(1)), perPixel()];"
        ),
    )
    .await?;
    let from = middle(browser, MEAN_OF_B).await?;
    drag(browser, from, (90.0, 4.0), 30, false).await?;
    let script = "
        await frames(3);
        const [mean, place, worth] = window.began;
        near(across(knob(1)) - place, 90, 1, 'the knob moves by as much as the pointer');
        near(means()[1] - mean, 90 * worth, 1.1 * worth, 'and so does the mean');
        claim(window.events.length >= 2 && window.events.every(({ position }) => position === 0), `${window.events.length} changes`);
        same([lab.snapshot().position, lab.history().length], [0, 1], 'a new history');";
    page(browser, &format!("{PER_PIXEL}{script}")).await?;
    let (x, y) = (from.0 + 90.0, from.1 + 4.0);
    browser.mouse_up().await?;
    // After the release the mouse moves it no further.
    hover(browser, (x + 50.0, y)).await?;
    let script = "
        await frames(3);
        near(across(knob(1)) - window.began[1], 90, 1, 'let go, it stays');
        $('[part=undo]').click();
        same(state(), window.was, 'one undo for the whole drag');
        await frames(3);
        near(across(knob(1)), window.began[1], 0.5, 'and it is where it was');";
    page(browser, &format!("{PER_PIXEL}{script}")).await?;
    Ok(())
}

async fn a_dragged_sd_widens_from_either_side(browser: &Browser) -> Result<()> {
    open_still(browser, "start=0.5,18,6~0.5,44,6").await?;
    for (handle, by) in [("sd", 40.0), ("sd-left", -25.0)] {
        page(
            browser,
            &format!(
                "{PER_PIXEL} await frames(3); window.began = [lab.snapshot().components[1], perPixel()];"
            ),
        )
        .await?;
        let from = middle(browser, &format!("[data-component='1'][data-handle={handle}]")).await?;
        drag(browser, from, (by, 0.0), 12, true).await?;
        let script = "
            await frames(3);
            const [{ mean, sd }, worth] = window.began;
            const now = lab.snapshot().components[1];
            same(now.mean, mean, 'its mean stays');
            near(now.sd - sd, Math.abs(by) * worth, 1.1 * worth, handle);";
        page(browser, &format!("const [handle, by] = ['{handle}', {by}]; {script}")).await?;
    }
    Ok(())
}

async fn a_dragged_weight_leaves_the_others_in_proportion(browser: &Browser) -> Result<()> {
    open_still(browser, "start=0.2,15,4~0.5,30,5~0.3,42,4").await?;
    page(browser, "await frames(3);").await?;
    let from = middle(browser, "[data-component='0'][data-handle=weight]").await?;
    drag(browser, from, (0.0, -40.0), 20, true).await?;
    page(
        browser,
        &format!(
            "await frames(3);
             const weights = lab.snapshot().components.map(({{ weight }}) => weight);
             claim(weights[0] > 0.25, `upwards is more: ${{weights}}`);
             near(weights[1] / weights[2], 5 / 3, 1e-9, 'the others keep their proportion');
             near(weights.reduce((a, b) => a + b), 1, 1e-12, 'the sum');
             near(middle($('[data-component=\\'0\\'][data-handle=weight]'))[1], {}, 4, 'it follows the pointer');",
            from.1 - 40.0
        ),
    )
    .await?;
    Ok(())
}

async fn a_true_process_is_dragged_and_new_points_follow(browser: &Browser) -> Result<()> {
    open_still(browser, "start=0.3,20,5~0.7,40,5&step=4&reveal=1").await?;
    page(
        browser,
        &format!(
            "{PER_PIXEL} await frames(3); window.worth = perPixel(); window.events = heard('em-change');"
        ),
    )
    .await?;
    let from = middle(browser, "[data-process='1'][data-handle=mean]").await?;
    drag(browser, from, (-60.0, 0.0), 15, true).await?;
    page(
        browser,
        "
        await until(() => lab.scenario.includes('truth=20,5,3000~'));
        await frames(4);
        const { truth, position, n } = lab.snapshot();
        near(truth[1].mean, 40 - 60 * window.worth, 1.5 * window.worth, 'the process moves by as much as the pointer');
        same([truth[0].mean, position, lab.history().length, n], [20, 0, 1, 10000], 'new points, from the start');
        claim(window.events.length > 1, 'they follow while dragging');
        window.mean = truth[1].mean;
        await lab.runToConvergence();
        near(Math.max(...means()), truth[1].mean, 0.4, 'the points lie there');
        $('[data-process=\\'1\\'][data-handle=sd]').focus();",
    )
    .await?;
    press(browser, Key::Right).await?;
    page(browser, "await until(() => lab.snapshot().truth[1].sd > 5); same(lab.snapshot().position, 0, 'by the keys too');").await?;
    Ok(())
}

async fn the_keys_on_true_processes_all_count_while_points_are_drawn(browser: &Browser) -> Result<()> {
    // Drawing so many points takes longer than the time between two presses.
    open_still(browser, "truth=20,5,1500000~40,5,1500000&bins=20&reveal=1").await?;
    page(
        browser,
        "
        await frames(3);
        const key = (process, name) => {
            const node = $(`[data-process='${process}'][data-handle=mean]`);
            node.focus();
            node.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true }));
            return Number(node.ariaValueNow);
        };
        const { ariaValueMin, ariaValueMax } = $('[data-process=\\'0\\'][data-handle=mean]');
        const step = 0.01 * (ariaValueMax - ariaValueMin);
        const events = heard('em-change');
        for (let i = 1; i <= 6; i++) {
            near(key(0, 'ArrowRight'), 20 + i * step, 0.2, `the first, ${i}`);
            near(key(1, 'ArrowLeft'), 40 - i * step, 0.2, `the second, ${i}`);
            await until(() => events.length >= Math.floor(i / 2), 'some of it is drawn');
            await frames(3);
        }
        const reached = () => lab.snapshot().truth.map(({ mean }) => mean);
        await until(() => Math.abs(reached()[0] - 20 - 6 * step) < 0.2 && Math.abs(reached()[1] - 40 + 6 * step) < 0.2,
            'all of the steps, of both');",
    )
    .await?;
    Ok(())
}

async fn a_move_by_hand_during_a_run_begins_a_new_history(browser: &Browser) -> Result<()> {
    open_still(browser, "speed=max&tol=0&max=10000&start=0.5,25,8~0.5,30,8").await?;
    page(browser, &format!("await frames(3); lab.run(); await until(() => lab.snapshot().position > 6); $({MEAN_OF_B:?}).focus();"))
        .await?;
    press(browser, Key::Left).await?;
    page(
        browser,
        "await until(() => $('button.run').textContent === 'Run', 'a move by hand pauses the run');
         same([lab.snapshot().position, lab.history().length], [0, 1], 'a new climb');
         const { objective } = lab.snapshot();
         await lab.runToConvergence();
         claim(lab.snapshot().objective > objective, 'which climbs again');
         $('[part=undo]').click();
         claim(lab.snapshot().position > 6, 'and one undo still leads back');",
    )
    .await?;
    Ok(())
}

async fn where_a_control_is_hidden_its_handles_are_too(browser: &Browser) -> Result<()> {
    open_still(browser, "").await?;
    page(
        browser,
        "
        const counts = () => [$$('[data-component][data-handle=mean]'), $$('[data-component][data-handle=weight]'), $$('[data-process][data-handle=mean]')]
            .map((handles) => handles.filter(seen).length);
        for (const [scenario, expected] of [['', [2, 2, 0]], ['reveal=1', [2, 2, 2]], ['k=1&reveal=1', [1, 0, 2]], ['k=8&reveal=1', [8, 8, 2]], ['hide=model&reveal=1', [0, 0, 2]],
            ['hide=data&reveal=1', [2, 2, 0]], ['hide=truth&reveal=1', [2, 2, 0]], ['data=galaxy-velocities&reveal=1', [2, 2, 0]],
            ['data=own&values=1,2,3,4', [2, 2, 0]], ['hide=model,data&reveal=1', [0, 0, 0]], ['truth=1,1,50~5,1,50~9,1,50&reveal=1', [2, 2, 3]]]) {
            await lab.open(scenario);
            await frames(3);
            same(counts(), expected, scenario);
        }",
    )
    .await?;
    Ok(())
}

async fn of_two_handles_on_each_other_the_nearest_is_dragged(browser: &Browser) -> Result<()> {
    browser.set_screen(Screen { width: 390, height: 844, still: true, ..Screen::default() }).await?;
    browser.open("embed.html#k=3&start=0.4,30,5~0.2,10,5~0.4,31.5,5").await?;
    for (k, other) in [(0, 2), (2, 0)] {
        page(browser, "await lab.open('k=3&start=0.4,30,5~0.2,10,5~0.4,31.5,5'); window.before = means();")
            .await?;
        let place = middle(browser, &format!("[data-component='{k}'][data-handle=mean]")).await?;
        drag(browser, place, (-40.0, 0.0), 4, true).await?;
        page(
            browser,
            &format!(
                "claim(means()[{k}] < before[{k}] - 2, `moved to ${{means()}}`); same(means()[{other}], before[{other}], 'the other stays');"
            ),
        )
        .await?;
    }
    Ok(())
}
