//! How a text is laid out: what separates its fields, under which decimal sign most of them are
//! numbers, where the table begins and which line names its columns.
//!
//! A file does not say this. So each separator is tried with each decimal sign on the first lines. The score
//! of a try is high if most rows have the same number of fields and most cells have a type (van den Burg,
//! Nazábal and Sutton 2019; García 2024). The try with the highest score is used. The second best shows what
//! had to be assumed.

use super::form::Form;
use super::kind::{Kind, is_cut, is_passed_over, is_place};
use super::marks;
use super::names::{self, Names};
use super::number::Decimal;
use super::records::{Row, head_rows};
use super::{Separator, Wishes};

/// One way to read the head of a text.
#[derive(Clone, Debug)]
pub struct Layout {
    /// How its fields are separated.
    pub form: Form,
    /// The sign under which most of its cells have a type; the point, if no cell has a sign.
    pub decimal: Decimal,
    /// Whether all numbers are one list, on whatever lines they are.
    pub list: bool,
    /// The rows of the head, including those above the table.
    pub rows: Vec<Row>,
    /// Which of them holds the names, where the table begins, how wide it is.
    pub names: Names,
    /// How many comments the rows begin with.
    pub comments: usize,
    /// For a list: whether a line that begins with a word is not part of it.
    pub worded: bool,
    /// How likely it is, compared with others.
    pub score: f64,
}

impl Layout {
    /// The line above a list, if it is its name.
    pub fn title(&self) -> Option<String> {
        self.names.row.filter(|_| self.list).map(|row| marks::name(&self.rows[row].fields.join(" ")))
    }
}

/// No number has a semicolon, a tab or a bar in it; numbers have commas, names and numbers have spaces.
fn prior(separator: Separator) -> f64 {
    match separator {
        Separator::Semicolon | Separator::Tab | Separator::Bar | Separator::Ampersand => 1.0,
        Separator::Comma => 0.95,
        Separator::Space | Separator::Fixed => 0.8,
        Separator::None => 0.96,
    }
}

/// A list over several lines is rarer than a table, and over lines of one length rarer still.
const LIST: f64 = 0.85;
const EVEN_LIST: f64 = 0.7;
/// Names that fit the columns under them are hardly there by chance.
const NAMED: f64 = 1.25;
/// A line above a table should name its columns.
const UNNAMED: f64 = 0.9;

/// All readings of a head. `list` says whether it is a list or none, if the text itself says so.
pub fn layouts(head: &str, wishes: &Wishes, list: Option<bool>) -> Vec<Layout> {
    let mut found = Vec::new();
    for separator in Separator::ALL {
        if wishes.separator.is_some_and(|wished| wished != separator) {
            continue;
        }
        let form = Form::of(head, separator);
        if !form.has_columns() {
            continue;
        }
        let mut rows = head_rows(head, &form, &wishes.skip);
        let comments = names::comments(&mut rows);
        let kinds: Vec<Vec<Kind>> = rows.iter().map(|row| kinds_of(row, separator)).collect();
        for decimal in [Decimal::Point, Decimal::Comma] {
            if wishes.decimal.is_none_or(|wished| wished == decimal) {
                let trial = Trial { form: &form, separator, decimal, rows: &rows, kinds: &kinds, comments };
                found.extend(trial.layouts(wishes, list));
            }
        }
    }
    found
}

/// The kinds of a row's cells. A quotation mark that closes within a line does not enclose the line.
fn kinds_of(row: &Row, separator: Separator) -> Vec<Kind> {
    match separator {
        Separator::None if row.quoted && !row.closed => vec![Kind::Other],
        _ => row.fields.iter().map(|field| Kind::of(field)).collect(),
    }
}

struct Trial<'a> {
    form: &'a Form,
    separator: Separator,
    decimal: Decimal,
    rows: &'a [Row],
    kinds: &'a [Vec<Kind>],
    comments: usize,
}

