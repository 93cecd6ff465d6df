//! Handing what was written to storage: one batch after the other, joined with what other tabs wrote.

use std::collections::{BTreeMap, VecDeque};

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::WorkspaceStore;
use super::save::{SaveState, refusal};
use super::store::{Told, batch_of};
use crate::i18n::catalog;
use crate::storage::{Batch, Desk, StorageError, announce};
use crate::ui::opening::rejoin;
use crate::workspace::{Changes, Workspace};

/// How often one save joins what other tabs wrote before it gives up and says so.
const MOST_JOINS: u32 = 3;

/// How often it is looked at whether everything is written.
const WRITTEN_MS: u32 = 20;

impl WorkspaceStore {
    /// Takes over what [`rejoin`] joined; of what waits, the joined changes and the small values remain to be saved.
    pub fn rejoined(self, workspace: Workspace, changes: &Changes, mut local: BTreeMap<String, String>) {
        // An intake that was being taken back is here again, joined: what was to be noted with that is not true.
        let is_cut = |batch: &&Batch| !batch.cuts.is_empty();
        if self.queue.with_value(|queue| queue.iter().any(|it| is_cut(&it))) {
            let words = catalog(self.language.get_untracked()).intake.not_undone().to_owned();
            self.untold.set_value(Some(Told { words, can_undo: false }));
        }
        let waiting = self.queue.with_value(|queue| {
            let kept = queue.iter().filter(|batch| !is_cut(batch));
            kept.flat_map(|batch| batch.local.clone()).collect::<Vec<_>>()
        });
        for (name, value) in &waiting {
            match value {
                Some(value) => local.insert(name.clone(), value.clone()),
                None => local.remove(name),
            };
        }
        let batch = Batch { local: waiting, ..batch_of(changes) };
        self.queue.set_value(VecDeque::from([batch]));
        self.renew(workspace, local);
    }

    /// Hands a batch to storage; batches are written one after the other.
    pub fn keep(self, batch: Batch) {
        self.queue.update_value(|queue| queue.push_back(batch));
        self.retry();
    }

    /// True while something would be lost with the page: it waits to be written, or was confirmed and is still taken in.
    pub fn has_waiting(self) -> bool {
        self.intakes.get_value() > 0 || self.has_unwritten()
    }

    /// Says that something confirmed is being taken in, until [`WorkspaceStore::end_intake`].
    pub fn begin_intake(self) {
        self.intakes.update_value(|intakes| *intakes += 1);
    }

    /// It is in the open workspace, or nothing came of it.
    pub fn end_intake(self) {
        self.intakes.update_value(|intakes| *intakes -= 1);
    }

    /// True while something waits to be written.
    pub fn has_unwritten(self) -> bool {
        let waits = self.queue.try_with_value(|queue| !queue.is_empty()).unwrap_or(false);
        waits || self.try_read_once(Workspace::is_unkept).unwrap_or(false)
    }

    /// Waits until storage has everything; false where it has not and will not of itself: saving failed, or another tab writes.
    pub async fn until_written(self) -> bool {
        while self.has_unwritten() {
            if matches!(self.save.get_untracked(), SaveState::Failed { .. } | SaveState::Follower) {
                return false;
            }
            TimeoutFuture::new(WRITTEN_MS).await;
        }
        true
    }

    /// Writes what waits; after a failure, tries again.
    pub fn retry(self) {
        if self.writing.get_value() || self.save.get_untracked() == SaveState::Follower {
            return;
        }
        self.writing.set_value(true);
        self.save.set(SaveState::Saving);
        spawn_local(async move {
            let state = self.write_all().await;
            self.writing.set_value(false);
            if state == SaveState::Saved
                && let Some(told) = self.untold.try_update_value(Option::take).flatten()
            {
                self.announcement.set(told);
            }
            // Another tab may have taken over while this one wrote.
            if self.save.get_untracked() != SaveState::Follower {
                self.save.set(state);
            }
        });
    }

    async fn write_all(self) -> SaveState {
        let mut joins = 0;
        let mut is_told = true;
        while let Some(batch) = self.queue.with_value(|queue| queue.front().cloned()) {
            let Some(desk) = self.desk() else { break };
            if let Err(error) = desk.save(&batch).await {
                let is_stale = matches!(error, StorageError::Stale { .. });
                if is_stale && joins < MOST_JOINS && rejoin(self, &desk).await {
                    joins += 1;
                    continue;
                }
                if !is_told {
                    announce(desk.slot());
                }
                let words = refusal(&error, catalog(self.language.get_untracked()));
                return SaveState::Failed { waiting: self.queue.with_value(VecDeque::len), words };
            }
            self.queue.update_value(|queue| {
                queue.pop_front();
            });
            // Other tabs read all of it again: they are told once, of saves that go together.
            is_told = self.queue.with_value(VecDeque::is_empty);
            if is_told {
                announce(desk.slot());
            }
        }
        SaveState::Saved
    }

    /// How saving stands; tracked.
    pub fn save_state(self) -> SaveState {
        self.save.get()
    }

    /// How saving stands at this moment.
    pub fn save_state_now(self) -> SaveState {
        self.save.get_untracked()
    }

    /// Says how saving stands, for those who open and lock the store.
    pub fn set_save_state(self, state: SaveState) {
        self.save.set(state);
    }

    /// True when this tab may write; tracked.
    pub fn may_write(self) -> bool {
        self.save.with(|state| !matches!(state, SaveState::Opening | SaveState::Follower))
    }
}
