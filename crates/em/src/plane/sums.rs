//! Sufficient statistics: what an M step needs of the points.

use super::Point;
use super::covariance::Scatter;
use crate::mixture::MAX_COMPONENTS;

/// What one component holds after an E step, about the mean m that entered it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moments {
    /// N_k = Σ_i r_ik, the effective count.
    pub count: f64,
    /// Σ_i r_ik (x_i − m_k).
    pub first: Point,
    /// Σ_i r_ik (x_i − m_k)(x_i − m_k)ᵀ.
    pub second: Scatter,
    /// S_k = Σ_i r_ik (x_i − x̄_k)(x_i − x̄_k)ᵀ, about their own mean x̄_k; computed once the sums are complete.
    pub spread: Scatter,
}

impl Moments {
    /// Adds a point with this responsibility, at this distance from m.
    pub(super) fn add(&mut self, share: f64, d: Point) {
        self.count += share;
        self.first = [self.first[0] + share * d[0], self.first[1] + share * d[1]];
        self.second += Scatter::of(d) * share;
    }

    /// Computes the spread once the sums are complete.
    pub(super) fn finish(&mut self) {
        let shift = self.shift();
        let moved = Scatter::of(shift) * -self.count;
        let spread = self.second + moved;
        self.spread = Scatter { xx: spread.xx.max(0.0), yy: spread.yy.max(0.0), ..spread };
    }

    /// N_k, Σ_i r_ik x_i and Σ_i r_ik (x_i − m')(x_i − m')ᵀ, from the mean that entered and for another one, m'.
    pub fn about(&self, entering: Point, other: Point) -> (f64, Point, Scatter) {
        let sum = [0, 1].map(|axis| self.first[axis] + self.count * entering[axis]);
        let past = [0, 1].map(|axis| self.shift()[axis] - (other[axis] - entering[axis])); // x̄_k − m'
        (self.count, sum, self.spread + Scatter::of(past) * self.count)
    }

    /// x̄_k − m_k: how far what the component holds is, on average, from the mean that entered.
    pub fn shift(&self) -> Point {
        if self.count > 0.0 { self.first.map(|sum| sum / self.count) } else { [0.0; 2] }
    }
}

/// The sums of one pass over points. Those of parts can be added.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sums {
    /// Per component; those past k stay zero.
    pub moments: [Moments; MAX_COMPONENTS],
    /// Σ_i ln p(x_i), in nats.
    pub ln_likelihood: f64,
    /// Σ_i max_k ln(w_k N_k(x_i)), in nats: what hard assignment climbs.
    pub ln_best: f64,
}

impl Sums {
    /// Computes the spreads once the sums are complete.
    pub(super) fn finish(&mut self) {
        self.moments.iter_mut().for_each(Moments::finish);
    }
}

impl std::ops::AddAssign for Sums {
    fn add_assign(&mut self, other: Self) {
        for (mine, theirs) in self.moments.iter_mut().zip(other.moments) {
            mine.count += theirs.count;
            mine.first = [mine.first[0] + theirs.first[0], mine.first[1] + theirs.first[1]];
            mine.second += theirs.second;
        }
        self.ln_likelihood += other.ln_likelihood;
        self.ln_best += other.ln_best;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_about_another_mean_are_those_of_the_points() {
        let (entering, other) = ([3.0, -1.0], [2.5, 7.0]);
        let points = [([1.0, 2.0], 0.5), ([4.0, -3.0], 1.0), ([2.0, 0.5], 0.25)];
        let mut held = Moments::default();
        let mut plainly = (0.0, [0.0; 2], Scatter::default());
        for ([x, y], share) in points {
            held.add(share, [x - entering[0], y - entering[1]]);
            plainly.0 += share;
            plainly.1 = [plainly.1[0] + share * x, plainly.1[1] + share * y];
            plainly.2 += Scatter::of([x - other[0], y - other[1]]) * share;
        }
        held.finish();
        let (count, sum, squares) = held.about(entering, other);
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-12, "{a}, not {b}");
        near(count, plainly.0);
        near(sum[0], plainly.1[0]);
        near(sum[1], plainly.1[1]);
        near(squares.xx, plainly.2.xx);
        near(squares.xy, plainly.2.xy);
        near(squares.yy, plainly.2.yy);
    }
}
