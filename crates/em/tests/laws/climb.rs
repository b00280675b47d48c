//! EM climbs: E closes the gap between the objective and its lower bound, M raises the bound, and
//! neither ever falls.

use crate::plain::*;
use em_mixture::em::{Em, Settings, Vary};
use em_mixture::mixture::{Component, Mixture};
use em_mixture::start::NamedStart;

/// By how much rounding may lower an objective.
fn allowed(objective: f64) -> f64 {
    1e-9 * (1.0 + objective.abs())
}

/// Calls `check` for every combination of seed, variant, floor and start; k depends on the seed.
fn over_many_cases(seeds: std::ops::Range<u64>, fractions: &[f64], check: impl Fn(&mut Em, &str)) {
    for seed in seeds {
        let data = dataset(&values(seed, 60 + 7 * seed as usize));
        let k = [1, 2, 3, 5, 8][seed as usize % 5].min(data.distinct());
        for &fraction in fractions {
            let mut starts: Vec<_> =
                NamedStart::ALL.iter().map(|&start| named(start, &data, k, seed, fraction)).collect();
            starts.push(uneven(&data, k, seed));
            for settings in variants(fraction) {
                for (s, start) in starts.iter().enumerate() {
                    let case = format!("seed {seed}, k {k}, start {s}, {settings:?}");
                    check(&mut Em::new(data.clone(), start.clone(), settings), &case);
                }
            }
        }
    }
}

/// Whether no sd is below the floor. A start may be; then the first M step raises it.
fn above_floor(em: &Em) -> bool {
    em.present().mixture.components().iter().all(|c| c.sd >= least_sd(em))
}

#[test]
fn the_objective_never_falls_and_the_weights_sum_to_one() {
    over_many_cases(0..30, &[0.0, 1e-3, 0.2], |em, case| {
        for _ in 0..40 {
            let (before, was_above) = (em.present().objective, above_floor(em));
            em.e_step().unwrap();
            assert_sound(em, case);
            em.m_step().unwrap();
            assert_sound(em, case);
            let after = em.present().objective;
            assert!(
                after >= before - allowed(before) || !was_above,
                "{case}: iteration {} took the objective from {before} to {after}",
                em.iteration()
            );
        }
    });
}

#[test]
fn the_bound_touches_after_e_never_passes_after_m_and_m_never_lowers_it() {
    over_many_cases(0..30, &[0.0, 1e-3, 0.2], |em, case| {
        for _ in 0..25 {
            assert_eq!(em.lower_bound(em.position()).is_none(), em.position() == 0);
            let was_above = above_floor(em);
            em.e_step().unwrap();
            let closed = em.lower_bound(em.position()).unwrap();
            assert_eq!(closed, em.present().objective, "{case}");
            em.m_step().unwrap();
            let raised = em.lower_bound(em.position()).unwrap();
            let objective = em.present().objective;
            assert!(raised <= objective + allowed(objective), "{case}: bound {raised} over {objective}");
            assert!(
                raised >= closed - allowed(closed) || !was_above,
                "{case}: M took the bound from {closed} to {raised}"
            );
        }
    });
}

#[test]
fn objective_and_bound_are_their_definitions() {
    over_many_cases(0..15, &[0.0, 0.2], |em, case| {
        for _ in 0..12 {
            let entering = em.present().mixture.clone();
            let q = table(em, &entering);
            // Measured: 5e-15. An M step's own S_k, and the bound with it, loses digits only if a component falls
            // onto ties under a floor of 1e-9 sds; none of these seeds does that.
            let close = |ours: f64, plain: f64, what: &str| {
                assert!(
                    (ours - plain).abs() <= 1e-11 * (1.0 + plain.abs()),
                    "{case}: {what} {ours}, not {plain}"
                );
            };
            close(em.present().objective, objective(em, &entering), "objective");
            em.e_step().unwrap();
            close(em.lower_bound(em.position()).unwrap(), bound(em, &q, &entering), "bound after E");
            let held: Vec<f64> = em.present().expectation.moments().iter().map(|m| m.count).collect();
            for (ours, plain) in held.into_iter().zip(counts(&q)) {
                assert!(
                    (ours - plain).abs() <= 1e-10 * em.data().n() as f64,
                    "{case}: N_k {ours}, not {plain}"
                );
            }
            em.m_step().unwrap();
            assert_eq!(em.empty(), empty(em, &q), "{case}");
            let plain = bound(em, &q, &em.present().mixture);
            close(em.lower_bound(em.position()).unwrap(), plain, "bound after M");
        }
    });
}

