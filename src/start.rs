//! The first guess.
use crate::mixture::Component;

/// The starts that need no hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NamedStart {
    /// Means at k distinct values drawn from the data.
    #[default]
    RandomFromData,
    /// Means drawn uniformly over the data's range.
    Random,
    /// Means at the quantiles (j − ½)/k.
    Quantiles,
    /// Means by the seeding of k-means++: each far from those before it.
    KmeansPlusPlus,
    /// k-means++ and then k-means: each cluster's share, mean and sd.
    Kmeans,
}

/// Where EM begins.
#[derive(Clone, Debug, PartialEq)]
pub enum Start {
    /// Drawn or computed from the data.
    Named(NamedStart),
    /// Set by hand: the components as they are, weights summing to 1.
    ByHand(Vec<Component>),
}

impl Default for Start {
    fn default() -> Self {
        Self::Named(NamedStart::default())
    }
}
