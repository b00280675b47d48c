//! The tasks: each accepts what the engine gives, and nothing else, from several seeds. What is right is
//! worked out here by the session's own actions, as a learner would do it.

#[path = "tasks/plane.rs"]
mod plane;
mod support;

use em_lab::compare_k::best_by;
use em_lab::scenario::Word;
use em_lab::session::{Parameter, Session};
use em_lab::tasks::{Judging, Rating, Takes, Task, TaskName, Verdict};
use support::{change, converge, opened};

/// The lesson's own data, and two learners' numbers.
const NUMBERS: [Option<u32>; 3] = [None, Some(2), Some(20_417)];

fn judge(id: &str, number: Option<u32>, answer: &str) -> Result<Verdict, String> {
    let judged = || {
        let mut judging = Judging::new(Task::named(id)?, number, answer)?;
        let mut progress = 0.0;
        while !judging.advance()? {
            assert!(judging.progress() >= progress && judging.progress() <= 1.0, "{id}");
            progress = judging.progress();
        }
        judging.verdict()
    };
    judged().map_err(|refusal: em_lab::refusal::Refusal| refusal.to_string())
}

fn rating(id: &str, number: Option<u32>, answer: &str) -> Rating {
    let verdict = judge(id, number, answer).unwrap_or_else(|why| panic!("{id}, {answer}: {why}"));
    assert!(verdict.sentence.ends_with(['.', '?']) && verdict.sentence.len() > 20, "{id}: {verdict:?}");
    verdict.rating
}

/// The task's own scenario, with further names.
fn shown(id: &str, number: Option<u32>) -> Session {
    opened(&Task::named(id).unwrap().scenario(number).unwrap().to_string())
}

/// Where the first component's share is one half.
fn even(session: &Session, mut from: f64, mut to: f64) -> f64 {
    for _ in 0..60 {
        let middle = 0.5 * (from + to);
        if session.responsibilities(&[middle]).unwrap()[0] > 0.5 { from = middle } else { to = middle }
    }
    from
}

/// The answer to a task that takes a number.
fn number_of(id: &str, number: Option<u32>) -> f64 {
    if plane::TASKS.contains(&id) {
        return plane::number_of(id, number);
    }
    let mut session = shown(id, number);
    match id {
        "mixture" => even(&session, 20.0, 40.0),
        "e-step" => {
            session.touch(0, Parameter::Weight, 0.8).unwrap();
            even(&session, 25.0, 60.0)
        }
        "m-step" => {
            session.e_step().unwrap();
            session.m_step().unwrap();
            session.snapshot().components[0].mean
        }
        "breaks" => {
            change(&mut session, "prior", "conjugate");
            let ends = converge(&mut session).components;
            ends.iter().map(|component| component.sd).fold(f64::INFINITY, f64::min)
        }
        "how-many" => {
            let mut comparison = session.compare_k(8).unwrap();
            while !comparison.advance() {}
            let fits = comparison.finish();
            fits[best_by(&fits, |fit| Some(fit.bic)).unwrap()].k as f64
        }
        "relatives" => {
            change(&mut session, "assignment", "soft");
            change(&mut session, "vary", "all");
            converge(&mut session);
            even(&session, 20.0, 40.0)
        }
        "other-curves" => {
            session.touch(0, Parameter::Mean, 7.0).unwrap();
            session.touch(1, Parameter::Mean, 3.0).unwrap();
            session.e_step().unwrap();
            session.m_step().unwrap();
            let [of_a, _] = session.last_m().unwrap()[..] else { panic!("two coins") };
            of_a.1
        }
        "real-data" => {
            change(&mut session, "data", "windsor-house-prices");
            100.0 * converge(&mut session).labels.unwrap().accuracy
        }
        _ => panic!("{id} takes no number"),
    }
}

