//! Sessions: what each change affects; that refused calls change nothing; that links replay.

mod families;
mod landscape;
mod ledger;
mod links;
mod own_data;
mod pictures;
mod plane;
mod plane_ledger;
mod sides;
mod support;

use em_lab::chart::Bar;
use em_lab::scenario::Scenario;
use em_lab::session::{ColouredBy, Parameter, Pictures, Session};
use em_lab::start::Start;
use em_lab::table::Wishes;
use support::{change, finish, linked, opened};

/// A session after five half-steps and one step back.
fn under_way() -> Session {
    let mut session = Session::new().unwrap();
    for _ in 0..6 {
        session.half_step().unwrap();
    }
    session.back();
    session
}

#[test]
fn an_empty_scenario_is_the_worked_example() {
    let session = Session::new().unwrap();
    let data = &session.loaded().data;
    assert_eq!((data.n(), data.labels().unwrap().names().len(), session.em().position()), (10_000, 2, 0));
    assert_eq!(session.scenario().to_string(), "");
    let truth = session.snapshot().truth.unwrap();
    assert_eq!((truth[0].0.weight, truth[1].1.count), (0.3, 7000));
}

#[test]
fn the_first_view_shows_no_truth_and_its_run_can_be_watched() {
    let mut session = Session::new().unwrap();
    assert_eq!(session.revealed_truth(), None);
    let sd = session.loaded().data.sd();
    for iteration in 1..=10 {
        let before = session.snapshot().components;
        session.step(1).unwrap();
        let after = session.snapshot().components;
        let moved = before.iter().zip(&after).map(|(old, new)| (new.mean - old.mean).abs());
        let farthest = moved.fold(0.0, f64::max);
        assert!(farthest >= 0.02 * sd, "iteration {iteration}: {farthest} of {sd}");
    }
    while !session.em().status().stops() {
        session.step(1).unwrap();
    }
    let [a, b] = session.snapshot().components[..] else { panic!("two components") };
    assert!((a.mean - 20.0).abs() < 0.2 && (b.mean - 40.0).abs() < 0.2, "{a:?} {b:?}");
}

#[test]
fn a_process_is_compared_only_with_a_component_that_is_like_it() {
    let mut wrong_hill = opened("truth=10,3,2000~20,3,2000~40,3,4000&k=3&start-seed=8&step=478");
    let pairs = wrong_hill.pairs().unwrap();
    // B covers 10 and 20, and the others are at 40
    assert_eq!(pairs[..2], [None, None]);
    assert!(wrong_hill.snapshot().labels.unwrap().matching.iter().all(Option::is_some), "they are matched");
    change(&mut wrong_hill, "start", "quantiles").unwrap();
    while !wrong_hill.em().status().stops() {
        wrong_hill.step(1).unwrap();
    }
    assert_eq!(wrong_hill.pairs().unwrap(), [Some(0), Some(1), Some(2)], "the better hill");
    assert_eq!(opened("k=1").pairs().unwrap(), [None, None], "one curve over both");
    assert_eq!(opened("data=windsor-house-prices").pairs(), None);
}

#[test]
fn what_changes_data_or_fit_begins_at_the_start_with_an_empty_history() {
    for (name, value) in [
        ("data", "old-faithful-waiting"),
        ("truth", "0,1,300~4,1,700"),
        ("seed", "2"),
        ("k", "3"),
        ("start", "quantiles"),
        ("start-seed", "9"),
        ("assignment", "hard"),
        ("vary", "means"),
        ("prior", "conjugate"),
        ("floor", "0.1"),
    ] {
        let mut session = under_way();
        change(&mut session, name, value).unwrap();
        let last = session.em().last();
        assert_eq!((session.em().position(), last, session.history().len()), (0, 0, 1), "{name}");
    }
}

#[test]
fn what_changes_the_stop_keeps_the_position_and_updates_the_status() {
    let mut session = under_way();
    let before = session.snapshot();
    change(&mut session, "max", "2").unwrap();
    let after = session.snapshot();
    assert_eq!((after.position, after.components), (before.position, before.components));
    assert_eq!((before.status.name(), after.status.name()), ("running", "max-iterations"));
    change(&mut session, "max", "500").unwrap();
    change(&mut session, "tol", "1000").unwrap();
    assert_eq!(session.snapshot().status.name(), "converged");
    assert_eq!(session.em().last(), 6);
}

