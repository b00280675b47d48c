//! The element in any box, within another component, in another document, in a page of any colours: it
//! has the right width, works, and follows the page's colours and fonts.

use anyhow::{Context, Result};
use browser_tests::{Browser, Screen, Test, tests};

use crate::hosts::hosted;
use crate::support::page;

pub const TESTS: &[Test] = tests![
    in_every_box_it_is_as_wide_as_the_box_up_to_its_own_width,
    within_another_components_shadow_root_the_button_leaves_full_screen,
    moved_to_another_document_and_back_it_is_unchanged,
    the_auto_theme_is_the_hosts_colour_scheme,
    the_page_sets_six_colours_and_two_fonts_and_nothing_else needs OneEngine,
    the_recipes_slide_holds_its_lab needs OneEngine,
    in_a_page_without_a_charset_every_character_is_right needs OneEngine,
];

/// Boxes that shrink to their content, each around one lab.
const BOXES: &str = "<style>
        body { margin: 8px } .box { margin-bottom: 20px } [popover] { inset: 0; margin: auto }
        #absolute { position: relative; height: 20px } #absolute > div { position: absolute }
    </style>
    <div class=box id=flex style='display: flex'><em-mixture></em-mixture></div>
    <div class=box id=wide-flex style='display: flex'><em-mixture></em-mixture><p>Beside it.</p></div>
    <div class=box id=grid style='display: grid; place-items: center'><em-mixture></em-mixture></div>
    <div class=box id=tracks style='display: grid; grid-template-columns: auto'><em-mixture></em-mixture></div>
    <div class=box id=column style='display: flex; flex-direction: column; align-items: center'><em-mixture></em-mixture></div>
    <div class=box id=float><em-mixture style='float: left'></em-mixture><div style='clear: both'></div></div>
    <div class=box id=inline><em-mixture style='display: inline-block'></em-mixture></div>
    <div class=box id=fit style='width: fit-content'><em-mixture></em-mixture></div>
    <div class=box id=table><table style='border-spacing: 0'><tr><td style='padding: 0'><em-mixture></em-mixture></td></tr></table></div>
    <dialog id=dialog style='padding: 0; border: 0; overflow: visible; max-height: none; max-width: calc(100% - 16px)'><em-mixture></em-mixture></dialog>
    <div popover id=popover style='padding: 0; border: 0; overflow: visible; max-width: calc(100% - 16px)'><em-mixture></em-mixture></div>
    <div class=box id=plain><em-mixture></em-mixture></div>
    <div class=box id=absolute><div><em-mixture></em-mixture></div></div>";

async fn in_every_box_it_is_as_wide_as_the_box_up_to_its_own_width(browser: &Browser) -> Result<()> {
    let _server =
        hosted(browser, "boxes", "", "<meta name=viewport content='width=device-width'>", BOXES).await?;
    browser.lab_ready().await?;
    for (width, height) in [(1400, 800), (390, 664)] {
        browser.set_screen(Screen { width, height, still: true, ..Screen::default() }).await?;
        page(
            browser,
            "
            await Promise.all([...document.querySelectorAll('em-mixture')].map(({ ready }) => ready));
            document.querySelector('dialog').close();
            document.querySelector('dialog').showModal();
            await frames(2);
            // 60 rem at most; less in a narrower box. A block is as wide as its box.
            const own = 60 * 16;
            for (const lab of document.querySelectorAll('em-mixture')) {
                const box = lab.closest('[id]');
                if (box.popover) { document.querySelector('dialog').close(); box.showPopover(); await frames(2); }
                const room = document.documentElement.clientWidth - 16;
                const { width, height } = lab.getBoundingClientRect();
                const beside = box.id === 'wide-flex' ? 120 : 0;
                const least = box.id === 'plain' || box.id === 'tracks' ? room : Math.min(own, room);
                claim(width <= least + 1 && width >= least - beside - 1, `${box.id}: ${width} wide in ${room}`);
                claim(height < 6 * width + 2000, `${box.id}: ${height} high, ${width} wide`);
                const picture = $('[part=picture]', lab).getBoundingClientRect();
                claim(picture.width > 0.5 * Math.min(width, 560), `${box.id}: its picture is ${picture.width} wide`);
                if (box.popover) box.hidePopover();
            }
            claim(document.documentElement.scrollWidth <= innerWidth, `the page is ${document.documentElement.scrollWidth} wide in ${innerWidth}`);",
        )
        .await?;
    }
    Ok(())
}

