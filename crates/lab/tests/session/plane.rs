//! Sessions on points in the plane: links, steps, changes, own points, what is said and shown.

use em_lab::chart::plane::Marks;
use em_lab::chart::{BaseTheme, Theme};
use em_lab::either;
use em_lab::em::HalfStep;
use em_lab::plane::{Axis, CovarianceType};
use em_lab::refusal::Refusal;
use em_lab::scenario::Scenario;
use em_lab::session::{
    AnySession, ColouredBy, Comparisons, In, Loading, Plane, PlaneParameter, PlanePictures, Session, Voided,
    handles,
};
use em_lab::table::Wishes;

/// Wikipedia's start on Old Faithful: covariances [0.8 7; 7 70].
const WIKIPEDIA: &str = "data=old-faithful&start=0.5,2.8,75,0.8944271909999159,8.366600265340756,0.9354143466934853~0.5,3.6,58,0.8944271909999159,8.366600265340756,0.9354143466934853&max=1000";

fn finish(lab: &mut AnySession, loading: Result<Loading, Refusal>) -> Result<(), Refusal> {
    let mut loading = loading?;
    while !loading.advance()? {}
    lab.commit(loading)
}

fn open(lab: &mut AnySession, link: &str) {
    let loading = either!(&*lab, session => session.open_link(link));
    finish(lab, loading).unwrap();
}

fn change(lab: &mut AnySession, name: &str, value: &str) -> Result<(), Refusal> {
    let loading = either!(&*lab, session => session.change(name, value));
    finish(lab, loading)
}

pub fn lab(link: &str) -> AnySession {
    let mut lab = AnySession::new().unwrap();
    open(&mut lab, link);
    lab
}

pub fn plane(link: &str) -> Session<Plane> {
    match lab(link) {
        In::Plane(session) => session,
        In::Line(_) => panic!("{link} is on a line"),
    }
}

fn link_of(lab: &AnySession) -> String {
    lab.scenario().to_string()
}

#[test]
fn wikipedias_start_on_old_faithful_climbs_as_it_is_known_to() {
    let mut session = plane(WIKIPEDIA);
    let total = |session: &Session<Plane>| session.snapshot().log_likelihood;
    let mut found = vec![total(&session)];
    for _ in 0..200 {
        session.step(1).unwrap();
        found.push(total(&session));
    }
    for (iteration, known) in [
        (0, -2192.7296),
        (1, -1293.2107),
        (2, -1288.5577),
        (3, -1287.2057),
        (4, -1286.6161),
        (12, -1285.2867),
        (21, -1253.6734),
        (23, -1161.5327),
        (200, -1130.2640),
    ] {
        assert!((found[iteration] - known).abs() < 6e-5, "{iteration}: {}, not {known}", found[iteration]);
    }
}

#[test]
fn a_link_opens_the_same_state_again() {
    for link in [
        "dim=2&k=3&assignment=hard&step=9",
        "data=iris-petals&k=3&start=kmeans&covariance=spherical&prior=conjugate&mass=95&step=4",
        "data=one-of-each&k=5&start=kmeans-plusplus&step=6",
        "data=own&dim=2&values=1,2~3,4.5~-1,0.25~8,8&covariance=diagonal&step=3",
    ] {
        let session = plane(link);
        assert_eq!(session.scenario().to_string(), link);
        assert_eq!(session.notices(), [] as [&str; 0], "{link}");
        let again = plane(&session.scenario().to_string());
        assert_eq!(session.snapshot(), again.snapshot());
        assert_eq!(session.history(), again.history());
        let mut session = session;
        let end = session.snapshot();
        let position = session.em().position();
        session.back();
        session.seek(0).unwrap();
        session.seek(position).unwrap();
        assert_eq!(session.snapshot(), end, "{link}: back and forth");
    }
}

