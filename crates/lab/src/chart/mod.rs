//! The charts, drawn on any plotters backend.
//!
//! A chart is a pure function of its data (a view) and a theme, so that the same state always
//! gives the same picture. The backend is the page's canvas, or an SVG for the tests, the README
//! and the export.
//!
//! Backends have integer coordinates. A curve through whole pixels shows steps, so a unit is
//! smaller than a pixel: [`Theme::scale`] is the number of units in a CSS pixel,
//! [`Theme::grain`] that in a pixel of the screen. Bars and rules have their edges on multiples
//! of the grain, so that they look sharp.

mod axis;
mod badges;
mod base_theme;
mod circle;
pub mod climb;
mod clip;
mod colour;
pub mod compare_k;
mod contours;
pub mod curve;
mod frame;
pub mod landscape;
mod notes;
mod pen;
mod picture;
pub mod plane;
mod plot;
pub mod restarts;
mod stroke;
pub mod svg;
pub mod theme;
mod theme_spec;

pub use frame::{Bar, PictureView, Reach, frame};
pub use pen::{LINE_PER_EM, Pen, draw};
pub use plot::Plot;
pub use stroke::Dashes;
pub use svg::svg;
pub use theme::{BaseTheme, Theme};
pub use theme_spec::ThemeSpec;

use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::DrawingBackend;

/// The backend's reason why it could not draw.
pub type Failed<DB> = DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>;

/// The result of drawing.
pub type Drawn<DB, T = ()> = Result<T, Failed<DB>>;

/// A view that can be drawn.
pub trait Chart {
    /// Draws the chart with this pen, over the whole of its area.
    fn draw<DB: Dashes>(&self, pen: &Pen<DB>) -> Drawn<DB>;
}
