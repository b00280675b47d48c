//! Which stretches of the axis belong to which component.
//!
//! Two components' weighted densities are equal where a parabola, the difference of their logarithms,
//! has its roots. Between neighbouring roots the most responsible component is the same for every
//! point, so a few borders label all the points.

use crate::family::LnCurve;
use crate::mixture::{Component, Mixture};
use crate::order::insertion_sort;
use std::ops::Range;

/// The most that a computed border may be off, relative to its distance from zero.
const ROUNDING: f64 = 8.0 * f64::EPSILON;

/// Sorted `values` cut into stretches, each with its most responsible component.
pub fn regions(values: &[f64], mixture: &Mixture) -> Vec<(Range<usize>, usize)> {
    let components = mixture.components();
    let curves = mixture.ln_curves();
    let mut borders: Vec<f64> = Vec::new();
    for b in 0..components.len() {
        for a in 0..b {
            if mixture.family().is_gaussian() {
                borders.extend(crossings(&components[a], &components[b]).into_iter().flatten());
            } else {
                borders.extend(crossing(&curves[a], &curves[b]));
            }
        }
    }
    insertion_sort(&mut borders, |a, b| a.total_cmp(b).is_lt());
    let below = |x: f64| values.partition_point(|value| *value < x);
    let beside = borders.iter().flat_map(|b| [b - ROUNDING * b.abs(), b + ROUNDING * b.abs()]);

    let mut regions = Vec::new();
    let mut start = 0;
    for end in beside.map(below).chain([values.len()]) {
        if start < end {
            label(values, start..end, mixture, &mut regions);
            start = end;
        }
    }
    regions
}

/// Labels a stretch between two borders as its middle point. Borders are rounded, so the points at
/// its ends are checked one by one until they agree.
fn label(values: &[f64], points: Range<usize>, mixture: &Mixture, regions: &mut Vec<(Range<usize>, usize)>) {
    let owner = mixture.most_responsible(values[points.start + points.len() / 2]);
    let disagrees = |i: &usize| mixture.most_responsible(values[*i]) != owner;
    let start = points.start + points.clone().take_while(disagrees).count();
    let end = points.end - points.clone().rev().take_while(disagrees).count();
    let one_by_one = |these: Range<usize>, regions: &mut Vec<_>| {
        these.for_each(|i| push(regions, i..i + 1, mixture.most_responsible(values[i])));
    };
    one_by_one(points.start..start, regions);
    push(regions, start..end, owner);
    one_by_one(end..points.end, regions);
}

fn push(regions: &mut Vec<(Range<usize>, usize)>, points: Range<usize>, owner: usize) {
    match regions.last_mut() {
        Some((last, same)) if *same == owner => last.end = points.end,
        _ => regions.push((points, owner)),
    }
}

/// Where two lines cross, if they do.
fn crossing(a: &LnCurve, b: &LnCurve) -> Option<f64> {
    // c_a + s_a (x − m_a) = c_b + s_b (x − m_b), from m_a
    let ahead = b.at(a.mean) - a.ln_height;
    Some(a.mean + ahead / (a.slope - b.slope)).filter(|x| x.is_finite())
}

/// Where two weighted Gaussians are equal: the roots of
/// ln w_a − ln s_a − (x − m_a)² / 2s_a² = ln w_b − ln s_b − (x − m_b)² / 2s_b².
fn crossings(a: &Component, b: &Component) -> [Option<f64>; 2] {
    if !(a.weight > 0.0 && b.weight > 0.0) {
        return [None, None];
    }
    // From the narrower one: in units of the wider one its width would be lost to rounding.
    let (a, b) = if a.sd <= b.sd { (a, b) } else { (b, a) };
    // In units of a's sd from a's mean, u = (x − m_a) / s_a, with r = s_a / s_b and
    // e = (m_b − m_a) / s_b: u² − (r u − e)² + 2 ln(w_b s_a / w_a s_b) = 0
    let (r, e) = (a.sd / b.sd, (b.mean - a.mean) / b.sd);
    let lead = 2.0 * (b.weight.ln() - a.weight.ln() + r.ln());
    let (p, q, c) = (1.0 - r * r, r * e, lead - e * e); // p u² + 2 q u + c = 0
    let root = (q * q - p * c).sqrt(); // NaN where the curves do not meet
    let far = -(q + root.copysign(q)); // without cancellation
    let place = |u: f64| Some(a.mean + a.sd * u).filter(|x| x.is_finite());
    [place(far / p), place(c / far)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{RngExt, SeedableRng};
    use rand_pcg::Pcg64;

    #[test]
    fn every_point_is_labelled_as_if_it_were_asked_alone() {
        for seed in 0..300 {
            let mut generator = Pcg64::seed_from_u64(seed);
            let mut uniform = |low: f64, high: f64| low + (high - low) * generator.random::<f64>();
            let whole = seed % 3 == 0; // ties, and borders that fall on points
            let mut values: Vec<f64> = (0..2000)
                .map(|_| uniform(-20.0, 20.0))
                .map(|x| if whole { x.round() } else { x } + if seed % 5 == 0 { 1e6 } else { 0.0 })
                .collect();
            values.sort_by(f64::total_cmp);
            let k = 1 + (seed % 8) as usize;
            let component = |_| Component {
                weight: if uniform(0.0, 1.0) < 0.1 { 0.0 } else { uniform(0.01, 1.0) },
                mean: values[uniform(0.0, 1999.0) as usize],
                sd: match seed % 4 {
                    0 => 2.0,
                    1 => 1e-9 * 10f64.powf(uniform(0.0, 10.0)), // collapsed onto a point, perhaps
                    _ => 10f64.powf(uniform(-3.0, 1.5)),
                },
            };
            let mixture = Mixture::unchecked((0..k).map(component).collect());
            let regions = regions(&values, &mixture);
            assert_eq!(regions.first().unwrap().0.start, 0);
            assert_eq!(regions.last().unwrap().0.end, values.len());
            assert!(regions.windows(2).all(|pair| pair[0].0.end == pair[1].0.start));
            for (points, owner) in regions {
                for &x in &values[points] {
                    assert_eq!(owner, mixture.most_responsible(x), "seed {seed}, x {x}");
                }
            }
        }
    }
}
