//! The main picture and the climb, drawn on the page's canvases.
//!
//! A `theme` is the string that [`ThemeSpec::from_name`] reads.

use super::backend::{self, PageCanvas};
use super::{Lab, Outcome, shown};
use em_lab::chart::climb::{ClimbRow, ClimbView, climb_at};
use em_lab::chart::{self, PictureView, Plot, Theme, ThemeSpec};
use em_lab::session::{ColouredBy, HistoryRow};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Lab {
    /// Draws the main picture between half-step `from` (`way` 0) and the present one (`way` 1), its
    /// bars coloured by the `estimate` or by the `truth`. Returns the plot that it has at `way` 1, with
    /// its numbers in the order of [`Lab::frame`], then each component's weighted density at its mean.
    pub fn draw(
        &mut self,
        to: &PageCanvas,
        theme: &str,
        from: f64,
        way: f64,
        bars: &str,
    ) -> Outcome<Vec<f64>> {
        let picture = self.pictures.in_motion(&self.session, from as usize, way, ColouredBy::from_word(bars));
        let truth = self.session.revealed_truth();
        let view = self.pictures.view(&self.session, &picture, truth.as_ref());
        backend::draw(to, &view, theme)?;
        let present = &self.session.em().present().mixture;
        let arrived = PictureView { mixture: present, ..view };
        let Plot { left, right, top, bottom, x, y } =
            chart::frame(&arrived, to.width(), to.height(), &plain(theme));
        let mut places = vec![left, right, top, bottom, x.start, x.end, y.start, y.end];
        places.extend(arrived.heights_at_means());
        Ok(places)
    }

    /// The histogram of the main picture in numbers: its bars and its peaks.
    #[wasm_bindgen(unchecked_return_type = "Shape")]
    pub fn shape(&mut self) -> JsValue {
        let (bars, peaks) = self.pictures.shape(&self.session);
        shown::shape(&bars, &peaks)
    }

    /// The plot of the main picture at this size.
    #[wasm_bindgen(unchecked_return_type = "Plot")]
    pub fn frame(&mut self, width: f64, height: f64, theme: &str) -> JsValue {
        shown::plot(&self.pictures.frame(&self.session, width, height, &plain(theme)))
    }

    /// Fixes the horizontal axis of the main picture as it is, or frees it.
    #[wasm_bindgen(js_name = fixX)]
    pub fn fix_x(&mut self, fixed: bool) {
        self.pictures.fix_x(&self.session, fixed);
    }

    /// Draws the climb.
    #[wasm_bindgen(js_name = drawClimb)]
    pub fn draw_climb(&self, to: &PageCanvas, theme: &str) -> Outcome<()> {
        let rows = self.climb_rows();
        Ok(backend::draw(to, &self.climb(&rows), theme)?)
    }

    /// The half-step nearest to x on the climb.
    #[wasm_bindgen(js_name = climbAt)]
    pub fn climb_at(&self, x: f64, width: f64, height: f64, theme: &str) -> f64 {
        let rows = self.climb_rows();
        climb_at(&self.climb(&rows), x, width, height, &plain(theme)) as f64
    }
}

impl Lab {
    fn climb_rows(&self) -> Vec<ClimbRow> {
        let row = |row: HistoryRow| ClimbRow {
            position: row.position,
            objective: row.objective,
            lower_bound: row.lower_bound,
            log_likelihood: row.mean_log_likelihood,
        };
        self.session.history().into_iter().map(row).collect()
    }

    fn climb<'a>(&self, rows: &'a [ClimbRow]) -> ClimbView<'a> {
        let em = self.session.em();
        ClimbView { rows, position: em.position(), objective_name: em_lab::report::objective_name(em) }
    }
}

/// The theme at one unit per CSS pixel, for places on a picture.
pub(super) fn plain(theme: &str) -> Theme {
    ThemeSpec::from_name(theme).theme(1.0)
}
