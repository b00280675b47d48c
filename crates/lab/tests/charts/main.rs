//! What a reader of the pictures relies on, counted in the drawings: never a byte, a meaning.

mod climb;
mod criteria;
mod landscape;
mod optima;
mod picture;
mod reading;
mod ugly;
