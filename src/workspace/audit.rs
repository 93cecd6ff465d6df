//! The history as evidence: every op, found by office, person, kind and time; and whether the chains hold.

use std::collections::BTreeMap;

use super::{Entry, Workspace};
use crate::domain::{Kind, RecordId, order};
use crate::oplog::{ActorId, BranchState, Log, Ref, Scope, Timestamp, Unverified};

/// A clock this far from what came before it is told, in seconds.
const DRIFT: i64 = 86_400;

/// Which ops are asked for; nothing given asks for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    /// Of machines that speak, spoke or ask for that office.
    pub office: Option<RecordId>,
    /// Whose writer's name holds that text.
    pub person: String,
    /// On records of that kind.
    pub kind: Option<Kind>,
    /// On that record.
    pub record: Option<RecordId>,
    /// Not before that moment, by their writers' clocks.
    pub from: Option<Timestamp>,
    /// Before that moment.
    pub until: Option<Timestamp>,
}

/// One op that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The record.
    pub record: RecordId,
    /// The installation.
    pub actor: ActorId,
    /// What it did, as the record's history shows it.
    pub entry: Entry,
}

/// What checking one log came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Whose.
    pub actor: ActorId,
    /// Which of its logs.
    pub scope: Scope,
    /// How many ops it has.
    pub ops: u64,
    /// How many of them its writer's seal covers; the rest were written since it last handed anything on.
    pub sealed: u64,
    /// True for what a fork wrote beside the log met first.
    pub is_fork: bool,
    /// False when the chain or the seal does not hold.
    pub is_sound: bool,
    /// How far, in seconds, a clock went back at most between one op and the next; 0 unless by more than a day.
    pub drift: i64,
}

impl Workspace {
    /// The ops that are sought, the newest by their order of cause first: at most `most` of them, and how many there are.
    pub fn audit(&self, sought: &Sought, most: usize) -> (Vec<Found>, usize) {
        let mut of_office: BTreeMap<ActorId, bool> = BTreeMap::new();
        let mut is_sought = |actor: ActorId| {
            let Some(office) = &sought.office else { return true };
            *of_office.entry(actor).or_insert_with(|| self.office_of(actor).as_ref() == Some(office))
        };
        let record = sought.record.as_ref().map(|id| self.replica.number_of(id));
        let person = sought.person.trim();
        let mut found: Vec<u32> = Vec::new();
        for (op, actor, on, at) in self.replica.all_ops() {
            let id = self.replica.id_at(on);
            let fits = sought.kind.is_none_or(|kind| id.kind() == Some(kind))
                && record.is_none_or(|record| record == Some(on))
                && sought.from.is_none_or(|from| at >= from)
                && sought.until.is_none_or(|until| at < until)
                && is_sought(actor)
                && (person.is_empty() || self.replica.by(op).is_some_and(|by| by.contains(person)));
            if fits {
                found.push(op);
            }
        }
        let count = found.len();
        self.replica.newest_first(&mut found);
        found.truncate(most);
        let mut histories: BTreeMap<RecordId, Vec<Entry>> = BTreeMap::new();
        let entry = |op: u32| {
            let head = self.replica.op_head(op);
            let history = histories.entry(head.on.clone()).or_insert_with(|| self.history(&head.on));
            let entry = history.iter().find(|it| it.op == head.op)?.clone();
            Some(Found { record: head.on, actor: self.replica.writer(op), entry })
        };
        (found.into_iter().filter_map(entry).collect(), count)
    }

    /// Reckons every chain anew from its ops' texts and checks every seal.
    pub fn check_chains(&self) -> Vec<Checked> {
        let mut checked: Vec<Checked> = self.replica.branch_states().iter().map(|it| self.check_chain(it)).collect();
        order::sort_by(&mut checked, |a, b| (a.is_sound, b.drift).cmp(&(b.is_sound, a.drift)));
        checked
    }

    pub(super) fn check_chain(&self, branch: &BranchState) -> Checked {
        let BranchState { header, last, head, seal, .. } = branch;
        let log = |to: u64| {
            let texts = self.replica.op_texts(branch, header.from, to);
            Log::<Unverified>::new(header.clone(), texts, seal.filter(|it| it.seq == to), 0)
        };
        let chain = log(*last).and_then(|log| log.verify_stored(*head)).is_ok();
        let sealed = seal.map_or(header.from - 1, |it| it.seq);
        let seal_holds = seal.is_none_or(|it| log(it.seq).and_then(|log| log.verify(self.id)).is_ok());
        Checked {
            actor: header.actor,
            scope: header.scope,
            ops: last + 1 - header.from,
            sealed: sealed + 1 - header.from,
            is_fork: !branch.suffix.is_empty(),
            is_sound: chain && seal_holds,
            drift: self.replica.steps_back(branch, DRIFT).into_iter().map(|(_, back)| back).max().unwrap_or(0),
        }
    }
}

/// A copied profile that wrote on: what it wrote beside the log met first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fork {
    /// Whose.
    pub actor: ActorId,
    /// Which of its logs.
    pub scope: Scope,
    /// The place in the log where it leaves the other.
    pub from: u64,
    /// When its first op was written, by the writer's clock.
    pub since: Timestamp,
    /// How many ops it has.
    pub ops: usize,
    /// The records it wrote on, each once, in its order.
    pub records: Vec<RecordId>,
}

/// A clock that was more than a day behind what it had shown before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetBack {
    /// Whose.
    pub actor: ActorId,
    /// In which of its logs.
    pub scope: Scope,
    /// The first op after, by its position.
    pub op: Ref,
    /// The record that op is on.
    pub record: RecordId,
    /// What the clock showed then.
    pub at: Timestamp,
    /// How far back, in seconds.
    pub back: i64,
}

impl Workspace {
    /// Every fork that is here, in the order of machines.
    pub fn forks(&self) -> Vec<Fork> {
        let branches = self.replica.branch_states();
        let fork = |branch: &BranchState| {
            let ops = self.replica.ops_of(branch);
            let first = self.replica.op_head(*ops.first()?);
            let mut records: Vec<RecordId> = Vec::new();
            for op in ops {
                let id = self.replica.id_of_op(*op);
                if !records.contains(id) {
                    records.push(id.clone());
                }
            }
            let BranchState { header, .. } = branch;
            let (actor, scope, from) = (header.actor, header.scope, header.from);
            Some(Fork { actor, scope, from, since: first.at, ops: ops.len(), records })
        };
        branches.iter().filter(|it| !it.suffix.is_empty()).filter_map(fork).collect()
    }

    /// Every time a clock went back by more than a day, in the order of machines and of their logs.
    pub fn clocks_set_back(&self) -> Vec<SetBack> {
        let mut found = Vec::new();
        for branch in self.replica.branch_states() {
            let (actor, scope) = (branch.header.actor, branch.header.scope);
            let set_back = |(op, back): (u32, i64)| {
                let head = self.replica.op_head(op);
                SetBack { actor, scope, op: head.op, record: head.on, at: head.at, back }
            };
            found.extend(self.replica.steps_back(&branch, DRIFT).into_iter().map(set_back));
        }
        found
    }
}

#[cfg(test)]
mod tests;
