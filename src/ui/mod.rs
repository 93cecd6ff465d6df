//! The page: routes, state, shell, components and pages. The parts that need no browser compile and are tested
//! natively; the rest is for wasm32.

pub mod action_name;
#[cfg(target_arch = "wasm32")]
mod app;
#[cfg(target_arch = "wasm32")]
pub(crate) mod appearance;
pub mod components;
#[cfg(target_arch = "wasm32")]
pub(crate) mod doing;
#[cfg(target_arch = "wasm32")]
pub(crate) mod files;
#[cfg(target_arch = "wasm32")]
pub(crate) mod folder_backup;
#[cfg(target_arch = "wasm32")]
pub(crate) mod handing;
#[cfg(target_arch = "wasm32")]
pub(crate) mod idle;
pub mod intake;
#[cfg(target_arch = "wasm32")]
pub(crate) mod office;
#[cfg(target_arch = "wasm32")]
pub(crate) mod opening;
#[cfg(target_arch = "wasm32")]
pub(crate) mod pages;
#[cfg(target_arch = "wasm32")]
mod parts;
pub mod policy_words;
pub mod refused;
pub mod reminder;
pub mod route;
#[cfg(target_arch = "wasm32")]
mod shell;
pub mod show;
#[cfg(target_arch = "wasm32")]
pub(crate) mod slow;
#[cfg(target_arch = "wasm32")]
pub(crate) mod state;
#[cfg(target_arch = "wasm32")]
pub(crate) mod update;

#[cfg(target_arch = "wasm32")]
pub use app::start;
#[cfg(target_arch = "wasm32")]
pub use files::old_name;
