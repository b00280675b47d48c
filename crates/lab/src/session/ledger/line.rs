//! The ledger of values: a row for each different one, or for each bar.

use super::{LedgerRow, MOST_ROWS, Summed, Sums};
use crate::dataset::Bin;
use crate::em::{Expectation, Moments, bin_moments};
use crate::mixture::{Component, Mixture};
use crate::session::{Line, Session};

impl Summed for Line {
    type Squares = f64;

    const SUMMED: &'static [&'static str] = &["responsibility", "product", "square"];

    fn sums(held: &Expectation, entering: &Mixture, next: &Mixture) -> Vec<Sums<Line>> {
        sums(held.moments(), entering, next)
    }

    fn bars(session: &Session) -> bool {
        session.em().data().distinct() > MOST_ROWS
    }

    fn rows(session: &Session, mixture: &Mixture, next: &Mixture) -> Vec<LedgerRow> {
        let em = session.em();
        let bins = if Self::bars(session) { session.bins() } else { session.values_as_bins() };
        let bins: Vec<Bin> = bins.into_iter().filter(|bin| !bin.points.is_empty()).collect();
        let held = bin_moments(em.data(), &bins, mixture, em.settings().assignment);
        bins.iter().zip(held).map(|(bin, held)| row(bin, &held, mixture, next)).collect()
    }

    fn as_numbers(&(count, sum, squares): &Sums<Line>) -> Vec<f64> {
        vec![count, sum, squares]
    }

    fn made(&Component { weight, mean, sd }: &Component) -> Vec<f64> {
        vec![weight, mean, sd]
    }
}

impl Session {
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

/// Per component N_k, Σ r x and Σ r (x − m')² of what it holds.
fn sums(held: &[Moments], entering: &Mixture, next: &Mixture) -> Vec<Sums<Line>> {
    let means = entering.components().iter().zip(next.components());
    let of = |(held, (old, new)): (&Moments, (&Component, &Component))| {
        let [count, sum, squares] = held.about(old.mean, new.mean);
        (count, sum, squares)
    };
    held.iter().zip(means).map(of).collect()
}

fn row(bin: &Bin, held: &[Moments], mixture: &Mixture, next: &Mixture) -> LedgerRow {
    let (from, to, count) = (bin.from, bin.to, bin.points.len() as f64);
    let x = mixture.family().nearest_value(from + (to - from) / 2.0);
    let sums = sums(held, mixture, next);
    LedgerRow {
        from,
        to,
        x,
        count,
        weighted: mixture.weighted_densities(x),
        density: mixture.density(x),
        responsibilities: sums.iter().map(|sums| sums.0 / count).collect(),
        products: sums.iter().map(|sums| sums.1).collect(),
        squares: sums.iter().map(|sums| sums.2).collect(),
    }
}
