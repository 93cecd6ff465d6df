//! The stores of a browser, and what tabs of one browser owe each other.
//!
//! Keys are `three-lists/<slot>/…` in localStorage, databases `three-lists-<slot>`, mirror folders
//! `three-lists/<slot>/`: Chromium gives all `file://` pages one common store.

mod changes;
mod desk;
mod drafts;
mod folder;
pub mod indexed_db;
pub mod local;
mod locks;
pub mod mirror;
pub mod refusal;
mod registry;
mod room;

pub use changes::{ChangeWatch, announce, on_change};
pub use desk::BrowserDesk;
pub use drafts::{draft, draft_discard, draft_save, drafts};
pub use folder::{Folder, FolderError, Permission, can_choose_folder, choose_folder, kept_folder, leave_folder};
pub use local::BrowserPreferences;
pub use locks::{Role, Writer};
pub use registry::{current, desks, forget, remember, set_current};
pub use room::{Room, estimate, persist};