#[test]
fn what_changes_the_display_changes_nothing_else() {
    for (name, value) in
        [("bins", "20"), ("reveal", "0"), ("speed", "max"), ("theme", "dark"), ("hide", "labels,truth")]
    {
        let mut session = under_way();
        let (numbers, history) = (session.snapshot(), session.history());
        change(&mut session, name, value).unwrap();
        assert_eq!((session.snapshot(), session.history()), (numbers, history), "{name}");
        assert_eq!(session.scenario().value(name).unwrap(), value);
    }
}

#[test]
fn changing_k_under_a_by_hand_start_returns_to_the_last_named_start_and_says_so() {
    let mut session = opened("start=kmeans&k=2");
    session.touch(0, Parameter::Mean, 12.5).unwrap();
    change(&mut session, "k", "4").unwrap();
    assert_eq!(session.scenario().value("start").unwrap(), "kmeans");
    assert_eq!(session.em().present().mixture.k(), 4);
    assert!(session.notices()[0].contains("went back to kmeans"), "{:?}", session.notices());
}

#[test]
fn a_touch_begins_a_new_history_and_one_undo_brings_back_the_old() {
    let mut session = under_way();
    let (numbers, history, scenario) = (session.snapshot(), session.history(), session.scenario());
    session.touch(1, Parameter::Mean, 31.5).unwrap();
    session.touch(1, Parameter::Mean, 31.75).unwrap();
    session.touch(0, Parameter::Sd, 2.25).unwrap();
    let touched = session.snapshot();
    assert_eq!((touched.position, session.history().len()), (0, 1));
    assert_eq!((touched.components[1].mean, touched.components[0].sd), (31.75, 2.25));
    assert!(matches!(session.scenario().start, Start::ByHand(_)));
    session.undo();
    assert_eq!((session.snapshot(), session.history(), session.scenario()), (numbers, history, scenario));
    assert!(!session.can_undo());
}

#[test]
fn the_undo_is_kept_where_only_the_display_or_the_stop_changes() {
    let mut session = under_way();
    let (before, history) = (session.snapshot().components, session.history());
    session.touch(0, Parameter::Mean, 1.0).unwrap();
    for (name, value) in [("bins", "20"), ("theme", "dark"), ("tol", "0.001"), ("max", "7")] {
        change(&mut session, name, value).unwrap();
        assert!(session.can_undo(), "after {name}");
    }
    session.undo();
    assert_eq!((session.snapshot().components, session.history()), (before, history));
    session.touch(0, Parameter::Mean, 1.0).unwrap();
    change(&mut session, "floor", "0.1").unwrap();
    assert!(!session.can_undo(), "after another fit there is nothing to undo");
}

#[test]
fn after_a_step_the_next_touch_has_an_undo_of_its_own() {
    let mut session = under_way();
    session.touch(0, Parameter::Mean, 1.0).unwrap();
    session.half_step().unwrap();
    let stepped = session.snapshot();
    session.touch(0, Parameter::Mean, 2.0).unwrap();
    session.undo();
    assert_eq!(session.snapshot(), stepped);
}

#[test]
fn touching_a_weight_leaves_the_others_in_proportion() {
    let mut session = opened("start=0.5,10,5~0.3,20,5~0.2,40,5");
    session.touch(0, Parameter::Weight, 0.75).unwrap();
    let weights: Vec<f64> = session.snapshot().components.iter().map(|c| c.weight).collect();
    for (weight, expected) in weights.iter().zip([0.75, 0.15, 0.1]) {
        assert!((weight - expected).abs() < 1e-15, "{weights:?}");
    }
}

#[test]
fn a_touch_that_cannot_be_is_refused_and_changes_nothing() {
    let mut session = under_way();
    let before = session.snapshot();
    for (k, parameter, value) in [
        (0, Parameter::Sd, 0.0),
        (0, Parameter::Sd, -1.0),
        (0, Parameter::Mean, f64::NAN),
        (1, Parameter::Mean, f64::INFINITY),
        (0, Parameter::Weight, 0.0),
        (0, Parameter::Weight, 1.0),
        (0, Parameter::Weight, f64::NAN),
        (2, Parameter::Mean, 1.0),
    ] {
        assert!(session.touch(k, parameter, value).is_err(), "{k} {parameter:?} {value}");
        assert_eq!(session.snapshot(), before);
    }
    assert!(!session.can_undo());
}

