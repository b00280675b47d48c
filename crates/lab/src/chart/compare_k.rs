//! How many components? −2 log-likelihood, AIC and BIC for each k.
//!
//! More components always fit the data better: −2 log-likelihood falls with every k. AIC and BIC
//! add a penalty for each parameter, so that they fall and then rise; lower is better. The axis is
//! fitted to the values near the lowest, and a k that is far worse may be above the picture.

use super::pen::{Key, LegendStroke, Pen, Place, legend_lines};
use super::plot::{Plot, extent, padded};
use super::stroke::Dashes;
use super::theme::Theme;
use super::{Chart, Drawn};
use crate::chart::curve;
use crate::compare_k::best_by;
use plotters::style::text_anchor::HPos;
use std::ops::Range;

/// The axis shows at most so many times the range of the values from the best k on.
const SHOWN: f64 = 2.0;
/// Room below and above, as parts of the range.
const BELOW: f64 = 0.08;
const ABOVE: f64 = 0.1;
/// The radius of a mark, and of the ring around the lowest, in ems.
const MARK: f64 = 0.3;
const RING: f64 = 0.62;
/// Room left of the first and right of the last k, in steps of k.
const BESIDE: f64 = 0.4;
const TITLE: &str = "lower is better";

/// The best fit for one number of components.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CompareKRow {
    /// The number of components.
    pub k: usize,
    /// The log-likelihood in total.
    pub log_likelihood: f64,
    /// Akaike's criterion.
    pub aic: f64,
    /// The Bayesian criterion.
    pub bic: f64,
    /// Whether every start ended with a component on the floor, so that the fit is not compared.
    pub on_floor: bool,
}

/// What the chart shows.
#[derive(Clone, Copy, Debug)]
pub struct CompareKView<'a> {
    /// A row for each k, in order.
    pub rows: &'a [CompareKRow],
    /// The number of components in the lab.
    pub k: usize,
}

/// One of the three lines.
struct Series {
    name: &'static str,
    of: fn(&CompareKRow) -> f64,
    /// Whether its lowest value is marked: that of −2 log-likelihood is always at the largest k.
    chooses: bool,
}

/// From the lowest line to the highest.
const SERIES: [Series; 3] = [
    Series { name: "−2 log-likelihood", of: |row| -2.0 * row.log_likelihood, chooses: false },
    Series { name: "AIC", of: |row| row.aic, chooses: true },
    Series { name: "BIC", of: |row| row.bic, chooses: true },
];

impl Series {
    /// Its colour, width and dashes.
    fn stroke(&self, theme: &Theme) -> LegendStroke {
        match (self.chooses, self.name) {
            (false, _) => (theme.soft, 0.6 * theme.curve_width, &[]),
            (true, "AIC") => (theme.ink, theme.curve_width, &[6.0, 3.5]),
            (true, _) => (theme.ink, theme.curve_width, &[]),
        }
    }
}

/// The number of components nearest to a place `x` CSS pixels from the left.
pub fn compare_k_at(view: &CompareKView, x: f64, width: f64, height: f64, theme: &Theme) -> Option<usize> {
    let plot = view.plot(width, height, &theme.fitted(width, height));
    let far = |row: &&CompareKRow| (plot.across(row.k as f64) - x).abs();
    view.rows.iter().min_by(|a, b| far(a).total_cmp(&far(b))).map(|row| row.k)
}

