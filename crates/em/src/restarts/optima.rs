//! Which runs reached the same optimum, and what those have in common.

use super::{Restart, RestartWithOptimum};
use crate::dataset::Dataset;
use crate::mixture::{Component, Mixture};
use crate::model::Model;
use crate::order::insertion_sort;

/// Two climbs reached one optimum when the weights, means and sds (in data sds) of its top agree
/// to this.
pub(crate) const SAME: f64 = 1e-4;

/// A component that holds no more than this has three points at most.
pub(crate) const FEW: f64 = 3.5;

/// Points are nearly equal when the sd of a component on them is below this, in data sds.
pub(crate) const NEARLY_EQUAL: f64 = 0.05;

/// The points of a narrow component are searched within so many sds of its mean.
const REACH: f64 = 6.0;

/// What the starts that reached one optimum have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Optimum<P = f64> {
    /// The index of its best row.
    pub best: usize,
    /// How many starts reached it.
    pub reached: usize,
    /// The least, the median (the lower of two) and the most iterations that it took.
    pub iterations: [usize; 3],
    /// Components on one, two or three nearly equal points (spurious maxima), with these points.
    pub stands_on: Vec<(usize, Vec<P>)>,
}

/// Numbers the optima in the order of the rows.
///
/// Agreement within a tolerance is not transitive, so all fits that a chain of agreeing ones joins
/// are counted as one optimum.
pub(super) fn number_optima<M: Model>(model: &M, ends: &mut [RestartWithOptimum<M::Mixture>]) {
    let is_sound = |end: &RestartWithOptimum<M::Mixture>| end.row.on_floor.is_empty();
    let same = |a: &RestartWithOptimum<M::Mixture>, b: &RestartWithOptimum<M::Mixture>| {
        is_sound(a) == is_sound(b) && model.same_optimum(&a.top, &b.top)
    };
    let mut numbers: Vec<Option<usize>> = vec![None; ends.len()];
    let mut next = 0;
    for first in 0..ends.len() {
        if numbers[first].is_some() {
            continue;
        }
        numbers[first] = Some(next);
        let mut chain = vec![first];
        while let Some(member) = chain.pop() {
            for other in first + 1..ends.len() {
                if numbers[other].is_none() && same(&ends[member], &ends[other]) {
                    numbers[other] = Some(next);
                    chain.push(other);
                }
            }
        }
        next += 1;
    }
    for (end, number) in ends.iter_mut().zip(numbers) {
        end.row.optimum = number.unwrap_or_default();
    }
}

/// Whether two optima agree but for the components' order: each component of the one has a
/// counterpart of its own in the other. (Sorting by mean would not do where means are equal.)
pub(crate) fn same_optimum(a: &Mixture, b: &Mixture, data_sd: f64) -> bool {
    let near = |p: &Component, q: &Component| {
        (p.weight - q.weight).abs() <= SAME
            && (p.mean - q.mean).abs() <= SAME * data_sd
            && (p.sd - q.sd).abs() <= SAME * data_sd
    };
    have_counterparts(a.components(), b.components(), near)
}

/// Whether each component of the one mixture has a counterpart of its own in the other.
pub(crate) fn have_counterparts<C: Clone>(a: &[C], b: &[C], near: impl Fn(&C, &C) -> bool) -> bool {
    let mut left = b.to_vec();
    a.iter().all(|p| {
        let counterpart = left.iter().position(|q| near(p, q));
        counterpart.map(|j| left.swap_remove(j)).is_some()
    })
}

/// The distinct optima of finished `rows`, by number.
pub fn optima<M: Model>(model: &M, rows: &[Restart<M::Mixture>]) -> Vec<Optimum<M::Point>> {
    let count = rows.iter().map(|row| row.optimum + 1).max().unwrap_or(0);
    let optimum = |number| {
        let members: Vec<usize> = (0..rows.len()).filter(|&i| rows[i].optimum == number).collect();
        let mut iterations: Vec<usize> = members.iter().map(|&i| rows[i].iterations).collect();
        insertion_sort(&mut iterations, |one, other| one < other);
        let last = iterations.len() - 1;
        Optimum {
            best: members[0],
            reached: members.len(),
            iterations: [iterations[0], iterations[last / 2], iterations[last]],
            stands_on: model.stands_on(&rows[members[0]].mixture),
        }
    };
    (0..count).map(optimum).collect()
}

/// The components on one, two or three nearly equal points, and these points.
///
/// Such a maximum of the likelihood is real, but says nothing about where the data come from: among
/// a few dozen points two are always close together by chance.
pub(crate) fn stands_on(data: &Dataset, mixture: &Mixture) -> Vec<(usize, Vec<f64>)> {
    if !mixture.family().curve().collapses() {
        return Vec::new();
    }
    let components = mixture.components();
    let (n, values) = (data.n() as f64, data.values());
    let narrow = |c: &Component| c.weight > 0.0 && c.weight * n <= FEW && c.sd <= NEARLY_EQUAL * data.sd();
    let points = |k: usize| {
        let Component { mean, sd, .. } = components[k];
        let from = values.partition_point(|&x| x < mean - REACH * sd);
        let near = values[from..].iter().take_while(|&&x| x <= mean + REACH * sd);
        near.copied().filter(|&x| mixture.most_responsible(x) == k).collect::<Vec<f64>>()
    };
    let narrow = (0..components.len()).filter(|&k| narrow(&components[k]));
    narrow.map(|k| (k, points(k))).filter(|(_, points)| (1..=3).contains(&points.len())).collect()
}
