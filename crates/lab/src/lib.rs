//! The app without a screen: what a link can say ([`scenario`]), the state and actions ([`session`]),
//! own data read from text ([`table`]), the real data sets ([`presets`]), the charts ([`chart`]),
//! the lesson's questions and what is right ([`tasks`]).
//!
//! ```
//! use em_lab::session::Session;
//!
//! // 3,000 points from N(20, 5²) and 7,000 from N(40, 5²), and two curves to find them with
//! let mut session = Session::new()?;
//! session.e_step()?;
//! session.m_step()?;
//! session.step(100)?; // whole iterations, until EM stops
//!
//! let found = session.snapshot();
//! assert_eq!(found.status.name(), "converged");
//! let mut means: Vec<f64> = found.components.iter().map(|component| component.mean).collect();
//! means.sort_by(f64::total_cmp);
//! assert!((means[0] - 20.0).abs() < 0.5 && (means[1] - 40.0).abs() < 0.5);
//! # Ok::<(), em_lab::refusal::Refusal>(())
//! ```

pub use em_mixture::{
    compare_k, dataset, density, em, family, labels, mixture, model, order, overlap, panels, plane, regions,
    restarts, start, surface, truth,
};

pub mod chart;
pub mod figures;
pub mod float;
pub mod letter;
pub mod presets;
pub mod refusal;
pub mod report;
pub mod scenario;
pub mod session;
pub mod table;
pub mod tasks;
