//! Chapters 1 to 3 of the second lesson, about points in the plane: ellipses, their steps, their shapes.

use super::support::{change, converge, opened_in_plane};
use super::{chapter, links, opened, reads};
use em_lab::plane::{Axis, TypedFit};
use em_lab::scenario::Word;
use em_lab::session::{Comparisons, Plane, Session};

/// The lab of a chapter's link; checks that the chapter's text contains each of `said`.
pub(super) fn shown(id: &str, link: usize, said: &[&str]) -> Session<Plane> {
    for words in said {
        assert!(chapter(id).contains(words), "{id} no longer says {words:?}");
    }
    opened_in_plane(&links(id)[link])
}

/// The points labelled right, in per cent.
pub(super) fn right(session: &Session<Plane>) -> f64 {
    100.0 * session.snapshot().labels.unwrap().accuracy
}

/// The end of EM under other settings.
pub(super) fn end_of(session: &Session<Plane>, settings: &[(&str, &str)]) -> Session<Plane> {
    let mut other = session.clone();
    for (name, value) in settings {
        change(&mut other, name, value);
    }
    converge(&mut other);
    other
}

/// Numbers of each component: x and y of its mean, its weight, its correlation.
pub(super) fn numbers(session: &Session<Plane>) -> Vec<[f64; 4]> {
    let components = session.snapshot().components;
    components.iter().map(|c| [c.mean[0], c.mean[1], c.weight, c.covariance.rho()]).collect()
}

/// What Compare k finds up to this k, for every k and kind.
pub(super) fn compared(session: &Session<Plane>, most: usize) -> Vec<TypedFit> {
    let mut search = session.compare_k(most).unwrap();
    while !search.advance() {}
    Comparisons::of(session).keep_fits(search).to_vec()
}

/// The best fit of one kind and one k.
pub(super) fn best(session: &Session<Plane>, fits: &[TypedFit], kind: &str, k: usize) -> Session<Plane> {
    let wanted = |typed: &&TypedFit| typed.fit.k == k && typed.covariance.word() == kind;
    let fit = &fits.iter().find(wanted).unwrap().fit;
    let (k, seed) = (k.to_string(), fit.start_seed.to_string());
    let end = end_of(session, &[("k", &k), ("covariance", kind), ("start-seed", &seed)]);
    assert!((end.snapshot().bic - fit.bic).abs() < 0.1, "{kind}");
    end
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
    let words =
        ["reaches one sd of <var>x</var> to the left and to the right", "1 everywhere on the lab’s ellipse"];
    shown("ellipses", 0, &words);
    let [sx, sy] = a.covariance.sds();
    let rightmost = [sx, a.covariance.rho() * sy];
    let distance = |[x, y]: [f64; 2]| a.covariance.squared_distance([x, y]);
    assert!((distance(rightmost) - 1.0).abs() < 1e-12);
    for y in -20..=20 {
        assert!(distance([1.001 * sx, f64::from(y)]) > 1.0, "further right at {y}");
    }

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

    let said = [
        "two of them share the flat group, and one covers two groups",
        "68&nbsp;% of the points are labelled right, and BIC is 12,786.4",
        "reach 68&nbsp;% and 12,611.5",
        "it is 72&nbsp;% and 12,764.4",
        "save 10 numbers",
        "the best fit that <em>Compare k</em> finds",
    ];
    let circles = shown("shapes", 1, &said);
    assert_eq!(circles.snapshot().status.name(), "converged");
    let fits = compared(&session, 5);
    for (kind, labelled, bic, saved) in [
        ("full", "98", "12178.8", 0),
        ("spherical", "68", "12786.4", 10),
        ("diagonal", "68", "12611.5", 5),
        ("tied", "72", "12764.4", 12),
    ] {
        let end = best(&session, &fits, kind, 5);
        reads(right(&end), labelled);
        reads(end.snapshot().bic, bic);
        assert_eq!(end.em().free_parameters() + saved, session.em().free_parameters(), "{kind}");
    }
    assert_eq!(circles.scenario().value("covariance").as_deref(), Some("spherical"));
    reads(circles.snapshot().bic, "12786.4");
    reads(right(&circles), "68");
    let confusion = circles.snapshot().labels.unwrap().confusion;
    // Of each group's 200 points, those of each circle.
    let held = |count: std::ops::Range<u32>| {
        confusion.iter().map(|of| of.iter().filter(|&of| count.contains(of)).count()).collect::<Vec<_>>()
    };
    assert_eq!(held(70..120), [0, 2, 0, 0, 0], "the flat group is shared");
    assert!(confusion[3][2] > 150 && confusion[4][2] > 150, "the two of one shape are one circle’s");

    shown("shapes", 0, &["17: four weights", "of any shape have 29"]);
    assert_eq!(end_of(&session, &[("covariance", "tied")]).em().free_parameters(), 17);
    assert_eq!(session.em().free_parameters(), 29);
}
