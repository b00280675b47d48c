//! The door for own data: pieces in, and how they were read out again.

use super::values::{array, object, words};
use super::{Lab, Outcome, Task, Work};
use crate::refusal::Refusal;
use crate::scenario::Word;
use crate::session::{Loading, Sourced};
use crate::table::{Report, Wishes, typed};
use js_sys::Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Lab {
    /// Begins to take in numbers, which come by [`Task::feed_values`].
    #[wasm_bindgen(js_name = beginValues)]
    pub fn begin_values(&self, name: &str, column: Option<String>) -> Task {
        Task::load(self.session.begin_values(name, column.as_deref()))
    }

    /// Begins to take in a text, which comes by [`Task::feed_text`]; an empty word leaves open
    /// what the text itself says.
    #[wasm_bindgen(js_name = beginText)]
    pub fn begin_text(
        &self,
        name: &str,
        column: Option<String>,
        labels: Option<String>,
        separator: &str,
        decimal: &str,
        first_line: &str,
    ) -> Outcome<Task> {
        let wishes = Wishes::in_words(column, labels, [separator, decimal, first_line])?;
        Ok(Task::load(self.session.begin_text(name, wishes)))
    }

    /// What was typed into the number field of this label, as a link writes it: a decimal comma,
    /// a typographic minus and spaces between thousands are understood.
    pub fn plain(&self, label: &str, text: &str) -> Outcome<String> {
        Ok(typed(label, text)?)
    }
}

#[wasm_bindgen]
impl Task {
    /// Takes in a piece of the numbers; `come` is how much of them has come, 0 to 1.
    #[wasm_bindgen(js_name = feedValues)]
    pub fn feed_values(&mut self, values: Vec<f64>, labels: Option<Array>, come: f64) -> Outcome<()> {
        let labels = labels.map(|labels| words(&labels));
        Ok(self.loading()?.feed_values(values, labels, come)?)
    }

    /// Takes in a piece of the text.
    #[wasm_bindgen(js_name = feedText)]
    pub fn feed_text(&mut self, text: &str, come: f64) -> Outcome<()> {
        Ok(self.loading()?.feed_text(text, come)?)
    }

    /// All has come.
    pub fn fed(&mut self) -> Outcome<()> {
        Ok(self.loading()?.fed()?)
    }

    fn loading(&mut self) -> Result<&mut Loading, Refusal> {
        match &mut self.work {
            Work::Load(loading) => Ok(loading),
            _ => Err(Refusal::new("this work takes in no data")),
        }
    }
}

/// How a text was read, or null where the data were no text.
pub fn reading(sourced: &Sourced) -> JsValue {
    let Some(report) = &sourced.report else { return JsValue::NULL };
    let Report { count, numeric, columns, column, labels, separator, decimal, assumed, left_out, .. } =
        &**report;
    let texts = |list: &[String]| array(list.iter().map(|text| text.as_str().into()));
    object([
        ("summary", report.summary(&sourced.name).into()),
        ("count", (*count as f64).into()),
        ("numeric", texts(numeric)),
        ("columns", texts(columns)),
        ("column", column.as_str().into()),
        ("labels", labels.as_deref().map_or(JsValue::NULL, JsValue::from)),
        ("separator", separator.word().into()),
        ("decimal", decimal.map_or(JsValue::NULL, |decimal| decimal.word().into())),
        ("firstLine", if report.names.is_some() { "names" } else { "numbers" }.into()),
        ("assumed", texts(assumed)),
        ("leftOut", (left_out.count as f64).into()),
        ("leftOutSentence", left_out.summary().map_or(JsValue::NULL, JsValue::from)),
        ("examples", texts(&left_out.examples)),
    ])
}