async fn within_another_components_shadow_root_the_button_leaves_full_screen(
    browser: &Browser,
) -> Result<()> {
    let body = "<course-page></course-page>";
    let _server = hosted(browser, "component", "", "", body).await?;
    let place = page(
        browser,
        "
        const outer = document.querySelector('course-page').attachShadow({ mode: 'open' });
        outer.innerHTML = '<section><em-mixture></em-mixture></section>';
        window.inner = outer.querySelector('em-mixture');
        await inner.ready;
        await frames(2);
        return middle($('[aria-label=\"Full screen\"]', inner));",
    )
    .await?;
    let at = |place: &serde_json::Value| {
        (place[0].as_f64().unwrap_or_default(), place[1].as_f64().unwrap_or_default())
    };
    crate::support::click(browser, at(&place)).await?;
    let place = page(
        browser,
        "
        await until(() => inner.matches(':fullscreen') && $('[aria-label=\"Leave full screen\"]', inner), 'it fills the screen, and its button says so');
        await frames(4);
        same(document.fullscreenElement.localName, 'course-page', 'for the document, the component is in full screen');
        return middle($('[aria-label=\"Leave full screen\"]', inner));",
    )
    .await?;
    crate::support::click(browser, at(&place)).await?;
    page(browser, "await until(() => !document.fullscreenElement && $('[aria-label=\"Full screen\"]', inner), 'and leaves it');").await?;
    Ok(())
}

async fn moved_to_another_document_and_back_it_is_unchanged(browser: &Browser) -> Result<()> {
    let body = "<div id=place style='width: 900px'><em-mixture scenario='k=3&start=quantiles'></em-mixture></div>
        <iframe style='width: 916px; height: 4000px; border: 0' srcdoc='<!doctype html><body style=\"margin: 8px\">'></iframe>";
    let _server = hosted(browser, "moved", "", "<style>body { margin: 0 }</style>", body).await?;
    browser.lab_ready().await?;
    page(
        browser,
        "
        const frame = document.querySelector('iframe');
        await until(() => frame.contentDocument.readyState === 'complete' && frame.contentDocument.body.style.margin === '8px');
        const place = lab.parentNode;
        lab.step(2);
        await frames(3);
        const looks = () => {
            const box = lab.getBoundingClientRect();
            const canvas = $('[part=picture]');
            const style = (node) => { const s = lab.ownerDocument.defaultView.getComputedStyle(node); return [s.color, s.backgroundColor, s.display, s.fontSize]; };
            return [box.width, box.height, canvas.width, canvas.height, style($('.due')), style($('.card')), style($('.lab')), lab.dataset.theme].map(String);
        };
        const works = async (where) => {
            const { position } = lab.snapshot();
            const window = lab.ownerDocument.defaultView;
            $('.due').click();
            same(lab.snapshot().position, position + 1, `${where}: a button`);
            $('[part=picture]').focus();
            $('[part=picture]').dispatchEvent(new window.KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, composed: true }));
            same(lab.snapshot().position, position + 2, `${where}: a key`);
            const grip = $('[data-component=\"0\"][data-handle=mean]');
            const before = means()[0];
            grip.dispatchEvent(new window.KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
            await until(() => means()[0] !== before, `${where}: a handle`);
            $('[part=undo]').click();
            lab.run();
            await until(() => lab.snapshot().position > position + 2, `${where}: it runs`);
            lab.pause();
            lab.seek(position);
            for (const tab of $$('[role=tab]').filter(seen)) { tab.click(); await frames(3); }
            $('#tab-climb').click();
            await frames(3);
            const pixels = drawn();
            claim(pixels.some((value) => value !== pixels[0]), `${where}: it is drawn`);
            const png = await lab.exportPng();
            claim(png.size > 1000, `${where}: and saved`);
        };
        const before = looks();
        await works('here');
        same(looks(), before, 'here');
        frame.contentDocument.body.append(lab);
        await frames(4);
        same(looks(), before, 'in the frame');
        await works('in the frame');
        same(looks(), before, 'in the frame, later');
        place.append(lab);
        await frames(4);
        same(looks(), before, 'back');
        await works('back');
        // In a document without a window nothing is shown; back in the page it is unchanged.
        const elsewhere = document.implementation.createHTMLDocument('');
        elsewhere.body.append(lab);
        await frames(4);
        lab.step(1);
        lab.back();
        lab.back();
        await frames(4);
        place.append(lab);
        await frames(4);
        same(looks(), before, 'back from nowhere');
        await works('back from nowhere');
        same(document.adoptedStyleSheets.length + frame.contentDocument.adoptedStyleSheets.length, 0, 'neither page has a style sheet of it');",
    )
    .await?;
    Ok(())
}

