//! The data: points of the plane, in the order in which they came, each with its true group where that is
//! known.

use super::Point;
use super::cells::{Cells, LEAST_POINTS};
use super::covariance::Scatter;
use super::mixture::Axis;
use crate::dataset::{Labels, MAX_LABELS, MAX_VALUES, SLICE};
use crate::mixture::{LARGEST, MAX_COMPONENTS};
use std::fmt;

/// Points, at least two of them different, and their true labels where known.
#[derive(Clone, Debug, PartialEq)]
pub struct Cloud {
    x: Vec<f64>,
    y: Vec<f64>,
    labels: Option<Labels>,
    ranges: [(f64, f64); 2],
    mean: Point,
    covariance: Scatter,
    distinct: usize,
    cells: Option<Cells>,
}

/// Why points cannot be data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CloudError {
    /// There is no point at all.
    Empty,
    /// More than [`MAX_VALUES`] points.
    TooMany,
    /// A point with a coordinate that is not finite, or too large: its place (from 1), and the point.
    OutOfRange(usize, Point),
    /// All points are equal (n of them): no Gaussian has a width on them.
    AllEqual(usize, Point),
    /// As many labels as points are needed: (labels, points).
    LabelCount(usize, usize),
    /// More than [`MAX_LABELS`] different labels.
    TooManyLabels,
    /// A label without a name: the place of its point (from 1), and the label.
    Unnamed(usize, u8),
    /// A process that is no Gaussian: its place, from 1.
    Process(usize),
}

impl fmt::Display for CloudError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "there are no points: give at least two different ones"),
            Self::TooMany => write!(f, "there are more than {MAX_VALUES} points"),
            Self::OutOfRange(place, [x, y]) => write!(
                f,
                "point {place} is ({x:?}, {y:?}): both must be finite numbers between -{LARGEST:e} and {LARGEST:e}"
            ),
            Self::AllEqual(1, _) => write!(f, "one point is too few: give at least two different ones"),
            Self::AllEqual(n, [x, y]) => {
                write!(
                    f,
                    "of {n} points none can be told from ({x:?}, {y:?}): give at least two different ones"
                )
            }
            Self::LabelCount(labels, points) => {
                write!(f, "{labels} labels for {points} points: give one label for each point, or none")
            }
            Self::TooManyLabels => write!(f, "there are more than {MAX_LABELS} different labels"),
            Self::Unnamed(place, label) => {
                write!(
                    f,
                    "point {place} has the label {label}, which has no name: name every label, from 0 on"
                )
            }
            Self::Process(place) => write!(
                f,
                "process {place} is no Gaussian: both means must be finite numbers, both sds finite numbers above 0, and rho above -1 and below 1"
            ),
        }
    }
}

impl std::error::Error for CloudError {}

impl Cloud {
    /// The points as data.
    pub fn new(points: Vec<Point>) -> Result<Self, CloudError> {
        let first = *points.first().ok_or(CloudError::Empty)?;
        if points.len() > MAX_VALUES {
            return Err(CloudError::TooMany);
        }
        let out = |point: &Point| !point.iter().all(|x| x.abs() <= LARGEST); // NaN is out too
        if let Some(i) = points.iter().position(out) {
            return Err(CloudError::OutOfRange(i + 1, points[i]));
        }
        let n = points.len() as f64;
        let average = |of: &dyn Fn(&Point) -> f64| points.iter().map(of).sum::<f64>() / n;
        // About the first point, so that what is far from 0 keeps its digits; then about the mean.
        let mean = [0, 1].map(|axis| first[axis] + average(&|point| point[axis] - first[axis]));
        let about = |point: &Point| [point[0] - mean[0], point[1] - mean[1]];
        let covariance = Scatter {
            xx: average(&|point| Scatter::of(about(point)).xx),
            xy: average(&|point| Scatter::of(about(point)).xy),
            yy: average(&|point| Scatter::of(about(point)).yy),
        };
        let distinct = distinct(&points);
        if distinct < 2 || covariance.trace() <= 0.0 {
            return Err(CloudError::AllEqual(points.len(), first));
        }
        let ranges = [0, 1].map(|axis| {
            let values = points.iter().map(|point| point[axis]);
            values.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), x| (least.min(x), most.max(x)))
        });
        let axis = |axis: usize| points.iter().map(|point| point[axis]).collect();
        Ok(Self { x: axis(0), y: axis(1), labels: None, ranges, mean, covariance, distinct, cells: None })
    }

    /// The same points with the true group of each: its index in the groups' `names`.
    pub fn with_labels(self, of: Vec<u8>, names: Vec<String>) -> Result<Self, CloudError> {
        if of.len() != self.n() {
            return Err(CloudError::LabelCount(of.len(), self.n()));
        }
        if names.len() > MAX_LABELS {
            return Err(CloudError::TooManyLabels);
        }
        if let Some(i) = of.iter().position(|&label| usize::from(label) >= names.len()) {
            return Err(CloudError::Unnamed(i + 1, of[i]));
        }
        Ok(Self { labels: Some(Labels::new(of, names)), ..self })
    }

    /// Does one slice of the compression into cells, where points are many; true when it is done. Without it E
    /// steps are as right, and slower.
    pub fn compress(&mut self) -> bool {
        if self.n() < LEAST_POINTS {
            return true;
        }
        let new = || Cells::new([&self.x, &self.y], self.mean);
        self.cells.get_or_insert_with(new).build(SLICE)
    }

    /// The points, compressed, where that is done.
    pub(super) fn cells(&self) -> Option<&Cells> {
        self.cells.as_ref().filter(|cells| cells.is_whole())
    }

    /// How many points there are.
    pub fn n(&self) -> usize {
        self.x.len()
    }

    /// All x, and all y.
    pub fn coordinates(&self) -> [&[f64]; 2] {
        [&self.x, &self.y]
    }

    /// The points, one after the other.
    pub fn points(&self) -> impl Iterator<Item = Point> {
        self.x.iter().zip(&self.y).map(|(&x, &y)| [x, y])
    }

    /// Point i.
    pub fn point(&self, i: usize) -> Point {
        [self.x[i], self.y[i]]
    }

    /// The true labels, where they are known.
    pub fn labels(&self) -> Option<&Labels> {
        self.labels.as_ref()
    }

    /// The mean of the points.
    pub fn mean(&self) -> Point {
        self.mean
    }

    /// The covariance of the points, dividing by n; singular where they are on a line.
    pub fn covariance(&self) -> Scatter {
        self.covariance
    }

    /// The sds of x and y; where all x are equal, or all y, that of the other one.
    pub fn sds(&self) -> [f64; 2] {
        let Scatter { xx, yy, .. } = self.covariance;
        [if xx > 0.0 { xx } else { yy }, if yy > 0.0 { yy } else { xx }].map(f64::sqrt)
    }

    /// The least and the largest of one coordinate.
    pub fn range(&self, axis: Axis) -> (f64, f64) {
        self.ranges[axis.index()]
    }

    /// How many different points there are; not counted beyond [`MAX_COMPONENTS`].
    pub fn distinct(&self) -> usize {
        self.distinct
    }
}

