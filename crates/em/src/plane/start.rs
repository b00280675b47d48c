//! Starts in the plane: the kinds are those of one dimension.

use super::Point;
use super::cloud::Cloud;
use super::covariance::{Covariance, Scatter};
use super::m_step::{Floor, maximize, of_type};
use super::mixture::{Axis, Component, Mixture};
use super::prior::Prior;
use super::settings::{CovarianceType, Settings, Vary};
use super::sums::Moments;
use crate::dataset::quantile;
use crate::em::PriorKind;
use crate::mixture::MAX_COMPONENTS;
use crate::order::descend;
use crate::start::NamedStart;
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;

/// Rounds of Lloyd's algorithm at most, as in scikit-learn.
const MAX_LLOYD_ROUNDS: usize = 300;

/// The mixture that a start gives for k components, drawn under `seed`.
///
/// k is at most the number of different points. Where a start is means alone, the weights are equal and each
/// covariance is the data's over k.
pub fn first_guess(
    start: NamedStart,
    cloud: &Cloud,
    k: usize,
    seed: u32,
    settings: &Settings,
    floor: Floor,
) -> Mixture {
    let mut generator = Pcg64::seed_from_u64(u64::from(seed));
    let means = match start {
        NamedStart::RandomFromData => different_points(cloud, k, &mut generator),
        NamedStart::Random => {
            let ranges = [Axis::X, Axis::Y].map(|axis| cloud.range(axis));
            let place = |generator: &mut Pcg64| {
                ranges.map(|(least, most)| least + (most - least) * generator.random::<f64>())
            };
            (0..k).map(|_| place(&mut generator)).collect()
        }
        NamedStart::Quantiles => quantiles(cloud, k),
        NamedStart::KmeansPlusPlus => plus_plus(cloud, k, &mut generator),
        NamedStart::Kmeans => {
            let mut means = plus_plus(cloud, k, &mut generator);
            let nearest = lloyd(cloud, &mut means);
            let whole = |i: usize, row: &mut [f64]| row[nearest[i]] = 1.0;
            return fitted(cloud, &means, whole, settings, floor);
        }
        NamedStart::RandomResponsibilities => {
            let drawn = |_: usize, row: &mut [f64]| {
                row.iter_mut().for_each(|share| *share = generator.random::<f64>() + f64::EPSILON);
                let total: f64 = row.iter().sum();
                row.iter_mut().for_each(|share| *share /= total);
            };
            return fitted(cloud, &vec![cloud.mean(); k], drawn, settings, floor);
        }
    };
    let covariance = whole(cloud, k, floor);
    let component = |mean| Component { weight: 1.0 / k as f64, mean, covariance };
    of_type(Mixture::unchecked(means.into_iter().map(component).collect()), settings.covariance)
}

/// The data's covariance over k, not under the floor.
fn whole(cloud: &Cloud, k: usize, floor: Floor) -> Covariance {
    floor.raised(cloud.covariance() * (k as f64).recip(), CovarianceType::Full)
}

/// The M step, without a prior, of points that are shared out so: `share` writes what each component holds of
/// point i into a row of zeros. A component without points stands where its mean is, with the weight of one point.
fn fitted(
    cloud: &Cloud,
    means: &[Point],
    mut share: impl FnMut(usize, &mut [f64]),
    settings: &Settings,
    floor: Floor,
) -> Mixture {
    let settings = Settings { prior: PriorKind::None, vary: Vary::All, ..*settings };
    let covariance = whole(cloud, means.len(), floor);
    let entering = means.iter().map(|&mean| Component { weight: 1.0 / means.len() as f64, mean, covariance });
    let entering = Mixture::unchecked(entering.collect());
    let mut moments = vec![Moments::default(); means.len()];
    for (i, point) in cloud.points().enumerate() {
        let mut row = [0.0; MAX_COMPONENTS];
        share(i, &mut row[..means.len()]);
        for ((moments, mean), share) in moments.iter_mut().zip(means).zip(row) {
            moments.add(share, [point[0] - mean[0], point[1] - mean[1]]);
        }
    }
    for moments in &mut moments {
        if moments.count == 0.0 {
            moments.add(1.0, [0.0; 2]);
        }
        moments.finish();
    }
    maximize(&entering, &moments, &settings, &Prior::new(&settings, cloud, means.len(), floor), floor)
}

