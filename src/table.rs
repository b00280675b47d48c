//! Own data as text: a column of numbers, pasted or from a CSV file.
//!
//! People's files differ in separators, decimal signs and headers; all three are read off
//! the text. What cannot be read is refused with its line and content.

use crate::dataset::Gathering;
use crate::refusal::Refusal;

/// A column of numbers, and perhaps a column of labels beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The numbers, in the text's order.
    pub values: Vec<f64>,
    /// The label of each number.
    pub labels: Option<Vec<String>>,
    /// The header of the numbers' column.
    pub column: Option<String>,
}

impl Table {
    /// The numbers and labels on their way into a data set.
    pub fn gather(self) -> Result<Gathering, Refusal> {
        gather(self.values, self.labels)
    }
}

/// Values, with a label for each or none, on their way into a data set.
pub fn gather(values: Vec<f64>, labels: Option<Vec<String>>) -> Result<Gathering, Refusal> {
    let mut gathering = Gathering::default();
    match labels {
        None => gathering.add(values)?,
        Some(labels) => {
            let mut names: Vec<String> = labels.clone();
            names.sort();
            names.dedup();
            let of = labels.iter().map(|l| names.binary_search(l).map_or(0, |index| index as u8)).collect();
            gathering.name_labels(names)?;
            gathering.add_labelled(values, of)?;
        }
    }
    Ok(gathering)
}

/// Reads `text`: the column named `column` (or the first that holds numbers) and, if named,
/// the column of labels. The error is a sentence.
pub fn read(text: &str, column: Option<&str>, labels: Option<&str>) -> Result<Table, Refusal> {
    let separator = separator(text);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut records = reader.records().enumerate().map(|(i, record)| match record {
        Ok(record) => Ok((record.position().map_or(i as u64 + 1, csv::Position::line), record)),
        Err(error) => Err(Refusal::new(format!("the text cannot be read as a table: {error}"))),
    });
    let Some((first_line, first)) = records.next().transpose()? else {
        return Err(Refusal::new("there are no numbers in the text: give one number a line, or a CSV file"));
    };
    let decimal_comma = separator != b',';
    let number = |field: &str| parse(field, decimal_comma);

    // NaN and inf are numbers that cannot be used, not the names of columns.
    let is_header = !first.iter().any(|field| field.parse::<f64>().is_ok() || number(field).is_some());
    let header: Vec<&str> = if is_header { first.iter().collect() } else { Vec::new() };
    let find = |name: &str| {
        header.iter().position(|h| *h == name).ok_or_else(|| {
            Refusal::new(match header.as_slice() {
                [] => format!("there is no column named {name}, for the text has no header line"),
                _ => format!("there is no column named {name}: the columns are {}", header.join(", ")),
            })
        })
    };
    let label_column = labels.map(find).transpose()?;
    let mut value_column = column.map(find).transpose()?;

    let rest: Vec<_> = records.collect::<Result<_, _>>()?;
    let rows = (!is_header).then_some((first_line, first.clone())).into_iter().chain(rest);
    let mut table = Table { values: Vec::new(), labels: label_column.map(|_| Vec::new()), column: None };
    for (line, record) in rows {
        if record.iter().all(str::is_empty) {
            continue;
        }
        // One line of many numbers is a list of them, not a row of columns.
        let may_be_a_list = !is_header && column.is_none() && labels.is_none() && table.values.is_empty();
        if may_be_a_list
            && record.len() > 2
            && let Some(list) = record.iter().filter(|f| !f.is_empty()).map(number).collect()
        {
            table.values = list;
            continue;
        }
        let of_value = match value_column {
            Some(found) => found,
            None => {
                let numeric = |j: &usize| Some(*j) != label_column && number(&record[*j]).is_some();
                let numeric: Vec<usize> = (0..record.len()).filter(numeric).collect();
                *value_column.insert(only_column(&numeric, &header, line, &record)?)
            }
        };
        let field = record.get(of_value).unwrap_or("");
        let Some(value) = number(field) else {
            let found = shown(&record);
            return Err(Refusal::new(format!("line {line} holds no number where one is needed: {found}")));
        };
        table.values.push(value);
        if let (Some(j), Some(labels)) = (label_column, &mut table.labels) {
            labels.push(record.get(j).unwrap_or("").to_string());
        }
    }
    table.column = value_column.and_then(|j| header.get(j)).map(|h| h.to_string());
    Ok(table)
}

