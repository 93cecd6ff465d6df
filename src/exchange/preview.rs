//! What merging a file or several would do, before anything is written.

use super::read::VerifiedFile;
use crate::domain::{RecordId, order};
use crate::oplog::{ActorId, AdmitError, Log, Replica, Row, Scope, Verified};

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
    /// Ops that would be kept and not applied until somebody says so: what was held before or is settled is not counted.
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
    Ok(compare(replica, &merged, &logs, admitted.forks))
}

/// What `logs` did: a replica before and after they were admitted to it, and the logs that turned out to be forked.
pub(super) fn compare(before: &Replica, after: &Replica, logs: &[&Log<Verified>], forks: Vec<ActorId>) -> Preview {
    let mut comparing = Comparing::begin(before, after, logs, forks);
    while comparing.slice(before, after, logs, usize::MAX) {}
    comparing.into_preview()
}

/// A comparison on its way. Nothing is written to either replica meanwhile, and the logs stay the same.
pub struct Comparing {
    preview: Preview,
    /// The numbers of the records written on, and how many of them were looked at.
    touched: Vec<usize>,
    looked: usize,
    /// The numbers of those that are new or show something else.
    shown: Vec<usize>,
    /// The logs in the order in which a log's beginning is counted once, and how many of them were counted.
    logs: Vec<usize>,
    counted: usize,
    /// Up to which place the one that is being counted was counted.
    until: Option<u64>,
    /// Counted logs that may share something with the next one, none of them the beginning of another.
    furthest: Vec<usize>,
    ops: usize,
    /// By number, whether a record is in the logs.
    is_held: Vec<bool>,
}

impl Comparing {
    /// Begins to say what `logs` did: a replica before and after they were admitted to it, and the logs that turned out to
    /// be forked.
    pub fn begin(before: &Replica, after: &Replica, logs: &[&Log<Verified>], mut forks: Vec<ActorId>) -> Comparing {
        order::sort(&mut forks);
        forks.dedup();
        let has_private = logs.iter().any(|log| log.header().scope == Scope::Private);
        let new_ops = after.op_count() - before.op_count();
        let mut touched: Vec<usize> = after.written_after(before.op_count()).map(Row::number).collect();
        if !touched.is_sorted() {
            order::sort(&mut touched);
        }
        touched.dedup();
        Comparing {
            preview: Preview { new_ops, forks, has_private, ..Preview::default() },
            touched,
            looked: 0,
            shown: Vec::new(),
            logs: in_order(logs),
            counted: 0,
            until: None,
            furthest: Vec::new(),
            ops: 0,
            is_held: vec![false; after.record_count()],
        }
    }

    /// Looks at the next `most` records, or ops of the logs; false when nothing is left.
    pub fn slice(&mut self, before: &Replica, after: &Replica, logs: &[&Log<Verified>], most: usize) -> bool {
        let most = most.max(1);
        if self.looked < self.touched.len() {
            let until = self.looked.saturating_add(most).min(self.touched.len());
            for at in self.looked..until {
                self.look_at(before, after, self.touched[at]);
            }
            self.looked = until;
            return true;
        }
        let Some(at) = self.logs.get(self.counted).copied() else { return false };
        let log = logs[at];
        let until = self.until.take().unwrap_or_else(|| self.counted_of(logs, at));
        let count = usize::try_from(log.last_seq().saturating_sub(until)).unwrap_or(usize::MAX).min(most);
        for id in log.records_after(until).take(count) {
            // What was admitted is here.
            if let Some(number) = after.number_of(&id) {
                self.is_held[number] = true;
            }
        }
        self.ops += count;
        let until = until + count as u64;
        if until >= log.last_seq() {
            self.counted += 1;
        } else {
            self.until = Some(until);
        }
        true
    }

    /// Up to which place a log's ops stand in logs that were counted; an op that stands in several is counted once.
    fn counted_of(&mut self, logs: &[&Log<Verified>], at: usize) -> u64 {
        let log = logs[at];
        let (header, last) = (log.header(), log.last_seq());
        let (mut until, mut is_known) = (header.from - 1, false);
        self.furthest.retain(|it| {
            let (earlier, end) = (logs[*it], logs[*it].last_seq());
            let whose = earlier.header();
            if (whose.actor, whose.scope) != (header.actor, header.scope) || end < header.from {
                return false;
            }
            let shared = shared_until(earlier, log);
            until = until.max(shared);
            is_known |= shared == last;
            // No log after this one begins before it: where it goes on from all of an earlier one, it stands for both.
            shared < end || shared == last
        });
        if !is_known {
            self.furthest.push(at);
        }
        until
    }

    fn look_at(&mut self, before: &Replica, after: &Replica, number: usize) {
        let id = after.id_at(number);
        let preview = &mut self.preview;
        preview.held += after.newly_waiting(before, number);
        preview.from_newer_version |= id.kind().is_none();
        let known = before.conflicted_fields(id);
        let conflicts = after.conflicted_fields(id).into_iter().filter(|field| !known.contains(field));
        preview.conflicts.extend(conflicts.map(|field| (id.clone(), field.to_owned())));
        if !after.contains(id) {
            return;
        }
        if !before.contains(id) {
            self.shown.push(number);
            return preview.new.push(id.clone());
        }
        let differs = |field: &&str| before.heads(id, field) != after.heads(id, field);
        let fields: Vec<String> = after.field_names(id).into_iter().filter(differs).map(str::to_owned).collect();
        if !fields.is_empty() {
            self.shown.push(number);
            preview.changed.push(ChangedRecord { id: id.clone(), fields });
        }
    }

    /// What was found, once nothing is left.
    pub fn into_preview(self) -> Preview {
        let Comparing { mut preview, shown, ops, mut is_held, .. } = self;
        // A record may show something else because of another: where a machine is let in, all it wrote here before.
        shown.into_iter().for_each(|number| is_held[number] = false);
        preview.known_ops = ops.saturating_sub(preview.new_ops);
        preview.same = is_held.into_iter().filter(|it| *it).count();
        preview
    }
}

/// The logs by whose they are and where they begin: what one shares with those before it is its own beginning.
fn in_order(logs: &[&Log<Verified>]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..logs.len()).collect();
    order::sort_places(&mut places, &|a, b| place(logs[a]).cmp(&place(logs[b])));
    places
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
