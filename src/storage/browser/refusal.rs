//! Turns what a browser throws into the store's own errors.

use gloo_storage::errors::StorageError as GlooError;
use indexed_db_futures::error::{Error as DbError, OpenDbError, UnexpectedDataError};
use wasm_bindgen::{JsCast, JsValue};

use super::room::estimate;
use crate::storage::StorageError;

/// Names an exception of any kind.
pub fn from_name(name: &str, message: &str) -> StorageError {
    let what = if message.is_empty() { name.to_owned() } else { format!("{name}: {message}") };
    match name {
        "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" => StorageError::Quota { used: None, quota: None },
        "SecurityError" | "NotAllowedError" => StorageError::Blocked { what },
        _ => StorageError::Unavailable { what },
    }
}

/// Names a value thrown by the browser.
pub fn from_js(value: &JsValue) -> StorageError {
    match value.dyn_ref::<js_sys::Error>() {
        Some(error) => from_name(&String::from(error.name()), &String::from(error.message())),
        None => StorageError::Unavailable { what: format!("{value:?}") },
    }
}

/// Names a refusal of localStorage.
pub fn from_local(error: GlooError) -> StorageError {
    match error {
        GlooError::JsError(error) => from_name(&error.name, &error.message),
        other => StorageError::Corrupt { what: other.to_string() },
    }
}

/// Names a refusal to open the database; private windows of some browsers answer with an invalid state.
pub fn from_open(error: OpenDbError) -> StorageError {
    match error {
        OpenDbError::Base(DbError::DomException(inner)) => {
            let inner = web_sys::DomException::from(inner);
            match inner.name().as_str() {
                "InvalidStateError" => StorageError::Blocked { what: inner.message() },
                name => from_name(name, &inner.message()),
            }
        }
        OpenDbError::Base(other) => from_db(other),
        OpenDbError::NullFactory => StorageError::Blocked { what: "no indexedDB".to_owned() },
        // Naming these by the crate's own words would bring the printing of floats into the first page.
        OpenDbError::VersionZero | OpenDbError::UnsupportedEnvironment => {
            StorageError::Blocked { what: "indexedDB is not supported".to_owned() }
        }
    }
}

/// Names a refusal of the database.
pub fn from_db(error: DbError) -> StorageError {
    match error {
        DbError::DomException(inner) => {
            let inner = web_sys::DomException::from(inner);
            from_name(&inner.name(), &inner.message())
        }
        DbError::MissingData(missing) => StorageError::Unavailable { what: missing.to_string() },
        DbError::Unknown(error) => StorageError::Unavailable { what: error.to_string() },
        // Only text is kept: a value of another kind is no value of ours.
        DbError::Serialisation(_) => StorageError::Unavailable { what: "a value that is no text".to_owned() },
    }
}

/// Names a refused commit. A full disk shows only as an abort that nobody asked for, so the estimate decides.
pub async fn from_commit(error: DbError, size: u64) -> StorageError {
    let aborted = matches!(error, DbError::MissingData(UnexpectedDataError::TransactionAborted));
    let named = from_db(error);
    let room = estimate().await;
    match (named, room) {
        (StorageError::Quota { .. }, Some(room)) => {
            StorageError::Quota { used: Some(room.used), quota: Some(room.quota) }
        }
        (StorageError::Unavailable { .. }, Some(room))
            if aborted && room.quota.saturating_sub(room.used) < 2 * size =>
        {
            StorageError::Quota { used: Some(room.used), quota: Some(room.quota) }
        }
        (other, _) => other,
    }
}
