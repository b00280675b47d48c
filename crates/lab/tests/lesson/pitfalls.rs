//! Chapters 7 to 13: where EM goes wrong, how many components, its relatives, other curves, and real data.

use super::{change, chapter, converge, even, link, links, mean, opened, reads, shown, wrong};
use em_lab::compare_k::{Fit, best_by};
use em_lab::session::Parameter;

#[test]
fn chapter_7_a_wrong_hill_and_two_curves_that_never_part() {
    let said = ["−3.5405 per point", "has −3.4948", "its 100 starts run", "48 of them reach", "52 do not"];
    let (mut session, rest) = shown("start-matters", &said);
    assert_eq!(rest.status.name(), "converged");
    reads(rest.objective, "-3.5405");
    let [a, b, c] = rest.components[..] else { panic!("three components") };
    assert!(a.mean > 35.0 && c.mean > 35.0 && b.mean < 20.0);
    reads(b.sd, "6");
    let start = session.history()[0].components.clone();
    assert!(start.iter().all(|component| component.mean > 35.0), "all three near the points around 40");

    shown("start-matters", &["until A’s mean is near 10, and go to convergence"]);
    for mean in [8.0, 10.0, 12.0] {
        let mut pushed = session.clone();
        pushed.touch(0, Parameter::Mean, mean).unwrap();
        reads(converge(&mut pushed).objective, "-3.4948");
    }

    session.seek(0).unwrap();
    session.touch(0, Parameter::Mean, 30.0).unwrap();
    session.touch(1, Parameter::Mean, 30.0).unwrap();
    let twins = converge(&mut session);
    assert_eq!(twins.components[0], twins.components[1]);
    session.touch(0, Parameter::Mean, twins.components[0].mean - 2.0).unwrap();
    let parted = converge(&mut session);
    assert!(parted.components[1].mean - parted.components[0].mean > 9.0);
    reads(parted.objective, "-3.4948");
}

#[test]
fn chapter_7_some_starts_reach_the_better_hill() {
    let mut run = opened(&link("start-matters")).restarts(100).unwrap();
    while !run.advance() {}
    let found = run.finish();
    let better = found.iter().filter(|restart| restart.objective > -3.495).count();
    assert_eq!((found.len(), better), (100, 48));
    let optima = found.iter().map(|restart| restart.optimum).max();
    assert_eq!(optima, Some(1), "two hills, no third");
}

#[test]
fn chapter_7_a_start_by_random_shares_is_on_a_plateau() {
    let said = [
        "begin at 33.94 and 34.10",
        "first iteration gains 0.000007",
        "at a gain below 0.001",
        "at −3.7672",
        "iteration 12 is the first",
        "after 49 it ends at −3.5869",
        "From the start with seed 2, even the lab’s limit stops it at once",
    ];
    shown("start-matters", &said);
    let mut session = opened(&links("start-matters")[1]);
    let stopped = session.snapshot();
    assert_eq!(
        (stopped.status.name(), stopped.iteration, session.scenario().em.tol),
        ("converged", 1, 0.001)
    );
    reads(stopped.objective, "-3.7672");
    let start = &session.history()[0].components;
    reads(start[0].mean, "33.94");
    reads(start[1].mean, "34.10");
    change(&mut session, "tol", "0.000001");
    let end = converge(&mut session);
    assert_eq!(end.iteration, 49);
    reads(end.objective, "-3.5869");
    let history = session.history();
    let gain = |iteration: usize| history[2 * iteration].objective - history[2 * iteration - 2].objective;
    reads(gain(1), "0.000007");
    assert_eq!((1..=49).find(|&iteration| gain(iteration) > 0.001), Some(12));
    // scikit-learn compares the mean log-likelihoods of its first two E steps
    assert!(gain(1) < 1e-3, "its default tolerance stops it there");
    change(&mut session, "start-seed", "2");
    assert_eq!(converge(&mut session).iteration, 1);
}

