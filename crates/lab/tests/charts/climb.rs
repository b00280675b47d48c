//! The climb: the objective, its bound, and the gap, at each half-step.

use crate::reading::{
    HEIGHT, UNITS, WIDTH, circles, filled, heights, light, number, stroked, svg, texts, vertices,
};
use em_lab::chart::climb::{ClimbRow, ClimbView, climb_at};
use em_lab::chart::theme::{Theme, blend};
use plotters::style::RGBColor;

/// A climb whose objective after each M step is given: E closes the gap, and M raises the
/// bound half as far as the objective.
fn climb(objectives: &[f64]) -> Vec<ClimbRow> {
    let row = |position: usize| {
        let objective = objectives[position / 2];
        let lower_bound = match position {
            0 => None,
            _ if position % 2 == 1 => Some(objective),
            _ => Some(0.5 * (objective + objectives[position / 2 - 1])),
        };
        ClimbRow { position, objective, lower_bound, log_likelihood: objective }
    };
    (0..2 * objectives.len() - 1).map(row).collect()
}

fn steady() -> Vec<ClimbRow> {
    climb(&[-4.0, -3.9, -3.82, -3.76])
}

fn view(rows: &[ClimbRow], position: usize) -> ClimbView<'_> {
    ClimbView { rows, position, objective_name: "log-likelihood" }
}

fn gap_fill() -> RGBColor {
    let theme = light();
    blend(theme.lower_bound, theme.card, 0.24)
}

/// The places of the half-steps' marks, in CSS pixels, from left to right.
fn marks(drawn: &str) -> Vec<(f64, f64)> {
    let mut found = circles(drawn, light().ink);
    found.dedup_by(|a, b| (a.0, a.1) == (b.0, b.1));
    found.into_iter().map(|(x, y, _)| (x, y)).collect()
}

/// The lines in a colour that have more than two vertices, so not those of the legend.
fn lines(drawn: &str, colour: RGBColor) -> Vec<Vec<f64>> {
    let lines = stroked(drawn, colour).into_iter().map(heights);
    lines.filter(|heights| heights.len() > 2).collect()
}

#[test]
fn every_half_step_has_a_mark_hollow_where_e_is_due() {
    for rows in [steady(), climb(&[-4.0])] {
        let last = rows.len() - 1;
        let drawn = svg(&view(&rows, last));
        assert_eq!(marks(&drawn).len(), rows.len());
        // the present one has a ring around it, which is hollow too
        assert_eq!(circles(&drawn, light().card).len(), rows.len().div_ceil(2) + 1);
        assert_eq!(filled(&drawn, "rect", light().soft).len(), 1 + 1 + rows.len(), "axis, now, ticks");
    }
}

#[test]
fn the_height_of_a_mark_is_its_objective() {
    let rows = steady();
    let found = marks(&svg(&view(&rows, 0)));
    // later half-steps are paler: only the first row has the full colour
    assert_eq!(found.len(), 1);
    let found = marks(&svg(&view(&rows, 6)));
    let per_nat = (found[0].1 - found[6].1) / (rows[6].objective - rows[0].objective);
    for (row, (_, y)) in rows.iter().zip(&found) {
        assert!((found[0].1 - y - per_nat * (row.objective - rows[0].objective)).abs() < 0.5, "{row:?}");
    }
}

#[test]
fn the_gap_is_drawn_where_it_is_open_and_as_wide_as_it_is() {
    let rows = steady();
    let drawn = svg(&view(&rows, 6));
    let gaps = filled(&drawn, "rect", gap_fill());
    let open: Vec<f64> =
        (2..=6).step_by(2).map(|p| rows[p].objective - rows[p].lower_bound.unwrap()).collect();
    assert_eq!(gaps.len(), open.len());
    let found = marks(&drawn);
    let per_nat = (found[0].1 - found[6].1) / (rows[6].objective - rows[0].objective);
    for (bar, gap) in gaps.iter().zip(open) {
        assert!((number(bar, "height") / UNITS - gap * per_nat).abs() <= 1.0, "{bar}: {gap}");
    }
}

#[test]
fn the_bound_never_passes_the_objective_and_meets_it_after_e() {
    let rows = steady();
    let drawn = svg(&view(&rows, 6));
    let objective = marks(&drawn);
    let at = |x: f64| {
        let right = objective.iter().position(|mark| mark.0 >= x - 0.2).expect("x is on the chart").max(1);
        let ((x0, y0), (x1, y1)) = (objective[right - 1], objective[right]);
        y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    };
    // the legend's sample is above the plot
    let bound = stroked(&drawn, light().lower_bound).into_iter().flat_map(vertices);
    let bound: Vec<(f64, f64)> = bound.filter(|(_, y)| *y > 40.0).collect();
    assert!(bound.iter().all(|&(x, y)| y > at(x) - 0.3), "{bound:?}");
    for position in [1, 3, 5] {
        let (x, y) = objective[position];
        let nearest = bound.iter().map(|b| (b.0 - x).hypot(b.1 - y)).fold(f64::MAX, f64::min);
        assert!(nearest < 6.0, "half-step {position}: {nearest}");
    }
}

