//! The npm package in pages of other people's: by React, Vue and Svelte, by an import map, by a line with a
//! hash; and what its manifest says of the element.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use browser_tests::{Browser, Test, tests};
use serde_json::Value;
use xtask::{command, paths, published};

use crate::support::{open, page, page_with};

pub const TESTS: &[Test] = tests![
    react_vue_and_svelte_set_the_scenario_and_hear_a_change needs OneEngine,
    the_readmes_three_ways_open_a_lab,
    every_page_of_examples_does_what_it_shows needs OneEngine,
    a_line_with_a_hash_loads_this_script_and_no_other,
    the_manifest_says_what_the_element_has needs OneEngine,
];

async fn react_vue_and_svelte_set_the_scenario_and_hear_a_change(browser: &Browser) -> Result<()> {
    let folder = browser.folder("packages")?;
    command::run(Command::new("node").arg(paths::root().join("tests/npm/pages.mjs")).arg(&folder))?;
    let server = browser.serve(&folder)?;
    for framework in ["react", "vue", "svelte"] {
        browser.go(&format!("{}{framework}.html", server.url())).await?;
        browser.until("document.querySelector('em-mixture') !== null").await?;
        browser.lab_ready().await?;
        page(
            browser,
            "
            same([lab.snapshot().k, lab.scenario], [2, 'start=quantiles'], 'the property');
            const output = document.querySelector('output');
            lab.step(3);
            await until(() => output.textContent === '6', 'the event');
            same(lab.snapshot().position, 6, 'rendered again with the same scenario, it is unchanged');
            document.querySelector('#three').click();
            await until(() => lab.snapshot().k === 3, 'another scenario');
            await until(() => output.textContent === '0', 'its event');",
        )
        .await
        .context(framework)?;
    }
    Ok(())
}

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
    let blocks: Vec<&str> =
        ways.split("```html").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let head = "<!doctype html><meta charset=utf-8><link rel=icon href=data:,>
        <script>addEventListener('message', ({ data }) => { window.heard = data; })</script>";
    fs::write(folder.join("index.html"), format!("{head}{}", blocks.join("")))?;
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

async fn every_page_of_examples_does_what_it_shows(browser: &Browser) -> Result<()> {
    let folder = browser.folder("examples")?;
    fs::create_dir_all(&folder)?;
    for file in ["em-mixture.js", "embed.html"] {
        fs::copy(paths::dist().join(file), folder.join(file)).context(file)?;
    }
    let claims = [
        ("script-tag.html", "await lab.ready; same(lab.snapshot().n, 1000, 'its points');"),
        (
            "frame.html",
            "
            const frame = document.querySelector('iframe');
            await until(() => frame.height !== '900', 'as high as its lab');
            const heard = [];
            addEventListener('message', ({ data }) => data.subject === 'em-mixture.change' && heard.push(data.snapshot));
            document.querySelector('button').click();
            await until(() => heard.some(({ k, position }) => k === 3 && position === 4), 'three curves');",
        ),
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
    for (file, _) in claims {
        fs::copy(paths::root().join("examples").join(file), folder.join(file)).context(file)?;
    }
    let pages = fs::read_dir(paths::root().join("examples"))?.flatten();
    let pages = pages.filter(|entry| entry.path().extension().is_some_and(|end| end == "html")).count();
    ensure!(pages == claims.len(), "examples/ has {pages} pages");
    let server = browser.serve(&folder)?;
    for (file, claim) in claims {
        browser.go(&format!("{}{file}", server.url())).await?;
        page(browser, claim).await.context(file)?;
    }
    Ok(())
}

async fn a_line_with_a_hash_loads_this_script_and_no_other(browser: &Browser) -> Result<()> {
    let folder = browser.folder("integrity")?;
    fs::create_dir_all(&folder)?;
    let script = fs::read_to_string(paths::dist().join("em-mixture.js"))?;
    let line = published::script_line(&script).replace(published::CDN, ".");
    let html = format!(
        "<!doctype html><meta charset=utf-8><link rel=icon href=data:,>{line}<em-mixture></em-mixture>"
    );
    fs::write(folder.join("index.html"), html)?;
    fs::write(folder.join("em-mixture.js"), &script)?;
    let server = browser.serve(&folder)?;
    browser.go(&server.url()).await?;
    browser.lab_ready().await?;
    fs::write(folder.join("em-mixture.js"), format!("{script}window.other = true;\n"))?;
    browser.go(&server.url()).await?;
    page(
        browser,
        "same([window.other, customElements.get('em-mixture')], [undefined, undefined], 'refused');",
    )
    .await?;
    browser.console_errors().await?; // the browser says there that it refused it
    Ok(())
}

async fn the_manifest_says_what_the_element_has(browser: &Browser) -> Result<()> {
    let manifest = fs::read_to_string(paths::root().join("npm/custom-elements.json"))?;
    let interface = fs::read_to_string(paths::root().join("docs/interface.md"))?;
    let manifest: Value = serde_json::from_str(&manifest)?;
    open(browser, "").await?;
    let script = "
        const [element] = manifest.modules[0].declarations;
        const names = (list) => list.map(({ name }) => name).sort();
        const callbacks = ['constructor', 'connectedCallback', 'adoptedCallback', 'disconnectedCallback', 'attributeChangedCallback'];
        const members = Object.getOwnPropertyNames(Object.getPrototypeOf(lab)).filter((name) => !callbacks.includes(name));
        same(names(element.members), members.sort(), 'members');
        const readonly = element.members.filter(({ kind, name }) =>
            kind === 'field' && !Object.getOwnPropertyDescriptor(Object.getPrototypeOf(lab), name).set);
        same(names(readonly), names(element.members.filter((member) => member.readonly)), 'read only');
        const parts = new Set($$('[part]').flatMap((node) => [...node.part]));
        same(names(element.cssParts), [...parts].sort(), 'parts');
        return [names(element.attributes), names(element.cssProperties), names(element.events), names(element.members)];";
    let said = page_with(browser, "manifest", &manifest, script).await?;
    // Attributes, properties, events and members are those of the document's tables.
    for name in said.as_array().into_iter().flatten().flat_map(|names| names.as_array().into_iter().flatten())
    {
        let name = name.as_str().context("a name")?;
        let there = [format!("`{name}`"), format!("`{name}("), format!("event `{name}`")];
        ensure!(there.iter().any(|text| interface.contains(text)), "docs/interface.md has no {name}");
    }
    Ok(())
}
