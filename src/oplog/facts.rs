//! What a judge is told of a record's ops.

use super::actor::ActorId;
use super::chain::Scope;
use super::fold::{Cell, MANY, Place, number};
use super::op::{self, Parts};
use super::position::Ref;
use super::replica::{Chain, MAX_CLOCK, Replica};
use super::rows::FieldNumber;
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
        let place = |op: &u32| (self.ops[*op as usize].place, *op);
        let mut places: Vec<(Place, u32)> = it.ops.iter().map(place).collect();
        let is_sorted = places.len() > MANY;
        if is_sorted {
            order::sort(&mut places);
        }
        let mut set = |op: u32| {
            if it.ops.len() == 1 && !it.cells.is_empty() {
                // The only op's fields are the record's: nothing has to be read again.
                return it.cells.iter().map(cell).collect();
            }
            let mut parts = Parts::default();
            op::parse(self.op_text(op), &mut parts).expect("an op in a replica was read before");
            let clock = self.ops[op as usize].clock;
            let is_below = |it: u32| it != op && clock <= self.ops[it as usize].clock && clock < MAX_CLOCK;
            let is_early = |seen: &op::SeenRef<'_>| {
                let named = match seen {
                    op::SeenRef::Origin => origin,
                    op::SeenRef::At(run, seq) => Some((*run, *seq)),
                };
                let place = named.and_then(|(run, seq)| Some(Place { run: self.records.runs.get(run)?, seq }));
                let from = if is_sorted { places.partition_point(|(it, _)| Some(*it) < place) } else { 0 };
                let at = places[from..].iter().take_while(|(it, _)| !is_sorted || Some(*it) == place);
                at.into_iter().any(|(it, other)| Some(*it) == place && is_below(*other))
            };
            if parts.seen.iter().any(is_early) {
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

    /// The op that made a record and what it says in these fields, as JSON texts, where that tells of the later ops as well: all
    /// stand in the shared log and are applied, nothing was settled, none but the first set any of these fields, and no clock is
    /// out of order. No op is read for it, unlike for [`Replica::facts`].
    pub fn plain_course<const N: usize>(
        &self,
        record: usize,
        fields: [FieldNumber; N],
    ) -> Option<(u32, [Option<&str>; N])> {
        let it = &self.records.all[record];
        let maker = it.maker?;
        if it.is_tangled || it.is_doubled || it.is_waiting() || self.holds_any(record) {
            return None;
        }
        let mut told = [None; N];
        for cell in &it.cells {
            if let Some(at) = fields.iter().position(|field| field.is(cell.field)) {
                if cell.op != maker {
                    return None;
                }
                told[at] = Some(self.raw(cell));
            }
        }
        Some((maker, told))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oplog::actor::SecretKey;
    use crate::oplog::chain::ChainHash;
    use crate::oplog::log::{Log, LogHeader, Unverified};

    /// A log of the actor of that number, as it came.
    fn log(actor: u8, scope: Scope, ops: &[String]) -> Log<crate::oplog::Verified> {
        let key = SecretKey::from_bytes([actor; 32]);
        let prev = ChainHash::genesis(key.actor(), scope);
        let header = LogHeader { actor: key.actor(), scope, key: key.public(), from: 1, prev };
        Log::<Unverified>::new(header, ops.iter().map(String::as_str), None, 0).and_then(Log::chained).expect("ops")
    }

    #[test]
    fn what_is_told_in_short_is_what_the_ops_say_in_whatever_order_they_came() {
        let op = |rest: &str| format!(r#"{{"at":"2026-11-22T02:03:00Z",{rest}}}"#);
        let on = r#""on":"need/aaaaaaaa.1","run":"bbbbbbbb""#;
        let first = op(r#""on":"need/aaaaaaaa.1","run":"aaaaaaaa","set":{"asker":"a","title":"x"}"#);
        let later = r#""on":"need/aaaaaaaa.1","seen":["bbbbbbbb.1"],"set":{"title":"z"}"#;
        for (scope, rest, then, expected) in [
            (Scope::Shared, format!(r#""clock":2,{on},"seen":[0],"set":{{"title":"y"}}"#), None, true),
            (Scope::Shared, format!(r#""clock":2,{on},"set":{{"title":"y"}}"#), None, true),
            // Its clock does not put it behind the op that made the record.
            (Scope::Shared, format!(r#"{on},"set":{{"title":"y"}}"#), None, false),
            // Its clock is that of the op it has seen.
            (Scope::Shared, format!(r#"{on},"seen":[0],"set":{{"title":"y"}}"#), None, false),
            (Scope::Shared, format!(r#""clock":2,{on},"seen":["cccccccc.1"],"set":{{"title":"y"}}"#), None, false),
            (Scope::Shared, format!(r#""clock":2,{on},"seen":[0],"set":{{}}"#), None, false),
            (Scope::Shared, format!(r#""clock":2,{on},"seen":[0],"set":{{"asker":"b"}}"#), None, false),
            (Scope::Shared, format!(r#""clock":2,{on},"set":{{"ruling.aaaaaaaa.1.0":"confirmed"}}"#), None, false),
            (Scope::Private, format!(r#""clock":2,{on},"set":{{"contact":"y"}}"#), None, false),
            (
                Scope::Shared,
                format!(r#""clock":2,{on},"seen":[0],"set":{{"title":"y"}}"#),
                Some(later.to_owned()),
                true,
            ),
            // The second op of a log whose clock does not run on.
            (
                Scope::Shared,
                format!(r#""clock":9,{on},"set":{{"title":"y"}}"#),
                Some(format!(r#""clock":9,{later}"#)),
                false,
            ),
        ] {
            let second: Vec<String> = [Some(rest.clone()), then].into_iter().flatten().map(|it| op(&it)).collect();
            let logs = [log(1, Scope::Shared, std::slice::from_ref(&first)), log(2, scope, &second)];
            for turned in [false, true] {
                let mut replica = Replica::default();
                for log in if turned { [&logs[1], &logs[0]] } else { [&logs[0], &logs[1]] } {
                    replica.admit_all(&[log]).expect("whole logs");
                }
                let plain = replica.plain_course(0, [replica.field_number("asker")]);
                assert_eq!(plain.map(|(_, told)| told), expected.then_some([Some("\"a\"")]), "{rest} {turned}");
                let facts = replica.facts(0);
                let in_order = |it: &OpFacts<'_>| it.scope == Scope::Shared && !it.is_backdated;
                assert!(plain.is_none() || facts.iter().all(in_order), "{rest} {turned}");
            }
        }
    }
}
