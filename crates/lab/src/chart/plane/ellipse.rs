//! Ellipses: where a component's Mahalanobis distance is r.
//!
//! d² = (x − m)ᵀ Σ⁻¹ (x − m) of a point of the component has a χ² distribution with two degrees of freedom, so
//! that an ellipse of radius r holds 1 − exp(−r²/2) of it: of 1 sd 39 %, and not 68 % as in one dimension.

use crate::chart::circle::circle;
use crate::plane::{Component, Point};

/// The least and the largest mass of an ellipse.
const LEAST_MASS: f64 = 1e-6;
const LARGEST_MASS: f64 = 1.0 - 1e-9;

/// The probability within a radius of so many sds: 1 − exp(−r²/2).
pub fn mass_within(radius: f64) -> f64 {
    1.0 - (-0.5 * radius * radius).exp()
}

/// The radius, in sds, within which is this probability: √(−2 ln(1 − mass)).
pub fn radius_of(mass: f64) -> f64 {
    // NaN becomes the least one
    let mass = if mass > LEAST_MASS { mass.min(LARGEST_MASS) } else { LEAST_MASS };
    (-2.0 * (1.0 - mass).ln()).sqrt()
}

/// Points of a component's ellipse of that radius, all around; the first one, on the right, is the last too.
pub fn ellipse(component: &Component, radius: f64) -> Vec<Point> {
    let to_plane = unwhitening(component);
    let at = |(sin, cos): (f64, f64)| {
        let [dx, dy] = to_plane([radius * cos, radius * sin]);
        [component.mean[0] + dx, component.mean[1] + dy]
    };
    circle().into_iter().map(at).collect()
}

/// The ends of the major and of the minor half-axis of that ellipse.
pub fn axis_ends(component: &Component, radius: f64) -> [Point; 2] {
    let scatter = component.covariance.scatter();
    let sds = component.covariance.axes().sds;
    let half = 0.5 * (scatter.xx - scatter.yy);
    let gap = half.hypot(scatter.xy);
    // the direction of the larger eigenvalue: the longer of two forms, so that no digits cancel
    let direction = if half >= 0.0 { [half + gap, scatter.xy] } else { [scatter.xy, gap - half] };
    let length = direction[0].hypot(direction[1]);
    let [cos, sin] = if length > 0.0 { direction.map(|part| part / length) } else { [1.0, 0.0] };
    let [x, y] = component.mean;
    let [major, minor] = sds.map(|sd| radius * sd);
    [[x + major * cos, y + major * sin], [x - minor * sin, y + minor * cos]]
}

/// From whitened coordinates, in which the component is a circle, to distances from its mean in the plane.
pub(super) fn unwhitening(component: &Component) -> impl Fn(Point) -> Point + use<> {
    // z₁ = a d₁ and z₂ = b d₁ + c d₂
    let [a, b, c] = component.covariance.whitening();
    move |[z1, z2]| {
        let x = z1 / a;
        [x, (z2 - b * x) / c]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plane::Covariance;

    #[test]
    fn the_mass_within_a_radius_and_back() {
        for (radius, mass) in [(1.0, 0.393_469_340), (2.0, 0.864_664_717), (2.447_746_83, 0.95)] {
            assert!((mass_within(radius) - mass).abs() < 1e-8, "{radius}");
            assert!((radius_of(mass) - radius).abs() < 1e-7, "{mass}");
        }
        assert!([f64::NAN, -1.0, 0.0, 1.0, 2.0].into_iter().all(|mass| radius_of(mass).is_finite()));
    }

    #[test]
    fn the_ends_of_the_axes_are_on_the_ellipse_and_conjugate() {
        for (sds, rho) in [([1.0, 3.0], 0.9), ([3.0, 1.0], -0.5), ([2.0, 2.0], 0.0), ([1e-6, 1.0], 0.3)] {
            let covariance = Covariance::correlated(sds, rho).unwrap();
            let component = Component { weight: 1.0, mean: [0.0, 0.0], covariance };
            let [major, minor] = axis_ends(&component, 2.0);
            for end in [major, minor] {
                assert!((covariance.squared_distance(end) - 4.0).abs() < 1e-6, "{sds:?} {rho}: {end:?}");
            }
            assert!((major[0] * minor[0] + major[1] * minor[1]).abs() < 1e-9);
            assert!(major[0].hypot(major[1]) >= minor[0].hypot(minor[1]));
        }
    }
}
