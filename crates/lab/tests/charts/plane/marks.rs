//! Pies and squares.

use super::{Picture, plot, sides, three};
use crate::reading::{circles, filled, light, svg, vertices};
use em_lab::chart::plane::{Cell, Mark, Marks};
use std::f64::consts::TAU;

/// The shares of three components, and what is left.
const SHARES: [Option<usize>; 4] = [Some(0), Some(1), Some(2), None];

#[test]
fn the_strips_of_a_square_fill_it_in_order_by_share() {
    let cells = vec![
        Cell { centre: [20.0, 3.0], count: 100.0, shares: vec![50.0, 30.0, 20.0] },
        Cell { centre: [40.0, 3.0], count: 25.0, shares: vec![0.0, 20.0, 5.0] },
        Cell { centre: [60.0, 3.0], count: 64.0, shares: vec![16.0, 0.0, 16.0] },
        Cell { centre: [20.0, 6.0], count: 81.0, shares: vec![] },
    ];
    let picture = Picture::of_cells(three(), cells.clone());
    let (drawn, plot, theme) = (svg(&picture.view()), plot(&picture.view()), light());
    let fills = SHARES.map(|share| theme.square(share, 3));
    let mut sizes = Vec::new();
    for cell in &cells {
        let (x, y) = plot.place(cell.centre);
        let of_fill = |(j, &fill)| filled(&drawn, "rect", fill).into_iter().map(move |rect| (j, sides(rect)));
        let near = |(_, [left, top, right, bottom]): &(usize, [f64; 4])| {
            (0.5 * (top + bottom) - y).abs() < 2.0 && (0.5 * (left + right) - x).abs() < 40.0
        };
        let mut strips: Vec<(usize, [f64; 4])> =
            fills.iter().enumerate().flat_map(of_fill).filter(near).collect();
        strips.sort_by(|a, b| a.1[0].total_cmp(&b.1[0]));
        assert!(strips.windows(2).all(|pair| pair[0].1[2] == pair[1].1[0]), "no gaps: {strips:?}");
        assert!(strips.windows(2).all(|pair| pair[0].0 < pair[1].0), "in order: {strips:?}");
        let (first, last) = (strips[0].1, strips[strips.len() - 1].1);
        let side = last[2] - first[0];
        assert!((side - (first[3] - first[1])).abs() < 1e-9, "a square: {strips:?}");
        let rest = cell.count - cell.shares.iter().sum::<f64>();
        for (j, part) in
            cell.shares.iter().copied().chain(vec![0.0; 3 - cell.shares.len()]).chain([rest]).enumerate()
        {
            let width: f64 =
                strips.iter().filter(|strip| strip.0 == j).map(|(_, strip)| strip[2] - strip[0]).sum();
            assert!(
                (width - part / cell.count * side).abs() <= 1.0,
                "share {j} of {cell:?}: {width} of {side}"
            );
        }
        sizes.push(side / cell.count.sqrt());
    }
    assert!(sizes.iter().all(|size| (size / sizes[0] - 1.0).abs() < 0.05), "areas are counts: {sizes:?}");
}

#[test]
fn the_slices_of_a_pie_are_its_shares_and_fill_it() {
    let mut picture = Picture::of_points(three(), false);
    let shares = [vec![0.25, 0.5, 0.25], vec![0.1, 0.9, 0.0], vec![0.5, 0.0, 0.2], vec![1.0, 0.0, 0.0]];
    let at = |j: usize| [10.0 + 12.0 * j as f64, 3.0];
    let marks = shares.iter().enumerate().map(|(j, shares)| Mark { at: at(j), shares: shares.clone() });
    picture.marks = Marks::Points(marks.collect());
    let (drawn, plot, theme) = (svg(&picture.view()), plot(&picture.view()), light());
    for (j, shares) in shares.iter().enumerate().take(3) {
        let centre = plot.place(at(j));
        let rest = 1.0 - shares.iter().sum::<f64>();
        let mut whole = 0.0;
        let fills = SHARES.map(|share| theme.pie(share, 3).1);
        for (fill, share) in fills.into_iter().zip(shares.iter().copied().chain([rest])) {
            let slices = filled(&drawn, "polygon", fill).into_iter().map(vertices);
            let here = |slice: &Vec<(f64, f64)>| (slice[0].0 - centre.0).hypot(slice[0].1 - centre.1) < 0.2;
            let turned: f64 = slices.filter(here).map(|slice| turn(&slice)).sum();
            assert!((turned - share).abs() < 0.02, "{shares:?}: {turned} of {share}");
            whole += turned;
        }
        assert!((whole - 1.0).abs() < 0.02, "{shares:?}: {whole}");
    }
    let (x, y) = plot.place(at(3));
    let discs = circles(&drawn, theme.pie(Some(0), 3).1);
    assert!(discs.iter().any(|disc| (disc.0 - x).hypot(disc.1 - y) < 0.2), "one share is a disc");
}

/// The part of a full turn from the first to the last vertex of an arc around the first of all.
fn turn(slice: &[(f64, f64)]) -> f64 {
    let centre = slice[0];
    let angles: Vec<f64> = slice[1..].iter().map(|at| (at.1 - centre.1).atan2(at.0 - centre.0)).collect();
    let step = |pair: &[f64]| (pair[1] - pair[0] + 0.5 * TAU).rem_euclid(TAU) - 0.5 * TAU;
    angles.windows(2).map(step).sum::<f64>() / TAU
}

#[test]
fn before_an_e_step_every_point_is_grey() {
    let picture = Picture::of_points(three(), false);
    let (drawn, theme) = (svg(&picture.view()), light());
    assert_eq!(circles(&drawn, theme.pie(None, 3).1).len(), 200);
    assert!((0..3).all(|k| filled(&drawn, "circle", theme.pie(Some(k), 3).1).is_empty()));
}