/// The lab's state that answers a task, one on the way to it, and why the task's own is none.
fn states_of(id: &str, number: Option<u32>) -> [Session; 2] {
    let mut session = shown(id, number);
    match id {
        "climb" => change(&mut session, "tol", "0.000001"),
        "start-matters" => session.touch(2, Parameter::Mean, 10.0).unwrap(), // the last of those over 40
        "beat-em" => {
            // By hand and eye: each over its hump, but too wide.
            for (k, mean) in [(0, 15.0), (1, 33.0)] {
                session.touch(k, Parameter::Mean, mean).unwrap();
                session.touch(k, Parameter::Sd, [5.0, 9.0][k]).unwrap();
            }
            let on_the_way = session.clone();
            let mut best = session;
            for component in converge(&mut best).components.iter().enumerate() {
                let (k, found) = component;
                best.touch(k, Parameter::Mean, found.mean).unwrap();
                best.touch(k, Parameter::Sd, found.sd).unwrap();
                best.touch(k, Parameter::Weight, found.weight).unwrap();
            }
            let mut gone_on = best.clone();
            gone_on.step(3).unwrap();
            assert_eq!(
                rating(id, number, &gone_on.scenario().to_string()),
                Rating::Right,
                "the start counts"
            );
            return [best, on_the_way];
        }
        _ => panic!("{id} takes no state"),
    }
    let on_the_way = session.clone();
    converge(&mut session);
    [session, on_the_way]
}

#[test]
fn every_task_accepts_what_the_engine_gives_and_refuses_what_it_does_not() {
    for task in Task::all() {
        // Every kind of ellipse with every k takes long: under one number, and one answer of each rating.
        let (numbers, most) =
            if task.id == "how-many-ellipses" { (&NUMBERS[1..2], 2) } else { (&NUMBERS[..], 5) };
        for &number in numbers {
            let rated = |answer: &str| rating(task.id, number, answer);
            match task.takes {
                Takes::Number => {
                    let right = number_of(task.id, number);
                    let answers = [
                        (format!("{right:.1}").replace('.', ","), Rating::Right),
                        ((2.0 * right + 3.0).to_string(), Rating::Wrong),
                        (right.to_string(), Rating::Right),
                        ((-right).to_string(), Rating::Wrong),
                        ("1e60".into(), Rating::Wrong),
                    ];
                    for (answer, expected) in answers.into_iter().take(most) {
                        assert_eq!(rated(&answer), expected, "{}, {number:?}: {answer}", task.id);
                    }
                }
                Takes::Choice(choices) => {
                    let right = choices.iter().filter(|(word, _)| rated(word) == Rating::Right).count();
                    assert_eq!(right, 1, "{}, {number:?}", task.id);
                }
                Takes::Lab => {
                    let own = task.scenario(number).unwrap().to_string();
                    assert_eq!(rated(&own), Rating::Wrong, "{}, {number:?}: as it was shown", task.id);
                    let [right, nearly] = match task.id {
                        "plateaus" => plane::states_of(task.id, number),
                        _ => states_of(task.id, number).map(|lab| lab.scenario().to_string()),
                    };
                    assert_eq!(rated(&right), Rating::Right, "{}, {number:?}", task.id);
                    assert_eq!(rated(&nearly), Rating::Nearly, "{}, {number:?}", task.id);
                }
            }
        }
    }
}

/// As the lesson's answers have them.
#[test]
fn the_lessons_own_numbers_are_right() {
    let right = [
        ("hidden-groups", "left"),
        ("mixture", "28.9"),
        ("hen-and-egg", "small"),
        ("e-step", "36.8"),
        ("breaks", "505"),
        ("how-many", "3"),
        ("relatives", "28.8"),
        ("other-curves", "26.8"),
        ("real-data", "72.2"),
        ("your-own", "same"),
        ("ellipses", "-20"),
        ("plane-steps", "0.38"),
        ("shapes", "17"),
        ("straight-borders", "other"),
    ];
    for (id, answer) in right {
        assert_eq!(rating(id, None, answer), Rating::Right, "{id}");
    }
}

