//! Ops that are kept and not applied: what waits for the street, and settling it.

use super::policy::{Hold, Reason};
use super::roster::{Author, CONFIRMED, DECLINED, RULING_PREFIX};
use super::{Edit, Target, Workspace};
use crate::domain::{Fields, Kind, RecordId, Value, order};
use crate::oplog::{ActorId, FieldChange, Ref, Replica, Timestamp};

/// One op that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// The record it was written on.
    pub record: RecordId,
    /// Its position.
    pub op: Ref,
    /// Its number here.
    pub number: u32,
    /// Which installation wrote it.
    pub actor: ActorId,
    /// When, by the writer's clock.
    pub at: Timestamp,
    /// Why, and what was decided.
    pub hold: Hold,
    /// True when the record begins with it.
    pub is_made: bool,
}

/// What waiting ops amount to, without their details.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Machines that ask to be let in.
    pub machines: usize,
    /// Ops that wait one by one: of machines that are in, which their offices may not make, or not any more.
    pub ops: usize,
    /// Ops of machines that nobody let in.
    pub of_strangers: usize,
}

impl Workspace {
    /// Every op that waits, oldest first; with `settled` also those that were looked at and left out.
    pub fn pending(&self, settled: bool) -> Vec<Pending> {
        let mut pending = Vec::new();
        for (record, _) in self.replica.held_ops() {
            pending.extend(self.pending_on(record).into_iter().filter(|it| settled || it.hold.settled.is_none()));
        }
        order::sort_by(&mut pending, |a: &Pending, b: &Pending| {
            a.at.cmp(&b.at).then_with(|| a.record.cmp(&b.record)).then_with(|| a.op.cmp(&b.op))
        });
        pending
    }

    /// The ops that wait on one record, or were left out there, oldest first.
    pub fn pending_of(&self, id: &RecordId) -> Vec<Pending> {
        self.replica.number_of(id).map(|record| self.pending_on(record)).unwrap_or_default()
    }

    fn pending_on(&self, record: usize) -> Vec<Pending> {
        if !self.replica.holds_any(record) {
            return Vec::new();
        }
        let id = self.replica.id_at(record);
        let view = |(number, hold): (u32, Hold)| {
            let head = self.replica.op_head(number);
            let is_made = head.is_origin();
            let actor = self.replica.writer(number);
            Pending { record: id.clone(), op: head.op, number, actor, at: head.at, hold, is_made }
        };
        self.policy().held_on(&self.replica, record).into_iter().map(view).collect()
    }

    /// Why a save would wait for the street; nothing when it would count at once.
    pub fn would_hold(&self, on: &Target, set: &Fields) -> Option<Reason> {
        let target = match on {
            Target::New(kind) => Err(*kind),
            Target::Record(id) => Ok(self.replica.number_of(id)?),
        };
        let text = |value: &Value| serde_json::to_string(value).expect("values always serialize");
        let set: Vec<(&str, String)> = set.iter().map(|(name, value)| (name.as_str(), text(value))).collect();
        let set: Vec<(&str, &str)> = set.iter().map(|(name, raw)| (*name, raw.as_str())).collect();
        self.policy().would_hold(&self.replica, target, &set)
    }

    /// What an op that waits would change.
    pub fn changes_of(&self, pending: &Pending) -> Vec<FieldChange> {
        let mut history = self.replica.history(&pending.record).into_iter();
        history.find(|it| it.op == pending.op).map(|it| it.changes).unwrap_or_default()
    }

    /// The records of a kind that wait whole for the street, with what was said of them.
    pub fn waiting_made(&self, kind: Kind) -> Vec<(RecordId, Fields)> {
        let mut found: Vec<(RecordId, Fields)> = Vec::new();
        for pending in self.pending(false) {
            let id = pending.record;
            if !pending.is_made || id.kind() != Some(kind) || self.contains(&id) {
                continue;
            }
            let told = self.replica.number_of(&id).map(|record| self.told(record)).unwrap_or_default();
            let value = |(name, raw): (String, String)| Some((name, serde_json::from_str(&raw).ok()?));
            found.push((id, order::map(told.into_iter().filter_map(value))));
        }
        found
    }

