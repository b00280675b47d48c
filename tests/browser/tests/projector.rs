//! On a projector: the stage fills its box and nothing scrolls, the type grows with the screen, a half-step
//! can be slow, and a link says which chart is open. Full screen, and the projector theme.

use anyhow::Result;
use browser_tests::{Browser, Screen, Test, tests};
use xtask::browsers::Engine;

use crate::fonts;
use crate::support::{click, middle, open, open_still, page};

pub const TESTS: &[Test] = tests![
    on_a_stage_nothing_scrolls_and_no_text_is_small,
    beside_the_lesson_and_in_a_narrow_box_a_stage_can_be_read,
    a_glide_lasts_as_long_as_was_set needs OneEngine,
    the_old_curves_stay_until_the_new_ones_are_in_place needs OneEngine,
    a_guess_stays_until_it_is_cleared needs OneEngine,
    a_link_opens_its_tab_its_question_and_its_title needs OneEngine,
    a_link_is_shown_as_a_qr_code needs OneEngine,
    full_screen_shows_the_lab_alone_with_a_larger_picture,
    a_projector_gets_larger_type_and_thicker_lines_on_white,
];

/// A projector, a large projector, a slide, a laptop in full screen.
const BOXES: [(u32, u32); 4] = [(1280, 720), (1920, 1080), (960, 700), (1366, 768)];
const CHARTS: [&str; 7] =
    ["climb", "landscape", "compare-k", "restarts", "soft-and-hard", "labels", "ledger"];

/// Nothing of the lab is outside the window or its own box, and no text is small.
const FITS: &str = "
    const words = (node) => `${node.tagName}.${node.className} “${node.textContent.slice(0, 30)}”`;
    const shown = $$('*').filter((node) => node.checkVisibility() && !node.closest('dialog, .unseen, .as-table, svg, .grips, .weights, .guesses, .reading'));
    const wrong = shown.flatMap((node) => {
        const { right, bottom, width } = node.getBoundingClientRect();
        const { overflowX, overflowY } = getComputedStyle(node);
        const flows = [overflowX, overflowY].some((way) => ['auto', 'scroll'].includes(way));
        const scrolls = flows && (node.scrollHeight > node.clientHeight + 1 || node.scrollWidth > node.clientWidth + 1);
        return [
            width > 1 && (right > innerWidth + 1 || bottom > innerHeight + 1) && `${words(node)} reaches ${Math.round(right)}, ${Math.round(bottom)}`,
            scrolls && `${words(node)} scrolls`,
        ].filter(Boolean);
    });
    const root = document.documentElement;
    claim(root.scrollHeight <= innerHeight && root.scrollWidth <= innerWidth, `the page is ${root.scrollWidth} × ${root.scrollHeight}`);
    same(wrong, [], 'out of the box');
    const title = $('.title').getBoundingClientRect().right;
    const tools = Math.min(...$$('.tools *').filter(seen).map((node) => node.getBoundingClientRect().left));
    claim(title <= tools, `the title reaches ${title}, the tools begin at ${tools}`);
    const texts = shown.filter((node) => [...node.childNodes].some((part) => part instanceof Text && part.data.trim()) && !node.matches('option'));
    const small = texts.flatMap((node) => {
        const part = parseFloat(getComputedStyle(node).fontSize) / innerHeight;
        return part < 0.022 ? `${words(node)} has ${(100 * part).toFixed(2)} % of the height` : [];
    });
    if (projected) same([...new Set(small)], [], 'type');
    for (const part of ['picture', tab === 'climb' ? 'climb' : 'picture']) {
        const { width, height } = $(`[part=${part}]`).getBoundingClientRect();
        claim(width > 0.3 * innerWidth && height > 0.3 * innerHeight, `the ${part} is ${width} × ${height}`);
    }
    const { right, bottom, left, top } = $('.lab').getBoundingClientRect();
    same([left, top, right, bottom].map(Math.round), [0, 0, innerWidth, innerHeight], 'the lab fills the box');";