#[test]
fn chapter_7_the_iterations_of_restarts_are_the_labs_own() {
    let lab = opened(&link("start-matters"));
    let mut run = lab.restarts(8).unwrap();
    while !run.advance() {}
    let iterations = lab.snapshot().iteration;
    let own = lab.scenario().start_seed;
    let row = run.finish().into_iter().find(|row| row.start_seed == own).unwrap();
    assert_eq!((row.iterations, row.status), (iterations, lab.snapshot().status));
}

#[test]
fn chapter_8_a_component_collapses_and_the_prior_prevents_it() {
    let said = ["34,279 km/s", "4.5 km/s", "−763.18", "rises by 2.30", "505 km/s", "has 628", "−769.49"];
    let (mut session, broken) = shown("breaks", &said);
    assert_eq!((broken.on_floor.as_slice(), broken.status.name()), ([3].as_slice(), "converged"));
    reads(broken.components[3].mean, "34279");
    reads(broken.components[3].sd, "4.5");
    reads(broken.effective_counts.as_ref().unwrap()[3], "1.000");
    reads(broken.log_likelihood, "-763.18");
    let mut last = broken.log_likelihood;
    for floor in ["0.0001", "0.00001", "0.000001"] {
        change(&mut session, "floor", floor);
        let lower = converge(&mut session).log_likelihood;
        assert!((lower - last - 10_f64.ln()).abs() < 1e-3);
        last = lower;
    }
    change(&mut session, "floor", "0.001");
    change(&mut session, "prior", "conjugate");
    shown("breaks", &["six invented points came along with each component, here 373 km/s from its mean"]);
    let prior = session.em().prior();
    assert_eq!(prior.extra_count(), 6.0);
    reads((prior.scale / 6.0).sqrt(), "373");
    let cured = converge(&mut session);
    assert_eq!((cured.on_floor.len(), cured.status.name()), (0, "converged"));
    let narrowest = cured.components.iter().map(|component| component.sd).fold(f64::INFINITY, f64::min);
    assert_eq!(narrowest, cured.components[1].sd);
    reads(narrowest, "505");
    reads(cured.effective_counts.as_ref().unwrap()[1], "7");
    reads(cured.components[3].sd, "628");
    reads(cured.log_likelihood, "-769.49");
}

#[test]
fn chapter_9_bic_says_three_and_aic_says_six() {
    let (mut session, snapshot) =
        shown("how-many", &["BIC says 3, AIC says 6", "higher by less than half a point", "is 4.4 for"]);
    assert_eq!((snapshot.components.len(), snapshot.status.name()), (3, "converged"));
    reads(82_f64.ln(), "4.4");
    let mut comparison = session.compare_k(8).unwrap();
    while !comparison.advance() {}
    let fits = comparison.finish();
    assert_eq!(fits.len(), 8);
    for fit in &fits {
        assert!(fit.on_floor.is_empty());
        let row = [82.0 * fit.mean_log_likelihood, fit.aic, fit.bic];
        let row = row.map(|value| format!("{value:.1}").replace('-', "−"));
        let cells = chapter("how-many").replace(" class=\"least\"", "");
        let printed = format!("<th scope=\"row\">{}</th><td>{}</td>", fit.k, row.join("</td><td>"));
        assert!(cells.contains(&printed), "{printed}");
    }
    let best = |of: fn(&Fit) -> f64| best_by(&fits, |fit| Some(of(fit))).map(|row| fits[row].k);
    assert_eq!((best(|fit| fit.bic), best(|fit| fit.aic)), (Some(3), Some(6)));
    assert!(fits[4].aic - fits[5].aic < 0.5);

    change(&mut session, "prior", "none");
    let mut bics = Vec::new();
    for k in 1..=6 {
        change(&mut session, "k", &k.to_string());
        let fit = converge(&mut session);
        let pairs = fit.effective_counts.unwrap().iter().filter(|&&count| (count - 2.0).abs() < 0.01).count();
        bics.push((fit.bic, pairs));
    }
    assert!(bics[..5].iter().all(|other| bics[5].0 < other.0) && bics[5].1 == 2, "{bics:?}");
}

