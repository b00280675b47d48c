//! Comparisons of fits, by k and by start, and the likelihood surface.

mod compare_k;
mod landscape;
mod restarts;

use em_mixture::compare_k::{CompareK, Fit};
use em_mixture::dataset::Dataset;
use em_mixture::em::Settings;
use em_mixture::family::Family;
use em_mixture::restarts::{Restart, Restarts};
use em_mixture::start::NamedStart;
use em_mixture::truth::{Process, Sampling};
use serde_json::Value;
use std::path::PathBuf;
use std::sync::Arc;

const FROM_DATA: (NamedStart, u32) = (NamedStart::RandomFromData, 1);

/// One of the lab's real data sets, which are columns of CSV files.
fn real(name: &str) -> Arc<Dataset> {
    let (name, column) = match name {
        "old-faithful-waiting" => ("old-faithful", 1),
        alone => (alone, 0),
    };
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../lab/src/presets");
    let text = std::fs::read_to_string(folder.join(format!("{name}.csv"))).unwrap();
    let field = |line: &str| line.split(',').nth(column).unwrap().parse().unwrap();
    Arc::new(Dataset::new(text.lines().skip(1).map(field).collect()).unwrap())
}

/// Points from these processes (mean, sd, count), under seed 1.
fn simulated(processes: &[(f64, f64, u32)]) -> Arc<Dataset> {
    let process = |&(mean, sd, count): &(f64, f64, u32)| Process { mean, sd, count };
    let processes: Vec<Process> = processes.iter().map(process).collect();
    let mut sampling = Sampling::new(Family::default(), &processes, 1).unwrap();
    while !sampling.draw().unwrap() {}
    let mut data = std::mem::take(sampling.builder()).finish().unwrap();
    while !data.compress() {}
    Arc::new(data)
}

fn reference(file: &str) -> Value {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests").join(file);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

fn restarts(data: &Arc<Dataset>, k: usize, start: (NamedStart, u32), count: usize) -> Vec<Restart> {
    Restarts::new(data, k, start, count, Settings::default()).unwrap().finish()
}

fn compare_k(data: &Arc<Dataset>, max: usize) -> Vec<Fit> {
    CompareK::new(data, max, FROM_DATA, Settings::default()).unwrap().finish()
}