async fn on_a_stage_nothing_scrolls_and_no_text_is_small(browser: &Browser) -> Result<()> {
    // Where another engine sets its type a little wider, the fullest lab shows it.
    let counts = if browser.engine() == Engine::Chromium { "[2, 5, 8]" } else { "[8]" };
    for (width, height) in BOXES {
        browser.set_screen(Screen { width, height, still: true, ..Screen::default() }).await?;
        browser.open("embed.html").await?;
        fonts::bring(browser).await?;
        let script = format!(
            "
            for (const theme of ['projector', 'dark']) for (const k of theme === 'dark' ? [8] : {counts}) {{
                await lab.open(`truth=20,5,300~40,5,700&view=stage&reveal=1&step=2&theme=${{theme}}&k=${{k}}`);
                if (theme === 'projector' && {width} === 960) {{ await lab.compareK(3); await lab.restarts(4); }}
                for (const tab of {CHARTS:?}) {{
                    if (theme === 'dark' && tab !== 'climb') continue;
                    $(`#tab-${{tab}}`).click();
                    for (const wider of k === 8 ? [false, true] : [false]) {{
                        letters(wider);
                        await frames(2);
                        const projected = theme === 'projector';
                        try {{ {FITS} }} catch (error) {{
                            throw new Error(`{width} × {height}, ${{theme}}, k = ${{k}}, ${{tab}}, ${{wider ? 'wider letters' : 'letters'}}: ${{error.message}}`);
                        }}
                    }}
                    letters(false);
                }}
            }}
            // When a stage is resized, WebKit reports that it lays out twice.
            await lab.open('');"
        );
        page(browser, &script).await?;
    }
    // In the page, too, the type grows with the window, and so does that of the pictures.
    page(
        browser,
        "
        await lab.open('theme=projector');
        await frames(3);
        near(parseFloat(getComputedStyle($('.say')).fontSize), 1.14 * 0.025 * innerHeight, 0.5, 'type of the page');",
    )
    .await?;
    Ok(())
}

async fn beside_the_lesson_and_in_a_narrow_box_a_stage_can_be_read(browser: &Browser) -> Result<()> {
    for (file, width, height) in [
        ("index.html#theme=projector&view=stage&step=3", 1920, 1080),
        ("index.html#view=stage&step=3", 1366, 768),
        ("embed.html#view=stage&step=3", 960, 700),
        ("embed.html#view=stage&step=3", 600, 620),
        ("embed.html#view=stage&step=3", 700, 1000),
    ] {
        browser.set_screen(Screen { width, height, still: true, ..Screen::default() }).await?;
        browser.open(file).await?;
        page(
            browser,
            "
            await frames(3);
            const high = (part) => $(`[part=${part}]`).clientHeight / innerHeight;
            const where = `${innerWidth} × ${innerHeight}`;
            claim(high('picture') > 0.25, `${where}: the picture has ${high('picture')} of the height`);
            claim(!seen($('.charts')) || high('climb') > 0.14, `${where}: the chart has ${high('climb')}`);
            same(seen($('.charts')), innerWidth !== 600, `${where}: the chart`);
            const title = $('.about').getBoundingClientRect();
            const tools = $('.tools > :first-child').getBoundingClientRect();
            claim(title.right <= tools.left || title.bottom <= tools.top, `${where}: the title reaches ${title.right}, the tools begin at ${tools.left}`);
            claim(document.documentElement.scrollWidth <= innerWidth, where);",
        )
        .await?;
    }
    Ok(())
}

/// A clock that the test sets: so a glide begins and ends at known times on any machine.
const CLOCK: &str = "
    let now = performance.now();
    Object.defineProperty(performance, 'now', { value: () => now, configurable: true });
    const tick = async (ms) => { now += ms; await frames(2); };
    const gliding = () => $('.scene').classList.contains('glides');
";

async fn a_glide_lasts_as_long_as_was_set(browser: &Browser) -> Result<()> {
    open(browser, "start=0.5,25,8~0.5,30,8").await?;
    page(
        browser,
        &format!(
            "{CLOCK}
            for (const [scenario, seconds] of [['', 0.4], ['&theme=projector', 1.5], ['&glide=1', 1], ['&glide=4', 4], ['&theme=projector&glide=2.5', 2.5]]) {{
                await lab.open(`start=0.5,25,8~0.5,30,8${{scenario}}`);
                await frames(2);
                for (const step of ['E', 'M']) {{
                    $('[part=due]').click();
                    await tick(0);
                    await tick(1000 * seconds - 20);
                    claim(gliding(), `${{step}}${{scenario}}: it ended too soon`);
                    await tick(40);
                    claim(!gliding(), `${{step}}${{scenario}}: too late`);
                }}
            }}
            await lab.open('glide=0');
            $('[part=due]').click();
            await tick(0);
            claim(!gliding(), 'none');
            const glide = labelled('Motion of a half-step');
            write(glide, '3');
            same(lab.scenario, 'glide=3&step=1'.split('&').reverse().join('&'), 'the control sets it');
            $('[part=due]').click();
            await tick(2900);
            claim(gliding(), 'and it holds');"
        ),
    )
    .await?;
    Ok(())
}

