//! A record's history: every op on it, with what each changed.

use crate::domain::order;
use std::collections::BTreeMap;

use super::actor::ActorId;
use super::chain::Scope;
use super::op::{self, Parts, SeenRef};
use super::position::Ref;
use super::replica::{Replica, decode};
use super::time::Timestamp;
use crate::domain::{RecordId, Value};

/// One op as the history shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpView {
    /// Its position.
    pub op: Ref,
    /// The record.
    pub on: RecordId,
    /// Which installation wrote it.
    pub actor: ActorId,
    /// In which of its logs.
    pub scope: Scope,
    /// When, by the writer's clock.
    pub at: Timestamp,
    /// The person, if named.
    pub by: Option<String>,
    /// What was done, where it is not a plain save.
    pub act: Option<String>,
    /// The first op of the same action; its own position where it stands alone.
    pub group: String,
    /// What the action worked from.
    pub source: Option<String>,
    /// The reason given.
    pub why: Option<String>,
    /// Its clock.
    pub clock: u64,
    /// What it set.
    pub changes: Vec<FieldChange>,
}

/// One field before and after an op.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// The field.
    pub field: String,
    /// What the writer saw there.
    pub before: Value,
    /// What it set.
    pub after: Value,
}

impl Replica {
    /// Every op on a record, oldest first.
    pub fn history(&self, id: &RecordId) -> Vec<OpView> {
        let Some(record) = self.records.find(id) else { return Vec::new() };
        let mut ops = record.ops.clone();
        order::sort_by(&mut ops, |a, b| self.rank(*a).cmp(&self.rank(*b)));
        let mut written: BTreeMap<(String, String), Value> = BTreeMap::new();
        let mut views = Vec::new();
        for op in ops {
            let view = self.view(op, id, &written);
            for change in &view.changes {
                written.insert((view.op.to_string(), change.field.clone()), change.after.clone());
            }
            views.push(view);
        }
        views
    }

    /// The ops an actor wrote to one of its logs, newest first, without what stood before them.
    pub fn written_by(&self, actor: ActorId, scope: Scope) -> impl Iterator<Item = OpView> {
        let own = move |op: &usize| {
            let header = &self.chains[self.ops[*op].chain as usize].header;
            header.actor == actor && header.scope == scope
        };
        (0..self.ops.len()).rev().filter(own).map(|op| {
            let id = &self.records.all[self.ops[op].record as usize].id;
            self.view(super::fold::number(op), id, &BTreeMap::new())
        })
    }

    /// One op; `written` holds what earlier ops set, by position and field.
    fn view(&self, op: u32, id: &RecordId, written: &BTreeMap<(String, String), Value>) -> OpView {
        let text = self.op_text(op);
        let whole = decode(text);
        let told = |key: &str| match &whole {
            Value::Map(map) => map.get(key).and_then(Value::as_text).map(str::to_owned),
            _ => None,
        };
        let mut parts = Parts::default();
        op::parse(text, &mut parts).expect("an op in a replica was read before");
        let seen: Vec<String> = parts
            .seen
            .iter()
            .map(|seen| match seen {
                SeenRef::Origin => id.origin().to_owned(),
                SeenRef::At(run, seq) => format!("{run}.{seq}"),
            })
            .collect();
        let before = |field: &str| {
            let found = seen.iter().rev().find_map(|seen| written.get(&(seen.clone(), field.to_owned())));
            found.cloned().unwrap_or(Value::Null)
        };
        let change = |(field, raw): &(&str, &str)| FieldChange {
            field: (*field).to_owned(),
            before: before(field),
            after: decode(raw),
        };
        let position = self.position(op);
        OpView {
            on: id.clone(),
            actor: self.actor_of(op),
            scope: self.scope_of(op),
            at: self.ops[op as usize].at,
            by: told("by"),
            act: told("act"),
            group: told("group").unwrap_or_else(|| position.to_string()),
            source: told("source"),
            why: told("why"),
            clock: self.ops[op as usize].clock,
            changes: parts.set.iter().map(change).collect(),
            op: position,
        }
    }
}

impl Replica {
    /// True when the op that set `field` stands beside an edit of the same record that neither has seen the other.
    ///
    /// For `deleted`: taken out of the list here, edited there.
    pub fn is_edited_beside(&self, id: &RecordId, field: &str) -> bool {
        let (Some(record), Some(field)) = (self.records.find(id), self.records.fields.get(field)) else { return false };
        let seen_by = |op: u32| {
            let mut parts = Parts::default();
            op::parse(self.op_text(op), &mut parts).expect("an op in a replica was read before");
            let place = |seen: &SeenRef<'_>| match seen {
                SeenRef::Origin => id.origin().to_owned(),
                SeenRef::At(run, seq) => format!("{run}.{seq}"),
            };
            parts.seen.iter().map(place).collect::<Vec<_>>()
        };
        record.cells.iter().filter(|cell| cell.field == field).any(|deletion| {
            let (seen, own) = (seen_by(deletion.op), self.position(deletion.op).to_string());
            let beside = |op: u32| {
                op != deletion.op
                    && self.scope_of(op) == self.scope_of(deletion.op)
                    && !seen.contains(&self.position(op).to_string())
                    && !seen_by(op).contains(&own)
            };
            record.cells.iter().filter(|cell| cell.field != field).any(|cell| beside(cell.op))
        })
    }
}
