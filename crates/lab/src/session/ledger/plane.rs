//! The ledger of points in the plane: a row for each, or for the first ones and one for all others.

use super::{MOST_ROWS, Row, Summed, Sums};
use crate::plane::{Component, CovarianceType, Expectation, Mixture, Moments, Point, Scatter, part_moments};
use crate::scenario::Scenario;
use crate::session::{Plane, Session, Space};
use std::ops::Range;

/// Where there are too many points for a row each, so many have one: enough to see how the numbers are made.
const FIRST_ROWS: usize = 10;

/// The place of Σ r (x − m'_x)(y − m'_y) among the numbers of sums.
const PRODUCT: usize = 4;

impl Summed for Plane {
    type Squares = Scatter;

    const SUMMED: &'static [&'static str] =
        &["responsibility", "product_x", "product_y", "square_xx", "square_xy", "square_yy"];

    fn sums(held: &Expectation, entering: &Mixture, next: &Mixture) -> Vec<Sums<Plane>> {
        let means = entering.components().iter().zip(next.components());
        held.moments().iter().zip(means).map(|(held, (old, new))| held.about(old.mean, new.mean)).collect()
    }

    fn rows(session: &Session<Plane>, mixture: &Mixture, next: &Mixture) -> Vec<Row<Plane>> {
        let model = session.em().model();
        let cloud = model.cloud();
        let n = cloud.n();
        let own = if n > MOST_ROWS { FIRST_ROWS } else { n };
        let others = (own < n).then_some(own..n);
        let parts: Vec<Range<usize>> = (0..own).map(|i| i..i + 1).chain(others).collect();
        // About the next means, so that a square keeps its digits near them.
        let means: Vec<Point> = next.components().iter().map(|c| c.mean).collect();
        let held = part_moments(cloud, &parts, mixture, &means, model.settings().assignment);
        parts
            .iter()
            .zip(held)
            .map(|(part, held)| row(part, cloud.point(part.start), &held, mixture, &means))
            .collect()
    }

    fn as_numbers(&(count, [x, y], Scatter { xx, xy, yy }): &Sums<Plane>) -> Vec<f64> {
        vec![count, x, y, xx, xy, yy]
    }

    fn made(component: &Component) -> Vec<f64> {
        let sums = (component.weight, component.mean, component.covariance.scatter());
        Self::as_numbers(&sums)
    }

    /// Without a correlation nothing is made of the products.
    fn makes(scenario: &Scenario, j: usize) -> bool {
        let covariance = scenario.plane.as_ref().map(|plane| plane.covariance);
        j != PRODUCT || !matches!(covariance, Some(CovarianceType::Diagonal | CovarianceType::Spherical))
    }
}

/// The row of one point, or of several, which have no density.
fn row(part: &Range<usize>, x: Point, held: &[Moments], mixture: &Mixture, means: &[Point]) -> Row<Plane> {
    let one = part.len() == 1;
    let of_one = |c: &Component| one.then(|| c.ln_weighted_density(x).exp());
    let sums: Vec<Sums<Plane>> = held.iter().zip(means).map(|(held, &mean)| held.about(mean, mean)).collect();
    Row::<Plane> {
        from: x,
        to: x,
        x,
        count: part.len() as f64,
        weighted: Plane::components(mixture).iter().filter_map(of_one).collect(),
        density: if one { mixture.ln_density(x).exp() } else { 0.0 },
        responsibilities: sums.iter().map(|sums| sums.0).collect(),
        products: sums.iter().map(|sums| sums.1).collect(),
        squares: sums.iter().map(|sums| sums.2).collect(),
    }
}
