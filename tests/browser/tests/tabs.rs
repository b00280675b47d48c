//! The tabs about one fit: its landscape, soft beside hard, its guesses beside the true labels; and
//! the description of real data.

use anyhow::Result;
use browser_tests::{Browser, Test, tests};
use em_lab::presets::preset;
use em_lab::scenario::Source;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::support::{drag, middle, open_still, page, page_with, press};

pub const TESTS: &[Test] = tests![
    the_point_on_the_landscape_is_dragged_both_ways needs OneEngine,
    the_keys_move_the_sliders_at_the_landscape_s_borders needs OneEngine,
    the_landscape_shows_any_two_components_and_says_why_not_one needs OneEngine,
    in_the_plane_the_landscape_is_over_any_two_numbers_of_the_means needs OneEngine,
    em_is_shown_beside_k_means_each_at_its_own_end needs OneEngine,
    where_em_is_k_means_no_weight_or_sd_is_shown needs OneEngine,
    the_strips_and_the_table_judge_the_guesses needs OneEngine,
    a_new_point_has_the_posterior_of_the_api needs OneEngine,
    labels_are_there_only_where_the_truth_may_be_seen needs OneEngine,
    real_data_say_what_they_are needs OneEngine,
    the_houses_accuracy_is_shown_beside_that_of_one_guess_for_all needs OneEngine,
];

/// Functions for scripts about tabs.
pub const TABS: &str = "
    const choose = async (id) => {
        $(`#tab-${id}`).click();
        await frames(3);
        claim(seen($(`#chart-${id}`)), `the tab ${id}`);
        same($$('[role=tabpanel]').filter(seen).length, 1, 'one at a time');
        $(`#chart-${id}`).scrollIntoView({ block: 'center' });
        await frames(3);
    };
    const numberIn = (node) => Number(/[−-]?[0-9][0-9,.]*/.exec(node.textContent)[0].replace('−', '-').replaceAll(',', ''));
    const coloursIn = (canvas) => {
        const bytes = drawn(canvas);
        return new Set(new Uint32Array(bytes.buffer)).size;
    };
    const picture = (canvas) => drawn(canvas).reduce((sum, byte, i) => (31 * sum + byte + i) | 0, 7);
";

async fn tabs(browser: &Browser, script: &str) -> Result<Value> {
    page(browser, &format!("{TABS}{script}")).await
}

async fn the_point_on_the_landscape_is_dragged_both_ways(browser: &Browser) -> Result<()> {
    open_still(browser, "step=6").await?;
    tabs(
        browser,
        "
        await choose('landscape');
        claim(coloursIn($('[part=landscape]')) > 50, 'a map in many colours');
        claim(seen($('[part=landscape-point]')), 'the point');
        window.was = lab.snapshot();",
    )
    .await?;
    let from = middle(browser, "[part=landscape-point]").await?;
    drag(browser, from, (40.0, 30.0), 8, true).await?;
    tabs(
        browser,
        "
        const { was } = window;
        // To the right the mean across grows, downwards the mean upwards shrinks.
        await until(() => means()[0] > was.components[0].mean + 0.5 && means()[1] < was.components[1].mean - 0.5, 'both have moved');
        const now = lab.snapshot();
        now.components.forEach(({ weight, sd }, k) => {
            nearly(weight, was.components[k].weight, 'the weights stay');
            nearly(sd, was.components[k].sd, 'the sds stay');
        });
        same([now.position, lab.history().length], [0, 1], 'a new history');
        claim(lab.scenario.includes('start=0.'), `a start by hand: ${lab.scenario}`);
        const before = picture($('[part=landscape]'));
        lab.step(2);
        await frames(3);
        claim(picture($('[part=landscape]')) !== before, 'EM climbs from there, and the map follows');",
    )
    .await?;
    // The point is where the means are: it is dragged, and undo puts it back.
    tabs(
        browser,
        "
        const [x, y] = middle($('[part=landscape-point]'));
        const [across, upwards] = ['across', 'upwards'].map((way) => $(`.at-border.${way}`));
        near(middle(across)[0], x, 1, 'its slider across is above it');
        near(middle(upwards)[1], y, 1, 'its slider upwards beside it');
        near(Number(across.ariaValueNow), means()[0], 1e-9, 'across');
        near(Number(upwards.ariaValueNow), means()[1], 1e-9, 'upwards');",
    )
    .await?;
    Ok(())
}

