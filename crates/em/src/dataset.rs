//! The data: sorted numbers, each with its true group where that is known.
//!
//! Sorting costs time once and saves it later: the points in a histogram's bin are a slice, a
//! quantile is found by its index, and neighbours on the axis are neighbours in memory.

mod builder;
mod labels;
mod measuring;
mod sums;

pub use builder::{DataError, DatasetBuilder, FirstAndLast, SLICE};
pub use labels::Labels;

use crate::panels::Panels;
use std::ops::Range;

/// The most values a data set may hold.
pub const MAX_VALUES: usize = 10_000_000;

/// The most different labels: a column with more is hardly one of labels.
pub const MAX_LABELS: usize = 20;

/// Sorted values, at least two of them different, and their true labels where known.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    values: Vec<f64>,
    labels: Option<Labels>,
    ends: Option<FirstAndLast>,
    mean: f64,
    sd: f64,
    distinct: usize,
    /// If there are at most [`MOST_STARTS`] different values: the index of the first point of each.
    starts: Vec<usize>,
    panels: Panels,
}

/// With more different values than this, a pass over the points costs little more than one over the values.
const MOST_STARTS: usize = 4096;

impl Dataset {
    /// Sorts `values` into a data set without labels.
    pub fn new(values: Vec<f64>) -> Result<Self, DataError> {
        let mut builder = DatasetBuilder::default();
        builder.add(values)?;
        let mut data = builder.finish()?;
        while !data.compress() {}
        Ok(data)
    }

    /// Does one slice of the compression into panels; true when it is done. An E step needs it
    /// done; [`Dataset::new`] does it all.
    pub fn compress(&mut self) -> bool {
        self.panels.build(&self.values, SLICE)
    }

    /// The values, compressed.
    pub fn panels(&self) -> &Panels {
        &self.panels
    }

    /// The values, ascending.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// How many values there are.
    pub fn n(&self) -> usize {
        self.values.len()
    }

    /// How many different values there are, at least 2.
    pub fn distinct(&self) -> usize {
        self.distinct
    }

    /// The different values in a range of the sorted ones, each with how many points have it.
    pub fn distinct_in(&self, range: Range<usize>) -> impl Iterator<Item = (f64, usize)> {
        let mut at = range.start;
        let mut next = self.starts.partition_point(|&start| start <= at);
        std::iter::from_fn(move || {
            if at >= range.end {
                return None;
            }
            let end = match self.starts.get(next) {
                Some(&start) => start,
                None if self.starts.is_empty() => end_of_run(&self.values, at),
                None => self.n(),
            };
            next += 1;
            let (x, count) = (self.values[at], end.min(range.end) - at);
            at += count;
            Some((x, count))
        })
    }

    /// The mean of the values.
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// The standard deviation of the values, dividing by n.
    pub fn sd(&self) -> f64 {
        self.sd
    }

    /// The least and the largest value.
    pub fn range(&self) -> (f64, f64) {
        (self.values[0], self.values[self.n() - 1])
    }

    /// The true labels, where they are known.
    pub fn labels(&self) -> Option<&Labels> {
        self.labels.as_ref()
    }

    /// The first and the last points in the order of the source, with their groups, where these are known.
    pub fn ends(&self) -> Option<&FirstAndLast> {
        self.ends.as_ref()
    }

    /// The p-quantile, 0 ≤ p ≤ 1, linear between order statistics (the default of R and NumPy).
    pub fn quantile(&self, p: f64) -> f64 {
        quantile(&self.values, p)
    }

    /// `bins` histogram bins of equal width over [min, max], half-open, the last one closed.
    pub fn bins(&self, bins: usize) -> Vec<Bin> {
        let (least, largest) = self.range();
        let edge = |j: usize| match j {
            0 => least,
            _ if j == bins => largest,
            _ => least + (largest - least) * (j as f64 / bins as f64),
        };
        self.bins_between(&(0..=bins).map(edge).collect::<Vec<f64>>())
    }

    /// The bins between these edges, half-open, the last one with all values above.
    pub fn bins_between(&self, edges: &[f64]) -> Vec<Bin> {
        let mut start = 0;
        let bin = |pair: &[f64]| {
            let end = self.values.partition_point(|&x| x < pair[1]);
            let points = start..end;
            start = end;
            Bin { from: pair[0], to: pair[1], points }
        };
        let mut bins: Vec<Bin> = edges.windows(2).map(bin).collect();
        if let Some(last) = bins.last_mut() {
            last.points.end = self.n();
        }
        bins
    }
}

/// The p-quantile of ascending values, linear between order statistics.
pub(crate) fn quantile(values: &[f64], p: f64) -> f64 {
    let last = values.len() - 1;
    let place = p * last as f64;
    let below = place.floor() as usize;
    let part = place - below as f64;
    values[below] * (1.0 - part) + values[(below + 1).min(last)] * part
}

