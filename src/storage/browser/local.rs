//! localStorage: the sentinel, the small values, the journal, and preferences.

use crate::domain::order;
use gloo_storage::{LocalStorage, Storage};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use std::rc::Rc;

use super::{keyring, refusal};
use crate::storage::plan::{Entry, Kept, LocalValues, Marks};
use crate::storage::sealing::{ENTRY, VALUES, opened_json, sealed_json};
use crate::storage::{Cipher, Preferences, StorageError};

/// The part of localStorage that belongs to one slot.
pub struct Local {
    prefix: String,
    /// Sets this tab's journal keys apart from those of a tab that writes at the same moment.
    tag: String,
    /// What seals here, if the slot is locked.
    pub cipher: Option<Rc<dyn Cipher>>,
}

impl Local {
    /// The slot's part, if this browser lets the page use localStorage at all.
    pub fn open(slot: &str) -> Result<Local, StorageError> {
        available()?;
        Ok(Local { prefix: format!("three-lists/{slot}/"), tag: tag(), cipher: keyring::cipher(slot) })
    }

    /// How far each chain reached.
    pub fn sentinel(&self) -> Option<Marks> {
        self.read("sentinel")
    }

    /// Replaces the sentinel; `None` removes it.
    pub fn set_sentinel(&self, marks: Option<&Marks>) -> Result<(), StorageError> {
        self.write("sentinel", marks)
    }

    /// The small values.
    pub fn values(&self) -> Option<LocalValues> {
        let held = raw(&format!("{}local", self.prefix))?;
        serde_json::from_str(&opened_json(self.cipher.as_deref(), VALUES, &held)?).ok()
    }

    /// Replaces the small values; `None` removes them.
    pub fn set_values(&self, values: Option<&LocalValues>) -> Result<(), StorageError> {
        let json = values.map(|it| serde_json::to_string(it).expect("texts and a number serialise"));
        let raw = json.map(|it| raw_value(sealed_json(self.cipher.as_deref(), VALUES, it)));
        self.write("local", raw.as_ref())
    }

    /// What the journal has, oldest first, told from the keys alone.
    pub fn journal_index(&self) -> Vec<Kept> {
        let prefix = self.journal_prefix();
        let kept = |key: String| {
            let mut parts = key[prefix.len()..].split('-');
            let seq = parts.next()?.parse().ok()?;
            let size = parts.next()?.parse().ok()?;
            Some(Kept { seq, size, key })
        };
        let mut found: Vec<Kept> = keys(&prefix).into_iter().filter_map(kept).collect();
        order::sort_by_key(&mut found, |it| it.seq);
        found
    }

    /// The readable ones of these entries.
    pub fn journal(&self, index: &[Kept]) -> Vec<Entry> {
        let read = |kept: &Kept| {
            let held = raw(&kept.key)?;
            serde_json::from_str(&opened_json(self.cipher.as_deref(), ENTRY, &held)?).ok()
        };
        index.iter().filter_map(read).collect()
    }

    /// Adds an entry that is JSON already, sealed where the slot is.
    pub fn journal_add(&self, seq: u64, json: &str) -> Result<Kept, StorageError> {
        let size = characters(json);
        let key = format!("{}{seq}-{size}-{}", self.journal_prefix(), self.tag);
        LocalStorage::set(&key, raw_value(json.to_owned())).map_err(refusal::from_local)?;
        Ok(Kept { seq, size, key })
    }

    /// Drops an entry.
    pub fn journal_drop(&self, kept: &Kept) {
        LocalStorage::delete(&kept.key);
    }

    /// Removes every key of the slot.
    pub fn erase(&self) {
        keys(&self.prefix).iter().for_each(LocalStorage::delete);
    }

    fn journal_prefix(&self) -> String {
        format!("{}journal/", self.prefix)
    }

    fn read<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        LocalStorage::get(format!("{}{name}", self.prefix)).ok()
    }

    fn write<T: Serialize>(&self, name: &str, value: Option<&T>) -> Result<(), StorageError> {
        let key = format!("{}{name}", self.prefix);
        match value {
            Some(value) => LocalStorage::set(key, value).map_err(refusal::from_local),
            None => {
                LocalStorage::delete(key);
                Ok(())
            }
        }
    }
}

/// Eight hex digits by chance, which tell tabs and their messages apart. As whole numbers: printing floats would be 5 kB of
/// the first page.
pub fn tag() -> String {
    format!("{:08x}", (js_sys::Math::random() * f64::from(u32::MAX)) as u32)
}

/// Now, in whole milliseconds.
pub fn now_ms() -> u64 {
    js_sys::Date::now() as u64
}

fn raw_value(json: String) -> Box<RawValue> {
    RawValue::from_string(json).expect("it was serialised a moment ago")
}

/// What stands under a key, as it stands there.
pub fn raw(key: &str) -> Option<String> {
    available().ok()?;
    LocalStorage::raw().get_item(key).ok().flatten()
}

/// Refuses where the page may not use localStorage, which every other call here takes for granted.
pub fn available() -> Result<(), StorageError> {
    let window = web_sys::window().ok_or_else(|| StorageError::Unavailable { what: "no window".to_owned() })?;
    match window.local_storage() {
        Ok(Some(_)) => Ok(()),
        Ok(None) => Err(StorageError::Blocked { what: "localStorage is switched off".to_owned() }),
        Err(error) => Err(refusal::from_js(&error)),
    }
}

/// The keys that begin like this, in order.
pub fn keys(prefix: &str) -> Vec<String> {
    let raw = LocalStorage::raw();
    let mut found: Vec<String> = (0..LocalStorage::length())
        .filter_map(|index| raw.key(index).ok().flatten())
        .filter(|key| key.starts_with(prefix))
        .collect();
    order::sort(&mut found);
    found
}

/// The length as localStorage counts it.
pub fn characters(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Preferences in localStorage, common to all workspaces.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserPreferences;

impl BrowserPreferences {
    fn key(name: &str) -> String {
        format!("three-lists/preferences/{name}")
    }

    /// The names that begin like this.
    pub fn names(prefix: &str) -> Vec<String> {
        let keys = if available().is_ok() { keys(&Self::key(prefix)) } else { Vec::new() };
        keys.iter().map(|key| key[Self::key("").len()..].to_owned()).collect()
    }

    /// A value as it is kept: JSON.
    pub fn raw(name: &str) -> Option<String> {
        raw(&Self::key(name))
    }
}

impl Preferences for BrowserPreferences {
    fn get<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        available().ok()?;
        LocalStorage::get(Self::key(name)).ok()
    }

    fn set<T: Serialize>(&self, name: &str, value: &T) {
        if available().is_ok() {
            LocalStorage::set(Self::key(name), value).ok();
        }
    }

    fn remove(&self, name: &str) {
        if available().is_ok() {
            LocalStorage::delete(Self::key(name));
        }
    }
}
