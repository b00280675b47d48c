//! Builds a data set in slices, so that a page can load ten million values and still answer.
//!
//! Values come in as runs, each of which is sorted at once. The runs are then merged, and the whole is
//! measured.

use super::measuring::Measuring;
use super::{Dataset, Labels, MAX_LABELS, MAX_VALUES, starts};
use crate::mixture::LARGEST;
use crate::order::{descend, insertion_sort, ranked};
use crate::panels::Panels;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::fmt;

/// Why numbers cannot be a data set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DataError {
    /// There is no number at all.
    Empty,
    /// More than [`MAX_VALUES`] numbers.
    TooMany,
    /// A number that is not finite, or too large: its place (from 1) and its value.
    OutOfRange(usize, f64),
    /// All numbers are equal (n of them): no Gaussian has a width on them.
    AllEqual(usize, f64),
    /// As many labels as values are needed: (labels, values).
    LabelCount(usize, usize),
    /// More than [`MAX_LABELS`] different labels.
    TooManyLabels,
}

impl fmt::Display for DataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "there are no values: give at least two different ones"),
            Self::TooMany => write!(f, "there are more than {MAX_VALUES} values"),
            Self::OutOfRange(place, x) => write!(
                f,
                "value {place} is {x:?}: it must be a finite number between -{LARGEST:e} and {LARGEST:e}"
            ),
            Self::AllEqual(1, _) => write!(f, "one value is too few: give at least two different ones"),
            Self::AllEqual(n, x) => {
                write!(f, "of {n} values none can be told from {x:?}: give at least two different ones")
            }
            Self::LabelCount(labels, values) => write!(f, "{labels} labels for {values} values"),
            Self::TooManyLabels => write!(f, "there are more than {MAX_LABELS} different labels"),
        }
    }
}

impl std::error::Error for DataError {}

/// Values that one slice of work goes over: about a millisecond.
pub const SLICE: usize = 1 << 16;

/// Takes in values, then sorts and measures them slice by slice.
#[derive(Debug, Default)]
pub struct DatasetBuilder {
    runs: Vec<Run>,
    taken: usize,
    heads: BinaryHeap<Head>,
    merged: Vec<f64>,
    merged_labels: Vec<u8>,
    label_names: Option<Vec<String>>,
    /// For each label as it came its place among the names.
    label_places: Vec<u8>,
    ends: FirstAndLast,
    measuring: Measuring,
}

/// Points kept at either end of the source.
const REMEMBERED: usize = 100;

/// The first and the last points in the order of the source, before any sorting, with their groups:
/// the top and the bottom of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FirstAndLast {
    /// The first 100.
    pub first: Vec<(f64, u8)>,
    /// The last 100.
    pub last: Vec<(f64, u8)>,
}

impl FirstAndLast {
    fn pass(&mut self, values: &[f64], label: &RunLabel) {
        let point = |i: usize| {
            let group = match label {
                RunLabel::None => return None,
                RunLabel::One(group) => *group,
                RunLabel::Each(groups) => *groups.get(i)?,
            };
            Some((values[i], group))
        };
        let missing = REMEMBERED.saturating_sub(self.first.len());
        self.first.extend((0..values.len().min(missing)).filter_map(point));
        self.last.extend((values.len().saturating_sub(REMEMBERED)..values.len()).filter_map(point));
        self.last.drain(..self.last.len().saturating_sub(REMEMBERED));
    }

    /// Each label's place among the names, for what it was called as it came.
    fn place(&mut self, places: &[u8]) {
        for (_, label) in self.first.iter_mut().chain(&mut self.last) {
            *label = places.get(usize::from(*label)).copied().unwrap_or(*label);
        }
    }
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

impl DatasetBuilder {
    /// How many values have come in so far.
    pub fn taken(&self) -> usize {
        self.taken
    }

    /// How much of the ordering and measuring is done, 0 to 1.
    pub fn progress(&self) -> f64 {
        let of = |count: usize| count as f64 / (self.taken as f64).max(1.0);
        0.8 * of(self.merged.len()) + 0.2 * self.measuring.progress(self.taken)
    }

