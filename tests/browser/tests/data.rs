//! The form: what each control changes, and what a change does to the rest of the state.

use anyhow::Result;
use browser_tests::{Browser, Test, tests};

use crate::support::{open, page};

pub const TESTS: &[Test] = tests![
    changing_a_process_draws_new_points needs OneEngine,
    processes_are_added_and_removed needs OneEngine,
    what_changes_data_or_fit_starts_em_again needs OneEngine,
    what_changes_the_stop_keeps_the_position needs OneEngine,
    what_changes_the_display_alone_changes_no_number needs OneEngine,
    a_refusal_is_shown_beside_its_control needs OneEngine,
    numbers_are_read_as_people_write_them needs OneEngine,
    data_far_from_a_start_by_hand_replace_it_by_the_named_one needs OneEngine,
    changing_k_under_a_start_by_hand_goes_back_to_the_named_one_and_says_so needs OneEngine,
    a_number_written_into_the_table_is_a_start_by_hand needs OneEngine,
    the_truth_is_shown_beside_the_estimate_it_matches needs OneEngine,
    the_table_has_commas_between_thousands_and_digits_for_narrow_sds needs OneEngine,
];

async fn changing_a_process_draws_new_points(browser: &Browser) -> Result<()> {
    open(browser, "step=4&reveal=1").await?;
    page(
        browser,
        "
        const quartiles = async () => { await lab.open(`${lab.scenario.replace(/&?step=[0-9]+/, '')}&k=4&start=quantiles`); return means(); };
        write(labelled('mean of process 2'), '50.5');
        await until(() => lab.scenario.startsWith('truth=20,5,3000~50.5,5,7000'));
        let now = lab.snapshot();
        same([now.position, lab.history().length, now.truth[1].mean], [0, 1, 50.5], 'another mean');
        await lab.runToConvergence();
        near(Math.max(...means()), 50.5, 0.3, 'the new points lie there');
        write(labelled('sd of process 2'), '0.5');
        await until(() => lab.scenario.startsWith('truth=20,5,3000~50.5,0.5,7000'));
        write(labelled('count of process 1'), '9000');
        await until(() => lab.snapshot().n === 16000);
        same(lab.snapshot().truth[0].weight, 9 / 16, 'its weight');
        const [before] = await quartiles();
        write(labelled('Seed of the sample'), '2');
        await until(() => lab.scenario.includes('seed=2'));
        const [after] = means();
        claim(before !== after && Math.abs(before - after) < 1, `another seed: ${before}, ${after}`);
        const { scenario } = lab;
        button('New sample').click();
        await until(() => lab.scenario !== scenario);
        claim(means()[0] !== after && lab.snapshot().n === 16000, 'a new sample');",
    )
    .await?;
    Ok(())
}

async fn processes_are_added_and_removed(browser: &Browser) -> Result<()> {
    open(browser, "reveal=1").await?;
    page(
        browser,
        "
        const add = button('Add a process');
        for (let count = 3; count <= 8; count++) {
            add.click();
            await until(() => lab.snapshot().truth.length === count);
            same($$('table.entry tbody tr:has([aria-label^=Remove])').length, count, 'rows');
        }
        claim(add.disabled, 'eight are the most');
        button('Remove process 1').click();
        await until(() => lab.snapshot().truth.length === 7);
        same(lab.snapshot().truth[0].mean, 40, 'the first is gone');
        for (let count = 6; count >= 1; count--) {
            button('Remove process 2').click();
            await until(() => lab.snapshot().truth.length === count);
        }
        claim(!seen(button('Remove process 1')), 'the last one stays');
        same(lab.scenario, 'truth=40,5,7000&reveal=1', 'what is left');",
    )
    .await?;
    Ok(())
}

/// After five half-steps and one step back; every control can be used.
const UNDER_WAY: &str = "
    const underWay = async (scenario = '') => { await lab.open(scenario); for (let i = 0; i < 6; i++) $('[part=due]').click(); lab.back(); };
    const value = (name) => new URLSearchParams(lab.scenario).get(name);
";

