//! Opening a file received from another office, or a backup.

use std::rc::Rc;

use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::join::Joining;
use super::{Beginning, Stage, Way};
use crate::exchange::{Backup, CARRIED, MAX_BYTES, ReadError, Received, VerifiedFile, is_locked, receive};
use crate::i18n::Catalog;
use crate::oplog::WorkspaceId;
use crate::storage::{DeskEntry, desks};
use crate::ui::components::codes::ReadButton;
use crate::ui::files::{self, FileError, Picked};
use crate::ui::pages::exchange::refusal_words;
use crate::ui::slow::{Carried, Stopped, Work, carried_with_key, not_carried};
use crate::ui::state::{Trouble, WorkspaceStore, words};

/// Bytes by which a locked file is told.
const FRONT: u64 = 1_024;

/// The card for a received file.
#[component]
pub fn OpenFile(beginning: Beginning) -> impl IntoView {
    let text = words();
    let drop_here = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        if let Some(file) = files::dropped(&event) {
            take(beginning, file);
        }
    };
    let whole = Callback::new(move |file| take(beginning, file));
    view! {
        <section class="card stack" on:dragover=|event| event.prevent_default() on:drop=drop_here>
            <div><h2>{text.start.open_file()}</h2><p class="muted">{text.start.open_file_help()}</p></div>
            <div class="buttons"><FileButton beginning id="open-file" label=text.nav.choose_file()/><ReadButton disabled=move || beginning.is_busy() take=whole/></div>
        </section>
    }
    .into_any()
}

/// A button that asks for a file.
#[component]
pub fn FileButton(beginning: Beginning, id: &'static str, label: &'static str) -> impl IntoView {
    let chosen = move |event: leptos::ev::Event| {
        if let Some(file) = files::chosen(&event) {
            take(beginning, file);
        }
    };
    view! {
        <label class="btn file-button">
            {label}
            <input type="file" id=id class="visually-hidden" accept=".json,application/json" disabled=move || beginning.is_busy() on:change=chosen/>
        </label>
    }
}

fn take(beginning: Beginning, file: gloo_file::File) {
    beginning.ask(super::words_of(beginning.store).exchange.reading(), Way::Open(file));
}

/// Looks into a file; what it holds is the next step.
pub fn open(beginning: Beginning, file: gloo_file::File) {
    let (text, work) = (super::words_of(beginning.store), beginning.slow.begin());
    spawn_local(async move {
        let next = look(beginning.store, file, work, text).await;
        beginning.then(work, next);
    });
}

async fn look(store: WorkspaceStore, file: gloo_file::File, work: Work, text: &'static Catalog) -> Stage {
    let unreadable = || Stage::Refused(text.exchange.cannot_read_file().to_owned());
    if file.size() >= CARRIED as u64 && file.size() <= MAX_BYTES as u64 {
        let Ok(front) = files::front(&file, FRONT).await else { return unreadable() };
        if !is_locked(&front) {
            let Ok(bytes) = files::buffer(&file).await else { return unreadable() };
            if let Some(next) = from_worker(store, bytes, work, text).await {
                return next;
            }
        }
    }
    let picked = match files::read(file, MAX_BYTES as u64).await {
        Ok(picked) => picked,
        Err(FileError::TooLarge(most)) => return Stage::Refused(text.exchange.limit(&text.bytes(most))),
        Err(FileError::Unreadable) => return unreadable(),
    };
    if is_locked(&picked.bytes) {
        return Stage::Locked(Rc::new(picked));
    }
    came(store, receive(&picked.bytes), work, text).await
}

/// What comes next of a large file, which the worker reads; nothing where there is no worker.
async fn from_worker(store: WorkspaceStore, bytes: Uint8Array, work: Work, text: &'static Catalog) -> Option<Stage> {
    Some(match not_carried(carried_with_key(bytes, work, text).await, text) {
        Ok(carried) => {
            let Carried { outcome, key, .. } = carried?;
            let received = |(file, is_backup)| match (is_backup, key) {
                (true, Some(key)) => Ok(Received::Backup(Box::new(Backup { file, key }))),
                (true, None) => Err(ReadError::Structure("key".to_owned())),
                (false, _) => Ok(Received::File(Box::new(file))),
            };
            came(store, outcome.and_then(received), work, text).await
        }
        Err(words) => words.map_or(Stage::Ways, |words| Stage::Refused(words.to_owned())),
    })
}

/// Opens a file that was locked.
pub fn open_unlocked(beginning: Beginning, picked: Picked) {
    let (text, work) = (super::words_of(beginning.store), beginning.slow.begin());
    spawn_local(async move {
        let store = beginning.store;
        let large = match picked.bytes.len() {
            CARRIED.. => from_worker(store, Uint8Array::from(&picked.bytes[..]), work, text).await,
            _ => None,
        };
        let next = match large {
            Some(next) => next,
            None => came(store, receive(&picked.bytes), work, text).await,
        };
        beginning.then(work, next);
    });
}

async fn came(
    store: WorkspaceStore,
    received: Result<Received, ReadError>,
    work: Work,
    text: &'static Catalog,
) -> Stage {
    match received {
        Err(error) => Stage::Refused(refusal_words(&error, text)),
        Ok(Received::Backup(backup)) => match here(store, backup.file.workspace, true).await {
            Some(entry) => Stage::Here(entry),
            None => Stage::Restore(Rc::from(backup)),
        },
        Ok(Received::File(file)) => match here(store, file.workspace, false).await {
            Some(entry) => Stage::Here(entry),
            None => join(*file, work, text).await,
        },
    }
}

async fn join(file: VerifiedFile, work: Work, text: &'static Catalog) -> Stage {
    if !file.is_complete {
        return Stage::Refused(text.start.not_complete().to_owned());
    }
    match Joining::new(file, work, text).await {
        Ok(Some(joining)) => Stage::Join(Rc::new(joining)),
        Ok(None) => Stage::Refused(text.exchange.not_a_workspace().to_owned()),
        Err(Stopped) => Stage::Ways,
    }
}

/// The place on this machine that has the workspace and can be opened. Of a locked one nobody may know the passphrase any
/// more: a backup is restored beside it.
async fn here(store: WorkspaceStore, id: WorkspaceId, is_backup: bool) -> Option<DeskEntry> {
    let damaged = untrack(|| store.trouble()).and_then(|trouble| match trouble {
        Trouble::Damaged { slot } | Trouble::Unreadable { slot, .. } => Some(slot),
        Trouble::Storage(_) | Trouble::PartMissing | Trouble::Locked { .. } => None,
    });
    let id = id.to_string();
    let mut known = desks().await.into_iter().filter(|entry| !(is_backup && entry.locked));
    known.find(|entry| entry.workspace == id && Some(&entry.slot) != damaged.as_ref())
}
