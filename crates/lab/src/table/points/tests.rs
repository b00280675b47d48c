//! Texts with two columns of numbers, and the points of each.

use super::*;
use crate::table::{EVERY_COLUMN, Role};

fn columns(column: &str, second: &str) -> Wishes {
    let wish = |name: &str| (!name.is_empty()).then(|| name.to_string());
    Wishes { column: wish(column), second: wish(second), ..Wishes::default() }
}

fn found(text: &str) -> (Vec<[f64; 2]>, Report) {
    let (points, report) =
        read_points(text, Wishes::default()).unwrap_or_else(|refusal| panic!("{text:?}: {refusal}"));
    (points.points, report)
}

fn refused(text: &str, wishes: Wishes) -> String {
    read_points(text, wishes).unwrap_err().to_string()
}

#[test]
fn the_first_two_columns_of_numbers_are_points_in_the_order_of_the_rows() {
    for (text, points) in [
        ("size,wait\n5,70\n3,81\n4,60\n", [[5.0, 70.0], [3.0, 81.0], [4.0, 60.0]]),
        ("id,wait,size\n1,70,5\n2,81,3\n3,60,4\n", [[70.0, 5.0], [81.0, 3.0], [60.0, 4.0]]),
        ("who;size;wait\nAda;5,5;70\nBob;3,5;81\nCid;4,5;60\n", [[5.5, 70.0], [3.5, 81.0], [4.5, 60.0]]),
        ("5.5 70\n3.5 81\n4.5 60\n", [[5.5, 70.0], [3.5, 81.0], [4.5, 60.0]]),
        ("5\t1.234,5\n3\t81\n4\t60\n", [[5.0, 1234.5], [3.0, 81.0], [4.0, 60.0]]),
        ("[[5, 70], [3, 81], [4, 60]]", [[5.0, 70.0], [3.0, 81.0], [4.0, 60.0]]),
        ("my points\n5, 70\n3, 81\n4, 60\n", [[5.0, 70.0], [3.0, 81.0], [4.0, 60.0]]),
        ("\"size\" \"wait\"\n\"1\" 5 70\n\"2\" 3 81\n\"7\" 4 60\n", [[5.0, 70.0], [3.0, 81.0], [4.0, 60.0]]),
    ] {
        assert_eq!(found(text).0, points, "{text:?}");
    }
}

#[test]
fn either_column_is_chosen_by_its_name_and_the_other_is_the_first_that_is_left() {
    let text = "id,a,b,c,who\n1,10,6,7,x\n2,20,5,9,y\n3,5,4,8,x\n";
    for (wishes, points) in [
        (columns("", ""), [[10.0, 6.0], [20.0, 5.0], [5.0, 4.0]]),
        (columns("c", "a"), [[7.0, 10.0], [9.0, 20.0], [8.0, 5.0]]),
        (columns("c", ""), [[7.0, 10.0], [9.0, 20.0], [8.0, 5.0]]),
        (columns("", "a"), [[6.0, 10.0], [5.0, 20.0], [4.0, 5.0]]),
        (columns("id", "b"), [[1.0, 6.0], [2.0, 5.0], [3.0, 4.0]]),
    ] {
        assert_eq!(read_points(text, wishes.clone()).unwrap().0.points, points, "{wishes:?}");
    }
    let by_place = read_points("5;70;1\n3;81;4\n", columns("column 3", "column 2")).unwrap();
    assert_eq!(by_place.0.points, [[1.0, 70.0], [4.0, 81.0]]);
    assert_eq!(
        (by_place.1.titles(), by_place.1.summary("it")),
        (None, "2 points from column 3 and column 2 of it".into())
    );
}

#[test]
fn labels_stand_beside_their_points_in_the_order_in_which_they_come() {
    let wishes = Wishes { labels: Some("g".into()), ..Wishes::default() };
    let (points, report) = read_points("g,a,b\n9,2,4\n10,NA,5\n2,8,6\n,7,7\n9,1,0\n", wishes).unwrap();
    assert_eq!(points.points, [[2.0, 4.0], [8.0, 6.0], [7.0, 7.0], [1.0, 0.0]]);
    assert_eq!((points.labels, points.names.join(" ")), (vec![0, 1, 2, 0], "9 2 no label".to_string()));
    assert_eq!(report.summary("t.csv"), "4 points from columns “a” and “b” of t.csv, labelled by “g”");
    assert_eq!((report.titles(), report.count, &report.values), (Some(["a", "b"]), 4, &vec![1, 2]));
}

