//! Taking an intake back: the logs as they were before it, while nothing was built on what came in.
//!
//! Undo elsewhere writes; here nothing may be written, as what came in is others' own and they know nothing of it. So the
//! workspace is made again from what was here before, and storage drops the rest.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::keep::{chain_name, read_seal};
use super::{OpenError, Workspace};
use crate::domain::order;
use crate::oplog::{Admitting, BranchState, ChainHash, Log, Replica, Unverified, Verified};

/// How far every chain reaches, and its description: taken before an intake.
#[derive(Clone, Debug, Default)]
pub struct Reach(BTreeMap<String, Before>);

/// A chain as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Before {
    count: u64,
    head: String,
    meta: String,
}

/// What one intake brought, to take it back with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// How many ops are here since.
    ops: u64,
    /// How many of them are this installation's own.
    own: u64,
    /// The chains it changed: how many ops they have since, the hash after them, and what they were.
    chains: BTreeMap<String, (u64, String, Before)>,
}

/// Why an intake cannot be taken back any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// This machine wrote; what it wrote may have seen what came in.
    Wrote,
    /// Something else came in.
    CameIn,
    /// It brought ops of this machine's own log, which nothing takes out.
    Own,
}

/// What storage keeps of a chain that an intake made longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainRest {
    /// The chain's name in storage.
    pub chain: String,
    /// How many ops it has there.
    pub had: u64,
    /// Its description from then on.
    pub meta: String,
    /// The ops that stay.
    pub ops: Vec<String>,
    /// The chain's hash after the last of them.
    pub head: String,
}

fn count(branch: &BranchState) -> u64 {
    branch.last + 1 - branch.header.from
}

impl Workspace {
    /// How far every chain reaches now.
    pub fn reach(&self) -> Reach {
        let before = |branch: BranchState| {
            let meta = self.meta_of(&branch);
            (chain_name(&branch), Before { count: count(&branch), head: branch.head.to_string(), meta })
        };
        Reach(order::map(self.replica.branch_states().into_iter().map(before)))
    }

    /// What an intake brought that was just made: how the chains differ from what they were `before` it.
    pub fn taken(&self, mut before: Reach) -> Taken {
        let mut chains = BTreeMap::new();
        for branch in self.replica.branch_states() {
            let chain = chain_name(&branch);
            let was = before.0.remove(&chain);
            let (count, head) = (count(&branch), branch.head.to_string());
            if was.as_ref().is_some_and(|was| was.count == count && was.meta == self.meta_of(&branch)) {
                continue;
            }
            let new = || Before { count: 0, head: branch.header.prev.to_string(), meta: String::new() };
            chains.insert(chain, (count, head, was.unwrap_or_else(new)));
        }
        Taken { ops: self.replica.op_count() as u64, own: self.own_ops(), chains }
    }

    fn own_ops(&self) -> u64 {
        let states = self.replica.branch_states();
        states.iter().filter(|it| it.header.actor == self.actor()).map(count).sum()
    }

    /// Why an intake cannot be taken back any more; nothing while it can.
    pub fn since(&self, taken: &Taken) -> Option<Since> {
        let states = self.replica.branch_states();
        let own = states.iter().filter(|it| it.header.actor == self.actor());
        let brought = |branch: &BranchState| taken.chains.get(&chain_name(branch)).is_some_and(|it| it.0 > it.2.count);
        if own.into_iter().any(brought) {
            return Some(Since::Own);
        }
        if self.own_ops() != taken.own {
            return Some(Since::Wrote);
        }
        let stands = |chain: &String, count_then: u64, head: &String| {
            let now = states.iter().find(|it| chain_name(it) == *chain);
            now.is_some_and(|it| count(it) == count_then && it.head.to_string() == *head)
        };
        let is_same = self.replica.op_count() as u64 == taken.ops
            && taken.chains.iter().all(|(chain, (count, head, _))| stands(chain, *count, head));
        (!is_same).then_some(Since::CameIn)
    }

    /// This workspace without what an intake brought, and what storage has to keep of the chains it changed. Only while
    /// [`Workspace::since`] has nothing against it.
    pub fn without(&self, taken: &Taken) -> Result<(Workspace, Vec<ChainRest>), OpenError> {
        let mut undoing = self.begin_without(taken)?;
        while self.without_slice(&mut undoing, usize::MAX)? {}
        Ok(undoing.finish())
    }

