//! Pages: one for each kind of place.

pub mod audit;
pub mod board;
pub mod claims;
pub mod conflicts;
pub mod docking;
pub mod edit;
pub mod evaluation;
pub mod exchange;
pub mod import;
pub mod ledger;
pub mod list;
pub mod lock;
pub mod machines;
pub mod not_found;
pub mod pending;
pub mod report;
pub mod rules;
pub mod settings;
pub mod start;
pub mod tasks;
