//! Records of a text that comes in pieces.

use super::*;

fn all(text: &str, separator: Separator, piece: usize) -> Vec<(u64, Vec<String>)> {
    let mut records = Records::new(Form::of(text, separator));
    let mut found = Vec::new();
    let mut keep = |record: Record| {
        found.push((record.line, record.fields().map(String::from).collect()));
        Ok(())
    };
    for piece in text.as_bytes().chunks(piece) {
        records.feed(str::from_utf8(piece).unwrap(), &mut keep).unwrap();
    }
    records.finish(&mut keep).unwrap();
    found
}

#[test]
fn records_and_their_lines_do_not_depend_on_how_the_text_is_cut() {
    let text = "\r\nname,x\r\n\r\n\"a, b\",1\n\"two\nlines\",2\r\rlast,3";
    let record = |line, fields: [&str; 2]| (line, fields.map(String::from).to_vec());
    let expected = [
        record(2, ["name", "x"]),
        record(4, ["a, b", "1"]),
        record(5, ["two\nlines", "2"]),
        record(8, ["last", "3"]),
    ];
    for piece in 1..=text.len() {
        assert_eq!(all(text, Separator::Comma, piece), expected, "in pieces of {piece}");
    }
}

#[test]
fn columns_stand_apart_by_any_number_of_spaces() {
    let fields = |(_, fields): (u64, Vec<String>)| fields;
    let found: Vec<_> = all(" 1   2 3\n4 5   6 \n", Separator::Space, 3).into_iter().map(fields).collect();
    assert_eq!(found, [["1", "2", "3"], ["4", "5", "6"]]);
}

#[test]
fn a_quotation_mark_left_open_is_found() {
    let mut records = Records::new(Form::of("x,y", Separator::Comma));
    let text = format!("x,y\n\"{}", "1,2\n".repeat(1 << 19));
    let refused = records.feed(&text, &mut |_| Ok(())).unwrap_err().to_string();
    assert_eq!(refused, "line 2 begins an entry that does not end: is a quotation mark left open there?");
}
