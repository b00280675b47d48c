//! A line through points: cut at the top of the plot, and without the points that make no visible
//! difference.

/// A line cut at the top of the plot.
pub struct CutLine {
    /// Connected points (x, density), all at most `top`.
    pub runs: Vec<Vec<(f64, f64)>>,
    /// The middle of each stretch above the top.
    pub cuts: Vec<f64>,
}

/// The line through the points (x, density), from left to right, cut at the top.
pub fn line(points: &[(f64, f64)], top: f64) -> CutLine {
    let mut line = CutLine { runs: Vec::new(), cuts: Vec::new() };
    let mut run: Vec<(f64, f64)> = Vec::new();
    let mut before: Option<(f64, f64)> = None;
    let mut above_since: Option<f64> = None;
    for &(x, y) in points {
        let crossing = before.map_or(x, |(x0, y0)| crossing((x0, y0), (x, y), top));
        match (y > top, above_since) {
            (false, None) => run.push((x, y)),
            (true, None) => {
                if before.is_some() {
                    run.push((crossing, top));
                }
                line.runs.push(std::mem::take(&mut run));
                above_since = Some(crossing);
            }
            (false, Some(since)) => {
                line.cuts.push(0.5 * since + 0.5 * crossing);
                above_since = None;
                run.extend([(crossing, top), (x, y)]);
            }
            (true, Some(_)) => {}
        }
        before = Some((x, y));
    }
    if let (Some(since), Some((x, _))) = (above_since, before) {
        line.cuts.push(0.5 * since + 0.5 * x);
    }
    line.runs.push(run);
    line.runs.retain(|run| run.len() > 1);
    line
}

/// Where the segment meets `top`.
fn crossing((x0, y0): (f64, f64), (x1, y1): (f64, f64), top: f64) -> f64 {
    let part = (top - y0) / (y1 - y0);
    if part.is_finite() { x0 + (x1 - x0) * part.clamp(0.0, 1.0) } else { x1 }
}

/// The points without those that lie within `tolerance`, up or down, of the line that remains.
/// Points go from left to right.
pub fn simplified(points: &[(f64, f64)], tolerance: f64) -> Vec<(f64, f64)> {
    let Some(&first) = points.first() else { return Vec::new() };
    let mut kept = vec![first];
    // slopes from the last kept point that pass every point since within the tolerance
    let mut passing = (f64::NEG_INFINITY, f64::INFINITY);
    for (i, &point) in points.iter().enumerate().skip(1) {
        let mut from = kept[kept.len() - 1];
        let slope = (point.1 - from.1) / (point.0 - from.0);
        if !(passing.0 <= slope && slope <= passing.1) {
            from = points[i - 1];
            if i > 1 {
                kept.push(from);
            }
            passing = (f64::NEG_INFINITY, f64::INFINITY);
        }
        let run = point.0 - from.0;
        if run > 0.0 {
            passing.0 = passing.0.max((point.1 - tolerance - from.1) / run);
            passing.1 = passing.1.min((point.1 + tolerance - from.1) / run);
        }
    }
    kept.extend(points.last().filter(|_| points.len() > 1));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_left_out_make_no_visible_difference() {
        let curve: Vec<(f64, f64)> = (0..=2000)
            .map(|j| (f64::from(j), 800.0 * (-0.5 * (f64::from(j - 900) / 150.0).powi(2)).exp()))
            .collect();
        let kept = simplified(&curve, 0.5);
        assert!(kept.len() < 200, "{}", kept.len());
        assert_eq!((kept[0], kept[kept.len() - 1]), (curve[0], curve[2000]));
        for pair in kept.windows(2) {
            let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
            for &(x, y) in curve.iter().filter(|(x, _)| (x0..=x1).contains(x)) {
                let drawn = y0 + (y1 - y0) * (x - x0) / (x1 - x0);
                assert!((drawn - y).abs() <= 0.5 + 1e-9, "{x}: {drawn} {y}");
            }
        }
    }

    #[test]
    fn a_corner_stays() {
        let tent = [(0.0, 0.0), (1.0, 10.0), (2.0, 20.0), (3.0, 10.0), (4.0, 0.0)];
        assert_eq!(simplified(&tent, 0.5), [(0.0, 0.0), (2.0, 20.0), (4.0, 0.0)]);
        assert_eq!(simplified(&[(1.0, 5.0), (1.0, 9.0)], 0.5), [(1.0, 5.0), (1.0, 9.0)]);
    }
}
