//! Matching: which resource serves which need, so that the whole is best, and a proof that nothing better exists.
//!
//! Numbers in, numbers out: what a cost means, and which pairs are worth looking at, is decided above.

mod auction;
pub mod certificate;
pub mod flow;
mod network;
mod scarcity;
pub mod score;
mod search;
mod settle;
pub mod text;

pub use certificate::{Fault, check};
pub use flow::{Arc, Instance, InstanceError, Need, Plan, Solver, solve};

#[cfg(test)]
mod tests;
