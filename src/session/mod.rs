//! The whole app without a screen: a scenario, its data, its EM, and everything one can do.
//!
//! What changes the state is either at once (a half-step, a touch) or long, and then a
//! [`Loading`] or [`Converging`] that goes on slice by slice beside the state and is
//! committed when it is whole: whatever fails or is cancelled on the way has changed nothing.

mod compare;
mod converging;
mod loading;
mod motion;
mod points;
mod sentence;
mod shape;
mod snapshot;

pub use compare::Cell;
pub use converging::Converging;
pub use loading::Loading;
pub use motion::{ColouredBy, Scene};
pub use points::Points;
pub use sentence::{Piece, Sentence};
pub use snapshot::{Row, Snapshot};

use crate::chart;
use crate::dataset::Dataset;
use crate::em::{self, Em, Vary};
use crate::figures::number;
use crate::mixture::Component;
use crate::refusal::Refusal;
use crate::scenario::{Problem, Scenario, mended};
use crate::start::{NamedStart, Start};
use crate::table::{Report, Wishes};
use crate::truth::Process;
use loading::Pieces;
use std::rc::Rc;

/// Data with what is known about where they come from.
#[derive(Clone, Debug)]
pub struct Sourced {
    /// The points.
    pub data: Rc<Dataset>,
    /// What to call them in a sentence.
    pub name: String,
    /// What they measure, with the unit: the axis's label.
    pub unit: String,
    /// The processes they were drawn from, where they were drawn.
    pub truth: Option<Vec<Process>>,
    /// How they were read, where they came as text.
    pub report: Option<Rc<Report>>,
}

/// One of a component's three numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parameter {
    /// The share of the mixture; the other components scale to make room.
    Weight,
    /// The mean.
    Mean,
    /// The standard deviation; under `shared-sd`, everyone's.
    Sd,
}

/// A weight by hand is at least this: what a start says it must be able to say again.
const LEAST_WEIGHT: f64 = 1e-9;

/// What a touch put aside, for the one undo.
#[derive(Clone, Debug)]
struct Before {
    scenario: Scenario,
    em: Em,
}

/// What a histogram's bars depend on, for given data: how many there are, and the iteration
/// whose E step shared their points out.
type BarsOf = (usize, Option<usize>);

/// The bars as last asked for, each with what it was made from: two, since a picture in motion
/// lies between two.
type Bars = [(BarsOf, Vec<chart::Bin>); 2];

/// Everything that one lab holds.
#[derive(Clone, Debug)]
pub struct Session {
    scenario: Scenario,
    sourced: Sourced,
    /// Own data once given, kept while other data are looked at.
    own: Option<Sourced>,
    em: Em,
    /// The named start that a by-hand start goes back to when k changes.
    last_named: NamedStart,
    before: Option<Box<Before>>,
    notices: Vec<String>,
    /// The histogram's bars as last asked for.
    bars: Bars,
}

impl Session {
    /// A session on the default scenario: the worked example.
    pub fn new() -> Result<Self, Refusal> {
        let mut loading = Loading::open(Scenario::default(), None)?;
        while !loading.advance()? {}
        loading.into_session()
    }

    /// Begins to open a link: what its way here did to it is mended, mistakes in it become notices.
    pub fn open_link(&self, query: &str) -> Result<Loading, Refusal> {
        let (scenario, problems) = Scenario::from_link(&mended(query));
        Loading::open_leniently(scenario, problems, self.own.clone())
    }

    /// Begins to open a scenario: the first mistake refuses it.
    pub fn open(&self, query: &str) -> Result<Loading, Refusal> {
        Loading::open(Scenario::parse(query)?, self.own.clone())
    }

    /// Begins to change one name of the scenario to `value`, as a form holds it.
    pub fn change(&self, name: &str, value: &str) -> Result<Loading, Refusal> {
        let mut next = self.scenario().set(name, value).map_err(in_the_form)?;
        let mut notices = Vec::new();
        if let (true, Start::ByHand(by_hand)) = (next.k != self.scenario.k, &next.start)
            && by_hand.len() != next.k
        {
            next.start = Start::Named(self.last_named);
            let start = next.value("start").unwrap_or_default();
            notices.push(format!("The start went back to {start}, because k changed."));
        }
        Loading::change(self, name, next, notices)
    }

