//! The processes that simulated points are drawn from.
//!
//! The same seed gives the same points, bit for bit, in every browser and natively: the generator and the
//! normal numbers are those of one dimension ([`crate::truth`]), and beside products and sums only a square
//! root is taken, which IEEE 754 defines to the last bit.

use super::Point;
use super::cloud::{Cloud, CloudError};
use super::covariance::Covariance;
use super::mixture::{Component, Mixture};
use crate::dataset::{MAX_LABELS, MAX_VALUES, SLICE};
use crate::mixture::LARGEST;
use crate::truth::generator;
use rand::RngExt;
use rand_distr::{Distribution, StandardNormal};
use rand_pcg::Pcg64;

/// One true Gaussian process and how many points it gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Process {
    /// The Gaussian's mean.
    pub mean: Point,
    /// The standard deviations of x and y, above 0.
    pub sds: [f64; 2],
    /// The correlation of x and y, above −1 and below 1.
    pub rho: f64,
    /// How many points are drawn from it.
    pub count: u32,
}

impl Process {
    /// Its covariance; none where `sds` or `rho` are out of range.
    pub fn covariance(&self) -> Option<Covariance> {
        Covariance::correlated(self.sds, self.rho)
    }

    /// Whether it can be drawn from.
    fn is_gaussian(&self) -> bool {
        self.covariance().is_some() && self.mean.iter().all(|x| x.abs() <= LARGEST) // NaN fails
    }

    fn draw(&self, generator: &mut Pcg64) -> Point {
        let [z1, z2]: [f64; 2] = [StandardNormal.sample(generator), StandardNormal.sample(generator)];
        let ([mx, my], [sx, sy], rho) = (self.mean, self.sds, self.rho);
        // x = m_x + s_x z₁, y = m_y + s_y (ρ z₁ + √(1 − ρ²) z₂)
        [mx + sx * z1, my + sy * (rho * z1 + ((1.0 - rho) * (1.0 + rho)).sqrt() * z2)]
    }
}

/// The mixture that these processes are: each weight is the process's share of the counts. None where they
/// are no mixture: there is none, there are too many, all counts are 0, or one has no covariance.
pub fn truth_mixture(processes: &[Process]) -> Option<Mixture> {
    let total: f64 = processes.iter().map(|p| f64::from(p.count)).sum();
    let component = |p: &Process| {
        let covariance = p.covariance()?;
        Some(Component { weight: f64::from(p.count) / total, mean: p.mean, covariance })
    };
    Mixture::new(processes.iter().map(component).collect::<Option<_>>()?).ok()
}

/// What stands for a process in the generator of the order: no process has this number.
const ORDER: usize = u32::MAX as usize;

/// Draws the points in slices.
///
/// The processes take turns at random: every order of their points is equally likely. Each process has a
/// generator of its own, so that changing one process leaves the points of the others as they are, but for
/// their places.
#[derive(Debug)]
pub struct Sampling {
    processes: Vec<Process>,
    /// For each process how many points are left, and its generator.
    left: Vec<u32>,
    generators: Vec<Pcg64>,
    order: Pcg64,
    points: Vec<Point>,
    labels: Vec<u8>,
}

impl Sampling {
    /// Begins to draw from `processes` under `seed`.
    pub fn new(processes: &[Process], seed: u32) -> Result<Self, CloudError> {
        if processes.len() > MAX_LABELS {
            return Err(CloudError::TooManyLabels);
        }
        if let Some(i) = processes.iter().position(|process| !process.is_gaussian()) {
            return Err(CloudError::Process(i + 1));
        }
        let left: Vec<u32> = processes.iter().map(|process| process.count).collect();
        if total(&left) > MAX_VALUES as u64 {
            return Err(CloudError::TooMany);
        }
        Ok(Self {
            processes: processes.to_vec(),
            left,
            generators: (0..processes.len()).map(|process| generator(seed, process)).collect(),
            order: generator(seed, ORDER),
            points: Vec::new(),
            labels: Vec::new(),
        })
    }

    /// Draws up to [`SLICE`] / 2 more points; true when all are drawn.
    pub fn draw(&mut self) -> Result<bool, CloudError> {
        let mut left = total(&self.left);
        for _ in 0..left.min(SLICE as u64 / 2) {
            let process = self.next_process(left);
            let point = self.processes[process].draw(&mut self.generators[process]);
            if !point.iter().all(|x| x.abs() <= LARGEST) {
                return Err(CloudError::OutOfRange(self.drawn() + 1, point));
            }
            self.points.push(point);
            self.labels.push(process as u8);
            self.left[process] -= 1;
            left -= 1;
        }
        Ok(left == 0)
    }

    /// The process of the next point: each of the `left` points to come is equally likely to be it.
    fn next_process(&mut self, left: u64) -> usize {
        let mut place = self.order.random_range(0..left);
        let is_next = |&count: &u32| match place.checked_sub(u64::from(count)) {
            Some(beyond) => {
                place = beyond;
                false
            }
            None => true,
        };
        self.left.iter().position(is_next).unwrap_or(0)
    }

    /// How many points are drawn so far.
    pub fn drawn(&self) -> usize {
        self.points.len()
    }

    /// The points, each labelled with its process: “1”, “2” and so on. What is left is drawn at once.
    pub fn finish(mut self) -> Result<Cloud, CloudError> {
        while !self.draw()? {}
        let names = (1..=self.processes.len()).map(|process| process.to_string()).collect();
        Cloud::new(self.points)?.with_labels(self.labels, names)
    }
}

fn total(counts: &[u32]) -> u64 {
    counts.iter().map(|&count| u64::from(count)).sum()
}
