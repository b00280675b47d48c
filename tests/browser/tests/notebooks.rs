//! The Python package in notebooks: marimo, JupyterLab and Voilà, each from the wheel of `release/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use anyhow::{Context, Result, ensure};
use browser_tests::{Browser, Test, tests};
use serde_json::{Value, json};
use xtask::browsers::Driver;
use xtask::{packages, paths};

use crate::support;

pub const TESTS: &[Test] = tests![
    marimo_steps_by_mouse_and_by_python needs OneEngine,
    jupyterlab_steps_and_shows_a_saved_notebook_as_it_was needs Notebooks,
    voila_steps_by_mouse_and_by_a_button needs Notebooks,
    the_examples_run needs Notebooks,
];

/// A lab may be within an element of its host, and so may what Python has written.
const WORDS: &str = "
    const deep = (of) => [...of.querySelectorAll('*')].flatMap((node) =>
        [node, ...(node.shadowRoot && node.localName !== 'em-mixture' ? deep(node.shadowRoot) : [])]);
    const labs = () => deep(document).filter((node) => node.localName === 'em-mixture');
    const positions = () => labs().map((lab) => lab.snapshot().position);
    const said = (words) => deep(document).some((node) => !node.closest('.cm-editor') && !node.children.length && node.textContent.includes(words));
    const due = (lab) => lab.shadowRoot.querySelector('.due');
    const drawn = ({ shadowRoot }) => shadowRoot.querySelector('[part=picture]').toDataURL();
    const shown = async (count) => {
        await until(() => labs().length === count, `${count} labs`);
        for (const lab of labs()) await lab.ready;
    };
";

/// Runs a script in the page of a notebook.
async fn page(browser: &Browser, script: &str) -> Result<Value> {
    support::page(browser, &format!("{WORDS}{script}")).await
}

/// The Python with the wheel, which is installed once.
fn python() -> Result<PathBuf> {
    static PYTHON: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let python = PYTHON.get_or_init(|| packages::notebook_python().map_err(|error| format!("{error:#}")));
    python.clone().map_err(anyhow::Error::msg)
}

