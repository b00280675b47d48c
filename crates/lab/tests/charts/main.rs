//! What a reader of the pictures relies on, counted in the drawings: shapes and texts, not bytes.

mod climb;
mod compare_k;
mod landscape;
mod picture;
mod plane;
mod reading;
mod restarts;
mod ugly;
