//! Many starts: which optima does EM reach, and how often?
//!
//! EM climbs the hill that it stands on, and the likelihood of a mixture has many. To start
//! it often is the honest way to look for the best one, and what the starts agree on says
//! how far to trust it. One kind of peak is no answer at all: a component that stands on a
//! point or two makes the likelihood as large as the floor under its sd lets it. Those fits
//! are counted apart and never called the best.

mod optima;

pub(crate) use optima::stands_on;
pub use optima::{Optimum, optima};

use crate::dataset::Dataset;
use crate::em::{Climb, Settings, Shortcut, Status, Steps, floor_sd};
use crate::mixture::{Component, Mixture};
use crate::refusal::Refusal;
use crate::start::{NamedStart, Start, first_guess};
use optima::number_optima;
use std::rc::Rc;

/// The most starts at once.
pub const MAX_COUNT: usize = 1000;

/// A climb ends when an iteration gains less than this, in nats per point: two climbs to one
/// optimum should end at one place.
pub(crate) const TOL: f64 = 1e-12;

/// The most iterations of a climb.
pub(crate) const MAX_ITERATIONS: usize = 10_000;

/// A climb ends short of a flat top, too far perhaps to tell which top it is: by shortcuts, until
/// an iteration gains less than this, it is followed to the top itself.
const TOP: f64 = 1e-15;

/// How often one slice of work asks a point or a node for a component: less than a millisecond's worth.
pub(crate) const SLICE: usize = 1 << 15;

/// One start, and where EM came to from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Restart {
    /// The seed that draws the start: with it as `start-seed` the lab replays this climb.
    pub start_seed: u32,
    /// Where EM began.
    pub start: Vec<Component>,
    /// Where it came to.
    pub components: Vec<Component>,
    /// What EM climbs, in nats per point.
    pub objective: f64,
    /// The log-likelihood, in nats per point.
    pub mean_log_likelihood: f64,
    /// Iterations that it took.
    pub iterations: usize,
    /// Converged, or out of iterations.
    pub status: Status,
    /// The components whose sd stands on the floor.
    pub on_floor: Vec<usize>,
    /// Which of the distinct optima this is: 0 is the best one that any start reached.
    pub optimum: usize,
}

/// Many climbs in the making. [`Restarts::advance`] until it says true, then finish.
#[derive(Clone, Debug)]
pub struct Restarts {
    data: Rc<Dataset>,
    steps: Steps,
    start: NamedStart,
    k: usize,
    /// The least sd that a start gives, in the data's unit.
    floor: f64,
    first_seed: u32,
    count: usize,
    /// Best first, those with a component on the floor last.
    ends: Vec<End>,
    under_way: Option<UnderWay>,
}

/// Where EM came to, and the top that it was coming to: the row's optimum.
#[derive(Clone, Debug)]
struct End {
    row: Restart,
    top: Vec<Component>,
}

/// The climb at hand.
#[derive(Clone, Debug)]
enum UnderWay {
    /// EM itself, from a start.
    Em(Mixture, Climb),
    /// What is left between EM's end and the top.
    Rest(Restart, Shortcut),
}

impl Restarts {
    /// `count` climbs of the EM of `settings` (its `tol` and `max` aside) with k components,
    /// from starts of one kind drawn under `first_seed`, `first_seed` + 1 and so on.
    ///
    /// k is at most the number of distinct values.
    pub fn new(
        data: &Rc<Dataset>,
        k: usize,
        (start, first_seed): (NamedStart, u32),
        count: usize,
        settings: Settings,
    ) -> Result<Self, Refusal> {
        if !(1..=MAX_COUNT).contains(&count) {
            return Err(Refusal::new(format!(
                "{count} starts cannot be run: give a whole number from 1 to {MAX_COUNT}"
            )));
        }
        let settings = Settings { tol: TOL, max: MAX_ITERATIONS, ..settings };
        Ok(Self {
            data: data.clone(),
            steps: Steps::new(data.clone(), k, settings),
            start,
            k,
            floor: floor_sd(settings.floor, data),
            first_seed,
            count,
            ends: Vec::with_capacity(count),
            under_way: None,
        })
    }

