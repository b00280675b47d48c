//! What a page may call: wrong calls, events, and an element that is inserted, removed, inserted again.

use anyhow::Result;
use browser_tests::{Browser, Test, tests};

use crate::support::{open, open_lesson, page};

pub const TESTS: &[Test] = tests![
    wrong_calls_are_refused_in_a_sentence_and_change_nothing needs OneEngine,
    before_it_is_ready_a_lab_says_so needs OneEngine,
    every_change_sends_one_event_with_its_snapshot needs OneEngine,
    a_scenario_is_set_by_attribute_or_property_early_or_late,
    a_lab_removed_and_inserted_again_works_as_before,
    two_labs_on_a_page_are_independent needs OneEngine,
    the_api_is_enough_to_follow_a_whole_run needs OneEngine,
];

async fn wrong_calls_are_refused_in_a_sentence_and_change_nothing(browser: &Browser) -> Result<()> {
    open(browser, "k=3&step=4").await?;
    page(
        browser,
        "
        const CSV = 'x,who\\n1,a\\n2,b\\n';
        const wrong = [
            [() => lab.open('k=0'), 'k=0: expected a whole number from 1 to 8'],
            [() => lab.open('k=abc'), 'k=abc: expected a whole number from 1 to 8'],
            [() => lab.open('k=9'), 'k=9: expected a whole number from 1 to 8'],
            [() => lab.open('truth=1,-2,3'), 'truth=1,-2,3: expected an sd above 0'],
            [() => lab.open('truth=1,2,0'), 'truth=1,2,0: expected a whole count from 1 to 10000000'],
            [() => lab.open('truth=1,2,10000001'), 'truth=1,2,10000001: expected'],
            [() => lab.open('truth=1,2,6000000~3,4,5000000'), '10000000'],
            [() => lab.open('truth=1,2,3~'), 'truth=1,2,3~: expected mean,sd,count'],
            [() => lab.open('seed=-1'), 'seed=-1: expected a whole number from 0 to 4294967295'],
            [() => lab.open('start=k-means'), 'start=k-means: expected one of random-from-data'],
            [() => lab.open('start=0.5,1,2~0.3,3,4'), 'expected weights that sum to 1, not 0.8'],
            [() => lab.open('data=own&values=1,NaN'), 'values=1,NaN: expected comma-separated numbers'],
            [() => lab.open('nonsense=1'), 'nonsense=1: expected one of the names data, dim, family, trials, truth'],
            [() => lab.open('k=3&k=4'), 'k=4: expected k only once'],
            [() => lab.open(undefined), 'undefined=: expected one of the names'],
            [() => { lab.scenario = 'speed=31'; }, 'speed=31: expected a number from 0.125 to 30, or max'],
            [() => { lab.scenario = 'hide=everything'; }, 'hide=everything: expected'],
            [() => lab.mStep(), 'the M step is not due: take the E step first'],
            [() => lab.step(0), 'step(0): expected a whole number from 1 on'],
            [() => lab.seek(99), 'half-step 99 has not been taken'],
            [() => lab.seek(-1), 'seek(-1): expected a whole number from 0 on'],
            [() => lab.responsibilities([1, NaN]), 'NaN is no place on the axis'],
            [() => lab.responsibilities([Infinity]), 'is no place on the axis'],
            [() => lab.responsibilities(['1']), 'every x must be a number from -1e60 to 1e60'],
            [() => lab.responsibilities([1e61]), 'is no place on the axis'],
            [() => lab.responsibilities(7), 'responsibilities: expected an array of numbers, but was given a number'],
            [() => lab.load([1, NaN, 3]), 'NaN'],
            [() => lab.load([1, 2, Infinity]), 'finite'],
            [() => lab.load([1, '2']), 'NaN'],
            [() => lab.load([1, 1e61]), '1e60'],
            [() => lab.load([]), 'there are no'],
            [() => lab.load([5, 5, 5]), 'all 3 values equal 5'],
            [() => lab.load([1, 2]), 'k = 3 needs at least 3 different values, but there are 2'],
            [() => lab.load(null), 'load: expected an array of numbers, but was given null'],
            [() => lab.load([1, 2, 3], { labels: ['a'] }), 'label'],
            [() => lab.load([1, 2, 3], { labels: 'who' }), 'is an array with a label for each'],
            [() => lab.load(CSV, { labels: ['a', 'b'] }), 'is the name of the column that holds them'],
            [() => lab.load(''), 'there are no numbers in the text'],
            [() => lab.load('x\\n1\\ntwo\\n'), 'there is one value only, 1: EM needs at least two different ones; line 3 holds “two” where a number was expected'],
            [() => lab.load(CSV, { column: 'y' }), 'there is no column named y: the columns are x, who'],
            [() => lab.load(CSV, { column: 'x', labels: 'whom' }), 'there is no column named whom'],
        ];
        const before = state();
        const missing = [];
        for (const [act, words] of wrong) {
            const { message } = await failure(act);
            if (!message.includes(words)) missing.push(`${act}: ${message}`);
            claim(/ /.test(message) && message.length < 500, `no sentence: ${message}`);
            same(state(), before, `after ${act}`);
        }
        claim(missing.length === 0, missing.join('; '));
        lab.eStep();
        const { message } = await failure(() => lab.eStep());
        same(message, 'the E step is not due: take the M step first', 'E twice');
        lab.step();
        same(lab.snapshot().position, 6, 'the lab lives');",
    )
    .await?;
    Ok(())
}

