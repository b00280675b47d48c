//! Own data: taken in piece by piece, and the report of how they were read.

use super::values::{array, object, words};
use super::{Lab, Outcome, Task, Work};
use em_lab::either;
use em_lab::refusal::Refusal;
use em_lab::scenario::Word;
use em_lab::session::{In, LoadedData, Loading, Space};
use em_lab::table::{Report, Shown, Wishes, typed};
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Lab {
    /// Begins to take in numbers, which come by [`Task::feed_values`].
    #[wasm_bindgen(js_name = beginValues)]
    pub fn begin_values(&self, name: &str, column: Option<String>) -> Task {
        Task::load(either!(&self.session, session => session.begin_values(name, column.as_deref())))
    }

    /// Begins to take in points of the plane, which come by [`Task::feed_values`] as x and y, one after the other.
    #[wasm_bindgen(js_name = beginPairs)]
    pub fn begin_pairs(&self, name: &str, x: Option<String>, y: Option<String>) -> Task {
        let columns = [x.as_deref(), y.as_deref()];
        Task::load(either!(&self.session, session => session.begin_pairs(name, columns)))
    }

    /// The points of the plane, x and y one after the other, if a link can carry them, perhaps rounded to so many
    /// decimals of x and of y; undefined if they are too many, and on a line.
    #[wasm_bindgen(js_name = fewPoints)]
    pub fn few_points(&self, x_decimals: u32, y_decimals: u32) -> Option<Vec<f64>> {
        match &self.session {
            In::Line(_) => None,
            In::Plane(session) => session.few_points([x_decimals, y_decimals]).map(|points| points.concat()),
        }
    }

    /// Begins to take in a text, which comes by [`Task::feed_text`]. What `wishes` leaves empty is
    /// found from the text.
    #[wasm_bindgen(js_name = beginText)]
    pub fn begin_text(
        &self,
        name: &str,
        #[wasm_bindgen(unchecked_param_type = "Wishes")] wishes: &JsValue,
    ) -> Outcome<Task> {
        let wishes = wishes_of(wishes)?;
        Ok(Task::load(either!(&self.session, session => session.begin_text(name, wishes))))
    }

    /// Begins to read a text that is shown to the user before it is used.
    #[wasm_bindgen(js_name = beginReading)]
    pub fn begin_reading(
        &self,
        name: &str,
        #[wasm_bindgen(unchecked_param_type = "Wishes")] wishes: &JsValue,
    ) -> Outcome<Task> {
        let wishes = wishes_of(wishes)?;
        let loading = either!(&self.session, session => session.begin_text(name, wishes));
        Ok(Task { work: Work::Read(Box::new(loading)) })
    }

    /// Begins to use what was read.
    #[wasm_bindgen(js_name = beginUse)]
    pub fn begin_use(&self, task: Task) -> Outcome<Task> {
        match task.work {
            Work::Read(read) => Ok(Task::load(either!(&self.session, session => session.take_in(*read)))),
            _ => Err(JsError::new("this work has read nothing")),
        }
    }

    /// A number as typed into the field of this label, in the form of a link. It may have a decimal
    /// comma, a typographic minus and spaces between thousands.
    pub fn plain(&self, label: &str, text: &str) -> Outcome<String> {
        Ok(typed(label, text)?)
    }
}

#[wasm_bindgen]
impl Task {
    /// Takes in a piece of the numbers; `arrived` is how much of all has then come in, 0 to 1.
    #[wasm_bindgen(js_name = feedValues)]
    pub fn feed_values(
        &mut self,
        values: Vec<f64>,
        #[wasm_bindgen(unchecked_param_type = "string[] | undefined")] labels: Option<Array>,
        arrived: f64,
    ) -> Outcome<()> {
        let labels = labels.map(|labels| words(&labels));
        Ok(self.loading()?.feed_values(values, labels, arrived)?)
    }

