//! The surface's cells are log-likelihoods, except for rounding.

use super::*;
use em_mixture::plane::{Axis, MeanAxis, SurfaceBuilder, default_range};
use std::sync::Arc;

/// Any two numbers of the means of three components: of two of them, and of one.
const PAIRS: [[(usize, Axis); 2]; 6] = [
    [(0, Axis::X), (1, Axis::X)],
    [(2, Axis::X), (1, Axis::Y)],
    [(1, Axis::Y), (0, Axis::X)],
    [(0, Axis::Y), (2, Axis::Y)],
    [(1, Axis::X), (1, Axis::Y)],
    [(2, Axis::Y), (2, Axis::X)],
];

fn axes(cloud: &Cloud, mixture: &Mixture, pair: [(usize, Axis); 2]) -> [MeanAxis; 2] {
    pair.map(|(component, coordinate)| {
        let means = mixture.components().iter().map(|c| c.mean[coordinate as usize]);
        let (from, to) = default_range(cloud, coordinate, means);
        MeanAxis { component, coordinate, from, to }
    })
}

/// Each cell in these steps is the mean of `ln_density` with the two means moved.
fn is_exact(cloud: &Arc<Cloud>, mixture: &Mixture, pair: [(usize, Axis); 2], step: usize) {
    const CELLS: usize = 24;
    let axes = axes(cloud, mixture, pair);
    let surface = SurfaceBuilder::new(cloud, mixture, axes, CELLS).unwrap().whole();
    assert_eq!((surface.cells, surface.axes, surface.values().len()), (CELLS, axes, CELLS * CELLS));
    for cell in (0..CELLS * CELLS).step_by(step) {
        let at = [cell % CELLS, cell / CELLS];
        let mut components = mixture.components().to_vec();
        for (axis, j) in axes.iter().zip(at) {
            components[axis.component].mean[axis.coordinate as usize] = axis.middle(j, CELLS);
        }
        let moved = Mixture::new(components).unwrap();
        let plain = cloud.points().map(|point| moved.ln_density(point)).sum::<f64>() / cloud.n() as f64;
        let found = surface.at(at[0], at[1]);
        let off = (found - plain).abs() / plain.abs().max(1.0);
        assert!(off < 1e-12, "{pair:?} at {at:?}: {found}, not {plain}");
    }
}

fn three(data: &Cloud, widths: [f64; 3], weights: [f64; 3]) -> Mixture {
    let component = |k: usize| {
        let Scatter { xx, xy, yy } = data.covariance();
        let own = Scatter { xx, xy: [xy, 0.0, -0.9 * xy][k], yy } * widths[k];
        let mean = data.point(k * data.n() / 3);
        Component { weight: weights[k], mean, covariance: Covariance::new(own).unwrap() }
    };
    Mixture::new((0..3).map(component).collect()).unwrap()
}

#[test]
fn every_cell_is_the_log_likelihood_of_its_means() {
    let old_faithful = Arc::new(from_file("old-faithful", [0, 1]));
    let random = Arc::new(cloud(&points(2, 1003)));
    for data in [&old_faithful, &random] {
        for pair in PAIRS {
            is_exact(data, &three(data, [0.3, 0.1, 0.5], [0.2, 0.3, 0.5]), pair, 29);
            // so narrow that densities are 0 but for their logarithms; without weight
            is_exact(data, &three(data, [1e-6, 1e-6, 1e-5], [0.2, 0.3, 0.5]), pair, 29);
            is_exact(data, &three(data, [0.3, 1e-6, 0.5], [0.6, 0.4, 0.0]), pair, 29);
            is_exact(data, &three(data, [0.3, 0.1, 0.5], [0.0, 1.0, 0.0]), pair, 29);
        }
    }
}

#[test]
fn components_without_weight_add_nothing_where_the_others_are_faint() {
    let data = Arc::new(cloud(&points(2, 203)));
    let narrow = three(&data, [1e-6; 3], [0.5, 0.5, 0.0]);
    let mut components = narrow.components().to_vec();
    components.push(components[2]);
    is_exact(&data, &Mixture::new(components).unwrap(), PAIRS[0], 29);
}

#[test]
fn one_component_has_a_surface_over_x_and_y_with_its_top_at_the_mean() {
    let data = Arc::new(cloud(&points(6, 501)));
    let covariance = Covariance::new(data.covariance()).unwrap();
    let alone = Mixture::new(vec![Component { weight: 1.0, mean: [0.0; 2], covariance }]).unwrap();
    let pair = [(0, Axis::X), (0, Axis::Y)];
    is_exact(&data, &alone, pair, 7);
    let around = pair.map(|(component, coordinate)| {
        let (mean, sd) = (data.mean()[coordinate as usize], data.sds()[coordinate as usize]);
        MeanAxis { component, coordinate, from: mean - sd, to: mean + sd }
    });
    let surface = SurfaceBuilder::new(&data, &alone, around, 41).unwrap().whole();
    let top = surface.values().iter().copied().fold(f64::NEG_INFINITY, f64::max);
    assert_eq!(surface.at(20, 20), top);
}

