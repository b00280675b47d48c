//! What the picture of the plane shows: marks and margins with their shares, and what is between two half-steps.
//!
//! As in one dimension, an E step colours, from the left to the right, and an M step moves the ellipses. A
//! covariance moves along the line between the old one and the new one, on which all are covariances.

mod between;
mod handles;
mod places;

pub use handles::handles;

use super::motion;
use super::{ColouredBy, Plane, PlaneParameter, Session};
use crate::chart::plane::{Marks, PlanePlot, PlaneReach, PlaneView, frame};
use crate::chart::{Bar, BaseTheme, Theme};
use crate::em::{Assignment, Em};
use crate::figures::significant;
use crate::float::float;
use crate::plane::{Axis, Cloud, CovarianceType, Mixture, Sharing, judge};
use crate::refusal::Refusal;
use between::{mixture_between, shown_between};
use places::Places;
use std::ops::Range;
use std::sync::{Arc, Weak};

/// The points, drawn one by one or in cells, and the histograms of both coordinates.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The points or their cells.
    pub marks: Marks,
    /// The bars of x and of y.
    pub margins: [Vec<Bar>; 2],
}

impl Default for Shown {
    fn default() -> Self {
        Self { marks: Marks::Points(Vec::new()), margins: [Vec::new(), Vec::new()] }
    }
}

/// What is shown, and the mixture of the E step whose shares it has.
type Kept = (Option<(Mixture, Assignment)>, Shown);

/// How far the ellipses of a history reach, from its start up to a half-step.
#[derive(Clone, Debug)]
struct Reached {
    data: Weak<Cloud>,
    start: Mixture,
    settings: crate::plane::Settings,
    mass: f64,
    upto: usize,
    reach: PlaneReach,
}

/// What one lab caches for its picture of the plane.
#[derive(Clone, Debug, Default)]
pub struct PlanePictures {
    places: Option<Places>,
    /// The last two results: a picture in motion is between two.
    kept: [Option<Kept>; 2],
    /// By true groups, as the mixture finds them.
    grouped: Option<(Mixture, Shown)>,
    reached: Option<Reached>,
    fixed: Option<[Range<f64>; 2]>,
}

/// A picture's content, somewhere between two half-steps.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaneInMotion {
    /// The ellipses.
    pub mixture: Mixture,
    /// The points and the histograms.
    pub shown: Shown,
    /// How far the ellipses of this history reach.
    pub reach: PlaneReach,
    /// The ellipses before an M step, while it moves them.
    pub old: Option<Mixture>,
}

impl PlanePictures {
    /// The picture between half-step `from` (`way` 0) and the present one (`way` 1).
    pub fn in_motion(
        &mut self,
        session: &Session<Plane>,
        from: usize,
        way: f64,
        coloured: ColouredBy,
    ) -> PlaneInMotion {
        let em = session.em();
        let now = em.position();
        let (from, way) = (from.min(em.last()), if way >= 0.0 { way.min(1.0) } else { 1.0 });
        let mixture = em.present().mixture.clone();
        let reach = self.reach(session);
        let by_truth = coloured == ColouredBy::Truth && session.truth_is_shown();
        let shown = if by_truth { self.by_groups(session) } else { self.at(session, now) };
        if way == 1.0 || from == now {
            return PlaneInMotion { mixture, shown, reach, old: None };
        }
        let old = em.at(from).mixture.clone();
        let old_shown = if by_truth { shown.clone() } else { self.at(session, from) };
        // E leads from even to odd positions, M from odd to even.
        let (forward, m_step) = (now == from + 1, now.is_multiple_of(2));
        PlaneInMotion {
            mixture: mixture_between(&old, &mixture, way),
            shown: shown_between(&old_shown, shown, way, forward && !m_step),
            old: (forward && m_step).then_some(old),
            reach,
        }
    }

    /// How far the ellipses have reached since the start, including those after the present half-step. Each mixture
    /// is measured once.
    fn reach(&mut self, session: &Session<Plane>) -> PlaneReach {
        let em = session.em();
        let data = &session.loaded().data;
        let mass = session.mass();
        let known = self.reached.take().filter(|known| known.is_of(em, mass));
        let mut reached = known.unwrap_or_else(|| Reached {
            data: Arc::downgrade(data),
            start: em.at(0).mixture.clone(),
            settings: *em.model().settings(),
            mass,
            upto: 0,
            reach: PlaneReach::default(),
        });
        let ranges = [Axis::X, Axis::Y].map(|axis| {
            let (least, largest) = data.range(axis);
            least..largest
        });
        // two half-steps have one mixture
        while reached.upto <= em.last() {
            reached.reach = reached.reach.and(PlaneReach::of(&em.at(reached.upto).mixture, mass, &ranges));
            reached.upto += 2;
        }
        self.reached.insert(reached).reach
    }

    /// Points and histograms at a half-step, with the components' shares from the first E step on.
    ///
    /// Cached, since they need a pass over the points, and are drawn in every frame.
    fn at(&mut self, session: &Session<Plane>, position: usize) -> Shown {
        let em = session.em();
        let entering = position.checked_sub(1).map(|last| &em.at(last).mixture);
        let key = entering.map(|mixture| (mixture.clone(), em.model().settings().assignment));
        if self.places(session)
            && let Some((_, shown)) = self.kept.iter().flatten().find(|(of, _)| *of == key)
        {
            return shown.clone();
        }
        let Some(places) = &self.places else { return Shown::default() };
        let data = &session.loaded().data;
        let shown = match &key {
            None => places.share_out(data, 0, |_, _| {}),
            Some((mixture, assignment)) => {
                let sharing = Sharing::new(mixture, *assignment);
                places.share_out(data, mixture.k(), |i, to| sharing.add(data.point(i), to))
            }
        };
        self.kept.rotate_right(1);
        self.kept[0] = Some((key, shown.clone()));
        shown
    }

