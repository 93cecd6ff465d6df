//! What a judge is told of a record's ops.

use super::actor::ActorId;
use super::chain::Scope;
use super::fold::{Cell, number};
use super::op::{self, Parts};
use super::position::Ref;
use super::replica::{Chain, MAX_CLOCK, Replica};
use super::time::Timestamp;
use crate::domain::order;

/// One op as a judge sees it.
#[derive(Clone, Debug)]
pub struct OpFacts<'a> {
    /// Its number in this replica.
    pub number: u32,
    /// Its position.
    pub op: Ref,
    /// Which installation wrote it.
    pub actor: ActorId,
    /// In which of its logs.
    pub scope: Scope,
    /// True when the record begins with it.
    pub is_origin: bool,
    /// True when its clock is not above that of the op before it in its log, or of an op it says it has seen: no clock that
    /// runs does that.
    pub is_backdated: bool,
    /// The fields it sets, with their values as JSON text.
    pub set: Vec<(&'a str, &'a str)>,
    rank: (u64, ActorId, u64, &'a str),
}

impl Replica {
    /// The ops on a record, in the order that decides: by clock, actor, place, text.
    pub fn facts(&self, record: usize) -> Vec<OpFacts<'_>> {
        let it = &self.records.all[record];
        let origin = super::position::split(it.id.origin());
        let cell = |cell: &Cell| (&**self.records.fields.name(cell.field), self.raw(cell));
        let mut backdated = Vec::new();
        let mut set = |op: u32| {
            if it.ops.len() == 1 && !it.cells.is_empty() {
                // The only op's fields are the record's: nothing has to be read again.
                return it.cells.iter().map(cell).collect();
            }
            let mut parts = Parts::default();
            op::parse(self.op_text(op), &mut parts).expect("an op in a replica was read before");
            let clock = self.ops[op as usize].clock;
            let is_seen = |place: &super::fold::Place| {
                parts.seen.iter().any(|seen| {
                    let (run, seq) = match seen {
                        op::SeenRef::Origin => return origin.is_some_and(|(run, seq)| self.is_place(place, run, seq)),
                        op::SeenRef::At(run, seq) => (*run, *seq),
                    };
                    self.is_place(place, run, seq)
                })
            };
            let is_above = |row: &super::replica::OpRow| clock > row.clock || clock >= MAX_CLOCK;
            let rows = it.ops.iter().filter(|other| **other != op).map(|other| &self.ops[*other as usize]);
            if !parts.seen.is_empty() && rows.filter(|row| is_seen(&row.place)).any(|row| !is_above(row)) {
                backdated.push(op);
            }
            parts.set
        };
        let mut fact = |op: &u32| {
            let position = self.position(*op);
            OpFacts {
                number: *op,
                is_origin: origin == Some((&*position.run, position.seq)),
                op: position,
                actor: self.actor_of(*op),
                scope: self.scope_of(*op),
                is_backdated: self.is_behind_its_log(*op),
                set: set(*op),
                rank: self.rank(*op),
            }
        };
        let mut facts: Vec<OpFacts<'_>> = it.ops.iter().map(&mut fact).collect();
        for fact in &mut facts {
            fact.is_backdated |= backdated.contains(&fact.number);
        }
        if facts.len() < 2 {
            return facts;
        }
        sort_facts(&mut facts);
        facts
    }

    fn is_place(&self, place: &super::fold::Place, run: &str, seq: u64) -> bool {
        place.seq == seq && **self.records.runs.name(place.run) == *run
    }

    /// True when the clock of an op is not above that of the op before it in its log.
    fn is_behind_its_log(&self, op: u32) -> bool {
        let row = &self.ops[op as usize];
        let Chain { rows, header, .. } = &self.chains[row.chain as usize];
        let at = rows.partition_point(|it| *it < op);
        let before = match at.checked_sub(1) {
            Some(at) => Some(&self.ops[rows[at] as usize]),
            // A branch goes on from an op of another, whichever of the two was met first.
            None => self.op_before(header, header.from, header.prev),
        };
        row.clock < MAX_CLOCK && before.is_some_and(|it| it.clock >= row.clock)
    }

    /// The only op on a record and what it sets, where that op made the record, stands in the shared log and is applied.
    pub fn only_op(&self, record: usize) -> Option<(u32, impl Iterator<Item = (&str, &str)>)> {
        let it = &self.records.all[record];
        let [op] = it.ops[..] else { return None };
        let (run, seq) = super::position::split(it.id.origin())?;
        let row = &self.ops[op as usize];
        let fits = self.is_place(&row.place, run, seq) && self.scope_of(op) == Scope::Shared;
        let set = it.cells.iter().map(|cell| (&**self.records.fields.name(cell.field), self.raw(cell)));
        (fits && !it.cells.is_empty() && !self.is_behind_its_log(op)).then_some((op, set))
    }

    /// What the op that made a record set, where that tells of the later ops as well: all stand in the shared log and are
    /// applied, nothing was settled, none but the first set any of these fields, and no clock is out of order: least of all one
    /// that would put another op before the making one. Cheaper than [`Replica::facts`].
    pub fn plain_course(&self, record: usize, fields: &[&str]) -> Option<(u32, impl Iterator<Item = (&str, &str)>)> {
        let it = &self.records.all[record];
        let (run, seq) = super::position::split(it.id.origin())?;
        let first = it.ops.iter().copied().find(|op| self.is_place(&self.ops[*op as usize].place, run, seq))?;
        let latest = it.ops.iter().map(|op| self.ops[*op as usize].clock).max()?;
        let made = self.ops[first as usize].clock;
        let in_order = |op: &u32| {
            let clock = self.ops[*op as usize].clock;
            // Only what has seen another op can have a clock too low for it; inside a text the mark would be written otherwise.
            let is_latest =
                clock == latest && it.ops.iter().filter(|it| self.ops[**it as usize].clock == latest).count() == 1;
            (*op == first || clock > made)
                && !self.is_behind_its_log(*op)
                && (is_latest || !self.op_text(*op).contains("\"seen\":"))
        };
        let name = |cell: &Cell| &**self.records.fields.name(cell.field);
        let is_plain = |cell: &Cell| {
            let name = name(cell);
            cell.op == first || !(fields.contains(&name) || super::replica::is_ruling(name))
        };
        let fits = !it.is_doubled
            && !self.holds_any(record)
            && it.cells.iter().all(is_plain)
            && it.ops.iter().all(|op| self.scope_of(*op) == Scope::Shared && in_order(op));
        let set = it.cells.iter().filter(move |cell| cell.op == first).map(move |cell| (name(cell), self.raw(cell)));
        fits.then_some((first, set))
    }

    /// When the first op on a record was written, by its writer's clock.
    pub fn first_at(&self, record: usize) -> Timestamp {
        let ops = self.records.all[record].ops.iter().map(|op| &self.ops[*op as usize]);
        ops.min_by_key(|it| it.clock).map_or(Timestamp(0), |it| it.at)
    }

    /// Who wrote the ops on a record, with their numbers, in order of arrival; cheaper than [`Replica::facts`].
    pub fn writers(&self, record: usize) -> impl Iterator<Item = (u32, ActorId)> {
        self.records.all[record].ops.iter().map(|op| (*op, self.actor_of(*op)))
    }

    /// Who wrote the ops behind the first `known`, in order of arrival.
    pub fn writers_after(&self, known: usize) -> impl Iterator<Item = ActorId> {
        (known..self.ops.len()).map(|op| self.actor_of(number(op)))
    }

    /// When an op was written, by its writer's clock.
    pub fn written_at(&self, op: u32) -> Timestamp {
        self.ops[op as usize].at
    }

    /// Who wrote an op.
    pub fn writer(&self, op: u32) -> ActorId {
        self.actor_of(op)
    }
}

/// Brings ops into the order that decides.
pub fn sort_facts(facts: &mut Vec<OpFacts<'_>>) {
    order::sort_by(facts, |a, b| a.rank.cmp(&b.rank));
}
