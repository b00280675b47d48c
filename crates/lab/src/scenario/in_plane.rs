//! What a link says of points in the plane, beside what it says of points of any dimension.

use super::{Dim, Mass, Scenario, Source};
use crate::em::{Settings, Vary};
use crate::plane::{self, Component, Covariance, CovarianceType, Point, Process};
use crate::presets::ONE_OF_EACH;
use crate::start::{NamedStart, Start};

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

impl Scenario {
    /// How many numbers a point is.
    pub fn dim(&self) -> Dim {
        if self.plane.is_some() { Dim::Two } else { Dim::One }
    }

    /// How many components a start by hand has.
    pub fn by_hand(&self) -> Option<usize> {
        match (&self.plane, &self.start) {
            (Some(plane), _) => plane.by_hand.as_ref().map(Vec::len),
            (None, Start::ByHand(components)) => Some(components.len()),
            (None, Start::Named(_)) => None,
        }
    }

    /// Makes a named start the one that EM begins with.
    pub fn set_start(&mut self, start: NamedStart) {
        self.start = Start::Named(start);
        if let Some(plane) = &mut self.plane {
            plane.by_hand = None;
        }
    }

    /// The variant of EM in the plane.
    pub fn plane_settings(&self) -> plane::Settings {
        let Settings { assignment, vary, prior, floor_fraction, tol, max, family: _ } = self.em;
        let vary = if vary == Vary::Means { plane::Vary::Means } else { plane::Vary::All };
        let covariance = self.plane.as_ref().map(|plane| plane.covariance).unwrap_or_default();
        plane::Settings { assignment, covariance, vary, prior, floor_fraction, tol, max }
    }

    /// The same settings for own data of this dimension, which the link does not carry yet.
    pub(crate) fn with_own(&self, dim: Dim) -> Self {
        let mut own = Self { data: Source::Own, values: None, step: 0, ..self.clone() };
        own.set_points(None);
        if dim != self.dim() {
            own.set_dim(dim);
            own.follow(self);
        }
        own
    }

    /// The same without own data.
    pub fn leave_out_values(&mut self) {
        self.values = None;
        self.set_points(None);
    }

    /// Makes these the own points of the plane.
    pub(crate) fn set_points(&mut self, points: Option<Vec<Point>>) {
        if let Some(plane) = &mut self.plane {
            plane.values = points;
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
