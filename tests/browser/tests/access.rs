//! The page without a mouse and without the picture: where Tab leads, how the focus is shown, what a
//! screen reader says and when, and the table beside each chart.

use anyhow::{Context, Result, ensure};
use browser_tests::{Browser, Screen, Test, tests};
use serde_json::json;
use thirtyfour::Key;
use xtask::browsers::Engine;

use crate::support::{hover, middle, open, open_still, page, press};

pub const TESTS: &[Test] = tests![
    tab_leads_through_the_whole_lab_in_order_and_shows_where_it_is,
    a_dialog_gives_the_focus_back,
    a_run_is_silent_and_its_end_is_announced_once needs OneEngine,
    a_half_step_is_announced_once needs OneEngine,
    the_result_of_a_comparison_is_announced needs OneEngine,
    the_picture_has_words_and_a_table needs OneEngine,
    the_climb_has_a_table needs OneEngine,
    a_screen_reader_says_how_high_the_landscape_is needs OneEngine,
    a_screen_reader_can_follow_the_worked_example needs Cdp,
    a_guess_needs_no_dragging needs OneEngine,
    what_covers_the_picture_can_be_closed,
];

/// What has the focus now, and how it is shown. The mark of the focus is an outline; for a radio button
/// it is around its word, for the file input around the button.
const STOP: &str = "
    let node = document.activeElement;
    while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
    if (!node || node === document.body) return null;
    await frames(1);
    const marked = node.matches('[type=radio]') ? node.nextElementSibling : (node.closest('.file') ?? node);
    const style = getComputedStyle(marked);
    const parts = (colour) => (colour.match(/[0-9.]+/g) ?? []).map(Number);
    const luminance = (colour) => {
        const [r, g, b] = parts(colour).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const parent = (at) => at.assignedSlot ?? at.parentElement ?? at.getRootNode().host;
    // An outline drawn inwards lies on the element's own background.
    let background = parseFloat(style.outlineOffset) < 0 ? marked : parent(marked);
    while (background && (parts(getComputedStyle(background).backgroundColor)[3] ?? 1) === 0) background = parent(background);
    const [one, other] = [style.outlineColor, getComputedStyle(background ?? document.documentElement).backgroundColor].map(luminance);
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    const { left, right, top, bottom } = marked.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2];
    let over = document.elementFromPoint(x, y);
    while (over?.shadowRoot?.elementFromPoint(x, y) && over.shadowRoot.elementFromPoint(x, y) !== over) over = over.shadowRoot.elementFromPoint(x, y);
    const free = over !== null && (marked.contains(over) || over.contains(marked) || node.closest('label')?.contains(over));
    return {
        name: node.ariaLabel ?? (node.closest('label')?.querySelector('span') ?? node.closest('label') ?? node).textContent,
        in: node.closest('[role=group], section, header, aside')?.ariaLabel ?? node.closest('header')?.tagName ?? '',
        role: node.getAttribute('role') ?? node.type ?? node.tagName,
        outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        contrast, free, inside: getComputedStyle(node).opacity === '0' && node.matches('[type=radio]') ? true : right > 0 && left < innerWidth && bottom > 0 && top < innerHeight,
    };";

