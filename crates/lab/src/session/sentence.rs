//! The sentence about the last half-step: what it did, with its numbers.

use super::Session;
use crate::em::{Assignment, HalfStep, Iterate, PriorKind, Vary};
use crate::figures::{significant, thousands, within};
use crate::letter::letter;

/// A gain below this, in nats per point, is rounding.
const ROUNDING: f64 = 1e-13;
/// An sd is rounded as a value among values that span so many sds, so that a collapsed one is not
/// rounded to 0.
const OWN_SPREAD: f64 = 4.0;

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
}

impl Session {
    /// What the last half-step did.
    pub fn sentence(&self) -> Sentence {
        let mut sentence = Sentence::default();
        let em = self.em();
        match (em.next(), em.position().checked_sub(2)) {
            (HalfStep::E, None) => {
                let curves = match em.present().mixture.k() {
                    1 => "one curve, a first guess".to_string(),
                    k => format!("{k} curves, each a first guess"),
                };
                sentence.say(format!(
                    "The start: {curves}. The E step comes next: it asks of every point whose it is."
                ));
            }
            (HalfStep::M, _) => self.after_e(&mut sentence),
            (HalfStep::E, Some(before)) => self.after_m(&mut sentence, em.at(before)),
        }
        if em.status().stops() || !em.on_floor().is_empty() || !em.empty().is_empty() {
            sentence.say(format!(" {}", crate::report::reason(em)));
        }
        sentence
    }

    fn after_e(&self, sentence: &mut Sentence) {
        sentence.about = Some(HalfStep::E);
        let soft = self.em().settings().assignment == Assignment::Soft;
        sentence.say(if soft {
            "E step. Each point is shared out by how well each curve explains it: "
        } else {
            "E step. Each point goes whole to the curve that explains it best: "
        });
        let held = self.em().present().expectation.moments();
        for (k, moments) in held.iter().enumerate() {
            let points = effective_count(moments.count);
            sentence.say(join(k, held.len())).name(k);
            sentence.say(match (k, soft) {
                (0, true) => format!(" now holds {points} points’ worth"),
                (0, false) => format!(" now holds {points} points"),
                _ => format!(" {points}"),
            });
        }
        sentence.say(".");
    }

    /// Names the component that moved farthest, and the gain.
    fn after_m(&self, sentence: &mut Sentence, entered: &Iterate) {
        sentence.about = Some(HalfStep::M);
        let em = self.em();
        let (now, before) = (em.present().mixture.components(), entered.mixture.components());
        let (least, largest) = self.loaded().data.range();
        let value = |x: f64| within(x, largest - least);
        let moved = |k: &usize| (now[*k].mean - before[*k].mean).abs();
        let farthest =
            (0..now.len()).max_by(|a, b| moved(a).total_cmp(&moved(b)).then(b.cmp(a))).unwrap_or(0);

        let (from, to) = (value(before[farthest].mean), value(now[farthest].mean));
        let chance = match em.settings().family.curve().shown() {
            ("mean", _) => String::new(),
            (parameter, unit) => format!(", a {parameter} of {:.3}", now[farthest].mean / unit),
        };
        let points = effective_count(entered.expectation.moments()[farthest].count);
        let prior = em.settings().prior == PriorKind::Conjugate;
        let there = if prior { "near where its" } else { "where its" };
        let why = format!("{there} {points} points have their mean");
        sentence.say("M step: ").name(farthest);
        if from == to {
            sentence.say(format!(" stays at {to}{chance}, {why}"));
        } else {
            sentence.say(format!(" moved from {from} to {to}{chance}, {why}"));
        }
        if em.settings().vary != Vary::Means && em.settings().family.is_gaussian() {
            let sd = now[farthest].sd;
            let spread = (largest - least).min(OWN_SPREAD * sd);
            sentence.say(format!(", and its sd became {}", within(sd, spread)));
        }
        let gain = em.last_gain().unwrap_or(0.0);
        sentence.say(match gain {
            g if g > ROUNDING => {
                format!(
                    "; the {} rose by {} per point.",
                    crate::report::objective_name(em),
                    significant(g, 3)
                )
            }
            _ => format!("; the {} no longer rises.", crate::report::objective_name(em)),
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
