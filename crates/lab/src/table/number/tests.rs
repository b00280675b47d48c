//! Numbers as people write them, and what is not a number.

use super::*;
use Decimal::{Comma, Point};

#[test]
fn numbers_are_read_however_their_thousands_are_set_apart() {
    for (text, decimal, value) in [
        ("1234.5", Point, 1234.5),
        ("1,234.5", Point, 1234.5),
        ("12,345,678", Point, 12_345_678.0),
        ("1.234,5", Comma, 1234.5),
        ("1 234,5", Comma, 1234.5),
        ("1\u{a0}234\u{a0}567,25", Comma, 1_234_567.25),
        ("1\u{202f}234.5", Point, 1234.5),
        ("1’234’567.5", Point, 1_234_567.5),
        ("1'234.5", Point, 1234.5),
        ("−3,5", Comma, -3.5),
        ("–3.5", Point, -3.5),
        ("+3.5e−2", Point, 0.035),
        ("3,5E3", Comma, 3500.0),
        (" .5 ", Point, 0.5),
        ("5.", Point, 5.0),
        ("$1,234.50", Point, 1234.5),
        ("€ 1.234,50", Comma, 1234.5),
        ("1.234,50\u{a0}€", Comma, 1234.5),
        ("-£3.5", Point, -3.5),
        ("£−3.5", Point, -3.5),
        ("−3,5 ₹", Comma, -3.5),
        ("￥500", Point, 500.0),
        ("12%", Point, 12.0),
        ("5,5 %", Comma, 5.5),
        ("CHF 1’234.50", Point, 1234.5),
        ("-5,50 EUR", Comma, -5.5),
        ("Rs. 1,20,500.50", Point, 120_500.5),
        ("1.5\u{ad}", Point, 1.5),
        ("1.\u{ad}75", Point, 1.75),
        ("“12,5”", Comma, 12.5),
        ("„12,5“", Comma, 12.5),
        ("« 12,5 »", Comma, 12.5),
        ("`12.5`", Point, 12.5),
        ("1.5*^-3", Point, 0.0015),
        ("2.25`", Point, 2.25),
        ("1,5 × 10^3", Comma, 1500.0),
        ("2.5·10⁻³", Point, 0.0025),
        ("$12.50 USD", Point, 12.5),
    ] {
        assert_eq!(number(text, decimal), Some(value), "{text}");
    }
}

#[test]
fn what_is_no_number_under_a_sign_is_none() {
    for (text, decimal) in [
        ("3,7", Point),
        ("3.7", Comma),
        ("0,200", Point),
        ("1,234 567", Point),
        ("12 34", Point),
        ("1.2.3", Point),
        ("1234,567", Point),
        ("", Point),
        (".", Point),
        ("-", Comma),
        ("e5", Point),
        ("1e", Comma),
        ("1e+-5", Comma),
        ("--1", Comma),
        ("NaN", Point),
        ("inf", Comma),
        ("1e61", Point),
        ("0x10", Point),
        ("%", Comma),
        ("$", Point),
        ("$5€", Point),
        ("5%%", Point),
        ("-$-5", Point),
        ("%5", Point),
        ("5$5", Point),
        ("CHF", Point),
        ("3 × 4", Point),
        ("5²", Point),
        ("CHF 5 EUR", Point),
        ("\u{ad}5", Point),
        ("“5'", Point),
        ("١٢", Comma),
    ] {
        assert_eq!(number(text, decimal), None, "{text}");
    }
}

#[test]
fn what_keeps_a_field_from_being_a_number_is_named_where_it_follows_one() {
    for (field, kept) in [
        ("12kg", Some("kg")),
        ("12,5 m²", Some("m²")),
        ("1.234,50 Taler", Some("Taler")),
        ("12", None),
        ("12 €", None),
        ("kg", None),
        ("b12", None),
        ("", None),
    ] {
        assert_eq!(unit(field), kept, "{field}");
    }
}

#[test]
fn a_single_comma_has_two_readings_only_where_three_digits_follow() {
    assert_eq!(reading("1,234"), Reading::Two(1234.0, 1.234));
    assert_eq!(reading("1.234"), Reading::Two(1.234, 1234.0));
    assert_eq!(reading("3,7"), Reading::Only(Comma, 3.7));
    assert_eq!(reading("0,123"), Reading::Only(Comma, 0.123));
    assert_eq!(reading("1234,567"), Reading::Only(Comma, 1234.567));
    assert_eq!(reading("12 345"), Reading::Either(12_345.0));
    assert_eq!(reading("abc"), Reading::None);
}

#[test]
fn a_typed_number_is_passed_on_as_programs_write_it() {
    for (text, plain) in [
        ("2,5", "2.5"),
        ("−2.5", "-2.5"),
        ("1.234,5", "1234.5"),
        (" 10 000 ", "10000"),
        ("1.234", "1.234"),
        ("1,234", "1234"),
        ("1e-6", "1e-6"),
        ("1e308", "1e308"),
    ] {
        assert_eq!(typed("mean", text).unwrap(), plain);
    }
    for (text, said) in [
        ("abc", "expected a number, not “abc”"),
        ("2,5,1", "expected a number, not “2,5,1”"),
        ("NaN", "expected a number, not “NaN”"),
        ("1e999", "expected a number, not “1e999”"),
        ("50%", "expected a number, not “50%”"),
        ("$5", "expected a number, not “$5”"),
        (" ", "expected a number, and the field is empty"),
    ] {
        let refused = typed("mean of A", text).unwrap_err().to_string();
        assert!(refused.starts_with(&format!("Mean of A: {said}")), "{refused}");
    }
}
