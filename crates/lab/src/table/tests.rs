//! Texts as people have them, and what is read from each.

use super::*;

fn read_as(text: &str, wishes: Wishes) -> Result<(Vec<f64>, Report), String> {
    let (gathering, report) = read(text, wishes).map_err(|refusal| refusal.to_string())?;
    let mut kept = Vec::new();
    let data = gathering.finish().map_err(|error| error.to_string())?;
    kept.extend_from_slice(data.values());
    Ok((kept, report))
}

fn found(text: &str) -> (Vec<f64>, Report) {
    read_as(text, Wishes::default()).unwrap_or_else(|refusal| panic!("{text:?}: {refusal}"))
}

fn refused(text: &str, wishes: Wishes) -> String {
    read(text, wishes).unwrap_err().to_string()
}

fn column(name: &str) -> Wishes {
    Wishes { column: Some(name.into()), ..Wishes::default() }
}

/// In ascending order, as in a data set.
#[test]
fn numbers_are_found_however_they_are_laid_out() {
    for (text, values) in [
        ("1\n2.5\n-3e2\n", &[-300.0, 1.0, 2.5][..]),
        ("1, 2, 3, 4", &[1.0, 2.0, 3.0, 4.0]),
        ("1 2 3", &[1.0, 2.0, 3.0]),
        ("1\t2\t3", &[1.0, 2.0, 3.0]),
        ("1,5; 2,5; 3", &[1.5, 2.5, 3.0]),
        ("1, 2, 3,\n4, 5,\n6\n", &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]),
        ("name;height\nAda;1,65\nBob;1,80\n", &[1.65, 1.8]),
        ("who,height\nAda,1.65\nBob,1.8\n", &[1.65, 1.8]),
        ("who|height\nAda|1.65\nBob|1.8\n", &[1.65, 1.8]),
        ("who\theight\nAda\t1,65\nBob\t1,8\n", &[1.65, 1.8]),
        ("who height\nAda   1.65\nBob   1.8\n", &[1.65, 1.8]),
        ("height\r\n\r\n165\r\n180\r\n", &[165.0, 180.0]),
        ("\u{feff}height\n165\n180", &[165.0, 180.0]),
        ("sep=;\nwho;height\nAda;1,65\nBob;1,8\n", &[1.65, 1.8]),
        ("price\n1.234,50\n999,00\n", &[999.0, 1234.5]),
        ("price\n\"1,234.50\"\n999\n", &[999.0, 1234.5]),
        ("price\n1 234,5\n999,5\n", &[999.5, 1234.5]),
        ("price\n1\u{202f}234,5\n999,5\n", &[999.5, 1234.5]),
        ("x\n−3\n−4,5\n", &[-4.5, -3.0]),
        ("\"a, b\",x\n\"c \"\"d\"\"\",1\ne,2\n", &[1.0, 2.0]),
        ("heights of six\n1, 2, 3\n4, 5, 6\n", &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]),
        ("1\r2\r3\r", &[1.0, 2.0, 3.0]),
        ("12,5 13,7 41,2 44,0", &[12.5, 13.7, 41.2, 44.0]),
        ("heights\n12,5 13,7\n41,2\n", &[12.5, 13.7, 41.2]),
        ("12,5 13,7\n41,2\n", &[12.5, 13.7, 41.2]),
        ("1,2,3\n4,5 6,7\n", &[1.0, 4.0]),
        ("who x\nAda 1,5\nBob 2,5\n", &[1.5, 2.5]),
        ("full name,x\nAda Byron,15\nBob Ross,17\n", &[15.0, 17.0]),
        ("1,234.50, 2,345.60, 12", &[12.0, 1234.5, 2345.6]),
        ("12,5 kg\n13,7 kg\n", &[12.5, 13.7]),
        ("1.234,50 EUR\n999,00 EUR\n", &[999.0, 1234.5]),
        ("1,5, 2,5\n3,5, 4,5\n", &[1.5, 3.5]),
        ("mark,class\n1,15 a\n2,17 a\n", &[1.0, 2.0]),
        ("1 200,1 300", &[1200.0, 1300.0]),
        ("1,5, 2\n3,5, 4\n", &[1.0, 3.0]),
        ("1,5, a\n2,7, b\n", &[1.0, 2.0]),
    ] {
        assert_eq!(found(text).0, values, "{text:?}");
    }
}

