//! Every k for every type of covariance: Old Faithful's numbers, which mclust and scikit-learn agree on.

use super::*;
use em_mixture::Error;
use em_mixture::plane::{CompareTypes, FitGrid};
use em_mixture::start::NamedStart;
use std::sync::Arc;

fn old_faithful(start: NamedStart) -> FitGrid {
    let cloud = Arc::new(from_file("old-faithful", [0, 1]));
    CompareTypes::new(&cloud, 3, (start, 1), Settings::default()).unwrap().finish()
}

fn is_known(grid: &FitGrid, covariance: CovarianceType, k: usize, bic: f64) {
    let found = grid.of(covariance, k).unwrap().bic;
    assert!((found - bic).abs() < 5e-4, "{covariance:?}, {k}: {found}, not {bic}");
}

/// From k-means clusters, as scikit-learn starts, and from random points, which find a better optimum of three
/// full covariances.
#[test]
fn bic_of_old_faithful_is_least_with_three_that_share_one_covariance() {
    for start in [NamedStart::Kmeans, NamedStart::RandomFromData] {
        let grid = old_faithful(start);
        assert_eq!(grid.fits().len(), 12);
        for (covariance, two, three) in [
            (CovarianceType::Spherical, 3458.299, 3336.533),
            (CovarianceType::Diagonal, 2346.065, 2332.496),
            (CovarianceType::Tied, 2325.220, 2314.296),
        ] {
            is_known(&grid, covariance, 2, two);
            is_known(&grid, covariance, 3, three);
        }
        is_known(&grid, CovarianceType::Full, 2, 2322.192);
        match start {
            NamedStart::Kmeans => is_known(&grid, CovarianceType::Full, 3, 2333.727),
            _ => is_known(&grid, CovarianceType::Full, 3, 2324.178),
        }
        let least = grid.least_bic().unwrap();
        assert_eq!((least.covariance, least.fit.k), (CovarianceType::Tied, 3), "{start:?}");
        // one component: a full covariance and a tied one are the same
        let [full, tied] = [CovarianceType::Full, CovarianceType::Tied].map(|of| grid.of(of, 1).unwrap().bic);
        assert!((full - tied).abs() < 1e-9);
        // AIC charges less for a parameter
        let aics = grid.fits().iter().map(|typed| typed.fit.aic);
        assert_eq!(grid.least_aic().unwrap().fit.aic, aics.fold(f64::INFINITY, f64::min));
    }
}

/// Points in two heaps of equal ones: each fit of two components has collapsed, so one component is best.
#[test]
fn a_collapsed_fit_is_never_the_least_and_k_is_at_most_the_different_points() {
    let heaps: Vec<Point> = (0..40).map(|i| [[0.0, 0.0], [1.0, 5.0]][i % 2]).collect();
    let cloud = Arc::new(cloud(&heaps));
    let grid =
        CompareTypes::new(&cloud, 5, (NamedStart::Quantiles, 1), Settings::default()).unwrap().finish();
    assert_eq!(grid.fits().len(), 8);
    let two = grid.of(CovarianceType::Spherical, 2).unwrap();
    let best = grid.least_bic().unwrap();
    assert!(!two.on_floor.is_empty() && two.bic < best.fit.bic && best.fit.k == 1, "{best:?}");
    assert!(best.fit.on_floor.is_empty());
    assert_eq!(grid.of(CovarianceType::Full, 3), None);
    for max in [0, 9] {
        let refused = CompareTypes::new(&cloud, max, (NamedStart::Kmeans, 1), Settings::default());
        assert_eq!(refused.unwrap_err(), Error::Components(max));
    }
}

#[test]
fn it_goes_on_in_slices_and_says_how_far() {
    let cloud = Arc::new(cloud(&points(1, 300)));
    let mut compare =
        CompareTypes::new(&cloud, 2, (NamedStart::RandomFromData, 1), Settings::default()).unwrap();
    let (mut before, mut slices) = (0.0, 0);
    assert_eq!(compare.progress(), 0.0);
    while !compare.advance() {
        let now = compare.progress();
        assert!((before..1.0).contains(&now), "{before}, then {now}");
        (before, slices) = (now, slices + 1);
    }
    assert!(slices > 3 && compare.progress() == 1.0, "{slices} slices");
    let grid = compare.finish();
    let types: Vec<CovarianceType> = grid.fits().iter().map(|typed| typed.covariance).collect();
    assert_eq!(types, CovarianceType::ALL.map(|of| [of; 2]).concat());
}