/// The one column of a line that holds a number; none and several are both refused, for a
/// guess could be wrong and nobody would see it.
fn only_column(
    numeric: &[usize],
    header: &[&str],
    line: u64,
    record: &csv::StringRecord,
) -> Result<usize, Refusal> {
    let names: Vec<&str> = numeric.iter().filter_map(|&j| header.get(j).copied()).collect();
    Err(Refusal::new(match numeric {
        [only] => return Ok(*only),
        [] => format!("line {line} holds no number: {}", shown(record)),
        _ if names.is_empty() => format!(
            "line {line} holds several numbers: {}; give one number a line, with a decimal point and nothing between thousands, or a header line that names the columns",
            shown(record)
        ),
        _ => format!("several columns hold numbers: name the one to use, {}", names.join(" or ")),
    }))
}

/// The field separator that the text uses: whichever of `;`, tab and `,` its first full line holds.
fn separator(text: &str) -> u8 {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    *[b';', b'\t', b',', b' '].iter().find(|&&s| line.trim().as_bytes().contains(&s)).unwrap_or(&b',')
}

fn parse(field: &str, decimal_comma: bool) -> Option<f64> {
    let plain = field.parse().ok();
    let value: f64 =
        if decimal_comma { plain.or_else(|| field.replace(',', ".").parse().ok()) } else { plain }?;
    value.is_finite().then_some(value)
}

fn shown(record: &csv::StringRecord) -> String {
    let line: String = record.iter().collect::<Vec<_>>().join(", ");
    let short: String = line.chars().take(60).collect();
    if short.len() < line.len() { format!("“{short}…”") } else { format!("“{line}”") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<f64> {
        read(text, None, None).unwrap().values
    }

    #[test]
    fn numbers_are_found_however_they_are_laid_out() {
        assert_eq!(values("1\n2.5\n-3e2\n"), [1.0, 2.5, -300.0]);
        assert_eq!(values("1, 2, 3, 4"), [1.0, 2.0, 3.0, 4.0]);
        assert_eq!(values("1 2 3"), [1.0, 2.0, 3.0]);
        assert_eq!(values("name;height\nAda;1,65\nBob;1,80\n"), [1.65, 1.8]);
        assert_eq!(values("who,height\nAda,1.65\nBob,1.8\n"), [1.65, 1.8]);
        assert_eq!(values("height\r\n\r\n165\r\n180\r\n"), [165.0, 180.0]);
    }

    #[test]
    fn a_column_is_chosen_by_its_name_and_labels_stand_beside_it() {
        let table = read("a,b,who\n1,10,x\n2,20,y\n", Some("b"), Some("who")).unwrap();
        assert_eq!(table.values, [10.0, 20.0]);
        assert_eq!(table.labels.unwrap(), ["x", "y"]);
        assert_eq!(table.column.unwrap(), "b");
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let refused = |text, column| read(text, column, None).unwrap_err().to_string();
        assert_eq!(refused("x\n1\ntwo\n", None), "line 3 holds no number where one is needed: “two”");
        assert_eq!(refused("x,y\n1,2\n", Some("z")), "there is no column named z: the columns are x, y");
        assert!(refused("", None).starts_with("there are no numbers in the text"));
        let several = "several columns hold numbers: name the one to use, id or wait";
        assert_eq!(refused("id,wait\n1,54\n", None), several);
        for two_readings in ["3,7\n4,2\n", "1,200\n1,300\n", "1 200\n1 300\n"] {
            assert!(refused(two_readings, None).starts_with("line 1 holds several numbers"));
        }
        assert!(refused("NaN\n1\n2\n", None).starts_with("line 1 holds no number"));
    }
}
