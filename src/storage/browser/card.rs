//! The three places of a slot's lock card: localStorage, the database of the list of workspaces, and the private file
//! system where there is one.

use gloo_storage::{LocalStorage, Storage};

use super::{keyring, local, mirror, refusal, registry};
use crate::storage::StorageError;

fn key(slot: &str) -> String {
    format!("three-lists/{slot}/lock")
}

fn entry(slot: &str) -> String {
    format!("lock/{slot}")
}

/// True when localStorage has the slot's card.
pub fn has_card(slot: &str) -> bool {
    local::raw(&key(slot)).is_some()
}

/// True when a slot is locked and waits for its passphrase: told by its card, which is looked for farther away only where
/// localStorage has lost what it knew of the slot.
pub async fn waits_for_passphrase(slot: &str) -> bool {
    if keyring::cipher(slot).is_some() {
        return false;
    }
    has_card(slot) || (local::raw(&format!("three-lists/{slot}/sentinel")).is_none() && !cards(slot).await.is_empty())
}

/// Every copy of the slot's card that can be read, in the order of the places.
pub async fn cards(slot: &str) -> Vec<String> {
    let here = local::raw(&key(slot)).and_then(|it| serde_json::from_str(&it).ok());
    let listed = registry::kept(&entry(slot)).await;
    here.into_iter().chain(listed).chain(mirror::card(slot).await).collect()
}

/// Puts a card into all places, each read back; one that has no private file system keeps two copies.
pub async fn keep_card(slot: &str, card: &str) -> Result<(), StorageError> {
    local::available()?;
    LocalStorage::set(key(slot), card).map_err(refusal::from_local)?;
    registry::keep(&entry(slot), Some(card.to_owned())).await?;
    let wants = if mirror::set_card(slot, card).await { 3 } else { 2 };
    let found = cards(slot).await;
    if found.len() >= wants && found.iter().all(|it| it == card) {
        return Ok(());
    }
    Err(StorageError::Corrupt { what: "the lock card".to_owned() })
}

/// Removes the slot's card from everywhere.
pub async fn drop_card(slot: &str) -> Result<(), StorageError> {
    local::available()?;
    LocalStorage::delete(key(slot));
    mirror::drop_card(slot).await;
    registry::keep(&entry(slot), None).await
}
