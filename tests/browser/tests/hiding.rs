//! What the scenario hides is not shown, and everything else is; a hidden truth is shown nowhere; a
//! learner cannot change what is locked, and the page around the lab can.

use anyhow::Result;
use browser_tests::{Browser, Test, tests};

use crate::support::{open, open_lesson_still, open_still, page};

pub const TESTS: &[Test] = tests![
    what_is_hidden_is_gone_and_nothing_else needs OneEngine,
    a_hidden_truth_is_shown_nowhere needs OneEngine,
    the_bars_can_be_coloured_by_the_truth_where_it_is_shown needs OneEngine,
    what_is_locked_cannot_be_changed_by_hand needs OneEngine,
    with_all_locked_the_transport_remains needs OneEngine,
];

/// The lab's parts, and a selector for each.
const PARTS: &str = "
    const PARTS = {
        data: '[aria-label=Data]', model: '[aria-label=Model]', numbers: '[aria-label=Numbers]',
        charts: '#tab-climb', transport: '[aria-label=\"Step buttons\"]', labels: '#tab-labels', sentence: '[part=sentence]',
    };
";

async fn what_is_hidden_is_gone_and_nothing_else(browser: &Browser) -> Result<()> {
    open(browser, "reveal=1").await?;
    let script = "
        for (const hidden of Object.keys(PARTS)) {
            await lab.open(`step=2&reveal=1&hide=${hidden}`);
            await frames(3);
            for (const [name, selector] of Object.entries(PARTS)) same(seen($(selector)), name !== hidden, `hide=${hidden}: ${name}`);
            claim(seen($('[part=picture]')), `hide=${hidden}: the picture`);
            same(seen($('[part=formulas]')), hidden !== 'sentence', `hide=${hidden}: the formulas`);
            same(seen($('[part=predict]')), hidden !== 'transport', `hide=${hidden}: predict first`);
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
        await lab.open('reveal=1');
        await frames(3);
        for (const selector of Object.values(PARTS)) claim(seen($(selector)), `${selector} is back`);";
    page(browser, &format!("{PARTS}{script}")).await?;
    Ok(())
}

async fn a_hidden_truth_is_shown_nowhere(browser: &Browser) -> Result<()> {
    open_still(browser, "start=quantiles&step=2&reveal=1").await?;
    page(
        browser,
        "
        const reveal = () => $$('.tools button').filter((node) => seen(node) && node.textContent.includes('the truth'));
        const trueThings = () => [...$$('[data-process]'), ...$$('tr.truth'), $('[part=bars-by]'), $('[aria-label=\\'mean of process 1\\']')].filter(seen).length;
        await frames(3);
        claim(trueThings() > 5 && reveal().length === 1, 'shown');
        const open = drawn();
        for (const scenario of ['', 'hide=truth', 'reveal=1&hide=truth']) {
            await lab.open(`start=quantiles&step=2&${scenario}`.replace(/&$/, ''));
            await frames(3);
            same([trueThings(), reveal().length], [0, scenario === '' ? 1 : 0], scenario);
            claim(drawn().some((value, i) => value !== open[i]), `${scenario}: its curves are in the picture`);
            claim(!/hidden groups/.test($('.about').textContent) || !/two hidden/.test($('.about').textContent), $('.about').textContent);
            claim(!$('[part=picture]').ariaLabel.includes('true'), 'in words');
        }
        await lab.open('start=quantiles&step=2');
        reveal()[0].click();
        await until(() => trueThings() > 5);
        await frames(3);
        $('[part=bars-by] input[value=estimate]').click();
        await frames(3);
        claim(drawn().every((value, i) => value === open[i]), 'revealed, it is what it was');
        await lab.open('start=quantiles');
        same([seen(labelled('mean of process 1')), seen($('.unfold'))], [false, true], 'the processes are folded');
        same($('.unfold').textContent, 'Drawn from 2 processes: show or change them', 'behind one line');
        $('.unfold').click();
        await until(() => seen(labelled('mean of process 1')) && trueThings() > 5, 'which reveals');
        claim(!seen($('.unfold')), 'and goes');",
    )
    .await?;
    Ok(())
}

async fn the_bars_can_be_coloured_by_the_truth_where_it_is_shown(browser: &Browser) -> Result<()> {
    open_still(browser, "start=quantiles&reveal=1").await?;
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
        same($('[part=bars-by] input[value=truth]').checked, true, 'revealed, the truth is in the bars at once');
        await until(() => !unlike(drawn(), byTruth));
        $('[part=due]').click();
        await frames(3);
        same($('[part=bars-by] input[value=estimate]').checked, true, 'until a step');
        truth.click();
        $('[part=due]').click();
        await frames(3);
        same(truth.checked, true, 'what was chosen stays');
        await lab.open('data=old-faithful-waiting');
        await until(() => !seen($('[part=bars-by]')), 'where nothing is known');",
    )
    .await?;
    Ok(())
}

