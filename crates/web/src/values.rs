//! Plain JavaScript objects and arrays, with the names of the public interface.

use em_lab::compare_k::Fit;
use em_lab::family::Family;
use em_lab::labels::Judgement;
use em_lab::mixture::Component;
use em_lab::plane::{self, Point, Scatter};
use em_lab::refusal::Refusal;
use em_lab::restarts::{Optimum, Restart};
use em_lab::scenario::{Dim, Word};
use em_lab::session::{HistoryRow, Plane, Snapshot, Space};
use em_lab::truth::Process;
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

/// The words of an array; a value that is no string is converted as JavaScript does.
pub fn words(array: &Array) -> Vec<String> {
    array
        .iter()
        .map(|word| word.as_string().unwrap_or_else(|| String::from(js_sys::JsString::from(word))))
        .collect()
}

/// `[1, 2, …]`.
pub fn numbers(values: impl IntoIterator<Item = f64>) -> JsValue {
    array(values.into_iter().map(JsValue::from))
}

/// Whole numbers as `[1, 2, …]`.
pub fn indices(values: &[usize]) -> JsValue {
    numbers(values.iter().map(|&k| k as f64))
}

/// The whole number that JavaScript passed to `what`, from `least` to the largest of 32 bits.
pub fn whole(what: &str, number: f64, least: usize) -> Result<usize, Refusal> {
    if number.fract() == 0.0 && number >= least as f64 && number <= f64::from(u32::MAX) {
        Ok(number as usize)
    } else {
        let number = em_lab::figures::number(number);
        Err(Refusal::new(format!(
            "{what} got {number}: expected a whole number from {least} to {}",
            u32::MAX
        )))
    }
}

/// `[1, null, …]`.
pub fn optional(indices: &[Option<usize>]) -> JsValue {
    array(indices.iter().map(|index| index.map_or(JsValue::NULL, |k| JsValue::from(k as f64))))
}

/// What becomes a plain object or number.
pub trait Plain {
    /// As JavaScript has it.
    fn plain(&self) -> JsValue;
}

impl Plain for f64 {
    fn plain(&self) -> JsValue {
        (*self).into()
    }
}

/// `[x, y]`.
impl Plain for Point {
    fn plain(&self) -> JsValue {
        numbers(*self)
    }
}

