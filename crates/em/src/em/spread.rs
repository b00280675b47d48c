//! A second pass for spreads that lost their digits in the first.
//!
//! An E step's sums are about the means that enter it, and over nodes chosen for the sds that enter:
//! they are exact to rounding as parts of N_k s_k². If a component moves far and becomes narrow in
//! one step, its spread is a small difference of such sums and has few digits left. Then it is summed
//! again, about the mean that the component moves to.

use super::Assignment;
use super::m_step::EMPTY_SHARE;
use super::quadrature::{self, Smoothness};
use super::sums::Moments;
use crate::dataset::Dataset;
use crate::mixture::{Component, Mixture};
use crate::regions::regions;

/// A spread that is a smaller part than this of the sums it comes from has less than eleven digits,
const SHORT: f64 = 1e-3;

/// and an sd that is a smaller part than this of the way, or of the sd before, has none.
const LOST: f64 = 1e-7;

/// Recomputes the spreads that have lost digits, if they give an sd above `least_sd`.
pub fn recompute(
    moments: &mut [Moments],
    data: &Dataset,
    (mixture, assignment): (&Mixture, Assignment),
    least_sd: f64,
) {
    for (k, (held, entering)) in moments.iter_mut().zip(mixture.components()).enumerate() {
        let before = entering.sd.max(held.shift().abs());
        let sd = (held.spread / held.count).sqrt().max(LOST * before);
        let enough = held.count >= EMPTY_SHARE * data.n() as f64;
        if enough && sd > least_sd && sd * sd < SHORT * before * before {
            let there = Component { mean: entering.mean + held.shift(), sd, weight: 1.0 };
            let mut again = held_by(k, &there, data, mixture, assignment);
            again.finish();
            held.spread = again.spread;
        }
    }
}

/// What component k of the mixture holds, about the mean that it moves to.
fn held_by(
    k: usize,
    there: &Component,
    data: &Dataset,
    mixture: &Mixture,
    assignment: Assignment,
) -> Moments {
    let narrow = |panel: &_| quadrature::is_parabola(there, panel);
    match assignment {
        Assignment::Soft => {
            let smoothness = Smoothness::of(mixture);
            let nodes = quadrature::nodes(data, 0..data.n(), |panel| smoothness.over(panel) && narrow(panel));
            nodes.moments(there.mean, |x| mixture.responsibilities(x)[k])
        }
        Assignment::Hard => {
            let mut held = Moments::default();
            for (points, owner) in regions(data.values(), mixture) {
                if owner == k {
                    held += quadrature::nodes(data, points, narrow).moments(there.mean, |_| 1.0);
                }
            }
            held
        }
    }
}
