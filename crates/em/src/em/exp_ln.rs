//! e^x and ln x, four at a time, for the range of numbers that an E step meets.
//!
//! Infinities, subnormal numbers and NaN are not handled; that halves the cost, and these two are
//! most of what an E step does. Both use additions and products only, in one order, so every browser
//! computes the same bits.
//!
//! The logarithm's polynomial is that of fdlibm's `e_log.c` (Sun Microsystems, 1993).

use bytemuck::cast;
use wide::{f64x4, u64x4};

/// ln 2 in two parts: whole multiples of the first are exact.
const LN_2: (f64, f64) = (f64::from_bits(0x3fe6_2e42_fee0_0000), 1.908_214_929_270_587_7e-10);

/// 3 · 2⁵¹: what is added to it loses its fraction, and ends as a whole number in the lowest bits.
const WHOLE: f64 = 6_755_399_441_055_744.0;

/// What a binary exponent is stored with.
const BIAS: f64 = 1023.0;

/// Bits of a number below its exponent.
const FRACTION_BITS: u32 = 52;

/// √½ in bits: fractions are taken from here to √2, so that the logarithm of 1 loses no digit.
const ROOT_HALF: u64 = 0x3fe6_a09e_667f_3bcd;

/// 1 in bits.
const ONE: u64 = 0x3ff0_0000_0000_0000;

/// So many roots of 2 stand in a table: e^x is one of them, a power of 2, and a short polynomial.
const ROOTS: usize = 1 << ROOT_BITS;
const ROOT_BITS: u32 = 6;