async fn the_keys_move_the_sliders_at_the_landscape_s_borders(browser: &Browser) -> Result<()> {
    open_still(browser, "k=3&step=4").await?;
    for (way, component) in [("across", 0), ("upwards", 1)] {
        tabs(
            browser,
            &format!(
                "await choose('landscape');
                 window.was = means();
                 const slider = $('.at-border.{way}');
                 same([slider.role, slider.tabIndex], ['slider', 0], '{way}');
                 claim(slider.ariaLabel.includes('ABC'[{component}]), slider.ariaLabel);
                 slider.focus();"
            ),
        )
        .await?;
        let key = if component == 0 { Key::Right } else { Key::Up };
        press(browser, key.clone() + key).await?;
        tabs(
            browser,
            &format!(
                "const slider = $('.at-border.{way}');
                 await until(() => means()[{component}] > window.was[{component}], 'it moves');
                 await frames(3);
                 [0, 1, 2].forEach((k) => k === {component} || nearly(means()[k], window.was[k], 'the others stay'));
                 near(Number(slider.ariaValueNow), means()[{component}], 1e-9, 'its value');
                 claim(slider.ariaValueText.startsWith('ABC'[{component}]), slider.ariaValueText);
                 same(lab.snapshot().position, 0, 'a new history');
                 claim(lab.shadowRoot.activeElement === slider, 'the focus stays');"
            ),
        )
        .await?;
    }
    Ok(())
}

async fn the_landscape_shows_any_two_components_and_says_why_not_one(browser: &Browser) -> Result<()> {
    open_still(browser, "k=3&start=quantiles&step=4").await?;
    tabs(
        browser,
        "
        await choose('landscape');
        const selects = () => $$('.map select');
        const pair = () => selects().map((node) => node.selectedOptions[0].textContent).join('');
        const pick_ = async (axis, letter) => {
            const node = selects()[axis];
            write(node, [...node.options].find((option) => option.textContent === letter).value);
            await frames(3);
        };
        same(selects().map((node) => [...node.options].map((option) => option.textContent).join('')), ['ABC', 'ABC'], 'any of them');
        same(pair(), 'AB', 'the first two');
        const first = picture($('[part=landscape]'));
        await pick_(1, 'C');
        same(pair(), 'AC', 'the third, upwards');
        claim(picture($('[part=landscape]')) !== first, 'another map');
        near(Number($('.at-border.upwards').ariaValueNow), means()[2], 1e-9, 'its slider');
        await pick_(0, 'C');
        same(pair(), 'CA', 'the same twice: they change places');
        same(lab.snapshot().position, 4, 'choosing components changes nothing');
        await lab.open('k=1&tab=landscape');
        await frames(3);
        claim(!seen($('[part=landscape]')) && $('#chart-landscape').innerText.includes('k of 2'), $('#chart-landscape').innerText);
        await lab.open('k=2&tab=landscape');
        await frames(3);
        claim(seen($('[part=landscape]')) && seen($('[part=landscape-point]')), 'back');
        same(pair().length, 2, 'two of two');",
    )
    .await?;
    Ok(())
}

