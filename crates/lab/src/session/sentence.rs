//! The sentence about the last half-step: what it did, with its numbers.

use super::{Session, Space};
use crate::em::{Assignment, HalfStep, Iterate, PriorKind, Vary};
use crate::figures::{significant, thousands};
use crate::letter::letter;
use crate::report::{reason, warnings};

/// A gain below this, in nats per point, is rounding.
const ROUNDING: f64 = 1e-13;

/// A part of a sentence: the page shows a component's letter in its colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SentencePart {
    /// Words.
    Text(String),
    /// A component's letter, by its index.
    Component(usize),
}

/// A sentence about the last half-step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// The half-step that it is about; none at the start.
    pub about: Option<HalfStep>,
    /// Its parts, in order.
    pub parts: Vec<SentencePart>,
}

impl std::fmt::Display for Sentence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.parts.iter().try_for_each(|piece| match piece {
            SentencePart::Text(text) => f.write_str(text),
            SentencePart::Component(k) => write!(f, "{}", letter(*k)),
        })
    }
}

impl Sentence {
    fn say(&mut self, text: impl Into<String>) -> &mut Self {
        self.parts.push(SentencePart::Text(text.into()));
        self
    }

    fn name(&mut self, k: usize) -> &mut Self {
        self.parts.push(SentencePart::Component(k));
        self
    }

    /// What an E step did: how many points each component now holds.
    fn tell_e(&mut self, curve: &str, soft: bool, held: &[f64]) {
        self.about = Some(HalfStep::E);
        self.say(if soft {
            format!("E step. Each point is shared out by how well each {curve} explains it: ")
        } else {
            format!("E step. Each point goes whole to the {curve} that explains it best: ")
        });
        for (k, &count) in held.iter().enumerate() {
            let points = effective_count(count);
            self.say(join(k, held.len())).name(k);
            self.say(match (k, soft) {
                (0, true) => format!(" now holds {points} points’ worth"),
                (0, false) => format!(" now holds {points} points"),
                _ => format!(" {points}"),
            });
        }
        self.say(".");
    }
}

impl<S: Space> Session<S> {
    /// What the last half-step did.
    pub fn sentence(&self) -> Sentence {
        let mut sentence = Sentence::default();
        let em = self.em();
        match (em.next(), em.position().checked_sub(2)) {
            (HalfStep::E, None) => {
                let curves = match S::k(&em.present().mixture) {
                    1 => format!("one {}, a first guess", S::CURVE),
                    k => format!("{k} {}s, each a first guess", S::CURVE),
                };
                sentence.say(format!(
                    "The start: {curves}. The E step comes next: it asks of every point whose it is."
                ));
            }
            (HalfStep::M, _) => {
                let soft = self.scenario.em.assignment == Assignment::Soft;
                sentence.tell_e(S::CURVE, soft, &S::counts(&em.present().expectation));
            }
            (HalfStep::E, Some(before)) => self.after_m(&mut sentence, em.at(before)),
        }
        let settings = &self.scenario.em;
        let warnings = warnings(em, settings);
        if em.status().stops() || em.position() > 0 && !warnings.is_empty() {
            sentence.say(format!(" {}", reason(em, settings)));
        } else {
            for warning in warnings {
                sentence.say(format!(" {warning}"));
            }
        }
        sentence
    }

    /// Names the component that moved farthest, and the gain.
    fn after_m(&self, sentence: &mut Sentence, entered: &Iterate<S>) {
        sentence.about = Some(HalfStep::M);
        let em = self.em();
        let (now, before) = (S::components(&em.present().mixture), S::components(&entered.mixture));
        let data = &self.loaded().data;
        let moved = |k: &usize| S::distance(&before[*k], &now[*k], data);
        let farthest =
            (0..now.len()).max_by(|a, b| moved(a).total_cmp(&moved(b)).then(b.cmp(a))).unwrap_or(0);

        let (from, to) = (S::place(&before[farthest], data), S::place(&now[farthest], data));
        let chance = S::chance(&now[farthest], self.scenario.em.family);
        let points = effective_count(S::counts(&entered.expectation)[farthest]);
        let prior = self.scenario.em.prior == PriorKind::Conjugate;
        let there = if prior { "near where its" } else { "where its" };
        let why = format!("{there} {points} points have their mean");
        sentence.say("M step: ").name(farthest);
        if from == to {
            sentence.say(format!(" stays at {to}{chance}, {why}"));
        } else {
            sentence.say(format!(" moved from {from} to {to}{chance}, {why}"));
        }
        if self.scenario.em.vary != Vary::Means && self.scenario.em.family.is_gaussian() {
            sentence.say(S::spread(&now[farthest], data));
        }
        let gain = em.last_gain().unwrap_or(0.0);
        sentence.say(match gain {
            g if g > ROUNDING => {
                format!(
                    "; the {} rose by {} per point.",
                    crate::report::objective_name(&self.scenario.em),
                    significant(g, 3)
                )
            }
            _ => format!("; the {} no longer rises.", crate::report::objective_name(&self.scenario.em)),
        });
    }
}

/// ", " or " and " before the k-th of several.
fn join(k: usize, of: usize) -> &'static str {
    match k {
        0 => "",
        _ if k + 1 == of && of > 2 => ", and ",
        _ if k + 1 == of => " and ",
        _ => ", ",
    }
}

/// An effective count, rounded to a whole number unless it is small.
fn effective_count(count: f64) -> String {
    if count < 9.95 { significant(count, 2) } else { thousands(count.round() as usize) }
}
