//! A climb by damped Newton steps, for where EM ends and not for how it gets there.
//!
//! Where two components fit points that one alone could fit, EM is slow: an iteration may gain 1e-10, a
//! hundred thousand times in a row. EM's step is the slope divided by the *complete* information, as
//! if each point's component were known, and along such a ridge there is far less of the observed
//! information. So after some plain iterations this climb divides by the observed information plus a
//! part of the complete one (the damping of Levenberg and Marquardt, in EM's own metric). With much
//! damping that is a short step of EM, with little a step of Newton. A step that lowers the objective
//! is not taken, and the damping grows. The climb ends only where a plain iteration of EM gains less
//! than `tol`: where it ends, EM ends too.
//!
//! Sources: Lange (1995), A gradient algorithm locally equivalent to the EM algorithm; Nielsen
//! (1999), Damping parameter in Marquardt's method.

use super::curvature::{Curvature, MOST};
use super::{Assignment, Iterate, Status, Steps, Vary};
use crate::mixture::{Component, Mixture};
use crate::model::{Model, QuickClimb};

/// Plain iterations before the first Newton step: they decide which optimum it will be.
const SETTLING: usize = 50;

/// The first damping, as a part of the complete information.
const FIRST_DAMPING: f64 = 1e-2;

/// The least and the most damping. A smaller one would be lost to rounding; with a larger one a step is no
/// longer than a step of EM.
const DAMPINGS: std::ops::RangeInclusive<f64> = 1e-12..=1e4;

/// The least that the damping is multiplied by after a step that was taken.
const LESS: f64 = 1.0 / 3.0;
/// The most that the damping is multiplied by after a step that was taken.
const MORE: f64 = 2.0;

/// What the damping is multiplied by after a step that was not taken.
const REFUSED: f64 = 4.0;

/// The longest step: ln w and ln s may change by so much, a mean by so many sds. Slope and curvature
/// say little about what is further away.
const FARTHEST: f64 = 0.5;

/// A climb by Newton steps.
#[derive(Clone, Debug)]
pub struct NewtonClimb {
    steps: Steps,
    present: Iterate,
    iteration: usize,
    /// What the last plain iteration gained, if the last iteration was one.
    gain: Option<f64>,
    /// Whether the next iteration is to be a plain one.
    plain: bool,
    damping: f64,
    /// Of the present mixture, once computed.
    curvature: Option<Box<Curvature>>,
}

impl QuickClimb<Steps> for NewtonClimb {
    fn new(steps: Steps, start: Mixture) -> Self {
        let present = steps.begin(start);
        Self { iteration: 0, plain: true, ..Self::on_a_hill(steps, present) }
    }

    /// Without plain iterations first.
    fn on_a_hill(steps: Steps, present: Iterate) -> Self {
        let plain = !has_curvature(&steps);
        Self {
            steps,
            present,
            iteration: SETTLING,
            gain: None,
            plain,
            damping: FIRST_DAMPING,
            curvature: None,
        }
    }

    fn advance(&mut self) -> bool {
        if self.stop().is_some() {
            return true;
        }
        self.iteration += 1;
        if self.plain {
            self.em_iteration()
        } else {
            self.newton_step()
        }
        self.stop().is_some()
    }

    fn present(&self) -> &Iterate {
        &self.present
    }
}

impl NewtonClimb {
    /// Why the climb is over, if it is.
    pub fn stop(&self) -> Option<Status> {
        self.steps.settings.stop(self.iteration, self.gain)
    }

    fn em_iteration(&mut self) {
        let next = self.steps.e(self.steps.m(&self.present));
        self.gain = Some(next.objective - self.present.objective);
        self.move_to(next);
        self.plain = self.iteration < SETTLING || !has_curvature(&self.steps);
    }

    fn move_to(&mut self, next: Iterate) {
        self.present = next;
        self.curvature = None;
    }

    fn newton_step(&mut self) {
        self.gain = None;
        let curvature =
            self.curvature.take().unwrap_or_else(|| Box::new(self.steps.curvature(&self.present)));
        let system = System::new(&curvature, &self.present.mixture, &self.steps);
        let Some((step, promised)) = system.step(&mut self.damping) else {
            self.plain = true;
            return;
        };
        let n = self.present.expectation.n();
        let next = self.steps.e(system.moved(&step));
        let gained = next.objective - self.present.objective;
        let kept = gained * n / promised;
        if gained >= 0.0 {
            // Nielsen's rule: the closer the gain to the one predicted, the less damping.
            self.damping *= (1.0 - (2.0 * kept - 1.0).powi(3)).clamp(LESS, MORE);
            self.move_to(next);
            self.plain = gained < self.steps.settings.tol;
        } else {
            self.damping *= REFUSED;
            self.curvature = Some(curvature);
            self.plain = promised < self.steps.settings.tol * n || self.damping > *DAMPINGS.end();
        }
        self.damping = self.damping.clamp(*DAMPINGS.start(), *DAMPINGS.end());
    }
}

