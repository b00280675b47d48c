//! Simulated points: the same bits for a seed, the moments of their processes, every order equally likely.

use super::*;
use em_mixture::plane::{CloudError, Process, Sampling, truth_mixture};

const SMALL: Process = Process { mean: [2.0, 54.0], sds: [0.25, 6.0], rho: 0.5, count: 40 };
const LARGE: Process = Process { mean: [4.25, 80.0], sds: [0.5, 6.0], rho: -0.75, count: 60 };

fn draw(processes: &[Process], seed: u32) -> Cloud {
    Sampling::new(processes, seed).unwrap().finish().unwrap()
}

/// The points of one process, in the order in which they came.
fn of_process(cloud: &Cloud, process: u8) -> Vec<Point> {
    let labels = cloud.labels().unwrap().of();
    cloud.points().zip(labels).filter(|(_, label)| **label == process).map(|(point, _)| point).collect()
}

/// Natively and in every browser, which have no `exp` and `ln` in common.
#[test]
fn a_seed_has_the_same_bits_everywhere() {
    let cloud = draw(&[SMALL, LARGE], 7);
    let bits = |i: usize| cloud.point(i).map(f64::to_bits);
    assert_eq!(bits(0), [0x4001_8116_4a90_0cab, 0x404d_33ba_a01c_fe59]); // 2.188…, 58.404…
    assert_eq!(bits(99), [0x4000_bd1f_875f_194c, 0x404c_5c7c_c182_4bf9]); // 2.092…, 56.722…
    assert_eq!(cloud.labels().unwrap().of()[..12], [0, 0, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1]);
    assert_eq!(cloud, draw(&[SMALL, LARGE], 7));
    assert_ne!(cloud.point(0), draw(&[SMALL, LARGE], 8).point(0));
}

#[test]
fn many_points_have_the_moments_of_their_process() {
    for rho in [-0.95, 0.0, 0.3, 0.999] {
        let process = Process { mean: [3.0, -70.0], sds: [2.0, 0.1], rho, count: 400_000 };
        let cloud = draw(&[process], 7);
        let ([mx, my], Scatter { xx, xy, yy }) = (cloud.mean(), cloud.covariance());
        // five standard errors: s / √n, s² √(2/n), (1 − ρ²) / √n
        let few = 5.0 / f64::from(process.count).sqrt();
        assert!((mx - 3.0).abs() < few * 2.0 && (my + 70.0).abs() < few * 0.1, "{mx}, {my}");
        let off = [xx / 4.0 - 1.0, yy / 0.01 - 1.0];
        assert!(off.iter().all(|off| off.abs() < few * 2.0_f64.sqrt()), "{off:?}");
        let found = xy / (xx * yy).sqrt();
        assert!((found - rho).abs() < few * (1.0 - rho * rho), "{found}, not {rho}");
    }
}

#[test]
fn changing_one_process_leaves_the_points_of_the_others() {
    let before = draw(&[SMALL, LARGE], 5);
    let after = draw(&[Process { mean: [0.0, 0.0], count: 500, ..SMALL }, LARGE], 5);
    assert_eq!(of_process(&before, 1), of_process(&after, 1));
    assert_eq!(of_process(&before, 0).len(), 40);
    assert_eq!(before.labels().unwrap().names(), ["1", "2"]);
}

/// The place of the only point of one process among four of another: each of five equally often.
#[test]
fn every_order_of_the_processes_is_equally_likely() {
    let mut places = [0; 5];
    for seed in 0..5000 {
        let cloud = draw(&[Process { count: 4, ..SMALL }, Process { count: 1, ..LARGE }], seed);
        places[cloud.labels().unwrap().of().iter().position(|&label| label == 1).unwrap()] += 1;
    }
    // five standard errors of a count of 5000/5: √(5000 · 0.2 · 0.8) = 28
    assert!(places.iter().all(|&count: &i32| (count - 1000).abs() < 141), "{places:?}");
}

#[test]
fn slices_give_what_is_drawn_at_once() {
    let processes = [Process { count: 50_000, ..SMALL }, Process { count: 45_000, ..LARGE }];
    let mut sampling = Sampling::new(&processes, 3).unwrap();
    let mut slices = 1;
    while !sampling.draw().unwrap() {
        slices += 1;
        assert!(sampling.drawn() < 95_000);
    }
    assert!(slices > 2 && sampling.drawn() == 95_000 && sampling.draw() == Ok(true));
    assert_eq!(sampling.finish().unwrap(), draw(&processes, 3));
}

#[test]
fn the_true_mixture_is_that_of_the_counts() {
    let mixture = truth_mixture(&[SMALL, LARGE]).unwrap();
    let [small, large] = mixture.components() else { panic!("two") };
    assert_eq!((small.weight, large.weight, large.mean), (0.4, 0.6, LARGE.mean));
    assert!((large.covariance.rho() + 0.75).abs() < 1e-15 && (small.covariance.sds()[1] - 6.0).abs() < 1e-14);
    assert_eq!(truth_mixture(&[]), None);
    assert_eq!(truth_mixture(&[SMALL, Process { rho: 1.0, ..LARGE }]), None);
}

#[test]
fn what_cannot_be_drawn_is_refused() {
    let refused = |process| Sampling::new(&[SMALL, process], 1).and_then(Sampling::finish).unwrap_err();
    for rho in [1.0, -1.0, 1.5, f64::NAN] {
        assert_eq!(refused(Process { rho, ..LARGE }), CloudError::Process(2), "rho {rho}");
    }
    for sd in [0.0, -1.0, f64::INFINITY, f64::NAN] {
        assert_eq!(refused(Process { sds: [1.0, sd], ..LARGE }), CloudError::Process(2), "sd {sd}");
        assert_eq!(refused(Process { sds: [sd, sd], ..LARGE }), CloudError::Process(2), "sds {sd}");
    }
    assert_eq!(refused(Process { mean: [0.0, f64::NAN], ..LARGE }), CloudError::Process(2));
    assert_eq!(refused(Process { count: 10_000_000, ..LARGE }), CloudError::TooMany);
    assert!(matches!(refused(Process { sds: [1e62, 1.0], ..LARGE }), CloudError::OutOfRange(..)));
    assert_eq!(Sampling::new(&[SMALL; 21], 1).unwrap_err(), CloudError::TooManyLabels);
    assert_eq!(Sampling::new(&[], 1).unwrap().finish(), Err(CloudError::Empty));
    let one = Sampling::new(&[Process { count: 1, ..SMALL }], 1).unwrap().finish().unwrap_err();
    assert!(matches!(one, CloudError::AllEqual(1, _)));
}
