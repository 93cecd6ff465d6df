//! The fold: records and their fields' heads, from ops in any order.
//!
//! A field's heads are the ops that set it and that no other op setting it has seen. One head is the value; several
//! are a conflict, all kept. An op may arrive before one it has seen: what it replaces is remembered until then.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::actor::ActorId;
use super::position::Ref;
use super::replica::OpRow;
use super::time::Timestamp;
use crate::domain::{RecordId, Value};

/// One of a field's heads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The value it set.
    pub value: Value,
    /// The op.
    pub op: Ref,
    /// When its writer saved it.
    pub at: Timestamp,
    /// Which installation wrote it.
    pub actor: ActorId,
}

/// Names by number, for the few words many ops repeat.
#[derive(Clone, Default)]
pub(super) struct Names {
    list: Vec<Arc<str>>,
    index: BTreeMap<Arc<str>, u32>,
    /// The name that came last of those that share a slot: it is tried first.
    recent: Vec<u32>,
}

const SLOTS: usize = 128;

impl Names {
    /// The number of `name`, new if it has none.
    pub fn intern(&mut self, name: &str) -> u32 {
        let slot = name.bytes().fold(0, |sum: usize, byte| sum.wrapping_mul(31).wrapping_add(byte.into())) % SLOTS;
        if let Some(recent) = self.recent.get(slot).copied()
            && *self.list[recent as usize] == *name
        {
            return recent;
        }
        let found = self.index.get(name).copied().unwrap_or_else(|| {
            let name: Arc<str> = name.into();
            self.list.push(name.clone());
            let id = number(self.list.len() - 1);
            self.index.insert(name, id);
            id
        });
        self.recent.resize(SLOTS, found);
        self.recent[slot] = found;
        found
    }

    /// The number of `name`, if it has one.
    pub fn get(&self, name: &str) -> Option<u32> {
        self.index.get(name).copied()
    }

    /// The name of that number.
    pub fn name(&self, id: u32) -> &Arc<str> {
        &self.list[id as usize]
    }
}

/// Two numbers in one, which compares in one step.
fn joined(high: u32, low: u32) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}

pub(super) fn number(index: usize) -> u32 {
    u32::try_from(index).expect("fewer than 2^32 ops fit in memory")
}

/// Where an op stands, as numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Place {
    pub run: u32,
    pub seq: u64,
}

/// One head of one field: the op and the stretch of its text that holds the value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    pub field: u32,
    pub op: u32,
    pub start: u32,
    pub len: u32,
}

/// One record.
#[derive(Clone)]
pub(super) struct Record {
    pub id: RecordId,
    pub cells: Vec<Cell>,
    /// Every op on it, in order of arrival.
    pub ops: Vec<u32>,
    /// The op that made it, once it is here.
    pub maker: Option<u32>,
    /// Ops seen, for a field, before they arrived.
    awaited: Vec<Awaited>,
    /// True when two ops of it stand at one place: somebody wrote on under another's run.
    pub is_doubled: bool,
    /// True when an op of it stands in a private log, settles another or has a clock that is not above what it comes after: who
    /// judges it has to read its ops.
    pub is_tangled: bool,
}

/// An op at `place` that an op of that clock, which sets `field`, has seen.
#[derive(Clone, Copy)]
struct Awaited {
    field: u32,
    place: Place,
    clock: u64,
}

/// All records, found by id.
#[derive(Clone, Default)]
pub(super) struct Records {
    pub fields: Names,
    pub runs: Names,
    kinds: Names,
    /// By kind and run in one number, and by place.
    by_id: BTreeMap<(u64, u64), u32>,
    pub all: Vec<Record>,
}

impl Records {
    /// The record `on`, which is `kind`, `run` and `seq` in one; new if there is none.
    pub fn entry(&mut self, on: &str, kind: &str, run: &str, seq: u64) -> u32 {
        let key = (joined(self.kinds.intern(kind), self.runs.intern(run)), seq);
        let all = &mut self.all;
        *self.by_id.entry(key).or_insert_with(|| {
            let id = RecordId::parse(on).expect("an op's `on` was checked when it was read");
            all.push(Record {
                id,
                cells: Vec::new(),
                ops: Vec::new(),
                maker: None,
                awaited: Vec::new(),
                is_doubled: false,
                is_tangled: false,
            });
            number(all.len() - 1)
        })
    }

    /// A copy that lacks the records themselves.
    pub fn without_records(&self) -> Records {
        let Records { fields, runs, kinds, by_id, all } = self;
        let all = Vec::with_capacity(all.len());
        Records { fields: fields.clone(), runs: runs.clone(), kinds: kinds.clone(), by_id: by_id.clone(), all }
    }

    /// The record of that id, if any op was written on it.
    pub fn find(&self, id: &RecordId) -> Option<&Record> {
        self.place(id).map(|index| &self.all[index as usize])
    }

    /// Where among all records it stands.
    pub fn place(&self, id: &RecordId) -> Option<u32> {
        let (run, seq) = super::position::split(id.origin())?;
        let key = (joined(self.kinds.get(id.kind_word())?, self.runs.get(run)?), seq);
        self.by_id.get(&key).copied()
    }
}

impl Record {
    /// Applies the op numbered `op` of `rows`, which sets `cells` and has seen `seen`.
    pub fn apply(&mut self, op: u32, cells: impl Iterator<Item = Cell>, seen: &[Place], rows: &[OpRow]) {
        let OpRow { place, clock, .. } = rows[op as usize];
        let place_of = |it: u32| rows[it as usize].place;
        if self.ops.is_empty() {
            self.cells.reserve(cells.size_hint().0);
        }
        for seen in seen {
            let known = self.ops.iter().map(|it| &rows[*it as usize]).find(|it| it.place == *seen);
            self.is_tangled |= known.is_some_and(|it| it.clock >= clock);
        }
        // What sets nothing awaits nothing either.
        self.is_tangled |= cells.size_hint().0 == 0 && !seen.is_empty();
        for cell in cells {
            for seen in seen {
                let before = self.cells.len();
                self.cells.retain(|it| it.field != cell.field || place_of(it.op) != *seen);
                let arrived = before != self.cells.len() || self.ops.iter().any(|it| place_of(*it) == *seen);
                if !arrived {
                    self.awaited.push(Awaited { field: cell.field, place: *seen, clock });
                }
            }
            if !self.awaited.iter().any(|it| it.field == cell.field && it.place == place) {
                self.cells.push(cell);
            }
        }
        self.is_tangled |= self.awaited.iter().any(|it| it.place == place && it.clock <= clock);
        self.awaited.retain(|it| it.place != place);
        self.ops.push(op);
    }

    /// Takes everything folded back; returns the ops to fold again, in order of arrival.
    pub fn begin_anew(&mut self) -> Vec<u32> {
        self.cells.clear();
        self.awaited.clear();
        std::mem::take(&mut self.ops)
    }

    /// Takes out the cells of ops at places that an applied op has seen: where two ops stand at one place, what has seen
    /// that place has seen both, whichever came first.
    pub fn drop_seen(&mut self, seen: &[(u32, Place)], place_of: impl Fn(u32) -> Place) {
        self.cells.retain(|cell| !seen.contains(&(cell.field, place_of(cell.op))));
    }

    /// Counts an op as one of the record's without applying it.
    pub fn pass_over(&mut self, op: u32) {
        self.ops.push(op);
    }

    /// Ops other ops have seen that are not here yet.
    pub fn is_waiting(&self) -> bool {
        !self.awaited.is_empty()
    }
}
