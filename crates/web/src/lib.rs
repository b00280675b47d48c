//! The wasm-bindgen interface: what the page's scripts call. No other crate uses a browser's API.
//!
//! A function converts its arguments, calls the session, and converts the result. An error is a
//! JavaScript `Error` whose message is the refusal's sentence.

#![cfg(target_arch = "wasm32")]

mod backend;
mod canvas;
mod canvas_error;
mod colours;
mod comparisons;
mod exports;
mod ledger;
mod own;
mod pictures;
mod shown;
mod steps;
mod tasks;
mod values;

use em_lab::compare_k::CompareK;
use em_lab::either;
use em_lab::mixture::MAX_COMPONENTS;
use em_lab::plane::CompareTypes;
use em_lab::restarts::Restarts;
use em_lab::scenario::{Scenario, mended};
use em_lab::session::{
    AnySession, Comparisons, Converging, In, Loading, Pictures, Plane, PlanePictures, Session, Surface,
    Typed, Voided, effect, typed_agrees,
};
use em_lab::tasks::Judging;
use values::{array, object};
use wasm_bindgen::prelude::*;

/// One lab: a session, with what its pictures and comparisons keep.
#[wasm_bindgen]
pub struct Lab {
    session: AnySession,
    pictures: Pictures,
    plane_pictures: PlanePictures,
    comparisons: In<Comparisons, Comparisons<Plane>>,
    surface: Surface,
    /// Which results of comparisons have become invalid since the page asked last.
    voided: Voided,
}

/// Long work, to be advanced slice by slice and then committed.
#[wasm_bindgen]
pub struct Task {
    work: Work,
}

enum Work {
    Load(Box<Loading>),
    /// A text that is read and shown to the user before it is used.
    Read(Box<Loading>),
    Run(Box<In<Converging, Converging<Plane>>>),
    CompareK(Box<In<CompareK, CompareTypes>>),
    Restarts(Box<In<Restarts, Restarts<Plane>>>),
    Judge(Box<Judging>),
}

type Outcome<T> = Result<T, JsError>;

#[wasm_bindgen]
impl Task {
    /// Does one slice; true when the work is done.
    pub fn advance(&mut self) -> Outcome<bool> {
        Ok(match &mut self.work {
            Work::Load(loading) => loading.advance()?,
            Work::Read(_) => true,
            Work::Run(run) => either!(&mut **run, run => run.advance()?),
            Work::CompareK(comparison) => either!(&mut **comparison, comparison => comparison.advance()),
            Work::Restarts(restarts) => either!(&mut **restarts, restarts => restarts.advance()),
            Work::Judge(judging) => judging.advance()?,
        })
    }

    /// How much is done, 0 to 1.
    pub fn progress(&self) -> f64 {
        match &self.work {
            Work::Load(loading) | Work::Read(loading) => loading.progress(),
            Work::Run(run) => either!(&**run, run => run.progress()),
            Work::CompareK(comparison) => either!(&**comparison, comparison => comparison.progress()),
            Work::Restarts(restarts) => either!(&**restarts, restarts => restarts.progress()),
            Work::Judge(judging) => judging.progress(),
        }
    }

    fn load(loading: Loading) -> Self {
        Self { work: Work::Load(Box::new(loading)) }
    }
}

