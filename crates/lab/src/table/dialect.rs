//! How a text is read: its likeliest layout, the column of the numbers, or the two of points, their decimal
//! sign; and what was assumed, in sentences that say how to change it.

use super::columns::{self, Column};
use super::decimal;
use super::form::Form;
use super::kind::{Kind, is_cut, is_passed_over, is_place};
use super::layout::{Layout, layouts};
use super::marks::{self, has_money};
use super::number::{Decimal, Reading, reading, unit};
use super::points;
use super::preview::{self, Shown};
use super::records::Row;
use super::{EVERY_COLUMN, Separator, Wishes, quoted};
use crate::figures::thousands;
use crate::float::float;
use crate::mixture::LARGEST;
use crate::refusal::Refusal;
use crate::scenario::Word;

/// How much text, in bytes, is needed before the dialect is decided.
pub const HEAD: usize = 1 << 16;

/// Where points are wanted, a list, or a column that has no name, is less likely by this factor: it gives none.
const ONE_COLUMN: f64 = 0.8;

/// A reading is mentioned if its score is more than this part of the best.
const NEAR: f64 = 0.6;

/// How a text is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Dialect {
    /// How fields are separated.
    pub form: Form,
    /// The line of the names.
    pub names: Option<u64>,
    /// The line on which the table, or the list, begins.
    pub begin: u64,
    /// The columns, from the left; none if one line is a list.
    pub columns: Vec<Column>,
    /// The column of the numbers, or the two of points; none if every field is one.
    pub values: Vec<usize>,
    /// The column of the labels, if wanted.
    pub label: Option<usize>,
    /// Whether each line of a list begins with the index of its first value, as R prints it.
    pub placed: bool,
    /// Whether the lines of a list begin with numbers, so that a line that begins with a word is not part of it.
    pub worded: bool,
    /// The decimal sign, if the first fields say it.
    pub decimal: Option<Decimal>,
    /// What was assumed, in sentences.
    pub assumed: Vec<String>,
    /// The first lines as they were understood.
    pub shown: Vec<Shown>,
}

/// Finds the dialect from the head of a text; `whole` says that the head is the whole text, `list` whether it
/// is one list or none, if the text itself says so, and `in_plane` that two columns are read.
pub fn find(
    head: &str,
    whole: bool,
    wishes: &Wishes,
    list: Option<bool>,
    in_plane: bool,
) -> Result<Dialect, Refusal> {
    let head = if whole { head } else { uncut(head) };
    let every = wishes.column.as_deref() == Some(EVERY_COLUMN);
    let readings = layouts(head, wishes, if every { Some(true) } else { list });
    // A list is one column, and has a name of its own.
    let wished = wishes.column.as_deref().filter(|_| !every);
    let serves =
        |layout: &&Layout| !layout.list || wished.is_none_or(|name| layout.title().as_deref() == Some(name));
    let score = |layout: &Layout| {
        let one_column = layout.list || layout.names.width < 2 && layout.names.row.is_none();
        layout.score * if in_plane && one_column { ONE_COLUMN } else { 1.0 }
    };
    // Of two with the same score the first one tried is taken.
    let best = readings
        .iter()
        .filter(serves)
        .reduce(|best, other| if score(other) > score(best) { other } else { best });
    let give = if in_plane { "give two numbers a line" } else { "give one number a line" };
    let Some(best) = best.filter(|best| !best.rows.is_empty()) else {
        let why = match wishes.skip.is_empty() || head.trim().is_empty() {
            true => &format!("{give}, or a CSV file"),
            false => "all its lines are left out by hand",
        };
        return Err(Refusal::new(format!("there are no numbers in the text: {why}")));
    };
    let body = &best.rows[best.names.begin..];
    if let Some(line) = wishes.names {
        let last = best.rows[best.rows.len() - 1].line;
        if line > last {
            let sentence = format!("line {line} cannot hold the names: give one of the lines 1 to {last}");
            return Err(Refusal::new(sentence));
        } else if body.is_empty() {
            return Err(Refusal::new(format!(
                "there are no numbers under line {line}, which was to hold the names: give a line above them"
            )));
        }
    }
    let columns = columns::columns(best);
    let header = best.names.row.is_some();

    let find = |name: &str| {
        let place = columns.iter().position(|column| column.name == name || column.name == marks::name(name));
        place.ok_or_else(|| no_column(name, &columns, header))
    };
    let mut assumed = Vec::new();
    note_separator(best, &readings, &mut assumed);
    if in_plane {
        assumed.extend(points::split_in_two(best, &readings));
    }
    note_names(best, wishes, &mut assumed);
    assumed.extend(cut_amount(body, best.form.separator));
    let label = wishes.labels.as_deref().filter(|_| !every).map(find).transpose()?;
    let second = wishes.second.as_deref().filter(|_| in_plane);
    let wished = match best.list {
        true => [None, None],
        false => [wished.map(find).transpose()?, second.map(find).transpose()?],
    };
    let likeliest = || columns::likeliest(&columns, best, label).ok_or_else(|| no_numbers(head, body, give));
    let values = match wished[0] {
        _ if in_plane => points::columns(&columns, best, wished, label, likeliest)?,
        Some(wished) => vec![wished],
        None if best.list => Vec::new(),
        None => vec![likeliest()?],
    };
    assumed.extend(columns::others(&columns, &values, wished, label, header));
    let mut decimal_of = |value| decimal::of(best, value, &mut assumed);
    let decimal = wishes.decimal.or_else(|| match values.is_empty() {
        true => decimal_of(None),
        false => values.iter().find_map(|&j| decimal_of(Some(j))),
    });
    let mut dialect = Dialect {
        form: best.form.clone(),
        names: best.names.row.map(|row| best.rows[row].line),
        begin: body.first().map_or(u64::MAX, |row| row.line),
        columns,
        values,
        label,
        worded: best.worded,
        placed: best.list && body.first().is_some_and(|row| is_place(&row.fields[0])),
        decimal,
        assumed,
        shown: Vec::new(),
    };
    if body.is_empty() {
        dialect.begin = dialect.names.map_or(1, |line| line + 1);
    }
    dialect.shown = preview::of(head, &dialect, wishes);
    Ok(dialect)
}

