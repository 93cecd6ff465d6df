//! Parts that any page may use, one a file.

pub mod codes;
#[cfg(target_arch = "wasm32")]
pub(crate) mod dialog;
#[cfg(target_arch = "wasm32")]
pub(crate) mod empty_state;
#[cfg(target_arch = "wasm32")]
pub(crate) mod focus;
#[cfg(target_arch = "wasm32")]
pub(crate) mod folded;
pub mod form;
#[cfg(target_arch = "wasm32")]
pub(crate) mod marked;
#[cfg(target_arch = "wasm32")]
pub(crate) mod menu;
#[cfg(target_arch = "wasm32")]
pub(crate) mod page_head;
#[cfg(target_arch = "wasm32")]
pub(crate) mod passphrase;
#[cfg(target_arch = "wasm32")]
pub(crate) mod record;
pub mod table;
#[cfg(target_arch = "wasm32")]
pub(crate) mod tag;
#[cfg(target_arch = "wasm32")]
pub(crate) mod times;
