//! Tasks: the questions of the lesson that take an answer, and what is right.
//!
//! A task is a scenario, a question about it, and a rule by which an answer is judged. What is right is
//! computed by the engine each time, so no answer is stored, and another seed makes another task. The
//! words of a question stand in `index.html` or `plane.html`, at the chapter that bears the task's name.
//!
//! ```
//! use em_lab::tasks::{Judging, Rating, Task};
//!
//! let task = Task::named("mixture")?;
//! let mut judging = Judging::new(task, Some(7), "28,9")?; // as a learner may type it
//! while !judging.advance()? {}
//! assert_eq!(judging.verdict()?.rating, Rating::Right);
//! # Ok::<(), em_lab::refusal::Refusal>(())
//! ```

mod chapters;
mod judging;
mod verdicts;

pub use judging::Judging;

use crate::float::float;
use crate::refusal::Refusal;
use crate::scenario::{Scenario, Source, Word};
use chapters::TASKS;
use judging::Judge;

/// A question that takes an answer.
pub struct Task {
    /// Its word in a link: for a chapter's question, the chapter's anchor.
    pub id: &'static str,
    /// What kind of answer it takes.
    pub takes: Takes,
    /// What the lab shows when it is asked.
    scenario: &'static str,
    /// What the engine works out for the verdict.
    needs: Needs,
    judge: Judge,
}

/// What kind of answer a task takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// A number, typed.
    Number,
    /// One of these words, each with what a learner reads.
    Choice(&'static [(&'static str, &'static str)]),
    /// The state of the lab, as its scenario.
    Lab,
}

/// What the engine works out, beside the task's own scenario.
enum Needs {
    Nothing,
    /// Where EM ends in this scenario.
    End(&'static str),
    /// The best fit for each k up to this one.
    Fits(usize),
    /// Where the starts of this scenario end, from so many seeds.
    Starts(&'static str, usize),
}

/// An answer, read.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// The number.
    Number(f64),
    /// The word chosen.
    Choice(&'static str),
    /// The scenario of the lab's state.
    Lab(Box<Scenario>),
}

/// How good an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rating {
    /// As the engine has it, or so near that nobody could see a difference.
    Right,
    /// On the right way.
    Nearly,
    /// Neither.
    Wrong,
}

impl Word for Rating {
    const WORDS: &'static [(&'static str, Self)] =
        &[("right", Self::Right), ("nearly", Self::Nearly), ("wrong", Self::Wrong)];
}

/// What is said of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// How good it is.
    pub rating: Rating,
    /// Why, in a sentence or two.
    pub sentence: String,
}

/// A task's word, as a link lists it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskName(&'static str);

impl Word for TaskName {
    const WORDS: &'static [(&'static str, Self)] = &{
        let mut words = [("", TaskName("")); TASKS.len()];
        let mut i = 0;
        while i < words.len() {
            words[i] = (TASKS[i].id, TaskName(TASKS[i].id));
            i += 1;
        }
        words
    };
}

impl Task {
    /// All tasks, in the order of the lesson.
    pub fn all() -> &'static [Task] {
        TASKS
    }

    /// The task of this name.
    pub fn named(id: &str) -> Result<&'static Task, Refusal> {
        TASKS.iter().find(|task| task.id == id).ok_or_else(|| {
            let words = TaskName::all_words().join(", ");
            Refusal::new(format!("there is no task {id:?}: choose one of {words}"))
        })
    }

    /// What the lab shows when it is asked. A learner's own number, where there is one, is the seed of
    /// the data, or of the start where the data are not drawn.
    pub fn scenario(&self, number: Option<u32>) -> Result<Scenario, Refusal> {
        seeded(self.scenario, number)
    }

    /// Reads an answer, as typed, chosen, or written by the lab.
    fn read(&self, answer: &str, number: Option<u32>) -> Result<Answer, Refusal> {
        match self.takes {
            Takes::Number => {
                // Also of “A = 28.3”, “about 29” and “72 %”.
                let beside = |c: char| !c.is_ascii_digit() && !"+-−.,".contains(c);
                let number = Some(answer.trim_matches(beside)).filter(|number| !number.is_empty());
                let plain = crate::table::typed("Your answer", number.unwrap_or(answer))?;
                float(&plain).map(Answer::Number).ok_or_else(|| no_number(answer))
            }
            Takes::Choice(choices) => {
                let chosen = choices.iter().find(|(word, _)| *word == answer.trim());
                chosen.map(|(word, _)| Answer::Choice(word)).ok_or_else(|| {
                    let words: Vec<_> = choices.iter().map(|(_, read)| format!("“{read}”")).collect();
                    Refusal::new(format!("Choose {} first, then check", words.join(" or ")))
                })
            }
            Takes::Lab => {
                let given = Scenario::parse(answer)?;
                let asked = self.scenario(number)?;
                let of = |s: &Scenario| ["data", "dim", "truth", "seed", "values"].map(|name| s.value(name));
                if of(&given) == of(&asked) {
                    return Ok(Answer::Lab(Box::new(given)));
                }
                Err(Refusal::new("The lab shows other data than this question: press Show me first"))
            }
        }
    }
}

fn no_number(answer: &str) -> Refusal {
    Refusal::new(format!("{answer:?} is no number: write one such as 28.9"))
}

/// A scenario under a learner's own number.
fn seeded(scenario: &str, number: Option<u32>) -> Result<Scenario, Refusal> {
    let mut scenario = Scenario::parse(scenario)?;
    match (number, scenario.data) {
        (Some(number), Source::Simulated) => scenario.seed = number,
        (Some(number), _) => scenario.start_seed = number,
        (None, _) => {}
    }
    Ok(scenario)
}
