//! The mirror in the origin's private file system: every save once more, in files of bounded size.
//!
//! A file's first line says how far every chain had reached after its last entry; the other lines are entries. Only
//! the newest file is rewritten, as a whole, so that a crash leaves either the old text or the new one.

use crate::domain::order;
use std::cell::Cell;

use futures::lock::Mutex;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetDirectoryOptions, FileSystemGetFileOptions,
    FileSystemRemoveOptions, FileSystemWritableFileStream,
};

use super::room;
use crate::storage::Cipher;
use crate::storage::plan::{Entry, Marks};
use crate::storage::sealing::{ENTRY, opened_json};

const FILE_CAP: usize = 128 * 1024;
const MARKS_CAP: i32 = 512 * 1024;

/// The mirror of one slot, where the browser has one.
pub struct Mirror {
    folder: FileSystemDirectoryHandle,
    tail: Mutex<Tail>,
    broken: Cell<bool>,
}

struct Tail {
    number: u32,
    entries: String,
    marks: Marks,
}

impl Mirror {
    /// Opens the slot's folder; `None` where there is no private file system or it cannot be written from a page.
    pub async fn open(slot: &str) -> Option<Mirror> {
        let folder = child(&home().await?, slot).await?;
        let newest = numbers(&folder).await?.pop().unwrap_or(0);
        let tail = Tail { number: newest + 1, entries: String::new(), marks: Marks::default() };
        Some(Mirror { folder, tail: Mutex::new(tail), broken: Cell::new(false) })
    }

    /// How far every chain had reached, as the newest file says.
    pub async fn marks(&self) -> Option<Marks> {
        let newest = numbers(&self.folder).await?.pop()?;
        let file = self.file(newest).await?;
        let head = text(&file.slice_with_i32_and_i32(0, MARKS_CAP).ok()?).await?;
        serde_json::from_str(head.lines().next()?).ok()
    }

    /// Every readable entry.
    pub async fn entries(&self, cipher: Option<&dyn Cipher>) -> Vec<Entry> {
        let read = |line: &str| serde_json::from_str::<Entry>(&opened_json(cipher, ENTRY, line)?).ok();
        let mut found = Vec::new();
        for number in numbers(&self.folder).await.unwrap_or_default() {
            if let Some(file) = self.file(number).await
                && let Some(text) = text(&file).await
            {
                found.extend(text.lines().skip(1).filter_map(read));
            }
        }
        order::sort_by_key(&mut found, |entry| entry.seq);
        found
    }

    /// Adds one entry that is JSON already, sealed where the slot is; false once the mirror has fallen behind.
    pub async fn append(&self, json: &str, marks: &Marks) -> bool {
        let mut tail = self.tail.lock().await;
        if self.broken.get() {
            return false;
        }
        if !tail.entries.is_empty() && tail.entries.len() + json.len() > FILE_CAP {
            tail.number += 1;
            tail.entries.clear();
        }
        tail.entries.push_str(json);
        tail.entries.push('\n');
        if marks.seq >= tail.marks.seq {
            tail.marks = marks.clone();
        }
        let written = self.write(&tail).await.is_some();
        self.broken.set(!written);
        written
    }

    /// Starts again from one entry that holds everything, and drops what was there before.
    pub async fn restart(&self, json: &str, marks: &Marks) -> bool {
        let mut tail = self.tail.lock().await;
        if !tail.entries.is_empty() {
            self.broken.set(true);
            return false;
        }
        let old = numbers(&self.folder).await.unwrap_or_default();
        let first = Tail { number: tail.number, entries: format!("{json}\n"), marks: marks.clone() };
        let written = self.write(&first).await.is_some();
        self.broken.set(!written);
        if written {
            *tail = Tail { number: first.number + 1, entries: String::new(), marks: first.marks };
            for number in old {
                JsFuture::from(self.folder.remove_entry(&file_name(number))).await.ok();
            }
        }
        written
    }

    async fn write(&self, tail: &Tail) -> Option<()> {
        let head = serde_json::to_string(&tail.marks).ok()?;
        write(&self.folder, &file_name(tail.number), &format!("{head}\n{}", tail.entries)).await
    }

    async fn file(&self, number: u32) -> Option<Blob> {
        file(&self.folder, &file_name(number)).await
    }
}

