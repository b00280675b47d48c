//! The ledger: one iteration as a table, as a class works it out by hand.
//!
//! A row is a value, or a bar of the histogram where there are too many values. Its columns are the E step: for
//! each component the weighted density, the responsibility, and responsibility × value. Under them are the sums,
//! and the parameters that the M step makes of these. All are the engine's own numbers.

mod csv;
mod typed;

pub use typed::{Typed, typed_agrees};

use super::{Plane, Session};
use crate::dataset::Bin;
use crate::em::{HalfStep, Moments, Vary, bin_moments};
use crate::mixture::{Component, Mixture};
use crate::plane::{Point, Scatter};

/// Data with more different values have a row for each bar of the histogram.
const MOST_VALUES: usize = 30;

/// One iteration as a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Ledger {
    /// The last half-step: E has filled the rows, M has made the next parameters; none at the start.
    pub done: Option<HalfStep>,
    /// Whether a row is a bar of the histogram.
    pub bars: bool,
    /// Values or bars, from the least on; no bar without points.
    pub rows: Vec<LedgerRow>,
    /// Under the columns, per component: N_k, Σ r x, Σ r (x − m')².
    pub sums: Vec<[f64; 3]>,
    /// The parameters that entered the iteration.
    pub entering: Vec<Component>,
    /// The parameters that its M step makes, m' among them.
    pub next: Vec<Component>,
    /// Whether the M step makes sds: then there are columns of squares.
    pub squares: bool,
}

/// One row: a value, or a bar.
#[derive(Clone, Debug, PartialEq)]
pub struct LedgerRow {
    /// The bar's left edge; of a value, the value.
    pub from: f64,
    /// The bar's right edge; of a value, the value.
    pub to: f64,
    /// Where the densities are: the value, or the bar's middle.
    pub x: f64,
    /// How many points are in it.
    pub count: f64,
    /// w_k f_k(x).
    pub weighted: Vec<f64>,
    /// p(x) = Σ_k w_k f_k(x).
    pub density: f64,
    /// r_k: each point's, or the mean of the bar's points.
    pub responsibilities: Vec<f64>,
    /// Σ r x over its points.
    pub products: Vec<f64>,
    /// Σ r (x − m')² over its points.
    pub squares: Vec<f64>,
}

impl Session {
    /// The iteration under way, or after an M step the one that it has ended.
    pub fn ledger(&self) -> Ledger {
        let em = self.em();
        let entered = em.at(em.position().saturating_sub(1));
        let mixture = &entered.mixture;
        let next = em.after_m(entered);
        let data = em.data();
        let bars = data.distinct() > MOST_VALUES;
        let bins = if bars { self.bins() } else { self.values_as_bins() };
        let bins: Vec<Bin> = bins.into_iter().filter(|bin| !bin.points.is_empty()).collect();
        let held = bin_moments(data, &bins, mixture, em.settings().assignment);
        let rows = bins.iter().zip(held).map(|(bin, held)| row(bin, &held, mixture, &next));
        Ledger {
            done: em.position().checked_sub(1).map(|_| em.next().other()),
            bars,
            rows: rows.collect(),
            sums: sums(entered.expectation.moments(), mixture, &next),
            entering: mixture.components().to_vec(),
            next: next.components().to_vec(),
            squares: em.settings().vary != Vary::Means && mixture.family().is_gaussian(),
        }
    }

    /// After an M step, the sums that it used: per component N_k, Σ r x and
    /// Σ r (x − m_k)² about the new mean.
    pub fn last_m(&self) -> Option<Vec<[f64; 3]>> {
        let em = self.em();
        let before = em.position().checked_sub(2).filter(|_| em.next() == HalfStep::E)?;
        let entered = em.at(before);
        Some(sums(entered.expectation.moments(), &entered.mixture, &em.present().mixture))
    }

    /// Each different value with its points, as a bar without a width.
    fn values_as_bins(&self) -> Vec<Bin> {
        let data = self.em().data();
        let mut start = 0;
        let bin = |(x, count)| {
            let points = start..start + count;
            start += count;
            Bin { from: x, to: x, points }
        };
        data.distinct_in(0..data.n()).map(bin).collect()
    }
}

/// Of a component N_k, Σ r x and Σ r (x − m')(x − m')ᵀ.
pub type PlaneSums = (f64, Point, Scatter);

impl Session<Plane> {
    /// After an M step, the sums that it used, per component, about the new mean.
    pub fn last_m(&self) -> Option<Vec<PlaneSums>> {
        let em = self.em();
        let before = em.position().checked_sub(2).filter(|_| em.next() == HalfStep::E)?;
        let entered = em.at(before);
        let means = entered.mixture.components().iter().zip(em.present().mixture.components());
        let held = entered.expectation.moments().iter().zip(means);
        Some(held.map(|(held, (old, new))| held.about(old.mean, new.mean)).collect())
    }
}

/// Per component N_k, Σ r x and Σ r (x − m')² of what it holds.
fn sums(held: &[Moments], entering: &Mixture, next: &Mixture) -> Vec<[f64; 3]> {
    let means = entering.components().iter().zip(next.components());
    held.iter().zip(means).map(|(held, (old, new))| held.about(old.mean, new.mean)).collect()
}

fn row(bin: &Bin, held: &[Moments], mixture: &Mixture, next: &Mixture) -> LedgerRow {
    let (from, to, count) = (bin.from, bin.to, bin.points.len() as f64);
    let x = mixture.family().nearest_value(from + (to - from) / 2.0);
    let sums = sums(held, mixture, next);
    let column = |j: usize| sums.iter().map(move |sums| sums[j]);
    LedgerRow {
        from,
        to,
        x,
        count,
        weighted: mixture.weighted_densities(x),
        density: mixture.density(x),
        responsibilities: column(0).map(|held| held / count).collect(),
        products: column(1).collect(),
        squares: column(2).collect(),
    }
}
