//! Numbers as text: 10,000 and −3.59 and 2.1 × 10⁻⁴ for people, 4000 and -2.5e21 for links.

/// A whole number with commas between its thousands.
pub fn thousands(n: usize) -> String {
    with_signs(&n.to_string())
}

/// The printed number with a true minus, and commas between thousands.
pub fn with_signs(number: &str) -> String {
    let (sign, number) = match number.strip_prefix('-') {
        Some(rest) => ("−", rest),
        None => ("", number),
    };
    let (whole, fraction) = number.split_at(number.find('.').unwrap_or(number.len()));
    let mut out = sign.to_string();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + fraction
}

/// A power of ten's exponent, raised.
pub fn raised(power: i32) -> String {
    let raise = |c| match c {
        '-' => '⁻',
        digit => ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'][digit as usize - '0' as usize],
    };
    power.to_string().chars().map(raise).collect()
}

/// Magnitudes that are written out in a link; others have an exponent.
const WRITTEN_IN_FULL: std::ops::Range<f64> = 1e-4..1e15;

/// A number in the fewest digits that parse to the same bits: `4000`, `0.5`, `1e-6`. It has no `+`,
/// which some programs read as a space in a link.
///
/// ```
/// use em_lab::figures::number;
/// assert_eq!(number(0.1 + 0.2), "0.30000000000000004");
/// assert_eq!(number(4000.0), "4000");
/// assert_eq!(number(-25e20), "-2.5e21");
/// ```
pub fn number(x: f64) -> String {
    let written_out = x == 0.0 || WRITTEN_IN_FULL.contains(&x.abs());
    if written_out { format!("{x}") } else { format!("{x:e}") }
}

/// Magnitudes that are written out for people; others have a power of ten.
const WRITTEN_OUT: std::ops::Range<f64> = 1e-3..1e7;

/// `x` to so many significant digits, trailing zeros kept.
pub fn significant(x: f64, digits: usize) -> String {
    if x == 0.0 {
        return "0".into();
    }
    let scientific = format!("{x:.*e}", digits.saturating_sub(1));
    let (mantissa, power) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let power: i32 = power.parse().unwrap_or(0);
    if WRITTEN_OUT.contains(&x.abs()) {
        with_signs(&format!("{x:.*}", (digits as i32 - 1 - power).max(0) as usize))
    } else {
        let mantissa = with_signs(mantissa);
        if mantissa == "1" {
            format!("10{}", raised(power))
        } else {
            format!("{mantissa} × 10{}", raised(power))
        }
    }
}

/// `x` rounded to about a thousandth of `span`, for a value among values with that range.
pub fn within(x: f64, span: f64) -> String {
    let decimals = 2 - span.log10().floor() as i32;
    match decimals {
        0..=6 => with_signs(&format!("{x:.*}", decimals as usize)),
        -3..0 => with_signs(&format!("{x:.0}")),
        _ => {
            let magnitude = x.abs().max(span).log10().floor() as i32;
            significant(x, (magnitude + decimals + 1).clamp(2, 17) as usize)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page's scripts write them alike: `tests/js/format.test.mjs` reads the same table.
    #[test]
    fn numbers_are_written_as_the_page_writes_them() {
        let table = include_str!("../tests/figures.json");
        let table: serde_json::Value = serde_json::from_str(table).unwrap();
        let rows = |name: &str| {
            let rows = table[name].as_array().unwrap().iter();
            rows.map(|row| {
                (row[0].as_f64().unwrap(), row[1].as_u64().unwrap() as usize, row[2].as_str().unwrap())
            })
        };
        for (value, decimals, text) in rows("decimals") {
            assert_eq!(with_signs(&format!("{value:.decimals$}")), text);
        }
        for (value, digits, text) in rows("significant") {
            assert_eq!(significant(value, digits), text);
        }
        assert_eq!(thousands(10_000), "10,000");
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!(thousands(10_000), "10,000");
        assert_eq!(thousands(999), "999");
        assert_eq!(significant(-0.214_36, 3), "−0.214");
        assert_eq!(significant(0.000_214_36, 3), "2.14 × 10⁻⁴");
        assert_eq!(significant(1e-6, 1), "10⁻⁶");
        assert_eq!(significant(0.0, 3), "0");
        assert_eq!(within(33.149, 60.0), "33.1");
        assert_eq!(within(20_831.4, 25_000.0), "20,831");
        assert_eq!(within(1_000_000.123, 2.0), "1,000,000.12");
        assert_eq!(within(2.127e-9, 6e-9), "2.13 × 10⁻⁹");
    }
}
