//! What is fitted to the points: ellipses, margins, borders.

use super::{Picture, in_main, plot, sides, three};
use crate::reading::{filled, light, stroked, svg, texts, vertices};
use em_lab::chart::plane::{Cell, PlaneView, ellipse, mass_within, radius_of};
use em_lab::plane::{Axis, Component, Covariance, Mixture};

#[test]
fn an_ellipse_has_one_mahalanobis_distance_and_holds_its_mass() {
    for mass in [0.393_469_340_287, 0.5, 0.864_664_716_763, 0.95] {
        let radius = radius_of(mass);
        assert!((mass_within(radius) - mass).abs() < 1e-12);
        for component in three().components() {
            for at in ellipse(component, radius) {
                let d = [at[0] - component.mean[0], at[1] - component.mean[1]];
                let squared = component.covariance.squared_distance(d);
                assert!((1.0 - (-0.5 * squared).exp() - mass).abs() < 1e-12, "{mass}: {squared}");
            }
        }
        let mut picture = Picture::of_points(three(), true);
        picture.mass = mass;
        let (drawn, plot) = (svg(&picture.view()), plot(&picture.view()));
        for (k, component) in picture.mixture.components().iter().enumerate() {
            let lines = stroked(&drawn, light().components[k]);
            let places: Vec<_> =
                lines.into_iter().flat_map(vertices).filter(|&at| in_main(&plot, at)).collect();
            assert!(places.len() > 50, "component {k}");
            for place in places {
                let at = plot.point_at(place);
                let d = [at[0] - component.mean[0], at[1] - component.mean[1]];
                let distance = component.covariance.squared_distance(d).sqrt();
                assert!((distance / radius - 1.0).abs() < 0.02, "component {k} at {at:?}: {distance}");
            }
        }
    }
}

#[test]
fn the_margins_are_pictures_of_one_dimension() {
    let picture = Picture::of_points(three(), false);
    let view = picture.view();
    let (drawn, plot, theme) = (svg(&view), plot(&view), light());
    let greys: Vec<[f64; 4]> = filled(&drawn, "rect", theme.grey()).into_iter().map(sides).collect();
    for bar in &picture.margins[0] {
        let top = plot.above(bar.count * bar.density_per_count(200.0)).expect("there is a margin above");
        let middle = 0.5 * (plot.place([bar.from, 0.0]).0 + plot.place([bar.to, 0.0]).0);
        let found = greys
            .iter()
            .find(|[left, _, right, bottom]| (*left..*right).contains(&middle) && *bottom < plot.main.top);
        let found = found.unwrap_or_else(|| panic!("no bar at {middle}"));
        assert!((found[1] - top - 1.0).abs() <= 0.51, "{found:?}, not {top}");
    }
    for bar in &picture.margins[1] {
        let end = plot.beside(bar.count * bar.density_per_count(200.0)).expect("there is a margin beside");
        let middle = 0.5 * (plot.place([0.0, bar.from]).1 + plot.place([0.0, bar.to]).1);
        let found = greys
            .iter()
            .find(|[left, top, _, bottom]| (*top..*bottom).contains(&middle) && *left > plot.main.right);
        let found = found.unwrap_or_else(|| panic!("no bar at {middle}"));
        assert!((found[2] - end + 1.0).abs() <= 0.51, "{found:?}, not {end}");
    }
    for axis in [Axis::X, Axis::Y] {
        // the legend is between the margin above and the plane
        let is_there = |&(across, down): &(f64, f64)| match axis {
            Axis::X => down < plot.above(0.0).expect("it is there") + 1.0,
            Axis::Y => across > plot.main.right && down > plot.main.top - 0.2,
        };
        let margin = view.mixture.margin(axis);
        let sum: Box<dyn Fn(f64) -> f64> = Box::new(|value| margin.density(value));
        let curves = margin.components().iter().enumerate().map(|(k, &c)| {
            let one: Box<dyn Fn(f64) -> f64> = Box::new(move |value| c.weighted_density(value));
            (theme.components[k], one)
        });
        for (colour, density) in curves.chain([(theme.accent(), sum)]) {
            let lines = stroked(&drawn, colour).into_iter().flat_map(vertices);
            let places: Vec<_> = lines.filter(is_there).collect();
            assert!(places.len() > 10, "{axis:?}");
            for (across, down) in places {
                let [x, y] = plot.point_at((across, down));
                let off = match axis {
                    Axis::X => plot.above(density(x)).expect("it is there") - down,
                    Axis::Y => plot.beside(density(y)).expect("it is there") - across,
                };
                assert!(off.abs() < 1.0, "{axis:?} at ({across}, {down}): {off} off");
            }
        }
    }
}

#[test]
fn the_borders_of_k_means_are_equally_far_from_two_means() {
    let covariance = Covariance::spherical(25.0).expect("it is positive");
    let means = [[10.0, 10.0], [40.0, 20.0], [25.0, 45.0], [52.0, 50.0], [30.0, 28.0]];
    let component = |mean| Component { weight: 0.2, mean, covariance };
    let mixture = Mixture::new(means.map(component).to_vec()).expect("it is a mixture");
    let cells = vec![
        Cell { centre: [5.0, 5.0], count: 1.0, shares: vec![] },
        Cell { centre: [55.0, 55.0], count: 1.0, shares: vec![] },
    ];
    let picture = Picture::of_cells(mixture, cells);
    let view = PlaneView { k_means: true, ..picture.view() };
    let (drawn, plot) = (svg(&view), plot(&view));
    let places: Vec<_> = stroked(&drawn, light().accent())
        .into_iter()
        .flat_map(vertices)
        .filter(|&at| in_main(&plot, at))
        .collect();
    assert!(places.len() > 100, "borders are dashed");
    for place in places {
        let at = plot.point_at(place);
        let mut distances = means.map(|mean| (mean[0] - at[0]).hypot(mean[1] - at[1]));
        distances.sort_by(f64::total_cmp);
        assert!(distances[1] - distances[0] < 0.1, "{at:?}: {distances:?}");
    }
    for k in 0..5 {
        let lines = stroked(&drawn, light().components[k]);
        assert!(lines.into_iter().flat_map(vertices).all(|at| !in_main(&plot, at)), "no ellipse {k}");
    }
    assert!(texts(&drawn).contains(&"border"));
    assert!(!texts(&drawn).iter().any(|text| text.contains('%')));
}