#[test]
fn chapter_10_k_means_uses_distance_alone() {
    let said = [
        "changes at 30.2",
        "20.14 and 40.23",
        "evenly at 28.8",
        "EM labels 191 of the 10,000 points wrong; k-means labels 214 wrong",
    ];
    let (mut session, k_means) = shown("relatives", &said);
    let [a, b] = k_means.components[..] else { panic!("two components") };
    reads(a.mean, "20.14");
    reads(b.mean, "40.23");
    reads(0.5 * (a.mean + b.mean), "30.2");
    reads(even(&session, 20.0, 40.0), "30.2");
    assert_eq!(wrong(&k_means), 214);
    change(&mut session, "assignment", "soft");
    change(&mut session, "vary", "all");
    let em = converge(&mut session);
    reads(even(&session, 20.0, 40.0), "28.8");
    assert_eq!(wrong(&em), 191);
    change(&mut session, "vary", "shared-sd");
    let shared = converge(&mut session);
    assert!(em.mean_log_likelihood - shared.mean_log_likelihood < 1e-4, "hardly anything is lost");
}

#[test]
fn chapter_11_the_geyser_has_two_groups_and_the_houses_have_others() {
    let said = ["272 times", "54.6 minutes with 36&nbsp;%", "80.1 minutes with 64&nbsp;%", "5.88 and 5.86"];
    let (mut session, waits) = shown("real-data", &said);
    let [short, long] = waits.components[..] else { panic!("two components") };
    assert_eq!((waits.n, waits.status.name()), (272, "converged"));
    for (value, printed) in [(short.mean, "54.6"), (long.mean, "80.1"), (short.sd, "5.88"), (long.sd, "5.86")]
    {
        reads(value, printed);
    }
    reads(100.0 * short.weight, "36");
    reads(100.0 * long.weight, "64");

    let pair = |line: &str| -> Option<(f64, f64)> {
        let (length, after) = line.split_once(',')?;
        Some((length.parse().ok()?, after.parse().ok()?))
    };
    let eruptions = include_str!("../../src/presets/old-faithful.csv").lines().skip(1);
    let (brief, lasting): (Vec<_>, Vec<_>) =
        eruptions.map(|line| pair(line).unwrap()).partition(|(minutes, _)| *minutes < 3.0);
    let mean_wait = |eruptions: &[(f64, f64)]| mean(&eruptions.iter().map(|e| e.1).collect::<Vec<_>>());
    shown("real-data", &["54.5 minutes on average, after the others 80.0"]);
    reads(mean_wait(&brief), "54.5");
    reads(mean_wait(&lasting), "80.0");

    shown("real-data", &["72.2&nbsp;% against 76.6&nbsp;%", "from 12,691 to 12,593"]);
    change(&mut session, "data", "windsor-house-prices");
    let houses = converge(&mut session);
    reads(100.0 * houses.labels.as_ref().unwrap().accuracy, "72.2");
    reads(100.0 * 418.0 / 546.0, "76.6");
    reads(houses.bic, "12593");
    reads(opened(&link("hidden-groups")).snapshot().bic, "12691");
}

#[test]
fn chapter_12_the_link_carries_the_data_and_every_start_agrees() {
    let said = [
        "twenty-four journeys",
        "around 17.6 minutes and one around 45.7",
        "3 iterations from seed 1, 39 from seed 4",
    ];
    let (mut session, own) = shown("your-own", &said);
    assert_eq!((own.n, own.data_in_link, own.status.name()), (24, true, "converged"));
    change(&mut session, "start", "random-from-data");
    for seed in 1..=10 {
        change(&mut session, "start-seed", &seed.to_string());
        let fit = converge(&mut session);
        let mut found = fit.components.clone();
        found.sort_by(|one, other| one.mean.total_cmp(&other.mean));
        reads(found[0].mean, "17.6");
        reads(found[1].mean, "45.7");
        reads(found[0].weight, "0.50");
        match seed {
            1 => assert_eq!(fit.iteration, 3),
            4 => assert_eq!(fit.iteration, 39),
            _ => {}
        }
    }
}

