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
