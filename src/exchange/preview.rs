//! What merging a file or several would do, before anything is written.

use std::collections::BTreeSet;

use super::read::VerifiedFile;
use crate::domain::{RecordId, order};
use crate::oplog::{ActorId, AdmitError, Log, LogHeader, Replica, Scope, Verified};

/// What a file, or several together, would change here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// Records that are not here yet.
    pub new: Vec<RecordId>,
    /// Records that are here and would change.
    pub changed: Vec<ChangedRecord>,
    /// How many records the files hold that would stay as they are.
    pub same: usize,
    /// Fields that would have several values: record and field.
    pub conflicts: Vec<(RecordId, String)>,
    /// Ops that are new here.
    pub new_ops: usize,
    /// Ops that are here already; one that stands in several files is counted once.
    pub known_ops: usize,
    /// Actors whose log turns out to be forked.
    pub forks: Vec<ActorId>,
    /// Ops that would be kept and not applied: what was waiting before is not counted.
    pub held: usize,
    /// True when records or fields of a newer version are among them; they are kept.
    pub from_newer_version: bool,
    /// True when private logs came along.
    pub has_private: bool,
}

/// A record and the fields that would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedRecord {
    /// The record.
    pub id: RecordId,
    /// The fields whose value or values would differ, sorted.
    pub fields: Vec<String>,
}

/// Compares a file with a replica of the same workspace.
pub fn preview(replica: &Replica, file: &VerifiedFile) -> Result<Preview, AdmitError> {
    let logs: Vec<&Log<Verified>> = file.logs.iter().collect();
    let mut merged = replica.clone();
    let admitted = merged.admit_all(&logs)?;
    Ok(compare(replica, &merged, logs, admitted.forks))
}

/// What a file did that was admitted: a replica before and after, and the forks found.
pub fn compared(before: &Replica, after: &Replica, file: &VerifiedFile, forks: Vec<ActorId>) -> Preview {
    compare(before, after, file.logs.iter().collect(), forks)
}

/// What `logs` did: a replica before and after they were admitted to it, and the logs that turned out to be forked.
pub(super) fn compare(
    before: &Replica,
    after: &Replica,
    logs: Vec<&Log<Verified>>,
    mut forks: Vec<ActorId>,
) -> Preview {
    order::sort(&mut forks);
    forks.dedup();
    let has_private = logs.iter().any(|log| log.header().scope == Scope::Private);
    let new_ops = after.op_count() - before.op_count();
    let held = after.held_count().saturating_sub(before.held_count());
    let mut preview = Preview { new_ops, forks, has_private, held, ..Preview::default() };
    let mut touched: Vec<(usize, &RecordId)> =
        after.written_after(before.op_count()).map(|row| (row.number(), row.id())).collect();
    order::sort_by(&mut touched, |a, b| a.0.cmp(&b.0));
    touched.dedup();
    for (_, id) in touched {
        preview.from_newer_version |= id.kind().is_none();
        let known = before.conflicted_fields(id);
        let conflicts = after.conflicted_fields(id).into_iter().filter(|field| !known.contains(field));
        preview.conflicts.extend(conflicts.map(|field| (id.clone(), field.to_owned())));
        if !after.contains(id) {
            continue;
        }
        if !before.contains(id) {
            preview.new.push(id.clone());
            continue;
        }
        let differs = |field: &&str| before.heads(id, field) != after.heads(id, field);
        let fields: Vec<String> = after.field_names(id).into_iter().filter(differs).map(str::to_owned).collect();
        if !fields.is_empty() {
            preview.changed.push(ChangedRecord { id: id.clone(), fields });
        }
    }
    let (ops, records) = held_in(logs);
    preview.known_ops = ops.saturating_sub(new_ops);
    preview.same = records.saturating_sub(preview.new.len() + preview.changed.len());
    preview
}

/// How many ops logs hold, and records these are on; what stands in several logs is counted once.
fn held_in(mut logs: Vec<&Log<Verified>>) -> (usize, usize) {
    // Sorted so, what a log shares with one before it is its own beginning.
    order::sort_by(&mut logs, |a, b| place(a).cmp(&place(b)));
    let mut ops = 0;
    let mut records = BTreeSet::new();
    for (at, log) in logs.iter().enumerate() {
        let whose = |it: &LogHeader| (it.actor, it.scope);
        let earlier = logs[..at].iter().rev().take_while(|it| whose(it.header()) == whose(log.header()));
        let shared = earlier.map(|it| shared_until(it, log)).max().unwrap_or(0).max(log.header().from - 1);
        ops += log.last_seq().saturating_sub(shared) as usize;
        records.extend(log.records_after(shared));
    }
    (ops, records.len())
}

fn place(log: &Log<Verified>) -> (ActorId, Scope, u64) {
    let header = log.header();
    (header.actor, header.scope, header.from)
}

/// The last place at which two stretches of one actor's log are the same, `log` beginning no earlier; 0 when there is none.
fn shared_until(earlier: &Log<Verified>, log: &Log<Verified>) -> u64 {
    let same = |seq: u64| log.hash_at(seq).is_some_and(|hash| earlier.hash_at(seq) == Some(hash));
    // Equal hashes mean equal logs up to there: the places that are shared stand in one piece at the beginning.
    let (mut shared, mut beyond) = (log.header().from - 1, earlier.last_seq().min(log.last_seq()).saturating_add(1));
    while shared + 1 < beyond {
        let middle = shared + (beyond - shared) / 2;
        if same(middle) {
            shared = middle;
        } else {
            beyond = middle;
        }
    }
    if shared < log.header().from { 0 } else { shared }
}
