//! What must hold of EM whatever the data, the start and the variant: laws, over many seeds.
//!
//! The references in `tests/reference/` say that the numbers are right where somebody looked;
//! these laws say that they are right where nobody did. `plain.rs` computes every quantity
//! again from its definition, point by point, with the whole table of q in sight.

mod climb;
mod motion;
mod plain;
mod steps;
mod ugly;
