//! The landscape of sessions on a line and in the plane: its heights, EM's path, a start from a place on it.

use crate::plane::lab;
use em_lab::either;
use em_lab::session::{Session, Space, Surface};

/// The numbers of the means, component by component.
fn means<S: Space>(session: &Session<S>) -> Vec<f64> {
    let components = session.snapshot().components;
    components.iter().flat_map(|component| S::mean(component).to_vec()).collect()
}

const LINKS: [(&str, f64); 5] = [
    ("truth=20,5,30~40,5,70&k=3&step=6", 1.0),
    ("data=two-coins&step=4", 10.0),
    ("data=old-faithful&k=2&start=kmeans&step=6", 1.0),
    ("dim=2&truth=0,0,1,2,0.5,40~9,4,1,1,0,60&covariance=tied&assignment=hard&k=3&step=5", 1.0),
    ("data=iris-petals&k=1&step=2", 1.0),
];

#[test]
fn each_height_is_the_log_likelihood_of_a_start_from_there() {
    for (link, _) in LINKS {
        either!(lab(link), session => {
            let before = means(&session);
            for (a, b) in [(0, 1), (1, 0), (1, before.len() - 1)].into_iter().filter(|(a, b)| a != b) {
                let mut surface = Surface::default();
                let axes = session.landscape(a, b).unwrap().axes;
                while !surface.advance(&session, axes).unwrap().2 {}
                let (heights, cells, _) = surface.advance(&session, axes).unwrap();
                for cell in (0..cells * cells).step_by(311) {
                    let [x, y] = [axes[0].middle(cell % cells, cells), axes[1].middle(cell / cells, cells)];
                    let mut there = session.clone();
                    there.touch_means([(a, x), (b, y)]).unwrap();
                    let height = there.snapshot().mean_log_likelihood;
                    let off = (heights[cell] - height).abs() / height.abs();
                    assert!(off < 1e-9, "{link}, {a} and {b} at ({x}, {y}): {}, not {height}", heights[cell]);
                    let mut expected = before.clone();
                    (expected[a], expected[b]) = (x, y);
                    assert_eq!(means(&there), expected, "{link}: the other numbers stay");
                    assert_eq!(there.em().last(), 0);
                    there.undo();
                    assert_eq!(there.snapshot(), session.snapshot());
                }
            }
        });
    }
}

#[test]
fn the_path_has_each_half_step_and_ends_at_the_fit() {
    for (link, unit) in LINKS {
        either!(&mut lab(link), session => {
            session.step(500).unwrap();
            let last = means(session);
            session.seek(2).unwrap();
            let all = (0..last.len()).flat_map(|a| (0..last.len()).map(move |b| (a, b)));
            for (a, b) in all.filter(|(a, b)| a != b) {
                let landscape = session.landscape(a, b).unwrap();
                let path = &landscape.path;
                assert_eq!(path.len(), session.em().last() + 1);
                assert_eq!(path[path.len() - 1], (last[a] / unit, last[b] / unit), "{link}");
                let now = means(session);
                assert_eq!(path[2], (now[a] / unit, now[b] / unit), "{link}");
                let view = landscape.view(&[], 0);
                assert_eq!((view.position, view.path), (2, &path[..]));
                assert!(path.iter().all(|(a, b)| view.x.contains(a) && view.y.contains(b)), "{link}");
                let coordinates = view.coordinates.map(|coordinate| coordinate == view.coordinates[0]);
                assert_eq!(view.x == view.y, coordinates[1], "{link}: one range for one coordinate");
            }
            for (a, b) in [(0, 0), (0, last.len()), (usize::MAX, 0)] {
                let refusal = session.landscape(a, b).unwrap_err().to_string();
                assert!(refusal.contains("choose two different ones"), "{refusal}");
            }
            assert!(session.touch_means([(0, 1.0), (last.len(), 1.0)]).is_err());
        });
    }
}