async fn in_the_plane_the_landscape_is_over_any_two_numbers_of_the_means(browser: &Browser) -> Result<()> {
    open_still(browser, "data=old-faithful&start=kmeans&step=6&tab=landscape").await?;
    let script = "
        window.numbers = () => lab.snapshot().components.flatMap(({ mean }) => mean);
        window.pair = () => $$('.map select').map((node) => node.selectedOptions[0].textContent);
        window.take = async (axis, name) => {
            const node = $$('.map select')[axis];
            write(node, [...node.options].find((option) => option.textContent === name).value);
            await frames(3);
        };
        window.grips = ['across', 'upwards'].map((way) => $(`.at-border.${way}`));
        window.said = () => grips.map((grip) => grip.ariaValueText);
        window.height = () => `log-likelihood ${lab.snapshot().meanLogLikelihood.toFixed(4).replace('-', '−')} per point`;
        await choose('landscape');
        same([...$('.map select').options].map((option) => option.textContent), ['x of A', 'y of A', 'x of B', 'y of B'], 'all');
        same(pair(), ['x of A', 'x of B'], 'at first the same coordinate of two components');
        claim($('[part=landscape]').ariaLabel.includes('the mean x of A, across, and the mean x of B, upwards'), $('[part=landscape]').ariaLabel);
        claim(coloursIn($('[part=landscape]')) > 50, 'a map in many colours');
        const first = picture($('[part=landscape]'));
        await take(1, 'y of A');
        await until(() => picture($('[part=landscape]')) !== first, 'another map');
        await take(0, 'y of A');
        same(pair(), ['y of A', 'x of A'], 'the same twice: they change places');
        await take(1, 'y of B');
        await until(() => grips[1].ariaLabel === 'mean y of B on the landscape', 'another slider');
        same(grips.map((grip) => grip.ariaLabel), ['mean y of A on the landscape', 'mean y of B on the landscape'], 'names');
        same(grips.map((grip) => Number(grip.ariaValueNow)), [numbers()[1], numbers()[3]], 'where EM is');
        claim(said()[0].startsWith('A, mean y, ') && said()[1].endsWith(height()), said());
        same(lab.snapshot().position, 6, 'choosing changes nothing');
        window.was = numbers();
        grips[1].focus();";
    tabs(browser, script).await?;
    press(browser, Key::Up + Key::Up).await?;
    tabs(
        browser,
        "
        await until(() => numbers()[3] > was[3] + 0.5, 'y of B moves');
        await frames(3);
        same(numbers().slice(0, 3), was.slice(0, 3), 'the other numbers stay');
        same([lab.snapshot().position, lab.history().length], [0, 1], 'a start by hand');
        claim(said()[1].startsWith('B, mean y, ') && said()[1].endsWith(height()), `the height there: ${said()[1]}`);
        claim(lab.shadowRoot.activeElement === grips[1], 'the focus stays');
        window.was = numbers();
        $('[part=landscape]').scrollIntoView({ block: 'center' });
        await frames(3);",
    )
    .await?;
    let from = middle(browser, "[part=landscape-point]").await?;
    drag(browser, from, (30.0, 20.0), 6, true).await?;
    let script = "
        await until(() => numbers()[1] > was[1] + 1 && numbers()[3] < was[3] - 1, 'both have moved');
        same([numbers()[0], numbers()[2]], [was[0], was[2]], 'the other numbers stay');
        const before = lab.snapshot().logLikelihood;
        await lab.runToConvergence();
        claim(lab.snapshot().logLikelihood > before, 'EM climbs from there');
        await lab.open('data=iris-petals&k=1&tab=landscape');
        await frames(3);
        claim(seen($('[part=landscape]')), 'one component has two numbers');
        same(pair().sort(), ['x of A', 'y of A'], 'both of them');
        claim(said()[0].endsWith(height()), said()[0]);
        await lab.open('data=iris-petals&k=3&tab=landscape&lock=start');
        await frames(3);
        claim(seen($('[part=landscape]')) && !seen($('[part=landscape-point]')), 'locked: to be looked at');
        await lab.open('k=3&tab=landscape');
        await frames(3);
        same(pair(), ['A', 'B'], 'on a line the means of two components');
        // Many points: coarse at once, whole in slices, while the page answers.
        await lab.open('dim=2&tab=landscape&step=6');
        await frames(2);
        claim(coloursIn($('[part=landscape]')) > 20, 'at once');
        const coarse = picture($('[part=landscape]'));
        await until(() => picture($('[part=landscape]')) !== coarse, 'finer');";
    tabs(browser, script).await?;
    Ok(())
}

/// Compares the table of both sides with labs that have these settings.
const SIDES: &str = "
    const rowsOf = () => $$('[part=sides] tbody tr').map((row) => [...row.cells].slice(1).map((cell) => cell.textContent === '–' ? null : numberIn(cell)));
    const under = async (scenario, position) => {
        const other = document.createElement('em-mixture');
        other.setAttribute('scenario', scenario);
        document.body.append(other);
        await other.ready;
        await other.runToConvergence();
        const last = other.snapshot();
        if (position < last.position) other.seek(position);
        const { components, effectiveCounts, labels, n } = other.snapshot();
        other.remove();
        return { components, effectiveCounts, last: last.position, wrong: n - Math.round(labels.accuracy * n) };
    };
    const bothAt = async (data, position = Infinity) => {
        const [em, kMeans] = [await under(data, position), await under(`${data}&assignment=hard&vary=means`, position)];
        const rows = rowsOf();
        same(rows.length, em.components.length, 'a row for each component');
        rows.forEach((row, k) => {
            const { weight, mean, sd } = em.components[k];
            const expected = [weight, mean, sd, em.effectiveCounts?.[k], kMeans.components[k].mean, kMeans.effectiveCounts?.[k]];
            expected.forEach((value, column) => (value ?? null) === null || near(row[column], value, [6e-4, 0.06, 0.06, 0.6, 0.06, 0.6][column], `half-step ${position}, row ${k}, column ${column}`));
        });
        same($$('[part=sides] tfoot td').map(numberIn), [em.wrong, kMeans.wrong], 'labelled wrong');
        return [em, kMeans];
    };
