//! What the main picture shows, and what is cached from one drawing to the next: computed bars, how high the
//! curves reach, and the horizontal axis while a handle is dragged.
//!
//! Bars and heights are caches: each entry has the key of what it was computed from.

use super::motion::{bar_between, filled, mixture_between};
use super::{ColouredBy, PictureInMotion, Session};
use crate::chart::{self, Bar, BaseTheme, PictureView, Plot, Reach, Theme};
use crate::dataset::Dataset;
use crate::density::CountBars;
use crate::em::{Assignment, Settings, bin_shares};
use crate::mixture::Mixture;
use std::ops::Range;
use std::sync::{Arc, Weak};

/// What a histogram's bars are computed from: the data, the number of bars, and the mixture of the
/// E step whose responsibilities they show.
#[derive(Clone, Debug)]
struct BarsKey {
    data: Weak<Dataset>,
    bins: usize,
    shared_by: Option<(Mixture, Assignment)>,
}

/// How high the curves of a history reach, from its start up to a half-step. The start and the settings
/// determine the whole history.
#[derive(Clone, Debug)]
struct Reached {
    data: Weak<Dataset>,
    start: Mixture,
    settings: Settings,
    bars: Option<(CountBars, usize)>,
    upto: usize,
    reach: Reach,
}

/// What one lab caches for its main picture.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    /// The last two results: a picture in motion is between two.
    bars: [Option<(BarsKey, Vec<Bar>)>; 2],
    reached: Option<Reached>,
    fixed_x: Option<Range<f64>>,
}

impl Pictures {
    /// The picture between half-step `from` (`way` 0) and the present one (`way` 1).
    pub fn in_motion(
        &mut self,
        session: &Session,
        from: usize,
        way: f64,
        coloured: ColouredBy,
    ) -> PictureInMotion {
        let em = session.em();
        let now = em.position();
        let (from, way) = (from.min(em.last()), if way >= 0.0 { way.min(1.0) } else { 1.0 });
        let mixture = em.present().mixture.clone();
        let reach = self.reach(session);
        let bars = match coloured {
            ColouredBy::Truth if session.truth_is_shown() => session.true_bars(),
            _ => self.bars_at(session, now),
        };
        if way == 1.0 || from == now {
            return PictureInMotion { mixture, bars, reach, old: None };
        }
        let old = em.at(from).mixture.clone();
        let old_bars = if coloured == ColouredBy::Truth { bars.clone() } else { self.bars_at(session, from) };
        // E leads from even to odd positions, M from odd to even.
        let (forward, count) = (now == from + 1, bars.len());
        let m_step = now.is_multiple_of(2);
        let of_bar = |j| if forward && !m_step { filled(way, j, count) } else { way };
        let pairs = old_bars.iter().zip(bars).enumerate();
        PictureInMotion {
            mixture: mixture_between(&old, &mixture, way),
            bars: pairs.map(|(j, (old, new))| bar_between(old, new, of_bar(j))).collect(),
            old: (forward && m_step).then_some(old),
            reach,
        }
    }

    /// How high the curves have reached since the start, including those after the present half-step. Each mixture
    /// is measured once.
    fn reach(&mut self, session: &Session) -> Reach {
        let em = session.em();
        let known = self.reached.take().filter(|known| known.is_of(session));
        let mut reached = known.unwrap_or_else(|| Reached {
            data: Arc::downgrade(em.data()),
            start: em.at(0).mixture.clone(),
            settings: *em.settings(),
            bars: session.count_bars(),
            upto: 0,
            reach: Reach::default(),
        });
        let (least, largest) = em.data().range();
        let bars = session.count_bars().map(|(bars, _)| bars).unwrap_or_default();
        // two half-steps have one mixture
        while reached.upto <= em.last() {
            reached.reach =
                reached.reach.and(Reach::of(&em.at(reached.upto).mixture, &(least..largest), bars));
            reached.upto += 2;
        }
        self.reached.insert(reached).reach
    }

    /// The histogram's bars at a half-step, with the components' shares from the first E step on.
    ///
    /// Cached, since they need a pass over the points, and are drawn in every frame.
    fn bars_at(&mut self, session: &Session, position: usize) -> Vec<Bar> {
        let (em, data) = (session.em(), &session.loaded().data);
        let entering = position.checked_sub(1).map(|last| &em.at(last).mixture);
        let key = BarsKey {
            data: Arc::downgrade(data),
            bins: session.scenario.bins,
            shared_by: entering.map(|mixture| (mixture.clone(), em.settings().assignment)),
        };
        let known = self.bars.iter().flatten().find(|(of, _)| of.is(&key));
        if let Some((_, bars)) = known {
            return bars.clone();
        }
        let mut bars = session.bare_bars();
        if let Some((mixture, assignment)) = &key.shared_by {
            let shares = bin_shares(data, &session.bins(), mixture, *assignment);
            bars.iter_mut().zip(shares).for_each(|(bar, shares)| bar.shares = shares);
        }
        self.bars.rotate_right(1);
        self.bars[0] = Some((key, bars.clone()));
        bars
    }

    /// The view that the chart draws.
    pub fn view<'a>(
        &'a self,
        session: &'a Session,
        picture: &'a PictureInMotion,
        truth: Option<&'a Mixture>,
    ) -> PictureView<'a> {
        let loaded = session.loaded();
        let k_means = session.is_k_means();
        PictureView {
            bins: &picture.bars,
            n: loaded.data.n() as f64,
            mixture: &picture.mixture,
            k_means,
            truth,
            old: picture.old.as_ref(),
            guess: session.guess(),
            axis: &loaded.units,
            fixed_x: self.fixed_x.as_ref(),
            reach: if k_means { Reach::default() } else { picture.reach },
        }
    }

    /// The plot of the present picture, at a size in CSS pixels.
    pub fn frame(&mut self, session: &Session, width: f64, height: f64, theme: &Theme) -> Plot {
        let picture = self.in_motion(session, 0, 1.0, ColouredBy::Estimate);
        let truth = session.revealed_truth();
        chart::frame(&self.view(session, &picture, truth.as_ref()), width, height, theme)
    }

    /// Fixes the horizontal axis as it is, or frees it.
    pub fn fix_x(&mut self, session: &Session, fixed: bool) {
        // The range depends on neither size nor theme.
        let range = |all: &mut Self| all.frame(session, 1000.0, 500.0, &Theme::new(BaseTheme::Light, 1.0)).x;
        self.fixed_x = fixed.then(|| range(self));
    }
}

impl Reached {
    fn is_of(&self, session: &Session) -> bool {
        let em = session.em();
        let of_these = self.data.as_ptr() == Arc::as_ptr(em.data()) && self.bars == session.count_bars();
        of_these && self.settings == *em.settings() && self.start == em.at(0).mixture
    }
}

impl BarsKey {
    fn is(&self, other: &Self) -> bool {
        self.data.ptr_eq(&other.data) && self.bins == other.bins && self.shared_by == other.shared_by
    }
}
