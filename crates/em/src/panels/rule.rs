//! A panel's rule: nodes and weights that sum every polynomial of degree 23 over the panel's points
//! exactly.
//!
//! With fixed nodes, one weight each, 24 are needed: Chebyshev's nodes, with w_j = Σ_i l_j(x_i), where
//! l_j is the Lagrange polynomial of node j. Gauss's rule chooses the nodes too and needs half as many:
//! they are the roots of the polynomial of degree 12 that is orthogonal, over the points, to all of
//! lower degree.
//!
//! Both are computed from the points' Chebyshev moments. Where Gauss's rule (`rule/gauss.rs`) would
//! lose digits, the panel has Chebyshev's nodes.
//!
//! Berrut and Trefethen (2004), Barycentric Lagrange interpolation.

mod gauss;

use gauss::gauss;
use wide::f64x4;

/// Nodes of Gauss's rule: whole fours.
const NODES: usize = 12;

/// Moments that it sums exactly, and nodes of Chebyshev's: polynomials of degree 23.
pub const MOMENTS: usize = 2 * NODES;

/// The Chebyshev nodes of \[−1, 1\], from the largest down: cos((j + ½) π / MOMENTS).
pub const CHEBYSHEV: [f64; MOMENTS] = {
    let mut nodes = [0.0; MOMENTS];
    let mut j = 0;
    while j < NODES {
        (nodes[j], nodes[MOMENTS - 1 - j]) = (ABOVE_ZERO[j], -ABOVE_ZERO[j]);
        j += 1;
    }
    nodes
};

/// Those above 0. They are written out because the code of a general cosine would add kilobytes to a wasm module.
const ABOVE_ZERO: [f64; NODES] = [
    0.9978589232386035,
    0.9807852804032304,
    0.9469301294951057,
    0.8968727415326883,
    0.8314696123025452,
    0.7518398074789774,
    0.6593458151000688,
    0.5555702330196022,
    0.4422886902190013,
    0.3214394653031616,
    0.19509032201612828,
    0.06540312923014306,
];

/// Where a rule is kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stored {
    /// Nodes, and weights after them.
    Gauss(usize),
    /// Weights of Chebyshev's nodes.
    Chebyshev(usize),
}

/// Rules, one after another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules {
    numbers: Vec<f64>,
}

impl Rules {
    /// The nodes and the weights of a rule.
    pub fn at(&self, place: Stored) -> (&[f64], &[f64]) {
        match place {
            Stored::Gauss(start) => self.numbers[start..start + MOMENTS].split_at(NODES),
            Stored::Chebyshev(start) => (&CHEBYSHEV, &self.numbers[start..start + MOMENTS]),
        }
    }

    /// Adds the rule of the places whose moments these are.
    pub fn add(&mut self, moments: ChebyshevMoments) -> Stored {
        let start = self.numbers.len();
        let moments = moments.total();
        if let Some((nodes, weights)) = gauss(&moments) {
            self.numbers.extend(nodes);
            self.numbers.extend(weights);
            Stored::Gauss(start)
        } else {
            let mut weights = chebyshev(&moments);
            // Where most points crowd at an end, T_m loses digits: what is missing is added.
            let found = moments_of(&CHEBYSHEV, &weights);
            let missing = std::array::from_fn(|m| moments[m] - found[m]);
            let more = chebyshev(&missing);
            weights.iter_mut().zip(more).for_each(|(weight, more)| *weight += more);
            self.numbers.extend(weights);
            Stored::Chebyshev(start)
        }
    }
}

/// Σ_i w_i T_m(t_i): the Chebyshev moments of weighted places in \[−1, 1\].
#[derive(Default)]
pub struct ChebyshevMoments {
    sums: [f64x4; MOMENTS],
    places: [f64; 4],
    weights: [f64; 4],
    waiting: usize,
}

impl ChebyshevMoments {
    /// Adds a place.
    pub fn take(&mut self, place: f64, weight: f64) {
        self.places[self.waiting] = place;
        self.weights[self.waiting] = weight;
        self.waiting += 1;
        if self.waiting == 4 {
            self.add();
        }
    }

