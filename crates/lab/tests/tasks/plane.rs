//! What is right of the tasks about points in the plane.

use super::judge;
use super::support::{change, converge, opened_in_plane};
use em_lab::session::{Plane, Session};
use em_lab::tasks::Task;

/// Those that take a number.
pub const TASKS: [&str; 4] = ["ellipses", "plane-steps", "shapes", "how-many-ellipses"];

fn shown(id: &str, number: Option<u32>) -> Session<Plane> {
    opened_in_plane(&Task::named(id).unwrap().scenario(number).unwrap().to_string())
}

/// The answer to a task that takes a number.
pub fn number_of(id: &str, number: Option<u32>) -> f64 {
    let mut session = shown(id, number);
    match id {
        "ellipses" => {
            let b = session.snapshot().components[1];
            let [sx, sy] = b.covariance.sds();
            b.covariance.rho() * sx * sy
        }
        "plane-steps" => converge(&mut session).components[1].covariance.rho(),
        "shapes" => {
            // AIC = 2p − 2L
            change(&mut session, "covariance", "tied");
            let snapshot = session.snapshot();
            (0.5 * snapshot.aic + snapshot.log_likelihood).round()
        }
        "how-many-ellipses" => {
            let mut comparison = session.compare_k(8).unwrap();
            while !comparison.advance() {}
            let fits = comparison.finish();
            fits.least_bic().unwrap().fit.k as f64
        }
        _ => panic!("{id} takes no number"),
    }
}

/// Under these numbers k-means goes on beyond the step that the chapter shows, and ends with other labels.
#[test]
fn straight_borders_is_judged_by_the_end_of_k_means() {
    for number in [63, 197] {
        let mut session = shown("straight-borders", Some(number));
        assert_eq!(session.snapshot().status.name(), "running", "{number}");
        let right = 100.0 * converge(&mut session).labels.unwrap().accuracy;
        let sentence = judge("straight-borders", Some(number), "other").unwrap().sentence;
        let said = format!("In centimetres k-means labels {right:.0}\u{a0}% of the leaves right");
        assert!(sentence.starts_with(&said), "{number}: {sentence}");
    }
}

/// The lab's state that answers a task, and one on the way to it.
pub fn states_of(id: &str, number: Option<u32>) -> [String; 2] {
    let mut session = shown(id, number);
    change(&mut session, "tol", "0.000001");
    let on_the_way = session.clone();
    converge(&mut session);
    [session, on_the_way].map(|lab| lab.scenario().to_string())
}
