//! Text as an f64. In place of std's `parse`, whose table of powers of five makes the page's script 10 kB longer.

use minimal_lexical::bellerophon::normalize;
use minimal_lexical::extended_float::extended_to_float;
use minimal_lexical::number::Number;
use minimal_lexical::slow::{bh, slow};
use minimal_lexical::{Float, parse_float};

/// The nearest f64, the same as std's `parse` gives: infinite if the number is too large, and `None` if the text is
/// no number.
///
/// ```
/// use em_lab::float::float;
/// assert_eq!(float("-2.5e-3"), Some(-0.0025));
/// assert_eq!(float("1,000"), None);
/// ```
pub fn float(text: &str) -> Option<f64> {
    let (negative, unsigned) = match text.as_bytes() {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    let value = number(unsigned).or_else(|| word(unsigned))?;
    Some(if negative { -value } else { value })
}

fn word(text: &[u8]) -> Option<f64> {
    const WORDS: [(&str, f64); 3] = [("inf", f64::INFINITY), ("infinity", f64::INFINITY), ("nan", f64::NAN)];
    WORDS.iter().find(|(word, _)| text.eq_ignore_ascii_case(word.as_bytes())).map(|&(_, value)| value)
}

fn number(text: &[u8]) -> Option<f64> {
    let (mut whole, rest) = digits(text);
    let (mut fraction, rest) = match rest {
        [b'.', rest @ ..] => digits(rest),
        rest => (&rest[..0], rest),
    };
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let mut power = match rest {
        [] => 0,
        [b'e' | b'E', b'-', rest @ ..] => -exponent(rest)?,
        [b'e' | b'E', b'+', rest @ ..] | [b'e' | b'E', rest @ ..] => exponent(rest)?,
        _ => return None,
    };
    // No zeros at either end, as the crate wants it.
    while let [b'0', rest @ ..] = whole {
        whole = rest;
    }
    while let [rest @ .., b'0'] = fraction {
        fraction = rest;
    }
    while whole.is_empty()
        && let [b'0', rest @ ..] = fraction
    {
        (fraction, power) = (rest, power.saturating_sub(1));
    }
    Some(nearest(whole, fraction, power))
}

/// The digits in front, and the rest.
fn digits(text: &[u8]) -> (&[u8], &[u8]) {
    text.split_at(text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len()))
}

fn exponent(text: &[u8]) -> Option<i32> {
    let add = |power: i32, byte: &u8| power.saturating_mul(10).saturating_add(i32::from(byte - b'0'));
    let all = !text.is_empty() && text.iter().all(u8::is_ascii_digit);
    all.then(|| text.iter().fold(0, add))
}

/// How many digits an u64 always holds. Where there are more, the crate may be wrong in the last bit: it takes the
/// error of cutting them for less than it is.
const HELD: usize = 19;

