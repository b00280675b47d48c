//! The landscape: the log-likelihood over two components' means, with all else as it is.

use super::Session;
use crate::refusal::Refusal;
use crate::scenario::MIN_SD;
use crate::surface::{Axis, LikelihoodSurface, SurfaceBuilder, check_pair, default_range};

/// Cells on each side of the landscape.
const CELLS: usize = 64;

/// The work of one drawing of it, in groups of four terms: some 20 ms on a slow machine.
const SURFACE_SLICE: usize = 600_000;

/// The landscape over two components' means, and EM's path on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Landscape {
    /// Both over one range, which includes the whole path.
    pub axes: [Axis; 2],
    /// The two means at each half-step.
    pub path: Vec<(f64, f64)>,
}

/// What is computed of a surface so far.
#[derive(Default)]
pub struct Surface(Option<SurfaceBuilder>);

impl Surface {
    /// Computes a slice more of the surface over a landscape's axes; true when it is finished.
    pub fn advance(
        &mut self,
        session: &Session,
        axes: [Axis; 2],
    ) -> Result<(&LikelihoodSurface, bool), Refusal> {
        let em = session.em();
        let (data, mixture) = (em.data(), &em.present().mixture);
        let builder = match self.0.take() {
            Some(builder) if builder.is_of(data, mixture, axes) => builder,
            _ => SurfaceBuilder::new(data, mixture, axes, CELLS)?,
        };
        let builder = self.0.insert(builder);
        let whole = builder.advance(SURFACE_SLICE);
        Ok((builder.seen(), whole))
    }
}

impl Session {
    /// The landscape over the means of components `a` and `b`.
    pub fn landscape(&self, a: usize, b: usize) -> Result<Landscape, Refusal> {
        check_pair(a, b, self.em.present().mixture.k())?;
        let means = |position| {
            let components = self.em.at(position).mixture.components();
            (components[a].mean, components[b].mean)
        };
        let path: Vec<(f64, f64)> = (0..=self.em.last()).map(means).collect();
        let (from, to) = default_range(&self.loaded.data, path.iter().flat_map(|&(a, b)| [a, b]));
        let family = self.scenario.em.family;
        let [from, to] = [from, to].map(|mean| family.nearest_mean(mean, MIN_SD));
        Ok(Landscape { axes: [a, b].map(|component| Axis { component, from, to }), path })
    }
}
