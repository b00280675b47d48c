//! How many components, and of which covariances? The best fit of each k for each type, as R's mclust shows
//! them, with AIC and BIC.
//!
//! A type with fewer free parameters may do with more components: Old Faithful's eruptions are two groups of
//! full covariances, and BIC prefers three that share one.

use super::Point;
use super::cloud::Cloud;
use super::mixture::Mixture;
use super::settings::{CovarianceType, Settings};
use super::steps::Steps;
use crate::Error;
use crate::compare_k::{CompareK, Fit, best_by};
use crate::mixture::MAX_COMPONENTS;
use crate::start::NamedStart;
use std::sync::Arc;

/// The best fit found for one type of covariance and one k.
#[derive(Clone, Debug, PartialEq)]
pub struct TypedFit {
    /// The type of its covariances.
    pub covariance: CovarianceType,
    /// The fit, with its k and its criteria.
    pub fit: Fit<Mixture, Point>,
}

/// The best fits for each type of covariance and each k.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FitGrid {
    fits: Vec<TypedFit>,
}

impl FitGrid {
    /// All fits: the types in the order of [`CovarianceType::ALL`], each from k = 1 on.
    pub fn fits(&self) -> &[TypedFit] {
        &self.fits
    }

    /// The fit of a type and a k, if it was asked for.
    pub fn of(&self, covariance: CovarianceType, k: usize) -> Option<&Fit<Mixture, Point>> {
        let wanted = |typed: &&TypedFit| typed.covariance == covariance && typed.fit.k == k;
        self.fits.iter().find(wanted).map(|typed| &typed.fit)
    }

    /// The fit with the least AIC of all, collapsed ones left out.
    pub fn least_aic(&self) -> Option<&TypedFit> {
        self.least(|fit| fit.aic)
    }

    /// The fit with the least BIC of all, collapsed ones left out.
    pub fn least_bic(&self) -> Option<&TypedFit> {
        self.least(|fit| fit.bic)
    }

    fn least(&self, criterion: impl Fn(&Fit<Mixture, Point>) -> f64) -> Option<&TypedFit> {
        let sound = |typed: &TypedFit| typed.fit.on_floor.is_empty().then(|| criterion(&typed.fit));
        best_by(&self.fits, sound).map(|i| &self.fits[i])
    }
}

/// Compares the ks of every type in slices: call [`CompareTypes::advance`] until it is true, then
/// [`CompareTypes::finish`].
#[derive(Clone, Debug)]
pub struct CompareTypes {
    /// The last one is under way.
    left: Vec<(CovarianceType, CompareK<Steps>)>,
    grid: FitGrid,
}

impl CompareTypes {
    /// k = 1 to `max` for each type, each by starts of one kind and from one seed on, as [`CompareK`] has them,
    /// under `settings` (but for its covariance, `tol` and `max`).
    pub fn new(
        cloud: &Arc<Cloud>,
        max: usize,
        start: (NamedStart, u32),
        settings: Settings,
    ) -> Result<Self, Error> {
        if !(1..=MAX_COMPONENTS).contains(&max) {
            return Err(Error::Components(max));
        }
        // No more components than different points.
        let largest = max.min(cloud.distinct());
        let compare = |covariance: CovarianceType| {
            let steps = Steps::new(cloud.clone(), 1, Settings { covariance, ..settings });
            (covariance, CompareK::of(steps, largest, start))
        };
        Ok(Self {
            left: CovarianceType::ALL.into_iter().rev().map(compare).collect(),
            grid: FitGrid::default(),
        })
    }

    /// Does one slice of the work; true when all is done.
    pub fn advance(&mut self) -> bool {
        if self.left.last_mut().is_some_and(|(_, compare)| compare.advance())
            && let Some((covariance, compare)) = self.left.pop()
        {
            let typed = compare.finish().into_iter().map(|fit| TypedFit { covariance, fit });
            self.grid.fits.extend(typed);
        }
        self.left.is_empty()
    }

    /// How much of the work is done, 0 to 1.
    pub fn progress(&self) -> f64 {
        let left: f64 = self.left.iter().map(|(_, compare)| 1.0 - compare.progress()).sum();
        1.0 - left / CovarianceType::ALL.len() as f64
    }

    /// The best fit of each type and each k.
    pub fn finish(mut self) -> FitGrid {
        while !self.advance() {}
        self.grid
    }
}
