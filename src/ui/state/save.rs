//! Whether what the screen shows is kept: the status bar's truth.

use crate::i18n::Catalog;
use crate::storage::StorageError;
use crate::workspace::OpenError;

/// How saving stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// The store is being read.
    Opening,
    /// Everything is written and read back.
    Saved,
    /// A save is under way.
    Saving,
    /// So many saves could not be written; the reason in words.
    Failed {
        /// Saves waiting.
        waiting: usize,
        /// What went wrong and what to do.
        words: String,
    },
    /// Another tab writes; this one shows.
    Follower,
}

/// What keeps a workspace from opening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The store refused.
    Storage(StorageError),
    /// The store lacks part of what was saved in it.
    Damaged {
        /// The place in the store.
        slot: String,
    },
    /// What the store gave cannot be read.
    Unreadable {
        /// The place in the store.
        slot: String,
        /// Why.
        error: OpenError,
    },
    /// A part of the program did not arrive.
    PartMissing,
    /// It is locked, and waits for its passphrase.
    Locked {
        /// The place in the store.
        slot: String,
    },
}

impl Trouble {
    /// What happened and what to do.
    pub fn words(&self, text: &Catalog) -> String {
        match self {
            Trouble::Storage(error) => refusal(error, text),
            Trouble::Damaged { .. } => text.status.damaged().to_owned(),
            Trouble::Unreadable { .. } => text.status.read_failed().to_owned(),
            Trouble::PartMissing => text.errors.part_not_loaded().to_owned(),
            Trouble::Locked { .. } => text.desk_lock.ask_title().to_owned(),
        }
    }
}

/// A storage error in words for people, with what to do next.
pub fn refusal(error: &StorageError, text: &Catalog) -> String {
    match error {
        StorageError::Quota { .. } => text.status.quota(),
        StorageError::Blocked { .. } => text.status.no_storage(),
        StorageError::NotWriter => text.status.other_tab(),
        StorageError::Stale { .. } => text.status.blocked(),
        StorageError::Locked => text.desk_lock.card_lost(),
        StorageError::Corrupt { .. } | StorageError::Unavailable { .. } | StorageError::Malformed { .. } => {
            text.status.write_failed()
        }
    }
    .to_owned()
}
