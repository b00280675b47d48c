//! The ledger as a CSV table, with the columns that are shown.

use super::{Ledger, LedgerRow, Session};
use crate::em::HalfStep;
use crate::letter::letter;
use crate::mixture::Component;
use crate::scenario::{Part, number};

/// A column: its name, a number for each row, and under them their sum and what the M step makes of it.
struct Column {
    name: String,
    cells: Vec<f64>,
    sum: Option<f64>,
    next: Option<f64>,
}

impl Session {
    /// The ledger as CSV: a header, the rows, the sums, and the next parameters, each under the sum that it is made
    /// of. What is hidden or not yet there is left out. Numbers have the fewest digits that parse to the same bits.
    pub fn ledger_csv(&self) -> String {
        let ledger = self.ledger();
        let shown = |part: Part| !self.scenario.hide.contains(&part);
        let columns = columns(&ledger, shown);
        let places: &[&str] = if ledger.bars { &["from", "to", "count"] } else { &["value", "count"] };
        let line = |first: Vec<String>, cells: &dyn Fn(&Column) -> Option<f64>| {
            let cells = columns.iter().map(|column| cells(column).map(number).unwrap_or_default());
            first.into_iter().chain(cells).collect::<Vec<_>>().join(",") + "\n"
        };
        let names = columns.iter().map(|column| column.name.as_str());
        let mut text = places.iter().copied().chain(names).collect::<Vec<_>>().join(",") + "\n";
        for (i, row) in ledger.rows.iter().enumerate() {
            let place = if ledger.bars { vec![row.from, row.to, row.count] } else { vec![row.x, row.count] };
            text += &line(place.into_iter().map(number).collect(), &|column| column.cells.get(i).copied());
        }
        let under = |name: &str| {
            let mut first = vec![String::new(); places.len()];
            first[0] = name.into();
            first
        };
        if ledger.done.is_some() && shown(Part::LedgerSums) {
            text += &line(under("sum"), &|column| column.sum);
        }
        if ledger.done == Some(HalfStep::M) && shown(Part::LedgerNext) {
            text += &line(under("next"), &|column| column.next);
        }
        text
    }
}

/// The columns that are filled and shown.
fn columns(ledger: &Ledger, shown: impl Fn(Part) -> bool) -> Vec<Column> {
    let mut columns = Vec::new();
    let Some(done) = ledger.done else { return columns };
    let mut add = |name: &str, of_row: fn(&LedgerRow) -> &[f64], sum: usize, next: fn(&Component) -> f64| {
        columns.extend(ledger.next.iter().enumerate().map(|(k, component)| Column {
            name: format!("{name}_{}", letter(k)),
            cells: ledger.rows.iter().map(|row| of_row(row)[k]).collect(),
            sum: ledger.sums[k].get(sum).copied(),
            next: (sum < ledger.sums[k].len()).then(|| next(component)),
        }));
    };
    const NONE: usize = usize::MAX;
    if shown(Part::LedgerDensities) {
        add("weighted_density", |row| &row.weighted, NONE, |c| c.weight);
    }
    if shown(Part::LedgerResponsibilities) {
        add("responsibility", |row| &row.responsibilities, 0, |c| c.weight);
    }
    if shown(Part::LedgerProducts) {
        add("product", |row| &row.products, 1, |c| c.mean);
        if ledger.squares && done == HalfStep::M {
            add("square", |row| &row.squares, 2, |c| c.sd);
        }
    }
    if shown(Part::LedgerDensities) {
        let cells = ledger.rows.iter().map(|row| row.density).collect();
        let density = Column { name: "density".into(), cells, sum: None, next: None };
        columns.insert(ledger.next.len(), density);
    }
    columns
}
