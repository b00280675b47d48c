//! Gauss's rule from Chebyshev moments.
//!
//! The moments give the recurrence of the polynomials that are orthogonal over the points (the modified
//! Chebyshev algorithm). The eigenvalues of its Jacobi matrix are the nodes, and the first entries of
//! the eigenvectors give the weights (Golub and Welsch).
//!
//! Gautschi (2004), Orthogonal Polynomials: Computation and Approximation, sections 2.1.7 and 3.1.1.

use super::{MOMENTS, NODES, moments_of};

/// By how much a rule's T_m, per point, may be off, and how much more for each m: of a function
/// that is analytic in the ellipse with ρ, T_m is a part of ρ^−m, and ρ above 1.9.
const OFF: f64 = 2.5e-15;
const OFF_GROWS: f64 = 1.6;

/// How often an eigenvalue is turned towards: two or three times are usual.
const MOST_TURNS: usize = 30;

/// What stands beside the diagonal is nothing: the eigenvalues are places in \[−1, 1\].
const NEGLIGIBLE: f64 = f64::EPSILON / 4.0;

/// The nodes and the weights, if they sum the moments well enough.
pub fn gauss(moments: &[f64; MOMENTS]) -> Option<([f64; NODES], [f64; NODES])> {
    let (mut nodes, mut beside) = jacobi(moments)?;
    let (mean, variance) = (nodes[0], beside[0] * beside[0]);
    let mut first = [0.0; NODES];
    first[0] = 1.0;
    diagonalise(&mut nodes, &mut beside, &mut first)?;
    let whole: f64 = first.iter().map(|v| v * v).sum();
    let mut weights = first.map(|v| moments[0] * (v * v / whole));
    // The last digits of the points' mean, which add up from panel to panel.
    let missing = moments[1] - weights.iter().zip(&nodes).map(|(weight, node)| weight * node).sum::<f64>();
    let tilt = missing / (moments[0] * variance);
    weights.iter_mut().zip(&nodes).for_each(|(weight, node)| *weight += *weight * tilt * (node - mean));

    // A node outside the points, however small its weight, may be where the function is large.
    let inside = nodes.iter().all(|node| node.abs() <= 1.0);
    let found = moments_of(&nodes, &weights);
    let allowed = |m: usize| OFF * OFF_GROWS.powi(m as i32) * moments[0];
    let sound = (0..MOMENTS).all(|m| (found[m] - moments[m]).abs() <= allowed(m));
    (inside && sound).then_some((nodes, weights))
}

/// The Jacobi matrix of the places' orthogonal polynomials, its diagonal and what stands beside it:
/// p_(j+1) = (t − a_j) p_j − b_j² p_(j−1), each with leading coefficient 1.
fn jacobi(moments: &[f64; MOMENTS]) -> Option<([f64; NODES], [f64; NODES])> {
    // before[m], now[m]: Σ_i w_i p_j(t_i) T̂_m(t_i), for j − 1 and j, where T̂_m, of leading
    // coefficient 1, has the recurrence T̂_(m+1) = t T̂_m − β_m T̂_(m−1), β_1 = ½, then ¼.
    let mut leading = 1.0;
    let mut now = *moments;
    for moment in &mut now[2..] {
        leading *= 0.5;
        *moment *= leading;
    }
    let mut before = [0.0; MOMENTS];
    let (mut diagonal, mut beside) = ([0.0; NODES], [0.0; NODES]);
    diagonal[0] = now[1] / now[0];
    let mut square = 0.0;
    for j in 1..NODES {
        let mut next = [0.0; MOMENTS];
        for m in j..MOMENTS - j {
            let beta = if m == 1 { 0.5 } else { 0.25 };
            next[m] = now[m + 1] - diagonal[j - 1] * now[m] - square * before[m] + beta * now[m - 1];
        }
        square = next[j] / now[j - 1];
        diagonal[j] = next[j + 1] / next[j] - now[j] / now[j - 1];
        beside[j - 1] = square.sqrt();
        if !(square > 0.0 && diagonal[j].is_finite()) {
            return None;
        }
        (before, now) = (now, next);
    }
    Some((diagonal, beside))
}

/// Turns a symmetric tridiagonal matrix into its eigenvalues, and `first` into the first entries
/// of its eigenvectors: the QL algorithm with Wilkinson's shift.
fn diagonalise(
    diagonal: &mut [f64; NODES],
    beside: &mut [f64; NODES],
    first: &mut [f64; NODES],
) -> Option<()> {
    for low in 0..NODES {
        let mut turns = 0;
        loop {
            let split = (low..NODES - 1).find(|&j| beside[j].abs() <= NEGLIGIBLE);
            let high = split.unwrap_or(NODES - 1);
            if high == low {
                break;
            }
            turns += 1;
            if turns > MOST_TURNS {
                return None;
            }
            let half = (diagonal[low + 1] - diagonal[low]) / (2.0 * beside[low]);
            let root = (half * half + 1.0).sqrt().copysign(half);
            let mut g = diagonal[high] - diagonal[low] + beside[low] / (half + root);
            let (mut sine, mut cosine, mut shift) = (1.0, 1.0, 0.0);
            for j in (low..high).rev() {
                let (f, b) = (sine * beside[j], cosine * beside[j]);
                let r = (f * f + g * g).sqrt();
                beside[j + 1] = r;
                if r == 0.0 {
                    return None;
                }
                (sine, cosine) = (f / r, g / r);
                g = diagonal[j + 1] - shift;
                let turned = (diagonal[j] - g) * sine + 2.0 * cosine * b;
                shift = sine * turned;
                diagonal[j + 1] = g + shift;
                g = cosine * turned - b;
                (first[j], first[j + 1]) =
                    (cosine * first[j] - sine * first[j + 1], sine * first[j] + cosine * first[j + 1]);
            }
            diagonal[low] -= shift;
            beside[low] = g;
            beside[high] = 0.0;
        }
    }
    Some(())
}
