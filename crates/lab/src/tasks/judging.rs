//! Judges an answer beside the state, slice by slice: opens the task, lets the engine work out what is
//! right, and compares.

use super::{Answer, Needs, Task, Verdict, seeded};
use crate::either;
use crate::refusal::Refusal;
use crate::restarts::{Restart, Restarts};
use crate::scenario::Scenario;
use crate::session::{AnySession, Converging, In, Line, Loading, Own, Plane, Session, Space};

/// What the engine has found.
pub(super) struct Found<S: Space = Line> {
    /// The task's scenario, as the lab shows it.
    pub shown: Session<S>,
    /// Where EM ends in the scenario that the task needs.
    pub end: Session<S>,
    /// The learner's state of the lab, and where EM ends from there.
    pub given: Session<S>,
    pub given_end: Session<S>,
    /// The best fit for each k, in the plane for each type of covariance.
    pub fits: Vec<S::Compared>,
    /// Where many starts end.
    pub starts: Vec<Restart<S::Mixture>>,
}

/// How answers about points on a line, or in the plane, are judged.
pub(super) type Judge = In<fn(&Found, &Answer) -> Verdict, fn(&Found<Plane>, &Answer) -> Verdict>;

/// The work of a verdict: call [`Judging::advance`] until it is true, then [`Judging::verdict`].
pub struct Judging {
    task: &'static Task,
    answer: Answer,
    /// What is still to be opened, the next one last, and whether EM runs to its end there.
    waiting: Vec<(Scenario, bool)>,
    under_way: Option<Opening>,
    /// Opened, each with its end.
    opened: Vec<(AnySession, AnySession)>,
    comparing: Option<In<Comparing<Line>, Comparing<Plane>>>,
    done: bool,
}

/// A scenario that is being opened, then run to its end.
enum Opening {
    Loading(Box<Loading>, bool),
    Running(Box<AnySession>, Box<In<Converging, Converging<Plane>>>),
}

enum Comparing<S: Space> {
    Fits(Box<S::Comparing>),
    Starts(Box<Restarts<S>>),
}

impl Judging {
    /// Begins to judge an answer to a task, under a learner's own number where there is one. What is no
    /// answer at all is refused.
    pub fn new(task: &'static Task, number: Option<u32>, answer: &str) -> Result<Self, Refusal> {
        let answer = task.read(answer, number)?;
        let shown = task.scenario(number)?;
        let given = match &answer {
            Answer::Lab(given) => (Scenario::clone(given), true),
            _ => (shown.clone(), false),
        };
        let end = match task.needs {
            Needs::End(scenario) => (seeded(scenario, number)?, true),
            Needs::Starts(scenario, _) => (seeded(scenario, number)?, false),
            _ => (shown.clone(), false),
        };
        Ok(Self {
            task,
            answer,
            waiting: vec![given, end, (shown, false)],
            under_way: None,
            opened: Vec::new(),
            comparing: None,
            done: false,
        })
    }

    /// Does one slice of the work; true when all is done.
    pub fn advance(&mut self) -> Result<bool, Refusal> {
        match self.under_way.take() {
            Some(Opening::Loading(mut loading, to_end)) => {
                if !loading.advance()? {
                    self.under_way = Some(Opening::Loading(loading, to_end));
                } else {
                    let session = loading.into_session()?;
                    if to_end {
                        let run =
                            session.as_ref().map(Session::run_to_convergence, Session::run_to_convergence);
                        self.under_way = Some(Opening::Running(Box::new(session), Box::new(run)));
                    } else {
                        self.opened.push((session.clone(), session));
                    }
                }
            }
            Some(Opening::Running(session, mut run)) => {
                if !either!(&mut *run, run => run.advance()?) {
                    self.under_way = Some(Opening::Running(session, run));
                } else {
                    let mut end = AnySession::clone(&session);
                    match (&mut end, *run) {
                        (In::Line(end), In::Line(run)) => end.commit_run(run),
                        (In::Plane(end), In::Plane(run)) => end.commit_run(run),
                        _ => return Err(unfinished()),
                    }
                    self.opened.push((*session, end));
                }
            }
            None => match (self.waiting.pop(), &mut self.comparing) {
                (Some((scenario, to_end)), _) => {
                    let loading = Loading::open(scenario, Own::default())?;
                    self.under_way = Some(Opening::Loading(Box::new(loading), to_end));
                }
                (None, None) => self.compare()?,
                (None, Some(work)) => self.done = either!(work, work => work.advance()),
            },
        }
        Ok(self.done)
    }

