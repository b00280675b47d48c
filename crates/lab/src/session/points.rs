//! The points as a CSV table: each with its responsibilities under the present parameters.
//!
//! A table of ten million points is long work. It is written slice by slice, from the state at the time of the
//! call, whatever changes meanwhile.

use super::Session;
use crate::dataset::Dataset;
use crate::letter::letter;
use crate::mixture::Mixture;
use crate::scenario::number;
use std::fmt::Write;
use std::sync::Arc;

/// Rows in a slice: some milliseconds of work, and at most half a megabyte of text.
const SLICE: usize = 2000;

/// The rows that are still to be written, in ascending order of the points.
#[derive(Clone, Debug)]
pub struct PointsCsv {
    data: Arc<Dataset>,
    mixture: Mixture,
    next: usize,
}

impl Session {
    /// Begins to write the points, each with its responsibilities, as CSV.
    pub fn points(&self) -> PointsCsv {
        let mixture = self.em.present().mixture.clone();
        PointsCsv { data: Arc::clone(&self.loaded.data), mixture, next: 0 }
    }
}

impl PointsCsv {
    /// Writes the next slice of the table, the first one with its header; `None` when all is
    /// written. Numbers have the fewest digits that parse to the same bits.
    pub fn advance(&mut self) -> Option<String> {
        let values = &self.data.values()[self.next..];
        let values = &values[..values.len().min(SLICE)];
        if values.is_empty() {
            return None;
        }
        let mut text = String::new();
        if self.next == 0 {
            text.push_str("value");
            (0..self.mixture.k()).for_each(|k| _ = write!(text, ",responsibility_{}", letter(k)));
            text.push('\n');
        }
        for &value in values {
            text.push_str(&number(value));
            for responsibility in self.mixture.responsibilities(value) {
                text.push(',');
                text.push_str(&number(responsibility));
            }
            text.push('\n');
        }
        self.next += values.len();
        Some(text)
    }

    /// How much is written, 0 to 1.
    pub fn progress(&self) -> f64 {
        self.next as f64 / self.data.n() as f64
    }
}
