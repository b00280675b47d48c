//! The same numbers everywhere: the points of a seed to the bit, the numbers of a fit to 1e-9 in the
//! browser and natively, and to the last digit in every browser.

use anyhow::{Context, Result, anyhow, ensure};
use browser_tests::{Browser, Test, tests};
use em_lab::refusal::Refusal;
use em_lab::session::{Session, Snapshot};
use serde_json::{Value, json};

use crate::support::{open, page, page_with};

pub const TESTS: &[Test] =
    tests![the_points_of_a_seed_are_the_same_to_the_bit, a_fit_has_the_same_numbers_within_1e_9];

fn native(scenario: &str) -> Result<Session> {
    opened(scenario).map_err(|refusal| anyhow!("{scenario}: {refusal}"))
}

fn opened(scenario: &str) -> Result<Session, Refusal> {
    let mut session = Session::new()?;
    let mut loading = session.open(scenario)?;
    while !loading.advance()? {}
    session.commit(loading)?;
    Ok(session)
}

/// A number's 64 bits: as a decimal it might be read one bit off.
fn bits(value: f64) -> Value {
    Value::from(format!("{:x}", value.to_bits()))
}

async fn the_points_of_a_seed_are_the_same_to_the_bit(browser: &Browser) -> Result<()> {
    // Means at eight different points of eight: they are the points.
    let eights = ["0,1,4~5,2,4", "20,5,3~40,5,5", "-1e6,0.001,8", "1e-9,1e-12,2~0,1e-10,6", "0,1e6,8"];
    let mut scenarios = Vec::new();
    for (seed, truth) in (0..20).flat_map(|seed| eights.map(|truth| (seed, truth))) {
        let scenario = format!("truth={truth}&seed={seed}&k=8");
        let session = native(&scenario)?;
        let mut means: Vec<f64> = session.snapshot().components.iter().map(|c| c.mean).collect();
        means.sort_by(f64::total_cmp);
        ensure!(means == session.loaded().data.values(), "{scenario}: the start does not show the points");
        scenarios.push(scenario);
    }
    // Of thousands of each other family, eight of them.
    let families = [
        "binomial&trials=1000&truth=3,999~500,999~940,999",
        "poisson&truth=0.5,999~30,999~1e9,999",
        "exponential&truth=0.001,999~9e7,999",
    ];
    scenarios.extend((1..=5).flat_map(|seed| {
        families.map(|family| format!("family={family}&k=8&seed={seed}&start-seed={seed}"))
    }));
    // Of ten thousand, 400 of them; the other starts draw from a seed too.
    scenarios.extend((1..=50).map(|seed| format!("k=8&seed=4294967295&start-seed={seed}")));
    scenarios.extend((1..=5).map(|seed| format!("k=5&start=random&start-seed={seed}")));
    scenarios.extend((1..=5).map(|seed| format!("k=5&start=kmeans-plusplus&start-seed={seed}")));
    let expected = scenarios
        .iter()
        .map(|scenario| {
            let means = native(scenario)?.snapshot().components;
            Ok(json!([scenario, means.iter().map(|c| bits(c.mean)).collect::<Vec<_>>()]))
        })
        .collect::<Result<Vec<_>>>()?;
    open(browser, "").await?;
    page_with(
        browser,
        "expected",
        &Value::from(expected),
        "
        for (const [scenario, theirs] of expected) {
            await lab.open(scenario);
            const bits = new BigUint64Array(Float64Array.from(means()).buffer);
            same(Array.from(bits, (value) => value.toString(16)), theirs, scenario);
        }",
    )
    .await?;
    Ok(())
}

/// The numbers of a snapshot under their JavaScript names.
fn numbers(snapshot: &Snapshot) -> Value {
    let labels = snapshot.labels.as_ref();
    json!({
        "n": snapshot.n,
        "position": snapshot.position,
        "iteration": snapshot.iteration,
        "components": snapshot.components.iter()
            .map(|c| json!({ "weight": c.weight, "mean": c.mean, "sd": c.sd })).collect::<Vec<_>>(),
        "effectiveCounts": snapshot.effective_counts,
        "logLikelihood": snapshot.log_likelihood,
        "meanLogLikelihood": snapshot.mean_log_likelihood,
        "objective": snapshot.objective,
        "lowerBound": snapshot.lower_bound,
        "aic": snapshot.aic,
        "bic": snapshot.bic,
        "status": snapshot.status.name(),
        "reason": snapshot.reason,
        "onFloor": snapshot.on_floor,
        "labels": labels.map(|l| json!({ "accuracy": l.accuracy, "confusion": l.confusion, "matching": l.matching })),
    })
}

async fn a_fit_has_the_same_numbers_within_1e_9(browser: &Browser) -> Result<()> {
    let scenarios = [
        "",
        "start=0.5,25,8~0.5,30,8&step=9",
        "k=3&start=kmeans-plusplus&start-seed=5&step=14",
        "data=old-faithful-waiting&assignment=hard&prior=conjugate&step=7",
        "data=galaxy-velocities&k=5&start=random&start-seed=1&step=40",
        "data=windsor-house-prices&k=4&start=kmeans&vary=shared-sd&prior=conjugate&step=11",
        "truth=0,1,500~8,3,200~-7,0.5,300&k=3&start=quantiles&vary=means&seed=77&step=6",
        "data=own&values=1.5,2,7,7.25,9&k=2&start=quantiles&step=5",
        "family=binomial&trials=12&truth=3,400~9,600&step=7",
        "family=poisson&truth=2,300~9,500~60,200&k=3&start=kmeans&seed=5&step=9",
        "family=exponential&truth=2,300~20,700&assignment=hard&start=quantiles&step=5",
        "data=death-notices&step=21",
    ];
    let expected = scenarios
        .iter()
        .map(|scenario| Ok(json!([scenario, numbers(&native(scenario)?.snapshot())])))
        .collect::<Result<Vec<_>>>()?;
    ensure!(expected[4][1]["onFloor"].as_array().context("no list")?.len() == 1, "one of them collapses");
    open(browser, "").await?;
    page_with(
        browser,
        "expected",
        &Value::from(expected),
        "
        const compare = (ours, theirs, words) => {
            if (typeof theirs === 'number') nearly(ours, theirs, words);
            else if (theirs === null || typeof theirs === 'string') same(ours, theirs, words);
            else for (const name of Object.keys(theirs)) compare(ours[name], theirs[name], `${words}, ${name}`);
        };
        for (const [scenario, theirs] of expected) {
            await lab.open(scenario);
            compare(lab.snapshot(), theirs, scenario || 'by default');
        }",
    )
    .await?;
    for scenario in scenarios {
        let script = format!("await lab.open({scenario:?}); return JSON.stringify(lab.snapshot());");
        browser.agrees(&format!("the snapshot of {scenario:?}"), page(browser, &script).await?)?;
    }
    Ok(())
}
