//! The histogram's shape in a few numbers, for readers who cannot see it: its bars and its peaks.
//!
//! Every histogram is jagged by chance: a count of c points varies by about √c. A bar counts as a
//! peak if it is higher than the valleys on both sides by several times that.

use super::{Pictures, Plane, PlanePictures, Session};
use crate::chart::Bar;
use crate::order::insertion_sort;

/// A peak is higher than both its valleys by more than so many times √c.
const CHANCES: f64 = 4.0;

impl Pictures {
    /// The histogram's bars, and the indices of its peaks from the left.
    pub fn shape(&mut self, session: &Session) -> (Vec<Bar>, Vec<usize>) {
        let bars = self.in_motion(session, 0, 1.0, super::ColouredBy::Estimate).bars;
        let counts: Vec<f64> = bars.iter().map(|bar| bar.count).collect();
        let found = peaks(&counts);
        (bars, found)
    }
}

impl PlanePictures {
    /// The bars of both margins, each with its peaks.
    pub fn shapes(&mut self, session: &Session<Plane>) -> [(Vec<Bar>, Vec<usize>); 2] {
        let picture = self.in_motion(session, 0, 1.0, super::ColouredBy::Estimate);
        picture.shown.margins.map(|bars| {
            let counts: Vec<f64> = bars.iter().map(|bar| bar.count).collect();
            let found = peaks(&counts);
            (bars, found)
        })
    }
}

/// The indices of the peaks, from the left; of equal neighbours the first.
///
/// From the highest bar down, each bar begins a hill or joins a neighbour's. Where two hills meet,
/// the lower one ends; its top is a peak if it is high enough above the bar where they meet.
fn peaks(counts: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..counts.len()).collect();
    insertion_sort(&mut order, |&i, &j| counts[i] > counts[j]);
    let mut hill_of: Vec<Option<usize>> = vec![None; counts.len()];
    let mut found = Vec::new();
    let stands_out = |top: usize, valley: f64| counts[top] - valley > CHANCES * counts[top].sqrt();
    for &here in &order {
        let left = here.checked_sub(1).and_then(|left| hill_of[left]);
        let right = hill_of.get(here + 1).copied().flatten();
        hill_of[here] = Some(match (left, right) {
            (None, None) => here,
            (Some(top), None) | (None, Some(top)) => top,
            (Some(one), Some(other)) => {
                let (higher, lower) =
                    if (counts[one], other) >= (counts[other], one) { (one, other) } else { (other, one) };
                if stands_out(lower, counts[here]) {
                    found.push(lower);
                }
                hill_of.iter_mut().filter(|hill| **hill == Some(lower)).for_each(|hill| *hill = Some(higher));
                higher
            }
        });
    }
    // the highest hill meets no higher one
    found.extend(order.first().filter(|&&top| counts[top] > 0.0));
    insertion_sort(&mut found, |i, j| i < j);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_peak_is_higher_than_its_valleys_by_more_than_chance() {
        assert_eq!(peaks(&[1.0, 100.0, 10.0, 400.0, 3.0]), [1, 3]);
        assert_eq!(peaks(&[1.0, 100.0, 90.0, 101.0, 3.0]), [3], "a dip within chance");
        assert_eq!(peaks(&[400.0, 10.0, 100.0]), [0, 2], "at the borders");
        assert_eq!(peaks(&[7.0, 7.0, 7.0]), [0], "flat");
        assert_eq!(peaks(&[5.0]), [0]);
        assert_eq!(peaks(&[]), Vec::<usize>::new());
        assert_eq!(peaks(&[0.0, 0.0]), Vec::<usize>::new());
    }

    #[test]
    fn every_one_of_three_peaks_is_found() {
        assert_eq!(peaks(&[0.0, 90.0, 20.0, 200.0, 20.0, 150.0, 0.0]), [1, 3, 5]);
    }
}