";

async fn em_is_shown_beside_k_means_each_at_its_own_end(browser: &Browser) -> Result<()> {
    open_still(browser, "").await?;
    let script = "
        const data = 'truth=20,5,300~30,5,700&start=quantiles';
        const said = () => $('[part=apart]').textContent;
        await lab.open(data);
        await choose('soft-and-hard');
        await until(() => rowsOf().length === 2, 'both are there');
        const ends = await bothAt(data);
        claim(said().includes(`EM labels ${ends[0].wrong} of 1,000 points wrong, k-means ${ends[1].wrong}`), said());
        claim(ends[0].last !== ends[1].last, 'not after as many half-steps');
        const slider = $('[part=both]');
        same([slider.max, slider.value, slider.ariaValueText], [String(Math.max(ends[0].last, ends[1].last)), slider.max, 'each at its end'], 'the slider');
        const canvases = ['em', 'kMeans'].map((way) => $(`[part=picture-${way}]`));
        const looks = canvases.map(picture);
        claim(looks[0] !== looks[1], 'they differ');
        // Whatever the settings and the half-step of the lab, the two are the same.
        for (const set of ['&assignment=hard&vary=means&step=4', '&assignment=hard', '&vary=shared-sd&step=9']) {
            $('[part=sides] tbody td').textContent = 'to be written anew';
            await lab.open(`${data}${set}&tab=soft-and-hard`);
            await until(() => $('[part=sides] tbody td').textContent !== 'to be written anew', set);
            await bothAt(data);
        }
        // Half-step by half-step; the lab stays where it is.
        const before = lab.scenario;
        for (const position of [0, 1, 2, 7]) {
            write(slider, String(position));
            await bothAt(data, position);
            claim(position > 1 ? said().includes(`After ${position} half-steps`) : said().includes(['the same means', 'first E step'][position]), said());
        }
        await frames(3);
        claim(canvases.every((canvas, side) => picture(canvas) !== looks[side]), 'both pictures go back');
        same(lab.scenario, before, 'the lab');
        await lab.open(`${data}&hide=truth&tab=soft-and-hard`);
        await until(() => !seen($('[part=sides] tfoot tr')) && !said().includes('wrong'), 'with a hidden truth nothing is counted as wrong');
        await lab.open('data=galaxy-velocities&tab=soft-and-hard');
        await until(() => !seen($('[part=sides] tfoot tr')) && !said().includes('wrong'), 'nor with an unknown one');";
    tabs(browser, &format!("{SIDES}{script}")).await?;
    Ok(())
}

async fn where_em_is_k_means_no_weight_or_sd_is_shown(browser: &Browser) -> Result<()> {
    open_still(browser, "start=quantiles&assignment=hard&vary=means&step=4").await?;
    tabs(
        browser,
        "
        await frames(3);
        const handles = () => ['mean', 'sd', 'weight'].map((name) => $$(`[data-component][data-handle=${name}]`).filter(seen).length);
        same(handles(), [2, 0, 0], 'handles');
        claim(/two means and their borders/.test($('[part=picture]').ariaLabel), $('[part=picture]').ariaLabel);
        claim(/The means: A at [0-9.]+; B at/.test($('#picture-words').textContent), $('#picture-words').textContent);
        const kMeans = picture($('[part=picture]'));
        await lab.open('start=quantiles&assignment=hard&step=4');
        await frames(3);
        same(handles(), [2, 2, 2], 'classification EM has all three');
        claim(picture($('[part=picture]')) !== kMeans && /the curves/.test($('[part=picture]').ariaLabel), 'and curves');",
    )
    .await?;
    Ok(())
}

