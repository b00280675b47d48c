//! EM in the other families: SciPy's trajectories, known figures, and the laws that hold for any data.

use em_mixture::dataset::Dataset;
use em_mixture::density::{CountBars, WeightedDensity};
use em_mixture::em::{Assignment, Em, Settings, Status, Vary};
use em_mixture::family::{Binomial, Exponential, Family, Poisson};
use em_mixture::mixture::{Component, Mixture};
use em_mixture::restarts::Restarts;
use em_mixture::start::NamedStart;
use em_mixture::surface::{Axis, SurfaceBuilder};
use em_mixture::truth::{Process, Sampling};
use em_mixture::{compare_k::CompareK, labels};
use serde_json::Value;
use std::sync::Arc;

const COIN: Family = Family::Binomial(Binomial { trials: 10 });
const FAMILIES: [Family; 3] = [COIN, Family::Poisson(Poisson), Family::Exponential(Exponential)];

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect()
}

fn close(is: f64, should: f64, within: f64, what: &str) {
    assert!((is - should).abs() <= within * should.abs().max(1e-3), "{what}: {is}, not {should}");
}

fn components(weights: &[f64], means: &[f64]) -> Vec<Component> {
    weights.iter().zip(means).map(|(&weight, &mean)| Component { weight, mean, sd: 1.0 }).collect()
}

fn em(family: Family, values: Vec<f64>, start: Vec<Component>, vary: Vary) -> Em {
    let settings = Settings { family, vary, tol: 1e-14, max: 20_000, ..Settings::default() };
    Em::start(Dataset::new(values).unwrap(), start, 1, 1, settings).unwrap()
}

/// Days with 0, 1, … 9 death notices.
fn death_notices() -> Vec<f64> {
    let days = [162, 267, 271, 185, 111, 61, 27, 8, 3, 1];
    days.iter().enumerate().flat_map(|(deaths, &days)| vec![deaths as f64; days]).collect()
}

fn drawn(family: Family, means: &[f64], count: u32, seed: u32) -> Arc<Dataset> {
    let processes: Vec<Process> = means.iter().map(|&mean| Process { mean, sd: 1.0, count }).collect();
    let mut sampling = Sampling::new(family, &processes, seed).unwrap();
    while !sampling.draw().unwrap() {}
    let mut data = std::mem::take(sampling.builder()).finish().unwrap();
    while !data.compress() {}
    Arc::new(data)
}

/// Means that suit each family.
fn means_of(family: Family) -> [f64; 3] {
    if family == COIN { [2.0, 5.0, 8.5] } else { [1.0, 4.0, 12.0] }
}

#[test]
fn every_iteration_is_scipys() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/families/trajectories.json");
    let cases: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    for (name, case) in cases.as_object().unwrap() {
        let family = match case["family"].as_str().unwrap() {
            "binomial" => Family::Binomial(Binomial { trials: case["trials"].as_u64().unwrap() as u32 }),
            "poisson" => Family::Poisson(Poisson),
            _ => Family::Exponential(Exponential),
        };
        let vary = if case["vary"] == "means" { Vary::Means } else { Vary::All };
        let pairs = numbers(&case["values"]).into_iter().zip(numbers(&case["counts"]));
        let values: Vec<f64> = pairs.flat_map(|(x, count)| vec![x; count as usize]).collect();
        let rows = case["trajectory"].as_array().unwrap();
        let start = components(&numbers(&rows[0]["weights"]), &numbers(&rows[0]["means"]));
        let mut em = em(family, values, start, vary);
        for (i, row) in rows.iter().enumerate() {
            let at = em.present();
            let what = format!("{name}, iteration {i}");
            close(at.expectation.ln_likelihood(), row["ln_likelihood"].as_f64().unwrap(), 1e-9, &what);
            let (weights, means) = (numbers(&row["weights"]), numbers(&row["means"]));
            for (k, c) in at.mixture.components().iter().enumerate() {
                close(c.weight, weights[k], 1e-9, &what);
                close(c.mean, means[k], 1e-9, &what);
            }
            em.iterate_once().unwrap();
        }
    }
}

#[test]
fn two_coins_are_those_of_the_primer() {
    let heads = vec![5.0, 9.0, 8.0, 4.0, 7.0];
    let mut coins = em(COIN, heads.clone(), components(&[0.5, 0.5], &[6.0, 5.0]), Vary::Means);
    coins.e_step().unwrap();
    for (x, a) in heads.iter().zip([0.45, 0.80, 0.73, 0.35, 0.65]) {
        close(coins.present().mixture.responsibilities(*x)[0], a, 0.01, "the primer's responsibilities");
    }
    coins.m_step().unwrap();
    let chances =
        |em: &Em| em.present().mixture.components().iter().map(|c| c.mean / 10.0).collect::<Vec<_>>();
    close(chances(&coins)[0], 0.713012, 1e-6, "A");
    close(chances(&coins)[1], 0.581339, 1e-6, "B");
    assert_eq!(coins.run().unwrap(), Status::Converged);
    close(chances(&coins)[0], 0.796789, 1e-6, "A in the end");
    close(chances(&coins)[1], 0.519583, 1e-6, "B in the end");
    let coefficients: f64 = [252.0_f64, 10.0, 45.0, 210.0, 120.0].into_iter().map(f64::ln).sum();
    close(coins.present().expectation.ln_likelihood() - coefficients, -31.57020, 1e-7, "without C(n, x)");
    let mut free = em(COIN, heads, components(&[0.5, 0.5], &[6.0, 5.0]), Vary::All);
    free.run().unwrap();
    close(chances(&free)[0], 0.793368, 1e-5, "A, weights free");
    close(free.present().mixture.components()[0].weight, 0.522751, 1e-5, "its weight");
}

