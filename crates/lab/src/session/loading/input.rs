//! Own data, taken in piece by piece: numbers with or without labels, or a text.

use super::source::{COORDINATES, VALUE};
use super::{Description, Loading, Phase};
use crate::dataset::{DataError, DatasetBuilder, MAX_VALUES, SLICE};
use crate::family::Family;
use crate::float::float;
use crate::plane::CloudError;
use crate::refusal::{Refusal, upper_first};
use crate::scenario::Dim;
use crate::session::{In, Session, Space};
use crate::table::{LabelNames, PointReader, Points, Reader, Report};
use std::sync::Arc;

/// What has come in so far.
#[derive(Debug)]
pub(in crate::session) enum Input {
    /// Numbers, and the names of their labels.
    Values(DatasetBuilder, Option<LabelNames>),
    /// Points in the plane, and the names of their labels.
    Pairs(Points, LabelNames),
    /// A text.
    Text(Reader),
    /// A text with two columns of numbers.
    PointText(PointReader),
}

/// All that has come in, and how a text was read.
type Finished = (In<DatasetBuilder, Points>, Option<Report>);

impl Input {
    pub(in crate::session) fn not_expected() -> Refusal {
        Refusal::new("no data are expected here: begin to load first")
    }

    /// Takes in values, all with labels or all without.
    pub(in crate::session) fn feed_values(
        &mut self,
        values: Vec<f64>,
        labels: Option<Vec<String>>,
    ) -> Result<(), Refusal> {
        let (builder, names) = match self {
            Self::Values(builder, names) => (builder, names),
            Self::Pairs(points, names) => return feed_pairs(points, names, &values, labels),
            Self::Text(_) | Self::PointText(_) => return Err(Self::not_expected()),
        };
        match labels {
            None => values.chunks(SLICE).try_for_each(|run| builder.add(run.to_vec()))?,
            Some(labels) => {
                let names = names.get_or_insert_default();
                if labels.len() != values.len() {
                    return Err(DataError::LabelCount(labels.len(), values.len()).into());
                }
                let of: Vec<u8> = labels.iter().map(|label| names.place(label)).collect::<Result<_, _>>()?;
                for (values, of) in values.chunks(SLICE).zip(of.chunks(SLICE)) {
                    builder.add_labelled(values.to_vec(), of.to_vec())?;
                }
            }
        }
        Ok(())
    }

    /// Takes in text.
    pub(in crate::session) fn feed_text(&mut self, text: &str) -> Result<(), Refusal> {
        match self {
            Self::Text(reader) => reader.feed(text),
            Self::PointText(reader) => reader.feed(text),
            Self::Values(..) | Self::Pairs(..) => Err(Self::not_expected()),
        }
    }

    /// How many numbers a point is.
    fn dim(&self) -> Dim {
        match self {
            Self::Values(..) | Self::Text(_) => Dim::One,
            Self::Pairs(..) | Self::PointText(_) => Dim::Two,
        }
    }

    /// All that has come in, and how a text was read.
    fn finish(self) -> Result<Finished, Refusal> {
        Ok(match self {
            Self::Values(mut builder, names) => {
                if let Some(names) = names {
                    builder.name_and_order_labels(names.into_names(), float)?;
                }
                (In::Line(builder), None)
            }
            Self::Pairs(points, names) => (In::Plane(Points { names: names.into_names(), ..points }), None),
            Self::Text(reader) => {
                let (builder, report) = reader.finish()?;
                (In::Line(builder), Some(report))
            }
            Self::PointText(reader) => {
                let (points, report) = reader.finish()?;
                (In::Plane(points), Some(report))
            }
        })
    }
}

/// Takes in x and y of some points, one after the other, all with labels or all without.
fn feed_pairs(
    points: &mut Points,
    names: &mut LabelNames,
    values: &[f64],
    labels: Option<Vec<String>>,
) -> Result<(), Refusal> {
    let pairs = values.chunks(2);
    if !values.len().is_multiple_of(2) {
        return Err(Refusal::new("A point in the plane is two numbers: give as many x as y"));
    }
    if points.points.len() + pairs.len() > MAX_VALUES {
        return Err(CloudError::TooMany.into());
    }
    for label in labels.into_iter().flatten() {
        points.labels.push(names.place(&label)?);
    }
    points.points.extend(pairs.map(|pair| [pair[0], pair[1]]));
    match points.labels.len() {
        0 => Ok(()),
        labels if labels == points.points.len() => Ok(()),
        labels => Err(CloudError::LabelCount(labels, points.points.len()).into()),
    }
}

