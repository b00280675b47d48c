//! Trajectories of other programs, in `tests/reference/`, compared iteration by iteration.
//!
//! EM with a wrong formula may still climb and converge, to a slightly different result. Comparing
//! every iteration with an independent program excludes that.

use em_mixture::dataset::Dataset;
use em_mixture::em::{Assignment, Em, PriorKind, Settings, Vary};
use em_mixture::mixture::{Component, Mixture};
use em_mixture::start::{NamedStart, Start, first_guess};
use serde_json::Value;
use std::path::PathBuf;
use std::sync::Arc;

/// Relative; the references agree with other programs to about 1e-13.
const TOLERANCE: f64 = 1e-9;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/reference")
}

fn read(name: &str) -> Value {
    let text = std::fs::read_to_string(folder().join(name).with_extension("json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap_or_else(|| panic!("{value} is no list")).iter().map(number).collect()
}

fn mixture(of: &Value) -> Mixture {
    let (weights, means, sds) = (numbers(&of["weights"]), numbers(&of["means"]), numbers(&of["sds"]));
    let component = |k: usize| Component { weight: weights[k], mean: means[k], sd: sds[k] };
    Mixture::unchecked((0..weights.len()).map(component).collect())
}

fn data(reference: &Value) -> Arc<Dataset> {
    let values = match reference["data_file"].as_str() {
        None => numbers(&reference["data"]),
        Some(file) => {
            let text = std::fs::read_to_string(folder().join(file)).unwrap();
            text.lines().skip(1).map(|line| line.parse().unwrap()).collect()
        }
    };
    Arc::new(Dataset::new(values).unwrap())
}

/// The settings that a reference names; its own program had no floor, and 1e-9 data sds never act here.
fn settings(reference: &Value) -> Settings {
    Settings {
        assignment: match reference["assignment"].as_str() {
            Some("soft") => Assignment::Soft,
            Some("hard") => Assignment::Hard,
            other => panic!("assignment {other:?}"),
        },
        vary: match reference["vary"].as_str() {
            Some("all") => Vary::All,
            Some("shared-sd") => Vary::SharedSd,
            Some("means") => Vary::Means,
            other => panic!("vary {other:?}"),
        },
        prior: match reference["prior"].as_str() {
            Some("none") => PriorKind::None,
            Some("conjugate") => PriorKind::Conjugate,
            other => panic!("prior {other:?}"),
        },
        floor_fraction: 0.0,
        ..Settings::default()
    }
}

/// Compares, and keeps the largest deviation.
struct Comparison {
    name: String,
    largest: f64,
}

impl Comparison {
    fn close(&mut self, what: &str, ours: f64, theirs: f64) {
        let deviation = (ours - theirs).abs() / theirs.abs();
        self.within(what, ours, theirs, deviation);
    }

    fn close_absolutely(&mut self, what: &str, ours: f64, theirs: f64) {
        self.within(what, ours, theirs, (ours - theirs).abs());
    }

    fn within(&mut self, what: &str, ours: f64, theirs: f64, deviation: f64) {
        assert!(deviation <= TOLERANCE, "{}, {what}: {ours}, the reference says {theirs}", self.name);
        self.largest = self.largest.max(deviation);
    }

    fn same_mixture(&mut self, when: &str, ours: &Mixture, theirs: &Mixture) {
        assert_eq!(ours.k(), theirs.k(), "{}", self.name);
        for (k, (our, their)) in ours.components().iter().zip(theirs.components()).enumerate() {
            self.close(&format!("{when}, weight of {k}"), our.weight, their.weight);
            self.close(&format!("{when}, mean of {k}"), our.mean, their.mean);
            self.close(&format!("{when}, sd of {k}"), our.sd, their.sd);
        }
    }
}

/// Runs one file from its start to its end, and returns the largest deviation.
fn follow(name: &str) -> f64 {
    let reference = read(name);
    let mut compare = Comparison { name: name.to_string(), largest: 0.0 };
    let data = data(&reference);
    let n = data.n() as f64;
    let mut em = Em::new(data, mixture(&reference["start"]), settings(&reference));

    let iterations = reference["iterations"].as_array().unwrap();
    assert!(iterations.len() >= 30, "{name} is cut short");
    for (i, theirs) in iterations.iter().enumerate() {
        let before = format!("before iteration {}", i + 1);
        em.e_step().unwrap();
        let mean_ln_likelihood = em.present().expectation.ln_likelihood() / n;
        compare.close(&before, mean_ln_likelihood, number(&theirs["mean_log_likelihood_before"]));
        compare.close(&before, em.present().objective, number(&theirs["objective_before"]));
        compare.close(&before, em.lower_bound(em.position()).unwrap(), number(&theirs["objective_before"]));

        let after = format!("after iteration {}", i + 1);
        em.m_step().unwrap();
        compare.same_mixture(&after, &em.present().mixture, &mixture(theirs));
        compare.close(&after, em.lower_bound(em.position()).unwrap(), number(&theirs["bound_after"]));
    }

    // AIC = 2p − 2L, BIC = p ln n − 2L
    let ln_likelihood = em.present().expectation.ln_likelihood();
    let p = em.free_parameters();
    let last = &reference["final"];
    assert_eq!(p as u64, last["free_parameters"].as_u64().unwrap(), "{name}");
    compare.close("final", ln_likelihood, number(&last["log_likelihood"]));
    compare.close("final", ln_likelihood / n, number(&last["mean_log_likelihood"]));
    compare.close("final", 2.0 * p as f64 - 2.0 * ln_likelihood, number(&last["aic"]));
    compare.close("final", p as f64 * n.ln() - 2.0 * ln_likelihood, number(&last["bic"]));

    let probe = &reference["probe"];
    let rows = probe["responsibilities"].as_array().unwrap();
    assert!(!rows.is_empty(), "{name} has no probe");
    for (x, theirs) in numbers(&probe["x"]).into_iter().zip(rows) {
        let ours = em.present().mixture.responsibilities(x);
        for (k, (our, their)) in ours.into_iter().zip(numbers(theirs)).enumerate() {
            compare.close_absolutely(&format!("probe {x}, component {k}"), our, their);
        }
    }
    compare.largest
}

/// A test for each file, so that a failure names the file; and a check that no file is missing.
macro_rules! trajectories {
    ($($test:ident: $file:literal,)*) => {
        $(#[test]
        fn $test() {
            let largest = follow($file);
            println!("{}: the largest deviation is {largest:.1e}", $file);
        })*

        #[test]
        fn every_reference_has_a_test() {
            let mut here: Vec<String> = std::fs::read_dir(folder()).unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .filter_map(|file| file.strip_suffix(".json").map(str::to_string))
                .collect();
            let mut followed = vec![$($file),*];
            here.sort();
            followed.sort();
            assert_eq!(here, followed);
        }
    };
}

trajectories! {
    the_worked_example_is_scikit_learns: "worked-example",
    old_faithful_is_scikit_learns: "old-faithful-waiting-k2",
    galaxies_under_three_components_are_scikit_learns: "galaxies-k3",
    galaxies_under_six_components_are_scikit_learns: "galaxies-k6",
    the_shared_sd_is_mclusts: "worked-example-shared-sd",
    the_prior_is_mclusts: "worked-example-map",
    the_prior_with_a_shared_sd_is_mclusts: "worked-example-map-shared-sd",
    hard_assignment_of_moving_means_is_scikit_learns_k_means: "worked-example-k-means",
    moving_means_alone_is_the_plain_em: "worked-example-means",
    hard_assignment_is_the_plain_em: "worked-example-hard",
    hard_assignment_with_the_prior_is_the_plain_em: "worked-example-hard-map",
    old_faithful_from_random_responsibilities_is_scikit_learns: "old-faithful-random-responsibilities",
}

/// The file also has the responsibilities from which scikit-learn made its start.
#[test]
fn the_start_by_random_responsibilities_is_scikit_learns() {
    let name = "old-faithful-random-responsibilities";
    let reference = read(name);
    let theirs = mixture(&reference["start"]);
    let seed = reference["seed"].as_u64().unwrap() as u32;
    let start = Start::Named(NamedStart::RandomResponsibilities);
    let ours = first_guess(&start, &data(&reference), theirs.k(), seed, 0.0);
    Comparison { name: name.into(), largest: 0.0 }.same_mixture("the start", &ours, &theirs);
}