#[test]
fn three_coins_stop_at_once_wherever_they_start() {
    let tosses = vec![1.0, 1.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0, 1.0, 1.0];
    let coin = Family::Binomial(Binomial { trials: 1 });
    for (start, end) in [([0.5, 0.6, 0.6], [0.5, 0.6, 0.6]), ([0.4, 0.6, 0.7], [0.4064, 0.5368, 0.6432])] {
        let start = components(&[start[0], 1.0 - start[0]], &start[1..]);
        let mut em = em(coin, tosses.clone(), start, Vary::All);
        em.run().unwrap();
        let found = em.present().mixture.components();
        for (is, should) in [found[0].weight, found[0].mean, found[1].mean].into_iter().zip(end) {
            close(is, should, 1e-4, "three coins");
        }
        assert!(em.iteration() <= 2, "{}", em.iteration());
        close(em.present().expectation.ln_likelihood(), -6.730117, 1e-6, "on the ridge");
    }
}

#[test]
fn death_notices_are_two_poissons_a_long_way_off() {
    let mut em =
        em(Family::Poisson(Poisson), death_notices(), components(&[0.3, 0.7], &[1.0, 2.5]), Vary::All);
    (0..10).for_each(|_| em.iterate_once().unwrap());
    close(em.present().mixture.components()[0].mean, 1.11, 0.005, "after ten iterations");
    em.run().unwrap();
    let found = em.present().mixture.components();
    close(found[0].weight, 0.359885, 1e-4, "weight");
    close(found[0].mean, 1.256095, 1e-4, "the lower mean");
    close(found[1].mean, 2.663404, 1e-4, "the higher mean");
    close(em.present().expectation.ln_likelihood(), -1989.94586, 1e-8, "log-likelihood");
    let data = em.data().clone();
    let settings = Settings { family: Family::Poisson(Poisson), ..Settings::default() };
    let fits = CompareK::new(&data, 3, (NamedStart::default(), 1), settings).unwrap().finish();
    let least = fits.iter().min_by(|a, b| a.bic.total_cmp(&b.bic)).unwrap();
    assert_eq!(least.k, 2);
}

#[test]
fn the_laws_hold_in_every_family() {
    for seed in 0..24 {
        for family in FAMILIES {
            for assignment in [Assignment::Soft, Assignment::Hard] {
                let data = drawn(family, &means_of(family), [40, 3000][seed as usize % 2], seed);
                let (start, k) = (NamedStart::ALL[seed as usize % 6], 1 + seed as usize % 4);
                let vary = if seed % 5 == 0 { Vary::Means } else { Vary::All };
                let settings = Settings { family, assignment, vary, tol: 1e-10, ..Settings::default() };
                let what = format!("{family:?}, {assignment:?}, seed {seed}");
                let mut em = Em::start(data.clone(), start, k, seed, settings).unwrap();
                let mut before = em.present().clone();
                for _ in 0..30 {
                    em.iterate_once().unwrap();
                    let now = em.present();
                    let slack = 1e-12 * (1.0 + now.objective.abs());
                    assert!(now.objective >= before.objective - slack, "{what}: it falls");
                    let bound = now.bound.unwrap();
                    assert!(
                        before.objective - slack <= bound && bound <= now.objective + slack,
                        "{what}: bound"
                    );
                    let weight: f64 = now.mixture.components().iter().map(|c| c.weight).sum();
                    close(weight, 1.0, 1e-12, &what);
                    before = now.clone();
                }
                let position = em.position();
                em.back();
                em.back();
                em.iterate_once().unwrap();
                assert_eq!((em.position(), em.present()), (position, &before), "{what}: back and forth");
                if k == 1 {
                    close(before.mixture.components()[0].mean, data.mean(), 1e-12, &what);
                }
            }
        }
    }
}