/// Writes a file as a whole; none where a page may not.
async fn write(folder: &FileSystemDirectoryHandle, name: &str, text: &str) -> Option<()> {
    let options = FileSystemGetFileOptions::new();
    options.set_create(true);
    let handle = folder.get_file_handle_with_options(name, &options);
    let handle: FileSystemFileHandle = JsFuture::from(handle).await.ok()?.dyn_into().ok()?;
    if !Reflect::has(&handle, &JsValue::from_str("createWritable")).unwrap_or(false) {
        return None;
    }
    let stream: FileSystemWritableFileStream = JsFuture::from(handle.create_writable()).await.ok()?.dyn_into().ok()?;
    JsFuture::from(stream.write_with_str(text).ok()?).await.ok()?;
    JsFuture::from(stream.close()).await.ok()?;
    Some(())
}

async fn file(folder: &FileSystemDirectoryHandle, name: &str) -> Option<Blob> {
    let handle: FileSystemFileHandle = JsFuture::from(folder.get_file_handle(name)).await.ok()?.dyn_into().ok()?;
    JsFuture::from(handle.get_file()).await.ok()?.dyn_into().ok()
}

/// The slot's lock card, which lies beside its folder.
pub async fn card(slot: &str) -> Option<String> {
    text(&file(&home().await?, &card_name(slot)).await?).await.filter(|it| !it.is_empty())
}

/// Writes the slot's lock card; false where there is no private file system, or none that a page may write.
pub async fn set_card(slot: &str, card: &str) -> bool {
    match home().await {
        Some(home) => write(&home, &card_name(slot), card).await.is_some(),
        None => false,
    }
}

/// Removes the slot's lock card.
pub async fn drop_card(slot: &str) {
    if let Some(home) = home().await {
        JsFuture::from(home.remove_entry(&card_name(slot))).await.ok();
    }
}

fn card_name(slot: &str) -> String {
    format!("{slot}.lock")
}

/// Removes the slot's folder.
pub async fn erase(slot: &str) {
    if let Some(home) = home().await {
        let options = FileSystemRemoveOptions::new();
        options.set_recursive(true);
        JsFuture::from(home.remove_entry_with_options(slot, &options)).await.ok();
    }
}

/// The slots that have a mirror with something in it.
pub async fn slots() -> Vec<String> {
    let Some(home) = home().await else { return Vec::new() };
    let mut found = Vec::new();
    for slot in names(&home).await.unwrap_or_default() {
        if let Some(folder) = child(&home, &slot).await
            && numbers(&folder).await.is_some_and(|it| !it.is_empty())
        {
            found.push(slot);
        }
    }
    found
}

async fn home() -> Option<FileSystemDirectoryHandle> {
    let manager = room::manager()?;
    if !Reflect::has(&manager, &JsValue::from_str("getDirectory")).unwrap_or(false) {
        return None;
    }
    let root = JsFuture::from(manager.get_directory()).await.ok()?.dyn_into().ok()?;
    child(&root, "three-lists").await
}

async fn child(folder: &FileSystemDirectoryHandle, name: &str) -> Option<FileSystemDirectoryHandle> {
    let options = FileSystemGetDirectoryOptions::new();
    options.set_create(true);
    JsFuture::from(folder.get_directory_handle_with_options(name, &options)).await.ok()?.dyn_into().ok()
}

fn file_name(number: u32) -> String {
    format!("{number:08}.log")
}

/// The numbers of the files there, in order.
async fn numbers(folder: &FileSystemDirectoryHandle) -> Option<Vec<u32>> {
    let names = names(folder).await?;
    let mut found: Vec<u32> = names.iter().filter_map(|name| name.strip_suffix(".log")?.parse().ok()).collect();
    order::sort(&mut found);
    Some(found)
}

async fn names(folder: &FileSystemDirectoryHandle) -> Option<Vec<String>> {
    let names = folder.keys();
    let mut found = Vec::new();
    loop {
        let step = JsFuture::from(names.next().ok()?).await.ok()?;
        if Reflect::get(&step, &JsValue::from_str("done")).ok()?.is_truthy() {
            return Some(found);
        }
        found.push(Reflect::get(&step, &JsValue::from_str("value")).ok()?.as_string()?);
    }
}

async fn text(blob: &Blob) -> Option<String> {
    JsFuture::from(blob.text()).await.ok()?.as_string()
}
