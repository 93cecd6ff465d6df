//! Taking the end of chains away: how a save does it, and how a start tells what any store wrote before it.
//!
//! A cut is a small value that names the save it came with, and says for each chain how many ops stay. It goes into the
//! journal, the mirror and the database like any other, so that one store that has it suffices: what was written by saves
//! before it counts up to there only. A crash before any store has it leaves the chains whole, one after it cuts them.

use std::collections::BTreeMap;

use super::{Change, Evidence, Layout, Mark, Record, Run, SEGMENT};
use crate::storage::{ChainCut, StorageError};

/// What the names of these values begin with.
const PREFIX: &str = "cut/";

/// True for the name of a small value that tells of a cut. It means something in its own place only, where the saves it
/// speaks of were made: in another it would cut off what was never cut there.
pub fn is_of_cut(name: &str) -> bool {
    name.starts_with(PREFIX)
}

/// Where one save cut one chain.
///
/// As a line of text: count, chain, hash and metadata, with tabs between them, which neither a name, a hash nor JSON holds.
/// JSON for the whole would be 5 kB of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The number of the save.
    pub seq: u64,
    /// The chain.
    pub chain: String,
    /// Its metadata from then on.
    pub meta: String,
    /// How many ops stay.
    pub count: u64,
    /// Hash after the last of them.
    pub head: String,
}

impl Cut {
    fn line(&self) -> String {
        [&self.count.to_string(), self.chain.as_str(), &self.head, &self.meta].join("\t")
    }

    fn parse(seq: u64, line: &str) -> Option<Cut> {
        let mut parts = line.splitn(4, '\t');
        let mut next = || parts.next().map(str::to_owned);
        Some(Cut { seq, count: next()?.parse().ok()?, chain: next()?, head: next()?, meta: next()? })
    }

    /// How far the chain reaches.
    pub fn mark(&self) -> Mark {
        Mark { count: self.count, head: self.head.clone() }
    }

    /// A run without what was cut off; nothing where all of it was.
    pub fn run(&self, run: &Run) -> Option<Run> {
        let stays = (self.count + 1).checked_sub(run.from).filter(|it| *it > 0)? as usize;
        let ops = run.ops.get(..stays)?.to_vec();
        Some(Run { ops, head: self.head.clone(), ..run.clone() })
    }
}

/// The cuts that any store knows of.
#[derive(Debug, Default)]
pub struct Cuts(Vec<Cut>);

impl Cuts {
    /// Those in the evidence.
    pub fn of(evidence: &Evidence) -> Cuts {
        let mut cuts = Cuts::default();
        let kept = evidence.local.iter().map(|it| &it.values).chain([&evidence.store.local]);
        kept.flatten().for_each(|(key, value)| cuts.add(key, Some(value)));
        let told = evidence.journal.iter().chain(&evidence.mirror).flat_map(|entry| &entry.local);
        told.for_each(|(key, value)| cuts.add(key, value.as_ref()));
        cuts
    }

    fn add(&mut self, key: &str, value: Option<&String>) {
        let Some(seq) = key.strip_prefix(PREFIX).and_then(|seq| seq.parse().ok()) else { return };
        for cut in value.iter().flat_map(|text| text.lines()).filter_map(|line| Cut::parse(seq, line)) {
            if !self.0.contains(&cut) {
                self.0.push(cut);
            }
        }
    }

    /// The cut that what a save wrote of a chain has to be held to: of those after it, the one that leaves least.
    pub fn after(&self, seq: u64, chain: &str) -> Option<&Cut> {
        let later = self.of_chain(chain).filter(|cut| cut.seq > seq);
        later.min_by_key(|cut| (cut.count, u64::MAX - cut.seq))
    }

    /// The last cut of a chain.
    pub fn last(&self, chain: &str) -> Option<&Cut> {
        self.of_chain(chain).max_by_key(|cut| cut.seq)
    }

    fn of_chain(&self, chain: &str) -> impl Iterator<Item = &Cut> {
        self.0.iter().filter(move |cut| cut.chain == chain)
    }

    /// Drops small values of cuts after which all their chains were cut as deep again.
    pub fn tidy(&self, values: &mut BTreeMap<String, String>) {
        values.retain(|key, _| {
            let Some(seq) = key.strip_prefix(PREFIX).and_then(|seq| seq.parse::<u64>().ok()) else { return true };
            let mut own = self.0.iter().filter(|cut| cut.seq == seq);
            !own.all(|cut| self.after(seq, &cut.chain).is_some_and(|later| later.count <= cut.count))
        });
    }
}

/// The small value that tells of a save's cuts.
pub fn told(cuts: &[ChainCut], seq: u64) -> (String, Option<String>) {
    let cut = |it: &ChainCut| Cut {
        seq,
        chain: it.chain.clone(),
        meta: it.meta.clone(),
        count: it.ops.len() as u64,
        head: it.head.clone(),
    };
    let lines: Vec<String> = cuts.iter().map(|it| cut(it).line()).collect();
    ([PREFIX, &seq.to_string()].concat(), Some(lines.join("\n")))
}

/// Cuts one chain of the database: what no full segment holds is written again without its end; the whole chain where the
/// cut goes deeper.
pub fn shrink(cut: &ChainCut, before: Layout, changes: &mut Vec<Change>) -> Result<Layout, StorageError> {
    let (chain, count) = (&cut.chain, cut.ops.len() as u64);
    let have = before.record.count;
    if have != cut.had {
        return Err(StorageError::Stale { chain: chain.clone(), have, expected: cut.had });
    }
    if count > have || cut.ops.iter().any(|op| op.is_empty() || op.contains('\n')) {
        return Err(StorageError::Malformed { chain: chain.clone() });
    }
    let from = if before.tail_from <= count + 1 { before.tail_from } else { 1 };
    changes.push(Change::DropFrom { chain: chain.clone(), from });
    let mut tail_from = from;
    for (index, piece) in (0_u64..).zip(cut.ops[from as usize - 1..].chunks(SEGMENT as usize)) {
        let at = from + index * SEGMENT;
        changes.push(Change::PutChunk { chain: chain.clone(), from: at, text: piece.join("\n") });
        tail_from = if piece.len() as u64 == SEGMENT { at + SEGMENT } else { at };
    }
    let record = Record { meta: cut.meta.clone(), count, head: cut.head.clone() };
    changes.push(Change::PutRecord { chain: chain.clone(), record: record.clone() });
    Ok(Layout { record, tail_from })
}