/// A currency sign is no part of a number, at either end, and says nothing about separators.
#[test]
fn money_and_per_cent_are_read_as_their_numbers() {
    for (text, values) in [
        ("$1,234.50\n$2,345.60\n$1,300.00\n", &[1234.5, 1300.0, 2345.6][..]),
        ("price\n$1,234.50\n$ 2,345.60\n", &[1234.5, 2345.6]),
        ("price\n\"$1,234.50\"\n\"$2,345.60\"\n", &[1234.5, 2345.6]),
        ("\"$1,234.50\"\n\"$2,345.60\"\n", &[1234.5, 2345.6]),
        ("who,price\nAda,\"$1,234.50\"\nBob,−$5\n", &[-5.0, 1234.5]),
        ("€ 1.234,50\n€ 99,00\n", &[99.0, 1234.5]),
        ("1.234,50 €\n99,00 €\n", &[99.0, 1234.5]),
        ("1 234,50\u{a0}€\n99,00\u{a0}€\n", &[99.0, 1234.5]),
        ("£5 £7.5 £9", &[5.0, 7.5, 9.0]),
        ("¥ 500 ¥ 700 ¥ 900", &[500.0, 700.0, 900.0]),
        ("$1,234.50, $2,345.60, $3", &[3.0, 1234.5, 2345.6]),
        ("€ 1.234,50 € 99,00 € 12,5", &[12.5, 99.0, 1234.5]),
        ("who;price\nAda;1.234,50 €\nBob;99 €\n", &[99.0, 1234.5]),
        ("12%\n7.5%\n", &[7.5, 12.0]),
        ("12,5 %; 7 %; 9 %", &[7.0, 9.0, 12.5]),
    ] {
        let (found, report) = found(text);
        assert_eq!((found.as_slice(), report.left_out.count), (values, 0), "{text:?}");
    }
    assert_eq!(found("$ 12.50\n$ 13.70\n").1.assumed, [""; 0]);
    let thousands = &found("$1,200\n$1,300\n").1.assumed;
    assert!(
        thousands
            .iter()
            .any(|said| said.contains("The comma in $1,200 was taken to stand between thousands: 1200."))
    );
    assert_eq!(found("12%\n7%\n").1.assumed, ["12% was read as 12: the % is no part of the number."]);
    let cut = "The comma in $1,234.50 was taken to separate $1 from 234.50. If it is one number, put it in quotation marks.";
    for text in ["$1,234.50,$2,345.60\n", "Ada,$1,234.50\nBob,$2,345.60\n"] {
        assert!(found(text).1.assumed.contains(&cut.to_string()), "{:?}", found(text).1.assumed);
    }
    assert_eq!(found("who,price,weight\nAda,$1,2.5\nBob,$2,3.5\n").1.assumed.len(), 1);
}

