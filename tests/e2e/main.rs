//! Journeys through the built app in a real browser: each is one person's errand from start to finish.
//!
//! They need `dist/` and chromedriver; `cargo xtask test --only e2e` provides both.

mod boot;
mod browser;
mod errands;
mod offices;
mod page;
mod site;
