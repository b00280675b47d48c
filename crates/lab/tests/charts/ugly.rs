//! Extreme input: every chart of finite numbers can be drawn.

use crate::picture::{bins, mixture, row};
use crate::reading::{UNITS, elements, number, vertices};
use em_lab::chart::climb::{ClimbRow, ClimbView, climb_at};
use em_lab::chart::compare_k::{CompareKRow, CompareKView};
use em_lab::chart::landscape::LandscapeView;
use em_lab::chart::restarts::{OptimumRow, RestartsView};
use em_lab::chart::{self, Bar, BaseTheme, Chart, PictureView, Reach, Theme};
use em_lab::mixture::Mixture;

/// Extreme bins and mixtures.
fn ugly() -> Vec<(Vec<Bar>, Mixture)> {
    let bin = |from: f64, to: f64, count: f64| Bar { from, to, count, shares: vec![] };
    let mut cases = Vec::new();
    for unit in [1e-300, 1e-60, 1e-9, 1.0, 1e6, 1e60, 1e300] {
        for sd in [1e-320, 1e-9 * unit, unit, 1e6 * unit] {
            let around = mixture(&[(0.5, unit, sd), (0.5, 3.0 * unit, sd)]);
            cases.push((vec![bin(unit, 2.0 * unit, 3.0), bin(2.0 * unit, 3.0 * unit, 1.0)], around.clone()));
            cases.push((vec![bin(unit - 0.5, unit + 0.5, 4.0)], around.clone()));
            cases.push((vec![bin(unit, unit, 4.0)], around.clone()));
            cases.push((vec![], around));
        }
    }
    let far = mixture(&[(1.0, 1e300, 1.0), (0.0, -1e300, 1e-300)]);
    cases.push((vec![bin(0.0, 1.0, 4.0)], far));
    cases.push((vec![bin(-f64::MAX, f64::MAX, 4.0)], mixture(&[(1.0, 0.0, f64::MAX)])));
    cases.push((bins(200, Some(&row(8))), row(8)));
    cases.push((bins(50, None), mixture(&[(0.0, 20.0, 5.0); 8])));
    cases.push((vec![bin(0.0, 1.0, 0.0)], row(1)));
    cases
}

#[test]
fn whatever_is_finite_can_be_drawn() {
    for (case, (bins, mixture)) in ugly().iter().enumerate() {
        for (width, height) in [(320, 200), (1, 1), (1600, 900)] {
            for (truth, k_means) in [(None, false), (Some(mixture), false), (None, true)] {
                let view = PictureView {
                    bins,
                    n: 4.0,
                    mixture,
                    k_means,
                    truth,
                    old: None,
                    guess: None,
                    axis: "",
                    fixed_x: None,
                    reach: Reach::default(),
                };
                let drawn = chart::svg(&view, width, height, BaseTheme::Dark).expect("it can be drawn");
                assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "case {case}");
                let far = elements(&drawn, "rect").into_iter().find(|rect| {
                    number(rect, "x").abs() > 4.0 * 1600.0 * UNITS || number(rect, "height") < 0.0
                });
                assert_eq!(far, None, "case {case}");
            }
        }
    }
}

/// Extreme numbers, and some usual ones.
const NUMBERS: [f64; 12] =
    [0.0, 1.0, -3.59, -3.590_000_000_1, 1e-300, -1e-9, 1e9, -1e60, 1e300, -f64::MAX, f64::MAX, -16.5];

fn assert_drawn(chart: &impl Chart, case: &str) {
    for ((width, height), base) in [(300, 160), (1, 1), (900, 500)].into_iter().zip(BaseTheme::ALL) {
        let drawn = chart::svg(chart, width, height, base).expect("it can be drawn");
        assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "{case}");
        let far = elements(&drawn, "rect")
            .into_iter()
            .find(|rect| number(rect, "x").abs() > 4.0 * 1600.0 * UNITS || number(rect, "height") < 0.0);
        assert_eq!(far, None, "{case}");
        let far = elements(&drawn, "polyline").into_iter().flat_map(vertices);
        assert_eq!(far.into_iter().find(|(x, y)| x.abs().max(y.abs()) > 8000.0), None, "{case}");
    }
}

/// Some of all rows of three such numbers.
fn triples() -> impl Iterator<Item = [f64; 3]> {
    (0..NUMBERS.len() * NUMBERS.len()).map(|j| {
        let (a, b) = (j / NUMBERS.len(), j % NUMBERS.len());
        [NUMBERS[a], NUMBERS[b], NUMBERS[(a + 5 * b + 3) % NUMBERS.len()]]
    })
}

#[test]
fn whatever_is_finite_can_be_climbed() {
    for values in triples() {
        for count in [0, 1, 2, 3, 5, 9] {
            let row = |position: usize| ClimbRow {
                position,
                objective: values[position % 3],
                lower_bound: (position > 0).then_some(values[(position + 1) % 3]),
                log_likelihood: values[(position + 2) % 3],
            };
            let rows: Vec<ClimbRow> = (0..count).map(row).collect();
            let view = ClimbView { rows: &rows, position: count / 2, objective_name: "log posterior" };
            assert_drawn(&view, &format!("{values:?} {count}"));
            climb_at(&view, 100.0, 300.0, 160.0, &Theme::new(BaseTheme::Dark, 1.0));
        }
    }
}

#[test]
fn whatever_is_finite_can_be_compared() {
    for values in triples() {
        for on_floor in [false, true] {
            let row = |j: usize| CompareKRow {
                covariance: None,
                k: j + 1,
                log_likelihood: values[j % 3],
                aic: values[(j + 1) % 3],
                bic: values[(j + 2) % 3],
                on_floor: on_floor && j != 1,
            };
            let rows: Vec<CompareKRow> = (0..3).map(row).collect();
            assert_drawn(&CompareKView { rows: &rows, k: 2 }, &format!("{values:?}"));
            let optimum = |j: usize| OptimumRow {
                starts: [0, 1, 1_000_000][j],
                objective: values[j],
                iterations: 10_000,
                on_floor: on_floor && j > 0,
                stands_on: (j > 0).then_some(j),
            };
            let rows: Vec<OptimumRow> = (0..3).map(optimum).collect();
            assert_drawn(
                &RestartsView { rows: &rows, chosen: Some(7), objective_name: "log posterior" },
                "optima",
            );
        }
    }
    assert_drawn(&CompareKView { rows: &[], k: 2 }, "nothing");
    assert_drawn(&RestartsView { rows: &[], chosen: None, objective_name: "log-likelihood" }, "nothing");
}

#[test]
fn whatever_is_finite_has_a_landscape() {
    for [a, b, c] in triples().step_by(5) {
        let values = [a, b, c, a, c, b, b, a, c];
        let path = [(a, b), (b, c), (c, a), (0.5, 0.5)];
        for (n, x, y) in
            [(3, 0.0..1.0, a..b), (3, c..a, b..b), (2, 0.0..1.0, 0.0..1.0), (0, 0.0..1.0, 1.0..0.0)]
        {
            let (components, coordinates, parameter, path) = ([0, 7], ["", "y"], "mean", &path);
            let view = LandscapeView {
                values: &values,
                n,
                x,
                y,
                components,
                coordinates,
                parameter,
                path,
                position: 1,
            };
            assert_drawn(&view, &format!("{view:?}"));
        }
    }
}
