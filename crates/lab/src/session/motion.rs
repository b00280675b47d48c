//! The picture in motion: on the way from one half-step to the present one.
//!
//! An E step pours colour into the bars, an M step lets the curves glide. Both are the same
//! thing seen from here: every number of the old picture on its way to the new.

use super::Session;
use crate::chart::Bar;
use crate::mixture::{Component, Mixture};

/// By whom the bars are coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColouredBy {
    /// By the components that hold the points, as the last E step shared them out.
    Estimate,
    /// By the groups that the points truly came from, where that is known and shown.
    Truth,
}

impl ColouredBy {
    /// `truth`, or whatever else: the estimate.
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
}

impl Session {
    pub(super) fn bare_bars(&self) -> Vec<Bar> {
        let bar = |bin: &crate::dataset::Bin| Bar {
            from: bin.from,
            to: bin.to,
            count: bin.points.len() as f64,
            shares: Vec::new(),
        };
        self.sourced.data.bins(self.scenario.bins).iter().map(bar).collect()
    }

    /// The bars by true groups, each in the place of the component that stands for it.
    pub(super) fn true_bars(&self) -> Vec<Bar> {
        let mut bars = self.bare_bars();
        let data = &self.sourced.data;
        let Some(labels) = data.labels() else { return bars };
        let matching = crate::labels::judge(data, labels, &self.em.present().mixture).matching;
        let bins = data.bins(self.scenario.bins);
        for (bar, bin) in bars.iter_mut().zip(bins) {
            bar.shares = vec![0.0; self.em.present().mixture.k()];
            for (count, stands_for) in labels.count(bin.points).into_iter().zip(&matching) {
                // What no component stands for stays grey.
                if let Some(k) = *stands_for {
                    bar.shares[k] += f64::from(count);
                }
            }
        }
        bars
    }

    pub(super) fn truth_is_shown(&self) -> bool {
        let hidden = self.scenario.hide.contains(&crate::scenario::Part::Truth);
        self.scenario.reveal && !hidden
    }

    /// The true mixture, where it is known and shown.
    pub fn revealed_truth(&self) -> Option<Mixture> {
        self.truth_is_shown().then(|| self.sourced.truth.as_deref().map(crate::truth::mixture)).flatten()
    }
}

fn mix(old: f64, new: f64, way: f64) -> f64 {
    old + (new - old) * way
}

pub(super) fn between(old: &Mixture, new: &Mixture, way: f64) -> Mixture {
    let component = |(a, b): (&Component, &Component)| Component {
        weight: mix(a.weight, b.weight, way),
        mean: mix(a.mean, b.mean, way),
        sd: mix(a.sd, b.sd, way),
    };
    Mixture::unchecked(old.components().iter().zip(new.components()).map(component).collect())
}

/// A bar whose shares are on their way; grey points take their colour from below.
pub(super) fn poured(old: &Bar, new: Bar, way: f64) -> Bar {
    let k = old.shares.len().max(new.shares.len());
    let share = |bar: &Bar, j: usize| bar.shares.get(j).copied().unwrap_or(0.0);
    let shares = (0..k).map(|j| mix(share(old, j), share(&new, j), way)).collect();
    Bar { shares, ..new }
}