async fn the_auto_theme_is_the_hosts_colour_scheme(browser: &Browser) -> Result<()> {
    let body = "<div id=place><em-mixture></em-mixture></div><em-mixture scenario='theme=light' id=named></em-mixture>";
    let _server = hosted(browser, "scheme", "", "<style>:root { color-scheme: dark }</style>", body).await?;
    browser.lab_ready().await?;
    page(
        browser,
        "
        const named = document.querySelector('#named');
        await named.ready;
        const background = () => drawn()[0];
        const hasTheme = async (theme, when) => {
            await until(() => lab.dataset.theme === theme && (theme === 'dark' ? background() < 60 : background() > 200), `${theme} ${when}, not ${lab.dataset.theme}, ${background()}`);
            same(named.dataset.theme, 'light', 'one that is named stays');
        };
        await hasTheme('dark', 'in a dark page, under a light system');
        document.documentElement.style.colorScheme = 'light';
        await hasTheme('light', 'once the page is light');
        lab.parentNode.style.colorScheme = 'dark';
        await hasTheme('dark', 'in a dark box');
        lab.style.colorScheme = 'light';
        await hasTheme('light', 'by its own colour scheme');
        lab.style.colorScheme = lab.parentNode.style.colorScheme = document.documentElement.style.colorScheme = '';",
    )
    .await?;
    browser.set_screen(Screen { dark: true, still: true, ..Screen::default() }).await?;
    page(
        browser,
        "
        const hasTheme = (theme, when) => until(() => lab.dataset.theme === theme, `${theme} ${when}`);
        document.documentElement.style.colorScheme = 'normal';
        await hasTheme('light', 'in a page without a dark scheme, under a dark system');
        document.documentElement.style.colorScheme = 'light dark';
        await hasTheme('dark', 'in a page that follows the system');",
    )
    .await?;
    browser.set_screen(Screen { dark: false, still: true, ..Screen::default() }).await?;
    page(browser, "await until(() => lab.dataset.theme === 'light', 'and follows it back');").await?;
    Ok(())
}

