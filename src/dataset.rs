//! The data: numbers in order, and, where it is known, which group each one came from.
//!
//! Order costs one sort and pays for ever: a histogram's bin is a slice, a quantile is an
//! index, and neighbours in memory are neighbours on the axis.

use crate::mixture::LARGEST;
use std::collections::BinaryHeap;
use std::fmt;
use std::ops::Range;

/// The most values a data set may hold.
pub const MAX_VALUES: usize = 10_000_000;

/// The most different labels: more is a column of something else.
pub const MAX_LABELS: usize = 20;

/// Sorted values, at least two of them different, and their true labels where known.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    values: Vec<f64>,
    labels: Option<Labels>,
    mean: f64,
    sd: f64,
    distinct: usize,
}

/// Which group each point truly came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Labels {
    /// For point i the index of its group in `names`.
    pub of: Vec<u8>,
    /// The groups' names: a process's number, or the words of a label column.
    pub names: Vec<String>,
}

/// Why numbers cannot be a data set.
#[derive(Clone, Debug, PartialEq)]
pub enum DataError {
    /// There is no number at all.
    Empty,
    /// More than [`MAX_VALUES`] numbers.
    TooMany(usize),
    /// A number that is not finite, or too large: its place (from 1) and its value.
    OutOfRange(usize, f64),
    /// All numbers are equal (n of them): no Gaussian has a width on them.
    AllEqual(usize, f64),
    /// As many labels as values are needed: (labels, values).
    LabelCount(usize, usize),
    /// More than [`MAX_LABELS`] different labels.
    TooManyLabels(usize),
}

impl fmt::Display for DataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "there are no numbers in the data: give at least two different ones"),
            Self::TooMany(n) => {
                write!(f, "{n} values are more than the {MAX_VALUES} that fit: take a sample of them")
            }
            Self::OutOfRange(place, x) => write!(
                f,
                "value {place} is {x}: every value must be a finite number between -{LARGEST:e} and {LARGEST:e}; leave it out or change the unit"
            ),
            Self::AllEqual(1, x) => {
                write!(f, "there is one value only, {x}: EM needs at least two different ones")
            }
            Self::AllEqual(n, x) => write!(
                f,
                "all {n} values equal {x}, or differ by nothing that can be told apart: EM needs at least two different ones"
            ),
            Self::LabelCount(labels, values) => {
                write!(f, "{labels} labels for {values} values: give one label for each value, or none")
            }
            Self::TooManyLabels(n) => write!(
                f,
                "{n} different labels are more than {MAX_LABELS}: choose the column that says the group"
            ),
        }
    }
}

impl std::error::Error for DataError {}

impl Dataset {
    /// Sorts `values` into a data set without labels.
    pub fn new(values: Vec<f64>) -> Result<Self, DataError> {
        let mut gathering = Gathering::default();
        gathering.add(values)?;
        gathering.finish()
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

    /// The p-quantile, 0 ≤ p ≤ 1, linear between order statistics (the default of R and NumPy).
    pub fn quantile(&self, p: f64) -> f64 {
        let place = p * (self.n() - 1) as f64;
        let below = place.floor() as usize;
        let above = (below + 1).min(self.n() - 1);
        let part = place - below as f64;
        self.values[below] * (1.0 - part) + self.values[above] * part
    }

    /// `bins` histogram bins of equal width over [min, max], half-open, the last one closed.
    pub fn bins(&self, bins: usize) -> Vec<Bin> {
        let (least, largest) = self.range();
        let edge = |j: usize| match j {
            0 => least,
            _ if j == bins => largest,
            _ => least + (largest - least) * (j as f64 / bins as f64),
        };
        let mut start = 0;
        (0..bins)
            .map(|j| {
                let end =
                    if j + 1 == bins { self.n() } else { self.values.partition_point(|&x| x < edge(j + 1)) };
                let points = start..end;
                start = end;
                Bin { from: edge(j), to: edge(j + 1), points }
            })
            .collect()
    }
}

/// One bar of the histogram.
#[derive(Clone, Debug, PartialEq)]
pub struct Bin {
    /// The left edge.
    pub from: f64,
    /// The right edge.
    pub to: f64,
    /// Which points, by index into the sorted values, stand in it.
    pub points: Range<usize>,
}

/// How many values one slice of work takes in: about a millisecond's worth.
pub const SLICE: usize = 1 << 16;

/// A data set in the making: sorted runs that are merged slice by slice, so that ten
/// million values never keep the page from answering.
#[derive(Debug, Default)]
pub struct Gathering {
    runs: Vec<Run>,
    taken: usize,
    heads: BinaryHeap<Head>,
    merged: Vec<f64>,
    merged_labels: Vec<u8>,
    label_names: Option<Vec<String>>,
}

/// Values in descending order (the least is popped off the end), all of one label or each with its own.
#[derive(Debug)]
struct Run {
    values: Vec<f64>,
    label: RunLabel,
}

#[derive(Debug)]
enum RunLabel {
    None,
    One(u8),
    Each(Vec<u8>),
}

/// The least value left in a run; ordered so that the heap gives the smallest, ties to the earlier run.
#[derive(Debug, PartialEq)]
struct Head {
    value: f64,
    run: usize,
}

impl Eq for Head {}

impl PartialOrd for Head {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Head {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        other.value.total_cmp(&self.value).then(other.run.cmp(&self.run))
    }
}

impl Gathering {
    /// How many values have come in so far.
    pub fn taken(&self) -> usize {
        self.taken
    }

