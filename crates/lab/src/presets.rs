//! The real data sets of the lab: their sources, and the hidden groups in each.

use crate::dataset::DatasetBuilder;
use crate::refusal::Refusal;
use crate::scenario::Source;
use crate::table::{self, Wishes};

/// A data set that comes with the lab.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// Its name in a sentence.
    pub name: &'static str,
    /// What the numbers measure, with the unit: the axis's label.
    pub unit: &'static str,
    /// The hidden groups that EM may find.
    pub hidden: &'static str,
    /// Who measured it.
    pub reference: &'static str,
    csv: &'static str,
    labels: Option<&'static str>,
}

/// The preset behind a data source, if it is one.
pub fn preset(source: Source) -> Option<Preset> {
    Some(match source {
        Source::Simulated | Source::Own => return None,
        Source::OldFaithfulWaiting => Preset {
            name: "Old Faithful, waiting times",
            unit: "minutes between eruptions",
            hidden: "whether a short or a long eruption came before",
            reference: "Härdle (1991); Azzalini and Bowman (1990)",
            csv: include_str!("presets/old-faithful-waiting.csv"),
            labels: None,
        },
        Source::OldFaithfulEruptions => Preset {
            name: "Old Faithful, eruptions",
            unit: "minutes an eruption lasts",
            hidden: "short and long eruptions",
            reference: "Härdle (1991); Azzalini and Bowman (1990)",
            csv: include_str!("presets/old-faithful-eruptions.csv"),
            labels: None,
        },
        Source::GalaxyVelocities => Preset {
            name: "82 galaxies",
            unit: "velocity in km/s",
            hidden: "which cluster of galaxies each belongs to",
            reference: "Postman, Huchra and Geller (1986); Roeder (1990)",
            csv: include_str!("presets/galaxy-velocities.csv"),
            labels: None,
        },
        Source::WindsorHousePrices => Preset {
            name: "Windsor house prices",
            unit: "Canadian dollars, 1987",
            hidden: "whether the house stands in the preferred neighbourhood",
            reference: "Anglin and Gencay (1996)",
            csv: include_str!("presets/windsor-house-prices.csv"),
            labels: Some("preferred_neighbourhood"),
        },
    })
}

impl Preset {
    /// The preset's values, and labels where it has them.
    pub fn load(&self) -> Result<DatasetBuilder, Refusal> {
        let labels = self.labels.map(String::from);
        let (builder, _) = table::read(self.csv, Wishes { labels, ..Wishes::default() })?;
        Ok(builder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_has_the_rows_that_its_source_says() {
        for (source, rows, labelled) in [
            (Source::OldFaithfulWaiting, 272, false),
            (Source::OldFaithfulEruptions, 272, false),
            (Source::GalaxyVelocities, 82, false),
            (Source::WindsorHousePrices, 546, true),
        ] {
            let data = preset(source).unwrap().load().unwrap().finish().unwrap();
            assert_eq!((data.n(), data.labels().is_some()), (rows, labelled), "{source:?}");
        }
    }
}
