//! The picture in motion: between one half-step and the present one.
//!
//! An E step colours one bar after another; an M step moves the curves, and shows the old ones until the new
//! ones are in place. Any other change, as back or over several half-steps, moves everything at once. All of it
//! is linear interpolation of every number of the picture.

use super::{Session, Space};
use crate::chart::{Bar, Reach};
use crate::dataset::Bin;
use crate::density::CountBars;
use crate::labels::Judgement;
use crate::mixture::{Component, Mixture};

/// What the bars are coloured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColouredBy {
    /// By the responsibilities of the last E step.
    Estimate,
    /// By the true groups, where they are known and shown.
    Truth,
}

impl ColouredBy {
    /// `truth`; any other word is the estimate.
    pub fn from_word(word: &str) -> Self {
        if word == "truth" { Self::Truth } else { Self::Estimate }
    }
}

/// A picture's content, somewhere between two half-steps.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureInMotion {
    /// The curves.
    pub mixture: Mixture,
    /// The histogram.
    pub bars: Vec<Bar>,
    /// How high the curves of this history reach.
    pub reach: Reach,
    /// The curves before an M step, while it moves them.
    pub old: Option<Mixture>,
}

/// The place of each true group among the shares of a bar, and how many places there are: a group is at the index
/// of the component, of k, that has found it; those that none has found come after.
pub(super) fn places(judgement: &Judgement, k: usize) -> (Vec<usize>, usize) {
    let mut places = k;
    let mut next = || {
        places += 1;
        places - 1
    };
    let found = judgement.found().into_iter();
    (found.map(|found| found.unwrap_or_else(&mut next)).collect(), places)
}

/// The part of the histogram that is being coloured at one time during an E step.
const FILLED_AT_ONCE: f64 = 0.15;

/// How far bar `j` of `bars` is coloured when the whole picture is at `way`, 0 to 1.
pub(super) fn filled(way: f64, j: usize, bars: usize) -> f64 {
    let before = j as f64 / bars as f64;
    (((1.0 + FILLED_AT_ONCE) * way - before) / FILLED_AT_ONCE).clamp(0.0, 1.0)
}

impl Session {
    pub(super) fn bare_bars(&self) -> Vec<Bar> {
        let bar = |bin: &Bin| Bar {
            from: bin.from,
            to: bin.to,
            count: bin.points.len() as f64,
            shares: Vec::new(),
        };
        self.bins().iter().map(bar).collect()
    }

    /// The histogram's bins: of counts each holds whole numbers, one or several.
    pub(super) fn bins(&self) -> Vec<Bin> {
        let (data, bins) = (&self.loaded.data, self.scenario.bins);
        match self.count_bars() {
            None => data.bins(bins),
            Some((bars, count)) => {
                let edges: Vec<f64> = (0..=count).map(|j| bars.from + j as f64 * bars.width).collect();
                data.bins_between(&edges)
            }
        }
    }

    /// Where the family gives counts: the bars and how many. They show every possible count if there is room, else
    /// those from the least to the largest of the data.
    pub(super) fn count_bars(&self) -> Option<(CountBars, usize)> {
        let curve = self.loaded.family.curve();
        let ((least, largest), most) = (self.loaded.data.range(), self.scenario.bins as f64);
        let (possible, room) = (curve.means(0.0), |last: f64| last < most);
        let from = if room(largest) { *possible.start() } else { least };
        let to = if room(*possible.end()) { *possible.end() } else { largest };
        let width = ((to - from + 1.0) / most).ceil();
        let bars = CountBars { from: from - 0.5, width };
        curve.counts().then(|| (bars, ((to - from + 1.0) / width).ceil() as usize))
    }

    /// The bars by true groups, each at the index of the component that has found it; those that none has found
    /// come after.
    pub(super) fn true_bars(&self) -> Vec<Bar> {
        let mut bars = self.bare_bars();
        let data = &self.loaded.data;
        let Some(labels) = data.labels() else { return bars };
        let judgement = crate::labels::judge(data, labels, &self.em.present().mixture);
        let (place_of, places) = places(&judgement, self.em.present().mixture.k());
        for (bar, bin) in bars.iter_mut().zip(self.bins()) {
            bar.shares = vec![0.0; places];
            for (count, &place) in labels.count(bin.points).into_iter().zip(&place_of) {
                bar.shares[place] += f64::from(count);
            }
        }
        bars
    }
}

impl<S: Space> Session<S> {
    pub(super) fn truth_is_shown(&self) -> bool {
        let hidden = self.scenario.hide.contains(&crate::scenario::Part::Truth);
        self.scenario.reveal && !hidden
    }

    /// The true mixture, where it is known and shown.
    pub fn revealed_truth(&self) -> Option<S::Mixture> {
        let processes = self.loaded.truth.as_deref().filter(|_| self.truth_is_shown())?;
        S::truth(&self.scenario, processes)
    }
}

pub(super) fn mix(old: f64, new: f64, way: f64) -> f64 {
    old + (new - old) * way
}

pub(super) fn mixture_between(old: &Mixture, new: &Mixture, way: f64) -> Mixture {
    let between = |a: &Component, b: &Component, of: fn(&Component) -> f64| mix(of(a), of(b), way);
    let component = |(a, b): (&Component, &Component)| {
        let [weight, mean, sd] = [|c: &Component| c.weight, |c: &Component| c.mean, |c: &Component| c.sd]
            .map(|of| between(a, b, of));
        old.family().component(weight, mean, sd)
    };
    old.with(old.components().iter().zip(new.components()).map(component).collect())
}

/// A bar between two half-steps; a share that is missing in one of them counts as 0.
pub(super) fn bar_between(old: &Bar, new: Bar, way: f64) -> Bar {
    let k = old.shares.len().max(new.shares.len());
    let share = |bar: &Bar, j: usize| bar.shares.get(j).copied().unwrap_or(0.0);
    let shares = (0..k).map(|j| mix(share(old, j), share(&new, j), way)).collect();
    Bar { shares, ..new }
}
