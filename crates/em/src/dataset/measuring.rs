//! What is computed of sorted values once, slice by slice: mean, sd, the number of distinct values,
//! and how many points of each group come before a place.

use super::labels::Counting;

/// Values summed before their sum is added to the total: then the rounding error grows with the
/// fourth root of n rather than with its square root.
const SUMMED: usize = 1024;

/// The measures, as far as they are computed.
#[derive(Debug, Default)]
pub(super) struct Measuring {
    pass: Pass,
    /// How many points the present pass has gone over.
    place: usize,
    sum: f64,
    pub(super) mean: f64,
    pub(super) sd: f64,
    pub(super) distinct: usize,
    pub(super) labels: Counting,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Pass {
    #[default]
    Mean,
    Sd,
    Labels,
    Done,
}

impl Measuring {
    /// Goes over about `slice` more points; true when all is measured. `values` are sorted and
    /// at least one; `labels` are as many or none, and point at so many `groups`.
    pub(super) fn advance(&mut self, values: &[f64], labels: &[u8], groups: usize, slice: usize) -> bool {
        let n = values.len();
        let points = self.place..n.min(self.place + slice.next_multiple_of(SUMMED));
        self.place = points.end;
        match self.pass {
            // Summed as differences from the middle value, so that no digits are lost far from zero.
            Pass::Mean => {
                let middle = values[n / 2];
                self.sum += blockwise_sum(&values[points.clone()], |x| x - middle);
                self.distinct += points.filter(|&i| i == 0 || values[i - 1] < values[i]).count();
                self.mean = middle + self.sum / n as f64;
            }
            Pass::Sd => {
                let mean = self.mean;
                self.sum += blockwise_sum(&values[points], |x| (x - mean) * (x - mean));
                self.sd = (self.sum / n as f64).sqrt();
            }
            Pass::Labels => {
                if points.start == 0 {
                    self.labels = Counting::new(n, groups);
                }
                self.labels.pass(&labels[points]);
            }
            Pass::Done => return true,
        }
        if self.place == n {
            (self.place, self.sum) = (0, 0.0);
            self.pass = match self.pass {
                Pass::Mean => Pass::Sd,
                Pass::Sd if groups > 0 && labels.len() == n => Pass::Labels,
                _ => Pass::Done,
            };
        }
        self.pass == Pass::Done
    }

    /// How much is done, 0 to 1.
    pub(super) fn progress(&self, n: usize) -> f64 {
        let passed = match self.pass {
            Pass::Mean => 0.0,
            Pass::Sd => 1.0,
            Pass::Labels => 2.0,
            Pass::Done => return 1.0,
        };
        (passed + self.place as f64 / (n as f64).max(1.0)) / 3.0
    }
}

/// Σ f(x), block by block.
fn blockwise_sum(values: &[f64], f: impl Fn(f64) -> f64) -> f64 {
    values.chunks(SUMMED).map(|block| block.iter().map(|&x| f(x)).sum::<f64>()).sum()
}
