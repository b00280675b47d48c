//! The ledger: an E step fills it, an M step makes the next parameters of its sums; what is left blank is judged
//! when it is typed.

use anyhow::{Result, ensure};
use browser_tests::{Browser, Screen, Test, tests};
use serde_json::Value;
use thirtyfour::Key;

use crate::support::{hover, middle, open_still, page, press};

pub const TESTS: &[Test] = tests![
    an_e_step_fills_it_and_an_m_step_makes_the_next_parameters needs OneEngine,
    its_sums_give_the_next_parameters_to_the_digits_shown needs OneEngine,
    in_the_plane_its_sums_give_the_next_ellipses_to_the_digits_shown needs OneEngine,
    in_the_plane_a_number_shows_how_it_is_made_and_which_point_it_is_of needs OneEngine,
    what_is_left_blank_is_typed_and_judged needs OneEngine,
    a_blank_part_is_in_the_link_and_can_be_locked needs OneEngine,
    more_values_than_thirty_are_the_bars_of_the_histogram needs OneEngine,
    the_csv_is_the_table needs OneEngine,
    a_number_shows_how_it_is_made_and_where_it_belongs needs OneEngine,
    the_arrow_keys_go_from_number_to_number,
    it_prints_as_wide_as_the_sheet needs Print,
];

/// Functions that read the table.
const TABLE: &str = "
    const texts = (row) => [...row.cells].map((cell) => cell.textContent.trim());
    const body = () => [...$('.ledger-table').tBodies[0].rows].map(texts);
    const foot = () => [...$('.ledger-table').tFoot.rows].map(texts);
    const number = (text) => Number(text.replaceAll(',', '').replace('−', '-').replace(/×10(.*)/, (_, power) =>
        'e' + [...power].map((sign) => (sign === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign))).join('')));
    // Half a unit of the last digit of a text.
    const half = (text) => {
        const [mantissa, power] = text.replaceAll(',', '').split('×10');
        return 0.5000001 * 10 ** -(mantissa.split('.')[1] ?? '').length * (power ? number(`1×10${power}`) : 1);
    };
    const fields = () => $$('.ledger-table input');
";

async fn ledger(browser: &Browser, script: &str) -> Result<Value> {
    page(browser, &format!("{TABLE}{script}")).await
}

async fn an_e_step_fills_it_and_an_m_step_makes_the_next_parameters(browser: &Browser) -> Result<()> {
    open_still(browser, "data=two-coins&tab=ledger").await?;
    ledger(
        browser,
        "
        const said = () => $('[part=ledger-words]').textContent;
        const heads = [...$('.ledger-table').tHead.rows].map(texts);
        same(heads, [['value', 'weight × density', 'their sum', 'responsibility', 'responsibility × value'], ['A', 'B', 'p(x)', 'A', 'B', 'A', 'B']], 'heads');
        same(body(), ['4', '5', '7', '8', '9'].map((x) => [x, '', '', '', '', '', '', '']), 'the values alone');
        claim(said().startsWith('No E step yet, so there are no responsibilities'), said());
        lab.eStep();
        await frames();
        claim(said().startsWith('The E step has filled'), said());
        same(body().map((row) => [row[0], row[4]]), [['4', '0.352'], ['5', '0.449'], ['7', '0.647'], ['8', '0.733'], ['9', '0.805']], 'responsibilities of A');
        same(foot()[0], ['sum', '', '', '', '2.987', '2.013', '21.297', '11.703'], 'the sums');
        same(foot()[2].slice(1).join(''), '', 'no next parameters yet');
        const filled = body();
        lab.mStep();
        await frames();
        claim(said().startsWith('The M step has made'), said());
        same(foot()[2], ['next', '', '', '', '', '', '0.713', '0.581'], 'the next chances');
        same(body(), filled, 'the rows are those that they were made of');
        same($$('.makes math').map((node) => node.textContent.replace(/\\s/g, '')), ['pA=∑iriAxi10·NA', 'pB=∑iriBxi10·NB'], 'how');
        lab.eStep();
        await frames();
        claim(body()[0][4] !== filled[0][4] && foot()[2].slice(1).join('') === '', 'the next iteration');
        lab.back();
        await frames();
        same([body(), foot()[2][6]], [filled, '0.713'], 'and back');
        // A fast run is shown where it stops.
        await lab.open('data=two-coins&tab=ledger&speed=max&tol=0&max=10000');
        lab.run();
        await until(() => lab.snapshot().position > 20);
        lab.pause();
        await frames();
        const { components, position } = lab.snapshot();
        claim(said().startsWith(position % 2 === 0 ? 'The M step has made' : 'The E step has filled'), said());
        if (position % 2 === 0) near(Number(foot()[2][6]), components[0].mean / 10, 0.0006, 'where it stopped');
        // A screen reader's table: each number has the heads of its row and its columns.
        same($('.ledger-table caption').textContent, 'One iteration of EM', 'its name');
        same([...$('.ledger-table').querySelectorAll('thead th')].map(({ scope }) => scope), ['col', 'colgroup', 'col', 'colgroup', 'colgroup', ...Array(7).fill('col')], 'heads of columns');
        same([...$('.ledger-table').querySelectorAll('tbody th, tfoot th')].every(({ scope }) => scope === 'row'), true, 'heads of rows');",
    )
    .await?;
    Ok(())
}

