//! Every point shared out at random, and the M step of that: scikit-learn's `init_params="random"`.
//!
//! The shares of many points average out, so all components begin nearly alike, with about the
//! data's own mean and sd. That is slow: EM has to part them first.

use crate::dataset::Dataset;
use crate::mixture::{Component, MAX_COMPONENTS, Mixture};
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg32;

/// So many points are summed by themselves, so that rounding does not grow with n.
const BLOCK: usize = 4096;

/// The responsibilities of one point after another, from the lowest point on: k numbers drawn
/// uniformly from 0 to 1, divided by their sum.
struct Responsibilities {
    generator: Pcg32,
    k: usize,
}

impl Responsibilities {
    fn new(k: usize, seed: u32) -> Self {
        Self { generator: Pcg32::seed_from_u64(u64::from(seed)), k }
    }

    /// The next point's; those past k are 0.
    fn next(&mut self) -> [f64; MAX_COMPONENTS] {
        let mut shares = [0.0; MAX_COMPONENTS];
        for share in &mut shares[..self.k] {
            *share = f64::from(self.generator.next_u32()) + 0.5; // above 0, so that the sum is
        }
        let total: f64 = shares.iter().sum();
        shares.map(|share| share / total)
    }
}

/// N_k, Σ r (x − c) and Σ r (x − c)², about one centre c for all components.
type Sums = [[f64; 3]; MAX_COMPONENTS];

/// The weights, means and sds that fit such responsibilities best; no sd below `least_sd`.
pub fn fitted(data: &Dataset, k: usize, seed: u32, least_sd: f64) -> Mixture {
    let centre = data.mean();
    let mut responsibilities = Responsibilities::new(k, seed);
    let mut sums: Sums = [[0.0; 3]; MAX_COMPONENTS];
    for block in data.values().chunks(BLOCK) {
        let mut of_block: Sums = [[0.0; 3]; MAX_COMPONENTS];
        for x in block {
            let d = x - centre;
            for (sums, r) in of_block.iter_mut().zip(responsibilities.next()) {
                *sums = [sums[0] + r, sums[1] + r * d, sums[2] + r * d * d];
            }
        }
        for (sums, of_block) in sums.iter_mut().zip(of_block) {
            (0..3).for_each(|i| sums[i] += of_block[i]);
        }
    }
    let n = data.n() as f64;
    let component = |&[count, first, second]: &[f64; 3]| {
        let shift = first / count;
        let variance = second / count - shift * shift;
        Component { weight: count / n, mean: centre + shift, sd: variance.max(0.0).sqrt().max(least_sd) }
    };
    Mixture::unchecked(sums[..k].iter().map(component).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition, written out.
    fn plainly(data: &Dataset, k: usize, seed: u32) -> Vec<Component> {
        let mut responsibilities = Responsibilities::new(k, seed);
        let rows: Vec<_> = data.values().iter().map(|_| responsibilities.next()).collect();
        let sum = |j: usize, of: &dyn Fn(f64) -> f64| -> f64 {
            data.values().iter().zip(&rows).map(|(&x, row)| row[j] * of(x)).sum()
        };
        let component = |j: usize| {
            let count = sum(j, &|_| 1.0);
            let mean = sum(j, &|x| x) / count;
            let sd = (sum(j, &|x| (x - mean) * (x - mean)) / count).sqrt();
            Component { weight: count / data.n() as f64, mean, sd }
        };
        (0..k).map(component).collect()
    }

    #[test]
    fn the_start_is_the_m_step_of_shares_that_sum_to_one() {
        let data =
            Dataset::new((0..9001).map(|i| (f64::from(i) * 0.618).fract().powi(3) * 7.0 - 2.0).collect());
        let data = data.unwrap();
        for (k, seed) in [(1, 1), (2, 1), (3, 7), (8, 4_294_967_295)] {
            let mut responsibilities = Responsibilities::new(k, seed);
            for _ in 0..1000 {
                let shares = responsibilities.next();
                assert!(
                    (shares.iter().sum::<f64>() - 1.0).abs() < 1e-15 && shares[..k].iter().all(|&r| r > 0.0)
                );
            }
            let found = fitted(&data, k, seed, 0.0);
            for (ours, plain) in found.components().iter().zip(plainly(&data, k, seed)) {
                assert!((ours.weight - plain.weight).abs() < 1e-14, "{ours:?}, not {plain:?}");
                assert!((ours.mean - plain.mean).abs() < 1e-13, "{ours:?}, not {plain:?}");
                assert!((ours.sd - plain.sd).abs() < 1e-13, "{ours:?}, not {plain:?}");
            }
        }
    }

    #[test]
    fn all_components_begin_nearly_alike() {
        let data = Dataset::new((0..100_000).map(f64::from).collect()).unwrap();
        for seed in 0..5 {
            for c in fitted(&data, 4, seed, 0.0).components() {
                assert!((c.weight - 0.25).abs() < 0.01 && (c.mean - data.mean()).abs() < 0.03 * data.sd());
                assert!((c.sd / data.sd() - 1.0).abs() < 0.02);
            }
        }
    }
}
