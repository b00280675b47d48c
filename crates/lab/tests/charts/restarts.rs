//! Many starts: one row per optimum, the best first, those on the floor separate.

use crate::reading::{HEIGHT, UNITS, WIDTH, circles, filled, light, number, svg, texts};
use em_lab::chart::restarts::{OptimumRow, RestartsView, restarts_at, restarts_height};
use em_lab::chart::theme::blend;
use em_lab::chart::{self, BaseTheme};

fn optimum(starts: usize, objective: f64) -> OptimumRow {
    OptimumRow { starts, objective, iterations: 10 * starts, on_floor: false, stands_on: None }
}

fn galaxies() -> Vec<OptimumRow> {
    let floor = OptimumRow { on_floor: true, stands_on: Some(1), ..optimum(5, -3.0) };
    let narrow = OptimumRow { stands_on: Some(2), ..optimum(4, -9.56) };
    vec![optimum(60, -9.39), optimum(11, -9.47), optimum(20, -9.49), narrow, floor]
}

fn view(rows: &[OptimumRow], chosen: Option<usize>) -> RestartsView<'_> {
    RestartsView { rows, chosen, objective_name: "log-likelihood" }
}

/// The dots, from the top: x, y, and whether the dot is hollow.
fn dots(drawn: &str) -> Vec<(f64, f64, bool)> {
    let hollow = circles(drawn, light().card);
    let mut all = circles(drawn, light().ink);
    all.dedup_by(|a, b| (a.0, a.1) == (b.0, b.1));
    let is_hollow = |x: f64, y: f64| hollow.iter().any(|dot| (dot.0, dot.1) == (x, y));
    all.into_iter().map(|(x, y, _)| (x, y, is_hollow(x, y))).collect()
}

#[test]
fn every_optimum_is_a_row_with_the_best_on_top() {
    let found = dots(&svg(&view(&galaxies(), None)));
    assert_eq!(found.len(), 5);
    assert!(found.windows(2).all(|pair| pair[0].1 < pair[1].1), "from top to bottom");
    assert!(found[..4].windows(2).all(|pair| pair[0].0 > pair[1].0), "the higher, the further right");
    let hollow: Vec<bool> = found.iter().map(|dot| dot.2).collect();
    assert_eq!(hollow, [false, false, false, false, true], "on the floor: hollow");
}

#[test]
fn the_length_of_a_bar_is_the_number_of_its_starts() {
    let rows = galaxies();
    let drawn = svg(&view(&rows, None));
    let bars = filled(&drawn, "rect", light().soft).into_iter();
    let bars: Vec<f64> =
        bars.filter(|bar| number(bar, "height") > 5.0 * UNITS).map(|bar| number(bar, "width")).collect();
    assert!(bars.len() >= 5, "{bars:?}");
    for (bar, row) in bars.iter().zip(&rows) {
        assert!((bar / bars[0] - row.starts as f64 / 60.0).abs() < 0.01, "{row:?}: {bar}");
    }
    for row in &rows {
        assert!(texts(&drawn).contains(&row.starts.to_string().as_str()));
        assert!(texts(&drawn).contains(&row.iterations.to_string().as_str()));
    }
}

#[test]
fn singular_optima_are_named_and_not_compared() {
    let drawn = svg(&view(&galaxies(), None));
    for words in
        ["best", "on 2 nearly equal points", "on the floor, not compared", "log-likelihood per point"]
    {
        assert!(texts(&drawn).contains(&words), "{words}: {:?}", texts(&drawn));
    }
    assert!(
        texts(&drawn).contains(&"−3.000, on one point"),
        "outside the plot, so its value is written: {:?}",
        texts(&drawn)
    );
    let all_on_floor: Vec<_> =
        galaxies().into_iter().map(|row| OptimumRow { on_floor: true, ..row }).collect();
    assert!(!texts(&svg(&view(&all_on_floor, None))).iter().any(|text| text.contains("best")));
}

#[test]
fn a_height_on_the_chart_is_the_row_there() {
    let rows = galaxies();
    let view = view(&rows, Some(2));
    let at = |y: f64| restarts_at(&view, y, f64::from(WIDTH), f64::from(HEIGHT), &light());
    let drawn = svg(&view);
    for (row, (_, y, _)) in dots(&drawn).into_iter().enumerate() {
        assert_eq!(at(y), Some(row));
    }
    assert_eq!((at(0.0), at(1e9), at(f64::NAN)), (None, None, None));
    let theme = light();
    let ground = filled(&drawn, "rect", blend(theme.ink, theme.card, 0.08));
    let (top, height) = (number(ground[0], "y") / UNITS, number(ground[0], "height") / UNITS);
    assert_eq!(at(top + 0.5 * height), Some(2), "the chosen row has a background");
}

#[test]
fn rows_without_space_are_counted_in_words() {
    let mut rows: Vec<OptimumRow> = (0..60).map(|j| optimum(1 + j % 3, -9.0 - 0.01 * j as f64)).collect();
    rows.push(OptimumRow { on_floor: true, ..optimum(7, -8.0) });
    rows.push(OptimumRow { on_floor: true, ..optimum(1, -8.1) });
    let drawn = svg(&view(&rows, None));
    let shown = dots(&drawn).len();
    let left: usize = rows[shown..60].iter().map(|row| row.starts).sum();
    assert!((10..60).contains(&shown), "{shown}");
    let words = [
        format!("and {} more, {left} starts", 60 - shown),
        "on the floor, not compared: 2 optima, 8 starts".into(),
    ];
    for words in words {
        assert!(texts(&drawn).contains(&words.as_str()), "{words}: {:?}", texts(&drawn));
    }
    let view = view(&rows, None);
    let whole =
        chart::svg(&view, WIDTH, restarts_height(&view, &light()).ceil() as u32, BaseTheme::Light).unwrap();
    assert_eq!(dots(&whole).len(), 62, "at that height nothing is left out");
}
