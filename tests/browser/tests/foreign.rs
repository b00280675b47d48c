//! Pages as courses have them: a reveal.js deck, a page made by MkDocs, a frame that may only run
//! scripts. reveal.js and MkDocs come from npm and pip, at pinned versions.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use browser_tests::{Browser, Screen, Test, tests};
use thirtyfour::Key;
use xtask::serve::Server;
use xtask::{command, packages, paths};

use crate::support::{click, drag, hover, middle, page, press};

pub const TESTS: &[Test] = tests![
    in_a_deck_the_keys_belong_to_what_has_the_focus,
    in_a_scaled_deck_the_pointer_meets_what_is_drawn,
    in_a_page_of_mkdocs_the_element_and_the_frame_work,
    a_frame_that_may_only_run_scripts_has_other_ways,
];

fn copy_built(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    for file in ["em-mixture.js", "embed.html"] {
        fs::copy(paths::dist().join(file), folder.join(file)).with_context(|| file.to_string())?;
    }
    Ok(())
}

/// A deck of three slides with the lab on the second; the window is not of the deck's own size.
async fn deck(browser: &Browser) -> Result<Server> {
    let folder = browser.folder("deck")?;
    copy_built(&folder)?;
    let reveal = packages::npm("reveal.js")?.join("dist");
    for file in ["reveal.css", "reveal.js", "theme/black.css"] {
        let name = file.rsplit('/').next().unwrap_or(file);
        fs::copy(reveal.join(file), folder.join(name)).with_context(|| format!("reveal.js has no {file}"))?;
    }
    let slides = "<!doctype html><html><head><meta charset=utf-8><link rel=icon href=data:,>
        <link rel=stylesheet href=reveal.css><link rel=stylesheet href=black.css></head><body>
        <div class=reveal><div class=slides><section><h2>One</h2></section>
        <section><em-mixture scenario='k=2&start=quantiles&hide=data,numbers,charts,truth'></em-mixture></section>
        <section><h2>Three</h2><iframe sandbox=allow-scripts src='embed.html#k=3&hide=data,model,numbers,charts' width=900 height=560></iframe></section>
        </div></div><script src=reveal.js></script><script src=em-mixture.js></script>
        <script>Reveal.initialize({ transition: 'none', backgroundTransition: 'none', hash: false, width: 1000, height: 700 });</script></body></html>";
    fs::write(folder.join("index.html"), slides)?;
    let server = browser.serve(&folder)?;
    browser.set_screen(Screen { width: 1300, height: 800, still: true, ..Screen::default() }).await?;
    browser.go(&server.url()).await?;
    browser.lab_ready().await?;
    page(browser, "await until(() => Reveal.isReady()); Reveal.slide(1); await frames(4);").await?;
    Ok(server)
}

async fn in_a_deck_the_keys_belong_to_what_has_the_focus(browser: &Browser) -> Result<()> {
    let _server = deck(browser).await?;
    page(browser, "claim(seen($('.due')) && drawn().length > 1e5, 'it is drawn'); lab.focus();").await?;
    for (key, position) in
        [(Key::Right, 1), (Key::PageDown, 2), (Key::Left, 1), (Key::PageUp, 0), (Key::Right, 1)]
    {
        press(browser, key).await?;
        page(
            browser,
            &format!("await until(() => lab.snapshot().position === {position}, 'a half-step'); same(Reveal.getIndices().h, 1, 'the slide stays');"),
        )
        .await?;
    }
    press(browser, "?").await?;
    page(browser, "claim($('dialog[aria-label=Keys]').open, 'the keys of the lab');").await?;
    press(browser, Key::Escape).await?;
    page(
        browser,
        "
        await until(() => !$('dialog[aria-label=Keys]').open, 'closed');
        claim(!Reveal.isOverview(), 'no key reached the deck');
        lab.shadowRoot.activeElement?.blur();
        lab.blur();",
    )
    .await?;
    press(browser, Key::Right).await?;
    page(browser, "await until(() => Reveal.getIndices().h === 2, 'outside the lab the deck has its keys'); same(lab.snapshot().position, 1, 'and the lab has none');").await?;
    Ok(())
}

