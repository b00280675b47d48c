//! Points in the plane.

use super::{Grouped, Line, Plane, Space, far, sd_text};
use crate::compare_k::Fit;
use crate::em::{Assignment, Em, PriorKind, Vary, check_k};
use crate::figures::{with_signs, within};
use crate::labels::Judgement;
use crate::model::Model;
use crate::plane::{
    Axis, Cloud, CompareTypes, Component, Covariance, CovarianceType, Expectation, MeanAxis, Mixture, Point,
    Process, SurfaceBuilder, TypedFit, default_range, judge, truth_mixture,
};
use crate::refusal::Refusal;
use crate::scenario::{Ellipse, MAX_VALUES_TEXT, Scenario};
use crate::session::landscape::{AnySurface, CELLS};
use crate::session::{self, In, LoadedData, Own, Session};
use crate::start::{NamedStart, Start};
use em_mixture::Error;
use std::ops::Range;
use std::sync::Arc;

/// The points of each strip of labels.
const STRIP: usize = 100;

/// Equal weights and sds may differ by so much, relative, after a link has rounded them.
const ROUNDING: f64 = 1e-9;

impl Space for Plane {
    type Data = Cloud;
    type Component = Component;
    type Process = Process;
    type Comparing = CompareTypes;
    type Compared = TypedFit;
    type Units = [String; 2];

    const CURVE: &'static str = "ellipse";

    const NUMBERS: usize = 2;

    const COLUMNS: &'static str = "x,y";

    fn start(scenario: &Scenario, data: &Arc<Cloud>) -> Result<Em<Plane>, Refusal> {
        let by_hand = by_hand(scenario).map(Mixture::new).transpose()?;
        let k = by_hand.as_ref().map_or(scenario.k, Mixture::k);
        check_k(k, data.distinct())?;
        let steps = Plane::new(data.clone(), k, scenario.plane_settings());
        let named = match scenario.start {
            Start::Named(named) => named,
            Start::ByHand(_) => NamedStart::default(),
        };
        let start = by_hand.unwrap_or_else(|| steps.first_guess(named, k, scenario.start_seed));
        Ok(Em::of(steps, start))
    }

    fn data(&self) -> &Arc<Cloud> {
        self.cloud()
    }

    fn compare(&self, max: usize, start: (NamedStart, u32)) -> Result<CompareTypes, Error> {
        CompareTypes::new(self.cloud(), max, start, *self.settings())
    }

    fn compare_further(search: &mut CompareTypes) -> bool {
        search.advance()
    }

    fn part_compared(search: &CompareTypes) -> f64 {
        search.progress()
    }

    fn compared(search: CompareTypes) -> Vec<TypedFit> {
        search.finish().fits().to_vec()
    }

    fn fit_of(compared: &TypedFit) -> &Fit<Mixture, Point> {
        &compared.fit
    }

    fn covariance_of(compared: &TypedFit) -> Option<CovarianceType> {
        Some(compared.covariance)
    }

    fn distinct(data: &Cloud) -> usize {
        data.distinct()
    }

    fn point(data: &Cloud, i: usize) -> Point {
        data.point(i)
    }

    fn numbers(point: &Point) -> Vec<f64> {
        point.to_vec()
    }

    fn responsibilities(mixture: &Mixture, point: &Point) -> Vec<f64> {
        mixture.responsibilities(*point)
    }

    fn ends(data: &Cloud) -> Option<[Grouped<Point>; 2]> {
        let of = data.labels()?.of();
        let points = |places: Range<usize>| places.map(|i| (data.point(i), of[i])).collect();
        let n = data.n();
        Some([points(0..n.min(STRIP)), points(n.saturating_sub(STRIP)..n)])
    }

    fn components(mixture: &Mixture) -> &[Component] {
        mixture.components()
    }

    fn mean(component: &Component) -> &[f64] {
        &component.mean
    }

    fn range(_: &Scenario, data: &Cloud, coordinate: Axis, means: impl Iterator<Item = f64>) -> (f64, f64) {
        default_range(data, coordinate, means)
    }

    fn surface(
        &self,
        mixture: &Mixture,
        axes: [MeanAxis; 2],
        under_way: Option<AnySurface>,
    ) -> Result<AnySurface, Error> {
        Ok(In::Plane(match under_way {
            Some(In::Plane(builder)) if builder.is_of(self.cloud(), mixture, axes) => builder,
            _ => SurfaceBuilder::new(self.cloud(), mixture, axes, CELLS)?,
        }))
    }

