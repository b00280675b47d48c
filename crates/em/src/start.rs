//! The start: the mixture that EM begins with. It decides which optimum EM ends at.
//!
//! `Kmeans`, `RandomResponsibilities` and a start by hand have their own weights and sds. With the other
//! kinds each component has the weight 1/k and the sd of the data / k; these kinds differ in their means.

mod kmeans;
mod random_responsibilities;

use crate::dataset::Dataset;
use crate::mixture::{Component, Mixture};
use crate::order::insertion_sort;
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;

/// The starts that are computed from the data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NamedStart {
    /// Means at k distinct values drawn from the data.
    #[default]
    RandomFromData,
    /// Means drawn uniformly over the data's range.
    Random,
    /// Means at the quantiles (j − ½)/k.
    Quantiles,
    /// Means by the seeding of k-means++: each probably far from those before it.
    KmeansPlusPlus,
    /// k-means++ and then k-means: each cluster's share, mean and sd.
    Kmeans,
    /// Each point shared out at random, then an M step: all components begin nearly alike.
    RandomResponsibilities,
}

impl NamedStart {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::RandomFromData,
        Self::Random,
        Self::Quantiles,
        Self::KmeansPlusPlus,
        Self::Kmeans,
        Self::RandomResponsibilities,
    ];
}

/// The mixture that EM begins with, or how to find it.
#[derive(Clone, Debug, PartialEq)]
pub enum Start {
    /// Drawn or computed from the data.
    Named(NamedStart),
    /// Set by hand: the components as they are, weights summing to 1.
    ByHand(Vec<Component>),
}

impl From<NamedStart> for Start {
    fn from(start: NamedStart) -> Self {
        Self::Named(start)
    }
}

impl From<Vec<Component>> for Start {
    fn from(components: Vec<Component>) -> Self {
        Self::ByHand(components)
    }
}

impl Default for Start {
    fn default() -> Self {
        Self::Named(NamedStart::default())
    }
}

/// The mixture that `start` gives for k components on `data`, drawn under `seed`.
///
/// k is at most the number of distinct values. `least_sd`, in the data's unit, is the least sd that
/// `Kmeans` and `RandomResponsibilities` give; the other kinds do not look at it. It is one of Gaussians: see
/// [`Family::suited`] for the others.
///
/// [`Family::suited`]: crate::family::Family::suited
pub fn first_guess(start: &Start, data: &Dataset, k: usize, seed: u32, least_sd: f64) -> Mixture {
    let mut generator = Pcg64::seed_from_u64(u64::from(seed));
    let means = match start {
        Start::ByHand(components) => return Mixture::unchecked(components.clone()),
        Start::Named(NamedStart::RandomFromData) => distinct_values(data, k, &mut generator),
        Start::Named(NamedStart::Random) => {
            let (least, largest) = data.range();
            (0..k).map(|_| least + (largest - least) * generator.random::<f64>()).collect()
        }
        Start::Named(NamedStart::Quantiles) => {
            (0..k).map(|j| data.quantile((j as f64 + 0.5) / k as f64)).collect()
        }
        Start::Named(NamedStart::KmeansPlusPlus) => kmeans::plus_plus(data, k, &mut generator),
        Start::Named(NamedStart::Kmeans) => {
            let mut means = kmeans::plus_plus(data, k, &mut generator);
            return kmeans::clusters(data, &kmeans::lloyd(data, &mut means), least_sd);
        }
        Start::Named(NamedStart::RandomResponsibilities) => {
            return random_responsibilities::fitted(data, k, seed, least_sd);
        }
    };
    let (weight, sd) = (1.0 / k as f64, data.sd() / k as f64);
    Mixture::unchecked(means.into_iter().map(|mean| Component { weight, mean, sd }).collect())
}

