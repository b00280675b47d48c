//! The ledger as a CSV table, with the columns that are shown.

use super::{LedgerOf, Row, Session, Summed};
use crate::em::HalfStep;
use crate::letter::letter;
use crate::scenario::{Part, number};

/// A column: its name, a number for each row that has one, and under them their sum and what the M step makes of it.
struct Column {
    name: String,
    cells: Vec<Option<f64>>,
    sum: Option<f64>,
    next: Option<f64>,
}

impl<S: Summed> Session<S> {
    /// The ledger as CSV: a header, the rows, the sums, and the next parameters, each under the sum that it is made
    /// of. What is hidden or not yet there is left out. Numbers have the fewest digits that parse to the same bits.
    pub fn ledger_csv(&self) -> String {
        let ledger = self.ledger();
        let shown = |part: Part| !self.scenario.hide.contains(&part);
        let columns = self.columns(&ledger);
        let places: Vec<&str> =
            if ledger.bars { vec!["from", "to"] } else { S::COLUMNS.split(',').collect() };
        let line = |first: Vec<String>, cells: &dyn Fn(&Column) -> Option<f64>| {
            let cells = columns.iter().map(|column| cells(column).map(number).unwrap_or_default());
            first.into_iter().chain(cells).collect::<Vec<_>>().join(",") + "\n"
        };
        let names = columns.iter().map(|column| column.name.as_str());
        let mut text =
            places.iter().copied().chain(["count"]).chain(names).collect::<Vec<_>>().join(",") + "\n";
        for (i, row) in ledger.rows.iter().enumerate() {
            let mut place: Vec<String> = match row {
                _ if ledger.bars => {
                    [&row.from, &row.to].into_iter().flat_map(S::numbers).map(number).collect()
                }
                _ if row.weighted.is_empty() => vec![String::new(); places.len()],
                _ => S::numbers(&row.x).into_iter().map(number).collect(),
            };
            place.push(number(row.count));
            text += &line(place, &|column| column.cells[i]);
        }
        let under = |name: &str| {
            let mut first = vec![String::new(); places.len() + 1];
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

    /// The columns that are filled and shown.
    fn columns(&self, ledger: &LedgerOf<S>) -> Vec<Column> {
        let Some(done) = ledger.done else { return Vec::new() };
        let shown = |part: Part| !self.scenario.hide.contains(&part);
        let cells = |of: &dyn Fn(&Row<S>) -> Option<f64>| ledger.rows.iter().map(of).collect::<Vec<_>>();
        let mut columns = Vec::new();
        if shown(Part::LedgerDensities) {
            let column = |name: String, cells| Column { name, cells, sum: None, next: None };
            let name = |k| format!("weighted_density_{}", letter(k));
            columns.extend(
                (0..ledger.next.len()).map(|k| column(name(k), cells(&|row| row.weighted.get(k).copied()))),
            );
            let density = |row: &Row<S>| (!row.weighted.is_empty()).then_some(row.density);
            columns.push(column("density".into(), cells(&density)));
        }
        for (j, name) in S::SUMMED.iter().enumerate() {
            let part = if j == 0 { Part::LedgerResponsibilities } else { Part::LedgerProducts };
            let of_squares = j > S::NUMBERS;
            let there = !of_squares || ledger.squares && done == HalfStep::M && S::makes(&self.scenario, j);
            if !shown(part) || !there {
                continue;
            }
            columns.extend(ledger.next.iter().zip(&ledger.sums).enumerate().map(|(k, (component, sums))| {
                let held = |row: &Row<S>| {
                    let row = (row.responsibilities[k], row.products[k].clone(), row.squares[k].clone());
                    Some(S::as_numbers(&row)[j])
                };
                Column {
                    name: format!("{name}_{}", letter(k)),
                    cells: cells(&held),
                    sum: Some(S::as_numbers(sums)[j]),
                    next: Some(S::made(component)[j]),
                }
            }));
        }
        columns
    }
}