/// The head up to its last complete line; of a line that is longer than the head, enough to see its form.
fn uncut(head: &str) -> &str {
    const ENOUGH: usize = 1 << 12;
    let lines = head.trim_end_matches(['\r', '\n']).rfind(['\r', '\n']).unwrap_or(0);
    if head[..lines].lines().filter(|line| !line.trim().is_empty()).nth(1).is_some() {
        return &head[..head.rfind(['\r', '\n']).map_or(lines, |end| end + 1)];
    }
    let enough = &head[..head.ceil_char_boundary(lines + ENOUGH)];
    let between = |sign: char| sign.is_whitespace() || matches!(sign, ',' | ';' | '|');
    &enough[..enough.rfind(between).unwrap_or(enough.len())]
}

fn no_column(name: &str, columns: &[Column], header: bool) -> Refusal {
    let untitled = if header { "" } else { "; the text has no header line" };
    let columns = columns::all_names(columns);
    Refusal::new(format!("there is no column named {name}: the columns are {columns}{untitled}"))
}

/// Why a text is refused in which no column holds numbers.
fn no_numbers(head: &str, body: &[Row], give: &str) -> Refusal {
    let first_line = head.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let begins = format!("which begins with {}", quoted(first_line));
    let far = float(first_line.trim()).is_some_and(f64::is_finite);
    if far {
        return Refusal::new(format!(
            "the numbers in the text, {begins}, do not lie between -{LARGEST:e} and {LARGEST:e}: change their unit"
        ));
    }
    let mut fields = body.iter().flat_map(|row| &row.fields).map(String::as_str).chain([first_line]);
    let way_out = match fields.find_map(unit) {
        Some(unit) => format!("leave out what follows the numbers, as {}", quoted(unit)),
        None => format!("{give}, or a CSV file"),
    };
    Refusal::new(format!("there are no numbers in the text, {begins}: {way_out}"))
}

/// Says how the next best layout reads the separator, if it reads it otherwise.
fn note_separator(best: &Layout, readings: &[Layout], assumed: &mut Vec<String>) {
    let parts = |row: &Row| row.fields.iter().filter(|field| !is_passed_over(field)).count() > 1;
    let several = |other: &&Layout| {
        !other.list
            && other.form.separator != best.form.separator
            && other.rows[other.names.begin..].iter().any(parts)
    };
    let near = |other: &&Layout| other.score > NEAR * best.score;
    let other = readings
        .iter()
        .filter(|other| several(other) && near(other))
        .find(|other| matches!(other.form.separator, Separator::Comma | Separator::Space));
    let Some(other) = other else { return };
    let sign = other.form.separator.word();
    let row = &best.rows[best.names.begin.min(best.rows.len() - 1)];
    if best.form.separator == Separator::None && best.names.row.is_none() {
        let line = row.fields.join(" ");
        assumed.push(format!(
            "Each line was read as one number, as in “{line}”. If the {sign} separates columns, set the separator to {sign}."
        ));
    } else if best.form.separator == Separator::Space && other.form.separator == Separator::Comma {
        let with_comma = best.rows[best.names.begin..].iter().flat_map(|row| &row.fields);
        if let Some(field) =
            with_comma.filter(|field| reading(field) != Reading::None).find(|field| field.contains(','))
        {
            assumed.push(format!(
                "The comma in {field} was taken to stand within a number. If the comma separates, set the separator to comma."
            ));
        }
    }
}

/// Mentions numbers that were taken for names, and lines above the table.
fn note_names(best: &Layout, wishes: &Wishes, assumed: &mut Vec<String>) {
    let names = best.names.row.map(|row| &best.rows[row]).filter(|_| !best.list);
    let numbers = |row: &Row| row.fields.iter().any(|field| Kind::of(field).is_number(best.decimal));
    let wished = wishes.names.is_some() || wishes.header.is_some();
    if let Some(row) = names.filter(|row| numbers(row) && !wished) {
        assumed.push(format!(
            "Line {} was taken to hold names: {}. If these are numbers, set what the first line holds to numbers.",
            row.line,
            quoted(&row.fields.join(", "))
        ));
    }
    let above = &best.rows[best.names.above(best.comments)];
    if let (Some(first), Some(last)) = (above.first(), above.last()) {
        let lines = match first.line == last.line {
            true => format!("Line {} stands", first.line),
            false => {
                format!("Lines {} to {} stand", thousands(first.line as usize), thousands(last.line as usize))
            }
        };
        assumed.push(format!("{lines} above the table, and no number was taken from there."));
    }
}

/// A sentence for a comma that may be within one amount without quotation marks: $1,234.50.
fn cut_amount(rows: &[Row], separator: Separator) -> Option<String> {
    let pairs = rows.iter().flat_map(|row| row.fields.windows(2));
    let mut cut = pairs.filter(|pair| has_money(&pair[0]) && is_cut(&pair[0], &pair[1]));
    let pair = cut.next().filter(|_| separator == Separator::Comma)?;
    let [whole, rest] = [&pair[0], &pair[1]];
    Some(format!(
        "The comma in {whole},{rest} was taken to separate {whole} from {rest}. If it is one number, put it in quotation marks."
    ))
}
