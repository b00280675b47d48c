//! The canvas as a plotters backend.
//!
//! A call from wasm to JavaScript costs as much as what it does. So a line of hundreds of vertices is
//! passed in one call, as numbers (`www/wasm/canvas.js`), a colour is passed as text only the first
//! time, and styles are set only when they change. Text is written from left to right on any page.
//! (plotters-canvas makes a call for each vertex, measures text with an element that it puts into the
//! page, which a strict Content-Security-Policy forbids, draws dashes one by one, and finds no
//! context on a canvas that was moved to another document.)

use super::canvas_error::{CanvasError, drawing_error};
use super::colours::{self, alike};
use em_lab::chart::{Dashes, LINE_PER_EM};
use js_sys::Array;
use plotters::prelude::DrawingBackend;
use plotters::style::ShapeStyle;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind, FontStyle, FontTransform,
};
use std::cell::Cell;
use std::f64::consts::TAU;
use wasm_bindgen::prelude::*;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// Units per pixel of the canvas: vertices are whole units, so that curves are smooth.
pub const GRAIN: u32 = 8;
/// Pixels beyond which browsers refuse a canvas.
pub const MOST_PIXELS: u32 = 8192;

#[wasm_bindgen]
extern "C" {
    /// The canvas's context. The canvas becomes so many pixels wide and high, and text is written from
    /// left to right.
    #[wasm_bindgen(js_name = contextOf, catch)]
    fn context_of(
        canvas: &HtmlCanvasElement,
        width: u32,
        height: u32,
    ) -> Result<Option<CanvasRenderingContext2d>, JsValue>;

    /// Begins a path through these places: x, y, x, y …
    #[wasm_bindgen(js_name = beginPathThrough)]
    fn begin_path_through(context: &CanvasRenderingContext2d, places: &[f64]);
}

/// A canvas, [`GRAIN`] units to each of its pixels.
pub struct Canvas {
    context: CanvasRenderingContext2d,
    size: (u32, u32),
    /// The context's settings, as far as this picture has set them.
    fill: Option<BackendColor>,
    stroke: Option<BackendColor>,
    /// The style and the em; all text is of one family.
    font: Cell<Option<(FontStyle, f64)>>,
    align: Option<&'static str>,
    /// The path that is passed to JavaScript.
    places: Vec<f64>,
}

impl Canvas {
    /// A backend for this canvas, whose backing store becomes so many pixels wide and high.
    pub fn new(canvas: &HtmlCanvasElement, width: u32, height: u32) -> Result<Canvas, CanvasError> {
        let refused = || CanvasError("the browser gave no 2d context for the canvas".to_string());
        let context = context_of(canvas, width, height)?.ok_or_else(refused)?;
        Ok(Canvas {
            context,
            size: (width * GRAIN, height * GRAIN),
            fill: None,
            stroke: None,
            font: Cell::default(),
            align: None,
            places: Vec::new(),
        })
    }

    fn fill_with(&mut self, colour: BackendColor) {
        if !self.fill.is_some_and(|set| alike(set, colour)) {
            colours::fill_with(&self.context, colour);
            self.fill = Some(colour);
        }
    }

    fn stroke_with<S: BackendStyle>(&mut self, style: &S) {
        let colour = style.color();
        if !self.stroke.is_some_and(|set| alike(set, colour)) {
            colours::stroke_with(&self.context, colour);
            self.stroke = Some(colour);
        }
        self.context.set_line_width(pixels(style.stroke_width() as i32));
    }

    /// Fills or strokes the path.
    fn finish<S: BackendStyle>(&mut self, style: &S, fill: bool) {
        if fill {
            self.fill_with(style.color());
            self.context.fill();
        } else {
            self.stroke_with(style);
            self.context.stroke();
        }
    }

    fn path(&mut self, places: impl IntoIterator<Item = BackendCoord>) {
        self.places.clear();
        self.places.extend(places.into_iter().flat_map(|(x, y)| [pixels(x), pixels(y)]));
        begin_path_through(&self.context, &self.places);
    }

