//! Comparisons of fits, by k and by start: what they show, what they leave unchanged, and how one of
//! the fits is opened in the lab.

use anyhow::{Context, Result};
use browser_tests::{Browser, Test, tests};
use serde_json::{Value, json};

use crate::support::{click, open_still, page, page_with};
use crate::tabs::TABS;

pub const TESTS: &[Test] = tests![
    compare_k_shows_the_best_of_each_k_and_takes_one_into_the_lab needs OneEngine,
    a_mark_of_the_chart_takes_its_k_into_the_lab needs OneEngine,
    the_rows_of_compare_k_are_complete needs OneEngine,
    a_signal_cancels_a_comparison_and_nothing_has_changed needs OneEngine,
    the_button_cancels_a_comparison_and_a_step_does_not needs OneEngine,
    the_page_responds_during_long_comparisons,
    the_best_of_a_hundred_starts_is_the_reference_s needs OneEngine,
    restarts_show_the_optima_and_replay_one needs OneEngine,
    collapsed_fits_are_counted_apart_and_never_the_best needs OneEngine,
    the_learner_sets_the_number_of_starts needs OneEngine,
];

const GALAXIES: &str = "data=galaxy-velocities&k=3";

/// Curves that nearly coincide: EM is slow there, and comparing eight k takes long.
const SLOW: &str = "truth=20,5,3000~26,5,7000&k=2&step=3";

/// Curves far apart: up to k = 2 it takes about a second.
const LONG: &str = "truth=20,5,3000~30,5,7000&step=3";

/// Where the drawn parts of a chart are too thick for a line: its marks, as columns from the left, each
/// with the number of marks above one another, in CSS pixels.
const MARKS: &str = "
    const HALF = 4;
    const runsOf = (flags) => {
        const runs = [];
        flags.forEach((flag, i) => {
            if (flag && flags[i - 1]) runs.at(-1)[1] = i;
            else if (flag) runs.push([i, i]);
        });
        return runs;
    };
    const thick = (canvas) => {
        const { width, height } = canvas;
        const bytes = drawn(canvas);
        const differs = (i) => [0, 1, 2].some((c) => Math.abs(bytes[4 * i + c] - bytes[c]) > 50);
        const sums = new Int32Array((width + 1) * (height + 1));
        for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) {
            const at = (y + 1) * (width + 1) + x + 1;
            sums[at] = differs(y * width + x) + sums[at - 1] + sums[at - width - 1] - sums[at - width - 2];
        }
        const whole = (2 * HALF + 1) ** 2;
        const within = (x, y) => {
            const [left, right] = [x - HALF, x + HALF + 1];
            const [above, below] = [(y - HALF) * (width + 1), (y + HALF + 1) * (width + 1)];
            return sums[below + right] - sums[above + right] - sums[below + left] + sums[above + left] === whole;
        };
        const rows = [];
        for (let y = 0; y < height; y++) {
            rows.push(Array.from({ length: width }, (_, x) =>
                x >= HALF && y >= HALF && x + HALF < width && y + HALF < height && within(x, y)));
        }
        return rows;
    };
    const columnsOf = (canvas) => {
        const rows = thick(canvas);
        return runsOf(rows[0].map((_, x) => rows.some((row) => row[x]))).map(([from, to]) => {
            const marks = runsOf(rows.map((row) => row.slice(from, to + 1).some(Boolean)));
            return { x: (from + to) / 2 * canvas.clientWidth / canvas.width, marks: marks.length };
        });
    };
    const linesOf = (canvas) => runsOf(thick(canvas).map((row) => row.some(Boolean)))
        .map(([from, to]) => (from + to) / 2 * canvas.clientHeight / canvas.height);
";

/// Runs a script that uses the words of tabs and of marks.
async fn charts(browser: &Browser, script: &str) -> Result<Value> {
    page(browser, &format!("{TABS}{MARKS}{script}")).await
}

/// A click with the mouse, in a canvas of the lab.
async fn click_in(browser: &Browser, canvas: &str, (x, y): (f64, f64)) -> Result<()> {
    let script = format!(
        "const node = $({canvas:?}); node.scrollIntoView({{ block: 'center' }});
         const {{ left, top }} = node.getBoundingClientRect(); return [left, top];"
    );
    let corner = page(browser, &script).await?;
    let from = |axis: usize| corner[axis].as_f64().context("no place");
    let place = (from(0)? + x, from(1)? + y);
    click(browser, place).await
}

