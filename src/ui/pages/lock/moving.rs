//! Moves the open workspace into a sealed place of this machine, or out of one: a copy read back whole before it counts.

use std::collections::BTreeMap;

use gloo_timers::future::TimeoutFuture;

use super::key::{Refusal, take_key};
use crate::storage::moving::{Step, carried, steps, unfinished};
use crate::storage::{
    Batch, BrowserDesk, BrowserPreferences, ChainUpdate, Desk, DeskEntry, Opened, Preferences, Recovery, Role,
    StorageError, Writer, announce_lock, desks, forget, local, move_drafts, remember, set_current,
};
use crate::ui::app::PERSON;
use crate::ui::opening;
use crate::ui::pages::import::MAPPINGS;
use crate::ui::reminder::FOLDER_EVERY;
use crate::ui::state::{SaveState, WorkspaceStore, clock};

/// A draft typed in another tab may be written this long after that tab was told to let go.
const LAST_DRAFT_MS: u32 = 800;

/// Seals the open workspace under a passphrase; `name` is what the start page calls it from now on.
pub async fn seal(store: WorkspaceStore, passphrase: &str, name: &str) -> Result<(), Refusal> {
    let desk = free(store)?;
    let here = entry(store, desk.slot()).await;
    let to = opening::run();
    let there = DeskEntry { slot: to.clone(), title: name.to_owned(), locked: true, ..here.clone() };
    let mut beside = mappings();
    beside.insert(PERSON.to_owned(), store.person_now());
    Move { store, desk: &desk, here, there, passphrase: Some(passphrase), beside }.carry().await
}

/// Takes the lock off the open workspace.
pub async fn unseal(store: WorkspaceStore) -> Result<(), Refusal> {
    let desk = free(store)?;
    let here = entry(store, desk.slot()).await;
    let title = store.peek(|workspace| workspace.title());
    let there = DeskEntry { slot: opening::run(), title, locked: false, ..here.clone() };
    Move { store, desk: &desk, here, there, passphrase: None, beside: BTreeMap::new() }.carry().await?;
    BrowserPreferences.set(PERSON, &store.person_now());
    Ok(())
}

/// Finishes what a crash cut short, unless a tab is still at it.
pub async fn finish_move() {
    let Some((slot, _)) = unfinished(&desks().await) else { return };
    let writer = Writer::request(&slot, |_| {}).await;
    // Another tab may have finished it while this one waited for the claim.
    let Some((again, steps)) = unfinished(&desks().await) else { return };
    if writer.role() != Role::Writer || again != slot {
        return;
    }
    for step in &steps {
        if take(step).await.is_err() {
            return;
        }
    }
}

/// The desk, if nothing waits to be saved in it and this tab is the one that writes.
fn free(store: WorkspaceStore) -> Result<std::rc::Rc<BrowserDesk>, Refusal> {
    let is_free = !store.has_waiting() && store.save_state_now() == SaveState::Saved && store.holds_claim();
    store.desk().filter(|_| is_free).ok_or(Refusal::NotNow)
}

async fn entry(store: WorkspaceStore, slot: &str) -> DeskEntry {
    let known = desks().await.into_iter().find(|it| it.slot == slot);
    known.unwrap_or_else(|| DeskEntry {
        slot: slot.to_owned(),
        title: store.peek(|workspace| workspace.title()),
        workspace: store.peek(|workspace| workspace.id().to_string()),
        opened_at: clock::now().to_string(),
        ..DeskEntry::default()
    })
}

/// A workspace on its way.
struct Move<'a> {
    store: WorkspaceStore,
    /// Where it is kept so far.
    desk: &'a BrowserDesk,
    /// Its entry as it stands, and the one that takes its place.
    here: DeskEntry,
    there: DeskEntry,
    /// What it is sealed under; nothing when it goes out of the lock.
    passphrase: Option<&'a str>,
    /// Small values that go into the new place with it.
    beside: BTreeMap<String, String>,
}

