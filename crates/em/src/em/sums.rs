//! What the inner loop takes, weighted points, and what it gives, sufficient statistics.
//!
//! For the M step three sums for each component are enough, however many points there are: how many it
//! holds, their mean, and their spread.

use crate::mixture::MAX_COMPONENTS;
use wide::f64x4;

/// Points, each with a weight: how many times it counts.
#[derive(Clone, Copy, Debug)]
pub struct Points<'a> {
    /// The points' values.
    pub values: &'a [f64],
    /// A base for each group of four values, which are relative to it; `None`: all are relative to 0.
    pub bases: Option<&'a [f64]>,
    /// Their weights; `None`: each counts once.
    pub weights: Option<&'a [f64]>,
}

impl<'a> Points<'a> {
    /// Values as they are, each counted once.
    pub fn plain(values: &'a [f64]) -> Self {
        Self { values, bases: None, weights: None }
    }

    /// The `four`th group of four: its base, its values relative to it, its weights (`None` if each
    /// counts once). Past the end come points of weight 0.
    #[inline(always)]
    pub(super) fn four(&self, four: usize) -> (f64x4, f64x4, Option<f64x4>) {
        let here = 4 * four..self.values.len().min(4 * four + 4);
        let weight = match self.weights {
            None if here.len() == 4 => None,
            None => Some(quad(&[1.0; 4][..here.len()], 0.0)),
            Some(weights) => Some(quad(&weights[here.clone()], 0.0)),
        };
        let base = self.bases.map_or(0.0, |bases| bases[four]);
        (f64x4::splat(base), quad(&self.values[here], self.values[4 * four]), weight)
    }
}

/// What one component holds after an E step, about the mean m that entered it.
///
/// About m and not about 0: far from zero digits would cancel.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moments {
    /// N_k = Σ_i r_ik, the effective count.
    pub count: f64,
    /// Σ_i r_ik (x_i − m_k).
    pub first: f64,
    /// Σ_i r_ik (x_i − m_k)².
    pub second: f64,
    /// S_k = Σ_i r_ik (x_i − x̄_k)², about their own mean x̄_k; computed once the sums are complete.
    pub spread: f64,
}

/// The sums of one pass over points. Those of parts can be added.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sums {
    /// Per component; those past k stay zero.
    pub moments: [Moments; MAX_COMPONENTS],
    /// Σ_i ln p(x_i), in nats.
    pub ln_likelihood: f64,
    /// Σ_i max_k ln(w_k N_k(x_i)), in nats: what hard assignment climbs.
    pub ln_best: f64,
}

impl std::ops::AddAssign for Moments {
    fn add_assign(&mut self, other: Self) {
        self.count += other.count;
        self.first += other.first;
        self.second += other.second;
    }
}

impl Moments {
    /// Computes the spread once the sums are complete. Rounding may have made a sum of weighted nodes
    /// negative: it becomes 0.
    pub(super) fn finish(&mut self) {
        if self.count > 0.0 {
            self.second = self.second.max(0.0);
            self.spread = (self.second - self.first * self.shift()).max(0.0);
        } else {
            *self = Self::default();
        }
    }

    /// N_k, Σ_i r_ik x_i and Σ_i r_ik (x_i − m')², from the mean that entered and for another one, m'.
    pub fn about(&self, entering: f64, other: f64) -> [f64; 3] {
        let past = self.shift() - (other - entering); // x̄_k − m'
        [self.count, self.first + self.count * entering, self.spread + self.count * past * past]
    }

    /// x̄_k − m_k: how far what the component holds is, on average, from the mean that entered.
    pub fn shift(&self) -> f64 {
        if self.count > 0.0 { self.first / self.count } else { 0.0 }
    }
}

impl std::ops::AddAssign for Sums {
    fn add_assign(&mut self, other: Self) {
        for (mine, theirs) in self.moments.iter_mut().zip(other.moments) {
            *mine += theirs;
        }
        self.ln_likelihood += other.ln_likelihood;
        self.ln_best += other.ln_best;
    }
}

/// Four lanes; those beyond the values' end hold `filler`.
#[inline(always)]
fn quad(values: &[f64], filler: f64) -> f64x4 {
    match values {
        &[a, b, c, d] => f64x4::new([a, b, c, d]),
        _ => f64x4::new(std::array::from_fn(|lane| *values.get(lane).unwrap_or(&filler))),
    }
}
