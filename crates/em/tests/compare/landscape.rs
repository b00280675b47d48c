//! The landscape's cells are log-likelihoods, except for rounding.

use super::{real, simulated};
use em_mixture::dataset::Dataset;
use em_mixture::mixture::{Component, Mixture};
use em_mixture::surface::{Axis, SurfaceBuilder, default_range};
use std::sync::Arc;

/// The largest difference between the surface and the plain log-likelihood, over every 97th cell.
fn deviation(data: &Arc<Dataset>, mixture: &Mixture, [a, b]: [usize; 2]) -> f64 {
    let means = mixture.components().iter().map(|c| c.mean);
    let (from, to) = default_range(data, means);
    let axes = [Axis { component: a, from, to }, Axis { component: b, from, to }];
    let surface = SurfaceBuilder::new(data, mixture, axes, 64).unwrap().whole();
    let mut largest = 0.0_f64;
    for cell in (0..64 * 64).step_by(97) {
        let (column, row) = (cell % 64, cell / 64);
        let mut components = mixture.components().to_vec();
        components[a].mean = axes[0].middle(column, 64);
        components[b].mean = axes[1].middle(row, 64);
        let moved = Mixture::unchecked(components);
        let plain = data.values().iter().map(|&x| moved.ln_density(x)).sum::<f64>() / data.n() as f64;
        let off = (surface.at(column, row) - plain).abs();
        assert!(off.is_finite(), "column {column}, row {row}");
        // relative where the log-likelihood is huge: far from narrow components it is -1e6
        largest = largest.max(off / plain.abs().max(1.0));
    }
    largest
}

fn worked_example() -> Arc<Dataset> {
    simulated(&[(20.0, 5.0, 3000), (40.0, 5.0, 7000)])
}

fn component(weight: f64, mean: f64, sd: f64) -> Component {
    Component { weight, mean, sd }
}

#[test]
fn the_landscape_of_few_points_is_exact() {
    let data = real("galaxy-velocities");
    for sds in [[500.0, 2200.0, 900.0], [4.5, 4.5, 900.0], [4.5, 2200.0, 0.001]] {
        let means = [9710.0, 21400.0, 33044.0];
        let mixture = Mixture::unchecked((0..3).map(|k| component(1.0 / 3.0, means[k], sds[k])).collect());
        for axes in [[0, 1], [1, 0], [0, 2], [2, 1]] {
            let largest = deviation(&data, &mixture, axes);
            assert!(largest <= 1e-13, "sds {sds:?}, axes {axes:?}: {largest:e}");
        }
    }
    let no_rest = Mixture::unchecked(vec![component(0.0, 9000.0, 5.0), component(1.0, 20000.0, 5.0)]);
    assert!(deviation(&data, &no_rest, [0, 1]) <= 1e-13);
}

#[test]
fn the_landscape_of_many_points_is_exact() {
    let data = &worked_example(); // 10,000 points
    assert!(!data.panels().panels().is_empty());
    let range = data.range().1 - data.range().0;
    let least = data.sd() / 1000.0;
    for sds in [
        [5.0, 5.0],
        [range / 20.0, 5.0],
        [range / 50.0, range / 50.0],
        [range / 500.0, 5.0],
        [range / 500.0, range / 500.0],
        [least, 5.0],
        [least, least],
    ] {
        let two = [component(0.3, 20.0, sds[0]), component(0.7, 40.0, sds[1])];
        let largest = deviation(data, &Mixture::unchecked(two.to_vec()), [0, 1]);
        assert!(largest <= 1e-12, "sds {sds:?}: {largest:e}");
        // components that do not move: a wide one, a narrow one, one far away, one without weight
        for staying in [[(0.2, 31.0, 9.0), (0.1, 22.0, 0.3)], [(1e-9, 500.0, 1.0), (0.0, 30.0, 1.0)]] {
            let [c, d] = staying.map(|(weight, mean, sd)| component(weight, mean, sd));
            let left = 1.0 - c.weight - d.weight;
            let [a, b] = two.map(|moving| Component { weight: left * moving.weight, ..moving });
            let largest = deviation(data, &Mixture::unchecked(vec![c, a, d, b]), [3, 1]);
            assert!(largest <= 1e-12, "sds {sds:?}, staying {staying:?}: {largest:e}");
        }
    }
}

#[test]
fn the_landscape_is_exact_among_ties_and_outliers() {
    let crowd = (1..5000).map(|i| (f64::from(i) / 5000.0).ln());
    let data = Arc::new(Dataset::new(crowd.chain([1e6]).chain([0.25; 700]).collect()).unwrap());
    for sds in [[0.5, 2.0], [1e-6, 1.0], [3e4, 0.3]] {
        let mixture =
            vec![component(0.4, -0.5, sds[0]), component(0.5, 0.25, sds[1]), component(0.1, 0.0, 2e4)];
        let largest = deviation(&data, &Mixture::unchecked(mixture), [0, 1]);
        assert!(largest <= 1e-12, "sds {sds:?}: {largest:e}");
    }
}

#[test]
fn the_builder_gives_coarse_cells_first_and_then_the_whole_surface() {
    let data = &worked_example();
    let mixture = Mixture::unchecked(vec![component(0.3, 20.0, 5.0), component(0.7, 40.0, 4.0)]);
    let axes = [0, 1].map(|component| Axis { component, from: 10.0, to: 50.0 });
    let mut survey = SurfaceBuilder::new(data, &mixture, axes, 64).unwrap();
    assert!(!survey.advance(50_000));
    let soon = survey.seen().clone();
    assert!(soon.cells > 0 && soon.cells < 64);
    assert_eq!(soon, SurfaceBuilder::new(data, &mixture, axes, soon.cells).unwrap().whole());
    let times = (0..).take_while(|_| !survey.advance(50_000)).count();
    assert!(times > 3, "{times} more slices");
    assert_eq!(*survey.seen(), SurfaceBuilder::new(data, &mixture, axes, 64).unwrap().whole());
    assert!(survey.is_of(data, &mixture, axes));
    assert!(!survey.is_of(&Arc::new(Dataset::clone(data)), &mixture, axes));

    let mut quick = SurfaceBuilder::new(data, &mixture, axes, 64).unwrap();
    assert!(quick.advance(usize::MAX));
}

#[test]
fn a_landscape_needs_two_components_and_its_range_shows_them() {
    let data = real("galaxy-velocities");
    let mixture = Mixture::unchecked(vec![component(0.5, 1e4, 900.0), component(0.5, 3e4, 900.0)]);
    for pair in [[0, 0], [0, 2], [5, 1]] {
        let axes = pair.map(|component| Axis { component, from: 0.0, to: 1.0 });
        let refusal = SurfaceBuilder::new(&data, &mixture, axes, 64).err().unwrap();
        assert!(refusal.to_string().contains("two different ones of the 2"), "{refusal}");
    }
    let (from, to) = default_range(&data, [8000.0, 20000.0]);
    assert!(from < 8000.0 && to > data.quantile(0.98) && to < 2.0 * data.range().1);
}