    /// Sets the font in pixels of the canvas, without a scale: browsers hint and cache fonts by size.
    fn set_font<S: BackendTextStyle>(&self, style: &S) {
        let wanted = (style.style(), em(style));
        if self.font.get().is_none_or(|(slant, em)| (slant.as_str(), em) != (wanted.0.as_str(), wanted.1)) {
            let (slant, em, family) = (wanted.0.as_str(), wanted.1, style.family());
            self.context.set_font(&format!("{slant} {em}px {}", family.as_str()));
            self.font.set(Some(wanted));
        }
    }

    fn write<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Result<(), CanvasError> {
        self.fill_with(style.color());
        self.set_font(style);
        let align = match style.anchor().h_pos {
            HPos::Left => "left",
            HPos::Center => "center",
            HPos::Right => "right",
        };
        if self.align != Some(align) {
            self.context.set_text_align(align);
            self.align = Some(align);
        }
        // the same distances from the baseline as plotters' SVG has, so that both look alike
        let down = match style.anchor().v_pos {
            VPos::Top => 0.76,
            VPos::Center => 0.27,
            VPos::Bottom => -0.27,
        };
        let (x, y, down) = (pixels(x), pixels(y), down * em(style));
        let (sin, cos) = match style.transform() {
            FontTransform::None => return Ok(self.context.fill_text(text, x, y + down)?),
            FontTransform::Rotate90 => (1.0, 0.0),
            FontTransform::Rotate180 => (0.0, -1.0),
            FontTransform::Rotate270 => (-1.0, 0.0),
        };
        self.context.set_transform(cos, sin, -sin, cos, x, y)?;
        self.context.fill_text(text, 0.0, down)?;
        Ok(self.context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)?)
    }
}

impl Dashes for Canvas {
    fn dash(
        &mut self,
        path: &[BackendCoord],
        style: &ShapeStyle,
        pattern: &[f64],
    ) -> Result<(), DrawingErrorKind<CanvasError>> {
        let lengths = Array::new();
        pattern.iter().for_each(|&length| _ = lengths.push(&(length / f64::from(GRAIN)).into()));
        self.context.set_line_dash(&lengths).map_err(drawing_error)?;
        self.draw_path(path.iter().copied(), style)?;
        self.context.set_line_dash(&Array::new()).map_err(drawing_error)
    }
}

impl DrawingBackend for Canvas {
    type ErrorType = CanvasError;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Result<(), DrawingErrorKind<CanvasError>> {
        Ok(())
    }

    fn present(&mut self) -> Result<(), DrawingErrorKind<CanvasError>> {
        Ok(())
    }

    fn draw_pixel(
        &mut self,
        point: BackendCoord,
        colour: BackendColor,
    ) -> Result<(), DrawingErrorKind<CanvasError>> {
        self.draw_rect(point, (point.0 + 1, point.1 + 1), &colour, true)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Result<(), DrawingErrorKind<CanvasError>> {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Result<(), DrawingErrorKind<CanvasError>> {
        let (x, y, width, height) = (pixels(left), pixels(top), pixels(right - left), pixels(bottom - top));
        if fill {
            self.fill_with(style.color());
            self.context.fill_rect(x, y, width, height);
        } else {
            self.stroke_with(style);
            self.context.stroke_rect(x, y, width, height);
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<CanvasError>> {
        self.path(path);
        self.finish(style, false);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Result<(), DrawingErrorKind<CanvasError>> {
        let (x, y) = (pixels(centre.0), pixels(centre.1));
        self.context.begin_path();
        self.context.arc(x, y, pixels(radius as i32), 0.0, TAU).map_err(drawing_error)?;
        self.finish(style, fill);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<CanvasError>> {
        self.path(corners);
        self.finish(style, true);
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        place: BackendCoord,
    ) -> Result<(), DrawingErrorKind<CanvasError>> {
        self.write(text, style, place).map_err(DrawingErrorKind::DrawingError)
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<CanvasError>> {
        self.set_font(style);
        let measured = self.context.measure_text(text).map_err(drawing_error)?;
        let units = |pixels: f64| (pixels * f64::from(GRAIN)).ceil() as u32;
        Ok((units(measured.width()), units(em(style))))
    }
}

/// Units as pixels of the canvas.
fn pixels(units: i32) -> f64 {
    f64::from(units) / f64::from(GRAIN)
}

/// The em of a style, in pixels of the canvas. In plotters a font's size is a line's height, in units.
fn em<S: BackendTextStyle>(style: &S) -> f64 {
    style.size() / LINE_PER_EM / f64::from(GRAIN)
}
