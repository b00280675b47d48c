//! The plain kernel over every point, in the browser.
#![cfg(target_arch = "wasm32")]

use em_mixture::dataset::Dataset;
use em_mixture::em::{Assignment, Points, Prior, PriorKind, Vary, maximize, sums};
use em_mixture::mixture::{Component, Mixture};
use wasm_bindgen::prelude::*;

/// Points and a mixture on its way.
#[wasm_bindgen]
pub struct Plain {
    data: Dataset,
    mixture: Mixture,
}

#[wasm_bindgen]
impl Plain {
    /// Sorted points.
    #[wasm_bindgen(constructor)]
    pub fn new(values: Vec<f64>) -> Result<Plain, JsError> {
        let alone = Component { weight: 1.0, mean: 0.0, sd: 1.0 };
        Ok(Plain { data: Dataset::new(values)?, mixture: Mixture::unchecked(vec![alone]) })
    }

    /// Begins anew with these means.
    pub fn begin(&mut self, means: Vec<f64>) {
        let (weight, sd) = (1.0 / means.len() as f64, self.data.sd() / means.len() as f64);
        self.mixture =
            Mixture::unchecked(means.into_iter().map(|mean| Component { weight, mean, sd }).collect());
    }

    /// One E step and one M step; the mean log-likelihood of the mixture that entered.
    pub fn iterate(&mut self) -> f64 {
        let prior = Prior::new(PriorKind::None, &self.data, self.mixture.k());
        let e = sums(Points::plain(self.data.values()), &self.mixture, Assignment::Soft);
        self.mixture = maximize(&self.mixture, &e.moments[..self.mixture.k()], Vary::All, &prior, 0.0);
        e.ln_likelihood / self.data.n() as f64
    }

    /// Where the components stand.
    pub fn means(&self) -> Vec<f64> {
        self.mixture.components().iter().map(|c| c.mean).collect()
    }
}
