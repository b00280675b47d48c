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
pub mod compare_k;
mod contours;
pub mod curve;
mod dress;
mod frame;
pub mod landscape;
mod letters;
mod look;
mod pen;
mod picture;
mod plot;
pub mod restarts;
mod stroke;
pub mod svg;
pub mod theme;

pub use dress::Dress;
pub use frame::{Bar, View, frame};
pub use pen::{LINE_PER_EM, Pen, draw};
pub use plot::Plot;
pub use stroke::Dashes;
pub use svg::svg;
pub use theme::{Look, Theme};

use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::DrawingBackend;

/// The backend's reason why it could not draw.
pub type Failed<DB> = DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>;

/// What a drawing returns: nothing, or the backend's reason.
pub type Drawn<DB> = Result<(), Failed<DB>>;

/// A view that knows how to draw itself.
pub trait Chart {
    /// Draws the chart with this pen, over the whole of its area.
    fn draw<DB: Dashes>(&self, pen: &Pen<DB>) -> Drawn<DB>;
}
