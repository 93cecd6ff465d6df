//! A record's history: every op on it, with what each changed.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;

use super::actor::ActorId;
use super::chain::Scope;
use super::fold::{Cell, number};
use super::op::{self, Parts, SeenRef};
use super::position::Ref;
use super::replica::{Replica, decode, is_ruling};
use super::time::Timestamp;
use crate::domain::schema::DELETED;
use crate::domain::{RecordId, Value, order};

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

/// What an op did, without its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpHead {
    /// Its position.
    pub op: Ref,
    /// The record.
    pub on: RecordId,
    /// When, by the writer's clock.
    pub at: Timestamp,
    /// Its clock.
    pub clock: u64,
    /// What was done, where it is not a plain save.
    pub act: Option<String>,
    /// The first op of the same action; its own position where it stands alone.
    pub group: String,
    /// What the action worked from.
    pub source: Option<String>,
    /// The fields it set.
    pub fields: Vec<String>,
    /// Whether it took the record out of its list, or brought it back.
    pub deleted: Option<bool>,
}

impl OpHead {
    /// True when the record begins with this op.
    pub fn is_origin(&self) -> bool {
        self.op.to_string() == self.on.origin()
    }

    /// True when an action begins with this op.
    pub fn begins_group(&self) -> bool {
        self.op.to_string() == self.group
    }
}

/// The words an op carries beside its fields.
#[derive(Deserialize)]
struct Told<'a> {
    #[serde(borrow, default)]
    act: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    group: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    source: Option<Cow<'a, str>>,
}

/// One field before and after an op.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// The field.
    pub field: String,
    /// What the writer saw there.
    pub before: Value,
    /// The op that had set that; none where the field was never set.
    pub replaced: Option<String>,
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

    /// The ops an actor wrote, in either log, in the order it wrote them; of those that came here after the first `known`.
    pub fn ops_by(&self, actor: ActorId, known: usize) -> Vec<u32> {
        let mut ops: Vec<u32> = (known..self.ops.len()).map(number).filter(|op| self.actor_of(*op) == actor).collect();
        let clock = |op: &u32| self.ops[*op as usize].clock;
        order::sort_by(&mut ops, |a, b| clock(a).cmp(&clock(b)).then_with(|| self.rank(*a).cmp(&self.rank(*b))));
        ops
    }

    /// The ops that came here after the first `known`, with who wrote them, in order of arrival.
    pub fn ops_after(&self, known: usize) -> impl Iterator<Item = (Ref, ActorId)> {
        (known..self.ops.len()).map(number).map(|op| (self.position(op), self.actor_of(op)))
    }

    /// How many changes an actor made after a moment. All that one action writes carries one moment, so a record counts
    /// once for each action, in whichever log.
    pub fn changes_by(&self, actor: ActorId, after: Timestamp) -> usize {
        let rows = (0..self.ops.len()).filter(|op| self.actor_of(number(*op)) == actor).map(|op| &self.ops[op]);
        let mut changes: Vec<(u32, Timestamp)> =
            rows.filter(|row| row.at > after).map(|row| (row.record, row.at)).collect();
        order::sort(&mut changes);
        changes.dedup();
        changes.len()
    }

    /// What one of them did.
    pub fn op_head(&self, op: u32) -> OpHead {
        let (text, row) = (self.op_text(op), &self.ops[op as usize]);
        let told: Told<'_> = serde_json::from_str(text).expect("an op in a replica was read before");
        let mut parts = Parts::default();
        op::parse(text, &mut parts).expect("an op in a replica was read before");
        let deleted = parts.set.iter().find(|(field, _)| *field == DELETED).map(|(_, raw)| *raw == "true");
        let position = self.position(op);
        let owned = |text: Option<Cow<'_, str>>| text.map(Cow::into_owned);
        OpHead {
            on: self.records.all[row.record as usize].id.clone(),
            at: row.at,
            clock: row.clock,
            act: owned(told.act),
            group: owned(told.group).unwrap_or_else(|| position.to_string()),
            source: owned(told.source),
            fields: parts.set.iter().map(|(field, _)| (*field).to_owned()).collect(),
            deleted,
            op: position,
        }
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
            seen.iter().rev().find_map(|seen| Some((written.get(&(seen.clone(), field.to_owned()))?, seen)))
        };
        let change = |(field, raw): &(&str, &str)| {
            let before = before(field);
            FieldChange {
                field: (*field).to_owned(),
                before: before.map_or(Value::Null, |(value, _)| value.clone()),
                replaced: before.map(|(_, op)| op.clone()),
                after: decode(raw),
            }
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
            let told = |cell: &&Cell| cell.field != field && !is_ruling(self.records.fields.name(cell.field));
            record.cells.iter().filter(told).any(|cell| beside(cell.op))
        })
    }
}
