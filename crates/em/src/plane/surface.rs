//! The likelihood surface in the plane: the log-likelihood over two numbers of the means, all else held.
//!
//! The two numbers may be of two components, or x and y of one. As in one dimension
//! ([`crate::surface`]) it is the log-likelihood whatever the assignment and the prior, and each cell is exact
//! to rounding; but it is summed over all points. Where two components move, each column's and each row's term
//! of a point is computed once, and a cell costs two additions and a part of a logarithm. Where one moves both
//! ways, each cell costs an exponential too. Where points are many, the coarse surface is summed over some of them.

use super::cloud::Cloud;
use super::kernel::{counted, four};
use super::mixture::{Axis, Component, Mixture, PeakOfFour};
use crate::Error;
use crate::dataset::quantile;
use crate::order::descend;
use crate::surface::{COARSE, LikelihoodSurface, Term, middle, range_around, sum};
use std::sync::Arc;
use wide::f64x4;

/// Points to a block, whose terms are kept while its cells are summed.
const BLOCK: usize = 256;

/// [`default_range`] looks at about so many points: it is asked for with each drawing.
const SAMPLED: usize = 1 << 12;

/// A part of the points is taken in steps of this part of all: they reach every part evenly, whatever the order.
const GOLDEN: f64 = 0.618_033_988_749_894_9;

/// One side of the surface: a coordinate of a component's mean that runs from one value to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeanAxis {
    /// The component.
    pub component: usize,
    /// Which coordinate of its mean.
    pub coordinate: Axis,
    /// The least mean, at the first cell's outer edge.
    pub from: f64,
    /// The largest, at the last cell's.
    pub to: f64,
}

impl MeanAxis {
    /// The mean at the middle of cell `j` of `cells`.
    pub fn middle(&self, j: usize, cells: usize) -> f64 {
        middle([self.from, self.to], j, cells)
    }

    /// A component with its mean there.
    fn moved(&self, mut c: Component, j: usize, cells: usize) -> Component {
        c.mean[self.coordinate as usize] = self.middle(j, cells);
        c
    }
}

/// Computes a surface in slices, a coarse one first: call [`SurfaceBuilder::advance`] until it is true.
///
/// A coarse surface has fewer cells. Where they would still take more than the budget, it is that of a part of the
/// points.
pub struct SurfaceBuilder {
    cloud: Arc<Cloud>,
    mixture: Mixture,
    axes: [MeanAxis; 2],
    cells: usize,
    seen: LikelihoodSurface<MeanAxis>,
    under_way: Option<Grid>,
}

/// A surface as far as it is summed: all rows over the blocks before `block`, and those before `row` over it.
struct Grid {
    cells: usize,
    values: Vec<f64>,
    block: usize,
    row: usize,
    terms: Option<Terms>,
    /// The points that it is summed over, where these are not all.
    part: Option<[Vec<f64>; 2]>,
}

impl SurfaceBuilder {
    /// Begins the surface of `mixture` on the points over two numbers of its means, `cells` × `cells`.
    pub fn new(
        cloud: &Arc<Cloud>,
        mixture: &Mixture,
        axes: [MeanAxis; 2],
        cells: usize,
    ) -> Result<Self, Error> {
        let [a, b] = axes.map(|axis| (axis.component, axis.coordinate));
        let k = mixture.k();
        if a == b || a.0 >= k || b.0 >= k {
            return Err(Error::Coordinates { a, b, k });
        }
        let seen = LikelihoodSurface { axes, cells: 0, values: Vec::new() };
        Ok(Self { cloud: cloud.clone(), mixture: mixture.clone(), axes, cells, seen, under_way: None })
    }

