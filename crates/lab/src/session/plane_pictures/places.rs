//! Where each point is drawn, and the shares of what is drawn.

use super::Shown;
use crate::chart::Bar;
use crate::chart::plane::{CellGrid, MOST_PIES, Mark, Marks};
use crate::plane::{Axis, Cloud};
use std::ops::Range;
use std::sync::{Arc, Weak};

/// How much wider than high a picture is, about; its cells are then about square.
const ASPECT: f64 = 1.6;

/// Where each point is drawn: it depends on the data and the number of bars alone.
#[derive(Clone, Debug)]
pub struct Places {
    data: Weak<Cloud>,
    /// The cell of each point, where there are too many points to draw one by one.
    cells: Option<(CellGrid, Vec<usize>)>,
    bins: [Bins; 2],
}

/// The bars of one coordinate, and the bar of each point.
#[derive(Clone, Debug)]
struct Bins {
    range: Range<f64>,
    count: usize,
    of: Vec<u8>,
}

impl Places {
    /// With so many bars, at most 256, on each side.
    pub fn new(data: &Arc<Cloud>, bins: usize) -> Self {
        let ranges = [Axis::X, Axis::Y].map(|axis| {
            let ((least, largest), sd) = (data.range(axis), data.sds()[axis.index()]);
            if least < largest { least..largest } else { least - sd..largest + sd }
        });
        let grid = CellGrid::of_aspect(ranges.clone(), ASPECT);
        let cells = (data.n() > MOST_PIES).then(|| (grid.clone(), grid.cells_of(data)));
        let [x, y] = data.coordinates();
        let [of_x, of_y] = ranges;
        let bins = [Bins::new(x, of_x, bins), Bins::new(y, of_y, bins)];
        Self { data: Arc::downgrade(data), cells, bins }
    }

    /// Whether these are the places of these points.
    pub fn is_of(&self, data: &Arc<Cloud>, bins: usize) -> bool {
        self.data.as_ptr() == Arc::as_ptr(data) && self.bins[0].count == bins
    }

    /// Points or cells, and bars. `add` adds the shares of a point, by its index, to some of `shares` numbers.
    pub fn share_out(&self, data: &Cloud, shares: usize, add: impl Fn(usize, &mut [f64])) -> Shown {
        let [mut above, mut beside] = self.bins.each_ref().map(|bins| bins.bars(shares));
        let mut one = vec![0.0; shares];
        let mut share = |i: usize, to: &mut [f64]| {
            one.fill(0.0);
            add(i, &mut one);
            let bars = self.bins.iter().zip([&mut above, &mut beside]);
            let bars = bars.map(|(bins, bars)| {
                let bar = &mut bars[usize::from(bins.of[i])];
                bar.count += 1.0;
                bar.shares.as_mut_slice()
            });
            for shares in bars.chain([to]) {
                shares.iter_mut().zip(&one).for_each(|(share, one)| *share += one);
            }
        };
        let marks = match &self.cells {
            None => {
                let mark = |(i, at)| {
                    let mut shares = vec![0.0; shares];
                    share(i, &mut shares);
                    Mark { at, shares }
                };
                Marks::Points(data.points().enumerate().map(mark).collect())
            }
            Some((grid, cell_of)) => grid.marks(cell_of, shares, share),
        };
        Shown { marks, margins: [above, beside] }
    }
}

impl Bins {
    fn new(values: &[f64], range: Range<f64>, count: usize) -> Self {
        let last = count.clamp(1, 256) - 1;
        let part = |x: f64| (x - range.start) / (range.end - range.start) * count as f64;
        let of = values.iter().map(|&x| (part(x) as usize).min(last) as u8).collect();
        Self { range, count, of }
    }

    /// The bars, without points yet.
    fn bars(&self, shares: usize) -> Vec<Bar> {
        let edge = |j: usize| {
            let part = j as f64 / self.count as f64;
            self.range.start + (self.range.end - self.range.start) * part
        };
        let bar = |j| Bar { from: edge(j), to: edge(j + 1), count: 0.0, shares: vec![0.0; shares] };
        (0..self.count).map(bar).collect()
    }
}