impl Trial<'_> {
    fn layouts(&self, wishes: &Wishes, list: Option<bool>) -> Vec<Layout> {
        let names = names::find(self.rows, self.kinds, self.decimal, self.comments, wishes);
        let body = names.begin..self.rows.len();
        let split = names.width > 1;
        let mut found = Vec::new();
        let mut keep = |list, names: Names, score| {
            let Self { form, decimal, rows, comments, .. } = *self;
            let form = form.clone();
            let worded = list && self.worded(names.begin);
            found.push(Layout { form, decimal, list, rows: rows.to_vec(), names, comments, worded, score });
        };
        let one_line = body.len() == 1;
        if list != Some(true) && (split || self.separator == Separator::None) {
            keep(false, names.clone(), self.table(&names, one_line));
        }
        if list != Some(false)
            && !matches!(self.separator, Separator::None | Separator::Fixed)
            && wishes.labels.is_none()
        {
            let title = names::of_list(self.rows, self.kinds, self.decimal, self.comments, wishes);
            let score = self.list(&title);
            if score > 0.0 && (split || list == Some(true) || self.kinds.iter().any(|row| row.len() > 1)) {
                keep(true, title, score);
            }
        }
        found
    }

    /// The rows from one on, with the kinds of their cells.
    fn body(&self, begin: usize) -> impl Iterator<Item = (&Row, &Vec<Kind>)> {
        self.rows[begin..].iter().zip(&self.kinds[begin..])
    }

    /// Whether most lines of a list do not begin with a word: a line that does is not part of the list.
    fn worded(&self, begin: usize) -> bool {
        let words = self.kinds[begin..].iter().filter(|kinds| kinds[0] == Kind::Word).count();
        2 * words < self.rows.len() - begin
    }

    /// How even the rows are, times how many cells have a type.
    fn table(&self, names: &Names, one_line: bool) -> f64 {
        let Self { separator, decimal, .. } = *self;
        // A line of words under numbers is a remark, whose width does not count.
        let own = |(_, kinds): &(&Row, &Vec<Kind>)| {
            !self.worded(names.begin) || kinds[0] != Kind::Word || kinds.len() == names.width
        };
        let body: Vec<_> = self.body(names.begin).filter(own).collect();
        if body.is_empty() {
            return 0.0;
        }
        let even = |(row, _): &(&Row, &Vec<Kind>)| match row.fields.len().cmp(&names.width) {
            std::cmp::Ordering::Equal => 1.0,
            std::cmp::Ordering::Less => 0.5,
            std::cmp::Ordering::Greater => 0.2,
        };
        let above = names.above(self.comments);
        let evenness = body.iter().map(even).sum::<f64>() / (body.len() + self.lost(names)) as f64;
        let numbers = body.iter().flat_map(|(_, kinds)| *kinds).any(|kind| kind.is_number(decimal));
        let mut score = evenness * self.typed(&body).powi(2) * prior(separator);
        let by_commas = separator == Separator::None && self.cut_by_commas();
        for (holds, factor) in [
            (!numbers, 0.1),
            (names.row.is_some() && names.width > 1 && names.fits, NAMED),
            (names.row.is_none() && !above.is_empty(), UNNAMED),
            // A single line is a list, and not one number of all its digits.
            (one_line && names.row.is_none(), 0.7),
            (self.names_over_each_line(names), 0.6),
            (by_commas, 0.8),
        ] {
            score *= if holds { factor } else { 1.0 };
        }
        score
    }

    /// Whether each line of numbers has its names above, as R prints a vector: then it is a list.
    fn names_over_each_line(&self, names: &Names) -> bool {
        let words = |row: &[Kind]| row.iter().all(|kind| *kind == Kind::Word);
        let printed = matches!(self.separator, Separator::Space | Separator::Fixed);
        let Some(first) = names.row.filter(|_| printed) else { return false };
        self.kinds[first..].chunks(2).all(|pair| {
            pair.len() == 2 && pair[0].len() == pair[1].len() && words(&pair[0]) && !words(&pair[1])
        })
    }

    /// How many rows above have digits and do not begin with a word: these may be numbers that are lost.
    fn lost(&self, names: &Names) -> usize {
        let holds_digits = |row: &&Vec<Kind>| {
            row.first() != Some(&Kind::Word)
                && row.iter().any(|kind| matches!(kind, Kind::Number(_) | Kind::Other))
        };
        self.kinds[names.above(self.comments)].iter().filter(holds_digits).count()
    }

    /// Whether each line is an Indian number, 1,20,300, and all have the same number of commas: then these are
    /// columns.
    fn cut_by_commas(&self) -> bool {
        let commas = |row: &Row| row.fields[0].matches(',').count();
        let lakhs = |row: &Row| row.fields[0].split(',').skip(1).any(|group| group.len() == 2);
        let first = self.rows.first().map(commas).unwrap_or_default();
        first > 1 && self.rows.iter().all(|row| commas(row) == first) && self.rows.iter().any(lakhs)
    }

    /// The same for a list: its lines need not be even, but its fields must be numbers.
    fn list(&self, title: &Names) -> f64 {
        let own = |(_, kinds): &(&Row, &Vec<Kind>)| !self.worded(title.begin) || kinds[0] != Kind::Word;
        let body: Vec<_> = self.body(title.begin).filter(own).collect();
        let rows: Vec<&Row> = body.iter().map(|(row, _)| *row).collect();
        let fields = body.iter().flat_map(|(row, kinds)| row.fields.iter().zip(*kinds));
        let fields = || fields.clone().filter(|(field, _)| !field.is_empty() && !is_passed_over(field));
        let all = fields().filter(|(_, kind)| **kind != Kind::Missing).count();
        let numbers = fields().filter(|(_, kind)| kind.is_number(self.decimal)).count();
        let titled = title.row.is_some_and(|row| self.rows[row].fields.len() == 1);
        if fields().count() < 2 || 2 * numbers < all {
            return 0.0;
        }
        let ends_open = |row: &&Row| row.fields.last().is_some_and(String::is_empty);
        let (last, before) = (&rows[rows.len() - 1], &rows[..rows.len() - 1]);
        // Every line but the last ends with the separator.
        let goes_on = rows.len() > 1 && before.iter().all(ends_open) && !ends_open(last);
        let alike = rows.iter().filter(|row| row.fields.len() == rows[0].fields.len()).count();
        let even = 10 * alike >= 9 * rows.len();
        let places = rows.iter().filter(|row| is_place(&row.fields[0])).count();
        let factor = if is_place(&rows[0].fields[0]) && 2 * places > rows.len() {
            4.0 // [1] 79 54
        } else if rows.len() == 1 || goes_on || titled && names::of_one_kind(&rows, self.decimal) {
            1.0
        } else if even {
            EVEN_LIST
        } else {
            LIST
        };
        let kept = rows.len() as f64 / (rows.len() + self.lost(title)) as f64;
        factor * self.typed(&body).powi(2) * prior(self.separator) * (numbers as f64 / all as f64) * kept
    }

    /// How sure the types of the cells are, on average.
    fn typed(&self, body: &[(&Row, &Vec<Kind>)]) -> f64 {
        let (mut sum, mut all) = (0.0, 0);
        let loose = body.iter().any(|(row, _)| row.loose > 0);
        let spaced = self.separator == Separator::Space && loose;
        // A space after some commas and not after others: the others are within numbers.
        let uneven = self.separator == Separator::Comma
            && loose
            && body.iter().any(|(row, _)| row.loose + 1 < row.fields.len());
        for (row, kinds) in body {
            for (j, (field, kind)) in row.fields.iter().zip(*kinds).enumerate() {
                let last = j + 1 == row.fields.len();
                if is_passed_over(field) && self.separator == Separator::Space || field.is_empty() && last {
                    continue;
                }
                let mut weight = kind.weight(self.decimal);
                let next =
                    row.fields.get(j + 1).filter(|_| self.separator == Separator::Comma && !row.quoted);
                let before = j
                    .checked_sub(1)
                    .map(|j| &row.fields[j])
                    .filter(|_| self.separator == Separator::Comma && !row.quoted);
                if next.is_some_and(|next| is_cut(field, next))
                    || before.is_some_and(|before| is_cut(before, field))
                {
                    weight *= 0.5;
                }
                // Where commas end fields, a field without a comma in it is no decimal number.
                if spaced && !field.contains(',') {
                    weight *= if *kind == Kind::Word { 0.4 } else { 0.6 };
                }
                sum += weight;
                all += 1;
            }
        }
        sum / f64::from(all.max(1)) * if uneven { 0.88 } else { 1.0 }
    }
}