/// How many different points there are, up to as many as there may be components.
fn distinct(points: &[Point]) -> usize {
    let mut known: Vec<Point> = Vec::with_capacity(MAX_COMPONENTS);
    for point in points {
        if !known.contains(point) {
            known.push(*point);
            if known.len() == MAX_COMPONENTS {
                break;
            }
        }
    }
    known.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn far_from_zero_the_covariance_keeps_its_digits() {
        let points: Vec<Point> = (0..100).map(|i| [f64::from(i), f64::from(i * i % 7)]).collect();
        let plain = Cloud::new(points.clone()).unwrap();
        let far = Cloud::new(points.iter().map(|[x, y]| [x + 1e9, y - 1e9]).collect()).unwrap();
        assert!((far.covariance().xx / plain.covariance().xx - 1.0).abs() < 1e-12);
        assert!((far.covariance().xy - plain.covariance().xy).abs() < 1e-9);
        assert!((plain.mean()[0], plain.covariance().xx) == (49.5, 833.25));
    }

    #[test]
    fn what_is_no_cloud_is_refused() {
        let refused = |points: &[Point]| Cloud::new(points.to_vec()).unwrap_err();
        assert_eq!(refused(&[]), CloudError::Empty);
        assert_eq!(refused(&[[1.0, 2.0]; 3]), CloudError::AllEqual(3, [1.0, 2.0]));
        assert_eq!(refused(&[[1.0, 2.0], [0.0, 1e61]]), CloudError::OutOfRange(2, [0.0, 1e61]));
        assert!(matches!(refused(&[[f64::NAN, 2.0], [0.0, 1.0]]), CloudError::OutOfRange(1, _)));
        let on_a_line = Cloud::new(vec![[1.0, 2.0], [1.0, 5.0], [1.0, 8.0]]).unwrap();
        assert_eq!((on_a_line.distinct(), on_a_line.sds()[0]), (3, on_a_line.sds()[1]));
    }

    #[test]
    fn labels_are_one_for_each_point_and_have_names() {
        let cloud = Cloud::new((0..1000).map(|i| [f64::from(i), 0.0]).collect()).unwrap();
        let names = |count: usize| (0..count).map(|i| format!("group {i}")).collect::<Vec<String>>();
        let labels: Vec<u8> = (0..1000).map(|i| (i / 400) as u8).collect();
        let labelled = cloud.clone().with_labels(labels.clone(), names(3)).unwrap();
        let known = labelled.labels().unwrap();
        assert_eq!((known.of(), &known.names()[2][..]), (&labels[..], "group 2"));
        assert_eq!([known.count(0..1000), known.count(399..801)], [[400, 400, 200], [1, 400, 1]]);
        assert!(labelled.points().eq(cloud.points()) && cloud.labels().is_none());
        let refused = |labels: &[u8], count| cloud.clone().with_labels(labels.to_vec(), names(count));
        assert_eq!(refused(&labels[1..], 3), Err(CloudError::LabelCount(999, 1000)));
        assert_eq!(refused(&labels, 21), Err(CloudError::TooManyLabels));
        assert_eq!(refused(&labels, 2), Err(CloudError::Unnamed(801, 2)));
    }
}