async fn the_strips_and_the_table_judge_the_guesses(browser: &Browser) -> Result<()> {
    open_still(browser, "truth=20,5,300~30,5,700&step=20&reveal=1").await?;
    tabs(
        browser,
        "
        await choose('labels');
        const judged = () => {
            const { confusion, matching, accuracy } = lab.snapshot().labels;
            const rows = $$('[part=confusion] tbody tr');
            same(rows.map((row) => [...row.cells].slice(1).map(numberIn)), confusion, 'the confusion table');
            const right = rows.map((row) => [...row.cells].slice(1).findIndex((cell) => cell.classList.contains('right')));
            same(right, matching.map((of) => of ?? -1), 'which cells are right');
            const said = $('[part=accuracy]').textContent;
            near(numberIn($('[part=accuracy]')), 100 * accuracy, 0.0501, said);
            claim(said.includes('without looking at the data'), said);
            for (const end of ['first', 'last']) {
                const cells = $$(`[part=strip-${end}] .cell`);
                same(cells.length, 100, `the ${end} points`);
                const wrong = cells.filter((cell) => cell.classList.contains('wrong')).length;
                claim($(`[part=strip-${end}-words]`).textContent.includes(`${100 - wrong} of the ${end} 100`), $(`[part=strip-${end}-words]`).textContent);
            }
        };
        judged();
        // A point between the peaks shows both colours, a point far from them only one.
        const shares = $$('[part=strip-first] .cell').map((cell) => Number(/ 0\\.0% ([0-9.]+)%/.exec(cell.style.getPropertyValue('--guess'))[1]));
        claim(shares.some((share) => share > 20 && share < 80), 'an ambiguous one');
        claim(shares.some((share) => share < 2 || share > 98), 'and a sure one');
        const first = $('[part=strip-first]');
        first.focus();
        window.strip = first;
        for (const act of [() => lab.back(), () => lab.reset(), () => lab.runToConvergence()]) {
            await act();
            await frames();
            judged();
        }
        await lab.open('truth=0,1,30~10,1,40&k=3&reveal=1&tab=labels');
        await frames(3);
        same($$('[part=strip-last] .cell').length, 70, 'no more cells than points');
        same($$('[part=confusion] tbody tr').map((row) => row.cells.length), [4, 4], 'two processes, three components');
        same($$('[part=confusion] tbody tr').map((row) => [...row.cells].slice(1).map(numberIn)), lab.snapshot().labels.confusion, 'the table');
        $('[part=strip-first]').focus();",
    )
    .await?;
    press(browser, Key::Home + Key::Right).await?;
    page(
        browser,
        "
        const words = $('[part=strip-first]').getAttribute('aria-valuetext');
        claim(/^Point 2 at .*truly process [12]; A [0-9.]+, B [0-9.]+, C [0-9.]+; (right|wrong)/.test(words), words);
        same($$('[part=strip-first] .chosen').length, 1, 'the point that is read');",
    )
    .await?;
    Ok(())
}

async fn a_new_point_has_the_posterior_of_the_api(browser: &Browser) -> Result<()> {
    open_still(browser, "k=3&step=9&reveal=1").await?;
    tabs(
        browser,
        "
        await choose('labels');
        const field = $('[part=new-point]');
        const words = () => $('[part=new-point-words]').textContent;
        const unasked = words();
        const said = (x) => {
            const [posterior] = lab.responsibilities([x]);
            const numbers = [...words().matchAll(/[A-C] ([0-9.]+)[,.]/g)].map(([, share]) => Number(share.replace(/\\.$/, '')));
            same(numbers.length, 3, words());
            numbers.forEach((share, k) => near(share, posterior[k], 5.01e-4, `at ${x}, ${'ABC'[k]}`));
            claim(words().includes(`called ${'ABC'[posterior.indexOf(Math.max(...posterior))]}`), words());
        };
        for (const x of [30, 20, -1e3, 29.25]) {
            write(field, String(x));
            said(x);
        }
        lab.step(5);
        await frames();
        said(29.25);
        const refusals = () => $$('.new-point .refusal').filter(seen).map((node) => node.textContent).join('');
        same(refusals(), '', 'no refusal yet');
        for (const wrong of ['somewhere', '1e999', '3,5,1']) {
            write(field, wrong);
            claim(refusals().includes('expected a number') && refusals().includes(wrong), `${wrong}: ${refusals()}`);
            same(words(), unasked, 'and no posterior');
        }
        write(field, '31');
        said(31);
        same(refusals(), '', 'the sentence goes');",
    )
    .await?;
    Ok(())
}