#[test]
fn other_curves_two_coins_by_hand_three_that_the_start_decides_and_a_slow_climb() {
    let said = [
        "5, 9, 8, 4 and 7 times",
        "0.0403 / (0.0403 + 0.0098)",
        "which is 0.80",
        "2.99 rows, which are 29.9 tosses, and 21.3",
        "becomes 0.71, and B’s 0.58",
        "they are 0.80 and 0.52",
        "26.8, in 36.2 tosses",
        "A’s chance 0.74",
        "with 4 heads 0.16",
    ];
    let (mut coins, before) = shown("other-curves", &said);
    let densities = coins.em().present().mixture.weighted_densities(9.0);
    reads(densities[0] / 0.5, "0.0403");
    reads(densities[1] / 0.5, "0.0098");
    reads(coins.responsibilities(&[9.0]).unwrap()[0], "0.80");
    let held = before.effective_counts.unwrap()[0];
    reads(held, "2.99");
    reads(10.0 * held, "29.9");
    coins.m_step().unwrap();
    reads(coins.last_m().unwrap()[0].1, "21.3");
    let chances = |session: &em_lab::session::Session| {
        session.snapshot().components.into_iter().map(|c| c.mean / 10.0).collect::<Vec<_>>()
    };
    reads(chances(&coins)[0], "0.71");
    reads(chances(&coins)[1], "0.58");
    converge(&mut coins);
    reads(chances(&coins)[0], "0.80");
    reads(chances(&coins)[1], "0.52");

    let mut other = opened("data=two-coins&start=0.5,7~0.5,3&step=1");
    let heads: Vec<f64> = other.loaded().data.values().to_vec();
    assert_eq!(heads.iter().sum::<f64>(), 33.0);
    let of_a = |x: f64| other.responsibilities(&[x]).unwrap()[0];
    assert!((of_a(5.0) - 0.5).abs() < 1e-12);
    reads(of_a(4.0), "0.16");
    assert!([9.0, 8.0, 7.0].iter().all(|&x| of_a(x) > 0.95));
    reads(10.0 * other.snapshot().effective_counts.unwrap()[0], "36.2");
    other.m_step().unwrap();
    reads(other.last_m().unwrap()[0].1, "26.8");
    reads(chances(&other)[0], "0.74");

    let [_, three, days] = &links("other-curves")[..] else { panic!("three links") };
    let session = opened(three);
    assert!(
        chapter("other-curves").contains("of ten, six are heads")
            && chapter("other-curves").contains("0.54 and 0.64")
    );
    assert_eq!(session.loaded().data.values().iter().sum::<f64>(), 6.0);
    let end = session.snapshot();
    assert_eq!((end.iteration, end.status.name()), (2, "converged"), "the second iteration gains nothing");
    reads(end.components[0].mean, "0.54");
    reads(end.components[1].mean, "0.64");
    let elsewhere = opened("data=three-coins&start=0.5,0.5~0.5,0.5&step=4").snapshot();
    assert!((elsewhere.log_likelihood - end.log_likelihood).abs() < 1e-12);
    assert!((elsewhere.components[0].mean - end.components[0].mean).abs() > 0.01);

    let text = chapter("other-curves");
    for words in [
        "1,096 days",
        "0 to 9 notices",
        "are 1.11 and 2.58",
        "end at 1.26 and 2.66",
        "some 2,000 iterations",
        "rises by 0.08",
    ] {
        assert!(text.contains(words), "{words}");
    }
    let mut session = opened(days);
    assert_eq!((session.snapshot().n, session.loaded().data.range()), (1096, (0.0, 9.0)));
    let after_ten = session.snapshot();
    assert_eq!(after_ten.iteration, 10);
    reads(after_ten.components[0].mean, "1.11");
    reads(after_ten.components[1].mean, "2.58");
    change(&mut session, "tol", "0");
    change(&mut session, "max", "10000");
    session.step(2000).unwrap();
    let end = session.snapshot();
    reads(end.components[0].mean, "1.26");
    reads(end.components[1].mean, "2.66");
    reads(end.log_likelihood - after_ten.log_likelihood, "0.08");
}