async fn tab_leads_through_the_whole_lab_in_order_and_shows_where_it_is(browser: &Browser) -> Result<()> {
    const MOST_STOPS: usize = 90;
    for (width, height, dark) in [(1440, 900, false), (390, 844, true)] {
        browser.set_screen(Screen { width, height, dark, still: true, ..Screen::default() }).await?;
        browser.open("embed.html#truth=20,5,300~40,5,700&step=2&reveal=1").await?;
        let mut order = Vec::new();
        for _ in 0..MOST_STOPS {
            press(browser, Key::Tab).await?;
            let stop = page(browser, STOP).await?;
            if stop.is_null() {
                break;
            }
            let name = stop["name"].as_str().unwrap_or_default().trim().to_string();
            // In a browser without a toolbar Tab goes from the end of the page to its beginning; in no other.
            if order.first() == Some(&name) {
                ensure!(browser.engine() == Engine::WebKit, "at {width}: Tab is caught in the lab");
                break;
            }
            ensure!(!name.is_empty(), "at {width}: a stop without a name after {order:?}: {stop}");
            ensure!(stop["outline"] == true, "at {width}: nothing shows the focus on {stop}");
            let contrast = stop["contrast"].as_f64().context("no contrast")?;
            ensure!(contrast >= 3.0, "at {width}: the mark of the focus is pale: {stop}");
            ensure!(
                stop["inside"] == true && stop["free"] == true,
                "at {width}: what has the focus is out of sight: {stop}"
            );
            order.push(name);
        }
        ensure!(order.len() < MOST_STOPS, "Tab never left the lab: {order:?}");
        let wanted = [
            "E stepshare the points out",
            "Reset to the start",
            "One half-step back",
            "Run",
            "To convergence",
            "Half-steps taken",
            "Speed",
            "Histogram of 1,000 points (value) under the curves of two components and their mixture",
            "Place on the axis",
            "weight of A",
            "weight of B",
            "mean of A",
            "sd of A",
            "mean of B",
            "sd of B",
            "mean of true process 1",
            "sd of true process 2",
            "The histogram as a table",
            "The formulas, with these numbers",
            "predict first",
            "Hide the truth",
            "by EM",
            "Copy link",
            "Theme",
            "The keys",
            "Climb",
            "The climb, half-step by half-step",
            "The climb as a table",
        ];
        let mut rest = order.iter();
        for name in wanted {
            ensure!(
                rest.any(|stop| stop == name),
                "at {width}: “{name}” is not where it should be in {order:#?}"
            );
        }
        for name in [
            "simulated",
            "mean of process 1",
            "Remove process 2",
            "bins",
            "components k",
            "softly",
            "mean of component A",
            "sd of component B",
        ] {
            ensure!(
                order.iter().any(|stop| stop == name),
                "at {width}: “{name}” is never reached in {order:#?}"
            );
        }
    }
    Ok(())
}

async fn a_dialog_gives_the_focus_back(browser: &Browser) -> Result<()> {
    open_still(browser, "").await?;
    for name in ["The keys", "Copy link", "Save"] {
        page(browser, &format!("button({name:?}).focus();")).await?;
        press(browser, Key::Enter).await?;
        page(
            browser,
            "claim($('dialog[open]')?.contains(lab.shadowRoot.activeElement), 'the focus is within');",
        )
        .await?;
        press(browser, Key::Escape).await?;
        page(browser, &format!("claim(!$('dialog[open]') && lab.shadowRoot.activeElement === button({name:?}), 'back on {name}');")).await?;
    }
    Ok(())
}

/// From here on, `spoken` holds every text that appears in a live region.
const LISTEN: &str = "
    window.spoken = [];
    const regions = '[role=status], [role=alert], [role=log], [aria-live], output, progress[aria-live]';
    new MutationObserver((changes) => {
        for (const { target } of changes) {
            const node = target instanceof Element ? target : target.parentElement;
            const region = node?.closest(regions);
            if (region && region.getAttribute('aria-live') !== 'off' && region.checkVisibility()) window.spoken.push(region.textContent);
        }
    }).observe(lab.shadowRoot, { subtree: true, childList: true, characterData: true });";