impl CompareKView<'_> {
    /// The rows that are compared.
    fn fits(&self) -> impl Iterator<Item = &CompareKRow> {
        self.rows.iter().filter(|row| !row.on_floor)
    }

    /// The k at which a series is lowest.
    fn least(&self, series: &Series) -> Option<usize> {
        let value = |row: &CompareKRow| (!row.on_floor).then(|| (series.of)(row));
        best_by(self.rows, value).map(|i| self.rows[i].k)
    }

    fn keys(&self, theme: &Theme) -> Vec<Key> {
        let key = |series: &Series| {
            let name = match self.least(series).filter(|_| series.chooses) {
                Some(k) => format!("{}, least at k = {k}", series.name),
                None => series.name.to_string(),
            };
            Key::new(&name, vec![series.stroke(theme)])
        };
        SERIES.iter().rev().map(key).collect()
    }

    fn legend(&self, width: f64, theme: &Theme) -> Vec<Vec<Key>> {
        legend_lines(self.keys(theme), TITLE, theme.font_size, width)
    }

    fn range(&self) -> Range<f64> {
        let values = |from: usize| {
            let rows = self.rows.iter().filter(move |row| row.k >= from);
            let fits = self.rows.iter().any(|row| !row.on_floor);
            let rows = rows.filter(move |row| !(fits && row.on_floor));
            extent(rows.flat_map(|row| SERIES.iter().map(|series| (series.of)(row))))
        };
        let Some(all) = values(0) else { return 0.0..1.0 };
        let best =
            SERIES.iter().filter(|series| series.chooses).filter_map(|series| self.least(series)).min();
        let near = best.and_then(values).unwrap_or(all);
        let top = all.1.min(near.0 + SHOWN * (near.1 - near.0)).max(near.1);
        padded((all.0, top), 0.0, BELOW, ABOVE)
    }

    /// The plot of a chart of that size; the theme is fitted.
    fn plot(&self, width: f64, height: f64, theme: &Theme) -> Plot {
        let first = self.rows.first().map_or(1.0, |row| row.k as f64);
        let last = self.rows.last().map_or(1.0, |row| row.k as f64);
        let lines = self.legend(width, theme).len();
        Plot::new((width, height), theme, lines, first - BESIDE..last + BESIDE, self.range())
    }
}

impl Chart for CompareKView<'_> {
    fn draw<DB: Dashes>(&self, pen: &Pen<DB>) -> Drawn<DB> {
        let (theme, em) = (&pen.theme, pen.theme.font_size);
        let plot = self.plot(pen.width, pen.height, theme);
        let at = |k: usize| plot.across(k as f64);
        pen.levels(&plot)?;
        if self.rows.iter().any(|row| row.k == self.k) {
            pen.upright(at(self.k), plot.top, plot.bottom, theme.soft)?;
        }
        for series in &SERIES {
            self.series(pen, &plot, series)?;
        }
        for row in self.fits().filter(|row| row.bic > plot.y.end) {
            pen.beyond((at(row.k), plot.top), theme.ink)?;
        }
        let (now, others): (Vec<&CompareKRow>, Vec<&CompareKRow>) =
            self.rows.iter().partition(|row| row.k == self.k);
        let marks: Vec<_> = others.iter().map(|row| (at(row.k), row.k.to_string())).collect();
        pen.across(&plot, &marks, "components k")?;
        for row in now {
            let place = (at(row.k), plot.bottom + 1.15 * em);
            pen.bold(&row.k.to_string(), place, HPos::Center, theme.ink)?;
        }
        pen.heading(TITLE, &self.legend(pen.width, theme), plot.right)
    }
}

impl CompareKView<'_> {
    /// A line through the rows that are compared, a mark for each k, a ring around the lowest.
    fn series<DB: Dashes>(&self, pen: &Pen<DB>, plot: &Plot, series: &Series) -> Drawn<DB> {
        let (theme, em) = (&pen.theme, pen.theme.font_size);
        let (colour, width, pattern) = series.stroke(theme);
        let place = |k: f64, value: f64| -> Place { (plot.across(k), plot.up(value)) };
        let points = self.fits().map(|row| (row.k as f64, (series.of)(row)));
        let finite = points.filter(|(_, value)| value.is_finite());
        for run in curve::line(&finite.collect::<Vec<_>>(), plot.y.end).runs {
            let run: Vec<Place> = run.into_iter().map(|(k, value)| place(k, value)).collect();
            pen.line(&run, colour, width, pattern)?;
        }
        let least = self.least(series).filter(|_| series.chooses);
        let edge = 0.7 * theme.curve_width;
        for row in self.rows {
            let value = (series.of)(row);
            if !value.is_finite() || (value > plot.y.end && !row.on_floor) {
                continue;
            }
            let place = place(row.k as f64, value);
            if least == Some(row.k) {
                pen.ring(place, RING * em, theme.ink, theme.card, edge)?;
            }
            pen.ring(place, MARK * em, colour, if row.on_floor { theme.card } else { colour }, edge)?;
            if row.on_floor && series.name == "BIC" {
                // beside the marks, on the side of the farther border
                let right = 2 * row.k > self.rows.last().map_or(0, |last| last.k);
                let (side, by) = if right { (HPos::Right, -0.7 * em) } else { (HPos::Left, 0.7 * em) };
                pen.text("on the floor", (place.0 + by, place.1), side, theme.soft)?;
            }
        }
        Ok(())
    }
}
