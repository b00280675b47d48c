//! Small windows, large type, wide spacing, touch: nothing is cut off, nothing scrolls in both
//! directions, and everything is large enough to be touched.

use anyhow::{Context, Result, ensure};
use browser_tests::{Browser, Screen, Test, tests};
use thirtyfour::Key;
use xtask::browsers::Engine;

use crate::states::STATES;
use crate::support::{page, press};
use crate::{fonts, policy};

pub const TESTS: &[Test] = tests![
    at_320_pixels_nothing_is_cut_nor_too_small_and_nothing_scrolls_sideways,
    spaced_or_twice_as_large_nothing_is_cut_and_a_mouse_can_hit_everything needs OneEngine,
    forced_colours_reach_the_pictures needs ForcedColours,
];

/// What is cut off, or wider than its column (or than the window, outside any column). A box that
/// scrolls may hold wider content if it can be reached by keyboard and has a name; a box without
/// anything to scroll is no stop of Tab.
const CUT: &str = "
    const everything = () => [...(first ? document.querySelectorAll('body *') : []), ...$$('*')];
    const shown = () => everything().filter((node) => node.checkVisibility() && !node.closest('.unseen, .as-table:not([open]), .skip, svg, .scene > :not(.reading), canvas'));
    const words = (node) => `${node.tagName}.${node.className} “${node.textContent.slice(0, 30)}”`;
    const flows = (node) => ['auto', 'scroll'].includes(getComputedStyle(node).overflowX);
    const scroller = (node) => {
        const box = node.closest('.wide, .scrolls');
        return box && flows(box) ? box : null;
    };
    const tooWide = (node) => node.scrollWidth > node.clientWidth + 1;
    const tooHigh = (node) => node.scrollHeight > node.clientHeight + 1;
    const cutIn = (node) => {
        const { right, width } = node.getBoundingClientRect();
        const hides = (side) => !node.matches('input, select, textarea') && ['hidden', 'clip'].includes(getComputedStyle(node)[side]);
        const [wide, high, box] = [tooWide(node), tooHigh(node), scroller(node)];
        const column = box ? null : node.parentElement?.closest('.panel, .tab, .foot, .sheet, figure, .question, .lesson, .opening, .contents');
        const edge = box && box !== node ? Infinity : column ? column.getBoundingClientRect().right : innerWidth;
        const reached = node.tabIndex === 0 && node.role === 'group' && Boolean(node.ariaLabel);
        return [
            width > 1 && right > edge + 1 && `${words(node)} reaches ${Math.round(right)} of ${Math.round(edge)}`,
            node !== box && wide && node.clientWidth > 1 && hides('overflowX') && `${words(node)} is ${node.scrollWidth} wide in ${node.clientWidth}`,
            node !== box && high && node.clientHeight > 1 && hides('overflowY') && `${words(node)} is ${node.scrollHeight} high in ${node.clientHeight}`,
            node === box && (wide || (high && node.matches('.scrolls'))) !== reached && `${words(node)}, ${node.scrollWidth} wide in ${node.clientWidth}, has the name ${node.ariaLabel} for the keyboard`,
        ].filter(Boolean);
    };
    const cut = () => [...new Set(shown().flatMap(cutIn))];
    // A picture that is still computed is laid out a little later.
    await until(() => cut().length === 0).catch(() => same(cut(), [], 'cut off'));
    claim(document.documentElement.scrollWidth <= innerWidth, `the page is ${document.documentElement.scrollWidth} wide in ${innerWidth}`);";

/// The fonts that a claim about space is checked with: the usual one, and one a tenth wider. Where the
/// type is spaced or large already, only the wider one is used.
const BOTH: &str = "[false, true]";
const USUAL: &str = "[false]";
const WIDER: &str = "[true]";

/// A way to show the lab, and what must hold in it.
struct Look<'a> {
    size: (u32, u32),
    /// A style sheet beside the lab's own.
    sheet: &'a str,
    /// With which letters: `BOTH`, `USUAL` or `WIDER`.
    letters: &'a str,
    claims: &'a str,
}

