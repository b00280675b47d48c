//! The main picture and the climb, drawn on the page's canvases.
//!
//! A `theme` is the string that [`ThemeSpec::from_name`] reads.

use super::backend::{self, PageCanvas};
use super::values::{array, object, whole};
use super::{Lab, Outcome, shown};
use em_lab::chart::climb::{ClimbRow, ClimbView, climb_at};
use em_lab::chart::plane::{self, PlaneView};
use em_lab::chart::{self, PictureView, Plot, Theme, ThemeSpec};
use em_lab::either;
use em_lab::session::{ColouredBy, HistoryRow, In, handles};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Lab {
    /// Draws the main picture between half-step `from` (`way` 0) and the present one (`way` 1), its
    /// bars coloured by the `estimate` or by the `truth`. Returns the plot that it has at `way` 1, with
    /// its numbers in the order of [`Lab::frame`]; then each component's weighted density at its mean, or in the
    /// plane the places of its mean and of the ends of its axes, in CSS pixels.
    pub fn draw(
        &mut self,
        to: &PageCanvas,
        theme: &str,
        from: f64,
        way: f64,
        bars: &str,
    ) -> Outcome<Vec<f64>> {
        let by = ColouredBy::from_word(bars);
        let size = (to.width(), to.height());
        match &self.session {
            In::Line(session) => {
                let picture = self.pictures.in_motion(session, from as usize, way, by);
                let truth = session.revealed_truth();
                let view = self.pictures.view(session, &picture, truth.as_ref());
                backend::draw(to, &view, theme)?;
                let present = &session.em().present().mixture;
                let arrived = PictureView { mixture: present, ..view };
                let plot = chart::frame(&arrived, size.0, size.1, &plain(theme));
                Ok(numbers_of(&plot).into_iter().chain(arrived.heights_at_means()).collect())
            }
            In::Plane(session) => {
                let picture = self.plane_pictures.in_motion(session, from as usize, way, by);
                let truth = session.revealed_truth();
                let view = self.plane_pictures.view(session, &picture, truth.as_ref());
                backend::draw(to, &view, theme)?;
                let present = &session.em().present().mixture;
                let arrived = PlaneView { mixture: present, ..view };
                let plot = plane::frame(&arrived, size.0, size.1, &plain(theme));
                let handles = handles(&plot, present.components(), view.mass);
                Ok(numbers_of(&plot.main).into_iter().chain(handles).collect())
            }
        }
    }

    /// The histogram of the main picture in numbers, its bars and its peaks; in the plane those of both margins.
    #[wasm_bindgen(unchecked_return_type = "Shape")]
    pub fn shape(&mut self) -> JsValue {
        match &self.session {
            In::Line(session) => {
                let (bars, peaks) = self.pictures.shape(session);
                shown::shape(&bars, &peaks)
            }
            In::Plane(session) => {
                let margins = self.plane_pictures.shapes(session);
                object([("margins", array(margins.iter().map(|(bars, peaks)| shown::shape(bars, peaks))))])
            }
        }
    }

    /// The plot of the main picture at this size.
    #[wasm_bindgen(unchecked_return_type = "Plot")]
    pub fn frame(&mut self, width: f64, height: f64, theme: &str) -> JsValue {
        let theme = plain(theme);
        shown::plot(&match &self.session {
            In::Line(session) => self.pictures.frame(session, width, height, &theme),
            In::Plane(session) => self.plane_pictures.frame(session, width, height, &theme).main,
        })
    }

    /// Fixes the axes of the main picture as they are, or frees them; on a line the horizontal one.
    #[wasm_bindgen(js_name = fixX)]
    pub fn fix_x(&mut self, fixed: bool) {
        if !fixed {
            self.plane_pictures.free(); // also where the points are on a line meanwhile
        }
        match &self.session {
            In::Line(session) => self.pictures.fix_x(session, fixed),
            In::Plane(session) if fixed => self.plane_pictures.fix(session),
            In::Plane(_) => {}
        }
    }

    /// Sets the ellipse of a component by hand to one that is drawn with these half-axes in CSS pixels, the first one
    /// turned by `angle` radians from the right upwards, on a picture of this size.
    #[wasm_bindgen(js_name = touchAxes)]
    #[expect(clippy::too_many_arguments, reason = "JavaScript has no tuples")]
    pub fn touch_axes(
        &mut self,
        component: f64,
        long: f64,
        short: f64,
        angle: f64,
        width: f64,
        height: f64,
        theme: &str,
    ) -> Outcome<()> {
        let k = whole("component", component, 0)?;
        let session = self.session.plane_mut()?;
        let picture = (width, height, &plain(theme));
        Ok(self.plane_pictures.touch_axes(session, k, [long, short], angle, picture)?)
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
        either!(&self.session, session => session.history().iter().map(climb_row).collect())
    }

    fn climb<'a>(&self, rows: &'a [ClimbRow]) -> ClimbView<'a> {
        let (position, objective_name) = either!(&self.session, session => {
            (session.em().position(), em_lab::report::objective_name(&session.scenario().em))
        });
        ClimbView { rows, position, objective_name }
    }
}

fn climb_row<C>(row: &HistoryRow<C>) -> ClimbRow {
    ClimbRow {
        position: row.position,
        objective: row.objective,
        lower_bound: row.lower_bound,
        log_likelihood: row.mean_log_likelihood,
    }
}

fn numbers_of(Plot { left, right, top, bottom, x, y }: &Plot) -> [f64; 8] {
    [*left, *right, *top, *bottom, x.start, x.end, y.start, y.end]
}

/// The theme at one unit per CSS pixel, for places on a picture.
pub(super) fn plain(theme: &str) -> Theme {
    ThemeSpec::from_name(theme).theme(1.0)
}
