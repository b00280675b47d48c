//! How long do an iteration and a picture take in Chromium? Prints JSON for `cargo xtask bench`.
//!
//! The first argument is a folder with a page that has the element and hands out `loadLab`; each
//! further one is a scenario. Rounds, batches and medians are as in `benches/iteration.rs`; the
//! browser's clock ticks 0.1 ms, so a batch of 50 ms is known to a fifth of a percent.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use browser_tests::{Browser, Engine};
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use xtask::command;
use xtask::serve::Server;

/// How often each scenario has its turn.
const ROUNDS: usize = 7;

/// In the page, once: how one turn of a scenario goes.
const SETUP: &str = "
    const BATCH_MS = 50;
    const MOST_ITERATIONS = 10000;
    const median = (times) => times.toSorted((a, b) => a - b)[times.length >> 1];

    /* Through the element, as a course page would do it. */
    const timeSteps = async (scenario, count) => {
        await lab.open(scenario);
        const began = performance.now();
        lab.step(count);
        return performance.now() - began;
    };

    const { Lab } = await loadLab();
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 1;
    /* 800 x 400 CSS pixels at ratio 2: 1600 x 800 pixels behind them. */
    const draw = (bare) => bare.draw(canvas, 800, 400, 2, 'light', 0, 1, 'estimate');
    const pixels = () => canvas.getContext('2d').getImageData(0, 0, 1, 1);

    const bareLab = (scenario) => {
        const bare = new Lab();
        const task = bare.beginOpen(scenario);
        while (!task.advance()) {}
        bare.commit(task);
        bare.step(1);
        return bare;
    };

    /* Each picture after a half-step of its own, which is not timed: every frame of a run
       has new numbers to draw. */
    const timeDraws = (bare, count, forced) => {
        let time = 0;
        for (let i = 0; i < count; i++) {
            bare.halfStep();
            const began = performance.now();
            draw(bare);
            if (forced) pixels();
            time += performance.now() - began;
        }
        return time;
    };

    window.turn = async (row) => {
        if (!row.iterations) {
            row.iterations = 1;
            while (row.iterations < MOST_ITERATIONS
                && await timeSteps(row.scenario, row.iterations) < BATCH_MS) row.iterations *= 2;
            row.iterations = Math.min(row.iterations, MOST_ITERATIONS);
            Object.assign(row, { steps: [], draws: [], forced: [] });
        }
        const DRAWS = 100;
        row.steps.push(await timeSteps(row.scenario, row.iterations) / row.iterations);
        const bare = bareLab(row.scenario);
        row.draws.push(timeDraws(bare, DRAWS, false) / DRAWS);
        pixels();
        row.forced.push(timeDraws(bare, DRAWS / 5, true) / (DRAWS / 5));
        bare.free();
        return row;
    };
    window.report = (row) => ({
        scenario: row.scenario,
        iterationMs: median(row.steps),
        drawMs: median(row.draws),
        pixelsMs: median(row.forced),
    });
";

fn main() -> ExitCode {
    command::exit_code(run())
}

fn run() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().context("which folder holds the page to measure?")?;
    let scenarios: Vec<String> = arguments.collect();
    let report = Runtime::new()?.block_on(measure(Path::new(&folder), &scenarios))?;
    println!("{report}");
    Ok(())
}

async fn measure(folder: &Path, scenarios: &[String]) -> Result<Value> {
    let browser = Browser::start(Engine::Chromium).await?;
    let server = Server::start(folder, 0)?;
    browser.go(&server.url()).await?;
    browser.lab_ready().await?;
    browser.js(SETUP).await?;
    let mut rows: Vec<Value> = scenarios.iter().map(|scenario| json!({ "scenario": scenario })).collect();
    for round in 1..=ROUNDS {
        for row in &mut rows {
            *row = browser.js(&format!("return await turn({row});")).await?;
        }
        eprintln!("round {round} of {ROUNDS}");
    }
    for row in &mut rows {
        *row = browser.js(&format!("return report({row});")).await?;
    }
    browser.quit().await?;
    Ok(Value::from(rows))
}
