//! The fixed words of a link: a table for each name.

use super::limits::USUAL_TRIALS;
use super::{Dim, Mass, Part, Source, Tab, ThemeChoice, View};
use crate::em::{Assignment, PriorKind, Vary};
use crate::family::{Binomial, Exponential, Family, Gaussian, Poisson};
use crate::plane::CovarianceType;
use crate::start::NamedStart;

/// A choice among fixed words.
pub trait Word: Copy + PartialEq + 'static {
    /// The words in order, each with its value; every variant has a row.
    const WORDS: &'static [(&'static str, Self)];

    /// The value of a word.
    fn from_word(word: &str) -> Option<Self> {
        let row = Self::WORDS.iter().find(|row| row.0 == word)?;
        Some(row.1)
    }

    /// The word of this value.
    fn word(self) -> &'static str {
        let row = Self::WORDS.iter().find(|row| row.1 == self);
        row.map_or("", |row| row.0)
    }

    /// All words, in order.
    fn all_words() -> Vec<&'static str> {
        Self::WORDS.iter().map(|row| row.0).collect()
    }
}

impl Word for Source {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("simulated", Self::Simulated),
        ("old-faithful-waiting", Self::OldFaithfulWaiting),
        ("old-faithful-eruptions", Self::OldFaithfulEruptions),
        ("galaxy-velocities", Self::GalaxyVelocities),
        ("windsor-house-prices", Self::WindsorHousePrices),
        ("two-coins", Self::TwoCoins),
        ("three-coins", Self::ThreeCoins),
        ("death-notices", Self::DeathNotices),
        ("old-faithful", Self::OldFaithful),
        ("iris-petals", Self::IrisPetals),
        ("iris-sepals", Self::IrisSepals),
        ("penguin-bills", Self::PenguinBills),
        ("one-of-each", Self::OneOfEach),
        ("own", Self::Own),
    ];
}

impl Word for Dim {
    const WORDS: &'static [(&'static str, Self)] = &[("1", Self::One), ("2", Self::Two)];
}

impl Word for Family {
    /// The binomial with the tosses that a link means where it says none.
    const WORDS: &'static [(&'static str, Self)] = &[
        ("gaussian", Self::Gaussian(Gaussian)),
        ("binomial", Self::Binomial(Binomial { trials: USUAL_TRIALS })),
        ("poisson", Self::Poisson(Poisson)),
        ("exponential", Self::Exponential(Exponential)),
    ];

    fn word(self) -> &'static str {
        let same =
            |row: &&(&'static str, Self)| std::mem::discriminant(&row.1) == std::mem::discriminant(&self);
        Self::WORDS.iter().find(same).map_or("", |row| row.0)
    }
}

impl Word for NamedStart {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("random-from-data", Self::RandomFromData),
        ("random", Self::Random),
        ("quantiles", Self::Quantiles),
        ("kmeans-plusplus", Self::KmeansPlusPlus),
        ("kmeans", Self::Kmeans),
        ("random-responsibilities", Self::RandomResponsibilities),
    ];
}

impl Word for Assignment {
    const WORDS: &'static [(&'static str, Self)] = &[("soft", Self::Soft), ("hard", Self::Hard)];
}

impl Word for Vary {
    const WORDS: &'static [(&'static str, Self)] =
        &[("all", Self::All), ("shared-sd", Self::SharedSd), ("means", Self::Means)];
}

impl Word for CovarianceType {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("full", Self::Full),
        ("tied", Self::Tied),
        ("diagonal", Self::Diagonal),
        ("spherical", Self::Spherical),
    ];
}

impl Word for Mass {
    const WORDS: &'static [(&'static str, Self)] =
        &[("39", Self::OneSd), ("50", Self::Half), ("86", Self::TwoSds), ("95", Self::NineteenOfTwenty)];
}

impl Word for PriorKind {
    const WORDS: &'static [(&'static str, Self)] = &[("none", Self::None), ("conjugate", Self::Conjugate)];
}

impl Word for ThemeChoice {
    const WORDS: &'static [(&'static str, Self)] =
        &[("auto", Self::Auto), ("light", Self::Light), ("dark", Self::Dark), ("projector", Self::Projector)];
}

impl Word for View {
    const WORDS: &'static [(&'static str, Self)] = &[("page", Self::Page), ("stage", Self::Stage)];
}

impl Word for Tab {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("climb", Self::Climb),
        ("landscape", Self::Landscape),
        ("compare-k", Self::CompareK),
        ("restarts", Self::Restarts),
        ("soft-and-hard", Self::SoftAndHard),
        ("labels", Self::Labels),
        ("ledger", Self::Ledger),
    ];
}

impl Word for Part {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("data", Self::Data),
        ("model", Self::Model),
        ("numbers", Self::Numbers),
        ("charts", Self::Charts),
        ("labels", Self::Labels),
        ("transport", Self::Transport),
        ("sentence", Self::Sentence),
        ("truth", Self::Truth),
        ("ledger-densities", Self::LedgerDensities),
        ("ledger-responsibilities", Self::LedgerResponsibilities),
        ("ledger-products", Self::LedgerProducts),
        ("ledger-sums", Self::LedgerSums),
        ("ledger-next", Self::LedgerNext),
    ];
}
