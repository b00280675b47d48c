//! axe-core checks the page in every state, tab and theme, and finds nothing against WCAG 2.0 to 2.2,
//! A and AA, nor against its best practices.

use std::fs;

use anyhow::{Result, ensure};
use browser_tests::{Browser, Screen, Test, tests};
use serde_json::{Value, json};

use crate::states::{STATES, State};
use crate::support::page;

pub const TESTS: &[Test] = tests![
    axe_finds_nothing_in_any_state needs OneEngine,
    axe_finds_nothing_on_the_whole_page_of_a_laptop needs OneEngine,
    axe_finds_nothing_on_the_whole_page_of_a_phone,
    axe_finds_no_pale_text_on_a_projector needs OneEngine,
    axe_finds_no_pale_text_in_a_tab_where_colours_are_forced needs ForcedColours,
    axe_would_find_something needs OneEngine,
];

const PHONE: (u32, u32) = (390, 844);
const LAPTOP: (u32, u32) = (1440, 900);

/// All rules but one, on the whole page: a frame's first heading is of the second level, below those of
/// the page around it.
const PAGE: &str =
    "[document, { rules: { 'page-has-heading-one': { enabled: !document.querySelector('.bare-frame') } } }]";
/// What a theme can break.
const COLOURS: &str = "[lab, { runOnly: ['color-contrast', 'link-in-text-block'] }]";

/// A "Show me" pressed on a narrow screen, as by a finger.
const DOCKED: &str = "
    const link = document.querySelector('#m-step .show-me');
    link.scrollIntoView({ block: 'center', behavior: 'instant' });
    await frames(3);
    link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail: 1 }));
    await until(() => lab.matches('[data-docked]') && lab.snapshot().position === 2);";

/// Opens a page of `dist/` and loads axe in it, as a browser's extension would.
async fn open_with_axe(browser: &Browser, file: &str) -> Result<()> {
    browser.open(file).await?;
    let source = fs::read_to_string(xtask::packages::npm("axe-core")?.join("axe.min.js"))?;
    browser.js(&format!("{source}\n")).await?;
    Ok(())
}

/// What axe finds wrong in the page as it is: the rule, the element, and what to do.
async fn violations(browser: &Browser, asked: &str) -> Result<Vec<Value>> {
    let script = format!(
        "await frames();
         const [place, rules] = {asked};
         const {{ violations }} = await axe.run(place, {{ resultTypes: ['violations'], preload: false, ...rules }});
         return violations.flatMap(({{ id, nodes }}) => nodes.map(({{ target, html, failureSummary }}) =>
             `${{id}}: ${{JSON.stringify(target)}} ${{html.slice(0, 200)}} ${{failureSummary}}`));"
    );
    Ok(page(browser, &script).await?.as_array().cloned().unwrap_or_default())
}

/// What is asked of axe in each state, and in which viewport.
type Questions<'a> = &'a [(Screen, &'a str)];

/// Goes through the states once, and reports all that axe finds in them together.
async fn go_through(browser: &Browser, states: &[State<'_>], questions: Questions<'_>) -> Result<()> {
    let mut found = Vec::new();
    for (name, script) in states {
        page(browser, script).await.map_err(|error| error.context(format!("on the way to “{name}”")))?;
        for (screen, asked) in questions {
            if questions.len() > 1 {
                browser.set_screen(*screen).await?;
            }
            let against = violations(browser, asked).await?;
            found.extend(against.iter().map(|words| format!("{name}, {screen:?}: {words}")));
        }
    }
    ensure!(found.is_empty(), "{}", found.join("\n    "));
    Ok(())
}

fn sized((width, height): (u32, u32), dark: bool) -> Screen {
    Screen { width, height, dark, still: true, ..Screen::default() }
}

async fn axe_finds_nothing_in_any_state(browser: &Browser) -> Result<()> {
    let light = sized(LAPTOP, false);
    browser.set_screen(light).await?;
    open_with_axe(browser, "embed.html").await?;
    go_through(browser, STATES, &[(light, PAGE), (Screen { dark: true, ..light }, COLOURS)]).await
}

async fn axe_finds_nothing_on_the_whole_page_of_a_laptop(browser: &Browser) -> Result<()> {
    whole_page(browser, "em-mixture-offline.html", sized(LAPTOP, false)).await
}

async fn axe_finds_nothing_on_the_whole_page_of_a_phone(browser: &Browser) -> Result<()> {
    let screen = sized(PHONE, true);
    whole_page(browser, "index.html", screen).await?;
    go_through(browser, &[("docked", DOCKED)], &[(screen, PAGE)]).await
}

/// The lesson, or both, with a worksheet, all unfolded, each question answered.
async fn whole_page(browser: &Browser, file: &str, screen: Screen) -> Result<()> {
    browser.set_screen(screen).await?;
    open_with_axe(browser, &format!("{file}#task=mixture,hen-and-egg,climb")).await?;
    page(
        browser,
        "document.querySelectorAll('details').forEach((node) => (node.open = true));
         for (const form of document.querySelectorAll('#worksheet form')) {
             form.querySelector('button').click();
             await until(() => form.querySelector('.verdict').textContent.trim() !== '', 'a verdict, or a refusal');
         }",
    )
    .await?;
    go_through(browser, &STATES[..1], &[(screen, PAGE)]).await
}

async fn axe_finds_no_pale_text_on_a_projector(browser: &Browser) -> Result<()> {
    let screen = sized(LAPTOP, true);
    browser.set_screen(screen).await?;
    open_with_axe(browser, "embed.html").await?;
    through_the_tabs(browser, screen, "await lab.open('theme=projector&step=2');").await
}

/// Each engine forces its own colours.
async fn axe_finds_no_pale_text_in_a_tab_where_colours_are_forced(browser: &Browser) -> Result<()> {
    let screen = Screen { forced: true, ..sized(LAPTOP, false) };
    open_with_axe(browser, "embed.html").await?;
    browser.set_screen(screen).await?;
    through_the_tabs(browser, screen, "await lab.open('step=2');").await
}

/// Opens each tab in turn, with everything unfolded.
async fn through_the_tabs(browser: &Browser, screen: Screen, opening: &str) -> Result<()> {
    let open = format!("{opening} for (const node of $$('details')) node.open = true;");
    let tabs = ["climb", "landscape", "compare-k", "restarts", "soft-and-hard", "labels"];
    for tab in tabs {
        let script = format!("{open} $('#tab-{tab}').click();");
        go_through(browser, &[(tab, &script)], &[(screen, COLOURS)]).await?;
    }
    Ok(())
}

/// axe reads the lab's shadow root too, and finds what is wrong there.
async fn axe_would_find_something(browser: &Browser) -> Result<()> {
    browser.set_screen(sized(LAPTOP, false)).await?;
    open_with_axe(browser, "embed.html").await?;
    page(browser, "$('[part=due]').replaceChildren(); $('.about').style.color = '#ddd';").await?;
    let found = json!(violations(browser, PAGE).await?).to_string();
    for rule in ["button-name", "color-contrast"] {
        ensure!(found.contains(rule), "{rule} is not in {found}");
    }
    Ok(())
}
