//! The choices of a scenario; [`words`](super::words) has the word for each.

/// How many numbers a point is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dim {
    /// One: a value on a line.
    One,
    /// Two: a point in the plane.
    Two,
}

/// Where the data come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Source {
    /// Simulated from the processes of `truth`.
    #[default]
    Simulated,
    /// Minutes between the eruptions of the geyser Old Faithful.
    OldFaithfulWaiting,
    /// Minutes that its eruptions last.
    OldFaithfulEruptions,
    /// How fast 82 galaxies recede.
    GalaxyVelocities,
    /// Prices of houses in Windsor, Ontario.
    WindsorHousePrices,
    /// How often two coins showed heads, in five times ten tosses.
    TwoCoins,
    /// Ten tosses, each of one of two coins that a third one chose.
    ThreeCoins,
    /// How many days had so many death notices of women over eighty in The Times.
    DeathNotices,
    /// How long eruptions of Old Faithful last, and the minutes to the next one.
    OldFaithful,
    /// Length and width of the petals of 150 irises.
    IrisPetals,
    /// Length and width of their sepals.
    IrisSepals,
    /// Length and depth of the bills of 342 penguins.
    PenguinBills,
    /// Simulated: one group for each kind of covariance.
    OneOfEach,
    /// The user's own numbers.
    Own,
}

impl Source {
    /// The dimension of these data, where they have one of their own.
    pub fn dim(self) -> Option<Dim> {
        match self {
            Self::Simulated | Self::Own => None,
            Self::OldFaithful
            | Self::IrisPetals
            | Self::IrisSepals
            | Self::PenguinBills
            | Self::OneOfEach => Some(Dim::Two),
            _ => Some(Dim::One),
        }
    }
}

/// How fast a run goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Speed {
    /// Iterations a second, 0.125 to 30.
    PerSecond(f64),
    /// One iteration an animation frame.
    Max,
}

/// How long the picture takes from one half-step to the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Glide {
    /// As the theme sets it: [`Scenario::glide_seconds`](super::Scenario::glide_seconds).
    Auto,
    /// So many seconds, 0 to 4.
    Seconds(f64),
}

/// The colours and sizes that the lab is drawn in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeChoice {
    /// Light or dark, as the page around the lab is.
    #[default]
    Auto,
    /// Dark text on a light background.
    Light,
    /// Light text on a dark background.
    Dark,
    /// For a projector: larger type and thicker lines on pure white.
    Projector,
}

/// How much of the lab is shown, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// All of it, as high as its content.
    Page,
    /// The picture, the buttons, the sentence and one chart; they fill the box.
    Stage,
}

/// A chart under the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// The objective and the lower bound at each half-step.
    Climb,
    /// The log-likelihood over two means.
    Landscape,
    /// AIC and BIC for each k.
    CompareK,
    /// The optima that many starts reach.
    Restarts,
    /// EM beside k-means.
    SoftAndHard,
    /// Which points are labelled right.
    Labels,
    /// One iteration as a table.
    Ledger,
}

/// A part of the lab that a link may leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Where the data come from.
    Data,
    /// k, start, assignment, vary, prior.
    Model,
    /// The estimates, the log-likelihood, AIC and BIC.
    Numbers,
    /// The charts beneath the picture.
    Charts,
    /// The chart of true and guessed labels.
    Labels,
    /// The buttons that step and run, and the scrubber.
    Transport,
    /// The sentence about the last half-step, and its formulas.
    Sentence,
    /// The truth, the true labels, and the button that reveals them.
    Truth,
    /// In the ledger: the weighted densities.
    LedgerDensities,
    /// The responsibilities.
    LedgerResponsibilities,
    /// Responsibility times value.
    LedgerProducts,
    /// The sums of the columns.
    LedgerSums,
    /// The next parameters.
    LedgerNext,
}

/// How much of a component its ellipse holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mass {
    /// 39 %: of one sd.
    #[default]
    OneSd,
    /// 50 %.
    Half,
    /// 86 %: of two sds.
    TwoSds,
    /// 95 %.
    NineteenOfTwenty,
}

impl Mass {
    /// The probability that a point of the component is in its ellipse: 1 − exp(−r²/2) for r sds.
    pub fn probability(self) -> f64 {
        match self {
            Self::OneSd => -(-0.5_f64).exp_m1(),
            Self::Half => 0.5,
            Self::TwoSds => -(-2.0_f64).exp_m1(),
            Self::NineteenOfTwenty => 0.95,
        }
    }
}
