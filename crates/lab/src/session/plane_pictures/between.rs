//! Between two half-steps: ellipses that move, and shares that fill.

use super::Shown;
use crate::chart::Bar;
use crate::chart::plane::{Cell, Mark, Marks};
use crate::plane::{Component, Covariance, Mixture, Scatter};
use crate::session::motion::{bar_between, filled, mix};

/// Each ellipse on the line from the old covariance to the new one, on which all are covariances.
pub(super) fn mixture_between(old: &Mixture, new: &Mixture, way: f64) -> Mixture {
    let component = |(a, b): (&Component, &Component)| {
        let [from, to] = [a, b].map(|component| component.covariance.scatter());
        let scatter = Scatter {
            xx: mix(from.xx, to.xx, way),
            xy: mix(from.xy, to.xy, way),
            yy: mix(from.yy, to.yy, way),
        };
        Component {
            weight: mix(a.weight, b.weight, way),
            mean: [0, 1].map(|axis| mix(a.mean[axis], b.mean[axis], way)),
            // only rounding takes a very narrow one from what is possible
            covariance: Covariance::new(scatter).unwrap_or(b.covariance),
        }
    };
    let components = old.components().iter().zip(new.components()).map(component).collect();
    Mixture::new(components).unwrap_or_else(|_| new.clone())
}

/// Between two half-steps. An E step fills from the left to the right.
pub(super) fn shown_between(old: &Shown, new: Shown, way: f64, fills: bool) -> Shown {
    let [bars, others] = new.margins;
    let count = bars.len();
    let (first, last) = (bars.first().map_or(0.0, |bar| bar.from), bars.last().map_or(1.0, |bar| bar.to));
    let bar_of =
        |x: f64| ((x - first) / (last - first) * count as f64).clamp(0.0, count as f64 - 1.0) as usize;
    let of_bar = |j: usize| if fills { filled(way, j, count) } else { way };
    let shares = |old: &[f64], new: &[f64], x: f64| {
        let of = |shares: &[f64], k: usize| shares.get(k).copied().unwrap_or(0.0);
        (0..old.len().max(new.len())).map(|k| mix(of(old, k), of(new, k), of_bar(bar_of(x)))).collect()
    };
    let marks = match (&old.marks, new.marks) {
        (Marks::Points(old), Marks::Points(new)) => Marks::Points(
            old.iter()
                .zip(new)
                .map(|(old, new)| Mark { at: new.at, shares: shares(&old.shares, &new.shares, new.at[0]) })
                .collect(),
        ),
        (Marks::Cells { cells: old, .. }, Marks::Cells { size, cells: new }) => {
            let between = |(old, new): (&Cell, Cell)| Cell {
                shares: shares(&old.shares, &new.shares, new.centre[0]),
                ..new
            };
            Marks::Cells { size, cells: old.iter().zip(new).map(between).collect() }
        }
        (_, new) => new,
    };
    let bars_between = |old: &[Bar], new: Vec<Bar>, of: &dyn Fn(usize) -> f64| {
        old.iter().zip(new).enumerate().map(|(j, (old, new))| bar_between(old, new, of(j))).collect()
    };
    let margins =
        [bars_between(&old.margins[0], bars, &of_bar), bars_between(&old.margins[1], others, &|_| way)];
    Shown { marks, margins }
}
