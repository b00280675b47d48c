//! The compressed E step gives the same sums as the plain one, except for rounding, for any mixture.

mod dice;

use dice::Dice;
use em_mixture::dataset::Dataset;
use em_mixture::em::{Assignment, Expectation, Points, Prior, PriorKind, Vary, maximize, sums};
use em_mixture::mixture::{Component, Mixture};
use rand::SeedableRng;
use rand_pcg::Pcg64;

/// The number of random data sets and mixtures, enough for each kind of data many times. For more:
/// `COMPRESSION_CASES=10000 cargo test --release --test compression`.
fn cases() -> u64 {
    std::env::var("COMPRESSION_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(600)
}

/// Just enough points for a tree.
const N: usize = 5000;

/// Groups that overlap or are up to 40 sds apart; in some of the cases with outliers, ties, integers,
/// offsets, and data between the groups.
fn data(dice: &mut Dice) -> Dataset {
    let groups = 1 + dice.between(0.0, 5.0) as usize;
    let apart = if dice.chance(0.5) { dice.between(0.0, 6.0) } else { dice.between(6.0, 40.0) };
    let sds: Vec<f64> =
        (0..groups).map(|_| if dice.chance(0.3) { dice.magnitude(-3.0, 0.0) } else { 1.0 }).collect();
    let spread_between = dice.chance(0.3);
    let mut values: Vec<f64> = (0..N)
        .map(|i| {
            let group = i % groups;
            if spread_between && i % 10 == 0 {
                dice.between(0.0, apart * groups as f64)
            } else {
                group as f64 * apart + sds[group] * dice.normal()
            }
        })
        .collect();
    if dice.chance(0.2) {
        values[0] = dice.magnitude(1.0, 6.0);
    }
    if dice.chance(0.2) {
        values.iter_mut().for_each(|x| *x = (*x * 4.0).round());
    }
    if dice.chance(0.2) {
        values.iter_mut().for_each(|x| *x += 1e6);
    }
    if dice.chance(0.2) {
        let scale = dice.magnitude(-9.0, 9.0);
        values.iter_mut().for_each(|x| *x *= scale);
    }
    Dataset::new(values).unwrap_or_else(|_all_equal| data(dice))
}

/// One to eight components on the data: sds from 1 to 1,000, weights down to 1e-9, collapsed ones.
fn mixture(dice: &mut Dice, data: &Dataset) -> Mixture {
    let k = 1 + dice.between(0.0, 8.0) as usize;
    let components: Vec<Component> = (0..k)
        .map(|_| Component {
            weight: if dice.chance(0.2) { dice.magnitude(-9.0, 0.0) } else { 1.0 },
            mean: match dice.chance(0.8) {
                true => data.values()[dice.between(0.0, N as f64) as usize],
                false => data.mean() + data.sd() * dice.between(-3.0, 3.0),
            },
            sd: data.sd()
                * match dice.chance(0.1) {
                    true => 1e-9,
                    false => dice.magnitude(-3.0, 0.0),
                },
        })
        .collect();
    let total: f64 = components.iter().map(|c| c.weight).sum();
    Mixture::unchecked(components.into_iter().map(|c| Component { weight: c.weight / total, ..c }).collect())
}

/// The difference of two numbers, as a part of 1 + their size.
fn apart(a: f64, b: f64) -> f64 {
    (a - b).abs() / (1.0 + a.abs().max(b.abs()))
}

/// The sd of what each component holds, about its own mean, computed as in a textbook.
fn sds(data: &Dataset, mixture: &Mixture, assignment: Assignment) -> Vec<f64> {
    let shares: Vec<Vec<f64>> = (data.values().iter())
        .map(|&x| match assignment {
            Assignment::Soft => mixture.responsibilities(x),
            Assignment::Hard => {
                let mut whole = vec![0.0; mixture.k()];
                whole[mixture.most_responsible(x)] = 1.0;
                whole
            }
        })
        .collect();
    let of = |k: usize| {
        let held = || shares.iter().zip(data.values()).map(move |(shares, x)| (shares[k], x));
        let count: f64 = held().map(|(r, _)| r).sum();
        // Centred near its mean, so that little is rounded.
        let near = held().map(|(r, x)| r * x).sum::<f64>() / count;
        let past = held().map(|(r, x)| r * (x - near)).sum::<f64>() / count;
        (held().map(|(r, x)| r * (x - near - past).powi(2)).sum::<f64>() / count).sqrt()
    };
    (0..mixture.k()).map(of).collect()
}

/// The largest deviation so far, and what deviates.
type Worst = (f64, String);

/// Compares the sums of an E step and the M step after it, compressed and plain.
fn compare(data: &Dataset, mixture: &Mixture, name: &str, worst: &mut Worst) {
    assert!(!data.panels().panels().is_empty(), "{name}");
    let n = data.n() as f64;
    let points = Points::plain(data.values());
    let prior = Prior::new(PriorKind::None, data, mixture.k());
    for assignment in [Assignment::Soft, Assignment::Hard] {
        let plain = sums(points, mixture, assignment);
        let least_sd = 1e-9 * data.sd();
        let compressed = Expectation::new(data, mixture, assignment, &prior, Vary::All)
            .with_exact_spreads(data, mixture, assignment, least_sd);
        let mut check = |what, a: f64, b: f64| {
            let error = apart(a, b);
            assert!(error <= 1e-12, "{name}, {assignment:?}, {what}: {a} is not {b}, by {error:e}");
            if error > worst.0 {
                *worst = (error, format!("{name}, {what}"));
            }
        };
        check("ln likelihood", compressed.ln_likelihood() / n, plain.ln_likelihood / n);
        check(
            "objective",
            compressed.ln_data(assignment) / n,
            match assignment {
                Assignment::Soft => plain.ln_likelihood / n,
                Assignment::Hard => plain.ln_best / n,
            },
        );
        for ((a, b), c) in compressed.moments().iter().zip(plain.moments).zip(mixture.components()) {
            check("count", a.count / n, b.count / n);
            check("first", a.first / (n * c.sd), b.first / (n * c.sd));
            check("second", a.second / (n * c.sd * c.sd), b.second / (n * c.sd * c.sd));
        }
        let next = |moments| maximize(mixture, moments, Vary::All, &prior, least_sd);
        let (a, b) = (next(compressed.moments()), next(&plain.moments[..mixture.k()]));
        let sds = sds(data, mixture, assignment);
        for (((a, b), held), sd) in a.components().iter().zip(b.components()).zip(plain.moments).zip(sds) {
            if held.count / n > 1e-6 {
                let sd = sd.max(least_sd);
                let scale = b.mean.abs().max(data.sd());
                let errors = [(a.mean - b.mean) / scale, (a.weight - b.weight) / b.weight, (a.sd - sd) / sd];
                let error = errors.into_iter().fold(0.0, |most: f64, error| most.max(error.abs()));
                assert!(error <= 1e-9, "{name}, {assignment:?}: {a:?} is not {b:?} with the sd {sd}");
            }
        }
    }
}

#[test]
fn the_compressed_e_step_is_the_plain_one() {
    let mut worst = Worst::default();
    for seed in 0..cases() {
        let mut dice = Dice(Pcg64::seed_from_u64(seed));
        let data = data(&mut dice);
        let mixture = mixture(&mut dice, &data);
        compare(&data, &mixture, &format!("seed {seed}"), &mut worst);
    }
    println!("largest deviation {:e} ({})", worst.0, worst.1);
}

#[test]
fn a_huge_value_spoils_no_sum() {
    let mut dice = Dice(Pcg64::seed_from_u64(2));
    let normal = |dice: &mut Dice| (0..N).map(|_| 100.0 + 30.0 * dice.normal()).collect::<Vec<f64>>();
    let mut sets: Vec<Vec<f64>> = vec![
        // Values that files use for missing data: NetCDF's, the least whole number of 64 bits.
        [normal(&mut dice), vec![9.969209968386869e36]].concat(),
        [normal(&mut dice), vec![-9_223_372_036_854_775_808.0]].concat(),
        [vec![-1e60], vec![0.0; N / 2], vec![5e-324; N / 2]].concat(),
    ];
    for power in [9, 12, 15, 17, 20, 40, 60] {
        let far = 10f64.powi(power);
        sets.push([normal(&mut dice), vec![far]].concat());
        sets.push([normal(&mut dice), vec![-far]].concat());
    }
    let mut worst = Worst::default();
    for (i, values) in sets.into_iter().enumerate() {
        let data = Dataset::new(values).unwrap();
        for _ in 0..20 {
            compare(&data, &mixture(&mut dice, &data), &format!("set {i}"), &mut worst);
        }
    }
}

#[test]
fn far_fewer_nodes_than_points_are_enough_for_a_usual_mixture() {
    let mut dice = Dice(Pcg64::seed_from_u64(1));
    let values = (0..200_000).map(|i| if i % 10 < 3 { 20.0 } else { 40.0 } + 5.0 * dice.normal()).collect();
    let data = Dataset::new(values).unwrap();
    let component = |weight, mean| Component { weight, mean, sd: 5.0 };
    let mixture = Mixture::unchecked(vec![component(0.3, 20.0), component(0.7, 40.0)]);
    let prior = Prior::new(PriorKind::None, &data, 2);
    let nodes = Expectation::new(&data, &mixture, Assignment::Soft, &prior, Vary::All).nodes();
    assert!(nodes < 2000, "{nodes} nodes");
}
