//! What the fuzzer runs on bytes that anybody may have made, one function a target. A target fails by a panic: a crash of
//! the program, or one of the laws asserted here.
//!
//! The ordinary tests include this file by its path and run every case found through it.

pub mod exchange;
#[path = "../../forge/mod.rs"]
mod forge;
mod looked_at;
pub mod stored;
pub mod tabular;
