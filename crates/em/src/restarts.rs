//! Many starts: which optima does EM reach, and how often?
//!
//! EM climbs to the nearest optimum, and the likelihood of a mixture has many local ones. Starting
//! often is the honest way to look for the best; how many starts reach it says how far to trust it.
//!
//! Some optima are no answer. Where a component shrinks onto a point or two, the likelihood grows as
//! large as the least sd lets it (a singular maximum; on two or three near points a spurious one).
//! Such fits are counted apart and never called the best.

mod optima;

pub(crate) use optima::{FEW, NEARLY_EQUAL, SAME, have_counterparts, same_optimum, stands_on};
pub use optima::{Optimum, optima};

use crate::Error;
use crate::dataset::Dataset;
use crate::em::{Climb, Settings, Status, Steps, check_k};
use crate::mixture::Mixture;
use crate::model::{Model, QuickClimb};
use crate::start::NamedStart;
use optima::number_optima;
use std::sync::Arc;

/// The most starts at once.
pub const MAX_COUNT: usize = 1000;

/// A climb goes on past its own rule until an iteration gains less than this, in nats per point: two
/// climbs to one optimum should end at one place.
pub(crate) const TOL: f64 = 1e-12;

/// The most iterations of a climb.
pub const MAX_ITERATIONS: usize = 10_000;

/// On a flat top EM stops early, perhaps too early to tell which optimum it is. So each climb is
/// followed by Newton steps until an iteration gains less than this.
const TOP: f64 = 1e-15;

/// The work of one slice, in points or nodes times components: less than a millisecond.
pub(crate) const SLICE: usize = 1 << 15;

/// One start and where EM ended from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Restart<X = Mixture> {
    /// The seed of the start: the same seed gives the same climb.
    pub start_seed: u32,
    /// Where EM began.
    pub start: X,
    /// Where it ended.
    pub mixture: X,
    /// What EM climbs, in nats per point.
    pub objective: f64,
    /// The log-likelihood, in nats per point.
    pub mean_log_likelihood: f64,
    /// The iteration at which EM stops by its own rule, the `tol` and `max` of its settings.
    pub iterations: usize,
    /// Why it stops there: converged, or out of iterations.
    pub status: Status,
    /// The components that have collapsed as far as they may.
    pub on_floor: Vec<usize>,
    /// Which of the distinct optima this is: 0 is the best one that any start reached.
    pub optimum: usize,
}

/// Runs EM from many starts, in slices: call [`Restarts::advance`] until it is true, then
/// [`Restarts::finish`].
#[derive(Clone, Debug)]
pub struct Restarts<M: Model = Steps> {
    /// With the rule by which EM stops.
    model: M,
    /// The same model, which goes on past that.
    further: M,
    start: NamedStart,
    k: usize,
    first_seed: u32,
    count: usize,
    /// Best first, collapsed ones last.
    ends: Vec<RestartWithOptimum<M::Mixture>>,
    under_way: Option<UnderWay<M>>,
}

/// Where EM ended, and the optimum that it was climbing to.
#[derive(Clone, Debug)]
struct RestartWithOptimum<X> {
    row: Restart<X>,
    top: X,
}

/// The present climb.
#[derive(Clone, Debug)]
enum UnderWay<M: Model> {
    /// EM itself, from a start; and where it stops by its own rule, once it has.
    Em(M::Mixture, Climb<M>, Option<(usize, Status)>),
    /// From EM's end to the optimum.
    Rest(Restart<M::Mixture>, M::QuickClimb),
}

/// Mixtures in one dimension.
impl Restarts {
    /// `count` climbs of the EM of `settings` with k components, from starts of one kind drawn under
    /// `first_seed`, `first_seed` + 1 and so on. Its `tol` and `max` say when EM stops; to compare
    /// where the climbs lead, each goes on past that.
    pub fn new(
        data: &Arc<Dataset>,
        k: usize,
        (start, first_seed): (NamedStart, u32),
        count: usize,
        settings: Settings,
    ) -> Result<Self, Error> {
        let restarts = Self::of(Steps::new(data.clone(), k, settings), k, (start, first_seed), count)?;
        check_k(k, data.distinct())?;
        Ok(restarts)
    }
}

