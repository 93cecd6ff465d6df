//! Journeys through the built app in a real browser: each is one person's errand from start to finish.
//!
//! They need `dist/` and chromedriver; `cargo xtask test --only e2e` provides both.

mod access;
mod axe;
mod backup;
mod bad_files;
mod board;
mod boot;
mod browser;
mod cells;
mod claims;
mod codes;
mod course;
mod desk_lock;
mod docking;
mod drafts;
mod errands;
mod evidence;
mod exchange;
mod figures;
mod gallery;
mod handing;
mod intake;
mod large_file;
mod ledger;
mod lists;
mod lost_store;
mod page;
mod places;
#[path = "../plain/mod.rs"]
mod plain;
mod power_cut;
mod registering;
mod ring;
mod screenshots;
mod sheet;
mod single_file;
mod site;
mod street;
mod tabs;
