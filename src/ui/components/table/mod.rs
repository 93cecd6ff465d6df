//! The windowed table: any number of rows, only those in sight in the page.

#[cfg(target_arch = "wasm32")]
mod cellwise;
pub mod cursor;
#[cfg(target_arch = "wasm32")]
mod editor;
#[cfg(target_arch = "wasm32")]
mod head;
pub mod layout;
#[cfg(target_arch = "wasm32")]
mod picking;
#[cfg(target_arch = "wasm32")]
mod record_cells;
#[cfg(target_arch = "wasm32")]
mod record_table;
pub mod selection;
#[cfg(target_arch = "wasm32")]
mod widths;
pub mod window;
#[cfg(target_arch = "wasm32")]
mod windowed;

pub use layout::{Layout, Line};
#[cfg(target_arch = "wasm32")]
pub(crate) use picking::Picking;
#[cfg(target_arch = "wasm32")]
pub(crate) use record_table::{RecordTable, column_label, possible_columns, usual_columns};
pub use selection::Selection;
#[cfg(target_arch = "wasm32")]
pub(crate) use widths::Widths;
