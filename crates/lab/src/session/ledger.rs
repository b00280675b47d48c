//! The ledger: one iteration as a table, as a class works it out by hand.
//!
//! A row is a value, or a bar of the histogram where there are too many values; in the plane a point. Its columns are
//! the E step: for each component the weighted density, the responsibility, and responsibility × value. Under them
//! are the sums, and the parameters that the M step makes of these. All are the engine's own numbers.

mod csv;
mod line;
mod plane;
mod typed;

pub use typed::{Typed, typed_agrees};

use super::{Session, Space};
use crate::em::{HalfStep, Vary};
use crate::mixture::Component;
use crate::model::Model;
use crate::scenario::Scenario;
use std::fmt::Debug;

/// Data with more different values have a row for each bar of the histogram; with more points, in the plane, only
/// the first ones have a row of their own.
const MOST_ROWS: usize = 30;

/// One iteration as a table: of components C, at points P, with squares Q.
#[derive(Clone, Debug, PartialEq)]
pub struct Ledger<C = Component, P = f64, Q = f64> {
    /// The last half-step: E has filled the rows, M has made the next parameters; none at the start.
    pub done: Option<HalfStep>,
    /// Whether a row is a bar of the histogram.
    pub bars: bool,
    /// Values or bars, from the least on; no bar without points. In the plane points in their order, the last row
    /// perhaps all others.
    pub rows: Vec<LedgerRow<P, Q>>,
    /// Under the columns, per component: N_k, Σ r x, Σ r (x − m')².
    pub sums: Vec<(f64, P, Q)>,
    /// The parameters that entered the iteration.
    pub entering: Vec<C>,
    /// The parameters that its M step makes, m' among them.
    pub next: Vec<C>,
    /// Whether the M step makes sds or covariances: then there are columns of squares.
    pub squares: bool,
}

/// One row: a value, a bar, a point of the plane, or all points there that have no row of their own.
#[derive(Clone, Debug, PartialEq)]
pub struct LedgerRow<P = f64, Q = f64> {
    /// The bar's left edge; else the value or the point.
    pub from: P,
    /// The bar's right edge; else the value or the point.
    pub to: P,
    /// Where the densities are: the value, the bar's middle, or the point.
    pub x: P,
    /// How many points are in it.
    pub count: f64,
    /// w_k f_k(x); none in a row of all other points.
    pub weighted: Vec<f64>,
    /// p(x) = Σ_k w_k f_k(x).
    pub density: f64,
    /// r_k: each point's, the mean of the bar's points, or the sum of all other points'.
    pub responsibilities: Vec<f64>,
    /// Σ r x over its points.
    pub products: Vec<P>,
    /// Σ r (x − m')² over its points.
    pub squares: Vec<Q>,
}

/// A model whose iterations can be shown as tables.
pub trait Summed: Space {
    /// A square, in the plane two squares and a product.
    type Squares: Clone + Debug + PartialEq;

    /// What the numbers of sums are of: N_k, then each of Σ r x, then each of Σ r (x − m')².
    const SUMMED: &'static [&'static str];

    /// N_k, Σ r x and Σ r (x − m')² of all points, per component.
    fn sums(held: &Self::Expectation, entering: &Self::Mixture, next: &Self::Mixture) -> Vec<Sums<Self>>;

    /// Whether a row is a bar.
    fn bars(_: &Session<Self>) -> bool {
        false
    }

    /// The rows.
    fn rows(session: &Session<Self>, entering: &Self::Mixture, next: &Self::Mixture) -> Vec<Row<Self>>;

    /// Sums as numbers, as many as `SUMMED`.
    fn as_numbers(sums: &Sums<Self>) -> Vec<f64>;

    /// What an M step makes of each of these numbers.
    fn made(component: &Self::Component) -> Vec<f64>;

    /// Whether an M step makes something of number j.
    fn makes(_: &Scenario, _: usize) -> bool {
        true
    }
}

/// Of a component N_k, Σ r x and Σ r (x − m')², in the plane Σ r (x − m')(x − m')ᵀ.
pub type Sums<S> = (f64, <S as Model>::Point, <S as Summed>::Squares);

/// A row of a model's ledger.
pub type Row<S> = LedgerRow<<S as Model>::Point, <S as Summed>::Squares>;

/// A model's ledger.
pub type LedgerOf<S> = Ledger<<S as Space>::Component, <S as Model>::Point, <S as Summed>::Squares>;

impl<S: Summed> Session<S> {
    /// The iteration under way, or after an M step the one that it has ended.
    pub fn ledger(&self) -> LedgerOf<S> {
        let em = self.em();
        let entered = em.at(em.position().saturating_sub(1));
        let next = em.after_m(entered);
        let settings = self.scenario.em;
        Ledger {
            done: em.position().checked_sub(1).map(|_| em.next().other()),
            bars: S::bars(self),
            rows: S::rows(self, &entered.mixture, &next),
            sums: S::sums(&entered.expectation, &entered.mixture, &next),
            entering: S::components(&entered.mixture).to_vec(),
            next: S::components(&next).to_vec(),
            squares: settings.vary != Vary::Means && settings.family.is_gaussian(),
        }
    }

    /// After an M step, the sums that it used: per component N_k, Σ r x and
    /// Σ r (x − m_k)² about the new mean.
    pub fn last_m(&self) -> Option<Vec<Sums<S>>> {
        let em = self.em();
        let before = em.position().checked_sub(2).filter(|_| em.next() == HalfStep::E)?;
        let entered = em.at(before);
        Some(S::sums(&entered.expectation, &entered.mixture, &em.present().mixture))
    }
}