/// k different points, each drawn among those that differ from the ones before.
fn different_points(cloud: &Cloud, k: usize, generator: &mut Pcg64) -> Vec<Point> {
    let mut drawn: Vec<Point> = Vec::with_capacity(k);
    while drawn.len() < k {
        let free = cloud.points().filter(|point| !drawn.contains(point)).count();
        let place = generator.random_range(0..free.max(1) as u64) as usize;
        let next = cloud.points().filter(|point| !drawn.contains(point)).nth(place);
        drawn.push(next.unwrap_or(cloud.mean()));
    }
    drawn
}

/// The quantiles (j − ½)/k along the line on which both coordinates, each in sds, grow together, or on which one
/// falls as the other grows where their correlation is negative.
fn quantiles(cloud: &Cloud, k: usize) -> Vec<Point> {
    let (mean, Scatter { xx, xy, yy }) = (cloud.mean(), cloud.covariance());
    // What a coordinate gains along the line: nothing where it is the same in all points.
    let gain = [xx.sqrt(), if xy < 0.0 { -yy.sqrt() } else { yy.sqrt() }];
    let moving = [0, 1].into_iter().filter(|&axis| gain[axis] != 0.0);
    let along =
        |point: Point| moving.clone().map(|axis| (point[axis] - mean[axis]) / gain[axis]).sum::<f64>();
    let mut places: Vec<f64> = cloud.points().map(along).collect();
    descend(&mut places);
    places.reverse();
    let mean_at =
        |place: f64| [0, 1].map(|axis| mean[axis] + place / moving.clone().count() as f64 * gain[axis]);
    (0..k).map(|j| mean_at(quantile(&places, (j as f64 + 0.5) / k as f64))).collect()
}

/// The seeding of k-means++ (Arthur and Vassilvitskii 2007): the first mean is a point drawn at random, each next
/// one a point drawn with probability proportional to its squared distance to the nearest mean so far.
fn plus_plus(cloud: &Cloud, k: usize, generator: &mut Pcg64) -> Vec<Point> {
    let mut means = vec![cloud.point(generator.random_range(0..cloud.n() as u64) as usize)];
    let mut squared = vec![f64::INFINITY; cloud.n()];
    while means.len() < k {
        let newest = means[means.len() - 1];
        for (squared, point) in squared.iter_mut().zip(cloud.points()) {
            *squared = squared.min(squared_distance(point, newest));
        }
        let mut left = generator.random::<f64>() * squared.iter().sum::<f64>();
        let chosen = squared.iter().position(|&squared| {
            left -= squared;
            left < 0.0
        });
        // Rounding may leave something after the last point: then the farthest point is as good.
        let farthest = || (0..squared.len()).max_by(|&i, &j| squared[i].total_cmp(&squared[j])).unwrap_or(0);
        means.push(cloud.point(chosen.unwrap_or_else(farthest)));
    }
    means
}

/// Lloyd's k-means from `means`, to where no point changes its mean; for each point the nearest mean.
fn lloyd(cloud: &Cloud, means: &mut [Point]) -> Vec<usize> {
    let nearest_of =
        |means: &[Point]| -> Vec<usize> { cloud.points().map(|point| nearest(point, means)).collect() };
    let mut nearest = nearest_of(means);
    for _ in 0..MAX_LLOYD_ROUNDS {
        let mut sums = vec![(0.0, [0.0; 2]); means.len()];
        for (point, &j) in cloud.points().zip(&nearest) {
            let (count, sum) = &mut sums[j];
            *count += 1.0;
            *sum = [sum[0] + (point[0] - means[j][0]), sum[1] + (point[1] - means[j][1])];
        }
        for (mean, (count, sum)) in means.iter_mut().zip(sums) {
            if count > 0.0 {
                *mean = [mean[0] + sum[0] / count, mean[1] + sum[1] / count];
            }
        }
        let next = nearest_of(means);
        if next == nearest {
            break;
        }
        nearest = next;
    }
    nearest
}

/// Which mean is nearest; of equals the first.
fn nearest(point: Point, means: &[Point]) -> usize {
    let mut best = (0, f64::INFINITY);
    for (j, &mean) in means.iter().enumerate() {
        let squared = squared_distance(point, mean);
        if squared < best.1 {
            best = (j, squared);
        }
    }
    best.0
}

fn squared_distance([x, y]: Point, [other_x, other_y]: Point) -> f64 {
    (x - other_x).powi(2) + (y - other_y).powi(2)
}