#[test]
fn a_row_without_one_of_its_numbers_is_left_out_and_counted_once() {
    let (points, report) = found("who,x,y\nAda,3,1\nBob,abc,2\nCid,4,\n\nDan,5\nEve,NA,1e300\nFay,6,7\n");
    assert_eq!(points, [[3.0, 1.0], [6.0, 7.0]]);
    assert_eq!(report.left_out.summary().unwrap(), "4 entries were left out: lines 3, 4, 6 and 7.");
    assert_eq!(
        report.left_out.examples,
        [
            "line 3 holds “abc” in column “x” where a number was expected: “Bob, abc, 2”",
            "line 4 holds nothing in column “y” where a number was expected: “Cid, 4,”",
            "line 6 holds nothing in column “y” where a number was expected: “Dan, 5”",
            "line 7 holds “NA” in column “x” where a number was expected: “Eve, NA, 1e300”",
        ]
    );
    let shown: Vec<(Role, String)> =
        report.shown.iter().map(|line| (line.role, line.read.join(" "))).collect();
    let left_out = || (Role::LeftOut, String::new());
    let numbers = |read: &str| (Role::Numbers, read.to_string());
    let names = (Role::Names, String::new());
    assert_eq!(
        shown,
        [names, numbers("3 1"), left_out(), left_out(), left_out(), left_out(), numbers("6 7")]
    );
    assert_eq!(
        refused("x,y\n1,a\n5,b\n", columns("x", "y")),
        "there are no points in columns “x” and “y”: line 2 holds “a” in column “y” where a number was expected: “1, a”; and one more like it"
    );
}

#[test]
fn a_text_without_two_columns_of_numbers_is_refused_with_the_way_out() {
    let two_needed = "two are needed for points in the plane, so give both numbers of a point on one line";
    for (text, why) in [
        ("5\n3\n4\n", "the text has one column of numbers"),
        ("who,wait\nAda,5\nBob,3\n", "the text has one column of numbers, “wait”"),
        ("wait\n1 234,5\n999,5\n", "the text has one column of numbers"),
        ("5, 3, 4, 7", "the text is one list of numbers and no columns"),
        ("[5, 3, 4, 7]", "the text is one list of numbers and no columns"),
        ("[1] 79 54 74 62\n[5] 85 55 88 85\n", "the text is one list of numbers and no columns"),
    ] {
        assert_eq!(refused(text, Wishes::default()), format!("{why}: {two_needed}"), "{text:?}");
    }
    let counted = "id,wait\n1,54\n2,60\n3,71\n";
    assert_eq!(
        refused(counted, Wishes::default()),
        format!(
            "the text has one column of numbers, “wait”, and what seem to be row numbers in “id”: {two_needed}, or choose a column of row numbers by its name"
        )
    );
    assert_eq!(read_points(counted, columns("id", "")).unwrap().0.points[2], [3.0, 71.0]);
    assert_eq!(refused(counted, columns("wait", "")), refused(counted, Wishes::default()));
    let labels = Wishes { labels: Some("y".into()), ..Wishes::default() };
    assert_eq!(
        refused("x,y\n5,1\n7,2\n", labels),
        format!("the text has one column of numbers, “x”: {two_needed}")
    );
    assert!(refused("x,y\n5,1\n7,2\n", columns(EVERY_COLUMN, "")).starts_with("the text is one list"));
    assert_eq!(
        refused("x,y\n5,1\n7,2\n", columns("y", "y")),
        "column “y” was chosen twice: points in the plane need two different columns of x, y"
    );
    assert_eq!(refused("x,y\n5,1\n", columns("x", "z")), "there is no column named z: the columns are x, y");
    for nothing in ["", "to be\nor not to be\n"] {
        assert!(refused(nothing, Wishes::default()).ends_with("give two numbers a line, or a CSV file"));
    }
}

#[test]
fn what_is_assumed_of_two_columns_is_said() {
    let said = |text: &str, wishes| read_points(text, wishes).unwrap().1.assumed;
    assert_eq!(said("id,a,b\n1,54,3\n2,60,4\n3,71,1\n", Wishes::default()), [""; 0]);
    let four = "a,b,c,d\n5,4,7,3\n6,4,9,1\n";
    let others = |which: &str| {
        format!(
            "Of the 4 columns of numbers {which}. To take another, set the column or the second column to"
        )
    };
    for (wishes, sentence) in [
        (columns("", ""), others("“a” and “b” were taken") + " “c” or “d”."),
        (columns("c", ""), others("“c” and “a” were taken") + " “b” or “d”."),
    ] {
        assert_eq!(said(four, wishes), [sentence]);
    }
    assert_eq!(said(four, columns("a", "d")), [""; 0]);
    // A decimal comma would leave one column.
    let (points, report) = found("3,7\n4,2\n");
    assert_eq!(points, [[3.0, 7.0], [4.0, 2.0]]);
    assert_eq!(
        report.assumed,
        ["Each line was read as more than one number, as 3 and 7: points in the plane need two."]
    );
}

#[test]
fn it_does_not_matter_how_a_text_of_points_is_cut() {
    let mut text = String::from("who;größe;weite;group\n");
    for i in 0..9000 {
        text += &format!("\"Ada; {i}\";{},5;{};g{}\r\n", i % 97, i % 89, i % 3);
    }
    text += "Bob;1;abc;g1";
    let wishes = || Wishes { labels: Some("group".into()), ..columns("größe", "weite") };
    let whole = read_points(&text, wishes()).unwrap();
    assert_eq!((whole.0.points[8999], whole.0.labels[8999]), ([75.5, 10.0], 2));
    assert_eq!((whole.1.count, whole.1.left_out.lines.as_slice()), (9000, &[9002][..]));
    for length in [97, 70_001] {
        let mut reader = PointReader::new(wishes());
        let mut rest = text.as_str();
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(rest.floor_char_boundary(length));
            reader.feed(piece).unwrap();
            rest = after;
        }
        assert_eq!(reader.finish().unwrap(), whole);
    }
}
