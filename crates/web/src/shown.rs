//! Objects for the lab's own scripts, not part of the public interface: settings, sentences, values
//! at a place, plots.

use super::values::{array, component, indices, numbers, object, trials};
use em_lab::chart::{Bar, Plot};
use em_lab::em::{HalfStep, Prior};
use em_lab::mixture::Mixture;
use em_lab::scenario::{MAX_BINS, MAX_PROCESSES, Scenario, Speed, Word};
use em_lab::session::{LabelledPoint, Ledger, LedgerRow, Sentence, SentencePart, Session};
use em_lab::start::Start;
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
pub fn cell(cell: &LabelledPoint) -> JsValue {
    object([
        ("x", cell.x.into()),
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

/// One iteration as a table.
pub fn ledger(ledger: &Ledger, prior: &Prior) -> JsValue {
    let row = |row: &LedgerRow| {
        object([
            ("from", row.from.into()),
            ("to", row.to.into()),
            ("x", row.x.into()),
            ("count", row.count.into()),
            ("weighted", numbers(row.weighted.iter().copied())),
            ("density", row.density.into()),
            ("responsibilities", numbers(row.responsibilities.iter().copied())),
            ("products", numbers(row.products.iter().copied())),
            ("squares", numbers(row.squares.iter().copied())),
        ])
    };
    object([
        ("done", done(ledger.done).into()),
        ("bars", ledger.bars.into()),
        ("rows", array(ledger.rows.iter().map(row))),
        ("sums", last_m(&ledger.sums, prior)),
        ("entering", array(ledger.entering.iter().map(component))),
        ("next", array(ledger.next.iter().map(component))),
        ("hasSquares", ledger.squares.into()),
    ])
}

/// The last half-step, or the start.
fn done(half_step: Option<HalfStep>) -> String {
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
pub fn settings(session: &Session) -> JsValue {
    let scenario = session.scenario();
    let loaded = session.loaded();
    let Scenario { truth, start, em, hide, .. } = &scenario;
    let process = |p: &em_lab::truth::Process| {
        object([("mean", p.mean.into()), ("sd", p.sd.into()), ("count", p.count.into())])
    };
    let group_names = loaded.data.labels().map_or(&[][..], |labels| labels.names());
    object([
        ("data", scenario.data.word().into()),
        ("truth", array(truth.iter().map(process))),
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
            match start {
                Start::Named(named) => named.word().into(),
                Start::ByHand(_) => "by hand".into(),
            },
        ),
        ("startSeed", scenario.start_seed.into()),
        ("assignment", em.assignment.word().into()),
        ("vary", em.vary.word().into()),
        ("kMeans", session.is_k_means().into()),
        (
            "limits",
            object([("processes", (MAX_PROCESSES as f64).into()), ("bins", (MAX_BINS as f64).into())]),
        ),
        ("parametersPerComponent", ((em.free_parameters(2) - em.free_parameters(1)) as f64).into()),
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
        ("unit", loaded.unit.as_str().into()),
        ("groupNames", array(group_names.iter().map(|name| name.as_str().into()))),
        ("objectiveName", em_lab::report::objective_name(session.em()).into()),
        ("ownDataMissing", session.own_data_missing().into()),
        ("reading", super::own::reading(loaded)),
        ("distinct", (loaded.data.distinct() as f64).into()),
    ])
}