/// Goes through the states, and shows each in these ways.
async fn go_through(browser: &Browser, file: &str, looks: &[Look<'_>]) -> Result<()> {
    let screen = |Look { size: (width, height), .. }: &Look<'_>| Screen {
        width: *width,
        height: *height,
        still: true,
        ..Screen::default()
    };
    browser.set_screen(screen(&looks[0])).await?;
    browser.open(file).await?;
    page(
        browser,
        "window.sheet = new CSSStyleSheet();
         for (const root of [document, lab.shadowRoot]) root.adoptedStyleSheets = [...root.adoptedStyleSheets, window.sheet];
         // What a reader has opened in the lesson.
         for (const node of document.querySelectorAll('details')) node.open = true;
         await until(() => document.querySelectorAll('.lesson > section:not(.laid-out)').length === 0, 'every chapter is laid out');",
    )
    .await?;
    fonts::bring(browser).await?;
    for (i, (name, script)) in STATES.iter().enumerate() {
        page(browser, script).await.with_context(|| format!("on the way to “{name}”"))?;
        // What is around the lab is the same in all of them.
        let first = i == 0;
        for look in looks {
            browser.set_screen(screen(look)).await?;
            let Look { size: (width, height), sheet, letters, claims } = look;
            let shown = format!(
                "const first = {first};
                 window.sheet.replaceSync({sheet:?});
                 // What is out of sight is not updated.
                 for (const part of [lab, ...$$('.tab').filter(seen)]) {{
                     part.scrollIntoView({{ block: 'start', behavior: 'instant' }});
                     await frames(3);
                 }}
                 for (const wider of {letters}) {{
                     letters(wider);
                     await frames();
                     try {{ {claims} }} catch (error) {{ throw new Error(`${{wider ? 'wider letters' : 'letters'}}: ${{error.message}}`); }}
                 }}
                 letters(false);"
            );
            let place = || format!("{file} at {width} × {height}, {name}, {sheet}");
            page(browser, &shown).await.with_context(place)?;
        }
    }
    policy::is_kept(browser).await
}

async fn at_320_pixels_nothing_is_cut_nor_too_small_and_nothing_scrolls_sideways(
    browser: &Browser,
) -> Result<()> {
    // In another engine the wider letters show whether it sets its type wider.
    let letters = if browser.engine() == Engine::Chromium { BOTH } else { WIDER };
    let claims = format!("{{ {CUT} }} {{ {LARGE} }}");
    // 1280 × 1024 at 400 % is 320 × 256. In a frame the lab is not narrower than that.
    let small = Look { size: (320, 256), sheet: "", letters, claims: &claims };
    go_through(browser, "em-mixture-offline.html#task=mixture,hen-and-egg,climb", &[small]).await?;
    // What is too wide for its column is in a box that can be scrolled by keyboard.
    page(
        browser,
        "const box = document.querySelector('#mixture .wide');
         box.scrollIntoView({ behavior: 'instant', block: 'center' });
         box.style.width = '60px';
         await until(() => box.tabIndex === 0);
         box.focus();",
    )
    .await?;
    press(browser, Key::Right).await?;
    page(browser, "await until(() => document.activeElement.matches('#mixture .wide') && document.activeElement.scrollLeft > 0);").await?;
    // What is sticky or floating does not cover the rest.
    page(browser, "
        const floating = [...document.querySelectorAll('body *')].filter((node) => ['fixed', 'sticky'].includes(getComputedStyle(node).position) && node.checkVisibility());
        const covered = floating.reduce((sum, node) => sum + node.getBoundingClientRect().height, 0);
        claim(covered < 80, `${covered} of 256 pixels are always covered`);").await?;
    Ok(())
}

/// WCAG 2.5.8. Links within a sentence are excepted; its exception for small targets far from others is
/// not used: all are large enough.
const LARGE: &str = "
    const inSentence = (node) => node.matches('p a, li a') && getComputedStyle(node).display === 'inline';
    const small = [...document.querySelectorAll('a, button, summary'), ...$$('a, button, select, input, textarea, summary, [role=slider], [part=landscape-point], .grip')]
        .filter((node) => node.checkVisibility({ opacityProperty: false }) && !node.closest('.as-table:not([open])') && !node.matches('.skip, canvas') && !inSentence(node))
        .flatMap((node) => {
            const { width, height } = ((node.matches('[type=checkbox], [type=radio], [type=file]') && node.closest('label')) || node).getBoundingClientRect();
            const fits = Math.min(width, height) > 23.9 || (width <= 1 && height <= 1);
            return fits ? [] : `${node.tagName}.${node.className} “${node.ariaLabel ?? node.textContent}” is ${width.toFixed(1)} × ${height.toFixed(1)}`;
        });
    same([...new Set(small)], [], 'too small');
    const apart = $$('.grips .grip').filter(seen).map(middle);
    for (const [i, [x, y]] of apart.entries()) for (const [ox, oy] of apart.slice(0, i))
        claim(Math.abs(y - oy) < 1 || Math.abs(y - oy) > 23.9, `handles ${Math.abs(y - oy)} pixels above each other`);";

async fn spaced_or_twice_as_large_nothing_is_cut_and_a_mouse_can_hit_everything(
    browser: &Browser,
) -> Result<()> {
    // The measures of WCAG 1.4.12.
    let spacing = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }";
    let looks = [
        Look { size: (1440, 900), sheet: "", letters: USUAL, claims: LARGE },
        Look { size: (390, 844), sheet: spacing, letters: WIDER, claims: CUT },
        Look { size: (640, 900), sheet: ":host { --size: 28px !important; }", letters: WIDER, claims: CUT },
    ];
    go_through(browser, "embed.html", &looks).await
}

