//! The unsaved text of open forms, kept per workspace until a person recovers or discards it.

use gloo_storage::{LocalStorage, Storage};

use super::{keyring, local, refusal, registry};
use crate::storage::{Draft, StorageError};

fn prefix() -> String {
    prefix_of(&slot())
}

fn slot() -> String {
    registry::current().unwrap_or_default()
}

fn prefix_of(slot: &str) -> String {
    format!("three-lists/{slot}/draft/")
}

/// The draft under a key of the whole store, its text opened where the slot is locked.
fn read(slot: &str, key: &str) -> Option<Draft> {
    let draft: Draft = LocalStorage::get(key).ok()?;
    let Some(cipher) = keyring::cipher(slot) else { return Some(draft) };
    Some(Draft { text: cipher.open(&key[prefix_of(slot).len() - "draft/".len()..], &draft.text)?, ..draft })
}

fn write(slot: &str, form_key: &str, draft: Draft) -> Result<(), StorageError> {
    let text = match keyring::cipher(slot) {
        Some(cipher) => cipher.seal(&format!("draft/{form_key}"), &draft.text),
        None => draft.text,
    };
    LocalStorage::set(prefix_of(slot) + form_key, Draft { text, ..draft }).map_err(refusal::from_local)
}

/// Writes the drafts of one slot into another, sealed as that one is, and reads them back.
pub fn move_drafts(from: &str, to: &str) -> Result<(), StorageError> {
    let (old, new) = (prefix_of(from), prefix_of(to));
    for key in local::keys(&old) {
        if let Some(draft) = read(from, &key) {
            let form_key = &key[old.len()..];
            write(to, form_key, draft.clone())?;
            if read(to, &[&new, form_key].concat()) != Some(draft) {
                return Err(StorageError::Corrupt { what: "a draft".to_owned() });
            }
        }
    }
    Ok(())
}

/// Keeps a form's text in the current workspace.
pub fn draft_save(form_key: &str, text: &str) -> Result<(), StorageError> {
    local::available()?;
    write(&slot(), form_key, Draft { text: text.to_owned(), saved_at: now() })
}

/// The text kept for a form, if there is one.
pub fn draft(form_key: &str) -> Option<Draft> {
    local::available().ok()?;
    read(&slot(), &(prefix() + form_key))
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
    let (slot, prefix) = (slot(), prefix());
    local::keys(&prefix)
        .into_iter()
        .filter_map(|key| Some((key[prefix.len()..].to_owned(), read(&slot, &key)?)))
        .collect()
}

fn now() -> String {
    String::from(js_sys::Date::new_0().to_iso_string())
}