#[test]
fn a_link_replayed_gives_the_same_snapshot() {
    for query in [
        "",
        "k=3&start=kmeans-plusplus&start-seed=5",
        "data=old-faithful-waiting&assignment=hard&prior=conjugate",
        "data=galaxy-velocities&k=6&start=random&vary=shared-sd",
        "data=own&values=1.5,2,7,7.25,9&k=2&start=quantiles",
        "truth=0,1,50~100,3,20~-7,0.5,30&k=3&start=kmeans&vary=means&seed=77",
    ] {
        let mut session = opened(query);
        for _ in 0..7 {
            session.half_step().unwrap();
        }
        let copy = opened(&session.scenario().to_string());
        assert_eq!(copy.snapshot(), session.snapshot(), "{query}");
        assert_eq!(copy.scenario(), session.scenario(), "{query}");

        session.touch(1, Parameter::Weight, 0.123).unwrap();
        session.half_step().unwrap();
        let copy = opened(&session.scenario().to_string());
        assert_eq!(copy.snapshot(), session.snapshot(), "touched {query}");
    }
}

#[test]
fn own_data_keep_every_other_setting_and_come_back_after_other_data() {
    let mut session = opened("k=3&bins=17&prior=conjugate");
    let values = vec![5.0, 1.0, 3.5, 9.0, 2.0];
    let loading = session.load(values, None, "heights", Some("cm"));
    finish(&mut session, loading).unwrap();
    assert_eq!(session.scenario().to_string(), "data=own&values=1,2,3.5,5,9&k=3&prior=conjugate&bins=17");
    assert!(session.snapshot().data_in_link && session.snapshot().truth.is_none());
    assert_eq!((session.loaded().name.as_str(), session.loaded().units.as_str()), ("heights", "cm"));
    change(&mut session, "data", "simulated").unwrap();
    assert_eq!(session.loaded().data.n(), 10_000);
    change(&mut session, "data", "own").unwrap();
    assert_eq!(session.loaded().data.values(), [1.0, 2.0, 3.5, 5.0, 9.0]);
    assert_eq!(session.scenario().value("values").unwrap(), "1,2,3.5,5,9");
}

#[test]
fn labels_of_own_data_are_judged() {
    let mut session = opened("start=quantiles");
    let text = "x,who\n1,b\n2,b\n1.5,b\n11,a\n12,a\n13,b\n";
    let wishes = Wishes { column: Some("x".into()), labels: Some("who".into()), ..Wishes::default() };
    let loading = session.load_text(text, "", wishes);
    finish(&mut session, loading).unwrap();
    session.step(20).unwrap();
    let judged = session.snapshot().labels.unwrap();
    assert_eq!(judged.confusion, [[0, 2], [3, 1]]); // a, b against A, B
    assert_eq!(judged.matching, [Some(1), Some(0)]);
    assert_eq!(judged.accuracy, 5.0 / 6.0);
}

#[test]
fn a_link_without_its_own_data_says_that_they_are_missing() {
    let mut session = Session::new().unwrap();
    let loading = session.load((0..9000).map(|i| f64::from(i) / 7.0).collect(), None, "", None);
    finish(&mut session, loading).unwrap();
    assert_eq!(session.scenario().to_string(), "data=own");
    assert!(!session.snapshot().data_in_link && !session.own_data_missing());
    let other = linked("data=own");
    assert!(other.own_data_missing() && other.notices()[0].contains("does not carry your data"));
    assert_eq!((other.loaded().data.n(), other.scenario().to_string().as_str()), (10_000, "data=own"));
    assert!(!other.snapshot().data_in_link);
}

#[test]
fn a_link_with_mistakes_keeps_the_rest_and_reports_each() {
    let session = linked("k=abc&bins=20&truth=1,-2,3&nonsense=1");
    assert_eq!(session.scenario().to_string(), "bins=20");
    assert_eq!(session.notices().len(), 3);
    assert_eq!(session.notices()[0], "k=abc: expected a whole number from 1 to 8");
}

#[test]
fn what_the_data_forbid_is_reported_in_a_link_and_refused_in_a_call() {
    for (query, word) in [
        ("data=own&values=1,1,1", "all 3 values equal 1"),
        ("data=own&values=4", "one value only"),
        ("truth=5,1,1", "one value only"),
        ("data=own&values=1,2,2,1&k=5", "k = 5 needs at least 5 different values, but there are 2"),
        ("truth=9e59,1e60,3", "value 1 is 2.23"),
    ] {
        let link = linked(query);
        assert!(link.notices().iter().any(|n| n.contains(word)), "{query}: {:?}", link.notices());
        let mut session = under_way();
        let before = session.snapshot();
        let loading = session.open(query);
        let refusal = finish(&mut session, loading).unwrap_err().to_string();
        assert!(refusal.contains(word), "{query}: {refusal}");
        assert_eq!(session.snapshot(), before);
    }
    assert_eq!(linked("data=own&values=1,2,2,1&k=5").em().present().mixture.k(), 2);
}

