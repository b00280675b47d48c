//! Families other than the Gaussian: chosen in the page, with their own words, formulas, bars and handles.

use anyhow::Result;
use browser_tests::{Browser, Test, tests};

use crate::support::{open_still, page, press};

pub const TESTS: &[Test] = tests![
    two_coins_show_their_chances_and_every_number_of_a_step needs OneEngine,
    a_family_is_chosen_and_brings_its_own_settings needs OneEngine,
    a_chance_is_set_by_field_and_by_keys needs OneEngine,
    a_value_that_cannot_be_is_refused_by_its_line needs OneEngine,
    counts_and_waiting_times_reach_the_references_numbers needs OneEngine,
];

async fn two_coins_show_their_chances_and_every_number_of_a_step(browser: &Browser) -> Result<()> {
    open_still(browser, "data=two-coins").await?;
    let script = "
        lab.eStep();
        const heads = [5, 9, 8, 4, 7];
        same(lab.responsibilities(heads).map(([ofA]) => Number(ofA.toFixed(2))), [0.45, 0.8, 0.73, 0.35, 0.65], 'whose each row is');
        lab.mStep();
        near(lab.snapshot().components[0].mean, 7.13012, 5e-6, 'A');
        same(labelled('chance of heads of component A').value, '0.713', 'its field');
        claim($('[part=sentence]').textContent.includes('7.13, a chance of heads of 0.713'), $('[part=sentence]').textContent);
        for (const node of $$('details')) node.open = true;
        await until(() => $('[part=formulas]').textContent.includes('21.297'), 'the formulas');
        const formulas = $('[part=formulas]').textContent;
        for (const words of ['10·2.9870', '0.713', 'Weights stay as they started.'])
            claim(formulas.includes(words), `${words} is not in ${formulas}`);
        claim($('[data-handle=mean]') !== null && !$$('[data-handle=sd]').some(seen), 'handles of means alone');
        lab.eStep();
        await until(() => $('[part=formulas] mfrac[linethickness=\"0\"]'), 'n over x');
        same($$('[part=formulas] mfrac[linethickness=\"0\"]').map((pile) => pile.textContent), ['nxi', 'nxi'], 'n over x, above and below');
        same($$('[part=formulas] msup').map((power) => power.textContent), ['pkxi', '(1−pk)n−xi', 'pjxi', '(1−pj)n−xi'], 'the powers');
        lab.back();
        $('#tab-landscape').click();
        const grip = () => $('[aria-label=\"chance of heads of A on the landscape\"]');
        await until(() => grip()?.getAttribute('aria-valuetext')?.startsWith('A, chance of heads, 0.71'), 'the landscape in chances');
        $('#tab-climb').click();
        claim($$('[part=charts] th').some((head) => head.textContent === 'chance of heads of A'), 'the climb in numbers');
        $('#tab-soft-and-hard').click();
        await until(() => $('[part=apart]').textContent.includes('chance of heads is 0.513 by EM and 0.450 by k-means'), 'the verdict in chances');
        same($$('[part=sides] thead tr:last-child th').filter(seen).map((head) => head.textContent.trim()), ['weight', 'chance of heads', 'points', 'chance of heads', 'points'], 'no sds');
        $('[data-handle=place]').focus();";
    page(browser, script).await?;
    press(browser, "\u{e014}").await?; // the arrow to the right
    let script = "
        const reading = $('[part=reading]').textContent;
        claim(/at x = \\d+(?![.\\d])/.test(reading), `a whole number: ${reading}`);
        claim($('[part=reading] mfrac[linethickness=\"0\"]'), 'n over x');";
    page(browser, script).await.map(drop)
}

