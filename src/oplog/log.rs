//! A log on its way: a stretch of one actor's ops, unverified until its chain and seal are checked.
//!
//! The types keep the two apart: only a [`Log<Verified>`] can be admitted to a replica.

use std::marker::PhantomData;

use super::actor::{ActorId, PublicKey, SecretKey, Signature};
use super::chain::{ChainHash, Scope};
use super::op::{self, OpError, Parsed, Parts, SeenRef};
use super::time::Timestamp;
use crate::domain::RecordId;

/// The workspace an exchange belongs to: 16 bytes of the hash of the street's first op, as 32 hex digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct WorkspaceId(pub [u8; 16]);

impl WorkspaceId {
    /// The workspace begun by the op after which its chain has this hash.
    pub fn of(first: ChainHash) -> WorkspaceId {
        let mut id = [0; 16];
        id.copy_from_slice(&first.0[..16]);
        WorkspaceId(id)
    }

    /// Reads 32 hex digits.
    pub fn parse(text: &str) -> Option<WorkspaceId> {
        ActorId::parse(text).ok().map(|bytes| WorkspaceId(bytes.0))
    }
}

impl std::fmt::Display for WorkspaceId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", ActorId(self.0))
    }
}

/// A signature over a log's head: what makes every op before it the actor's own word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seal {
    /// The place of the last op it covers.
    pub seq: u64,
    /// The signature.
    pub signature: Signature,
}

/// What is signed for a head.
fn seal_message(workspace: WorkspaceId, actor: ActorId, scope: Scope, seq: u64, head: ChainHash) -> String {
    format!("three-lists/seal/1\n{workspace}\n{actor}\n{}\n{seq}\n{head}\n", scope.as_str())
}

/// Seals a head with the actor's key.
pub fn seal(key: &SecretKey, workspace: WorkspaceId, scope: Scope, seq: u64, head: ChainHash) -> Seal {
    Seal { seq, signature: key.sign(seal_message(workspace, key.actor(), scope, seq, head).as_bytes()) }
}

/// Marks a log nobody checked.
#[derive(Clone, Debug)]
pub enum Unverified {}

/// Marks a log whose chain and seal hold.
#[derive(Clone, Debug)]
pub enum Verified {}

/// Whose log it is and where this stretch begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogHeader {
    /// The actor.
    pub actor: ActorId,
    /// Which of its logs.
    pub scope: Scope,
    /// Its public key.
    pub key: PublicKey,
    /// Place of the first op here, from 1.
    pub from: u64,
    /// The chain's hash before it.
    pub prev: ChainHash,
}

/// A stretch of one actor's log. Ops are canonical texts, one after another in one string.
#[derive(Clone, Debug)]
pub struct Log<State> {
    pub(super) header: LogHeader,
    pub(super) text: String,
    pub(super) index: OpIndex,
    /// The chain's hash after each op; until verified, what the ops themselves come to.
    pub(super) heads: Vec<ChainHash>,
    pub(super) seal: Option<Seal>,
    state: PhantomData<State>,
}

/// Where everything stands in a log's text, so that each op is parsed once.
#[derive(Clone, Debug, Default)]
pub(super) struct OpIndex {
    pub ops: Vec<OpEntry>,
    pub cells: Vec<CellEntry>,
    pub seen: Vec<SeenEntry>,
}

/// A stretch of an op's text, from the op's start.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub start: u32,
    pub len: u32,
}

impl Span {
    /// The stretch that `part`, borrowed from `whole`, stands in.
    fn of(part: &str, whole: &str) -> Span {
        let start = part.as_ptr() as usize - whole.as_ptr() as usize;
        let fits = "an op is shorter than 256 KiB";
        Span { start: u32::try_from(start).expect(fits), len: u32::try_from(part.len()).expect(fits) }
    }

