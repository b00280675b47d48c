//! e^x and ln x, four at a time, for the numbers that an E step meets and for no others.
//!
//! Neither knows of infinities, of numbers too small to be normal, or of NaN; that halves their
//! cost, and they are most of what an E step does. Both are sums and products alone, in one order,
//! so every browser finds the same bits.
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

/// The exponential, to be taken many times over.
///
/// Its constants are read from memory. Written into a loop, as the compiler would have them, each
/// is built anew at every use by four instructions of the browser's: a quarter of an E step's time.
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
        let ExpTerms { least, log2_e, ln_2, inverse_factorials } = self.0;
        let of = f64x4::splat;
        let least = of(*least);
        let near = x.fast_max(least);
        // e^x = 2^n e^r with n whole and |r| ≤ ½ ln 2
        let shifted = near * of(*log2_e) + of(WHOLE + BIAS);
        let n = shifted - of(WHOLE + BIAS);
        let r = (near - n * of(ln_2.0)) - n * of(ln_2.1);
        // e^r = 1 + r + r² (1/2! + r/3! + … + r¹¹/13!)
        let r2 = r * r;
        let r4 = r2 * r2;
        let pair = |j: usize| of(inverse_factorials[j]) + r * of(inverse_factorials[j + 1]);
        let low = pair(2) + r2 * pair(4);
        let middle = pair(6) + r2 * pair(8);
        let high = pair(10) + r2 * pair(12);
        let power = (r + r2 * (low + r4 * (middle + r4 * high))) + f64x4::ONE;
        let scale: f64x4 = cast(cast::<f64x4, u64x4>(shifted) << FRACTION_BITS);
        x.simd_gt(least).select(power * scale, f64x4::ZERO)
    }
}

/// What the exponential is made of.
struct ExpTerms {
    least: f64,
    log2_e: f64,
    ln_2: (f64, f64),
    /// 1 / j!
    inverse_factorials: [f64; 14],
}

static EXP_TERMS: ExpTerms = ExpTerms {
    least: -700.0,
    log2_e: std::f64::consts::LOG2_E,
    ln_2: LN_2,
    inverse_factorials: [
        1.0,
        1.0,
        1.0 / 2.0,
        1.0 / 6.0,
        1.0 / 24.0,
        1.0 / 120.0,
        1.0 / 720.0,
        1.0 / 5_040.0,
        1.0 / 40_320.0,
        1.0 / 362_880.0,
        1.0 / 3_628_800.0,
        1.0 / 39_916_800.0,
        1.0 / 479_001_600.0,
        1.0 / 6_227_020_800.0,
    ],
};

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
