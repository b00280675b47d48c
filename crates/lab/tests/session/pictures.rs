//! What pictures and comparisons cache, and that it is used only while it is valid.

use super::support::{change, opened};
use em_lab::chart::BaseTheme;
use em_lab::chart::theme::Theme;
use em_lab::session::{Best, ColouredBy, Comparisons, Effect, Parameter, Pictures, Session, Voided, effect};

#[test]
fn cached_bars_equal_newly_computed_ones() {
    let mut kept = Pictures::default();
    let mut same = |session: &Session, what: &str| {
        for (from, way) in [(0, 1.0), (session.em().position().saturating_sub(1), 0.4), (1, 0.0)] {
            for coloured in [ColouredBy::Estimate, ColouredBy::Truth] {
                let fresh = Pictures::default().in_motion(session, from, way, coloured);
                assert_eq!(kept.in_motion(session, from, way, coloured), fresh, "{what}");
            }
        }
    };
    let mut session = opened("k=3&start=quantiles");
    same(&session, "the start");
    for step in ["E", "M", "E"] {
        session.half_step().unwrap();
        same(&session, step);
    }
    change(&mut session, "bins", "17").unwrap();
    same(&session, "other bins");
    session.back();
    same(&session, "back");
    change(&mut session, "assignment", "hard").unwrap();
    session.half_step().unwrap();
    same(&session, "hard");
    session.seek(0).unwrap();
    same(&session, "the start again");
    change(&mut session, "seed", "2").unwrap();
    same(&session, "other points");
    session.half_step().unwrap();
    session.touch(1, Parameter::Mean, 33.0).unwrap();
    session.half_step().unwrap();
    same(&session, "a touch");
    session.undo();
    same(&session, "undone");
}

#[test]
fn under_hard_assignment_each_point_of_a_bar_is_one_components() {
    let mut session = opened("truth=0,1,300~2,1,300&start=quantiles&assignment=hard");
    session.half_step().unwrap();
    let bars = Pictures::default().in_motion(&session, 0, 1.0, ColouredBy::Estimate).bars;
    let data = &session.loaded().data;
    let mixture = &session.em().present().mixture;
    for (bar, bin) in bars.iter().zip(data.bins(session.scenario().bins)) {
        let mut counts = vec![0.0; mixture.k()];
        data.values()[bin.points].iter().for_each(|&x| counts[mixture.most_responsible(x)] += 1.0);
        assert_eq!(bar.shares, counts, "from {}", bar.from);
    }
}

#[test]
fn within_a_history_the_bars_keep_their_height() {
    let theme = Theme::new(BaseTheme::Light, 1.0);
    for (scenario, grows) in [
        ("", false),
        ("start=0.5,25,7~0.5,35,7", false),
        ("truth=10,3,2000~20,3,2000~40,3,4000&k=3", false),
        ("data=galaxy-velocities&k=5&start=random&start-seed=1", true), // one collapses
        ("bins=4&start=0.5,25,2~0.5,35,2", false),                      // above the bars from the start
        ("bins=6", true),                                               // above them later
    ] {
        let (mut session, mut pictures) = (opened(scenario), Pictures::default());
        let mut top = |session: &Session| pictures.frame(session, 800.0, 300.0, &theme).y.end;
        let first = top(&session);
        let mut highest = first;
        for _ in 0..60 {
            session.half_step().unwrap();
            let now = top(&session);
            assert!(now >= highest, "{scenario}: {now} after {highest}");
            highest = now;
        }
        assert_eq!(highest > first, grows, "{scenario}: {first} to {highest}");
        session.seek(0).unwrap();
        assert_eq!(top(&session), highest, "{scenario}: back at the start");
        let copy = opened(&format!("{scenario}&step=60").replace("&&", "&"));
        let mut other = Pictures::default();
        assert_eq!(
            other.frame(&copy, 800.0, 300.0, &theme).y.end,
            highest,
            "{scenario}: the same from a link"
        );
        session.touch(0, Parameter::Mean, 30.0).unwrap();
        let anew = Pictures::default().frame(&session, 800.0, 300.0, &theme).y.end;
        assert_eq!(top(&session), anew, "{scenario}: a new history keeps nothing of the old one");
    }
}

