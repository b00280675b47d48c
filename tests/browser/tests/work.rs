//! Long work: it runs in slices, reports its progress, can be cancelled, and loads own data.

use anyhow::Result;
use browser_tests::{Browser, Test, tests};

use crate::support::{open, page};

pub const TESTS: &[Test] = tests![
    long_work_reports_progress_and_the_page_responds needs OneEngine,
    long_work_blocks_the_page_for_a_second_at_most_and_a_small_part_of_it,
    cancelled_work_rejects_with_an_abort_error_and_changes_nothing needs OneEngine,
    newer_work_takes_the_place_of_older needs OneEngine,
    own_data_are_numbers_or_csv_with_labels_and_keep_the_settings needs OneEngine,
];

async fn long_work_reports_progress_and_the_page_responds(browser: &Browser) -> Result<()> {
    open(browser, "").await?;
    page(
        browser,
        "
        const progress = [];
        const bar = $('progress');
        const bars = new Set();
        let busy = true;
        const watch = () => {
            if (seen(bar)) bars.add(bar.value);
            if (busy) requestAnimationFrame(watch);
        };
        requestAnimationFrame(watch);
        await lab.open('truth=20,5,1200000~40,5,1800000', { onProgress: (part) => progress.push(part) });
        busy = false;
        same(lab.snapshot().n, 3_000_000, 'the points');
        claim(progress.at(-1) === 1, `reported ${progress}`);
        claim(progress.every((part, i) => part >= 0 && part <= 1 && part >= (progress[i - 1] ?? 0)), `not rising: ${progress}`);
        // A page that is blocked shows no frame with the bar in between.
        claim([...bars].filter((value) => value > 0 && value < 1).length > 1, `frames saw the bar at ${[...bars]}`);
        claim(!seen(bar), 'the bar goes');
        const ends = [];
        await lab.runToConvergence({ onProgress: (part) => ends.push(part) });
        same([ends.at(-1), lab.snapshot().status], [1, 'converged'], 'to convergence');",
    )
    .await?;
    Ok(())
}

/// A page that is blocked answers only once all work is done: its longest pause is nearly as long as
/// the work, on any machine. A page that works in slices pauses for a slice, a small part of long
/// work. A quarter is far from both; but where the whole work takes hardly longer, a pause of less than
/// 100 ms, which nobody notices, is none. Other work on the machine may hold the browser up, but not each
/// time: the shortest of several longest pauses counts.
async fn long_work_blocks_the_page_for_a_second_at_most_and_a_small_part_of_it(
    browser: &Browser,
) -> Result<()> {
    open(browser, "").await?;
    page(
        browser,
        "
        const silence = async (work) => {
            let [longest, busy] = [0, true];
            const begun = performance.now();
            let last = begun;
            const answer = () => {
                const now = performance.now();
                longest = Math.max(longest, now - last);
                last = now;
            };
            const watch = () => {
                answer();
                if (busy) requestAnimationFrame(watch);
            };
            requestAnimationFrame(watch);
            await work();
            busy = false;
            answer();
            return { part: longest / (last - begun), longest };
        };
        const numbers = (sign) => Array.from({ length: 1_500_000 }, (_, i) => i % 10).join(sign);
        const [onALine, inLines] = [numbers(' '), numbers('\\n')];
        const works = {
            open: () => lab.open('truth=20,5,1200000~40,5,1800000'),
            'a list on one line': () => lab.load(onALine),
            'a column': () => lab.load(inLines),
        };
        for (const [name, work] of Object.entries(works)) {
            const tries = [];
            const calm = () => tries.length > 0 && tries.at(-1).longest < (tries.at(-1).part < 0.25 ? 1000 : 100);
            while (tries.length < 8 && !calm()) {
                await lab.open('');
                tries.push(await silence(work));
            }
            claim(calm(), `${name}: ${JSON.stringify(tries)}`);
        }",
    )
    .await?;
    Ok(())
}

