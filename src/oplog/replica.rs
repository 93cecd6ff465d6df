//! A replica: the logs one office holds, and the records folded from them.

use crate::domain::order;

use super::actor::{ActorId, PublicKey, SecretKey};
use super::chain::{ChainHash, Scope};
use super::fold::{Cell, Head, Place, Record, Records, number};
use super::judging::{Held, Judging};
use super::log::{Log, LogHeader, OpEntry, Seal, SeenEntry, Unverified, Verified, WorkspaceId, seal};
use super::op::{Draft, is_integer};
use super::position::Ref;
use super::rows::Row;
use super::scan::has_escape_or_control;
use super::time::Timestamp;
use crate::domain::schema::RULING_PREFIX;
use crate::domain::{RecordId, Sorted, Value};

/// The highest clock an op can name.
pub(super) const MAX_CLOCK: u64 = u32::MAX as u64;

/// A set of logs and what they say. Holding the same ops, two replicas are equal in everything they show.
#[derive(Clone, Default)]
pub struct Replica {
    pub(super) chains: Vec<Chain>,
    /// An actor's branches, the one first met first; more than one after a fork.
    pub(super) branches: Sorted<(ActorId, Scope), Vec<u32>>,
    pub(super) ops: Vec<OpRow>,
    pub(super) records: Records,
    pub(super) clock: u64,
    pub(super) judge: Option<Judging>,
    pub(super) held: Held,
}

/// One log, or what a fork wrote from some place on.
#[derive(Clone)]
pub(super) struct Chain {
    pub header: LogHeader,
    text: String,
    heads: Vec<ChainHash>,
    pub rows: Vec<u32>,
    pub seal: Option<Seal>,
    /// The run its last op was written in.
    run: u32,
    clock: u64,
}

/// One op among all.
#[derive(Clone, Copy)]
pub(super) struct OpRow {
    pub chain: u32,
    /// Where its text stands in the chain's text.
    pub start: u32,
    pub len: u32,
    pub place: Place,
    pub record: u32,
    pub clock: u64,
    pub at: Timestamp,
}

/// How far one branch of a log reaches here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BranchState {
    /// Whose log, and where the branch begins.
    pub header: LogHeader,
    /// The place of its last op.
    pub last: u64,
    /// The chain's hash there.
    pub head: ChainHash,
    /// The newest seal.
    pub seal: Option<Seal>,
    /// What tells it from other branches of the same log: nothing for the one met first, for others where it begins and
    /// the first characters of the hash after its first op.
    pub suffix: String,
    /// Which of the chains it is.
    index: u32,
}

impl Chain {
    pub fn last(&self) -> u64 {
        self.header.from + self.heads.len() as u64 - 1
    }

    pub(super) fn text_at(&self, start: u32, len: u32) -> &str {
        &self.text[start as usize..(start + len) as usize]
    }

    fn head(&self) -> ChainHash {
        self.heads.last().copied().unwrap_or(self.header.prev)
    }

    /// The hash after the op at `seq`; the hash before the first op here for the place before it.
    pub fn hash_at(&self, seq: u64) -> Option<ChainHash> {
        if seq + 1 == self.header.from {
            return Some(self.header.prev);
        }
        let index = usize::try_from(seq.checked_sub(self.header.from)?).ok()?;
        self.heads.get(index).copied()
    }
}

impl Replica {
    pub(super) fn branches_of(&self, actor: ActorId, scope: Scope) -> impl Iterator<Item = &Chain> {
        self.branches.get(&(actor, scope)).into_iter().flatten().map(|index| &self.chains[*index as usize])
    }

    /// The op of `header`'s log that stands before `seq` and left `prev`, in whichever branch it is.
    pub(super) fn op_before(&self, header: &LogHeader, seq: u64, prev: ChainHash) -> Option<&OpRow> {
        self.branches_of(header.actor, header.scope).find_map(|chain| {
            let index = usize::try_from((seq - 1).checked_sub(chain.header.from)?).ok()?;
            (chain.heads.get(index) == Some(&prev)).then(|| &self.ops[chain.rows[index] as usize])
        })
    }

    /// Begins a branch of `header`'s log at `seq`, after the op that left `prev`.
    pub(super) fn branch_off(&mut self, header: &LogHeader, seq: u64, prev: ChainHash) -> u32 {
        let before = self.op_before(header, seq, prev);
        let (run, clock) = before.map_or((0, 0), |row| (row.place.run, row.clock));
        let index = number(self.chains.len());
        let header = LogHeader { from: seq, prev, ..header.clone() };
        self.branches.entry((header.actor, header.scope)).push(index);
        let (text, heads, rows) = (String::new(), Vec::new(), Vec::new());
        self.chains.push(Chain { header, text, heads, rows, seal: None, run, clock });
        index
    }