#[test]
fn a_change_begins_again_only_where_it_must() {
    let mut lab = lab("data=penguin-bills&k=3&start=kmeans&step=5");
    for (name, value, position) in [
        ("mass", "86", 5),
        ("tol", "1e-9", 5),
        ("covariance", "tied", 0),
        ("k", "2", 0),
        ("data", "iris-sepals", 0),
    ] {
        change(&mut lab, name, value).unwrap();
        assert_eq!(either!(&lab, session => session.em().position()), position, "{name}");
        either!(&mut lab, session => session.seek(0)).unwrap();
        for _ in 0..5 {
            either!(&mut lab, session => session.half_step()).unwrap();
        }
    }
    assert_eq!(link_of(&lab), "data=iris-sepals&start=kmeans&covariance=tied&tol=1e-9&mass=86&step=5");
    // To a line and back: the display stays, and nothing of one is in the link of the other.
    change(&mut lab, "data", "galaxy-velocities").unwrap();
    change(&mut lab, "bins", "30").unwrap();
    assert_eq!(link_of(&lab), "data=galaxy-velocities&start=kmeans&tol=1e-9&bins=30");
    change(&mut lab, "data", "old-faithful").unwrap();
    assert_eq!(link_of(&lab), "data=old-faithful&start=kmeans&tol=1e-9&bins=30");
}

#[test]
fn ellipses_are_set_by_hand_and_the_change_can_be_undone() {
    let mut session = plane("data=old-faithful&start=kmeans&step=3");
    let before = (session.scenario().to_string(), session.snapshot());
    session.touch(0, &[(PlaneParameter::Mean(Axis::X), 3.0), (PlaneParameter::Mean(Axis::Y), 71.5)]).unwrap();
    session.touch(0, &[(PlaneParameter::Rho, -0.5)]).unwrap();
    session.touch(1, &[(PlaneParameter::Weight, 0.25)]).unwrap();
    session.touch(1, &[(PlaneParameter::Sd(Axis::Y), 9.5)]).unwrap();
    let components = session.snapshot().components;
    assert_eq!((components[0].mean, components[1].weight), ([3.0, 71.5], 0.25));
    assert!((components[0].covariance.rho() + 0.5).abs() < 1e-12);
    assert!((components[1].covariance.sds()[1] - 9.5).abs() < 1e-12);
    assert_eq!(session.em().position(), 0);
    let link = session.scenario().to_string();
    assert_eq!(plane(&link).snapshot().components, components, "{link}");
    assert!(session.guess().is_none() && session.can_undo());
    session.undo();
    assert_eq!((session.scenario().to_string(), session.snapshot()), before);

    let refused = |values: &[(PlaneParameter, f64)]| {
        let mut session = plane("data=old-faithful&covariance=diagonal");
        let before = session.scenario();
        let sentence = session.touch(0, values).unwrap_err().to_string();
        assert_eq!(session.scenario(), before);
        sentence
    };
    assert_eq!(
        refused(&[(PlaneParameter::Rho, 0.5)]),
        "Under this covariance type nothing is correlated: choose full or tied"
    );
    assert!(refused(&[(PlaneParameter::Sd(Axis::X), -1.0)]).starts_with("Expected an sd above 0"));
    assert!(refused(&[(PlaneParameter::Weight, 1.0)]).starts_with("Expected a weight above 0 and below 1"));
}

#[test]
fn what_is_set_by_hand_keeps_to_the_kind_of_covariance() {
    for covariance in [CovarianceType::Tied, CovarianceType::Spherical] {
        let word = if covariance == CovarianceType::Tied { "tied" } else { "spherical" };
        let mut session = plane(&format!("data=old-faithful&covariance={word}"));
        session.touch(0, &[(PlaneParameter::Sd(Axis::X), 2.0)]).unwrap();
        let of: Vec<_> = session.snapshot().components.iter().map(|c| c.covariance).collect();
        assert!((of[0].sds()[0] - 2.0).abs() < 1e-12);
        if covariance == CovarianceType::Tied {
            assert_eq!(of[0], of[1]);
        } else {
            assert!((of[0].sds()[1] - 2.0).abs() < 1e-12 && of[0].rho() == 0.0);
        }
    }
}

