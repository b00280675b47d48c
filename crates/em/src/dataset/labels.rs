//! Which group each point truly came from, in one dimension and in the plane.

use std::ops::Range;

/// Points to a block: counting a range looks at two blocks at most.
const BLOCK: usize = 256;

/// The group of each point, and the groups' names.
#[derive(Clone, Debug, PartialEq)]
pub struct Labels {
    of: Vec<u8>,
    names: Vec<String>,
    /// How many points of each group come before each block of [`BLOCK`] points, and how many there are.
    before: Vec<u32>,
}

impl Labels {
    /// For each point its group, by its index in `names`, which is below their number.
    pub(crate) fn new(of: Vec<u8>, names: Vec<String>) -> Self {
        let mut counting = Counting::new(of.len(), names.len());
        counting.pass(&of);
        Self::counted(of, names, counting)
    }

    /// The same after the labels have been counted.
    pub(super) fn counted(
        of: Vec<u8>,
        names: Vec<String>,
        Counting { mut before, running }: Counting,
    ) -> Self {
        before.extend(running);
        Self { of, names, before }
    }

    /// For point i the index of its group in [`Labels::names`].
    pub fn of(&self) -> &[u8] {
        &self.of
    }

    /// The groups' names: a process's number, or the words of a label column.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// How many of these points come from each group.
    pub fn count(&self, points: Range<usize>) -> Vec<u32> {
        let upto = |end: usize| {
            let block = end / BLOCK;
            let mut counts = self.before[block * self.names.len()..][..self.names.len()].to_vec();
            self.of[block * BLOCK..end].iter().for_each(|&group| counts[usize::from(group)] += 1);
            counts
        };
        upto(points.end).iter().zip(upto(points.start)).map(|(end, start)| end - start).collect()
    }
}

/// Labels, counted slice by slice.
#[derive(Debug, Default)]
pub(super) struct Counting {
    before: Vec<u32>,
    running: Vec<u32>,
}

impl Counting {
    /// Of `n` labels, before the first one.
    pub(super) fn new(n: usize, groups: usize) -> Self {
        Self { before: Vec::with_capacity((n / BLOCK + 2) * groups), running: vec![0; groups] }
    }

    /// Counts the next labels, a multiple of [`BLOCK`] of them but for the last slice.
    pub(super) fn pass(&mut self, labels: &[u8]) {
        for block in labels.chunks(BLOCK) {
            self.before.extend_from_slice(&self.running);
            block.iter().for_each(|&group| self.running[usize::from(group)] += 1);
        }
    }
}