    /// How many of them stand in order already.
    pub fn merged(&self) -> usize {
        self.merged.len()
    }

    /// Names the groups that labels point at: every run must then carry labels.
    pub fn name_labels(&mut self, names: Vec<String>) -> Result<(), DataError> {
        if names.len() > MAX_LABELS {
            return Err(DataError::TooManyLabels(names.len()));
        }
        self.label_names = Some(names);
        Ok(())
    }

    /// Takes in unlabelled values.
    pub fn add(&mut self, values: Vec<f64>) -> Result<(), DataError> {
        self.add_run(values, RunLabel::None)
    }

    /// Takes in values that all come from one group.
    pub fn add_of_one(&mut self, values: Vec<f64>, label: u8) -> Result<(), DataError> {
        self.add_run(values, RunLabel::One(label))
    }

    /// Takes in values with a label for each.
    pub fn add_labelled(&mut self, values: Vec<f64>, labels: Vec<u8>) -> Result<(), DataError> {
        self.add_run(values, RunLabel::Each(labels))
    }

    fn add_run(&mut self, mut values: Vec<f64>, mut label: RunLabel) -> Result<(), DataError> {
        // The place names the number where it stood: look before the sort.
        if let Some(i) = values.iter().position(|x| !(x.is_finite() && x.abs() <= LARGEST)) {
            return Err(DataError::OutOfRange(self.taken + i + 1, values[i]));
        }
        if self.taken + values.len() > MAX_VALUES {
            return Err(DataError::TooMany(self.taken + values.len()));
        }
        if let RunLabel::Each(labels) = &mut label {
            if labels.len() != values.len() {
                return Err(DataError::LabelCount(labels.len(), values.len()));
            }
            let mut order: Vec<usize> = (0..values.len()).collect();
            order.sort_by(|&a, &b| values[b].total_cmp(&values[a]));
            *labels = order.iter().map(|&i| labels[i]).collect();
            values = order.iter().map(|&i| values[i]).collect();
        } else {
            values.sort_unstable_by(|a, b| b.total_cmp(a));
        }
        self.taken += values.len();
        if !values.is_empty() {
            self.runs.push(Run { values, label });
        }
        Ok(())
    }

    /// Merges up to [`SLICE`] more values into order; true when all stand in order.
    pub fn merge(&mut self) -> bool {
        if self.merged.is_empty() {
            self.merged.reserve_exact(self.taken);
            if self.label_names.is_some() {
                self.merged_labels.reserve_exact(self.taken);
            }
            let heads = self.runs.iter().enumerate();
            self.heads =
                heads.filter_map(|(run, r)| r.values.last().map(|&value| Head { value, run })).collect();
        }
        for _ in 0..SLICE {
            let Some(mut head) = self.heads.peek_mut() else { return true };
            let run = &mut self.runs[head.run];
            run.values.pop();
            self.merged.push(head.value);
            match &mut run.label {
                RunLabel::None => {}
                RunLabel::One(label) => self.merged_labels.push(*label),
                RunLabel::Each(labels) => self.merged_labels.extend(labels.pop()),
            }
            match run.values.last() {
                Some(&value) => head.value = value,
                None => {
                    run.values = Vec::new(); // a million values given back at once
                    std::collections::binary_heap::PeekMut::pop(head);
                }
            }
        }
        self.heads.is_empty()
    }

    /// The data set, once every value stands in order.
    pub fn finish(mut self) -> Result<Dataset, DataError> {
        while !self.merge() {}
        let values = self.merged;
        let n = values.len();
        if n == 0 {
            return Err(DataError::Empty);
        }
        if self.label_names.is_some() && self.merged_labels.len() != n {
            return Err(DataError::LabelCount(self.merged_labels.len(), n));
        }
        // Sums run over differences to the middle value and block by block: no digits are lost far from zero.
        let middle = values[n / 2];
        let mean = middle + blockwise_sum(&values, |x| x - middle) / n as f64;
        let sd = (blockwise_sum(&values, |x| (x - mean) * (x - mean)) / n as f64).sqrt();
        let distinct = 1 + values.windows(2).filter(|pair| pair[0] < pair[1]).count();
        let labels = self.label_names.map(|names| Labels { of: self.merged_labels, names });
        if distinct >= 2 && sd >= LARGEST.recip() {
            Ok(Dataset { values, labels, mean, sd, distinct })
        } else {
            Err(DataError::AllEqual(n, values[0]))
        }
    }
}

/// Σ f(x), summed in blocks so that the rounding error grows with √n's root rather than with n.
fn blockwise_sum(values: &[f64], f: impl Fn(f64) -> f64) -> f64 {
    values.chunks(1024).map(|block| block.iter().map(|&x| f(x)).sum::<f64>()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_runs_come_out_in_order_with_their_labels() {
        let mut gathering = Gathering::default();
        gathering.name_labels(vec!["low".into(), "high".into()]).unwrap();
        gathering.add_of_one(vec![3.0, 1.0, 2.0], 0).unwrap();
        gathering.add_of_one(vec![2.5, 9.0], 1).unwrap();
        gathering.add_labelled(vec![7.0, 0.5], vec![1, 0]).unwrap();
        let data = gathering.finish().unwrap();
        assert_eq!(data.values(), [0.5, 1.0, 2.0, 2.5, 3.0, 7.0, 9.0]);
        assert_eq!(data.labels().unwrap().of, [0, 0, 0, 1, 0, 1, 1]);
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