/// Where the values end that equal the one at `at`.
fn end_of_run(values: &[f64], at: usize) -> usize {
    // Mostly either all values differ, or many are equal.
    match values.get(at + 1) {
        Some(next) if *next == values[at] => at + values[at..].partition_point(|x| *x <= values[at]),
        _ => at + 1,
    }
}

/// The index of the first point of each different value, if these are few.
fn starts(values: &[f64], distinct: usize) -> Vec<usize> {
    if distinct > MOST_STARTS {
        return Vec::new();
    }
    let after = |at: &usize| Some(end_of_run(values, *at)).filter(|&end| end < values.len());
    std::iter::successors(Some(0), after).collect()
}

/// One bar of the histogram.
#[derive(Clone, Debug, PartialEq)]
pub struct Bin {
    /// The left edge.
    pub from: f64,
    /// The right edge.
    pub to: f64,
    /// Its points, by index into the sorted values.
    pub points: Range<usize>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_runs_come_out_in_order_with_their_labels() {
        let mut builder = DatasetBuilder::default();
        builder.name_labels(vec!["low".into(), "high".into()]).unwrap();
        builder.add_of_one(vec![3.0, 1.0, 2.0], 0).unwrap();
        builder.add_of_one(vec![2.5, 9.0], 1).unwrap();
        builder.add_labelled(vec![7.0, 0.5], vec![1, 0]).unwrap();
        let data = builder.finish().unwrap();
        assert_eq!(data.values(), [0.5, 1.0, 2.0, 2.5, 3.0, 7.0, 9.0]);
        let labels = data.labels().unwrap();
        assert_eq!(labels.of(), [0, 0, 0, 1, 0, 1, 1]);
        assert_eq!(labels.count(1..6), [3, 2]);
        let ends = data.ends().unwrap();
        assert_eq!(ends.first[..2], [(3.0, 0), (1.0, 0)]); // as they came
        assert_eq!(ends.last[5..], [(7.0, 1), (0.5, 0)]);
    }

    #[test]
    fn equal_values_are_counted_in_any_range_few_or_many() {
        let few: Vec<f64> = [2.0, 1.0, 3.0, 1.0, 3.0, 3.0, 1.0].to_vec();
        let many: Vec<f64> = (0..3 * MOST_STARTS).map(|i| (i / 2) as f64).collect();
        for values in [few, many] {
            let data = Dataset::new(values).unwrap();
            assert_eq!(data.starts.is_empty(), data.distinct() > MOST_STARTS);
            for range in [0..data.n(), 1..data.n() - 1, 2..3, 3..3] {
                let counted: Vec<f64> = data
                    .distinct_in(range.clone())
                    .flat_map(|(x, count)| std::iter::repeat_n(x, count))
                    .collect();
                assert_eq!(counted, data.values()[range.clone()], "{range:?}");
                let distinct: Vec<f64> = data.distinct_in(range).map(|(x, _)| x).collect();
                assert!(distinct.windows(2).all(|pair| pair[0] < pair[1]));
            }
        }
    }

    #[test]
    fn bins_are_half_open_and_the_last_is_closed() {
        let data = Dataset::new(vec![0.0, 1.0, 1.0, 2.0, 3.0, 4.0]).unwrap();
        let counts: Vec<usize> = data.bins(4).iter().map(|b| b.points.len()).collect();
        assert_eq!(counts, [1, 2, 1, 2]);
    }

    #[test]
    fn far_from_zero_the_sd_keeps_its_digits() {
        let near: Vec<f64> = (0..1000).map(|i| f64::from(i) / 8.0).collect();
        let far = near.iter().map(|x| x + 1e6).collect();
        let (near, far) = (Dataset::new(near).unwrap(), Dataset::new(far).unwrap());
        assert_eq!(near.sd(), far.sd());
        assert_eq!(near.mean() + 1e6, far.mean());
    }

    #[test]
    fn a_bad_number_is_named_by_its_place() {
        let error = Dataset::new(vec![1.0, 2.0, f64::NAN]).unwrap_err();
        assert!(error.to_string().starts_with("value 3 is NaN"), "{error}");
        assert_eq!(Dataset::new(vec![5.0, 5.0]).unwrap_err(), DataError::AllEqual(2, 5.0));
        assert_eq!(Dataset::new(vec![]).unwrap_err(), DataError::Empty);
    }

    #[test]
    fn quantiles_are_numpys() {
        let data = Dataset::new(vec![4.0, 1.0, 3.0, 2.0]).unwrap();
        assert_eq!(data.quantile(0.25), 1.75); // numpy.quantile([1, 2, 3, 4], 0.25)
        assert_eq!(data.quantile(1.0), 4.0);
    }
}
