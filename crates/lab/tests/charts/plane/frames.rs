//! The ranges and the margins’ room, and extreme input.

use super::{Picture, mixture, plot, points, three};
use crate::reading::{UNITS, elements, number, vertices};
use em_lab::chart::plane::{Cell, Mark, Marks, PlaneReach, PlaneView, frame};
use em_lab::chart::theme::Theme;
use em_lab::chart::{self, Bar, BaseTheme};

#[test]
fn the_ranges_hold_all_points_and_do_not_follow_the_mixture() {
    let picture = Picture::of_points(three(), true);
    let before = plot(&picture.view());
    let Marks::Points(marks) = &picture.marks else { panic!("these are points") };
    assert!(marks.iter().all(|mark| before.holds(mark.at)));
    let elsewhere = mixture(&[(1.0, [30.0, 3.5], [9.0, 0.7], 0.3)]);
    let after = plot(&PlaneView { mixture: &elsewhere, ..picture.view() });
    assert_eq!((after.main.x, after.main.y), (before.main.x.clone(), before.main.y.clone()));
    let wide = mixture(&[(1.0, [30.0, 3.5], [90.0, 0.7], 0.3)]);
    let wider = plot(&PlaneView { mixture: &wide, ..picture.view() }).main.x;
    let span = before.main.x.end - before.main.x.start;
    assert!(
        wider.start < before.main.x.start - 0.05 * span && wider.start > before.main.x.start - 0.15 * span
    );
    // a history that has been there keeps the range
    let reach = PlaneReach::of(&wide, picture.mass, &[5.0..60.0, 0.5..5.8]);
    assert_eq!(plot(&PlaneView { reach, ..picture.view() }).main.x, wider);
    let fixed = [0.0..10.0, 0.0..1.0];
    let main = plot(&PlaneView { fixed: Some(&fixed), ..picture.view() }).main;
    assert_eq!([main.x, main.y], fixed);
}

#[test]
fn a_small_picture_has_no_margins() {
    let picture = Picture::of_points(three(), true);
    let at = |width, height| frame(&picture.view(), width, height, &Theme::new(BaseTheme::Light, 1.0));
    let large = at(1000.0, 500.0);
    assert!(large.above(0.0).is_some() && large.beside(0.0).is_some());
    assert!(
        large.main.right - large.main.left > 0.75 * 1000.0
            && large.main.bottom - large.main.top > 0.6 * 500.0
    );
    for small in [at(390.0, 110.0), at(160.0, 150.0)] {
        assert!(small.above(0.0).is_none() && small.beside(0.0).is_none());
    }
    let phone = at(390.0, 300.0);
    assert!(phone.main.right - phone.main.left > 240.0 && phone.main.bottom - phone.main.top > 150.0);
}

#[test]
fn whatever_is_finite_can_be_drawn() {
    let cell = |centre, count: f64, shares: &[f64]| Cell { centre, count, shares: shares.to_vec() };
    let few = |cells: &[Cell]| Marks::Cells { size: [1.0, 1e-6], cells: cells.to_vec() };
    let clouds = [
        few(&[]),
        few(&[cell([3.0, 4.0], 7.0, &[3.0, 4.0])]),
        few(&[cell([3.0, 4.0], 0.0, &[0.0]), cell([-1e300, 1e300], 1e300, &[1e300, 1e300, 5.0])]),
        Marks::Points(vec![Mark { at: [1e9, -1e-9], shares: vec![0.2; 9] }]),
        Marks::Points(vec![
            Mark { at: [1.0, 1.0], shares: vec![] },
            Mark { at: [1e60, 1.0], shares: vec![1.0] },
        ]),
        Marks::Points(points(Some(&three()))),
    ];
    let mixtures = [
        three(),
        mixture(&[(1.0, [30.0, 3.0], [1e-6 * 50.0, 4.0], 0.0)]),
        mixture(&[(1.0, [30.0, 3.0], [1.0, 1.0], 1.0 - 1e-12)]),
        mixture(&[(0.0, [30.0, 3.0], [1.0, 1.0], 0.5), (1.0, [30.0, 3.0], [1e-60, 1e-60], 0.0)]),
        mixture(&[(0.5, [1e60, -1e60], [1.0, 1.0], 0.5), (0.5, [-1e60, 3.0], [1e60, 1e-60], 0.9)]),
        mixture(&[(0.125, [1e12, 1e12], [1e30, 1e30], 0.0); 8]),
        mixture(&[(0.5, [0.0, 0.0], [1e100, 1e-100], 0.0), (0.5, [1.0, 1e100], [1e-120, 1e-120], 0.0)]),
    ];
    let bar = |from: f64, to: f64, count: f64| Bar { from, to, count, shares: vec![0.4 * count; 2] };
    let margins = [vec![], vec![bar(3.0, 3.0, 7.0)], vec![bar(-1e60, 0.0, 1.0), bar(0.0, 1e60, 0.0)]];
    for (marks, (j, mixture)) in
        clouds.iter().flat_map(|marks| mixtures.iter().enumerate().map(move |m| (marks, m)))
    {
        for (case, (margin, mass)) in margins.iter().zip([0.0, 0.95, f64::NAN]).enumerate() {
            for (k_means, other) in [(false, None), (false, Some(mixture)), (true, Some(mixture))] {
                let view = PlaneView {
                    marks,
                    n: 7.0,
                    mixture,
                    old: other,
                    truth: other,
                    guess: other,
                    mass,
                    k_means,
                    axes: ["", "a very long name of an axis, with its unit and a few words more"],
                    margins: [margin, margin],
                    fixed: None,
                    reach: PlaneReach::default(),
                };
                let (width, height) = [(320, 200), (1, 1), (900, 600)][case];
                let drawn = chart::svg(&view, width, height, BaseTheme::Dark).expect("it can be drawn");
                assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "mixture {j}, case {case}");
                let far = elements(&drawn, "polyline").into_iter().flat_map(vertices);
                let far = far.into_iter().find(|(x, y)| x.abs().max(y.abs()) > 4000.0);
                assert_eq!(far, None, "mixture {j}, case {case}");
                let wrong = elements(&drawn, "rect").into_iter().find(|rect| {
                    number(rect, "width") < 0.0 || number(rect, "x").abs() > 4.0 * 1600.0 * UNITS
                });
                assert_eq!(wrong, None, "mixture {j}, case {case}");
            }
        }
    }
}
