//! Own data on their way in, piece by piece: as numbers with or without labels, or as text.

use super::{Label, Loading, Phase};
use crate::dataset::{DataError, DatasetBuilder, SLICE};
use crate::refusal::{Refusal, upper_first};
use crate::scenario::{Scenario, Source};
use crate::session::{Session, unit_of};
use crate::table::{LabelNames, Reader, Report, Wishes};
use std::sync::Arc;

/// What has come in so far.
#[derive(Debug)]
pub(in crate::session) struct Pieces(Kind);

#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "there is one at a time")]
enum Kind {
    Values { gathering: DatasetBuilder, names: Option<LabelNames> },
    Text(Reader),
}

impl Pieces {
    pub(in crate::session) fn values() -> Self {
        Self(Kind::Values { gathering: DatasetBuilder::default(), names: None })
    }

    pub(in crate::session) fn text(wishes: Wishes) -> Self {
        Self(Kind::Text(Reader::new(wishes)))
    }

    pub(in crate::session) fn unawaited() -> Refusal {
        Refusal::new("no data are awaited here: begin to load first")
    }

    /// Takes in values, with a label for each or for none.
    pub(in crate::session) fn feed_values(
        &mut self,
        values: Vec<f64>,
        labels: Option<Vec<String>>,
    ) -> Result<(), Refusal> {
        let Kind::Values { gathering, names } = &mut self.0 else { return Err(Self::unawaited()) };
        match labels {
            None => values.chunks(SLICE).try_for_each(|run| gathering.add(run.to_vec()))?,
            Some(labels) => {
                let names = names.get_or_insert_default();
                if labels.len() != values.len() {
                    return Err(DataError::LabelCount(labels.len(), values.len()).into());
                }
                let of: Vec<u8> = labels.iter().map(|label| names.place(label)).collect::<Result<_, _>>()?;
                for (values, of) in values.chunks(SLICE).zip(of.chunks(SLICE)) {
                    gathering.add_labelled(values.to_vec(), of.to_vec())?;
                }
            }
        }
        Ok(())
    }

    /// Takes in text.
    pub(in crate::session) fn feed_text(&mut self, text: &str) -> Result<(), Refusal> {
        match &mut self.0 {
            Kind::Text(reader) => reader.feed(text),
            Kind::Values { .. } => Err(Self::unawaited()),
        }
    }

    /// All that came in, and how a text was read.
    pub(in crate::session) fn finish(self) -> Result<(DatasetBuilder, Option<Report>), Refusal> {
        match self.0 {
            Kind::Values { mut gathering, names } => {
                if let Some(names) = names {
                    gathering.name_and_order_labels(names.into_names())?;
                }
                Ok((gathering, None))
            }
            Kind::Text(reader) => reader.finish().map(|(gathering, report)| (gathering, Some(report))),
        }
    }
}

impl Loading {
    /// Own data, under the settings of `session`.
    pub(in crate::session) fn own(
        session: &Session,
        pieces: Pieces,
        name: &str,
        column: Option<&str>,
    ) -> Self {
        let label = Label {
            name: if name.is_empty() { "own data".into() } else { name.into() },
            unit: unit_of(column),
            is_own: true,
            ..Label::default()
        };
        Self {
            scenario: Self::of_own(session),
            own: None,
            last_named: session.last_named,
            notices: Vec::new(),
            lenient: false,
            gives_way: true,
            label,
            kept: None,
            phase: Phase::Reading(Box::new(pieces), 0.0),
        }
    }

    fn of_own(session: &Session) -> Scenario {
        Scenario { data: Source::Own, values: None, step: 0, ..session.scenario() }
    }

    /// The same own data, read already, under the settings that `session` has by now.
    pub(in crate::session) fn under(self, session: &Session) -> Self {
        Self { scenario: Self::of_own(session), last_named: session.last_named, ..self }
    }

    /// How a text was read, once all of it has come in, and what it is called.
    pub fn read(&self) -> Option<(&Report, &str)> {
        self.label.report.as_deref().map(|report| (report, self.label.name.as_str()))
    }

    /// Takes in a piece of own data; `come` is how much of them has come with it, 0 to 1.
    pub fn feed_values(
        &mut self,
        values: Vec<f64>,
        labels: Option<Vec<String>>,
        come: f64,
    ) -> Result<(), Refusal> {
        self.pieces(come)?.feed_values(values, labels)
    }

    /// Takes in a piece of a text; `come` is how much of it has come with it, 0 to 1.
    pub fn feed_text(&mut self, text: &str, come: f64) -> Result<(), Refusal> {
        self.pieces(come)?.feed_text(text)
    }

    fn pieces(&mut self, come: f64) -> Result<&mut Pieces, Refusal> {
        let Phase::Reading(pieces, progress) = &mut self.phase else { return Err(Pieces::unawaited()) };
        *progress = come;
        Ok(pieces)
    }

    /// All has come in; what is left is done by [`Loading::advance`].
    pub fn fed(&mut self) -> Result<(), Refusal> {
        let ordering = Phase::Ordering(DatasetBuilder::default());
        let Phase::Reading(pieces, _) = std::mem::replace(&mut self.phase, ordering) else {
            return Err(Pieces::unawaited());
        };
        let (gathering, report) = pieces.finish()?;
        if let Some(report) = &report {
            self.label.unit = unit_of(report.title());
            let left_out = &report.left_out;
            if let (Some(summary), Some(first)) = (left_out.summary(), left_out.examples.first()) {
                self.notices.push(format!("From {}, {summary} {}.", self.label.name, upper_first(first)));
            }
        }
        self.label.report = report.map(Arc::new);
        self.phase = Phase::Ordering(gathering);
        Ok(())
    }
}
