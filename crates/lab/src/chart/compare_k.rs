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
use crate::plane::CovarianceType;
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
    /// In the plane, the type of its covariances.
    pub covariance: Option<CovarianceType>,
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
    /// A row for each k, in order; in the plane for each type of covariance one after the other.
    pub rows: &'a [CompareKRow],
    /// The number of components in the lab.
    pub k: usize,
}

/// One of the lines.
struct Series {
    name: &'static str,
    of: fn(&CompareKRow) -> f64,
    /// The type of covariance whose fits it joins, where there are several.
    covariance: Option<CovarianceType>,
    /// Whether its lowest value is marked: that of −2 log-likelihood is always at the largest k.
    chooses: bool,
    pattern: &'static [f64],
}

/// On a line, from the lowest to the highest.
const CRITERIA: [Series; 3] = [
    Series {
        name: "−2 log-likelihood",
        of: |row| -2.0 * row.log_likelihood,
        covariance: None,
        chooses: false,
        pattern: &[],
    },
    Series { name: "AIC", of: |row| row.aic, covariance: None, chooses: true, pattern: &[6.0, 3.5] },
    Series { name: "BIC", of: |row| row.bic, covariance: None, chooses: true, pattern: &[] },
];

const fn bic_of(covariance: CovarianceType, name: &'static str, pattern: &'static [f64]) -> Series {
    Series { name, of: |row| row.bic, covariance: Some(covariance), chooses: true, pattern }
}

/// In the plane: BIC for each type of covariance.
const TYPES: [Series; 4] = [
    bic_of(CovarianceType::Spherical, "BIC of spherical", &[1.5, 3.0]),
    bic_of(CovarianceType::Diagonal, "BIC of diagonal", &[6.0, 3.0, 1.5, 3.0]),
    bic_of(CovarianceType::Tied, "BIC of tied", &[6.0, 3.5]),
    bic_of(CovarianceType::Full, "BIC of full", &[]),
];

impl Series {
    /// Its colour, width and dashes.
    fn stroke(&self, theme: &Theme) -> LegendStroke {
        match self.chooses {
            false => (theme.soft, 0.6 * theme.curve_width, self.pattern),
            true => (theme.ink, theme.curve_width, self.pattern),
        }
    }

    /// Whether a row is on it.
    fn joins(&self, row: &CompareKRow) -> bool {
        self.covariance.is_none() || self.covariance == row.covariance
    }
}

/// The index of the row nearest to a place in CSS pixels from the left and from the top: of the rows with the nearest
/// k the one whose BIC is nearest.
pub fn compare_k_at(
    view: &CompareKView,
    (x, y): (f64, f64),
    (width, height): (f64, f64),
    theme: &Theme,
) -> Option<usize> {
    let plot = view.plot(width, height, &theme.fitted(width, height));
    let far = |i: &usize| {
        let row = &view.rows[*i];
        ((plot.across(row.k as f64) - x).abs(), (plot.up(row.bic) - y).abs())
    };
    (0..view.rows.len()).min_by(|a, b| {
        let (a, b) = (far(a), far(b));
        a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
    })
}

