//! The defaults of a link: what the names mean that it leaves out. They depend on its data and its family:
//! coins are fitted with coins, from the start that their source has.

use super::{Dim, InPlane, Scenario, Source, Word};
use crate::em::Vary;
use crate::family::Family;
use crate::presets::preset;
use crate::start::Start;
use crate::truth::Process;

impl Scenario {
    /// What a link means that gives its data, and perhaps its dimension and its family, alone.
    pub(super) fn usual(data: Source, dim: Option<Dim>, family: Option<Family>) -> Self {
        let mut usual = Self { data, ..Self::default() };
        usual.set_dim(data.dim().or(dim).unwrap_or(Dim::One));
        let source = preset(data);
        usual.em.family = family.or(source.map(|preset| preset.family)).unwrap_or_default();
        if let Some(preset) = source.filter(|preset| preset.family == usual.em.family) {
            usual.em.vary = preset.vary;
            if let Some(start) = preset.start {
                let component = |&(weight, mean): &(f64, f64)| preset.family.component(weight, mean, 0.0);
                usual.start = Start::ByHand(start.iter().map(component).collect());
            }
        }
        usual.truth = usual_truth(usual.em.family);
        usual
    }

    /// The text that a link may leave out.
    pub(super) fn default_of(&self, name: &str) -> Option<String> {
        let usual = match name {
            "data" => Self::default(),
            "dim" => Self::usual(self.data, None, None),
            "family" => Self::usual(self.data, Some(self.dim()), None),
            "trials" => Self::usual(self.data, Some(self.dim()), Some(self.named_family())),
            _ => self.usual_here(),
        };
        usual.value(name)
    }

    /// What a link means that gives these data, this dimension and this family alone.
    pub(crate) fn usual_here(&self) -> Self {
        Self::usual(self.data, Some(self.dim()), Some(self.em.family))
    }

    /// Makes the points values on a line, or points in the plane.
    pub(super) fn set_dim(&mut self, dim: Dim) {
        if dim != self.dim() {
            self.plane = (dim == Dim::Two).then(|| InPlane::usual(self.data));
            self.start_seed =
                if dim == Dim::Two { TELLING_START_IN_PLANE } else { Self::default().start_seed };
        }
    }

    /// The real data of this dimension.
    pub fn real_data(dim: Dim) -> impl Iterator<Item = Source> {
        Source::WORDS.iter().map(|row| row.1).filter(move |source| source.dim() == Some(dim))
    }

    /// The family that its word alone means: the data's own, if it has this word.
    pub(super) fn named_family(&self) -> Family {
        let word = self.em.family.word();
        let of_data = preset(self.data).map(|preset| preset.family);
        of_data.filter(|family| family.word() == word).or_else(|| Family::from_word(word)).unwrap_or_default()
    }

    /// After other data or another family: a name whose default is another one now takes that default.
    pub(crate) fn follow(&mut self, before: &Self) {
        if self.data != before.data {
            self.set_dim(self.data.dim().unwrap_or(self.dim()));
            if let Some(preset) = preset(self.data) {
                self.em.family = preset.family;
            }
        }
        if let Some(plane) = &mut self.plane {
            // What only values on a line have is not kept beside points in the plane.
            let on_a_line = Self::default();
            (self.em.family, self.truth, self.values) = (on_a_line.em.family, on_a_line.truth, None);
            if matches!(self.start, Start::ByHand(_)) {
                self.start = on_a_line.start;
            }
            let usual = InPlane::usual(self.data);
            if usual.truth != InPlane::usual(before.data).truth {
                plane.truth = usual.truth;
            }
        }
        let (old, new) = (before.usual_here(), self.usual_here());
        let other_family = self.em.family != before.em.family;
        if old.truth != new.truth {
            self.truth = new.truth;
        }
        // The numbers of one family's curves are not those of another.
        if old.start != new.start || other_family && matches!(self.start, Start::ByHand(_)) {
            self.start = new.start;
        }
        let one_sd = self.plane.is_none() && self.em.family.is_gaussian();
        if old.em.vary != new.em.vary || self.em.vary == Vary::SharedSd && !one_sd {
            self.em.vary = new.em.vary;
        }
        if !self.em.family.is_gaussian() {
            self.em.prior = new.em.prior;
        }
    }
}

/// The default start's seed in the plane, chosen as that of the worked example is: the ellipses begin side by side
/// in the middle, move visibly in each of 16 iterations, and A ends on the left.
const TELLING_START_IN_PLANE: u32 = 156;

/// 3,000 and 7,000 values of two processes of this family; Gaussians with the worked example's sd.
pub(super) fn usual_truth(family: Family) -> Vec<Process> {
    let process = |(mean, count)| {
        let sd = family.component(1.0, mean, 5.0).sd;
        Process { mean, sd, count }
    };
    family.curve().usual_means().into_iter().zip([3000, 7000]).map(process).collect()
}