#[test]
fn slices_are_small_give_a_coarse_surface_first_and_then_the_whole_one() {
    const BUDGET: usize = 50_000;
    let data = Arc::new(cloud(&points(2, 5000)));
    let mixture = three(&data, [0.3, 0.1, 0.5], [0.2, 0.3, 0.5]);
    for pair in [PAIRS[0], PAIRS[4]] {
        let axes = axes(&data, &mixture, pair);
        let whole = SurfaceBuilder::new(&data, &mixture, axes, 64).unwrap().whole();
        let mut builder = SurfaceBuilder::new(&data, &mixture, axes, 64).unwrap();
        let (mut coarse, mut slices) = (None, 1);
        while !builder.advance(BUDGET) {
            slices += 1;
            assert!((1..64).contains(&builder.seen().cells), "there is a surface from the first slice on");
            coarse.get_or_insert_with(|| builder.seen().clone());
        }
        // of a part of the points: near to that of all
        let coarse = coarse.unwrap();
        let exact = SurfaceBuilder::new(&data, &mixture, axes, coarse.cells).unwrap().whole();
        let [low, high] = [f64::min, f64::max].map(|of| exact.values().iter().copied().reduce(of).unwrap());
        for (found, exact) in coarse.values().iter().zip(exact.values()) {
            assert!((found - exact).abs() < 0.2 * (high - low), "{found}, not {exact} of {low} to {high}");
        }
        assert_eq!(*builder.seen(), whole);
        // 1250 fours in 64 · 64 cells, and no slice takes much more than its budget
        assert!(slices > 64 * 64 * 1250 / BUDGET * 9 / 10, "{slices} slices");
        assert!(builder.advance(0) && builder.is_of(&data, &mixture, axes));
        assert!(!builder.is_of(&Arc::new(Cloud::clone(&data)), &mixture, axes));
        assert!(!builder.is_of(&data, &mixture, [axes[1], axes[0]]));
        // it is the same surface wherever the mixture is on it, and no other
        let moved = |component: usize, coordinate: Axis| {
            let mut components = mixture.components().to_vec();
            components[component].mean[coordinate.index()] += 1.0;
            Mixture::new(components).unwrap()
        };
        let [across, up] = pair;
        assert!(
            builder.is_of(&data, &moved(across.0, across.1), axes)
                && builder.is_of(&data, &moved(up.0, up.1), axes)
        );
        assert!(!builder.is_of(&data, &moved(2, Axis::X), axes));
    }
    // what is affordable is whole at once; without a budget it goes on all the same
    let few = Arc::new(cloud(&points(2, 60)));
    let axes = axes(&few, &mixture, PAIRS[1]);
    assert!(SurfaceBuilder::new(&few, &mixture, axes, 32).unwrap().advance(BUDGET));
    let mut builder = SurfaceBuilder::new(&few, &mixture, axes, 32).unwrap();
    assert!((0..).take(200).any(|_| builder.advance(0)));
    // what all points can pay for coarsely is exact
    let mut builder = SurfaceBuilder::new(&few, &mixture, axes, 64).unwrap();
    assert!(!builder.advance(32 * 32 * 15));
    assert_eq!(*builder.seen(), SurfaceBuilder::new(&few, &mixture, axes, 32).unwrap().whole());
}

#[test]
fn a_surface_needs_two_different_numbers_and_its_range_shows_the_means() {
    let data = Arc::new(cloud(&points(2, 200)));
    let mixture = three(&data, [0.3, 0.1, 0.5], [0.2, 0.3, 0.5]);
    for pair in [[(0, Axis::X), (0, Axis::X)], [(0, Axis::X), (3, Axis::Y)], [(9, Axis::X), (1, Axis::X)]] {
        let axes = pair.map(|(component, coordinate)| MeanAxis { component, coordinate, from: 0.0, to: 1.0 });
        let refusal = SurfaceBuilder::new(&data, &mixture, axes, 64).err().unwrap();
        assert!(refusal.to_string().contains("choose two different coordinates of the 3 means"), "{refusal}");
    }
    let (from, to) = default_range(&data, Axis::Y, [-1000.0, 0.0]);
    let most = data.coordinates()[1].iter().copied().fold(f64::NEG_INFINITY, f64::max);
    assert!(from < -1000.0 && to < 100.0 + most);
    // many points: nearly the same range as that of all of them
    let many: Vec<Point> = (0..200_000).map(|i| [f64::from(i * 7919 % 200_003), 1.0]).collect();
    let (from, to) = default_range(&cloud(&many), Axis::X, []);
    let expected = [0.02 - 0.08 * 0.96, 0.98 + 0.08 * 0.96].map(|part| part * 200_003.0);
    assert!((from - expected[0]).abs() < 500.0 && (to - expected[1]).abs() < 500.0, "{from}, {to}");
    let level = default_range(&cloud(&many), Axis::Y, []);
    assert!(level.0 < 1.0 && level.1 > 1.0);
}