    /// Adds one op of `log` to the end of a chain and folds it; returns its record.
    pub(super) fn append_op(&mut self, chain_index: u32, log: &Log<Verified>, index: usize) -> u32 {
        let entry: OpEntry = log.index.ops[index];
        let text = log.op(index);
        let chain = &mut self.chains[chain_index as usize];
        if let Some(run) = entry.run {
            chain.run = self.records.runs.intern(run.text(text));
        }
        let clock = entry.clock.unwrap_or(chain.clock + 1);
        // The first op of a branch goes on from another's, whose clock the branch was begun with.
        let is_behind = clock <= chain.clock;
        let is_private = chain.header.scope == Scope::Private;
        chain.clock = clock;
        self.clock = self.clock.max(chain.clock);
        let place = Place { run: chain.run, seq: chain.last() + 1 };
        let op = number(self.ops.len());
        let start = number(chain.text.len());
        chain.text.push_str(text);
        chain.heads.push(log.heads[index]);
        chain.rows.push(op);

        let (kind, run) = (entry.kind.text(text), entry.origin_run.text(text));
        let record = self.records.entry(entry.on.text(text), kind, run, entry.origin_seq);
        let origin = Place { run: self.records.runs.intern(run), seq: entry.origin_seq };
        let first = |ends: fn(&OpEntry) -> u32| index.checked_sub(1).map_or(0, |it| ends(&log.index.ops[it])) as usize;
        let seen_range = first(|it| it.seen_end)..entry.seen_end as usize;
        let seen: Vec<Place> = log.index.seen[seen_range]
            .iter()
            .map(|seen| match seen {
                SeenEntry::Origin => origin,
                SeenEntry::At(run, seq) => Place { run: self.records.runs.intern(run.text(text)), seq: *seq },
            })
            .collect();
        self.ops.push(OpRow {
            chain: chain_index,
            start,
            len: number(text.len()),
            place,
            record,
            clock: chain.clock,
            at: entry.at,
        });
        let cells = &log.index.cells[first(|it| it.cells_end)..entry.cells_end as usize];
        let Records { fields, all, .. } = &mut self.records;
        let settles = cells.iter().any(|cell| is_ruling(cell.field.text(text)));
        let cells = cells.iter().map(|cell| {
            let field = fields.intern(cell.field.text(text));
            Cell { field, op, start: cell.value.start, len: cell.value.len }
        });
        let rows = &self.ops;
        let it = &mut all[record as usize];
        it.is_doubled |= it.ops.iter().any(|it| rows[*it as usize].place == place);
        it.is_tangled |= is_behind || is_private || settles;
        it.apply(op, cells, seen, rows);
        if place == origin {
            it.maker = it.maker.or(Some(op));
        }
        // In the order that decides, the op that made it has to come before all others.
        it.is_tangled |= match it.maker {
            Some(maker) if maker == op => it.ops.iter().any(|it| *it != op && rows[*it as usize].clock <= clock),
            Some(maker) => clock <= rows[maker as usize].clock,
            None => false,
        };
        if it.is_doubled {
            self.fold_anew(record);
        }
        record
    }

    /// Writes one op under `key` and folds it. `run` is this opening of the app; a private log has runs of its own.
    pub fn append(&mut self, key: &SecretKey, run: &str, scope: Scope, draft: &Draft) -> Ref {
        let (actor, public) = (key.actor(), key.public());
        let index = self.own_chain(actor, scope, public);
        let run = scoped_run(run, scope);
        let chain = &self.chains[index as usize];
        let begins = chain.heads.is_empty() || **self.records.runs.name(chain.run) != *run;
        // Whoever writes an op of the highest clock there is must not keep others from writing.
        let clock = (self.clock + 1).min(MAX_CLOCK);
        let text = draft.to_text((clock != chain.clock + 1).then_some(clock), begins.then_some(run.as_str()));
        let header = LogHeader { from: chain.last() + 1, prev: chain.head(), ..chain.header.clone() };
        let seq = header.from;
        let log = Log::<Unverified>::new(header, [text.as_str()], None, text.len()).and_then(Log::chained);
        let log = log.expect("an op written from a checked draft can be read back");
        self.append_op(index, &log, 0);
        self.judge_after(self.ops.len() - 1);
        Ref { run: run.into(), seq }
    }

