//! EM beside k-means: from one start, each to its own end, whatever the settings of the lab.

use crate::support::opened;
use em_lab::em::{Em, Settings};
use em_lab::session::{Parameter, Session, Snapshot};

/// Settings that a learner may have before the two are compared; all from the same means.
const SET: [&str; 6] = [
    "start=quantiles",
    "start=quantiles&step=7",
    "start=quantiles&assignment=hard&vary=means&step=12",
    "start=quantiles&assignment=hard",
    "start=quantiles&vary=shared-sd",
    "start=quantiles&vary=means&step=3",
];

fn at_its_end(mut session: Session) -> Session {
    let mut run = session.run_to_convergence();
    while !run.advance().unwrap() {}
    session.commit_run(run);
    session
}

fn wrong(Snapshot { labels, n, .. }: &Snapshot) -> usize {
    n - (labels.as_ref().unwrap().accuracy * *n as f64).round() as usize
}

#[test]
fn the_soft_side_ends_where_em_itself_ends() {
    for query in SET {
        let lab = opened(query);
        let side = at_its_end(lab.full_em().unwrap());
        let Settings { tol, max, .. } = lab.scenario().em;
        let start = lab.scenario().start;
        let settings = Settings { tol, max, ..Settings::default() };
        let mut em = Em::start(lab.loaded().data.clone(), start, 2, 1, settings).unwrap();
        em.run().unwrap();
        assert_eq!(side.em().iteration(), em.iteration(), "{query}");
        for (ours, theirs) in side.snapshot().components.iter().zip(em.present().mixture.components()) {
            for (a, b) in [(ours.weight, theirs.weight), (ours.mean, theirs.mean), (ours.sd, theirs.sd)] {
                assert!((a - b).abs() < 1e-9, "{query}: {a}, not {b}");
            }
        }
    }
}

#[test]
fn the_hard_side_ends_where_lloyds_rounds_end() {
    for query in SET.into_iter().chain(["start=kmeans-plusplus&start-seed=5&k=4", "start=0.2,25,2~0.8,30,9"])
    {
        let lab = opened(query);
        let side = at_its_end(lab.k_means().unwrap());
        assert!(side.is_k_means(), "{query}");
        let mut means: Vec<f64> = lab.history()[0].components.iter().map(|c| c.mean).collect();
        for _ in 0..side.em().iteration() {
            let mut sums = vec![(0.0, 0.0); means.len()];
            for &x in lab.loaded().data.values() {
                let distance = |k: &usize| (x - means[*k]).abs();
                let nearest = (0..means.len()).min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap();
                sums[nearest] = (sums[nearest].0 + x, sums[nearest].1 + 1.0);
            }
            means = sums.iter().map(|(sum, count)| sum / count).collect();
        }
        for (component, mean) in side.snapshot().components.iter().zip(means) {
            assert!((component.mean - mean).abs() < 1e-9, "{query}: {}, not {mean}", component.mean);
        }
    }
}

#[test]
fn on_the_worked_example_em_labels_191_points_wrong_and_k_means_214() {
    for query in SET {
        let lab = opened(query);
        let before = lab.snapshot();
        let wrong_of = |side: Session| wrong(&at_its_end(side).snapshot());
        assert_eq!(
            [wrong_of(lab.full_em().unwrap()), wrong_of(lab.k_means().unwrap())],
            [191, 214],
            "{query}"
        );
        assert_eq!(lab.snapshot(), before, "the lab stays as it is");
    }
}

#[test]
fn hard_em_is_k_means_only_with_equal_and_fixed_weights_and_sds() {
    let hard = "assignment=hard&vary=means";
    for (query, expected) in [
        (format!("{hard}&start=quantiles"), true),
        (format!("{hard}&start=quantiles&k=3&step=4"), true),
        (format!("{hard}&start=0.5,20,5~0.5,30,5"), true),
        (format!("{hard}&start=0.3,20,5~0.7,30,5"), false),
        (format!("{hard}&start=0.5,20,5~0.5,30,6"), false),
        (format!("{hard}&start=kmeans"), false),
        (format!("{hard}&start=quantiles&prior=conjugate"), false),
        ("assignment=hard&start=quantiles".to_string(), false),
        ("vary=means&start=quantiles".to_string(), false),
    ] {
        assert_eq!(opened(&query).is_k_means(), expected, "{query}");
    }
    let mut touched = opened(&format!("{hard}&start=quantiles"));
    touched.touch(0, Parameter::Mean, 22.0).unwrap();
    assert!(touched.is_k_means());
    touched.touch(0, Parameter::Sd, 2.0).unwrap();
    assert!(!touched.is_k_means());
}
