//! Taking an intake back: the logs as they were before it, while nothing was built on what came in.
//!
//! Undo elsewhere writes; here nothing may be written, as what came in is others' own and they know nothing of it. So the
//! workspace is made again from what was here before, and storage drops the rest.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::keep::{chain_name, read_seal};
use super::{OpenError, Workspace};
use crate::domain::order;
use crate::oplog::{BranchState, ChainHash, Log, Replica, Unverified};

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
        let mut logs = Vec::new();
        let mut rests = Vec::new();
        for branch in self.replica.branch_states() {
            let chain = chain_name(&branch);
            let damaged = |source| OpenError::Chain { chain: chain.clone(), source };
            let unread = || OpenError::Meta(chain.clone());
            let (mut stays, mut head, mut seal) = (count(&branch), branch.head, branch.seal);
            let before = taken.chains.get(&chain).map(|it| &it.2);
            if let Some(before) = before {
                stays = before.count;
                head = ChainHash::parse(&before.head).ok_or_else(unread)?;
                seal = read_seal(&before.meta);
            }
            let texts = self.replica.op_texts(&branch, branch.header.from, branch.header.from + stays - 1);
            if let Some(before) = before {
                let ops = texts.iter().map(|it| (*it).to_owned()).collect();
                let (meta, head) = (before.meta.clone(), before.head.clone());
                rests.push(ChainRest { chain: chain.clone(), had: count(&branch), meta, ops, head });
            }
            if !texts.is_empty() {
                let log = Log::<Unverified>::new(branch.header.clone(), texts, seal, 0).map_err(damaged)?;
                logs.push(log.verify_stored(head).map_err(damaged)?);
            }
        }
        order::sort_by_key(&mut logs, |log| log.header().from);
        let mut workspace = Workspace::holding(self.id, self.device.clone(), Replica::default());
        workspace.replica.admit(logs)?;
        // Storage has all of it.
        workspace.changes(Vec::new(), String::new());
        Ok((workspace, rests))
    }
}

#[cfg(test)]
mod tests;
