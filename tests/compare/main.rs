//! How many, and from where: the comparisons of fits, and the landscape they stand in.

mod how_many;
mod landscape;
mod many_starts;

use em_mixture::compare_k::{CompareK, Fit};
use em_mixture::dataset::Dataset;
use em_mixture::em::Settings;
use em_mixture::presets::preset;
use em_mixture::restarts::{Restart, Restarts};
use em_mixture::scenario::Source;
use em_mixture::start::NamedStart;
use serde_json::Value;
use std::path::PathBuf;
use std::rc::Rc;

const FROM_DATA: (NamedStart, u32) = (NamedStart::RandomFromData, 1);

fn real(source: Source) -> Rc<Dataset> {
    Rc::new(preset(source).unwrap().gather().unwrap().finish().unwrap())
}

fn reference(file: &str) -> Value {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests").join(file);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

fn restarts(data: &Rc<Dataset>, k: usize, start: (NamedStart, u32), count: usize) -> Vec<Restart> {
    Restarts::new(data, k, start, count, Settings::default()).unwrap().finish()
}

fn compare_k(data: &Rc<Dataset>, max: usize) -> Vec<Fit> {
    CompareK::new(data, max, FROM_DATA, Settings::default()).unwrap().finish()
}