async fn the_page_sets_six_colours_and_two_fonts_and_nothing_else(browser: &Browser) -> Result<()> {
    let body = "<div id=place style='width: 900px'><em-mixture scenario='start=quantiles&step=3'></em-mixture></div>";
    let _server = hosted(browser, "contract", "", "", body).await?;
    browser.lab_ready().await?;
    page(
        browser,
        "
        await frames(3);
        const looks = () => $$('.lab, .lab *').filter(seen).map((node) => {
            const s = getComputedStyle(node);
            const { width, height } = node.getBoundingClientRect();
            return [node.localName, node.className, s.color, s.backgroundColor, s.borderColor, s.font, s.translate, width, height].join('|');
        });
        const pixels = () => drawn().join();
        // Values for the lab's own properties, set on the page and on the element, change nothing.
        const sheet = lab.shadowRoot.adoptedStyleSheets[0];
        const text = [...sheet.cssRules].map(({ cssText }) => cssText).join('');
        const own = [...new Set(text.match(/--[a-z-]+/g))].filter((name) => !name.startsWith('--em-'));
        claim(own.length > 25, own.join());
        const [was, drew] = [looks(), pixels()];
        for (const value of ['red', '77px']) {
            for (const name of own) for (const node of [document.documentElement, lab]) node.style.setProperty(name, value);
            await frames(3);
            looks().forEach((look, i) => same(look, was[i], 'a part'));
            same(pixels() === drew, true, 'the picture');
        }
        for (const name of own) for (const node of [document.documentElement, lab]) node.style.removeProperty(name);
        // What is promised, however the colours are written: in the frame, the picture, the SVG and the PNG.
        const colours = { paper: [250, 240, 230], card: [255, 250, 205], ink: [75, 0, 130], soft: [139, 69, 19], line: [210, 180, 140], accent: [0, 100, 0] };
        const set = { paper: 'linen', card: 'rgb(100% 98.04% 80.39%)', ink: 'var(--brand)', soft: 'hsl(25 76% 31%)', line: 'color(srgb 0.8235 0.7059 0.549)', accent: '#006400' };
        document.documentElement.style.setProperty('--brand', 'indigo');
        for (const [name, value] of Object.entries(set)) document.documentElement.style.setProperty(`--em-${name}`, value);
        lab.style.setProperty('--em-font', 'Georgia, serif');
        lab.style.setProperty('--em-heading-font', 'Impact, fantasy');
        const has = (data, [r, g, b]) => { for (let i = 0; i < data.length; i += 4) if (Math.abs(data[i] - r) + Math.abs(data[i + 1] - g) + Math.abs(data[i + 2] - b) < 4) return true; return false; };
        await until(() => has(drawn(), colours.card), 'the picture follows, live');
        const rgb = ([r, g, b]) => `rgb(${r}, ${g}, ${b})`;
        const style = (selector) => getComputedStyle($(selector));
        const svg = await (await lab.exportSvg()).text();
        const png = await createImageBitmap(await lab.exportPng());
        const paint = new OffscreenCanvas(png.width, png.height).getContext('2d');
        paint.drawImage(png, 0, 0);
        const saved = paint.getImageData(0, 0, png.width, png.height).data;
        for (const name of ['card', 'ink', 'soft', 'line', 'accent']) {
            const hex = '#' + colours[name].map((channel) => channel.toString(16).padStart(2, '0')).join('').toUpperCase();
            claim(has(drawn(), colours[name]) && has(saved, colours[name]), `${name} is in the picture, and in the PNG`);
            claim(svg.includes(hex), `${name} is in the SVG: ${hex}`);
        }
        claim(svg.includes('Georgia, serif') && !svg.includes('system-ui'), 'and the font');
        const near = (is, should) => same(is.match(/[0-9.]+/g).slice(0, 3).map((one) => Math.round(is.startsWith('color') ? 255 * one : one)), should, is);
        near(style('.lab').backgroundColor, colours.paper);
        near(style('.card').backgroundColor, colours.card);
        near(style('.lab').color, colours.ink);
        near(style('.about').color, colours.soft);
        near(style('.card').borderTopColor, colours.line);
        near(style('.due').backgroundColor, colours.accent);
        same([style('.lab').fontFamily, style('h2').fontFamily], ['Georgia, serif', 'Impact, fantasy'], 'the fonts');
        // A colour that changes later, by a class or a colour scheme, is followed.
        document.documentElement.style.setProperty('--brand', 'rgb(1, 2, 3)');
        await until(() => has(drawn(), [1, 2, 3]), 'the text colour changes');
        for (const name of Object.keys(set)) document.documentElement.style.removeProperty(`--em-${name}`);
        for (const name of ['--em-font', '--em-heading-font']) lab.style.removeProperty(name);
        await until(() => pixels() === drew, 'and back');
        looks().forEach((look, i) => same(look, was[i], 'as it was'));",
    )
    .await?;
    browser.set_screen(Screen { print: true, ..Screen::default() }).await?;
    page(
        browser,
        "
        lab.style.setProperty('--em-card', 'rgb(255, 250, 205)');
        await until(() => drawn()[2] === 205, 'on paper, too');
        same(getComputedStyle($('.card')).backgroundColor, 'rgb(255, 250, 205)', 'on paper');",
    )
    .await?;
    Ok(())
}

