//! Comparisons of fits, and their charts.

use super::backend::{self, PageCanvas};
use super::pictures::plain;
use super::{Lab, Outcome, Task, Work, shown, values};
use em_lab::chart::compare_k::{CompareKRow, CompareKView, compare_k_at};
use em_lab::chart::landscape::{LandscapeView, landscape_plot};
use em_lab::chart::restarts::{OptimumRow, RestartsView, restarts_at, restarts_height};
use em_lab::presets::preset;
use em_lab::restarts::Optimum;
use em_lab::session::{Landscape, Session};
use em_lab::surface::Axis;
use values::{array, object, whole};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Lab {
    /// Begins to find the best fit for each k up to `max`.
    #[wasm_bindgen(js_name = beginCompareK)]
    pub fn begin_compare_k(&self, max: f64) -> Outcome<Task> {
        let comparison = self.session.compare_k(whole("compareK", max, 1)?)?;
        Ok(Task { work: Work::CompareK(Box::new(comparison)) })
    }

    /// Begins to run EM from `count` starts.
    #[wasm_bindgen(js_name = beginRestarts)]
    pub fn begin_restarts(&self, count: f64) -> Outcome<Task> {
        let restarts = self.session.restarts(whole("restarts", count, 1)?)?;
        Ok(Task { work: Work::Restarts(Box::new(restarts)) })
    }

    /// The rows of a finished comparison; the charts show them from now on.
    #[wasm_bindgen(unchecked_return_type = "FitRow[] | RestartRow[]")]
    pub fn results(&mut self, task: Task) -> Outcome<JsValue> {
        match task.work {
            Work::CompareK(comparison) => {
                Ok(array(self.comparisons.keep_fits(*comparison).iter().map(values::fit)))
            }
            Work::Restarts(restarts) => {
                let rows = self.comparisons.keep_restarts(&self.session, *restarts);
                Ok(array(rows.iter().map(values::restart)))
            }
            _ => Err(JsError::new("this task is no comparison: commit it")),
        }
    }

    /// The indices of the fits with the lowest AIC, the lowest and the second lowest BIC, or null.
    #[wasm_bindgen(js_name = bestFits, unchecked_return_type = "BestFits")]
    pub fn best_fits(&self) -> JsValue {
        let best = self.comparisons.best();
        let index = |fit: Option<usize>| fit.map_or(JsValue::NULL, |i| (i as f64).into());
        object([("aic", index(best.aic)), ("bic", index(best.bic)), ("nextByBic", index(best.next_by_bic))])
    }

    /// Begins to set k and the start's seed at once.
    #[wasm_bindgen(js_name = beginChoose)]
    pub fn begin_choose(&self, k: f64, start_seed: u32) -> Outcome<Task> {
        Ok(Task::load(self.session.choose(whole("k", k, 1)?, start_seed)?))
    }

    /// Draws the criteria against k.
    #[wasm_bindgen(js_name = drawCompareK)]
    pub fn draw_compare_k(&self, to: &PageCanvas, theme: &str) -> Outcome<()> {
        let rows = self.comparisons.compare_k_rows(self.session.loaded().data.n());
        Ok(backend::draw(to, &self.compare_k_view(&rows), theme)?)
    }

    /// The k at x on the chart of the criteria.
    #[wasm_bindgen(js_name = compareKAt)]
    pub fn compare_k_at(&self, x: f64, width: f64, height: f64, theme: &str) -> Option<usize> {
        let rows = self.comparisons.compare_k_rows(self.session.loaded().data.n());
        compare_k_at(&self.compare_k_view(&rows), x, width, height, &plain(theme))
    }

    /// The optima that the last restarts reached, best first.
    #[wasm_bindgen(unchecked_return_type = "Optimum[]")]
    pub fn optima(&self) -> JsValue {
        let rows = self.comparisons.restarts();
        let on_floor = |optimum: &Optimum| !rows[optimum.best].on_floor.is_empty();
        array(self.comparisons.optima().iter().map(|optimum| values::optimum(optimum, on_floor(optimum))))
    }

    /// Draws the optima; `chosen` is a row of the restarts, or below 0.
    #[wasm_bindgen(js_name = drawRestarts)]
    pub fn draw_restarts(&self, to: &PageCanvas, theme: &str, chosen: f64) -> Outcome<()> {
        let rows = self.comparisons.optimum_rows();
        let chosen = self.comparisons.optima().iter().position(|optimum| optimum.best as f64 == chosen);
        let view = RestartsView { chosen, ..self.restarts_view(&rows) };
        Ok(backend::draw(to, &view, theme)?)
    }

    /// The optimum at y on their chart.
    #[wasm_bindgen(js_name = restartsAt)]
    pub fn restarts_at(&self, y: f64, width: f64, height: f64, theme: &str) -> Option<usize> {
        let rows = self.comparisons.optimum_rows();
        restarts_at(&self.restarts_view(&rows), y, width, height, &plain(theme))
    }

    /// The height at which their chart shows all of them.
    #[wasm_bindgen(js_name = restartsHeight)]
    pub fn restarts_height(&self, theme: &str) -> f64 {
        let rows = self.comparisons.optimum_rows();
        restarts_height(&self.restarts_view(&rows), &plain(theme))
    }

    /// Draws the log-likelihood over the means of components `a` and `b`; true if it is still coarse
    /// and should be drawn again in the next frame.
    #[wasm_bindgen(js_name = drawLandscape)]
    pub fn draw_landscape(&mut self, to: &PageCanvas, theme: &str, a: f64, b: f64) -> Outcome<bool> {
        let (a, b) = (whole("drawLandscape", a, 0)?, whole("drawLandscape", b, 0)?);
        let Landscape { axes, mut path } = self.session.landscape(a, b)?;
        let (_, unit) = self.session.em().settings().family.curve().shown();
        for (a, b) in &mut path {
            (*a, *b) = (*a / unit, *b / unit);
        }
        let (seen, whole) = self.comparisons.surface(&self.session, axes)?;
        let view = landscape(&self.session, &axes, seen.values(), seen.cells, &path);
        backend::draw(to, &view, theme)?;
        Ok(!whole)
    }

    /// The plot of the landscape.
    #[wasm_bindgen(js_name = landscapePlot, unchecked_return_type = "Plot")]
    pub fn landscape_plot(&self, width: f64, height: f64, theme: &str, a: f64, b: f64) -> Outcome<JsValue> {
        let (a, b) = (whole("landscapePlot", a, 0)?, whole("landscapePlot", b, 0)?);
        let Landscape { axes, .. } = self.session.landscape(a, b)?;
        let plot =
            landscape_plot(&landscape(&self.session, &axes, &[], 0, &[]), width, height, &plain(theme));
        Ok(shown::plot(&plot))
    }

    /// Sets the means of two components by hand.
    #[wasm_bindgen(js_name = touchMeans)]
    pub fn touch_means(&mut self, a: f64, mean_a: f64, b: f64, mean_b: f64) -> Outcome<()> {
        let (a, b) = (whole("component", a, 0)?, whole("component", b, 0)?);
        Ok(self.session.touch_means([(a, mean_a), (b, mean_b)])?)
    }

    /// The first and the last hundred points in the order of the data, or null without labels.
    #[wasm_bindgen(unchecked_return_type = "Strips | null")]
    pub fn strips(&self) -> JsValue {
        let cells = |cells: &Vec<_>| array(cells.iter().map(shown::cell));
        self.session
            .strips()
            .map_or(JsValue::NULL, |[first, last]| object([("first", cells(&first)), ("last", cells(&last))]))
    }

    /// A lab on the same data from the same start, with EM itself.
    #[wasm_bindgen(js_name = fullEm)]
    pub fn full_em(&self) -> Outcome<Lab> {
        Ok(Lab::of(self.session.full_em()?))
    }

    /// The same with k-means.
    #[wasm_bindgen(js_name = kMeans)]
    pub fn k_means(&self) -> Outcome<Lab> {
        Ok(Lab::of(self.session.k_means()?))
    }

    /// The name and the unit of the data and, for a preset, what is hidden in them and their source.
    #[wasm_bindgen(unchecked_return_type = "Source")]
    pub fn source(&self) -> JsValue {
        let loaded = self.session.loaded();
        let preset = preset(self.session.scenario().data);
        object([
            ("name", loaded.name.as_str().into()),
            ("unit", loaded.unit.as_str().into()),
            ("hidden", preset.map_or("", |p| p.hidden).into()),
            ("reference", preset.map_or("", |p| p.reference).into()),
        ])
    }
}

impl Lab {
    fn compare_k_view<'a>(&self, rows: &'a [CompareKRow]) -> CompareKView<'a> {
        CompareKView { rows, k: self.session.em().present().mixture.k() }
    }

    fn restarts_view<'a>(&self, rows: &'a [OptimumRow]) -> RestartsView<'a> {
        RestartsView { rows, chosen: None, objective_name: em_lab::report::objective_name(self.session.em()) }
    }
}

/// Over the means as the page shows them.
fn landscape<'a>(
    session: &Session,
    axes: &[Axis; 2],
    values: &'a [f64],
    n: usize,
    path: &'a [(f64, f64)],
) -> LandscapeView<'a> {
    let [x, y] = axes;
    let (parameter, unit) = session.em().settings().family.curve().shown();
    LandscapeView {
        values,
        n,
        x: x.from / unit..x.to / unit,
        y: y.from / unit..y.to / unit,
        components: (x.component, y.component),
        parameter,
        path,
        position: session.em().position(),
    }
}