#[test]
fn own_points_come_as_text_or_as_numbers_and_stay_beside_own_values() {
    let text = "length,weight,kind\n1,20,a\n2,31,b\n3,42,a\nx,5,b\n2.5,35,b\n";
    let mut lab = lab("dim=2&bins=20");
    let wishes = Wishes { labels: Some("kind".into()), ..Wishes::default() };
    let loading = either!(&lab, session => session.load_text(text, "fish.csv", wishes));
    finish(&mut lab, loading).unwrap();
    let In::Plane(session) = &lab else { panic!("two columns are points") };
    assert_eq!(session.loaded().units, ["length", "weight"]);
    assert_eq!(session.loaded().data.labels().unwrap().names().len(), 2);
    assert_eq!(link_of(&lab), "data=own&dim=2&values=1,20~2,31~3,42~2.5,35&bins=20");
    assert_eq!(either!(&lab, session => session.notices().len()), 1, "a row was left out");

    let mut pairs = either!(&lab, session => session.begin_pairs("heights", [Some("cm"), None]));
    pairs.feed_values(vec![1.0, 2.0, 3.0, 5.0], Some(vec!["m".into(), "f".into()]), 0.5).unwrap();
    assert!(pairs.feed_values(vec![1.0], None, 1.0).unwrap_err().to_string().contains("two numbers"));
    pairs.end_of_input().unwrap();
    finish(&mut lab, Ok(pairs)).unwrap();
    let In::Plane(session) = &lab else { panic!("pairs are points") };
    assert_eq!((session.loaded().data.n(), session.loaded().units.clone()), (2, ["cm".into(), "y".into()]));

    // Numbers alone lead to a line, and the points are there again in the plane.
    let loading = either!(&lab, session => session.load(vec![1.0, 2.0, 4.0], None, "values", None));
    finish(&mut lab, loading).unwrap();
    assert_eq!(link_of(&lab), "data=own&values=1,2,4&bins=20");
    change(&mut lab, "dim", "2").unwrap();
    assert_eq!(link_of(&lab), "data=own&dim=2&values=1,2~3,5&bins=20");
    change(&mut lab, "dim", "1").unwrap();
    assert_eq!(link_of(&lab), "data=own&values=1,2,4&bins=20");
}

#[test]
fn points_that_were_read_are_used_under_the_settings_of_the_moment() {
    let mut lab = lab("dim=2");
    let text = "1,20\n2,31\n3,42\n2.5,35\n";
    let read = either!(&lab, session => session.load_text(text, "fish.csv", Wishes::default())).unwrap();
    change(&mut lab, "bins", "20").unwrap();
    let loading = either!(&lab, session => session.take_in(read));
    finish(&mut lab, Ok(loading)).unwrap();
    assert_eq!(link_of(&lab), "data=own&dim=2&values=1,20~2,31~3,42~2.5,35&bins=20");
    assert!(!either!(&lab, session => session.own_data_missing()));
}

#[test]
fn points_that_cannot_be_used_are_refused_in_a_sentence() {
    let problems = |link: &str| {
        let mut lab = AnySession::new().unwrap();
        open(&mut lab, link);
        (link_of(&lab), either!(&lab, session => session.notices().join("|")))
    };
    let (link, why) = problems("data=own&dim=2&values=1,2~1,2");
    assert_eq!(link, "dim=2");
    assert!(why.starts_with("values: ") && why.ends_with("Simulated points are shown instead."), "{why}");
    let (_, why) = problems("data=own&dim=2&values=1,2");
    assert!(why.contains("one point is too few"), "{why}");
    let (_, why) = problems("data=own&dim=2");
    assert!(why.contains("does not carry your data"), "{why}");
    let (link, why) = problems("data=own&dim=2&values=1,2~3,4&k=5");
    assert_eq!(link, "data=own&dim=2&values=1,2~3,4");
    assert!(why.contains("k = 5 needs at least 5 different values"), "{why}");
    let mut lab = lab("dim=2");
    let before = link_of(&lab);
    let loading = either!(&lab, session => session.load_text("1\n2\n3\n", "one.txt", Wishes::default()));
    assert!(finish(&mut lab, loading).unwrap_err().to_string().contains("two are needed"));
    assert_eq!(link_of(&lab), before);
}

