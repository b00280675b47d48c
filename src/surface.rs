//! The landscape: the log-likelihood over two of the means, the other parameters held.
//!
//! EM's path is a walk on a surface of many dimensions; over two means one can look at it.
//! The log-likelihood is what the picture shows, whatever the assignment and the prior.
//!
//! A grid of 64 × 64 cells is 4,096 log-likelihoods. Two things make that quick.
//! The mixture's density is a sum in which the one mean and the other stand apart,
//! p(x) = rest(x) + w_a N(x; m_a) + w_b N(x; m_b), so that a table of each term, point by
//! column and point by row, leaves an addition and a logarithm to a cell's point.
//! And many points are [`Condensed`] to about a thousand weighted ones.
//!
//! How closely: up to `MOST` points the surface is exact, to rounding. Beyond, with
//! 10,000 points or a million, it is within 1e-8 nats a point while every sd is above a
//! twentieth of the data's range (the worked example: 2e-10), within 1e-4 above a fiftieth,
//! within 1e-3 above a five-hundredth. A component on the floor sees how many points
//! a stretch has and not where: there expect 2e-2.

use crate::dataset::Dataset;
use crate::em::exp;
use crate::mixture::{Component, LN_SQRT_TAU, Mixture};
use crate::refusal::Refusal;
use std::collections::BinaryHeap;
use std::ops::Range;
use wide::f64x4;

/// The most points that a surface runs over.
const MOST: usize = 1024;

/// Below this a density is taken anew from logarithms: its terms have lost digits or are 0.
const FAINT: f64 = 1e-290;

/// The share of the points left out at either end of [`default_range`].
const TAIL: f64 = 0.02;

/// What [`default_range`] leaves free on either side.
const MARGIN: f64 = 0.08;

/// The data as at most `MOST` weighted points, made once and good for every surface.
///
/// The sorted values are cut into stretches, and each stretch becomes two points that have
/// its count, mean, variance and skewness: the Gauss rule of its values, exact for every
/// cubic. (DuMouchel and others 1999 call the idea data squashing.)
#[derive(Clone, Debug)]
pub struct Condensed {
    values: Vec<f64>,
    weights: Vec<f64>,
    n: f64,
}

/// A stretch of the sorted values and how far off its two points may lead.
#[derive(Debug, PartialEq)]
struct Stretch {
    /// count × width⁴: the rule's error goes with the fourth power of the width.
    error: f64,
    points: Range<usize>,
}

impl Eq for Stretch {}

impl PartialOrd for Stretch {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Stretch {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.error.total_cmp(&other.error).then(other.points.start.cmp(&self.points.start))
    }
}

impl Condensed {
    /// The data as they are while they are few, else condensed.
    pub fn new(data: &Dataset) -> Self {
        let (values, n) = (data.values(), data.n() as f64);
        if data.n() <= MOST {
            return Self { values: values.to_vec(), weights: vec![1.0; data.n()], n };
        }
        let stretch = |points: Range<usize>| {
            let width = values[points.end - 1] - values[points.start];
            Stretch { error: points.len() as f64 * width.powi(4), points }
        };
        // Always the worst one is halved: crowds and outliers each get what they are worth.
        let mut stretches = BinaryHeap::from([stretch(0..data.n())]);
        while stretches.len() < MOST / 2
            && let Some(worst) = stretches.pop()
        {
            let Range { start, end } = worst.points;
            let (least, largest) = (values[start], values[end - 1]);
            let middle = least + (largest - least) / 2.0;
            let cut = start + values[start..end].partition_point(|&x| x <= middle);
            if worst.error == 0.0 || cut == start || cut == end {
                stretches.push(worst);
                break; // all that is left are equal values
            }
            stretches.extend([stretch(start..cut), stretch(cut..end)]);
        }
        let mut stretches: Vec<_> = stretches.into_iter().map(|s| s.points).collect();
        stretches.sort_by_key(|points| points.start);
        let (values, weights) = stretches.into_iter().flat_map(|points| two_points(&values[points])).unzip();
        Self { values, weights, n }
    }

    /// The points' values, ascending.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// How many of the data each point stands for.
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }
}

/// Two weighted points with the count, mean, variance and skewness of `values`.
fn two_points(values: &[f64]) -> [(f64, f64); 2] {
    let n = values.len() as f64;
    let first = values[0];
    let mean = first + values.iter().map(|x| x - first).sum::<f64>() / n;
    let sd = (values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n).sqrt();
    if sd == 0.0 {
        return [(mean, n / 2.0), (mean, n / 2.0)];
    }
    let skewness = values.iter().map(|x| ((x - mean) / sd).powi(3)).sum::<f64>() / n;
    // The roots of z² − γz − 1, the second orthogonal polynomial of a distribution with
    // mean 0, variance 1, skewness γ; its weights make the mean 0.
    let half = skewness / 2.0;
    let root = half.hypot(1.0);
    let (low, high) = (half - root, half + root);
    [(mean + sd * low, n * high / (high - low)), (mean + sd * high, n * -low / (high - low))]
}

/// One side of the picture: a component whose mean takes the values from one to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// The component.
    pub component: usize,
    /// The least mean, at the first cell's outer edge.
    pub from: f64,
    /// The largest, at the last cell's.
    pub to: f64,
}

impl Axis {
    /// The mean at the middle of cell `j` of `cells`.
    pub fn middle(&self, j: usize, cells: usize) -> f64 {
        self.from + (self.to - self.from) * ((j as f64 + 0.5) / cells as f64)
    }
}