async fn before_it_is_ready_a_lab_says_so(browser: &Browser) -> Result<()> {
    open(browser, "").await?;
    page(
        browser,
        "
        const young = document.createElement('em-mixture');
        for (const act of [() => young.snapshot(), () => young.history(), () => young.step(), () => young.run(),
            () => young.pause(), () => young.responsibilities([1])]) {
            const { message } = await failure(act);
            claim(message.includes('await its `ready` first'), `${act}: ${message}`);
        }
        document.body.append(young);
        const early = young.open('k=4'); // what returns a promise may be called at once
        await young.ready;
        const canvas = $('[part=picture]', young);
        claim(canvas.width > 300, 'ready before the first picture is drawn');
        await early;
        same(young.snapshot().k, 4, 'asked for early');",
    )
    .await?;
    Ok(())
}

async fn every_change_sends_one_event_with_its_snapshot(browser: &Browser) -> Result<()> {
    open(browser, "").await?;
    page(
        browser,
        "
        const [events, errors] = [heard('em-change'), heard('em-error')];
        const outside = [];
        document.addEventListener('em-change', (event) => outside.push(event.target));
        const steps = [
            () => lab.eStep(), () => lab.mStep(), () => lab.step(3), () => lab.back(), () => lab.seek(2), () => lab.reset(),
            () => lab.runToConvergence(), () => $('[part=due]').click(),
        ];
        const changes = [
            ...steps.map((act) => [act, { cause: 'step' }]),
            [() => write(labelled('mean of component A'), '7'), { cause: 'setting' }],
            [() => write(labelled('Theme'), 'dark'), { cause: 'setting' }],
            [() => button('Reveal the truth').click(), { cause: 'setting' }],
            [() => lab.open('k=3'), { cause: 'scenario' }],
            [() => $('#tab-landscape').click(), { cause: 'tab' }],
            [() => lab.judge('hidden-groups', 'left'), { cause: 'task', task: { id: 'hidden-groups', rating: 'right' } }],
            [() => lab.load([1, 2, 3, 4, 7]), { cause: 'scenario' }],
        ];
        for (const [act, said] of changes) {
            const before = events.length;
            await act();
            same(events.length, before + 1, `events of ${act}`);
            same(events.at(-1), { ...lab.snapshot(), ...said }, `${act}`);
        }
        claim(outside.length === events.length && outside.every((target) => target === lab), 'it bubbles');
        const before = events.length;
        for (const act of [() => lab.snapshot(), () => lab.history(), () => lab.responsibilities([1]), () => lab.pause()]) act();
        await lab.restarts(2);
        await frames(3);
        await failure(() => lab.open('k=0'));
        same(events.length, before, 'what changes nothing sends no event');
        same(errors, [], 'errors');
        write(labelled('components k'), '7');
        await until(() => errors.length > 0, 'an em-error');
        claim(errors[0].message.includes('k = 7 needs at least 7 different values'), errors[0].message);",
    )
    .await?;
    Ok(())
}

async fn a_scenario_is_set_by_attribute_or_property_early_or_late(browser: &Browser) -> Result<()> {
    open_lesson(browser, "").await?;
    page(
        browser,
        "
        document.querySelector('.page').insertAdjacentHTML('beforeend', `<em-mixture scenario='k=4&amp;nonsense=1&amp;step=2'></em-mixture>`);
        const other = document.querySelector('em-mixture:not([linked])');
        const errors = heard('em-error', other);
        await other.ready;
        same(other.scenario, 'k=4&step=2', 'by its attribute');
        claim($('[role=status]', other).textContent.includes('nonsense=1: expected one of the names'), 'its mistake is shown');
        other.setAttribute('scenario', 'k=5');
        await until(() => other.snapshot().k === 5, 'by its attribute, later');
        other.scenario = 'k=6&seed=9';
        await until(() => other.snapshot().k === 6, 'by its property');
        same(other.scenario, 'seed=9&k=6', 'the canonical string');
        const { message } = await failure(() => { other.scenario = 'k=0'; });
        claim(message.includes('k=0'), message);
        same(other.scenario, 'seed=9&k=6', 'a malformed one changes nothing');
        // A framework that renders again writes the same value again, or one that it has read.
        other.step(2);
        other.back();
        const worked = state(other);
        const events = heard('em-change', other);
        for (const again of ['k=6&seed=9', other.scenario]) other.scenario = again;
        other.setAttribute('scenario', 'k=5');
        await frames(4);
        same([state(other), events.length], [worked, 0], 'the same value again changes nothing');
        await failure(() => { other.scenario = 'k=0'; });
        await other.open('k=6&seed=9');
        same(other.snapshot().position, 0, 'open() opens it again');
        other.scenario = 'k=2';
        await until(() => other.snapshot().k === 2, 'another one is opened');
        other.setAttribute('scenario', 'k=4');
        await until(() => other.snapshot().k === 4, 'by its attribute, too');
        const third = document.createElement('em-mixture');
        third.scenario = 'k=3';
        document.body.append(third);
        await third.ready;
        await until(() => third.snapshot().k === 3, 'set before it stood in the page');
        same(location.hash, '', 'a lab that is not linked leaves the address alone');",
    )
    .await?;
    Ok(())
}

