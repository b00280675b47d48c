//! The points as a CSV table: each with its responsibilities under the present parameters.
//!
//! A table of ten million points is long work. It is written slice by slice, from the state at the time of the
//! call, whatever changes meanwhile.

use super::{Line, Plane, Session, Space};
use crate::float::float;
use crate::letter::letter;
use crate::plane::Point;
use crate::scenario::{Dim, MAX_VALUES_TEXT, number};
use std::fmt::Write;
use std::sync::Arc;

/// Rows in a slice: some milliseconds of work, and at most half a megabyte of text.
const SLICE: usize = 2000;

/// The rows that are still to be written: values in ascending order, points of the plane as they came.
#[derive(Clone, Debug)]
pub struct PointsCsv<S: Space = Line> {
    data: Arc<S::Data>,
    mixture: S::Mixture,
    n: usize,
    next: usize,
}

impl<S: Space> Session<S> {
    /// Begins to write the points, each with its responsibilities, as CSV.
    pub fn points(&self) -> PointsCsv<S> {
        let mixture = self.em.present().mixture.clone();
        PointsCsv { data: Arc::clone(&self.loaded.data), mixture, n: self.em.model().n(), next: 0 }
    }
}

impl Session<Plane> {
    /// The points, if a link can carry them as own data; `None` if they are too many. Where it could not because of
    /// their digits, they are rounded to so many decimals of x and of y.
    pub fn few_points(&self, decimals: [u32; 2]) -> Option<Vec<Point>> {
        let data = &self.loaded.data;
        let carried = |points| {
            let mut own = self.scenario().with_own(Dim::Two);
            own.set_points(Some(points));
            own.carries_data().then(|| own.plane?.values)?
        };
        if data.n() > MAX_VALUES_TEXT / 4 + 1 {
            return None; // a point takes at least four characters
        }
        let round = |x: f64, decimals: u32| float(&format!("{x:.*}", decimals as usize)).unwrap_or(x);
        let rounded = |point: Point| [0, 1].map(|axis| round(point[axis], decimals[axis].min(12)));
        carried(data.points().collect()).or_else(|| carried(data.points().map(rounded).collect()))
    }
}

impl<S: Space> PointsCsv<S> {
    /// Writes the next slice of the table, the first one with its header; `None` when all is
    /// written. Numbers have the fewest digits that parse to the same bits.
    pub fn advance(&mut self) -> Option<String> {
        let points = self.next..(self.next + SLICE).min(self.n);
        if points.is_empty() {
            return None;
        }
        let mut text = String::new();
        if self.next == 0 {
            text.push_str(S::COLUMNS);
            (0..S::k(&self.mixture)).for_each(|k| _ = write!(text, ",responsibility_{}", letter(k)));
            text.push('\n');
        }
        for i in points.clone() {
            let mut separator = "";
            let point = S::point(&self.data, i);
            for value in S::numbers(&point).into_iter().chain(S::responsibilities(&self.mixture, &point)) {
                text.push_str(separator);
                text.push_str(&number(value));
                separator = ",";
            }
            text.push('\n');
        }
        self.next = points.end;
        Some(text)
    }

    /// How much is written, 0 to 1.
    pub fn progress(&self) -> f64 {
        self.next as f64 / self.n as f64
    }
}