/// The f64 nearest to `whole.fraction` × 10^`power`.
fn nearest(whole: &[u8], fraction: &[u8], power: i32) -> f64 {
    let add = |sum: u64, byte: &u8| 10 * sum + u64::from(byte - b'0');
    let mantissa = whole.iter().chain(fraction).take(HELD).fold(0, add);
    let count = whole.len() + fraction.len();
    let exponent = power.saturating_add(whole.len() as i32).saturating_sub(count.min(HELD) as i32);
    if count <= HELD {
        // Most numbers: both sides are exact, so the quotient is rounded once. The crate is slower here.
        if mantissa <= 1 << 53 && (-(HELD as i32)..=0).contains(&exponent) {
            return mantissa as f64 / 10_u64.pow(exponent.unsigned_abs()) as f64;
        }
        return parse_float(whole.iter(), fraction.iter(), power);
    }
    let of =
        |mantissa: u64| -> f64 { parse_float(mantissa.to_string().as_bytes().iter(), [].iter(), exponent) };
    let (below, above) = (of(mantissa), of(mantissa + 1));
    if below == above {
        return below;
    }
    // The middle between the two is near: all digits are compared with it.
    let mut middle = bh(below);
    normalize(&mut middle);
    middle.exp += f64::EXPONENT_BIAS;
    let held = Number { mantissa, exponent, many_digits: true };
    extended_to_float(slow::<f64, _, _>(held, middle, whole.iter(), fraction.iter()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_pcg::Pcg64;
    use rand_pcg::rand_core::{Rng, SeedableRng};

    /// Compares the bits with std's.
    fn check(text: &str) {
        let (ours, std) = (float(text), text.parse::<f64>().ok());
        assert_eq!(ours.map(f64::to_bits), std.map(f64::to_bits), "{text}: {ours:?}, and {std:?} by std");
    }

    #[test]
    fn what_is_a_number_and_what_is_none() {
        for (text, value) in [
            ("5", 5.0),
            ("5.", 5.0),
            (".5", 0.5),
            ("007.50", 7.5),
            ("-1e-3", -0.001),
            ("+2E+5", 2e5),
            ("0.1", 0.1),
            ("1e400", f64::INFINITY),
            ("-1e99999999999999999999", f64::NEG_INFINITY),
            ("1e-99999999999999999999", 0.0),
            ("0e999999999", 0.0),
            ("-0", -0.0),
            ("-.0e7", -0.0),
            ("-Inf", f64::NEG_INFINITY),
            ("+infinity", f64::INFINITY),
        ] {
            assert_eq!(float(text).map(f64::to_bits), Some(value.to_bits()), "{text}");
            check(text);
        }
        for text in [
            "", ".", "-", "+", "e5", ".e5", "1e", "1e+", "1e+-5", "--1", "+-1", "0x1", "1_000", "1,5",
            "1.2.3", " 1", "1 ", "1e5.", "1e5e5", "1f64", "٣", "infinit", "in", "na", "-",
        ] {
            assert_eq!(float(text), None, "{text}");
            check(text);
        }
        check("NaN");
        check("-nan");
    }

    #[test]
    fn thousands_of_digits_are_no_trouble() {
        let (zeros, nines) = ("0".repeat(5000), "9".repeat(5000));
        assert_eq!(float(&format!("{zeros}.{zeros}1e5001")), Some(1.0));
        assert_eq!(float(&format!("1{zeros}e-5000")), Some(1.0));
        assert_eq!(float(&nines), Some(f64::INFINITY));
        for power in [-6000, -5324, -5323, -5000, -4999, -4692, -4691, 0, i32::MIN, i32::MAX] {
            for digits in
                [format!("{nines}.{nines}"), format!("1{zeros}"), format!("{nines}{zeros}.{zeros}1")]
            {
                check(&format!("{digits}e{power}"));
            }
        }
    }

    #[test]
    fn the_last_bit_is_that_of_std() {
        let random = &mut Pcg64::seed_from_u64(7);
        for i in 0..60_000 {
            let bits = random.next_u64();
            // every eighth is subnormal
            let x = f64::from_bits(if i % 8 == 0 { bits >> (12 + bits % 52) } else { bits & !(1 << 63) });
            if !x.is_finite() {
                continue;
            }
            check(&format!("{x:e}"));
            check(&format!("{x:.*e}", (bits % 40) as usize));
            let power = (bits % 631) as i32 - 320;
            check(&format!("{}e{power}", bits % 10_u64.pow(1 + i % 19)));
            check(&format!("{}.{bits}e{power}", random.next_u64()));
        }
        check("2.2250738585072011e-308");
        check("1.7976931348623158079372897140530341e308");
        check("1.7976931348623158079372897140530342e308");
    }

    #[test]
    fn a_number_halfway_between_two_is_rounded_to_even() {
        let random = &mut Pcg64::seed_from_u64(8);
        let largest = f64::MAX.to_bits();
        for i in 0..1500 {
            let bits = match i {
                0..3 => i,
                3 => largest - 1,
                // near the middle digits are few
                _ if i % 2 == 0 => (random.next_u64() >> 12) | (1000 + i % 100) << 52,
                _ => random.next_u64() % largest,
            };
            let (digits, power) = middle(f64::from_bits(bits), f64::from_bits(bits + 1));
            check(&format!("{digits}e{power}"));
            let further = (random.next_u64() % 800) as usize;
            let power = power - further as i32 - 1;
            check(&format!("{digits}{:0further$}1e{power}", ""));
            let (most, last) = digits.split_at(digits.len() - 1);
            let less = last.parse::<u8>().unwrap() - 1;
            check(&format!("{most}{less}9{:9>further$}e{power}", ""));
        }
    }

    /// The digits of the middle between two numbers, and the power of ten of the last one.
    fn middle(a: f64, b: f64) -> (String, i32) {
        let [a, b] = [a, b].map(|x| format!("{x:01400.1080}").replace('.', "").into_bytes());
        let (mut halves, mut rest) = (Vec::new(), 0);
        for sum in a.iter().zip(&b).map(|(a, b)| a - b'0' + b - b'0') {
            halves.push((10 * rest + sum) / 2);
            rest = sum % 2;
        }
        for i in (1..halves.len()).rev() {
            halves[i - 1] += halves[i] / 10;
            halves[i] %= 10;
        }
        let text: String = halves.iter().map(|&digit| char::from(b'0' + digit)).collect();
        let short = text.trim_end_matches('0');
        (short.trim_start_matches('0').into(), (text.len() - short.len()) as i32 - 1080)
    }
}
