//! A cell's rule: the weights of 24 × 24 Chebyshev nodes that sum every polynomial of degree 23 in x and in y
//! over the cell's points exactly.
//!
//! They are computed from the points' moments Σ_i T_a(x_i) T_b(y_i), as a panel's are
//! ([`crate::panels::rule`]), one axis after the other.

use crate::panels::rule::{CHEBYSHEV, MOMENTS, chebyshev, moments_of};
use crate::plane::Point;

/// Nodes along each axis.
pub const NODES: usize = MOMENTS;

/// A number for each node or pair of polynomials: along y within along x.
pub type Square = Box<[[f64; NODES]; NODES]>;

/// Σ_i T_a(x_i) T_b(y_i) of places in \[−1, 1\]².
pub struct Moments(Square);

impl Default for Moments {
    fn default() -> Self {
        Self(Box::new([[0.0; NODES]; NODES]))
    }
}

impl Moments {
    /// Adds at most four points: by fours a moment is seldom fetched.
    pub fn take(&mut self, points: impl Iterator<Item = Point>) {
        let (mut x, mut y) = ([[0.0; NODES]; 4], [[0.0; NODES]; 4]);
        for (i, place) in points.enumerate() {
            [x[i], y[i]] = place.map(polynomials);
        }
        for (a, row) in self.0.iter_mut().enumerate() {
            for (b, sum) in row.iter_mut().enumerate() {
                *sum += x[0][a] * y[0][b] + x[1][a] * y[1][b] + x[2][a] * y[2][b] + x[3][a] * y[3][b];
            }
        }
    }

    /// Adds nodes at these x and y, with their weights.
    pub fn take_nodes(&mut self, places: &[[f64; NODES]; 2], weights: &Square) {
        let moments = along_both(weights, &|axis, weights| moments_of(&places[axis], weights));
        for (sum, moment) in self.0.as_flattened_mut().iter_mut().zip(moments.as_flattened()) {
            *sum += moment;
        }
    }

    /// The weights with these moments.
    pub fn weights(&self) -> Square {
        along_both(&self.0, &|_, moments| chebyshev(moments))
    }
}

/// The nodes' places on an axis, for a cell with this middle and half width.
#[inline(never)] // its loop is unrolled
pub fn nodes(centre: f64, half: f64) -> [f64; NODES] {
    CHEBYSHEV.map(|node| centre + half * node)
}

/// The square with its numbers along y transformed, and then those along x.
#[inline(never)]
fn along_both(square: &Square, transformed: &dyn Fn(usize, &[f64; NODES]) -> [f64; NODES]) -> Square {
    let mut square = square.clone();
    for axis in [1, 0] {
        for row in square.iter_mut() {
            *row = transformed(axis, row);
        }
        for a in 0..NODES {
            for b in 0..a {
                (square[a][b], square[b][a]) = (square[b][a], square[a][b]);
            }
        }
    }
    square
}

/// T_0 … T_23: T_0 = 1, T_1 = t, T_m = 2t T_(m−1) − T_(m−2).
#[inline(never)] // its loop is unrolled
fn polynomials(t: f64) -> [f64; NODES] {
    let (mut before, mut now) = (1.0, t);
    [(); NODES].map(|()| {
        let value = before;
        (before, now) = (now, 2.0 * t * now - before);
        value
    })
}
