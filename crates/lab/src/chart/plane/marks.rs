//! What is drawn of the points: a pie for each, or the cells of a grid that they are in.

use crate::plane::{Cloud, Point};
use std::ops::Range;

/// The most points that are drawn one by one. More pies would cover each other, and a picture of them would be
/// slow to draw.
pub const MOST_PIES: usize = 400;
/// The most cells of a grid: as many squares, of several colours each, can be drawn in every frame.
pub const MOST_CELLS: usize = 1500;
/// The most cells in one direction.
const MOST_ACROSS: f64 = 120.0;

/// A point.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Where it is.
    pub at: Point,
    /// Its shares, in the order of [`Bar::shares`](crate::chart::Bar::shares); they sum to at most 1, and the
    /// rest is grey. Empty before the first E step.
    pub shares: Vec<f64>,
}

/// A cell of a grid.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its middle.
    pub centre: Point,
    /// How many points it holds.
    pub count: f64,
    /// How many of them belong to each component, as in [`Bar::shares`](crate::chart::Bar::shares). Points in none
    /// of these shares are drawn grey.
    pub shares: Vec<f64>,
}

/// The points as they are drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Marks {
    /// Few points: each one is a pie.
    Points(Vec<Mark>),
    /// Many points: squares whose areas are the cells' numbers of points, cut into strips by share.
    Cells {
        /// A cell's width and height, in the units of x and y.
        size: [f64; 2],
        /// The cells that hold points.
        cells: Vec<Cell>,
    },
}

impl Marks {
    /// The least and the largest coordinate of each axis; infinite, and the wrong way round, without marks.
    pub(super) fn extents(&self) -> [[f64; 2]; 2] {
        let around = |all: [[f64; 2]; 2], at: Point, half: [f64; 2]| {
            [0, 1].map(|axis| {
                let [low, high] = all[axis];
                [low.min(at[axis] - half[axis]), high.max(at[axis] + half[axis])]
            })
        };
        let none = [[f64::INFINITY, f64::NEG_INFINITY]; 2];
        match self {
            Self::Points(marks) => marks.iter().fold(none, |all, mark| around(all, mark.at, [0.0; 2])),
            Self::Cells { size, cells } => {
                cells.iter().fold(none, |all, cell| around(all, cell.centre, size.map(|size| 0.5 * size)))
            }
        }
    }

    /// The places of the marks, each with its number of points.
    pub(super) fn places(&self) -> Vec<(Point, f64)> {
        match self {
            Self::Points(marks) => marks.iter().map(|mark| (mark.at, 1.0)).collect(),
            Self::Cells { cells, .. } => cells.iter().map(|cell| (cell.centre, cell.count)).collect(),
        }
    }
}

/// A grid of cells over the ranges of x and y.
#[derive(Clone, Debug, PartialEq)]
pub struct CellGrid {
    ranges: [Range<f64>; 2],
    columns: usize,
    rows: usize,
}

impl CellGrid {
    /// With so many columns and rows, of which there is at least one; fewer if there were more than
    /// [`MOST_CELLS`] cells.
    pub fn new(ranges: [Range<f64>; 2], columns: usize, rows: usize) -> Self {
        let columns = columns.clamp(1, MOST_CELLS);
        Self { ranges, columns, rows: rows.clamp(1, MOST_CELLS / columns) }
    }

    /// With as many cells as may be, about as high as wide where the ranges are drawn `aspect` times as wide as
    /// high.
    pub fn of_aspect(ranges: [Range<f64>; 2], aspect: f64) -> Self {
        let columns = (MOST_CELLS as f64 * aspect).sqrt().clamp(MOST_CELLS as f64 / MOST_ACROSS, MOST_ACROSS);
        Self::new(ranges, columns as usize, (MOST_CELLS as f64 / columns) as usize)
    }

    /// How many columns and rows there are.
    pub fn size(&self) -> (usize, usize) {
        (self.columns, self.rows)
    }

    /// The width and the height of a cell.
    pub fn cell_size(&self) -> [f64; 2] {
        let [x, y] = &self.ranges;
        [(x.end - x.start) / self.columns as f64, (y.end - y.start) / self.rows as f64]
    }

    /// The cell of a point, counted from the lower left one along the rows; of a point outside, the nearest.
    pub fn cell_of(&self, point: Point) -> usize {
        let step = |axis: usize, count: usize| {
            let range = &self.ranges[axis];
            let part = (point[axis] - range.start) / (range.end - range.start);
            // NaN, where the range has no width, becomes 0
            ((part * count as f64) as usize).min(count - 1)
        };
        step(1, self.rows) * self.columns + step(0, self.columns)
    }

    /// The cell of each point.
    pub fn cells_of(&self, cloud: &Cloud) -> Vec<usize> {
        cloud.points().map(|point| self.cell_of(point)).collect()
    }

    /// The middle of a cell.
    pub fn centre(&self, cell: usize) -> Point {
        let [width, height] = self.cell_size();
        let (column, row) = (cell % self.columns, cell / self.columns);
        [
            self.ranges[0].start + (column as f64 + 0.5) * width,
            self.ranges[1].start + (row as f64 + 0.5) * height,
        ]
    }

