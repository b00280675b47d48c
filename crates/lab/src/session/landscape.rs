//! The landscape: the log-likelihood over two numbers of the means, with all else as it is.
//!
//! On a line a mean is one number, and these are numbered as the components are. In the plane it is two: first
//! come x and y of the first component, then those of the second.

use super::{In, Session, Space};
use crate::chart::landscape::LandscapeView;
use crate::either;
use crate::plane::{self, Axis, MeanAxis};
use crate::refusal::Refusal;
use crate::surface::SurfaceBuilder;

/// Cells on each side of the landscape.
pub(super) const CELLS: usize = 64;

/// The work of one drawing of it, in groups of four terms: some 20 ms on a slow machine.
const SURFACE_SLICE: usize = 600_000;

/// The landscape over two numbers of the means, and EM's path on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Landscape {
    /// In each coordinate over one range, which includes the whole path. On a line the coordinate is x.
    pub axes: [MeanAxis; 2],
    /// The two numbers at each half-step, as the page shows a mean.
    pub path: Vec<(f64, f64)>,
    /// The present half-step.
    position: usize,
    /// What the page calls a mean, and how many of the data's unit it counts as one.
    shown: (&'static str, f64),
    /// The coordinates, where a mean has more than one.
    coordinates: [&'static str; 2],
}

impl Landscape {
    /// Its chart with the heights of n × n cells.
    pub fn view<'a>(&'a self, values: &'a [f64], n: usize) -> LandscapeView<'a> {
        let (parameter, unit) = self.shown;
        let [x, y] = self.axes.map(|axis| axis.from / unit..axis.to / unit);
        LandscapeView {
            values,
            n,
            x,
            y,
            components: self.axes.map(|axis| axis.component),
            coordinates: self.coordinates,
            parameter,
            path: &self.path,
            position: self.position,
        }
    }
}

/// A surface under way, on a line or in the plane.
pub type AnySurface = In<SurfaceBuilder, plane::SurfaceBuilder>;

/// What is computed of a surface so far.
#[derive(Default)]
pub struct Surface(Option<AnySurface>);

impl Surface {
    /// Computes a slice more of the surface over a landscape's axes. Returns the heights seen so far with
    /// their cells to a side, and true when it is finished.
    pub fn advance<S: Space>(
        &mut self,
        session: &Session<S>,
        axes: [MeanAxis; 2],
    ) -> Result<(&[f64], usize, bool), Refusal> {
        let em = session.em();
        let builder = em.model().surface(&em.present().mixture, axes, self.0.take())?;
        Ok(either!(self.0.insert(builder), builder => {
            let whole = builder.advance(SURFACE_SLICE);
            let seen = builder.seen();
            (seen.values(), seen.cells, whole)
        }))
    }
}

impl<S: Space> Session<S> {
    /// The landscape over numbers `a` and `b` of the means.
    pub fn landscape(&self, a: usize, b: usize) -> Result<Landscape, Refusal> {
        let k = S::k(&self.em.present().mixture);
        if a == b || a.max(b) >= S::NUMBERS * k {
            return Err(Refusal::new(format!(
                "a landscape over numbers {a} and {b} of the means cannot be drawn: choose two different ones of the {}",
                S::NUMBERS * k
            )));
        }
        let sides = [a, b].map(|number| (number / S::NUMBERS, [Axis::X, Axis::Y][number % S::NUMBERS]));
        let numbers = |position| {
            let components = S::components(&self.em.at(position).mixture);
            sides.map(|(component, coordinate)| S::mean(&components[component])[coordinate.index()])
        };
        let path: Vec<[f64; 2]> = (0..=self.em.last()).map(numbers).collect();
        let axis = |j: usize| {
            let (component, coordinate) = sides[j];
            let alike = if sides[0].1 == sides[1].1 { 1 - j } else { j };
            let means = path.iter().flat_map(|numbers| [numbers[j], numbers[alike]]);
            let (from, to) = S::range(&self.scenario, &self.loaded.data, coordinate, means);
            MeanAxis { component, coordinate, from, to }
        };
        let axes = [axis(0), axis(1)];
        let shown = self.scenario.em.family.curve().shown();
        let path = path.into_iter().map(|[a, b]| (a / shown.1, b / shown.1)).collect();
        let coordinates = sides.map(|(_, coordinate)| match coordinate {
            _ if S::NUMBERS == 1 => "",
            Axis::X => "x",
            Axis::Y => "y",
        });
        Ok(Landscape { axes, path, position: self.em.position(), shown, coordinates })
    }
}