async fn a_family_is_chosen_and_brings_its_own_settings(browser: &Browser) -> Result<()> {
    open_still(browser, "vary=shared-sd&k=3&reveal=1").await?;
    let script = "
        const family = $('select[aria-label=family]');
        const choose = async (word) => { family.value = word; family.dispatchEvent(new Event('change')); await until(() => lab.scenario.includes(`family=${word}`), word); await frames(); };
        await choose('binomial');
        same(lab.scenario, 'family=binomial&k=3&reveal=1', 'the link');
        claim(!seen($('input[name=vary][value=shared-sd]').parentElement) && !seen($('input[name=prior]')), 'what Gaussians alone have');
        write(labelled('Tosses for a value'), '20');
        await until(() => lab.scenario.includes('trials=20'), 'the tosses');
        same(lab.snapshot().truth.map(({ mean }) => mean), [6, 16], 'the processes');
        write(labelled('chance of heads of process 1'), '0.1');
        await until(() => lab.scenario.includes('truth=2,3000~16,7000'), lab.scenario);
        button('Add a process').click();
        await until(() => lab.scenario.includes('~18,7000'), lab.scenario);
        await choose('exponential');
        claim(!seen(labelled('Tosses for a value')), 'no tosses');
        same(labelled('mean of component A') !== null, true, 'its mean');
        family.value = 'gaussian';
        family.dispatchEvent(new Event('change'));
        await until(() => lab.scenario === 'k=3&reveal=1', 'and back');
        claim(seen(labelled('sd of component A')), 'with sds');";
    page(browser, script).await.map(drop)
}

async fn a_chance_is_set_by_field_and_by_keys(browser: &Browser) -> Result<()> {
    open_still(browser, "data=two-coins").await?;
    let script = "
        write(labelled('chance of heads of component A'), '0,8');
        await until(() => lab.scenario.includes('start=0.5,8~0.5,5'), lab.scenario);
        write(labelled('chance of heads of component A'), '1.2');
        await until(() => $$('[role=alert]').some((node) => node.textContent.includes('a mean from 0 to 10 (10 times the chance of heads) for component A, not 12')), 'a refusal');
        const knob = $('[data-handle=mean][data-component=\"1\"]');
        knob.focus();
        const { mean } = lab.snapshot().components[1];
        knob.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
        await until(() => lab.snapshot().components[1].mean > mean, 'a key moves it');";
    page(browser, script).await.map(drop)
}

async fn a_value_that_cannot_be_is_refused_by_its_line(browser: &Browser) -> Result<()> {
    open_still(browser, "family=binomial&step=2").await?;
    let script = "
        const before = state();
        for (const [text, words] of [
            ['heads\\n3\\n2.5\\n7', 'line 3 is 2.5, which cannot be: a binomial gives how often of 10 tosses it was heads'],
            ['heads\\n3\\n11', 'line 3 is 11'],
        ]) {
            pick('data-source', 'own');
            labelled('Your numbers').value = text;
            button('Read the numbers').click();
            await until(() => $$('[role=alert]').some((node) => node.textContent.includes(words)), words);
            same(state(), before, 'nothing changed');
        }
        const refusal = await failure(() => lab.load([3, -1, 4]));
        claim(refusal.message.includes('alue 2 is -1, which cannot be'), refusal.message);
        await lab.load([3, 1, 4, 10]);
        same(lab.snapshot().n, 4, 'heads are taken');";
    page(browser, script).await.map(drop)
}

/// The figures are SciPy's: `crates/em/tests/families/trajectories.py`.
async fn counts_and_waiting_times_reach_the_references_numbers(browser: &Browser) -> Result<()> {
    open_still(browser, "data=death-notices&tol=0&max=10000").await?;
    let script = "
        await lab.runToConvergence();
        const { components: [few, many], logLikelihood } = lab.snapshot();
        near(few.weight, 0.359885, 5e-7, 'weight');
        near(few.mean, 1.256095, 5e-7, 'fewer');
        near(many.mean, 2.663404, 5e-7, 'more');
        near(logLikelihood, -1989.94586, 5e-6, 'log-likelihood');
        near(few.sd, Math.sqrt(few.mean), 1e-12, 'the sd follows');
        const fits = await lab.compareK(4);
        same(fits.toSorted((a, b) => a.bic - b.bic)[0].k, 2, 'two rates by BIC');
        await lab.open('family=exponential&step=6');
        const row = lab.history().map(({ objective }) => objective);
        claim(row.every((value, i) => i === 0 || value >= row[i - 1] - 1e-12), 'it never falls');
        await lab.open('data=three-coins');
        await lab.runToConvergence();
        claim($('[part=sentence]').textContent.includes('Many other fits are exactly as good'), 'the start decides');";
    page(browser, script).await.map(drop)
}