async fn what_changes_data_or_fit_starts_em_again(browser: &Browser) -> Result<()> {
    open(browser, "").await?;
    let script = "
        const changes = [
            ['data', 'old-faithful-waiting', () => pick('data-source', 'real')],
            ['truth', '20,5,3000~44,5,7000', () => write(labelled('mean of process 2'), '44')],
            ['seed', '2', () => write(labelled('Seed of the sample'), '2')],
            ['k', '5', () => write(labelled('components k'), '5')],
            ['start', 'kmeans', () => write(labelled('start'), 'kmeans')],
            ['start-seed', '9', () => write(labelled('Seed of the start'), '9')],
            ['assignment', 'hard', () => pick('assignment', 'hard')],
            ['vary', 'means', () => pick('vary', 'means')],
            ['prior', 'conjugate', () => pick('prior', 'conjugate')],
            ['floor', '0.1', () => write(labelled('Floor of the sd'), '0.1')],
            ['data', 'own', () => giveNumbers('1 2 3 4 9')],
        ];
        for (const [name, word, act] of changes) {
            await underWay();
            same([lab.snapshot().position, lab.history().length], [5, 7], 'under way');
            const events = heard('em-change');
            act();
            await until(() => value(name) === word, `${name}=${word}`);
            same([lab.snapshot().position, lab.history().length, events.length], [0, 1, 1], name);
            const rest = lab.scenario.split('&').filter((part) => !/^(data|values)=/.test(part) && !part.startsWith(`${name}=`));
            same(rest, [], `${name} alone has changed`);
        }
        await underWay();
        button('New start').click();
        await until(() => value('start-seed') !== null, 'a new start');
        await underWay('data=galaxy-velocities&k=4');
        write(labelled('Data set'), 'windsor-house-prices');
        await until(() => lab.snapshot().n === 546);
        same([lab.snapshot().position, lab.snapshot().k], [0, 4], 'other real data');";
    page(browser, &format!("{UNDER_WAY}{script}")).await?;
    Ok(())
}

async fn what_changes_the_stop_keeps_the_position(browser: &Browser) -> Result<()> {
    open(browser, "").await?;
    let script = "
        await underWay();
        const before = lab.snapshot();
        write(labelled('Most iterations'), '2');
        await until(() => lab.snapshot().status === 'max-iterations');
        same([lab.snapshot().position, lab.history().length], [5, 7], 'max');
        same(lab.snapshot().components, before.components, 'max');
        write(labelled('Most iterations'), '500');
        await until(() => lab.snapshot().status === 'running');
        write(labelled('Tolerance'), '1000');
        await until(() => lab.snapshot().status === 'converged');
        same([lab.snapshot().position, lab.history().length, value('tol')], [5, 7, '1000'], 'tol');";
    page(browser, &format!("{UNDER_WAY}{script}")).await?;
    Ok(())
}

async fn what_changes_the_display_alone_changes_no_number(browser: &Browser) -> Result<()> {
    open(browser, "").await?;
    let script = "
        const looks = [
            ['bins', '20', () => write(labelled('bins'), '20')],
            ['reveal', '1', () => button('Reveal the truth').click()],
            ['speed', '10', () => write(labelled('Speed'), '10')],
            ['theme', 'dark', () => write(labelled('Theme'), 'dark')],
        ];
        for (const [name, word, act] of looks) {
            await underWay();
            const before = JSON.stringify([lab.snapshot(), lab.history()]);
            const events = heard('em-change');
            act();
            await until(() => value(name) === word, `${name}=${word}`);
            same(JSON.stringify([lab.snapshot(), lab.history()]), before, name);
            same([events.map(({ cause }) => cause), lab.scenario], [['setting'], name === 'bins' ? 'bins=20&step=5' : `step=5&${name}=${word}`], name);
        }";
    page(browser, &format!("{UNDER_WAY}{script}")).await?;
    Ok(())
}

async fn a_refusal_is_shown_beside_its_control(browser: &Browser) -> Result<()> {
    open(browser, "step=3").await?;
    page(
        browser,
        "
        const wrong = [
            ['sd of process 1', '-2', 'Expected an sd above 0, from 1e-60 to 1e60 in process 1, not -2'],
            ['mean of process 1', 'abc', 'Mean of process 1: expected a number, not “abc”'],
            ['mean of process 1', '', 'Mean of process 1: expected a number, and the field is empty'],
            ['sd of process 2', '5,3,1', 'Sd of process 2: expected a number, not “5,3,1”'],
            ['count of process 2', '0', 'Expected a whole count from 1 to 10000000 in process 2, not 0'],
            ['count of process 2', '99999999', 'Expected a whole count from 1 to 10000000 in process 2, not 99999999'],
            ['Seed of the sample', '1.5', 'Seed of the sample: expected a whole number from 0 to 4294967295, not 1.5'],
            ['Seed of the start', '-1', 'Seed of the start: expected a whole number from 0 to 4294967295, not -1'],
            ['Tolerance', 'x', 'Stop when an iteration gains less than: expected a number, not “x”'],
            ['Tolerance', '-1', 'Stop when an iteration gains less than: expected a number from 0 to 1e60, not -1'],
            ['Most iterations', '0', 'Most iterations: expected a whole number from 1 to 10000, not 0'],
            ['Floor of the sd', '2', 'Least sd: expected a number from 0 to 1, not 2'],
            ['mean of component A', 'here', 'Mean of component A: expected a number, not “here”'],
            ['mean of component A', '1e308', 'Expected a mean from -1e60 to 1e60 for component A, not 1e308'],
            ['sd of component B', '0', 'Expected an sd above 0, from 1e-60 to 1e60 for component B, not 0'],
            ['weight of component A', '1.5', 'Expected a weight above 0 and below 1 for component A, not 1.5'],
            ['weight of component A', 'NaN', 'Weight of component A: expected a number, not “NaN”'],
        ];
        const before = state();
        for (const [name, text, words] of wrong) {
            const errors = heard('em-error');
            const field = labelled(name);
            write(field, text);
            await until(() => errors.length > 0, `${name}: ${text}`);
            const beside = [...field.closest('section').querySelectorAll('[role=alert]')].map((node) => node.hidden ? '' : node.textContent);
            claim(beside.some((sentence) => sentence.includes(words)), `${name}: ${text}: it says ${beside}`);
            claim(errors[0].message.includes(words), errors[0].message);
            same([field.ariaInvalid, field.value], ['true', text], `${name} keeps what was typed`);
            same(state(), before, `${name}: ${text}`);
            field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
            same(field.ariaInvalid, null, `${name}: Escape restores the value`);
        }
        write(labelled('mean of process 1'), '21');
        await until(() => lab.snapshot().truth[0].mean === 21, 'and then a right value is accepted');
        claim($$('[role=alert]').every((node) => node.closest('[aria-label=Data]') === null || node.hidden), 'the refusal is gone');",
    )
    .await?;
    Ok(())
}

