//! The truth: the processes that simulated data are drawn from.

/// One true Gaussian process and how many values it gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Process {
    /// The Gaussian's mean.
    pub mean: f64,
    /// The Gaussian's standard deviation, above 0.
    pub sd: f64,
    /// How many values are drawn from it, at least 1.
    pub count: u32,
}
