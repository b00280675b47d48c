//! Judges an answer beside the state, slice by slice: opens the task, lets the engine work out what is
//! right, and compares.

use super::{Answer, Needs, Task, Verdict, seeded};
use crate::compare_k::{CompareK, Fit};
use crate::refusal::Refusal;
use crate::restarts::{Restart, Restarts};
use crate::scenario::Scenario;
use crate::session::{Converging, Loading, Own, Session};

/// What the engine has found.
pub(super) struct Found {
    /// The task's scenario, as the lab shows it.
    pub shown: Session,
    /// Where EM ends in the scenario that the task needs.
    pub end: Session,
    /// The learner's state of the lab, and where EM ends from there.
    pub given: Session,
    pub given_end: Session,
    /// The best fit for each k.
    pub fits: Vec<Fit>,
    /// Where many starts end.
    pub starts: Vec<Restart>,
}

/// The work of a verdict: call [`Judging::advance`] until it is true, then [`Judging::verdict`].
pub struct Judging {
    task: &'static Task,
    answer: Answer,
    /// What is still to be opened, the next one last, and whether EM runs to its end there.
    waiting: Vec<(Scenario, bool)>,
    under_way: Option<Opening>,
    /// Opened, each with its end.
    opened: Vec<(Session, Session)>,
    comparing: Option<Comparing>,
    done: bool,
}

/// A scenario that is being opened, then run to its end.
enum Opening {
    Loading(Box<Loading>, bool),
    Running(Box<Session>, Box<Converging>),
}

enum Comparing {
    Fits(Box<CompareK>),
    Starts(Box<Restarts>),
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
                    let session = Session::of(*loading)?;
                    if to_end {
                        let run = session.run_to_convergence();
                        self.under_way = Some(Opening::Running(Box::new(session), Box::new(run)));
                    } else {
                        self.opened.push((session.clone(), session));
                    }
                }
            }
            Some(Opening::Running(session, mut run)) => {
                if !run.advance()? {
                    self.under_way = Some(Opening::Running(session, run));
                } else {
                    let mut end = Session::clone(&session);
                    end.commit_run(*run);
                    self.opened.push((*session, end));
                }
            }
            None => match (self.waiting.pop(), &mut self.comparing) {
                (Some((scenario, to_end)), _) => {
                    let loading = Loading::open(scenario, Own::default())?;
                    self.under_way = Some(Opening::Loading(Box::new(loading), to_end));
                }
                (None, None) => self.compare()?,
                (None, Some(Comparing::Fits(work))) => self.done = work.advance(),
                (None, Some(Comparing::Starts(work))) => self.done = work.advance(),
            },
        }
        Ok(self.done)
    }

    /// Begins the comparison that the task needs, if it needs one.
    fn compare(&mut self) -> Result<(), Refusal> {
        let [(shown, _), (needed, _), ..] = &self.opened[..] else { return Err(unfinished()) };
        match self.task.needs {
            Needs::Fits(most) => {
                self.comparing = Some(Comparing::Fits(Box::new(shown.compare_k(most)?)));
            }
            Needs::Starts(_, count) => {
                self.comparing = Some(Comparing::Starts(Box::new(needed.restarts(count)?)));
            }
            Needs::Nothing | Needs::End(_) => self.done = true,
        }
        Ok(())
    }

    /// How much of the work is done, 0 to 1.
    pub fn progress(&self) -> f64 {
        let compared = match &self.comparing {
            None => 0.0,
            Some(Comparing::Fits(work)) => work.progress(),
            Some(Comparing::Starts(work)) => work.progress(),
        };
        0.1 * self.opened.len() as f64 + 0.7 * compared
    }

    /// The verdict, once the work is done.
    pub fn verdict(self) -> Result<Verdict, Refusal> {
        let mut opened = self.opened.into_iter();
        let (Some((shown, _)), Some((_, end)), Some((given, given_end)), true) =
            (opened.next(), opened.next(), opened.next(), self.done)
        else {
            return Err(unfinished());
        };
        let (fits, starts) = match self.comparing {
            None => (Vec::new(), Vec::new()),
            Some(Comparing::Fits(work)) => (work.finish(), Vec::new()),
            Some(Comparing::Starts(work)) => (Vec::new(), work.finish()),
        };
        let found = Found { shown, end, given, given_end, fits, starts };
        Ok((self.task.judge)(&found, &self.answer))
    }
}

fn unfinished() -> Refusal {
    Refusal::new("the answer is not judged yet: advance until done, then ask for the verdict")
}
