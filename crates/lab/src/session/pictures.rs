//! What the main picture shows, and what is kept from one drawing to the next: bars that were
//! worked out already, and the axis while somebody drags.
//!
//! None of it is a state of its own: bars are kept with all that they were made from, and what was
//! made from something else is made anew.

use super::motion::{between, poured};
use super::{ColouredBy, PictureInMotion, Session};
use crate::chart::{self, Bar, BaseTheme, PictureView, Plot, Theme};
use crate::dataset::Dataset;
use crate::em::{Assignment, bin_shares};
use crate::mixture::Mixture;
use std::ops::Range;
use std::sync::{Arc, Weak};

/// What a histogram's bars are made from: the data, how many bars, and the mixture whose E step
/// shared the points out.
#[derive(Clone, Debug)]
struct Source {
    data: Weak<Dataset>,
    bins: usize,
    shared_by: Option<(Mixture, Assignment)>,
}

/// What is kept for the main picture of one lab.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    /// The bars last asked for: two, since a picture in motion lies between two.
    bars: [Option<(Source, Vec<Bar>)>; 2],
    fixed_x: Option<Range<f64>>,
}

impl Pictures {
    /// The picture on its way from half-step `from` to now; `way` is 0 there and 1 here.
    pub fn scene(
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
        let bars = match coloured {
            ColouredBy::Truth if session.truth_is_shown() => session.true_bars(),
            _ => self.bars_at(session, now),
        };
        if way == 1.0 || from == now {
            return PictureInMotion { mixture, bars };
        }
        let old = em.at(from).mixture.clone();
        let old_bars = if coloured == ColouredBy::Truth { bars.clone() } else { self.bars_at(session, from) };
        PictureInMotion {
            mixture: between(&old, &mixture, way),
            bars: old_bars.iter().zip(bars).map(|(old, new)| poured(old, new, way)).collect(),
        }
    }

    /// The histogram's bars as they stand at a half-step, each with its points' shares once
    /// an E step has been taken.
    ///
    /// Going over every point is worth doing once for each E step, not once for each frame.
    fn bars_at(&mut self, session: &Session, position: usize) -> Vec<Bar> {
        let (em, data) = (session.em(), &session.sourced().data);
        let entering = position.checked_sub(1).map(|last| &em.at(last).mixture);
        let source = Source {
            data: Arc::downgrade(data),
            bins: session.scenario.bins,
            shared_by: entering.map(|mixture| (mixture.clone(), em.settings().assignment)),
        };
        let known = self.bars.iter().flatten().find(|(of, _)| of.is(&source));
        if let Some((_, bars)) = known {
            return bars.clone();
        }
        let mut bars = session.bare_bars();
        if let Some((mixture, assignment)) = &source.shared_by {
            let shares = bin_shares(data, &data.bins(source.bins), mixture, *assignment);
            bars.iter_mut().zip(shares).for_each(|(bar, shares)| bar.shares = shares);
        }
        self.bars.rotate_right(1);
        self.bars[0] = Some((source, bars.clone()));
        bars
    }

    /// What a chart draws of a scene.
    pub fn view<'a>(
        &'a self,
        session: &'a Session,
        scene: &'a PictureInMotion,
        truth: Option<&'a Mixture>,
    ) -> PictureView<'a> {
        let sourced = session.sourced();
        PictureView {
            bins: &scene.bars,
            n: sourced.data.n() as f64,
            mixture: &scene.mixture,
            truth,
            axis: &sourced.unit,
            fixed_x: self.fixed_x.as_ref(),
        }
    }

    /// Where values stand on the picture of now, of so many CSS pixels.
    pub fn frame(&mut self, session: &Session, width: f64, height: f64, theme: &Theme) -> Plot {
        let scene = self.scene(session, 0, 1.0, ColouredBy::Estimate);
        let truth = session.revealed_truth();
        chart::frame(&self.view(session, &scene, truth.as_ref()), width, height, theme)
    }

    /// Keeps the range of x that the picture has now, until told not to.
    pub fn hold(&mut self, session: &Session, hold: bool) {
        // The range depends on neither size nor theme.
        let range =
            |kept: &mut Self| kept.frame(session, 1000.0, 500.0, &Theme::new(BaseTheme::Light, 1.0)).x;
        self.fixed_x = hold.then(|| range(self));
    }
}

impl Source {
    fn is(&self, other: &Self) -> bool {
        self.data.ptr_eq(&other.data) && self.bins == other.bins && self.shared_by == other.shared_by
    }
}
