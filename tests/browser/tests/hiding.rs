//! What the scenario hides is gone, and nothing else; a hidden truth is shown nowhere.

use anyhow::Result;
use browser_tests::{Browser, Test, tests};

use crate::support::{open, open_still, page};

pub const TESTS: &[Test] = tests![
    what_is_hidden_is_gone_and_nothing_else,
    a_hidden_truth_is_shown_nowhere needs OneEngine,
    the_bars_can_be_coloured_by_the_truth_where_it_is_shown,
];

/// The lab's parts, and how each is recognised.
const PARTS: &str = "
    const PARTS = {
        data: '[aria-label=Data]', model: '[aria-label=Model]', numbers: '[aria-label=Numbers]',
        charts: '#tab-climb', transport: '[aria-label=Transport]', labels: '#tab-labels',
    };
    const RESULTS = ['[part=picture]', '[part=sentence]', '[part=formulas]'];
";

async fn what_is_hidden_is_gone_and_nothing_else(browser: &Browser) -> Result<()> {
    open(browser, "").await?;
    let script = "
        for (const hidden of Object.keys(PARTS)) {
            await lab.open(`step=2&hide=${hidden}`);
            await frames(3);
            for (const [name, selector] of Object.entries(PARTS)) same(seen($(selector)), name !== hidden, `hide=${hidden}: ${name}`);
            for (const selector of RESULTS) claim(seen($(selector)), `hide=${hidden}: ${selector}`);
            same($$('[data-component][data-handle=mean]').filter(seen).length, hidden === 'model' ? 0 : 2, `hide=${hidden}: handles`);
            same($$('[data-process][data-handle=mean]').filter(seen).length, hidden === 'data' ? 0 : 2, `hide=${hidden}: true handles`);
            same(lab.snapshot().truth.length, 2, 'the snapshot keeps it');
        }
        await lab.open(`hide=${Object.keys(PARTS).join(',')},truth`);
        await frames(3);
        for (const selector of Object.values(PARTS)) claim(!seen($(selector)), selector);
        claim(seen($('[part=picture]')), 'the picture stays');
        lab.step();
        same(lab.snapshot().position, 2, 'and it steps');
        await lab.open('');
        await frames(3);
        for (const selector of [...Object.values(PARTS), ...RESULTS]) claim(seen($(selector)), `${selector} is back`);";
    page(browser, &format!("{PARTS}{script}")).await?;
    Ok(())
}

async fn a_hidden_truth_is_shown_nowhere(browser: &Browser) -> Result<()> {
    open_still(browser, "start=quantiles&step=2").await?;
    page(
        browser,
        "
        const reveal = () => $$('header button').filter((node) => seen(node) && node.textContent.includes('the truth'));
        const trueThings = () => [...$$('[data-process]'), ...$$('tr.truth'), $('[part=bars-by]'), $('[aria-label=\\'mean of process 1\\']')].filter(seen).length;
        await frames(3);
        claim(trueThings() > 5 && reveal().length === 1, 'shown');
        const open = drawn();
        for (const scenario of ['reveal=0', 'hide=truth', 'reveal=0&hide=truth']) {
            await lab.open(`start=quantiles&step=2&${scenario}`);
            await frames(3);
            same([trueThings(), reveal().length], [0, scenario === 'reveal=0' ? 1 : 0], scenario);
            claim(drawn().some((value, i) => value !== open[i]), `${scenario}: its curves are in the picture`);
            claim(!/hidden groups/.test($('.about').textContent) || !/two hidden/.test($('.about').textContent), $('.about').textContent);
            claim(!$('[part=picture]').ariaLabel.includes('true'), 'in words');
        }
        await lab.open('start=quantiles&step=2&reveal=0');
        reveal()[0].click();
        await until(() => trueThings() > 5);
        await frames(3);
        claim(drawn().every((value, i) => value === open[i]), 'revealed, it is what it was');",
    )
    .await?;
    Ok(())
}

async fn the_bars_can_be_coloured_by_the_truth_where_it_is_shown(browser: &Browser) -> Result<()> {
    open_still(browser, "start=quantiles").await?;
    page(
        browser,
        "
        await frames(3);
        const grey = drawn();
        const truth = $('[part=bars-by] input[value=truth]');
        const unlike = (a, b) => a.some((value, i) => value !== b[i]);
        truth.click();
        await until(() => unlike(drawn(), grey), 'coloured by truth, before any E step');
        const byTruth = drawn();
        $('[part=bars-by] input[value=estimate]').click();
        await until(() => !unlike(drawn(), grey), 'grey again');
        truth.click();
        await until(() => !unlike(drawn(), byTruth));
        button('Hide the truth').click();
        await until(() => !seen($('[part=bars-by]')));
        button('Reveal the truth').click();
        await until(() => seen($('[part=bars-by]')));
        same($('[part=bars-by] input[value=estimate]').checked, true, 'hidden, it is forgotten');
        await lab.open('data=old-faithful-waiting');
        await until(() => !seen($('[part=bars-by]')), 'where nothing is known');",
    )
    .await?;
    Ok(())
}