/// The mixtures near this one that `vary` allows: each mean, each sd (or the shared one) and each
/// weight, a little more and a little less; another component's weight changes by as much.
fn neighbours(em: &Em, settled: &[usize], by: f64) -> Vec<Mixture> {
    let components = em.present().mixture.components();
    let free = || (0..components.len()).filter(|k| !settled.contains(k));
    let mut all: Vec<Vec<Component>> = Vec::new();
    let changed = |change: &dyn Fn(&mut [Component])| {
        let mut neighbour = components.to_vec();
        change(&mut neighbour);
        neighbour
    };
    for k in free() {
        for by in [-by, by] {
            all.push(changed(&|c| c[k].mean += by * c[k].sd));
            match em.settings().vary {
                Vary::Means => continue,
                Vary::All => all.push(changed(&|c| c[k].sd *= 1.0 + by)),
                Vary::SharedSd => all.push(changed(&|c| c.iter_mut().for_each(|c| c.sd *= 1.0 + by))),
            }
        }
        if em.settings().vary != Vary::Means {
            for other in free().filter(|&other| other != k) {
                all.push(changed(&|c| {
                    let moved = by * c[k].weight;
                    c[k].weight -= moved;
                    c[other].weight += moved;
                }));
            }
        }
    }
    let allowed =
        |c: &Component| c.weight >= 0.0 && (em.settings().vary == Vary::Means || c.sd >= least_sd(em));
    let all = all
        .into_iter()
        .filter(|mixture| (0..mixture.len()).all(|k| settled.contains(&k) || allowed(&mixture[k])));
    all.map(Mixture::unchecked).collect()
}

#[test]
fn no_mixture_near_the_m_steps_is_better() {
    // A step of 1e-4 sds costs N_k/n × 5e-9 nats per point; rounding of the plain sums 1e-14.
    over_many_cases(0..10, &[0.0, 0.2], |em, case| {
        for _ in 0..3 {
            let q = table(em, &em.present().mixture);
            em.iterate_once().unwrap();
            let empty = empty(em, &q);
            let best = bound(em, &q, &em.present().mixture);
            for by in [1e-4, 1e-2, 0.3] {
                for neighbour in neighbours(em, &empty, by) {
                    let other = bound(em, &q, &neighbour);
                    assert!(
                        other <= best + 1e-12 * (1.0 + best.abs()),
                        "{case}: the bound is {best} after M, but {other} at {neighbour:?}"
                    );
                }
            }
        }
    });
}

#[test]
fn the_first_m_step_raises_a_start_below_the_floor_and_then_em_climbs() {
    for seed in 0..20 {
        let data = dataset(&values(seed, 80));
        for settings in variants(0.3) {
            let mut em = Em::new(data.clone(), named(NamedStart::ALL[0], &data, 4, seed, 0.3), settings);
            em.iterate_once().unwrap();
            for _ in 0..20 {
                let before = em.present().objective;
                assert!(above_floor(&em) || !em.empty().is_empty(), "seed {seed}, {settings:?}");
                em.iterate_once().unwrap();
                let after = em.present().objective;
                assert!(after >= before - allowed(before), "seed {seed}, {settings:?}: {before} to {after}");
            }
        }
    }
}

#[test]
fn a_run_converges_where_an_iteration_gains_less_than_tol_and_not_before() {
    use em_mixture::em::Status;
    for seed in 0..30 {
        let data = dataset(&values(seed, 100));
        for settings in variants(1e-3) {
            let settings = Settings { max: 60, tol: 1e-5, ..settings };
            let mut em = Em::new(data.clone(), uneven(&data, 3, seed), settings);
            while !em.status().stops() {
                let before = em.present().objective;
                em.iterate_once().unwrap();
                let gain = em.present().objective - before;
                let expected = match () {
                    () if gain < 1e-5 => Status::Converged,
                    () if em.iteration() == 60 => Status::MaxIterations,
                    () if em.empty().is_empty() => Status::Running,
                    () => Status::Empty,
                };
                assert_eq!(em.status(), expected, "seed {seed}, {settings:?}, gain {gain}");
            }
            em.set_stop(0.0, 10_000);
            assert!(!em.status().stops(), "tol = 0 never stops: seed {seed}, {settings:?}");
        }
    }
}
