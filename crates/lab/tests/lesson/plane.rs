//! The second lesson, about points in the plane.

use super::support::{change, converge, opened_in_plane};
use super::{chapter, links, opened, reads};
use em_lab::plane::{Axis, TypedFit};
use em_lab::scenario::Word;
use em_lab::session::{Comparisons, Plane, Session};

/// The lab of a chapter's link; checks that the chapter's text contains each of `said`.
fn shown(id: &str, link: usize, said: &[&str]) -> Session<Plane> {
    for words in said {
        assert!(chapter(id).contains(words), "{id} no longer says {words:?}");
    }
    opened_in_plane(&links(id)[link])
}

fn log_likelihood(session: &Session<Plane>) -> f64 {
    session.snapshot().log_likelihood
}

/// The points labelled right, in per cent.
fn right(session: &Session<Plane>) -> f64 {
    100.0 * session.snapshot().labels.unwrap().accuracy
}

/// The end of EM under other settings.
fn end_of(session: &Session<Plane>, settings: &[(&str, &str)]) -> Session<Plane> {
    let mut other = session.clone();
    for (name, value) in settings {
        change(&mut other, name, value);
    }
    converge(&mut other);
    other
}

/// Numbers of each component: x and y of its mean, its weight, its correlation.
fn numbers(session: &Session<Plane>) -> Vec<[f64; 4]> {
    let components = session.snapshot().components;
    components.iter().map(|c| [c.mean[0], c.mean[1], c.weight, c.covariance.rho()]).collect()
}

#[test]
fn chapter_1_an_ellipse_holds_39_percent_and_a_margin_is_a_mixture() {
    let said = ["weight 0.3, its mean at (20, 60)", "1,178 lie within its ellipse, and 2,604"];
    let session = shown("ellipses", 0, &said);
    let snapshot = session.snapshot();
    let truth = snapshot.truth.as_ref().unwrap();
    assert!(snapshot.components.iter().zip(truth).all(|(component, (true_one, _))| component == true_one));
    let a = snapshot.components[0];
    let data = &session.loaded().data;
    let of = data.labels().unwrap().of();
    let within = |sds: f64| {
        let near = |i: &usize| {
            let [x, y] = data.point(*i);
            a.covariance.squared_distance([x - a.mean[0], y - a.mean[1]]) <= sds * sds
        };
        (0..data.n()).filter(|&i| of[i] == 0).filter(near).count()
    };
    assert_eq!((data.n(), within(1.0), within(2.0), within(1e9)), (10_000, 1178, 2604, 3000));

    shown("ellipses", 0, &["holds 39&nbsp;% of its", "holds 86&nbsp;%", "68&nbsp;%", "a line has 95&nbsp;%"]);
    for (sds, printed) in [(1.0_f64, "39"), (2.0, "86")] {
        reads(100.0 * (1.0 - (-0.5 * sds * sds).exp()), printed);
    }

    let line = opened("start=0.3,20,5~0.7,40,5");
    assert_eq!(&session.em().present().mixture.margin(Axis::X), &line.em().present().mixture);
    let said = [
        "<var>x</var> = 30",
        "it is 30&nbsp;% A’s",
        "is 55, it is 1&nbsp;%",
        "65 it is 32&nbsp;%",
        "75 it is 89&nbsp;%",
    ];
    let session = shown("ellipses", 0, &said);
    reads(100.0 * line.responsibilities(&[30.0]).unwrap()[0], "30");
    for (y, printed) in [(55.0, "1"), (65.0, "32"), (75.0, "89")] {
        reads(100.0 * session.responsibilities(&[30.0, y]).unwrap()[0], printed);
    }

    shown("ellipses", 0, &["−20: the correlation −0.5, times 5, times 8", "A’s is 28."]);
    let covariances: Vec<f64> = snapshot.components.iter().map(|c| c.covariance.scatter().xy).collect();
    reads(covariances[0], "28");
    reads(covariances[1], "-20");
}