async fn the_old_curves_stay_until_the_new_ones_are_in_place(browser: &Browser) -> Result<()> {
    open(browser, "start=0.5,25,3~0.5,30,3&reveal=0&glide=4&bins=20&theme=light").await?;
    page(
        browser,
        &format!(
            "{CLOCK}
            const coloured = () => {{
                const pixels = drawn(), {{ width, height }} = $('[part=picture]');
                const columns = new Set();
                for (let i = 0; i < pixels.length; i += 4) {{
                    // Blue is A's colour; counted in the lower part of the picture, where the bars are.
                    const [r, g, b] = [pixels[i], pixels[i + 1], pixels[i + 2]];
                    if (b - r > 30) columns.add((i / 4) % width);
                }}
                return columns.size / width;
            }};
            await frames(2);
            const before = coloured();
            $('[part=due]').click();
            await tick(0);
            await tick(1600);
            const half = coloured();
            await tick(4000);
            const all = coloured();
            claim(before < half && half < all, `bar after bar: ${{before}}, ${{half}}, ${{all}} of the columns are blue`);
            $('[part=due]').click();
            await tick(0);
            await tick(3999);
            const nearly = drawn();
            await tick(100);
            const there = drawn();
            const other = there.reduce((sum, value, i) => sum + (Math.abs(value - nearly[i]) > 60), 0);
            claim(other > 300, `only ${{other}} values differ: the old curves were not shown`);"
        ),
    )
    .await?;
    Ok(())
}

async fn a_guess_stays_until_it_is_cleared(browser: &Browser) -> Result<()> {
    open_still(browser, "start=0.5,25,7~0.5,35,7&reveal=0").await?;
    page(
        browser,
        "
        const clear = () => $('[part=clear-guess]');
        lab.step(3);
        claim(!seen(clear()), 'a start from a link is no guess');
        write(labelled('mean of component A'), '15');
        await until(() => lab.snapshot().position === 0);
        claim(!seen(clear()), 'as long as it is what is shown');
        lab.step(2);
        await frames(3);
        claim(seen(clear()), 'EM has moved the curves');
        const pixels = drawn();
        const { scenario } = lab;
        clear().focus();
        clear().click();
        await frames(3);
        claim(!seen(clear()) && lab.scenario === scenario, 'cleared, and nothing else');
        claim(drawn().some((value, i) => value !== pixels[i]), 'the curves placed by hand are gone');
        claim(lab.shadowRoot.activeElement !== null, 'the focus is kept');
        write(labelled('mean of component A'), '15');
        await until(() => lab.snapshot().position === 0);
        lab.step(1);
        await frames(3);
        claim(seen(clear()), 'another guess');
        await lab.open('k=3&step=2');
        claim(!seen(clear()), 'another scenario has none');",
    )
    .await?;
    Ok(())
}

async fn a_link_opens_its_tab_its_question_and_its_title(browser: &Browser) -> Result<()> {
    open_still(browser, "tab=landscape&predict=1&title=Whose_is_whose~3F&step=1").await?;
    page(
        browser,
        "
        const open = () => $('[role=tab][aria-selected=true]').id;
        same([open(), seen($('#chart-landscape'))], ['tab-landscape', true], 'the tab');
        claim($('[part=predict]').checked && seen($('[part=verdict]')), 'asked first');
        same($('[part=title]').textContent, 'Whose is whose?', 'the title');
        claim(!seen(document.querySelector('[slot=title]')), 'instead of the page’s');
        $('#tab-restarts').click();
        same([open(), lab.scenario], ['tab-restarts', 'step=1&tab=restarts&predict=1&title=Whose_is_whose~3F'], 'a click is in the link');
        $('[part=predict]').click();
        same(lab.scenario, 'step=1&tab=restarts&title=Whose_is_whose~3F', 'and so is the box');
        button('Copy link').click();
        const title = labelled('Title');
        same(title.value, 'Whose is whose?', 'as it is');
        title.value = 'a ~ b_c';
        title.dispatchEvent(new Event('input'));
        const link = labelled('The link').value.split('#')[1];
        $('dialog[open]').close();
        await lab.open(link);
        same($('[part=title]').textContent, 'a ~ b_c', 'any letters');
        // A change of the display during long work is kept when the work ends.
        lab.scenario = 'truth=20,5,3000~40,5,7000';
        await until(() => lab.scenario === '');
        const changing = labelled('Seed of the sample');
        write(changing, '9');
        $('#tab-landscape').click();
        await until(() => lab.scenario.includes('seed=9'));
        same(open(), 'tab-landscape', 'the tab that was chosen meanwhile');",
    )
    .await?;
    Ok(())
}