#[test]
fn steps_out_of_turn_and_seeks_beyond_are_refused_by_name() {
    let mut session = Session::new().unwrap();
    assert_eq!(session.m_step().unwrap_err().to_string(), "the M step is not due: take the E step first");
    session.e_step().unwrap();
    assert_eq!(session.e_step().unwrap_err().to_string(), "the E step is not due: take the M step first");
    assert!(session.seek(2).unwrap_err().to_string().contains("half-step 2 has not been taken"));
    assert_eq!(session.em().position(), 1);
    session.back();
    session.back();
    assert_eq!(session.em().position(), 0);
}

#[test]
fn going_back_keeps_the_later_half_steps() {
    let mut session = Session::new().unwrap();
    session.step(5).unwrap();
    let (history, numbers) = (session.history(), session.snapshot());
    session.seek(3).unwrap();
    assert_eq!(session.history(), history);
    session.step(4).unwrap(); // with M due, finishing the one begun is the first
    assert_eq!(session.snapshot(), numbers);
    assert_eq!(session.history(), history);
}

#[test]
fn step_ends_where_em_stops_and_a_further_call_continues() {
    let mut session = opened("max=3");
    session.step(10).unwrap();
    assert_eq!((session.em().iteration(), session.snapshot().status.name()), (3, "max-iterations"));
    session.step(10).unwrap();
    assert_eq!(session.em().iteration(), 4);
}

#[test]
fn to_convergence_commits_only_at_the_end() {
    let mut session = Session::new().unwrap();
    let before = session.snapshot();
    let mut run = session.run_to_convergence();
    while !run.advance().unwrap() {}
    assert_eq!(session.snapshot(), before);
    session.commit_run(run);
    let after = session.snapshot();
    assert_eq!(after.status.name(), "converged");
    assert!(after.reason.starts_with("Converged: iteration"), "{}", after.reason);
    let mut means: Vec<f64> = after.components.iter().map(|c| c.mean).collect();
    means.sort_by(f64::total_cmp);
    // the truth is 20 and 40; three standard errors of a mean are about 0.3
    assert!((means[0] - 20.0).abs() < 0.4 && (means[1] - 40.0).abs() < 0.4, "{means:?}");
}

fn bars(session: &Session) -> Vec<Bar> {
    Pictures::default().in_motion(session, 0, 1.0, ColouredBy::Estimate).bars
}

#[test]
fn a_bars_shares_sum_to_its_points_and_are_the_last_e_steps() {
    let mut session = Session::new().unwrap();
    assert!(bars(&session).iter().all(|bar| bar.shares.is_empty()));
    session.half_step().unwrap();
    let after_e = bars(&session);
    for bar in &after_e {
        assert!((bar.shares.iter().sum::<f64>() - bar.count).abs() < 1e-9);
    }
    let total: f64 = after_e.iter().map(|bar| bar.shares[0]).sum();
    assert!((total - session.snapshot().effective_counts.unwrap()[0]).abs() < 1e-8);
    session.half_step().unwrap();
    assert_eq!(bars(&session), after_e); // M changes the curves, not the colours
    session.half_step().unwrap();
    assert_ne!(bars(&session), after_e);
}

#[test]
fn the_defaults_of_a_scenario_are_the_ones_a_new_session_has() {
    assert_eq!(Session::new().unwrap().scenario(), Scenario::default());
}

#[test]
fn a_picture_in_motion_begins_where_it_was_and_ends_where_it_is() {
    let mut session = Session::new().unwrap();
    session.half_step().unwrap();
    let shared = Pictures::default().in_motion(&session, 0, 1.0, ColouredBy::Estimate);
    let half = Pictures::default().in_motion(&session, 0, 0.5, ColouredBy::Estimate);
    let poured: Vec<f64> =
        half.bars.iter().zip(&shared.bars).map(|(half, full)| half.shares[0] / full.shares[0]).collect();
    let count = |holds: fn(f64) -> bool| poured.iter().filter(|part| holds(**part)).count();
    assert!(poured.is_sorted_by(|before, after| before >= after), "the left bars first: {poured:?}");
    assert!(count(|part| part == 1.0) > 20 && count(|part| part == 0.0) > 15, "bar after bar: {poured:?}");
    assert!(count(|part| part > 0.0 && part < 1.0) > 2, "each from below: {poured:?}");
    assert_eq!(half.old, None);
    let old = session.em().present().mixture.clone();
    session.half_step().unwrap();
    let begun = Pictures::default().in_motion(&session, 1, 0.0, ColouredBy::Estimate);
    assert_eq!((&begun.mixture, begun.old.as_ref()), (&old, Some(&old)), "the old curves stay");
    assert_eq!(Pictures::default().in_motion(&session, 1, 1.0, ColouredBy::Estimate).old, None);
    assert_eq!(
        Pictures::default().in_motion(&session, 1, 1.0, ColouredBy::Estimate).mixture,
        session.em().present().mixture
    );
    let glide =
        Pictures::default().in_motion(&session, 1, 0.25, ColouredBy::Estimate).mixture.components()[1].mean;
    let (from, to) = (old.components()[1].mean, session.em().present().mixture.components()[1].mean);
    assert!((glide - (from + (to - from) / 4.0)).abs() < 1e-12);
}