    /// Begins the comparison that the task needs, if it needs one.
    fn compare(&mut self) -> Result<(), Refusal> {
        let [(shown, _), (needed, _), ..] = &self.opened[..] else { return Err(unfinished()) };
        self.comparing = match (shown, needed) {
            (In::Line(shown), In::Line(needed)) => {
                Comparing::of(&self.task.needs, shown, needed)?.map(In::Line)
            }
            (In::Plane(shown), In::Plane(needed)) => {
                Comparing::of(&self.task.needs, shown, needed)?.map(In::Plane)
            }
            _ => return Err(unfinished()),
        };
        self.done = self.comparing.is_none();
        Ok(())
    }

    /// How much of the work is done, 0 to 1.
    pub fn progress(&self) -> f64 {
        let compared = self.comparing.as_ref().map_or(0.0, |work| either!(work, work => work.progress()));
        0.1 * self.opened.len() as f64 + 0.7 * compared
    }

    /// The verdict, once the work is done.
    pub fn verdict(self) -> Result<Verdict, Refusal> {
        if !self.done {
            return Err(unfinished());
        }
        let (line, plane) = match self.comparing {
            None => (None, None),
            Some(In::Line(work)) => (Some(work), None),
            Some(In::Plane(work)) => (None, Some(work)),
        };
        Ok(match self.task.judge {
            In::Line(judge) => judge(&Found::new(self.opened, line)?, &self.answer),
            In::Plane(judge) => judge(&Found::new(self.opened, plane)?, &self.answer),
        })
    }
}

impl<S: Space> Comparing<S> {
    /// The comparison that a task needs, if it needs one.
    fn of(needs: &Needs, shown: &Session<S>, needed: &Session<S>) -> Result<Option<Self>, Refusal> {
        Ok(match *needs {
            Needs::Fits(most) => Some(Self::Fits(Box::new(shown.compare_k(most)?))),
            Needs::Starts(_, count) => Some(Self::Starts(Box::new(needed.restarts(count)?))),
            Needs::Nothing | Needs::End(_) => None,
        })
    }

    fn advance(&mut self) -> bool {
        match self {
            Self::Fits(work) => S::compare_further(work),
            Self::Starts(work) => work.advance(),
        }
    }

    fn progress(&self) -> f64 {
        match self {
            Self::Fits(work) => S::part_compared(work),
            Self::Starts(work) => work.progress(),
        }
    }
}

impl<S: Space> Found<S> {
    fn new(opened: Vec<(AnySession, AnySession)>, compared: Option<Comparing<S>>) -> Result<Self, Refusal> {
        let mut opened = opened.into_iter().map(|(begun, end)| Some((S::session(begun)?, S::session(end)?)));
        let (Some(Some((shown, _))), Some(Some((_, end))), Some(Some((given, given_end)))) =
            (opened.next(), opened.next(), opened.next())
        else {
            return Err(unfinished());
        };
        let (fits, starts) = match compared {
            None => (Vec::new(), Vec::new()),
            Some(Comparing::Fits(work)) => (S::compared(*work), Vec::new()),
            Some(Comparing::Starts(work)) => (Vec::new(), work.finish()),
        };
        Ok(Self { shown, end, given, given_end, fits, starts })
    }
}

fn unfinished() -> Refusal {
    Refusal::new("the answer is not judged yet: advance until done, then ask for the verdict")
}