/// Its recipe for reveal.js says what a slide of 960 × 700 contains.
const EMBEDDING: &str = include_str!("../../../docs/embedding.md");

async fn the_recipes_slide_holds_its_lab(browser: &Browser) -> Result<()> {
    let recipe =
        EMBEDDING.lines().find(|line| line.starts_with("- **reveal.js**")).context("no such recipe")?;
    let tag = recipe.split_once("scenario=\"").and_then(|(_, rest)| rest.split('"').next());
    let scenario = tag.context("no scenario in it")?;
    // `r-stretch` makes an element as large as the slide.
    let slide = "width: 960px; height: 700px";
    let body = format!("<em-mixture style='{slide}' scenario='{scenario}&step=3'></em-mixture>");
    let _server = hosted(browser, "slide", "", "", &body).await?;
    browser.lab_ready().await?;
    page(
        browser,
        "
        await frames(3);
        const { width, height, bottom } = lab.getBoundingClientRect();
        same([width, height], [960, 700], 'as large as the slide');
        const lowest = Math.max(...$$('*').filter(seen).map((node) => node.getBoundingClientRect().bottom));
        claim(lowest <= bottom + 1, `something reaches ${lowest} of ${bottom}`);",
    )
    .await?;
    Ok(())
}

async fn in_a_page_without_a_charset_every_character_is_right(browser: &Browser) -> Result<()> {
    let folder = browser.folder("no-charset")?;
    std::fs::copy(xtask::paths::dist().join("em-mixture.js"), folder.join("em-mixture.js"))?;
    // As windows-1252, which browsers assume if a page does not say its charset; from disk, where no
    // server says it either.
    std::fs::write(
        folder.join("page.html"),
        "<!doctype html><meta http-equiv=content-type content='text/html; charset=windows-1252'><link rel=icon href=data:,>\
         <script src='em-mixture.js'></script>\n<em-mixture scenario='truth=0,1,300~4,1,700&seed=7&step=3'></em-mixture>",
    )?;
    browser.go(&format!("file://{}/page.html", folder.display())).await?;
    browser.lab_ready().await?;
    page(
        browser,
        "
        same(document.characterSet, 'windows-1252', 'no charset of its own');
        claim(text().includes('\\u2212'), 'a minus is a minus');
        button('The keys').click();
        claim($('dialog[aria-label=Keys]').textContent.includes('\\u2192'), 'an arrow an arrow');
        const wrong = text().match(/[\\u00c2\\u00c3\\u00e2][\\u0080-\\u00bf\\u0152\\u0153\\u0160\\u0161\\u0178\\u017d\\u017e\\u0192\\u02c6\\u02dc\\u2013-\\u2122]+/);
        same(wrong, null, 'no character has become several');",
    )
    .await?;
    for file in ["em-mixture.js", "index.html", "plane.html", "embed.html", "em-mixture-offline.html"] {
        anyhow::ensure!(std::fs::read(xtask::paths::dist().join(file))?.is_ascii(), "{file} is not ASCII");
    }
    Ok(())
}