    /// Points and histograms by true groups; cached too.
    fn by_groups(&mut self, session: &Session<Plane>) -> Shown {
        let data = &session.loaded().data;
        let mixture = &session.em().present().mixture;
        let Some(labels) = data.labels() else { return self.at(session, session.em().position()) };
        if self.places(session)
            && let Some((_, shown)) = self.grouped.as_ref().filter(|(of, _)| of == mixture)
        {
            return shown.clone();
        }
        let (place_of, places) = motion::places(&judge(data, labels, mixture), mixture.k());
        let Some(drawn) = &self.places else { return Shown::default() };
        let shown = drawn.share_out(data, places, |i, to| to[place_of[usize::from(labels.of()[i])]] += 1.0);
        self.grouped = Some((mixture.clone(), shown.clone()));
        shown
    }

    /// Finds the place of each point, unless it is known; then it is true.
    fn places(&mut self, session: &Session<Plane>) -> bool {
        let (data, bins) = (&session.loaded().data, session.scenario.bins);
        let known = self.places.as_ref().is_some_and(|places| places.is_of(data, bins));
        if !known {
            self.places = Some(Places::new(data, bins));
            (self.kept, self.grouped) = ([None, None], None);
        }
        known
    }

    /// The view that the chart draws.
    pub fn view<'a>(
        &'a self,
        session: &'a Session<Plane>,
        picture: &'a PlaneInMotion,
        truth: Option<&'a Mixture>,
    ) -> PlaneView<'a> {
        let loaded = session.loaded();
        let [above, beside] = &picture.shown.margins;
        PlaneView {
            marks: &picture.shown.marks,
            n: loaded.data.n() as f64,
            mixture: &picture.mixture,
            old: picture.old.as_ref(),
            truth,
            guess: session.guess(),
            mass: session.mass(),
            k_means: session.is_k_means(),
            axes: loaded.units.each_ref().map(String::as_str),
            margins: [above, beside],
            fixed: self.fixed.as_ref(),
            reach: picture.reach,
        }
    }

    /// The plot of the present picture, at a size in CSS pixels.
    pub fn frame(&mut self, session: &Session<Plane>, width: f64, height: f64, theme: &Theme) -> PlanePlot {
        let picture = self.in_motion(session, 0, 1.0, ColouredBy::Estimate);
        let truth = session.revealed_truth();
        frame(&self.view(session, &picture, truth.as_ref()), width, height, theme)
    }

    /// Sets the ellipse of component k by hand to one that is drawn with these half-axes, the first one turned by
    /// `angle` radians from the right upwards, on a picture of this size in CSS pixels.
    pub fn touch_axes(
        &mut self,
        session: &mut Session<Plane>,
        k: usize,
        half_axes: [f64; 2],
        angle: f64,
        (width, height, theme): (f64, f64, &Theme),
    ) -> Result<(), Refusal> {
        let plot = self.frame(session, width, height, theme);
        let covariance = handles::drawn(&plot, half_axes, angle, session.mass())
            .ok_or_else(|| Refusal::new("An ellipse needs two axes longer than 0"))?;
        // as many digits as a hand is exact to, so that a link is short
        let round = |x: f64, digits| float(&significant(x, digits)).unwrap_or(x);
        let [sx, sy] = covariance.sds().map(|sd| round(sd, 4));
        let mut values = vec![(PlaneParameter::Sd(Axis::X), sx), (PlaneParameter::Sd(Axis::Y), sy)];
        if session.may_be_correlated() {
            let rho = covariance.rho();
            let short = (rho * 1e4).round() / 1e4;
            values.push((PlaneParameter::Rho, if short.abs() < 1.0 { short } else { rho }));
        }
        session.touch(k, &values)
    }

    /// Fixes both axes as they are.
    pub fn fix(&mut self, session: &Session<Plane>) {
        // The ranges depend on neither size nor theme.
        let PlanePlot { main, .. } = self.frame(session, 1000.0, 500.0, &Theme::new(BaseTheme::Light, 1.0));
        self.fixed = Some([main.x, main.y]);
    }

    /// Frees both axes.
    pub fn free(&mut self) {
        self.fixed = None;
    }
}

impl Reached {
    fn is_of(&self, em: &Em<Plane>, mass: f64) -> bool {
        let of_these = self.data.as_ptr() == Arc::as_ptr(em.model().cloud()) && self.mass == mass;
        of_these && self.settings == *em.model().settings() && self.start == em.at(0).mixture
    }
}

impl Session<Plane> {
    /// Whether x and y may be correlated within a component.
    pub fn may_be_correlated(&self) -> bool {
        matches!(self.em.model().settings().covariance, CovarianceType::Full | CovarianceType::Tied)
    }

    /// The probability of each ellipse under its component.
    pub fn mass(&self) -> f64 {
        self.scenario.plane.as_ref().map(|plane| plane.mass).unwrap_or_default().probability()
    }
}
