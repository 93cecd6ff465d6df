//! The stores of a browser, and what tabs of one browser owe each other.
//!
//! Keys are `three-lists/<slot>/…` in localStorage, databases `three-lists-<slot>`, mirror folders
//! `three-lists/<slot>/`: Chromium gives all `file://` pages one common store.

pub mod card;
mod changes;
mod desk;
mod drafts;
mod folder;
pub mod indexed_db;
pub mod keyring;
pub mod local;
mod locks;
pub mod mirror;
pub mod refusal;
mod registry;
mod room;

pub use changes::{ChangeWatch, announce, announce_lock, last_input, note_input, on_change, on_lock};
pub use desk::BrowserDesk;
pub use drafts::{draft, draft_discard, draft_save, drafts, move_drafts};
pub use folder::{Folder, FolderError, Permission, can_choose_folder, choose_folder, kept_folder, leave_folder};
pub use local::{BrowserPreferences, now_ms};
pub use locks::{Role, Writer};
pub use registry::{current, desks, forget, is_listed, is_moving, moved_to, remember, set_current};
pub use room::{Room, estimate, persist};
