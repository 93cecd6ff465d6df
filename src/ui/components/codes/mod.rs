//! A small file as codes on the screen, and codes read back.
//!
//! What pages show of either stands here: a file on its way out, and the button that reads. The two cards are a part of
//! their own (`ui/parts.rs`), with all that draws and finds codes.

#[cfg(target_arch = "wasm32")]
mod camera;
#[cfg(target_arch = "wasm32")]
mod outgoing;
#[cfg(target_arch = "wasm32")]
mod picture;
#[cfg(target_arch = "wasm32")]
mod read;
#[cfg(target_arch = "wasm32")]
mod read_button;
pub mod runs;
#[cfg(target_arch = "wasm32")]
mod show;

#[cfg(target_arch = "wasm32")]
pub(crate) use outgoing::{Outgoing, Road, WhatWasDone};
#[cfg(target_arch = "wasm32")]
pub(crate) use read::{ReadCard, Reading};
#[cfg(target_arch = "wasm32")]
pub(crate) use read_button::ReadButton;
#[cfg(target_arch = "wasm32")]
pub(crate) use show::{ShowCard, Showing};
