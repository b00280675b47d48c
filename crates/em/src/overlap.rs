//! How alike two weighted Gaussians are: the area under both curves, as a part of the area of both
//! together.
//!
//! ∫ min(f, g) dx / ∫ max(f, g) dx, with f and g the weighted densities: the Jaccard index of the
//! two areas. It is 1 for equal curves and near 0 for curves that stand apart; a component that
//! covers two groups of its own size, or half of one, has at most ½ with either.

use crate::mixture::Component;

/// The integral runs over so many sds of the narrower curve on either side of its mean: less than
/// 1e-8 of its area lies beyond.
const REACH: f64 = 6.0;
/// Steps to an sd. The integrand has a kink at each crossing, so the error is about a step squared.
const STEPS: f64 = 32.0;

/// The area under both curves: ∫ min(f, g) dx, at most the smaller weight.
fn common_area(a: &Component, b: &Component) -> f64 {
    if !(a.weight > 0.0 && b.weight > 0.0) {
        return 0.0;
    }
    // In units of the narrower one, f, which the other is smooth in: ∫ f · min(1, g / f) dx
    let (f, g) = if a.sd <= b.sd { (a, b) } else { (b, a) };
    let steps = (REACH * STEPS) as i32;
    let (mut common, mut whole) = (0.0, 0.0);
    for step in -steps..=steps {
        let z = f64::from(step) / STEPS;
        let x = f.mean + z * f.sd;
        let part = (g.ln_weighted_density(x) - (f.ln_height() - 0.5 * z * z)).min(0.0).exp();
        let density = (-0.5 * z * z).exp();
        common += density * part;
        whole += density;
    }
    f.weight * common / whole
}

/// The common area as a part of the area of both together: 0 to 1.
pub fn alike(a: &Component, b: &Component) -> f64 {
    let common = common_area(a, b);
    if common > 0.0 { common / (a.weight + b.weight - common) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(weight: f64, mean: f64, sd: f64) -> Component {
        Component { weight, mean, sd }
    }

    #[test]
    fn two_means_apart_by_d_sds_have_twice_the_tail_beyond_half_of_it_in_common() {
        // 2 Φ(−d/2), from a table of Φ
        for (d, expected) in [(0.0, 1.0), (1.0, 0.617_075), (2.0, 0.317_311), (4.0, 0.045_500)] {
            let found = common_area(&of(1.0, 7.0, 3.0), &of(1.0, 7.0 + 3.0 * d, 3.0));
            assert!((found - expected).abs() < 1e-3, "{d}: {found}");
        }
        // where one weight is so small that its curve lies under the other, it is common whole
        assert!((common_area(&of(0.01, 5.0, 1.0), &of(0.9, 5.0, 2.0)) - 0.01).abs() < 1e-9);
    }

    #[test]
    fn the_same_curve_is_alike_and_a_far_one_is_not() {
        assert!((alike(&of(0.3, 20.0, 5.0), &of(0.3, 20.0, 5.0)) - 1.0).abs() < 1e-12);
        assert!(alike(&of(0.25, 41.6, 3.0), &of(0.25, 20.0, 3.0)) < 1e-3);
    }

    #[test]
    fn what_covers_two_or_halves_one_is_less_alike_than_not() {
        // one curve over two groups of its size, at 10 and 20; two curves over one group
        assert!(alike(&of(0.5, 15.0, 6.0), &of(0.25, 10.0, 3.0)) < 0.5);
        assert!(alike(&of(0.25, 38.4, 2.4), &of(0.5, 40.0, 3.0)) <= 0.5);
    }

    #[test]
    fn awkward_curves_have_a_number_too() {
        for a in [of(0.0, 0.0, 1.0), of(1e-300, 0.0, 1.0), of(1.0, 1e60, 1e-60), of(0.5, 0.0, 1e60)] {
            for b in [of(0.0, 0.0, 1.0), of(1.0, 0.0, 1e-60), of(0.5, -1e60, 1.0)] {
                let found = alike(&a, &b);
                assert!((0.0..=1.0).contains(&found), "{a:?} {b:?}: {found}");
                assert!((found - alike(&b, &a)).abs() < 1e-9, "{a:?} {b:?}");
            }
        }
    }
}