/// The exponential, to be taken many times over.
///
/// What it is made of is read from memory. Written into a loop, as the compiler would have it, each
/// constant is built anew at every use by four instructions of the browser's: a quarter of an E
/// step's time.
#[derive(Clone, Copy)]
pub struct Exp(&'static ExpTerms);

impl Exp {
    /// With its constants where the compiler does not see them. Once for many: what hides them also
    /// keeps the compiler from moving other work past it.
    pub fn new() -> Self {
        Self(std::hint::black_box(&EXP_TERMS))
    }

    /// e^x for x ≤ 700; 0 below −700 (1e-304).
    #[inline(always)]
    pub fn of(self, x: f64x4) -> f64x4 {
        let ExpTerms { least, per_ln_2, whole, ln_2, inverse_factorials, roots } = self.0;
        // e^x = 2^(n / 64) e^r with n whole and |r| ≤ ln 2 / 128
        let shifted = x * four(per_ln_2) + four(whole);
        let n = shifted - four(whole);
        let r = (x - n * four(&ln_2[0])) - n * four(&ln_2[1]);
        // The last bits of n choose the root, those before them are the exponent.
        let n: u64x4 = cast(shifted);
        let root = u64x4::new(n.to_array().map(|n| roots[n as usize % ROOTS]));
        let power: f64x4 = cast(root + (n << (FRACTION_BITS - ROOT_BITS)));
        // e^r − 1 = r + r² (1/2! + r/3! + r²/4! + r³/5!)
        let r2 = r * r;
        let pair = |j: usize| four(&inverse_factorials[j]) + r * four(&inverse_factorials[j + 1]);
        let more = r + r2 * (pair(2) + r2 * pair(4));
        (power + power * more) & x.simd_gt(four(least))
    }
}

/// A constant that stands in memory twice, in all four lanes: so browsers load it in one instruction.
#[inline(always)]
fn four(twice: &[f64; 2]) -> f64x4 {
    cast([*twice, *twice])
}

/// What the exponential is made of, each number twice but the roots.
struct ExpTerms {
    least: [f64; 2],
    per_ln_2: [f64; 2],
    whole: [f64; 2],
    ln_2: [[f64; 2]; 2],
    /// 1 / j!
    inverse_factorials: [[f64; 2]; 6],
    /// The bits of 2^(j / 64) below its exponent, less j where the exponent's last bits would be.
    roots: [u64; ROOTS],
}

static EXP_TERMS: ExpTerms = ExpTerms {
    least: [-700.0; 2],
    per_ln_2: [std::f64::consts::LOG2_E * ROOTS as f64; 2],
    whole: [WHOLE + BIAS * ROOTS as f64; 2],
    ln_2: [[LN_2.0 / ROOTS as f64; 2], [LN_2.1 / ROOTS as f64; 2]],
    inverse_factorials: [
        [1.0; 2],
        [1.0; 2],
        [1.0 / 2.0; 2],
        [1.0 / 6.0; 2],
        [1.0 / 24.0; 2],
        [1.0 / 120.0; 2],
    ],
    roots: roots(),
};

/// The table, each number by multiplication from the one before it, with ten bits to spare.
const fn roots() -> [u64; ROOTS] {
    /// 2^(1 / 64), with 63 bits behind the point.
    const ROOT: u64 = 0x8164_d1f3_bc03_0773;
    let mut roots = [0; ROOTS];
    let (mut power, mut j) = (1 << 63, 0);
    while j < ROOTS {
        let fraction = (power as f64).to_bits() & ((1 << FRACTION_BITS) - 1);
        roots[j] = fraction.wrapping_sub((j as u64) << (FRACTION_BITS - ROOT_BITS));
        power = ((power as u128 * ROOT as u128 + (1 << 62)) >> 63) as u64;
        j += 1;
    }
    roots
}

/// ln x for x > 0, neither infinite nor smaller than 1e-307.
#[inline(always)]
pub fn ln(x: f64x4) -> f64x4 {
    let of = f64x4::splat;
    // x = 2^n (1 + f) with √½ ≤ 1 + f < √2
    let shifted = cast::<f64x4, u64x4>(x) + u64x4::splat(ONE - ROOT_HALF);
    let stored = (shifted >> FRACTION_BITS) | cast::<f64x4, u64x4>(of(WHOLE_52));
    let n = cast::<u64x4, f64x4>(stored) - of(WHOLE_52 + BIAS);
    let fraction = (shifted & u64x4::splat((1 << FRACTION_BITS) - 1)) + u64x4::splat(ROOT_HALF);
    let f = cast::<u64x4, f64x4>(fraction) - f64x4::ONE;
    // ln(1 + f) = f − f²/2 + s (f²/2 + R(s²)) with s = f / (2 + f)
    let s = f / (of(2.0) + f);
    let s2 = s * s;
    let s4 = s2 * s2;
    let [c1, c2, c3, c4, c5, c6, c7] = LN_TERMS.map(of);
    let even = s4 * (c2 + s4 * (c4 + s4 * c6));
    let odd = s2 * (c1 + s4 * (c3 + s4 * (c5 + s4 * c7)));
    let half = of(0.5) * f * f;
    s * (half + (even + odd)) + n * of(LN_2.1) - half + f + n * of(LN_2.0)
}

/// 2⁵²: its lowest bits are units.
const WHOLE_52: f64 = 4_503_599_627_370_496.0;

/// R(s²) = Σ_j LN_TERMS\[j\] s^(2j + 2), to 2⁻⁵⁸.
const LN_TERMS: [f64; 7] = [
    6.666_666_666_666_735e-1,
    3.999_999_999_940_942e-1,
    2.857_142_874_366_239e-1,
    2.222_219_843_214_978_4e-1,
    1.818_357_216_161_805e-1,
    1.531_383_769_920_937_3e-1,
    1.479_819_860_511_658_6e-1,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn one(of: fn(f64x4) -> f64x4, x: f64) -> f64 {
        of(f64x4::splat(x)).to_array()[0]
    }

    #[test]
    fn exp_is_exp_wherever_it_matters() {
        for i in -60_000..=80_000 {
            let x = -f64::from(i) / 100.0;
            let (ours, theirs) = (one(|x| Exp::new().of(x), x), x.exp());
            let true_enough = if x > -700.0 { (ours / theirs - 1.0).abs() < 4e-16 } else { ours == 0.0 };
            assert!(true_enough, "exp({x}) = {ours}, not {theirs}");
        }
        assert_eq!(Exp::new().of(f64x4::splat(f64::NEG_INFINITY)).to_array(), [0.0; 4]);
        assert_eq!(one(|x| Exp::new().of(x), 0.0), 1.0);
    }

    #[test]
    fn ln_is_ln_wherever_it_matters() {
        let near_one = (1..20_000).map(|i| 1.0 + f64::from(i - 10_000) * 5e-5 / 2.0);
        let anywhere = (-3060..3070).map(|i| 10f64.powf(f64::from(i) / 10.0) * 1.234);
        for x in near_one.chain(anywhere) {
            let (ours, theirs) = (one(ln, x), x.ln());
            assert!((ours - theirs).abs() <= 3e-16 * theirs.abs(), "ln({x}) = {ours}, not {theirs}");
        }
        assert_eq!(one(ln, 1.0), 0.0);
    }
}
