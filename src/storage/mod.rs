//! Keeps a workspace on this machine: one trait, a browser implementation and an in-memory twin.
//!
//! What is stored is opaque text: chains of ops and a few small values. A save reports success only once it has been
//! read back; opening compares what every store remembers and repairs or reports before anything is shown.
//! `plan` decides, without touching a store; `memory` and `browser` carry out.

use std::collections::BTreeMap;
use std::future::Future;

use serde::{Deserialize, Serialize};

#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod lock;
mod memory;
pub mod moving;
pub mod plan;
mod preferences;
pub mod sealing;

#[cfg(target_arch = "wasm32")]
pub use browser::*;
pub use memory::MemoryDesk;
pub use moving::Moving;
pub use preferences::{MemoryPreferences, Preferences};
pub use sealing::Cipher;

/// What one save changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// The chains that grow or whose metadata changes.
    pub chains: Vec<ChainUpdate>,
    /// The chains whose end is taken away, before anything is added.
    pub cuts: Vec<ChainCut>,
    /// Small values to set; `None` removes.
    pub local: Vec<(String, Option<String>)>,
}

/// What one save leaves of one chain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChainCut {
    /// The chain.
    pub chain: String,
    /// How many ops it has before; the save is refused as stale where the store has another number.
    pub had: u64,
    /// Its metadata from then on.
    pub meta: String,
    /// All ops that stay.
    pub ops: Vec<String>,
    /// Hash after the last of them; may be empty when none stays.
    pub head: String,
}

/// What one save adds to one chain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChainUpdate {
    /// Opaque name of the chain; holds no line break.
    pub chain: String,
    /// Replaces the chain's metadata as a whole when given.
    pub meta: Option<String>,
    /// Position of the first op here, counted from 1.
    pub from: u64,
    /// One op a line, none empty, no line break inside.
    pub ops: Vec<String>,
    /// Hash after the last op; the present head when `ops` is empty.
    pub head: String,
}

/// One chain as found in the store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredChain {
    /// The chain's name.
    pub chain: String,
    /// Its metadata, empty if never given.
    pub meta: String,
    /// Its ops, joined by line breaks.
    pub ops: String,
    /// How many ops there are.
    pub count: u64,
    /// Hash after the last op; empty where damage made it unknown.
    pub head: String,
}

/// Everything a slot holds, and what had to be done to get it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The chains, ordered by name.
    pub chains: Vec<StoredChain>,
    /// The small values.
    pub local: BTreeMap<String, String>,
    /// Whether this is all that was ever saved.
    pub recovery: Recovery,
}

/// Whether what was opened is all that was ever saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recovery {
    /// Nothing was ever saved here.
    Fresh,
    /// Every store agrees.
    Intact,
    /// Something was missing and has been put back.
    Restored {
        /// Where it came from.
        from: Source,
        /// How many ops were put back.
        ops: u64,
    },
    /// Something is missing and could not be found: a backup file is needed.
    Damaged {
        /// The chains cut short; empty when nothing at all is left of a workspace that is known to have been here.
        missing: Vec<MissingPart>,
    },
}

/// Where restored ops came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The journal in localStorage. A browser writes that to disk some seconds late, so after a kill the very last
    /// saves may be missing where there is no mirror: say so, and name the newest backup file.
    Journal,
    /// The mirror in the origin's private file system.
    Mirror,
    /// Both together.
    Both,
}

/// How much of one chain is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingPart {
    /// The chain's name.
    pub chain: String,
    /// How many ops are left.
    pub have: u64,
    /// How many ops there were.
    pub expected: u64,
}

/// Why the store refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// No room left; nothing was changed.
    #[error("no room left to save (used {used:?} of {quota:?} bytes)")]
    Quota {
        /// Bytes in use, if the browser tells.
        used: Option<u64>,
        /// Bytes allowed, if the browser tells.
        quota: Option<u64>,
    },
    /// The browser forbids storing here: private window, policy or site data switched off.
    #[error("the browser does not allow storing here ({what})")]
    Blocked {
        /// The browser's own words.
        what: String,
    },
    /// Another tab is the one that writes.
    #[error("another tab is the writer")]
    NotWriter,
    /// Another tab wrote meanwhile, or the store was changed behind the app's back: open again.
    #[error("{chain}: expected {expected} ops before this save, the store has {have}")]
    Stale {
        /// The chain that moved.
        chain: String,
        /// How many ops the store has.
        have: u64,
        /// How many ops this save builds on.
        expected: u64,
    },
    /// What was read back is not what was written: open again to learn what is there.
    #[error("read back something else than written: {what}")]
    Corrupt {
        /// The part that differs.
        what: String,
    },
    /// The store does not answer.
    #[error("the store does not answer: {what}")]
    Unavailable {
        /// The browser's own words.
        what: String,
    },
    /// The place is locked, and no passphrase has opened it yet.
    #[error("locked with a passphrase")]
    Locked,
    /// The batch is not well formed: a gap, an empty op, or a line break inside one.
    #[error("not a well-formed batch for chain {chain:?}")]
    Malformed {
        /// The chain it is for.
        chain: String,
    },
}

/// A place that keeps one workspace on this machine.
pub trait Desk {
    /// Reads everything, repairing what can be repaired.
    fn open(&self) -> impl Future<Output = Result<Opened, StorageError>>;

    /// Adds a batch; `Ok` means that it has been written durably and read back. On an
    /// error nothing was changed, except that after [`StorageError::Corrupt`] only opening again tells.
    fn save(&self, batch: &Batch) -> impl Future<Output = Result<(), StorageError>>;

    /// Takes what the last `open` found as all there is, so that [`Recovery::Damaged`] is not reported again.
    fn accept_loss(&self) -> impl Future<Output = Result<(), StorageError>>;

    /// Removes everything this place holds.
    fn erase(&self) -> impl Future<Output = Result<(), StorageError>>;
}

/// One workspace known on this machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskEntry {
    /// The name its stores carry.
    pub slot: String,
    /// The title a person knows it by; of a locked one a name made up for the start page, as anybody can read it.
    pub title: String,
    /// The workspace's id.
    pub workspace: String,
    /// When it was last opened.
    pub opened_at: String,
    /// What is stored of it is sealed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub locked: bool,
    /// It is on its way from one place to another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moving: Option<Moving>,
}

/// The unsaved text of one form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What the form held.
    pub text: String,
    /// When it was kept, as RFC 3339.
    pub saved_at: String,
}
