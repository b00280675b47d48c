//! Points in the plane: opened, read, changed by hand, and the way back to the line.

use anyhow::Result;
use browser_tests::{Browser, Test, tests};
use thirtyfour::Key;

use crate::support::{drag, hover, middle, open, open_still, page, press};

pub const TESTS: &[Test] = tests![
    the_plane_is_chosen_and_left_again,
    real_points_come_with_their_own_words needs OneEngine,
    its_numbers_have_a_row_for_each_axis_and_can_be_written needs OneEngine,
    each_kind_of_ellipses_has_the_fields_that_it_leaves_open needs OneEngine,
    its_processes_are_changed_and_added needs OneEngine,
    every_chart_is_there needs OneEngine,
    em_runs_there_as_it_does_on_a_line needs OneEngine,
    the_formulas_of_a_step_have_its_numbers needs OneEngine,
    own_points_are_read_from_two_columns needs OneEngine,
    a_program_gives_pairs_and_asks_of_pairs needs OneEngine,
    a_place_is_read_by_the_pointer_and_by_the_keys,
    a_dragged_mean_follows_the_pointer_in_both_directions,
    the_axes_of_an_ellipse_are_dragged_and_turned,
    each_handle_has_keys_and_a_value_in_words needs OneEngine,
    a_model_has_the_handles_that_it_needs needs OneEngine,
];

/// Two ellipses that lie apart.
const APART: &str = "dim=2&start=0.5,20,60,5,8,0~0.5,40,50,5,8,0";

async fn the_plane_is_chosen_and_left_again(browser: &Browser) -> Result<()> {
    open_still(browser, "step=3").await?;
    let script = "
        const before = state();
        pick('dim', '2');
        await until(() => lab.scenario === 'dim=2', lab.scenario);
        await frames(3);
        const { dim, components } = lab.snapshot();
        same([dim, components.map(({ mean }) => mean.length)], [2, [2, 2]], 'pairs');
        claim($('[part=picture]').ariaLabel.startsWith('10,000 points in the plane'), $('[part=picture]').ariaLabel);
        const pixels = drawn();
        claim(pixels.some((value, i) => value !== pixels[i % 4]), 'a picture');
        same($$('[aria-label=\"mean of component A\"], [aria-label=family]').filter(seen).length, 0, 'nothing of the line');
        // By the strip again, and by a link: the line is as it was.
        pick('dim', '1');
        await until(() => lab.scenario === '', lab.scenario);
        await lab.open('step=3');
        same(state(), before, 'the line');
        claim(seen(labelled('mean of component A')) && seen($('[data-handle=sd]')), 'its controls');
        await lab.open('dim=2&step=2');
        same([lab.scenario, lab.snapshot().position], ['dim=2&step=2', 2], 'a link opens it');";
    page(browser, script).await.map(drop)
}

async fn real_points_come_with_their_own_words(browser: &Browser) -> Result<()> {
    open_still(browser, "data=old-faithful").await?;
    let script = "
        const sets = () => [...labelled('Data set').options].map(({ value }) => value);
        same(sets(), ['old-faithful', 'iris-petals', 'iris-sepals', 'penguin-bills', 'one-of-each'], 'of this dimension');
        claim($('[part=source]').textContent.startsWith('272 points: minutes an eruption lasts, minutes to the next eruption.'), $('[part=source]').textContent);
        await lab.runToConvergence();
        // As mclust's VVV finds them.
        const [a, b] = [...lab.snapshot().components].sort((one, other) => one.mean[0] - other.mean[0]);
        [[a.mean[0], 2.0364], [a.mean[1], 54.4785], [b.mean[0], 4.2897], [b.mean[1], 79.9681], [a.weight, 0.3559]]
            .forEach(([is, should], i) => near(is, should, 2e-3 * should, `number ${i}`));
        claim($('.about').textContent === 'Old Faithful: 272 points, two ellipses', $('.about').textContent);
        pick('dim', '1');
        await until(() => lab.scenario === 'data=old-faithful-waiting', lab.scenario);
        await frames();
        same(sets().length, 7, 'and of the other');
        pick('dim', '2');
        await until(() => lab.scenario === 'data=old-faithful', lab.scenario);";
    page(browser, script).await.map(drop)
}

