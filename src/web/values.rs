//! Values as JavaScript's: plain objects and arrays under the interface's names.

use crate::chart::{Bin, Plot};
use crate::compare_k::Fit;
use crate::em::Prior;
use crate::labels::Judgement;
use crate::mixture::{Component, Mixture};
use crate::refusal::Refusal;
use crate::restarts::{Optimum, Restart};
use crate::scenario::{Scenario, Speed, Word};
use crate::session::{Cell, Piece, Row, Sentence, Session, Snapshot};
use crate::start::Start;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;

/// `{ name: value, … }`.
pub fn object<'a>(entries: impl IntoIterator<Item = (&'a str, JsValue)>) -> JsValue {
    let object = Object::new();
    for (name, value) in entries {
        // Setting a property of a fresh plain object cannot fail.
        let _ = Reflect::set(&object, &name.into(), &value);
    }
    object.into()
}

/// `[value, …]`.
pub fn array(values: impl IntoIterator<Item = JsValue>) -> JsValue {
    let array = Array::new();
    values.into_iter().for_each(|value| _ = array.push(&value));
    array.into()
}

/// The words of an array; whatever is no string becomes one as JavaScript would have it.
pub fn words(array: &Array) -> Vec<String> {
    array
        .iter()
        .map(|word| word.as_string().unwrap_or_else(|| String::from(js_sys::JsString::from(word))))
        .collect()
}

fn numbers(values: impl IntoIterator<Item = f64>) -> JsValue {
    array(values.into_iter().map(JsValue::from))
}

fn indices(values: &[usize]) -> JsValue {
    numbers(values.iter().map(|&k| k as f64))
}

/// The whole number that JavaScript gave to `what`, from `least` up.
pub fn whole(what: &str, number: f64, least: usize) -> Result<usize, Refusal> {
    if number.fract() == 0.0 && number >= least as f64 && number <= f64::from(u32::MAX) {
        Ok(number as usize)
    } else {
        let number = crate::figures::number(number);
        Err(Refusal::new(format!("{what} got {number}: expected a whole number from {least} up")))
    }
}

fn component(component: &Component) -> JsValue {
    object(parameters(component))
}