impl<M: Model> Restarts<M> {
    /// `count` climbs of a model with k components, from starts of one kind drawn under `first_seed`,
    /// `first_seed` + 1 and so on.
    pub fn of(
        model: M,
        k: usize,
        (start, first_seed): (NamedStart, u32),
        count: usize,
    ) -> Result<Self, Error> {
        if !(1..=MAX_COUNT).contains(&count) {
            return Err(Error::Starts(count));
        }
        Ok(Self {
            further: model.clone().until(TOL, MAX_ITERATIONS),
            model,
            start,
            k,
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
            Some(UnderWay::Em(start, mut climb, stopped)) => {
                let nodes = M::summed(&climb.present().expectation);
                let over = climb.advance();
                let stopped = stopped.or_else(|| climb.stopped_by(&self.model));
                let next = if over {
                    let row = row(&self.model, self.next_seed(), &start, &climb, stopped);
                    let top = self.further.clone().until(TOP, MAX_ITERATIONS);
                    UnderWay::Rest(row, M::QuickClimb::on_a_hill(top, climb.present().clone()))
                } else {
                    UnderWay::Em(start, climb, stopped)
                };
                (nodes, next)
            }
            Some(UnderWay::Rest(row, mut rest)) => {
                let nodes = M::summed(&rest.present().expectation);
                if rest.advance() {
                    self.keep(RestartWithOptimum { row, top: rest.present().mixture.clone() });
                    return self.k * nodes;
                }
                (nodes, UnderWay::Rest(row, rest))
            }
        };
        self.under_way = Some(next);
        self.k * nodes
    }

    /// The next start. The same start leads to the same end, so quantiles are climbed once.
    fn begin(&mut self) -> usize {
        let start_seed = self.next_seed();
        let guess = self.model.first_guess(self.start, self.k, start_seed);
        let climb = Climb::new(self.further.clone(), guess);
        let (start, nodes) = (climb.present().mixture.clone(), M::summed(&climb.present().expectation));
        match self.ends.iter().find(|end| end.row.start == start) {
            Some(RestartWithOptimum { row, top }) => {
                let row = Restart { start_seed, ..row.clone() };
                let top = top.clone();
                self.keep(RestartWithOptimum { row, top });
            }
            None => self.under_way = Some(UnderWay::Em(start, climb, None)),
        }
        self.k * nodes
    }

    /// Inserts an end by rank; equally good ones stay in the order of the seeds.
    fn keep(&mut self, end: RestartWithOptimum<M::Mixture>) {
        let rank = |end: &RestartWithOptimum<M::Mixture>| (!end.row.on_floor.is_empty(), -end.row.objective);
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

    /// The climbs, best first, collapsed ones last; their optima are numbered in this order.
    pub fn finish(mut self) -> Vec<Restart<M::Mixture>> {
        while !self.advance() {}
        number_optima(&self.model, &mut self.ends);
        self.ends.into_iter().map(|end| end.row).collect()
    }
}

fn row<M: Model>(
    model: &M,
    start_seed: u32,
    start: &M::Mixture,
    climb: &Climb<M>,
    stopped: Option<(usize, Status)>,
) -> Restart<M::Mixture> {
    let end = climb.present();
    let (iterations, status) = stopped.unwrap_or((climb.iteration(), Status::Converged));
    Restart {
        start_seed,
        start: start.clone(),
        mixture: end.mixture.clone(),
        objective: end.objective,
        mean_log_likelihood: M::ln_likelihood(&end.expectation) / model.n() as f64,
        iterations,
        status,
        on_floor: climb.on_floor(),
        optimum: 0,
    }
}
