//! A circle as a table: the sine and the cosine of angles at equal steps.
//!
//! Code for the sine of any angle would make the wasm larger, and no picture needs it.

/// How many steps there are in a full turn.
pub const STEPS: usize = 240;
/// The sine and the cosine of one step, 2π / STEPS.
const TURN: (f64, f64) = (0.026_176_948_307_873_15, 0.999_657_324_975_557_3);

/// The sine and the cosine of each step's angle, from 0 to a full turn.
pub fn circle() -> Vec<(f64, f64)> {
    let mut found = Vec::with_capacity(STEPS + 1);
    let mut next = (0.0, 1.0);
    for _ in 0..STEPS {
        found.push(next);
        let (sin, cos) = next;
        next = (sin * TURN.1 + cos * TURN.0, cos * TURN.1 - sin * TURN.0);
    }
    found.push(found[0]);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_the_sine_and_the_cosine() {
        for (j, (sin, cos)) in circle().into_iter().enumerate() {
            let angle = std::f64::consts::TAU * j as f64 / STEPS as f64;
            assert!((sin - angle.sin()).abs() < 1e-13 && (cos - angle.cos()).abs() < 1e-13, "{j}");
        }
    }
}
