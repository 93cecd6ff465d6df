//! The windowed table: any number of rows, only those in sight in the page.

#[cfg(target_arch = "wasm32")]
mod head;
#[cfg(target_arch = "wasm32")]
mod picking;
#[cfg(target_arch = "wasm32")]
mod record_table;
pub mod selection;
pub mod window;
#[cfg(target_arch = "wasm32")]
mod windowed;

#[cfg(target_arch = "wasm32")]
pub(crate) use picking::Picking;
#[cfg(target_arch = "wasm32")]
pub(crate) use record_table::RecordTable;
pub use selection::Selection;
