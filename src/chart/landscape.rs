//! The landscape: how the log-likelihood lies over two of the means, and EM's way up.
//!
//! Every point of it is a mixture whose other parameters are the present ones. EM moves those
//! too, so the landscape itself moves under its path; at the present point it is exact.
//! Heights fall away steeply from a top, and what matters happens near it: shades and contours
//! follow a root of the depth below the top, and so stand dense there.

use super::contours::{Grid, contours};
use super::pen::{Pen, Place};
use super::plot::{Plot, extent};
use super::stroke::Dashes;
use super::theme::Theme;
use super::{Chart, Drawn, axis};
use crate::mixture::Component;
use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;
use std::ops::Range;

/// Height is shown as 1 − (depth below the top / the greatest depth) to this power.
const ROOT: f64 = 0.4;
/// How many contours.
const LEVELS: usize = 9;
/// Shades between two contours: as many steps of colour as the eye takes for none.
const SHADES: usize = 4;
/// The size of a cell of colour, in CSS pixels.
const CELL: f64 = 2.0;
/// Half-steps closer than this, in ems, have no mark of their own.
const APART: f64 = 0.6;
/// Digits of the heights in the scale.
const DIGITS: i32 = 4;
/// The width of the scale, in ems.
const SCALE: f64 = 7.0;

/// What the chart shows.
#[derive(Clone, Copy, Debug)]
pub struct LandscapeView<'a> {
    /// The mean log-likelihood at the middles of n × n cells, row by row: along a row goes the
    /// mean of the first component, from row to row that of the second.
    pub values: &'a [f64],
    /// Cells to a side.
    pub n: usize,
    /// The means of the first component, between the outer edges of the cells.
    pub x: Range64,
    /// The means of the second.
    pub y: Range64,
    /// Which two components.
    pub components: (usize, usize),
    /// Both means at each half-step, the future that `back` left too.
    pub path: &'a [(f64, f64)],
    /// The present half-step.
    pub position: usize,
}

/// A range from a least to a largest value, that can be copied.
pub type Range64 = (f64, f64);
