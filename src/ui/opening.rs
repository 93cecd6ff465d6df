//! From a blank page to an open workspace: what this machine holds, which tab writes, and beginning anew.

use std::rc::Rc;

use leptos::task::spawn_local;

use super::app::PERSON;
use super::parts;
use super::state::store::{Seat, batch_of};
use super::state::{SaveState, Trouble, WorkspaceStore, clock};
use crate::i18n::catalog;
use crate::oplog::SecretKey;
use crate::storage::card::{cards, waits_for_passphrase};
use crate::storage::{
    Batch, BrowserDesk, Desk, DeskEntry, Opened, Recovery, Role, StorageError, Writer, current, desks, forget,
    is_listed, is_moving, leave_folder, moved_to, on_change, remember, set_current,
};
use crate::workspace::{Changes, Device, StoredText, Workspace};

/// The name of the small value that holds this installation's key.
pub const DEVICE_KEY: &str = "device_key";

/// Opens the workspace that was open last, if this machine has one.
pub fn open_kept(store: WorkspaceStore) {
    spawn_local(async move {
        if is_moving() {
            parts::finish_move().await;
        }
        let slot = match current() {
            Some(slot) => Some(slot),
            None => desks().await.first().map(|entry| entry.slot.clone()),
        };
        match slot {
            Some(slot) => {
                spawn_local(parts::fetch_work());
                open_slot(store, slot).await;
            }
            None => {
                parts::fetch_start().await;
                store.settle(None);
            }
        }
    });
}

/// Opens a workspace of this machine; what prevents it is told on the start page.
pub async fn open_slot(store: WorkspaceStore, slot: String) {
    match read_slot(store, &slot).await {
        Ok(()) => {
            // Only the next start's choice depends on this.
            let _ = set_current(&slot);
        }
        Err(trouble) => store.settle(Some(trouble)),
    }
}

async fn read_slot(store: WorkspaceStore, slot: &str) -> Result<(), Trouble> {
    // What was moved elsewhere is cleared away sometime: nobody is to write there any more.
    let moved = moved_to(slot);
    let slot = moved.as_deref().unwrap_or(slot);
    if waits_for_passphrase(slot).await {
        return Err(Trouble::Locked { slot: slot.to_owned() });
    }
    let seat = take_seat(store, slot).await;
    let follows = seat.writer.role() == Role::Follower;
    let opened = match seat.desk.open().await {
        Ok(opened) => opened,
        Err(StorageError::Locked) if !cards(slot).await.is_empty() => {
            return Err(Trouble::Locked { slot: slot.to_owned() });
        }
        Err(error) => return Err(Trouble::Storage(error)),
    };
    match &opened.recovery {
        Recovery::Damaged { .. } => return Err(Trouble::Damaged { slot: slot.to_owned() }),
        Recovery::Fresh => {
            store.settle(None);
            return Ok(());
        }
        Recovery::Restored { .. } => store.announce(catalog(store.language_now()).status.recovered()),
        Recovery::Intact => {}
    }
    let fresh_key = stored_key(&opened).is_none();
    let key = match stored_key(&opened) {
        Some(key) => key,
        None => parts::key(opened.local.get(DEVICE_KEY).cloned()).await.ok_or(Trouble::PartMissing)?,
    };
    let workspace = workspace_of(&opened, slot, key)?;
    let key = workspace.device().key.to_stored();
    // Of a locked desk even this is sealed.
    if let Some(person) = opened.local.get(PERSON) {
        store.set_person(person.clone());
    }
    store.adopt(workspace, seat, opened.local);
    if follows {
        store.set_save_state(SaveState::Follower);
        // It may have become the writer while it read.
        if store.holds_claim() {
            read_again(store);
        }
    } else if fresh_key {
        store.set_local(DEVICE_KEY, Some(key));
    }
    Ok(())
}

fn stored_key(opened: &Opened) -> Option<SecretKey> {
    opened.local.get(DEVICE_KEY).and_then(|text| SecretKey::from_stored(text).ok())
}

fn workspace_of(opened: &Opened, slot: &str, key: SecretKey) -> Result<Workspace, Trouble> {
    let device = Device { key, run: run() };
    Workspace::open(&texts(opened), device).map_err(|error| Trouble::Unreadable { slot: slot.to_owned(), error })
}

fn texts(opened: &Opened) -> Vec<StoredText> {
    let text = |chain: &crate::storage::StoredChain| StoredText {
        chain: chain.chain.clone(),
        meta: chain.meta.clone(),
        ops: chain.ops.clone(),
        head: chain.head.clone(),
    };
    opened.chains.iter().map(text).collect()
}

/// Joins what this tab could not save with what another tab wrote meanwhile; false when the store cannot be read.
pub async fn rejoin(store: WorkspaceStore, desk: &BrowserDesk) -> bool {
    let Ok(opened) = desk.open().await else { return false };
    let device = Device { key: store.peek(|workspace| workspace.device().key.clone()), run: run() };
    match store.peek(|workspace| workspace.rejoin(&texts(&opened), device)) {
        Ok((workspace, changes)) => {
            store.rejoined(workspace, &changes, opened.local);
            true
        }
        Err(_) => false,
    }
}