    /// What the record of a waiting op is called, held or not.
    pub fn title_of_pending(&self, id: &RecordId) -> String {
        if self.contains(id) {
            return self.title_of(id);
        }
        let told = self.replica.number_of(id).map(|record| self.told(record)).unwrap_or_default();
        let title = id.kind().and_then(|kind| told.get(crate::domain::schema::title_field(kind)));
        title.and_then(|raw| super::roster::text_of(raw)).unwrap_or_default()
    }

    /// True when an op of this machine behind the first `known` waits for the street.
    pub fn waits(&self, known: usize) -> bool {
        let fresh = (known..self.replica.op_count()).map(|op| u32::try_from(op).unwrap_or(u32::MAX));
        fresh.into_iter().any(|op| self.replica.writer(op) == self.actor() && self.replica.is_held_op(op))
    }

    /// How much waits.
    pub fn waiting(&self) -> Waiting {
        let mut waiting = Waiting::default();
        let roster = self.policy().roster();
        for (record, held) in self.replica.held_ops() {
            // Where nobody but strangers wrote, nothing was settled: there is nothing to read.
            let is_strange = |op: &u32| roster.author(&self.replica, *op) == Author::Stranger;
            if held.len() == self.replica.writers(record).count() && held.iter().all(is_strange) {
                let is_machine = self.replica.id_at(record).kind() == Some(Kind::Device);
                waiting.machines += usize::from(is_machine);
                waiting.of_strangers += held.len();
                continue;
            }
            let holds = self.policy().held_on(&self.replica, record);
            for (_, hold) in holds.iter().filter(|(_, hold)| hold.settled.is_none()) {
                match hold.reason {
                    Reason::Stranger => waiting.of_strangers += 1,
                    _ => waiting.ops += 1,
                }
            }
        }
        waiting
    }

    /// How many of some ops wait for the street.
    pub fn waiting_among(&self, ops: &[u32]) -> usize {
        let mut is_meant = vec![false; self.replica.op_count()];
        for op in ops {
            is_meant[*op as usize] = true;
        }
        let is_meant = |op: &u32| is_meant[*op as usize];
        let mut waiting = 0;
        for (record, _) in self.replica.held_ops().filter(|(_, held)| held.iter().any(is_meant)) {
            let holds = self.policy().held_on(&self.replica, record);
            waiting += holds.iter().filter(|(op, hold)| hold.settled.is_none() && is_meant(op)).count();
        }
        waiting
    }

    /// The edits by which the street confirms waiting ops, or leaves them out.
    pub fn settling(&self, ops: &[&Pending], confirm: bool) -> Vec<Edit> {
        let place = |it: &&Pending| Some((self.replica.number_of(&it.record)?, it.number));
        let mut places: Vec<(usize, u32)> = ops.iter().filter_map(place).collect();
        order::sort(&mut places);
        let word = if confirm { CONFIRMED } else { DECLINED };
        let edit = |group: &[(usize, u32)]| {
            let numbers: Vec<u32> = group.iter().map(|(_, number)| *number).collect();
            settling(&self.replica, group[0].0, &numbers, word)
        };
        places.chunk_by(|one, next| one.0 == next.0).map(edit).collect()
    }
}

/// The edit that settles some ops on a record.
pub(super) fn settling(replica: &Replica, record: usize, ops: &[u32], word: &str) -> Edit {
    let field = |op: &u32| (ruling_field(replica, *op), Value::from(word));
    let set: Fields = order::map(ops.iter().map(field));
    Edit::change(replica.id_at(record).clone(), set)
}

/// The field that settles an op.
pub(super) fn ruling_field(replica: &Replica, op: u32) -> String {
    format!("{RULING_PREFIX}{}", replica.name_of(op))
}

#[cfg(test)]
mod tests;
