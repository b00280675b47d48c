//! EM.
mod settings;
pub use settings::{Assignment, PriorKind, Settings, Vary};