async fn a_link_is_shown_as_a_qr_code(browser: &Browser) -> Result<()> {
    open_still(browser, "k=3").await?;
    page(
        browser,
        "
        button('Copy link').click();
        const dialog = $('dialog[open]');
        const code = $('[part=qr-code]');
        claim(seen(code) && code.role === 'img' && code.ariaLabel.includes('QR code'), 'with its text alternative');
        const squares = () => code.querySelector('path').getAttribute('d').match(/M/g).length;
        const few = squares();
        // The pattern in a corner: a ring of 7 × 7 has 24 dark squares, and 9 are inside it.
        const at = new Set(code.querySelector('path').getAttribute('d').split('M').slice(1).map((part) => part.split('h')[0]));
        const ring = [...Array(49).keys()].filter((i) => at.has(`${i % 7} ${Math.floor(i / 7)}`)).length;
        same(ring, 33, 'the finder');
        button('Large, for a room').click();
        claim(code.getBoundingClientRect().width > 300, 'large');
        dialog.close();
        await lab.load(Array.from({ length: 298 }, (_, i) => i + 0.5));
        button('Copy link').click();
        const carries = [...dialog.querySelectorAll('label.check')].find((node) => node.textContent.includes('carries your 298 numbers'));
        claim(seen(carries) && carries.querySelector('input').checked, 'it says what the link carries');
        claim(labelled('The link').value.includes('values=0.5,1.5'), 'and it does');
        claim(squares() > 2 * few, 'the code too');
        carries.querySelector('input').click();
        same(labelled('The link').value.split('#')[1], 'data=own&k=3', 'left out');
        dialog.close();
        await lab.load(Array.from({ length: 1400 }, (_, i) => i));
        button('Copy link').click();
        claim(!seen(code) && dialog.textContent.includes('too long'), 'what no code holds is said');
        dialog.close();
        await lab.open('');
        button('Copy link').click();
        claim(!seen(carries) && seen(code), 'no own data, no question');",
    )
    .await?;
    Ok(())
}

async fn full_screen_shows_the_lab_alone_with_a_larger_picture(browser: &Browser) -> Result<()> {
    browser.set_screen(Screen { still: true, ..Screen::default() }).await?;
    browser.open("index.html#k=3&step=4").await?;
    let before = page(browser, "return $('[part=picture]').clientHeight;").await?;
    let button = "button.square";
    for (name, full) in [("Full screen", true), ("Leave full screen", false)] {
        let place = middle(browser, button).await?;
        click(browser, place).await?;
        page(
            browser,
            &format!(
                "
                await until(() => (document.fullscreenElement === lab) === {full}, '{name}');
                await until(() => $('{button}').ariaLabel === ({full} ? 'Leave full screen' : 'Full screen'), 'its name');
                await frames(4);
                const {{ width, height }} = lab.getBoundingClientRect();
                if ({full}) same([width, height], [innerWidth, innerHeight], 'the whole screen');
                claim({full} ? $('[part=picture]').clientHeight > {before} : $('[part=picture]').clientHeight === {before}, 'the picture');
                // Dialogs and keys work in full screen.
                button('Save').click();
                claim($('dialog[aria-label=Save]').open && seen($('dialog[aria-label=Save]')), 'a dialog');
                $('dialog[aria-label=Save]').close();"
            ),
        )
        .await?;
    }
    Ok(())
}

async fn a_projector_gets_larger_type_and_thicker_lines_on_white(browser: &Browser) -> Result<()> {
    browser.set_screen(Screen { width: 1280, height: 800, still: true, ..Screen::default() }).await?;
    browser.open("embed.html#k=3&step=6").await?;
    page(
        browser,
        "
        const size = (selector) => parseFloat(getComputedStyle($(selector)).fontSize);
        const parts = ['.say', '.due', '[part=formulas]', '.numbers td input', '[role=tab]', '.about', '.panel label'];
        const strokes = async () => [...(await (await lab.exportSvg()).text()).matchAll(/stroke-width=\"(\\d+)\"/g)].map(([, width]) => Number(width));
        const type = async () => Number((await (await lab.exportSvg()).text()).match(/font-size=\"([\\d.]+)\"/)[1]);
        const [sizes, lines, letters] = [parts.map(size), await strokes(), await type()];
        await lab.open('k=3&step=6&theme=projector');
        parts.forEach((part, i) => claim(size(part) > 1.15 * sizes[i], `${part}: ${sizes[i]} to ${size(part)}`));
        claim(Math.max(...await strokes()) > 1.3 * Math.max(...lines), 'lines');
        claim(await type() > 1.2 * letters, 'type in the picture');
        same(getComputedStyle(lab).backgroundColor, 'rgb(255, 255, 255)', 'pure white');
        same(getComputedStyle(document.documentElement).backgroundColor, 'rgb(255, 255, 255)', 'the page around it too');
        // Nothing is cut off at this size, whatever tab is chosen.
        for (const tab of $$('[role=tab]').filter(seen)) {
            tab.click();
            await frames(3);
            claim(document.documentElement.scrollWidth <= innerWidth, tab.textContent);
        }",
    )
    .await?;
    Ok(())
}