/// The controls of each name that can be locked, with an action that uses them.
const CONTROLS: &str = "
    const drop = () => {
        const brought = new DataTransfer();
        brought.items.add(new File(['1\\n2\\n3\\n4'], 'own.csv', { type: 'text/csv' }));
        for (const type of ['dragover', 'drop'])
            $('.lab').dispatchEvent(new DragEvent(type, { dataTransfer: brought, bubbles: true, cancelable: true }));
    };
    const ask = (name) => { for (const one of $$(`input[type=radio][name='${name}']`)) one.click(); };
    const CONTROLS = [
        ['data', () => ask('data-source')], ['data', drop], ['dim', () => ask('dim')],
        ['truth', () => write(labelled('mean of process 1'), '12')], ['truth', () => $$('[data-process]').forEach((grip) => key(grip))],
        ['seed', () => write(labelled('Seed of the sample'), '9')], ['seed', () => button('New sample').click()],
        ['k', () => write(labelled('components k'), '4')],
        ['start', () => write(labelled('start'), 'quantiles')], ['start', () => write(labelled('mean of component A'), '12')],
        ['start', () => $$('[data-component]').forEach((grip) => key(grip))], ['start', () => $('[part=undo]').click()],
        ['start-seed', () => write(labelled('Seed of the start'), '9')], ['start-seed', () => button('New start').click()],
        ['assignment', () => ask('assignment')], ['vary', () => ask('vary')],
        ['prior', () => ask('prior')], ['tol', () => write(labelled('Tolerance'), '0.1')], ['max', () => write(labelled('Most iterations'), '7')],
        ['floor', () => write(labelled('Floor of the sd'), '0.1')], ['bins', () => write($('[aria-label=Data] input[type=range]'), '20')],
        ['reveal', () => button('Hide the truth').click()], ['theme', () => write(labelled('Theme'), 'dark')],
        ['hide', () => $$('.hides input')[0].click()],
        ['speed', () => write(labelled('Speed'), '5')], ['step', () => $('.due').click()], ['step', () => press('ArrowRight')], ['step', () => press('End')],
    ];
    const key = (node) => node.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    const press = (name) => $('[part=picture]').dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
    // A locked control cannot be used: it is hidden, disabled or read-only.
    const tried = async (act) => {
        try { act(); } catch (error) { claim(/are called|null/.test(error.message), error.message); }
        await frames(3);
    };
";

