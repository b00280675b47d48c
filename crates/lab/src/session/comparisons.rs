//! What comparisons found, and for how long it holds.
//!
//! Fits and starts hold for the data and the model that they were asked of. A component moved by
//! hand voids none of them: they begin as the last start with a name does.

use super::Session;
use crate::chart::compare_k::CompareKRow;
use crate::chart::restarts::OptimumRow;
use crate::compare_k::{CompareK, Fit, best_by};
use crate::dataset::Dataset;
use crate::em::{Assignment, PriorKind, Vary};
use crate::refusal::Refusal;
use crate::restarts::{Optimum, Restart, Restarts, optima};
use crate::start::NamedStart;
use crate::surface::{Axis, Surface, SurfaceBuilder, check_pair, default_range};
use std::sync::Arc;

/// Cells to a side of the landscape.
const CELLS: usize = 64;

/// Fours of places that one drawing of it may visit: some 20 ms on a slow machine.
const SURFACE_SLICE: usize = 600_000;

/// The results of the last comparisons, and the landscape as far as it has been worked out.
#[derive(Default)]
pub struct Comparisons {
    fits: Vec<Fit>,
    restarts: Vec<Restart>,
    optima: Vec<Optimum>,
    surface: Option<SurfaceBuilder>,
    of: Option<Model>,
}

/// Which results a change of the state has voided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Voided {
    /// None.
    #[default]
    Nothing,
    /// Those of many starts, which were for another k.
    Restarts,
    /// All: they were for other data or another model.
    All,
}

/// What results hold for.
struct Model {
    data: Arc<Dataset>,
    k: usize,
    start: NamedStart,
    em: (Assignment, Vary, PriorKind, f64),
}

/// The best fits by index, none of them collapsed: by AIC, by BIC, and the next by BIC.
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
    /// Both over one range, which holds all of the path.
    pub axes: [Axis; 2],
    /// The two means at each half-step.
    pub path: Vec<(f64, f64)>,
}

impl Comparisons {
    /// Forgets what does not hold for the session as it stands, and says what that was.
    pub fn settle(&mut self, session: &Session) -> Voided {
        let now = Model::of(session);
        let voided = self.of.as_ref().map_or(Voided::Nothing, |before| before.voided_by(&now));
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

    /// Keeps where many starts led to on the data of `session`.
    pub fn keep_restarts(&mut self, session: &Session, restarts: Restarts) -> &[Restart] {
        self.restarts = restarts.finish();
        self.optima = optima(&session.sourced().data, &self.restarts);
        &self.restarts
    }

    /// The best fit for each k.
    pub fn fits(&self) -> &[Fit] {
        &self.fits
    }

    /// Where many starts led to, best first.
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

    /// The surface over a landscape's axes, one slice further; true where it is whole.
    pub fn surface(&mut self, session: &Session, axes: [Axis; 2]) -> Result<(&Surface, bool), Refusal> {
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
            data: session.sourced.data.clone(),
            k: session.scenario.k,
            start: session.last_named,
            em: (em.assignment, em.vary, em.prior, em.floor),
        }
    }

    fn voided_by(&self, now: &Self) -> Voided {
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
        let (from, to) = default_range(&self.sourced.data, path.iter().flat_map(|&(a, b)| [a, b]));
        Ok(Landscape { axes: [a, b].map(|component| Axis { component, from, to }), path })
    }
}