#[test]
fn bars_by_truth_hold_the_true_counts_and_only_where_the_truth_is_shown() {
    let mut session = opened("start=quantiles");
    assert!(
        Pictures::default()
            .in_motion(&session, 0, 1.0, ColouredBy::Truth)
            .bars
            .iter()
            .all(|bar| bar.shares.is_empty())
    );
    change(&mut session, "reveal", "1").unwrap();
    let bars = Pictures::default().in_motion(&session, 0, 1.0, ColouredBy::Truth).bars;
    let held = |k: usize| bars.iter().map(|bar| bar.shares[k]).sum::<f64>();
    assert_eq!((held(0), held(1)), (3000.0, 7000.0));
}

#[test]
fn the_sentence_says_what_the_half_step_did_with_the_snapshots_numbers() {
    let mut session = opened("start=0.5,25,8~0.5,30,8");
    assert_eq!(
        session.sentence().to_string(),
        "The start: 2 curves, each a first guess. The E step comes next: it asks of every point whose it is."
    );
    session.half_step().unwrap();
    let counts = session.snapshot().effective_counts.unwrap();
    let whole = |x: f64| em_lab::figures::thousands(x.round() as usize);
    let expected = format!(
        "E step. Each point is shared out by how well each curve explains it: A now holds {} points’ worth and B {}.",
        whole(counts[0]),
        whole(counts[1])
    );
    assert_eq!(session.sentence().to_string(), expected);
    let before = session.snapshot();
    session.half_step().unwrap();
    let after = session.snapshot();
    let expected = format!(
        "M step: B moved from 30.0 to {:.1}, where its {} points have their mean, and its sd became {:.1}; the log-likelihood rose by {:.3} per point.",
        after.components[1].mean,
        whole(counts[1]),
        after.components[1].sd,
        after.objective - before.objective
    );
    assert_eq!(session.sentence().to_string(), expected);
}

#[test]
fn the_last_m_steps_sums_give_its_parameters() {
    let mut session = Session::new().unwrap();
    session.half_step().unwrap();
    assert!(session.last_m().is_none());
    session.half_step().unwrap();
    for ((count, sum, squares), component) in
        session.last_m().unwrap().into_iter().zip(session.snapshot().components)
    {
        assert!((sum / count - component.mean).abs() < 1e-10);
        assert!(((squares / count).sqrt() - component.sd).abs() < 1e-10);
        assert!((count / 10_000.0 - component.weight).abs() < 1e-12);
    }
}

#[test]
fn the_strips_are_the_first_and_last_points_as_they_were_drawn() {
    let session = opened("truth=20,5,150~40,5,30&start=quantiles");
    let [first, last] = session.strips().unwrap();
    assert_eq!((first.len(), last.len()), (100, 100));
    assert!(first.iter().all(|cell| cell.group == 0));
    assert_eq!(last.iter().filter(|cell| cell.group == 1).count(), 30);
    for cell in first.iter().chain(&last) {
        let largest = cell.responsibilities.iter().fold(0.0, |a: f64, b| a.max(*b));
        assert_eq!(cell.responsibilities[cell.component], largest);
    }
    assert!(opened("data=galaxy-velocities").strips().is_none());
}

#[test]
fn choosing_a_comparisons_row_replays_its_fit() {
    let mut session = opened("data=galaxy-velocities&tol=1e-12&max=10000");
    let mut comparison = session.compare_k(3).unwrap();
    while !comparison.advance() {}
    let fits = comparison.finish();
    let loading = session.choose(3, fits[2].start_seed, None);
    finish(&mut session, loading).unwrap();
    assert_eq!((session.em().position(), session.em().present().mixture.k()), (0, 3));
    let mut run = session.run_to_convergence();
    while !run.advance().unwrap() {}
    session.commit_run(run);
    let found = session.snapshot().mean_log_likelihood;
    assert!((found - fits[2].mean_log_likelihood).abs() < 1e-9, "{found}, {:?}", fits[2]);
}