impl Move<'_> {
    /// Carries all steps out; where one fails before the copy counts, all is as it was.
    async fn carry(self) -> Result<(), Refusal> {
        let Move { store, desk, .. } = self;
        if !store.begin_leaving() {
            return Err(Refusal::NotNow);
        }
        // From here on nobody writes: what came after the copy would be lost with the place it went to.
        store.set_save_state(SaveState::Follower);
        desk.set_writable(false);
        let outcome = self.all_steps().await;
        if outcome.is_ok() {
            announce_lock(&self.here.slot);
            TimeoutFuture::new(LAST_DRAFT_MS).await;
            if let Ok(left) = local::Local::open(&self.here.slot) {
                left.erase();
            }
            return Ok(());
        }
        let counts = desks().await.iter().any(|it| it.slot == self.there.slot && it.moving.is_some());
        if counts {
            // The copy counts already: the next start clears away the rest.
            return Ok(());
        }
        if let Some((_, steps)) = unfinished(&desks().await) {
            for step in &steps {
                // What is left of it is cleared away at the next start.
                let _ = take(step).await;
            }
        }
        let writes = store.holds_claim();
        desk.set_writable(writes);
        store.stay();
        // The next save needs a session that may write; without one it fails and says so.
        let _ = desk.open().await;
        store.set_save_state(if writes { SaveState::Saved } else { SaveState::Follower });
        outcome
    }

    async fn all_steps(&self) -> Result<(), Refusal> {
        for step in &steps(&self.here, &self.there) {
            match step {
                Step::Copy { from, to } => {
                    if let Some(passphrase) = self.passphrase {
                        take_key(to, passphrase).await?;
                    }
                    let before = self.desk.open().await?;
                    copy(&before, to, self.there.locked, &self.beside).await?;
                    move_drafts(from, to)?;
                    // Another tab may have taken the claim to write meanwhile.
                    if self.desk.open().await? != before || !self.store.holds_claim() {
                        return Err(Refusal::NotNow);
                    }
                }
                other => take(other).await?,
            }
        }
        Ok(())
    }
}

/// Takes one step that needs no open workspace.
async fn take(step: &Step) -> Result<(), StorageError> {
    match step {
        Step::Remember(entry) => {
            if entry.locked {
                forget_preferences();
            }
            remember(entry.clone()).await
        }
        Step::Choose(slot) => set_current(slot),
        Step::Erase(slot) => BrowserDesk::new(slot).erase().await,
        Step::Forget(slot) => forget(slot).await,
        Step::Copy { .. } => Ok(()),
    }
}

/// Writes all there is into a new place, and reads it back.
async fn copy(before: &Opened, to: &str, sealed: bool, beside: &BTreeMap<String, String>) -> Result<(), StorageError> {
    if !matches!(before.recovery, Recovery::Intact | Recovery::Restored { .. }) {
        return Err(StorageError::Corrupt { what: "the workspace to move".to_owned() });
    }
    let mut small = carried(&before.local, beside);
    // The folder belongs to the old place; it has to be chosen anew, and clear backups of a locked desk asked for anew.
    small.remove(FOLDER_EVERY);
    if !sealed {
        small.remove(PERSON);
    }
    let chains = before.chains.iter().map(|it| ChainUpdate {
        chain: it.chain.clone(),
        meta: Some(it.meta.clone()),
        from: 1,
        ops: it.ops.split('\n').filter(|op| !op.is_empty()).map(str::to_owned).collect(),
        head: it.head.clone(),
    });
    let local = small.iter().map(|(key, value)| (key.clone(), Some(value.clone())));
    let there = BrowserDesk::new(to);
    there.open().await?;
    there.save(&Batch { chains: chains.collect(), local: local.collect(), ..Batch::default() }).await?;
    let again = BrowserDesk::new(to);
    again.set_writable(false);
    let again = again.open().await?;
    let is_whole = matches!(again.recovery, Recovery::Intact | Recovery::Restored { .. });
    if is_whole && again.chains == before.chains && again.local == small {
        return Ok(());
    }
    Err(StorageError::Corrupt { what: "the copy".to_owned() })
}

/// The remembered columns of sheets, which hold words of the sheets.
fn mappings() -> BTreeMap<String, String> {
    let names = BrowserPreferences::names(MAPPINGS);
    let value = |name: String| Some((name.clone(), BrowserPreferences::raw(&name)?));
    crate::domain::order::map(names.into_iter().filter_map(value))
}

fn forget_preferences() {
    BrowserPreferences.remove(PERSON);
    BrowserPreferences::names(MAPPINGS).iter().for_each(|name| BrowserPreferences.remove(name));
}