    /// Adds the four places that wait: T_0 = 1, T_1 = t, T_m = 2t T_(m−1) − T_(m−2).
    fn add(&mut self) {
        let (t, weight) = (f64x4::new(self.places), f64x4::new(self.weights));
        let (mut before, mut now) = (weight, weight * t);
        self.sums[0] += before;
        for sum in &mut self.sums[1..] {
            *sum += now;
            (before, now) = (now, t * (now + now) - before);
        }
        (self.weights, self.waiting) = ([0.0; 4], 0);
    }

    fn total(mut self) -> [f64; MOMENTS] {
        self.add();
        self.sums.map(f64x4::reduce_add)
    }
}

/// The Chebyshev moments of weighted nodes.
pub fn moments_of(nodes: &[f64], weights: &[f64]) -> [f64; MOMENTS] {
    let mut moments = ChebyshevMoments::default();
    nodes.iter().zip(weights).for_each(|(&node, &weight)| moments.take(node, weight));
    moments.total()
}

/// The weights of Chebyshev's nodes: l_j(x) = (1/MOMENTS) Σ_m (2 − δ_m0) T_m(node_j) T_m(x), so
/// that w_j is the same sum with the moments in the place of T_m(x).
pub fn chebyshev(moments: &[f64; MOMENTS]) -> [f64; MOMENTS] {
    CHEBYSHEV.map(|t| {
        let (mut before, mut now) = (1.0, t);
        let mut sum = moments[0] / 2.0;
        for moment in &moments[1..] {
            sum += moment * now;
            (before, now) = (now, 2.0 * t * now - before);
        }
        2.0 * sum / MOMENTS as f64
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many nodes, and the largest error of a moment, per point.
    fn rule(points: &[f64]) -> (usize, f64) {
        let (mut rules, mut moments) = (Rules::default(), ChebyshevMoments::default());
        points.iter().for_each(|&t| moments.take(t, 1.0));
        let place = rules.add(moments);
        let (nodes, weights) = rules.at(place);
        let t = |m: usize, x: f64| (m as f64 * x.clamp(-1.0, 1.0).acos()).cos();
        let off = |m: usize| {
            let by_points: f64 = points.iter().map(|&x| t(m, x)).sum();
            let by_nodes: f64 = nodes.iter().zip(weights).map(|(&x, weight)| weight * t(m, x)).sum();
            (by_points - by_nodes).abs() / points.len() as f64
        };
        (nodes.len(), (0..MOMENTS).map(off).fold(0.0, f64::max))
    }

    #[test]
    fn chebyshevs_nodes_are_written_right() {
        for (j, node) in CHEBYSHEV.iter().enumerate() {
            let angle = (j as f64 + 0.5) * std::f64::consts::PI / MOMENTS as f64;
            assert!((node - angle.cos()).abs() < 3e-16, "{j}: {node}, not {}", angle.cos());
        }
    }

    #[test]
    fn a_dozen_nodes_sum_what_the_points_do() {
        let even = |i: i32| (f64::from(i) * 0.618).fract();
        for bent in [|t: f64| t, |t: f64| t * t, |t: f64| t.sqrt()] {
            let points: Vec<f64> = (0..500).map(|i| 2.0 * bent(even(i)) - 1.0).collect();
            let (nodes, off) = rule(&points);
            assert_eq!(nodes, NODES);
            assert!(off < 1e-13, "{off:e}");
        }
    }

    #[test]
    fn where_points_are_few_or_crowd_chebyshevs_nodes_do() {
        let few: Vec<f64> = (0..90).map(|i| f64::from(i % 3) - 1.0).collect();
        let crowd: Vec<f64> = (0..90).map(|i| f64::from(i) * 1e-9 - 1.0).chain([1.0]).collect();
        for points in [few, crowd] {
            let (nodes, off) = rule(&points);
            assert_eq!(nodes, MOMENTS);
            assert!(off < 1e-13, "{off:e}");
        }
    }
}