    /// Does one slice of the work; true when all is done.
    pub fn advance(&mut self) -> bool {
        let mut work = 0;
        while self.ends.len() < self.count && work < SLICE {
            work += self.go_on();
        }
        self.ends.len() == self.count
    }

    /// Begins a climb, or takes it one iteration further; returns about how many points that cost.
    fn go_on(&mut self) -> usize {
        let (nodes, next) = match self.under_way.take() {
            None => return self.begin(),
            Some(UnderWay::Em(start, mut climb)) => {
                let nodes = climb.present().expectation.nodes();
                let next = if climb.advance() {
                    let row = row(self.next_seed(), &start, &climb);
                    let steps = self.steps.clone().until(TOP);
                    UnderWay::Rest(row, Shortcut::on_a_hill(steps, climb.present().clone()))
                } else {
                    UnderWay::Em(start, climb)
                };
                (nodes, next)
            }
            Some(UnderWay::Rest(row, mut rest)) => {
                let nodes = rest.present().expectation.nodes();
                if rest.advance() {
                    self.keep(End { row, top: rest.present().mixture.components().to_vec() });
                    return self.k * nodes;
                }
                (nodes, UnderWay::Rest(row, rest))
            }
        };
        self.under_way = Some(next);
        self.k * nodes
    }

    /// The next start. The same one leads to the same end: quantiles are climbed once, whatever the count.
    fn begin(&mut self) -> usize {
        let (kind, start_seed) = (Start::Named(self.start), self.next_seed());
        let start = first_guess(&kind, &self.data, self.k, start_seed, self.floor);
        let climb = Climb::new(self.steps.clone(), start);
        let (start, nodes) = (climb.present().mixture.clone(), climb.present().expectation.nodes());
        match self.ends.iter().find(|end| end.row.start == start.components()) {
            Some(End { row, top }) => {
                let row = Restart { start_seed, ..row.clone() };
                let top = top.clone();
                self.keep(End { row, top });
            }
            None => self.under_way = Some(UnderWay::Em(start, climb)),
        }
        self.k * nodes
    }

    /// Puts an end in its place; what is equally good stays in the order of the seeds.
    fn keep(&mut self, end: End) {
        let rank = |end: &End| (!end.row.on_floor.is_empty(), -end.row.objective);
        let place = self.ends.partition_point(|other| rank(other) <= rank(&end));
        self.ends.insert(place, end);
    }

    fn next_seed(&self) -> u32 {
        self.first_seed.wrapping_add(self.ends.len() as u32)
    }

    /// How much of the work is done, 0 to 1.
    pub fn progress(&self) -> f64 {
        self.ends.len() as f64 / self.count as f64
    }

    /// The climbs, best first, those with a component on the floor last; their optima
    /// numbered in the same order.
    pub fn finish(mut self) -> Vec<Restart> {
        while !self.advance() {}
        number_optima(&mut self.ends, self.data.sd());
        self.ends.into_iter().map(|end| end.row).collect()
    }
}

fn row(start_seed: u32, start: &Mixture, climb: &Climb) -> Restart {
    let end = climb.present();
    Restart {
        start_seed,
        start: start.components().to_vec(),
        components: end.mixture.components().to_vec(),
        objective: end.objective,
        mean_log_likelihood: end.expectation.ln_likelihood() / end.expectation.n(),
        iterations: climb.iteration(),
        status: climb.stop().unwrap_or(Status::Running),
        on_floor: climb.on_floor(),
        optimum: 0,
    }
}

/// The best fit: the first of the rows, unless it stands on the floor like all after it.
pub fn best(rows: &[Restart]) -> Option<&Restart> {
    rows.first().filter(|row| row.on_floor.is_empty())
}