async fn its_sums_give_the_next_parameters_to_the_digits_shown(browser: &Browser) -> Result<()> {
    open_still(browser, "").await?;
    let numbers = "1,2,2.5,4,4,4,5,6.5,7,9,9,11,12,13,13.5,15,16";
    let counts = "1,2,2,4,4,4,5,6,7,9,9,11,12,13,14,15,16";
    let script = format!(
        "
        const families = ['values={numbers}', 'vary=shared-sd&values={numbers}', 'prior=conjugate&values={numbers}', 'assignment=hard&values={numbers}',
            'family=binomial&trials=20&vary=all&values={counts}', 'family=poisson&values={counts}', 'family=exponential&values={numbers}'];
        let [seen_, worked] = [0, 0];
        for (const family of families) for (const k of [1, 2, 3, 4, 5, 6, 7, 8]) {{
            await lab.open(`data=own&${{family}}&k=${{k}}&start=quantiles&step=2&tab=ledger`);
            await frames();
            const what = `${{family}}, k = ${{k}}`;
            const {{ components, n }} = lab.snapshot();
            const [gaussian, shared, prior] = [!family.includes('family='), family.includes('shared'), family.includes('prior')];
            const first = 2 + k + 1; // value and count, the densities, their sum
            const column = (j) => body().map((row) => row[j]);
            const [sums, , next] = foot();
            const counted = column(1).map(Number);
            same(counted.reduce((a, b) => a + b), n, what);
            for (let j = 0; j < k; j++) {{
                const shares = column(first + j);
                const total = shares.reduce((sum, share, i) => sum + counted[i] * number(share), 0);
                near(total, number(sums[first + j]), half(sums[first + j]) + shares.reduce((sum, share, i) => sum + counted[i] * half(share), 0), `${{what}}: N`);
                const products = column(first + k + j);
                near(products.reduce((sum, cell) => sum + number(cell), 0), number(sums[first + k + j]), half(sums[first + k + j]) + products.reduce((sum, cell) => sum + half(cell), 0), `${{what}}: Σ r x`);
                const {{ weight, mean, sd }} = components[j];
                const scale = family.includes('binomial') ? 20 : 1;
                near(number(next[first + j]), weight, half(next[first + j]), `${{what}}: weight`);
                near(number(next[first + k + j]), mean / scale, half(next[first + k + j]), `${{what}}: mean`);
                if (gaussian) {{
                    const cell = next[first + 2 * k + (shared ? 0 : j)];
                    near(number(cell), sd, half(cell), `${{what}}: sd`);
                }}
                seen_ += 1;
                // What a learner makes of the sums as they are shown.
                const N = number(sums[first + j]);
                if (prior || N < 0.5) continue;
                worked += 1;
                near(N / n, weight, half(sums[first + j]) / n + 1e-12, `${{what}}: N / n`);
                const made = number(sums[first + k + j]) / N;
                near(made, mean, (half(sums[first + k + j]) + mean * half(sums[first + j])) / (N - half(sums[first + j])) + 1e-12, `${{what}}: Σ r x / N`);
            }}
        }}
        return [seen_, worked];"
    );
    let [seen, worked] = serde_json::from_value(ledger(browser, &script).await?)?;
    ensure!((seen, worked) > (7 * 36 - 1, 150), "{seen} parameters were seen, {worked} worked out");
    Ok(())
}