    /// Whether this is the surface of these points, this mixture and these axes. Where the mixture is on the axes
    /// makes no difference to it.
    pub fn is_of(&self, cloud: &Arc<Cloud>, mixture: &Mixture, axes: [MeanAxis; 2]) -> bool {
        let held = |mixture: &Mixture| {
            let mut components = mixture.components().to_vec();
            for axis in axes {
                components[axis.component] = axis.moved(components[axis.component], 0, 1);
            }
            components
        };
        let same = Arc::ptr_eq(&self.cloud, cloud) && self.axes == axes && self.mixture.k() == mixture.k();
        same && held(&self.mixture) == held(mixture)
    }

    /// The whole surface.
    pub fn whole(mut self) -> LikelihoodSurface<MeanAxis> {
        while !self.advance(usize::MAX) {}
        self.seen
    }

    /// The finest surface that is whole.
    pub fn seen(&self) -> &LikelihoodSurface<MeanAxis> {
        &self.seen
    }

    /// Goes on for about `budget` groups of four terms; true when the surface is whole. After the first call there
    /// is a surface to see.
    pub fn advance(&mut self, budget: usize) -> bool {
        let mut work = 0;
        while self.seen.cells != self.cells {
            let mut grid = self.under_way.take().unwrap_or_else(|| self.next(budget));
            let n = grid.points(self)[0].len();
            let left = |grid: &Grid| grid.block * BLOCK < n;
            while left(&grid) && (work == 0 || work < budget || self.seen.cells == 0) {
                work += grid.go_on(self);
            }
            if left(&grid) {
                self.under_way = Some(grid);
                return false;
            }
            let values = grid.values.into_iter().map(|sum| sum / n as f64).collect();
            self.seen = LikelihoodSurface { axes: self.axes, cells: grid.cells, values };
        }
        true
    }

    /// The next surface to be summed.
    fn next(&self, budget: usize) -> Grid {
        let n = self.cloud.n();
        let affordable = |cells: &usize| cells.saturating_mul(*cells).saturating_mul(n.div_ceil(4)) <= budget;
        let [fine, coarse] = COARSE.map(|cells| cells.min(self.cells));
        match [self.cells, fine, coarse].into_iter().find(affordable) {
            _ if self.seen.cells > 0 => Grid::new(self.cells, None),
            Some(cells) => Grid::new(cells, None),
            None => {
                let some = (budget.saturating_mul(4) / (coarse * coarse).max(1)).clamp(BLOCK.min(n), n);
                let place = |j: usize| ((j as f64 * GOLDEN).fract() * n as f64) as usize;
                let part = |all: &[f64]| (0..some).map(|j| all[place(j).min(n - 1)]).collect();
                Grid::new(coarse, Some(self.cloud.coordinates().map(part)))
            }
        }
    }

    /// Whether x and y of one component move.
    fn one_moves(&self) -> bool {
        self.axes[0].component == self.axes[1].component
    }
}

impl Grid {
    fn new(cells: usize, part: Option<[Vec<f64>; 2]>) -> Self {
        Self { cells, values: vec![0.0; cells.saturating_mul(cells)], block: 0, row: 0, terms: None, part }
    }

    /// x and y of the points that are summed.
    fn points<'a>(&'a self, of: &'a SurfaceBuilder) -> [&'a [f64]; 2] {
        self.part.as_ref().map_or_else(|| of.cloud.coordinates(), |part| part.each_ref().map(Vec::as_slice))
    }

    /// Adds one block of points to one row of cells; returns how many groups of four terms that took.
    fn go_on(&mut self, of: &SurfaceBuilder) -> usize {
        let mut work = 0;
        let terms = self.terms.take().unwrap_or_else(|| {
            let block = |all| <[f64]>::chunks(all, BLOCK).nth(self.block).unwrap_or_default();
            let terms = Terms::new(of, self.points(of).map(block), self.cells);
            work += terms.places.fours() * (2 * self.cells + of.mixture.k());
            terms
        });
        let row = &mut self.values[self.row * self.cells..][..self.cells];
        for (column, value) in row.iter_mut().enumerate() {
            *value += terms.sum(of, [column, self.row], self.cells);
        }
        // Where one component moves in both ways, each cell has a term of its own.
        work += terms.places.fours() * self.cells * if of.one_moves() { 3 } else { 1 };
        self.row += 1;
        if self.row < self.cells {
            self.terms = Some(terms);
        } else {
            (self.block, self.row) = (self.block + 1, 0);
        }
        work
    }
}

