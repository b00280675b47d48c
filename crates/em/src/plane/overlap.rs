//! How alike two weighted Gaussians in the plane are, as [`overlap`](crate::overlap) has it for one dimension: the
//! volume under both, as a part of the volume of both together.

use super::mixture::{Component, Peak};

/// The integral runs over so many sds of the narrower one in each direction: its mass beyond is 1e-3.
const REACH: f64 = 3.5;
/// Steps to an sd. What is asked is whether the part is more than a half.
const STEPS: f64 = 6.0;

/// ∫ min(f, g) / ∫ max(f, g): 0 to 1.
pub fn alike(a: &Component, b: &Component) -> f64 {
    if !(a.weight > 0.0 && b.weight > 0.0) {
        return 0.0;
    }
    // Over the narrower one, f: ∫ f · min(1, g / f), in coordinates in which f is a circle.
    let (f, g) = if a.covariance.ln_determinant() <= b.covariance.ln_determinant() { (a, b) } else { (b, a) };
    let [u, v, w] = f.covariance.whitening();
    let (peak, ln_height) = (Peak::of(g), f.ln_height());
    let steps = (REACH * STEPS) as i32;
    let (mut common, mut whole) = (0.0, 0.0);
    for i in -steps..=steps {
        for j in -steps..=steps {
            let [z1, z2] = [i, j].map(|step| f64::from(step) / STEPS);
            // z₁ = u d₁ and z₂ = v d₁ + w d₂
            let x = z1 / u;
            let point = [f.mean[0] + x, f.mean[1] + (z2 - v * x) / w];
            let ln_f = -0.5 * (z1 * z1 + z2 * z2);
            let part = (peak.ln_weighted_density(point) - (ln_height + ln_f)).min(0.0).exp();
            common += ln_f.exp() * part;
            whole += ln_f.exp();
        }
    }
    let common = f.weight * common / whole;
    if common > 0.0 { common / (a.weight + b.weight - common) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plane::{Covariance, Point};

    fn of(weight: f64, mean: Point, sds: [f64; 2], rho: f64) -> Component {
        Component { weight, mean, covariance: Covariance::correlated(sds, rho).unwrap() }
    }

    #[test]
    fn equal_ones_are_alike_and_those_that_stand_apart_are_not() {
        let one = of(0.5, [3.0, -2.0], [1.0, 4.0], 0.8);
        assert!((alike(&one, &one) - 1.0).abs() < 1e-12);
        assert!(alike(&one, &of(0.5, [30.0, -2.0], [1.0, 4.0], 0.8)) < 1e-9);
        assert_eq!(alike(&one, &of(0.0, [3.0, -2.0], [1.0, 4.0], 0.8)), 0.0);
    }

    #[test]
    fn along_one_axis_it_is_that_of_one_dimension() {
        let across = |mean, sd| crate::mixture::Component { weight: 0.5, mean, sd };
        for (mean, sd) in [(1.0, 1.0), (2.0, 1.5), (0.0, 3.0)] {
            let flat = crate::overlap::alike(&across(0.0, 1.0), &across(mean, sd));
            let found = alike(&of(0.5, [0.0, 0.0], [1.0, 2.0], 0.0), &of(0.5, [mean, 0.0], [sd, 2.0], 0.0));
            assert!((found - flat).abs() < 2e-3, "{mean} {sd}: {found}, not {flat}");
            // the same in turned coordinates
            let turned = alike(&of(0.5, [0.0, 0.0], [2.0, 1.0], 0.0), &of(0.5, [0.0, mean], [2.0, sd], 0.0));
            assert!((turned - found).abs() < 1e-9);
        }
    }
}