/// A device that is new: its key is kept once its workspace is.
pub fn new_device() -> Device {
    Device { key: key(None), run: run() }
}

/// The key of that text, as stored before the public half stood beside it; a new one where there is none.
///
/// The old key must be found: without it, what this machine wrote since its last file could never be sealed.
pub fn key(stored: Option<&str>) -> SecretKey {
    stored.and_then(|text| SecretKey::parse(text).ok()).unwrap_or_else(|| SecretKey::from_bytes(random()))
}

/// Keeps a workspace that was just made or received in a place of its own, and opens it.
pub async fn begin(store: WorkspaceStore, workspace: Workspace, changes: Vec<Changes>) -> Result<(), StorageError> {
    let slot = run();
    let seat = take_seat(store, &slot).await;
    seat.desk.open().await?;
    let key = workspace.device().key.to_stored();
    let mut local = Some((DEVICE_KEY.to_owned(), key));
    for change in &changes {
        let batch = Batch {
            local: local.take().map(|(name, key)| (name, Some(key))).into_iter().collect(),
            ..batch_of(change)
        };
        seat.desk.save(&batch).await?;
    }
    remember(DeskEntry {
        slot: slot.clone(),
        title: workspace.title(),
        workspace: workspace.id().to_string(),
        opened_at: clock::now().to_string(),
        ..DeskEntry::default()
    })
    .await?;
    set_current(&slot)?;
    let local = [(DEVICE_KEY.to_owned(), workspace.device().key.to_stored())].into_iter().collect();
    store.adopt(workspace, seat, local);
    Ok(())
}

/// Removes a workspace from this machine, unless another tab has it open.
pub async fn remove(slot: &str) -> Result<(), StorageError> {
    let writer = Writer::request(slot, |_| {}).await;
    if writer.role() != Role::Writer {
        return Err(StorageError::NotWriter);
    }
    BrowserDesk::new(slot).erase().await?;
    leave_folder(slot).await;
    forget(slot).await
}

/// Reads the store again: another tab saved, or this tab became the writer. Until that is done such a tab goes on following:
/// what it saved before would take a place in its log that the other tab's ops have already.
pub fn read_again(store: WorkspaceStore) {
    let Some(desk) = store.desk() else { return };
    // What waits is only here: it is joined with what the other tab wrote once this one writes again.
    if store.has_unwritten() {
        return write_on(store);
    }
    let reading = store.begin_reading();
    spawn_local(async move {
        let read = desk.open().await;
        // Whatever was begun later reads more; and what was closed meanwhile is not to be shown in the place of another.
        if !store.is_reading(reading) || store.slot().as_deref() != Some(desk.slot()) {
            return;
        }
        // Nothing but this tab has what it was given meanwhile.
        if store.has_unwritten() {
            return write_on(store);
        }
        let shown = read.map_err(Trouble::Storage).and_then(|opened| {
            let key = stored_key(&opened).unwrap_or_else(|| store.peek(|workspace| workspace.device().key.clone()));
            Ok((workspace_of(&opened, desk.slot(), key)?, opened.local))
        });
        match shown {
            Ok((workspace, local)) => {
                store.renew(workspace, local);
                write_on(store);
            }
            // It follows on, and whoever asks it to take over again has it read again.
            Err(trouble) if store.holds_claim() => store.announce(trouble.words(catalog(store.language_now()))),
            // The next save of the other tab has it read again.
            Err(_) => {}
        }
    });
}

/// Lets this tab write, if the claim is its own; what is being moved elsewhere stays as it is.
fn write_on(store: WorkspaceStore) {
    if store.holds_claim() && !store.is_leaving() {
        store.set_save_state(SaveState::Saved);
        store.retry();
    }
}

async fn take_seat(store: WorkspaceStore, slot: &str) -> Seat {
    let desk = Rc::new(BrowserDesk::new(slot));
    let on_role = {
        let desk = Rc::clone(&desk);
        move |role| {
            // Another tab moved it into or out of the lock: what is written here would be lost, or stand there in clear.
            if role == Role::Writer && (moved_to(desk.slot()).is_some() || !is_listed(desk.slot())) {
                desk.set_writable(false);
                store.set_save_state(SaveState::Follower);
                // Where the browser refuses, this tab goes on following.
                let _ = leptos::prelude::window().location().reload();
                return;
            }
            desk.set_writable(role == Role::Writer);
            store.set_save_state(SaveState::Follower);
            if role == Role::Writer {
                read_again(store);
            }
        }
    };
    let writer = Writer::request(slot, on_role).await;
    desk.set_writable(writer.role() == Role::Writer);
    let watch = on_change(slot, move || {
        if store.is_follower() {
            read_again(store);
        }
    });
    Seat { desk, writer: Rc::new(writer), watch: Rc::new(watch) }
}

/// The name of this opening of the app, or of a place in the store: eight random characters.
pub fn run() -> String {
    const LETTERS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    random::<8>().iter().map(|byte| char::from(LETTERS[usize::from(*byte) % LETTERS.len()])).collect()
}

/// Random bytes.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("every browser that runs this page gives random bytes");
    bytes
}