#[test]
fn a_start_on_a_line_is_warned_of_and_not_told_twice() {
    let session = plane("data=own&dim=2&values=0,0~1,2~2,4~3,6~4,8&k=2");
    let said = session.sentence().to_string();
    assert_eq!(said.matches("The start").count(), 1, "{said}");
    assert!(said.contains("A and B are collapsed: as narrow as allowed."), "{said}");
}

#[test]
fn a_sentence_names_the_ellipse_that_moved_and_how_wide_it_became() {
    let mut session = plane(WIKIPEDIA);
    assert!(session.sentence().to_string().starts_with("The start: 2 ellipses, each a first guess."));
    session.e_step().unwrap();
    let said = session.sentence().to_string();
    assert!(
        said.starts_with("E step. Each point is shared out by how well each ellipse explains it: A now"),
        "{said}"
    );
    session.m_step().unwrap();
    let said = session.sentence().to_string();
    assert!(said.contains(" moved from (") && said.contains(", and its sds became "), "{said}");
    assert!(said.contains(" with a correlation of 0."), "{said}");
    assert_eq!(session.em().next(), HalfStep::E);
}

#[test]
fn shares_fill_points_cells_and_margins() {
    for (link, few) in [("data=old-faithful&k=3&start=kmeans", true), ("dim=2&k=3&start=kmeans", false)] {
        let mut session = plane(link);
        let mut pictures = PlanePictures::default();
        let bare = pictures.in_motion(&session, 0, 1.0, ColouredBy::Estimate).shown;
        session.e_step().unwrap();
        let shown = pictures.in_motion(&session, 0, 1.0, ColouredBy::Estimate).shown;
        let n = session.snapshot().n as f64;
        let counts = session.snapshot().effective_counts.unwrap();
        let mut held = [0.0; 3];
        let mut add = |count: f64, shares: &[f64]| {
            assert!((shares.iter().sum::<f64>() - count).abs() < 1e-9 * count, "{shares:?} of {count}");
            held.iter_mut().zip(shares).for_each(|(held, share)| *held += share);
        };
        match &shown.marks {
            Marks::Points(marks) => marks.iter().for_each(|mark| add(1.0, &mark.shares)),
            Marks::Cells { cells, .. } => cells.iter().for_each(|cell| add(cell.count, &cell.shares)),
        }
        assert_eq!(matches!(shown.marks, Marks::Points(_)), few, "{link}");
        for (held, count) in held.iter().zip(&counts) {
            assert!((held - count).abs() < 1e-6 * n, "{held}, not {count}");
        }
        for (bars, before) in shown.margins.iter().zip(&bare.margins) {
            assert_eq!(bars.iter().map(|bar| bar.count).sum::<f64>(), n);
            assert!(bars.iter().all(|bar| (bar.shares.iter().sum::<f64>() - bar.count).abs() < 1e-9 * n));
            assert!(before.iter().all(|bar| bar.shares.is_empty()));
        }
        // Half-way through the E step the left half has its colours, and the right one is grey.
        let half = pictures.in_motion(&session, 0, 0.5, ColouredBy::Estimate).shown;
        let [above, _] = &half.margins;
        let shared = |bar: &em_lab::chart::Bar| bar.shares.iter().sum::<f64>();
        let parts = |percent: usize| above.len() * percent / 100;
        assert!(above[..parts(40)].iter().all(|bar| (shared(bar) - bar.count).abs() < 1e-9 * n));
        assert!(above[parts(70)..].iter().all(|bar| shared(bar) == 0.0));
    }
}

