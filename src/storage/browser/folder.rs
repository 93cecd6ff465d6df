//! A folder of the machine's own file system that a person chose for backups, where the browser lets a page write there.
//!
//! The handle is kept in a database of its own, one for each slot: the list of workspaces stays as it is, and a browser
//! without such handles never opens this. What web-sys does not bind is called by name.

use indexed_db_futures::database::Database;
use indexed_db_futures::error::Error as DbError;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::TransactionMode;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, DomException, FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetFileOptions,
    FileSystemWritableFileStream,
};

/// No slot's database is called so: those go on with a hyphen.
const DATABASE: &str = "three-lists/folders";
const STORE: &str = "folders";

/// A folder that was chosen.
#[derive(Clone)]
pub struct Folder {
    handle: FileSystemDirectoryHandle,
}

/// Whether a page may write to a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// It may.
    Granted,
    /// The browser will ask, at a click.
    Asks,
    /// It may not.
    Denied,
}

/// Why nothing was written to a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FolderError {
    /// It cannot be found or opened any more.
    #[error("the folder cannot be opened")]
    Lost,
    /// The browser does not let the page write there.
    #[error("writing to the folder is not allowed")]
    Refused,
    /// Its disk is full.
    #[error("the folder's disk is full")]
    Full,
    /// What was read back is not what was written.
    #[error("what was read back differs")]
    Differs,
}

/// True where the browser can be asked for a folder.
pub fn can_choose_folder() -> bool {
    picker().is_some()
}

fn picker() -> Option<Function> {
    let window = web_sys::window()?;
    Reflect::get(&window, &JsValue::from_str("showDirectoryPicker")).ok()?.dyn_into().ok()
}

/// Asks for a folder and keeps it for that slot; none when the person chose none. To be called at a click.
pub async fn choose_folder(slot: &str) -> Option<Folder> {
    let options = mode();
    let _ = Reflect::set(&options, &JsValue::from_str("id"), &JsValue::from_str("backups"));
    let window = web_sys::window()?;
    let chosen: Promise = picker()?.call1(&window, &options).ok()?.dyn_into().ok()?;
    let handle: FileSystemDirectoryHandle = JsFuture::from(chosen).await.ok()?.dyn_into().ok()?;
    // A folder that cannot be kept serves as long as the page stands.
    let _ = write(slot, Some(handle.clone().into())).await;
    Some(Folder { handle })
}

/// The folder kept for a slot.
pub async fn kept_folder(slot: &str) -> Option<Folder> {
    picker()?;
    let handle = read(slot).await.ok()??;
    Some(Folder { handle: handle.dyn_into().ok()? })
}

/// Forgets the folder of a slot; what is in it stays.
pub async fn leave_folder(slot: &str) {
    if picker().is_some() {
        let _ = write(slot, None).await;
    }
}

impl Folder {
    /// What it is called.
    pub fn name(&self) -> String {
        self.handle.name()
    }

    /// Whether the page may write there now.
    pub async fn permission(&self) -> Permission {
        self.permitted("queryPermission").await
    }

    /// Asks the browser for leave to write there. To be called at a click.
    pub async fn ask(&self) -> Permission {
        match self.permission().await {
            Permission::Asks => self.permitted("requestPermission").await,
            known => known,
        }
    }

    async fn permitted(&self, call: &str) -> Permission {
        let Ok(call) = Reflect::get(&self.handle, &JsValue::from_str(call)).and_then(|it| it.dyn_into::<Function>())
        else {
            // Who asks nobody lets everybody.
            return Permission::Granted;
        };
        let asked = call.call1(&self.handle, &mode()).ok().and_then(|it| it.dyn_into::<Promise>().ok());
        let Some(asked) = asked else { return Permission::Denied };
        match JsFuture::from(asked).await.ok().and_then(|it| it.as_string()).as_deref() {
            Some("granted") => Permission::Granted,
            Some("prompt") => Permission::Asks,
            _ => Permission::Denied,
        }
    }

    /// Writes a file there, in place of one of that name, and reads it back; `Ok` means that what was read is what was
    /// written.
    pub async fn save(&self, name: &str, text: &str) -> Result<(), FolderError> {
        let back = self.write_and_read(name, text).await.map_err(|error| named(&error))?;
        if back == text { Ok(()) } else { Err(FolderError::Differs) }
    }

    async fn write_and_read(&self, name: &str, text: &str) -> Result<String, JsValue> {
        let options = FileSystemGetFileOptions::new();
        options.set_create(true);
        let handle = JsFuture::from(self.handle.get_file_handle_with_options(name, &options)).await?;
        let handle: FileSystemFileHandle = handle.dyn_into()?;
        // The browser writes beside the file and puts it in its place when the stream is closed: no half of one is left.
        let stream: FileSystemWritableFileStream = JsFuture::from(handle.create_writable()).await?.dyn_into()?;
        JsFuture::from(stream.write_with_str(text)?).await?;
        JsFuture::from(stream.close()).await?;
        let file: Blob = JsFuture::from(handle.get_file()).await?.dyn_into()?;
        Ok(JsFuture::from(file.text()).await?.as_string().unwrap_or_default())
    }
}

fn mode() -> Object {
    let options = Object::new();
    let _ = Reflect::set(&options, &JsValue::from_str("mode"), &JsValue::from_str("readwrite"));
    options
}

fn named(error: &JsValue) -> FolderError {
    let name = error.dyn_ref::<DomException>().map(DomException::name).unwrap_or_default();
    match name.as_str() {
        "NotAllowedError" | "SecurityError" | "NoModificationAllowedError" => FolderError::Refused,
        "QuotaExceededError" => FolderError::Full,
        _ => FolderError::Lost,
    }
}

async fn open() -> Option<Database> {
    let opening = Database::open(DATABASE).with_version(1_u8);
    opening.with_on_upgrade_needed(|_, db| db.create_object_store(STORE).build().map(drop)).await.ok()
}

async fn read(slot: &str) -> Result<Option<JsValue>, DbError> {
    let Some(db) = open().await else { return Ok(None) };
    let found = read_from(&db, slot).await;
    db.close();
    found
}

async fn read_from(db: &Database, slot: &str) -> Result<Option<JsValue>, DbError> {
    let transaction = db.transaction(STORE).build()?;
    transaction.object_store(STORE)?.get::<JsValue, _, _>(slot.to_owned()).primitive()?.await
}

async fn write(slot: &str, handle: Option<JsValue>) -> Result<(), DbError> {
    let Some(db) = open().await else { return Ok(()) };
    let done = write_to(&db, slot, handle).await;
    db.close();
    done
}

async fn write_to(db: &Database, slot: &str, handle: Option<JsValue>) -> Result<(), DbError> {
    let transaction = db.transaction(STORE).with_mode(TransactionMode::Readwrite).build()?;
    let store = transaction.object_store(STORE)?;
    match handle {
        Some(handle) => drop(store.put(handle).with_key(slot.to_owned()).without_key_type().primitive()?),
        None => drop(store.delete(slot.to_owned()).primitive()?),
    }
    transaction.commit().await
}