async fn a_run_is_silent_and_its_end_is_announced_once(browser: &Browser) -> Result<()> {
    open_still(browser, "truth=20,5,300~40,5,700&speed=max&tol=0&max=10000").await?;
    page(browser, &format!("{LISTEN} lab.run(); const {{ position }} = lab.snapshot();
        await until(() => lab.snapshot().position > position + 40);
        same(window.spoken, [], 'while it runs');
        lab.pause();
        await frames();
        same([...new Set(window.spoken)], [$('[part=sentence]').textContent], 'where it stands, and no more');
        claim(/^[EM] step/.test(window.spoken[0]), window.spoken[0]);
        window.spoken.length = 0;
        await lab.open('truth=20,5,300~40,5,700&speed=max&start=kmeans'); await frames(); window.spoken.length = 0;
        lab.run();
        await until(() => lab.snapshot().status === 'converged' && $('button.run').textContent === 'Run');
        await frames();
        same([...new Set(window.spoken)], [$('[part=sentence]').textContent], 'that it has ended');")).await?;
    Ok(())
}

async fn a_half_step_is_announced_once(browser: &Browser) -> Result<()> {
    open(browser, "truth=20,5,300~40,5,700").await?;
    page(browser, &format!("{LISTEN}
        for (const name of ['E', 'M', 'E']) {{
            window.spoken.length = 0;
            $('[part=due]').click();
            await frames(3);
            same([...new Set(window.spoken)], [$('[part=sentence]').textContent], `one sentence for ${{name}}`);
            claim(window.spoken[0].startsWith(`${{name}} step`), window.spoken[0]);
        }}")).await?;
    Ok(())
}

async fn the_result_of_a_comparison_is_announced(browser: &Browser) -> Result<()> {
    open_still(browser, "truth=20,5,300~40,5,700").await?;
    page(
        browser,
        &format!(
            "{LISTEN}
        $('#tab-compare-k').click();
        await lab.compareK(2);
        await frames();
        same(window.spoken, [$('[part=compare-k-verdict]').textContent], 'Compare k');
        window.spoken.length = 0;
        $('#tab-restarts').click();
        await lab.restarts(5);
        await frames();
        same(window.spoken, [$('[part=restarts-verdict]').textContent], 'Restarts');"
        ),
    )
    .await?;
    Ok(())
}

async fn the_picture_has_words_and_a_table(browser: &Browser) -> Result<()> {
    open_still(browser, "start-seed=1&step=2&reveal=1").await?;
    page(browser, "
        const picture = $('[part=picture]');
        same(picture.role, 'img', 'its role');
        claim(picture.ariaLabel.startsWith('Histogram of 10,000 points'), picture.ariaLabel);
        const words = () => $(`#${picture.getAttribute('aria-describedby')}`).textContent;
        for (const said of ['50 bars, coloured by whose points they are', 'two peaks, near 20.57 and 39.73', 'A with weight 0.71', 'process 2 with weight 0.70'])
            claim(words().includes(said), `“${said}” is not in “${words()}”`);
        await lab.open('');
        claim(!words().includes('process') && words().includes('grey'), words());
        await lab.open('start-seed=1&step=2&reveal=1');
        const table = $('[part=bars-table]');
        claim(table.getBoundingClientRect().width <= 2, 'invisible until it has the focus');
        table.querySelector('summary').focus();
        claim(table.getBoundingClientRect().width > 50 && table.querySelectorAll('tbody tr').length === 0, 'seen with the focus, and not filled');
        table.querySelector('summary').click();
        const rows = () => [...table.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent));
        await until(() => rows().length === 50);
        const number = (text) => Number(text.replaceAll(',', ''));
        same(rows().reduce((sum, [, points]) => sum + number(points), 0), 10000, 'all the points');
        const [a, b] = [2, 3].map((column) => rows().reduce((sum, row) => sum + number(row[column]), 0));
        near(a, lab.snapshot().effectiveCounts[0], 3, 'A’s'); near(b, lab.snapshot().effectiveCounts[1], 3, 'B’s');
        same([...table.querySelectorAll('thead th')].map((head) => head.textContent), ['bar', 'points', 'of them A’s', 'of them B’s'], 'its heads');
        lab.reset();
        await frames();
        same(rows()[0].length, 2, 'before the first E step without shares');").await?;
    Ok(())
}

async fn the_climb_has_a_table(browser: &Browser) -> Result<()> {
    open_still(browser, "truth=20,5,300~40,5,700&step=300&tol=0").await?;
    page(browser, "
        const table = $('[part=climb-table]');
        table.open = true;
        const rows = () => [...table.querySelectorAll('tbody tr')];
        await until(() => rows().length > 20);
        claim(rows().length <= 64, `${rows().length} rows`);
        const cells = (row) => [...row.children].map((cell) => cell.textContent.replaceAll(',', '').replace('−', '-'));
        same(rows().filter((row) => row.ariaCurrent === 'true' || row.getAttribute('aria-current') === 'true').map((row) => cells(row)[0]), ['after M step 150'], 'where it stands');
        const history = lab.history();
        for (const at of [0, 1, 2, 19]) {
            const [, objective, bound, mean] = cells(rows()[at]).map(Number);
            near(objective, history[at].objective, 1e-6, 'the objective');
            if (history[at].lowerBound !== null) near(bound, history[at].lowerBound, 1e-6, 'the bound');
            near(mean, history[at].components[0].mean, 0.01, 'the mean of A');
        }
        const [, last] = cells(rows().at(-1)).map(Number);
        near(last, history.at(-1).objective, 1e-6, 'the last');").await?;
    Ok(())
}

async fn a_screen_reader_says_how_high_the_landscape_is(browser: &Browser) -> Result<()> {
    open_still(browser, "truth=20,5,300~40,5,700&start=0.5,30,5~0.5,35,5").await?;
    page(browser, "$('#tab-landscape').click(); await frames(3); $('.at-border.across').focus(); window.was = lab.snapshot().meanLogLikelihood;").await?;
    press(browser, Key::Left + Key::Left + Key::Left).await?;
    page(
        browser,
        "
        const said = () => $('.at-border.across').ariaValueText;
        await until(() => means()[0] < 29 && said().includes('log-likelihood'), 'it says the height there');
        const height = Number(/log-likelihood −([0-9.]+) per point/.exec(said())[1]);
        near(-height, lab.snapshot().meanLogLikelihood, 1e-4, 'the height');
        claim(lab.snapshot().meanLogLikelihood > window.was, 'in this direction it rises');",
    )
    .await?;
    Ok(())
}

/// Chromium's accessibility tree, in order: what a screen reader reads from the top of the page.
async fn screen_reader_text(browser: &Browser) -> Result<String> {
    let tree = browser.cdp("Accessibility.getFullAXTree", json!({})).await?;
    let nodes = tree["nodes"].as_array().context("no tree")?;
    let spoken = nodes.iter().filter(|node| node["ignored"] == false).map(|node| {
        let of = |what: &str| node[what]["value"].as_str().unwrap_or_default().to_string();
        format!("{} {} {}", of("role"), of("name"), of("description"))
    });
    Ok(spoken.collect::<Vec<_>>().join("\n"))
}

async fn a_screen_reader_can_follow_the_worked_example(browser: &Browser) -> Result<()> {
    browser.set_screen(Screen { still: true, ..Screen::default() }).await?;
    browser.open("embed.html#start=0.5,25,7~0.5,35,7&reveal=1").await?;
    for (step, expected) in [
        (
            "",
            &[
                "10,000 points, two hidden groups",
                "50 bars, grey, from 4.07 to 57.29, with two peaks, near 20.57 and 39.73",
                "A with weight 0.50, mean 25.00, sd 7.00",
                "button E step share the points out",
                "slider mean of B",
            ][..],
        ),
        (
            "lab.eStep();",
            &[
                "holds 3,601 points’ worth",
                "6,399",
                "coloured by whose points they are",
                "button M step move each curve to its points",
            ],
        ),
        (
            "lab.mStep();",
            &[
                "B moved from 35.0 to 39.5",
                "the log-likelihood rose by",
                "B with weight 0.64, mean 39.51, sd 6.44",
            ],
        ),
        (
            "await lab.runToConvergence();",
            &[
                "A with weight 0.30, mean 19.90, sd 4.97",
                "rowheader true process 1",
                "Converged: iteration 22",
            ],
        ),
    ] {
        page(browser, &format!("{step} await frames();")).await?;
        let heard = screen_reader_text(browser).await?;
        // A screen reader joins words that are in several text nodes.
        let sentence = page(browser, "return $('[part=sentence]').textContent;").await?;
        for words in expected {
            let there = heard.contains(words) || sentence.as_str().unwrap_or_default().contains(words);
            ensure!(there, "after `{step}` “{words}” is missing from {heard}\n{sentence}");
        }
    }
    Ok(())
}

async fn a_guess_needs_no_dragging(browser: &Browser) -> Result<()> {
    open_still(browser, "start=0.5,25,8~0.5,30,8&step=1").await?;
    page(browser, "
        $('[part=predict]').click();
        await frames(3);
        const field = labelled('expected mean of B');
        write(field, 'about 38');
        claim($$('[role=alert]').some((node) => seen(node) && node.textContent.includes('expected a number, not “about 38”')), 'refused in words');
        write(field, '38');
        await frames(3);
        near(Number($('[data-component=\\'1\\'][data-handle=guess]').ariaValueNow), 38, 1e-9, 'the marker goes there');
        lab.mStep();
        await frames(3);
        claim($('[part=verdict]').textContent.includes('B you said 38.0'), $('[part=verdict]').textContent);
        claim(!seen(field), 'asked and answered');").await?;
    Ok(())
}

async fn what_covers_the_picture_can_be_closed(browser: &Browser) -> Result<()> {
    open_still(browser, "step=2").await?;
    let place = middle(browser, "[part=picture]").await?;
    hover(browser, place).await?;
    page(browser, "await until(() => seen($('[part=reading]'))); claim(document.activeElement === document.body, 'the focus is elsewhere');").await?;
    press(browser, Key::Escape).await?;
    page(
        browser,
        "await until(() => !seen($('[part=reading]')), 'Escape closes it, though the pointer has not moved');",
    )
    .await?;
    hover(browser, (place.0 + 20.0, place.1)).await?;
    page(
        browser,
        "await until(() => seen($('[part=reading]')), 'the pointer moves, and it is there again');",
    )
    .await?;
    Ok(())
}
