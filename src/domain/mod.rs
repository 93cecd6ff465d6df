//! The field's own words: record kinds, their fields, choices, states, ids, quantities and dates.
//!
//! Everything that shows, imports, checks or stores a record reads the one table in [`schema`]; a field is described
//! there once and nowhere else.

pub mod availability;
pub mod date;
pub mod dictionary;
pub mod id;
pub mod joint;
pub mod kind;
pub mod light;
pub mod order;
mod pairs;
pub mod privacy;
pub mod quantity;
pub mod schema;
pub mod slot;
mod sorted;
pub mod transition;
pub mod value;

pub use availability::Availability;
pub use date::Date;
pub use id::{IdError, RecordId};
pub use kind::Kind;
pub use light::Light;
pub use pairs::Pairs;
pub use quantity::Quantity;
pub use schema::{Field, Shape};
pub use slot::{Slot, Slots};
pub use sorted::Sorted;
pub use value::{Fields, Value};
