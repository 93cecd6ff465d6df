//! Opening a file received from another office, or a backup.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::join::Joining;
use super::{Beginning, Stage, Way};
use crate::exchange::{MAX_BYTES, Received, VerifiedFile, is_locked, receive};
use crate::i18n::Catalog;
use crate::oplog::WorkspaceId;
use crate::storage::{DeskEntry, desks};
use crate::ui::components::codes::ReadButton;
use crate::ui::files::{self, FileError, Picked};
use crate::ui::pages::exchange::refusal_words;
use crate::ui::state::{Trouble, WorkspaceStore, words};

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
    let text = super::words_of(beginning.store);
    spawn_local(async move {
        let next = look(beginning.store, file, text).await;
        let _ = beginning.stage.try_set(next);
    });
}

async fn look(store: WorkspaceStore, file: gloo_file::File, text: &'static Catalog) -> Stage {
    let picked = match files::read(file, MAX_BYTES as u64).await {
        Ok(picked) => picked,
        Err(FileError::TooLarge(most)) => return Stage::Refused(text.exchange.limit(&text.bytes(most))),
        Err(FileError::Unreadable) => return Stage::Refused(text.exchange.cannot_read_file().to_owned()),
    };
    if is_locked(&picked.bytes) {
        return Stage::Locked(Rc::new(picked));
    }
    look_into(store, picked, text).await
}

/// Opens a file that was locked.
pub fn open_unlocked(beginning: Beginning, picked: Picked) {
    let text = super::words_of(beginning.store);
    spawn_local(async move {
        let next = look_into(beginning.store, picked, text).await;
        let _ = beginning.stage.try_set(next);
    });
}

async fn look_into(store: WorkspaceStore, picked: Picked, text: &'static Catalog) -> Stage {
    match receive(&picked.bytes) {
        Err(error) => Stage::Refused(refusal_words(&error, text)),
        Ok(Received::Backup(backup)) => match here(store, backup.file.workspace, true).await {
            Some(entry) => Stage::Here(entry),
            None => Stage::Restore(Rc::from(backup)),
        },
        Ok(Received::File(file)) => match here(store, file.workspace, false).await {
            Some(entry) => Stage::Here(entry),
            None => join(*file, text),
        },
    }
}

fn join(file: VerifiedFile, text: &'static Catalog) -> Stage {
    if !file.is_complete {
        return Stage::Refused(text.start.not_complete().to_owned());
    }
    match Joining::new(file) {
        Some(joining) => Stage::Join(Rc::new(joining)),
        None => Stage::Refused(text.exchange.not_a_workspace().to_owned()),
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
