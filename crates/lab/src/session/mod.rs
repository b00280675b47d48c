//! The whole app without a screen: a scenario, its data, its EM, and every action.
//!
//! An action is either short (a half-step, a parameter set by hand) or long. Long work is a [`Loading`] or
//! [`Converging`]: it advances slice by slice without changing the state, and is committed when it is finished.
//! If it fails or is cancelled before, nothing has changed.

mod compare;
mod comparisons;
mod converging;
mod either;
mod landscape;
mod ledger;
mod loading;
mod motion;
mod pairs;
mod pictures;
mod plane_pictures;
mod points;
mod sentence;
mod shape;
mod showing;
mod snapshot;
mod space;
mod touching;

pub use compare::LabelledPoint;
pub use comparisons::{Best, Comparisons, Voided};
pub use converging::Converging;
pub use either::{AnySession, In};
pub use landscape::{Landscape, Surface};
pub use ledger::{Ledger, LedgerOf, LedgerRow, Row, Summed, Sums, Typed, typed_agrees};
use loading::Fit;
pub use loading::{Effect, Loading, effect};
pub use motion::{ColouredBy, PictureInMotion};
pub use pictures::Pictures;
pub use plane_pictures::{PlaneInMotion, PlanePictures, Shown, handles};
pub use points::PointsCsv;
pub use sentence::{Sentence, SentencePart};
pub use snapshot::{HistoryRow, Snapshot};
pub use space::{Line, Plane, Space};
pub use touching::{Parameter, PlaneParameter};

use crate::dataset::DatasetBuilder;
use crate::em::Em;
use crate::family::Family;
use crate::mixture::LARGEST;
use crate::plane::CovarianceType;
use crate::refusal::Refusal;
use crate::scenario::{Dim, Problem, Scenario, Source, mended};
use crate::start::NamedStart;
use crate::table::{LabelNames, PointReader, Points, Reader, Report, Wishes};
use loading::Input;
use std::sync::Arc;
use touching::Undo;

/// The data in use, with their description.
#[derive(Clone, Debug)]
pub struct LoadedData<S: Space = Line> {
    /// The points.
    pub data: Arc<S::Data>,
    /// Their name in a sentence.
    pub name: String,
    /// What they measure, with the unit: an axis's label.
    pub units: S::Units,
    /// The processes that they were drawn from, if they are simulated.
    pub truth: Option<Vec<S::Process>>,
    /// The family whose values they are taken for: counts have a bar for each whole number.
    pub family: Family,
    /// How they were read, if they came as text.
    pub report: Option<Arc<Report>>,
}

/// Own data once given, also while other data are shown.
#[derive(Clone, Debug, Default)]
pub struct Own {
    line: Option<LoadedData<Line>>,
    plane: Option<LoadedData<Plane>>,
}

/// The state of one lab.
#[derive(Clone, Debug)]
pub struct Session<S: Space = Line> {
    scenario: Scenario,
    loaded: LoadedData<S>,
    own: Own,
    em: Em<S>,
    /// The last named start, which replaces a start by hand when k changes.
    last_named: NamedStart,
    undo: Option<Box<Undo<S>>>,
    /// The curves placed by hand.
    guess: Option<S::Mixture>,
    notices: Vec<String>,
}

impl Session {
    /// A session on the default scenario: the worked example.
    pub fn new() -> Result<Self, Refusal> {
        let mut loading = Loading::open(Scenario::default(), Own::default())?;
        while !loading.advance()? {}
        Session::of(loading)
    }

    /// For each x the k responsibilities under the present parameters, row by row.
    pub fn responsibilities(&self, xs: &[f64]) -> Result<Vec<f64>, Refusal> {
        check_places(xs)?;
        let mixture = &self.em.present().mixture;
        Ok(xs.iter().flat_map(|&x| mixture.responsibilities(x)).collect())
    }
}

impl Session<Plane> {
    /// For each pair of x and y the k responsibilities under the present parameters, row by row.
    pub fn responsibilities(&self, xs: &[f64]) -> Result<Vec<f64>, Refusal> {
        check_places(xs)?;
        if !xs.len().is_multiple_of(2) {
            return Err(Refusal::new("A point in the plane is two numbers: give as many x as y"));
        }
        let mixture = &self.em.present().mixture;
        Ok(xs.chunks(2).flat_map(|pair| mixture.responsibilities([pair[0], pair[1]])).collect())
    }
}

impl<S: Space> Session<S> {
    /// The session that a finished loading gives, if it is of this dimension.
    pub(crate) fn of(loading: Loading) -> Result<Self, Refusal> {
        S::session(loading.into_session()?).ok_or_else(|| Refusal::new("These data are of another dimension"))
    }

    /// Begins to open a link. What mail programs do to links is undone first ([`mended`]); mistakes
    /// become notices. A link with its `?` is a page's search, which may hold others' names too.
    pub fn open_link(&self, query: &str) -> Result<Loading, Refusal> {
        let link = mended(query);
        let shared = link.starts_with('?');
        let (scenario, problems) =
            if shared { Scenario::from_search(&link) } else { Scenario::from_link(&link) };
        Loading::open_leniently(scenario, problems, self.own.clone())
    }

    /// Begins to open a scenario; the first mistake refuses it.
    pub fn open(&self, query: &str) -> Result<Loading, Refusal> {
        Loading::open(Scenario::parse(query)?, self.own.clone())
    }

    /// Begins to change one name of the scenario to `value`, unescaped text as in a form.
    pub fn change(&self, name: &str, value: &str) -> Result<Loading, Refusal> {
        let mut next = self.scenario().set(name, value).map_err(in_the_form)?;
        let mut notices = Vec::new();
        if next.k != self.scenario.k && next.by_hand().is_some_and(|by_hand| by_hand != next.k) {
            next.set_start(self.last_named);
            let start = next.value("start").unwrap_or_default();
            notices.push(format!("The start went back to {start}, because k changed."));
        }
        Loading::change(self, name, next, notices)
    }

