//! A scenario: everything that a link can say, as one value.
//!
//! The address bar, the form and the element's attribute use the same query string, such as
//! `truth=0,1,300~4,1,700&k=3&start=quantiles`. It is parsed and printed here.
//! A link is read leniently ([`Scenario::from_link`]): a mistake is reported and takes its default,
//! and the rest is kept, since the reader did not write the link. A program's string is read
//! strictly ([`Scenario::parse`], [`Scenario::set`]): the first mistake refuses the whole. The
//! printed form leaves defaults out, and parsing it gives the same scenario back.
//!
//! ```
//! use em_lab::scenario::Scenario;
//!
//! let (scenario, problems) = Scenario::from_link("k=3&bins=50&tol=little");
//! assert_eq!(scenario.to_string(), "k=3");
//! assert_eq!(problems[0].to_string(), "tol=little: expected a number from 0 to 1e60");
//! ```
//!
//! The session checks what depends on the data: whether k is above the number of distinct values,
//! and whether a link could carry own data.

mod choices;
mod fields;
mod in_plane;
mod limits;
mod link;
mod lock;
mod mail;
mod plane_text;
mod text;
mod title;
mod usual;
mod words;

use crate::em::Settings;
use crate::family::Family;
use crate::order::insertion_sort;
use crate::start::{NamedStart, Start};
use crate::tasks::TaskName;
use crate::truth::Process;
use std::fmt;

pub use crate::figures::number;
pub use choices::{Dim, Glide, Mass, Part, Source, Speed, Tab, ThemeChoice, View};
pub use in_plane::{Ellipse, InPlane};
pub use limits::{
    MAX_BINS, MAX_ITERATIONS, MAX_MAGNITUDE, MAX_PROCESSES, MAX_SD, MAX_STEP, MAX_VALUES, MAX_VALUES_TEXT,
    MIN_SD,
};
pub use link::Problem;
pub use lock::Locked;
pub use mail::mended;
pub use title::MAX_TITLE;
pub use words::Word;

/// Everything that a link can say.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Where the data come from.
    pub data: Source,
    /// What is said of points in the plane; without it the points are on a line.
    pub plane: Option<InPlane>,
    /// On a line: the processes that simulated data are drawn from.
    pub truth: Vec<Process>,
    /// The seed of simulated data.
    pub seed: u32,
    /// On a line: own data, if the link carries them; `None` unless `data` is [`Source::Own`].
    pub values: Option<Vec<f64>>,
    /// The number of components.
    pub k: usize,
    /// Where EM begins; in the plane a named start, which components by hand replace.
    pub start: Start,
    /// The seed of a random start.
    pub start_seed: u32,
    /// The variant of EM, and when it stops.
    pub em: Settings,
    /// Bars in the histogram.
    pub bins: usize,
    /// Half-steps already taken.
    pub step: usize,
    /// Whether the truth is shown.
    pub reveal: bool,
    /// How fast a run goes.
    pub speed: Speed,
    /// How long the picture of a half-step moves.
    pub glide: Glide,
    /// The colours and sizes.
    pub theme: ThemeChoice,
    /// The whole lab, or the stage.
    pub view: View,
    /// The chart that is open.
    pub tab: Tab,
    /// Whether a learner is asked for the means before each M step.
    pub predict: bool,
    /// The title above the lab; empty: the usual one.
    pub title: String,
    /// The tasks of a worksheet, in the lesson's order; none: there is no worksheet.
    pub task: Vec<TaskName>,
    /// The parts left out, in [`Part`]'s order.
    pub hide: Vec<Part>,
    /// The names that a learner may not change, in [`Locked`]'s order.
    pub lock: Vec<Locked>,
}

/// The names on which the defaults of others depend; they are read first, in this order.
const DECIDING: [&str; 4] = ["data", "dim", "family", "trials"];

/// The default start's seed. From most seeds EM moves visibly in the first M step only, and the rest
/// of the run cannot be seen. From this one, with means of 27.9 and 43.6, a mean moves by 2 % of the
/// data's sd or more in each of 18 iterations, and both end where the groups are, A on the left.
const TELLING_START: u32 = 19;

impl Default for Scenario {
    /// The worked example: 3,000 values of N(20, 5) and 7,000 of N(40, 5), two components.
    fn default() -> Self {
        Self {
            data: Source::Simulated,
            plane: None,
            truth: usual::usual_truth(Family::default()),
            seed: 1,
            values: None,
            k: 2,
            start: Start::Named(NamedStart::RandomFromData),
            start_seed: TELLING_START,
            em: Settings::default(),
            bins: 50,
            step: 0,
            reveal: false,
            speed: Speed::PerSecond(2.0),
            glide: Glide::Auto,
            theme: ThemeChoice::Auto,
            view: View::Page,
            tab: Tab::Climb,
            predict: false,
            title: String::new(),
            task: Vec::new(),
            hide: Vec::new(),
            lock: Vec::new(),
        }
    }
}

impl Scenario {
    /// Reads a link leniently: mistakes are reported and take their defaults, the rest is kept.
    pub fn from_link(query: &str) -> (Self, Vec<Problem>) {
        Self::read_all(query, false)
    }