async fn in_the_plane_its_sums_give_the_next_ellipses_to_the_digits_shown(browser: &Browser) -> Result<()> {
    open_still(browser, "").await?;
    let points = "1,2~2,1.5~2,2.5~3,4~4,3~4.5,6~9,-3~10,-5~11,-4~12,-4.5~13,-7~14,-5";
    let script = format!(
        "
        // The texts of a row, one for each column.
        const spread = (row) => [...row.cells].flatMap((cell) => Array(cell.colSpan).fill(cell.textContent.trim()));
        const SQUARES = ['responsibility × (x − next mean)²', 'responsibility × (x − next mean)(y − next mean)', 'responsibility × (y − next mean)²'];
        const used = {{ full: [0, 1, 2], tied: [0, 1, 2], diagonal: [0, 2], spherical: [0, 2] }};
        let worked = 0;
        for (const covariance of ['full', 'tied', 'diagonal', 'spherical']) for (const more of ['', '&assignment=hard', '&prior=conjugate']) for (const k of [1, 2, 3]) {{
            await lab.open(`data=own&dim=2&values={points}&covariance=${{covariance}}&k=${{k}}&start=kmeans&step=2&tab=ledger${{more}}`);
            await frames();
            const what = `${{covariance}}${{more}}, k = ${{k}}`;
            const {{ components, n, onFloor }} = lab.snapshot();
            const columns = spread($('.ledger-table').tHead.rows[0]);
            same([...new Set(columns)], ['point', 'weight × density', 'their sum', 'responsibility', 'responsibility × x', 'responsibility × y', ...used[covariance].map((at) => SQUARES[at])], `${{what}}: heads`);
            const rows = [...$('.ledger-table').tBodies[0].rows].map(spread);
            const [sums, , next] = [...$('.ledger-table').tFoot.rows].map(spread);
            same(rows.map(([name]) => name).slice(0, 2), ['(1.0, 2.0)', '(2.0, 1.5)'], 'points in their order');
            // Per component a sum with the room of its digits, and what is under it.
            const of = (head, j) => {{
                const at = columns.indexOf(head) + j;
                const cells = rows.map((row) => row[at]);
                near(cells.reduce((sum, cell) => sum + number(cell), 0), number(sums[at]), half(sums[at]) + cells.reduce((sum, cell) => sum + half(cell), 0), `${{what}}: sum of ${{head}} of ${{j}}`);
                return {{ sum: number(sums[at]), room: half(sums[at]), next: next[at] }};
            }};
            // A parameter as it is shown, and as a learner makes it of the sums.
            const check = (shown, value, made, room, name, floored = false) => {{
                near(number(shown), value, half(shown), `${{what}}: ${{name}}`);
                if (more.includes('prior') || floored) return;
                worked += 1;
                near(made, value, room + 1e-9, `${{what}}: ${{name}} by hand`);
            }};
            const counts = components.map((_, j) => of('responsibility', j));
            components.forEach(({{ weight, mean, covariance: [[xx, xy], [, yy]] }}, j) => {{
                const N = counts[j];
                check(N.next, weight, N.sum / n, N.room / n, 'weight');
                ['x', 'y'].forEach((axis, at) => {{
                    const sum = of(`responsibility × ${{axis}}`, j);
                    check(sum.next, mean[at], sum.sum / N.sum, (sum.room + Math.abs(mean[at]) * N.room) / N.sum, `mean ${{axis}}`);
                }});
                const pooled = covariance === 'tied' ? components.map((_, i) => i) : [j];
                const below = (covariance === 'tied' ? n : N.sum) * (covariance === 'spherical' ? 2 : 1);
                used[covariance].forEach((at) => {{
                    const taken = covariance === 'spherical' ? [0, 2] : [at];
                    const parts = taken.flatMap((one) => pooled.map((i) => of(SQUARES[one], i)));
                    const [sum, room] = [parts.reduce((all, part) => all + part.sum, 0), parts.reduce((all, part) => all + part.room, 0)];
                    const cell = of(SQUARES[at], j).next;
                    const value = [xx, xy, yy][at];
                    if (covariance === 'spherical' && at === 2) same(cell, '', 'one variance');
                    else check(cell, value, sum / below, (room + 2 * Math.abs(value) * N.room) / below, ['variance x', 'covariance', 'variance y'][at], onFloor.includes(j));
                }});
            }});
        }}
        // What is not the quotient of its sums says why.
        await lab.open('data=own&dim=2&values={points}&k=3&start=kmeans&step=2&tab=ledger');
        await frames();
        const [floored] = lab.snapshot().onFloor;
        [...$('.ledger-table').tFoot.rows[2].cells][14 + floored].focus();
        await frames();
        claim(/s[xy]+.*raised to the floor where it is narrowest$/.test($('[part=ledger-formula]').textContent), $('[part=ledger-formula]').textContent);
        return worked;"
    );
    let worked: usize = serde_json::from_value(ledger(browser, &script).await?)?;
    ensure!(worked > 200, "{worked} parameters were worked out");
    Ok(())
}

