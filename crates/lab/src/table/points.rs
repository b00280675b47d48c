//! Points of the plane: two columns of numbers, read together.
//!
//! A point needs both of its numbers. So a row in which one is missing is left out, and a text with one column
//! of numbers is refused, or its lines are read as two numbers each where that is possible.

use super::columns::{self, Column, all_names};
use super::layout::Layout;
use super::{Reader, Report, Separator, Wishes};
use crate::refusal::Refusal;

/// Points in the order of their rows, with the labels beside them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Points {
    /// The points, x and y.
    pub points: Vec<[f64; 2]>,
    /// For each point the place of its label in `names`; none if no column of labels was wished.
    pub labels: Vec<u8>,
    /// The different labels, in the order of their first appearance.
    pub names: Vec<String>,
}

/// Reads a text in pieces into points; as [`Reader`], with the column of x and that of y.
#[derive(Debug)]
pub struct PointReader(Reader);

impl PointReader {
    /// A reader with these wishes: x from [`Wishes::column`], y from [`Wishes::second`].
    pub fn new(wishes: Wishes) -> Self {
        Self(Reader::of_points(wishes))
    }

    /// Takes in a piece of the text.
    pub fn feed(&mut self, piece: &str) -> Result<(), Refusal> {
        self.0.feed(piece)
    }

    /// The points and how they were read, after the whole text has come in. It is refused if there are no two
    /// columns of numbers, or no point is left.
    pub fn finish(self) -> Result<(Points, Report), Refusal> {
        let (taken, report) = self.0.end()?;
        let (points, labels, names) = (taken.points, taken.labels, taken.names.into_names());
        Ok((Points { points, labels, names }, report))
    }
}

/// Reads a whole text into points.
pub fn read_points(text: &str, wishes: Wishes) -> Result<(Points, Report), Refusal> {
    let mut reader = PointReader::new(wishes);
    reader.feed(text)?;
    reader.finish()
}

/// The columns of x and y: those that are wished, for others the likeliest; `only` is the likeliest one.
pub fn columns(
    columns: &[Column],
    layout: &Layout,
    wished: [Option<usize>; 2],
    label: Option<usize>,
    only: impl FnOnce() -> Result<usize, Refusal>,
) -> Result<Vec<usize>, Refusal> {
    const TWO_NEEDED: &str =
        "two are needed for points in the plane, so give both numbers of a point on one line";
    let name = |j: usize| columns::named(columns, &[j]);
    if layout.list {
        return Err(Refusal::new(format!("the text is one list of numbers and no columns: {TWO_NEEDED}")));
    }
    if let [Some(x), Some(y)] = wished
        && x == y
    {
        return Err(Refusal::new(format!(
            "column {} was chosen twice: points in the plane need two different columns of {}",
            name(x),
            all_names(columns)
        )));
    }
    if let Some(pair) = columns::pair(columns, layout, wished, label) {
        return Ok(pair.to_vec());
    }
    let is_numeric = |&j: &usize| columns[j].numeric();
    let only = wished.into_iter().flatten().find(is_numeric).map_or_else(only, Ok)?;
    // Where no pair was found, a further column of numbers is an index.
    let is_index = |&j: &usize| columns[j].numeric() && j != only && label != Some(j);
    let indices: Vec<usize> = (0..columns.len()).filter(is_index).collect();
    let only = if columns.len() > 1 { format!(", {}", name(only)) } else { String::new() };
    let (beside, or_choose) = match indices.as_slice() {
        [] => (String::new(), ""),
        _ => (
            format!(", and what seem to be row numbers in {}", columns::named(columns, &indices)),
            ", or choose a column of row numbers by its name",
        ),
    };
    Err(Refusal::new(format!("the text has one column of numbers{only}{beside}: {TWO_NEEDED}{or_choose}")))
}

/// A sentence for lines that would rather be one number each, but were read as the two of a point.
pub fn split_in_two(best: &Layout, readings: &[Layout]) -> Option<String> {
    readings.iter().find(|other| other.form.separator == Separator::None && other.score > best.score)?;
    let [x, y, ..] = best.rows.get(best.names.begin)?.fields.as_slice() else { return None };
    Some(format!("Each line was read as more than one number, as {x} and {y}: points in the plane need two."))
}

#[cfg(test)]
mod tests;
