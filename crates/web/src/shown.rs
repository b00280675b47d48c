//! Objects for the lab's own scripts, not part of the public interface: settings, sentences, values
//! at a place, plots.

use super::values::{Plain, array, dimension, indices, numbers, object, trials};
use em_lab::chart::{Bar, Plot};
use em_lab::dataset::Dataset;
use em_lab::either;
use em_lab::em::HalfStep;
use em_lab::mixture::Mixture;
use em_lab::plane;
use em_lab::scenario::{MAX_BINS, MAX_PROCESSES, Scenario, Speed, Word};
use em_lab::session::{AnySession, LabelledPoint, Line, Plane, Sentence, SentencePart, Session, Space};
use wasm_bindgen::JsValue;

/// A histogram in numbers.
pub fn shape(bars: &[Bar], peaks: &[usize]) -> JsValue {
    let bar = |bar: &Bar| {
        object([
            ("from", bar.from.into()),
            ("to", bar.to.into()),
            ("count", bar.count.into()),
            ("shares", numbers(bar.shares.iter().copied())),
        ])
    };
    object([("bars", array(bars.iter().map(bar))), ("peaks", indices(peaks))])
}

/// A point whose group is known.
pub fn cell<P: Plain>(cell: &LabelledPoint<P>) -> JsValue {
    object([
        ("x", cell.x.plain()),
        ("group", (cell.group as f64).into()),
        ("component", (cell.component as f64).into()),
        ("responsibilities", numbers(cell.responsibilities.iter().copied())),
    ])
}

/// The plot of a chart or of the main picture.
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

/// The densities and responsibilities of a mixture at x.
pub fn reading(mixture: &Mixture, x: f64) -> JsValue {
    object([
        ("x", x.into()),
        ("weighted", numbers(mixture.weighted_densities(x))),
        ("density", mixture.density(x).into()),
        ("responsibilities", numbers(mixture.responsibilities(x))),
    ])
}

/// The densities and responsibilities of a mixture at a point of the plane.
pub fn reading_at(mixture: &plane::Mixture, point: plane::Point) -> JsValue {
    let weighted = mixture.components().iter().map(|c| c.ln_weighted_density(point).exp());
    object([
        ("x", point[0].into()),
        ("y", point[1].into()),
        ("weighted", numbers(weighted)),
        ("density", mixture.ln_density(point).exp().into()),
        ("responsibilities", numbers(mixture.responsibilities(point))),
    ])
}

/// The last half-step, or the start.
pub fn done(half_step: Option<HalfStep>) -> String {
    half_step.map_or("start".to_string(), |half_step| half_step.to_string())
}

/// A sentence in parts.
pub fn sentence(sentence: &Sentence) -> JsValue {
    let part = |part: &SentencePart| match part {
        SentencePart::Text(text) => object([("text", text.as_str().into())]),
        SentencePart::Component(k) => object([("component", (*k as f64).into())]),
    };
    object([("kind", done(sentence.about).into()), ("parts", array(sentence.parts.iter().map(part)))])
}

/// Every setting as a plain value, and what the form shows of the data.
pub fn settings(session: &AnySession) -> JsValue {
    either!(session, session => settings_of(session))
}

/// What a session's settings and data are to the page.
trait Settings: Space {
    /// The groups' names.
    fn groups(data: &Self::Data) -> &[String];

    /// What the coordinates measure.
    fn units(units: &Self::Units) -> Vec<&str>;
}

impl Settings for Line {
    fn groups(data: &Dataset) -> &[String] {
        data.labels().map_or(&[], |labels| labels.names())
    }

    fn units(units: &String) -> Vec<&str> {
        vec![units]
    }
}

impl Settings for Plane {
    fn groups(data: &plane::Cloud) -> &[String] {
        data.labels().map_or(&[], |labels| labels.names())
    }

    fn units(units: &[String; 2]) -> Vec<&str> {
        units.iter().map(String::as_str).collect()
    }
}

fn settings_of<S: Settings>(session: &Session<S>) -> JsValue {
    let scenario = session.scenario();
    let loaded = session.loaded();
    let Scenario { em, hide, .. } = &scenario;
    let em_of = session.em().model();
    let units = S::units(&loaded.units);
    object([
        ("data", scenario.data.word().into()),
        ("realData", array(Scenario::real_data(scenario.dim()).map(|source| source.word().into()))),
        ("dim", dimension(scenario.dim())),
        ("truth", truth(&scenario)),
        ("seed", scenario.seed.into()),
        ("family", em.family.word().into()),
        ("trials", trials(em.family)),
        (
            "mostIdentifiable",
            em.family.curve().most_identifiable().map_or(JsValue::NULL, |k| (k as f64).into()),
        ),
        ("k", (scenario.k as f64).into()),
        (
            "start",
            if scenario.by_hand().is_some() { "by hand".into() } else { scenario.value("start").into() },
        ),
        ("startSeed", scenario.start_seed.into()),
        ("assignment", em.assignment.word().into()),
        ("vary", em.vary.word().into()),
        ("oneSd", (em.family.is_gaussian() && scenario.plane.is_none()).into()),
        ("covariance", optional(scenario.value("covariance"))),
        ("mass", optional(scenario.value("mass"))),
        ("kMeans", session.is_k_means().into()),
        (
            "limits",
            object([("processes", (MAX_PROCESSES as f64).into()), ("bins", (MAX_BINS as f64).into())]),
        ),
        ("parametersPerComponent", ((em_of.free_parameters(2) - em_of.free_parameters(1)) as f64).into()),
        ("prior", em.prior.word().into()),
        ("floor", em.floor_fraction.into()),
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
        ("glide", scenario.value("glide").into()),
        ("glideSeconds", scenario.glide_seconds().into()),
        ("theme", scenario.theme.word().into()),
        ("view", scenario.view.word().into()),
        ("tab", scenario.tab.word().into()),
        ("predict", scenario.predict.into()),
        ("title", scenario.title.as_str().into()),
        ("hide", array(hide.iter().map(|part| part.word().into()))),
        ("locked", array(scenario.locked().map(|name| name.into()))),
        ("allLocked", scenario.all_locked().into()),
        ("dataName", loaded.name.as_str().into()),
        ("unit", units[0].into()),
        ("units", array(units.iter().map(|unit| (*unit).into()))),
        ("groupNames", array(S::groups(&loaded.data).iter().map(|name| name.as_str().into()))),
        ("objectiveName", em_lab::report::objective_name(em).into()),
        ("ownDataMissing", session.own_data_missing().into()),
        ("reading", super::own::reading(loaded)),
        ("distinct", (S::distinct(&loaded.data) as f64).into()),
    ])
}

/// A text, or null.
fn optional(text: Option<String>) -> JsValue {
    text.map_or(JsValue::NULL, JsValue::from)
}

/// The processes of simulated data.
fn truth(scenario: &Scenario) -> JsValue {
    let of_line = |p: &em_lab::truth::Process| {
        object([("mean", p.mean.into()), ("sd", p.sd.into()), ("count", p.count.into())])
    };
    let of_plane = |p: &plane::Process| {
        object([
            ("mean", p.mean.plain()),
            ("sd", p.sds.plain()),
            ("rho", p.rho.into()),
            ("count", p.count.into()),
        ])
    };
    match &scenario.plane {
        None => array(scenario.truth.iter().map(of_line)),
        Some(plane) => array(plane.truth.iter().map(of_plane)),
    }
}