async fn in_the_plane_a_number_shows_how_it_is_made_and_which_point_it_is_of(
    browser: &Browser,
) -> Result<()> {
    browser.set_screen(Screen { width: 1366, height: 1500, still: true, ..Screen::default() }).await?;
    browser.open("embed.html#data=old-faithful&k=2&tab=ledger&step=2").await?;
    ledger(
        browser,
        "
        await frames(3);
        same(body().length, 11, 'ten points, and all others');
        same(body()[0][0], '(3.600, 79)', 'the first point');
        same(body()[10].slice(0, 4), ['262 others', '', '', ''], 'which have no density');
        claim($('[part=ledger-words]').textContent.includes('all others one row'), $('[part=ledger-words]').textContent);
        same([...$('.ledger-table').querySelectorAll('thead tr:first-child th')].every(({ scope, colSpan }) => scope === (colSpan > 1 ? 'colgroup' : 'col')), true, 'heads of columns');
        same($$('.makes td').map((node) => node.textContent.replace(/\\s/g, '')).filter((text) => /^s/.test(text)),
            ['sxA2=∑iriA(xi−mxA)2NA', 'sxB2=∑iriB(xi−mxB)2NB', 'sxyA=∑iriA(xi−mxA)(yi−myA)NA', 'sxyB=∑iriB(xi−mxB)(yi−myB)NB', 'syA2=∑iriA(yi−myA)2NA', 'syB2=∑iriB(yi−myB)2NB'], 'how');
        const cellAt = (row, column) => $('.ledger-table').tBodies[0].rows[row].cells[column];
        const made = () => $('[part=ledger-formula]').textContent.replace(/\\s/g, '');
        const place = () => { const { left, width, top } = $('[part=lit]').getBoundingClientRect(); return [left + width / 2, top]; };
        const [x, y] = [cellAt(0, 6).textContent, cellAt(0, 4).textContent];
        cellAt(0, 6).focus();
        await until(() => seen($('[part=lit]')), 'a ring');
        same(made(), `rA·3.600=${y}·3.600=${x}`, 'a product');
        same($$('.makes .lit').map(({ textContent }) => textContent), ['∑iriAxi'], 'what it adds to');
        const first = place();
        cellAt(1, 12).focus();
        await frames();
        claim(/^rA·\\(1.800−mxA\\)\\(54−myA\\)=0.\\d+·\\(1.800−\\d.\\d+\\)\\(54−\\d+.\\d+\\)=/.test(made()), made());
        claim(place()[0] < first[0] - 20 && place()[1] > first[1] + 20, 'the second eruption is shorter, and the wait for the next');
        cellAt(0, 1).focus();
        await frames();
        claim(made().startsWith('wAfA(3.600,79)=') && $('[part=ledger-formula] mtable'), made());
        cellAt(10, 4).focus();
        await frames();
        claim(made().endsWith('overthe262others') && !seen($('[part=lit]')), made());
        await lab.open('data=old-faithful&k=2&step=1&tab=ledger&hide=ledger-responsibilities,ledger-next');
        await frames();
        same(fields().length, 20 + 2 * 6, 'of the points and of the next parameters that there will be');
        $('#tab-climb').click();
        await until(() => !seen($('[part=lit]')), 'with another tab it goes');",
    )
    .await
    .map(drop)
}

