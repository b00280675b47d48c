//! What is said of an answer: the right one by the engine, how near the learner's is, and a sentence
//! that teaches. A wrong answer gets a hint, not the solution.

mod climbs;
mod curves;
mod fits;
mod plane;

pub use climbs::{beat_em, breaks, climb, start_matters};
pub use curves::{e_step, hen_and_egg, hidden_groups, m_step, mixture};
pub use fits::{how_many, other_curves, real_data, relatives, your_own};
pub use plane::{ellipses, how_many_ellipses, plane_steps, plateaus, shapes, straight_borders};

use super::judging::Found;
use super::{Answer, Rating, Verdict};
use crate::compare_k::best_by;
use crate::figures::with_signs;
use crate::labels::judge;
use crate::mixture::Component;
use crate::session::{Parameter, Session, Space};
use crate::start::Start;
use Rating::{Nearly, Right, Wrong};

/// Ends this near, in nats per point, are on one hill.
const ONE_HILL: f64 = 1e-3;
/// Curves by hand whose fit is this near to EM's, in nats per point, are as good: nobody sees a difference.
const AS_GOOD: f64 = 0.005;
/// Curves by hand whose fit is this near to EM's, in nats per point, are nearly right.
const NEARLY_AS_GOOD: f64 = 0.05;

fn say(rating: Rating, sentence: impl Into<String>) -> Verdict {
    Verdict { rating, sentence: sentence.into() }
}

fn shown(value: f64, decimals: usize) -> String {
    with_signs(&format!("{value:.decimals$}"))
}

/// A number's rating by its distance from the right one.
fn near(answer: &Answer, expected: f64, right: f64, nearly: f64) -> (f64, Rating) {
    let Answer::Number(given) = *answer else { return (f64::NAN, Wrong) };
    let off = (given - expected).abs();
    (
        given,
        if off <= right {
            Right
        } else if off <= nearly {
            Nearly
        } else {
            Wrong
        },
    )
}

/// Whether this word was chosen.
fn chose(answer: &Answer, right: &str) -> bool {
    matches!(answer, Answer::Choice(word) if *word == right)
}

fn components(session: &Session) -> &[Component] {
    session.em().present().mixture.components()
}

fn means(session: &Session) -> (f64, f64) {
    let means = || components(session).iter().map(|c| c.mean);
    (means().fold(f64::INFINITY, f64::min), means().fold(f64::NEG_INFINITY, f64::max))
}

fn log_likelihood<S: Space>(session: &Session<S>) -> f64 {
    session.snapshot().mean_log_likelihood
}

/// Where two components have the same height, between their means.
fn even(components: &[Component]) -> f64 {
    let [one, other] = components else { return f64::NAN };
    let (left, right) = if one.mean < other.mean { (one, other) } else { (other, one) };
    let (mut from, mut to) = (left.mean, right.mean);
    for _ in 0..60 {
        let middle = 0.5 * (from + to);
        let left_is_higher = left.ln_weighted_density(middle) > right.ln_weighted_density(middle);
        if left_is_higher { from = middle } else { to = middle }
    }
    from
}
