//! What to write and what to restore, decided without touching a store.
//!
//! Four stores hold a slot, and any one may vanish: the sentinel with the small values and the journal (localStorage),
//! the database (IndexedDB), and a mirror (OPFS) where the browser has one. A save numbers itself (`seq`) and goes
//! journal, sentinel, database, read-back, mirror, in that order; a crash may fall between any two. A save only adds, but
//! for cuts: see `cut`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::Sorted;

mod cut;
mod recover;
mod save;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;

pub use cut::is_of_cut;
pub use recover::{Evidence, Recovered, recover, wants_mirror};
pub use save::{Kept, Layout, SavePlan, layouts, plan_save, snapshot, trim};

/// Ops in one full segment of the database.
pub const SEGMENT: u64 = 1_000;

/// Characters of localStorage the journal of one slot may take.
pub const JOURNAL_CAP: usize = 1_500_000;

/// How far a chain reached.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// How many ops it has.
    pub count: u64,
    /// Hash after the last.
    pub head: String,
}

/// How far every chain reached at one save: the sentinel, and the first line of a mirror file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// The number of that save.
    pub seq: u64,
    /// The chains.
    pub chains: Sorted<String, Mark>,
}

/// The small values as of one save.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalValues {
    /// The number of that save.
    pub seq: u64,
    /// The values.
    pub values: BTreeMap<String, String>,
}

/// One save as the journal and the mirror keep it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The number of the save.
    pub seq: u64,
    /// What it added to each chain.
    pub runs: Vec<Run>,
    /// The small values it set or removed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub local: Vec<(String, Option<String>)>,
}

/// What one save added to one chain.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The chain.
    pub chain: String,
    /// Its new metadata, if it changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meta: Option<String>,
    /// Position of the first op, counted from 1.
    pub from: u64,
    /// Hash before the first op; empty if there is none or it is unknown.
    pub prev: String,
    /// The ops.
    pub ops: Vec<String>,
    /// Hash after the last op.
    pub head: String,
}

impl Run {
    /// Position of the last op.
    pub fn end(&self) -> u64 {
        self.from - 1 + self.ops.len() as u64
    }
}

/// What the database remembers of one chain beside its ops.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The chain's metadata.
    pub meta: String,
    /// How many ops it has.
    pub count: u64,
    /// Hash after the last.
    pub head: String,
}

/// The whole content of the database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// The number of the last save that it holds.
    pub seq: u64,
    /// One record a chain.
    pub records: Sorted<String, Record>,
    /// Ops by chain and position of the first, joined by line breaks.
    pub chunks: Sorted<(String, u64), String>,
    /// The small values.
    pub local: BTreeMap<String, String>,
}

/// One step of a database transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Puts ops at a position.
    PutChunk {
        /// The chain.
        chain: String,
        /// Position of the first op.
        from: u64,
        /// The ops, joined by line breaks.
        text: String,
    },
    /// Removes all chunks that start at or after a position.
    DropFrom {
        /// The chain.
        chain: String,
        /// The position.
        from: u64,
    },
    /// Joins the chunks that start in `from..=upto` into one at `from`.
    Merge {
        /// The chain.
        chain: String,
        /// Where the first starts.
        from: u64,
        /// Where the last may start.
        upto: u64,
    },
    /// Replaces a chain's record.
    PutRecord {
        /// The chain.
        chain: String,
        /// The record.
        record: Record,
    },
    /// Sets or removes a small value.
    Local {
        /// Its name.
        key: String,
        /// `None` removes.
        value: Option<String>,
    },
    /// Remembers the number of the save.
    Seq(u64),
}

impl Contents {
    /// Nothing was ever written here.
    pub fn is_empty(&self) -> bool {
        self.seq == 0 && self.records.is_empty() && self.chunks.is_empty() && self.local.is_empty()
    }

    /// Carries out one step.
    pub fn apply(&mut self, change: &Change) {
        match change {
            Change::PutChunk { chain, from, text } => {
                self.chunks.insert((chain.clone(), *from), text.clone());
            }
            Change::DropFrom { chain, from } => self.chunks.retain(|(name, at), _| name != chain || at < from),
            Change::Merge { chain, from, upto } => {
                let (first, last) = ((chain.clone(), *from), (chain.clone(), *upto));
                let parts: Vec<String> = self.chunks.between(&first, &last).map(|(_, text)| text.clone()).collect();
                self.chunks.retain(|(name, at), _| name != chain || at < from || at > upto);
                if !parts.is_empty() {
                    self.chunks.insert((chain.clone(), *from), parts.join("\n"));
                }
            }
            Change::PutRecord { chain, record } => {
                self.records.insert(chain.clone(), record.clone());
            }
            Change::Local { key, value: Some(value) } => {
                self.local.insert(key.clone(), value.clone());
            }
            Change::Local { key, value: None } => {
                self.local.remove(key);
            }
            Change::Seq(seq) => self.seq = *seq,
        }
    }
}

/// How many lines a text of joined ops has.
pub fn lines(text: &str) -> u64 {
    if text.is_empty() { 0 } else { 1 + text.bytes().filter(|&byte| byte == b'\n').count() as u64 }
}
