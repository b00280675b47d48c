//! Taking hold of a component: its numbers set by hand, and the one undo.

use super::{Session, begin, in_the_form};
use crate::em::{self, Em, Vary};
use crate::figures::number;
use crate::letter::letter;
use crate::mixture::Component;
use crate::refusal::Refusal;
use crate::scenario::Scenario;
use crate::start::Start;

/// One of a component's three numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parameter {
    /// The share of the mixture; the other components scale to make room.
    Weight,
    /// The mean.
    Mean,
    /// The standard deviation; under `shared-sd`, everyone's.
    Sd,
}

/// A weight by hand is at least this: what a start says it must be able to say again.
const LEAST_WEIGHT: f64 = 1e-9;

/// What a touch put aside, for the one undo.
#[derive(Clone, Debug)]
pub(super) struct Before {
    scenario: Scenario,
    em: Em,
}

impl Session {
    /// Sets one number of one component by hand: the parameters, so changed, become the
    /// start at position 0, and one undo brings back what was.
    pub fn touch(&mut self, k: usize, parameter: Parameter, value: f64) -> Result<(), Refusal> {
        let mut touched = self.em.present().mixture.components().to_vec();
        self.check_component(k)?;
        match parameter {
            Parameter::Mean => touched[k].mean = value,
            Parameter::Sd if self.scenario.em.vary == Vary::SharedSd => {
                em::set_shared_sd(&mut touched, value)
            }
            Parameter::Sd => touched[k].sd = value,
            Parameter::Weight => {
                let alone = touched.len() == 1;
                if !(value > 0.0 && (value < 1.0 || (alone && value == 1.0))) {
                    return Err(Refusal::new(format!(
                        "Expected a weight above 0 and below 1 for component {}, not {}",
                        letter(k),
                        number(value)
                    )));
                }
                make_room(&mut touched, k, value);
            }
        }
        self.begin_by_hand(touched)
    }

    /// Sets the means of two components by hand, as [`Session::touch`] does one number.
    pub fn touch_means(&mut self, means: [(usize, f64); 2]) -> Result<(), Refusal> {
        let mut touched = self.em.present().mixture.components().to_vec();
        for (k, mean) in means {
            self.check_component(k)?;
            touched[k].mean = mean;
        }
        self.begin_by_hand(touched)
    }

    fn check_component(&self, k: usize) -> Result<(), Refusal> {
        let last = self.em.present().mixture.k() - 1;
        if k <= last {
            return Ok(());
        }
        Err(Refusal::new(format!("component {k} is not there: choose one from 0 to {last}")))
    }

    fn begin_by_hand(&mut self, mut touched: Vec<Component>) -> Result<(), Refusal> {
        for component in &mut touched {
            component.weight = component.weight.max(LEAST_WEIGHT);
        }
        // Through the scenario's own words: what is refused in a link is refused here, and the
        // link of what stands here replays to the bit.
        let by_hand = Scenario { start: Start::ByHand(touched), ..self.scenario() };
        let text = by_hand.value("start").unwrap_or_default();
        let scenario = Scenario { step: 0, ..self.scenario.set("start", &text).map_err(in_the_form)? };
        let em = begin(&scenario, &self.sourced.data)?;

        // A drag is many touches: the first one's undo stands until EM moves.
        if self.before.is_none() || self.em.last() > 0 {
            let scenario = self.scenario();
            self.before = Some(Box::new(Before { scenario, em: self.em.clone() }));
        }
        self.scenario = scenario;
        self.replace_em(em);
        Ok(())
    }

    /// Whether a touch can be undone.
    pub fn can_undo(&self) -> bool {
        self.before.is_some()
    }

    /// Brings back what was before the last touch.
    pub fn undo(&mut self) {
        if let Some(before) = self.before.take() {
            self.scenario = before.scenario;
            self.replace_em(before.em);
        }
    }

    fn replace_em(&mut self, em: Em) {
        self.em = em;
        self.notices.clear();
    }
}

/// Gives component k the weight `value`, and the others what is left, in their proportions and
/// without the dust of a division: 0.8 leaves 0.2, not 0.19999999999999996.
fn make_room(components: &mut [Component], k: usize, value: f64) {
    /// Weights by hand have so many parts: 12 decimals, and no sum that misses 1.
    const PARTS: f64 = 1e12;
    let old = components[k].weight;
    let others = components.len() as f64 - 1.0;
    let mut parts: Vec<f64> = components
        .iter()
        .enumerate()
        .map(|(j, component)| {
            let share = match () {
                _ if j == k => value,
                _ if old < 1.0 => component.weight * (1.0 - value) / (1.0 - old),
                _ => (1.0 - value) / others,
            };
            (share * PARTS).round()
        })
        .collect();
    // What rounding left over goes to the largest of the others, who feels it least.
    let largest = (0..parts.len()).filter(|&j| j != k).max_by(|&a, &b| parts[a].total_cmp(&parts[b]));
    if let Some(largest) = largest {
        parts[largest] += PARTS - parts.iter().sum::<f64>();
    }
    for (component, part) in components.iter_mut().zip(parts) {
        component.weight = part / PARTS;
    }
    components[k].weight = value;
}
