//! Forms made from the schema: groups as sections, native inputs, drafts, errors at the field and in a summary.

#[cfg(target_arch = "wasm32")]
mod amount;
#[cfg(target_arch = "wasm32")]
mod choice;
#[cfg(target_arch = "wasm32")]
mod claimed;
#[cfg(target_arch = "wasm32")]
mod combo;
#[cfg(target_arch = "wasm32")]
mod draft;
pub mod entry;
#[cfg(target_arch = "wasm32")]
mod field;
#[cfg(target_arch = "wasm32")]
mod filling;
#[cfg(target_arch = "wasm32")]
mod fitting;
#[cfg(target_arch = "wasm32")]
mod link;
#[cfg(target_arch = "wasm32")]
mod links;
#[cfg(target_arch = "wasm32")]
mod names;
#[cfg(target_arch = "wasm32")]
mod perhaps;
#[cfg(target_arch = "wasm32")]
mod problems;
#[cfg(target_arch = "wasm32")]
mod record_form;
#[cfg(target_arch = "wasm32")]
mod steps;
#[cfg(target_arch = "wasm32")]
mod text;

#[cfg(target_arch = "wasm32")]
pub(crate) use draft::DraftBar;
#[cfg(target_arch = "wasm32")]
pub(crate) use entry::{Entry, Problem};
#[cfg(target_arch = "wasm32")]
pub(crate) use field::{FieldInput, Input, Labelled, control, problem, times};
#[cfg(target_arch = "wasm32")]
pub(crate) use filling::{Filling, Purpose, is_input};
#[cfg(target_arch = "wasm32")]
pub(crate) use record_form::RecordForm;
