//! The unsaved text of open forms, kept per workspace until a person recovers or discards it.

use gloo_storage::{LocalStorage, Storage};

use super::{local, refusal, registry};
use crate::storage::{Draft, StorageError};

fn prefix() -> String {
    format!("three-lists/{}/draft/", registry::current().unwrap_or_default())
}

/// Keeps a form's text in the current workspace.
pub fn draft_save(form_key: &str, text: &str) -> Result<(), StorageError> {
    local::available()?;
    let draft = Draft { text: text.to_owned(), saved_at: now() };
    LocalStorage::set(prefix() + form_key, draft).map_err(refusal::from_local)
}

/// The text kept for a form, if there is one.
pub fn draft(form_key: &str) -> Option<Draft> {
    local::available().ok()?;
    LocalStorage::get(prefix() + form_key).ok()
}

/// Forgets a form's text.
pub fn draft_discard(form_key: &str) {
    if local::available().is_ok() {
        LocalStorage::delete(prefix() + form_key);
    }
}

/// Every form of the current workspace with a text kept.
pub fn drafts() -> Vec<(String, Draft)> {
    if local::available().is_err() {
        return Vec::new();
    }
    let prefix = prefix();
    local::keys(&prefix)
        .into_iter()
        .filter_map(|key| Some((key[prefix.len()..].to_owned(), LocalStorage::get(&key).ok()?)))
        .collect()
}

fn now() -> String {
    String::from(js_sys::Date::new_0().to_iso_string())
}