async fn what_is_left_blank_is_typed_and_judged(browser: &Browser) -> Result<()> {
    open_still(browser, "data=two-coins&tab=ledger&step=1&hide=ledger-responsibilities,ledger-next").await?;
    ledger(
        browser,
        "
        same(fields().length, 12, 'ten responsibilities and two next chances');
        same($('[part=ledger-judged]').textContent, '0 of 12 right.', 'none yet');
        same(fields()[2].ariaLabel, 'responsibility of A at 5', 'its name');
        claim(!body().some((row) => row.includes('0.449')), 'not to be read');
        fields()[2].focus();
        await frames();
        same($('[part=ledger-formula]').textContent.replace(/\\s/g, ''), 'rA=wAfA(5)p(5)', 'in letters alone');",
    )
    .await?;
    for (typed, word, right) in
        [("0,45", "right", 1), ("0.4", "more digits", 0), ("0.46", "not yet", 0), ("0.449", "right", 1)]
    {
        ledger(browser, "fields()[2].focus(); fields()[2].select();").await?;
        press(browser, typed).await?;
        press(browser, Key::Enter).await?;
        let script = format!(
            "await until(() => $('[part=ledger-judged]').textContent.endsWith('{right} of 12 right.'), '{typed}');
             same([fields()[2].value, fields()[2].parentElement.querySelector('.said').textContent], ['{typed}', '{word}'], 'said beside it');
             claim($('[part=ledger-judged]').textContent.startsWith('responsibility of A at 5: {word}'.replace('more', 'too few')), $('[part=ledger-judged]').textContent);"
        );
        ledger(browser, &script).await?;
    }
    // The next field of the row, then below it; what is no number is refused and keeps the others.
    press(browser, Key::Tab + "x" + Key::Down).await?;
    ledger(
        browser,
        "
        await until(() => seen($('.ledger .refusal')), 'refused');
        same($('.ledger .refusal').textContent, 'Responsibility of B at 5: expected a number, not “x”', 'in words');
        same(fields()[3].ariaInvalid ?? fields()[3].getAttribute('aria-invalid'), 'true', 'marked');
        claim(lab.shadowRoot.activeElement === fields()[5], 'one below');
        // The next parameters are checked before the M step, which then shows what is not blank.
        write(fields()[10], '0.71');
        write(fields()[11], '0.58');
        await frames();
        same($('[part=ledger-judged]').textContent, 'next chance of heads of B: right. 3 of 12 right.', 'with their next values');
        lab.mStep();
        await frames();
        same([fields()[2].value, foot()[2].join('')], ['0.449', 'nextrightright'], 'what was typed stays with its iteration');
        lab.eStep();
        await frames();
        same([fields().map(({ value }) => value).join(''), $('[part=ledger-judged]').textContent], ['', '0 of 12 right.'], 'the next one is blank');",
    )
    .await?;
    Ok(())
}

async fn a_blank_part_is_in_the_link_and_can_be_locked(browser: &Browser) -> Result<()> {
    open_still(browser, "data=two-coins&tab=ledger&step=1&hide=numbers").await?;
    ledger(
        browser,
        "
        const boxes = () => $$('.hides input');
        same(boxes().map(({ checked }) => checked), [false, false, false, false, false], 'all shown');
        boxes()[1].click();
        await until(() => fields().length === 10);
        claim(lab.scenario.includes('hide=numbers,ledger-responsibilities'), lab.scenario);
        boxes()[3].click();
        await until(() => fields().length === 14);
        boxes()[1].click();
        await until(() => fields().length === 4);
        claim(lab.scenario.includes('hide=numbers,ledger-sums'), lab.scenario);
        await lab.open('data=two-coins&tab=ledger&step=1&hide=ledger-densities&lock=hide');
        await frames();
        same([boxes().every(({ disabled }) => disabled), fields().length], [true, 15], 'a teacher’s choice');
        // What belongs to no learner: k-means has no densities, and nothing moves weights here.
        await lab.open('assignment=hard&vary=means&data=own&values=1,2,3,8,9&tab=ledger&step=2');
        await frames();
        same(texts($('.ledger-table').tHead.rows[0]), ['value', 'responsibility', 'responsibility × value'], 'k-means');
        same(body().map((row) => row.slice(1, 3).join('')).every((shares) => ['10', '01'].includes(shares)), true, 'whole points');",
    )
    .await?;
    Ok(())
}

