//! A number that somebody has worked out and typed into a blank cell of the ledger: is it right?

use crate::float::float;
use crate::refusal::Refusal;
use crate::table::typed;

/// With fewer digits, a number may be off by this part of itself, or by half of the second decimal.
const ROUGH: f64 = 0.05;
const ENOUGH_DECIMALS: i32 = 2;
/// Half a unit of the last digit, and what the last bits of two ways to compute it differ by.
const HALF: f64 = 0.5 + 1e-6;

/// What is to be said of a typed number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// It is the value to its last digit.
    Right,
    /// It is so, but many numbers are.
    TooFewDigits,
    /// It is another number.
    NotYet,
}

/// Compares the text in the field of this label with the value, which is shown with so many decimals. A text with
/// fewer decimals is right if the value rounds to it; further ones than are shown do not count.
pub fn typed_agrees(label: &str, text: &str, value: f64, decimals: i32) -> Result<Typed, Refusal> {
    let number = typed(label, text)?;
    let x = float(&number).ok_or_else(|| Refusal::new(format!("{label}: expected a number")))?;
    let decimals = decimals_of(text.trim(), &number, x).min(decimals);
    let unit = 10_f64.powi(-decimals);
    let enough = decimals >= ENOUGH_DECIMALS || 0.5 * unit <= ROUGH * value.abs() || x == value;
    Ok(if (x - value).abs() > HALF * unit {
        Typed::NotYet
    } else if enough {
        Typed::Right
    } else {
        Typed::TooFewDigits
    })
}

/// How many decimals a number was typed with; `number` is the same as a program writes it, where zeros at its
/// end may be lost.
fn decimals_of(text: &str, number: &str, x: f64) -> i32 {
    let (mantissa, power) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let written = |text: &str| text.split_once('.').map_or(0, |(_, decimals)| decimals.len() as i32);
    let own = written(mantissa) - power.parse().unwrap_or(0);
    // "0,50" is 0.5 with two decimals; "1,000" is a thousand.
    let with_point = text.replace(',', ".");
    let same = float(&with_point) == Some(x);
    if same && power == "0" { own.max(written(&with_point)) } else { own }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_right_if_the_value_rounds_to_it() {
        let of = |text: &str, value: f64| typed_agrees("it", text, value, 3).unwrap();
        for (text, value) in [
            ("0.449", 0.44915),
            ("0,449", 0.44915),
            (".45", 0.44915),
            ("0.44915", 0.44915),
            ("0.50", 0.5003),
            ("0,50", 0.5003),
            ("21", 21.2974),
            ("21.3", 21.2974),
            ("−2.14", -2.1357),
            ("1,000", 1000.3),
            ("0", 0.0),
            ("1", 1.0),
        ] {
            assert_eq!(of(text, value), Typed::Right, "{text} for {value}");
        }
        for (text, value) in [("0.4", 0.44915), ("0", 0.3), ("1", 0.96), ("0.1", 0.0533)] {
            assert_eq!(of(text, value), Typed::TooFewDigits, "{text} for {value}");
        }
        for (text, value) in
            [("0.46", 0.44915), ("0.448", 0.44915), ("0.45", -0.45), ("22", 21.2974), ("4", 0.3)]
        {
            assert_eq!(of(text, value), Typed::NotYet, "{text} for {value}");
        }
        assert_eq!(typed_agrees("it", "3.1e-9", 3.142e-9, 12).unwrap(), Typed::Right);
        assert_eq!(typed_agrees("it", "3.2e-9", 3.142e-9, 12).unwrap(), Typed::NotYet);
        assert!(
            typed_agrees("it", "half", 0.5, 3).unwrap_err().to_string().starts_with("It: expected a number")
        );
        assert!(typed_agrees("it", "", 0.5, 3).is_err());
    }
}
