//! Own data, taken in piece by piece: numbers with or without labels, or a text.

use super::{Description, Loading, Phase};
use crate::dataset::{DataError, DatasetBuilder, SLICE};
use crate::family::Family;
use crate::refusal::{Refusal, upper_first};
use crate::scenario::{Scenario, Source};
use crate::session::{Session, unit_of};
use crate::table::{LabelNames, Reader, Report};
use std::sync::Arc;

/// What has come in so far.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "there is one at a time")]
pub(in crate::session) enum Input {
    /// Numbers, and the names of their labels.
    Values(DatasetBuilder, Option<LabelNames>),
    /// A text.
    Text(Reader),
}

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
        let Self::Values(builder, names) = self else { return Err(Self::not_expected()) };
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
            Self::Values(..) => Err(Self::not_expected()),
        }
    }

    /// All that has come in, and how a text was read.
    pub(in crate::session) fn finish(self) -> Result<(DatasetBuilder, Option<Report>), Refusal> {
        match self {
            Self::Values(mut builder, names) => {
                if let Some(names) = names {
                    builder.name_and_order_labels(names.into_names())?;
                }
                Ok((builder, None))
            }
            Self::Text(reader) => reader.finish().map(|(builder, report)| (builder, Some(report))),
        }
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
    pub(in crate::session) fn own(session: &Session, input: Input, name: &str, column: Option<&str>) -> Self {
        let description = Description {
            name: if name.is_empty() { "own data".into() } else { name.into() },
            unit: unit_of(column),
            is_own: true,
            ..Description::default()
        };
        Self {
            scenario: Self::of_own(session),
            own: None,
            last_named: session.last_named,
            notices: Vec::new(),
            lenient: false,
            start_may_change: true,
            keeps_shown: true,
            description,
            undo_kept: None,
            phase: Phase::Reading(Box::new(input), 0.0),
        }
    }

    fn of_own(session: &Session) -> Scenario {
        Scenario { data: Source::Own, values: None, step: 0, ..session.scenario() }
    }

    /// The same data, which were read before, under the present settings of `session`.
    pub(in crate::session) fn with_settings_of(self, session: &Session) -> Self {
        Self { scenario: Self::of_own(session), last_named: session.last_named, ..self }
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
        let (builder, report) = input.finish()?;
        if let Some(report) = &report {
            self.description.unit = unit_of(report.title());
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
        self.phase = Phase::Ordering(builder);
        Ok(())
    }
}