async fn compare_k_shows_the_best_of_each_k_and_takes_one_into_the_lab(browser: &Browser) -> Result<()> {
    open_still(browser, GALAXIES).await?;
    charts(
        browser,
        "
        await choose('compare-k');
        claim(!seen($('[part=fits]')) && !seen($('[part=criteria]')), 'unasked');
        const was = state();
        $('[part=compare-k]').click();
        await until(() => seen($('[part=fits]')), 'the table');
        await frames();
        same(state(), was, 'comparing changes nothing');
        const rows = await lab.compareK(8);
        const shown = $$('[part=fits] tr[data-k]');
        same(shown.map((row) => Number(row.dataset.k)), [1, 2, 3, 4, 5, 6, 7, 8], 'a row for each k');
        shown.forEach((row, i) => {
            const figures = [rows[i].meanLogLikelihood * 82, rows[i].aic, rows[i].bic];
            figures.forEach((figure, column) => near(numberIn(row.cells[column + 1]), figure, 0.0501, `k = ${i + 1}`));
        });
        const least = (name) => rows.reduce((best, row) => (row[name] < best[name] ? row : best)).k;
        same($$('.least').map((cell) => [cell.cellIndex, Number(cell.parentElement.dataset.k)]),
            [[2, least('aic')], [3, least('bic')]], 'the minima, marked');
        same([least('aic'), least('bic')], [6, 6], 'on the galaxies');
        const few = $$('[part=fits] .few');
        claim(few.every((mark) => !mark.open && seen(mark.querySelector('summary'))), 'in short, until it is opened');
        for (const mark of few) mark.querySelector('summary').click();
        const noted = few.map((mark) => [Number(mark.closest('tr').dataset.k), mark.innerText.match(/stands on/g)?.length]);
        same(noted, rows.filter(({ standsOn }) => standsOn.length).map(({ k, standsOn }) => [k, standsOn.length]), 'components on a few points are marked');
        claim(noted.some(([k]) => k === 6), 'the lowest, too');
        claim($('[part=compare-k-verdict]').textContent.includes('k = 6'), $('[part=compare-k-verdict]').textContent);
        claim($('#chart-compare-k').textContent.includes('Lower is better'), 'which way is better');
        const columns = columnsOf($('[part=criteria]'));
        same(columns.map(({ marks }) => marks).slice(1), [3, 3, 3, 3, 3, 3, 3], 'log-likelihood, AIC and BIC of k from 2 to 8');
        same(columns.length, 8, 'and those of k = 1, which coincide');
        const current = () => $$('[part=fits] [aria-current]').map((row) => row.dataset.k);
        same(current(), ['3'], 'the one that the lab shows');
        $('tr[data-k=\\'6\\'] button').click();
        await until(() => lab.snapshot().k === 6 && lab.snapshot().status === 'converged', 'k = 6, converged');
        await frames();
        near(lab.snapshot().meanLogLikelihood, rows[5].meanLogLikelihood, 1e-3, 'the fit that was chosen');
        same(new URLSearchParams(lab.scenario).get('start-seed') ?? '19', `${rows[5].startSeed}`, lab.scenario);
        same(current(), ['6'], 'it is marked');
        same($$('[part=fits] tr[data-k]').length, 8, 'and the table stays');",
    )
    .await?;
    Ok(())
}

async fn a_mark_of_the_chart_takes_its_k_into_the_lab(browser: &Browser) -> Result<()> {
    open_still(browser, GALAXIES).await?;
    let columns = charts(
        browser,
        "await choose('compare-k'); await lab.compareK(); await frames(3);
         const canvas = $('[part=criteria]');
         return [columnsOf(canvas).map(({ x }) => x), canvas.clientHeight / 2];",
    )
    .await?;
    for k in [5, 1, 8] {
        let place =
            (columns[0][k - 1].as_f64().context("no mark")?, columns[1].as_f64().context("no height")?);
        click_in(browser, "[part=criteria]", place).await?;
        let arrived = format!(
            "await until(() => lab.snapshot().k === {k} && lab.snapshot().status === 'converged', 'k = {k}');"
        );
        page(browser, &arrived).await?;
    }
    Ok(())
}

