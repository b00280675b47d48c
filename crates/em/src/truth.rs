//! The processes that simulated data are drawn from.
//!
//! The same seed gives the same points, bit for bit, in every browser and natively. Three things
//! ensure that: a named generator, pinned versions of its crates, and `rand_distr` without the
//! platform's own `exp` and `ln`.

use crate::dataset::{DataError, DatasetBuilder, SLICE};
use crate::family::Family;
use crate::mixture::Mixture;
use rand::SeedableRng;
use rand_pcg::Pcg64;

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

/// The mixture that these processes are: each weight is the process's share of the counts.
pub fn mixture(family: Family, processes: &[Process]) -> Mixture {
    let total: f64 = processes.iter().map(|p| f64::from(p.count)).sum();
    let component = |p: &Process| family.component(f64::from(p.count) / total, p.mean, p.sd);
    Mixture::unchecked_of(family, processes.iter().map(component).collect())
}

/// Draws the points in slices.
///
/// Each process has a generator of its own, so that changing one process leaves the points of the
/// others as they are.
#[derive(Debug)]
pub struct Sampling {
    family: Family,
    processes: Vec<Process>,
    seed: u32,
    process: usize,
    left: usize,
    generator: Pcg64,
    builder: DatasetBuilder,
}

impl Sampling {
    /// Begins to draw from `processes` of a family under `seed`.
    pub fn new(family: Family, processes: &[Process], seed: u32) -> Result<Self, DataError> {
        let mut builder = DatasetBuilder::default();
        builder.name_labels((1..=processes.len()).map(|p| p.to_string()).collect())?;
        Ok(Self {
            family,
            processes: processes.to_vec(),
            seed,
            process: 0,
            left: processes.first().map_or(0, |p| p.count as usize),
            generator: generator(seed, 0),
            builder,
        })
    }

    /// Draws up to [`SLICE`] more points; true when all are drawn.
    pub fn draw(&mut self) -> Result<bool, DataError> {
        let Some(process) = self.processes.get(self.process) else { return Ok(true) };
        let now = self.left.min(SLICE);
        let (curve, drawing) = (self.family.curve(), &mut self.generator);
        let values = (0..now).map(|_| curve.draw(process.mean, process.sd, drawing)).collect();
        self.builder.add_of_one(values, self.process as u8)?;
        self.left -= now;
        if self.left == 0 {
            self.process += 1;
            self.generator = generator(self.seed, self.process);
            self.left = self.processes.get(self.process).map_or(0, |p| p.count as usize);
        }
        Ok(self.process == self.processes.len())
    }

    /// The points drawn so far, to be taken out and sorted.
    pub fn builder(&mut self) -> &mut DatasetBuilder {
        &mut self.builder
    }

    /// How many points are drawn so far.
    pub fn drawn(&self) -> usize {
        self.builder.taken()
    }
}

/// PCG-64 (O'Neill 2014), one stream for each process of a seed.
pub(crate) fn generator(seed: u32, process: usize) -> Pcg64 {
    Pcg64::seed_from_u64((process as u64) << 32 | u64::from(seed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draw(processes: &[Process], seed: u32) -> Vec<f64> {
        let mut sampling = Sampling::new(Family::default(), processes, seed).unwrap();
        while !sampling.draw().unwrap() {}
        std::mem::take(sampling.builder()).finish().unwrap().values().to_vec()
    }

    #[test]
    fn the_sample_has_the_moments_of_its_process() {
        let n = 400_000;
        let values = draw(&[Process { mean: 3.0, sd: 2.0, count: n }], 7);
        let mean = values.iter().sum::<f64>() / f64::from(n);
        let variance = values.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / f64::from(n);
        // five standard errors: sd/√n and sd² √(2/n)
        assert!((mean - 3.0).abs() < 5.0 * 2.0 / f64::from(n).sqrt(), "{mean}");
        assert!((variance - 4.0).abs() < 5.0 * 4.0 * (2.0 / f64::from(n)).sqrt(), "{variance}");
    }

    #[test]
    fn changing_one_process_leaves_the_others_points_where_they_are() {
        let still = Process { mean: 1000.0, sd: 1.0, count: 50 };
        let before = draw(&[Process { mean: 0.0, sd: 1.0, count: 70 }, still], 5);
        let after = draw(&[Process { mean: -3.0, sd: 2.0, count: 200 }, still], 5);
        assert_eq!(before[70..], after[200..]);
    }

    #[test]
    fn another_seed_gives_other_points() {
        let process = [Process { mean: 0.0, sd: 1.0, count: 10 }];
        assert_ne!(draw(&process, 1), draw(&process, 2));
    }
}
