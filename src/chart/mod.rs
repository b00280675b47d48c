//! The pictures: the numbers of a moment in, a drawing out.
//!
//! A chart is a pure function of what it shows (a view) and how it looks (a theme), onto any
//! plotters backend: the page's canvas, or an SVG for the tests, the README and the export.
//! It reads nothing else and remembers nothing, so the same moment always gives the same
//! picture.
//!
//! Backends count in whole units. A curve whose vertices sit on whole pixels is a staircase,
//! so we draw on a grid finer than the screen's and let the backend shrink it: a theme's
//! [`Theme::scale`] says how many units make a CSS pixel, its [`Theme::grain`] how many make
//! a pixel of the screen, on whose borders bars and rules stand to look sharp.

mod axis;
pub mod climb;
mod colour;
mod contours;
pub mod criteria;
mod curve;
mod frame;
pub mod landscape;
mod letters;
pub mod optima;
mod pen;
mod picture;
mod plot;
mod stroke;
pub mod theme;

pub use frame::{Bin, View, frame};
pub use pen::{LINE_PER_EM, Pen, draw};
pub use plot::Plot;
pub use stroke::Dashes;
pub use theme::{Look, Theme};

use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::{DrawingBackend, IntoDrawingArea, SVGBackend};

/// The backend's reason why it could not draw.
pub type Failed<DB> = DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>;

/// What a drawing returns: nothing, or the backend's reason.
pub type Drawn<DB> = Result<(), Failed<DB>>;

/// A view that knows how to draw itself.
pub trait Chart {
    /// Draws the chart with this pen, over the whole of its area.
    fn draw<DB: Dashes>(&self, pen: &Pen<DB>) -> Drawn<DB>;
}

/// Units per CSS pixel in an SVG: eighths, so that curves are smooth at any size.
const SVG_UNITS: u32 = 8;

/// A chart as an SVG document of `width` × `height` CSS pixels.
pub fn svg(
    chart: &impl Chart,
    width: u32,
    height: u32,
    look: Look,
) -> Result<String, DrawingAreaErrorKind<std::io::Error>> {
    let mut document = String::new();
    let size = (width * SVG_UNITS, height * SVG_UNITS);
    {
        let theme = Theme::new(look, f64::from(SVG_UNITS)).with_grain(f64::from(SVG_UNITS));
        let area = SVGBackend::with_string(&mut document, size).into_drawing_area();
        draw(&area, chart, &theme)?;
        area.present()?;
    }
    // The backend names its units as the size too: we want the CSS size and leave the viewBox.
    let fine = format!("width=\"{}\" height=\"{}\" viewBox", size.0, size.1);
    let plain = format!("width=\"{width}\" height=\"{height}\" viewBox");
    Ok(document.replacen(&fine, &plain, 1))
}
