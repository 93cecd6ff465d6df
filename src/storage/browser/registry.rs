//! Which workspaces this machine has: in localStorage, and once more in a database of its own, so that losing either
//! never makes a workspace look as if it had not been here.

use crate::domain::order;
use std::cell::RefCell;

use gloo_storage::{LocalStorage, Storage};
use indexed_db_futures::database::Database;
use indexed_db_futures::error::Error as DbError;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{TransactionDurability, TransactionMode, TransactionOptions};

use super::{local, mirror as files, refusal};
use crate::storage::{DeskEntry, Moving, StorageError};

const LIST: &str = "three-lists/desks";
const CURRENT: &str = "three-lists/current";
const DATABASE: &str = "three-lists";
const STORE: &str = "desks";

thread_local! {
    /// Two tabs may have two workspaces open, so each remembers its own.
    static CURRENT_HERE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Every workspace known here, the one opened last first. If both lists are gone, the mirrors tell what was here, by
/// slot alone.
pub async fn desks() -> Vec<DeskEntry> {
    let mut found = listed();
    for entry in mirrored().await.unwrap_or_default() {
        if found.iter().all(|it| it.slot != entry.slot) {
            found.push(entry);
        }
    }
    if found.is_empty() {
        let nameless = |slot| DeskEntry { slot, ..DeskEntry::default() };
        found.extend(files::slots().await.into_iter().map(nameless));
    }
    order::sort_by(&mut found, |a, b| b.opened_at.cmp(&a.opened_at));
    found
}

/// Adds a workspace, or replaces what is known of it; to be called once it has been saved for the first time.
pub async fn remember(entry: DeskEntry) -> Result<(), StorageError> {
    local::available()?;
    let mut list = listed();
    list.retain(|it| it.slot != entry.slot);
    list.push(entry.clone());
    LocalStorage::set(LIST, &list).map_err(refusal::from_local)?;
    let text = serde_json::to_string(&entry).expect("an entry of texts serialises");
    keep(&entry.slot, Some(text)).await
}

/// Takes a workspace off the list; its data is [`erase`](crate::storage::Desk::erase)d apart from this.
pub async fn forget(slot: &str) -> Result<(), StorageError> {
    local::available()?;
    keep(slot, None).await?;
    let mut list = listed();
    list.retain(|it| it.slot != slot);
    LocalStorage::set(LIST, &list).map_err(refusal::from_local)?;
    if LocalStorage::get::<String>(CURRENT).is_ok_and(|it| it == slot) {
        LocalStorage::delete(CURRENT);
    }
    CURRENT_HERE.with_borrow_mut(|it| it.take_if(|here| here == slot));
    Ok(())
}

/// The workspace this tab has open, else the one any tab opened last.
pub fn current() -> Option<String> {
    if let Some(slot) = CURRENT_HERE.with_borrow(Clone::clone) {
        return Some(slot);
    }
    local::available().ok()?;
    LocalStorage::get(CURRENT).ok()
}

/// Notes the workspace this tab has open, also for the next start.
pub fn set_current(slot: &str) -> Result<(), StorageError> {
    CURRENT_HERE.set(Some(slot.to_owned()));
    local::available()?;
    LocalStorage::set(CURRENT, slot).map_err(refusal::from_local)
}

/// True when a workspace is on its way from one place to another, or was when the browser ended.
pub fn is_moving() -> bool {
    listed().iter().any(|it| it.moving.is_some())
}

/// The place that took the place of this one, where a move was cut short behind that.
pub fn moved_to(slot: &str) -> Option<String> {
    let took = |it: &DeskEntry| matches!(&it.moving, Some(Moving::From(from)) if from == slot);
    listed().into_iter().find(took).map(|it| it.slot)
}

/// True when a slot stands on the list of localStorage.
pub fn is_listed(slot: &str) -> bool {
    listed().iter().any(|it| it.slot == slot)
}

/// A text of the database.
pub(super) async fn kept(key: &str) -> Option<String> {
    let db = open().await.ok()?;
    let found = get(&db, key).await.ok().flatten();
    db.close();
    found
}

async fn get(db: &Database, key: &str) -> Result<Option<String>, DbError> {
    let transaction = db.transaction(STORE).build()?;
    transaction.object_store(STORE)?.get(key).primitive()?.await
}

fn listed() -> Vec<DeskEntry> {
    local::available().ok().and_then(|()| LocalStorage::get(LIST).ok()).unwrap_or_default()
}

async fn open() -> Result<Database, StorageError> {
    Database::open(DATABASE)
        .with_version(1_u8)
        .with_on_upgrade_needed(|_, db| db.create_object_store(STORE).build().map(drop))
        .await
        .map_err(refusal::from_open)
}

async fn mirrored() -> Result<Vec<DeskEntry>, StorageError> {
    let db = open().await?;
    let texts = read(&db).await.map_err(refusal::from_db);
    db.close();
    Ok(texts?.iter().filter_map(|text| serde_json::from_str(text).ok()).collect())
}

async fn read(db: &Database) -> Result<Vec<String>, DbError> {
    let transaction = db.transaction(STORE).build()?;
    transaction.object_store(STORE)?.get_all::<String>().primitive()?.await?.collect()
}

/// Keeps a text in the database under a key; `None` removes it. A slot names its entry.
pub(super) async fn keep(key: &str, text: Option<String>) -> Result<(), StorageError> {
    let db = open().await?;
    let done = write(&db, key, text).await.map_err(refusal::from_db);
    db.close();
    done
}

async fn write(db: &Database, slot: &str, text: Option<String>) -> Result<(), DbError> {
    let strict = TransactionOptions::new().with_durability(TransactionDurability::Strict);
    let transaction = db.transaction(STORE).with_mode(TransactionMode::Readwrite).with_options(strict).build()?;
    let store = transaction.object_store(STORE)?;
    match text {
        Some(text) => drop(store.put(text).with_key(slot.to_owned()).without_key_type().primitive()?),
        None => drop(store.delete(slot.to_owned()).primitive()?),
    }
    transaction.commit().await
}
