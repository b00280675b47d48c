//! The pictures of the state: the main one and the Climb, on the page's canvases.
//!
//! A size is `width` × `height` CSS pixels at `ratio` device pixels to each; a theme is its
//! word in the interface.

use super::{Lab, Outcome, backend, shown};
use em_lab::chart::climb::{ClimbRow, ClimbView, climb_at};
use em_lab::chart::{self, PictureView, Plot, Theme, ThemeSpec};
use em_lab::session::{ColouredBy, HistoryRow};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

#[wasm_bindgen]
impl Lab {
    /// Draws the main picture, `width` × `height` in CSS pixels, at `ratio` pixels to each:
    /// on its way (`way`, 0 to 1) from half-step `from`, its bars coloured by the `estimate`
    /// or by the `truth`. Says where things stand once it has arrived: the plot's numbers, as
    /// [`Lab::frame`] has them, then each component's weighted density at its own mean.
    #[allow(clippy::too_many_arguments)] // plain numbers and words are all that crosses this border
    pub fn draw(
        &mut self,
        canvas: &HtmlCanvasElement,
        width: f64,
        height: f64,
        ratio: f64,
        theme: &str,
        from: f64,
        way: f64,
        bars: &str,
    ) -> Outcome<Vec<f64>> {
        let picture = self.pictures.in_motion(&self.session, from as usize, way, ColouredBy::from_word(bars));
        let truth = self.session.revealed_truth();
        let view = self.pictures.view(&self.session, &picture, truth.as_ref());
        backend::draw(canvas, (width, height), ratio, &view, theme_spec(theme))?;
        let present = &self.session.em().present().mixture;
        let arrived = PictureView { mixture: present, ..view };
        let Plot { left, right, top, bottom, x, y } = chart::frame(&arrived, width, height, &plain(theme));
        let mut places = vec![left, right, top, bottom, x.start, x.end, y.start, y.end];
        places.extend(present.components().iter().map(|c| c.weighted_density(c.mean)));
        Ok(places)
    }

    /// The histogram of the main picture in numbers: its bars, and which of them stand in a peak.
    #[wasm_bindgen(unchecked_return_type = "Shape")]
    pub fn shape(&mut self) -> JsValue {
        let (bars, peaks) = self.pictures.shape(&self.session);
        shown::shape(&bars, &peaks)
    }

    /// Where values stand on the main picture of this size.
    #[wasm_bindgen(unchecked_return_type = "Plot")]
    pub fn frame(&mut self, width: f64, height: f64, theme: &str) -> JsValue {
        shown::plot(&self.pictures.frame(&self.session, width, height, &plain(theme)))
    }

    /// Fixes the horizontal axis of the main picture as it is, or frees it.
    #[wasm_bindgen(js_name = fixX)]
    pub fn fix_x(&mut self, fixed: bool) {
        self.pictures.fix_x(&self.session, fixed);
    }

    /// Draws the Climb chart.
    #[wasm_bindgen(js_name = drawClimb)]
    pub fn draw_climb(
        &self,
        canvas: &HtmlCanvasElement,
        width: f64,
        height: f64,
        ratio: f64,
        theme: &str,
    ) -> Outcome<()> {
        let rows = self.climb_rows();
        Ok(backend::draw(canvas, (width, height), ratio, &self.climb(&rows), theme_spec(theme))?)
    }

    /// The half-step nearest to x on the Climb chart.
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

/// The dress of that name; light where there is none.
pub(super) fn theme_spec(theme: &str) -> ThemeSpec {
    ThemeSpec::from_name(theme)
}

/// The theme in CSS pixels, for places on a picture.
pub(super) fn plain(theme: &str) -> Theme {
    Theme::new(theme_spec(theme), 1.0)
}
