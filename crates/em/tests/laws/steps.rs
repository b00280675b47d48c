//! The history: every half-step taken is kept to the bit, and can be gone to in any order.

use crate::plain::*;
use em_mixture::em::{Em, HalfStep, Iterate, Settings, Status, StepError};
use em_mixture::start::NamedStart;
use rand::RngExt;

/// All that an Em shows at its position.
fn view(em: &Em) -> (Iterate, Option<f64>, HalfStep, Status, Vec<usize>, Vec<usize>) {
    let bound = em.lower_bound(em.position());
    (em.present().clone(), bound, em.next(), em.status(), em.empty(), em.on_floor())
}

fn over_many_runs(mut check: impl FnMut(&dyn Fn() -> Em, &str)) {
    for seed in 0..20 {
        let data = dataset(&values(seed, 90));
        for settings in variants(0.01) {
            let start = named(NamedStart::ALL[seed as usize % 5], &data, 3, seed, 0.01);
            check(&|| Em::new(data.clone(), start.clone(), settings), &format!("seed {seed}, {settings:?}"));
        }
    }
}

#[test]
fn e_m_back_back_is_the_start_again() {
    over_many_runs(|fresh, case| {
        let mut em = fresh();
        for position in 0..6 {
            let began = view(&em);
            em.half_step().unwrap();
            em.half_step().unwrap();
            em.back();
            em.back();
            assert_eq!((em.position(), view(&em)), (position, began), "{case}");
            em.half_step().unwrap();
        }
        for _ in 0..10 {
            em.back();
        }
        assert_eq!((em.position(), view(&em)), (0, view(&fresh())), "{case}");
    });
}

#[test]
fn any_path_through_the_history_shows_what_a_run_without_detours_shows() {
    over_many_runs(|fresh, case| {
        let mut straight = fresh();
        let mut shown = vec![view(&straight)];
        for _ in 0..20 {
            straight.half_step().unwrap();
            shown.push(view(&straight));
        }
        let mut walker = fresh();
        let mut generator = generator(case.len() as u64);
        let mut furthest = 0;
        for _ in 0..100 {
            match generator.random_range(0..4) {
                0 => walker.back(),
                1 => walker.seek(generator.random_range(0..=furthest as u64) as usize).unwrap(),
                _ if walker.position() < 20 => walker.half_step().unwrap(),
                _ => {}
            }
            furthest = furthest.max(walker.position());
            assert_eq!(walker.last(), furthest, "{case}");
            assert_eq!(view(&walker), shown[walker.position()], "{case}, position {}", walker.position());
        }
    });
}

#[test]
fn a_replay_is_the_same_run_to_the_bit() {
    over_many_runs(|fresh, case| {
        let (mut once, mut again) = (fresh(), fresh());
        for _ in 0..12 {
            once.iterate_once().unwrap();
        }
        for _ in 0..24 {
            again.half_step().unwrap();
        }
        for position in 0..=24 {
            assert_eq!(once.at(position), again.at(position), "{case}, position {position}");
        }
    });
}

#[test]
fn a_half_step_out_of_turn_is_refused_and_changes_nothing() {
    over_many_runs(|fresh, case| {
        let mut em = fresh();
        for _ in 0..6 {
            let before = view(&em);
            let due = em.next();
            let refused = if due == HalfStep::E { em.m_step() } else { em.e_step() };
            assert_eq!(refused, Err(StepError::OutOfTurn(due)), "{case}");
            let (beyond, last) = (em.last() + 1, em.last());
            assert_eq!(em.seek(beyond), Err(StepError::NotTaken(beyond, last)), "{case}");
            assert_eq!(view(&em), before, "{case}");
            em.half_step().unwrap();
        }
    });
}

#[test]
fn the_stopping_rule_does_not_change_the_history() {
    let data = dataset(&values(2, 90));
    let start = uneven(&data, 3, 2);
    let mut em = Em::new(data.clone(), start.clone(), Settings { tol: 0.0, max: 3, ..Settings::default() });
    for _ in 0..5 {
        em.iterate_once().unwrap(); // a step by hand is possible after a stop
    }
    assert!(em.status().stops());
    let present = em.present().clone();
    em.set_stop(0.0, 100);
    assert!(!em.status().stops());
    assert_eq!(*em.present(), present);
}