async fn changing_k_under_a_start_by_hand_goes_back_to_the_named_one_and_says_so(
    browser: &Browser,
) -> Result<()> {
    open(browser, "start=kmeans").await?;
    page(
        browser,
        "
        write(labelled('mean of component A'), '12.5');
        await until(() => lab.scenario.startsWith('start=0.'));
        same(labelled('start').value, 'by hand', 'the form');
        write(labelled('components k'), '4');
        await until(() => lab.snapshot().k === 4);
        same(lab.scenario, 'k=4&start=kmeans', 'the scenario');
        claim($('[role=status]').textContent.includes('The start went back to k-means clusters, because k changed.'), 'it says so');
        same([...labelled('start').options].map(({ value }) => value).includes('by hand'), false, 'the form');",
    )
    .await?;
    Ok(())
}

async fn a_number_written_into_the_table_is_a_start_by_hand(browser: &Browser) -> Result<()> {
    open(browser, "start=0.5,10,5~0.3,20,5~0.2,40,5&step=3").await?;
    page(
        browser,
        "
        const before = state();
        const undo = $('[part=undo]');
        claim(undo.classList.contains('away'), 'nothing to undo');
        const { components } = lab.snapshot();
        write(labelled('mean of component C'), '33');
        same([lab.snapshot().position, lab.history().length, lab.snapshot().components[2].mean], [0, 1, 33], 'a mean');
        same(lab.snapshot().components[0], components[0], 'the others stay');
        write(labelled('sd of component A'), '2.25');
        write(labelled('weight of component A'), '0.75');
        const weights = lab.snapshot().components.map(({ weight }) => weight);
        near(weights[0], 0.75, 1e-12, 'the weight');
        near(weights[1] / weights[2], components[1].weight / components[2].weight, 1e-9, 'the others keep their proportion');
        near(weights.reduce((a, b) => a + b), 1, 1e-12, 'the sum');
        claim(lab.scenario.includes('start=0.75,'), lab.scenario);
        claim(!undo.classList.contains('away'), 'something to undo');
        undo.click();
        same(state(), before, 'one undo brings back what was');
        claim(undo.classList.contains('away'), 'nothing to undo');",
    )
    .await?;
    Ok(())
}

async fn the_truth_is_shown_beside_the_estimate_it_matches(browser: &Browser) -> Result<()> {
    open(browser, "start=0.5,42,5~0.5,18,5&reveal=1").await?;
    page(
        browser,
        "
        const truths = () => $$('tr.truth').filter(seen).length;
        same(truths(), 2, 'near enough to be compared');
        await lab.open('truth=10,3,2000~20,3,2000~40,3,4000&k=3&start-seed=8&step=478&reveal=1');
        claim($('.numbers').textContent.includes('Without a curve of its own: process 1 (at 10.00), 2 (at 20.00)'), $('.numbers').textContent);
        claim(!$$('tr.truth').filter(seen).some((row) => /process [12]/.test(row.textContent)), 'on the wrong hill no error of twenty units');
        await lab.open('start=0.5,42,5~0.5,18,5&reveal=1');
        await lab.runToConvergence();
        const rows = $$('.numbers tbody tr').filter(seen).map((row) => row.textContent);
        same(rows.length, 4, rows);
        claim(rows[1].includes('40.00') && rows[1].includes('7,000') && rows[3].includes('20.00'), rows);
        $('#tab-labels').click();
        claim($('.labels').textContent.includes('98.1'), $('.labels').textContent);
        const { accuracy, confusion } = lab.snapshot().labels;
        near(accuracy, (confusion[0][1] + confusion[1][0]) / 10000, 1e-12, 'the matching is the best one');
        button('Hide the truth').click();
        await until(() => !seen($('.labels')));
        same($$('.numbers tbody tr').filter(seen).length, 2, 'hidden');
        claim(!seen(labelled('mean of process 1')), 'its processes are hidden too');
        button('Reveal the truth').click();
        await until(() => seen($('#tab-labels')));",
    )
    .await?;
    Ok(())
}

