//! Points on a line.

use super::{Grouped, Line, Plane, Space, far, sd_text};
use crate::compare_k::{self, CompareK};
use crate::dataset::Dataset;
use crate::em::{Assignment, Em, Expectation, PriorKind, Settings, Vary};
use crate::family::Family;
use crate::figures::within;
use crate::labels::{Judgement, judge};
use crate::mixture::{Component, Mixture};
use crate::plane::{self, MeanAxis};
use crate::refusal::Refusal;
use crate::scenario::{MAX_VALUES_TEXT, MIN_SD, Scenario};
use crate::session::landscape::{AnySurface, CELLS};
use crate::session::{Fit, In, LoadedData, Own, Session};
use crate::start::{NamedStart, Start};
use crate::surface::{Axis, SurfaceBuilder, default_range};
use crate::truth::{Process, mixture};
use em_mixture::Error;
use std::sync::Arc;

/// Equal weights and sds may differ by so much, relative, after a link has rounded them.
const ROUNDING: f64 = 1e-9;

impl Space for Line {
    type Data = Dataset;
    type Component = Component;
    type Process = Process;
    type Comparing = CompareK;
    type Compared = compare_k::Fit;
    type Units = String;

    const CURVE: &'static str = "curve";

    const NUMBERS: usize = 1;

    const COLUMNS: &'static str = "value";

    fn start(scenario: &Scenario, data: &Arc<Dataset>) -> Result<Em, Refusal> {
        Ok(Em::start(data.clone(), scenario.start.clone(), scenario.k, scenario.start_seed, scenario.em)?)
    }

    fn data(&self) -> &Arc<Dataset> {
        Line::data(self)
    }

    fn compare(&self, max: usize, start: (NamedStart, u32)) -> Result<CompareK, Error> {
        CompareK::new(Line::data(self), max, start, *self.settings())
    }

    fn compare_further(search: &mut CompareK) -> bool {
        search.advance()
    }

    fn part_compared(search: &CompareK) -> f64 {
        search.progress()
    }

    fn compared(search: CompareK) -> Vec<compare_k::Fit> {
        search.finish()
    }

    fn fit_of(compared: &compare_k::Fit) -> &compare_k::Fit {
        compared
    }

    fn distinct(data: &Dataset) -> usize {
        data.distinct()
    }

    fn point(data: &Dataset, i: usize) -> f64 {
        data.values()[i]
    }

    fn numbers(point: &f64) -> Vec<f64> {
        vec![*point]
    }

    fn responsibilities(mixture: &Mixture, point: &f64) -> Vec<f64> {
        mixture.responsibilities(*point)
    }

    fn ends(data: &Dataset) -> Option<[Grouped<f64>; 2]> {
        let ends = data.ends()?;
        Some([ends.first.clone(), ends.last.clone()])
    }

    fn components(mixture: &Mixture) -> &[Component] {
        mixture.components()
    }

    fn mean(component: &Component) -> &[f64] {
        std::slice::from_ref(&component.mean)
    }

    fn range(
        scenario: &Scenario,
        data: &Dataset,
        _: plane::Axis,
        means: impl Iterator<Item = f64>,
    ) -> (f64, f64) {
        let (from, to) = default_range(data, means);
        let nearest = |mean| scenario.em.family.nearest_mean(mean, MIN_SD);
        (nearest(from), nearest(to))
    }

    fn surface(
        &self,
        mixture: &Mixture,
        axes: [MeanAxis; 2],
        under_way: Option<AnySurface>,
    ) -> Result<AnySurface, Error> {
        let data = Line::data(self);
        let axes = axes.map(|MeanAxis { component, from, to, .. }| Axis { component, from, to });
        Ok(In::Line(match under_way {
            Some(In::Line(builder)) if builder.is_of(data, mixture, axes) => builder,
            _ => SurfaceBuilder::new(data, mixture, axes, CELLS)?,
        }))
    }

    fn counts(expectation: &Expectation) -> Vec<f64> {
        expectation.moments().iter().map(|held| held.count).collect()
    }

    fn truth(scenario: &Scenario, processes: &[Process]) -> Option<Mixture> {
        Some(mixture(scenario.em.family, processes))
    }

    fn judge(data: &Dataset, mixture: &Mixture) -> Option<Judgement> {
        Some(judge(data, data.labels()?, mixture))
    }

    fn alike(one: &Component, other: &Component) -> f64 {
        crate::overlap::alike(one, other)
    }

    fn distance(from: &Component, to: &Component, _: &Dataset) -> f64 {
        (to.mean - from.mean).abs()
    }

    fn place(component: &Component, data: &Dataset) -> String {
        let (least, largest) = data.range();
        within(component.mean, largest - least)
    }

    fn chance(component: &Component, family: Family) -> String {
        match family.curve().shown() {
            ("mean", _) => String::new(),
            (parameter, unit) => format!(", a {parameter} of {:.3}", component.mean / unit),
        }
    }

    fn spread(component: &Component, data: &Dataset) -> String {
        format!(", and its sd became {}", sd_text(component.sd, data.range()))
    }

    fn is_far(scenario: &Scenario, data: &Dataset) -> bool {
        let Start::ByHand(components) = &scenario.start else { return false };
        components.iter().any(|component| far(component.mean, data.range()))
    }

    fn is_k_means(scenario: &Scenario, mixture: &Mixture) -> bool {
        let Settings { family, assignment, vary, prior, .. } = scenario.em;
        let components = mixture.components();
        let first = components[0];
        let like_first = |c: &Component| {
            (c.weight - first.weight).abs() <= ROUNDING && (c.sd / first.sd - 1.0).abs() <= ROUNDING
        };
        family.is_gaussian()
            && (assignment, vary, prior) == (Assignment::Hard, Vary::Means, PriorKind::None)
            && components.iter().all(like_first)
    }

    fn start_alike(scenario: &mut Scenario, mixture: &Mixture, data: &Dataset) {
        let start = mixture.components();
        let (weight, sd) = (1.0 / start.len() as f64, data.sd() / start.len() as f64);
        let component = |c: &Component| Component { weight, mean: c.mean, sd };
        scenario.start = Start::ByHand(start.iter().map(component).collect());
    }

    /// All values, or none; never labels. A value takes at least two characters.
    fn put_into_link(scenario: &mut Scenario, data: &Dataset) {
        let values = data.values();
        let may_fit = values.len() <= MAX_VALUES_TEXT / 2 + 1;
        scenario.values = may_fit.then(|| values.to_vec());
        if !scenario.carries_data() {
            scenario.values = None;
        }
    }

    fn own(own: &Own) -> &Option<LoadedData> {
        &own.line
    }

    fn keep_own(own: &mut Own, loaded: LoadedData) {
        own.line = Some(loaded);
    }

    fn fit(fit: Fit<Self>) -> In<Fit<Line>, Fit<Plane>> {
        In::Line(fit)
    }

    fn session(of: In<Session<Line>, Session<Plane>>) -> Option<Session> {
        match of {
            In::Line(session) => Some(session),
            In::Plane(_) => None,
        }
    }
}