/// The log-likelihood over two means.
#[derive(Clone, Debug, PartialEq)]
pub struct Surface {
    /// The mean that goes along and the mean that goes up.
    pub axes: [Axis; 2],
    /// Cells to a side.
    pub cells: usize,
    values: Vec<f64>,
}

impl Surface {
    /// The surface of `mixture` on the data over two of its means, `cells` × `cells`.
    pub fn new(
        points: &Condensed,
        mixture: &Mixture,
        axes: [Axis; 2],
        cells: usize,
    ) -> Result<Self, Refusal> {
        let [a, b] = axes.map(|axis| axis.component);
        let k = mixture.k();
        if a == b || a >= k || b >= k {
            return Err(Refusal::new(format!(
                "a landscape over the means of components {a} and {b} cannot be drawn: choose two different ones of the {k}"
            )));
        }
        let field = Field::new(points, mixture, axes, cells);
        let values = (0..cells * cells).map(|cell| field.at(cell % cells, cell / cells)).collect();
        Ok(Self { axes, cells, values })
    }

    /// The log-likelihood, in nats per point, at the middle of a cell: `column` counts along
    /// the first axis, `row` along the second.
    pub fn at(&self, column: usize, row: usize) -> f64 {
        self.values[row * self.cells + column]
    }

    /// All of them, row by row.
    pub fn values(&self) -> &[f64] {
        &self.values
    }
}

/// A term of the density at every point, and its logarithm where the term itself vanishes.
struct Term {
    ln: Vec<f64x4>,
    plain: Vec<f64x4>,
}

impl Term {
    fn new(ln: Vec<f64x4>) -> Self {
        Self { plain: ln.iter().map(|&ln| exp(ln)).collect(), ln }
    }

    /// w N(x; mean, s²) at every point.
    fn of(component: &Component, mean: f64, x: &[f64x4]) -> Self {
        let ln_height = f64x4::splat(component.weight.ln() - component.sd.ln() - LN_SQRT_TAU);
        let (mean, inverse_sd) = (f64x4::splat(mean), f64x4::splat(component.sd.recip()));
        let half = f64x4::splat(0.5);
        let ln = |&x: &f64x4| {
            let z = (x - mean) * inverse_sd;
            ln_height - half * z * z
        };
        Self::new(x.iter().map(ln).collect())
    }
}

/// The tables from which each cell is added up.
struct Field {
    weights: Vec<f64x4>,
    n: f64,
    /// The components that stay: Σ w_k N_k(x).
    rest: Term,
    columns: Vec<Term>,
    rows: Vec<Term>,
}

impl Field {
    fn new(points: &Condensed, mixture: &Mixture, axes: [Axis; 2], cells: usize) -> Self {
        // The last four are filled up with a point that weighs nothing.
        let last = points.values[points.values.len() - 1];
        let x = quads(&points.values, last);
        let [a, b] = axes.map(|axis| axis.component);
        let staying: Vec<Component> = (0..mixture.k())
            .filter(|&k| k != a && k != b)
            .map(|k| mixture.components()[k])
            .filter(|c| c.weight > 0.0)
            .collect();
        let rest = if staying.is_empty() {
            vec![f64x4::splat(f64::NEG_INFINITY); x.len()]
        } else {
            let staying = Mixture::new(staying);
            let ln: Vec<f64> = points.values.iter().map(|&x| staying.ln_density(x)).collect();
            quads(&ln, ln[ln.len() - 1])
        };
        let along = |axis: Axis| {
            let component = &mixture.components()[axis.component];
            (0..cells).map(|j| Term::of(component, axis.middle(j, cells), &x)).collect()
        };
        Self {
            weights: quads(&points.weights, 0.0),
            n: points.n,
            rest: Term::new(rest),
            columns: along(axes[0]),
            rows: along(axes[1]),
        }
    }

    /// (1/n) Σ_j weight_j ln p(x_j).
    fn at(&self, column: usize, row: usize) -> f64 {
        let (a, b, rest) = (&self.columns[column], &self.rows[row], &self.rest);
        let faint = f64x4::splat(FAINT);
        let mut sum = f64x4::ZERO;
        for j in 0..self.weights.len() {
            let p = rest.plain[j] + a.plain[j] + b.plain[j];
            let ln_p = if p.simd_lt(faint).any() { ln_sum([rest.ln[j], a.ln[j], b.ln[j]]) } else { p.ln() };
            sum += self.weights[j] * ln_p;
        }
        sum.reduce_add() / self.n
    }
}

/// ln(e^a + e^b + e^c), by the largest of them.
fn ln_sum(terms: [f64x4; 3]) -> f64x4 {
    let largest = terms[0].fast_max(terms[1]).fast_max(terms[2]);
    let relative = terms.map(|term| exp(term - largest));
    largest + (relative[0] + relative[1] + relative[2]).ln()
}

/// One range of means for both axes, so that the mirror image of a fit (its two components
/// exchanged) is in the picture too: where most of the data lie, and all `means` that must be seen.
pub fn default_range(data: &Dataset, means: impl IntoIterator<Item = f64>) -> (f64, f64) {
    let most = (data.quantile(TAIL), data.quantile(1.0 - TAIL));
    let (low, high) = means.into_iter().fold(most, |(low, high), mean| (low.min(mean), high.max(mean)));
    // Where nearly all values are equal: as wide as they spread.
    let margin = if high > low { MARGIN * (high - low) } else { data.sd() };
    (low - margin, high + margin)
}

fn quads(values: &[f64], filler: f64) -> Vec<f64x4> {
    let quad = |four: &[f64]| {
        let mut lanes = [filler; 4];
        lanes[..four.len()].copy_from_slice(four);
        f64x4::new(lanes)
    };
    values.chunks(4).map(quad).collect()
}
