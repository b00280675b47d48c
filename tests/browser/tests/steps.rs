//! The buttons: E and M as in the reference, runs and pauses, back, reset, and to convergence.

use std::fs;

use anyhow::{Context, Result, ensure};
use browser_tests::{Browser, Screen, Test, tests};
use serde_json::Value;
use xtask::paths;

use crate::support::{click, middle, open, page, press, with_exports};

pub const TESTS: &[Test] = tests![
    the_buttons_take_the_references_steps needs OneEngine,
    a_press_of_e_is_five_calls_deep_at_the_wasm needs OneEngine,
    a_run_takes_one_iteration_a_frame_until_it_is_paused,
    a_run_goes_no_faster_than_its_speed needs OneEngine,
    a_run_ends_where_em_stops_and_other_actions_pause_it needs OneEngine,
    back_reset_and_to_convergence_do_what_they_say needs OneEngine,
    the_sentence_says_the_snapshots_numbers_and_is_silent_while_running needs OneEngine,
    the_formulas_hold_the_numbers_of_the_last_half_step needs OneEngine,
    the_formulas_under_a_prior_name_its_constants_and_their_answers_are_in_sight needs OneEngine,
];

/// With the data and the reference as constants: takes every half-step by its button.
const WALK_THE_REFERENCE: &str = "
    await lab.load(csv, { name: 'the worked example' });
    const { weights, means, sds } = reference.start;
    await lab.open(`data=own&start=${weights.map((weight, k) => [weight, means[k], sds[k]]).join('~')}`);
    const due = $('[part=due]');
    claim(reference.iterations.length === 50, 'the reference is cut short');
    reference.iterations.forEach((theirs, i) => {
        const words = `iteration ${i + 1}`;
        claim(due.textContent.startsWith('E step'), `${words}: the button says ${due.textContent}`);
        nearly(lab.snapshot().meanLogLikelihood, theirs.mean_log_likelihood_before, words);
        due.click();
        const shared = lab.snapshot();
        claim(due.textContent.startsWith('M step'), `${words}: the button says ${due.textContent}`);
        nearly(shared.lowerBound, theirs.objective_before, `${words}, the bound after E`);
        due.click();
        const moved = lab.snapshot();
        nearly(moved.lowerBound, theirs.bound_after, `${words}, the bound after M`);
        moved.components.forEach(({ weight, mean, sd }, k) => {
            nearly(weight, theirs.weights[k], `${words}, weight ${k}`);
            nearly(mean, theirs.means[k], `${words}, mean ${k}`);
            nearly(sd, theirs.sds[k], `${words}, sd ${k}`);
        });
        const read = $$('tr.estimate').map((row) => [...row.querySelectorAll('input')].map(({ value }) => value));
        same(read, moved.components.map(({ weight, mean, sd }) => [weight.toFixed(3), mean.toFixed(2), sd.toFixed(2)]), words);
    });
    const end = lab.snapshot();
    same([end.n, end.position, end.iteration], [10000, 100, 50], 'the end');
    for (const [name, theirs] of [['meanLogLikelihood', 'mean_log_likelihood'], ['logLikelihood', 'log_likelihood'],
        ['aic', 'aic'], ['bic', 'bic']]) nearly(end[name], reference.final[theirs], name);
    lab.responsibilities(reference.probe.x).forEach((row, i) => row.forEach((share, k) =>
        near(share, reference.probe.responsibilities[i][k], 1e-9, `the share of ${k} at ${reference.probe.x[i]}`)));";

async fn the_buttons_take_the_references_steps(browser: &Browser) -> Result<()> {
    open(browser, "").await?;
    let folder = paths::root().join("crates/em/tests/reference");
    let csv = Value::from(fs::read_to_string(folder.join("worked-example.csv"))?);
    // As text: a number that was read and printed again might differ in its last bit.
    let reference = fs::read_to_string(folder.join("worked-example.json"))?;
    let given = format!("const csv = {csv}; const reference = {reference};");
    page(browser, &(given + WALK_THE_REFERENCE)).await?;
    Ok(())
}

async fn a_press_of_e_is_five_calls_deep_at_the_wasm(browser: &Browser) -> Result<()> {
    browser.before_page("Error.stackTraceLimit = 50;").await?;
    let record = "(name, call) => (...given) => {
        if (name === 'lab_halfStep') window.stack = new Error().stack;
        return call(...given);
    }";
    browser.before_page(&with_exports(record)).await?;
    open(browser, "").await?;
    click(browser, middle(browser, "[part=due]").await?).await?;
    let stack = page(browser, "same(lab.snapshot().position, 1, 'pressed'); return stack;").await?;
    let functions =
        stack.as_str().context("lab_halfStep was not called")?.lines().skip(1).collect::<Vec<_>>();
    // The function that records it, the generated method, then the five, then the click's listener.
    ensure!(functions.len() == 2 + 5 + 1, "{functions:#?}");
    Ok(())
}