    /// Begins what [`Workspace::without`] does.
    pub fn begin_without(&self, taken: &Taken) -> Result<Undoing, OpenError> {
        let mut stays = Vec::new();
        for (at, branch) in self.replica.branch_states().into_iter().enumerate() {
            let chain = chain_name(&branch);
            let unread = || OpenError::Meta(chain.clone());
            let before = taken.chains.get(&chain).map(|it| it.2.clone());
            let (count, head, seal) = match &before {
                Some(before) => {
                    let head = ChainHash::parse(&before.head).ok_or_else(unread)?;
                    (before.count, head, read_seal(&before.meta))
                }
                None => (count(&branch), branch.head, branch.seal),
            };
            let log = Log::<Unverified>::begin(branch.header.clone(), seal, count as usize, 0);
            let log = log.map_err(|source| OpenError::Chain { chain, source })?;
            stays.push(Stay { at, branch, before, count, head, log, ops: Vec::new() });
        }
        order::sort_by_key(&mut stays, |stay| stay.branch.header.from);
        let (id, device) = (self.id, self.device.clone());
        let workspace = Workspace::holding(id, device, Replica::default());
        let stays = stays.into_iter();
        Ok(Undoing { stays, stay: None, logs: Vec::new(), rests: Vec::new(), workspace, admitting: None, done: 0 })
    }

    /// Goes on with that by about `most` ops, as long as nothing is written here; false when nothing is left.
    pub fn without_slice(&self, undoing: &mut Undoing, most: usize) -> Result<bool, OpenError> {
        let Undoing { stays, stay, logs, rests, workspace, admitting, done } = undoing;
        if let Some(mut it) = stay.take().or_else(|| stays.next()) {
            let damaged = |source| OpenError::Chain { chain: chain_name(&it.branch), source };
            let known = it.log.len() as u64;
            let to = known.saturating_add(most.max(1) as u64).min(it.count);
            let from = it.branch.header.from;
            let texts = self.replica.op_texts(&it.branch, from + known, from + to - 1);
            if it.before.is_some() {
                it.ops.extend(texts.iter().map(|text| (*text).to_owned()));
            }
            // Of what is not here, the chain's hash tells.
            let is_left = to < it.count && !texts.is_empty();
            *done += texts.len();
            it.log.extend(&mut texts.into_iter()).map_err(damaged)?;
            if is_left {
                *stay = Some(it);
                return Ok(true);
            }
            let Stay { at, branch, before, count: kept, head, log, ops } = it;
            let (chain, had) = (chain_name(&branch), count(&branch));
            if kept > 0 {
                logs.push(log.verify_stored(head).map_err(|source| OpenError::Chain { chain: chain.clone(), source })?);
            }
            if let Some(Before { meta, head, .. }) = before {
                rests.push((at, ChainRest { chain, had, meta, ops, head }));
            }
            return Ok(true);
        }
        let logs: Vec<&Log<Verified>> = logs.iter().collect();
        let admitting = match admitting {
            Some(admitting) => admitting,
            None => admitting.insert(workspace.replica.begin_admitting(&logs)?),
        };
        Ok(workspace.replica.admit_slice(admitting, &logs, most))
    }
}

/// An intake that is being taken back, beside the open workspace.
pub struct Undoing {
    stays: std::vec::IntoIter<Stay>,
    stay: Option<Stay>,
    /// The logs as they were.
    logs: Vec<Log<Verified>>,
    /// With their places among the chains.
    rests: Vec<(usize, ChainRest)>,
    /// What is made of them.
    workspace: Workspace,
    admitting: Option<Admitting>,
    /// How many ops the logs were given.
    done: usize,
}

/// What stays of a chain, and how much of that is in its log again.
struct Stay {
    /// Its place among the chains.
    at: usize,
    branch: BranchState,
    /// What the chain was, where the intake changed it; the ops that stay are told then.
    before: Option<Before>,
    count: u64,
    head: ChainHash,
    log: Log<Unverified>,
    ops: Vec<String>,
}

impl Undoing {
    /// How many ops were gone through; each is twice.
    pub fn done(&self) -> usize {
        self.done + self.admitting.as_ref().map_or(0, Admitting::done)
    }

    /// The workspace without the intake, and what storage has to keep, once nothing is left.
    pub fn finish(mut self) -> (Workspace, Vec<ChainRest>) {
        self.workspace.note_all_kept();
        order::sort_by_key(&mut self.rests, |it| it.0);
        (self.workspace, self.rests.into_iter().map(|it| it.1).collect())
    }
}

#[cfg(test)]
mod tests;
