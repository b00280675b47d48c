//! How a text is laid out: what stands between its fields, under which decimal sign most of them
//! are something, where the table begins and which line names its columns.
//!
//! No file says so. Each separator is tried with each decimal sign on the first lines, and scored by
//! how even the rows are times how many cells have a type (van den Burg, Nazábal and Sutton 2019;
//! García 2024); the best is taken, and what was assumed is told from the next best.

use super::marks::{is_letter, is_lone_mark};
use super::names::{self, Names};
use super::number::{Decimal, Reading, is_missing, number, reading};
use super::records::{Row, head_rows};
use super::{Separator, Wishes};

/// One way to read the head of a text.
#[derive(Clone, Debug)]
pub struct Layout {
    /// What stands between fields.
    pub separator: Separator,
    /// The sign under which its cells have a type; where none has a sign, the point.
    pub decimal: Decimal,
    /// Whether all numbers are one list, whatever lines they stand on.
    pub list: bool,
    /// The rows of the head, those above the table too.
    pub rows: Vec<Row>,
    /// Which of them holds the names, where the table begins, how wide it is.
    pub names: Names,
    /// How many comments the rows begin with.
    pub comments: usize,
    /// How likely it is, beside others.
    pub score: f64,
}

impl Layout {
    /// The line above a list, which names it.
    pub fn title(&self) -> Option<String> {
        self.names.row.filter(|_| self.list).map(|row| self.rows[row].fields.join(" "))
    }
}

/// What a cell is, as far as its type counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A number, under one decimal sign or either.
    Number(Reading),
    /// A word for no value.
    Missing,
    /// Words.
    Word,
    /// Words and, set apart from them, a number.
    Mixed,
    /// What begins like a number and is none, or holds another separator.
    Other,
}

impl Kind {
    /// The kind of a cell.
    pub fn of(field: &str) -> Self {
        match reading(field) {
            Reading::None if is_missing(field) => Self::Missing,
            Reading::None => {
                let begins = field.chars().find(|&sign| sign.is_ascii_digit() || is_letter(sign));
                let cut = field.contains([';', '\t', '|']) || field.contains(',') && !field.contains(", ");
                if begins.is_some_and(|sign| sign.is_ascii_digit()) || cut {
                    return Self::Other;
                }
                let apart = field.split_whitespace().skip(1).any(|word| reading(word) != Reading::None);
                if apart { Self::Mixed } else { Self::Word }
            }
            number => Self::Number(number),
        }
    }

    /// Whether it is a number under this sign.
    pub fn is_number(self, decimal: Decimal) -> bool {
        matches!(self, Self::Number(reading) if reading.under(decimal).is_some())
    }

    /// How sure its type is.
    fn weight(self, decimal: Decimal) -> f64 {
        match self {
            Self::Number(reading) if reading.under(decimal).is_some() => 1.0,
            Self::Number(_) => 0.2,
            Self::Missing => 0.9,
            Self::Word => 0.7,
            Self::Mixed => 0.5,
            Self::Other => 0.1,
        }
    }
}

/// Semicolons, tabs and bars stand in no number; commas do, and spaces in names and numbers.
fn prior(separator: Separator) -> f64 {
    match separator {
        Separator::Semicolon | Separator::Tab | Separator::Bar => 1.0,
        Separator::Comma => 0.95,
        Separator::Space => 0.8,
        Separator::None => 0.96,
    }
}

/// A list that runs over lines is rarer than a table, over lines of one length still more.
const LIST: f64 = 0.85;
const EVEN_LIST: f64 = 0.7;
/// Names that fit the columns under them are no accident.
const NAMED: f64 = 1.25;
/// A line above a table should name its columns.
const UNNAMED: f64 = 0.9;

/// All readings of a head. `list` says that it is one,
/// whatever its lines look like.
pub fn layouts(head: &str, wishes: &Wishes, list: Option<bool>) -> Vec<Layout> {
    let mut found = Vec::new();
    for separator in Separator::ALL {
        if wishes.separator.is_some_and(|wished| wished != separator) {
            continue;
        }
        let mut rows = head_rows(head, separator, &wishes.skip);
        let comments = names::comments(&mut rows);
        let from_right = (separator == Separator::Space).then(|| names::joined_from_right(&rows)).flatten();
        for rows in [Some(rows), from_right].into_iter().flatten() {
            let kinds: Vec<Vec<Kind>> = rows.iter().map(|row| kinds_of(row, separator)).collect();
            for decimal in [Decimal::Point, Decimal::Comma] {
                if wishes.decimal.is_none_or(|wished| wished == decimal) {
                    let trial = Trial { separator, decimal, rows: &rows, kinds: &kinds, comments };
                    found.extend(trial.layouts(wishes, list));
                }
            }
        }
    }
    found
}

/// The kinds of a row's cells. A quotation mark that closes within a line is no mark around it.
fn kinds_of(row: &Row, separator: Separator) -> Vec<Kind> {
    match separator {
        Separator::None if row.quoted && !row.closed => vec![Kind::Other],
        _ => row.fields.iter().map(|field| Kind::of(field)).collect(),
    }
}