    /// The text of this stretch.
    pub fn text(self, op: &str) -> &str {
        &op[self.start as usize..(self.start + self.len) as usize]
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) struct OpEntry {
    /// End of the op in the log's text.
    pub end: u32,
    pub cells_end: u32,
    pub seen_end: u32,
    pub clock: Option<u64>,
    pub at: Timestamp,
    /// The record: kind, a slash, run, a dot, place.
    pub on: Span,
    pub kind: Span,
    pub origin_run: Span,
    pub origin_seq: u64,
    pub run: Option<Span>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct CellEntry {
    pub field: Span,
    pub value: Span,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum SeenEntry {
    Origin,
    At(Span, u64),
}

impl OpIndex {
    /// Adds the op `text`, just parsed into `parts`, that ends at `end` of the log's text.
    fn push(&mut self, text: &str, end: u32, parsed: &Parsed<'_>, parts: &Parts<'_>) {
        let cell =
            |(field, value): &(&str, &str)| CellEntry { field: Span::of(field, text), value: Span::of(value, text) };
        self.cells.extend(parts.set.iter().map(cell));
        self.seen.extend(parts.seen.iter().map(|seen| match seen {
            SeenRef::Origin => SeenEntry::Origin,
            SeenRef::At(run, seq) => SeenEntry::At(Span::of(run, text), *seq),
        }));
        let length = |count: usize| u32::try_from(count).expect("a log's text is shorter than 4 GiB");
        self.ops.push(OpEntry {
            end,
            cells_end: length(self.cells.len()),
            seen_end: length(self.seen.len()),
            clock: parsed.clock,
            at: parsed.at,
            on: Span::of(parsed.on, text),
            kind: Span::of(parsed.kind, text),
            origin_run: Span::of(parsed.origin.0, text),
            origin_seq: parsed.origin.1,
            run: parsed.run.map(|run| Span::of(run, text)),
        });
    }
}

/// Why a log is refused. Nothing of it is applied.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LogError {
    /// The key is not the actor's.
    #[error("the key is not that of actor {0}")]
    ForeignKey(ActorId),
    /// The first op's `prev` is not the start of this actor's log.
    #[error("the log of actor {0} does not start where it should")]
    FalseStart(ActorId),
    /// An op cannot be read.
    #[error("op {seq} of actor {actor}")]
    Op {
        /// The actor.
        actor: ActorId,
        /// The op's place.
        seq: u64,
        /// Why.
        source: OpError,
    },
    /// The seal does not fit the ops: something was altered, left out or put in.
    #[error("the seal of actor {0} does not fit its ops")]
    BrokenSeal(ActorId),
    /// More than 4 GiB of ops.
    #[error("the log of actor {0} is too big")]
    TooBig(ActorId),
}

impl Log<Unverified> {
    /// Takes ops as they were read; texts in another form are brought to the canonical one.
    ///
    /// `capacity` is the expected length of all texts together, in bytes.
    pub fn new<'a>(
        header: LogHeader,
        ops: impl IntoIterator<Item = &'a str>,
        seal: Option<Seal>,
        capacity: usize,
    ) -> Result<Log<Unverified>, LogError> {
        let mut ops = ops.into_iter();
        let mut log = Log::begin(header, seal, ops.size_hint().0, capacity)?;
        log.extend(&mut ops)?;
        Ok(log)
    }

    /// A log that holds no op yet, for [`Log::extend`]; `count` ops of `capacity` bytes together are expected.
    pub fn begin(
        header: LogHeader,
        seal: Option<Seal>,
        count: usize,
        capacity: usize,
    ) -> Result<Log<Unverified>, LogError> {
        if header.key.actor() != header.actor {
            return Err(LogError::ForeignKey(header.actor));
        }
        let (text, heads) = (String::with_capacity(capacity), Vec::with_capacity(count));
        let index = OpIndex { ops: Vec::with_capacity(count), ..OpIndex::default() };
        Ok(Log { text, index, heads, seal, header, state: PhantomData })
    }

    /// Takes further ops behind those it holds, and folds them into the chain: in how many pieces comes to the same.
    pub fn extend(&mut self, ops: &mut dyn Iterator<Item = &str>) -> Result<(), LogError> {
        let actor = self.header.actor;
        let mut parts = Parts::default();
        let mut head = self.heads.last().copied().unwrap_or(self.header.prev);
        for raw in ops {
            let seq = self.header.from.saturating_add(self.index.ops.len() as u64);
            let refuse = |source| LogError::Op { actor, seq, source };
            let parsed = op::parse(raw, &mut parts).map_err(refuse)?;
            if seq == 1 && parsed.run.is_none() {
                return Err(LogError::FalseStart(actor));
            }
            let end = |length: usize| u32::try_from(length).map_err(|_| LogError::TooBig(actor));
            if parsed.is_canonical {
                self.text.push_str(raw);
                self.index.push(raw, end(self.text.len())?, &parsed, &parts);
                head = head.then(raw);
            } else {
                let canonical = op::canonical(raw).map_err(refuse)?;
                let mut parts = Parts::default();
                let parsed = op::parse(&canonical, &mut parts).map_err(refuse)?;
                self.text.push_str(&canonical);
                self.index.push(&canonical, end(self.text.len())?, &parsed, &parts);
                head = head.then(&canonical);
            }
            self.heads.push(head);
        }
        Ok(())
    }

    /// Checks chain and seal, as for anything that came from outside.
    pub fn verify(self, workspace: WorkspaceId) -> Result<Log<Verified>, LogError> {
        let actor = self.header.actor;
        let (seal, key, scope) = (self.seal, self.header.key, self.header.scope);
        let log = self.chained()?;
        let seal = seal.filter(|seal| seal.seq == log.last_seq()).ok_or(LogError::BrokenSeal(actor))?;
        let message = seal_message(workspace, actor, scope, seal.seq, log.head());
        key.verify(message.as_bytes(), &seal.signature).map_err(|_| LogError::BrokenSeal(actor))?;
        Ok(log)
    }

    /// Checks the chain against a head that this machine itself vouches for: the one its storage holds, as the newest ops of a
    /// device have no seal yet; or the one its worker found sealed.
    pub fn verify_stored(self, head: ChainHash) -> Result<Log<Verified>, LogError> {
        let actor = self.header.actor;
        let log = self.chained()?;
        if log.head() == head { Ok(log) } else { Err(LogError::BrokenSeal(actor)) }
    }

    /// Takes the chain as it is, where it begins as it must; only for ops written here a moment ago, and inside the checks
    /// above.
    pub(super) fn chained(self) -> Result<Log<Verified>, LogError> {
        let Log { header, text, index, heads, seal, .. } = self;
        if header.from == 0 || (header.from == 1 && header.prev != ChainHash::genesis(header.actor, header.scope)) {
            return Err(LogError::FalseStart(header.actor));
        }
        Ok(Log { header, text, index, heads, seal, state: PhantomData })
    }
}

impl<State> Log<State> {
    /// Whose log it is and where it begins.
    pub fn header(&self) -> &LogHeader {
        &self.header
    }

