//! Sheets of other programs: read, understood against the field table, compared with what is kept, and written.
//!
//! The way of an import: [`read()`] turns bytes into sheets; [`mapping::suggest`] finds the header row and says which
//! column is which field; [`preview()`] says row by row what would happen; [`problems::problem_sheet`] hands back what
//! stayed out. Everything is a pure function, so that a worker can do it and a test can call it.

pub mod archive;
pub mod cells;
pub mod clipboard;
pub mod desk;
pub mod dictionary;
pub mod header;
pub mod mapping;
pub mod offices;
pub mod preview;
pub mod problems;
pub mod read;

pub use cells::{Incoming, IncomingFields, OfficeRef};
pub use clipboard::{from_tsv, to_tsv};
pub use header::{Header, HeaderError, looks_like_header};
pub use mapping::{Mapping, Target, source_key, suggest, suggest_kind};
pub use offices::{NewOffice, OfficeName, Similar};
pub use preview::paste::{self, PasteColumn};
pub use preview::{Change, Existing, ExistingRow, Issue, Outcome, Preview, Reason, RowResult, Severity, preview};
pub use problems::{ProblemHeads, WriteError, export_sheet, problem_sheet, template};
pub use read::{Cell, CellKind, Merge, ReadError, Sheet, Workbook, read};
