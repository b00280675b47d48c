//! Covariances: symmetric 2 × 2 matrices, as sums of squares and products, and as a Gaussian has them.

use super::Point;
use std::ops::{Add, AddAssign, Mul};

/// A symmetric matrix [xx xy; xy yy], such as a sum of squares and products; it may be singular.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scatter {
    /// Of the first coordinate.
    pub xx: f64,
    /// Of both.
    pub xy: f64,
    /// Of the second coordinate.
    pub yy: f64,
}

impl Scatter {
    /// d dᵀ.
    pub fn of([x, y]: Point) -> Self {
        Self { xx: x * x, xy: x * y, yy: y * y }
    }

    /// xx + yy.
    pub fn trace(self) -> f64 {
        self.xx + self.yy
    }

    /// Both eigenvalues, the larger one first.
    pub fn eigenvalues(self) -> [f64; 2] {
        let (middle, half) = (0.5 * self.trace(), self.half_gap());
        [middle + half, middle - half]
    }

    /// Half the difference of the eigenvalues.
    fn half_gap(self) -> f64 {
        (0.5 * (self.xx - self.yy)).hypot(self.xy)
    }

    /// With each coordinate multiplied by a factor of its own.
    pub fn scaled(self, [x, y]: [f64; 2]) -> Self {
        Self { xx: self.xx * x * x, xy: self.xy * x * y, yy: self.yy * y * y }
    }
}

impl Add for Scatter {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { xx: self.xx + other.xx, xy: self.xy + other.xy, yy: self.yy + other.yy }
    }
}

impl AddAssign for Scatter {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Mul<f64> for Scatter {
    type Output = Self;

    fn mul(self, factor: f64) -> Self {
        Self { xx: self.xx * factor, xy: self.xy * factor, yy: self.yy * factor }
    }
}

/// A covariance of a Gaussian: positive definite.
///
/// It is kept as the variance of x, the slope of the line on which y depends on x, and the variance of y
/// about this line. So it is positive definite whatever the rounding, and a narrow ellipse keeps its digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Covariance {
    xx: f64,
    slope: f64,
    rest: f64,
}

/// The axes of an ellipse.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axes {
    /// The sds along the major and the minor axis.
    pub sds: [f64; 2],
    /// The angle of the major axis from the x axis, in radians, above −π/2 and at most π/2.
    pub angle: f64,
}

impl Covariance {
    /// From its three numbers, if they are finite and the matrix is positive definite.
    pub fn new(Scatter { xx, xy, yy }: Scatter) -> Option<Self> {
        let slope = xy / xx;
        Self::of(xx, slope, yy - slope * xy)
    }

    /// The same in all directions.
    pub fn spherical(variance: f64) -> Option<Self> {
        Self::of(variance, 0.0, variance)
    }

    /// From its sds, above 0, and its correlation, which is above −1 and below 1.
    pub fn correlated([sx, sy]: [f64; 2], rho: f64) -> Option<Self> {
        if !(sx > 0.0 && sy > 0.0) {
            return None;
        }
        Self::of(sx * sx, rho * sy / sx, sy * sy * (1.0 - rho) * (1.0 + rho))
    }

    fn of(xx: f64, slope: f64, rest: f64) -> Option<Self> {
        let possible = xx > 0.0 && rest > 0.0 && [xx, slope, rest].iter().all(|x| x.is_finite());
        possible.then_some(Self { xx, slope, rest })
    }

    /// Its three numbers.
    pub fn scatter(self) -> Scatter {
        let xy = self.slope * self.xx;
        Scatter { xx: self.xx, xy, yy: self.rest + self.slope * xy }
    }

    /// The sds of x and y.
    pub fn sds(self) -> [f64; 2] {
        let Scatter { xx, yy, .. } = self.scatter();
        [xx.sqrt(), yy.sqrt()]
    }

    /// The correlation of x and y.
    pub fn rho(self) -> f64 {
        let [sx, sy] = self.sds();
        self.slope * sx / sy
    }

    /// ln of the determinant.
    pub fn ln_determinant(self) -> f64 {
        self.xx.ln() + self.rest.ln()
    }

    /// Its ellipse's axes.
    pub fn axes(self) -> Axes {
        let scatter = self.scatter();
        let [major, _] = scatter.eigenvalues();
        // The product of the eigenvalues is the determinant.
        let minor = self.xx / major * self.rest;
        let angle = 0.5 * (2.0 * scatter.xy).atan2(scatter.xx - scatter.yy);
        Axes { sds: [major.sqrt(), minor.sqrt()], angle }
    }

    /// dᵀ Σ⁻¹ d = z₁² + z₂² with z₁ = a d₁ and z₂ = b d₁ + c d₂: a, b and c.
    pub fn whitening(self) -> [f64; 3] {
        let [a, c] = [self.xx, self.rest].map(|variance| variance.sqrt().recip());
        [a, -self.slope * c, c]
    }

    /// dᵀ Σ⁻¹ d, the squared Mahalanobis distance.
    pub fn squared_distance(self, d: Point) -> f64 {
        whitened(self.whitening(), d)
    }

    /// tr(Σ⁻¹ A): the sum of the squared distances whose squares and products sum to A.
    pub fn squared_distances(self, of: Scatter) -> f64 {
        let about_line = of.yy - 2.0 * self.slope * of.xy + self.slope * self.slope * of.xx;
        of.xx / self.xx + about_line / self.rest
    }