#[test]
fn between_two_m_steps_every_ellipse_is_one() {
    let mut session = plane("data=penguin-bills&k=4&start=random&start-seed=3&step=1");
    let mut pictures = PlanePictures::default();
    for _ in 0..10 {
        session.m_step().unwrap();
        let from = session.em().position() - 1;
        let [old, new] = [from, from + 1].map(|position| session.em().at(position).mixture.clone());
        for way in [0.0, 0.25, 0.5, 0.999] {
            let picture = pictures.in_motion(&session, from, way, ColouredBy::Estimate);
            assert_eq!(picture.old.as_ref(), Some(&old));
            for ((c, a), b) in picture.mixture.components().iter().zip(old.components()).zip(new.components())
            {
                let x = a.mean[0] + (b.mean[0] - a.mean[0]) * way;
                assert!((c.mean[0] - x).abs() < 1e-9 && c.covariance.ln_determinant().is_finite());
            }
        }
        session.e_step().unwrap();
    }
}

#[test]
fn true_groups_are_compared_with_the_ellipses_that_found_them() {
    let mut session = plane("data=penguin-bills&k=3&start=kmeans&covariance=full");
    session.step(500).unwrap();
    let judged = session.snapshot().labels.unwrap();
    assert!(judged.accuracy > 0.95 && judged.adjusted_rand > 0.9, "{judged:?}");
    let mut drawn = plane("dim=2&start=kmeans&reveal=1");
    drawn.step(500).unwrap();
    let pairs = drawn.pairs().unwrap();
    assert!(pairs.iter().all(Option::is_some), "{pairs:?}");
    let mut pictures = PlanePictures::default();
    let shown = pictures.in_motion(&drawn, 0, 1.0, ColouredBy::Truth).shown;
    let counts: Vec<f64> = (0..2).map(|k| shown.margins[0].iter().map(|bar| bar.shares[k]).sum()).collect();
    let of = |process: usize| counts[pairs[process].unwrap()];
    assert_eq!((of(0), of(1)), (3000.0, 7000.0));
}

#[test]
fn points_are_written_with_their_responsibilities() {
    let session = plane("data=own&dim=2&values=0,0~1,1~10,10~11,10.5&start=0.5,0,0,1,1,0~0.5,10,10,1,1,0");
    let mut table = session.points();
    let text = table.advance().unwrap();
    assert_eq!(table.advance(), None);
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("x,y,responsibility_A,responsibility_B"));
    let first: Vec<f64> = lines.next().unwrap().split(',').map(|number| number.parse().unwrap()).collect();
    assert_eq!(&first[..2], [0.0, 0.0]);
    assert_eq!(first[2..], session.responsibilities(&[0.0, 0.0]).unwrap());
    assert_eq!(lines.count(), 3);
    assert!(session.responsibilities(&[1.0]).is_err() && session.responsibilities(&[f64::NAN, 1.0]).is_err());
}

#[test]
fn the_usual_points_have_the_worked_example_on_their_first_margin() {
    let session = plane("dim=2");
    let truth = session.loaded().truth.clone().unwrap();
    let line = Scenario::default().truth;
    for (plane, line) in truth.iter().zip(&line) {
        assert_eq!((plane.mean[0], plane.sds[0], plane.count), (line.mean, line.sd, line.count));
    }
    assert_eq!(session.snapshot().n, 10_000);
}