/// k distinct values, each drawn among the points whose value has not been drawn yet.
fn distinct_values(data: &Dataset, k: usize, generator: &mut Pcg64) -> Vec<f64> {
    let values = data.values();
    let mut drawn: Vec<f64> = Vec::with_capacity(k);
    while drawn.len() < k {
        // Equal values stand side by side, so what is drawn already is a few ranges to step over.
        let mut taken: Vec<_> = drawn
            .iter()
            .map(|&value| values.partition_point(|&x| x < value)..values.partition_point(|&x| x <= value))
            .collect();
        insertion_sort(&mut taken, |one, other| one.start < other.start);
        let free = values.len() - taken.iter().map(ExactSizeIterator::len).sum::<usize>();
        let mut index = generator.random_range(0..free as u64) as usize;
        for range in taken {
            if range.start <= index {
                index += range.len();
            }
        }
        drawn.push(values[index]);
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two_heaps() -> Dataset {
        let low = (0..30).map(|i| f64::from(i) / 10.0);
        let high = (0..70).map(|i| 100.0 + f64::from(i) / 10.0);
        Dataset::new(low.chain(high).collect()).unwrap()
    }

    fn means(start: NamedStart, data: &Dataset, k: usize, seed: u32) -> Vec<f64> {
        let guess = first_guess(&Start::Named(start), data, k, seed, 0.001);
        guess.components().iter().map(|c| c.mean).collect()
    }

    #[test]
    fn random_from_data_takes_every_distinct_value_when_k_is_their_number() {
        let data = Dataset::new([vec![1.0; 1000], vec![2.0, 3.0]].concat()).unwrap();
        for seed in 0..50 {
            let mut drawn = means(NamedStart::RandomFromData, &data, 3, seed);
            drawn.sort_by(f64::total_cmp);
            assert_eq!(drawn, [1.0, 2.0, 3.0]);
        }
    }

    #[test]
    fn quantiles_stand_in_the_middle_of_equal_shares() {
        let data = Dataset::new((0..=100).map(f64::from).collect()).unwrap();
        assert_eq!(means(NamedStart::Quantiles, &data, 2, 1), [25.0, 75.0]);
    }

    #[test]
    fn kmeans_finds_the_two_heaps_their_shares_and_sds() {
        let guess = first_guess(&Start::Named(NamedStart::Kmeans), &two_heaps(), 2, 3, 0.001);
        let mut found = guess.components().to_vec();
        found.sort_by(|a, b| a.mean.total_cmp(&b.mean));
        // 0, 0.1, …, 2.9 has mean 1.45 and variance (30² − 1)/12 / 100
        assert!((found[0].weight - 0.3).abs() < 1e-12);
        assert!((found[0].mean - 1.45).abs() < 1e-12);
        assert!((found[0].sd - (899.0_f64 / 1200.0).sqrt()).abs() < 1e-12);
    }

    #[test]
    fn kmeans_plus_plus_almost_always_seeds_both_heaps() {
        let data = two_heaps();
        let both = |seed: &u32| {
            let m = means(NamedStart::KmeansPlusPlus, &data, 2, *seed);
            (m[0] < 50.0) != (m[1] < 50.0)
        };
        // within a heap squared distances are below 49, between them about 10,000
        assert!((0..100).filter(both).count() >= 95);
    }

    #[test]
    fn in_a_crowd_k_means_ends_where_each_mean_is_its_points() {
        let data =
            Dataset::new((0..20_000).map(|i| (f64::from(i) * 0.618).fract().powi(2)).collect()).unwrap();
        for seed in 0..20 {
            let guess = first_guess(&Start::Named(NamedStart::Kmeans), &data, 4, seed, 0.0);
            let mut components = guess.components().to_vec();
            components.sort_by(|a, b| a.mean.total_cmp(&b.mean));
            let mut left = data.values();
            for (j, c) in components.iter().enumerate() {
                let border = components.get(j + 1).map_or(f64::INFINITY, |next| (c.mean + next.mean) / 2.0);
                let (mine, others) = left.split_at(left.partition_point(|&x| x <= border));
                let n = mine.len() as f64;
                let mean = mine.iter().sum::<f64>() / n;
                let sd = (mine.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n).sqrt();
                assert!(
                    (c.mean - mean).abs() < 1e-13 && (c.sd - sd).abs() < 1e-13 && c.weight == n / 20_000.0
                );
                left = others;
            }
        }
    }

    #[test]
    fn every_start_stands_within_the_data_and_weighs_one() {
        let data = two_heaps();
        for start in NamedStart::ALL {
            for (k, seed) in (1..=8).flat_map(|k| (0..20).map(move |seed| (k, seed))) {
                let guess = first_guess(&Start::Named(start), &data, k, seed, 0.001);
                assert_eq!(guess.k(), k);
                assert!(guess.components().iter().all(|c| (0.0..=107.0).contains(&c.mean) && c.sd > 0.0));
                assert!((guess.components().iter().map(|c| c.weight).sum::<f64>() - 1.0).abs() < 1e-15);
            }
        }
    }
}
