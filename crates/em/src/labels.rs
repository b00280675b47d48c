//! How well a fit's labels agree with the true groups, where these are known.
//!
//! A point is labelled with its most responsible component. The components of a fit come in any order
//! (label switching), so first each true group is matched with a component, one to one, so that the
//! most points are labelled right. The adjusted Rand index needs no matching: it counts pairs of points.

use crate::dataset::{Dataset, Labels};
use crate::mixture::Mixture;
use crate::regions::regions;

/// A fit's labels compared with the true ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// The share of points labelled right under `matching`; an unmatched group counts as wrong.
    pub accuracy: f64,
    /// The [`adjusted_rand`] index of groups and components.
    pub adjusted_rand: f64,
    /// `confusion[group][component]`: how many points of the one are labelled as the other.
    pub confusion: Vec<Vec<u32>>,
    /// For each true group the component matched with it, if there are enough components.
    pub matching: Vec<Option<usize>>,
}

impl Judgement {
    /// From the table of how many points of each group are labelled as each component; rows are equally long.
    pub fn of(confusion: Vec<Vec<u32>>) -> Self {
        let matching = best_matching(&confusion);
        let right = |(row, m): (&Vec<u32>, &Option<usize>)| m.map_or(0, |k| u64::from(row[k]));
        let right: u64 = confusion.iter().zip(&matching).map(right).sum();
        let n = confusion.iter().flatten().map(|&count| u64::from(count)).sum::<u64>().max(1);
        let adjusted_rand = adjusted_rand(&confusion);
        Self { accuracy: right as f64 / n as f64, adjusted_rand, confusion, matching }
    }

    /// For each true group the component matched with it, if that is the one that claims most of its
    /// points. A match by what is left over is none: the component may stand anywhere.
    pub fn found(&self) -> Vec<Option<usize>> {
        let most = |row: &[u32], k: usize| row[k] > 0 && row.iter().all(|&count| count <= row[k]);
        let found = |(row, matched): (&Vec<u32>, &Option<usize>)| matched.filter(|&k| most(row, k));
        self.confusion.iter().zip(&self.matching).map(found).collect()
    }
}

/// Labels every point of `data` under `mixture` and compares the labels with the true ones.
pub fn judge(data: &Dataset, labels: &Labels, mixture: &Mixture) -> Judgement {
    let mut confusion = vec![vec![0; mixture.k()]; labels.names().len()];
    for (points, k) in regions(data.values(), mixture) {
        for (process, count) in labels.count(points).into_iter().enumerate() {
            confusion[process][k] += count;
        }
    }
    Judgement::of(confusion)
}

/// The adjusted Rand index of a table's rows and columns: 1 where they are the same partition of the points,
/// 0 on average where points are labelled by chance (with rows and columns of these sizes), and at least −½.
///
/// Of all c pairs of points, a are together in a row, b in a column, and s in both:
/// (s − ab/c) / ((a + b)/2 − ab/c). Source: Hubert and Arabie (1985), Comparing partitions, Journal of
/// Classification 2, 193–218.
pub fn adjusted_rand(table: &[Vec<u32>]) -> f64 {
    let pairs = |count: f64| 0.5 * count * (count - 1.0);
    let row = |row: &Vec<u32>| row.iter().copied().map(f64::from).sum::<f64>();
    let columns = table.iter().map(Vec::len).max().unwrap_or(0);
    let column = |k: usize| table.iter().filter_map(|row| row.get(k)).copied().map(f64::from).sum::<f64>();
    let s: f64 = table.iter().flatten().copied().map(f64::from).map(pairs).sum();
    let a: f64 = table.iter().map(row).map(pairs).sum();
    let b: f64 = (0..columns).map(column).map(pairs).sum();
    let c = pairs(table.iter().map(row).sum());
    if s == a && s == b {
        return 1.0; // also where all points are together, or each is alone: else 0 / 0
    }
    // The same times 2c, of differences that are whole numbers and lose no digit.
    2.0 * (s * (c - a - b + s) - (a - s) * (b - s)) / (a * (c - b) + b * (c - a))
}

/// The one-to-one matching of rows to columns with the largest sum: exact, by the best sum
/// over each set of columns used so far (2^columns of them, 256 at most here).
///
/// Among equal sums the first row takes the lowest possible column.
pub fn best_matching(gains: &[Vec<u32>]) -> Vec<Option<usize>> {
    let columns = gains.first().map_or(0, Vec::len);
    // best[row][used]: the most that rows from `row` on can add when `used` columns are gone
    let mut best = vec![vec![0_u64; 1 << columns]; gains.len() + 1];
    for row in (0..gains.len()).rev() {
        for used in 0..1 << columns {
            let free = (0..columns).filter(|k| used & (1 << k) == 0);
            let with = |k: usize| u64::from(gains[row][k]) + best[row + 1][used | 1 << k];
            best[row][used] = free.map(with).fold(best[row + 1][used], u64::max);
        }
    }
    let mut used = 0;
    (0..gains.len())
        .map(|row| {
            let with = |k: &usize| {
                used & (1 << k) == 0
                    && u64::from(gains[row][*k]) + best[row + 1][used | 1 << k] == best[row][used]
            };
            let chosen = (0..columns).find(with);
            used |= chosen.map_or(0, |k| 1 << k);
            chosen
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swapped_letters_are_matched_back() {
        assert_eq!(best_matching(&[vec![1, 9], vec![8, 2]]), [Some(1), Some(0)]);
    }

    #[test]
    fn what_is_left_over_stays_unmatched() {
        assert_eq!(best_matching(&[vec![5], vec![7], vec![6]]), [None, Some(0), None]);
        assert_eq!(best_matching(&[vec![0, 3, 4]]), [Some(2)]);
    }

    #[test]
    fn a_process_is_found_by_the_component_that_claims_most_of_it_and_by_no_other() {
        let of = |confusion: Vec<Vec<u32>>| Judgement::of(confusion).found();
        assert_eq!(of(vec![vec![9, 1], vec![4, 6]]), [Some(0), Some(1)]);
        // two groups under the second component, a third one shared by the others
        assert_eq!(of(vec![vec![0, 9, 0], vec![0, 9, 0], vec![9, 0, 8]]), [Some(1), None, Some(0)]);
    }

    #[test]
    fn the_greedy_choice_is_not_always_the_best() {
        assert_eq!(best_matching(&[vec![10, 9], vec![9, 0]]), [Some(1), Some(0)]);
    }
}