    fn own_chain(&mut self, actor: ActorId, scope: Scope, key: PublicKey) -> u32 {
        let first = self.branches.get(&(actor, scope)).and_then(|branches| branches.first().copied());
        first.unwrap_or_else(|| {
            let prev = ChainHash::genesis(actor, scope);
            self.branch_off(&LogHeader { actor, scope, key, from: 1, prev }, 1, prev)
        })
    }

    /// The place the next op of `actor` will have.
    pub fn next_place(&self, actor: ActorId, run: &str, scope: Scope) -> Ref {
        let last = self.branches_of(actor, scope).next().map_or(0, Chain::last);
        Ref { run: scoped_run(run, scope).into(), seq: last + 1 }
    }

    /// Seals the heads of the branches this key owns, so that they can be handed on.
    pub fn seal_own(&mut self, key: &SecretKey, workspace: WorkspaceId) {
        for scope in [Scope::Shared, Scope::Private] {
            for index in self.branches.get(&(key.actor(), scope)).cloned().unwrap_or_default() {
                let chain = &mut self.chains[index as usize];
                if !chain.heads.is_empty() && chain.seal.is_none_or(|it| it.seq < chain.last()) {
                    chain.seal = Some(seal(key, workspace, scope, chain.last(), chain.head()));
                }
            }
        }
    }

    /// Every branch, in the order of actors and scopes, the one met first first.
    pub fn branch_states(&self) -> Vec<BranchState> {
        let state = |place: usize, index: u32| {
            let chain = &self.chains[index as usize];
            let suffix = match chain.heads.first() {
                Some(first) if place > 0 => format!(".{}.{}", chain.header.from, &first.to_string()[..8]),
                _ => String::new(),
            };
            let (header, last, head) = (chain.header.clone(), chain.last(), chain.head());
            BranchState { header, last, head, seal: chain.seal, suffix, index }
        };
        let logs = self.branches.values();
        logs.flat_map(|log| log.iter().enumerate().map(|(place, index)| state(place, *index))).collect()
    }

    /// The ops of a branch from place `from` to `to`, as they are written.
    pub fn op_texts(&self, branch: &BranchState, from: u64, to: u64) -> Vec<&str> {
        let chain = &self.chains[branch.index as usize];
        let index = |seq: u64| usize::try_from(seq.saturating_sub(chain.header.from)).unwrap_or(usize::MAX);
        let range = index(from)..index(to.min(chain.last()) + 1);
        chain.rows.get(range).unwrap_or(&[]).iter().map(|row| self.op_text(*row)).collect()
    }

    /// The numbers of a branch's ops, in their order.
    pub fn ops_of(&self, branch: &BranchState) -> &[u32] {
        &self.chains[branch.index as usize].rows
    }

    /// The hash of a branch after the op at `seq`; nothing for places before it begins.
    pub fn hash_at(&self, branch: &BranchState, seq: u64) -> Option<ChainHash> {
        self.chains[branch.index as usize].hash_at(seq)
    }

    /// How many ops are here.
    pub fn op_count(&self) -> usize {
        self.ops.len()
    }

    /// The highest clock among them.
    pub fn clock(&self) -> u64 {
        self.clock
    }

    pub(super) fn op_text(&self, op: u32) -> &str {
        let row = &self.ops[op as usize];
        self.chains[row.chain as usize].text_at(row.start, row.len)
    }

    pub(super) fn actor_of(&self, op: u32) -> ActorId {
        self.chains[self.ops[op as usize].chain as usize].header.actor
    }

    /// In which of its writer's logs an op stands.
    pub fn scope_of(&self, op: u32) -> Scope {
        self.chains[self.ops[op as usize].chain as usize].header.scope
    }

    pub(super) fn position(&self, op: u32) -> Ref {
        let place = self.ops[op as usize].place;
        Ref { run: self.records.runs.name(place.run).clone(), seq: place.seq }
    }

    /// What decides between heads, and the order of a history: clock, then actor, then place.
    pub(super) fn rank(&self, op: u32) -> (u64, ActorId, u64, &str) {
        let row = &self.ops[op as usize];
        (row.clock, self.actor_of(op), row.place.seq, self.op_text(op))
    }
}

/// A private log's runs are named apart from the shared log's, so that a position means one op.
fn scoped_run(run: &str, scope: Scope) -> String {
    match scope {
        Scope::Shared => run.to_owned(),
        Scope::Private => format!("p{run}"),
    }
}