async fn what_is_locked_cannot_be_changed_by_hand(browser: &Browser) -> Result<()> {
    open_still(browser, "").await?;
    let script = "
        const names = [...new Set(CONTROLS.map(([name]) => name))];
        // Each name by itself: its own controls are disabled, and the others are not.
        for (const name of names) {
            await lab.open(`start-seed=3&step=2&reveal=1&lock=${name}`);
            await frames(2);
            claim($('[part=locked]').textContent.startsWith('Locked here: '), `lock=${name} is said`);
            const before = lab.scenario;
            for (const [, act] of CONTROLS.filter(([own]) => own === name)) {
                await tried(act);
                same(lab.scenario, before, `lock=${name}: ${act}`);
            }
        }
        // Unlocked, each of them has an effect; else the test would show nothing.
        for (const [name, act] of CONTROLS.filter(([, act]) => !/undo/.test(String(act)))) {
            await lab.open('start-seed=3&step=2&reveal=1');
            await frames(2);
            const before = lab.scenario;
            await tried(act);
            if (act === drop) {
                await until(() => $$('[part=use-own]').some(seen), 'what was dropped is shown before it counts');
                $('[part=use-own]').click();
            }
            await until(() => lab.scenario !== before, `${name} unlocked: ${act}`);
        }
        // For screen readers too: a locked control is disabled or read-only, and its title says why.
        await lab.open('lock=k,start');
        await frames(2);
        const k = labelled('components k');
        const mean = labelled('mean of component A');
        same([k.disabled, mean.readOnly, mean.disabled], [true, true, false], 'a choice is disabled, a number can be read');
        for (const node of [k, mean]) claim(node.title.startsWith('Locked here'), node.title);
        same($$('[data-component][role=slider]').filter(seen).length, 0, 'no handle takes what it may not move');
        same($('[part=locked]').textContent, 'Locked here: the number of components, the start, with each weight, mean and sd.', 'in words');
        // Comparisons may run, but their fits cannot be taken into the lab.
        $('#tab-compare-k').click();
        await lab.compareK(3);
        await frames(2);
        same($$('[part=fits] tbody button').map(({ disabled }) => disabled), [true, true, true], 'a fit is not for taking');
        $('#tab-climb').click();
        // The page around it may change everything.
        await lab.load([1, 2, 3, 8, 9, 10]);
        same(lab.snapshot().n, 6, 'the page loads');
        await lab.open('k=3&lock=k');
        same([lab.snapshot().k, lab.scenario], [3, 'k=3&lock=k'], 'and opens');
        await lab.open('k=3');
        await frames(2);
        claim(!seen($('[part=locked]')) && !k.disabled && !mean.readOnly && k.title === '', 'and unlocks');";
    page(browser, &format!("{CONTROLS}{script}")).await?;
    Ok(())
}

async fn with_all_locked_the_transport_remains(browser: &Browser) -> Result<()> {
    open_lesson_still(browser, "lock=all&speed=max").await?;
    let script = "
        same($('[part=locked]').textContent, 'All is locked here but the buttons that step and run.', 'said');
        const before = lab.scenario;
        for (const [, act] of CONTROLS.filter(([name]) => name !== 'step' && name !== 'speed')) {
            await tried(act);
            same(lab.scenario, before, `all: ${act}`);
        }
        $('.due').click();
        press('ArrowRight');
        same(lab.snapshot().position, 2, 'it steps');
        button('One half-step back').click();
        same(lab.snapshot().position, 1, 'and back');
        button('To convergence').click();
        await until(() => lab.snapshot().status === 'converged', 'to the end');
        write(labelled('Speed'), '5');
        await until(() => lab.scenario.includes('speed=5'), 'at any speed');
        // A lesson's link opens its scenario, and what is locked stays locked.
        document.querySelector('.show-me[href*=\"k=3\"]').click();
        await until(() => lab.snapshot().k === 3, 'the link is followed');
        claim(lab.scenario.endsWith('lock=all'), lab.scenario);
        // A link to this state has the same lock.
        button('Copy link').click();
        claim(labelled('The link').value.includes('lock=all') && $$('.wishes input').some(({ checked, disabled }) => checked && disabled), 'its link');";
    page(browser, &format!("{CONTROLS}{script}")).await?;
    Ok(())
}
