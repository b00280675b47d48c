//! Sums over a range of the sorted values, without going over them.
//!
//! A range is a few whole panels and some points at either end. On a panel the nodes sum a line or a
//! parabola exactly, so a mean or a sum of squares over a million points takes some hundreds of terms.

use super::Dataset;
use crate::panels::{Panel, Stretch};
use std::ops::Range;

/// The most that a panel may be wide: for a line in widths of its points, for squares in distances
/// from `about`. Then its nodes are hardly further out than its points, and little cancels.
const WIDEST: f64 = 2.0;

impl Dataset {
    /// The mean of the points in `range`; none of no points.
    pub fn mean_of(&self, range: Range<usize>) -> Option<f64> {
        let first = *self.values.get(range.clone())?.first()?;
        let spanned = |panel: &Panel| {
            let points = &self.values[panel.points.clone()];
            2.0 * panel.half <= WIDEST * (points[points.len() - 1] - points[0])
        };
        let (count, sum) = (range.len() as f64, self.sum(range, first, spanned, |d| d));
        Some(first + sum / count)
    }

    /// Σ (x − about)² over the points in `range`.
    pub fn squares(&self, range: Range<usize>, about: f64) -> f64 {
        let far = |panel: &Panel| {
            let distance = ((panel.centre - about).abs() - panel.half).max(0.0);
            2.0 * panel.half <= WIDEST * distance
        };
        self.sum(range, about, far, |d| d * d)
    }

    /// Σ term(x − about) over the points in `range`, by the nodes of the panels for which
    /// `serves` is true.
    fn sum(
        &self,
        range: Range<usize>,
        about: f64,
        serves: impl Fn(&Panel) -> bool,
        term: impl Fn(f64) -> f64,
    ) -> f64 {
        let mut sum = 0.0;
        self.panels.walk(range, serves, |stretch| {
            sum += match stretch {
                Stretch::Nodes(panel, places, weights) => {
                    let base = panel.centre - about;
                    let nodes = places.iter().zip(weights);
                    nodes.map(|(place, weight)| weight * term(base + panel.half * place)).sum()
                }
                Stretch::Points(points) => {
                    let values = &self.values[points];
                    // Equal points, which cannot be halved, may be many.
                    match values {
                        [first, .., last] if first == last => values.len() as f64 * term(first - about),
                        _ => values.iter().map(|x| term(x - about)).sum::<f64>(),
                    }
                }
            };
        });
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_over_stretches_are_those_of_their_points() {
        let crowd = (0..30_000).map(|i| (f64::from(i) * 0.618).fract().powi(4) * 50.0 + 1e4);
        let data = Dataset::new(crowd.chain([1e9]).chain([1.5e4; 900]).collect()).unwrap();
        assert!(!data.panels().panels().is_empty());
        for range in [
            0..data.n(),
            0..data.n() - 1,
            0..1,
            17..18,
            100..25_000,
            29_000..data.n(),
            5000..5200,
            30_100..30_700,
        ] {
            let values = &data.values()[range.clone()];
            let plain = values.iter().map(|x| x - values[0]).sum::<f64>() / values.len() as f64 + values[0];
            let mean = data.mean_of(range.clone()).unwrap();
            let span = values[values.len() - 1] - values[0];
            assert!((mean - plain).abs() <= 2e-15 * (plain + span), "{range:?}: {mean}, not {plain}");
            for about in [mean, 1e4, 1e4 + 1.0, -3.0, 1e9] {
                let plain: f64 = values.iter().map(|x| (x - about) * (x - about)).sum();
                let squares = data.squares(range.clone(), about);
                assert!(
                    (squares - plain).abs() <= 1e-12 * plain,
                    "{range:?}, {about}: {squares}, not {plain}"
                );
            }
        }
        assert_eq!(data.mean_of(7..7), None);
        assert_eq!(data.squares(7..7, 0.0), 0.0);
    }
}
