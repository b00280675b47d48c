//! Predict first: a guess before the M step, and how near it was after it.

use anyhow::Result;
use browser_tests::{Browser, Test, tests};
use thirtyfour::Key;

use crate::support::{drag, middle, open_still, page, press};

pub const TESTS: &[Test] = tests![
    a_guess_by_the_keys_is_judged_after_the_m_step needs OneEngine,
    a_guess_by_hand_is_judged_too_and_changes_nothing_itself needs OneEngine,
    in_the_plane_a_guess_is_dragged_or_written_in_both_coordinates,
];

/// Compares what the verdict says of a component with the numbers.
const JUDGED: &str = "
    const judged = (letter, k, guess) => {
        const verdict = $('[part=verdict]').textContent.replaceAll('−', '-');
        const said = new RegExp(`${letter} you said (\\\\S+), it went to (\\\\S+): (\\\\S+) off`).exec(verdict);
        claim(said, verdict);
        const [guessed, went, off] = said.slice(1).map(Number);
        near(guessed, guess, 0.051, 'what was said');
        near(went, means()[k], 0.051, 'where it went');
        near(off, Math.abs(went - guessed), 1e-6, 'how far off, of the numbers as they are read');
    };
";

async fn a_guess_by_the_keys_is_judged_after_the_m_step(browser: &Browser) -> Result<()> {
    open_still(browser, "start=0.5,25,8~0.5,30,8").await?;
    page(
        browser,
        "
        const guesses = () => $$('[data-handle=guess]').filter(seen).length;
        claim(guesses() === 0 && !seen($('[part=verdict]')), 'unasked');
        $('[part=predict]').click();
        await frames(3);
        claim(guesses() === 0 && seen($('[part=verdict]')), 'before an E step there is nothing to guess');
        lab.eStep();
        await frames(3);
        same(guesses(), 2, 'one marker for each mean');
        const marker = $('[data-component=\\'1\\'][data-handle=guess]');
        same([marker.role, marker.ariaLabel], ['slider', 'where will the mean of B go?'], 'its name');
        near(Number(marker.ariaValueNow), means()[1], 1e-9, 'it begins at the mean');
        marker.focus();",
    )
    .await?;
    press(browser, Key::Right + Key::Right + Key::Right + Key::Right + Key::Right).await?;
    let script = "
        const now = () => Number($('[data-component=\\'1\\'][data-handle=guess]').ariaValueNow);
        await until(() => now() > means()[1] + 1, 'it has moved');
        const guess = now();
        same([lab.snapshot().position, lab.snapshot().next], [1, 'M'], 'a guess is no half-step');
        $('[part=due]').click();
        await frames(3);
        judged('B', 1, guess);
        claim(!$('[part=verdict]').textContent.includes('A you said'), 'of A nothing was said');
        lab.eStep();
        await frames(3);
        claim(!$('[part=verdict]').textContent.includes('you said'), 'asked anew');
        near(Number($('[data-component=\\'1\\'][data-handle=guess]').ariaValueNow), means()[1], 1e-9, 'from the mean as it is now');
        $('[part=predict]').click();
        await frames(3);
        claim($$('[data-handle=guess]').filter(seen).length === 0 && !seen($('[part=verdict]')), 'put away');";
    page(browser, &format!("{JUDGED}{script}")).await?;
    Ok(())
}

async fn a_guess_by_hand_is_judged_too_and_changes_nothing_itself(browser: &Browser) -> Result<()> {
    open_still(browser, "start=0.5,20,6~0.5,34,6&step=1").await?;
    page(browser, "$('[part=predict]').click(); await frames(3); window.was = state();").await?;
    let from = middle(browser, "[data-component='0'][data-handle=guess]").await?;
    drag(browser, from, (-50.0, 0.0), 10, true).await?;
    let script = "
        const now = () => Number($('[data-component=\\'0\\'][data-handle=guess]').ariaValueNow);
        await until(() => now() < means()[0] - 1, 'it has moved');
        const guess = now();
        same(state(), window.was, 'a guess changes nothing');
        $('[part=due]').click();
        await frames(3);
        judged('A', 0, guess);
        lab.back();
        await frames(3);
        claim(!$('[part=verdict]').textContent.includes('you said'), 'after one step back it asks again');";
    page(browser, &format!("{JUDGED}{script}")).await?;
    Ok(())
}

