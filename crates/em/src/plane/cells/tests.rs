//! Sums over places, beside those over the points, for random points and mixtures.

#[path = "../../../tests/dice/mod.rs"]
mod dice;

use super::*;
use crate::em::Assignment;
use crate::plane::kernel::{add, sums};
use crate::plane::quadrature::Smoothness;
use crate::plane::sums::Sums;
use crate::plane::{Cloud, Component, Covariance, Mixture, Moments};
use dice::Dice;
use rand::SeedableRng;
use rand_pcg::Pcg64;

/// The number of random clouds and mixtures. For more: `CELL_CASES=1000 cargo test --release cells`.
fn cases() -> u64 {
    std::env::var("CELL_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(12)
}

/// Enough points for a few levels of cells.
const N: usize = 30_000;

/// Groups that overlap or are up to 40 sds apart; in some of the cases with an outlier, ties, offsets, other units.
fn points(dice: &mut Dice) -> Vec<Point> {
    let groups = 1 + dice.between(0.0, 5.0) as usize;
    let apart = if dice.chance(0.7) { dice.between(0.0, 6.0) } else { dice.between(6.0, 40.0) };
    let centres: Vec<Point> = (0..groups).map(|_| [0, 1].map(|_| apart * dice.normal())).collect();
    let rho: Vec<f64> = (0..groups).map(|_| dice.between(-0.99, 0.99)).collect();
    let mut points: Vec<Point> = (0..N)
        .map(|i| {
            let (group, a, b) = (i % groups, dice.normal(), dice.normal());
            let [x, y] = centres[group];
            [x + a, y + rho[group] * a + (1.0 - rho[group] * rho[group]).sqrt() * b]
        })
        .collect();
    if dice.chance(0.2) {
        points[0] = [dice.magnitude(1.0, 4.0), -dice.magnitude(1.0, 4.0)];
    }
    if dice.chance(0.4) {
        let step = dice.magnitude(-1.0, 0.3);
        points.iter_mut().for_each(|point| *point = point.map(|x| (x / step).round() * step));
    }
    if dice.chance(0.2) {
        points.iter_mut().for_each(|point| *point = [point[0] + 1e6, point[1] - 1e4]);
    }
    if dice.chance(0.2) {
        let scale = [dice.magnitude(-9.0, 9.0), dice.magnitude(-9.0, 9.0)];
        points.iter_mut().for_each(|point| *point = [point[0] * scale[0], point[1] * scale[1]]);
    }
    points
}

/// One to eight components on the points: narrow, long and light ones among them.
fn mixture(dice: &mut Dice, cloud: &Cloud) -> Mixture {
    let k = 1 + dice.between(0.0, 8.0) as usize;
    let component = |_| Component {
        weight: if dice.chance(0.2) { dice.magnitude(-9.0, 0.0) } else { 1.0 },
        mean: cloud.point(dice.between(0.0, N as f64) as usize),
        covariance: Covariance::correlated(
            cloud.sds().map(|sd| sd * dice.magnitude(-1.5, 0.2)),
            dice.between(-0.999, 0.999),
        )
        .unwrap(),
    };
    let components: Vec<Component> = (0..k).map(component).collect();
    let total: f64 = components.iter().map(|c| c.weight).sum();
    Mixture::unchecked(components.into_iter().map(|c| Component { weight: c.weight / total, ..c }).collect())
}

fn tree(cloud: &Cloud) -> Cells {
    let mut cells = Cells::new(cloud.coordinates(), cloud.mean());
    while !cells.build(1000) {}
    cells
}

/// What an M step and the log-likelihood need, per point and in sds of the component.
fn numbers(sums: &Sums, mixture: &Mixture) -> Vec<f64> {
    let of = |(held, c): (&Moments, &Component)| {
        let ([sx, sy], Moments { count, first, second, .. }) = (c.covariance.sds(), held);
        let per_sd =
            [first[0] / sx, first[1] / sy, second.xx / sx / sx, second.xy / sx / sy, second.yy / sy / sy];
        [*count].into_iter().chain(per_sd)
    };
    let held = sums.moments.iter().zip(mixture.components()).flat_map(of);
    held.chain([sums.ln_likelihood]).map(|sum| sum / N as f64).collect()
}

#[test]
fn places_sum_what_points_do() {
    let (mut worst, mut fewer) = (0.0_f64, 0);
    for seed in 0..cases() {
        let mut dice = Dice(Pcg64::seed_from_u64(seed));
        let Ok(cloud) = Cloud::new(points(&mut dice)) else { continue };
        let cells = tree(&cloud);
        for _ in 0..4 {
            let mixture = mixture(&mut dice, &cloud);
            let means: Vec<Point> = mixture.components().iter().map(|c| c.mean).collect();
            let smoothness = Smoothness::of(&mixture, cloud.mean());
            let (mut by_places, mut places) = (Sums::default(), 0);
            cells.walk(
                |cell| smoothness.over(cell),
                |points| {
                    add(&mut by_places, points, &mixture, &means, Assignment::Soft);
                    places += points.x.len();
                },
            );
            let by_points = sums(Points::plain(cloud.coordinates()), &mixture, &means, Assignment::Soft);
            fewer += usize::from(2 * places < N);
            for (a, b) in numbers(&by_places, &mixture).into_iter().zip(numbers(&by_points, &mixture)) {
                let error = (a - b).abs() / (1.0 + a.abs().max(b.abs()));
                assert!(error <= 1e-12, "seed {seed}: {a} is not {b}, by {error:e}: {mixture:?}");
                worst = worst.max(error);
            }
        }
    }
    println!("worst {worst:e}; places are at most half in {fewer} mixtures");
    assert!(fewer > 0);
}

#[test]
fn every_cells_nodes_sum_a_polynomial_as_its_points_do() {
    let mut dice = Dice(Pcg64::seed_from_u64(7));
    let cloud = Cloud::new((0..N).map(|_| [dice.normal() + 1e6, dice.normal().powi(3)]).collect()).unwrap();
    let cells = tree(&cloud);
    let ruled = cells.cells.iter().filter_map(|cell| Some((cell, cell.rule?)));
    assert!(ruled.clone().count() > 20);
    for (cell, rule) in ruled {
        let within =
            |[x, y]: Point| [(x - cell.centre[0]) / cell.half[0], (y - cell.centre[1]) / cell.half[1]];
        let f = |[x, y]: Point| (x + 0.1).powi(23) * (y - 0.1).powi(22);
        let by_points: f64 =
            cell.points.clone().map(|i| f(within([cells.points[0][i], cells.points[1][i]]))).sum();
        let mut by_nodes = 0.0;
        let nodes = rule::nodes(0.0, 1.0);
        for (x, weights) in nodes.iter().zip(cells.rules[rule].iter()) {
            for (y, weight) in nodes.iter().zip(weights) {
                by_nodes += weight * f([*x, *y]);
            }
        }
        let size = cell.points.len() as f64 * 1.1_f64.powi(45);
        assert!((by_points - by_nodes).abs() < 1e-12 * size, "{by_points} {by_nodes}");
    }
}

#[test]
fn points_on_a_line_and_ties_end_the_quartering() {
    for points in [
        (0..N).map(|i| [3.0, (i as f64 * 0.618).fract()]).collect(),
        (0..N).map(|i| [f64::from(i % 2 == 0), f64::from(i % 4 < 2)]).collect::<Vec<Point>>(),
    ] {
        let cloud = Cloud::new(points).unwrap();
        let cells = tree(&cloud);
        assert!(cells.cells.len() < 1000, "{}", cells.cells.len());
        let mut all = 0.0;
        cells.walk(
            |_| true,
            |points| all += points.weights.map_or(points.x.len() as f64, |all| all.iter().sum()),
        );
        assert!((all - N as f64).abs() < 1e-9 * N as f64);
    }
}
