//! What the page draws on: a canvas on the screen, or an SVG document to be saved.
//!
//! The charts are generic over their backend. With the choice made here, once a shape, they are
//! compiled once for both, which keeps the module small.

use super::canvas::Canvas;
use super::canvas_error::{CanvasError, through};
use em_lab::chart::Dashes;
use plotters::prelude::{DrawingBackend, SVGBackend};
use plotters::style::ShapeStyle;
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind};

/// A backend that is one of two.
pub enum Surface<'a> {
    /// The screen.
    Canvas(Canvas),
    /// A document.
    Svg(SVGBackend<'a>),
}

type Outcome<T> = Result<T, DrawingErrorKind<CanvasError>>;

/// The same call to whichever it is.
macro_rules! on_either {
    ($surface:ident.$call:ident($($argument:expr),*)) => {
        match $surface {
            Surface::Canvas(canvas) => canvas.$call($($argument),*),
            Surface::Svg(svg) => through(svg.$call($($argument),*)),
        }
    };
}

impl DrawingBackend for Surface<'_> {
    type ErrorType = CanvasError;

    fn get_size(&self) -> (u32, u32) {
        match self {
            Surface::Canvas(canvas) => canvas.get_size(),
            Surface::Svg(svg) => svg.get_size(),
        }
    }

    fn ensure_prepared(&mut self) -> Outcome<()> {
        on_either!(self.ensure_prepared())
    }

    fn present(&mut self) -> Outcome<()> {
        on_either!(self.present())
    }

    fn draw_pixel(&mut self, point: BackendCoord, colour: BackendColor) -> Outcome<()> {
        on_either!(self.draw_pixel(point, colour))
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Outcome<()> {
        on_either!(self.draw_line(from, to, style))
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Outcome<()> {
        on_either!(self.draw_rect(from, to, style, fill))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Outcome<()> {
        on_either!(self.draw_path(path, style))
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Outcome<()> {
        on_either!(self.draw_circle(centre, radius, style, fill))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Outcome<()> {
        on_either!(self.fill_polygon(corners, style))
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, place: BackendCoord) -> Outcome<()> {
        on_either!(self.draw_text(text, style, place))
    }

    fn estimate_text_size<S: BackendTextStyle>(&self, text: &str, style: &S) -> Outcome<(u32, u32)> {
        match self {
            Surface::Canvas(canvas) => canvas.estimate_text_size(text, style),
            // no chart asks: type is measured by the charts' own table of widths
            Surface::Svg(_) => Ok((0, 0)),
        }
    }
}

impl Dashes for Surface<'_> {
    fn dash(&mut self, path: &[BackendCoord], style: &ShapeStyle, pattern: &[f64]) -> Outcome<()> {
        on_either!(self.dash(path, style, pattern))
    }
}
