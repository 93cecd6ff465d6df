//! Ops that are held: kept, handed on and told, but not applied.
//!
//! Who may write what is no business of the log, which admits whatever is well signed, so that offices never split over it.
//! A [`Judge`] says which ops the fold leaves out; its answer depends on nothing but the ops, so that all offices that hold
//! the same ops leave out the same.

use std::any::Any;

use sha2::{Digest, Sha256};

use super::actor::ActorId;
use super::chain::{ChainHash, Scope};
use super::fold::{Cell, Records, Sought, number};
use super::log::WorkspaceId;
use super::op::{self, Parts};
use super::position::Ref;
use super::replica::Replica;
use crate::domain::{Pairs, RecordId, order};

/// Decides which ops are applied.
pub trait Judge: Send + Sync {
    /// Begins to look at the ops behind the first `known`.
    fn begin(&mut self, replica: &Replica, known: usize);

    /// Looks at the next `most` records; adds to `verdicts` the records whose held ops are others now, with the numbers of all
    /// ops to hold there. False when nothing is left. Nothing was written to the replica since it began.
    fn judge(&mut self, replica: &Replica, most: usize, verdicts: &mut Vec<(usize, Vec<u32>)>) -> bool;

    /// How many of a record's held ops wait for somebody's word, counting those that `counts` says.
    fn waiting_on(&self, replica: &Replica, record: usize, counts: &dyn Fn(u32) -> bool) -> usize;

    /// Another that knows the same, for a copy of the replica.
    fn copy(&self) -> Box<dyn Judge>;

    /// What whoever set it up may ask it beside.
    fn as_any(&self) -> &dyn Any;
}

/// A judge that is copied with its replica.
pub(super) struct Judging(Box<dyn Judge>);

impl Clone for Judging {
    fn clone(&self) -> Judging {
        Judging(self.0.copy())
    }
}

/// A judgement on its way.
#[derive(Default)]
pub(super) enum Judgement {
    #[default]
    Ahead,
    /// What was decided so far.
    Asked(Vec<(usize, Vec<u32>)>),
    /// What of it is left to be done.
    Decided(std::vec::IntoIter<(usize, Vec<u32>)>),
}

/// What was decided, by record.
#[derive(Clone, Default)]
pub(super) struct Held {
    /// Sorted by record.
    ops: Vec<(u32, Vec<u32>)>,
    /// Records that show something else though no op was written on them then: how many ops there were, and the record.
    revised: Vec<(usize, u32)>,
}

impl Held {
    fn on(&self, record: u32) -> &[u32] {
        self.place(record).map_or(&[][..], |at| self.ops[at].1.as_slice())
    }

    fn place(&self, record: u32) -> Result<usize, usize> {
        self.ops.binary_search_by(|(it, _)| it.cmp(&record))
    }

    fn set(&mut self, record: u32, held: Vec<u32>) {
        match self.place(record) {
            Ok(at) if held.is_empty() => drop(self.ops.remove(at)),
            Ok(at) => self.ops[at].1 = held,
            Err(_) if held.is_empty() => {}
            Err(at) => self.ops.insert(at, (record, held)),
        }
    }
}

/// A place in an actor's log that somebody names, by the first characters of the hash after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedHead {
    /// In which of its logs.
    pub scope: Scope,
    /// The place; 0 before the first op.
    pub seq: u64,
    /// At least 12 characters of the chain's hash there.
    pub hash: String,
}

impl NamedHead {
    /// Reads `shared.120.9f2c01aa44bb`.
    pub fn parse(text: &str) -> Option<NamedHead> {
        let mut parts = text.split('.');
        let (scope, seq, hash) = (parts.next()?, parts.next()?, parts.next()?);
        let head = NamedHead { scope: Scope::parse(scope)?, seq: seq.parse().ok()?, hash: hash.to_owned() };
        (parts.next().is_none() && hash.len() >= 12).then_some(head)
    }
}

impl std::fmt::Display for NamedHead {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.scope.as_str(), self.seq, self.hash)
    }
}

/// How far each chain of an actor's logs reaches up to some heads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach(Pairs<u32, u64>);

impl Reach {
    /// True when the op stands at one of the heads or before it.
    pub fn holds(&self, replica: &Replica, op: u32) -> bool {
        let row = &replica.ops[op as usize];
        self.0.get(&row.chain).is_some_and(|until| row.place.seq <= *until)
    }
}

impl Replica {
    /// Lets a judge decide from now on which ops are applied.
    pub fn be_judged(&mut self, judge: Box<dyn Judge>) {
        self.judge = Some(Judging(judge));
        self.judge_after(0);
    }

    /// Asks the judge about the ops behind the first `known`, and folds anew where it changed its mind.
    pub(super) fn judge_after(&mut self, known: usize) {
        let mut judgement = Judgement::default();
        while self.judge_slice(&mut judgement, known, usize::MAX) {}
    }

