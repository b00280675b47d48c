//! Many starts: every row can be replayed, optima are distinguished, and a collapsed fit is never the best.

use super::{FROM_DATA, compare_k, number, real, reference, restarts, simulated};
use em_mixture::compare_k::{CompareK, best_by};
use em_mixture::dataset::Dataset;
use em_mixture::em::{Assignment, Em, PriorKind, Settings, Status, Steps, Vary, least_sd};
use em_mixture::restarts::{Restart, Restarts, optima};
use em_mixture::start::{NamedStart, Start, first_guess};
use std::sync::Arc;

#[test]
fn the_best_of_a_hundred_starts_on_the_galaxies_is_the_references() {
    let rows = restarts(&real("galaxy-velocities"), 3, FROM_DATA, 100);
    // the reference is in thousands of km/s, a density 1,000 times as high
    let theirs =
        number(&reference("reference/galaxies-k3.json")["final"]["mean_log_likelihood"]) - 1000_f64.ln();
    assert!(rows[0].on_floor.is_empty());
    let ours = rows[0].mean_log_likelihood;
    assert!((ours - theirs).abs() <= 1e-9, "{ours}, not {theirs}");
}

#[test]
fn optima_are_numbered_best_first_whatever_the_order_of_components() {
    let data = real("galaxy-velocities");
    let rows = restarts(&data, 3, FROM_DATA, 100);
    assert!(rows.windows(2).all(|pair| pair[0].objective >= pair[1].objective));
    let optima = optima(&Steps::new(data.clone(), 3, Settings::default()), &rows);
    assert_eq!(optima.iter().map(|o| o.reached).sum::<usize>(), 100);
    assert!(optima.len() > 1 && optima.len() < 10, "{} optima", optima.len());
    for (number, optimum) in optima.iter().enumerate() {
        let members: Vec<&Restart> = rows.iter().filter(|row| row.optimum == number).collect();
        assert_eq!(
            (optimum.best, optimum.reached),
            (rows.iter().position(|r| r == members[0]).unwrap(), members.len())
        );
        let [fewest, median, most] = optimum.iterations;
        assert!(fewest <= median && median <= most && members.iter().any(|r| r.iterations == most));
        // one optimum has one height, and different optima have different ones
        assert!(members.iter().all(|r| (r.objective - members[0].objective).abs() < 1e-8));
        let heights = |other: &&Restart| (other.objective - members[0].objective).abs() > 1e-8;
        assert!(rows.iter().filter(|row| row.optimum != number).all(|other| heights(&other)));
    }
    let lowest = |row: &Restart| {
        (0..3).min_by(|&a, &b| row.mixture.components()[a].mean.total_cmp(&row.mixture.components()[b].mean))
    };
    let best: Vec<_> = rows.iter().filter(|row| row.optimum == 0).map(lowest).collect();
    assert!(
        (0..3).all(|k| best.contains(&Some(k))),
        "the best optimum was reached with one order of components only"
    );
}

#[test]
fn the_flattest_top_is_still_one_optimum() {
    // three components on Old Faithful: runs stop up to 1e-3 data sds before the top, on both sides
    let data = real("old-faithful-waiting");
    let rows = restarts(&data, 3, FROM_DATA, 25);
    let top = rows.iter().filter(|row| row.objective > rows[0].objective - 1e-8);
    assert!(top.clone().count() > 5);
    assert!(top.into_iter().all(|row| row.optimum == 0));
}

#[test]
fn every_row_is_what_the_lab_replays_from_its_seed() {
    let data = real("galaxy-velocities");
    for (start, assignment, vary, prior) in [
        (NamedStart::RandomFromData, Assignment::Soft, Vary::All, PriorKind::None),
        (NamedStart::Kmeans, Assignment::Hard, Vary::SharedSd, PriorKind::None),
        (NamedStart::KmeansPlusPlus, Assignment::Soft, Vary::All, PriorKind::Conjugate),
        (NamedStart::Random, Assignment::Soft, Vary::Means, PriorKind::None),
    ] {
        let settings = Settings { assignment, vary, prior, ..Settings::default() };
        let rows = Restarts::new(&data, 3, (start, u32::MAX), 4, settings).unwrap().finish();
        let mut seeds: Vec<u32> = rows.iter().map(|row| row.start_seed).collect();
        seeds.sort_unstable();
        assert_eq!(seeds, [0, 1, 2, u32::MAX]);
        for row in rows {
            let least = least_sd(settings.floor_fraction, &data);
            let guess = first_guess(&Start::Named(start), &data, 3, row.start_seed, least);
            let mut em = Em::new(data.clone(), guess, settings);
            assert_eq!(em.present().mixture, row.start);
            em.run().unwrap();
            assert_eq!((em.iteration(), em.status()), (row.iterations, row.status), "by the lab's own rule");
            em.set_stop(1e-12, 10_000);
            em.run().unwrap();
            assert_eq!(em.present().mixture, row.mixture);
            assert_eq!(em.on_floor(), row.on_floor);
            assert_eq!(em.present().objective, row.objective);
        }
    }
}