async fn numbers_are_read_as_people_write_them(browser: &Browser) -> Result<()> {
    open(browser, "").await?;
    page(
        browser,
        "
        for (const [name, text, scenario] of [
            ['mean of process 1', '−2,5', 'truth=-2.5,5,3000~40,5,7000'],
            ['count of process 1', '4 000', 'truth=-2.5,5,4000~40,5,7000'],
            ['count of process 2', '6,000', 'truth=-2.5,5,4000~40,5,6000'],
            ['sd of process 2', '1.234,5', 'truth=-2.5,5,4000~40,1234.5,6000'],
            ['Tolerance', '1e−5', 'truth=-2.5,5,4000~40,1234.5,6000&tol=1e-5'],
            ['mean of component A', '−7,25', 'truth=-2.5,5,4000~40,1234.5,6000&start=0.5,-7.25,'],
        ]) {
            write(labelled(name), text);
            await until(() => lab.scenario.startsWith(scenario), `${name}: ${text}: ${lab.scenario}`);
        }
        write(labelled('weight of component A'), '0.8');
        claim(lab.snapshot().components[1].weight === 0.2, `no dust: ${lab.scenario}`);
        $('#tab-restarts').click();
        write(labelled('How many starts'), 'abc');
        button('Run the starts').click();
        const said = () => $$('.restarts [role=alert]').filter(seen).map((node) => node.textContent).join();
        await until(() => said() !== '');
        same(said(), 'How many starts: expected a number, not “abc”', 'no count');
        write(labelled('How many starts'), '1,5');
        button('Run the starts').click();
        same(said(), 'How many starts: expected a whole number from 1 on, not 1,5', 'half a start');",
    )
    .await?;
    Ok(())
}

async fn data_far_from_a_start_by_hand_replace_it_by_the_named_one(browser: &Browser) -> Result<()> {
    open(browser, "start=kmeans").await?;
    page(
        browser,
        "
        write(labelled('mean of component A'), '12.5');
        write(labelled('Seed of the sample'), '2');
        await until(() => lab.scenario.includes('seed=2'));
        same(labelled('start').value, 'by hand', 'near data keep it');
        pick('data-source', 'real');
        await until(() => lab.scenario.startsWith('data=old-faithful-waiting'));
        same(labelled('start').value, 'by hand', 'minutes from 43 to 96, widened by 53: 12.5 is near');
        await lab.load([1000, 1001, 1003, 1009]);
        same([lab.scenario, labelled('start').value], ['data=own&seed=2&values=1000,1001,1003,1009&start=kmeans', 'kmeans'], 'far data do not');
        claim($('[role=status]').textContent.includes('The start went back to k-means clusters: the means set by hand lie far from the new data.'), 'and it says so');
        await lab.open('data=own&values=1,2,3&start=0.5,70,5~0.5,90,5');
        same(labelled('start').value, 'by hand', 'a link says both');",
    )
    .await?;
    Ok(())
}

async fn the_table_has_commas_between_thousands_and_digits_for_narrow_sds(browser: &Browser) -> Result<()> {
    open(browser, "data=galaxy-velocities&k=5&start=random&start-seed=1&step=40").await?;
    page(
        browser,
        "
        const [a, , , d] = lab.snapshot().components;
        const read = (parameter, letter) => labelled(`${parameter} of component ${letter}`).value;
        same([read('mean', 'A'), read('mean', 'D')], [Math.round(a.mean), 34279].map((mean) => mean.toLocaleString('en-US')), 'means');
        same([read('sd', 'A'), read('sd', 'D')], [Math.round(a.sd).toLocaleString('en-US'), d.sd.toFixed(2)], 'sds');
        // A value in the form in which it is shown can be typed.
        write(labelled('mean of component D'), read('mean', 'A'));
        await until(() => means()[3] === Math.round(a.mean), 'commas and all');
        // The truth is written as the estimates are, however large.
        await lab.open('truth=1e59,1,100~-1e59,1,100&start=0.5,-1e59,1~0.5,1e59,1&reveal=1');
        same($$('tr.truth td:nth-child(3)').map((cell) => cell.textContent), ['-1.00e+59', '1.00e+59'], 'far out');",
    )
    .await?;
    Ok(())
}