async fn its_numbers_have_a_row_for_each_axis_and_can_be_written(browser: &Browser) -> Result<()> {
    open_still(browser, &format!("{APART}&step=4&reveal=1")).await?;
    let script = "
        await frames(3);
        const before = state();
        const [a] = lab.snapshot().components;
        same(labelled('mean y of component A').value, a.mean[1].toFixed(2), 'as it is');
        same($$('tr.truth').filter(seen).length, 4, 'two rows for each true process');
        write(labelled('mean y of component A'), '52,5');
        await until(() => lab.snapshot().components[0].mean[1] === 52.5, 'mean y');
        same([lab.snapshot().components[0].mean[0], lab.snapshot().position], [a.mean[0], 0], 'the rest stays, and EM begins there');
        write(labelled('correlation of component A'), '−0.25');
        await until(() => Math.abs(lab.snapshot().components[0].rho + 0.25) < 1e-12, 'the correlation');
        write(labelled('sd x of component B'), '3');
        await until(() => Math.abs(lab.snapshot().components[1].sd[0] - 3) < 1e-12, 'an sd');
        write(labelled('weight of component B'), '0.25');
        await until(() => lab.snapshot().components[1].weight === 0.25, 'a weight');
        claim(/^dim=2&start=0\\.75,.*~0\\.25,/.test(lab.scenario), lab.scenario);
        write(labelled('correlation of component A'), '1.5');
        await until(() => $$('[role=alert]').some((node) => seen(node) && node.textContent !== ''), 'refused');
        near(lab.snapshot().components[0].rho, -0.25, 1e-12, 'as before');
        $('[part=undo]').click();
        same(state(), before, 'one undo');";
    page(browser, script).await.map(drop)
}

async fn each_kind_of_ellipses_has_the_fields_that_it_leaves_open(browser: &Browser) -> Result<()> {
    open_still(browser, "dim=2&step=2").await?;
    let script = "
        const fields = () => $$('.numbers .estimate input').filter(seen).map((field) => field.ariaLabel).filter((name) => name.endsWith('A'));
        const of = (...names) => names.map((name) => `${name} of component A`);
        for (const [word, names] of [
            ['tied', ['weight', 'mean x', 'sd x', 'correlation', 'mean y', 'sd y']],
            ['diagonal', ['weight', 'mean x', 'sd x', 'mean y', 'sd y']],
            ['spherical', ['weight', 'mean x', 'sd x', 'mean y']],
        ]) {
            const list = labelled('covariance');
            list.value = word;
            list.dispatchEvent(new Event('change'));
            await until(() => lab.scenario.includes(`covariance=${word}`), word);
            await frames();
            same(fields(), of(...names), word);
        }
        write(labelled('sd x of component A'), '6');
        await until(() => lab.snapshot().components[0].sd[1] === 6, 'a circle has one sd');
        await lab.open('');
        claim(!seen(labelled('covariance')), 'on a line there are none');";
    page(browser, script).await.map(drop)
}

async fn its_processes_are_changed_and_added(browser: &Browser) -> Result<()> {
    open_still(browser, "dim=2&truth=20,60,5,8,0.7,300~40,50,5,8,-0.5,700&reveal=1").await?;
    let script = "
        await frames();
        same(['mean y', 'correlation', 'count'].map((name) => labelled(`${name} of process 2`).value), ['50', '-0.5', '700'], 'as they are');
        write(labelled('correlation of process 2'), '0');
        await until(() => lab.snapshot().truth[1].rho === 0, 'without correlation');
        button('Add a process').click();
        await until(() => lab.snapshot().truth.length === 3, 'another');
        same(lab.snapshot().truth[2].mean, [60, 50], 'four sds to the right');
        button('Remove process 1').click();
        await until(() => lab.scenario === 'dim=2&truth=40,50,5,8,0,700~60,50,5,8,0,700&reveal=1', lab.scenario);";
    page(browser, script).await.map(drop)
}