#[test]
fn a_list_on_a_line_has_no_columns_and_a_table_offers_no_more_than_a_person_looks_through() {
    let line = |n: usize, sign| (0..n).map(|i| (i % 97).to_string()).collect::<Vec<_>>().join(sign);
    for sign in [" ", ",", ";", "\t"] {
        let (values, report) = found(&line(50_000, sign));
        assert_eq!((values.len(), report.columns.len(), report.numeric.len()), (50_000, 0, 0));
        assert_eq!(
            (report.column.as_str(), report.summary("it")),
            (EVERY_COLUMN, "50,000 numbers from it".into())
        );
    }
    let (values, _) = found(&format!("heights\n{}", line(50_000, ", ")));
    assert_eq!(values.len(), 50_000, "the only line of numbers is longer than the head");
    let named = found("heights\n1, 2, 3, 5").1;
    assert_eq!((named.columns.clone(), named.title()), (vec!["heights".to_string()], Some("heights")));
    let wide = format!("{}\n{}\n", line(3000, ";"), line(3001, ";").split_off(2));
    let (values, report) = read_as(&wide, column("column 2002")).unwrap();
    assert_eq!((values, report.columns.len(), report.numeric.len()), (vec![61.0, 62.0], 1000, 1001));
    assert_eq!(report.numeric[1000], "column 2002");
    assert_eq!(
        report.assumed,
        [
            "Of the 3,000 columns the first 1,000 can be chosen. To choose another, leave out columns before it."
        ]
    );
    let unknown = refused(&wide, column("z"));
    assert!(unknown.contains("column 12 and 2988 more; the text has no header line"), "{unknown}");
}

#[test]
fn it_does_not_matter_how_a_text_is_cut() {
    let mut text = String::from("who;größe;group\n");
    for i in 0..9000 {
        text += &format!("\"Ada; {i}\";{},5;g{}\r\n", i % 97, i % 3);
    }
    text += "Bob;abc;g1";
    let wishes = || Wishes { labels: Some("group".into()), ..column("größe") };
    let (whole, report) = read(&text, wishes()).unwrap();
    let whole = whole.finish().unwrap();
    assert_eq!((report.count, report.left_out.lines.as_slice()), (9000, &[9002][..]));
    assert_eq!(whole.labels().unwrap().names(), ["g0", "g1", "g2"]);
    for length in [97, 1000, 70_001] {
        let mut reader = Reader::new(wishes());
        let mut rest = text.as_str();
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(rest.floor_char_boundary(length));
            reader.feed(piece).unwrap();
            rest = after;
        }
        let (gathering, again) = reader.finish().unwrap();
        assert_eq!(again, report);
        assert_eq!(gathering.finish().unwrap(), whole);
    }
}

#[test]
fn a_column_is_chosen_by_its_name_and_labels_stand_beside_it() {
    let wishes = Wishes { labels: Some("who".into()), ..column("b") };
    let (gathering, report) = read("a,b,who\n1,10,x\n2,20,y\n3,5,x\n", wishes).unwrap();
    let data = gathering.finish().unwrap();
    assert_eq!(data.values(), [5.0, 10.0, 20.0]);
    let labels = data.labels().unwrap();
    assert_eq!((labels.names(), labels.of()), (&["x".to_string(), "y".into()][..], &[0, 0, 1][..]));
    assert_eq!(report.title(), Some("b"));
    assert_eq!(report.summary("t.csv"), "3 numbers from column “b” of t.csv, labelled by “who”");
    assert_eq!((report.numeric.len(), report.columns.len()), (2, 3));
    assert_eq!(report.assumed, [""; 0]);
}

#[test]
fn labels_that_are_numbers_stand_in_their_order_and_an_empty_one_has_a_name() {
    let wishes = Wishes { labels: Some("g".into()), ..column("x") };
    let (gathering, _) = read("x,g\n1,10\n2,9\n3,2\n", wishes.clone()).unwrap();
    let data = gathering.finish().unwrap();
    assert_eq!(data.labels().unwrap().names(), ["2", "9", "10"]);
    assert_eq!(data.labels().unwrap().of(), [2, 1, 0]);
    let (gathering, _) = read("x,g\n1,a\n2,\n3\n", wishes).unwrap();
    assert_eq!(gathering.finish().unwrap().labels().unwrap().names(), ["a", "no label"]);
}

