//! The page loads wherever it is put; if it cannot, it says why.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use browser_tests::{Browser, Test, tests};
use xtask::pages::{PAGES, SCRIPT};
use xtask::paths;

pub const TESTS: &[Test] = tests![
    every_page_loads_and_keeps_to_its_policy,
    the_offline_page_works_from_disk,
    the_script_works_as_a_classic_script_and_as_a_module,
    the_frame_needs_no_permission_but_scripts,
    a_damaged_module_is_reported_in_a_sentence,
    a_browser_that_lacks_what_the_lab_needs_gets_a_sentence,
    a_host_page_that_forbids_wasm_learns_what_to_allow,
    a_missing_script_is_reported_in_a_sentence,
];

/// Whether the picture has more than one colour.
const SOMETHING_IS_DRAWN: &str = "
    const canvas = lab.shadowRoot.querySelector('canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const pixels = new Uint32Array(data.buffer);
    return canvas.width > 100 && pixels.some((pixel) => pixel !== pixels[0]);
";

/// Its notices, to be printed if something is wrong.
const WHAT_THE_LAB_SAYS: &str = "
    const saying = lab.shadowRoot.querySelectorAll('[role=alert], [role=status]');
    return Array.from(saying, (node) => node.textContent).join(' | ');
";

async fn a_picture_stands_there(browser: &Browser) -> Result<()> {
    browser.lab_ready().await?;
    let drawn = browser.js(SOMETHING_IS_DRAWN).await? == true;
    ensure!(drawn, "the picture is empty; the lab says {}", browser.js(WHAT_THE_LAB_SAYS).await?);
    let violations = browser.violations().await?;
    ensure!(violations.is_empty(), "against the policy: {violations:?}");
    Ok(())
}

/// A folder under target/ with these files, for a server.
fn folder(browser: &Browser, name: &str, files: &[(&str, &str)]) -> Result<PathBuf> {
    let folder = browser.folder(name)?;
    for (file, text) in files {
        fs::write(folder.join(file), text)?;
    }
    Ok(folder)
}

fn built(file: &str) -> Result<String> {
    fs::read_to_string(paths::dist().join(file)).with_context(|| format!("dist/{file} is not built"))
}

async fn every_page_loads_and_keeps_to_its_policy(browser: &Browser) -> Result<()> {
    for page in PAGES {
        browser.go(&browser.url(page)).await?;
        a_picture_stands_there(browser).await.context(page)?;
        let errors = browser.console_errors().await?;
        ensure!(errors.is_empty(), "{page}: {errors:?}");
    }
    Ok(())
}

async fn the_offline_page_works_from_disk(browser: &Browser) -> Result<()> {
    browser.go(&format!("{}#k=3", browser.on_disk("em-mixture-offline.html")?)).await?;
    a_picture_stands_there(browser).await?;
    ensure!(browser.js("return lab.snapshot().k;").await? == 3, "the link was not followed");
    Ok(())
}

async fn the_script_works_as_a_classic_script_and_as_a_module(browser: &Browser) -> Result<()> {
    let script = built(SCRIPT)?;
    let body = "<!doctype html><meta charset=utf-8><link rel=icon href=data:,><em-mixture></em-mixture>";
    let pages = [
        ("classic.html", format!("{body}<script src={SCRIPT}></script>")),
        ("module.html", format!("{body}<script type=module src={SCRIPT}></script>")),
        ("twice.html", format!("{body}<script src={SCRIPT}></script><script src={SCRIPT}></script>")),
    ];
    let mut files: Vec<(&str, &str)> = pages.iter().map(|(name, text)| (*name, text.as_str())).collect();
    files.push((SCRIPT, &script));
    let server = browser.serve(&folder(browser, "host", &files)?)?;
    for (name, _) in &pages {
        browser.go(&format!("{}{name}", server.url())).await?;
        a_picture_stands_there(browser).await.context(*name)?;
    }
    Ok(())
}

async fn the_frame_needs_no_permission_but_scripts(browser: &Browser) -> Result<()> {
    let host = "<!doctype html><meta charset=utf-8><link rel=icon href=data:,>
        <script>
            window.heard = [];
            addEventListener('message', (event) => window.heard.push(event.data));
        </script>
        <em-mixture></em-mixture>
        <iframe sandbox='allow-scripts' src='embed.html'></iframe>";
    let embed = built("embed.html")?;
    let server = browser.serve(&folder(browser, "frame", &[("host.html", host), ("embed.html", &embed)])?)?;
    browser.go(&format!("{}host.html", server.url())).await?;
    browser
        .until("window.heard.some((data) => data.subject === 'em-mixture.resize' && data.height > 100)")
        .await
}

/// Serves the page with its script changed; returns what the lab then shows.
async fn said_by_a_changed_page(
    browser: &Browser,
    name: &str,
    change: impl Fn(String) -> Result<String>,
) -> Result<String> {
    let script = change(built(SCRIPT)?)?;
    let files = [("index.html", built("index.html")?), (SCRIPT, script)];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let server = browser.serve(&folder(browser, name, &files)?)?;
    browser.go(&server.url()).await?;
    said_instead_of_ready(browser).await
}

/// `ready` must reject with a sentence that is also shown in the page, and the page must still work.
async fn said_instead_of_ready(browser: &Browser) -> Result<String> {
    browser.js("await customElements.whenDefined('em-mixture');").await?;
    let said = browser.js("return lab.ready.then(() => null, (error) => error.message);").await?;
    let said = said.as_str().context("`ready` resolved")?.to_string();
    let shown = browser.js("return text();").await?;
    let shown = shown.as_str().unwrap_or_default();
    ensure!(shown.contains(&said), "the page says {shown:?}, but `ready` said {said:?}");
    Ok(said)
}

/// Replaces the module's base64 by what the page gets instead.
type Damage = fn(&str) -> String;

async fn a_damaged_module_is_reported_in_a_sentence(browser: &Browser) -> Result<()> {
    let damages: [(&str, Damage); 3] = [
        ("changed", |payload| {
            let middle = payload.len() / 2;
            let turned: String = payload[middle..middle + 40].chars().rev().collect();
            format!("{}{turned}{}", &payload[..middle], &payload[middle + 40..])
        }),
        ("cut", |payload| payload[..payload.len() / 2 / 4 * 4].to_string()),
        ("garbled", |payload| format!("*{}", &payload[1..])),
    ];
    for (name, damage) in damages {
        let said = said_by_a_changed_page(browser, name, |script| {
            // by far the longest text in the script
            let module = script.split(['`', '"']).max_by_key(|text| text.len());
            let module = module.filter(|text| text.len() > 100_000).context("the script holds no module")?;
            Ok(script.replacen(module, &damage(module), 1))
        })
        .await
        .context(name)?;
        ensure!(said.contains("damaged") && said.contains("reload"), "{name}: {said}");
    }
    Ok(())
}

async fn a_browser_that_lacks_what_the_lab_needs_gets_a_sentence(browser: &Browser) -> Result<()> {
    let lacks = [
        ("SIMD", "WebAssembly.validate = () => false;"),
        ("DecompressionStream", "delete window.DecompressionStream;"),
    ];
    for (what, lack) in lacks {
        browser.before_page(lack).await?;
        browser.go(&browser.url("index.html")).await?;
        let said = said_instead_of_ready(browser).await?;
        ensure!(said.contains(what) && said.contains("Safari 16.4"), "{said}");
        browser.fresh_tab().await?;
    }
    Ok(())
}

async fn a_host_page_that_forbids_wasm_learns_what_to_allow(browser: &Browser) -> Result<()> {
    let host = format!(
        "<!doctype html><meta charset=utf-8>
         <meta http-equiv=Content-Security-Policy content=\"script-src 'self'\">
         <link rel=icon href=data:,><em-mixture></em-mixture><script src={SCRIPT}></script>"
    );
    let server =
        browser.serve(&folder(browser, "strict", &[("index.html", &host), (SCRIPT, &built(SCRIPT)?)])?)?;
    browser.go(&server.url()).await?;
    let said = said_instead_of_ready(browser).await?;
    ensure!(said.contains("'wasm-unsafe-eval'"), "{said}");
    browser.console_errors().await?; // the browser may note the refusal there
    Ok(())
}

async fn a_missing_script_is_reported_in_a_sentence(browser: &Browser) -> Result<()> {
    let server = browser.serve(&folder(browser, "missing", &[("index.html", &built("index.html")?)])?)?;
    browser.go(&server.url()).await?;
    browser.until("lab.textContent.includes('em-mixture.js')").await?;
    browser.expect_console_error(SCRIPT).await
}