async fn the_rows_of_compare_k_are_complete(browser: &Browser) -> Result<()> {
    open_still(browser, GALAXIES).await?;
    page(
        browser,
        "
        const was = state();
        const progress = [];
        const rows = await lab.compareK(3, { onProgress: (part) => progress.push(part) });
        same(rows.map(({ k }) => k), [1, 2, 3], 'a row for each k');
        for (const row of rows) {
            for (const name of ['k', 'meanLogLikelihood', 'objective', 'aic', 'bic', 'components', 'onFloor']) {
                claim(name in row, `${name} of k = ${row.k}`);
            }
            const { k, meanLogLikelihood, objective, aic, bic, components, onFloor } = row;
            same([components.length, onFloor], [k, []], `k = ${k}`);
            near(components.reduce((sum, { weight }) => sum + weight, 0), 1, 1e-12, 'the weights');
            const parameters = 3 * k - 1;
            nearly(objective, meanLogLikelihood, 'what EM climbed');
            nearly(aic, 2 * parameters - 2 * 82 * meanLogLikelihood, 'AIC');
            nearly(bic, parameters * Math.log(82) - 2 * 82 * meanLogLikelihood, 'BIC');
        }
        claim(progress.at(-1) === 1 && progress.every((part, i) => part >= (progress[i - 1] ?? 0)), `reported ${progress}`);
        same((await lab.compareK()).length, 8, 'up to 8, by default');
        for (const wrong of [0, 9, 1.5, '3', NaN]) {
            claim((await failure(() => lab.compareK(wrong))).message.includes('whole number'), `compareK(${wrong})`);
        }
        for (const wrong of [0, -1, 1.5, NaN]) {
            claim((await failure(() => lab.restarts(wrong))).message.includes('whole number'), `restarts(${wrong})`);
        }
        same(state(), was, 'nothing has changed');",
    )
    .await?;
    Ok(())
}

async fn a_signal_cancels_a_comparison_and_nothing_has_changed(browser: &Browser) -> Result<()> {
    open_still(browser, SLOW).await?;
    page(
        browser,
        "
        const was = state();
        const changes = heard('em-change');
        for (const compare of [(options) => lab.compareK(8, options), (options) => lab.restarts(100, options)]) {
            const early = new AbortController();
            early.abort();
            same((await failure(() => compare({ signal: early.signal }))).name, 'AbortError', 'beforehand');
            const late = new AbortController();
            const onProgress = (part) => part > 0 && late.abort();
            const error = await failure(() => compare({ signal: late.signal, onProgress }));
            claim(error instanceof DOMException && error.name === 'AbortError', `on the way: ${error}`);
            same(state(), was, 'the lab');
        }
        same(changes.length, 0, 'changes');
        // A newer comparison takes the place of an older one, and so do other data.
        const older = failure(() => lab.compareK(8));
        const newer = failure(() => lab.restarts(100));
        same((await older).name, 'AbortError', 'the older one');
        await lab.open('data=galaxy-velocities');
        same((await newer).name, 'AbortError', 'what was asked of other data');
        same((await lab.restarts(5)).length, 5, 'the lab lives');",
    )
    .await?;
    Ok(())
}

async fn the_button_cancels_a_comparison_and_a_step_does_not(browser: &Browser) -> Result<()> {
    open_still(browser, SLOW).await?;
    charts(
        browser,
        "
        const shows = (node) => node.checkVisibility({ visibilityProperty: true });
        for (const [tab, part] of [['compare-k', 'compare-k'], ['restarts', 'restarts']]) {
            await choose(tab);
            const [button, bar] = [$(`[part=${part}]`), $(`.${tab} progress`)];
            const [label, was] = [button.textContent, state()];
            claim(!shows(bar), `${tab}: no bar yet`);
            button.focus();
            button.click();
            same(button.textContent, 'Cancel', tab);
            await until(() => shows(bar) && bar.value > 0, 'the bar moves on');
            button.click();
            await until(() => button.textContent === label, 'cancelled');
            claim(!shows(bar) && lab.shadowRoot.activeElement === button, `${tab}: the bar goes, the focus stays`);
            same(state(), was, tab);
            claim(!seen($('[part=fits]')) && !seen($('[part=optima-table]')), `${tab}: nothing is shown`);
        }
        // EM can be stepped during a comparison.
        await lab.open('truth=20,5,3000~30,5,7000&step=3');
        let left = 0;
        const rows = lab.compareK(4, { onProgress: (part) => {
            if (left === 0) lab.mStep();
            left = Math.max(left, 1 - part);
        } });
        same((await rows).length, 4, 'to its end');
        claim(left > 0, 'there was work left when the step was taken');
        same(lab.snapshot().position, 4, 'and the step was taken');",
    )
    .await?;
    Ok(())
}

