//! Chapters 4 to 6 of the second lesson: plateaus, how many ellipses of which shape, and k-means.

use super::plane::{best, compared, end_of, numbers, right, shown};
use super::support::{change, converge, opened_in_plane};
use super::{links, reads};
use em_lab::plane::{Axis, TypedFit};
use em_lab::session::{Comparisons, Plane, PlaneParameter, Session};

fn log_likelihood(session: &Session<Plane>) -> f64 {
    session.snapshot().log_likelihood
}

#[test]
fn chapter_4_a_plateau_and_a_start_that_leads_nowhere() {
    let said = ["after 6 iterations, at −1286.10", "below 0.001 per point"];
    let stopped = shown("plateaus", 0, &said);
    assert_eq!((stopped.snapshot().status.name(), stopped.snapshot().iteration), ("converged", 6));
    reads(log_likelihood(&stopped), "-1286.10");

    let said = [
        "−2192.73 to −1293.21",
        "After 4 iterations it is −1286.62, after 12 it is −1285.29",
        "After 21 iterations the log-likelihood is −1253.67, after 23 it is −1161.53, and at the end, after 30, −1130.26",
    ];
    shown("plateaus", 0, &said);
    let mut session = stopped.clone();
    change(&mut session, "tol", "0.000001");
    let end = converge(&mut session);
    assert_eq!(end.iteration, 30);
    let history = session.history();
    for (iteration, printed) in [
        (0, "-2192.73"),
        (1, "-1293.21"),
        (4, "-1286.62"),
        (12, "-1285.29"),
        (21, "-1253.67"),
        (23, "-1161.53"),
        (30, "-1130.26"),
    ] {
        reads(272.0 * history[2 * iteration].mean_log_likelihood, printed);
    }
    shown("plateaus", 0, &["The top is at −4.1554 per point"]);
    reads(end.mean_log_likelihood, "-4.1554");

    // By hand: near the place that is named, from the stop or from the start, and not from everywhere.
    shown(
        "plateaus",
        0,
        &["the mean of B to the middle of the short eruptions, near (2, 55)", "EM may stop early again"],
    );
    let mut restarted = stopped.clone();
    restarted.seek(0).unwrap();
    let dragged_to = |from: &Session<Plane>, x: f64, y: f64| {
        let mut session = from.clone();
        let mean = [(PlaneParameter::Mean(Axis::X), x), (PlaneParameter::Mean(Axis::Y), y)];
        session.touch(1, &mean).unwrap();
        converge(&mut session).mean_log_likelihood
    };
    for from in [&stopped, &restarted] {
        for (x, y) in [(2.0, 55.0), (1.8, 53.0), (1.8, 57.0), (2.2, 53.0), (2.2, 57.0)] {
            assert!(dragged_to(from, x, y) > -4.157, "({x}, {y})");
        }
    }
    assert!(dragged_to(&stopped, 2.0, 65.0) < -4.7);

    let nowhere = shown("plateaus", 1, &["ends at −1287.18", "reach −1140.19", "62 of 100 starts"]);
    assert_eq!(nowhere.snapshot().status.name(), "converged");
    reads(log_likelihood(&nowhere), "-1287.18");
    let mut restarts = nowhere.restarts(100).unwrap();
    while !restarts.advance() {}
    let mut kept = Comparisons::of(&nowhere);
    kept.keep_restarts(&nowhere, restarts);
    let best = kept.optimum_rows()[0];
    assert_eq!(best.starts, 62);
    reads(272.0 * best.objective, "-1140.19");
}

/// The k with the lowest BIC among these fits, and this BIC, without those on the floor.
fn least<'a>(fits: impl IntoIterator<Item = &'a TypedFit>) -> (usize, f64) {
    let sound = fits.into_iter().map(|typed| &typed.fit).filter(|fit| fit.on_floor.is_empty());
    sound.map(|fit| (fit.k, fit.bic)).min_by(|one, other| one.1.total_cmp(&other.1)).unwrap()
}

#[test]
fn chapter_5_bic_takes_four_ellipses_for_three_species() {
    let said = ["328 of the 342 are right, 96&nbsp;%", "BIC is 3370.3"];
    let session = shown("how-many-ellipses", 0, &said);
    let snapshot = session.snapshot();
    assert_eq!((snapshot.status.name(), snapshot.n), ("converged", 342));
    reads(0.01 * right(&session) * 342.0, "328");
    reads(right(&session), "96");
    reads(snapshot.bic, "3370.3");

    let said = [
        "4, with one shape for all: 3354.4",
        "the lowest is 3367.6",
        "151 Adélie penguins 114",
        "and 35 with",
        "86&nbsp;%",
    ];
    shown("how-many-ellipses", 0, &said);
    let fits = compared(&session, 8);
    let four = best(&session, &fits, "tied", 4);
    let (k, bic) = least(&fits);
    assert_eq!(k, 4);
    reads(bic, "3354.4");
    reads(four.snapshot().bic, "3354.4");
    reads(least(fits.iter().filter(|typed| typed.fit.k == 3)).1, "3367.6");
    reads(best(&session, &fits, "full", 3).snapshot().bic, "3367.6");
    reads(right(&four), "86");
    let judged = four.snapshot().labels.unwrap();
    let adelie =
        four.loaded().data.labels().unwrap().names().iter().position(|name| name == "Adelie").unwrap();
    let mut of = judged.confusion[adelie].clone();
    assert_eq!(of.iter().sum::<u32>(), 151);
    of.sort_unstable_by(|one, other| other.cmp(one));
    assert_eq!(of[..2], [114, 35]);
}

