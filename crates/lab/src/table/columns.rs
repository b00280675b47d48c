//! The columns of a table: their names, which hold numbers, and which of those to take.

use super::layout::Layout;
use super::marks;
use super::names::all_different;
use super::number::{Reading, is_missing, reading};
use std::collections::BTreeSet;

/// A column of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its header, or its place: “column 2”. No two have the same.
    pub name: String,
    /// How many of its first fields are numbers.
    pub numbers: usize,
    /// How many are not a word for no value.
    pub known: usize,
    /// Whether it has a name of its own.
    named: bool,
}

impl Column {
    /// Whether most of its first fields are numbers.
    pub fn numeric(&self) -> bool {
        self.numbers > 0 && 2 * self.numbers >= self.known
    }
}

/// The columns of a layout; a list on one line has none, though it may have a name.
pub fn columns(layout: &Layout) -> Vec<Column> {
    let names = layout.names.row.map(|row| &layout.rows[row]);
    let body = &layout.rows[layout.names.begin..];
    let title = layout.title().filter(|_| layout.list);
    let width = match layout.list {
        true if body.len() < 2 => 0,
        _ => body.iter().map(|row| row.fields.len()).max().unwrap_or(0).max(layout.names.width),
    };
    let shift = usize::from(layout.names.row_names);
    let mut known: BTreeSet<String> = BTreeSet::new();
    let mut column = |j: usize, given: Option<&str>| {
        let given = given.map(marks::name).filter(|name| !name.is_empty());
        let mut name = given.clone().unwrap_or_else(|| format!("column {}", j + 1));
        while !known.insert(name.clone()) {
            name = format!("{name} ({})", j + 1);
        }
        let fields = body.iter().filter_map(|row| row.fields.get(j)).filter(|field| !is_missing(field));
        let numbers = fields.clone().filter(|field| reading(field) != Reading::None).count();
        Column { name, numbers, known: fields.count(), named: given.is_some() }
    };
    if let Some(title) = title {
        return (0..width.max(1)).map(|j| column(j, (j == 0).then_some(title.as_str()))).collect();
    }
    let name_of = |j: usize| match j.checked_sub(shift) {
        None => Some("row names"),
        Some(place) => names?.fields.get(place).map(String::as_str),
    };
    (0..width).map(|j| column(j, name_of(j))).collect()
}

/// The column of numbers; of several the first that is no index. If no column is mostly numbers, the one with
/// the most; then one that is empty so far.
pub fn likeliest(columns: &[Column], layout: &Layout, label: Option<usize>) -> Option<usize> {
    let body = &layout.rows[layout.names.begin..];
    let others = || (0..columns.len()).filter(|&j| Some(j) != label);
    let numeric = || others().filter(|&j| columns[j].numeric());
    let most =
        || others().filter(|&j| columns[j].numbers > 1).max_by_key(|&j| (columns[j].numbers, usize::MAX - j));
    let empty =
        || others().find(|&j| columns[j].known == 0 && body.iter().any(|row| row.fields.get(j).is_some()));
    numeric()
        .find(|&j| !is_index(columns, layout, j))
        .or_else(|| {
            others()
                .filter(|&j| !is_index(columns, layout, j) && columns[j].numbers > 1)
                .max_by_key(|&j| columns[j].numbers)
        })
        .or_else(|| numeric().next())
        .or_else(most)
        .or_else(|| empty().filter(|_| body.len() >= MANY))
}

/// The two columns of points of the plane: those that are wished, and in place of each other one the next that
/// holds numbers, is no index and has no labels.
pub fn pair(
    columns: &[Column],
    layout: &Layout,
    wished: [Option<usize>; 2],
    label: Option<usize>,
) -> Option<[usize; 2]> {
    let taken = |j: usize| label == Some(j) || wished.contains(&Some(j));
    let mut free =
        (0..columns.len()).filter(|&j| columns[j].numeric() && !taken(j) && !is_index(columns, layout, j));
    let [x, y] = wished.map(|place| place.or_else(|| free.next()));
    Some([x?, y?])
}