/// What a learner is likely to answer instead, and the hint against it.
#[test]
fn a_likely_mistake_gets_its_own_hint() {
    let likely = [
        ("mixture", "30", Rating::Nearly, "halfway"),
        ("e-step", "30", Rating::Wrong, "where the border was before"),
        ("breaks", "4.5", Rating::Wrong, "without the prior"),
        ("how-many", "6", Rating::Nearly, "lowest AIC"),
        ("relatives", "30.2", Rating::Nearly, "border of k-means"),
        ("other-curves", "24", Rating::Nearly, "each row whole"),
        ("other-curves", "29", Rating::Nearly, "each row whole"),
        ("real-data", "76.6", Rating::Nearly, "not preferred"),
        ("real-data", "0.722", Rating::Nearly, "in percent"),
        ("ellipses", "20", Rating::Wrong, "the sign is not"),
        ("ellipses", "-0.5", Rating::Wrong, "the correlation, which has no unit"),
        ("plane-steps", "0.29", Rating::Nearly, "A’s"),
        ("plane-steps", "0.9", Rating::Wrong, "all points together"),
        ("shapes", "18", Rating::Nearly, "add up to 1"),
        ("shapes", "29", Rating::Nearly, "a shape of its own"),
        ("how-many-ellipses", "3", Rating::Nearly, "So many species"),
    ];
    for (id, answer, rating, words) in likely {
        let verdict = judge(id, None, answer).unwrap();
        assert_eq!(verdict.rating, rating, "{id}");
        assert!(verdict.sentence.contains(words), "{id}: {verdict:?}");
    }
}

#[test]
fn the_seed_of_a_learners_number_makes_another_task() {
    let of = |number| number_of("m-step", number);
    assert!((of(Some(2)) - of(Some(20_417))).abs() > 1e-3);
    let other = states_of("climb", Some(2)).map(|lab| lab.scenario().to_string());
    let refused = judge("climb", Some(3), &other[0]).unwrap_err();
    assert!(refused.contains("other data") && refused.contains("Show me"), "{refused}");
}

#[test]
fn what_is_no_answer_is_refused_with_the_way_out() {
    for (id, answer, words) in [
        ("mixture", "", "the field is empty"),
        ("mixture", "left", "expected a number"),
        ("hidden-groups", "", "Choose “among the low prices, on the left” or “among"),
        ("hidden-groups", "up", "Choose “among the low prices"),
        ("climb", "k=9", "k=9: expected"),
        ("climb", "seed=4", "other data"),
        ("nothing", "1", "choose one of hidden-groups, mixture"),
    ] {
        let refused = judge(id, None, answer).unwrap_err();
        assert!(refused.contains(words), "{id}, {answer}: {refused}");
    }
}

#[test]
fn a_verdict_is_given_once_the_work_is_done() {
    let judging = Judging::new(Task::named("climb").unwrap(), None, "start=0.5,33.9,10~0.5,34.1,10").unwrap();
    assert!(judging.verdict().unwrap_err().to_string().contains("not judged yet"));
}

/// Curves by hand are the learner's own: neither drawn, nor found with the truth in sight.
#[test]
fn beating_em_takes_curves_by_hand_and_no_truth() {
    let mut session = shown("beat-em", None);
    change(&mut session, "start", "quantiles");
    converge(&mut session);
    let drawn = judge("beat-em", None, &session.scenario().to_string()).unwrap();
    assert!(drawn.rating == Rating::Wrong && drawn.sentence.contains("by hand"), "{drawn:?}");
    let [mut best, _] = states_of("beat-em", None);
    change(&mut best, "reveal", "1");
    let seen = judge("beat-em", None, &best.scenario().to_string()).unwrap();
    assert!(seen.rating == Rating::Wrong && seen.sentence.contains("hide"), "{seen:?}");
}

#[test]
fn every_task_has_its_word_in_a_link() {
    let words: Vec<_> = Task::all().iter().map(|task| task.id).collect();
    assert_eq!(TaskName::all_words(), words);
}
