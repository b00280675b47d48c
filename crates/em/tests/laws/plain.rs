//! The definitions, computed point by point without vector lanes or moments, and many cases to compare
//! them on.

use em_mixture::dataset::Dataset;
use em_mixture::em::{Assignment, Em, PriorKind, Settings, Vary};
use em_mixture::mixture::{Component, Mixture};
use em_mixture::start::{NamedStart, Start, first_guess};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;
use std::sync::Arc;

/// Every assignment × vary × prior, with one fraction for the floor.
pub fn variants(floor_fraction: f64) -> Vec<Settings> {
    let mut all = Vec::new();
    for assignment in [Assignment::Soft, Assignment::Hard] {
        for vary in [Vary::All, Vary::SharedSd, Vary::Means] {
            for prior in [PriorKind::None, PriorKind::Conjugate] {
                all.push(Settings { assignment, vary, prior, floor_fraction, ..Settings::default() });
            }
        }
    }
    all
}

pub fn generator(seed: u64) -> Pcg64 {
    Pcg64::seed_from_u64(seed)
}

/// A value that is nearly standard normal: the sum of twelve uniforms minus six.
pub fn normal(generator: &mut Pcg64) -> f64 {
    (0..12).map(|_| generator.random::<f64>()).sum::<f64>() - 6.0
}

/// Values from 1 to 4 groups; every third seed rounds them to integers, every fifth adds an outlier.
pub fn values(seed: u64, n: usize) -> Vec<f64> {
    let mut generator = generator(seed);
    let heaps = 1 + seed as usize % 4;
    let heaps: Vec<(f64, f64)> = (0..heaps)
        .map(|_| (40.0 * generator.random::<f64>() - 20.0, 0.2 + 4.0 * generator.random::<f64>()))
        .collect();
    let mut values: Vec<f64> = (0..n)
        .map(|i| {
            let (mean, sd) = heaps[i % heaps.len()];
            mean + sd * normal(&mut generator)
        })
        .collect();
    if seed.is_multiple_of(3) {
        values.iter_mut().for_each(|x| *x = x.round());
    }
    if seed.is_multiple_of(5) {
        values[0] = 500.0;
    }
    values
}

pub fn dataset(values: &[f64]) -> Arc<Dataset> {
    Arc::new(Dataset::new(values.to_vec()).unwrap())
}

/// A mixture from `(weight, mean, sd)`s.
pub fn mixture(components: &[(f64, f64, f64)]) -> Mixture {
    Mixture::unchecked(components.iter().map(|&(weight, mean, sd)| Component { weight, mean, sd }).collect())
}

pub fn named(start: NamedStart, data: &Dataset, k: usize, seed: u64, floor_fraction: f64) -> Mixture {
    let fraction = if floor_fraction > 0.0 { floor_fraction } else { 1e-9 };
    first_guess(&Start::Named(start), data, k, seed as u32, fraction * data.sd())
}

/// A start by hand that no named start gives: unequal weights, unequal sds.
pub fn uneven(data: &Dataset, k: usize, seed: u64) -> Mixture {
    let mut generator = generator(seed ^ 0xabcd);
    let (least, largest) = data.range();
    let shares: Vec<f64> = (0..k).map(|_| 0.1 + generator.random::<f64>()).collect();
    let total: f64 = shares.iter().sum();
    let component = |share: f64| Component {
        weight: share / total,
        mean: least + (largest - least) * generator.random::<f64>(),
        sd: data.sd() * (0.2 + generator.random::<f64>()),
    };
    Mixture::unchecked(shares.into_iter().map(component).collect())
}

/// ln(w N(x; m, s²)) of each component.
fn ln_joint(mixture: &Mixture, x: f64) -> Vec<f64> {
    let of = |c: &Component| {
        c.weight.ln() - c.sd.ln() - std::f64::consts::TAU.ln() / 2.0 - ((x - c.mean) / c.sd).powi(2) / 2.0
    };
    mixture.components().iter().map(of).collect()
}

/// How x is shared out: by Bayes' rule, or whole to the first of the largest.
pub fn shares(mixture: &Mixture, x: f64, assignment: Assignment) -> Vec<f64> {
    let ln_joint = ln_joint(mixture, x);
    let largest = ln_joint.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let first = ln_joint.iter().position(|&ln| ln == largest);
    let total: f64 = ln_joint.iter().map(|ln| (ln - largest).exp()).sum();
    let share = |(k, ln): (usize, &f64)| match assignment {
        Assignment::Soft => (ln - largest).exp() / total,
        Assignment::Hard => f64::from(u8::from(Some(k) == first)),
    };
    ln_joint.iter().enumerate().map(share).collect()
}

/// The whole table: `q[i][k]`.
pub fn table(em: &Em, mixture: &Mixture) -> Vec<Vec<f64>> {
    em.data().values().iter().map(|&x| shares(mixture, x, em.settings().assignment)).collect()
}

/// Σ_i q_ik of each component.
pub fn counts(q: &[Vec<f64>]) -> Vec<f64> {
    (0..q[0].len()).map(|k| q.iter().map(|row| row[k]).sum()).collect()
}

