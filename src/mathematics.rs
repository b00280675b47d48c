//! What must be fast: data and mixtures, EM on both, the surface that it climbs.
//!
//! A crate of its own, though its modules lie beside the others: a compiler optimises crate by
//! crate, and on the page these loops are built for speed, all the rest for size. Whoever uses
//! em-mixture meets these modules there, under the same names.

pub mod curve;
pub mod dataset;
pub mod em;
pub mod figures;
pub mod mixture;
pub mod order;
pub mod panels;
pub mod refusal;
pub mod regions;
pub mod surface;
pub mod truth;