/// The sums over panels, equal values and borders are those over the points one by one.
#[test]
fn the_sums_are_those_over_single_points() {
    for family in FAMILIES {
        let data = drawn(family, &means_of(family), 4000, 3);
        let mixture = Mixture::of(family, components(&[0.2, 0.3, 0.5], &means_of(family))).unwrap();
        let settings = Settings { family, ..Settings::default() };
        for assignment in [Assignment::Soft, Assignment::Hard] {
            let settings = Settings { assignment, ..settings };
            let em = Em::new(data.clone(), mixture.clone(), settings);
            let mut count = [0.0; 3];
            let mut first = [0.0; 3];
            let mut ln_likelihood = 0.0;
            for &x in data.values() {
                ln_likelihood += mixture.ln_density(x);
                let most = mixture.most_responsible(x);
                for (k, soft) in mixture.responsibilities(x).into_iter().enumerate() {
                    let share =
                        if assignment == Assignment::Soft { soft } else { f64::from(u8::from(k == most)) };
                    count[k] += share;
                    first[k] += share * (x - mixture.components()[k].mean);
                }
            }
            let what = format!("{family:?}, {assignment:?}");
            close(em.present().expectation.ln_likelihood(), ln_likelihood, 1e-11, &what);
            for (k, held) in em.present().expectation.moments().iter().enumerate() {
                close(held.count, count[k], 1e-10, &what);
                assert!((held.first - first[k]).abs() <= 1e-9 * data.n() as f64, "{what}: {held:?}");
            }
        }
        // The surface over two means, and the labels, are those of the same densities.
        let axes = [0, 1].map(|component| Axis { component, from: 0.5, to: 6.5 });
        let surface = SurfaceBuilder::new(&data, &mixture, axes, 3).unwrap().whole();
        let moved =
            components(&[0.2, 0.3, 0.5], &[axes[0].middle(0, 3), axes[1].middle(2, 3), means_of(family)[2]]);
        let moved = Mixture::of(family, moved).unwrap();
        let mean: f64 = data.values().iter().map(|&x| moved.ln_density(x)).sum::<f64>() / data.n() as f64;
        close(surface.at(0, 2), mean, 1e-11, &format!("{family:?}, the surface"));
        let judged = labels::judge(&data, data.labels().unwrap(), &mixture);
        let labels = data.labels().unwrap().of().iter().zip(data.values());
        let right = labels.filter(|(group, x)| mixture.most_responsible(**x) == usize::from(**group)).count();
        close(judged.accuracy, right as f64 / data.n() as f64, 1e-12, "labels");
    }
}

#[test]
fn a_drawn_sample_has_its_means_and_many_starts_find_them() {
    for family in FAMILIES {
        let data = drawn(family, &means_of(family)[1..], 50_000, 9);
        let settings = Settings { family, ..Settings::default() };
        let rows = Restarts::new(&data, 2, (NamedStart::Quantiles, 1), 2, settings).unwrap().finish();
        let mut means: Vec<f64> = rows[0].mixture.components().iter().map(|c| c.mean).collect();
        means.sort_by(f64::total_cmp);
        for (is, should) in means.into_iter().zip(&means_of(family)[1..]) {
            close(is, *should, 0.05, &format!("{family:?}"));
        }
        assert_eq!(rows[0].optimum, rows[1].optimum, "one optimum");
    }
}

#[test]
fn values_that_cannot_be_are_refused_and_extreme_ones_have_numbers() {
    let settings = |family| Settings { family, ..Settings::default() };
    for (family, value, words) in [
        (COIN, 2.5, "a whole number from 0 to 10"),
        (COIN, 11.0, "a whole number from 0 to 10"),
        (Family::Poisson(Poisson), -1.0, "whole numbers from 0 on"),
        (Family::Exponential(Exponential), -0.5, "from 0 on"),
    ] {
        let data = Dataset::new(vec![1.0, value]).unwrap();
        let error = Em::start(data, NamedStart::Quantiles, 1, 1, settings(family)).unwrap_err().to_string();
        assert!(error.contains(&format!("{value:?}")) && error.contains(words), "{error}");
    }
    for (family, values) in [
        (COIN, vec![0.0, 0.0, 0.0, 10.0, 10.0]),
        (Family::Poisson(Poisson), vec![0.0, 0.0, 0.0, 1e6]),
        (Family::Exponential(Exponential), vec![0.0, 0.0, 0.0, 1e-30, 1e30]),
        (Family::Exponential(Exponential), vec![0.0, 0.0, 0.0, 5.0, 6.0]),
    ] {
        for (start, (assignment, vary)) in NamedStart::ALL.into_iter().flat_map(|start| {
            let variants = [Assignment::Soft, Assignment::Hard].map(|a| [(a, Vary::All), (a, Vary::Means)]);
            variants.into_iter().flatten().map(move |variant| (start, variant))
        }) {
            let data = Dataset::new(values.clone()).unwrap();
            let settings = Settings { assignment, vary, ..settings(family) };
            let mut em = Em::start(data, start, 2, 1, settings).unwrap();
            em.run().unwrap();
            let end = em.present();
            assert!(end.objective.is_finite(), "{family:?}, {start:?}, {assignment:?}, {vary:?}: {end:?}");
            assert!(end.mixture.components().iter().all(|c| c.mean.is_finite() && c.weight.is_finite()));
            for density in WeightedDensity::all(&end.mixture, CountBars::default()) {
                let above = density.above(1e-3);
                assert!(!above.start.is_nan() && !above.end.is_nan(), "{density:?}");
            }
        }
    }
}
