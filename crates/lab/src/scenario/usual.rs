//! The defaults of a link: what the names mean that it leaves out. They depend on its data and its family:
//! coins are fitted with coins, from the start that their source has.

use super::{Scenario, Source, Word};
use crate::em::Vary;
use crate::family::Family;
use crate::presets::preset;
use crate::start::Start;
use crate::truth::Process;

impl Scenario {
    /// What a link means that gives its data, and perhaps its family, alone.
    pub(super) fn usual(data: Source, family: Option<Family>) -> Self {
        let mut usual = Self { data, ..Self::default() };
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
            "family" => Self::usual(self.data, None),
            "trials" => Self::usual(self.data, Some(self.named_family())),
            _ => self.usual_here(),
        };
        usual.value(name)
    }

    /// What a link means that gives these data and this family alone.
    pub(crate) fn usual_here(&self) -> Self {
        Self::usual(self.data, Some(self.em.family))
    }

    /// The family that its word alone means: the data's own, if it has this word.
    pub(super) fn named_family(&self) -> Family {
        let word = self.em.family.word();
        let of_data = preset(self.data).map(|preset| preset.family);
        of_data.filter(|family| family.word() == word).or_else(|| Family::from_word(word)).unwrap_or_default()
    }

    /// After other data or another family: a name whose default is another one now takes that default.
    pub(crate) fn follow(&mut self, before: &Self) {
        if self.data != before.data
            && let Some(preset) = preset(self.data)
        {
            self.em.family = preset.family;
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
        let only_gaussians = !self.em.family.is_gaussian() && self.em.vary == Vary::SharedSd;
        if old.em.vary != new.em.vary || only_gaussians {
            self.em.vary = new.em.vary;
        }
        if !self.em.family.is_gaussian() {
            self.em.prior = new.em.prior;
        }
    }
}

/// 3,000 and 7,000 values of two processes of this family; Gaussians with the worked example's sd.
pub(super) fn usual_truth(family: Family) -> Vec<Process> {
    let process = |(mean, count)| {
        let sd = family.component(1.0, mean, 5.0).sd;
        Process { mean, sd, count }
    };
    family.curve().usual_means().into_iter().zip([3000, 7000]).map(process).collect()
}