fn parameters(&Component { weight, mean, sd }: &Component) -> [(&'static str, JsValue); 3] {
    [("weight", weight.into()), ("mean", mean.into()), ("sd", sd.into())]
}

/// CONTRACT's `snapshot()`.
pub fn snapshot(s: &Snapshot) -> JsValue {
    object([
        ("n", (s.n as f64).into()),
        ("k", (s.components.len() as f64).into()),
        ("iteration", (s.iteration as f64).into()),
        ("position", (s.position as f64).into()),
        ("next", s.next.to_string().into()),
        ("status", s.status.name().into()),
        ("reason", s.reason.as_str().into()),
        ("onFloor", indices(&s.on_floor)),
        ("components", array(s.components.iter().map(component))),
        (
            "effectiveCounts",
            s.effective_counts.as_ref().map_or(JsValue::NULL, |c| numbers(c.iter().copied())),
        ),
        ("logLikelihood", s.log_likelihood.into()),
        ("meanLogLikelihood", s.mean_log_likelihood.into()),
        ("objective", s.objective.into()),
        ("lowerBound", s.lower_bound.map_or(JsValue::NULL, JsValue::from)),
        ("aic", s.aic.into()),
        ("bic", s.bic.into()),
        ("truth", s.truth.as_ref().map_or(JsValue::NULL, |truth| array(truth.iter().map(process)))),
        ("labels", s.labels.as_ref().map_or(JsValue::NULL, judgement)),
        ("dataInLink", s.data_in_link.into()),
    ])
}

fn process((truth, process): &(Component, crate::truth::Process)) -> JsValue {
    object(parameters(truth).into_iter().chain([("count", process.count.into())]))
}

fn judgement(judgement: &Judgement) -> JsValue {
    let counts = |row: &Vec<u32>| numbers(row.iter().map(|&count| f64::from(count)));
    object([
        ("accuracy", judgement.accuracy.into()),
        ("confusion", array(judgement.confusion.iter().map(counts))),
        (
            "matching",
            array(judgement.matching.iter().map(|m| m.map_or(JsValue::NULL, |k| JsValue::from(k as f64)))),
        ),
    ])
}

/// A histogram in numbers.
pub fn shape(bars: &[Bin], peaks: &[usize]) -> JsValue {
    let bar = |bar: &Bin| {
        object([
            ("from", bar.from.into()),
            ("to", bar.to.into()),
            ("count", bar.count.into()),
            ("shares", numbers(bar.shares.iter().copied())),
        ])
    };
    object([("bars", array(bars.iter().map(bar))), ("peaks", indices(peaks))])
}

/// A row of CONTRACT's `history()`.
pub fn row(row: &Row) -> JsValue {
    object([
        ("position", (row.position as f64).into()),
        ("components", array(row.components.iter().map(component))),
        ("meanLogLikelihood", row.mean_log_likelihood.into()),
        ("objective", row.objective.into()),
        ("lowerBound", row.lower_bound.map_or(JsValue::NULL, JsValue::from)),
    ])
}

/// A row of CONTRACT's `compareK()`.
pub fn fit(fit: &Fit) -> JsValue {
    object([
        ("k", (fit.k as f64).into()),
        ("meanLogLikelihood", fit.mean_log_likelihood.into()),
        ("objective", fit.objective.into()),
        ("aic", fit.aic.into()),
        ("bic", fit.bic.into()),
        ("components", array(fit.components.iter().map(component))),
        ("onFloor", indices(&fit.on_floor)),
        ("standsOn", stands_on(&fit.stands_on)),
        ("startSeed", fit.start_seed.into()),
    ])
}

/// A row of CONTRACT's `restarts()`.
pub fn restart(row: &Restart) -> JsValue {
    object([
        ("startSeed", row.start_seed.into()),
        ("start", array(row.start.iter().map(component))),
        ("components", array(row.components.iter().map(component))),
        ("objective", row.objective.into()),
        ("meanLogLikelihood", row.mean_log_likelihood.into()),
        ("iterations", (row.iterations as f64).into()),
        ("status", row.status.name().into()),
        ("onFloor", indices(&row.on_floor)),
        ("optimum", (row.optimum as f64).into()),
    ])
}

/// What the starts that reached one optimum have in common.
pub fn optimum(optimum: &Optimum, on_floor: bool) -> JsValue {
    object([
        ("best", (optimum.best as f64).into()),
        ("reached", (optimum.reached as f64).into()),
        ("iterations", indices(&optimum.iterations)),
        ("onFloor", on_floor.into()),
        ("standsOn", stands_on(&optimum.stands_on)),
    ])
}

/// The components that stand on next to nothing.
fn stands_on(few: &[(usize, Vec<f64>)]) -> JsValue {
    array(few.iter().map(|(k, values)| {
        object([("component", (*k as f64).into()), ("values", numbers(values.iter().copied()))])
    }))
}

/// A point whose group is known.
pub fn cell(cell: &Cell) -> JsValue {
    object([
        ("x", cell.x.into()),
        ("group", (cell.group as f64).into()),
        ("component", (cell.component as f64).into()),
        ("responsibilities", numbers(cell.responsibilities.iter().copied())),
    ])
}

/// Where values stand on a chart, its y axis named as such.
pub fn plot(plot: &Plot) -> JsValue {
    object([
        ("left", plot.left.into()),
        ("right", plot.right.into()),
        ("top", plot.top.into()),
        ("bottom", plot.bottom.into()),
        ("xMin", plot.x.start.into()),
        ("xMax", plot.x.end.into()),
        ("yMin", plot.y.start.into()),
        ("yMax", plot.y.end.into()),
    ])
}

/// Where values stand on a picture.
pub fn frame(frame: &Plot) -> JsValue {
    object([
        ("left", frame.left.into()),
        ("right", frame.right.into()),
        ("top", frame.top.into()),
        ("bottom", frame.bottom.into()),
        ("xMin", frame.x.start.into()),
        ("xMax", frame.x.end.into()),
        ("densityMax", frame.y.end.into()),
    ])
}

/// What a mixture says of x.
pub fn reading(mixture: &Mixture, x: f64) -> JsValue {
    object([
        ("x", x.into()),
        ("weighted", numbers(mixture.components().iter().map(|c| c.weighted_density(x)))),
        ("density", mixture.density(x).into()),
        ("responsibilities", numbers(mixture.responsibilities(x))),
    ])
}

/// The sums behind the last M step, with the prior's constants where there is one.
pub fn last_m(sums: &[[f64; 3]], prior: &Prior) -> JsValue {
    let column = |j: usize| numbers(sums.iter().map(|row| row[j]));
    let constants = || {
        object([
            ("shrinkage", prior.shrinkage.into()),
            ("mean", prior.mean.into()),
            ("scale", prior.scale.into()),
            ("extra", prior.extra_count().into()),
            ("extraShared", prior.extra_count_shared(sums.len()).into()),
        ])
    };
    object([
        ("count", column(0)),
        ("sum", column(1)),
        ("sumOfSquares", column(2)),
        ("prior", if prior.is_none() { JsValue::NULL } else { constants() }),
    ])
}

/// A sentence in pieces.
pub fn sentence(sentence: &Sentence) -> JsValue {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => object([("text", text.as_str().into())]),
        Piece::Component(k) => object([("component", (*k as f64).into())]),
    };
    let kind = sentence.about.map_or("start".to_string(), |half_step| half_step.to_string());
    object([("kind", kind.into()), ("parts", array(sentence.pieces.iter().map(piece)))])
}