#[test]
fn chapter_2_a_covariance_is_a_mean_of_products() {
    let said = ["A starts at (3, 60) and B at (4, 80)", "109.3 eruptions’ worth of the 272, and B 162.7"];
    let mut session = shown("plane-steps", 0, &said);
    let counts = session.snapshot().effective_counts.unwrap();
    assert_eq!(session.snapshot().n, 272);
    reads(counts[0], "109.3");
    reads(counts[1], "162.7");

    session.m_step().unwrap();
    shown("plane-steps", 0, &["A goes to (2.25, 56.6) and B to (4.32, 80.5)", "now it has 0.73"]);
    let [a, b] = numbers(&session)[..] else { panic!("two ellipses") };
    for (value, printed) in [(a[0], "2.25"), (a[1], "56.6"), (b[0], "4.32"), (b[1], "80.5"), (a[3], "0.73")] {
        reads(value, printed);
    }

    let said = ["8 iterations: A at (2.04, 54.5) with 36&nbsp;%", "B at (4.29, 80.0) with 64&nbsp;%"];
    shown("plane-steps", 0, &said);
    assert_eq!(converge(&mut session).iteration, 8);
    let [a, b] = numbers(&session)[..] else { panic!("two ellipses") };
    for (value, printed) in [(a[0], "2.04"), (a[1], "54.5"), (b[0], "4.29"), (b[1], "80.0")] {
        reads(value, printed);
    }
    reads(100.0 * a[2], "36");
    reads(100.0 * b[2], "64");
    shown("plane-steps", 0, &["all 272 points is 0.90", "0.38, and A has 0.29"]);
    let all = session.loaded().data.covariance();
    reads(all.xy / (all.xx * all.yy).sqrt(), "0.90");
    reads(b[3], "0.38");
    reads(a[3], "0.29");
}

#[test]
fn chapter_3_each_kind_of_ellipse_has_its_price() {
    let said =
        ["98&nbsp;% of the points", "12,178.8", "6 + 4 + 1 = 11", "1,000 points from five groups of 200"];
    let session = shown("shapes", 0, &said);
    assert_eq!(session.snapshot().status.name(), "converged");
    reads(right(&session), "98");
    reads(session.snapshot().bic, "12178.8");
    assert_eq!(opened_in_plane("data=old-faithful").em().free_parameters(), 11);
    let truth = session.snapshot().truth.unwrap();
    let alike = |i: usize, j: usize| truth[i].0.covariance == truth[j].0.covariance;
    let pairs = (0..5).flat_map(|i| (0..i).map(move |j| (i, j))).filter(|&(i, j)| alike(i, j));
    assert_eq!((pairs.count(), truth.iter().filter(|(_, process)| process.count == 200).count()), (1, 5));

    let said = ["save 10 numbers", "87&nbsp;%", "12,806.3", "90&nbsp;%", "12,628.5", "72&nbsp;%", "12,764.4"];
    let circles = shown("shapes", 1, &said);
    assert_eq!(circles.snapshot().status.name(), "converged");
    for (kind, labelled, bic, saved) in
        [("spherical", "87", "12806.3", 10), ("diagonal", "90", "12628.5", 5), ("tied", "72", "12764.4", 12)]
    {
        let end = end_of(&session, &[("covariance", kind)]);
        reads(right(&end), labelled);
        reads(end.snapshot().bic, bic);
        assert_eq!(end.em().free_parameters() + saved, session.em().free_parameters(), "{kind}");
    }
    assert_eq!(circles.scenario().value("covariance").as_deref(), Some("spherical"));
    reads(circles.snapshot().bic, "12806.3");

    shown("shapes", 0, &["17: four weights", "of any shape have 29"]);
    assert_eq!(end_of(&session, &[("covariance", "tied")]).em().free_parameters(), 17);
    assert_eq!(session.em().free_parameters(), 29);
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

/// The best fit of one kind and one k, and the lowest BIC of all kinds.
fn compared(session: &Session<Plane>, kind: &str, k: usize) -> (Session<Plane>, Vec<(usize, f64)>) {
    let mut search = session.compare_k(6).unwrap();
    while !search.advance() {}
    let mut kept = Comparisons::of(session);
    let fits = kept.keep_fits(search);
    let sound = fits.iter().filter(|typed| typed.fit.on_floor.is_empty());
    let bics = sound.map(|typed| (typed.fit.k, typed.fit.bic)).collect();
    let wanted = |typed: &&TypedFit| typed.fit.k == k && typed.covariance.word() == kind;
    let seed = fits.iter().find(wanted).unwrap().fit.start_seed.to_string();
    let settings = [("k", k.to_string()), ("covariance", kind.into()), ("start-seed", seed)];
    (end_of(session, &settings.each_ref().map(|(name, value)| (*name, value.as_str()))), bics)
}

fn least(bics: &[(usize, f64)]) -> (usize, f64) {
    bics.iter().copied().min_by(|one, other| one.1.total_cmp(&other.1)).unwrap()
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
    let (four, bics) = compared(&session, "tied", 4);
    let (k, bic) = least(&bics);
    assert_eq!(k, 4);
    reads(bic, "3354.4");
    reads(four.snapshot().bic, "3354.4");
    let with_three: Vec<_> = bics.into_iter().filter(|&(k, _)| k == 3).collect();
    reads(least(&with_three).1, "3367.6");
    reads(compared(&session, "full", 3).0.snapshot().bic, "3367.6");
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
    let (full, _) = compared(&petals, "full", 3);
    let (tied, _) = compared(&petals, "tied", 3);
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
    let (three, bics) = compared(&session, "tied", 3);
    let (k, bic) = least(&bics);
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