/// Under hard assignment there is no curvature, and no need: EM ends after a few iterations. Of other
/// families than the Gaussian it is not computed: their E steps cost next to nothing.
fn has_curvature(steps: &Steps) -> bool {
    steps.settings.assignment == Assignment::Soft && steps.settings.family.is_gaussian()
}

/// The equations of a step, over the parameters that are free to move.
struct System<'a> {
    mixture: &'a Mixture,
    least_sd: f64,
    /// For each free parameter those of [`Curvature`] that move with it.
    free: Vec<Vec<usize>>,
    slope: Vec<f64>,
    hessian: Vec<Vec<f64>>,
    /// The complete information, on the diagonal.
    complete: Vec<f64>,
}

impl<'a> System<'a> {
    fn new(curvature: &Curvature, mixture: &'a Mixture, steps: &Steps) -> Self {
        let vary = steps.settings.vary;
        let components = mixture.components();
        let least_sd = steps.least_sd;
        let alive: Vec<usize> = (0..mixture.k()).filter(|&k| components[k].weight > 0.0).collect();
        let each = |part: usize| alive.iter().map(move |k| vec![3 * k + part]);
        // A collapsed sd stays as it is until a plain iteration raises it.
        let above = |group: &Vec<usize>| components[group[0] / 3].sd > least_sd;
        let free: Vec<Vec<usize>> = match vary {
            Vary::All => each(0).chain(each(1)).chain(each(2).filter(above)).collect(),
            Vary::SharedSd => {
                let shared = alive.iter().map(|k| 3 * k + 2).collect();
                each(0).chain(each(1)).chain(Some(shared).filter(above)).collect()
            }
            Vary::Means => each(1).collect(),
        };
        let total = |rows: &[usize], of: &dyn Fn(usize) -> f64| rows.iter().map(|&a| of(a)).sum::<f64>();
        let slope = free.iter().map(|a| total(a, &|a| curvature.slope[a])).collect();
        let hessian = free
            .iter()
            .map(|a| free.iter().map(|b| total(a, &|a| total(b, &|b| curvature.hessian[a][b]))).collect());
        let hessian = hessian.collect();
        let n = steps.data.n() as f64;
        // If each point's component were known: N_k for η and the mean, 2 N_k for ln s.
        let information = |a: usize| components[a / 3].weight * n * if a % 3 == 2 { 2.0 } else { 1.0 };
        let complete = free.iter().map(|a| total(a, &information)).collect();
        Self { mixture, least_sd, free, slope, hessian, complete }
    }

    /// The step under the present damping, and the gain that it predicts, in nats. The damping grows
    /// until the step goes up and is not too long.
    fn step(&self, damping: &mut f64) -> Option<(Vec<f64>, f64)> {
        while *damping <= *DAMPINGS.end() {
            if let Some(step) = self.solve(*damping)
                && step.iter().all(|d| d.abs() <= FARTHEST)
            {
                let bent: f64 = (0..step.len())
                    .map(|a| step[a] * step.iter().zip(&self.hessian[a]).map(|(d, b)| d * b).sum::<f64>())
                    .sum();
                let promised = step.iter().zip(&self.slope).map(|(d, s)| d * s).sum::<f64>() + 0.5 * bent;
                return (promised > 0.0).then_some((step, promised));
            }
            *damping *= REFUSED;
        }
        None
    }

    /// (−hessian + damping · complete) step = slope, by Cholesky; none where it would not go up.
    fn solve(&self, damping: f64) -> Option<Vec<f64>> {
        let d = self.slope.len();
        let mut lower = vec![[0.0; MOST]; d];
        let mut step = self.slope.clone();
        for i in 0..d {
            for j in 0..=i {
                let own = if i == j { damping * self.complete[i] } else { 0.0 };
                let known: f64 = (0..j).map(|l| lower[i][l] * lower[j][l]).sum();
                let left = own - self.hessian[i][j] - known;
                lower[i][j] = if i > j {
                    left / lower[j][j]
                } else if left > f64::EPSILON * self.complete[i] {
                    left.sqrt()
                } else {
                    return None;
                };
            }
            step[i] = (step[i] - (0..i).map(|l| lower[i][l] * step[l]).sum::<f64>()) / lower[i][i];
        }
        for i in (0..d).rev() {
            let known: f64 = (i + 1..d).map(|l| lower[l][i] * step[l]).sum();
            step[i] = (step[i] - known) / lower[i][i];
        }
        step.iter().all(|d| d.is_finite()).then_some(step)
    }

    /// The mixture after a step.
    fn moved(&self, step: &[f64]) -> Mixture {
        let mut by = [0.0; MOST];
        for (group, d) in self.free.iter().zip(step) {
            group.iter().for_each(|&a| by[a] = *d);
        }
        let mut components = self.mixture.components().to_vec();
        for (k, c) in components.iter_mut().enumerate() {
            *c = Component {
                weight: c.weight * by[3 * k].exp(),
                mean: c.mean + c.sd * by[3 * k + 1],
                sd: (c.sd * by[3 * k + 2].exp()).max(self.least_sd),
            };
        }
        let total: f64 = components.iter().map(|c| c.weight).sum();
        components.iter_mut().for_each(|c| c.weight /= total);
        self.mixture.with(components)
    }
}
