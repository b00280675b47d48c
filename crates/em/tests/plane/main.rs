//! EM in the plane: scikit-learn's and mclust's numbers, and the laws over many seeds.

mod compare;
mod compressed;
mod labels;
mod laws;
mod reference;
mod surface;
mod truth;
mod ugly;

use em_mixture::em::{Em, HalfStep};
use em_mixture::model::Model;
use em_mixture::plane::{
    Cloud, Component, Covariance, CovarianceType, Mixture, Point, Scatter, Settings, Steps,
};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;

const TYPES: [CovarianceType; 4] =
    [CovarianceType::Full, CovarianceType::Tied, CovarianceType::Diagonal, CovarianceType::Spherical];

/// Two numbers that are nearly standard normal: each the sum of twelve uniforms minus six.
fn normal(generator: &mut Pcg64) -> Point {
    [0, 1].map(|_| (0..12).map(|_| generator.random::<f64>()).sum::<f64>() - 6.0)
}

/// Points of a few Gaussians of their own shapes.
fn points(seed: u64, n: usize) -> Vec<Point> {
    let mut generator = Pcg64::seed_from_u64(seed);
    let groups: Vec<[Point; 3]> = (0..1 + seed % 3)
        .map(|_| [normal(&mut generator).map(|x| 4.0 * x), normal(&mut generator), normal(&mut generator)])
        .collect();
    let point = |i: usize| {
        let [mean, a, b] = groups[i % groups.len()];
        let [u, v] = normal(&mut generator);
        [mean[0] + u * a[0] + v * b[0], mean[1] + u * a[1] + v * b[1]]
    };
    (0..n).map(point).collect()
}

fn cloud(points: &[Point]) -> Cloud {
    Cloud::new(points.to_vec()).unwrap()
}

/// Two columns of one of the files in `data`, and its last column as labels, if that is one of words.
fn from_file(name: &str, columns: [usize; 2]) -> Cloud {
    let text = match name {
        "old-faithful" => include_str!("data/old-faithful.csv"),
        "iris" => include_str!("data/iris.csv"),
        "penguin-bills" => include_str!("data/penguin-bills.csv"),
        other => panic!("{other}"),
    };
    let rows: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let points = rows.iter().map(|row| columns.map(|column| row[column].parse().unwrap()));
    let cloud = Cloud::new(points.collect()).unwrap();
    let words: Vec<&str> = rows.iter().map(|row| row[row.len() - 1]).collect();
    if words[0].parse::<f64>().is_ok() {
        return cloud;
    }
    let mut names: Vec<&str> = words.clone();
    names.sort_unstable();
    names.dedup();
    let label = |word: &&str| names.iter().position(|name| name == word).unwrap() as u8;
    let labels = words.iter().map(label).collect();
    cloud.with_labels(labels, names.iter().map(|name| name.to_string()).collect()).unwrap()
}

/// EM from k of the points, with unequal weights and covariances of their own.
fn begun(points: &[Point], k: usize, seed: u64, settings: Settings) -> Em<Steps> {
    let mut generator = Pcg64::seed_from_u64(seed);
    let data = cloud(points);
    let total = (k * (k + 1) / 2) as f64;
    let component = |j: usize| {
        let covariance = Covariance::new(data.covariance() * (0.3 + 0.2 * j as f64)).unwrap();
        let mean = points[generator.random_range(0..points.len() as u64) as usize];
        Component { weight: (j + 1) as f64 / total, mean, covariance }
    };
    let start = Mixture::new((0..k).map(component).collect()).unwrap();
    Em::of(Steps::new(data, k, settings), start)
}

/// Every number of a mixture.
fn numbers(mixture: &Mixture) -> Vec<f64> {
    let of = |c: &Component| {
        let Scatter { xx, xy, yy } = c.covariance.scatter();
        [c.weight, c.mean[0], c.mean[1], xx, xy, yy]
    };
    mixture.components().iter().flat_map(of).collect()
}

/// Takes an iteration, half-step by half-step.
fn iterate<M: Model>(em: &mut Em<M>) {
    assert_eq!(em.next(), HalfStep::E);
    em.iterate_once().unwrap();
}
