//! The results of comparisons, and when they become invalid.
//!
//! Results are valid for the data and the model that they were computed with. A component moved by
//! hand makes none of them invalid: comparisons begin from the last named start.

use super::Session;
use crate::chart::compare_k::CompareKRow;
use crate::chart::restarts::OptimumRow;
use crate::compare_k::{CompareK, Fit, best_by};
use crate::dataset::Dataset;
use crate::em::{Assignment, PriorKind, Vary};
use crate::family::Family;
use crate::refusal::Refusal;
use crate::restarts::{Optimum, Restart, Restarts, optima};
use crate::scenario::MIN_SD;
use crate::start::NamedStart;
use crate::surface::{Axis, LikelihoodSurface, SurfaceBuilder, check_pair, default_range};
use std::sync::Arc;

/// Cells on each side of the landscape.
const CELLS: usize = 64;

/// The work of one drawing of it, in groups of four terms: some 20 ms on a slow machine.
const SURFACE_SLICE: usize = 600_000;

/// The results of the last comparisons, and what is computed of the landscape so far.
#[derive(Default)]
pub struct Comparisons {
    fits: Vec<Fit>,
    restarts: Vec<Restart>,
    optima: Vec<Optimum>,
    surface: Option<SurfaceBuilder>,
    of: Option<Model>,
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
struct Model {
    data: Arc<Dataset>,
    k: usize,
    start: NamedStart,
    em: (Family, Assignment, Vary, PriorKind, f64),
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

/// The landscape over two components' means, and EM's path on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Landscape {
    /// Both over one range, which includes the whole path.
    pub axes: [Axis; 2],
    /// The two means at each half-step.
    pub path: Vec<(f64, f64)>,
}

impl Comparisons {
    /// Discards the results that are not valid for the session, and says which.
    pub fn discard_invalid(&mut self, session: &Session) -> Voided {
        let now = Model::of(session);
        let voided = self.of.as_ref().map_or(Voided::Nothing, |before| before.invalid_for(&now));
        self.of = Some(now);
        if voided == Voided::All {
            (self.fits, self.surface) = (Vec::new(), None);
        }
        if voided != Voided::Nothing {
            (self.restarts, self.optima) = (Vec::new(), Vec::new());
        }
        voided
    }

    /// Keeps the best fit for each k.
    pub fn keep_fits(&mut self, comparison: CompareK) -> &[Fit] {
        self.fits = comparison.finish();
        &self.fits
    }

    /// Keeps the results of many starts on the data of `session`.
    pub fn keep_restarts(&mut self, session: &Session, restarts: Restarts) -> &[Restart] {
        self.restarts = restarts.finish();
        self.optima = optima(session.em().model(), &self.restarts);
        &self.restarts
    }

    /// The best fit for each k.
    pub fn fits(&self) -> &[Fit] {
        &self.fits
    }

    /// The results of many starts, best first.
    pub fn restarts(&self) -> &[Restart] {
        &self.restarts
    }

    /// The optima that they reached, best first.
    pub fn optima(&self) -> &[Optimum] {
        &self.optima
    }

    /// Which of the fits are best.
    pub fn best(&self) -> Best {
        let sound = |fit: &Fit, value: f64| fit.on_floor.is_empty().then_some(value);
        let bic = best_by(&self.fits, |fit| sound(fit, fit.bic));
        let other = |fit: &Fit| bic.is_some_and(|best| self.fits[best].k != fit.k);
        Best {
            aic: best_by(&self.fits, |fit| sound(fit, fit.aic)),
            bic,
            next_by_bic: best_by(&self.fits, |fit| sound(fit, fit.bic).filter(|_| other(fit))),
        }
    }

    /// The fits as their chart shows them, for n points.
    pub fn compare_k_rows(&self, n: usize) -> Vec<CompareKRow> {
        let row = |fit: &Fit| CompareKRow {
            k: fit.k,
            log_likelihood: fit.mean_log_likelihood * n as f64,
            aic: fit.aic,
            bic: fit.bic,
            on_floor: !fit.on_floor.is_empty(),
        };
        self.fits.iter().map(row).collect()
    }

    /// The optima as their chart shows them.
    pub fn optimum_rows(&self) -> Vec<OptimumRow> {
        let row = |optimum: &Optimum| {
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

    /// Computes a slice more of the surface over a landscape's axes; true when it is finished.
    pub fn surface(
        &mut self,
        session: &Session,
        axes: [Axis; 2],
    ) -> Result<(&LikelihoodSurface, bool), Refusal> {
        let em = session.em();
        let (data, mixture) = (em.data(), &em.present().mixture);
        let builder = match self.surface.take() {
            Some(builder) if builder.is_of(data, mixture, axes) => builder,
            _ => SurfaceBuilder::new(data, mixture, axes, CELLS)?,
        };
        let builder = self.surface.insert(builder);
        let whole = builder.advance(SURFACE_SLICE);
        Ok((builder.seen(), whole))
    }
}

impl Model {
    fn of(session: &Session) -> Self {
        let em = &session.scenario.em;
        Self {
            data: session.loaded.data.clone(),
            k: session.scenario.k,
            start: session.last_named,
            em: (em.family, em.assignment, em.vary, em.prior, em.floor_fraction),
        }
    }

    fn invalid_for(&self, now: &Self) -> Voided {
        let same_data = Arc::ptr_eq(&self.data, &now.data) || self.data == now.data;
        if !(same_data && self.start == now.start && self.em == now.em) {
            Voided::All
        } else if self.k != now.k {
            Voided::Restarts
        } else {
            Voided::Nothing
        }
    }
}

impl Session {
    /// The landscape over the means of components `a` and `b`.
    pub fn landscape(&self, a: usize, b: usize) -> Result<Landscape, Refusal> {
        check_pair(a, b, self.em.present().mixture.k())?;
        let means = |position| {
            let components = self.em.at(position).mixture.components();
            (components[a].mean, components[b].mean)
        };
        let path: Vec<(f64, f64)> = (0..=self.em.last()).map(means).collect();
        let (from, to) = default_range(&self.loaded.data, path.iter().flat_map(|&(a, b)| [a, b]));
        let family = self.scenario.em.family;
        let [from, to] = [from, to].map(|mean| family.nearest_mean(mean, MIN_SD));
        Ok(Landscape { axes: [a, b].map(|component| Axis { component, from, to }), path })
    }
}
