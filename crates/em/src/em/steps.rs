//! The E step and the M step for given data and settings: the model of mixtures in one dimension.

use super::curvature::Curvature;
use super::lower_bound;
use super::{
    Expectation, Iterate, NewtonClimb, Prior, Settings, Status, Vary, e_step, m_step, set_shared_sd,
};
use crate::dataset::Dataset;
use crate::mixture::{LARGEST, Mixture};
use crate::model::Model;
use crate::restarts::{same_optimum, stands_on};
use crate::start::{NamedStart, Start, first_guess};
use std::sync::Arc;

/// What a `floor_fraction` of 0 stands for, in data sds: no sd may reach 0.
const LEAST_FLOOR: f64 = 1e-9;

/// The E step and the M step of one EM on one data set.
#[derive(Clone, Debug)]
pub struct Steps {
    pub(super) data: Arc<Dataset>,
    pub(super) settings: Settings,
    pub(super) prior: Prior,
    pub(super) least_sd: f64,
}

impl Steps {
    /// The half-steps of the EM of `settings`, with k components, on `data`.
    pub fn new(data: Arc<Dataset>, k: usize, settings: Settings) -> Self {
        let prior = Prior::new(settings.prior, &data, k);
        let least_sd = match settings.vary {
            // Sds that stay as they started need no floor.
            Vary::Means if settings.family.is_gaussian() => 0.0,
            _ => self::least_sd(settings.floor_fraction, &data),
        };
        Self { data, settings, prior, least_sd }
    }

    /// Which EM this is.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The prior of the parameters.
    pub fn prior(&self) -> &Prior {
        &self.prior
    }

    /// The data.
    pub fn data(&self) -> &Arc<Dataset> {
        &self.data
    }

    /// The mixture that a start gives for k components, drawn under `seed`: of Gaussians, or of what the family
    /// has nearest to them.
    pub fn guess(&self, start: &Start, k: usize, seed: u32) -> Mixture {
        let least_sd = least_sd(self.settings.floor_fraction, &self.data);
        let guess = first_guess(start, &self.data, k, seed, least_sd);
        self.settings.family.suited(guess, least_sd)
    }

    /// The slope and the curvature of the objective under soft assignment, in nats in all.
    pub(super) fn curvature(&self, at: &Iterate) -> Curvature {
        let (mixture, vary) = (&at.mixture, self.settings.vary);
        let mut found =
            e_step::with_fewer_nodes(&self.data, mixture, |points| Curvature::of(points, mixture));
        self.prior.add_curvature(mixture, vary, &mut found);
        found
    }
}

impl Model for Steps {
    type Mixture = Mixture;
    type Expectation = Expectation;
    type Point = f64;
    type QuickClimb = NewtonClimb;

    fn with_k(&self, k: usize) -> Self {
        Self::new(self.data.clone(), k, self.settings)
    }

    fn n(&self) -> usize {
        self.data.n()
    }

    fn first_guess(&self, start: NamedStart, k: usize, seed: u32) -> Mixture {
        self.guess(&Start::Named(start), k, seed)
    }

    /// The start, its sds pooled under `shared-sd`.
    fn begin(&self, start: Mixture) -> Iterate {
        self.e(if self.settings.vary == Vary::SharedSd { pooled(&start) } else { start })
    }

    fn e(&self, mixture: Mixture) -> Iterate {
        let Settings { assignment, vary, .. } = self.settings;
        let mut expectation = Expectation::new(&self.data, &mixture, assignment, &self.prior, vary);
        if vary != Vary::Means && mixture.family().is_gaussian() {
            expectation = expectation.with_exact_spreads(&self.data, &mixture, assignment, self.least_sd);
        }
        let objective = expectation.objective(assignment);
        Iterate { mixture, expectation, objective, bound: None }
    }

    fn m(&self, entering: &Iterate) -> Mixture {
        let moments = entering.expectation.moments();
        m_step::maximize(&entering.mixture, moments, self.settings.vary, &self.prior, self.least_sd)
    }

    fn bound_after_m(&self, entering: &Iterate, next: &Mixture) -> f64 {
        let Settings { assignment, vary, .. } = self.settings;
        let means_of = (assignment, vary, &self.prior);
        lower_bound::after_m(&entering.mixture, &entering.expectation, next, means_of)
    }

    fn stop(&self, iteration: usize, gain: Option<f64>) -> Option<Status> {
        self.settings.stop(iteration, gain)
    }

    fn until(self, tol: f64, max: usize) -> Self {
        Self { settings: Settings { tol, max, ..self.settings }, ..self }
    }

    fn k(mixture: &Mixture) -> usize {
        mixture.k()
    }

    /// Weights less one, means, sds.
    fn free_parameters(&self, k: usize) -> usize {
        self.settings.free_parameters(k)
    }

    /// Those whose sd is the least allowed.
    fn on_floor(&self, mixture: &Mixture) -> Vec<usize> {
        if !mixture.family().curve().collapses() {
            return Vec::new();
        }
        let components = mixture.components().iter().enumerate();
        components.filter(|(_, c)| c.sd <= self.least_sd).map(|(k, _)| k).collect()
    }

    fn empty(&self, entering: &Iterate) -> Vec<usize> {
        let expectation = &entering.expectation;
        let moments = expectation.moments().iter().enumerate();
        let empty = |count| m_step::is_empty(count, expectation.n(), &self.prior);
        moments.filter(|(_, m)| empty(m.count)).map(|(k, _)| k).collect()
    }

    fn ln_likelihood(expectation: &Expectation) -> f64 {
        expectation.ln_likelihood()
    }

