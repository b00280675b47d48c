//! What a link says of points in the plane, beside what it says of points of any dimension.

use super::{Mass, Source};
use crate::plane::{Component, Covariance, CovarianceType, Point, Process};
use crate::presets::ONE_OF_EACH;

/// What only points in the plane have.
#[derive(Clone, Debug, PartialEq)]
pub struct InPlane {
    /// The processes that simulated points are drawn from.
    pub truth: Vec<Process>,
    /// Own points, if the link carries them; `None` unless the data are [`Source::Own`].
    pub values: Option<Vec<Point>>,
    /// The components of a start by hand; without them the start is the scenario's named one.
    pub by_hand: Option<Vec<Ellipse>>,
    /// Which covariances the components may have.
    pub covariance: CovarianceType,
    /// How much of a component its ellipse holds.
    pub mass: Mass,
}

/// A component as a link has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ellipse {
    /// The weight, above 0.
    pub weight: f64,
    /// The mean.
    pub mean: Point,
    /// The sds of x and y.
    pub sds: [f64; 2],
    /// The correlation of x and y, above −1 and below 1.
    pub rho: f64,
}

impl InPlane {
    /// What a link means that gives these data alone.
    pub(super) fn usual(data: Source) -> Self {
        let truth = if data == Source::OneOfEach { ONE_OF_EACH.to_vec() } else { usual_truth() };
        Self {
            truth,
            values: None,
            by_hand: None,
            covariance: CovarianceType::default(),
            mass: Mass::default(),
        }
    }
}

impl From<&Component> for Ellipse {
    fn from(Component { weight, mean, covariance }: &Component) -> Self {
        Self { weight: *weight, mean: *mean, sds: covariance.sds(), rho: covariance.rho() }
    }
}

impl Ellipse {
    /// The component, where the sds and the correlation are those of a Gaussian.
    pub fn component(&self) -> Option<Component> {
        let covariance = Covariance::correlated(self.sds, self.rho)?;
        Some(Component { weight: self.weight, mean: self.mean, covariance })
    }
}

/// 3,000 and 7,000 points, whose first coordinates are distributed as the worked example's values are.
fn usual_truth() -> Vec<Process> {
    vec![
        Process { mean: [20.0, 60.0], sds: [5.0, 8.0], rho: 0.7, count: 3000 },
        Process { mean: [40.0, 50.0], sds: [5.0, 8.0], rho: -0.5, count: 7000 },
    ]
}