async fn more_values_than_thirty_are_the_bars_of_the_histogram(browser: &Browser) -> Result<()> {
    open_still(
        browser,
        "data=galaxy-velocities&k=3&bins=20&step=2&tab=ledger&hide=ledger-responsibilities,ledger-sums",
    )
    .await?;
    ledger(
        browser,
        "
        same(texts($('.ledger-table').tHead.rows[0]).slice(0, 2), ['bar', 'points'], 'bars');
        $('[part=bars-table]').open = true;
        await frames(3);
        const bars = [...$('[part=bars-table] table').tBodies[0].rows].map(texts).filter((row) => row[1] !== '0');
        same(body().map((row) => row.slice(0, 2)), bars.map((row) => row.slice(0, 2)), 'those of the picture, but the empty ones');
        claim($('[part=ledger-words]').textContent.includes('a row is a bar'), 'said');
        same(fields().length, 9, 'only what is under a long table can be typed');",
    )
    .await?;
    Ok(())
}

async fn the_csv_is_the_table(browser: &Browser) -> Result<()> {
    open_still(browser, "data=two-coins&tab=ledger&step=2").await?;
    ledger(
        browser,
        "
        const saved = [];
        const blobs = [];
        const { createObjectURL } = URL;
        URL.createObjectURL = (blob) => (blobs.push(blob), createObjectURL(blob));
        HTMLAnchorElement.prototype.click = function () { saved.push(this.download); };
        const read = async (count) => {
            button('Save').click();
            button('Save as Ledger').click();
            await until(() => saved.length === count);
            $('dialog[open]').close();
            return (await blobs.at(-1).text()).trimEnd().split('\\n').map((line) => line.split(','));
        };
        const lines = await read(1);
        same(saved[0], 'em-ledger-2.csv', 'its name');
        same(lines[0], ['value', 'count', 'weighted_density_A', 'weighted_density_B', 'density', 'responsibility_A', 'responsibility_B', 'product_A', 'product_B'], 'its header');
        const shown = [...body(), foot()[0], foot()[2]];
        same(lines.length - 1, shown.length, 'its lines');
        lines.slice(1).forEach(([name, , ...cells], i) => {
            same(name, shown[i][0], 'a row');
            shown[i].slice(1).forEach((text, j) => {
                if (text === '') return;
                const scale = name === 'next' && j > 4 ? 10 : 1;
                near(Number(cells[j]) / scale, number(text), half(text), `${name}, ${lines[0][j + 2]}`);
            });
        });
        await lab.open('data=two-coins&tab=ledger&step=1&hide=ledger-responsibilities');
        same((await read(2))[0].join(), 'value,count,weighted_density_A,weighted_density_B,density,product_A,product_B', 'without what is blank');",
    )
    .await?;
    Ok(())
}

async fn a_number_shows_how_it_is_made_and_where_it_belongs(browser: &Browser) -> Result<()> {
    // As high as that both are in sight.
    browser.set_screen(Screen { width: 1366, height: 1500, still: true, ..Screen::default() }).await?;
    browser.open("embed.html#data=two-coins&tab=ledger&step=1").await?;
    let place = middle(browser, ".ledger-table tbody tr:nth-child(2) td:nth-child(5)").await?;
    hover(browser, place).await?;
    let of_five = "
        await until(() => seen($('[part=lit]')), 'in the picture');
        same($('[part=ledger-formula]').textContent.replace(/\\s/g, ''), 'rA=wAfA(5)p(5)=0.100330.22338=0.449', 'how it is made');
        same($('[part=ledger-formula] .lit').textContent, '0.449', 'the number itself');
        same($$('.makes .lit').map(({ textContent }) => textContent), ['NA'], 'what it adds to');
        // At 5 in the picture: half-way between what the labels of 4 and 6 are drawn at.
        const plot = lab.shadowRoot.querySelector('[part=picture]').getBoundingClientRect();
        const line = $('[part=lit]').getBoundingClientRect();
        window.at = (line.left - plot.left) / plot.width;
        claim(line.height > 50 && line.width < 3, `${line.width} × ${line.height}`);";
    ledger(browser, of_five).await?;
    let lower = middle(browser, ".ledger-table tbody tr:nth-child(5) td:nth-child(7)").await?;
    hover(browser, lower).await?;
    ledger(
        browser,
        "
        const plot = $('[part=picture]').getBoundingClientRect();
        await until(() => ($('[part=lit]').getBoundingClientRect().left - plot.left) / plot.width > window.at + 0.1, '9 is to the right of 5');
        same($('[part=ledger-formula]').textContent.replace(/\\s/g, ''), 'rA·9=0.805·9=7.245', 'a product');
        same($$('.makes .lit').length, 1, 'of one sum');",
    )
    .await?;
    hover(browser, (5.0, 5.0)).await?;
    ledger(
        browser,
        "await until(() => !seen($('[part=lit]')), 'the pointer is elsewhere');
         claim($('[part=ledger-formula]').textContent.startsWith('At a number'), 'nothing is read');
         await lab.open('data=galaxy-velocities&tab=ledger&step=1');
         await frames(3);
         $('.ledger-table td[tabindex=\"0\"]').focus();
         await frames(3);
         claim($('[part=lit]').getBoundingClientRect().width > 5, 'a bar is as wide as in the picture');
         $('#tab-climb').click();
         await until(() => !seen($('[part=lit]')), 'with another tab it goes');",
    )
    .await?;
    Ok(())
}