    /// Names the groups that labels point at: every run must carry labels.
    pub fn name_labels(&mut self, names: Vec<String>) -> Result<(), DataError> {
        if names.len() > MAX_LABELS {
            return Err(DataError::TooManyLabels);
        }
        self.label_places = (0..names.len() as u8).collect();
        self.label_names = Some(names);
        Ok(())
    }

    /// As [`DatasetBuilder::name_labels`], for names in the order in which they came: they are put
    /// in their own order, which is that of the numbers if `number` reads one in each.
    pub fn name_and_order_labels(
        &mut self,
        names: Vec<String>,
        number: fn(&str) -> Option<f64>,
    ) -> Result<(), DataError> {
        let mut order: Vec<usize> = (0..names.len()).collect();
        let numbers: Option<Vec<f64>> = names.iter().map(|name| number(name)).collect();
        insertion_sort(&mut order, |&a, &b| match &numbers {
            Some(numbers) => numbers[a].total_cmp(&numbers[b]).is_lt(),
            None => names[a] < names[b],
        });
        self.name_labels(order.iter().map(|&came| names[came].clone()).collect())?;
        for (place, &came) in order.iter().enumerate() {
            self.label_places[came] = place as u8;
        }
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
        // Before sorting, while the place is still that in the source.
        if let Some(i) = values.iter().position(|x| !(x.is_finite() && x.abs() <= LARGEST)) {
            return Err(DataError::OutOfRange(self.taken + i + 1, values[i]));
        }
        if self.taken + values.len() > MAX_VALUES {
            return Err(DataError::TooMany);
        }
        values.iter_mut().for_each(|x| *x += 0.0); // −0 becomes 0: one zero sorts and prints alike
        self.ends.pass(&values, &label);
        if let RunLabel::Each(labels) = &mut label {
            if labels.len() != values.len() {
                return Err(DataError::LabelCount(labels.len(), values.len()));
            }
            let order = ranked(&values);
            *labels = order.iter().map(|&i| labels[i]).collect();
            values = order.iter().map(|&i| values[i]).collect();
        } else {
            descend(&mut values);
        }
        self.taken += values.len();
        if !values.is_empty() {
            self.runs.push(Run { values, label });
        }
        Ok(())
    }

    /// Does one slice of ordering and measuring; true when both are done.
    pub fn advance(&mut self) -> bool {
        let groups = self.label_names.as_ref().map_or(0, Vec::len);
        self.taken == 0
            || self.merge() && self.measuring.advance(&self.merged, &self.merged_labels, groups, SLICE)
    }

    /// Merges up to [`SLICE`] more values into order; true when all stand in order.
    fn merge(&mut self) -> bool {
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
                RunLabel::Each(labels) => {
                    let place = |label| self.label_places.get(usize::from(label)).copied().unwrap_or(label);
                    self.merged_labels.extend(labels.pop().map(place));
                }
            }
            match run.values.last() {
                Some(&value) => head.value = value,
                None => {
                    run.values = Vec::new(); // frees its memory at once
                    PeekMut::pop(head);
                }
            }
        }
        self.heads.is_empty()
    }

    /// The data set; what is left of sorting and measuring is done at once.
    pub fn finish(mut self) -> Result<Dataset, DataError> {
        if self.taken == 0 {
            return Err(DataError::Empty);
        }
        while !self.advance() {}
        let (values, Measuring { mean, sd, distinct, labels: counted, .. }) = (self.merged, self.measuring);
        let n = values.len();
        if self.label_names.is_some() && self.merged_labels.len() != n {
            return Err(DataError::LabelCount(self.merged_labels.len(), n));
        }
        if !(distinct >= 2 && sd >= LARGEST.recip()) {
            return Err(DataError::AllEqual(n, values[0]));
        }
        self.ends.place(&self.label_places);
        let ends = self.label_names.is_some().then_some(self.ends);
        let labels = self.label_names.map(|names| Labels::counted(self.merged_labels, names, counted));
        let starts = starts(&values, distinct);
        Ok(Dataset { panels: Panels::new(&values), values, labels, ends, mean, sd, distinct, starts })
    }
}
