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
use crate::domain::{RecordId, Value, order};

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
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
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

/// More than so many are looked up by their order.
pub(super) const MANY: usize = 8;

/// What is looked for again and again, in order where it is much: an op may say that it has seen thousands.
#[derive(Clone)]
pub(super) struct Sought<T>(Vec<T>);

impl<T: Copy + Ord> Sought<T> {
    /// These.
    pub fn of(mut items: Vec<T>) -> Sought<T> {
        if items.len() > MANY {
            order::sort(&mut items);
        }
        Sought(items)
    }

    /// True when it is among them.
    pub fn has(&self, item: T) -> bool {
        if self.0.len() > MANY { self.0.binary_search(&item).is_ok() } else { self.0.contains(&item) }
    }
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
    /// Ops seen before they arrived.
    awaited: Vec<Awaited>,
    /// True when two ops of it stand at one place: somebody wrote on under another's run.
    pub is_doubled: bool,
    /// True when an op of it stands in a private log, settles another or has a clock that is not above what it comes after: who
    /// judges it has to read its ops.
    pub is_tangled: bool,
}

/// Ops at `places` that an op of that clock, which sets `fields`, has seen.
#[derive(Clone)]
struct Awaited {
    fields: Sought<u32>,
    places: Sought<Place>,
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
    pub fn apply(&mut self, op: u32, cells: impl Iterator<Item = Cell>, seen: Vec<Place>, rows: &[OpRow]) {
        let OpRow { place, clock, .. } = rows[op as usize];
        if self.ops.is_empty() {
            self.cells.reserve(cells.size_hint().0);
        }
        let known = self.cells.len();
        self.cells.extend(cells);
        let count = self.cells.len() - known;
        if !seen.is_empty() {
            self.replace(known, Sought::of(seen), clock, rows);
        }
        if !self.awaited.is_empty() {
            self.arrive(self.cells.len() - count, place, clock);
        }
        self.ops.push(op);
    }

    /// Takes out what the cells behind the first `known` replace, and notes what they would of ops that are not here.
    fn replace(&mut self, known: usize, seen: Sought<Place>, clock: u64, rows: &[OpRow]) {
        let place_of = |it: u32| rows[it as usize].place;
        let fields = Sought::of(self.cells[known..].iter().map(|it| it.field).collect());
        let mut at = 0;
        self.cells.retain(|it| {
            at += 1;
            at > known || !fields.has(it.field) || !seen.has(place_of(it.op))
        });
        self.is_tangled |= self.ops.iter().any(|it| rows[*it as usize].clock >= clock && seen.has(place_of(*it)));
        // What sets nothing awaits nothing either.
        self.is_tangled |= fields.0.is_empty();
        let here = (self.ops.len() > MANY).then(|| Sought::of(self.ops.iter().map(|it| place_of(*it)).collect()));
        let is_here = |place: Place| match &here {
            Some(here) => here.has(place),
            None => self.ops.iter().any(|it| place_of(*it) == place),
        };
        let Sought(mut places) = seen;
        places.retain(|it| !is_here(*it));
        if !places.is_empty() && !fields.0.is_empty() {
            self.awaited.push(Awaited { fields, places: Sought(places), clock });
        }
    }

    /// Takes out what others, having seen the op at `place`, replaced of the cells behind the first `known`, which it sets.
    fn arrive(&mut self, known: usize, place: Place, clock: u64) {
        let mut replaced = Vec::new();
        for awaited in self.awaited.iter_mut().filter(|it| it.places.has(place)) {
            awaited.places.0.retain(|it| *it != place);
            replaced.extend_from_slice(&awaited.fields.0);
            self.is_tangled |= awaited.clock <= clock;
        }
        if replaced.is_empty() {
            return;
        }
        self.awaited.retain(|it| !it.places.0.is_empty());
        let replaced = Sought::of(replaced);
        let mut at = 0;
        self.cells.retain(|it| {
            at += 1;
            at <= known || !replaced.has(it.field)
        });
    }

    /// Takes everything folded back; returns the ops to fold again, in order of arrival.
    pub fn begin_anew(&mut self) -> Vec<u32> {
        self.cells.clear();
        self.awaited.clear();
        std::mem::take(&mut self.ops)
    }

    /// Takes out the cells of ops at places that an applied op of the same fields has seen: where two ops stand at one place, what has seen
    /// that place has seen both, whichever came first.
    pub fn drop_seen(&mut self, seen: &[(Sought<u32>, Sought<Place>)], place_of: impl Fn(u32) -> Place) {
        let is_seen = |cell: &Cell| {
            let place = place_of(cell.op);
            seen.iter().any(|(fields, places)| fields.has(cell.field) && places.has(place))
        };
        self.cells.retain(|cell| !is_seen(cell));
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

#[cfg(test)]
mod tests;
