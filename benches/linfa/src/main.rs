//! linfa's answer to `cargo xtask bench`: one iteration of its Gaussian mixture.
//!
//! Its `fit` gives no single iteration, and no result if it did not converge; but its time can be measured.
//! So an iteration is the difference between a fit of many and a fit of one.

use linfa::DatasetBase;
use linfa::traits::Fit;
use linfa_clustering::{GaussianMixtureModel, GmmInitMethod};
use ndarray::Array2;
use std::error::Error;
use std::io::BufRead;
use std::time::Instant;

/// The least number of iterations in the longer fit of a pair.
const LONG: u64 = 9;
/// The least length of a pair of fits, in milliseconds.
const BATCH_MS: f64 = 50.0;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("which folder holds the points?")?;
    let mut known: Option<(u64, Array2<f64>)> = None;
    for line in std::io::stdin().lock().lines() {
        let request: serde_json::Value = serde_json::from_str(&line?)?;
        let n = request["n"].as_u64().ok_or("how many points?")?;
        let k = request["k"].as_u64().ok_or("how many components?")? as usize;
        let points = match &known {
            Some((of, points)) if *of == n => points.clone(),
            _ => read(&folder, n)?,
        };
        known = Some((n, points.clone()));
        let data = DatasetBase::from(points);
        let mut long = LONG;
        let ms = loop {
            let (short, whole) = (fit(&data, k, 1), fit(&data, k, long));
            if whole >= BATCH_MS {
                break (whole - short) / (long - 1) as f64;
            }
            long *= 4;
        };
        println!("{}", serde_json::json!({ "ms": ms }));
    }
    Ok(())
}

fn read(folder: &str, n: u64) -> Result<Array2<f64>, Box<dyn Error>> {
    let bytes = std::fs::read(format!("{folder}/points-{n}.f64"))?;
    let values: Vec<f64> =
        bytes.as_chunks::<8>().0.iter().map(|&bytes| f64::from_le_bytes(bytes)).collect();
    Ok(Array2::from_shape_vec((values.len(), 1), values)?)
}

/// Milliseconds for a fit of so many iterations.
fn fit(data: &DatasetBase<Array2<f64>, ndarray::Array1<()>>, k: usize, iterations: u64) -> f64 {
    let began = Instant::now();
    let fitted = GaussianMixtureModel::params(k)
        .n_runs(1)
        .tolerance(f64::MIN_POSITIVE)
        .max_n_iterations(iterations)
        .init_method(GmmInitMethod::Random)
        .fit(data);
    drop(std::hint::black_box(fitted));
    began.elapsed().as_secs_f64() * 1000.0
}