async fn a_run_takes_one_iteration_a_frame_until_it_is_paused(browser: &Browser) -> Result<()> {
    open(browser, "speed=max&tol=0&max=10000").await?;
    page(
        browser,
        "
        const [events, run] = [heard('em-change'), $('button.run')];
        same(run.textContent, 'Run', 'at rest');
        run.click();
        same(run.textContent, 'Pause', 'running');
        await until(() => lab.snapshot().iteration >= 5);
        run.click();
        same(run.textContent, 'Run', 'paused');
        const { position } = lab.snapshot();
        await frames(10);
        same(lab.snapshot().position, position, 'a paused lab went on');
        same(events.map((snapshot) => snapshot.position), events.map((_, i) => 2 * (i + 1)), 'each change, one iteration');
        same(events.at(-1), { ...lab.snapshot(), cause: 'step' }, 'the last change');

        let passed = 0;
        const began = events.length;
        lab.run();
        while (events.length - began < 5) { await new Promise(requestAnimationFrame); passed += 1; }
        lab.pause();
        claim(events.length - began <= passed + 1, `${events.length - began} changes in ${passed} frames`);",
    )
    .await?;
    Ok(())
}

async fn a_run_goes_no_faster_than_its_speed(browser: &Browser) -> Result<()> {
    open(browser, "speed=10&tol=0&start=0.5,25,8~0.5,30,8").await?;
    page(
        browser,
        "
        const HALF_STEP_MS = 50;
        const began = performance.now();
        lab.run();
        await until(() => lab.snapshot().position >= 11);
        const took = performance.now() - began;
        lab.pause();
        claim(took > 9 * HALF_STEP_MS, `eleven half-steps took ${took} ms`);
        await lab.open('speed=0.5&start=0.5,25,8~0.5,30,8');
        const since = performance.now();
        lab.run();
        await until(() => lab.snapshot().position > 0, 'the first half-step comes at once');
        await frames(12);
        const { position } = lab.snapshot();
        const seconds = (performance.now() - since) / 1000;
        claim(position <= 1 + seconds, `${position} half-steps in ${seconds} seconds, at one a second`);",
    )
    .await?;
    Ok(())
}

async fn a_run_ends_where_em_stops_and_other_actions_pause_it(browser: &Browser) -> Result<()> {
    open(browser, "speed=max&start=kmeans").await?;
    page(
        browser,
        "
        const run = $('button.run');
        lab.run();
        await until(() => run.textContent === 'Run', 'the run ends');
        same(lab.snapshot().status, 'converged', 'its end');
        claim(lab.snapshot().reason.includes('Converged'), lab.snapshot().reason);
        await lab.open('speed=max&max=4');
        lab.run();
        await until(() => run.textContent === 'Run', 'the run ends');
        same([lab.snapshot().status, lab.snapshot().iteration], ['max-iterations', 4], 'its end');

        const pausing = {
            back: () => lab.back(),
            reset: () => lab.reset(),
            step: () => lab.step(1),
            seek: () => lab.seek(2),
            'the half-step that is due': () => $('[part=due]').click(),
            open: () => lab.open('speed=max&tol=0&seed=3'),
            seed: () => write(labelled('Seed of the sample'), '77'),
            k: () => write(labelled('components k'), '3'),
        };
        for (const [name, act] of Object.entries(pausing)) {
            await lab.open('speed=max&tol=0&max=10000');
            lab.run();
            await until(() => lab.snapshot().position >= 4);
            await act();
            await until(() => run.textContent === 'Run', `${name} pauses a run`);
            const position = lab.snapshot().position;
            await frames(3);
            const now = lab.snapshot().position;
            claim(now === position || now === 0, `${name}: ${now} after ${position}`);
        }
        const keeping = {
            bins: () => write(labelled('bins'), '20'),
            theme: () => write(labelled('Theme'), 'dark'),
            tol: () => write(labelled('Tolerance'), '1e-300'),
        };
        await lab.open('speed=max&tol=0&max=10000');
        lab.run();
        for (const [name, act] of Object.entries(keeping)) {
            const { position } = lab.snapshot();
            act();
            await until(() => lab.snapshot().position > position + 4, `the run continues after ${name}`);
            same(run.textContent, 'Pause', name);
        }
        lab.pause();",
    )
    .await?;
    Ok(())
}

