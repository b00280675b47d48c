//! A mixture of Gaussians: what EM estimates.
//!
//! Every value is drawn by first choosing a component (component k with probability
//! weight_k), then drawing from its Gaussian. Which component it was stays hidden; Bayes'
//! rule turns the question round and answers it with probabilities, the responsibilities.

/// ln √(2π), the Gaussian's normalising constant.
pub const LN_SQRT_TAU: f64 = 0.918_938_533_204_672_8;

/// The most components a mixture may have: the alphabet of colours and letters ends at H.
pub const MAX_COMPONENTS: usize = 8;

/// The largest magnitude of a value or a mean; an sd is at least its reciprocal. In between
/// no square overflows: ((x − m)/s)² is at most 4e240.
pub const LARGEST: f64 = 1e60;

/// One Gaussian and its share of the mixture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Component {
    /// The probability that a value comes from here: 0 to 1.
    pub weight: f64,
    /// The Gaussian's mean, in the data's unit.
    pub mean: f64,
    /// The Gaussian's standard deviation, in the data's unit, above 0.
    pub sd: f64,
}

impl Component {
    /// ln(w N(m; m, s²)), at the peak: ln w − ln s − ln √(2π).
    pub fn ln_height(&self) -> f64 {
        self.weight.ln() - self.sd.ln() - LN_SQRT_TAU
    }

    /// ln(w N(x; m, s²)): −∞ where the weight is 0.
    pub fn ln_weighted_density(&self, x: f64) -> f64 {
        let z = (x - self.mean) / self.sd;
        self.ln_height() - 0.5 * z * z
    }

    /// w N(x; m, s²).
    pub fn weighted_density(&self, x: f64) -> f64 {
        self.ln_weighted_density(x).exp()
    }

    /// The component's letter, A to H: it keeps it for life.
    pub fn letter(k: usize) -> char {
        char::from(b'A' + k as u8)
    }
}

/// A mixture of 1 to [`MAX_COMPONENTS`] Gaussians whose weights sum to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Mixture {
    components: Vec<Component>,
}

impl Mixture {
    /// A mixture of these components; the weights are taken as they are.
    ///
    /// The caller has checked them (a scenario or a start does, and an M step keeps them so):
    /// sds above 0, weights from 0 to 1 with the sum 1.
    pub fn new(components: Vec<Component>) -> Self {
        debug_assert!((1..=MAX_COMPONENTS).contains(&components.len()));
        Self { components }
    }

    /// The components, each in its place for life.
    pub fn components(&self) -> &[Component] {
        &self.components
    }

    /// How many components there are.
    pub fn k(&self) -> usize {
        self.components.len()
    }

    /// ln p(x) = ln Σ_k w_k N_k(x), by log-sum-exp: finite even 40 sds from every mean.
    pub fn ln_density(&self, x: f64) -> f64 {
        let largest =
            self.components.iter().map(|c| c.ln_weighted_density(x)).fold(f64::NEG_INFINITY, f64::max);
        let relative: f64 = self.components.iter().map(|c| (c.ln_weighted_density(x) - largest).exp()).sum();
        largest + relative.ln()
    }

    /// p(x) = Σ_k w_k N_k(x).
    pub fn density(&self, x: f64) -> f64 {
        self.ln_density(x).exp()
    }

    /// Bayes' rule: r_k = w_k N_k(x) / p(x), the probability that x came from component k.
    pub fn responsibilities(&self, x: f64) -> Vec<f64> {
        let ln_density = self.ln_density(x);
        self.components.iter().map(|c| (c.ln_weighted_density(x) - ln_density).exp()).collect()
    }

    /// The component to whom x most probably belongs; ties go to the lower index.
    pub fn most_responsible(&self, x: f64) -> usize {
        let mut best = 0;
        let mut best_ln = f64::NEG_INFINITY;
        for (k, component) in self.components.iter().enumerate() {
            let ln = component.ln_weighted_density(x);
            if ln > best_ln {
                (best, best_ln) = (k, ln);
            }
        }
        best
    }
}
