//! What the documents show is executed, and what their tables name is there; so are the pages of `examples/`.

use std::fs;

use anyhow::{Context, Result, bail, ensure};
use browser_tests::{Browser, Test, tests};
use serde_json::json;
use xtask::{paths, published};

use crate::support::{open, page, page_with};

pub const TESTS: &[Test] = tests![
    the_readmes_three_ways_open_a_lab,
    every_example_of_the_documents_does_what_it_shows needs OneEngine,
    the_tables_name_every_field_that_is_returned needs OneEngine,
    every_page_of_examples_does_what_it_shows needs OneEngine,
];

/// As the README says them, but for the addresses: here the files lie beside the page.
async fn the_readmes_three_ways_open_a_lab(browser: &Browser) -> Result<()> {
    let folder = browser.folder("ways")?;
    fs::create_dir_all(&folder)?;
    for file in ["em-mixture-offline.html", "em-mixture.js", "embed.html"] {
        fs::copy(paths::root().join("release").join(file), folder.join(file)).context(file)?;
    }
    let script = fs::read_to_string(folder.join("em-mixture.js"))?;
    let readme = fs::read_to_string(paths::root().join("README.md"))?
        .replace("sha384-HASH", &published::integrity(&script))
        .replace(&format!("{}/", published::CDN), "")
        .replace(published::SITE, "");
    let (_, ways) = readme.split_once("## Three ways").context("no three ways")?;
    let (ways, _) = ways.split_once("\n## ").context("no end")?;
    let head = "<!doctype html><meta charset=utf-8><link rel=icon href=data:,>
        <script>addEventListener('message', ({ data }) => { window.heard = data; })</script>";
    fs::write(folder.join("index.html"), format!("{head}{}", html_in(ways).join("")))?;
    let server = browser.serve(&folder)?;
    ensure!(ways.contains("(em-mixture-offline.html)"), "no file to download");
    browser.go(&format!("{}em-mixture-offline.html", server.url())).await?;
    browser.lab_ready().await?;
    browser.go(&server.url()).await?;
    browser.lab_ready().await?;
    page(
        browser,
        "
        same(lab.snapshot().k, 3, 'the element');
        await until(() => window.heard, 'the frame');",
    )
    .await?;
    Ok(())
}

/// A frame that grows with its lab, and a button that opens a scenario in it.
const FRAME: &str = "
    const frame = document.querySelector('iframe');
    await until(() => frame.height !== '900', 'as high as its lab');
    const heard = [];
    addEventListener('message', ({ data }) => data.subject === 'em-mixture.change' && heard.push(data.snapshot));
    document.querySelector('button').click();
    await until(() => heard.some(({ k, position }) => k === 3 && position === 4), 'three curves');";

async fn every_page_of_examples_does_what_it_shows(browser: &Browser) -> Result<()> {
    let claims = [
        ("script-tag.html", "await lab.ready; same(lab.snapshot().n, 1000, 'its points');"),
        ("frame.html", FRAME),
        (
            "two-labs.html",
            "
            const labs = [...document.querySelectorAll('em-mixture')];
            for (const one of labs) await one.ready;
            labs[0].eStep();
            same(labs.map((one) => one.snapshot().position), [1, 0], 'each by itself');
            same(labs.map((one) => getComputedStyle($('[part=due]', one)).backgroundColor), Array(2).fill('rgb(122, 31, 107)'), 'the colour');",
        ),
        (
            "events.html",
            "
            const button = document.querySelector('button');
            await until(() => !button.disabled);
            button.click();
            same(document.querySelector('output').textContent, 'iteration 1: 24.27 and 39.51', 'what it heard');",
        ),
    ];
    let examples = paths::root().join("examples");
    let files = fs::read_dir(&examples)?.flatten();
    let pages = files.filter(|entry| entry.path().extension().is_some_and(|end| end == "html")).count();
    ensure!(pages == claims.len(), "examples/ has {pages} pages");
    for (file, claim) in claims {
        let html = fs::read_to_string(examples.join(file)).context(file)?;
        holds(browser, &html, claim).await.context(file)?;
    }
    Ok(())
}

