//! Own data on their way in, piece by piece: as numbers with or without labels, or as text.

use crate::dataset::{DataError, Gathering, SLICE};
use crate::refusal::Refusal;
use crate::table::{LabelNames, Reader, Report, Wishes};

/// What has come in so far.
#[derive(Debug)]
pub(super) struct Pieces(Kind);

#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "there is one at a time")]
enum Kind {
    Values { gathering: Gathering, names: Option<LabelNames> },
    Text(Reader),
}

impl Pieces {
    pub(super) fn values() -> Self {
        Self(Kind::Values { gathering: Gathering::default(), names: None })
    }

    pub(super) fn text(wishes: Wishes) -> Self {
        Self(Kind::Text(Reader::new(wishes)))
    }

    pub(super) fn unawaited() -> Refusal {
        Refusal::new("no data are awaited here: begin to load first")
    }

    /// Takes in values, with a label for each or for none.
    pub(super) fn feed_values(
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
    pub(super) fn feed_text(&mut self, text: &str) -> Result<(), Refusal> {
        match &mut self.0 {
            Kind::Text(reader) => reader.feed(text),
            Kind::Values { .. } => Err(Self::unawaited()),
        }
    }

    /// All that came in, and how a text was read.
    pub(super) fn finish(self) -> Result<(Gathering, Option<Report>), Refusal> {
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
