//! The backend of the page's charts: a canvas on the screen, or an SVG document to be saved.
//!
//! The charts are generic over their backend. Since this one type is both, they are compiled once,
//! which keeps the wasm small.

use super::canvas::{Canvas, GRAIN, MOST_PIXELS};
use super::canvas_error::{CanvasError, through};
use em_lab::chart::{self, Chart, Dashes, ThemeSpec, svg};
use plotters::prelude::{DrawingBackend, IntoDrawingArea, SVGBackend};
use plotters::style::ShapeStyle;
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

/// A canvas or an SVG document.
pub enum PageBackend<'a> {
    /// The screen.
    Canvas(Canvas),
    /// A document.
    Svg(SVGBackend<'a>),
}

#[wasm_bindgen]
extern "C" {
    /// A canvas of the page: its size in CSS pixels, and the device pixels per CSS pixel.
    #[wasm_bindgen(typescript_type = "PageCanvas")]
    pub type PageCanvas;
    #[wasm_bindgen(method, getter)]
    fn canvas(this: &PageCanvas) -> HtmlCanvasElement;
    #[wasm_bindgen(method, getter)]
    pub fn width(this: &PageCanvas) -> f64;
    #[wasm_bindgen(method, getter)]
    pub fn height(this: &PageCanvas) -> f64;
    #[wasm_bindgen(method, getter)]
    fn ratio(this: &PageCanvas) -> f64;
}

/// Draws a chart over the whole canvas, whose backing store becomes as large as the device shows it.
pub fn draw(to: &PageCanvas, chart: &impl Chart, theme: &str) -> Result<(), CanvasError> {
    let ratio = to.ratio();
    let ratio = if ratio.is_finite() { ratio.clamp(1.0, 4.0) } else { 1.0 };
    let pixels = |css: f64| ((css * ratio).round() as u32).clamp(1, MOST_PIXELS);
    let canvas = Canvas::new(&to.canvas(), pixels(to.width()), pixels(to.height()))?;
    let area = PageBackend::Canvas(canvas).into_drawing_area();
    let grain = f64::from(GRAIN);
    let theme = ThemeSpec::from_name(theme).theme(ratio * grain).with_grain(grain);
    chart::draw(&area, chart, &theme).map_err(|error| CanvasError(error.to_string()))
}

/// Draws a chart as an SVG document of `width` × `height` CSS pixels.
pub fn document(chart: &impl Chart, (width, height): (u32, u32), theme: &str) -> Result<String, CanvasError> {
    let mut document = String::new();
    {
        let backend = SVGBackend::with_string(&mut document, svg::units(width, height));
        let area = PageBackend::Svg(backend).into_drawing_area();
        chart::draw(&area, chart, &svg::theme(ThemeSpec::from_name(theme)))
            .and_then(|()| area.present())
            .map_err(|error| CanvasError(error.to_string()))?;
    }
    Ok(svg::finished(&document, width, height))
}

type BackendResult<T> = Result<T, DrawingErrorKind<CanvasError>>;

/// Makes the same call on either.
macro_rules! on_either {
    ($backend:ident.$call:ident($($argument:expr),*)) => {
        match $backend {
            PageBackend::Canvas(canvas) => canvas.$call($($argument),*),
            PageBackend::Svg(svg) => through(svg.$call($($argument),*)),
        }
    };
}

impl DrawingBackend for PageBackend<'_> {
    type ErrorType = CanvasError;

    fn get_size(&self) -> (u32, u32) {
        match self {
            PageBackend::Canvas(canvas) => canvas.get_size(),
            PageBackend::Svg(svg) => svg.get_size(),
        }
    }

    fn ensure_prepared(&mut self) -> BackendResult<()> {
        on_either!(self.ensure_prepared())
    }

    fn present(&mut self) -> BackendResult<()> {
        on_either!(self.present())
    }

    fn draw_pixel(&mut self, point: BackendCoord, colour: BackendColor) -> BackendResult<()> {
        on_either!(self.draw_pixel(point, colour))
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> BackendResult<()> {
        on_either!(self.draw_line(from, to, style))
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> BackendResult<()> {
        on_either!(self.draw_rect(from, to, style, fill))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> BackendResult<()> {
        on_either!(self.draw_path(path, style))
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> BackendResult<()> {
        on_either!(self.draw_circle(centre, radius, style, fill))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> BackendResult<()> {
        on_either!(self.fill_polygon(corners, style))
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        place: BackendCoord,
    ) -> BackendResult<()> {
        on_either!(self.draw_text(text, style, place))
    }

    fn estimate_text_size<S: BackendTextStyle>(&self, text: &str, style: &S) -> BackendResult<(u32, u32)> {
        match self {
            PageBackend::Canvas(canvas) => canvas.estimate_text_size(text, style),
            // no chart asks: the charts estimate widths themselves (`chart/axis.rs`)
            PageBackend::Svg(_) => Ok((0, 0)),
        }
    }
}

impl Dashes for PageBackend<'_> {
    fn dash(&mut self, path: &[BackendCoord], style: &ShapeStyle, pattern: &[f64]) -> BackendResult<()> {
        on_either!(self.dash(path, style, pattern))
    }
}
