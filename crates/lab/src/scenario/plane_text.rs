//! The values of a link that are about points in the plane: parsed from text, and printed.

use super::in_plane::Ellipse;
use super::text::*;
use crate::figures::number;
use crate::letter::letter;
use crate::plane::{Point, Process};

/// The fields of an ellipse: what a process and a component have in common.
const ELLIPSE: [&str; 5] = ["mx", "my", "sx", "sy", "rho"];

/// The processes of simulated points: `mx,my,sx,sy,rho,count~…`.
pub(super) fn read_truth(text: &str) -> Result<Vec<Process>, Expected> {
    let fields = [&ELLIPSE[..], &["count"]].concat();
    let mut processes = Vec::new();
    for (i, row) in rows(text, PROCESSES, &fields)?.into_iter().enumerate() {
        let of = format!("in process {}", i + 1);
        let Ellipse { mean, sds, rho, .. } = read_ellipse(1.0, &row[..ELLIPSE.len()], &of)?;
        processes.push(Process { mean, sds, rho, count: read_count(row[ELLIPSE.len()], &of)? });
    }
    check_total(processes.iter().map(|process| process.count))?;
    Ok(processes)
}

/// The form that [`read_truth`] reads.
pub(super) fn print_truth(processes: &[Process]) -> String {
    let row = |p: &Process| format!("{},{}", print_ellipse(p.mean, p.sds, p.rho), p.count);
    processes.iter().map(row).collect::<Vec<_>>().join("~")
}

/// A start by hand: `weight,mx,my,sx,sy,rho~…`. Weights with a sum near 1 are rescaled to sum to 1.
pub(super) fn read_by_hand(text: &str) -> Result<Vec<Ellipse>, Expected> {
    let fields = [&["weight"], &ELLIPSE[..]].concat();
    let mut ellipses = Vec::new();
    for (k, row) in rows(text, COMPONENTS, &fields)?.into_iter().enumerate() {
        let of = format!("for component {}", letter(k));
        ellipses.push(read_ellipse(read_weight(row[0], &of)?, &row[1..], &of)?);
    }
    rescale(ellipses.iter_mut().map(|ellipse| &mut ellipse.weight).collect())?;
    Ok(ellipses)
}

/// The form that [`read_by_hand`] reads.
pub(super) fn print_by_hand(ellipses: &[Ellipse]) -> String {
    let row = |e: &Ellipse| format!("{},{}", number(e.weight), print_ellipse(e.mean, e.sds, e.rho));
    ellipses.iter().map(row).collect::<Vec<_>>().join("~")
}

/// Own points: `x,y~x,y~…`.
pub(super) fn read_points(text: &str) -> Result<Vec<Point>, Expected> {
    check_length(text)?;
    let point = |text: &str| {
        let coordinates: Option<Vec<f64>> = text.split(',').map(|x| decimal(x, &MAGNITUDES)).collect();
        match coordinates.as_deref() {
            Some(&[x, y]) => Ok([x, y]),
            _ => Err(format!("points x,y~… with numbers {}, not {}", span(&MAGNITUDES), shown(text))),
        }
    };
    text.split('~').map(point).collect()
}

/// The form that [`read_points`] reads; `None` if it is too long for a link.
pub(super) fn print_points(points: &[Point]) -> Option<String> {
    joined(points.iter().map(|point| point.map(number).join(",")), '~')
}

fn read_ellipse(weight: f64, fields: &[&str], of: &str) -> Result<Ellipse, Expected> {
    let mean = |text: &str| {
        let span = span(&MAGNITUDES);
        decimal(text, &MAGNITUDES).ok_or_else(|| format!("a mean {span} {of}, not {}", shown(text)))
    };
    let &[mx, my, sx, sy, rho] = fields else { return Err(format!("{} {of}", ELLIPSE.join(","))) };
    let (mean, sds) = ([mean(mx)?, mean(my)?], [read_sd(sx, of)?, read_sd(sy, of)?]);
    decimal(rho, &(-1.0..=1.0))
        .map(|rho| Ellipse { weight, mean, sds, rho })
        .filter(|ellipse| ellipse.component().is_some())
        .ok_or_else(|| format!("a rho above -1 and below 1 {of}, not {}", shown(rho)))
}

fn print_ellipse([mx, my]: Point, [sx, sy]: [f64; 2], rho: f64) -> String {
    [mx, my, sx, sy, rho].map(number).join(",")
}
