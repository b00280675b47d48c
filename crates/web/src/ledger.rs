//! The sums of an M step and the ledger as plain objects.

use super::shown::done;
use super::values::{Parameters, Plain, array, numbers, object};
use em_lab::plane::Scatter;
use em_lab::session::{Line, Plane, Row, Session, Summed, Sums};
use wasm_bindgen::JsValue;

/// What there is besides sums for an M step with a prior.
pub trait WithPrior: Summed {
    /// The constants of the prior of k components, or null under maximum likelihood.
    fn prior_constants(&self, k: usize) -> JsValue;
}

impl WithPrior for Line {
    fn prior_constants(&self, k: usize) -> JsValue {
        let prior = self.prior();
        if prior.is_none() {
            return JsValue::NULL;
        }
        object([
            ("shrinkage", prior.shrinkage.into()),
            ("mean", prior.mean.into()),
            ("scale", prior.scale.into()),
            ("extra", prior.extra_count().into()),
            ("extraShared", prior.extra_count_shared(k).into()),
        ])
    }
}

impl WithPrior for Plane {
    fn prior_constants(&self, k: usize) -> JsValue {
        let prior = self.prior();
        if prior.is_none() {
            return JsValue::NULL;
        }
        object([
            ("shrinkage", prior.shrinkage.into()),
            ("mean", prior.mean.plain()),
            ("scale", prior.scale.plain()),
            ("extra", prior.extra_count(k).into()),
        ])
    }
}

/// `[xx, xy, yy]`.
impl Plain for Scatter {
    fn plain(&self) -> JsValue {
        numbers([self.xx, self.xy, self.yy])
    }
}

/// The sums behind the last M step, with the prior's constants where there is one; null if it was an E step.
pub fn last_m<S: WithPrior>(session: &Session<S>) -> JsValue
where
    S::Point: Plain,
    S::Squares: Plain,
{
    session.last_m().map_or(JsValue::NULL, |held| sums::<S>(&held, session.em().model()))
}

fn sums<S: WithPrior>(sums: &[Sums<S>], model: &S) -> JsValue
where
    S::Point: Plain,
    S::Squares: Plain,
{
    object([
        ("count", numbers(sums.iter().map(|sums| sums.0))),
        ("sum", array(sums.iter().map(|sums| sums.1.plain()))),
        ("sumOfSquares", array(sums.iter().map(|sums| sums.2.plain()))),
        ("prior", model.prior_constants(sums.len())),
    ])
}

/// One iteration as a table.
pub fn ledger<S: WithPrior>(session: &Session<S>) -> JsValue
where
    S::Component: Parameters,
    S::Point: Plain,
    S::Squares: Plain,
{
    let ledger = session.ledger();
    let row = |row: &Row<S>| {
        object([
            ("from", row.from.plain()),
            ("to", row.to.plain()),
            ("x", row.x.plain()),
            ("count", row.count.into()),
            ("weighted", numbers(row.weighted.iter().copied())),
            ("density", row.density.into()),
            ("responsibilities", numbers(row.responsibilities.iter().copied())),
            ("products", array(row.products.iter().map(Plain::plain))),
            ("squares", array(row.squares.iter().map(Plain::plain))),
        ])
    };
    object([
        ("done", done(ledger.done).into()),
        ("bars", ledger.bars.into()),
        ("rows", array(ledger.rows.iter().map(row))),
        ("sums", sums::<S>(&ledger.sums, session.em().model())),
        ("entering", array(ledger.entering.iter().map(Plain::plain))),
        ("next", array(ledger.next.iter().map(Plain::plain))),
        ("hasSquares", ledger.squares.into()),
    ])
}
