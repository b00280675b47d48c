//! An ellipse as it is drawn, in pixels, and a covariance from what is drawn.
//!
//! The picture has its own scale in x and in y. So the axes of a drawn ellipse are not those of the covariance,
//! which would not be perpendicular on the screen.

use crate::chart::Plot;
use crate::chart::plane::{PlanePlot, radius_of};
use crate::plane::{Axes, Component, Covariance, Scatter};

/// For each component the places of its mean and of the ends of its ellipse's long and short half-axis, as they are
/// drawn: across and down, in CSS pixels.
pub fn handles(plot: &PlanePlot, components: &[Component], mass: f64) -> Vec<f64> {
    let (radius, scale) = (radius_of(mass), scale(&plot.main));
    let of = |component: &Component| {
        let (across, down) = plot.place(component.mean);
        let Axes { sds: [long, short], angle } = component.covariance.scaled(scale).axes();
        let (sin, cos) = angle.sin_cos();
        let [long, short] = [radius * long, radius * short];
        // y grows upwards, pixels downwards
        [across, down, across + long * cos, down - long * sin, across - short * sin, down - short * cos]
    };
    components.iter().flat_map(of).collect()
}

/// The covariance whose ellipse is drawn with these half-axes in CSS pixels, the first one turned by `angle` radians
/// from the right upwards; none if it is no ellipse.
pub fn drawn(plot: &PlanePlot, [long, short]: [f64; 2], angle: f64, mass: f64) -> Option<Covariance> {
    let (radius, [x, y]) = (radius_of(mass), scale(&plot.main));
    let (sin, cos) = angle.sin_cos();
    let along =
        |half_axis: f64, [x, y]: [f64; 2]| Scatter::of([half_axis / radius * x, half_axis / radius * y]);
    let scatter = along(long, [cos, sin]) + along(short, [-sin, cos]);
    Covariance::new(scatter.scaled([x.recip(), y.recip()]))
}

/// CSS pixels to a unit of x and of y.
fn scale(plot: &Plot) -> [f64; 2] {
    let Plot { left, right, top, bottom, x, y } = plot;
    [(right - left) / (x.end - x.start), (bottom - top) / (y.end - y.start)]
}