#[test]
fn an_ellipse_drawn_by_its_axes_is_the_one_that_was_drawn() {
    let theme = Theme::new(BaseTheme::Light, 1.0);
    let mut session = plane("data=old-faithful&start=kmeans&mass=86");
    let mut pictures = PlanePictures::default();
    let places = |pictures: &mut PlanePictures, session: &Session<Plane>| {
        let plot = pictures.frame(session, 700.0, 400.0, &theme);
        handles(&plot, session.em().present().mixture.components(), session.mass())
    };
    let before = session.snapshot().components[0];
    let at = places(&mut pictures, &session);
    let half = |end: usize| (at[end] - at[0], at[1] - at[end + 1]);
    let ((lx, ly), (sx, sy)) = (half(2), half(4));
    let (long, short) = (lx.hypot(ly), sx.hypot(sy));
    assert!((lx * sx + ly * sy).abs() < 1e-6 * long * short, "axes are perpendicular as they are drawn");
    let picture = (700.0, 400.0, &theme);
    pictures.touch_axes(&mut session, 0, [long, short], ly.atan2(lx), picture).unwrap();
    let after = session.snapshot().components[0];
    for (old, new) in before.covariance.sds().iter().zip(after.covariance.sds()) {
        assert!((new / old - 1.0).abs() < 1e-3, "{old} became {new}");
    }
    assert!((before.covariance.rho() - after.covariance.rho()).abs() < 1e-4);
    // Turned by a right angle, and longer: the handles are where the hand put them.
    pictures.fix(&session);
    pictures.touch_axes(&mut session, 0, [120.0, 30.0], std::f64::consts::FRAC_PI_2, picture).unwrap();
    let at = places(&mut pictures, &session);
    assert!((at[1] - at[3] - 120.0).abs() < 0.5 && (at[2] - at[0]).abs() < 0.5, "{at:?}");
    assert!(pictures.touch_axes(&mut session, 0, [0.0, 30.0], 0.0, picture).is_err());
}

#[test]
fn k_means_and_em_begin_with_the_same_means() {
    let session =
        plane("data=iris-petals&k=3&start=kmeans-plusplus&start-seed=4&covariance=tied&assignment=hard");
    let start = session.em().at(0).mixture.clone();
    let mut k_means = session.k_means().unwrap();
    let mut full = session.full_em().unwrap();
    assert!(k_means.is_k_means() && !full.is_k_means());
    for side in [&k_means, &full] {
        let means = side.em().at(0).mixture.components().iter().map(|c| c.mean);
        assert!(means.eq(start.components().iter().map(|c| c.mean)));
    }
    k_means.step(100).unwrap();
    full.step(500).unwrap();
    // At its end each mean of k-means is the mean of the points nearest to it.
    let (data, mixture) = (&k_means.loaded().data, &k_means.em().present().mixture);
    let mut sums = [(0.0, [0.0; 2]); 3];
    for point in data.points() {
        let away = |k: usize| {
            let [x, y] = [0, 1].map(|axis| point[axis] - mixture.components()[k].mean[axis]);
            x * x + y * y
        };
        let nearest = (0..3).min_by(|&a, &b| away(a).total_cmp(&away(b))).unwrap();
        sums[nearest].0 += 1.0;
        (0..2).for_each(|axis| sums[nearest].1[axis] += point[axis]);
    }
    for (component, (count, sum)) in mixture.components().iter().zip(sums) {
        assert!((component.mean[0] - sum[0] / count).abs() < 1e-12, "{component:?}");
        assert!((component.mean[1] - sum[1] / count).abs() < 1e-12);
    }
    let [first, last] = full.strips().unwrap();
    assert_eq!((first.len(), last.len(), first[0].x, first[0].group), (100, 100, [1.4, 0.2], 0));
    assert!(first.iter().all(|point| (point.responsibilities.iter().sum::<f64>() - 1.0).abs() < 1e-12));
}

#[test]
fn the_usual_run_can_be_watched() {
    let mut session = plane("dim=2");
    let sds = session.loaded().data.sds();
    for iteration in 1..=16 {
        let before = session.snapshot().components;
        session.step(1).unwrap();
        let after = session.snapshot().components;
        let moved = before
            .iter()
            .zip(&after)
            .flat_map(|(a, b)| [0, 1].map(|axis| ((b.mean[axis] - a.mean[axis]) / sds[axis]).abs()));
        let farthest = moved.fold(0.0, f64::max);
        assert!(farthest >= 0.02, "iteration {iteration}: {farthest} sds of the data");
    }
    session.step(500).unwrap();
    let [a, b] = &session.snapshot().components[..] else { panic!("two components") };
    assert!((a.mean[0] - 20.0).abs() < 0.3 && (b.mean[0] - 40.0).abs() < 0.3, "{a:?} {b:?}");
}

