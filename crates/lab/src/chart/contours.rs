//! Contours: the lines of equal height through a grid of heights.
//!
//! Marching squares: each square of four neighbours gives segments from side to side, with ends
//! where linear interpolation along the side reaches the level. Two squares share a side and so the
//! end on it; by these ends the segments are joined to lines.

/// Heights at each column of each row, row by row.
#[derive(Clone, Copy)]
pub struct Grid<'a> {
    pub values: &'a [f64],
    pub columns: usize,
}

/// A place on the grid, in columns and rows.
pub type GridPlace = (f64, f64);

impl Grid<'_> {
    pub fn rows(&self) -> usize {
        self.values.len() / self.columns.max(1)
    }

    pub fn height(&self, column: usize, row: usize) -> f64 {
        self.values[row * self.columns + column]
    }

    /// The heights along a row, interpolated between the grid's rows; outside, the nearest row.
    pub fn row(&self, row: f64) -> GridRow {
        let (r, part) = split(row, self.rows());
        let next = (r + 1).min(self.rows() - 1);
        let height = |c: usize| mix(self.height(c, r), self.height(c, next), part);
        GridRow((0..self.columns).map(height).collect())
    }
}

/// The heights along a row.
pub struct GridRow(Vec<f64>);

impl GridRow {
    /// The height at a column, interpolated between the grid's columns.
    pub fn between(&self, column: f64) -> f64 {
        let (c, part) = split(column, self.0.len());
        mix(self.0[c], self.0[(c + 1).min(self.0.len() - 1)], part)
    }
}

fn mix(a: f64, b: f64, part: f64) -> f64 {
    a * (1.0 - part) + b * part
}

fn split(place: f64, count: usize) -> (usize, f64) {
    let place = place.clamp(0.0, (count - 1) as f64);
    (place.floor() as usize, place.fract())
}

/// A side of a square: twice the index of its lower or left end, plus one if it is vertical.
type Side = usize;
/// No side.
const NONE: Side = Side::MAX;

/// The lines along which the grid has this height.
pub fn contours(grid: Grid, level: f64) -> Vec<Vec<GridPlace>> {
    let segments = segments(grid, level);
    // for each side the one or two sides that segments join it to
    let mut around = vec![[NONE; 2]; 2 * grid.values.len()];
    for &(a, b) in &segments {
        for (from, to) in [(a, b), (b, a)] {
            let free = usize::from(around[from][0] != NONE);
            around[from][free] = to;
        }
    }
    let mut done = vec![false; around.len()];
    let sides = || segments.iter().flat_map(|&(a, b)| [a, b]);
    let mut lines = Vec::new();
    // open lines first, from their ends; the rest are closed
    for start in sides().filter(|&side| around[side][1] == NONE).chain(sides()) {
        let mut line = Vec::new();
        let mut next = (!done[start]).then_some(start);
        while let Some(side) = next {
            done[side] = true;
            line.push(side);
            next = around[side].into_iter().find(|&side| side != NONE && !done[side]);
        }
        if line.len() > 2 && around[line[line.len() - 1]].contains(&start) {
            line.push(start);
        }
        if line.len() > 1 {
            lines.push(line.into_iter().map(|side| place(grid, side, level)).collect());
        }
    }
    lines
}

/// Where the level crosses a side.
fn place(grid: Grid, side: Side, level: f64) -> GridPlace {
    let (index, upwards) = (side / 2, side % 2 == 1);
    let (column, row) = (index % grid.columns, index / grid.columns);
    let other = index + if upwards { grid.columns } else { 1 };
    let (from, to) = (grid.values[index], grid.values[other]);
    let part = ((level - from) / (to - from)).clamp(0.0, 1.0);
    let part = if part.is_finite() { part } else { 0.5 };
    if upwards { (column as f64, row as f64 + part) } else { (column as f64 + part, row as f64) }
}

