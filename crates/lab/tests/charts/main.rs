//! What a reader of the pictures relies on, counted in the drawings: never a byte, a meaning.

mod climb;
mod compare_k;
mod landscape;
mod picture;
mod reading;
mod restarts;
mod ugly;