    /// Begins to take in own data, which come in pieces by [`Loading::feed_values`]; every other
    /// setting stays.
    pub fn begin_values(&self, name: &str, column: Option<&str>) -> Loading {
        Loading::own(self, Pieces::values(), name, column)
    }

    /// Begins to take in own data as text, which comes in pieces by [`Loading::feed_text`];
    /// every other setting stays.
    pub fn begin_text(&self, name: &str, wishes: Wishes) -> Loading {
        Loading::own(self, Pieces::text(wishes), name, None)
    }

    /// Begins to take in own data that are at hand whole.
    pub fn load(
        &self,
        values: Vec<f64>,
        labels: Option<Vec<String>>,
        name: &str,
        column: Option<&str>,
    ) -> Result<Loading, Refusal> {
        let mut loading = self.begin_values(name, column);
        loading.feed_values(values, labels, 1.0)?;
        loading.fed()?;
        Ok(loading)
    }

    /// Begins to take in a text that is at hand whole.
    pub fn load_text(&self, text: &str, name: &str, wishes: Wishes) -> Result<Loading, Refusal> {
        let mut loading = self.begin_text(name, wishes);
        loading.feed_text(text, 1.0)?;
        loading.fed()?;
        Ok(loading)
    }

    /// Begins to run to convergence.
    pub fn run_to_convergence(&self) -> Converging {
        Converging::new(self.em.clone())
    }

    /// Makes what was loaded the state.
    pub fn commit(&mut self, loading: Loading) -> Result<(), Refusal> {
        *self = loading.into_session()?;
        Ok(())
    }

    /// Makes what EM reached the state.
    pub fn commit_run(&mut self, run: Converging) {
        self.em = run.into_em();
    }

    /// Begins to set k and the start's seed at once, as a comparison's row has them.
    pub fn choose(&self, k: usize, start_seed: u32) -> Result<Loading, Refusal> {
        let start = Start::Named(self.last_named);
        Loading::change(self, "k", Scenario { k, start, start_seed, ..self.scenario() }, Vec::new())
    }

    /// The scenario of now, position included.
    pub fn scenario(&self) -> Scenario {
        Scenario { step: self.em.position(), ..self.scenario.clone() }
    }

    /// EM as it stands.
    pub fn em(&self) -> &Em {
        &self.em
    }

    /// The data and where they come from.
    pub fn sourced(&self) -> &Sourced {
        &self.sourced
    }

    /// Whether the scenario speaks of own data that nobody has given yet.
    pub fn own_data_missing(&self) -> bool {
        self.scenario.data == crate::scenario::Source::Own && self.own.is_none()
    }

    /// Sentences about the last opening or change: what a link got wrong, what had to give way.
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

    /// Takes up to `n` whole iterations, fewer where EM stops; with M due, finishing the one
    /// begun is the first. From a stop it goes on: by hand one may.
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

    /// Sets one number of one component by hand: the parameters, so changed, become the
    /// start at position 0, and one undo brings back what was.
    pub fn touch(&mut self, k: usize, parameter: Parameter, value: f64) -> Result<(), Refusal> {
        let mut touched = self.em.present().mixture.components().to_vec();
        self.check_component(k)?;
        match parameter {
            Parameter::Mean => touched[k].mean = value,
            Parameter::Sd if self.scenario.em.vary == Vary::SharedSd => {
                em::set_shared_sd(&mut touched, value)
            }
            Parameter::Sd => touched[k].sd = value,
            Parameter::Weight => {
                let alone = touched.len() == 1;
                if !(value > 0.0 && (value < 1.0 || (alone && value == 1.0))) {
                    return Err(Refusal::new(format!(
                        "Expected a weight above 0 and below 1 for component {}, not {}",
                        Component::letter(k),
                        number(value)
                    )));
                }
                make_room(&mut touched, k, value);
            }
        }
        self.begin_by_hand(touched)
    }

    /// Sets the means of two components by hand, as [`Session::touch`] does one number.
    pub fn touch_means(&mut self, means: [(usize, f64); 2]) -> Result<(), Refusal> {
        let mut touched = self.em.present().mixture.components().to_vec();
        for (k, mean) in means {
            self.check_component(k)?;
            touched[k].mean = mean;
        }
        self.begin_by_hand(touched)
    }

