//! The results of comparisons, and when they become invalid.
//!
//! Results are valid for the data and the model that they were computed with. A component moved by
//! hand makes none of them invalid: comparisons begin from the last named start.

use super::{Line, Session, Space};
use crate::chart::compare_k::CompareKRow;
use crate::chart::restarts::OptimumRow;
use crate::compare_k::{Fit, best_by};
use crate::em::Settings;
use crate::plane::CovarianceType;
use crate::restarts::{Optimum, Restart, Restarts, optima};
use crate::start::NamedStart;
use std::sync::Arc;

/// The results of the last comparisons.
pub struct Comparisons<S: Space = Line> {
    fits: Vec<S::Compared>,
    restarts: Vec<Restart<S::Mixture>>,
    optima: Vec<Optimum<S::Point>>,
    of: Option<Model<S>>,
}

impl<S: Space> Default for Comparisons<S> {
    fn default() -> Self {
        Self { fits: Vec::new(), restarts: Vec::new(), optima: Vec::new(), of: None }
    }
}

/// Which results a change of the state has made invalid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Voided {
    /// None.
    #[default]
    Nothing,
    /// The restarts, which were for another k.
    Restarts,
    /// All, which were for other data or another model.
    All,
}

/// What results are valid for.
struct Model<S: Space> {
    data: Arc<S::Data>,
    k: usize,
    start: NamedStart,
    em: Settings,
    covariance: Option<CovarianceType>,
}

/// The indices of the best fits, collapsed ones left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Best {
    /// The lowest AIC.
    pub aic: Option<usize>,
    /// The lowest BIC.
    pub bic: Option<usize>,
    /// The second lowest BIC.
    pub next_by_bic: Option<usize>,
}

impl<S: Space> Comparisons<S> {
    /// No results yet, for this session.
    pub fn of(session: &Session<S>) -> Self {
        Self { of: Some(Model::of(session)), ..Self::default() }
    }

    /// Discards the results that are not valid for the session, and says which.
    pub fn discard_invalid(&mut self, session: &Session<S>) -> Voided {
        let now = Model::of(session);
        let voided = self.of.as_ref().map_or(Voided::Nothing, |before| before.invalid_for(&now));
        self.of = Some(now);
        if voided == Voided::All {
            self.fits = Vec::new();
        }
        if voided != Voided::Nothing {
            (self.restarts, self.optima) = (Vec::new(), Vec::new());
        }
        voided
    }

    /// Keeps the best fits.
    pub fn keep_fits(&mut self, comparison: S::Comparing) -> &[S::Compared] {
        self.fits = S::compared(comparison);
        &self.fits
    }

    /// Keeps the results of many starts on the data of `session`.
    pub fn keep_restarts(&mut self, session: &Session<S>, restarts: Restarts<S>) -> &[Restart<S::Mixture>] {
        self.restarts = restarts.finish();
        self.optima = optima(session.em().model(), &self.restarts);
        &self.restarts
    }

    /// The best fit for each k, in the plane for each type of covariance.
    pub fn fits(&self) -> &[S::Compared] {
        &self.fits
    }

    /// The results of many starts, best first.
    pub fn restarts(&self) -> &[Restart<S::Mixture>] {
        &self.restarts
    }

    /// The optima that they reached, best first.
    pub fn optima(&self) -> &[Optimum<S::Point>] {
        &self.optima
    }

    /// Which of the fits are best.
    pub fn best(&self) -> Best {
        let sound = |fit: &S::Compared, criterion: fn(&Fit<S::Mixture, S::Point>) -> f64| {
            let fit = S::fit_of(fit);
            fit.on_floor.is_empty().then_some(criterion(fit))
        };
        let bic = best_by(&self.fits, |fit| sound(fit, |fit| fit.bic));
        let other = |fit: &S::Compared| bic.is_some_and(|best| S::differ(&self.fits[best], fit));
        Best {
            aic: best_by(&self.fits, |fit| sound(fit, |fit| fit.aic)),
            bic,
            next_by_bic: best_by(&self.fits, |fit| sound(fit, |fit| fit.bic).filter(|_| other(fit))),
        }
    }

    /// The fits as their chart shows them, for n points.
    pub fn compare_k_rows(&self, n: usize) -> Vec<CompareKRow> {
        let row = |compared: &S::Compared| {
            let fit = S::fit_of(compared);
            CompareKRow {
                covariance: S::covariance_of(compared),
                k: fit.k,
                log_likelihood: fit.mean_log_likelihood * n as f64,
                aic: fit.aic,
                bic: fit.bic,
                on_floor: !fit.on_floor.is_empty(),
            }
        };
        self.fits.iter().map(row).collect()
    }

    /// The optima as their chart shows them.
    pub fn optimum_rows(&self) -> Vec<OptimumRow> {
        let row = |optimum: &Optimum<S::Point>| {
            let best = &self.restarts[optimum.best];
            OptimumRow {
                starts: optimum.reached,
                objective: best.objective,
                iterations: optimum.iterations[1],
                on_floor: !best.on_floor.is_empty(),
                stands_on: optimum.stands_on.first().map(|(_, values)| values.len()),
            }
        };
        self.optima.iter().map(row).collect()
    }
}

impl<S: Space> Model<S> {
    fn of(session: &Session<S>) -> Self {
        let scenario = &session.scenario;
        Self {
            data: session.loaded.data.clone(),
            k: scenario.k,
            start: session.last_named,
            // When a run stops changes no comparison.
            em: Settings { tol: 0.0, max: 0, ..scenario.em },
            covariance: scenario.plane.as_ref().map(|plane| plane.covariance),
        }
    }

    fn invalid_for(&self, now: &Self) -> Voided {
        let same_data = Arc::ptr_eq(&self.data, &now.data) || self.data == now.data;
        if !(same_data && (self.start, self.em) == (now.start, now.em)) {
            Voided::All
        } else if (self.k, self.covariance) != (now.k, now.covariance) {
            Voided::Restarts
        } else {
            Voided::Nothing
        }
    }
}
