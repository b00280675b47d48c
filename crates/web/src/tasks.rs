//! The lesson's tasks, and verdicts on answers to them.

use super::values::{array, object};
use super::{Lab, Outcome, Task, Work};
use em_lab::scenario::Word;
use em_lab::tasks::{self, Judging, Takes};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Lab {
    /// Every task, with the scenario in which it is asked: under a learner's own number, if there is one.
    #[wasm_bindgen(unchecked_return_type = "LessonTask[]")]
    pub fn tasks(&self, number: Option<u32>) -> Outcome<JsValue> {
        let mut rows = Vec::new();
        for task in tasks::Task::all() {
            let (takes, choices) = match task.takes {
                Takes::Number => ("number", &[][..]),
                Takes::Choice(choices) => ("choice", choices),
                Takes::Lab => ("lab", &[][..]),
            };
            let choice =
                |(word, read): &(&str, &str)| object([("word", (*word).into()), ("read", (*read).into())]);
            rows.push(object([
                ("id", task.id.into()),
                ("takes", takes.into()),
                ("choices", array(choices.iter().map(choice))),
                ("scenario", task.scenario(number)?.to_string().into()),
            ]));
        }
        Ok(array(rows))
    }

    /// Begins to judge an answer: a number as typed, a choice's word, or a state of the lab as its scenario.
    #[wasm_bindgen(js_name = beginJudge)]
    pub fn begin_judge(&self, id: &str, answer: &str, number: Option<u32>) -> Outcome<Task> {
        let judging = Judging::new(tasks::Task::named(id)?, number, answer)?;
        Ok(Task { work: Work::Judge(Box::new(judging)) })
    }

    /// The verdict of a finished task.
    #[wasm_bindgen(unchecked_return_type = "Verdict")]
    pub fn verdict(&self, task: Task) -> Outcome<JsValue> {
        let Work::Judge(judging) = task.work else {
            return Err(JsError::new("this work judges no answer"));
        };
        let verdict = judging.verdict()?;
        Ok(object([("rating", verdict.rating.word().into()), ("sentence", verdict.sentence.as_str().into())]))
    }
}