    fn summed(expectation: &Expectation) -> usize {
        expectation.nodes()
    }

    fn same_optimum(&self, a: &Mixture, b: &Mixture) -> bool {
        same_optimum(a, b, self.data.sd())
    }

    fn stands_on(&self, mixture: &Mixture) -> Vec<(usize, Vec<f64>)> {
        stands_on(&self.data, mixture)
    }
}

/// The least sd, in the data's unit, that a `floor_fraction` (a fraction of the data's sd) stands for:
/// never less than an sd may be.
pub fn least_sd(floor_fraction: f64, data: &Dataset) -> f64 {
    let fraction = if floor_fraction > 0.0 { floor_fraction } else { LEAST_FLOOR };
    (data.sd() * fraction).max(LARGEST.recip())
}

/// The same mixture under one sd, the root of the weighted mean of its variances.
fn pooled(mixture: &Mixture) -> Mixture {
    let mut components = mixture.components().to_vec();
    let variance: f64 = components.iter().map(|c| c.weight * c.sd * c.sd).sum();
    set_shared_sd(&mut components, variance.sqrt());
    mixture.with(components)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Dataset;
    use crate::em::{Assignment, Expectation, Prior, PriorKind, Settings, set_shared_sd};
    use crate::mixture::Component;
    use std::sync::Arc;

    /// What the module sums, in nats, after a step along its parameters.
    fn objective(data: &Dataset, mixture: &Mixture, prior: &Prior, vary: Vary, step: [f64; 9]) -> f64 {
        let mut components: Vec<Component> = mixture.components().to_vec();
        for (c, by) in components.iter_mut().zip(step.chunks(3)) {
            (c.weight, c.mean, c.sd) = (c.weight * by[0].exp(), c.mean + c.sd * by[1], c.sd * by[2].exp());
        }
        let total: f64 = components.iter().map(|c| c.weight).sum();
        components.iter_mut().for_each(|c| c.weight /= total);
        let expectation =
            Expectation::new(data, &Mixture::unchecked(components), Assignment::Soft, prior, vary);
        expectation.objective(Assignment::Soft) * data.n() as f64
    }

    #[test]
    fn under_one_shared_sd_a_start_keeps_its_variance_within_the_components() {
        let data = Arc::new(Dataset::new(vec![0.0, 1.0, 5.0]).unwrap());
        let start =
            [(0.75, 0.0, 1.0), (0.25, 4.0, 3.0)].map(|(weight, mean, sd)| Component { weight, mean, sd });
        let steps = Steps::new(data, 2, Settings { vary: Vary::SharedSd, ..Settings::default() });
        let begun = steps.begin(Mixture::unchecked(start.to_vec()));
        // s² = Σ_k w_k s_k² = 0.75 · 1 + 0.25 · 9
        assert!(begun.mixture.components().iter().all(|c| c.sd == 3.0_f64.sqrt()));
    }

    #[test]
    fn slope_and_curvature_are_what_differences_say() {
        let data = Dataset::new((0..501).map(|i| (f64::from(i) * 0.618).fract().powi(2) * 9.0).collect());
        let data = Arc::new(data.unwrap());
        let component = |weight, mean, sd| Component { weight, mean, sd };
        let mut components =
            vec![component(0.3, 1.0, 0.7), component(0.5, 3.0, 2.0), component(0.2, 8.0, 1.1)];
        for (kind, vary) in [
            (PriorKind::None, Vary::All),
            (PriorKind::Conjugate, Vary::All),
            (PriorKind::Conjugate, Vary::Means),
            (PriorKind::Conjugate, Vary::SharedSd),
        ] {
            // Under one shared sd a prior counts it once, whichever component's λ moves it.
            if vary == Vary::SharedSd {
                set_shared_sd(&mut components, 1.3);
            }
            let mixture = Mixture::unchecked(components.clone());
            let prior = Prior::new(kind, &data, 3);
            let steps = Steps::new(data.clone(), 3, Settings { prior: kind, vary, ..Settings::default() });
            let found = steps.curvature(&steps.e(mixture.clone()));
            let directions: Vec<Vec<usize>> = match vary {
                Vary::SharedSd => {
                    [0, 1, 3, 4, 6, 7].map(|a| vec![a]).into_iter().chain([vec![2, 5, 8]]).collect()
                }
                _ => (0..9).map(|a| vec![a]).collect(),
            };
            let along = |a: &[usize], b: &[usize], far: [f64; 2]| {
                let mut step = [0.0; 9];
                a.iter().for_each(|&a| step[a] += far[0]);
                b.iter().for_each(|&b| step[b] += far[1]);
                objective(&data, &mixture, &prior, vary, step)
            };
            let h = 1e-3;
            for a in &directions {
                let slope: f64 = a.iter().map(|&a| found.slope[a]).sum();
                let plain = (along(a, a, [h, 0.0]) - along(a, a, [-h, 0.0])) / (2.0 * h);
                assert!((slope - plain).abs() < 1e-2, "{kind:?}, {vary:?}, {a:?}: {slope}, not {plain}");
                for b in &directions {
                    let second: f64 = a
                        .iter()
                        .flat_map(|&a| b.iter().map(move |&b| (a, b)))
                        .map(|(a, b)| found.hessian[a][b])
                        .sum();
                    let plain = (along(a, b, [h, h]) + along(a, b, [-h, -h])
                        - along(a, b, [h, -h])
                        - along(a, b, [-h, h]))
                        / (4.0 * h * h);
                    assert!(
                        (second - plain).abs() < 2e-2,
                        "{kind:?}, {vary:?}, {a:?}, {b:?}: {second}, not {plain}"
                    );
                }
            }
        }
    }
}