/// Twenty points far apart, and five that are equal, onto which a component collapses.
fn with_ties() -> Arc<Dataset> {
    let spread = (0..20).map(|i| f64::from(i * i) / 10.0);
    Arc::new(Dataset::new(spread.chain([15.5; 5]).collect()).unwrap())
}

#[test]
fn a_collapsed_fit_is_never_the_best_however_likely() {
    let data = with_ties();
    let rows = restarts(&data, 3, FROM_DATA, 40);
    let sound = rows.iter().take_while(|row| row.on_floor.is_empty()).count();
    assert!(sound > 0 && sound < 40, "{sound} of 40 sound");
    assert!(rows[sound..].iter().all(|row| !row.on_floor.is_empty()));
    let collapsed = &rows[sound];
    assert!(
        collapsed.objective > rows[0].objective,
        "the collapsed fit must be the more likely one, else this tests nothing"
    );
    assert!(rows[..sound].iter().all(|row| row.optimum < collapsed.optimum), "counted apart");
    assert!(compare_k(&data, 3).iter().all(|fit| fit.on_floor.is_empty()));
}

#[test]
fn if_all_fits_collapse_there_is_no_best() {
    let settings = Settings { floor_fraction: 1.0, ..Settings::default() }; // no sd below the data's own
    let data = real("galaxy-velocities");
    let rows = Restarts::new(&data, 2, FROM_DATA, 5, settings).unwrap().finish();
    assert!(rows.iter().all(|row| !row.on_floor.is_empty()));
    let fits = CompareK::new(&data, 3, FROM_DATA, settings).unwrap().finish();
    assert!(fits[1..].iter().all(|fit| !fit.on_floor.is_empty()));
    assert!(best_by(&fits[1..], |fit| fit.on_floor.is_empty().then_some(fit.bic)).is_none());
}

#[test]
fn an_optimum_on_two_near_points_says_which() {
    let data = real("galaxy-velocities");
    let rows = restarts(&data, 3, FROM_DATA, 100);
    let optima = optima(&Steps::new(data.clone(), 3, Settings::default()), &rows);
    // the best one's smallest component holds three galaxies, far from one another
    assert_eq!(optima[0].stands_on, []);
    let marked: Vec<_> = optima.iter().flat_map(|o| &o.stands_on).collect();
    assert_eq!(marked.len(), 1);
    assert_eq!(marked[0].1, [10_227.0, 10_406.0]);
}

#[test]
fn quantiles_are_climbed_once() {
    let data = real("old-faithful-waiting");
    // three components: thousands of iterations, many slices for one run
    let mut restarts = Restarts::new(&data, 3, (NamedStart::Quantiles, 7), 50, Settings::default()).unwrap();
    while restarts.progress() < 0.01 {
        restarts.advance();
    }
    let slices = (0..).take_while(|_| !restarts.advance()).count() + 1;
    assert!(slices <= 2, "{slices} slices for rows that are known already");
    let rows = restarts.finish();
    assert!(rows.iter().zip(7..).all(|(row, seed)| row.start_seed == seed));
    assert!(rows.iter().all(|row| row.mixture == rows[0].mixture && row.optimum == 0));
}

#[test]
fn the_same_call_gives_the_same_rows_and_a_dropped_one_leaves_nothing() {
    let data = real("old-faithful-waiting");
    let once = restarts(&data, 2, FROM_DATA, 10);
    let mut again = Restarts::new(&data, 2, FROM_DATA, 10, Settings::default()).unwrap();
    let mut last = 0.0;
    while !again.advance() {
        assert!(again.progress() >= last && again.progress() < 1.0);
        last = again.progress();
    }
    assert_eq!(again.finish(), once);

    let before = Dataset::clone(&data);
    let mut half = CompareK::new(&data, 3, FROM_DATA, Settings::default()).unwrap();
    while half.progress() < 0.4 {
        half.advance();
    }
    assert!(Arc::strong_count(&data) > 1);
    drop(half);
    assert_eq!((Arc::strong_count(&data), &*data), (1, &before));
}

#[test]
fn runs_cut_off_on_a_ridge_are_no_optima_of_their_own() {
    // three groups and two optima; at the lower one two curves share a group and EM is slow
    let data = simulated(&[(10.0, 3.0, 2000), (20.0, 3.0, 2000), (40.0, 3.0, 4000)]);
    let long = Settings { tol: 1e-12, max: 10_000, ..Settings::default() };
    let rows = Restarts::new(&data, 3, (NamedStart::RandomFromData, 8), 20, long).unwrap().finish();
    assert!(rows.iter().any(|row| row.status == Status::MaxIterations));
    assert_eq!(optima(&Steps::new(data.clone(), 3, Settings::default()), &rows).len(), 2);
}