#[test]
fn every_k_is_compared_for_every_type_of_covariance() {
    let mut session = In::Plane(plane("data=old-faithful&start=kmeans"));
    let In::Plane(old_faithful) = &session else { panic!() };
    let mut found: Comparisons<Plane> = Comparisons::of(old_faithful);
    let fits = found.keep_fits(old_faithful.compare_k(3).unwrap()).to_vec();
    assert_eq!(fits.len(), 12);
    let best = found.best();
    let least = &fits[best.bic.unwrap()];
    assert_eq!((least.covariance, least.fit.k), (CovarianceType::Tied, 3));
    assert!((least.fit.bic - 2314.296).abs() < 6e-4, "{}", least.fit.bic);
    let next = &fits[best.next_by_bic.unwrap()];
    assert!((next.covariance, next.fit.k) != (least.covariance, least.fit.k) && next.fit.bic > least.fit.bic);
    let rows = found.compare_k_rows(272);
    assert_eq!((rows[0].k, rows[11].k, rows[11].covariance), (1, 3, Some(fits[11].covariance)));
    // Its start, taken to its end, is the fit.
    let loading = old_faithful.choose(3, least.fit.start_seed, Some(CovarianceType::Tied));
    finish(&mut session, loading).unwrap();
    change(&mut session, "tol", "1e-12").unwrap();
    assert!(link_of(&session).contains("covariance=tied"));
    let In::Plane(chosen) = &mut session else { panic!() };
    assert_eq!(found.discard_invalid(chosen), Voided::Restarts, "another type of covariance leaves all fits");
    chosen.step(2000).unwrap();
    assert!((chosen.snapshot().bic - least.fit.bic).abs() < 1e-3, "{}", chosen.snapshot().bic);
}

#[test]
fn the_last_named_start_is_kept_beside_ellipses_set_by_hand() {
    let mut lab = lab("data=old-faithful&start=kmeans");
    let In::Plane(session) = &mut lab else { panic!() };
    let mut found: Comparisons<Plane> = Comparisons::of(session);
    session.touch(0, &[(PlaneParameter::Mean(Axis::X), 3.0)]).unwrap();
    assert_eq!(found.discard_invalid(session), Voided::Nothing, "a component moved by hand");
    change(&mut lab, "assignment", "hard").unwrap();
    change(&mut lab, "k", "3").unwrap();
    assert_eq!(link_of(&lab), "data=old-faithful&k=3&start=kmeans&assignment=hard");
}

#[test]
fn a_narrow_ellipse_is_still_turned_by_hand() {
    let theme = Theme::new(BaseTheme::Light, 1.0);
    let mut session = plane("data=old-faithful&start=kmeans");
    let mut pictures = PlanePictures::default();
    let picture = (700.0, 400.0, &theme);
    pictures.touch_axes(&mut session, 0, [400.0, 1.5], std::f64::consts::FRAC_PI_4, picture).unwrap();
    assert!(session.snapshot().components[0].covariance.rho() > 0.9999);
}

#[test]
fn few_points_are_those_that_a_link_can_carry() {
    let iris = plane("data=iris-petals");
    let points = iris.few_points([2, 1]).unwrap();
    assert_eq!(points, iris.loaded().data.points().collect::<Vec<_>>(), "real points keep their digits");
    // 300 simulated points fit only with fewer digits, 10,000 never.
    let simulated = plane("dim=2&truth=20,60,5,8,0,300");
    let points = simulated.few_points([2, 1]).unwrap();
    assert_eq!(points.len(), 300);
    for ([x, y], [full_x, full_y]) in points.iter().zip(simulated.loaded().data.points()) {
        assert!((x - full_x).abs() <= 0.005 + 1e-12 && (y - full_y).abs() <= 0.05 + 1e-12);
    }
    assert_eq!(simulated.few_points([12, 12]), None);
    assert_eq!(plane("dim=2").few_points([0, 0]), None);
}
