//! What must hold for EM with any data, start and variant: laws, checked for many seeds.
//!
//! The references in `tests/reference/` check chosen cases; these laws check many random ones.
//! `plain.rs` computes every quantity again from its definition, point by point, with the whole table
//! of q.

mod climb;
mod motion;
mod plain;
mod steps;
mod ugly;