    /// Goes on with that by about `most` records; false when nothing is left.
    pub(super) fn judge_slice(&mut self, judgement: &mut Judgement, known: usize, most: usize) -> bool {
        if let Judgement::Decided(verdicts) = judgement {
            for (record, held) in verdicts.by_ref().take(most) {
                self.hold(number(record), held);
            }
            return !verdicts.as_slice().is_empty();
        }
        let Some(mut judging) = self.judge.take() else { return false };
        *judgement = match std::mem::take(judgement) {
            Judgement::Asked(mut verdicts) => match judging.0.judge(self, most, &mut verdicts) {
                true => Judgement::Asked(verdicts),
                false => Judgement::Decided(verdicts.into_iter()),
            },
            _ => {
                judging.0.begin(self, known);
                Judgement::Asked(Vec::new())
            }
        };
        self.judge = Some(judging);
        true
    }

    /// Holds these ops of a record and no others.
    fn hold(&mut self, record: u32, mut held: Vec<u32>) {
        order::sort(&mut held);
        if self.held.on(record) == held {
            return;
        }
        self.held.set(record, held);
        self.held.revised.push((self.ops.len(), record));
        self.fold_anew(record);
    }

    /// Folds a record from its ops again, without those held.
    pub(super) fn fold_anew(&mut self, record: u32) {
        let ops = self.records.all[record as usize].begin_anew();
        let is_doubled = self.records.all[record as usize].is_doubled;
        let mut all_seen = Vec::new();
        for op in ops {
            if self.is_held_number(op) {
                self.records.all[record as usize].pass_over(op);
                continue;
            }
            let (cells, seen) = self.parts_of(op);
            if is_doubled && !seen.is_empty() {
                let fields = cells.iter().map(|it| it.field).collect();
                all_seen.push((Sought::of(fields), Sought::of(seen.clone())));
            }
            self.records.all[record as usize].apply(op, cells.into_iter(), seen, &self.ops);
        }
        let rows = &self.ops;
        self.records.all[record as usize].drop_seen(&all_seen, |it| rows[it as usize].place);
    }

