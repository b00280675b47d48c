//! The time of one EM iteration in native code. Answers `cargo xtask bench`, a JSON object per line, for
//! `crate` (the E step of this crate) or `plain` (its kernel over every point).
//!
//! All contenders do the same: [`LEG`] iterations from each of many starts, as many legs as take
//! [`BATCH_MS`], so that the parameters change all the time and any clock is precise enough. The starts are
//! the same for all: means at quantiles that the golden ratio gives.
//!
//! The argument is a folder: the points of each size are written there for the others, sorted.

use em_lab::dataset::Dataset;
use em_lab::em::{Assignment, Expectation, Points, Prior, PriorKind, Steps, Vary, maximize, sums};
use em_lab::mixture::{Component, Mixture};
use em_lab::model::Model;
use em_lab::session::Session;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::error::Error;
use std::io::BufRead;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

/// Iterations from one start.
const LEG: usize = 50;
/// The least length of a batch, in milliseconds.
const BATCH_MS: f64 = 50.0;
/// The contenders' numbers are compared after so many iterations from the first start.
const COMPARED_AFTER: usize = 20;
/// Steps of this size, taken modulo 1, are spread evenly between 0 and 1.
const GOLDEN: f64 = 0.618_033_988_749_894_9;

fn main() -> Result<(), Box<dyn Error>> {
    // cargo adds flags of its own
    let folder = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    let Some(folder) = folder else {
        println!("run `cargo xtask bench`: it asks, this answers");
        return Ok(());
    };
    let mut data: HashMap<u64, Arc<Dataset>> = HashMap::new();
    for line in std::io::stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line?)?;
        if request["ask"] == "counts" {
            println!("{}", counts(&opened(&request)?));
            continue;
        }
        let n = request["n"].as_u64().ok_or("how many points?")?;
        let points = match data.get(&n) {
            Some(points) => points.clone(),
            None => data.entry(n).or_insert(drawn(&request)?).clone(),
        };
        println!("{}", answer(&request, &points, Path::new(&folder))?);
    }
    Ok(())
}

/// The points of the request's scenario.
fn drawn(request: &Value) -> Result<Arc<Dataset>, Box<dyn Error>> {
    Ok(opened(request)?.loaded().data.clone())
}

/// The time of an iteration of the session's own model, whatever its family.
fn counts(session: &Session) -> Value {
    let em = session.em();
    let steps = Steps::new(em.data().clone(), em.present().mixture.k(), *em.settings());
    let start = |_| steps.begin(em.at(0).mixture.clone());
    json!({ "ms": batch(LEG, start, |iterate| steps.e(steps.m(iterate))) })
}

fn opened(request: &Value) -> Result<Session, Box<dyn Error>> {
    let session = Session::new()?;
    let mut loading = session.open(request["scenario"].as_str().ok_or("which points?")?)?;
    while !loading.advance()? {}
    let mut session = session;
    session.commit(loading)?;
    Ok(session)
}

fn answer(request: &Value, data: &Arc<Dataset>, folder: &Path) -> Result<Value, Box<dyn Error>> {
    if request["ask"] == "points" {
        let bytes: Vec<u8> = data.values().iter().flat_map(|x| x.to_le_bytes()).collect();
        std::fs::write(folder.join(format!("points-{}.f64", data.n())), bytes)?;
        return Ok(json!({ "n": data.n() }));
    }
    let k = request["k"].as_u64().ok_or("how many components?")? as usize;
    let iterate = match request["as"].as_str() {
        Some("plain") => plain,
        _ => compressed,
    };
    if request["ask"] == "agreement" {
        let mut state = start(data, k, 0);
        let mut ln_likelihood = 0.0;
        for _ in 0..COMPARED_AFTER {
            (state, ln_likelihood) = iterate(data, &state);
        }
        let means: Vec<f64> = state.components().iter().map(|c| c.mean).collect();
        return Ok(json!({ "lnLikelihood": ln_likelihood, "means": means }));
    }
    if request["ask"] == "worst" {
        let collapsed = collapsed(data, k);
        return Ok(json!({ "ms": batch(1, |_| collapsed.clone(), |mixture| iterate(data, mixture).0) }));
    }
    Ok(json!({ "ms": batch(LEG, |leg| start(data, k, leg), |mixture| iterate(data, mixture).0) }))
}

/// Milliseconds per iteration, over legs of so many iterations from a start of their own.
fn batch<T>(leg: usize, start: impl Fn(usize) -> T, iterate: impl Fn(&T) -> T) -> f64 {
    let (mut spent, mut iterations, mut legs) = (0.0, 0, 0);
    while spent < BATCH_MS {
        let mut state = start(legs);
        legs += 1;
        let began = Instant::now();
        for done in 1..=leg {
            state = iterate(&state);
            iterations += 1;
            if done % 8 == 0 && began.elapsed().as_secs_f64() * 1000.0 > BATCH_MS {
                break;
            }
        }
        spent += began.elapsed().as_secs_f64() * 1000.0;
    }
    spent / iterations as f64
}

/// The crate's own E step, then the M step.
fn compressed(data: &Arc<Dataset>, mixture: &Mixture) -> (Mixture, f64) {
    let prior = Prior::new(PriorKind::None, data, mixture.k());
    let e = Expectation::new(data, mixture, Assignment::Soft, &prior, Vary::All);
    (maximize(mixture, e.moments(), Vary::All, &prior, 0.0), e.ln_likelihood() / data.n() as f64)
}

/// The kernel over every point, then the M step.
fn plain(data: &Arc<Dataset>, mixture: &Mixture) -> (Mixture, f64) {
    let prior = Prior::new(PriorKind::None, data, mixture.k());
    let e = sums(Points::plain(data.values()), mixture, Assignment::Soft);
    let next = maximize(mixture, &e.moments[..mixture.k()], Vary::All, &prior, 0.0);
    (next, e.ln_likelihood / data.n() as f64)
}

/// The start of that number, as in `page.js` and `scikit.py`.
fn start(data: &Dataset, k: usize, number: usize) -> Mixture {
    let place = |j: usize| (GOLDEN * (8 * number + j + 1) as f64).fract();
    let mean = |j: usize| data.values()[(place(j) * data.n() as f64) as usize];
    let sd = data.sd() / k as f64;
    Mixture::unchecked((0..k).map(|j| Component { weight: 1.0 / k as f64, mean: mean(j), sd }).collect())
}

/// The worst case: a component without width where the points are densest.
fn collapsed(data: &Dataset, k: usize) -> Mixture {
    let mut components = start(data, k, 0).components().to_vec();
    components[0] = Component { weight: 0.1, mean: densest(data.values()), sd: 1e-6 * data.sd() };
    Mixture::unchecked(components)
}

/// The place where a hundredth of the sorted points have the smallest range.
fn densest(values: &[f64]) -> f64 {
    let share = values.len() / 100;
    let width = |i: &usize| values[i + share] - values[*i];
    let narrowest = (0..values.len() - share).min_by(|a, b| width(a).total_cmp(&width(b)));
    values[narrowest.unwrap_or(0) + share / 2]
}
