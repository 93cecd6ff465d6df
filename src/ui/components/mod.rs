//! Parts that any page may use, one a file.

#[cfg(target_arch = "wasm32")]
pub mod dialog;
#[cfg(target_arch = "wasm32")]
pub mod empty_state;
pub mod form;
#[cfg(target_arch = "wasm32")]
pub mod page_head;
#[cfg(target_arch = "wasm32")]
pub mod record;
pub mod table;
#[cfg(target_arch = "wasm32")]
pub mod tag;
