//! How many components: three series over k; the lowest AIC and BIC are named.

use crate::reading::{HEIGHT, UNITS, WIDTH, circles, filled, light, number, svg, texts};
use em_lab::chart::compare_k::{CompareKRow, CompareKView, compare_k_at};
use em_lab::plane::CovarianceType;

/// Fits of 100 points, p = 3k − 1, whose −2 log-likelihoods are these.
fn fits(twice: &[f64]) -> Vec<CompareKRow> {
    let row = |(j, &twice): (usize, &f64)| {
        let p = 3.0 * j as f64 + 2.0;
        let (aic, bic) = (twice + 2.0 * p, twice + p * 100f64.ln());
        CompareKRow { covariance: None, k: j + 1, log_likelihood: -0.5 * twice, aic, bic, on_floor: false }
    };
    twice.iter().enumerate().map(row).collect()
}

/// AIC is lowest at 4 (at 3 it is 416), BIC at 3.
fn galaxies() -> Vec<CompareKRow> {
    fits(&[480.0, 440.0, 400.0, 390.0, 388.0, 387.0])
}

fn view(rows: &[CompareKRow]) -> CompareKView<'_> {
    CompareKView { rows, k: 2 }
}

/// The places of the rings around the lowest.
fn rings(drawn: &str) -> Vec<(f64, f64)> {
    let found = circles(drawn, light().ink).into_iter().filter(|(_, _, r)| *r > 5.0);
    found.map(|(x, y, _)| (x, y)).collect()
}

#[test]
fn every_k_has_a_mark_in_each_of_three_series() {
    let drawn = svg(&view(&galaxies()));
    // a ring is two discs, one in the other
    let marks = |colour| circles(&drawn, colour).into_iter().filter(|(_, _, r)| *r < 5.0).count() / 2;
    assert_eq!(marks(light().ink), 2 * 6, "AIC and BIC");
    assert_eq!(marks(light().soft), 6, "−2 log-likelihood");
    assert!(texts(&drawn).contains(&"lower is better"));
    for k in 1..=6 {
        assert!(texts(&drawn).contains(&k.to_string().as_str()), "{k}");
    }
}

fn nearest_k(view: &CompareKView, x: f64) -> Option<usize> {
    let size = (f64::from(WIDTH), f64::from(HEIGHT));
    compare_k_at(view, (x, 0.0), size, &light()).map(|i| view.rows[i].k)
}

/// Old Faithful's BIC in the plane for k = 1 to 3, from mclust.
fn old_faithful() -> Vec<CompareKRow> {
    let of = |covariance, bics: [f64; 3]| {
        (0..3).map(move |j| CompareKRow {
            covariance: Some(covariance),
            k: j + 1,
            log_likelihood: -1100.0,
            aic: bics[j] - 20.0,
            bic: bics[j],
            on_floor: false,
        })
    };
    of(CovarianceType::Full, [2607.2, 2322.2, 2333.7])
        .chain(of(CovarianceType::Tied, [2607.2, 2325.2, 2314.3]))
        .chain(of(CovarianceType::Diagonal, [3055.8, 2346.1, 2332.5]))
        .chain(of(CovarianceType::Spherical, [4024.7, 3458.3, 3336.5]))
        .collect()
}

#[test]
fn in_the_plane_each_type_of_covariance_has_a_line_and_the_least_of_all_is_ringed() {
    let rows = old_faithful();
    let view = CompareKView { rows: &rows, k: 2 };
    let drawn = svg(&view);
    for name in
        ["BIC of full, least at k = 2", "BIC of tied, least at k = 3", "BIC of diagonal, least at k = 3"]
    {
        assert!(texts(&drawn).contains(&name), "{name}: {:?}", texts(&drawn));
    }
    let [(x, y)] = rings(&drawn)[..] else { panic!("one ring: {:?}", rings(&drawn)) };
    let size = (f64::from(WIDTH), f64::from(HEIGHT));
    assert_eq!(compare_k_at(&view, (x, y), size, &light()), Some(5), "tied, k = 3");
    assert_eq!(texts(&drawn).iter().filter(|text| **text == "3").count(), 1, "each k has one mark");
}

#[test]
fn the_least_of_aic_and_bic_are_ringed_and_named() {
    let drawn = svg(&view(&galaxies()));
    for name in ["AIC, least at k = 4", "BIC, least at k = 3", "−2 log-likelihood"] {
        assert!(texts(&drawn).contains(&name), "{name}: {:?}", texts(&drawn));
    }
    assert_eq!(rings(&drawn).len(), 2);
    let view = view(&galaxies()).rows.to_vec();
    let view = CompareKView { rows: &view, k: 2 };
    let at = |x: f64| nearest_k(&view, x);
    let ringed: Vec<_> = rings(&drawn).into_iter().map(|(x, _)| at(x)).collect();
    assert_eq!(ringed, [Some(4), Some(3)]);
    assert_eq!((at(-1e9), at(1e9)), (Some(1), Some(6)));
}

#[test]
fn a_fit_on_the_floor_is_hollow_named_and_never_the_least() {
    let mut rows = galaxies();
    for row in &mut rows[2..4] {
        row.on_floor = true;
    }
    let drawn = svg(&view(&rows));
    assert!(texts(&drawn).contains(&"AIC, least at k = 5"), "{:?}", texts(&drawn));
    assert_eq!(texts(&drawn).iter().filter(|&&text| text == "on the floor").count(), 2);
    let hollow = circles(&drawn, light().card).into_iter().filter(|(_, _, r)| *r < 5.0).count();
    assert_eq!(hollow, 2 * 3);
}

#[test]
fn a_first_k_that_is_far_worse_does_not_flatten_the_rest() {
    let rows = fits(&[76_000.0, 440.0, 400.0, 390.0, 388.0, 387.0]);
    let drawn = svg(&view(&rows));
    let marks: Vec<_> = circles(&drawn, light().soft).into_iter().step_by(2).collect();
    assert_eq!(marks.len(), 5, "the first lies above the picture");
    assert!(marks[0].1 - marks[4].1 < -0.2 * f64::from(HEIGHT), "{marks:?}");
    assert_eq!(filled(&drawn, "polygon", light().ink).len(), 1, "and is marked");
}

#[test]
fn the_labs_own_k_is_marked() {
    let rows = galaxies();
    let own = |k: usize| {
        let view = CompareKView { rows: &rows, k };
        let drawn = svg(&view);
        let tall = filled(&drawn, "rect", light().soft).into_iter();
        let tall = tall.filter(|rect| number(rect, "height") > 100.0 * UNITS);
        let at = |rect: &str| number(rect, "x") / UNITS;
        tall.map(|rect| nearest_k(&view, at(rect))).collect::<Vec<_>>()
    };
    assert_eq!(own(3), [Some(3)]);
    assert!(own(8).is_empty());
}