#[test]
fn what_is_assumed_is_said_with_the_way_to_say_otherwise() {
    let decimal = |decimal| Wishes { decimal: Some(decimal), ..Wishes::default() };
    let separator = |separator| Wishes { separator: Some(separator), ..Wishes::default() };
    let other_columns = "set the column to “wait”";
    for (text, values, said, wishes, otherwise) in [
        ("3,7\n4,2\n", [3.7, 4.2], "set the separator to comma", separator(Separator::Comma), [3.0, 4.0]),
        (
            "1,200\n1,300\n",
            [1200.0, 1300.0],
            "set the decimal sign to comma",
            decimal(Decimal::Comma),
            [1.2, 1.3],
        ),
        (
            "1 200\n1 300\n",
            [1200.0, 1300.0],
            "set the separator to space",
            column("column 2"),
            [200.0, 300.0],
        ),
        (
            "a;x\nb;1,200\nc;1,300\n",
            [1.2, 1.3],
            "set the decimal sign to point",
            decimal(Decimal::Point),
            [1200.0, 1300.0],
        ),
        ("size,wait\n5,70\n7,81\n", [5.0, 7.0], other_columns, column("wait"), [70.0, 81.0]),
        (
            "5;70\n7;81\n",
            [5.0, 7.0],
            "set the column to “column 2”, or every column",
            column("column 2"),
            [70.0, 81.0],
        ),
    ] {
        let (read, report) = found(text);
        assert_eq!(read, values, "{text:?}");
        assert!(
            report.assumed.iter().any(|sentence| sentence.contains(said)),
            "{text:?}: {:?}",
            report.assumed
        );
        let mut wishes = wishes;
        if said.contains("space") {
            wishes.separator = Some(Separator::Space);
        }
        assert_eq!(read_as(text, wishes).unwrap().0, otherwise, "{text:?}");
    }
    let every = read_as("5;70\n7;81\n", column(EVERY_COLUMN)).unwrap();
    assert_eq!(every.0, [5.0, 7.0, 70.0, 81.0]);
    for clear in
        ["1.5\n2.25\n", "id,wait\n1,54\n2,60\n3,71\n", "x;y\n1,5;a\n2,5;b\n", "1\n2\n", "1.234\n2.345\n"]
    {
        assert_eq!(found(clear).1.assumed, [""; 0], "{clear:?}");
    }
}

#[test]
fn a_list_under_a_name_stays_one_when_its_name_is_wished() {
    let text = "heights of six\n1, 2, 3\n4, 5, 6\n";
    assert_eq!(read_as(text, column("heights of six")).unwrap(), found(text));
    assert_eq!(read_as(text, column("column 2")).unwrap().0, [2.0, 5.0]);
}

#[test]
fn a_column_that_counts_its_lines_is_not_the_data() {
    let (values, report) = found("\"\",\"wait\"\n\"1\",54\n\"2\",60\n\"3\",71\n");
    assert_eq!((values, report.column.as_str()), (vec![54.0, 60.0, 71.0], "wait"));
}

#[test]
fn the_first_number_with_a_decimal_sign_says_it_for_all() {
    let whole = "7\n".repeat(40_000); // longer than the head, which has no decimal sign
    let (values, report) = found(&format!("{whole}3,5\n1.234\n"));
    assert_eq!((values.len(), values[0], values[40_001]), (40_002, 3.5, 1234.0));
    assert_eq!(report.decimal, Some(Decimal::Comma));
}

