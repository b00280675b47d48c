//! Comparisons of fits, and their charts.

use super::backend::{self, PageCanvas};
use super::pictures::plain;
use super::{Lab, Outcome, Task, Work, shown, values};
use em_lab::chart::compare_k::{CompareKRow, CompareKView, compare_k_at};
use em_lab::chart::landscape::landscape_plot;
use em_lab::chart::restarts::{OptimumRow, RestartsView, restarts_at, restarts_height};
use em_lab::either;
use em_lab::model::Model;
use em_lab::plane::CovarianceType;
use em_lab::presets::{plane_preset, preset};
use em_lab::scenario::Word;
use em_lab::session::{In, Line, Plane};
use values::{array, object, whole};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Lab {
    /// Begins to find the best fit for each k up to `max`.
    #[wasm_bindgen(js_name = beginCompareK)]
    pub fn begin_compare_k(&self, max: f64) -> Outcome<Task> {
        let max = whole("compareK", max, 1)?;
        let comparison = match &self.session {
            In::Line(session) => In::Line(session.compare_k(max)?),
            In::Plane(session) => In::Plane(session.compare_k(max)?),
        };
        Ok(Task { work: Work::CompareK(Box::new(comparison)) })
    }

    /// Begins to run EM from `count` starts.
    #[wasm_bindgen(js_name = beginRestarts)]
    pub fn begin_restarts(&self, count: f64) -> Outcome<Task> {
        let count = whole("restarts", count, 1)?;
        let restarts = match &self.session {
            In::Line(session) => In::Line(session.restarts(count)?),
            In::Plane(session) => In::Plane(session.restarts(count)?),
        };
        Ok(Task { work: Work::Restarts(Box::new(restarts)) })
    }

    /// The rows of a finished comparison; the charts show them from now on.
    #[wasm_bindgen(unchecked_return_type = "FitRow[] | RestartRow[]")]
    pub fn results(&mut self, task: Task) -> Outcome<JsValue> {
        let others = || JsError::new("these results are of other data: compare again");
        match (task.work, &mut self.comparisons, &self.session) {
            (Work::CompareK(comparison), comparisons, _) => match (*comparison, comparisons) {
                (In::Line(comparison), In::Line(comparisons)) => {
                    Ok(array(comparisons.keep_fits(comparison).iter().map(values::fit::<Line>)))
                }
                (In::Plane(comparison), In::Plane(comparisons)) => {
                    Ok(array(comparisons.keep_fits(comparison).iter().map(values::typed_fit)))
                }
                _ => Err(others()),
            },
            (Work::Restarts(restarts), comparisons, session) => match (*restarts, comparisons, session) {
                (In::Line(restarts), In::Line(comparisons), In::Line(session)) => {
                    let rows = comparisons.keep_restarts(session, restarts);
                    Ok(array(rows.iter().map(values::restart::<Line>)))
                }
                (In::Plane(restarts), In::Plane(comparisons), In::Plane(session)) => {
                    let rows = comparisons.keep_restarts(session, restarts);
                    Ok(array(rows.iter().map(values::restart::<Plane>)))
                }
                _ => Err(others()),
            },
            _ => Err(JsError::new("this task is no comparison: commit it")),
        }
    }

    /// The indices of the fits with the lowest AIC, the lowest and the second lowest BIC, or null.
    #[wasm_bindgen(js_name = bestFits, unchecked_return_type = "BestFits")]
    pub fn best_fits(&self) -> JsValue {
        let best = either!(&self.comparisons, comparisons => comparisons.best());
        let index = |fit: Option<usize>| fit.map_or(JsValue::NULL, |i| (i as f64).into());
        object([("aic", index(best.aic)), ("bic", index(best.bic)), ("nextByBic", index(best.next_by_bic))])
    }

    /// Begins to set k and the start's seed at once, and in the plane the type of covariance.
    #[wasm_bindgen(js_name = beginChoose)]
    pub fn begin_choose(&self, k: f64, start_seed: u32, covariance: Option<String>) -> Outcome<Task> {
        let k = whole("k", k, 1)?;
        let covariance = covariance.and_then(|word| CovarianceType::from_word(&word));
        Ok(Task::load(either!(&self.session, session => session.choose(k, start_seed, covariance)?)))
    }

    /// Draws the criteria against k.
    #[wasm_bindgen(js_name = drawCompareK)]
    pub fn draw_compare_k(&self, to: &PageCanvas, theme: &str) -> Outcome<()> {
        let rows = self.compare_k_rows();
        Ok(backend::draw(to, &self.compare_k_view(&rows), theme)?)
    }

    /// The row at a place on the chart of the criteria, by its index.
    #[wasm_bindgen(js_name = compareKAt)]
    pub fn compare_k_at(&self, x: f64, y: f64, width: f64, height: f64, theme: &str) -> Option<usize> {
        let rows = self.compare_k_rows();
        compare_k_at(&self.compare_k_view(&rows), (x, y), (width, height), &plain(theme))
    }

    /// The optima that the last restarts reached, best first.
    #[wasm_bindgen(unchecked_return_type = "Optimum[]")]
    pub fn optima(&self) -> JsValue {
        either!(&self.comparisons, comparisons => {
            let on_floor = |best: usize| !comparisons.restarts()[best].on_floor.is_empty();
            let optima = comparisons.optima().iter();
            array(optima.map(|optimum| values::optimum(optimum, on_floor(optimum.best))))
        })
    }

    /// Draws the optima; `chosen` is a row of the restarts, or below 0.
    #[wasm_bindgen(js_name = drawRestarts)]
    pub fn draw_restarts(&self, to: &PageCanvas, theme: &str, chosen: f64) -> Outcome<()> {
        let rows = either!(&self.comparisons, comparisons => comparisons.optimum_rows());
        let best = |best: usize| best as f64 == chosen;
        let chosen = either!(&self.comparisons, comparisons => {
            comparisons.optima().iter().position(|optimum| best(optimum.best))
        });
        let view = RestartsView { chosen, ..self.restarts_view(&rows) };
        Ok(backend::draw(to, &view, theme)?)
    }

    /// The optimum at y on their chart.
    #[wasm_bindgen(js_name = restartsAt)]
    pub fn restarts_at(&self, y: f64, width: f64, height: f64, theme: &str) -> Option<usize> {
        let rows = either!(&self.comparisons, comparisons => comparisons.optimum_rows());
        restarts_at(&self.restarts_view(&rows), y, width, height, &plain(theme))
    }

    /// The height at which their chart shows all of them.
    #[wasm_bindgen(js_name = restartsHeight)]
    pub fn restarts_height(&self, theme: &str) -> f64 {
        let rows = either!(&self.comparisons, comparisons => comparisons.optimum_rows());
        restarts_height(&self.restarts_view(&rows), &plain(theme))
    }

    /// Draws the log-likelihood over numbers `a` and `b` of the means: on a line the means of these components,
    /// in the plane x and y of the first component, then of the second. True if it is still coarse and should be
    /// drawn again in the next frame.
    #[wasm_bindgen(js_name = drawLandscape)]
    pub fn draw_landscape(&mut self, to: &PageCanvas, theme: &str, a: f64, b: f64) -> Outcome<bool> {
        let (a, b) = (whole("drawLandscape", a, 0)?, whole("drawLandscape", b, 0)?);
        either!(&self.session, session => {
            let landscape = session.landscape(a, b)?;
            let (values, cells, whole) = self.surface.advance(session, landscape.axes)?;
            backend::draw(to, &landscape.view(values, cells), theme)?;
            Ok(!whole)
        })
    }

    /// The plot of the landscape.
    #[wasm_bindgen(js_name = landscapePlot, unchecked_return_type = "Plot")]
    pub fn landscape_plot(&self, width: f64, height: f64, theme: &str, a: f64, b: f64) -> Outcome<JsValue> {
        let (a, b) = (whole("landscapePlot", a, 0)?, whole("landscapePlot", b, 0)?);
        let landscape = either!(&self.session, session => session.landscape(a, b)?);
        Ok(shown::plot(&landscape_plot(&landscape.view(&[], 0), width, height, &plain(theme))))
    }

    /// Sets two numbers of the means by hand, numbered as for [`Lab::draw_landscape`].
    #[wasm_bindgen(js_name = touchMeans)]
    pub fn touch_means(&mut self, a: f64, mean_a: f64, b: f64, mean_b: f64) -> Outcome<()> {
        let (a, b) = (whole("component", a, 0)?, whole("component", b, 0)?);
        Ok(either!(&mut self.session, session => session.touch_means([(a, mean_a), (b, mean_b)]))?)
    }

    /// The first and the last hundred points in the order of the data, or null without labels.
    #[wasm_bindgen(unchecked_return_type = "Strips | null")]
    pub fn strips(&self) -> JsValue {
        either!(&self.session, session => {
            let cells = |cells: &[_]| array(cells.iter().map(shown::cell));
            let ends = |[first, last]: [Vec<_>; 2]| object([("first", cells(&first)), ("last", cells(&last))]);
            session.strips().map_or(JsValue::NULL, ends)
        })
    }

    /// A lab on the same data from the same start, with EM itself.
    #[wasm_bindgen(js_name = fullEm)]
    pub fn full_em(&self) -> Outcome<Lab> {
        Ok(Lab::of(match &self.session {
            In::Line(session) => In::Line(session.full_em()?),
            In::Plane(session) => In::Plane(session.full_em()?),
        }))
    }

    /// The same with k-means.
    #[wasm_bindgen(js_name = kMeans)]
    pub fn k_means(&self) -> Outcome<Lab> {
        Ok(Lab::of(match &self.session {
            In::Line(session) => In::Line(session.k_means()?),
            In::Plane(session) => In::Plane(session.k_means()?),
        }))
    }

    /// The name and the unit of the data and, for a preset, what is hidden in them and their source.
    #[wasm_bindgen(unchecked_return_type = "Source")]
    pub fn source(&self) -> JsValue {
        let data = self.session.scenario().data;
        let (name, unit) = match &self.session {
            In::Line(session) => (&session.loaded().name, session.loaded().units.clone()),
            In::Plane(session) => (&session.loaded().name, session.loaded().units.join(", ")),
        };
        let of_line = preset(data).map(|preset| (preset.hidden, preset.reference));
        let of_plane = || plane_preset(data).map(|preset| (preset.hidden, preset.reference));
        let (hidden, reference) = of_line.or_else(of_plane).unwrap_or_default();
        object([
            ("name", name.as_str().into()),
            ("unit", unit.into()),
            ("hidden", hidden.into()),
            ("reference", reference.into()),
        ])
    }
}

impl Lab {
    fn compare_k_rows(&self) -> Vec<CompareKRow> {
        let n = either!(&self.session, session => session.em().model().n());
        either!(&self.comparisons, comparisons => comparisons.compare_k_rows(n))
    }

    fn compare_k_view<'a>(&self, rows: &'a [CompareKRow]) -> CompareKView<'a> {
        CompareKView { rows, k: self.session.scenario().k }
    }

    fn restarts_view<'a>(&self, rows: &'a [OptimumRow]) -> RestartsView<'a> {
        RestartsView {
            rows,
            chosen: None,
            objective_name: em_lab::report::objective_name(&self.session.scenario().em),
        }
    }
}