    /// The cells an op sets and the places it has seen, from its text.
    fn parts_of(&mut self, op: u32) -> (Vec<Cell>, Vec<super::fold::Place>) {
        let row = self.ops[op as usize];
        let text = self.chains[row.chain as usize].text_at(row.start, row.len);
        let mut parts = Parts::default();
        op::parse(text, &mut parts).expect("an op in a replica was read before");
        let Records { fields, runs, all, .. } = &mut self.records;
        let origin = super::position::split(all[row.record as usize].id.origin());
        let start_of = |raw: &str| number(raw.as_ptr() as usize - text.as_ptr() as usize);
        let cell = |(field, raw): &(&str, &str)| Cell {
            field: fields.intern(field),
            op,
            start: start_of(raw),
            len: number(raw.len()),
        };
        let cells = parts.set.iter().map(cell).collect();
        let place = |seen: &op::SeenRef<'_>| {
            let (run, seq) = match seen {
                op::SeenRef::Origin => origin.expect("a record's id was checked when its op was read"),
                op::SeenRef::At(run, seq) => (*run, *seq),
            };
            super::fold::Place { run: runs.intern(run), seq }
        };
        (cells, parts.seen.iter().map(place).collect())
    }

    pub(super) fn is_held_number(&self, op: u32) -> bool {
        self.held.on(self.ops[op as usize].record).binary_search(&op).is_ok()
    }

    /// True when any op on the record is applied.
    pub(super) fn is_shown(&self, record: u32) -> bool {
        let it = &self.records.all[record as usize];
        let held = self.held.on(record);
        if held.is_empty() {
            return true;
        }
        // What was only settled, or noted by an office for itself, shows nothing of the record.
        let tells = |cell: &Cell| {
            self.scope_of(cell.op) == Scope::Shared && !super::replica::is_ruling(self.records.fields.name(cell.field))
        };
        it.cells.iter().any(tells)
    }

    /// Records that show something else since there were `ops` ops, though no op was written on them after.
    pub(super) fn revised_after(&self, ops: usize) -> impl Iterator<Item = u32> {
        self.held.revised.iter().filter(move |(at, _)| *at > ops).map(|(_, record)| *record)
    }

    /// True when the op at that position on a record is held.
    pub fn is_held(&self, id: &RecordId, op: &Ref) -> bool {
        self.records.place(id).is_some_and(|at| self.held.on(at).iter().any(|it| self.position(*it) == *op))
    }

    /// The records that ops are held on, by number, with the numbers of these ops.
    pub fn held_ops(&self) -> impl Iterator<Item = (usize, &[u32])> {
        self.held.ops.iter().map(|(record, ops)| (*record as usize, ops.as_slice()))
    }

    /// What names an op beyond doubt: its position, and 16 characters of a hash of its writer and its text. Somebody who
    /// writes another op at the same place does not get it named with this one.
    pub fn name_of(&self, op: u32) -> String {
        let mut hash = Sha256::new();
        hash.update(self.actor_of(op).0);
        hash.update(self.op_text(op));
        let hash = ChainHash(hash.finalize().into()).to_string();
        format!("{}.{}", self.position(op), &hash[..16])
    }

    /// How many ops are held.
    pub fn held_count(&self) -> usize {
        self.held.ops.iter().map(|(_, ops)| ops.len()).sum()
    }

    /// How many ops on a record are held here and wait for somebody's word, that `before` did not hold: the same replica
    /// before some logs came.
    pub fn newly_waiting(&self, before: &Replica, record: usize) -> usize {
        let (held, known) = (self.held.on(number(record)), before.held.on(number(record)));
        let is_new = |op: u32| known.binary_search(&op).is_err();
        match self.judged_by().filter(|_| held.iter().any(|op| is_new(*op))) {
            Some(judge) => judge.waiting_on(self, record, &is_new),
            None => 0,
        }
    }

    /// The id of the record of that number, whether anything of it is applied or not.
    pub fn id_at(&self, record: usize) -> &RecordId {
        &self.records.all[record].id
    }

    /// The id of the record an op was written on.
    pub fn id_of_op(&self, op: u32) -> &RecordId {
        self.id_at(self.ops[op as usize].record as usize)
    }

    /// How many records ops were written on, those with nothing applied among them.
    pub fn record_count(&self) -> usize {
        self.records.all.len()
    }

    /// The numbers of the records that the ops behind the first `known` were written on, once for each op.
    pub fn touched_after(&self, known: usize) -> impl Iterator<Item = usize> {
        self.ops[known.min(self.ops.len())..].iter().map(|op| op.record as usize)
    }

    /// The number of a record, if any op was written on it.
    pub fn number_of(&self, id: &RecordId) -> Option<usize> {
        self.records.place(id).map(|it| it as usize)
    }

    /// The judge that decides, if there is one.
    pub fn judged_by(&self) -> Option<&dyn Judge> {
        self.judge.as_ref().map(|it| &*it.0)
    }

    /// True when the op of that number is held.
    pub fn is_held_op(&self, op: u32) -> bool {
        self.is_held_number(op)
    }

    /// True when ops are held on a record.
    pub fn holds_any(&self, record: usize) -> bool {
        !self.held.on(number(record)).is_empty()
    }

    /// Who wrote a workspace's first op, which gives the workspace its id; nothing while that op is not here.
    pub fn root(&self, workspace: WorkspaceId) -> Option<ActorId> {
        let is_first = |hash: ChainHash| WorkspaceId::of(hash) == workspace;
        let mut own = self.chains.iter().filter(|it| it.header.scope == Scope::Shared);
        own.find(|it| it.header.from == 1 && it.hash_at(1).is_some_and(is_first)).map(|it| it.header.actor)
    }

    /// Where an actor's logs end here: what a later judgement can name.
    pub fn heads_of(&self, actor: ActorId) -> Vec<NamedHead> {
        let states = self.branch_states().into_iter().filter(|it| it.header.actor == actor);
        states
            .map(|it| NamedHead { scope: it.header.scope, seq: it.last, hash: it.head.to_string()[..16].to_owned() })
            .collect()
    }

    /// True when the place that a head names is here.
    pub fn knows_head(&self, actor: ActorId, head: &NamedHead) -> bool {
        let mut own = self.chains.iter().filter(|it| it.header.actor == actor && it.header.scope == head.scope);
        own.any(|it| it.hash_at(head.seq).is_some_and(|hash| hash.to_string().starts_with(&head.hash)))
    }

    /// How far an actor's chains reach up to some heads. Of a head that is not here, whatever may stand before it counts: it
    /// may be the end of a branch that never came, whose beginning stands in any of those that are here.
    pub fn reach(&self, actor: ActorId, heads: &[NamedHead]) -> Reach {
        let mut reach = Reach::default();
        for head in heads {
            let mut own = self.chains.iter().enumerate();
            let at = own.find(|(_, it)| {
                let hash = (it.header.actor == actor && it.header.scope == head.scope).then(|| it.hash_at(head.seq));
                hash.flatten().is_some_and(|it| it.to_string().starts_with(&head.hash)) && it.last() >= head.seq
            });
            let Some((mut at, _)) = at else {
                for (index, chain) in self.chains.iter().enumerate() {
                    let fits = chain.header.actor == actor && chain.header.scope == head.scope;
                    if fits {
                        extend(&mut reach, number(index), head.seq.saturating_sub(1));
                    }
                }
                continue;
            };
            let mut until = head.seq;
            loop {
                extend(&mut reach, number(at), until);
                let header = &self.chains[at].header;
                until = header.from - 1;
                let mut parents = self.chains.iter().enumerate().filter(|(index, it)| {
                    *index != at && it.header.actor == actor && it.header.scope == head.scope && it.header.from <= until
                });
                match parents.find(|(_, it)| it.hash_at(until) == Some(header.prev)) {
                    Some((parent, _)) if until > 0 => at = parent,
                    _ => break,
                }
            }
        }
        reach
    }
}

fn extend(reach: &mut Reach, chain: u32, until: u64) {
    let known = reach.0.entry(chain);
    *known = (*known).max(until);
}
