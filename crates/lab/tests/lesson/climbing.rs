//! Chapters 1 to 6: hidden groups, the mixture, E, M, and why it climbs.

use super::{by_label, change, converge, even, mean, opened, reads, share_of_a, shown, wrong};
use em_lab::session::Parameter;

#[test]
fn chapter_1_one_bell_does_not_describe_the_prices() {
    let said =
        ["546 houses", "26 of them", "about 12", "2.3&nbsp;%", "128 stood", "83,986", "418 sold for 63,263"];
    let (session, snapshot) = shown("hidden-groups", &said);
    let bell = snapshot.components[0];
    assert_eq!((snapshot.n, snapshot.components.len()), (546, 1));
    assert!(!session.scenario().reveal);
    let values = session.loaded().data.values();
    let count = |wanted: &dyn Fn(f64) -> bool| values.iter().filter(|&&x| wanted(x)).count();
    assert_eq!(count(&|x| x > bell.mean + 2.0 * bell.sd), 26);
    assert_eq!(count(&|x| x < bell.mean - 2.0 * bell.sd), 0);
    reads(100.0 * share_below(-2.0), "2.3");
    reads(546.0 * share_below(-2.0), "12");
    let groups = by_label(&session);
    let preferred = groups.iter().find(|group| group.len() == 128).unwrap();
    let others = groups.iter().find(|group| group.len() == 418).unwrap();
    reads(mean(preferred), "83986");
    reads(mean(others), "63263");

    shown("hidden-groups", &["80 houses would have cost less than 40,000 dollars, and 51 did", "to 190,000"]);
    reads(546.0 * share_below((40_000.0 - bell.mean) / bell.sd), "80");
    assert_eq!((count(&|x| x < 40_000.0), session.loaded().data.range().1), (51, 190_000.0));
}

/// The part of a Gaussian below z sds from its mean, by Simpson's rule over 8 sds.
fn share_below(z: f64) -> f64 {
    const PIECES: usize = 2000;
    let step = 8.0 / PIECES as f64;
    let weight = |j: usize| if j == 0 || j == PIECES { 1.0 } else { 2.0 + 2.0 * (j % 2) as f64 };
    let height = |j: usize| (-0.5 * (z - j as f64 * step).powi(2)).exp() / std::f64::consts::TAU.sqrt();
    (0..=PIECES).map(|j| weight(j) * height(j)).sum::<f64>() * step / 3.0
}

#[test]
fn chapter_2_the_true_curves_cross_left_of_the_middle() {
    let (session, snapshot) = shown("mixture", &["weight 0.3, mean 20 and sd 5", "At 28.9."]);
    let truth = snapshot.truth.as_ref().unwrap();
    assert!(snapshot.components.iter().zip(truth).all(|(component, (true_one, _))| component == true_one));
    reads(even(&session, 20.0, 40.0), "28.9");
}

#[test]
fn chapter_2_a_bell_is_lower_by_39_percent_one_sd_away() {
    shown("mixture", &["lower by 39&nbsp;% one sd away"]);
    reads(100.0 * (1.0 - (-0.5_f64).exp()), "39");
}

#[test]
fn chapter_3_hard_labels_make_both_sds_too_small() {
    let (mut session, snapshot) = shown("hen-and-egg", &["192 of the 10,000", "4.75 and 4.91"]);
    assert_eq!((snapshot.n, wrong(&snapshot), snapshot.position), (10_000, 192, 1));
    session.m_step().unwrap();
    let components = session.snapshot().components;
    reads(components[0].sd, "4.75");
    reads(components[1].sd, "4.91");
}

#[test]
fn chapter_4_points_are_shared_out_and_weight_moves_the_border() {
    let said = ["A point at 25 is 74&nbsp;% A’s", "A’s shares make 3,601 points, and B’s 6,399", "Near 36.8"];
    let (mut session, snapshot) = shown("e-step", &said);
    reads(100.0 * share_of_a(&session, 25.0), "74");
    assert!((share_of_a(&session, 30.0) - 0.5).abs() < 1e-12);
    let counts = snapshot.effective_counts.unwrap();
    reads(counts[0], "3601");
    reads(counts[1], "6399");
    session.touch(0, Parameter::Weight, 0.8).unwrap();
    assert!((session.snapshot().components[1].weight - 0.2).abs() < 1e-12);
    session.e_step().unwrap();
    reads(even(&session, 25.0, 50.0), "36.8");
}

#[test]
fn chapter_5_the_first_m_step_widens_a_and_the_last_does_not() {
    let said =
        ["35 to 39.51", "7 to 6.44", "weight 0.360", "25 to 24.27", "7 to 9.06", "after 22 iterations"];
    let (mut session, snapshot) = shown("m-step", &said);
    let [a, b] = snapshot.components[..] else { panic!("two components") };
    for (value, printed) in
        [(b.mean, "39.51"), (b.sd, "6.44"), (a.weight, "0.360"), (a.mean, "24.27"), (a.sd, "9.06")]
    {
        reads(value, printed);
    }
    // The next E step takes from A the points under B's peak.
    let before = share_of_a(&opened("start=0.5,25,7~0.5,35,7"), 40.0);
    assert!(share_of_a(&session, 40.0) < before);
    let mut next = session.clone();
    next.step(1).unwrap();
    shown("m-step", &["At 23.33."]);
    reads(next.snapshot().components[0].mean, "23.33");
    let end = converge(&mut session);
    assert_eq!(end.iteration, 22);
    reads(end.components[0].mean, "19.90");
    reads(end.components[0].sd, "4.97");
}

#[test]
fn chapter_6_a_plateau_is_not_the_top() {
    let said =
        ["after 2 iterations, at −3.7672", "only 0.0013 more", "by 0.14", "after 50 iterations at −3.5869"];
    let (mut session, stopped) = shown("climb", &said);
    assert_eq!((stopped.status.name(), stopped.iteration), ("converged", 2));
    reads(stopped.objective, "-3.7672");
    change(&mut session, "tol", "0.000001");
    assert_eq!(session.snapshot().status.name(), "running");
    let end = converge(&mut session);
    assert_eq!(end.iteration, 50);
    reads(end.objective, "-3.5869");
    let history = session.history();
    let after = |iteration: usize| history[2 * iteration].objective;
    reads(after(10) - after(2), "0.0013");
    reads(after(22) - after(12), "0.14");
    assert!(history.windows(2).all(|pair| pair[1].objective >= pair[0].objective - 1e-12));
}
