//! Where the points are: on a line or in the plane. What a session needs to know of either.

mod line;
mod plane;

use super::landscape::AnySurface;
use super::{Fit, In, LoadedData, Own, Session};
use crate::compare_k;
use crate::em::Em;
use crate::family::Family;
use crate::figures::within;
use crate::labels::Judgement;
use crate::model::Model;
use crate::plane::{Axis, CovarianceType, MeanAxis};
use crate::refusal::Refusal;
use crate::scenario::Scenario;
use crate::start::NamedStart;
use em_mixture::Error;
use std::fmt::Debug;
use std::sync::Arc;

/// Points in the plane.
pub type Plane = crate::plane::Steps;

/// Points on a line.
pub type Line = crate::em::Steps;

/// Points, each with the index of its group.
pub type Grouped<P> = Vec<(P, u8)>;

/// A model whose data the lab can load and show.
pub trait Space: Model {
    /// The points.
    type Data: Clone + Debug + PartialEq;
    /// A component of a mixture.
    type Component: Clone + Debug + PartialEq;
    /// What simulated points are drawn from.
    type Process: Clone + Debug + PartialEq;
    /// The search of the best fits for each k.
    type Comparing;
    /// The best fit of one k, in the plane of one type of covariance.
    type Compared: Clone + Debug + PartialEq;
    /// What the coordinates measure, each with its unit.
    type Units: Clone + Debug + PartialEq;

    /// The word for the picture of a component.
    const CURVE: &'static str;

    /// How many numbers a point is, and a mean.
    const NUMBERS: usize;

    /// The names of a point's numbers in a table.
    const COLUMNS: &'static str;

    /// EM at position 0 of what `scenario` says about `data`; refused where k is too large for it.
    fn start(scenario: &Scenario, data: &Arc<Self::Data>) -> Result<Em<Self>, Refusal>;

    /// The points that EM fits.
    fn data(&self) -> &Arc<Self::Data>;

    /// Begins to find the best fit for each k up to `max`, in the plane for each type of covariance.
    fn compare(&self, max: usize, start: (NamedStart, u32)) -> Result<Self::Comparing, Error>;

    /// Does one slice of that search; true when it is done.
    fn compare_further(search: &mut Self::Comparing) -> bool;

    /// How much of that search is done, 0 to 1.
    fn part_compared(search: &Self::Comparing) -> f64;

    /// The fits that were found.
    fn compared(search: Self::Comparing) -> Vec<Self::Compared>;

    /// The fit with its criteria.
    fn fit_of(compared: &Self::Compared) -> &compare_k::Fit<Self::Mixture, Self::Point>;

    /// In the plane the type of its covariances.
    fn covariance_of(_: &Self::Compared) -> Option<CovarianceType> {
        None
    }

    /// Whether two fits differ in k or in the type of their covariances.
    fn differ(one: &Self::Compared, other: &Self::Compared) -> bool {
        let of = |fit| (Self::fit_of(fit).k, Self::covariance_of(fit));
        of(one) != of(other)
    }

    /// How many different points there are; perhaps counted no further than a mixture has components.
    fn distinct(data: &Self::Data) -> usize;

    /// Point i.
    fn point(data: &Self::Data, i: usize) -> Self::Point;

    /// The numbers of a point.
    fn numbers(point: &Self::Point) -> Vec<f64>;

    /// Each component's responsibility for a point.
    fn responsibilities(mixture: &Self::Mixture, point: &Self::Point) -> Vec<f64>;

    /// The first and the last hundred points in the order of the data with their groups, if these are known.
    fn ends(data: &Self::Data) -> Option<[Grouped<Self::Point>; 2]>;

    /// The components of a mixture.
    fn components(mixture: &Self::Mixture) -> &[Self::Component];

    /// The numbers of a component's mean.
    fn mean(component: &Self::Component) -> &[f64];

    /// From where to where a coordinate of the means is drawn: where most of the data are, and all of `means`.
    fn range(
        scenario: &Scenario,
        data: &Self::Data,
        coordinate: Axis,
        means: impl Iterator<Item = f64>,
    ) -> (f64, f64);

    /// The likelihood surface over these axes: the one under way, if it is that.
    fn surface(
        &self,
        mixture: &Self::Mixture,
        axes: [MeanAxis; 2],
        under_way: Option<AnySurface>,
    ) -> Result<AnySurface, Error>;

    /// How much each component holds after an E step.
    fn counts(expectation: &Self::Expectation) -> Vec<f64>;

    /// The mixture that points were drawn from.
    fn truth(scenario: &Scenario, processes: &[Self::Process]) -> Option<Self::Mixture>;

    /// The points labelled under a mixture, where their groups are known.
    fn judge(data: &Self::Data, mixture: &Self::Mixture) -> Option<Judgement>;

    /// How much two components have in common, 0 to 1.
    fn alike(one: &Self::Component, other: &Self::Component) -> f64;

    /// How far one component's mean is from another's.
    fn distance(from: &Self::Component, to: &Self::Component, data: &Self::Data) -> f64;

    /// A component's mean, rounded for a sentence.
    fn place(component: &Self::Component, data: &Self::Data) -> String;

    /// What a sentence says of a mean that is shown in another unit too.
    fn chance(_: &Self::Component, _: Family) -> String {
        String::new()
    }

    /// The end of a sentence that says how wide a component became.
    fn spread(component: &Self::Component, data: &Self::Data) -> String;

    /// Whether a mean set by hand is outside the data by more than their range.
    fn is_far(scenario: &Scenario, data: &Self::Data) -> bool;

    /// Whether EM is k-means: hard, and only the means move, of components that differ in nothing else.
    fn is_k_means(scenario: &Scenario, mixture: &Self::Mixture) -> bool;

    /// Makes the start that of k-means, by hand: the means of `mixture`, equal weights, and one sd.
    fn start_alike(scenario: &mut Scenario, mixture: &Self::Mixture, data: &Self::Data);

    /// Makes own points those that a link carries, if it can carry them.
    fn put_into_link(scenario: &mut Scenario, data: &Self::Data);

    /// Own points of this kind.
    fn own(own: &Own) -> &Option<LoadedData<Self>>;

    /// The fit as one of either kind.
    fn fit(fit: Fit<Self>) -> In<Fit<Line>, Fit<Plane>>;

    /// Keeps own points once given.
    fn keep_own(own: &mut Own, loaded: LoadedData<Self>);

    /// The session, if it is of this kind.
    fn session(of: In<Session<Line>, Session<Plane>>) -> Option<Session<Self>>;
}

/// An sd rounded for a sentence, as one of values with this range.
fn sd_text(sd: f64, (least, largest): (f64, f64)) -> String {
    within(sd, (largest - least).min(OWN_SPREAD * sd))
}

/// An sd is rounded as a value among values that span so many sds, so that a collapsed one is not
/// rounded to 0.
const OWN_SPREAD: f64 = 4.0;

/// Whether a mean is outside a range by more than its width.
fn far(mean: f64, (least, largest): (f64, f64)) -> bool {
    let wide = largest - least;
    !(least - wide..=largest + wide).contains(&mean)
}