impl CompareKView<'_> {
    /// The rows that are compared.
    fn fits(&self) -> impl Iterator<Item = &CompareKRow> {
        self.rows.iter().filter(|row| !row.on_floor)
    }

    fn all_series(&self) -> &'static [Series] {
        let several = self.rows.iter().any(|row| row.covariance.is_some());
        if several { &TYPES } else { &CRITERIA }
    }

    /// The k at which a series is lowest.
    fn least(&self, series: &Series) -> Option<usize> {
        let value = |row: &CompareKRow| (!row.on_floor && series.joins(row)).then(|| (series.of)(row));
        best_by(self.rows, value).map(|i| self.rows[i].k)
    }

    /// The series with the least BIC of all types, among which alone a fit is chosen.
    fn best_type(&self) -> Option<CovarianceType> {
        let value = |row: &CompareKRow| (!row.on_floor).then_some(row.bic);
        best_by(self.rows, value).and_then(|i| self.rows[i].covariance)
    }

    fn keys(&self, theme: &Theme) -> Vec<Key> {
        let key = |series: &Series| {
            let name = match self.least(series).filter(|_| series.chooses) {
                Some(k) => format!("{}, least at k = {k}", series.name),
                None => series.name.to_string(),
            };
            Key::new(&name, vec![series.stroke(theme)])
        };
        self.all_series().iter().rev().map(key).collect()
    }

    fn legend(&self, width: f64, theme: &Theme) -> Vec<Vec<Key>> {
        legend_lines(self.keys(theme), TITLE, theme.font_size, width)
    }

    fn range(&self) -> Range<f64> {
        let all_series = self.all_series();
        // Of types far from the best one only what is near it is shown.
        let best_type = self.best_type();
        let near_best = |series: &&Series| series.covariance == best_type;
        let values = |from: usize| {
            let rows = self.rows.iter().filter(move |row| row.k >= from);
            let fits = self.rows.iter().any(|row| !row.on_floor);
            let rows = rows.filter(move |row| !(fits && row.on_floor));
            let joined = rows.flat_map(|row| {
                let series = all_series.iter().filter(near_best).filter(|series| series.joins(row));
                series.map(|series| (series.of)(row))
            });
            extent(joined)
        };
        let Some(all) = values(0) else { return 0.0..1.0 };
        let chosen = all_series.iter().filter(near_best).filter(|series| series.chooses);
        let best = chosen.filter_map(|series| self.least(series)).min();
        let near = best.and_then(values).unwrap_or(all);
        let top = all.1.min(near.0 + SHOWN * (near.1 - near.0)).max(near.1);
        padded((all.0, top), 0.0, BELOW, ABOVE)
    }

    /// The plot of a chart of that size; the theme is fitted.
    fn plot(&self, width: f64, height: f64, theme: &Theme) -> Plot {
        let ks = extent(self.rows.iter().map(|row| row.k as f64));
        let (first, last) = ks.unwrap_or((1.0, 1.0));
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
        for series in self.all_series() {
            self.series(pen, &plot, series)?;
        }
        let best_type = self.best_type();
        let beyond = |row: &&CompareKRow| row.covariance == best_type && row.bic > plot.y.end;
        for row in self.fits().filter(beyond) {
            pen.beyond((at(row.k), plot.top), theme.ink)?;
        }
        // each k once
        let ks = self.rows.iter().filter(|row| row.covariance == self.rows[0].covariance);
        let (now, others): (Vec<&CompareKRow>, Vec<&CompareKRow>) = ks.partition(|row| row.k == self.k);
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
        let points = self.fits().filter(|row| series.joins(row)).map(|row| (row.k as f64, (series.of)(row)));
        let finite = points.filter(|(_, value)| value.is_finite());
        for run in curve::line(&finite.collect::<Vec<_>>(), plot.y.end).runs {
            let run: Vec<Place> = run.into_iter().map(|(k, value)| place(k, value)).collect();
            pen.line(&run, colour, width, pattern)?;
        }
        let rings = series.chooses && series.covariance == self.best_type();
        let least = self.least(series).filter(|_| rings);
        let edge = 0.7 * theme.curve_width;
        for row in self.rows.iter().filter(|row| series.joins(row)) {
            let value = (series.of)(row);
            if !value.is_finite() || (value > plot.y.end && !row.on_floor) {
                continue;
            }
            let place = place(row.k as f64, value);
            if least == Some(row.k) {
                pen.ring(place, RING * em, theme.ink, theme.card, edge)?;
            }
            pen.ring(place, MARK * em, colour, if row.on_floor { theme.card } else { colour }, edge)?;
            if row.on_floor && series.name.starts_with("BIC") {
                // beside the marks, on the side of the farther border
                let right = 2 * row.k > self.rows.last().map_or(0, |last| last.k);
                let (side, by) = if right { (HPos::Right, -0.7 * em) } else { (HPos::Left, 0.7 * em) };
                pen.text("on the floor", (place.0 + by, place.1), side, theme.soft)?;
            }
        }
        Ok(())
    }
}