#[wasm_bindgen]
impl Lab {
    /// A lab on the default scenario.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Outcome<Lab> {
        Ok(Lab::of(AnySession::new()?))
    }

    /// The canonical string of the present state.
    pub fn scenario(&self) -> String {
        self.session.scenario().to_string()
    }

    /// Every setting as a plain value.
    #[wasm_bindgen(unchecked_return_type = "Settings")]
    pub fn settings(&self) -> JsValue {
        shown::settings(&self.session)
    }

    /// The words of each name that has fixed words, and each k that may be chosen.
    #[wasm_bindgen(unchecked_return_type = "{ [name: string]: string[] }")]
    pub fn choices(&self) -> JsValue {
        let words = Scenario::choices();
        let of_words = words.iter().map(|(name, words)| (*name, array(words.iter().map(|w| (*w).into()))));
        object(of_words.chain([("k", array((1..=MAX_COMPONENTS).map(|k| k.to_string().into())))]))
    }

    /// Sentences about the last opening or change.
    #[wasm_bindgen(unchecked_return_type = "string[]")]
    pub fn notices(&self) -> JsValue {
        let notices = either!(&self.session, session => session.notices());
        array(notices.iter().map(|notice| notice.as_str().into()))
    }

    /// Whether a page's search has a name of a scenario; all its names may belong to other programs.
    #[wasm_bindgen(js_name = searchSays)]
    pub fn search_says(&self, search: &str) -> bool {
        Scenario::from_search(&mended(search)).0 != Scenario::default()
    }

    /// Begins to open a link; mistakes in it become notices.
    #[wasm_bindgen(js_name = beginLink)]
    pub fn begin_link(&self, query: &str) -> Outcome<Task> {
        Ok(Task::load(either!(&self.session, session => session.open_link(query)?)))
    }

    /// Begins to open a scenario; a mistake in it is an error.
    #[wasm_bindgen(js_name = beginOpen)]
    pub fn begin_open(&self, query: &str) -> Outcome<Task> {
        Ok(Task::load(either!(&self.session, session => session.open(query)?)))
    }

    /// Begins to change one name of the scenario.
    #[wasm_bindgen(js_name = beginChange)]
    pub fn begin_change(&self, name: &str, value: &str) -> Outcome<Task> {
        Ok(Task::load(either!(&self.session, session => session.change(name, value)?)))
    }

    /// Sets a name that changes only what is shown.
    pub fn display(&mut self, name: &str, value: &str) -> Outcome<()> {
        Ok(either!(&mut self.session, session => session.display(name, value))?)
    }

    /// Whether curves that were placed by hand are shown beside EM's.
    #[wasm_bindgen(js_name = hasGuess)]
    pub fn has_guess(&self) -> bool {
        either!(&self.session, session => session.guess().is_some())
    }

    /// Forgets the curves that were placed by hand.
    #[wasm_bindgen(js_name = clearGuess)]
    pub fn clear_guess(&mut self) {
        either!(&mut self.session, session => session.clear_guess());
    }

    /// What a change of this name does: whether a run pauses, since EM begins again, and whether numbers change.
    #[wasm_bindgen(js_name = effectOf, unchecked_return_type = "Effect")]
    pub fn effect_of(&self, name: &str) -> JsValue {
        let effect = effect(name);
        object([("pauses", effect.pauses().into()), ("changesNumbers", effect.changes_numbers().into())])
    }

    /// Which results of comparisons have become invalid since the last call: `all`, `starts` or `nothing`.
    #[wasm_bindgen(unchecked_return_type = "Voided")]
    pub fn voided(&mut self) -> String {
        let word = match std::mem::take(&mut self.voided) {
            Voided::Nothing => "nothing",
            Voided::Restarts => "starts",
            Voided::All => "all",
        };
        word.to_string()
    }

    /// Begins to run to convergence.
    #[wasm_bindgen(js_name = beginRunToConvergence)]
    pub fn begin_run_to_convergence(&self) -> Task {
        let session = self.session.as_ref();
        Task {
            work: Work::Run(Box::new(session.map(Session::run_to_convergence, Session::run_to_convergence))),
        }
    }

    /// Makes the result of a task the state.
    pub fn commit(&mut self, task: Task) -> Outcome<()> {
        match task.work {
            Work::Load(loading) => {
                self.session.commit(*loading)?;
                self.voided = self.voided.max(self.discard_invalid());
            }
            Work::Run(run) => match (&mut self.session, *run) {
                (In::Line(session), In::Line(run)) => session.commit_run(run),
                (In::Plane(session), In::Plane(run)) => session.commit_run(run),
                _ => return Err(JsError::new("the data are others now: begin to run again")),
            },
            Work::Read(_) => return Err(JsError::new("what was read is not in use yet: begin to use it")),
            Work::CompareK(_) | Work::Restarts(_) => {
                return Err(JsError::new("a comparison changes no state: ask for its results"));
            }
            Work::Judge(_) => return Err(JsError::new("a verdict changes no state: ask for it")),
        }
        Ok(())
    }

    /// The present state in numbers.
    #[wasm_bindgen(unchecked_return_type = "Snapshot")]
    pub fn snapshot(&self) -> JsValue {
        let dim = self.session.scenario().dim();
        either!(&self.session, session => values::snapshot(&session.snapshot(), dim))
    }

    /// A row for each half-step taken.
    #[wasm_bindgen(unchecked_return_type = "HistoryRow[]")]
    pub fn history(&self) -> JsValue {
        either!(&self.session, session => array(session.history().iter().map(values::row)))
    }

    /// For each x the k responsibilities, row by row; in the plane for each pair of x and y.
    pub fn responsibilities(&self, xs: &[f64]) -> Outcome<Vec<f64>> {
        Ok(match &self.session {
            In::Line(session) => session.responsibilities(xs)?,
            In::Plane(session) => session.responsibilities(xs)?,
        })
    }

    /// The values at x, of counts at the nearest one that there is: each component's weighted density, the
    /// mixture's, the responsibilities.
    #[wasm_bindgen(unchecked_return_type = "ReadingAt")]
    pub fn reading(&self, x: f64) -> Outcome<JsValue> {
        let mixture = &self.session.line()?.em().present().mixture;
        Ok(shown::reading(mixture, mixture.family().nearest_value(x)))
    }

    /// The same at a point of the plane.
    #[wasm_bindgen(js_name = readingAt, unchecked_return_type = "ReadingAtPoint")]
    pub fn reading_at(&self, x: f64, y: f64) -> Outcome<JsValue> {
        Ok(shown::reading_at(&self.session.plane()?.em().present().mixture, [x, y]))
    }

    /// For each true process the component that it can be compared with.
    #[wasm_bindgen(unchecked_return_type = "(number | null)[] | null")]
    pub fn pairs(&self) -> JsValue {
        let pairs = either!(&self.session, session => session.pairs());
        pairs.map_or(JsValue::NULL, |pairs| values::optional(&pairs))
    }

    /// The sums that the last M step used, or null if the last half-step was E.
    #[wasm_bindgen(js_name = lastM, unchecked_return_type = "LastM | null")]
    pub fn last_m(&self) -> JsValue {
        either!(&self.session, session => ledger::last_m(session))
    }

    /// The iteration under way, or after an M step the one that it has ended, as a table.
    #[wasm_bindgen(unchecked_return_type = "Ledger")]
    pub fn ledger(&self) -> JsValue {
        either!(&self.session, session => ledger::ledger(session))
    }

    /// What is to be said of a number that was typed for a value which is shown with so many decimals.
    #[wasm_bindgen(js_name = judgeTyped, unchecked_return_type = "Typed")]
    pub fn judge_typed(&self, label: &str, text: &str, value: f64, decimals: i32) -> Outcome<String> {
        let word = match typed_agrees(label, text, value, decimals)? {
            Typed::Right => "right",
            Typed::TooFewDigits => "too few digits",
            Typed::NotYet => "not yet",
        };
        Ok(word.to_string())
    }

    /// The position of the last half-step taken.
    pub fn last(&self) -> f64 {
        either!(&self.session, session => session.em().last()) as f64
    }

    /// Whether a run of EM stops here.
    pub fn stops(&self) -> bool {
        either!(&self.session, session => session.em().status().stops())
    }

    /// The sentence about the last half-step.
    #[wasm_bindgen(unchecked_return_type = "SentenceParts")]
    pub fn sentence(&self) -> JsValue {
        shown::sentence(&either!(&self.session, session => session.sentence()))
    }

    /// A random seed.
    #[wasm_bindgen(js_name = freshSeed)]
    pub fn fresh_seed(&self) -> Outcome<u32> {
        getrandom::u32()
            .map_err(|error| JsError::new(&format!("the browser gives no random number: {error}")))
    }
}

impl Lab {
    fn of(session: AnySession) -> Self {
        let comparisons = session.as_ref().map(Comparisons::of, Comparisons::of);
        Self {
            session,
            pictures: Pictures::default(),
            plane_pictures: PlanePictures::default(),
            comparisons,
            surface: Surface::default(),
            voided: Voided::default(),
        }
    }

    /// Discards the results of comparisons that are not valid for the session.
    fn discard_invalid(&mut self) -> Voided {
        match (&mut self.comparisons, &self.session) {
            (In::Line(comparisons), In::Line(session)) => comparisons.discard_invalid(session),
            (In::Plane(comparisons), In::Plane(session)) => comparisons.discard_invalid(session),
            (comparisons, session) => {
                *comparisons = session.as_ref().map(Comparisons::of, Comparisons::of);
                Voided::All
            }
        }
    }
}
