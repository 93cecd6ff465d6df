//! What storage keeps of a workspace, and opening it again.

use crate::domain::order;
use serde::{Deserialize, Serialize};

use super::{Device, Workspace};
use crate::domain::RecordId;
use crate::oplog::{
    ActorId, AdmitError, BranchState, ChainHash, Log, LogError, LogHeader, PublicKey, Replica, Scope, Seal, Signature,
    Unverified, WorkspaceId,
};

/// What a command changed: what storage must keep, and the records to show anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// New ops and seals, chain by chain.
    pub batch: Vec<ChainText>,
    /// The records written on.
    pub records: Vec<RecordId>,
    /// The action's name for undo; empty when it cannot be undone.
    pub group: String,
}

/// The new part of one chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainText {
    /// The chain's name in storage.
    pub chain: String,
    /// Whose it is and where it begins, as JSON; empty where storage is to keep what it has.
    pub meta: String,
    /// Place of the first op here, from 1.
    pub from: u64,
    /// The ops, one text each, without line breaks.
    pub ops: Vec<String>,
    /// The chain's hash after the last op.
    pub head: String,
}

/// One chain as storage gives it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredText {
    /// The chain's name in storage.
    pub chain: String,
    /// As it was given.
    pub meta: String,
    /// All ops, a line each.
    pub ops: String,
    /// The hash given last.
    pub head: String,
}

/// Why stored chains cannot be opened. Storage still holds them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// Nothing is stored.
    #[error("no chains are stored")]
    Nothing,
    /// A chain's description cannot be read.
    #[error("the description of chain {0} cannot be read")]
    Meta(String),
    /// A chain's ops are not what was stored.
    #[error("chain {chain} is damaged")]
    Chain {
        /// Which.
        chain: String,
        /// Why.
        source: LogError,
    },
    /// Chains do not join.
    #[error(transparent)]
    Gap(#[from] AdmitError),
}

/// A chain's description in storage.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Meta {
    workspace: String,
    actor: String,
    scope: String,
    key: String,
    from: u64,
    prev: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seal: Option<(u64, String)>,
}

impl Meta {
    fn header(&self) -> Option<LogHeader> {
        Some(LogHeader {
            actor: ActorId::parse(&self.actor).ok()?,
            scope: Scope::parse(&self.scope)?,
            key: PublicKey::parse(&self.key).ok()?,
            from: self.from,
            prev: ChainHash::parse(&self.prev)?,
        })
    }

    fn seal(&self) -> Option<Seal> {
        let (seq, signature) = self.seal.as_ref()?;
        Some(Seal { seq: *seq, signature: Signature::parse(signature).ok()? })
    }
}

/// The seal in a chain's description.
pub(super) fn read_seal(meta: &str) -> Option<Seal> {
    serde_json::from_str::<Meta>(meta).ok()?.seal()
}

/// `<actor>.shared`, and for what a fork wrote `<actor>.shared.<place>.<hash after its first op>`.
pub(super) fn chain_name(branch: &BranchState) -> String {
    format!("{}.{}{}", branch.header.actor, branch.header.scope.as_str(), branch.suffix)
}

impl Workspace {
    /// Opens what storage holds.
    pub fn open(chains: &[StoredText], device: Device) -> Result<Workspace, OpenError> {
        let mut id = None;
        let mut logs = Vec::new();
        // The branch of a fork continues one that begins earlier; of two that begin with a log, the shorter name is its own.
        let mut chains: Vec<&StoredText> = chains.iter().collect();
        order::sort_by(&mut chains, |a, b| a.chain.cmp(&b.chain));
        for stored in chains {
            let refuse = || OpenError::Meta(stored.chain.clone());
            let meta: Meta = serde_json::from_str(&stored.meta).map_err(|_| refuse())?;
            let header = meta.header().ok_or_else(refuse)?;
            let head = ChainHash::parse(&stored.head).ok_or_else(refuse)?;
            id = Some(WorkspaceId::parse(&meta.workspace).ok_or_else(refuse)?);
            let damaged = |source| OpenError::Chain { chain: stored.chain.clone(), source };
            let log =
                Log::<Unverified>::new(header, stored.ops.lines(), meta.seal(), stored.ops.len()).map_err(damaged)?;
            logs.push(log.verify_stored(head).map_err(damaged)?);
        }
        order::sort_by_key(&mut logs, |log| log.header().from);
        let mut workspace = Workspace::holding(id.ok_or(OpenError::Nothing)?, device, Replica::default());
        workspace.replica.admit(logs)?;
        workspace.note_all_kept();
        Ok(workspace)
    }

