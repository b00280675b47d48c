//! The margins: pictures in one dimension of x, above the plane, and of y, on its right.

use super::drawing::PlaneDrawing;
use super::frame::with_margin;
use crate::chart::Drawn;
use crate::chart::frame::tallest_bar;
use crate::chart::pen::Pen;
use crate::chart::picture::{PictureDrawing, PictureView};
use crate::chart::plot::Plot;
use crate::chart::stroke::Dashes;
use crate::chart::theme::Theme;
use crate::plane::Axis;

/// The lines of a margin, as a part of those of a picture alone.
const THINNER: f64 = 0.7;

impl<DB: Dashes> PlaneDrawing<'_, DB> {
    /// Both margins, where there is room for them.
    pub fn margins(&self) -> Drawn<DB> {
        let mut theme = self.theme.clone();
        theme.curve_width *= THINNER;
        theme.mixture_width *= THINNER;
        if let Some(above) = &self.plot.above {
            with_margin(self.view, Axis::X, |view| margin(self.pen, &theme, above, view))?;
        }
        if let Some(beside) = &self.plot.beside {
            with_margin(self.view, Axis::Y, |view| margin(&self.pen.turned(), &theme, beside, view))?;
        }
        Ok(())
    }
}

/// A margin in that place.
fn margin<DB: Dashes>(pen: &Pen<DB>, theme: &Theme, plot: &Plot, view: &PictureView) -> Drawn<DB> {
    let picture = PictureDrawing { pen, theme, frame: plot.clone(), view };
    picture.bars()?;
    let base = pen.snapped(plot.bottom);
    pen.rect(pen.snapped(plot.left), base, pen.snapped(plot.right), base + pen.rule(), theme.soft)?;
    if view.k_means {
        picture.k_means_truth()?;
        picture.means(tallest_bar(view))
    } else {
        picture.curves(&view.densities(view.mixture))
    }
}
