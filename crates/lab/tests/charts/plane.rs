//! The picture of the plane: pies and squares, ellipses, margins, borders, words.

mod fits;
mod frames;
mod marks;
mod words;

use crate::reading::{HEIGHT, UNITS, WIDTH, light, number};
use em_lab::chart::Bar;
use em_lab::chart::plane::{Cell, Mark, Marks, PlanePlot, PlaneReach, PlaneView, frame, mass_within};
use em_lab::plane::{Component, Covariance, Mixture, Point};

type Parts = (f64, Point, [f64; 2], f64);

fn mixture(parts: &[Parts]) -> Mixture {
    let component = |&(weight, mean, sds, rho): &Parts| Component {
        weight,
        mean,
        covariance: Covariance::correlated(sds, rho).expect("it is positive definite"),
    };
    Mixture::new(parts.iter().map(component).collect()).expect("it is a mixture")
}

fn three() -> Mixture {
    mixture(&[
        (0.5, [20.0, 3.0], [6.0, 0.5], 0.6),
        (0.3, [45.0, 2.0], [5.0, 0.4], -0.5),
        (0.2, [50.0, 5.0], [4.0, 0.3], 0.0),
    ])
}

/// Points all over the plane, with the shares that the mixture gives them.
fn points(by: Option<&Mixture>) -> Vec<Mark> {
    let at = |j: usize| [5.0 + (j * 37 % 55) as f64, 0.5 + (j * 29 % 53) as f64 / 10.0];
    let shares = |at| by.map(|by| by.responsibilities(at)).unwrap_or_default();
    (0..200).map(|j| Mark { at: at(j), shares: shares(at(j)) }).collect()
}

fn bars(marks: &[Mark], axis: usize, range: [f64; 2], count: usize) -> Vec<Bar> {
    let width = (range[1] - range[0]) / count as f64;
    let bar = |j: usize| {
        let (from, to) = (range[0] + j as f64 * width, range[0] + (j + 1) as f64 * width);
        let inside: Vec<&Mark> = marks.iter().filter(|mark| (from..to).contains(&mark.at[axis])).collect();
        let shares = marks.first().map_or(0, |mark| mark.shares.len());
        let share = |k: usize| inside.iter().map(|mark| mark.shares[k]).sum();
        Bar { from, to, count: inside.len() as f64, shares: (0..shares).map(share).collect() }
    };
    (0..count).map(bar).collect()
}

/// What a view refers to.
struct Picture {
    marks: Marks,
    n: f64,
    mixture: Mixture,
    margins: [Vec<Bar>; 2],
    mass: f64,
}

impl Picture {
    fn of_points(mixture: Mixture, shared: bool) -> Self {
        let marks = points(shared.then_some(&mixture));
        let margins = [bars(&marks, 0, [4.5, 60.5], 14), bars(&marks, 1, [0.45, 5.85], 12)];
        Self { n: 200.0, marks: Marks::Points(marks), mixture, margins, mass: mass_within(1.0) }
    }

    fn of_cells(mixture: Mixture, cells: Vec<Cell>) -> Self {
        let n = cells.iter().map(|cell| cell.count).sum();
        let margins = [vec![], vec![]];
        Self { n, marks: Marks::Cells { size: [10.0, 1.0], cells }, mixture, margins, mass: 0.95 }
    }

    fn view(&self) -> PlaneView<'_> {
        PlaneView {
            marks: &self.marks,
            n: self.n,
            mixture: &self.mixture,
            old: None,
            truth: None,
            guess: None,
            mass: self.mass,
            k_means: false,
            axes: ["minutes between eruptions", "length of an eruption (minutes)"],
            margins: [&self.margins[0], &self.margins[1]],
            fixed: None,
            reach: PlaneReach::default(),
        }
    }
}

fn plot(view: &PlaneView) -> PlanePlot {
    frame(view, f64::from(WIDTH), f64::from(HEIGHT), &light())
}

/// The borders of a rectangle in CSS pixels: left, top, right, bottom.
fn sides(rect: &str) -> [f64; 4] {
    let [x, y, width, height] = ["x", "y", "width", "height"].map(|name| number(rect, name) / UNITS);
    [x, y, x + width, y + height]
}

fn in_main(plot: &PlanePlot, (x, y): (f64, f64)) -> bool {
    let main = &plot.main;
    x >= main.left - 0.2 && x <= main.right + 0.2 && y >= main.top - 0.2 && y <= main.bottom + 0.2
}