/// Refuses a value that the family's curves cannot give, by its place after the `before` ones that came earlier.
pub(super) fn check(values: &[f64], before: usize, family: Family) -> Result<(), Refusal> {
    let curve = family.curve();
    match values.iter().position(|&x| !curve.takes(x)) {
        Some(i) => Err(Refusal::impossible(&format!("value {}", before + i + 1), values[i], family)),
        None => Ok(()),
    }
}

impl Loading {
    /// Own data, under the settings of `session`.
    pub(in crate::session) fn own<S: Space>(
        session: &Session<S>,
        input: Input,
        name: &str,
        columns: [Option<&str>; 2],
    ) -> Self {
        let description = Description {
            name: if name.is_empty() { "own data".into() } else { name.into() },
            units: units_of(input.dim(), columns),
            is_own: true,
            ..Description::default()
        };
        Self {
            scenario: session.scenario().with_own(input.dim()),
            own: session.own.clone(),
            last_named: session.last_named,
            notices: Vec::new(),
            lenient: false,
            start_may_change: true,
            keeps_shown: true,
            description,
            phase: Phase::Reading(Box::new(input), 0.0),
        }
    }

    /// The same data, which were read before, under the present settings of `session`.
    pub(in crate::session) fn with_settings_of<S: Space>(self, session: &Session<S>) -> Self {
        let scenario = session.scenario().with_own(self.scenario.dim());
        Self { scenario, own: session.own.clone(), last_named: session.last_named, ..self }
    }

    /// How a text was read, and its name, once all of it has come in.
    pub fn read(&self) -> Option<(&Report, &str)> {
        self.description.report.as_deref().map(|report| (report, self.description.name.as_str()))
    }

    /// Takes in a piece of own data; `arrived` is how much of all has then come in, 0 to 1.
    pub fn feed_values(
        &mut self,
        values: Vec<f64>,
        labels: Option<Vec<String>>,
        arrived: f64,
    ) -> Result<(), Refusal> {
        let family = self.scenario.em.family;
        let input = self.input(arrived)?;
        if let Input::Values(builder, _) = input {
            check(&values, builder.taken(), family)?;
        }
        input.feed_values(values, labels)
    }

    /// Takes in a piece of a text; `arrived` is how much of all has then come in, 0 to 1.
    pub fn feed_text(&mut self, text: &str, arrived: f64) -> Result<(), Refusal> {
        self.input(arrived)?.feed_text(text)
    }

    fn input(&mut self, arrived: f64) -> Result<&mut Input, Refusal> {
        let Phase::Reading(input, progress) = &mut self.phase else { return Err(Input::not_expected()) };
        *progress = arrived;
        Ok(input)
    }

    /// Says that all has come in; [`Loading::advance`] does the rest.
    pub fn end_of_input(&mut self) -> Result<(), Refusal> {
        let ordering = Phase::Ordering(DatasetBuilder::default());
        let Phase::Reading(input, _) = std::mem::replace(&mut self.phase, ordering) else {
            return Err(Input::not_expected());
        };
        let (taken, report) = input.finish()?;
        if let Some(report) = &report {
            let titles = report.titles().map_or([report.title(), None], |titles| titles.map(Some));
            self.description.units = units_of(self.scenario.dim(), titles);
            let left_out = &report.left_out;
            if let (Some(summary), Some(first)) = (left_out.summary(), left_out.examples.first()) {
                self.notices.push(format!(
                    "From {}, {summary} {}.",
                    self.description.name,
                    upper_first(first)
                ));
            }
        }
        self.description.report = report.map(Arc::new);
        match taken {
            In::Line(builder) => self.phase = Phase::Ordering(builder),
            In::Plane(points) => self.phase = Phase::Measuring(points),
        }
        Ok(())
    }
}

/// What numbers from those columns measure, or from none.
fn units_of(dim: Dim, columns: [Option<&str>; 2]) -> [String; 2] {
    let nameless = if dim == Dim::One { [VALUE, ""] } else { COORDINATES };
    [0, 1].map(|axis| columns[axis].unwrap_or(nameless[axis]).to_string())
}