async fn every_chart_is_there(browser: &Browser) -> Result<()> {
    open_still(browser, "data=iris-petals&k=3&step=2&reveal=1&tab=ledger").await?;
    let script = "
        await frames(3);
        same($$('[role=tab]').filter(seen).map((tab) => tab.textContent), ['Climb', 'Landscape', 'Compare k', 'Restarts', 'Soft and hard', 'Labels', 'Ledger'], 'the charts');
        same($('[role=tab][aria-selected=true]').textContent, 'Ledger', 'the link chooses one');
        const rows = [...$('.ledger-table').tBodies[0].rows].map((row) => row.cells[0].textContent);
        same([rows[0], rows.length, new Set(rows).size], ['1: (1.4, 0.2)', 11, 11], 'equal points have names of their own');
        button('Save').click();
        same($$('dialog[open] .choice button').filter(seen).map((node) => node.textContent), ['PNG', 'SVG', 'CSV', 'Ledger'], 'what is saved');";
    page(browser, script).await.map(drop)
}

async fn em_runs_there_as_it_does_on_a_line(browser: &Browser) -> Result<()> {
    open(browser, &format!("{APART}&truth=20,60,5,8,0.7,300~40,50,5,8,-0.5,700&speed=max&reveal=1")).await?;
    let script = "
        $('.due').click();
        $('.due').click();
        same(lab.snapshot().position, 2, 'E and M');
        claim(/^M step: . moved from \\(/.test($('[part=sentence]').textContent), $('[part=sentence]').textContent);
        lab.back();
        lab.seek(2);
        lab.run();
        await until(() => lab.snapshot().status === 'converged', 'the run ends');
        const means = lab.snapshot().components.map(({ mean }) => mean);
        lab.snapshot().truth.forEach(({ mean }, i) => mean.forEach((value, axis) => near(means[i][axis], value, 1.5, `process ${i}`)));
        for (const node of $$('.as-table')) node.open = true;
        await until(() => $('[part=climb-table] th:nth-child(5)')?.textContent === 'mean y of A', 'the climb in numbers');
        const bars = [...$('[part=bars-table] tbody').rows].map((row) => [row.cells[0].textContent, Number(row.cells[1].textContent.replace(',', ''))]);
        for (const axis of ['x', 'y'])
            same(bars.filter(([name]) => name.startsWith(axis)).reduce((sum, [, count]) => sum + count, 0), 1000, `all points along ${axis}`);
        pick('bars-by', 'truth');
        await until(() => $('#picture-words').textContent.startsWith('The points are coloured by whose they truly are.'), 'by truth');
        const fits = await lab.compareK(3);
        same(fits.length, 12, 'each k with each kind of ellipses');
        const taken = fits.find(({ k, covariance }) => k === 3 && covariance === 'full');
        $('#tab-compare-k').click();
        await until(() => $('[data-k=\"3\"] [data-covariance=full] button'), 'its table');
        $('[data-k=\"3\"] [data-covariance=full] button').click();
        await until(() => lab.snapshot().k === 3 && lab.snapshot().status === 'converged', 'taken');
        near(lab.snapshot().bic, taken.bic, 0.05, 'the same fit');
        const starts = await lab.restarts(5);
        same(starts.length, 5, 'starts');
        const [png, svg, csv] = await Promise.all([lab.exportPng(), lab.exportSvg(), lab.exportCsv()]);
        same([png.type, svg.type], ['image/png', 'image/svg+xml'], 'pictures');
        claim((await svg.text()).includes('1,000 points in the plane'), 'with its words');
        same((await csv.text()).split('\\n')[0].split(',').slice(0, 2), ['x', 'y'], 'the points');";
    page(browser, script).await.map(drop)
}

async fn the_formulas_of_a_step_have_its_numbers(browser: &Browser) -> Result<()> {
    open_still(browser, "data=old-faithful").await?;
    let script = "
        const formulas = () => $('[part=formulas]').textContent.replaceAll(/\\s/g, '');
        $('[part=formulas]').open = true;
        await until(() => formulas().includes('p(𝐱)=∑kwk𝒩(𝐱;𝐦k,Σk)'), 'at the start');
        claim(formulas().includes('eachellipseashighasitsweight'), formulas());
        lab.eStep();
        await until(() => formulas().includes('wk𝒩(𝐱i;𝐦k,Σk)'), 'after E');
        const digits = (value, count) => value.toPrecision(count).replace('-', '−');
        for (const [setting, words] of [
            ['', ({ mean, covariance: [[xx, xy], [, yy]] }) => [`(${mean.map((value) => digits(value, 5)).join(',')})`, '(𝐱i−𝐦A)⊤', digits(xx, 5), digits(xy, 5), digits(yy, 5)]],
            ['covariance=tied&', ({ covariance: [[xx]] }) => ['Σ=∑k∑irik', digits(xx, 5), '272']],
            ['covariance=diagonal&', ({ covariance: [[xx], [, yy]] }) => ['diag(', digits(xx, 5), digits(yy, 5)]],
            ['covariance=spherical&', ({ sd: [sd] }) => ['|𝐱i−𝐦A|2', digits(sd, 5)]],
            ['prior=conjugate&', () => ['Λ+∑i', 'κ(𝐦A−𝛍0)(𝐦A−𝛍0)⊤', 'Theprior']],
            ['vary=means&', () => ['Weightsandcovariancesstayastheystarted.']],
            ['assignment=hard&', () => ['∑i∈A']],
        ]) {
            await lab.open(`data=old-faithful&${setting}step=2`);
            await frames(3);
            for (const said of words(lab.snapshot().components[0])) claim(formulas().includes(said), `${setting}: ${said} is not in ${formulas()}`);
        }";
    page(browser, script).await.map(drop)
}

async fn own_points_are_read_from_two_columns(browser: &Browser) -> Result<()> {
    open_still(browser, "dim=2").await?;
    let script = "
        const row = (i) => `${i % 7},${10 * i},${(i * 5) % 11},${i % 2 ? 'odd' : 'even'}`;
        const read = async (text) => {
            pick('data-source', 'own');
            labelled('Your numbers').value = text;
            button('Read the numbers').click();
            await until(waits, 'read');
        };
        await read(['a,b,c,kind', ...Array.from({ length: 12 }, (_, i) => row(i))].join('\\n'));
        same([labelled('x in column').value, labelled('y in column').value], ['a', 'b'], 'the first two');
        same($('[part=use-own]').textContent, 'Use these 12 points', 'how many');
        const pressed = () => $$('.uses button[aria-pressed=true]').map((node) => node.textContent);
        same(pressed(), ['x in a', 'y in b'], 'over the columns');
        const use = async (name) => { button(name).click(); await until(() => pressed().includes(name) && waits(), name); };
        await use('x in b');
        same(pressed(), ['y in a', 'x in b'], 'exchanged');
        await use('y in c');
        await use('labels in kind');
        $('[part=use-own]').click();
        await until(() => lab.scenario.startsWith('data=own&dim=2&values=0,0~10,5~'), 'in the link');
        same([lab.snapshot().n, lab.snapshot().labels.confusion.length], [12, 2], 'in use');
        claim($('[part=own-data]').textContent.startsWith('Shown: 12 points from columns “b” and “c” of the pasted text, labelled by “kind”'), $('[part=own-data]').textContent);
        claim($('[part=picture]').ariaLabel.startsWith('12 points in the plane (b, c)'), $('[part=picture]').ariaLabel);";
    page(browser, script).await.map(drop)
}

async fn a_program_gives_pairs_and_asks_of_pairs(browser: &Browser) -> Result<()> {
    open_still(browser, "").await?;
    let script = "
        await lab.load([[0, 0], [1, 2], [0.5, 1.5], [8, 9], [9, 8], [8.5, 9.5]], { column: 'length', second: 'width', labels: ['a', 'a', 'a', 'b', 'b', 'b'] });
        same([lab.snapshot().dim, lab.snapshot().n, lab.snapshot().labels.confusion.length], [2, 6, 2], 'pairs are points in the plane');
        claim(lab.scenario.startsWith('data=own&dim=2&values=0,0~1,2~'), lab.scenario);
        claim($('[part=picture]').ariaLabel.includes('(length, width)'), $('[part=picture]').ariaLabel);
        await lab.runToConvergence();
        const shares = lab.responsibilities([[0, 1], [9, 9]]);
        same(shares.map((row) => row.length), [2, 2], 'of each point one row');
        shares.forEach((row) => near(row[0] + row[1], 1, 1e-12, 'the sum'));
        near(shares[0][0] + shares[1][0], 1, 1e-3, 'one to each');
        for (const [points, words] of [[[1, 2], 'element 0 is a number: expected a point, as [x, y]'], [[[1]], 'element 0 is an array of 1']])
            claim((await failure(() => lab.responsibilities(points))).message.includes(words), words);
        await lab.load([1, 2, 3, 4]);
        same(lab.snapshot().dim, 1, 'and numbers lead back to the line');";
    page(browser, script).await.map(drop)
}

async fn a_place_is_read_by_the_pointer_and_by_the_keys(browser: &Browser) -> Result<()> {
    open_still(browser, &format!("{APART}&step=2")).await?;
    page(browser, "await frames(3); window.last = [];").await?;
    let (x, y) = middle(browser, "[part=picture]").await?;
    // Waits for a reading at another place than the last one.
    let reading = "
        const reading = async (words) => {
            const { dataset } = $('[part=reading]');
            const at = () => [Number(dataset.x), Number(dataset.y)];
            await until(() => seen($('[part=reading]')) && at().every((value, axis) => value !== window.last[axis]), words);
            const shares = $$('[part=reading] [data-responsibility]').map((cell) => Number(cell.dataset.value));
            near(shares.reduce((a, b) => a + b), 1, 1e-12, `${words}: the sum`);
            claim(/^at \\(−?[\\d.]+, −?[\\d.]+\\)$/.test($('[part=reading] strong').textContent), $('[part=reading] strong').textContent);
            const before = window.last;
            window.last = at();
            return [before, window.last];
        };";
    let further = "
        const [[x, y], [right, up]] = await reading('further to the right, and higher');
        claim(right > x && up > y, `${x}, ${y}, then ${right}, ${up}`);";
    hover(browser, (x - 60.0, y + 20.0)).await?;
    page(browser, &format!("{reading} await reading('at a place');")).await?;
    hover(browser, (x + 40.0, y - 10.0)).await?;
    page(browser, &format!("{reading} {further}")).await?;
    let aside = middle(browser, "[part=sentence]").await?;
    hover(browser, aside).await?;
    page(browser, "await until(() => !seen($('[part=reading]')), 'it goes'); $('[part=picture]').focus();")
        .await?;
    press(browser, Key::Enter).await?;
    let script = "
        await until(() => seen($('[part=reading]')), 'by Enter');
        window.last = [];
        await reading('by Enter');
        claim(lab.shadowRoot.activeElement === $('[data-handle=place]'), 'its grip has the focus');";
    page(browser, &format!("{reading} {script}")).await?;
    press(browser, Key::Right + Key::Up).await?;
    let script = "
        const words = () => $('[data-handle=place]').ariaValueText;
        await until(() => /^\\(.*, .*\\), A \\d+ %, B \\d+ %$/.test(words()), words());";
    page(browser, &format!("{reading} {further} {script}")).await?;
    press(browser, Key::Escape).await?;
    let script = "
        await until(() => !seen($('[part=reading]')) && lab.shadowRoot.activeElement === $('[part=picture]'), 'Escape leads back');";
    page(browser, script).await.map(drop)
}

async fn a_dragged_mean_follows_the_pointer_in_both_directions(browser: &Browser) -> Result<()> {
    open_still(browser, APART).await?;
    let knob = "[data-component='1'][data-handle=mean]";
    page(browser, &format!("await frames(3); window.was = state(); window.began = [middle($({knob:?})), lab.snapshot().components.map(({{ mean }}) => mean), middle($('[data-component=\"0\"][data-handle=mean]'))];")).await?;
    let from = middle(browser, knob).await?;
    drag(browser, from, (50.0, -30.0), 12, true).await?;
    let script = "
        const [b, [meanA, meanB], a] = window.began;
        const perPixel = [0, 1].map((axis) => (meanB[axis] - meanA[axis]) / (b[axis] - a[axis]));
        const off = (axis, by) => Math.abs((lab.snapshot().components[1].mean[axis] - meanB[axis]) / perPixel[axis] - by);
        await until(() => off(0, 50) < 1.5 && off(1, -30) < 1.5, 'the mean follows the pointer');
        const now = lab.snapshot().components;
        same([now[0].mean, now[1].sd, now[1].rho, lab.snapshot().position], [meanA, [5, 8], 0, 0], 'nothing else moves');
        const place = middle($(KNOB));
        near(place[0], b[0] + 50, 1.5, 'the knob is under the pointer');
        near(place[1], b[1] - 30, 1.5, 'the knob is under the pointer');
        $('[part=undo]').click();
        same(state(), window.was, 'one undo for the whole drag');";
    page(browser, &format!("const KNOB = {knob:?}; {script}")).await.map(drop)
}

async fn the_axes_of_an_ellipse_are_dragged_and_turned(browser: &Browser) -> Result<()> {
    open_still(browser, APART).await?;
    page(browser, "await frames(3);").await?;
    let handle = |name: &str| format!("[data-component='1'][data-handle={name}]");
    let measure = "
        const at = (name) => middle($(`[data-component='1'][data-handle=${name}]`));
        const reach = (name) => { const [[x, y], [a, b]] = [at('mean'), at(name)]; return Math.hypot(x - a, y - b); };
        const now = () => lab.snapshot().components[1];";
    page(
        browser,
        &format!("{measure} window.began = [now(), reach('long'), reach('short'), at('mean'), at('long')];"),
    )
    .await?;
    // Outwards along the long axis, by thirty pixels.
    let away = page(
        browser,
        "const [, long, , [x, y], [a, b]] = window.began; return [(a - x) / long, (b - y) / long];",
    )
    .await?;
    let along = |axis: usize, by: f64| by * away[axis].as_f64().unwrap_or(0.0);
    let from = middle(browser, &handle("long")).await?;
    drag(browser, from, (along(0, 30.0), along(1, 30.0)), 10, true).await?;
    let script = "
        const [before, long, short] = window.began;
        const grown = () => Math.max(...[0, 1].map((axis) => now().sd[axis] / before.sd[axis]));
        await until(() => Math.abs(grown() - (long + 30) / long) < 0.03, 'an sd grows as much as the axis');
        await until(() => Math.abs(reach('long') - long - 30) < 1.5, 'the ring is under the pointer');
        near(reach('short'), short, 1.5, 'the other axis stays');
        same(now().mean, before.mean, 'where it is');
        window.began = [now(), reach('long')];";
    page(browser, &format!("{measure} {script}")).await?;
    let from = middle(browser, &handle("turn")).await?;
    drag(browser, from, (12.0, 18.0), 10, true).await?;
    let script = "
        const [before, long] = window.began;
        await until(() => before.rho === 0 && Math.abs(now().rho) > 0.01, 'turned, x and y are correlated');
        await until(() => Math.abs(reach('long') - long) < 1.5, 'as long as before');";
    page(browser, &format!("{measure} {script}")).await.map(drop)
}

async fn each_handle_has_keys_and_a_value_in_words(browser: &Browser) -> Result<()> {
    open_still(browser, APART).await?;
    let script = "
        await frames(3);
        const named = {};
        for (const node of $$('[role=slider]').filter(seen)) {
            claim(node.tabIndex === 0, `${node.ariaLabel} is out of the order of Tab`);
            for (const value of [node.ariaValueMin, node.ariaValueMax, node.ariaValueNow])
                claim(value !== null && Number.isFinite(Number(value)), `${node.ariaLabel}: ${value}`);
            named[node.ariaLabel] = node.ariaValueText;
        }
        for (const [name, words] of [['mean of A', 'A, mean, 20.0'], ['long axis of B', 'B, long axis: sd x 5.0'], ['short axis of B', 'B, short axis: sd x 5.0'],
            ['direction of A', 'A, direction, '], ['weight of B', 'B, weight, 0.500']])
            claim(named[name]?.startsWith(words), `${name}: ${named[name]} of ${Object.keys(named)}`);
        const key = (name, which) => $(`[aria-label='${name}']`).dispatchEvent(new KeyboardEvent('keydown', { key: which, bubbles: true }));
        const component = () => lab.snapshot().components[0];
        key('mean of A', 'ArrowUp');
        await until(() => component().mean[1] > 60, 'up');
        same(component().mean[0], 20, 'to the sides it stays');
        key('mean of A', 'ArrowLeft');
        await until(() => component().mean[0] < 20, 'to the left');
        await frames(3);
        const { sd } = component();
        key('short axis of A', 'ArrowRight');
        await until(() => component().sd.some((value, axis) => value > sd[axis] + 1e-3), 'wider');
        await frames(3);
        key('direction of A', 'ArrowRight');
        await until(() => component().rho !== 0, 'turned');
        await frames(4);
        claim($('[aria-label=\"direction of A\"]').ariaValueText.includes(`correlation ${component().rho.toFixed(3)}`.replace('-', '−')), $('[aria-label=\"direction of A\"]').ariaValueText);
        key('weight of A', 'ArrowUp');
        await until(() => component().weight === 0.51, 'heavier');";
    page(browser, script).await.map(drop)
}

async fn a_model_has_the_handles_that_it_needs(browser: &Browser) -> Result<()> {
    open_still(browser, "dim=2").await?;
    let script = "
        const handles = async (scenario) => {
            await lab.open(scenario);
            await frames(3);
            return $$(\"[data-component='0'][role=slider]\").filter(seen).map(({ dataset }) => dataset.handle);
        };
        same(await handles('dim=2&covariance=tied'), ['mean', 'long', 'short', 'turn', 'weight'], 'tied');
        same(await handles('dim=2&covariance=diagonal'), ['mean', 'long', 'short', 'weight'], 'diagonal');
        same(await handles('dim=2&covariance=spherical&k=1'), ['mean', 'long'], 'one circle');
        same(await handles('dim=2&start=0.5,20,60,5,5,0~0.5,40,50,5,5,0&assignment=hard&vary=means&covariance=spherical'), ['mean'], 'k-means');
        same(await handles('dim=2&lock=start'), [], 'locked');
        same(await handles('dim=2&hide=model'), [], 'hidden');
        // Both axes of a circle grow alike.
        await handles('dim=2&covariance=spherical');
        const [{ sd }] = lab.snapshot().components;
        $(\"[data-component='0'][data-handle=long]\").dispatchEvent(new KeyboardEvent('keydown', { key: 'PageUp', bubbles: true }));
        await until(() => lab.snapshot().components[0].sd[0] > sd[0], 'larger');
        same(new Set(lab.snapshot().components[0].sd).size, 1, 'and still a circle');";
    page(browser, script).await.map(drop)
}