#[test]
fn a_place_on_the_chart_is_the_half_step_under_it() {
    for rows in [steady(), climb(&[-4.0]), climb(&(0..40).map(|j| f64::from(j).ln_1p()).collect::<Vec<_>>())]
    {
        let view = view(&rows, rows.len() - 1);
        let at = |x: f64| climb_at(&view, x, f64::from(WIDTH), f64::from(HEIGHT), &light());
        for (position, (x, _)) in marks(&svg(&view)).into_iter().enumerate() {
            assert_eq!(at(x), position);
        }
        assert_eq!((at(-1e9), at(1e9), at(f64::NAN)), (0, rows.len() - 1, 0));
    }
}

#[test]
fn a_large_first_rise_does_not_flatten_the_rest() {
    let rows = climb(&[-50.0, -3.9, -3.82, -3.76]);
    let drawn = svg(&view(&rows, 6));
    let found = marks(&drawn);
    assert!(found[2].1 - found[6].1 > 0.4 * f64::from(HEIGHT), "{found:?}");
    assert!(found[0].1 > found[2].1, "the start is below");
    assert!(texts(&drawn).contains(&"−50.00"), "and says how far: {:?}", texts(&drawn));
    assert!(!texts(&svg(&view(&steady(), 6))).contains(&"−4.000"), "an ordinary start is on the axis");
}

#[test]
fn a_start_alone_has_one_mark_and_short_numbers() {
    let rows = climb(&[-4.167]);
    let drawn = svg(&view(&rows, 0));
    assert_eq!(marks(&drawn).len(), 1);
    assert!(lines(&drawn, light().ink).is_empty());
    assert!(texts(&drawn).contains(&"start"));
    let figures = texts(&drawn).into_iter().filter(|text| text.starts_with('−'));
    assert!(figures.clone().count() >= 2 && figures.into_iter().all(|text| text.chars().count() <= 4));
}

#[test]
fn half_steps_after_the_present_one_are_paler() {
    let rows = steady();
    let pale = light().pale(light().ink);
    assert_eq!(stroked(&svg(&view(&rows, 6)), pale).len(), 0);
    let drawn = svg(&view(&rows, 3));
    assert_eq!(stroked(&drawn, pale).len(), 1);
    assert_eq!(marks(&drawn).len(), 4);
}

#[test]
fn the_log_likelihood_has_its_own_line_if_it_is_not_the_objective() {
    let alone = svg(&view(&steady(), 6));
    assert_eq!(texts(&alone).iter().filter(|text| text.contains("log-likelihood")).count(), 1);
    let shifted = |row: ClimbRow| ClimbRow { log_likelihood: row.objective + 0.5, ..row };
    let rows: Vec<ClimbRow> = steady().into_iter().map(shifted).collect();
    let both = ClimbView { objective_name: "log posterior", ..view(&rows, 6) };
    let drawn = svg(&both);
    assert!(texts(&drawn).contains(&"log posterior −3.760000"), "{:?}", texts(&drawn));
    assert!(texts(&drawn).contains(&"log-likelihood, drawn 0.500 lower"), "{:?}", texts(&drawn));
    assert_eq!(lines(&drawn, light().soft).len(), 1);
}

#[test]
fn the_legend_names_the_lines_once_with_their_values_now() {
    let rows = steady();
    for (position, bound) in [(0, "lower bound"), (1, "lower bound −4.000000"), (2, "lower bound −3.950000")]
    {
        let drawn = svg(&view(&rows, position));
        let objective = format!("log-likelihood −{:.6}", -rows[position].objective);
        for name in [objective.as_str(), bound] {
            assert_eq!(texts(&drawn).iter().filter(|text| **text == name).count(), 1, "{:?}", texts(&drawn));
        }
    }
}

#[test]
fn half_steps_are_named_if_there_is_space_and_counted_if_not() {
    let few = svg(&view(&steady(), 6));
    for name in ["start", "E1", "M1", "E2", "M2", "E3", "M3", "half-steps", "gap, KL(q‖p)"] {
        assert!(texts(&few).contains(&name), "{name}");
    }
    assert_eq!(texts(&few).iter().filter(|text| text.starts_with("E closes")).count(), 1);
    assert_eq!(texts(&few).iter().filter(|text| text.starts_with("M raises")).count(), 1);
    let rows = climb(&(0..100).map(|j| -4.0 - 1.0 / f64::from(j + 1)).collect::<Vec<_>>());
    let many = svg(&view(&rows, 10));
    assert!(texts(&many).contains(&"iterations") && !texts(&many).contains(&"E1"));
    assert!(texts(&many).contains(&"20"), "{:?}", texts(&many));
}

#[test]
fn twenty_thousand_half_steps_are_a_small_picture() {
    let objective = |j: i32| -4.0 - 1.0 / f64::from(j + 1) + 0.1 * (f64::from(j) / 300.0).tanh();
    let rows = climb(&(0..10_000).map(objective).collect::<Vec<_>>());
    let drawn = svg(&view(&rows, 9_999));
    assert!(drawn.len() < 100_000, "{} bytes", drawn.len());
    assert!(circles(&drawn, light().ink).len() <= 3, "no marks but the present one's");
    let narrow = Theme::new(em_lab::chart::BaseTheme::Light, 1.0);
    assert_eq!(climb_at(&view(&rows, 0), 1e9, 320.0, 180.0, &narrow), 19_998);
}
