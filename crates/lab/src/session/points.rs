//! The points as a table: each with the responsibilities that the present parameters give it.
//!
//! The table of ten million points is long work: it is written slice by slice, from the state
//! as it was when it was asked for, whatever is done to the lab meanwhile.

use super::Session;
use crate::dataset::Dataset;
use crate::letter::letter;
use crate::mixture::Mixture;
use crate::scenario::number;
use std::fmt::Write;
use std::sync::Arc;

/// Rows to a slice: some milliseconds' work, and half a megabyte of text at most.
const SLICE: usize = 2000;

/// The rows that are still to be written, of points from the lowest to the highest.
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
        PointsCsv { data: Arc::clone(&self.sourced.data), mixture, next: 0 }
    }
}

impl PointsCsv {
    /// Writes the next slice of the table, the first one under its header; `None` once all is
    /// written. Numbers are in the fewest digits that parse to the same bits.
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