async fn the_page_responds_during_long_comparisons(browser: &Browser) -> Result<()> {
    open_still(browser, LONG).await?;
    charts(
        browser,
        "
        await choose('compare-k');
        let [seenFrames, busy] = [0, true];
        const bar = $('.compare-k progress');
        const bars = new Set();
        const watch = () => {
            seenFrames += 1;
            bars.add(bar.value);
            if (busy) requestAnimationFrame(watch);
        };
        requestAnimationFrame(watch);
        // However fast the machine is: as long as there is work, frames pass.
        const deadline = performance.now() + 60_000;
        while (seenFrames <= 5 || bars.size <= 3) {
            claim(performance.now() < deadline, `only ${seenFrames} frames passed, the bar was at ${[...bars]}`);
            const progress = [];
            await lab.compareK(2, { onProgress: (part) => progress.push(part) });
            claim(progress.at(-1) === 1 && progress.every((part, i) => part >= (progress[i - 1] ?? 0)), `reported ${progress}`);
        }
        busy = false;",
    )
    .await?;
    Ok(())
}

async fn the_best_of_a_hundred_starts_is_the_reference_s(browser: &Browser) -> Result<()> {
    let reference: Value =
        serde_json::from_str(include_str!("../../../crates/em/tests/reference/galaxies-k3.json"))?;
    let best = reference["final"]["mean_log_likelihood"].as_f64().context("no log-likelihood")?;
    // The reference is in thousands of km/s.
    let expected = json!(best - 1000f64.ln());
    open_still(browser, GALAXIES).await?;
    page_with(
        browser,
        "expected",
        &expected,
        "
        const was = state();
        const rows = await lab.restarts(100);
        same(rows.length, 100, 'a row for each start');
        near(rows[0].meanLogLikelihood, expected, 1e-9, 'the best');
        rows.forEach((row, i) => {
            const names = ['startSeed', 'start', 'components', 'objective', 'meanLogLikelihood', 'iterations', 'status', 'onFloor', 'optimum'];
            for (const name of names) claim(name in row, name);
            claim(i === 0 || row.optimum >= rows[i - 1].optimum || row.objective <= rows[i - 1].objective, `row ${i}: best first`);
        });
        same(new Set(rows.map(({ startSeed }) => startSeed)).size, 100, 'a hundred different starts');
        const best = rows.filter(({ optimum }) => optimum === rows[0].optimum);
        claim(best.length > 1 && best.every(({ meanLogLikelihood }) => Math.abs(meanLogLikelihood - expected) < 1e-9), 'all that reached it');
        claim(rows.every(({ optimum, meanLogLikelihood }) => optimum === rows[0].optimum || meanLogLikelihood < expected), 'no other is as high');
        same((await lab.restarts()).length, 100, 'by default');
        same(state(), was, 'nothing has changed');",
    )
    .await?;
    Ok(())
}