    /// Joins what this workspace holds with what storage holds by now, after another tab wrote there under the same key.
    ///
    /// What storage was not given yet becomes a branch beside what the other tab wrote; nothing is lost. `device` is this
    /// one with a new run.
    pub fn rejoin(&self, stored: &[StoredText], device: Device) -> Result<(Workspace, Changes), OpenError> {
        let mut workspace = Workspace::open(stored, device)?;
        let mut logs = Vec::new();
        for branch in self.replica.branch_states() {
            let damaged = |source| OpenError::Chain { chain: chain_name(&branch), source };
            let texts = self.replica.op_texts(&branch, branch.header.from, branch.last);
            let log = Log::<Unverified>::new(branch.header.clone(), texts, branch.seal, 0).map_err(damaged)?;
            logs.push(log.verify_stored(branch.head).map_err(damaged)?);
        }
        order::sort_by_key(&mut logs, |log| log.header().from);
        let (_, changes) = workspace.admit(logs)?;
        Ok((workspace, changes))
    }

    /// A chain's description in storage.
    pub(super) fn meta_of(&self, branch: &BranchState) -> String {
        self.meta_with(branch, branch.seal)
    }

    fn meta_with(&self, branch: &BranchState, seal: Option<Seal>) -> String {
        let header = &branch.header;
        let meta = Meta {
            workspace: self.id.to_string(),
            actor: header.actor.to_string(),
            scope: header.scope.as_str().to_owned(),
            key: header.key.to_string(),
            from: header.from,
            prev: header.prev.to_string(),
            seal: seal.map(|it| (it.seq, it.signature.to_string())),
        };
        serde_json::to_string(&meta).expect("texts and numbers always serialize")
    }

    /// What changed since this was asked last, for storage to keep.
    pub(super) fn changes(&mut self, records: Vec<RecordId>, group: String) -> Changes {
        Changes { batch: self.unkept(u64::MAX), records, group }
    }

    /// Notes that storage has all of it.
    pub(super) fn note_all_kept(&mut self) {
        for branch in self.replica.branch_states() {
            self.kept.insert(chain_name(&branch), (branch.last, branch.seal.map_or(0, |it| it.seq)));
        }
    }

    /// Of what storage was not given yet the next `most` bytes or a little more; nothing when it was given all.
    ///
    /// Chains go in the order in which they branch off each other, each from where it ended, so that whatever storage was
    /// given when the page dies can be opened. A seal goes with the last op before it.
    pub fn keep_slice(&mut self, most: u64) -> Option<Changes> {
        let batch = self.unkept(most);
        (!batch.is_empty()).then(|| Changes { batch, ..Changes::default() })
    }

    /// True while there is something that storage was not given.
    pub fn is_unkept(&self) -> bool {
        self.replica.branch_states().iter().any(|branch| {
            let (kept, kept_seal) = self.kept_of(branch, &chain_name(branch));
            branch.last > kept || branch.seal.is_some_and(|it| it.seq > kept_seal)
        })
    }

    /// How far storage has a branch, and the place of the seal it knows.
    fn kept_of(&self, branch: &BranchState, chain: &str) -> (u64, u64) {
        self.kept.get(chain).copied().unwrap_or((branch.header.from - 1, 0))
    }

    fn unkept(&mut self, most: u64) -> Vec<ChainText> {
        let mut batch = Vec::new();
        let mut bytes = 0;
        for branch in self.replica.branch_states() {
            let chain = chain_name(&branch);
            let BranchState { ref header, last, head, seal, .. } = branch;
            let sealed = seal.map_or(0, |it| it.seq);
            let (kept, kept_seal) = self.kept_of(&branch, &chain);
            if last <= kept && sealed <= kept_seal {
                continue;
            }
            if bytes >= most {
                break;
            }
            let fits = |op: &&u32| {
                let room = bytes < most;
                bytes += self.replica.length_of(**op);
                room
            };
            let to = kept + self.replica.ops_behind(&branch, kept).iter().take_while(fits).count() as u64;
            let ops = self.replica.op_texts(&branch, kept + 1, to).into_iter().map(str::to_owned).collect();
            let (meta, head, sealed) = if to == last {
                (self.meta_of(&branch), head, sealed)
            } else {
                let is_new = kept + 1 == header.from;
                let meta = if is_new { self.meta_with(&branch, None) } else { String::new() };
                (meta, self.replica.hash_at(&branch, to).unwrap_or(head), kept_seal)
            };
            self.kept.insert(chain.clone(), (to, sealed));
            // Storage counts a chain's ops from 1, wherever the branch begins.
            batch.push(ChainText { chain, meta, from: kept + 2 - header.from, ops, head: head.to_string() });
        }
        batch
    }
}