/// Which components are empty for an M step: they hold fewer than 1e-12 n points, and there is no prior.
pub fn empty(em: &Em, q: &[Vec<f64>]) -> Vec<usize> {
    let few = |count: &f64| em.settings().prior == PriorKind::None && *count < 1e-12 * em.data().n() as f64;
    counts(q).iter().enumerate().filter(|(_, count)| few(count)).map(|(k, _)| k).collect()
}

/// The bound from its definition: (Σ_i Σ_k q_ik ln(w_k N_k(x_i) / q_ik) + ln prior) / n, without the
/// empty components (less than 1e-12 of the points).
pub fn bound(em: &Em, q: &[Vec<f64>], mixture: &Mixture) -> f64 {
    let empty = empty(em, q);
    let mut sum = 0.0;
    for (&x, row) in em.data().values().iter().zip(q) {
        for (k, (&share, ln)) in row.iter().zip(ln_joint(mixture, x)).enumerate() {
            if share > 0.0 && !empty.contains(&k) {
                sum += share * (ln - share.ln());
            }
        }
    }
    (sum + ln_prior(em, mixture)) / em.data().n() as f64
}

/// The objective from its definition.
pub fn objective(em: &Em, mixture: &Mixture) -> f64 {
    let of = |&x: &f64| {
        let ln_joint = ln_joint(mixture, x);
        let largest = ln_joint.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        match em.settings().assignment {
            Assignment::Soft => largest + ln_joint.iter().map(|ln| (ln - largest).exp()).sum::<f64>().ln(),
            Assignment::Hard => largest,
        }
    };
    (em.data().values().iter().map(of).sum::<f64>() + ln_prior(em, mixture)) / em.data().n() as f64
}

/// μ₀ and ς: the data's mean and var(data, n − 1) / k².
pub fn prior_of(values: &[f64], k: usize) -> (f64, f64) {
    let n = values.len() as f64;
    let first = values[0];
    let mean = first + values.iter().map(|x| x - first).sum::<f64>() / n;
    let squares: f64 = values.iter().map(|x| (x - mean).powi(2)).sum();
    (mean, squares / (n - 1.0) / (k * k) as f64)
}

/// Σ_k ln N(m_k; μ₀, v_k/κ) + Σ ln InvGamma(v; ν/2, ς/2) over the variances that move; κ = 0.01, ν = 3.
fn ln_prior(em: &Em, mixture: &Mixture) -> f64 {
    if em.settings().prior == PriorKind::None {
        return 0.0;
    }
    let (mean, scale) = prior_of(em.data().values(), mixture.k());
    let of_mean = |c: &Component| {
        let variance = c.sd * c.sd / 0.01;
        -0.5 * (std::f64::consts::TAU * variance).ln() - (c.mean - mean).powi(2) / (2.0 * variance)
    };
    // ln InvGamma(v; a, b) = a ln b − ln Γ(a) − (a + 1) ln v − b/v, with Γ(3/2) = √π / 2
    let of_variance = |c: &Component| {
        let (a, b, variance) = (1.5_f64, scale / 2.0, c.sd * c.sd);
        a * b.ln() - (std::f64::consts::PI.sqrt() / 2.0).ln() - (a + 1.0) * variance.ln() - b / variance
    };
    let components = mixture.components();
    let distinct = match em.settings().vary {
        Vary::All => components,
        Vary::SharedSd => &components[..1],
        Vary::Means => &[],
    };
    components.iter().map(of_mean).sum::<f64>() + distinct.iter().map(of_variance).sum::<f64>()
}

/// The floor as an sd, by the definition in the documents; 0 if sds do not change.
pub fn least_sd(em: &Em) -> f64 {
    match (em.settings().vary, em.settings().floor_fraction) {
        (Vary::Means, _) => 0.0,
        (_, fraction) => em.data().sd() * if fraction > 0.0 { fraction } else { 1e-9 },
    }
}

/// Checks that all numbers of a run are finite, the weights sum to 1, and no sd is 0.
pub fn assert_sound(em: &Em, case: &str) {
    let present = em.present();
    let components = present.mixture.components();
    let total: f64 = components.iter().map(|c| c.weight).sum();
    assert!((total - 1.0).abs() <= 1e-12, "{case}: the weights sum to {total}");
    for c in components {
        assert!((0.0..=1.0).contains(&c.weight) && c.mean.is_finite(), "{case}: {c:?}");
        assert!(c.sd.is_finite() && c.sd > 0.0, "{case}: {c:?}");
    }
    let bound = em.lower_bound(em.position()).unwrap_or(0.0);
    for number in [present.objective, present.expectation.ln_likelihood(), bound] {
        assert!(number.is_finite(), "{case}: {number} at position {}", em.position());
    }
    for m in present.expectation.moments() {
        assert!(m.count >= 0.0 && m.first.is_finite() && m.second >= 0.0, "{case}: {m:?}");
    }
    let n = em.data().n() as f64;
    let held: f64 = present.expectation.moments().iter().map(|m| m.count).sum();
    assert!((held / n - 1.0).abs() <= 1e-12, "{case}: {held} of {n} points are shared out");
    assert!(em.last_gain().is_none_or(f64::is_finite), "{case}: a gain of {:?}", em.last_gain());
}