#[test]
fn chapter_5_an_ellipse_may_fit_the_rounding() {
    let said = ["29 petals that are all 0.2 cm wide", "−36.97, is 97 higher"];
    let collapsed = shown("how-many-ellipses", 1, &said);
    assert_eq!(
        (collapsed.snapshot().status.name(), &collapsed.snapshot().on_floor[..]),
        ("converged", &[1][..])
    );
    assert_eq!(collapsed.loaded().data.points().filter(|point| point[1] == 0.2).count(), 29);
    reads(collapsed.snapshot().components[1].mean[1], "0.2");
    reads(log_likelihood(&collapsed), "-36.97");

    let said = [
        "150 irises",
        "BIC of 353.5, far below the 434.7",
        "labels 81&nbsp;% of them right, and the other one 97&nbsp;%",
    ];
    shown("how-many-ellipses", 1, &said);
    let petals = opened_in_plane("data=iris-petals&k=3");
    assert_eq!(petals.snapshot().n, 150);
    let fits = compared(&petals, 3);
    let [full, tied] = ["full", "tied"].map(|kind| best(&petals, &fits, kind, 3));
    reads(full.snapshot().bic, "353.5");
    reads(tied.snapshot().bic, "434.7");
    reads(right(&full), "81");
    reads(right(&tied), "97");
    reads(log_likelihood(&collapsed) - log_likelihood(&full), "97");
}

#[test]
fn chapter_5_old_faithful_is_cheapest_as_three_of_one_shape() {
    shown("how-many-ellipses", 0, &["three ellipses of one shape, 2314.3. Two of any shape have 2322.2."]);
    let session = opened_in_plane("data=old-faithful");
    let fits = compared(&session, 8);
    let three = best(&session, &fits, "tied", 3);
    let (k, bic) = least(&fits);
    assert_eq!(k, 3);
    reads(bic, "2314.3");
    reads(three.snapshot().bic, "2314.3");
    assert_eq!(numbers(&three).iter().filter(|ellipse| ellipse[0] > 3.5).count(), 2, "of long eruptions");
    reads(end_of(&session, &[]).snapshot().bic, "2322.2");
}

#[test]
fn chapter_6_k_means_depends_on_the_units() {
    let said = [
        "(2.09, 54.8) with 100 eruptions, and (4.30, 80.3) with 172",
        "only 5 of the 272",
        "25.5 minutes",
        "2.2 minutes",
    ];
    let session = shown("straight-borders", 0, &said);
    assert!(session.is_k_means() && session.snapshot().status.name() == "converged");
    assert_eq!(session.snapshot().effective_counts.unwrap(), [100.0, 172.0]);
    let [a, b] = numbers(&session)[..] else { panic!("two means") };
    for (value, printed) in [(a[0], "2.09"), (a[1], "54.8"), (b[0], "4.30"), (b[1], "80.3")] {
        reads(value, printed);
    }
    reads(b[1] - a[1], "25.5");
    reads(b[0] - a[0], "2.2");
    let em = end_of(&opened_in_plane(&links("plane-steps")[0]), &[]);
    let [of_k_means, of_em] = [&session, &em].map(|session| &session.em().present().mixture);
    let differ = |&point: &[f64; 2]| of_k_means.most_responsible(point) != of_em.most_responsible(point);
    assert_eq!(session.loaded().data.points().filter(differ).count(), 5);

    let said = [
        "It labels 1,000 of the 2,000 right",
        "now 1,999 of 2,000",
        "8 iterations in either unit",
        "the same 1,999 right",
    ];
    for (link, labelled) in [(1, "1000"), (2, "1999")] {
        let session = shown("straight-borders", link, &said);
        assert!(session.is_k_means() && session.snapshot().status.name() == "converged");
        reads(0.01 * right(&session) * 2000.0, labelled);
        let truth = session.scenario().value("truth").unwrap();
        let em = end_of(&opened_in_plane(&format!("dim=2&truth={truth}")), &[]);
        assert_eq!(em.snapshot().iteration, 8);
        reads(0.01 * right(&em) * 2000.0, "1999");
    }
}