async fn back_reset_and_to_convergence_do_what_they_say(browser: &Browser) -> Result<()> {
    open(browser, "").await?;
    page(
        browser,
        "
        const [back, reset, end] = ['One half-step back', 'Reset to the start', 'To convergence'].map(button);
        const asleep = () => [back, reset].map((node) => node.ariaDisabled);
        same(asleep(), ['true', 'true'], 'at the start');
        const start = state();
        back.click();
        reset.click();
        same(state(), start, 'back from the start');
        lab.eStep();
        const shared = lab.snapshot();
        lab.mStep();
        same(asleep(), ['false', 'false'], 'under way');
        back.click();
        same(lab.snapshot(), shared, 'back from M is after E');
        end.click();
        await until(() => lab.snapshot().status === 'converged');
        const { length } = lab.history();
        same(length, lab.snapshot().position + 1, 'a row for each half-step');
        reset.click();
        same([lab.snapshot().position, lab.history().length], [0, length], 'reset keeps the later half-steps');
        await lab.runToConvergence();
        same([lab.snapshot().position, lab.history().length], [length - 1, length], 'the same way again');
        lab.seek(2);
        lab.step(3);
        same([lab.snapshot().position, lab.history().length], [8, length], 'steps among the later half-steps keep them');",
    )
    .await?;
    // A real press of the strong button, by keyboard.
    page(browser, "lab.reset(); $('[part=due]').focus();").await?;
    press(browser, "\u{e007}").await?;
    page(browser, "same(lab.snapshot().position, 1, 'Enter on the strong button');").await?;
    Ok(())
}

async fn the_sentence_says_the_snapshots_numbers_and_is_silent_while_running(
    browser: &Browser,
) -> Result<()> {
    open(browser, "start=0.5,25,8~0.5,30,8").await?;
    page(
        browser,
        "
        const sentence = $('[part=sentence]');
        const whole = (value) => Math.round(value).toLocaleString('en-US');
        for (let i = 0; i < 5; i++) {
            lab.eStep();
            const [a, b] = lab.snapshot().effectiveCounts.map(whole);
            claim(sentence.textContent.includes(`A now holds ${a} points’ worth and B ${b}.`), sentence.textContent);
            const before = lab.snapshot();
            lab.mStep();
            const after = lab.snapshot();
            const moved = after.components.map(({ mean }, k) => Math.abs(mean - before.components[k].mean));
            const k = moved[0] > moved[1] ? 0 : 1;
            const said = /^M step: (.) moved from (.+) to (.+), where its (.+) points have their mean, and its sd became (.+); the log-likelihood rose by (.+) per point/.exec(sentence.textContent);
            claim(said, sentence.textContent);
            same(said[1], 'AB'[k], 'the one that moved farthest');
            near(Number(said[2]), before.components[k].mean, 0.051, 'from');
            near(Number(said[3]), after.components[k].mean, 0.051, 'to');
            same(said[4], whole(after.effectiveCounts[k]), 'its points');
            near(Number(said[5]), after.components[k].sd, 0.051, 'its sd');
            const rose = after.objective - before.objective;
            near(Number(said[6]), rose, 0.006 * rose, 'the gain');
        }
        same(sentence.ariaLive, 'polite', 'at rest');
        await lab.open('speed=max&tol=0&max=10000');
        lab.run();
        await until(() => lab.snapshot().position > 4);
        same(sentence.ariaLive, 'off', 'running');
        lab.pause();
        same(sentence.ariaLive, 'polite', 'paused');",
    )
    .await?;
    Ok(())
}

async fn the_formulas_hold_the_numbers_of_the_last_half_step(browser: &Browser) -> Result<()> {
    open(browser, "start=0.5,25,8~0.5,30,8").await?;
    page(
        browser,
        "
        const formulas = $('[part=formulas]');
        formulas.open = true;
        await until(() => formulas.querySelector('math'));
        const said = () => [...formulas.querySelectorAll('math')].map((math) => math.textContent.replaceAll(/\\s/g, ''));
        lab.eStep();
        const counts = lab.snapshot().effectiveCounts;
        counts.forEach((count, k) =>
            claim(said().some((line) => line.endsWith(`=${Math.round(count).toLocaleString('en-US')}`)), `N_${k}: ${said()}`));
        lab.mStep();
        lab.snapshot().components.forEach(({ weight, mean, sd }) => {
            for (const text of [weight.toFixed(3), mean.toFixed(3), sd.toFixed(3)])
                claim(said().some((line) => line.endsWith(`=${text}`)), `${text}: ${said()}`);
        });",
    )
    .await?;
    Ok(())
}

async fn the_formulas_under_a_prior_name_its_constants_and_their_answers_are_in_sight(
    browser: &Browser,
) -> Result<()> {
    for width in [1440, 390] {
        browser.set_screen(Screen { width, still: true, ..Screen::default() }).await?;
        browser.open("index.html#data=galaxy-velocities&k=3&start=kmeans&prior=conjugate&step=8").await?;
        page(
            browser,
            "
            const formulas = $('[part=formulas]');
            formulas.open = true;
            await until(() => formulas.querySelector('math'));
            const lines = [...formulas.querySelectorAll('p')];
            const { right } = formulas.getBoundingClientRect();
            for (const line of lines) {
                const answer = [...line.querySelectorAll('math')].at(-1).getBoundingClientRect();
                claim(answer.right <= right, `${line.textContent} ends at ${answer.right} of ${right}`);
            }
            const believed = lines.at(-1).textContent.replaceAll(/\\s/g, '');
            for (const constant of ['κ=0.01', 'μ0=20,831', 'ν=3', 'ς=2,318,651'])
                claim(believed.includes(constant), `${constant}: ${believed}`);",
        )
        .await?;
    }
    Ok(())
}