/// The terms of a block's points.
struct Terms {
    places: Places,
    /// Those of the components that stay, if there are any.
    rest: Option<Term>,
    /// Those of the columns' and the rows' component; none where it is the same one.
    moving: [Vec<Term>; 2],
}

impl Terms {
    fn new(of: &SurfaceBuilder, [x, y]: [&[f64]; 2], cells: usize) -> Self {
        let (places, components) = (Places::new(x, y), of.mixture.components());
        let stays = |k: usize| of.axes.iter().all(|axis| axis.component != k) && components[k].weight > 0.0;
        let staying = (0..components.len()).filter(|&k| stays(k)).map(|k| places.ln_of(&components[k]));
        let staying: Vec<Vec<f64x4>> = staying.collect();
        let moving = of.axes.map(|axis| {
            let c = components[axis.component];
            let cells = if of.one_moves() { 0 } else { cells };
            (0..cells).map(|j| Term::of(vec![places.ln_of(&axis.moved(c, j, cells))])).collect()
        });
        Self { rest: (!staying.is_empty()).then(|| Term::of(staying)), moving, places }
    }

    /// Σ_i ln p(x_i) at a cell.
    fn sum(&self, of: &SurfaceBuilder, [column, row]: [usize; 2], cells: usize) -> f64 {
        let (weights, points) = (&self.places.weights[..], self.places.points);
        if of.one_moves() {
            let [across, up] = of.axes;
            let c = of.mixture.components()[across.component];
            let moved = up.moved(across.moved(c, column, cells), row, cells);
            let term = Term::of(vec![self.places.ln_of(&moved)]);
            return match &self.rest {
                Some(rest) => sum([rest, &term], weights, points),
                None => term.sum_of_ln(weights),
            };
        }
        let (a, b) = (&self.moving[0][column], &self.moving[1][row]);
        match &self.rest {
            Some(rest) => sum([rest, a, b], weights, points),
            None => sum([a, b], weights, points),
        }
    }
}

/// Points, four at a time.
struct Places {
    x: Vec<f64x4>,
    y: Vec<f64x4>,
    /// 1 for a point, and 0 beyond the end.
    weights: Vec<f64x4>,
    /// How many fours hold four points.
    points: usize,
}

impl Places {
    fn new(x: &[f64], y: &[f64]) -> Self {
        let fours = |values: &[f64]| values.chunks(4).map(four).collect();
        let weights = x.chunks(4).map(|four| counted(four.len()).unwrap_or(f64x4::ONE)).collect();
        Self { x: fours(x), y: fours(y), weights, points: x.len() / 4 }
    }

    fn fours(&self) -> usize {
        self.x.len()
    }

    /// ln(w N(x; m, Σ)) at each point.
    fn ln_of(&self, c: &Component) -> Vec<f64x4> {
        let peak = PeakOfFour::of(c);
        self.x.iter().zip(&self.y).map(|(&x, &y)| peak.ln_weighted_density([x, y])).collect()
    }
}

/// One range for all axes of a coordinate, so that a fit with its components exchanged is on the surface too:
/// where most of the points are, and all of `means`. Of many points a sample is looked at, each as far from the
/// last one.
pub fn default_range(cloud: &Cloud, coordinate: Axis, means: impl IntoIterator<Item = f64>) -> (f64, f64) {
    let all = cloud.coordinates()[coordinate as usize];
    let mut sample: Vec<f64> = all.iter().copied().step_by(all.len().div_ceil(SAMPLED)).collect();
    descend(&mut sample);
    sample.reverse();
    range_around(|p| quantile(&sample, p), cloud.sds()[coordinate as usize], means)
}