    fn check_component(&self, k: usize) -> Result<(), Refusal> {
        let last = self.em.present().mixture.k() - 1;
        if k <= last {
            return Ok(());
        }
        Err(Refusal::new(format!("component {k} is not there: choose one from 0 to {last}")))
    }

    fn begin_by_hand(&mut self, mut touched: Vec<Component>) -> Result<(), Refusal> {
        for component in &mut touched {
            component.weight = component.weight.max(LEAST_WEIGHT);
        }
        // Through the scenario's own words: what is refused in a link is refused here, and the
        // link of what stands here replays to the bit.
        let by_hand = Scenario { start: Start::ByHand(touched), ..self.scenario() };
        let text = by_hand.value("start").unwrap_or_default();
        let scenario = Scenario { step: 0, ..self.scenario.set("start", &text).map_err(in_the_form)? };
        let em = begin(&scenario, &self.sourced.data)?;

        // A drag is many touches: the first one's undo stands until EM moves.
        if self.before.is_none() || self.em.last() > 0 {
            let scenario = self.scenario();
            self.before = Some(Box::new(Before { scenario, em: self.em.clone() }));
        }
        self.scenario = scenario;
        self.replace_em(em);
        Ok(())
    }

    /// Whether a touch can be undone.
    pub fn can_undo(&self) -> bool {
        self.before.is_some()
    }

    /// Brings back what was before the last touch.
    pub fn undo(&mut self) {
        if let Some(before) = self.before.take() {
            self.scenario = before.scenario;
            self.replace_em(before.em);
        }
    }

    fn replace_em(&mut self, em: Em) {
        self.em = em;
        self.bars = Default::default();
        self.notices.clear();
    }

    /// For each x the k responsibilities under the present parameters, row by row.
    pub fn responsibilities(&self, xs: &[f64]) -> Result<Vec<f64>, Refusal> {
        if let Some(x) = xs.iter().find(|x| !x.is_finite()) {
            return Err(Refusal::new(format!(
                "{x} is no place on the axis: every x must be a finite number"
            )));
        }
        let mixture = &self.em.present().mixture;
        Ok(xs.iter().flat_map(|&x| mixture.responsibilities(x)).collect())
    }
}

/// Gives component k the weight `value`, and the others what is left, in their proportions and
/// without the dust of a division: 0.8 leaves 0.2, not 0.19999999999999996.
fn make_room(components: &mut [Component], k: usize, value: f64) {
    /// Weights by hand have so many parts: 12 decimals, and no sum that misses 1.
    const PARTS: f64 = 1e12;
    let old = components[k].weight;
    let others = components.len() as f64 - 1.0;
    let mut parts: Vec<f64> = components
        .iter()
        .enumerate()
        .map(|(j, component)| {
            let share = match () {
                _ if j == k => value,
                _ if old < 1.0 => component.weight * (1.0 - value) / (1.0 - old),
                _ => (1.0 - value) / others,
            };
            (share * PARTS).round()
        })
        .collect();
    // What rounding left over goes to the largest of the others, who feels it least.
    let largest = (0..parts.len()).filter(|&j| j != k).max_by(|&a, &b| parts[a].total_cmp(&parts[b]));
    if let Some(largest) = largest {
        parts[largest] += PARTS - parts.iter().sum::<f64>();
    }
    for (component, part) in components.iter_mut().zip(parts) {
        component.weight = part / PARTS;
    }
    components[k].weight = value;
}

fn in_the_form(problem: Problem) -> Refusal {
    Refusal::new(problem.in_the_form())
}

/// EM at position 0 of what `scenario` says about `data`; refused where k is too large for it.
fn begin(scenario: &Scenario, data: &Rc<Dataset>) -> Result<Em, Refusal> {
    let (k, distinct) = (scenario.k, data.distinct());
    if k > distinct {
        return Err(Refusal::new(format!(
            "k = {k} needs at least {k} different values, but there are {distinct}: add points or choose a smaller k"
        )));
    }
    let floor = em::floor_sd(scenario.em.floor, data);
    let start = crate::start::first_guess(&scenario.start, data, k, scenario.start_seed, floor);
    Ok(Em::new(data.clone(), start, scenario.em))
}

/// What the axis says of `column`, or of nothing known.
fn unit_of(column: Option<&str>) -> String {
    column.unwrap_or("value").to_string()
}