/// What becomes an object to which more can be added.
pub trait Parameters {
    /// Its names and values.
    fn parameters(&self) -> Vec<(&'static str, JsValue)>;
}

/// `{ weight, mean, sd }`.
impl Parameters for Component {
    fn parameters(&self) -> Vec<(&'static str, JsValue)> {
        let &Self { weight, mean, sd } = self;
        vec![("weight", weight.into()), ("mean", mean.into()), ("sd", sd.into())]
    }
}

/// `{ weight, mean: [x, y], covariance: [[xx, xy], [xy, yy]], sd: [x, y], rho }`.
impl Parameters for plane::Component {
    fn parameters(&self) -> Vec<(&'static str, JsValue)> {
        let Scatter { xx, xy, yy } = self.covariance.scatter();
        vec![
            ("weight", self.weight.into()),
            ("mean", self.mean.plain()),
            ("covariance", array([[xx, xy], [xy, yy]].iter().map(Plain::plain))),
            ("sd", self.covariance.sds().plain()),
            ("rho", self.covariance.rho().into()),
        ]
    }
}

impl<C: Parameters> Plain for C {
    fn plain(&self) -> JsValue {
        object(self.parameters())
    }
}

/// A process as simulated points have it, with how many they are.
pub trait Counted {
    /// How many points it gave.
    fn count(&self) -> u32;
}

impl Counted for Process {
    fn count(&self) -> u32 {
        self.count
    }
}

impl Counted for plane::Process {
    fn count(&self) -> u32 {
        self.count
    }
}

/// What the element's `snapshot()` returns.
pub fn snapshot<C: Parameters, P: Counted>(s: &Snapshot<C, P>, dim: Dim) -> JsValue {
    object([
        ("dim", dimension(dim)),
        ("family", s.family.word().into()),
        ("trials", trials(s.family)),
        ("n", (s.n as f64).into()),
        ("k", (s.components.len() as f64).into()),
        ("iteration", (s.iteration as f64).into()),
        ("position", (s.position as f64).into()),
        ("next", s.next.to_string().into()),
        ("status", s.status.name().into()),
        ("reason", s.reason.as_str().into()),
        ("onFloor", indices(&s.on_floor)),
        ("components", array(s.components.iter().map(Plain::plain))),
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

/// How often a coin is tossed for a value; null in families without coins.
pub fn trials(family: Family) -> JsValue {
    match family {
        Family::Binomial(coin) => coin.trials.into(),
        _ => JsValue::NULL,
    }
}

/// 1 or 2.
pub fn dimension(dim: Dim) -> JsValue {
    match dim {
        Dim::One => 1.into(),
        Dim::Two => 2.into(),
    }
}

fn process<C: Parameters, P: Counted>((truth, process): &(C, P)) -> JsValue {
    object(truth.parameters().into_iter().chain([("count", process.count().into())]))
}

fn judgement(judgement: &Judgement) -> JsValue {
    let counts = |row: &Vec<u32>| numbers(row.iter().map(|&count| f64::from(count)));
    object([
        ("accuracy", judgement.accuracy.into()),
        ("adjustedRand", judgement.adjusted_rand.into()),
        ("confusion", array(judgement.confusion.iter().map(counts))),
        ("matching", optional(&judgement.matching)),
    ])
}

/// A row of the element's `history()`.
pub fn row<C: Parameters>(row: &HistoryRow<C>) -> JsValue {
    object([
        ("position", (row.position as f64).into()),
        ("components", array(row.components.iter().map(Plain::plain))),
        ("meanLogLikelihood", row.mean_log_likelihood.into()),
        ("objective", row.objective.into()),
        ("lowerBound", row.lower_bound.map_or(JsValue::NULL, JsValue::from)),
    ])
}

/// A row of the element's `compareK()`.
pub fn fit<S: Space>(fit: &Fit<S::Mixture, S::Point>) -> JsValue
where
    S::Component: Parameters,
    S::Point: Plain,
{
    of_type::<S>(fit, JsValue::NULL)
}

/// The same in the plane.
pub fn typed_fit(typed: &plane::TypedFit) -> JsValue {
    of_type::<Plane>(&typed.fit, typed.covariance.word().into())
}

fn of_type<S: Space>(fit: &Fit<S::Mixture, S::Point>, covariance: JsValue) -> JsValue
where
    S::Component: Parameters,
    S::Point: Plain,
{
    object([
        ("covariance", covariance),
        ("k", (fit.k as f64).into()),
        ("meanLogLikelihood", fit.mean_log_likelihood.into()),
        ("objective", fit.objective.into()),
        ("aic", fit.aic.into()),
        ("bic", fit.bic.into()),
        ("components", array(S::components(&fit.mixture).iter().map(Plain::plain))),
        ("onFloor", indices(&fit.on_floor)),
        ("standsOn", stands_on(&fit.stands_on)),
        ("startSeed", fit.start_seed.into()),
    ])
}

/// A row of the element's `restarts()`.
pub fn restart<S: Space>(row: &Restart<S::Mixture>) -> JsValue
where
    S::Component: Parameters,
{
    object([
        ("startSeed", row.start_seed.into()),
        ("start", array(S::components(&row.start).iter().map(Plain::plain))),
        ("components", array(S::components(&row.mixture).iter().map(Plain::plain))),
        ("objective", row.objective.into()),
        ("meanLogLikelihood", row.mean_log_likelihood.into()),
        ("iterations", (row.iterations as f64).into()),
        ("status", row.status.name().into()),
        ("onFloor", indices(&row.on_floor)),
        ("optimum", (row.optimum as f64).into()),
    ])
}

/// What the starts that reached one optimum have in common.
pub fn optimum<P: Plain>(optimum: &Optimum<P>, on_floor: bool) -> JsValue {
    object([
        ("best", (optimum.best as f64).into()),
        ("reached", (optimum.reached as f64).into()),
        ("iterations", indices(&optimum.iterations)),
        ("onFloor", on_floor.into()),
        ("standsOn", stands_on(&optimum.stands_on)),
    ])
}

/// The components that hold a few nearly equal points only, and these points.
fn stands_on<P: Plain>(few: &[(usize, Vec<P>)]) -> JsValue {
    array(few.iter().map(|(k, points)| {
        object([("component", (*k as f64).into()), ("values", array(points.iter().map(Plain::plain)))])
    }))
}