async fn cancelled_work_rejects_with_an_abort_error_and_changes_nothing(browser: &Browser) -> Result<()> {
    open(browser, "step=3").await?;
    page(
        browser,
        "
        const BIG = 'truth=20,5,400000~40,5,600000';
        const before = state();
        const works = {
            open: (options) => lab.open(BIG, options),
            load: (options) => lab.load(new Float64Array(500_000).map((_, i) => i % 977), options),
            'load, with its options last': (options) => lab.load([1, 2, 3], { name: 'three' }, options),
            runToConvergence: (options) => lab.runToConvergence(options),
        };
        for (const [name, work] of Object.entries(works)) {
            const early = new AbortController();
            early.abort();
            const same_breath = new AbortController();
            const promise = work({ signal: same_breath.signal });
            same_breath.abort();
            for (const error of [await failure(() => work({ signal: early.signal })), await failure(() => promise)]) {
                claim(error instanceof DOMException && error.name === 'AbortError', `${name}: ${error}`);
                same(state(), before, name);
            }
        }
        const late = new AbortController();
        const error = await failure(() => lab.open(BIG, { signal: late.signal, onProgress: (part) => part > 0.3 && late.abort() }));
        same(error.name, 'AbortError', 'on the way');
        same(state(), before, 'on the way');
        // A person cancels by the button beside the bar.
        const byHand = failure(() => lab.open('truth=20,5,4000000~40,5,6000000'));
        await until(() => seen($('progress')), 'a bar');
        $('[role=status] .work button').click();
        same((await byHand).name, 'AbortError', 'by hand');
        same(state(), before, 'by hand');
        claim(!seen($('progress')), 'the bar goes');
        await lab.open('k=4');
        same(lab.snapshot().k, 4, 'the lab lives');",
    )
    .await?;
    Ok(())
}

async fn newer_work_takes_the_place_of_older(browser: &Browser) -> Result<()> {
    open(browser, "").await?;
    page(
        browser,
        "
        const older = failure(() => lab.open('truth=20,5,400000~40,5,600000'));
        const newer = lab.open('k=5');
        same((await older).name, 'AbortError', 'the older one');
        await newer;
        same([lab.snapshot().n, lab.snapshot().k], [10000, 5], 'the newer one');
        const superseded = failure(() => lab.open('truth=20,5,400000~40,5,600000'));
        await frames(1);
        lab.eStep();
        same((await superseded).name, 'AbortError', 'a step takes its place');
        same([lab.snapshot().n, lab.snapshot().position], [10000, 1], 'after the step');",
    )
    .await?;
    Ok(())
}

async fn own_data_are_numbers_or_csv_with_labels_and_keep_the_settings(browser: &Browser) -> Result<()> {
    open(browser, "k=2&bins=17&prior=conjugate&start=quantiles&step=5").await?;
    page(
        browser,
        "
        await lab.load([5, 1, 3.5, 9, 2], { name: 'heights', column: 'cm' });
        same(lab.scenario, 'data=own&values=1,2,3.5,5,9&start=quantiles&prior=conjugate&bins=17', 'the scenario');
        const { n, position, truth, labels, dataInLink } = lab.snapshot();
        same([n, position, truth, labels, dataInLink], [5, 0, null, null, true], 'the snapshot');
        claim($('.about').textContent.includes('heights: 5 values'), $('.about').textContent);
        for (const values of [new Float64Array([3, 1, 2]), new Float32Array([3, 1, 2]), Int8Array.of(3, 1, 2)]) {
            await lab.load(values);
            claim(lab.scenario.startsWith('data=own&values=1,2,3&'), lab.scenario);
        }
        await lab.load([1, 2, 1.5, 11, 12, 13], { labels: ['b', 'b', 'b', 'a', 'a', 'b'] });
        lab.step(20);
        same(lab.snapshot().labels.accuracy, 5 / 6, 'labels of an array');
        const csv = 'name;height;who\\nAda;1,65;f\\nBob;1,80;m\\nCid;1,9;m\\n';
        await lab.load(csv, { column: 'height', labels: 'who', name: 'people' });
        claim(lab.scenario.includes('values=1.65,1.8,1.9&'), lab.scenario);
        same(lab.snapshot().labels.confusion.length, 2, 'labels of a CSV');
        await lab.load(Array.from({ length: 9000 }, (_, i) => i / 7));
        same(lab.scenario.split('&')[0], 'data=own', 'too many for a link');
        same(lab.snapshot().dataInLink, false, 'too many for a link');
        await lab.open('data=simulated');
        await lab.open('data=own&k=4');
        same([lab.snapshot().n, lab.snapshot().k], [9000, 4], 'they come back');",
    )
    .await?;
    Ok(())
}