async fn in_a_scaled_deck_the_pointer_meets_what_is_drawn(browser: &Browser) -> Result<()> {
    let _server = deck(browser).await?;
    let scale = page(browser, "return Reveal.getScale();").await?.as_f64().context("no scale")?;
    ensure!((scale - 1.0).abs() > 0.05, "the deck is not scaled: {scale}");
    // The reading line is under the pointer.
    for k in 0..2 {
        let knob = format!("[data-component='{k}'][data-handle=mean]");
        let (x, _) = middle(browser, &knob).await?;
        let (_, y) = middle(browser, "[part=picture]").await?;
        hover(browser, (x, y)).await?;
        page(
            browser,
            &format!(
                "
                await until(() => seen($('.reading')), 'a reading');
                const away = () => Math.abs($('.reading-line').getBoundingClientRect().left - {x});
                await until(() => away() <= 3, 'its line under the pointer');"
            ),
        )
        .await?;
    }
    // A handle moves with the pointer that drags it.
    let from = middle(browser, "[data-component='1'][data-handle=mean]").await?;
    let before = page(browser, "return means()[1];").await?;
    drag(browser, from, (60.0, 0.0), 4, true).await?;
    page(
        browser,
        &format!(
            "
            await until(() => means()[1] > {before} + 1, 'moved');
            await frames(4);
            near(middle($(\"[data-component='1'][data-handle=mean]\"))[0], {}, 4, 'it is where the pointer was released');",
            from.0 + 60.0
        ),
    )
    .await?;
    click(browser, middle(browser, ".due").await?).await?;
    page(browser, "await until(() => lab.snapshot().position === 1, 'the button is where it is seen');")
        .await?;
    Ok(())
}

async fn in_a_page_of_mkdocs_the_element_and_the_frame_work(browser: &Browser) -> Result<()> {
    let folder = browser.folder("mkdocs")?;
    copy_built(&folder.join("docs"))?;
    fs::write(
        folder.join("mkdocs.yml"),
        "site_name: A course\nuse_directory_urls: false\ntheme:\n  name: mkdocs\n  highlightjs: false\nextra_javascript:\n  - em-mixture.js\n",
    )?;
    fs::write(
        folder.join("docs/index.md"),
        "# Week 5\n\nThe *E step* shares the points out.\n\n\
         <em-mixture scenario=\"k=3&amp;start=quantiles&amp;step=1\"></em-mixture>\n\n\
         And in a frame:\n\n\
         <iframe src=\"embed.html#k=4&amp;step=2\" title=\"EM, step by step\" width=\"100%\" height=\"900\" sandbox=\"allow-scripts\"></iframe>\n",
    )?;
    let mut build = Command::new(packages::python()?);
    build
        .args(["-m", "mkdocs", "build", "--quiet", "--strict"])
        .current_dir(&folder)
        .env("NO_MKDOCS_2_WARNING", "1");
    command::run(&mut build)?;
    let server = browser.serve(&folder.join("site"))?;
    browser.set_screen(Screen { still: true, ..Screen::default() }).await?;
    browser.go(&server.url()).await?;
    browser.lab_ready().await?;
    page(
        browser,
        "
        same(lab.scenario, 'k=3&start=quantiles&step=1', 'the element');
        const messages = [];
        addEventListener('message', (event) => messages.push(event.data));
        $('.due').click();
        same(lab.snapshot().position, 2, 'it steps');
        claim(lab.getBoundingClientRect().width <= lab.parentElement.getBoundingClientRect().width, 'within its column');
        claim(document.documentElement.scrollWidth <= innerWidth, 'nothing hangs out');
        same(getComputedStyle($('.due')).fontFamily.includes('system-ui'), true, 'in its own type');
        const frame = document.querySelector('iframe');
        frame.contentWindow.postMessage({ subject: 'em-mixture.do', action: 'step' }, '*');
        await until(() => messages.some((data) => data.subject === 'em-mixture.change' && data.snapshot.k === 4 && data.snapshot.position === 4), 'the frame');",
    )
    .await?;
    Ok(())
}

async fn a_frame_that_may_only_run_scripts_has_other_ways(browser: &Browser) -> Result<()> {
    let folder = browser.folder("frames")?;
    copy_built(&folder)?;
    let host = "<!doctype html><html><head><meta charset=utf-8><link rel=icon href=data:,></head><body>
        <iframe sandbox=allow-scripts src='embed.html#k=3&step=2' width=1000 height=1200></iframe></body></html>";
    fs::write(folder.join("host.html"), host)?;
    let server = browser.serve(&folder)?;
    browser.set_screen(Screen { still: true, ..Screen::default() }).await?;
    browser.go(&format!("{}host.html", server.url())).await?;
    browser.session().enter_frame(0).await?;
    let done = with_less(browser).await;
    browser.session().enter_default_frame().await?;
    done?;
    let said = browser.console_errors().await?;
    ensure!(said.iter().all(|words| words.contains("Clipboard API")), "the console says: {said:?}");
    Ok(())
}

async fn with_less(browser: &Browser) -> Result<()> {
    browser.lab_ready().await?;
    page(
        browser,
        "
        same([self.origin, lab.scenario], ['null', 'k=3&step=2'], 'it has no origin');
        await frames(3);
        // The picture is there before any click.
        claim(new Set(drawn()).size > 50 && $('.due').textContent.includes('step') && $('.say').textContent.length > 30, 'picture, button, sentence');
        claim(!seen($('button.square')), 'no button for what is forbidden');
        // Where copying is forbidden, the text is selected.
        button('Copy link').click();
        button('Copy the link').click();
        const said = () => $('dialog[open] [role=status]').textContent;
        await until(() => said().includes('Ctrl+C') || said() === 'Copied.', said());
        const { value, selectionStart, selectionEnd } = labelled('The link');
        same([selectionStart, selectionEnd], [0, value.length], 'selected');
        $('dialog[open]').close();
        // An export is shown as a picture, a table as text. (The download is tried too.)
        HTMLAnchorElement.prototype.click = () => {};
        button('Save').click();
        // The width that an SVG states: WebKit's naturalWidth is its width on the page.
        const own = (image) => Number(/width=\"(\\d+)/.exec(atob(image.src.split(',')[1]))[1]);
        for (const [name, width] of [['PNG', (image) => image.naturalWidth], ['SVG', own]]) {
            button(`Save as ${name}`).click();
            await until(() => $('.made img') && seen($('.made')), name);
            const image = $('.made img');
            await image.decode();
            claim(width(image) > 500 && said().includes('keep the picture below'), `${name}: ${width(image)} ${said()}`);
        }
        button('Save as CSV').click();
        await until(() => $('.made textarea'), 'CSV');
        const table = $('.made textarea');
        same([table.value.split('\\n').length, table.selectionEnd], [10002, table.value.length], 'the whole table, selected');
        await lab.runToConvergence();
        same(lab.snapshot().status, 'converged', 'and it runs');",
    )
    .await?;
    Ok(())
}