/// Every setting as a plain value, with what the form needs to know of the data.
pub fn settings(session: &Session) -> JsValue {
    let scenario = session.scenario();
    let sourced = session.sourced();
    let Scenario { truth, start, em, hide, .. } = &scenario;
    let process = |p: &crate::truth::Process| {
        object([("mean", p.mean.into()), ("sd", p.sd.into()), ("count", p.count.into())])
    };
    let group_names = sourced.data.labels().map_or(&[][..], |labels| labels.names());
    object([
        ("data", scenario.data.word().into()),
        ("truth", array(truth.iter().map(process))),
        ("seed", scenario.seed.into()),
        ("k", (scenario.k as f64).into()),
        (
            "start",
            match start {
                Start::Named(named) => named.word().into(),
                Start::ByHand(_) => "by hand".into(),
            },
        ),
        ("startSeed", scenario.start_seed.into()),
        ("assignment", em.assignment.word().into()),
        ("vary", em.vary.word().into()),
        ("prior", em.prior.word().into()),
        ("floor", em.floor.into()),
        ("tol", em.tol.into()),
        ("max", (em.max as f64).into()),
        ("bins", (scenario.bins as f64).into()),
        ("reveal", scenario.reveal.into()),
        (
            "speed",
            match scenario.speed {
                Speed::PerSecond(iterations) => iterations.into(),
                Speed::Max => "max".into(),
            },
        ),
        ("theme", scenario.theme.word().into()),
        ("hide", array(hide.iter().map(|part| part.word().into()))),
        ("dataName", sourced.name.as_str().into()),
        ("unit", sourced.unit.as_str().into()),
        ("groupNames", array(group_names.iter().map(|name| name.as_str().into()))),
        ("objectiveName", session.em().objective_name().into()),
        ("ownDataMissing", session.own_data_missing().into()),
        ("reading", super::own::reading(sourced)),
        ("distinct", (sourced.data.distinct() as f64).into()),
    ])
}