struct Trial<'a> {
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
        let mut keep = |list, names, score| {
            let Self { separator, decimal, rows, comments, .. } = *self;
            found.push(Layout { separator, decimal, list, rows: rows.to_vec(), names, comments, score });
        };
        let one_line = body.len() == 1;
        if list != Some(true) && (split || self.separator == Separator::None) {
            keep(false, names.clone(), self.table(&names, one_line));
        }
        if list != Some(false) && self.separator != Separator::None && wishes.labels.is_none() {
            let title = names::of_list(self.rows, self.kinds, self.decimal, self.comments, wishes);
            let score = self.list(&title);
            if score > 0.0 && (split || list == Some(true) || self.kinds.iter().any(|row| row.len() > 1)) {
                keep(true, title, score);
            }
        }
        found
    }

    /// How even the rows are, times how many cells have a type.
    fn table(&self, names: &Names, one_line: bool) -> f64 {
        let Self { separator, decimal, .. } = *self;
        let kinds = &self.kinds[names.begin..];
        if kinds.is_empty() {
            return 0.0;
        }
        let even = |row: &Vec<Kind>| match row.len().cmp(&names.width) {
            std::cmp::Ordering::Equal => 1.0,
            std::cmp::Ordering::Less => 0.5,
            std::cmp::Ordering::Greater => 0.2,
        };
        let above = names.above(self.comments);
        let evenness = kinds.iter().map(even).sum::<f64>() / (kinds.len() + self.lost(names)) as f64;
        let numbers = kinds.iter().flatten().any(|kind| kind.is_number(decimal));
        let mut score = evenness * self.typed(names.begin).powi(2) * prior(separator);
        let by_commas = separator == Separator::None && self.cut_by_commas();
        for (holds, factor) in [
            (!numbers, 0.1),
            (names.row.is_some() && names.width > 1 && names.fits, NAMED),
            (names.row.is_none() && !above.is_empty(), UNNAMED),
            // A line alone is a list, and no number of all its digits.
            (one_line && names.row.is_none(), 0.7),
            (by_commas, 0.8),
        ] {
            score *= if holds { factor } else { 1.0 };
        }
        score
    }

    /// How many rows above hold digits, which may be numbers lost.
    fn lost(&self, names: &Names) -> usize {
        let holds_digits =
            |row: &&Vec<Kind>| row.iter().any(|kind| matches!(kind, Kind::Number(_) | Kind::Other));
        self.kinds[names.above(self.comments)].iter().filter(holds_digits).count()
    }

    /// Whether each line is an Indian number, 1,20,300, and all have as many commas: then they are
    /// columns.
    fn cut_by_commas(&self) -> bool {
        let commas = |row: &Row| row.fields[0].matches(',').count();
        let lakhs = |row: &Row| row.fields[0].split(',').skip(1).any(|group| group.len() == 2);
        let first = self.rows.first().map(commas).unwrap_or_default();
        first > 1 && self.rows.iter().all(|row| commas(row) == first) && self.rows.iter().any(lakhs)
    }

    /// The same of a list, whose lines need not be even, but whose fields are numbers.
    fn list(&self, title: &Names) -> f64 {
        let (rows, kinds) = (&self.rows[title.begin..], &self.kinds[title.begin..]);
        let fields = rows.iter().zip(kinds).flat_map(|(row, kinds)| row.fields.iter().zip(kinds));
        let fields = || fields.clone().filter(|(field, _)| !field.is_empty() && !is_passed_over(field));
        let all = fields().filter(|(_, kind)| **kind != Kind::Missing).count();
        let numbers = fields().filter(|(_, kind)| kind.is_number(self.decimal)).count();
        let titled = title.row.is_some_and(|row| self.rows[row].fields.len() == 1);
        if fields().count() < 2 || 2 * numbers < all {
            return 0.0;
        }
        let ends_open = |row: &Row| row.fields.last().is_some_and(String::is_empty);
        let (last, before) = (&rows[rows.len() - 1], &rows[..rows.len() - 1]);
        // Every line but the last ends as a sentence goes on: with the separator.
        let goes_on = rows.len() > 1 && before.iter().all(ends_open) && !ends_open(last);
        let alike = rows.iter().filter(|row| row.fields.len() == rows[0].fields.len()).count();
        let even = 10 * alike >= 9 * rows.len();
        let factor = if rows.iter().all(|row| is_place(&row.fields[0])) {
            4.0 // [1] 79 54
        } else if rows.len() == 1 || goes_on || titled && names::of_one_kind(rows, self.decimal) {
            1.0
        } else if even {
            EVEN_LIST
        } else {
            LIST
        };
        let kept = rows.len() as f64 / (rows.len() + self.lost(title)) as f64;
        factor
            * self.typed(title.begin).powi(2)
            * prior(self.separator)
            * (numbers as f64 / all as f64)
            * kept
    }

    /// How sure the types of the cells are, on average.
    fn typed(&self, begin: usize) -> f64 {
        let (mut sum, mut all) = (0.0, 0);
        let rows = &self.rows[begin..];
        let loose = rows.iter().any(|row| row.loose > 0);
        let spaced = self.separator == Separator::Space && loose;
        // A space behind some commas and not behind others: the others stand within numbers.
        let uneven = self.separator == Separator::Comma
            && loose
            && rows.iter().any(|row| row.loose + 1 < row.fields.len());
        for (row, kinds) in rows.iter().zip(&self.kinds[begin..]) {
            for (j, (field, kind)) in row.fields.iter().zip(kinds).enumerate() {
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
                // Where commas end fields, one without a comma within is no decimal number.
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

/// What a list passes over: the mark of a number that stands apart from it, and R's count of places.
pub fn is_passed_over(field: &str) -> bool {
    is_lone_mark(field) || is_place(field)
}

/// `[17]`: the place of the first value of a line, as R prints it.
pub fn is_place(field: &str) -> bool {
    let digits = field.strip_prefix('[').and_then(|field| field.strip_suffix(']'));
    digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a comma parts what is one amount without quotation marks: 1,234.50.
pub fn is_cut(whole: &str, rest: &str) -> bool {
    rest.contains('.')
        && rest.starts_with(|sign: char| sign.is_ascii_digit())
        && number(&format!("{whole},{rest}"), Decimal::Point).is_some()
}