async fn forced_colours_reach_the_pictures(browser: &Browser) -> Result<()> {
    for dark in [true, false] {
        browser.open("embed.html#step=2").await?;
        // Switched on while the page is open: it follows the system.
        browser.set_screen(Screen { forced: true, dark, still: true, ..Screen::default() }).await?;
        page(
            browser,
            "
            const probe = document.body.appendChild(document.createElement('p'));
            Object.assign(probe.style, { forcedColorAdjust: 'none', color: 'CanvasText', backgroundColor: 'Canvas' });
            const { color: textColour, backgroundColor: background } = getComputedStyle(probe);
            const [from, to] = [background, textColour].map((colour) => colour.match(/[0-9]+/g).map(Number));
            const way = to.map((channel, i) => channel - from[i]);
            const length = way.reduce((sum, part) => sum + part * part, 0);
            await until(() => matchMedia('(forced-colors: active)').matches);
            await frames(3);
            for (const part of ['picture', 'climb']) {
                const pixels = drawn($(`[part=${part}]`));
                let [backgrounds, texts, others] = [0, 0, 0];
                for (let i = 0; i < pixels.length; i += 4) {
                    // How far from the background to the text colour, and how far beside that line.
                    const off = from.map((channel, j) => pixels[i + j] - channel);
                    const along = off.reduce((sum, part, j) => sum + part * way[j], 0) / length;
                    if (off.some((part, j) => Math.abs(part - along * way[j]) > 4)) others += 1;
                    if (along < 0.01) backgrounds += 1;
                    if (along > 0.99) texts += 1;
                }
                same(others, 0, `${part}: pixels that are no mix of the two colours`);
                claim(backgrounds > 1000 && texts > 1000, `${part}: ${backgrounds} of the background, ${texts} of the text colour`);
            }
            const [knob] = $$('.knob').filter(seen);
            same(getComputedStyle(knob, '::before').backgroundColor, textColour, 'a handle');
            same(getComputedStyle($('.tag')).backgroundColor, textColour, 'a badge’s background');
            const line = (tab) => getComputedStyle(tab).borderBottomColor;
            claim(line($('[role=tab][aria-selected=true]')) !== line($('[role=tab][aria-selected=false]')), 'which tab is chosen');",
        )
        .await?;
        ensure!(browser.violations().await?.is_empty(), "the policy is broken");
    }
    Ok(())
}
