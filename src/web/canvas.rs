//! The canvas as a plotters backend: the browser strokes, fills and writes; nothing else of
//! the page is touched.
//!
//! plotters-canvas draws the shapes. What a picture has by the hundred, or what must not depend
//! on the page around the canvas, stands here. Every call crosses from wasm to JavaScript, and a
//! style crosses as text, so rectangles and lines set a style only where it changes. Text is
//! measured by the canvas itself, and set from left to right on any page (the original measures
//! with an element that it puts into the page, which a strict Content-Security-Policy forbids).

use super::canvas_error::{CanvasError, drawing_error, through};
use super::surface::Surface;
use crate::chart::{self, Chart, Dashes, LINE_PER_EM, Look, Theme};
use js_sys::{Array, Reflect};
use plotters::prelude::{DrawingBackend, IntoDrawingArea};
use plotters::style::ShapeStyle;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind, FontTransform,
};
use plotters_canvas::CanvasBackend;
use std::cell::RefCell;
use std::f64::consts::FRAC_PI_2;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// Units per pixel of the canvas: vertices are whole units, so a curve may bend in between.
const GRAIN: u32 = 8;
/// Pixels beyond which browsers refuse a canvas.
const MOST_PIXELS: u32 = 8192;

/// Draws a chart over the whole canvas, whose backing store becomes `width` ×
/// `height` CSS pixels times `ratio` (the device's pixels per CSS pixel).
pub fn draw(
    canvas: &HtmlCanvasElement,
    (width, height): (f64, f64),
    ratio: f64,
    chart: &impl Chart,
    look: Look,
) -> Result<(), CanvasError> {
    let ratio = if ratio.is_finite() { ratio.clamp(1.0, 4.0) } else { 1.0 };
    let pixels = |css: f64| ((css * ratio).round() as u32).clamp(1, MOST_PIXELS);
    let canvas = Canvas::new(canvas, pixels(width), pixels(height))?;
    let area = Surface::Canvas(canvas).into_drawing_area();
    let grain = f64::from(GRAIN);
    let theme = Theme::new(look, ratio * grain).with_grain(grain);
    chart::draw(&area, chart, &theme).map_err(|error| CanvasError(error.to_string()))
}

/// A canvas, [`GRAIN`] units to each of its pixels.
pub struct Canvas {
    shapes: CanvasBackend,
    context: CanvasRenderingContext2d,
    size: (u32, u32),
    /// What the context is set to, where this picture has set it.
    fill: Option<BackendColor>,
    stroke: Option<BackendColor>,
    font: RefCell<String>,
    align: Option<&'static str>,
}

impl Canvas {
    /// A backend for this canvas, whose backing store becomes so many pixels wide and high.
    pub fn new(canvas: &HtmlCanvasElement, width: u32, height: u32) -> Result<Canvas, CanvasError> {
        // setting a size clears the canvas and gets it new memory: only where it changes
        if canvas.width() != width {
            canvas.set_width(width);
        }
        if canvas.height() != height {
            canvas.set_height(height);
        }
        let refused = || CanvasError("the browser gave no 2d context for the canvas".to_string());
        let context = canvas.get_context("2d")?.ok_or_else(refused)?;
        let context: CanvasRenderingContext2d = context.dyn_into().map_err(|_| refused())?;
        let shapes = CanvasBackend::with_canvas_object(canvas.clone()).ok_or_else(refused)?;
        // figures read from left to right on a right-to-left page too
        Reflect::set(&context, &"direction".into(), &"ltr".into())?;
        context.set_line_join("round");
        context.set_text_baseline("alphabetic");
        let canvas = Canvas {
            shapes,
            context,
            size: (width * GRAIN, height * GRAIN),
            fill: None,
            stroke: None,
            font: RefCell::default(),
            align: None,
        };
        canvas.in_units()?;
        Ok(canvas)
    }

    /// From here on the context counts in our units.
    fn in_units(&self) -> Result<(), CanvasError> {
        let unit = 1.0 / f64::from(GRAIN);
        Ok(self.context.set_transform(unit, 0.0, 0.0, unit, 0.0, 0.0)?)
    }

    fn fill_with(&mut self, colour: BackendColor) {
        if !self.fill.is_some_and(|set| alike(set, colour)) {
            self.context.set_fill_style_str(&css(colour));
            self.fill = Some(colour);
        }
    }

    fn stroke_with<S: BackendStyle>(&mut self, style: &S) {
        let colour = style.color();
        if !self.stroke.is_some_and(|set| alike(set, colour)) {
            self.context.set_stroke_style_str(&css(colour));
            self.stroke = Some(colour);
        }
        self.context.set_line_width(f64::from(style.stroke_width()));
    }

    fn path(&self, places: impl IntoIterator<Item = BackendCoord>) {
        self.context.begin_path();
        // the first lineTo of a path is its moveTo
        for (x, y) in places {
            self.context.line_to(f64::from(x), f64::from(y));
        }
    }

    /// The font in the canvas's own pixels: browsers hint and cache type at its true size.
    fn set_font<S: BackendTextStyle>(&self, style: &S) {
        let font = format!("{} {}px {}", style.style().as_str(), em(style), style.family().as_str());
        if *self.font.borrow() != font {
            self.context.set_font(&font);
            self.font.replace(font);
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
        let turn = match style.transform() {
            FontTransform::None => 0.0,
            FontTransform::Rotate90 => FRAC_PI_2,
            FontTransform::Rotate180 => 2.0 * FRAC_PI_2,
            FontTransform::Rotate270 => 3.0 * FRAC_PI_2,
        };
        let pixels = |units: i32| f64::from(units) / f64::from(GRAIN);
        self.context.set_transform(1.0, 0.0, 0.0, 1.0, pixels(x), pixels(y))?;
        self.context.rotate(turn)?;
        self.context.fill_text(text, 0.0, down * em(style))?;
        self.in_units()
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
        pattern.iter().for_each(|&length| _ = lengths.push(&length.into()));
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
        if !fill {
            self.stroke = None;
            return through(self.shapes.draw_rect((left, top), (right, bottom), style, false));
        }
        self.fill_with(style.color());
        let (width, height) = (f64::from(right - left), f64::from(bottom - top));
        self.context.fill_rect(f64::from(left), f64::from(top), width, height);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<CanvasError>> {
        self.stroke_with(style);
        self.path(path);
        self.context.stroke();
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Result<(), DrawingErrorKind<CanvasError>> {
        (self.fill, self.stroke) = (None, None);
        through(self.shapes.draw_circle(centre, radius, style, fill))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<CanvasError>> {
        self.fill = None;
        through(self.shapes.fill_polygon(corners, style))
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

/// The em of a style, in the canvas's pixels. plotters' size is a line's height, in units.
fn em<S: BackendTextStyle>(style: &S) -> f64 {
    style.size() / LINE_PER_EM / f64::from(GRAIN)
}

fn alike(a: BackendColor, b: BackendColor) -> bool {
    a.rgb == b.rgb && a.alpha == b.alpha
}

fn css(BackendColor { rgb: (r, g, b), alpha }: BackendColor) -> String {
    if alpha == 1.0 { format!("#{r:02x}{g:02x}{b:02x}") } else { format!("rgba({r},{g},{b},{alpha})") }
}