async fn in_the_plane_a_guess_is_dragged_or_written_in_both_coordinates(browser: &Browser) -> Result<()> {
    open_still(browser, "data=old-faithful&step=1&predict=1&start=0.5,2.5,60,0.5,8,0~0.5,4.2,80,0.5,8,0")
        .await?;
    let marker = "[data-component='0'][data-handle=guess]";
    let begin = format!("
        await frames(3);
        same($$('[data-handle=guess]').filter(seen).map((node) => node.ariaLabel), ['where will the mean of A go?', 'where will the mean of B go?'], 'a marker for each mean');
        window.was = state();
        window.began = middle($({marker:?}));
        $({marker:?}).focus();");
    page(browser, &begin).await?;
    press(browser, Key::Right + Key::Up).await?;
    let script = format!("
        for (const [axis, by] of [[0, 1], [1, -1]]) await until(() => by * (middle($({marker:?}))[axis] - window.began[axis]) > 2, 'up and to the right');
        claim(/^A, expected mean, \\(2\\.5\\d, 60\\.\\d\\)$/.test($({marker:?}).ariaValueText), $({marker:?}).ariaValueText);
        claim(labelled('expected mean y of A').value !== '60.0', 'the fields follow the keys');
        window.began = middle($({marker:?}));");
    page(browser, &script).await?;
    let from = middle(browser, marker).await?;
    drag(browser, from, (-40.0, 25.0), 10, true).await?;
    let script = format!("
        for (const [axis, by] of [[0, -40], [1, 25]]) await until(() => Math.abs(middle($({marker:?}))[axis] - window.began[axis] - by) <= 1.5, 'under the pointer');
        write(labelled('expected mean x of B'), '4,50');
        write(labelled('expected mean y of B'), 'high');
        claim($$('[role=alert]').some((node) => seen(node) && node.textContent.includes('expected a number, not “high”')), 'refused in words');
        write(labelled('expected mean y of B'), '85');
        await frames(3);
        same(state(), window.was, 'a guess changes nothing');
        const a = [0, 1].map((axis) => Number(labelled(`expected mean ${{'xy'[axis]}} of A`).value));
        $('[part=due]').click();
        await frames(3);
        const verdict = $('[part=verdict]').textContent;
        [a, [4.5, 85]].forEach((guess, k) => {{
            const said = new RegExp(`${{'AB'[k]}} you said \\\\((\\\\S+), (\\\\S+)\\\\), it went to \\\\((\\\\S+), (\\\\S+)\\\\): (\\\\S+) and (\\\\S+) off`).exec(verdict);
            claim(said, verdict);
            const [x, y, toX, toY, offX, offY] = said.slice(1).map(Number);
            for (const [axis, is, to, off] of [[0, x, toX, offX], [1, y, toY, offY]]) {{
                near(is, guess[axis], [0.0051, 0.051][axis], 'what was said');
                near(to, lab.snapshot().components[k].mean[axis], 0.051, 'where it went');
                near(off, Math.abs(to - is), 1e-6, 'how far off, of the numbers as they are read');
            }}
        }});
        // From the marker’s tip to the mean, whatever is between.
        const ends = (k) => [$(`[data-component='${{k}}'][data-handle=guess]`), $(`[data-component='${{k}}'][data-handle=mean]`)].map((node) => node.getBoundingClientRect());
        const [guess, mean] = ends(1);
        const way = Math.hypot(guess.left + guess.width / 2 - mean.left - mean.width / 2, guess.bottom - mean.top - mean.height / 2);
        near(parseFloat($('.miss.k1').style.getPropertyValue('--w')), way, 3, 'the arrow is as long');");
    page(browser, &script).await.map(drop)
}
