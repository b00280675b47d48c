//! How far apart a component's points lie, where one pass over them cannot tell.
//!
//! An E step's sums are taken about the means that enter it, over nodes that do for the sds that
//! enter it: of what a component holds they are exact to rounding, as parts of N_k s_k². Where it
//! goes far and becomes narrow at once, a few hundredths of that, its spread is a small difference
//! of such sums and has lost its digits. The next E step would find them; this one looks again,
//! from where the component goes.

use super::Assignment;
use super::maximization::EMPTY_SHARE;
use super::quadrature::{self, Smoothness};
use super::sums::Moments;
use crate::dataset::Dataset;
use crate::mixture::{Component, Mixture};
use crate::regions::regions;

/// A spread that is a smaller part of the sums that it comes from is told to less than eleven digits,
const SHORT: f64 = 1e-3;

/// and an sd that is a smaller part of the way, or of the sd before, is not told at all.
const TOLD: f64 = 1e-7;

/// Looks again at the spreads that one pass has not told well, where they leave an sd above `floor`.
pub fn mend(
    moments: &mut [Moments],
    data: &Dataset,
    (mixture, assignment): (&Mixture, Assignment),
    floor: f64,
) {
    for (k, (held, entering)) in moments.iter_mut().zip(mixture.components()).enumerate() {
        let before = entering.sd.max(held.shift().abs());
        let sd = (held.spread / held.count).sqrt().max(TOLD * before);
        let enough = held.count >= EMPTY_SHARE * data.n() as f64;
        if enough && sd > floor && sd * sd < SHORT * before * before {
            let there = Component { mean: entering.mean + held.shift(), sd, weight: 1.0 };
            let mut again = held_by(k, &there, data, mixture, assignment);
            again.finish();
            held.spread = again.spread;
        }
    }
}

/// What component k of the mixture holds, about where it goes.
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
