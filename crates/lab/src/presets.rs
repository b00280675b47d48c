//! The real data sets of the lab: their sources, and the hidden groups in each.

pub mod plane;

use crate::dataset::DatasetBuilder;
use crate::em::Vary;
use crate::family::{Binomial, Family, Gaussian, Poisson};
use crate::plane::Process;
use crate::refusal::Refusal;
use crate::scenario::Source;
use crate::table::{self, Wishes};
use plane::PlanePreset;

/// Both columns of the geyser's eruptions.
const OLD_FAITHFUL: &str = include_str!("presets/old-faithful.csv");

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
    /// The curves that suit it.
    pub family: Family,
    /// The weight and the mean of each component in its source's start, if that is kept.
    pub start: Option<&'static [(f64, f64)]>,
    /// Which parameters its source estimates.
    pub vary: Vary,
    csv: &'static str,
    /// The column of the values, where the file has several.
    column: Option<&'static str>,
    labels: Option<&'static str>,
}

/// What the sets of measured values have in common.
const MEASURED: Preset = Preset {
    name: "",
    unit: "",
    hidden: "",
    reference: "",
    family: Family::Gaussian(Gaussian),
    start: None,
    vary: Vary::All,
    csv: "",
    column: None,
    labels: None,
};

/// The preset of values on a line behind a data source, if it is one.
pub fn preset(source: Source) -> Option<Preset> {
    Some(match source {
        Source::Simulated | Source::Own => return None,
        Source::OldFaithful
        | Source::IrisPetals
        | Source::IrisSepals
        | Source::PenguinBills
        | Source::OneOfEach => return None,
        Source::OldFaithfulWaiting => Preset {
            name: "Old Faithful, waiting times",
            unit: "minutes between eruptions",
            hidden: "whether a short or a long eruption came before",
            reference: "Härdle (1991); Azzalini and Bowman (1990)",
            csv: OLD_FAITHFUL,
            column: Some("waiting_minutes"),
            ..MEASURED
        },
        Source::OldFaithfulEruptions => Preset {
            name: "Old Faithful, eruptions",
            unit: "minutes an eruption lasts",
            hidden: "short and long eruptions",
            reference: "Härdle (1991); Azzalini and Bowman (1990)",
            csv: OLD_FAITHFUL,
            column: Some("eruption_minutes"),
            ..MEASURED
        },
        Source::GalaxyVelocities => Preset {
            name: "82 galaxies",
            unit: "velocity in km/s",
            hidden: "which cluster of galaxies each belongs to",
            reference: "Postman, Huchra and Geller (1986); Roeder (1990)",
            csv: include_str!("presets/galaxy-velocities.csv"),
            ..MEASURED
        },
        Source::WindsorHousePrices => Preset {
            name: "Windsor house prices",
            unit: "Canadian dollars, 1987",
            hidden: "whether the house stands in the preferred neighbourhood",
            reference: "Anglin and Gencay (1996)",
            csv: include_str!("presets/windsor-house-prices.csv"),
            labels: Some("preferred_neighbourhood"),
            ..MEASURED
        },
        Source::TwoCoins => Preset {
            name: "Two coins",
            unit: "heads in ten tosses",
            hidden: "which of the two coins was tossed",
            reference: "Do and Batzoglou (2008)",
            family: Family::Binomial(Binomial { trials: 10 }),
            start: Some(&[(0.5, 6.0), (0.5, 5.0)]),
            vary: Vary::Means,
            csv: include_str!("presets/two-coins.csv"),
            ..MEASURED
        },
        Source::ThreeCoins => Preset {
            name: "Three coins",
            unit: "heads in one toss",
            hidden: "which of two coins was tossed, as a third one chose",
            reference: "Li (2012), chapter 9",
            family: Family::Binomial(Binomial { trials: 1 }),
            start: Some(&[(0.4, 0.6), (0.6, 0.7)]),
            csv: include_str!("presets/three-coins.csv"),
            ..MEASURED
        },
        Source::DeathNotices => Preset {
            name: "Death notices",
            unit: "deaths of women over 80 in a day",
            hidden: "which of two rates a day had, perhaps by its season",
            reference: "Hasselblad (1969)",
            family: Family::Poisson(Poisson),
            start: Some(&[(0.3, 1.0), (0.7, 2.5)]),
            csv: include_str!("presets/death-notices.csv"),
            ..MEASURED
        },
    })
}

/// The preset of points in the plane behind a data source, if it is one.
pub fn plane_preset(source: Source) -> Option<PlanePreset> {
    match source {
        Source::OldFaithful => Some(plane::OLD_FAITHFUL),
        Source::IrisPetals => Some(plane::IRIS_PETALS),
        Source::IrisSepals => Some(plane::IRIS_SEPALS),
        Source::PenguinBills => Some(plane::PENGUIN_BILLS),
        _ => None,
    }
}

/// Simulated points on which the kinds of covariances differ: a circle, an ellipse along an axis, one that is
/// tilted, and two alike.
pub const ONE_OF_EACH: [Process; 5] = [
    Process { mean: [10.0, 27.0], sds: [2.0, 2.0], rho: 0.0, count: 200 },
    Process { mean: [24.0, 29.0], sds: [5.0, 1.2], rho: 0.0, count: 200 },
    Process { mean: [10.0, 13.0], sds: [4.0, 4.0], rho: 0.9, count: 200 },
    Process { mean: [22.0, 16.0], sds: [1.5, 3.5], rho: -0.6, count: 200 },
    Process { mean: [28.0, 18.0], sds: [1.5, 3.5], rho: -0.6, count: 200 },
];

impl Preset {
    /// The preset's values, and labels where it has them.
    pub fn load(&self) -> Result<DatasetBuilder, Refusal> {
        let [column, labels] = [self.column, self.labels].map(|name| name.map(String::from));
        let (builder, _) = table::read(self.csv, Wishes { column, labels, ..Wishes::default() })?;
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
            (Source::TwoCoins, 5, false),
            (Source::ThreeCoins, 10, false),
            (Source::DeathNotices, 1096, false),
        ] {
            let data = preset(source).unwrap().load().unwrap().finish().unwrap();
            assert_eq!((data.n(), data.labels().is_some()), (rows, labelled), "{source:?}");
        }
    }
}