#[test]
fn a_fixed_axis_stays_as_it_is_when_a_curve_moves() {
    let theme = Theme::new(BaseTheme::Light, 1.0);
    let (mut session, mut pictures) = (opened("start=quantiles"), Pictures::default());
    let before = pictures.frame(&session, 800.0, 300.0, &theme).x;
    pictures.fix_x(&session, true);
    session.touch(0, Parameter::Mean, 75.0).unwrap();
    assert_eq!(pictures.frame(&session, 800.0, 300.0, &theme).x, before);
    pictures.fix_x(&session, false);
    assert!(pictures.frame(&session, 800.0, 300.0, &theme).x.end > before.end);
}

#[test]
fn comparisons_are_discarded_when_they_are_no_longer_valid() {
    let mut session = opened("truth=0,1,30~9,1,40&start=quantiles");
    let mut found = Comparisons::default();
    assert_eq!(found.discard_invalid(&session), Voided::Nothing);
    let ask = |found: &mut Comparisons, session: &Session| {
        found.keep_fits(session.compare_k(2).unwrap());
        found.keep_restarts(session, session.restarts(2).unwrap());
        assert_eq!((found.fits().len(), found.restarts().len()), (2, 2));
    };
    for (name, value, voided) in [
        ("bins", "20", Voided::Nothing),
        ("tol", "1e-4", Voided::Nothing),
        ("start-seed", "5", Voided::Nothing),
        ("seed", "1", Voided::Nothing), // the same points again
        ("k", "1", Voided::Restarts),
        ("seed", "2", Voided::All),
        ("truth", "0,1,30~9,1,41", Voided::All),
        ("start", "kmeans", Voided::All),
        ("assignment", "hard", Voided::All),
        ("vary", "means", Voided::All),
        ("prior", "conjugate", Voided::All),
        ("floor", "0.01", Voided::All),
        ("data", "galaxy-velocities", Voided::All),
    ] {
        ask(&mut found, &session);
        change(&mut session, name, value).unwrap();
        assert_eq!(found.discard_invalid(&session), voided, "{name}");
        assert_eq!(found.fits().is_empty(), voided == Voided::All, "{name}");
        assert_eq!(found.restarts().is_empty(), voided != Voided::Nothing, "{name}");
        assert_eq!(found.optima().is_empty(), voided != Voided::Nothing, "{name}");
    }
    // They begin from the last named start, even after a component was moved by hand.
    ask(&mut found, &session);
    session.touch(0, Parameter::Mean, 12_000.0).unwrap();
    assert_eq!(found.discard_invalid(&session), Voided::Nothing);
}

#[test]
fn the_best_fits_are_the_lowest_that_have_not_collapsed() {
    let mut found: Comparisons = Comparisons::default();
    assert_eq!((found.best().aic, found.best().bic, found.best().next_by_bic), (None, None, None));
    let session = opened("data=galaxy-velocities");
    let fits = found.keep_fits(session.compare_k(4).unwrap()).to_vec();
    let best = found.best();
    let bic = best.bic.unwrap();
    assert!(fits.iter().all(|fit| fits[bic].bic <= fit.bic && fits[best.aic.unwrap()].aic <= fit.aic));
    let next =
        fits.iter().filter(|fit| fit.k != fits[bic].k).map(|fit| fit.bic).fold(f64::INFINITY, f64::min);
    assert_eq!(fits[best.next_by_bic.unwrap()].bic, next);

    // Two groups, and a floor of half the data's sd: two components fit better, but have collapsed.
    let session = opened("truth=0,1,30~9,1,40&floor=0.5");
    let fits = found.keep_fits(session.compare_k(2).unwrap());
    assert!(!fits[1].on_floor.is_empty() && fits[1].bic < fits[0].bic && fits[1].aic < fits[0].aic);
    assert_eq!(found.best(), Best { aic: Some(0), bic: Some(0), next_by_bic: None });
}

#[test]
fn a_change_says_what_it_does_before_it_does_it() {
    let of = |name| {
        let effect = effect(name);
        (effect.pauses(), effect.changes_numbers())
    };
    for name in
        ["data", "truth", "values", "seed", "k", "start", "start-seed", "vary", "prior", "floor", "step"]
    {
        assert_eq!(of(name), (true, true), "{name}");
    }
    for name in ["tol", "max"] {
        assert_eq!(of(name), (false, true), "{name}");
    }
    for name in ["bins", "reveal", "speed", "theme", "hide"] {
        assert_eq!((effect(name), of(name)), (Effect::Display, (false, false)), "{name}");
    }
}