async fn every_example_of_the_documents_does_what_it_shows(browser: &Browser) -> Result<()> {
    let read = |path: &str| fs::read_to_string(paths::root().join(path)).context(path.to_string());
    let (interface, embedding) = (read("docs/interface.md")?, read("docs/embedding.md")?);
    let (&[element, policy], &[frame, script_tag, messages]) =
        (&html_in(&interface)[..], &html_in(&embedding)[..])
    else {
        bail!("another number of examples in docs/interface.md or docs/embedding.md");
    };
    let framed = format!("{}{messages}", frame.replace("https://you.github.io/course/", ""));
    for (example, claim) in [
        (element, "await lab.ready; same(lab.snapshot().k, 3, 'its scenario');"),
        (policy, "await lab.ready; same(window.policyViolations, [], 'the policy is enough');"),
        (script_tag, "await lab.ready; same(lab.snapshot().n, 1000, 'its points');"),
        (&framed, FRAME),
    ] {
        let html = format!("<!doctype html><meta charset=utf-8><link rel=icon href=data:,>{example}");
        holds(browser, &html, claim).await.with_context(|| example.to_string())?;
    }
    Ok(())
}

/// Opens a page beside the script and the frame's page.
async fn holds(browser: &Browser, html: &str, claim: &str) -> Result<()> {
    let folder = browser.folder("documents")?;
    for file in ["em-mixture.js", "embed.html"] {
        fs::copy(paths::dist().join(file), folder.join(file)).context(file)?;
    }
    fs::write(folder.join("index.html"), html)?;
    let server = browser.serve(&folder)?;
    browser.go(&server.url()).await?;
    page(browser, claim).await?;
    Ok(())
}

/// The blocks of HTML in a document.
fn html_in(document: &str) -> Vec<&str> {
    document.split("```html\n").skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

/// The names in the first column of the first table after these words.
fn first_column<'a>(document: &'a str, words: &str) -> Result<Vec<&'a str>> {
    let (_, rest) = document.split_once(words).with_context(|| format!("no {words}"))?;
    let rows = rest.lines().skip_while(|line| !line.starts_with("|---")).skip(1);
    let cells = rows.map_while(|line| line.strip_prefix("| ")?.split(" | ").next());
    Ok(cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect())
}

async fn the_tables_name_every_field_that_is_returned(browser: &Browser) -> Result<()> {
    let interface = fs::read_to_string(paths::root().join("docs/interface.md"))?;
    let (_, returned) = interface.split_once("## What `snapshot()` returns").context("no such chapter")?;
    let braced = |words: &str| -> Result<Vec<String>> {
        let (_, rest) = returned.split_once(words).with_context(|| format!("no {words}"))?;
        let (_, rest) = rest.split_once("`{ ").context("no row")?;
        let (names, _) = rest.split_once(" }`").context("no end")?;
        Ok(names.split(", ").map(str::to_string).collect())
    };
    let said = json!({
        "snapshot": first_column(returned, "")?,
        "status": first_column(returned, "| `status` | meaning |")?,
        "read": first_column(&interface, "For text the promise resolves to")?,
        "history": braced("`history()` has a row")?,
        "compareK": braced("A row of `compareK()`")?,
        "restarts": braced("A row of `restarts()`")?,
    });
    open(browser, "truth=20,5,300~40,5,700&step=2").await?;
    page_with(
        browser,
        "said",
        &said,
        "
        const names = (value) => Object.keys(value).sort();
        same(names(lab.snapshot()), said.snapshot.sort(), 'snapshot()');
        same(names(lab.history()[0]), said.history.sort(), 'history()');
        const [best] = await lab.compareK(1);
        same(names(best), said.compareK.sort(), 'compareK()');
        const [run] = await lab.restarts(1);
        same(names(run), said.restarts.sort(), 'restarts()');
        const words = new Set();
        const ends = async (scenario) => { await lab.open(scenario); await lab.runToConvergence(); words.add(lab.snapshot().status); };
        words.add(lab.snapshot().status);
        await ends('truth=20,5,300~40,5,700');
        await ends('truth=20,5,300~40,5,700&max=1');
        await lab.open('data=own&values=1,2,3,4&assignment=hard&start=0.5,2,1~0.5,900,1&step=2');
        words.add(lab.snapshot().status);
        same([...words].sort(), said.status.sort(), 'status');
        const read = await lab.load('a,b\\n1,x\\n2,y\\n4,x\\n');
        same(names(read), said.read.sort(), 'load()');",
    )
    .await?;
    Ok(())
}