/// The segments of the lines, from side to side of each square.
fn segments(grid: Grid, level: f64) -> Vec<(Side, Side)> {
    let mut found = Vec::new();
    for row in 0..grid.rows().saturating_sub(1) {
        for column in 0..grid.columns.saturating_sub(1) {
            let index = row * grid.columns + column;
            // around the square from its lower left corner
            let corners = [index, index + 1, index + 1 + grid.columns, index + grid.columns];
            let above = corners.map(|corner| grid.values[corner] > level);
            if above == [true; 4] || above == [false; 4] {
                continue;
            }
            let sides = [2 * index, 2 * (index + 1) + 1, 2 * (index + grid.columns), 2 * index + 1];
            let crossed: Vec<usize> = (0..4).filter(|&j| above[j] != above[(j + 1) % 4]).collect();
            match crossed[..] {
                [a, b] => found.push((sides[a], sides[b])),
                [..] => {
                    // a saddle: the height in the middle decides which corners are connected
                    let middle = 0.25 * corners.iter().map(|&corner| grid.values[corner]).sum::<f64>();
                    let pairs =
                        if (middle > level) == above[0] { [(0, 1), (2, 3)] } else { [(3, 0), (1, 2)] };
                    found.extend(pairs.map(|(a, b)| (sides[a], sides[b])));
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: usize = 41;

    fn grid(height: impl Fn(f64, f64) -> f64) -> Vec<f64> {
        (0..COLUMNS * COLUMNS)
            .map(|j| height((j % COLUMNS) as f64 - 20.0, (j / COLUMNS) as f64 - 20.0))
            .collect()
    }

    fn lines(values: &[f64], level: f64) -> Vec<Vec<GridPlace>> {
        contours(Grid { values, columns: COLUMNS }, level)
    }

    #[test]
    fn a_hill_has_one_closed_contour() {
        let hill = grid(|x, y| -x * x - y * y);
        let found = lines(&hill, -100.0);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].first(), found[0].last());
        for &(x, y) in &found[0] {
            assert!(((x - 20.0).hypot(y - 20.0) - 10.0).abs() < 0.05, "{x} {y}");
        }
    }

    #[test]
    fn a_slope_has_open_contours_from_border_to_border() {
        let found = lines(&grid(|x, y| x + 0.5 * y), 3.2);
        assert_eq!(found.len(), 1);
        let on_border =
            |&(x, y): &GridPlace| [x, y].into_iter().any(|v| v == 0.0 || v == (COLUMNS - 1) as f64);
        assert!(on_border(&found[0][0]) && on_border(&found[0][found[0].len() - 1]));
        assert!(found[0].iter().all(|(x, y)| (x - 20.0 + 0.5 * (y - 20.0) - 3.2).abs() < 1e-9));
    }

    #[test]
    fn two_tops_have_two_contours_and_lower_down_one() {
        let tops = grid(|x, y| {
            let top = |at: f64| (-((x - at).powi(2) + y * y) / 40.0).exp();
            top(-9.0) + top(9.0)
        });
        assert_eq!(lines(&tops, 0.8).len(), 2);
        assert_eq!(lines(&tops, 0.1).len(), 1);
    }

    #[test]
    fn a_saddle_has_two_lines_that_do_not_cross() {
        let found = lines(&grid(|x, y| x * y), 0.3);
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn in_a_saddle_the_middle_decides_which_corners_are_connected() {
        // high at the lower left and upper right, 0.5 in the middle
        let values = [1.0, 0.0, 0.0, 1.0];
        let around = |level: f64, corners: [GridPlace; 2]| {
            let found = contours(Grid { values: &values, columns: 2 }, level);
            assert_eq!(found.len(), 2);
            for (line, corner) in found.iter().zip(corners) {
                let far = line.iter().map(|at| (at.0 - corner.0).hypot(at.1 - corner.1));
                assert!(far.fold(0.0, f64::max) < 0.5, "{level}: {line:?} around {corner:?}");
            }
        };
        around(0.4, [(1.0, 0.0), (0.0, 1.0)]);
        around(0.6, [(0.0, 0.0), (1.0, 1.0)]);
    }

    #[test]
    fn equal_heights_have_no_contour() {
        assert!(lines(&grid(|_, _| 1.0), 1.0).is_empty());
        assert!(contours(Grid { values: &[], columns: 0 }, 1.0).is_empty());
    }

    #[test]
    fn heights_between_the_grids_are_interpolated() {
        let slope = grid(|x, y| 2.0 * x - y);
        let grid = Grid { values: &slope, columns: COLUMNS };
        assert!((grid.row(17.5).between(20.25) - (0.5 + 2.5)).abs() < 1e-9);
        assert_eq!(grid.row(-5.0).between(-5.0), grid.height(0, 0));
        assert_eq!(grid.row(99.0).between(99.0), grid.height(40, 40));
    }
}