async fn restarts_show_the_optima_and_replay_one(browser: &Browser) -> Result<()> {
    open_still(browser, &format!("{GALAXIES}&speed=max")).await?;
    let line = charts(
        browser,
        "
        const rows = await lab.restarts(100);
        const optima = [...new Set(rows.map(({ optimum }) => optimum))].map((of) => rows.filter(({ optimum }) => optimum === of));
        await choose('restarts');
        const was = state();
        $('[part=restarts]').click();
        await until(() => seen($('[part=optima-table]')), 'the table');
        await frames();
        same(state(), was, 'running them changes nothing');
        const bodies = $$('[part=optima-table] tbody');
        const cells = bodies.map((body) => [...body.rows[0].cells].slice(1).map(numberIn));
        same(cells.map(([starts]) => starts), optima.map((of) => of.length), 'how many reached which');
        same(cells.reduce((sum, [starts]) => sum + starts, 0), 100, 'all of them');
        cells.forEach(([, objective], i) => near(objective, optima[i][0].objective, 6e-7, `optimum ${i + 1}`));
        claim(cells.every(([, objective], i) => i === 0 || objective < cells[i - 1][1]), 'best first');
        const verdict = $('[part=restarts-verdict]').textContent;
        claim(verdict.includes(`${optima.length} different optima`) && verdict.includes(`by ${optima[0].length} of 100`), verdict);
        const near_points = bodies.filter((body) => body.textContent.includes('nearly equal points'));
        claim(near_points.length > 0 && !near_points.includes(bodies[0]), 'components on a few points are named');
        const canvas = $('[part=optima]');
        const lines = linesOf(canvas);
        same(lines.length, optima.length, 'a row of marks for each');
        const second = optima[1][0];
        $('[data-optimum=\\'1\\']').click();
        await until(() => lab.snapshot().status === 'converged', 'replayed');
        await frames();
        const its = optima[1].map(({ startSeed }) => startSeed);
        claim(its.some((seed) => lab.scenario.split('&').includes(`start-seed=${seed}`)), lab.scenario);
        near(lab.snapshot().meanLogLikelihood, second.meanLogLikelihood, 1e-3, 'it leads there again');
        const { start } = rows.find(({ startSeed }) => lab.scenario.split('&').includes(`start-seed=${startSeed}`));
        same(lab.history()[0].components, start, 'from its own start');
        claim(lab.history().length === lab.snapshot().position + 1 && lab.snapshot().position > 20, 'step by step');
        same($$('[part=optima-table] tbody').map((body) => body.ariaCurrent === 'true' || body.getAttribute('aria-current') === 'true'),
            optima.map((_, i) => i === 1), 'it is marked');
        return lines[0];",
    )
    .await?;
    let place = (60.0, line.as_f64().context("no mark")?);
    click_in(browser, "[part=optima]", place).await?;
    page(
        browser,
        "
        const rows = await lab.restarts(100);
        await until(() => lab.snapshot().status === 'converged' && lab.snapshot().meanLogLikelihood > rows[0].meanLogLikelihood - 1e-4,
            'a click on a row of the chart replays it');",
    )
    .await?;
    Ok(())
}

async fn collapsed_fits_are_counted_apart_and_never_the_best(browser: &Browser) -> Result<()> {
    open_still(browser, "data=galaxy-velocities&k=6&start=random").await?;
    charts(
        browser,
        "
        const rows = await lab.restarts(100);
        const sound = rows.filter(({ onFloor }) => onFloor.length === 0).length;
        claim(sound > 0 && sound < 100, `${100 - sound} collapsed`);
        claim(rows.every(({ onFloor }, i) => (onFloor.length === 0) === (i < sound)), 'those on the floor come last');
        await choose('restarts');
        const bodies = $$('[part=optima-table] tbody');
        const collapsed = bodies.filter((body) => body.textContent.includes('collapsed'));
        claim(collapsed.length > 0 && bodies.indexOf(collapsed[0]) === bodies.length - collapsed.length, 'apart, at the end');
        const reached = collapsed.reduce((sum, body) => sum + numberIn(body.rows[0].cells[1]), 0);
        same(reached, 100 - sound, 'how many they are');
        const verdict = $('[part=restarts-verdict]').textContent;
        claim(verdict.includes(`${100 - sound} collapsed`), verdict);
        const fits = await lab.compareK(6);
        claim(fits.every(({ onFloor }) => onFloor.length === 0), 'the best of each k is none of them');",
    )
    .await?;
    Ok(())
}

async fn the_learner_sets_the_number_of_starts(browser: &Browser) -> Result<()> {
    open_still(browser, GALAXIES).await?;
    charts(
        browser,
        "
        await choose('restarts');
        const starts = () => $$('[part=optima-table] tbody').reduce((sum, body) => sum + numberIn(body.rows[0].cells[1]), 0);
        write(labelled('How many starts'), '7');
        claim($('[part=restarts]').textContent.includes('7'), $('[part=restarts]').textContent);
        $('[part=restarts]').click();
        await until(() => starts() === 7, 'seven of them');
        write(labelled('How many starts'), '0');
        $('[part=restarts]').click();
        await until(() => $$('.restarts .refusal').some((node) => seen(node) && node.textContent.includes('whole number')), 'a sentence');
        same(starts(), 7, 'and what was found stays');
        // Another model: the earlier results no longer hold.
        await lab.open('data=galaxy-velocities&k=4');
        await frames();
        claim(!seen($('[part=optima-table]')), 'forgotten');",
    )
    .await?;
    Ok(())
}