/// After so many fields without a value, nothing is known about those that follow.
const MANY: usize = 100;

/// Whether a column numbers the rows: names of rows, whole numbers that increase by one, or different whole
/// numbers without a name, as pandas writes them, or under a usual name of an index.
fn is_index(columns: &[Column], layout: &Layout, j: usize) -> bool {
    const NAMES: &[&str] =
        &["index", "idx", "no", "no.", "nr", "nr.", "n°", "#", "row", "rownames", "rowname", "level_0"];
    let body = &layout.rows[layout.names.begin..];
    if j == 0 && layout.names.row_names {
        return true;
    }
    // 1. is how Stata numbers its rows.
    let place = |field: &String| marks::bare(field).trim_end_matches('.').parse().ok();
    let values: Vec<u64> = body.iter().filter_map(|row| place(row.fields.get(j)?)).collect();
    if values.len() < 2 || values.len() < columns[j].numbers {
        return false;
    }
    let by_one = values.windows(2).all(|pair| pair[1] == pair[0] + 1);
    if values.len() > 2 && by_one && values[0] < 2 {
        return true;
    }
    let different = all_different(&values);
    let name = columns[j].named.then(|| columns[j].name.to_ascii_lowercase());
    let printed =
        || body.last().is_some_and(|row| row.fields.iter().any(|field| field.starts_with("dtype:")));
    match name {
        None => j == 0 && (columns[1..].iter().any(|column| column.named) || different && printed()),
        Some(name) => {
            let is_id = || name.split([' ', '_', '-']).any(|word| word == "id");
            name.starts_with("unnamed: ")
                || different && (is_id() || j == 0 && NAMES.contains(&name.as_str()))
        }
    }
}

/// The sentence about other columns of numbers, to the right of the first one that was not wished.
pub fn others(
    columns: &[Column],
    chosen: &[usize],
    wished: [Option<usize>; 2],
    label: Option<usize>,
    header: bool,
) -> Option<String> {
    let guessed = chosen.iter().find(|&&j| !wished.contains(&Some(j)))?;
    let is_other = |j: &usize| columns[*j].numeric() && label != Some(*j) && !chosen.contains(j);
    let others: Vec<String> =
        (guessed + 1..columns.len()).filter(is_other).map(|j| named(columns, &[j])).collect();
    let (were, the_column, or_all) = match chosen {
        [_, _] => ("were", "the column or the second column", ""),
        _ => ("was", "the column", if header { "" } else { ", or every column" }),
    };
    (!others.is_empty()).then(|| {
        format!(
            "Of the {} columns of numbers {} {were} taken. To take another, set {the_column} to {}{or_all}.",
            others.len() + chosen.len(),
            named(columns, chosen),
            listed(&others)
        )
    })
}

/// How many columns a sentence names.
const NAMED: usize = 12;

/// The names of the columns, as far as a sentence gives them.
pub fn all_names(columns: &[Column]) -> String {
    let names: Vec<&str> = columns.iter().take(NAMED).map(|column| column.name.as_str()).collect();
    let more = match columns.len() - names.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    names.join(", ") + &more
}

/// The names of these columns: “price” and “size”.
pub fn named(columns: &[Column], of: &[usize]) -> String {
    let names: Vec<String> = of.iter().map(|&j| format!("“{}”", columns[j].name)).collect();
    names.join(" and ")
}

/// The names with “or” between them; only the number of further ones, if there are many.
fn listed(names: &[String]) -> String {
    const NAMED: usize = 6;
    match names {
        [] => String::new(),
        [only] => only.clone(),
        _ if names.len() > NAMED => {
            format!("{} or one of {} more", names[..NAMED].join(", "), names.len() - NAMED)
        }
        [before @ .., last] => format!("{} or {last}", before.join(", ")),
    }
}
