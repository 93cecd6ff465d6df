//! What one save writes, and how much of the journal may go.

use super::{Change, Contents, Entry, Mark, Marks, Record, Run, SEGMENT, cut, lines};
use crate::domain::Sorted;
use crate::storage::{Batch, ChainUpdate, Opened, StorageError};

/// What the writer knows of one chain without reading it again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The chain's metadata, op count and head.
    pub record: Record,
    /// Where the chunks start that no full segment has taken in yet.
    pub tail_from: u64,
}

/// Everything one save has to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavePlan {
    /// For the journal and the mirror.
    pub entry: Entry,
    /// For the database, in one transaction.
    pub changes: Vec<Change>,
    /// What the writer knows afterwards, for the chains touched.
    pub layouts: Sorted<String, Layout>,
    /// The chains whose end is taken away.
    pub cut: Vec<String>,
}

impl SavePlan {
    /// The sentinel after this save; a chain that is still short of what was once saved keeps the old mark, unless it was
    /// cut.
    pub fn marks(&self, before: &Marks) -> Marks {
        let mut chains = before.chains.clone();
        for (chain, layout) in self.layouts.iter() {
            let mark = Mark { count: layout.record.count, head: layout.record.head.clone() };
            if self.cut.contains(chain) || chains.get(chain).is_none_or(|old| old.count <= mark.count) {
                chains.insert(chain.clone(), mark);
            }
        }
        Marks { seq: self.entry.seq, chains }
    }
}

/// Describes the chains of a database for the writer.
pub fn layouts(contents: &Contents) -> Sorted<String, Layout> {
    let first = |(chain, record): (&String, &Record)| (chain.clone(), Layout { record: record.clone(), tail_from: 1 });
    let mut found: Sorted<String, Layout> = contents.records.iter().map(first).collect();
    for ((chain, from), text) in contents.chunks.iter() {
        let count = lines(text);
        if let Some(layout) = found.get_mut(chain)
            && count >= SEGMENT
        {
            layout.tail_from = from + count;
        }
    }
    found
}

/// Plans one save on top of what the writer knows.
pub fn plan_save(batch: &Batch, known: &Sorted<String, Layout>, seq: u64) -> Result<SavePlan, StorageError> {
    let mut plan = SavePlan {
        entry: Entry { seq, runs: Vec::new(), local: batch.local.clone() },
        changes: Vec::new(),
        layouts: Sorted::new(),
        cut: batch.cuts.iter().map(|it| it.chain.clone()).collect(),
    };
    for it in &batch.cuts {
        let before =
            known.get(&it.chain).cloned().unwrap_or_else(|| Layout { record: Record::default(), tail_from: 1 });
        let after = cut::shrink(it, before, &mut plan.changes)?;
        plan.layouts.insert(it.chain.clone(), after);
    }
    if !batch.cuts.is_empty() {
        plan.entry.local.push(cut::told(&batch.cuts, seq));
    }
    for update in &batch.chains {
        let before = plan.layouts.get(&update.chain).or_else(|| known.get(&update.chain)).cloned();
        let before = before.unwrap_or_else(|| Layout { record: Record::default(), tail_from: 1 });
        check(update, &before)?;
        plan.entry.runs.push(Run {
            chain: update.chain.clone(),
            meta: update.meta.clone(),
            from: update.from,
            prev: before.record.head.clone(),
            ops: update.ops.clone(),
            head: update.head.clone(),
        });
        let after = grow(update, before, &mut plan.changes);
        plan.changes.push(Change::PutRecord { chain: update.chain.clone(), record: after.record.clone() });
        plan.layouts.insert(update.chain.clone(), after);
    }
    plan.changes
        .extend(plan.entry.local.iter().map(|(key, value)| Change::Local { key: key.clone(), value: value.clone() }));
    plan.changes.push(Change::Seq(seq));
    Ok(plan)
}

fn check(update: &ChainUpdate, before: &Layout) -> Result<(), StorageError> {
    let count = before.record.count;
    let torn = |op: &String| op.is_empty() || op.contains('\n');
    if update.chain.is_empty() || update.chain.contains('\n') || update.ops.iter().any(torn) || update.from == 0 {
        return Err(StorageError::Malformed { chain: update.chain.clone() });
    }
    if update.from != count + 1 {
        return Err(StorageError::Stale { chain: update.chain.clone(), have: count, expected: update.from - 1 });
    }
    Ok(())
}

/// Adds the ops as small chunks, and turns the tail into a segment once it is long enough.
fn grow(update: &ChainUpdate, before: Layout, changes: &mut Vec<Change>) -> Layout {
    let chain = &update.chain;
    let added = update.ops.len() as u64;
    let count = before.record.count + added;
    let mut tail_from = before.tail_from;
    if added > 0 {
        changes.push(Change::DropFrom { chain: chain.clone(), from: update.from });
    }
    if added >= SEGMENT && tail_from < update.from {
        changes.push(Change::Merge { chain: chain.clone(), from: tail_from, upto: update.from - 1 });
    }
    for (index, piece) in (0_u64..).zip(update.ops.chunks(SEGMENT as usize)) {
        let from = update.from + index * SEGMENT;
        changes.push(Change::PutChunk { chain: chain.clone(), from, text: piece.join("\n") });
        if added >= SEGMENT {
            tail_from = if piece.len() as u64 == SEGMENT { from + SEGMENT } else { from };
        }
    }
    if added < SEGMENT && count + 1 - tail_from >= SEGMENT {
        changes.push(Change::Merge { chain: chain.clone(), from: tail_from, upto: count });
        tail_from = count + 1;
    }
    let meta = update.meta.clone().unwrap_or(before.record.meta);
    Layout { record: Record { meta, count, head: update.head.clone() }, tail_from }
}

/// Everything opened as one entry, for a mirror that has to start again.
pub fn snapshot(opened: &Opened, seq: u64) -> Entry {
    let runs = opened.chains.iter().map(|it| Run {
        chain: it.chain.clone(),
        meta: Some(it.meta.clone()),
        from: 1,
        prev: String::new(),
        ops: it.ops.split('\n').filter(|op| !op.is_empty()).map(str::to_owned).collect(),
        head: it.head.clone(),
    });
    let local = opened.local.iter().map(|(key, value)| (key.clone(), Some(value.clone())));
    Entry { seq, runs: runs.collect(), local: local.collect() }
}

/// One entry of the journal, without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The number of the save.
    pub seq: u64,
    /// The characters it takes.
    pub size: usize,
    /// Where it lies.
    pub key: String,
}

/// How many of the oldest journal entries to drop so that `need` more characters fit under `cap`; `None` if that would
/// take entries newer than `safe`, the last save that every other store holds.
pub fn trim(journal: &[Kept], need: usize, cap: usize, safe: u64) -> Option<usize> {
    let mut total: usize = need + journal.iter().map(|it| it.size).sum::<usize>();
    let mut dropped = 0;
    while total > cap {
        let oldest = journal.get(dropped)?;
        if oldest.seq > safe {
            return None;
        }
        total -= oldest.size;
        dropped += 1;
    }
    Some(dropped)
}