    /// Begins to take in own data, piece by piece through [`Loading::feed_values`]; every other
    /// setting stays.
    pub fn begin_values(&self, name: &str, column: Option<&str>) -> Loading {
        Loading::own(self, Input::Values(DatasetBuilder::default(), None), name, [column, None])
    }

    /// Begins to take in own points of the plane, piece by piece through [`Loading::feed_values`], x and y of
    /// one after the other; every other setting stays.
    pub fn begin_pairs(&self, name: &str, columns: [Option<&str>; 2]) -> Loading {
        Loading::own(self, Input::Pairs(Points::default(), LabelNames::default()), name, columns)
    }

    /// Begins to take in own data as text, piece by piece through [`Loading::feed_text`]; every
    /// other setting stays.
    pub fn begin_text(&self, name: &str, wishes: Wishes) -> Loading {
        let wishes = Wishes { family: self.scenario.em.family, ..wishes };
        let input = match self.scenario.dim() {
            Dim::One => Input::Text(Reader::new(wishes)),
            Dim::Two => Input::PointText(PointReader::new(wishes)),
        };
        Loading::own(self, input, name, [None, None])
    }

    /// Begins to use data that were read from a text before this call.
    pub fn take_in(&self, read: Loading) -> Loading {
        read.with_settings_of(self)
    }

    /// Begins to take in own data, all at once.
    pub fn load(
        &self,
        values: Vec<f64>,
        labels: Option<Vec<String>>,
        name: &str,
        column: Option<&str>,
    ) -> Result<Loading, Refusal> {
        let mut loading = self.begin_values(name, column);
        loading.feed_values(values, labels, 1.0)?;
        loading.end_of_input()?;
        Ok(loading)
    }

    /// Begins to take in a text, all at once.
    pub fn load_text(&self, text: &str, name: &str, wishes: Wishes) -> Result<Loading, Refusal> {
        let mut loading = self.begin_text(name, wishes);
        loading.feed_text(text, 1.0)?;
        loading.end_of_input()?;
        Ok(loading)
    }

    /// Begins to run to convergence.
    pub fn run_to_convergence(&self) -> Converging<S> {
        Converging::new(self.em.clone(), self.scenario.em.max)
    }

    /// Makes a finished loading the state.
    pub fn commit(&mut self, loading: Loading) -> Result<(), Refusal> {
        let keeps_shown = loading.keeps_shown;
        let before = std::mem::replace(self, Self::of(loading)?);
        self.keep_from(before, keeps_shown);
        Ok(())
    }

    /// Makes the result of a run the state.
    pub fn commit_run(&mut self, run: Converging<S>) {
        self.em = run.into_em();
    }

    /// Begins to set k and the start's seed at once, as a comparison's row has them, and in the plane the type of
    /// covariance.
    pub fn choose(
        &self,
        k: usize,
        start_seed: u32,
        covariance: Option<CovarianceType>,
    ) -> Result<Loading, Refusal> {
        let mut next = Scenario { k, start_seed, ..self.scenario() };
        next.set_start(self.last_named);
        if let (Some(plane), Some(covariance)) = (&mut next.plane, covariance) {
            plane.covariance = covariance;
        }
        Loading::change(self, "k", next, Vec::new())
    }

    /// The present scenario, position included.
    pub fn scenario(&self) -> Scenario {
        Scenario { step: self.em.position(), ..self.scenario.clone() }
    }

    /// The run of EM.
    pub fn em(&self) -> &Em<S> {
        &self.em
    }

    /// The data in use, with their description.
    pub fn loaded(&self) -> &LoadedData<S> {
        &self.loaded
    }

    /// Whether the scenario asks for own data that nobody has given yet.
    pub fn own_data_missing(&self) -> bool {
        self.scenario.data == Source::Own && S::own(&self.own).is_none()
    }

    /// Sentences about the last opening or change: mistakes in a link, settings that changed too.
    pub fn notices(&self) -> &[String] {
        &self.notices
    }

    /// Takes the E step.
    pub fn e_step(&mut self) -> Result<(), Refusal> {
        Ok(self.em.e_step()?)
    }

    /// Takes the M step.
    pub fn m_step(&mut self) -> Result<(), Refusal> {
        Ok(self.em.m_step()?)
    }

    /// Takes the half-step that is due.
    pub fn half_step(&mut self) -> Result<(), Refusal> {
        Ok(self.em.half_step()?)
    }

    /// Takes up to `n` whole iterations, fewer if EM stops. If M is due, it finishes the iteration
    /// under way first. After a stop it continues.
    pub fn step(&mut self, n: usize) -> Result<(), Refusal> {
        for _ in 0..n {
            self.em.iterate_once()?;
            if self.em.status().stops() {
                break;
            }
        }
        Ok(())
    }

    /// Goes one half-step back.
    pub fn back(&mut self) {
        self.em.back();
    }

    /// Goes to a half-step already taken.
    pub fn seek(&mut self, position: usize) -> Result<(), Refusal> {
        Ok(self.em.seek(position)?)
    }
}

/// Refuses what is no coordinate.
fn check_places(xs: &[f64]) -> Result<(), Refusal> {
    match xs.iter().find(|x| !(-LARGEST..=LARGEST).contains(*x)) {
        None => Ok(()),
        Some(x) => Err(Refusal::new(format!(
            "{x:e} is no place on the axis: every x must be a number from -{LARGEST:e} to {LARGEST:e}"
        ))),
    }
}

fn in_the_form(problem: Problem) -> Refusal {
    Refusal::new(problem.in_the_form())
}