    /// Takes in a piece of the text.
    #[wasm_bindgen(js_name = feedText)]
    pub fn feed_text(&mut self, text: &str, arrived: f64) -> Outcome<()> {
        Ok(self.loading()?.feed_text(text, arrived)?)
    }

    /// Says that all has come in.
    #[wasm_bindgen(js_name = endOfInput)]
    pub fn end_of_input(&mut self) -> Outcome<()> {
        Ok(self.loading()?.end_of_input()?)
    }

    /// How the text was read, once all of it has come in.
    #[wasm_bindgen(unchecked_return_type = "ImportReport | null")]
    pub fn reading(&self) -> JsValue {
        match &self.work {
            Work::Read(loading) => loading.read().map_or(JsValue::NULL, |(report, name)| of(report, name)),
            _ => JsValue::NULL,
        }
    }

    fn loading(&mut self) -> Result<&mut Loading, Refusal> {
        match &mut self.work {
            Work::Load(loading) | Work::Read(loading) => Ok(loading),
            _ => Err(Refusal::new("this work takes in no data")),
        }
    }
}

/// What the user says about a text, from the page's object of words and numbers.
fn wishes_of(wishes: &JsValue) -> Result<Wishes, Refusal> {
    let get = |name: &str| Reflect::get(wishes, &name.into()).unwrap_or_default();
    let word = |name| get(name).as_string();
    let words = ["separator", "decimal", "firstLine"].map(|name| word(name).unwrap_or_default());
    let lines = |list: &JsValue| if Array::is_array(list) { Array::from(list) } else { Array::new() };
    let line = |line: JsValue| line.as_f64().filter(|line| *line >= 1.0).map(|line| line as u64);
    Ok(Wishes {
        second: word("second"),
        names: line(get("namesLine")),
        skip: lines(&get("skip")).iter().filter_map(line).collect(),
        ..Wishes::in_words(word("column"), word("labels"), words.each_ref().map(String::as_str))?
    })
}

/// How a text was read, or null for data that were no text.
pub fn reading<S: Space>(loaded: &LoadedData<S>) -> JsValue {
    loaded.report.as_ref().map_or(JsValue::NULL, |report| of(report, &loaded.name))
}

fn of(report: &Report, name: &str) -> JsValue {
    let Report {
        count, numeric, columns, column, second, labels, separator, decimal, assumed, left_out, ..
    } = report;
    let texts = |list: &[String]| array(list.iter().map(|text| text.as_str().into()));
    let number = |number: Option<u64>| number.map_or(JsValue::NULL, |number| (number as f64).into());
    let text = |text: Option<&str>| text.map_or(JsValue::NULL, JsValue::from);
    let shown = |shown: &Shown| {
        object([
            ("line", (shown.line as f64).into()),
            ("role", shown.role.word().into()),
            ("cells", texts(&shown.cells)),
            ("read", text(shown.read.first().map(String::as_str))),
            ("readSecond", text(shown.read.get(1).map(String::as_str))),
        ])
    };
    object([
        ("summary", report.summary(name).into()),
        ("count", (*count as f64).into()),
        ("numeric", texts(numeric)),
        ("columns", texts(columns)),
        ("column", column.as_str().into()),
        ("second", text(second.as_deref())),
        ("labels", text(labels.as_deref())),
        ("separator", separator.word().into()),
        ("decimal", text(decimal.map(Word::word))),
        ("firstLine", if report.names.is_some() { "names" } else { "numbers" }.into()),
        ("namesLine", number(report.names)),
        ("skip", array(report.skip.iter().map(|&line| (line as f64).into()))),
        ("lines", array(report.shown.iter().map(shown))),
        ("place", number(report.values.first().map(|&place| place as u64))),
        ("secondPlace", number(report.values.get(1).map(|&place| place as u64))),
        ("assumed", texts(assumed)),
        ("leftOut", (left_out.count as f64).into()),
        ("leftOutSentence", text(left_out.summary().as_deref())),
        ("examples", texts(&left_out.examples)),
    ])
}