    /// The covariance of this scatter that is nowhere narrower than 1: eigenvalues below 1 become 1.
    ///
    /// Of all such covariances it is the one under which points with this scatter are most likely.
    pub fn at_least_one(of: Scatter) -> Self {
        let [large, small] = of.eigenvalues();
        match Self::new(of) {
            Some(covariance) if small >= 1.0 => covariance,
            _ if large > 1.0 => {
                // I + (λ − 1) v vᵀ, with v the direction of the larger eigenvalue λ
                let direction = Scatter { xx: of.xx - small, xy: of.xy, yy: of.yy - small };
                let part = direction * ((large - 1.0) / (large - small));
                let xx = 1.0 + part.xx;
                // The determinant is λ.
                Self { xx, slope: part.xy / xx, rest: large / xx }
            }
            _ => Self { xx: 1.0, slope: 0.0, rest: 1.0 },
        }
    }

    /// With each coordinate multiplied by a factor of its own, above 0.
    pub fn scaled(self, [x, y]: [f64; 2]) -> Self {
        Self { xx: self.xx * x * x, slope: self.slope * y / x, rest: self.rest * y * y }
    }
}

/// z₁² + z₂² of a distance, after [`Covariance::whitening`].
pub(super) fn whitened([a, b, c]: [f64; 3], [x, y]: Point) -> f64 {
    (a * x).powi(2) + (b * x + c * y).powi(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() <= 1e-12 * (1.0 + b.abs())
    }

    #[test]
    fn it_is_the_matrix_it_is_made_of() {
        for of in [(2.0, 0.5, 1.0), (1e-18, -3e-10, 0.5), (4.0, 0.0, 9.0)].map(|(xx, xy, yy)| Scatter {
            xx,
            xy,
            yy,
        }) {
            let found = Covariance::new(of).unwrap();
            let Scatter { xx, xy, yy } = found.scatter();
            assert!(near(xx / of.xx, 1.0) && near(xy, of.xy) && near(yy, of.yy), "{of:?}: {found:?}");
            let determinant = of.xx * of.yy - of.xy * of.xy;
            assert!(near(found.ln_determinant(), determinant.ln()));
            let d = [0.3, -1.7];
            let inverse = Scatter { xx: of.yy, xy: -of.xy, yy: of.xx } * determinant.recip();
            let plain = inverse.xx * d[0] * d[0] + 2.0 * inverse.xy * d[0] * d[1] + inverse.yy * d[1] * d[1];
            assert!(near(found.squared_distance(d) / plain, 1.0));
            assert!(near(found.squared_distances(Scatter::of(d)) / plain, 1.0));
            let again = Covariance::correlated(found.sds(), found.rho()).unwrap();
            assert!(near(again.ln_determinant(), found.ln_determinant()));
        }
    }

    #[test]
    fn what_is_not_positive_definite_is_none() {
        for (xx, xy, yy) in
            [(0.0, 0.0, 1.0), (1.0, 1.0, 1.0), (1.0, 2.0, 1.0), (-1.0, 0.0, 1.0), (f64::NAN, 0.0, 1.0)]
        {
            assert_eq!(Covariance::new(Scatter { xx, xy, yy }), None);
        }
        assert_eq!(Covariance::correlated([1.0, 2.0], 1.0), None);
        assert_eq!(Covariance::spherical(f64::INFINITY), None);
    }

    #[test]
    fn axes_turn_with_the_ellipse() {
        for degrees in [-89.0_f64, -30.0, 0.0, 45.0, 90.0] {
            let (angle, [major, minor]) = (degrees.to_radians(), [3.0, 0.25]);
            let (sin, cos) = angle.sin_cos();
            let along = |sd: f64, [x, y]: Point| Scatter::of([sd * x, sd * y]);
            let covariance = Covariance::new(along(major, [cos, sin]) + along(minor, [-sin, cos])).unwrap();
            let axes = covariance.axes();
            assert!(near(axes.sds[0], major) && near(axes.sds[1], minor), "{axes:?}");
            assert!((axes.angle - angle).sin().abs() < 1e-12, "{degrees}: {axes:?}");
        }
    }

    #[test]
    fn a_narrow_direction_is_widened_and_no_other() {
        let wide = Scatter { xx: 4.0, xy: 1.0, yy: 3.0 };
        assert_eq!(Covariance::at_least_one(wide), Covariance::new(wide).unwrap());
        for of in [
            Scatter { xx: 4.0, xy: 4.0, yy: 4.0 },       // on a line
            Scatter { xx: 0.0, xy: 0.0, yy: 1e20 },      // upright
            Scatter { xx: 1e6, xy: 1e6, yy: 1e6 + 0.1 }, // nearly on a line
        ] {
            let [large, _] = of.eigenvalues();
            let found = Covariance::at_least_one(of);
            let Axes { sds: [major, minor], angle } = found.axes();
            assert!(near(major * major / large, 1.0) && near(minor, 1.0), "{of:?}: {found:?}");
            assert!((angle - 0.5 * (2.0 * of.xy).atan2(of.xx - of.yy)).sin().abs() < 1e-6);
        }
        let point = Covariance::at_least_one(Scatter::default());
        assert_eq!(point.scatter(), Scatter { xx: 1.0, xy: 0.0, yy: 1.0 });
    }
}