// Reading.
impl Replica {
    /// The ids of the records of a kind, oldest arrival first.
    pub fn records_of<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a RecordId> {
        self.rows_of(kind).map(Row::id)
    }

    /// True when any op written on the record is applied.
    pub fn contains(&self, id: &RecordId) -> bool {
        self.records.place(id).is_some_and(|it| self.is_shown(it))
    }

    /// The names of the fields a record has, sorted.
    pub fn field_names(&self, id: &RecordId) -> Vec<&str> {
        let Some(record) = self.records.find(id) else { return Vec::new() };
        let mut names: Vec<&str> = record.cells.iter().map(|cell| &**self.records.fields.name(cell.field)).collect();
        order::sort(&mut names);
        names.dedup();
        names
    }

    fn cells<'a>(&'a self, record: &'a Record, field: u32) -> impl Iterator<Item = &'a Cell> {
        record.cells.iter().filter(move |cell| cell.field == field)
    }

    pub(super) fn raw(&self, cell: &Cell) -> &str {
        let row = &self.ops[cell.op as usize];
        self.chains[row.chain as usize].text_at(row.start + cell.start, cell.len)
    }

    /// The value that stands in for a field as JSON text: its only head, or of several the one with the highest rank.
    pub fn raw_value(&self, id: &RecordId, field: &str) -> Option<&str> {
        let field = self.records.fields.get(field)?;
        let record = self.records.find(id)?;
        let mut heads = self.cells(record, field);
        let first = heads.next()?;
        let winner = heads.fold(first, |best, it| if self.rank(it.op) > self.rank(best.op) { it } else { best });
        Some(self.raw(winner))
    }

    /// The value that stands in for a field; null when nobody set it.
    pub fn value(&self, id: &RecordId, field: &str) -> Value {
        self.raw_value(id, field).map_or(Value::Null, decode)
    }

    /// A field's heads, the one that stands in first.
    pub fn heads(&self, id: &RecordId, field: &str) -> Vec<Head> {
        let (Some(field), Some(record)) = (self.records.fields.get(field), self.records.find(id)) else {
            return Vec::new();
        };
        let mut cells: Vec<&Cell> = self.cells(record, field).collect();
        order::sort_by(&mut cells, |a, b| self.rank(b.op).cmp(&self.rank(a.op)));
        let head = |cell: &&Cell| Head {
            value: decode(self.raw(cell)),
            op: self.position(cell.op),
            at: self.ops[cell.op as usize].at,
            actor: self.actor_of(cell.op),
        };
        cells.iter().map(head).collect()
    }

    /// The fields of a record whose heads say different things, sorted.
    pub fn conflicted_fields(&self, id: &RecordId) -> Vec<&str> {
        let Some(record) = self.records.find(id) else { return Vec::new() };
        let mut names: Vec<&str> = Vec::new();
        for (index, cell) in record.cells.iter().enumerate() {
            if is_ruling(self.records.fields.name(cell.field)) {
                continue;
            }
            let others = record.cells[..index].iter().filter(|it| it.field == cell.field);
            if others.into_iter().any(|it| self.raw(it) != self.raw(cell)) {
                names.push(self.records.fields.name(cell.field));
            }
        }
        order::sort(&mut names);
        names.dedup();
        names
    }

    /// Records with such fields, oldest arrival first.
    pub fn conflicted_records(&self) -> Vec<&RecordId> {
        (0..self.records.all.len())
            .filter_map(|at| self.row(at))
            .filter(|row| row.is_conflicted())
            .map(Row::id)
            .collect()
    }

    /// True when some op on the record has seen an op that never came.
    pub fn is_waiting(&self, id: &RecordId) -> bool {
        self.records.find(id).is_some_and(Record::is_waiting)
    }
}

/// True for fields that settle an op: of two that say different things the ranks decide, as two people of the street do.
pub(super) fn is_ruling(field: &str) -> bool {
    field.starts_with(RULING_PREFIX)
}

/// The text a JSON text stands for, where it holds no escapes, as most do.
pub(super) fn plain_text(raw: &str) -> Option<&str> {
    let inner = raw.strip_prefix('"')?.strip_suffix('"')?;
    (!has_escape_or_control(inner.as_bytes())).then_some(inner)
}

pub(super) fn decode(raw: &str) -> Value {
    if let Some(plain) = plain_text(raw) {
        return Value::Text(plain.to_owned());
    }
    if is_integer(raw)
        && let Ok(number) = raw.parse()
    {
        return Value::Integer(number);
    }
    serde_json::from_str(raw).expect("a value was checked when its op was read")
}
