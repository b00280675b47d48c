//! How many components? The best fit for each k, and what it costs.
//!
//! One component more never fits worse, so the likelihood alone would always ask for more.
//! Akaike's and Schwarz's criteria set a price on every free parameter: AIC 2, BIC ln n.
//! Lower is better for both. (R's mclust prints BIC with the other sign.) With n above 7
//! BIC is the dearer one: it asks which model is true, AIC which one predicts best, and
//! they need not agree.

use crate::dataset::Dataset;
use crate::em::Settings;
use crate::mixture::{Component, MAX_COMPONENTS};
use crate::refusal::Refusal;
use crate::restarts::{Restart, Restarts};
use crate::start::NamedStart;
use std::rc::Rc;

/// Starts for each k.
pub const STARTS: usize = 20;

/// The best fit found for one k.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
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
    pub components: Vec<Component>,
    /// The components on the floor; where any are, every start ended so, and this is no best fit.
    pub on_floor: Vec<usize>,
    /// The seed that draws the start it came from: with it and k the lab replays the fit.
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

/// Which of the fits is best by `criterion`, by index; none that stands on the floor.
pub fn least(fits: &[Fit], criterion: impl Fn(&Fit) -> f64) -> Option<usize> {
    let sound = (0..fits.len()).filter(|&i| fits[i].on_floor.is_empty());
    sound.min_by(|&a, &b| criterion(&fits[a]).total_cmp(&criterion(&fits[b])))
}

/// The comparison in the making. [`CompareK::advance`] until it says true, then finish.
#[derive(Clone, Debug)]
pub struct CompareK {
    data: Rc<Dataset>,
    start: (NamedStart, u32),
    settings: Settings,
    /// The largest k: no more components than distinct values.
    largest: usize,
    fits: Vec<Fit>,
    /// The starts of the k at hand.
    restarts: Restarts,
}

impl CompareK {
    /// k = 1 to `max`, each by [`STARTS`] starts of one kind and from one seed on, under
    /// `settings` (its `tol` and `max` aside).
    pub fn new(
        data: &Rc<Dataset>,
        max: usize,
        start: (NamedStart, u32),
        settings: Settings,
    ) -> Result<Self, Refusal> {
        if !(1..=MAX_COMPONENTS).contains(&max) {
            return Err(Refusal::new(format!(
                "k up to {max} cannot be compared: give a whole number from 1 to {MAX_COMPONENTS}"
            )));
        }
        let largest = max.min(data.distinct());
        let restarts = Restarts::new(data, 1, start, STARTS, settings)?;
        Ok(Self { data: data.clone(), start, settings, largest, fits: Vec::new(), restarts })
    }

    /// Does one slice of the work; true when all is done.
    pub fn advance(&mut self) -> Result<bool, Refusal> {
        if self.fits.len() < self.largest && self.restarts.advance() {
            let k = self.fits.len() + 1;
            let next =
                Restarts::new(&self.data, (k + 1).min(self.largest), self.start, STARTS, self.settings)?;
            let rows = std::mem::replace(&mut self.restarts, next).finish();
            self.fits.extend(rows.into_iter().next().map(|best| self.fit(k, best)));
        }
        Ok(self.fits.len() == self.largest)
    }

    fn fit(&self, k: usize, best: Restart) -> Fit {
        let ln_likelihood = best.mean_log_likelihood * self.data.n() as f64;
        let p = self.settings.vary.free_parameters(k);
        Fit {
            k,
            mean_log_likelihood: best.mean_log_likelihood,
            objective: best.objective,
            aic: aic(p, ln_likelihood),
            bic: bic(p, ln_likelihood, self.data.n()),
            components: best.components,
            on_floor: best.on_floor,
            start_seed: best.start_seed,
        }
    }

    /// How much of the work is done, 0 to 1.
    pub fn progress(&self) -> f64 {
        let under_way = if self.fits.len() < self.largest { self.restarts.progress() } else { 0.0 };
        (self.fits.len() as f64 + under_way) / self.largest as f64
    }

    /// The best fit of each k, from 1 on.
    pub fn finish(mut self) -> Result<Vec<Fit>, Refusal> {
        while !self.advance()? {}
        Ok(self.fits)
    }
}
