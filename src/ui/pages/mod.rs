//! Pages: one for each kind of place.

pub mod board;
pub mod conflicts;
pub mod edit;
pub mod evaluation;
pub mod exchange;
pub mod import;
pub mod list;
pub mod not_found;
pub mod settings;
pub mod start;
