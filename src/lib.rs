//! Three Lists: what a sub-district's offices can offer, what residents need, and the projects that join the two.
//!
//! Layers, each importing lower ones only (ARCHITECTURE.md has the map; `cargo xtask tidy` holds the rule):
//! 0 `domain`; 1 `oplog`, `evaluation`, `matching`; 2 `workspace`, `exchange`, `tabular`, `sample`, `i18n`; 3 `storage`; 4 `ui`.

pub mod domain;
pub mod evaluation;
pub mod exchange;
pub mod i18n;
pub mod matching;
pub mod oplog;
pub mod sample;
pub mod storage;
pub mod tabular;
pub mod ui;
pub mod workspace;
