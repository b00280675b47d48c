//! How many components? The best fit for each k, with Akaike's and Schwarz's criteria.
//!
//! A model with one component more always fits at least as well, so the likelihood alone would
//! always ask for more. Both criteria add a price for each free parameter: AIC 2, BIC ln n. For both,
//! lower is better. (R's mclust prints BIC with the other sign.) With more than 7 points BIC charges
//! more. BIC looks for the true model, AIC for the one that predicts new points best; they need not
//! agree.

use crate::Error;
use crate::dataset::Dataset;
use crate::em::{Iterate, Settings, Steps};
use crate::mixture::{MAX_COMPONENTS, Mixture};
use crate::model::{Model, QuickClimb};
use crate::restarts::{MAX_ITERATIONS, SLICE, TOL};
use crate::start::NamedStart;
use std::sync::Arc;

/// Starts for each k.
pub const STARTS: usize = 20;

/// Ends whose objectives agree to this, in nats per point, are equally high.
const LEVEL: f64 = 1e-9;

/// The best fit found for one k.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit<X = Mixture, P = f64> {
    /// How many components.
    pub k: usize,
    /// The log-likelihood, in nats per point.
    pub mean_log_likelihood: f64,
    /// What EM climbs, in nats per point.
    pub objective: f64,
    /// 2p − 2L.
    pub aic: f64,
    /// p ln n − 2L.
    pub bic: f64,
    /// The parameters.
    pub mixture: X,
    /// The components that have collapsed as far as they may. If there are any, every start ended so.
    pub on_floor: Vec<usize>,
    /// Components on one, two or three nearly equal points (spurious maxima), with these points.
    pub stands_on: Vec<(usize, Vec<P>)>,
    /// The seed of the start that led here.
    pub start_seed: u32,
}

/// Akaike's information criterion: 2p − 2L, lower is better.
pub fn aic(free_parameters: usize, ln_likelihood: f64) -> f64 {
    2.0 * free_parameters as f64 - 2.0 * ln_likelihood
}

/// Schwarz's Bayesian information criterion: p ln n − 2L, lower is better.
pub fn bic(free_parameters: usize, ln_likelihood: f64, n: usize) -> f64 {
    free_parameters as f64 * (n as f64).ln() - 2.0 * ln_likelihood
}

/// The index of the fit with the lowest criterion; of equals the first. A fit for which `criterion`
/// gives no number, or none that is finite, is never the best: a collapsed one, say.
pub fn best_by<T>(fits: &[T], criterion: impl Fn(&T) -> Option<f64>) -> Option<usize> {
    let value = |i: usize| criterion(&fits[i]).filter(|value| value.is_finite());
    let compared = (0..fits.len()).filter_map(|i| Some((i, value(i)?)));
    compared.min_by(|(_, a), (_, b)| a.total_cmp(b)).map(|(i, _)| i)
}

/// Where a start led to.
#[derive(Clone, Debug)]
struct FitFromStart<M: Model> {
    start_seed: u32,
    start: M::Mixture,
    reached: Iterate<M>,
    on_floor: Vec<usize>,
}

/// Compares the ks in slices: call [`CompareK::advance`] until it is true, then [`CompareK::finish`].
///
/// Only the end of each climb matters here, so they are the model's quick ones, with Newton steps
/// ([`NewtonClimb`]) in one dimension: with more components than the data need, plain EM may take a hundred
/// thousand iterations.
///
/// [`NewtonClimb`]: crate::em::NewtonClimb
#[derive(Clone, Debug)]
pub struct CompareK<M: Model = Steps> {
    /// With any k.
    model: M,
    start: NamedStart,
    first_seed: u32,
    /// The largest k.
    largest: usize,
    fits: Vec<Fit<M::Mixture, M::Point>>,
    /// Of the present k.
    ends: Vec<FitFromStart<M>>,
    under_way: Option<(M::Mixture, M::QuickClimb)>,
}

/// Mixtures in one dimension.
impl CompareK {
    /// k = 1 to `max`, each by [`STARTS`] starts of one kind and from one seed on, under
    /// `settings` (its `tol` and `max` aside).
    pub fn new(
        data: &Arc<Dataset>,
        max: usize,
        (start, first_seed): (NamedStart, u32),
        settings: Settings,
    ) -> Result<Self, Error> {
        if !(1..=MAX_COMPONENTS).contains(&max) {
            return Err(Error::Components(max));
        }
        // No more components than distinct values.
        Ok(Self::of(Steps::new(data.clone(), 1, settings), max.min(data.distinct()), (start, first_seed)))
    }
}