/// A host of notebooks, which runs in this folder until the result is dropped. What it would keep for a person it
/// keeps there.
fn host(name: &str, folder: &Path, arguments: &[&str]) -> Result<Driver> {
    Driver::start(name, |port| {
        let python = python()?;
        let mut command = Command::new(&python);
        command.arg("-m").args(arguments).arg(format!("--port={port}")).current_dir(folder);
        let programs = python.parent().context("no folder")?.display();
        command.env("PATH", format!("{programs}:{}", std::env::var("PATH").unwrap_or_default()));
        for name in
            ["JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "XDG_CONFIG_HOME"]
        {
            command.env(name, folder.join("own"));
        }
        Ok(command)
    })
}

/// A notebook with these cells, in an empty folder.
fn notebook(browser: &Browser, name: &str, cells: &[&str]) -> Result<PathBuf> {
    let folder = browser.folder(name)?;
    fs::remove_dir_all(&folder)?;
    fs::create_dir_all(&folder)?;
    let cells: Vec<Value> = cells
        .iter()
        .enumerate()
        .map(|(i, code)| {
            json!({ "cell_type": "code", "id": format!("cell-{i}"), "metadata": {}, "execution_count": null,
                "outputs": [], "source": code })
        })
        .collect();
    let kernel = json!({ "name": "python3", "display_name": "Python 3", "language": "python" });
    let notebook =
        json!({ "cells": cells, "metadata": { "kernelspec": kernel }, "nbformat": 4, "nbformat_minor": 5 });
    fs::write(folder.join("lab.ipynb"), notebook.to_string())?;
    Ok(folder)
}

/// marimo with one of its notebooks, as an app.
fn marimo(browser: &Browser, notebook: &str) -> Result<Driver> {
    let folder = browser.folder("marimo")?;
    fs::copy(paths::root().join(notebook), folder.join("notebook.py")).context(notebook.to_string())?;
    host("marimo", &folder, &["marimo", "run", "--headless", "--no-token", "notebook.py"])
}

async fn marimo_steps_by_mouse_and_by_python(browser: &Browser) -> Result<()> {
    let host = marimo(browser, "tests/notebooks/steps.py")?;
    browser.go(&host.url()).await?;
    page(
        browser,
        "
        await shown(4);
        await until(() => said('STEPPED 2 of 3; the M step is not due: take the E step first; agrees: True'), 'steps by Python');
        const shape = ({ n, k, family }) => [n, k, family];
        same(labs().map((lab) => shape(lab.snapshot())), [[1e6, 2, 'gaussian'], [1e6, 2, 'gaussian'], [1e3, 2, 'poisson'], [800, 2, 'gaussian']], 'its points');
        await until(() => String(positions().slice(0, 3)) === '2,2,1', 'both views');
        due(labs()[1]).click();
        await until(() => String(positions().slice(0, 3)) === '3,3,1', 'the other view follows');
        await until(() => said('COUNTED poisson; agrees: True'), 'another family');
        await until(() => said('PLACED 2; converged; agrees: True'), 'points in the plane');
        const look = () => deep(document).find((node) => node.localName === 'button' && node.textContent.trim() === 'look');
        await until(look, 'the button');
        let looks = 0;
        await until(() => {
            // Python receives the step a moment later.
            if (said(`LOOKED ${looks} `)) { look().click(); looks += 1; }
            return said('POSITION 3');
        }, 'Python receives a step by mouse');",
    )
    .await?;
    // Opened again, its page has a new kernel, in which the cells run anew.
    browser.go(&host.url()).await?;
    page(
        browser,
        "
        await shown(4);
        await until(() => said('STEPPED 2 of 3'), 'steps by Python'); // else its last command could meet the click
        await until(() => String(positions().slice(0, 3)) === '2,2,1', 'both views');
        same(labs().map((lab) => lab.snapshot().n), [1e6, 1e6, 1e3, 800], 'its points');
        due(labs()[0]).click();
        await until(() => String(positions().slice(0, 3)) === '3,3,1', 'by mouse');",
    )
    .await
    .context("opened again")?;
    ours_alone(browser).await
}

/// Notebooks write warnings of their own into the console.
async fn ours_alone(browser: &Browser) -> Result<()> {
    let errors = browser.console_errors().await?;
    let ours: Vec<&String> =
        errors.iter().filter(|error| error.contains("em-mixture") || error.contains("blob:")).collect();
    ensure!(ours.is_empty(), "the console says: {ours:?}");
    // The host ends, of which its page would complain.
    browser.session().goto("about:blank").await?;
    browser.console_errors().await.map(drop)
}

const STEPS: [&str; 5] = [
    "import numpy as np\nfrom em_mixture import EMMixture\ndraw = np.random.default_rng(7)\n\
     x = np.concatenate([draw.normal(20, 5, 300_000), draw.normal(40, 5, 700_000)])",
    "lab = EMMixture(x, k=2, start='quantiles')\nlab",
    "lab",
    "lab.e_step(); lab.m_step()\ntry:\n    lab.m_step()\nexcept RuntimeError as error:\n    print('STEPPED', lab.snapshot['position'], 'of', len(lab.history), error)",
    "lab.run_to_convergence()\nprint('RAN', lab.snapshot['status'], len(lab.history) == lab.snapshot['position'] + 1)",
];

/// Opens the notebook with a new kernel; its program and panel are then `app` and `panel`.
async fn open_jupyterlab(browser: &Browser, host: &Driver) -> Result<()> {
    browser.go(&format!("{}/lab/tree/lab.ipynb?reset", host.url())).await?;
    let script = "
        const found = () => [...(window.jupyterapp?.shell.widgets('main') ?? [])].find((widget) => widget.context);
        await until(found, 'the notebook');
        window.app = jupyterapp;
        window.panel = found();
        await panel.context.ready;";
    page(browser, script).await.map(drop)
}

async fn jupyterlab_steps_and_shows_a_saved_notebook_as_it_was(browser: &Browser) -> Result<()> {
    let folder = notebook(browser, "jupyterlab", &STEPS)?;
    let settings = folder.join("own/labconfig");
    fs::create_dir_all(&settings)?;
    let saving = json!({ "@jupyter-widgets/jupyterlab-manager:plugin": { "saveState": true } });
    fs::write(settings.join("default_setting_overrides.json"), saving.to_string())?;
    let arguments = ["jupyter", "lab", "--allow-root", "--no-browser", "--IdentityProvider.token="];
    let arguments = [&arguments[..], &["--LabApp.expose_app_in_browser=True"]].concat();
    let host = host("jupyterlab", &folder, &arguments)?;
    open_jupyterlab(browser, &host).await?;
    page(
        browser,
        "
        await panel.sessionContext.ready;
        await until(() => panel.sessionContext.session?.kernel?.status === 'idle', 'a kernel');
        void app.commands.execute('notebook:run-all-cells');
        await until(() => said('STEPPED 2 of 3 the M step is not due: take the E step first'), 'steps by Python');
        await until(() => said('RAN converged True'), 'a run by Python');
        await shown(2);
        await until(() => labs()[0].scenario === labs()[1].scenario, 'two views');",
    )
    .await
    .context("run all cells")?;
    let position = page(
        browser,
        "
        const { position } = labs()[0].snapshot();
        due(labs()[0]).click();
        await until(() => String(positions()) === `${position + 1},${position + 1}`, 'by mouse');
        // A key in the lab is the lab's: JupyterLab would make a new cell.
        const cells = panel.content.widgets.length;
        labs()[0].focus();
        claim(labs()[0].shadowRoot.activeElement, 'the focus');
        return position + 1;",
    )
    .await
    .context("a step by mouse")?;
    for key in ["a", "b"] {
        support::press(browser, key).await?;
    }
    page(
        browser,
        &format!(
            "
        same(panel.content.widgets.length, 5, 'no new cell');
        const ask = panel.content.widgets[4].model.sharedModel;
        ask.setSource(\"print('HEARD', lab.snapshot['position'])\");
        panel.content.activeCellIndex = 4;
        const run = () => app.commands.execute('notebook:run-cell');
        for (await run(); !said('HEARD {position}'); await run()); // it receives the step a moment later
        const saved = () => document.querySelector('img.em-mixture-saved');
        await until(() => saved()?.src.startsWith('data:image/png'), 'its picture');
        claim(!saved().checkVisibility(), 'hidden beside the lab');
        await app.commands.execute('docmanager:save');
        window.kept = labs()[0].scenario;
        await panel.sessionContext.shutdown();"
        ),
    )
    .await
    .context("Python hears of it")?;
    let scenario = page(browser, "return window.kept;").await?;
    let saved = fs::read_to_string(folder.join("lab.ipynb"))?;
    ensure!(saved.contains("application/vnd.jupyter.widget-state+json"), "its state was not saved");
    reopened_in_jupyterlab(browser, &host, &scenario, &position).await?;
    ours_alone(browser).await
}

async fn reopened_in_jupyterlab(
    browser: &Browser,
    host: &Driver,
    scenario: &Value,
    position: &Value,
) -> Result<()> {
    open_jupyterlab(browser, host).await?;
    let script = format!(
        "
        await shown(2);
        await until(() => labs().every((lab) => lab.scenario === {scenario} && lab.snapshot().position === {position}), 'as it was');
        claim(drawn(labs()[0]).length > 5000, 'its picture');
        due(labs()[0]).click();
        await until(() => positions()[0] === {position} + 1, 'its own buttons work');"
    );
    page(browser, &script).await.context("opened again")?;
    browser.go(&format!("{}/lab?reset", host.url())).await?;
    let script = "
        await until(() => window.jupyterapp, 'JupyterLab');
        await jupyterapp.restored;
        const kernelPreference = { shouldStart: false, canStart: false };
        const panel = await jupyterapp.commands.execute('docmanager:open', { path: 'lab.ipynb', factory: 'Notebook', kernelPreference });
        const saved = () => document.querySelector('img.em-mixture-saved');
        await until(() => saved()?.checkVisibility() && saved().naturalWidth > 500, 'the last picture');
        same([panel.sessionContext.session, labs().length], [null, 0], 'without a kernel');";
    page(browser, script).await.context("without a kernel").map(drop)
}

async fn voila_steps_by_mouse_and_by_a_button(browser: &Browser) -> Result<()> {
    let button = "import ipywidgets\nbutton, label = ipywidgets.Button(description='both steps'), ipywidgets.Label('nothing yet')\n\
        def steps(_):\n    lab.e_step(); lab.m_step()\n    label.value = f\"STEPPED {lab.snapshot['position']}\"\n\
        button.on_click(steps)\nipywidgets.VBox([button, label])";
    let folder = notebook(browser, "voila", &[STEPS[0], STEPS[1], STEPS[2], button])?;
    let host = host("voila", &folder, &["voila", "--no-browser", "lab.ipynb"])?;
    browser.go(&host.url()).await?;
    page(
        browser,
        "
        await shown(2);
        const button = () => [...document.querySelectorAll('button')].find((node) => node.textContent === 'both steps');
        await until(() => button(), 'the button');
        await until(() => labs().every((lab) => lab.snapshot().n === 1e6), 'its points');
        button().click();
        await until(() => said('STEPPED 2'), 'steps by a button');
        await until(() => String(positions()) === '2,2', 'two views');
        due(labs()[0]).click();
        await until(() => String(positions()) === '3,3', 'by mouse');",
    )
    .await?;
    ours_alone(browser).await
}

/// Each is a marimo app; at its end it says in words what it has found.
async fn the_examples_run(browser: &Browser) -> Result<()> {
    for (example, found) in [
        ("scikit_learn.py", "The lab and scikit-learn agree after 5 iterations."),
        ("own_data.py", "Two groups: about 54.6 and 80.1 minutes."),
    ] {
        let host = marimo(browser, &format!("python/examples/{example}"))?;
        browser.go(&host.url()).await?;
        page(browser, &format!("await until(() => said('{found}'), 'its end');")).await.context(example)?;
        ours_alone(browser).await?;
    }
    Ok(())
}