    /// The cells as marks, where point i is in the cell `cell_of[i]`. `add` adds the shares of point i to those of
    /// its cell, of which there are `shares`.
    pub fn marks(&self, cell_of: &[usize], shares: usize, mut add: impl FnMut(usize, &mut [f64])) -> Marks {
        let mut counts = vec![0.0; self.columns * self.rows];
        let mut sums = vec![0.0; counts.len() * shares];
        for (i, &cell) in cell_of.iter().enumerate() {
            let cell = cell.min(counts.len() - 1);
            counts[cell] += 1.0;
            add(i, &mut sums[cell * shares..(cell + 1) * shares]);
        }
        let cell = |j: usize| Cell {
            centre: self.centre(j),
            count: counts[j],
            shares: sums[j * shares..(j + 1) * shares].to_vec(),
        };
        let held = (0..counts.len()).filter(|&j| counts[j] > 0.0);
        Marks::Cells { size: self.cell_size(), cells: held.map(cell).collect() }
    }
}

/// A part of a whole of so many units: where it begins and ends, and the index of its share; none of the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    pub from: i32,
    pub to: i32,
    pub share: Option<usize>,
}

/// Cuts `length` units into parts by share, in order and without gaps: ends are rounded to multiples of `grain`,
/// and what is rounded to nothing is left out. The shares are of `whole`.
pub fn cut(shares: &[f64], whole: f64, length: i32, grain: i32) -> Vec<Part> {
    /// What is left over by rounding is no rest.
    const ROUNDING: f64 = 1e-6;
    let mut parts = Vec::with_capacity(shares.len() + 1);
    let (mut sum, mut from) = (0.0, 0);
    for (j, share) in shares.iter().enumerate() {
        sum += share;
        let end = if sum >= whole * (1.0 - ROUNDING) {
            length
        } else {
            let part = (sum / whole).clamp(0.0, 1.0);
            (part * f64::from(length) / f64::from(grain)).round() as i32 * grain
        };
        let to = end.clamp(from, length);
        if to > from {
            parts.push(Part { from, to, share: Some(j) });
        }
        from = to;
    }
    if from < length {
        parts.push(Part { from, to: length, share: None });
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_follow_each_other_and_fill_the_whole() {
        let part = |from, to, share| Part { from, to, share };
        assert_eq!(cut(&[1.0, 3.0], 4.0, 64, 8), [part(0, 16, Some(0)), part(16, 64, Some(1))]);
        assert_eq!(
            cut(&[1.0, 0.0, 1.0], 4.0, 80, 8),
            [part(0, 24, Some(0)), part(24, 40, Some(2)), part(40, 80, None)]
        );
        assert_eq!(cut(&[0.001, 0.999], 1.0, 240, 1), [part(0, 240, Some(1))]);
        assert_eq!(cut(&[], 7.0, 240, 1), [part(0, 240, None)]);
        // a third is no number of the machine
        assert_eq!(cut(&[1.0 / 3.0; 3], 1.0, 240, 1).last(), Some(&part(160, 240, Some(2))));
    }

    #[test]
    fn whatever_the_shares_are_the_parts_fill_the_whole() {
        for shares in [[f64::NAN, 0.5], [-1.0, 0.5], [f64::INFINITY, 1.0], [1e300, -1e300], [0.0, 0.0]] {
            for whole in [0.0, 1.0, 1e-300, f64::NAN] {
                let parts = cut(&shares, whole, 96, 8);
                assert_eq!((parts[0].from, parts[parts.len() - 1].to), (0, 96), "{shares:?} of {whole}");
                assert!(parts.windows(2).all(|pair| pair[0].to == pair[1].from));
            }
        }
    }

    #[test]
    fn each_point_is_in_the_cell_around_it() {
        let grid = CellGrid::new([0.0..10.0, -5.0..5.0], 20, 7);
        for cell in 0..140 {
            assert_eq!(grid.cell_of(grid.centre(cell)), cell);
        }
        assert_eq!(grid.cell_of([10.0, 5.0]), 139);
        assert_eq!(grid.cell_of([-1e9, -5.0]), 0);
        assert_eq!(CellGrid::new([1.0..1.0, 0.0..1.0], 3, 3).cell_of([1.0, 0.5]), 3);
    }

    #[test]
    fn a_grid_has_no_more_cells_than_may_be_and_they_are_about_square() {
        for aspect in [1e-9, 0.5, 1.0, 2.4, 1e9, f64::NAN] {
            let (columns, rows) = CellGrid::of_aspect([0.0..1.0, 0.0..1.0], aspect).size();
            assert!(
                columns >= 1 && rows >= 1 && columns * rows <= MOST_CELLS,
                "{aspect}: {columns} × {rows}"
            );
            if (0.2..5.0).contains(&aspect) {
                assert!((columns as f64 / rows as f64 / aspect - 1.0).abs() < 0.1, "{aspect}");
            }
        }
        assert_eq!(CellGrid::new([0.0..1.0, 0.0..1.0], 100, 100).size(), (100, 15));
    }

    #[test]
    fn cells_hold_all_points_and_their_shares() {
        let cloud = Cloud::new((0..1000).map(|i| [f64::from(i * 7 % 101), f64::from(i * 13 % 97)]).collect());
        let cloud = cloud.unwrap();
        let grid = CellGrid::of_aspect([0.0..101.0, 0.0..97.0], 1.5);
        let which = grid.cells_of(&cloud);
        let marks = grid.marks(&which, 2, |i, shares| shares[i % 2] += 1.0);
        let Marks::Cells { cells, .. } = marks else { panic!("these are cells") };
        assert_eq!(cells.iter().map(|cell| cell.count).sum::<f64>(), 1000.0);
        assert!(cells.iter().all(|cell| cell.shares.iter().sum::<f64>() == cell.count));
        assert_eq!(cells.iter().map(|cell| cell.shares[0]).sum::<f64>(), 500.0);
    }
}