    /// Reads a page's search leniently. It may hold names of other programs (`utm_source`, `v`), so
    /// unknown names are ignored, unless they are probably misspelt.
    ///
    /// ```
    /// use em_lab::scenario::Scenario;
    ///
    /// let (scenario, problems) = Scenario::from_search("?utm_source=mail&k=3&bnis=20");
    /// assert_eq!(scenario.to_string(), "k=3");
    /// assert!(problems[0].to_string().starts_with("bnis=20: expected one of the names"));
    /// assert_eq!(problems.len(), 1);
    /// ```
    pub fn from_search(query: &str) -> (Self, Vec<Problem>) {
        Self::read_all(query, true)
    }

    fn read_all(query: &str, shared: bool) -> (Self, Vec<Problem>) {
        let mut scenario = Self::default();
        let mut problems = Vec::new();
        let mut given = Vec::new();
        let mut understood = Vec::new();
        let mut pairs: Vec<_> = link::pairs(query).collect();
        let rank = |&(name, _): &(&str, &str)| {
            DECIDING.iter().position(|one| *one == name).unwrap_or(DECIDING.len())
        };
        insertion_sort(&mut pairs, |a, b| rank(a) < rank(b));
        for (name, value) in pairs {
            match scenario.read(name, value, &mut given) {
                Ok(name) => understood.push(name),
                Err(_) if shared && scenario.is_foreign(name, value) => {}
                Err(problem) => problems.push(problem),
            }
        }
        let k_stands = understood.contains(&"k");
        problems.extend(scenario.agree(k_stands));
        (scenario, problems)
    }

    /// Reads a scenario strictly: the first mistake refuses it.
    pub fn parse(query: &str) -> Result<Self, Problem> {
        let (scenario, problems) = Self::from_link(query);
        match problems.into_iter().next() {
            Some(problem) => Err(problem),
            None => Ok(scenario),
        }
    }

    /// This scenario with one name changed; `value` is decoded text, as a form holds it.
    ///
    /// A start by hand sets `k` too, and data other than `own` remove own values. Changing `k` keeps
    /// a start by hand, although the two no longer agree: the session replaces it with the last named
    /// start, which it remembers.
    pub fn set(&self, name: &str, value: &str) -> Result<Self, Problem> {
        let mut next = self.clone();
        let known = next.assign(name, value);
        known.map_err(|expected| Problem::new(name, value, expected))?;
        match name {
            "start" => _ = next.agree(false),
            "data" | "dim" | "family" | "trials" => {
                if name == "family" {
                    next.em.family = next.named_family();
                }
                next.follow(self);
                next.agree(false);
            }
            "values" if next.data != Source::Own => {
                return Err(Problem::new(name, value, "data=own beside it".into()));
            }
            _ => {}
        }
        Ok(next)
    }

    /// Reads one pair of a link, still escaped; `given` has the names before it.
    fn read(
        &mut self,
        name: &str,
        value: &str,
        given: &mut Vec<&'static str>,
    ) -> Result<&'static str, Problem> {
        let problem = |expected| Problem::new(name, value, expected);
        let plain_name = link::decode(name).map_err(problem)?;
        let known = Self::known(&plain_name).map_err(problem)?;
        if given.contains(&known) {
            return Err(problem(format!("{known} only once; the first one stands")));
        }
        given.push(known);
        let plain = link::decode(value).map_err(problem)?;
        let assigned = self.assign(known, &plain);
        assigned.map_err(|expected| Problem::new(known, &plain, expected))?;
        match known {
            "data" => *self = Self::usual(self.data, None, None),
            "dim" => *self = Self::usual(self.data, Some(self.dim()), None),
            "family" => *self = Self::usual(self.data, Some(self.dim()), Some(self.named_family())),
            "trials" => *self = self.usual_here(),
            _ => {}
        }
        Ok(known)
    }

    /// Whether a pair of a search, still escaped, belongs to another program: its name is unknown, and
    /// not a misspelling of a name that could have this value.
    fn is_foreign(&self, name: &str, value: &str) -> bool {
        let Ok(name) = link::decode(name) else { return true };
        let meant = |ours: &&str| {
            let value = link::decode(value).unwrap_or_default();
            link::is_slip(&name, ours) && self.clone().assign(ours, &value).is_ok()
        };
        Self::known(&name).is_err() && !Self::NAMES.iter().any(meant)
    }

    /// Makes names agree: a start by hand sets `k` (a mistake if `k` was given too), and values
    /// without `data=own` are removed.
    fn agree(&mut self, k_given: bool) -> Vec<Problem> {
        let mut problems = Vec::new();
        if let Some(by_hand) = self.by_hand()
            && by_hand != self.k
        {
            let k = std::mem::replace(&mut self.k, by_hand).to_string();
            if k_given {
                let expected = format!("{by_hand}, the number of components that start gives");
                problems.push(Problem::new("k", &k, expected));
            }
        }
        if self.data != Source::Own {
            let plane = self.plane.as_mut().and_then(|plane| plane.values.take());
            let text = plane.and_then(|points| plane_text::print_points(&points));
            if let Some(values) = text.or(self.values.take().and_then(|values| text::print_values(&values))) {
                problems.push(Problem::new("values", &values, "data=own beside it".into()));
            }
        }
        problems
    }
}

impl fmt::Display for Scenario {
    /// The canonical form: every name in [`Scenario::NAMES`]' order whose value is not its default.
    ///
    /// No value holds a character that needs an escape: words, digits, `-`, `.`, `,`, `_` and `~`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for name in Self::NAMES {
            if let Some(value) = self.value(name)
                && self.default_of(name).as_ref() != Some(&value)
            {
                write!(f, "{separator}{name}={value}")?;
                separator = "&";
            }
        }
        Ok(())
    }
}