async fn the_arrow_keys_go_from_number_to_number(browser: &Browser) -> Result<()> {
    open_still(browser, "data=two-coins&tab=ledger&step=1").await?;
    ledger(browser, "$('.ledger-table td[tabindex=\"0\"]').focus(); same($$('.ledger-table td[tabindex=\"0\"]').length, 1, 'one stop of Tab');").await?;
    press(browser, Key::Right + Key::Right + Key::Right + Key::Down).await?;
    ledger(
        browser,
        "same(lab.shadowRoot.activeElement.textContent, '0.449', 'A’s responsibility at 5');
         same([$$('.ledger-table td[tabindex=\"0\"]').length, lab.shadowRoot.activeElement.tabIndex], [1, 0], 'one stop of Tab');
         same(lab.snapshot().position, 1, 'the arrows are used here');",
    )
    .await?;
    press(browser, Key::Down + Key::Down + Key::Down + Key::Down).await?;
    ledger(browser, "same(lab.shadowRoot.activeElement.textContent, '2.987', 'their sum');").await?;
    press(browser, Key::Space).await?;
    ledger(
        browser,
        "await until(() => lab.snapshot().position > 1, 'other keys are the lab’s'); lab.pause();",
    )
    .await?;
    Ok(())
}

async fn it_prints_as_wide_as_the_sheet(browser: &Browser) -> Result<()> {
    let eight = "data=own&values=1,2,2,4,8,9,12,15,16,18&k=8&step=2";
    browser.set_screen(Screen { print: true, width: 760, height: 1000, ..Screen::default() }).await?;
    browser.open(&format!("embed.html#{eight}&tab=ledger")).await?;
    ledger(
        browser,
        &format!(
            "
            dispatchEvent(new Event('beforeprint'));
            await frames();
            const tables = () => $$('.ledger-table').filter(seen);
            const fits = (what) => tables().forEach((table) => {{
                const [own, box] = [table, table.parentElement].map((node) => node.getBoundingClientRect().width);
                claim(own > 500 && own <= box + 1, `${{what}}: ${{own}} wide in ${{box}}`);
            }});
            same(tables().map((table) => texts(table.tHead.rows[0])[2]), ['weight × density', 'responsibility', 'count × responsibility × value', 'count × responsibility × (value − next mean)²'], 'a wide table in parts');
            fits('parts');
            claim(!seen($('.hides')) && !seen($('#tab-ledger')), 'nothing to press');
            dispatchEvent(new Event('afterprint'));
            same(tables().length, 1, 'afterwards it is one again');
            await lab.open('data=two-coins&tab=ledger&step=2');
            dispatchEvent(new Event('beforeprint'));
            same(tables().length, 1, 'a narrow one');
            fits('one');
            dispatchEvent(new Event('afterprint'));
            await lab.open('data=old-faithful&k=3&step=2&tab=ledger');
            dispatchEvent(new Event('beforeprint'));
            same(tables().length, 7, 'in the plane each coordinate and each square is a part');
            fits('points');
            dispatchEvent(new Event('afterprint'));
            await lab.open('{eight}&tab=climb');
            dispatchEvent(new Event('beforeprint'));
            claim(!seen($('.charts')), 'another chart is not printed');"
        ),
    )
    .await?;
    Ok(())
}