impl<M: Model> CompareK<M> {
    /// k = 1 to `largest` for a model, each by [`STARTS`] starts of one kind and from one seed on.
    pub fn of(model: M, largest: usize, (start, first_seed): (NamedStart, u32)) -> Self {
        Self {
            model: model.until(TOL, MAX_ITERATIONS),
            start,
            first_seed,
            largest,
            fits: Vec::new(),
            ends: Vec::new(),
            under_way: None,
        }
    }

    /// Does one slice of the work; true when all is done.
    pub fn advance(&mut self) -> bool {
        let mut work = 0;
        while self.fits.len() < self.largest && work < SLICE {
            work += self.go_on();
        }
        self.fits.len() == self.largest
    }

    /// Begins a climb, or takes it one iteration further; returns about how many points that cost.
    fn go_on(&mut self) -> usize {
        let k = self.fits.len() + 1;
        let start_seed = self.first_seed.wrapping_add(self.ends.len() as u32);
        let Some((start, mut climb)) = self.under_way.take() else {
            let start = self.model.first_guess(self.start, k, start_seed);
            // The same start leads to the same end: quantiles need one climb only.
            if let Some(known) = self.ends.iter().find(|end| end.start == start) {
                let known = FitFromStart { start_seed, ..known.clone() };
                self.arrived(k, known);
            } else {
                let climb = M::QuickClimb::new(self.model.with_k(k), start.clone());
                self.under_way = Some((start, climb));
            }
            return SLICE / 4;
        };
        let over = climb.advance();
        let work = k * M::summed(&climb.present().expectation);
        if over {
            let reached = climb.present().clone();
            let on_floor = self.model.on_floor(&reached.mixture);
            self.arrived(k, FitFromStart { start_seed, start, reached, on_floor });
        } else {
            self.under_way = Some((start, climb));
        }
        work
    }

    fn arrived(&mut self, k: usize, end: FitFromStart<M>) {
        self.ends.push(end);
        if self.ends.len() == STARTS {
            let ends = std::mem::take(&mut self.ends);
            self.fits.extend(best(&ends).map(|end| self.fit(k, end)));
        }
    }

    fn fit(&self, k: usize, end: &FitFromStart<M>) -> Fit<M::Mixture, M::Point> {
        let ln_likelihood = M::ln_likelihood(&end.reached.expectation);
        let (p, n) = (self.model.free_parameters(k), self.model.n());
        let mixture = &end.reached.mixture;
        Fit {
            k,
            mean_log_likelihood: ln_likelihood / n as f64,
            objective: end.reached.objective,
            aic: aic(p, ln_likelihood),
            bic: bic(p, ln_likelihood, n),
            stands_on: self.model.stands_on(mixture),
            mixture: mixture.clone(),
            on_floor: end.on_floor.clone(),
            start_seed: end.start_seed,
        }
    }

    /// How much of the work is done, 0 to 1: a start with k components is taken to cost k².
    pub fn progress(&self) -> f64 {
        let cost = |k: usize| (k * k) as f64;
        let upto = |k: usize| (1..=k).map(cost).sum::<f64>();
        let share = self.ends.len() as f64 / STARTS as f64;
        (upto(self.fits.len()) + share * cost(self.fits.len() + 1)) / upto(self.largest)
    }

    /// The best fit of each k, from 1 on.
    pub fn finish(mut self) -> Vec<Fit<M::Mixture, M::Point>> {
        while !self.advance() {}
        self.fits
    }
}

/// The best end; of those equally high the first. A collapsed one only if all collapsed.
fn best<M: Model>(ends: &[FitFromStart<M>]) -> Option<&FitFromStart<M>> {
    let sound = ends.iter().any(|end| end.on_floor.is_empty());
    let compared = || ends.iter().filter(move |end| end.on_floor.is_empty() == sound);
    let highest = compared().map(|end| end.reached.objective).max_by(f64::total_cmp)?;
    compared().find(|end| end.reached.objective >= highest - LEVEL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_is_the_first_of_the_lowest_finite_numbers() {
        let values = [f64::NAN, 3.0, f64::NEG_INFINITY, 2.0, 2.0, 1.0];
        assert_eq!(best_by(&values, |&value| (value != 1.0).then_some(value)), Some(3));
        assert_eq!(best_by(&values[..1], |&value| Some(value)), None);
    }
}