async fn a_lab_removed_and_inserted_again_works_as_before(browser: &Browser) -> Result<()> {
    open(browser, "k=3&step=5").await?;
    page(
        browser,
        "
        const place = lab.parentNode;
        lab.run();
        await until(() => lab.snapshot().position > 5);
        lab.remove();
        const taken = state();
        await frames(5);
        same([state(), $('button.run').textContent], [taken, 'Run'], 'out of the page it does not run');
        lab.seek(5);
        place.append(lab);
        await lab.ready;
        same(lab.snapshot().position, 5, 'it is the same lab');
        await frames(3);
        const before_step = drawn();
        lab.step(2);
        await until(() => drawn().some((value, i) => value !== before_step[i]), 'it draws again');
        same(lab.snapshot().position, 8, 'with M due, two steps make three half-steps');

        const young = document.createElement('em-mixture');
        document.body.append(young);
        young.remove();
        document.body.prepend(young);
        await young.ready;
        same(young.snapshot().position, 0, 'taken out while it loaded');
        const interrupted = failure(() => young.open('truth=20,5,400000~40,5,600000'));
        await frames(1);
        young.remove();
        same((await interrupted).name, 'AbortError', 'taken out during long work');
        same(young.snapshot().n, 10000, 'taken out during long work');",
    )
    .await?;
    Ok(())
}

async fn two_labs_on_a_page_are_independent(browser: &Browser) -> Result<()> {
    open(browser, "k=3").await?;
    page(
        browser,
        "
        const other = document.createElement('em-mixture');
        other.setAttribute('scenario', 'k=2&seed=5&theme=dark');
        document.body.append(other);
        await other.ready;
        const before = state();
        const events = heard('em-change');
        other.step(3);
        await other.open('data=galaxy-velocities&k=4&theme=dark');
        other.run();
        await until(() => other.snapshot().position > 1, 'the other runs');
        same(events.length, 0, 'the first gets no event');
        same(state(), before, 'the first stays as it was');
        const theirs = state(other);
        other.pause();
        lab.step(2);
        same([lab.dataset.theme, other.dataset.theme], ['light', 'dark'], 'themes');
        await failure(() => lab.open('k=0'));
        claim(JSON.parse(theirs)[0].k === 4 && other.snapshot().k === 4 && lab.snapshot().k === 3, 'each its own');",
    )
    .await?;
    Ok(())
}

async fn the_api_is_enough_to_follow_a_whole_run(browser: &Browser) -> Result<()> {
    open(browser, "start=0.5,25,8~0.5,30,8").await?;
    page(
        browser,
        "
        const { length } = Object.keys(lab.snapshot());
        for (const name of ['n', 'k', 'iteration', 'position', 'next', 'status', 'reason', 'onFloor', 'components',
            'effectiveCounts', 'logLikelihood', 'meanLogLikelihood', 'objective', 'lowerBound', 'aic', 'bic', 'truth',
            'labels', 'dataInLink', 'dim', 'family', 'trials']) claim(name in lab.snapshot(), name);
        const start = lab.snapshot();
        same([start.position, start.next, start.effectiveCounts, start.lowerBound], [0, 'E', null, null], 'the start');
        same(start.truth, [{ weight: 0.3, mean: 20, sd: 5, count: 3000 }, { weight: 0.7, mean: 40, sd: 5, count: 7000 }], 'the truth');
        lab.eStep();
        const shared = lab.snapshot();
        same([shared.position, shared.iteration, shared.next], [1, 0, 'M'], 'after E');
        near(shared.lowerBound, shared.objective, 1e-12, 'the bound after E');
        near(shared.effectiveCounts[0] + shared.effectiveCounts[1], 10000, 1e-6, 'the counts');
        lab.mStep();
        const moved = lab.snapshot();
        same([moved.position, moved.iteration, moved.next], [2, 1, 'E'], 'after M');
        claim(moved.objective > moved.lowerBound && moved.lowerBound > shared.lowerBound, 'the bound after M');
        near(moved.logLikelihood / moved.n, moved.meanLogLikelihood, 1e-12, 'per point');
        const rows = lab.history();
        same(rows.map(({ position }) => position), [0, 1, 2], 'the history');
        same([rows[2].components, rows[2].objective, rows[2].lowerBound], [moved.components, moved.objective, moved.lowerBound], 'its last row');
        lab.responsibilities([15, 30, 45]).forEach((shares) => near(shares[0] + shares[1], 1, 1e-12, 'the shares at an x'));
        same(lab.responsibilities([]), [], 'of no x');",
    )
    .await?;
    Ok(())
}