async fn labels_are_there_only_where_the_truth_may_be_seen(browser: &Browser) -> Result<()> {
    open_still(browser, "reveal=1").await?;
    tabs(
        browser,
        "
        const there = async (scenario) => {
            await lab.open(scenario);
            await frames(3);
            return seen($('#tab-labels'));
        };
        claim(await there('reveal=1'), 'simulated data have labels');
        await choose('labels');
        for (const scenario of ['reveal=1&hide=labels', 'reveal=1&hide=truth', '', 'reveal=1&data=old-faithful-waiting', 'reveal=1&data=own&values=1,2,3,7,8,9']) {
            claim(!(await there(scenario)), scenario);
            claim(!seen($('#chart-labels')) && !seen($('[part=confusion]')), `${scenario}: its panel`);
            same($$('[role=tabpanel]').filter(seen).length, 1, `${scenario}: another tab takes its place`);
        }
        claim(!(await there('reveal=1&hide=charts,labels')) && !seen($('[part=charts]')), 'nothing is left of the charts');
        await there('');
        button('Reveal the truth').click();
        await until(() => seen($('#tab-labels')), 'revealed');
        await lab.load([1, 2, 3, 7, 8, 9], { labels: ['a', 'a', 'a', 'b', 'b', 'b'] });
        await frames(3);
        claim(seen($('#tab-labels')), 'own data with labels');
        await choose('labels');
        same($$('[part=confusion] tbody th').map((head) => head.textContent), ['a', 'b'], 'by their names');",
    )
    .await?;
    Ok(())
}

async fn real_data_say_what_they_are(browser: &Browser) -> Result<()> {
    let sets = [
        ("old-faithful-waiting", Source::OldFaithfulWaiting, 272),
        ("old-faithful-eruptions", Source::OldFaithfulEruptions, 272),
        ("galaxy-velocities", Source::GalaxyVelocities, 82),
        ("windsor-house-prices", Source::WindsorHousePrices, 546),
        ("two-coins", Source::TwoCoins, 5),
        ("three-coins", Source::ThreeCoins, 10),
        ("death-notices", Source::DeathNotices, 1096),
    ];
    let sets: Vec<Value> = sets
        .into_iter()
        .filter_map(|(word, source, n)| {
            preset(source).map(|p| json!([word, n, p.unit, p.hidden, p.reference]))
        })
        .collect();
    open_still(browser, "").await?;
    page_with(
        browser,
        "sets",
        &Value::from(sets),
        "
        same(sets.length, 7, 'seven sets');
        claim(!seen($('[part=source]')), 'simulated data have no source');
        pick('data-source', 'real');
        await until(() => seen($('[part=source]')), 'a real set');
        const select = labelled('Data set');
        same([...select.options].map(({ value }) => value), sets.map(([word]) => word), 'in the select');
        for (const [word, n, ...lines] of sets.reverse()) {
            write(select, word);
            await until(() => lab.scenario.includes(`data=${word}`), word);
            await frames();
            same(lab.snapshot().n, n, 'the values');
            const said = $('[part=source]').textContent;
            for (const words of [n.toLocaleString('en'), ...lines]) claim(said.includes(words), `${word}: ${said} lacks ${words}`);
        }",
    )
    .await?;
    Ok(())
}

async fn the_houses_accuracy_is_shown_beside_that_of_one_guess_for_all(browser: &Browser) -> Result<()> {
    open_still(browser, "data=windsor-house-prices").await?;
    tabs(
        browser,
        "
        claim(!seen($('#tab-labels')), 'until it is asked for');
        await lab.runToConvergence();
        button('Reveal the truth').click();
        await until(() => seen($('#tab-labels')), 'revealed');
        await choose('labels');
        const { labels, n, truth } = lab.snapshot();
        same([truth, n], [null, 546], 'labels alone are known');
        const rows = $$('[part=confusion] tbody tr');
        same(rows.map((row) => [...row.cells].slice(1).map(numberIn)), labels.confusion, 'the table');
        same(rows.map((row) => row.cells[0].textContent).sort(), ['elsewhere', 'preferred area'], 'by their names');
        const sizes = labels.confusion.map((row) => row.reduce((sum, points) => sum + points, 0)).sort((a, b) => a - b);
        same(sizes, [128, 418], 'the houses of each');
        const said = $('[part=accuracy]').textContent;
        near(numberIn($('[part=accuracy]')), 100 * labels.accuracy, 0.0501, said);
        claim(said.includes('76.6'), `what calling every house the same would get: ${said}`);
        same(said.includes('no better'), labels.accuracy <= 418 / 546, said);",
    )
    .await?;
    Ok(())
}