    /// The ops, in order.
    pub fn ops(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|place| self.op(place))
    }

    /// The records its ops after place `seq` are on, once for each op.
    pub fn records_after(&self, seq: u64) -> impl Iterator<Item = RecordId> {
        let known = seq.saturating_add(1).saturating_sub(self.header.from);
        (usize::try_from(known).unwrap_or(usize::MAX)..self.len()).map(|place| {
            let on = self.index.ops[place].on.text(self.op(place));
            RecordId::parse(on).expect("an op's `on` was checked when it was read")
        })
    }

    /// How many ops.
    pub fn len(&self) -> usize {
        self.index.ops.len()
    }

    /// True when it holds no op.
    pub fn is_empty(&self) -> bool {
        self.index.ops.is_empty()
    }

    pub(super) fn op(&self, place: usize) -> &str {
        let start = if place == 0 { 0 } else { self.index.ops[place - 1].end as usize };
        &self.text[start..self.index.ops[place].end as usize]
    }

    /// The place of the last op.
    pub fn last_seq(&self) -> u64 {
        self.header.from + self.len() as u64 - 1
    }

    /// The seal it came with.
    pub fn seal(&self) -> Option<Seal> {
        self.seal
    }
}

impl Log<Verified> {
    /// The chain's hash after the last op.
    pub fn head(&self) -> ChainHash {
        self.heads.last().copied().unwrap_or(self.header.prev)
    }

    /// The hash after the op at `seq`; nothing for places that are not in this stretch.
    pub fn hash_at(&self, seq: u64) -> Option<ChainHash> {
        let index = usize::try_from(seq.checked_sub(self.header.from)?).ok()?;
        self.heads.get(index).copied()
    }
}