    fn counts(expectation: &Expectation) -> Vec<f64> {
        expectation.moments().iter().map(|held| held.count).collect()
    }

    fn truth(_: &Scenario, processes: &[Process]) -> Option<Mixture> {
        truth_mixture(processes)
    }

    fn judge(data: &Cloud, mixture: &Mixture) -> Option<Judgement> {
        Some(judge(data, data.labels()?, mixture))
    }

    fn alike(one: &Component, other: &Component) -> f64 {
        crate::plane::alike(one, other)
    }

    /// In sds of the data.
    fn distance(from: &Component, to: &Component, data: &Cloud) -> f64 {
        let [x, y] = [0, 1].map(|axis| (to.mean[axis] - from.mean[axis]) / data.sds()[axis]);
        x.hypot(y)
    }

    fn place(component: &Component, data: &Cloud) -> String {
        let [x, y] = component.mean;
        let on = |mean: f64, (least, largest): (f64, f64)| within(mean, largest - least);
        format!("({}, {})", on(x, data.range(Axis::X)), on(y, data.range(Axis::Y)))
    }

    fn spread(component: &Component, data: &Cloud) -> String {
        let [x, y] = component.covariance.sds();
        let (x, y) = (sd_text(x, data.range(Axis::X)), sd_text(y, data.range(Axis::Y)));
        let rho = with_signs(&format!("{:.2}", component.covariance.rho()));
        format!(", and its sds became {x} and {y}, with a correlation of {rho}")
    }

    fn is_far(scenario: &Scenario, data: &Cloud) -> bool {
        let far_on = |axis: Axis, mean: f64| far(mean, data.range(axis));
        let components = by_hand(scenario).unwrap_or_default();
        components.iter().any(|c| far_on(Axis::X, c.mean[0]) || far_on(Axis::Y, c.mean[1]))
    }

    fn is_k_means(scenario: &Scenario, mixture: &Mixture) -> bool {
        let first = mixture.components()[0];
        let near = |a: f64, b: f64| (a / b - 1.0).abs() <= ROUNDING;
        let circle = |covariance: Covariance| {
            let [major, minor] = covariance.axes().sds;
            near(major, minor)
        };
        let like_first = |c: &Component| {
            circle(c.covariance)
                && near(c.covariance.sds()[0], first.covariance.sds()[0])
                && (c.weight - first.weight).abs() <= ROUNDING
        };
        (scenario.em.assignment, scenario.em.vary, scenario.em.prior)
            == (Assignment::Hard, Vary::Means, PriorKind::None)
            && mixture.components().iter().all(like_first)
    }

    /// Circles, as wide as the data are on average, over k.
    fn start_alike(scenario: &mut Scenario, mixture: &Mixture, data: &Cloud) {
        let k = mixture.k() as f64;
        let sd = (0.5 * data.covariance().trace()).sqrt() / k;
        let circle = |c: &Component| Ellipse { weight: 1.0 / k, mean: c.mean, sds: [sd; 2], rho: 0.0 };
        if let Some(plane) = &mut scenario.plane {
            plane.covariance = CovarianceType::Spherical;
            plane.by_hand = Some(mixture.components().iter().map(circle).collect());
        }
    }

    /// All points, or none; never labels. A point takes at least four characters.
    fn put_into_link(scenario: &mut Scenario, data: &Cloud) {
        let may_fit = data.n() <= MAX_VALUES_TEXT / 4 + 1;
        scenario.set_points(may_fit.then(|| data.points().collect()));
        if !scenario.carries_data() {
            scenario.set_points(None);
        }
    }

    fn own(own: &Own) -> &Option<LoadedData<Self>> {
        &own.plane
    }

    fn keep_own(own: &mut Own, loaded: LoadedData<Self>) {
        own.plane = Some(loaded);
    }

    fn fit(fit: session::Fit<Self>) -> In<session::Fit<Line>, session::Fit<Plane>> {
        In::Plane(fit)
    }

    fn session(of: In<Session<Line>, Session<Plane>>) -> Option<Session<Self>> {
        match of {
            In::Line(_) => None,
            In::Plane(session) => Some(session),
        }
    }
}

/// The components of a start by hand.
fn by_hand(scenario: &Scenario) -> Option<Vec<Component>> {
    let ellipses = scenario.plane.as_ref()?.by_hand.as_ref()?;
    ellipses.iter().map(Ellipse::component).collect()
}