#[test]
fn what_holds_no_number_is_left_out_and_reported() {
    let (values, report) = found("who,price\nAda,3\nBob,abc\nCid,\n,\nDan,1e300\nEve,5\n");
    assert_eq!(values, [3.0, 5.0]);
    assert_eq!(report.left_out.summary().unwrap(), "3 entries were left out: lines 3, 4 and 6.");
    assert_eq!(
        report.left_out.examples,
        [
            "line 3 holds “abc” where a number was expected: “Bob, abc”",
            "line 4 holds nothing where a number was expected: “Cid,”",
            "line 6 holds “1e300” where a number from -1e60 to 1e60 was expected: “Dan, 1e300”",
        ]
    );
    assert_eq!(report.summary("prices.csv"), "2 numbers from column “price” of prices.csv");
    let many: String = (0..100).map(|i| if i % 2 == 0 { format!("{i}\n") } else { "NA\n".into() }).collect();
    let left_out = found(&many).1.left_out;
    assert_eq!((left_out.count, left_out.examples.len()), (50, 5));
    assert_eq!(
        left_out.summary().unwrap(),
        "50 entries were left out: lines 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24 and more."
    );
    let long = format!("1\n2\n{}\n", "<b>x</b>\u{7}".repeat(30));
    let example = found(&long).1.left_out.examples[0].clone();
    assert!(example.starts_with("line 3 holds “<b>x</b> <b>") && example.chars().count() < 120, "{example}");
}

#[test]
fn a_text_without_a_number_is_refused_in_a_sentence() {
    let no_numbers = "there are no numbers in the text";
    assert!(refused("", Wishes::default()).starts_with(no_numbers));
    assert!(refused(" \n\n", Wishes::default()).starts_with(no_numbers));
    assert_eq!(
        refused("to be\nor not to be\n", Wishes::default()),
        "there are no numbers in the text, which begins with “to be”: give one number a line, or a CSV file"
    );
    assert_eq!(
        refused("12kg\n13kg\n", Wishes::default()),
        "there are no numbers in the text, which begins with “12kg”: leave out what follows the numbers, as “kg”"
    );
    assert_eq!(
        refused("1e300\n1e301\n", Wishes::default()),
        "the numbers in the text, which begins with “1e300”, do not lie between -1e60 and 1e60: change their unit"
    );
    assert_eq!(
        refused("x,y\n1,a\n2,b\n", column("y")),
        "there are no numbers in column “y”: line 2 holds “a” where a number was expected: “1, a”; and one more like it"
    );
    assert_eq!(refused("x,y\n1,2\n", column("z")), "there is no column named z: the columns are x, y");
    assert_eq!(
        refused("1;2\n3;4\n", column("z")),
        "there is no column named z: the columns are column 1, column 2; the text has no header line"
    );
    let labels = Wishes { labels: Some("x".into()), ..column("y") };
    let many: String = (0..30).map(|i| format!("{i},{i}.5\n")).collect();
    assert!(refused(&format!("x,y\n{many}"), labels).contains("more than 20 different labels"));
    let open = format!("x\n1\n\"{}", "2\n".repeat(600_000));
    assert!(refused(&open, Wishes::default()).starts_with("line 3 begins an entry that does not end"));
}

#[test]
fn wishes_are_words_and_other_words_are_named() {
    let words = |words| Wishes::in_words(None, None, words);
    assert_eq!(words(["", "", ""]).unwrap(), Wishes::default());
    let said = words(["bar", "comma", "numbers"]).unwrap();
    assert_eq!(
        (said.separator, said.decimal, said.header),
        (Some(Separator::Bar), Some(Decimal::Comma), Some(false))
    );
    assert_eq!(
        words([";", "", ""]).unwrap_err().to_string(),
        "“;” is no separator: expected one of comma, semicolon, tab, bar, ampersand, space, fixed, none"
    );
    assert!(words(["", ".", ""]).unwrap_err().to_string().contains("is no decimal sign"));
    assert!(words(["", "", "yes"]).unwrap_err().to_string().contains("is nothing that a first line holds"));
}

#[test]
fn names_that_stand_twice_are_told_apart() {
    let (values, report) = found("x,x,\n1,5,a\n2,7,b\n");
    assert_eq!(report.columns, ["x", "x (2)", "column 3"]);
    assert_eq!(found("x (3),x,x\n1,5,6\n2,7,6\n").1.columns, ["x (3)", "x", "x (3) (3)"]);
    assert_eq!(values.len(), 2);
    assert_eq!(read_as("x,x\n1,5\n1,6\n", column("x (2)")).unwrap().0, [5.0, 6.0]);
}
