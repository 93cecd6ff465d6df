//! What is left after a crash or a lost store, and what to write to put it right.

use crate::domain::{Sorted, order};
use std::borrow::Cow;
use std::collections::BTreeMap;

use super::cut::{Cut, Cuts};
use super::{Change, Contents, Entry, LocalValues, Mark, Marks, Record, Run, SEGMENT, lines};
use crate::storage::{MissingPart, Opened, Recovery, Source, StoredChain};

/// What the stores hold at start.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// How far each chain reached, as localStorage remembers it.
    pub sentinel: Option<Marks>,
    /// The small values in localStorage.
    pub local: Option<LocalValues>,
    /// The journal, readable entries only.
    pub journal: Vec<Entry>,
    /// The database.
    pub store: Contents,
    /// How far each chain reached, as the mirror's newest file remembers it.
    pub mirror_marks: Option<Marks>,
    /// The mirror's entries, oldest first; read only if wanted.
    pub mirror: Vec<Entry>,
    /// The list of workspaces on this machine names this slot.
    pub known: bool,
    /// Something in the database could not be opened, even where the ops are all there.
    pub torn: bool,
}

/// What was found, and what to write so that every store agrees again.
#[derive(Clone, Debug)]
pub struct Recovered {
    /// For the caller.
    pub opened: Opened,
    /// For the database.
    pub changes: Vec<Change>,
    /// The sentinel from now on.
    pub marks: Marks,
}

/// Whether the mirror has to be read as a whole.
pub fn wants_mirror(evidence: &Evidence, without: &Recovered) -> bool {
    let Some(mirror) = &evidence.mirror_marks else { return false };
    evidence.torn
        || matches!(without.opened.recovery, Recovery::Damaged { .. })
        || mirror.seq > last_seq(evidence, false)
}

/// Puts together all that is left.
pub fn recover(evidence: &Evidence) -> Recovered {
    let mut used = Used::default();
    let mut changes = Vec::new();
    let mut missing = Vec::new();
    let mut chains = Vec::new();
    let mut marks = Marks { seq: last_seq(evidence, true), chains: Sorted::new() };
    let cuts = Cuts::of(evidence);
    for chain in names(evidence) {
        let rebuilt = rebuild(evidence, &cuts, chain, &mut used);
        let expected = expected(evidence, &cuts, chain);
        let is_gone = rebuilt.count == 0 && expected.count == 0 && cuts.last(chain).is_some();
        let found = Mark { count: rebuilt.count, head: rebuilt.head.clone() };
        if rebuilt.count < expected.count {
            missing.push(MissingPart { chain: chain.to_owned(), have: rebuilt.count, expected: expected.count });
            marks.chains.insert(chain.to_owned(), expected);
        } else {
            marks.chains.insert(chain.to_owned(), found);
        }
        repair(&evidence.store, chain, &rebuilt, &mut changes);
        if is_gone {
            continue;
        }
        let Rebuilt { meta, text, count, head, .. } = rebuilt;
        chains.push(StoredChain { chain: chain.to_owned(), meta, ops: text, count, head });
    }
    let mut local = local_values(evidence, &mut used);
    cuts.tidy(&mut local);
    for key in sorted(local.keys().chain(evidence.store.local.keys())) {
        if local.get(key) != evidence.store.local.get(key) {
            changes.push(Change::Local { key: key.to_owned(), value: local.get(key).cloned() });
        }
    }
    if marks.seq != evidence.store.seq {
        changes.push(Change::Seq(marks.seq));
    }
    let recovery = verdict(evidence, missing, &used);
    Recovered { opened: Opened { chains, local, recovery }, changes, marks }
}

#[derive(Default)]
struct Used {
    journal: bool,
    mirror: bool,
    ops: u64,
}

struct Rebuilt {
    meta: String,
    text: String,
    count: u64,
    head: String,
    /// How many of the ops the database holds already.
    stored: u64,
}

fn verdict(evidence: &Evidence, missing: Vec<MissingPart>, used: &Used) -> Recovery {
    let nothing = evidence.sentinel.is_none()
        && evidence.local.is_none()
        && evidence.journal.is_empty()
        && evidence.store.is_empty()
        && evidence.mirror_marks.is_none()
        && evidence.mirror.is_empty();
    if !missing.is_empty() || (nothing && evidence.known) {
        return Recovery::Damaged { missing };
    }
    if nothing {
        return Recovery::Fresh;
    }
    let from = match (used.journal, used.mirror) {
        (false, false) => return Recovery::Intact,
        (true, false) => Source::Journal,
        (false, true) => Source::Mirror,
        (true, true) => Source::Both,
    };
    Recovery::Restored { from, ops: used.ops }
}

fn names(evidence: &Evidence) -> Vec<&str> {
    let marks = evidence.sentinel.iter().chain(&evidence.mirror_marks).flat_map(|it| it.chains.keys());
    let runs = evidence.journal.iter().chain(&evidence.mirror).flat_map(|it| it.runs.iter().map(|run| &run.chain));
    let chunks = evidence.store.chunks.keys().map(|(chain, _)| chain);
    sorted(marks.chain(runs).chain(evidence.store.records.keys()).chain(chunks))
}

/// The names, each once, in order.
fn sorted<'a>(names: impl Iterator<Item = &'a String>) -> Vec<&'a str> {
    let mut names: Vec<&str> = names.map(String::as_str).collect();
    order::sort(&mut names);
    names.dedup();
    names
}

fn last_seq(evidence: &Evidence, with_mirror: bool) -> u64 {
    let mirror = evidence.mirror_marks.iter().filter(|_| with_mirror);
    let marks = evidence.sentinel.iter().chain(mirror).map(|it| it.seq);
    let entries = evidence.journal.iter().map(|it| it.seq);
    let local = evidence.local.iter().map(|it| it.seq);
    marks.chain(entries).chain(local).fold(evidence.store.seq, u64::max)
}

/// The furthest that any store remembers of a chain. A run left in the journal by a refused save does not count, and
/// neither does what was cut off since.
fn expected(evidence: &Evidence, cuts: &Cuts, chain: &str) -> Mark {
    let record = evidence.store.records.get(chain).map(|it| Mark { count: it.count, head: it.head.clone() });
    let record = record.map(|mark| (evidence.store.seq, mark));
    let marks = evidence.sentinel.iter().chain(&evidence.mirror_marks);
    let marks = marks.filter_map(|it| Some((it.seq, it.chains.get(chain)?.clone())));
    let mut furthest = Mark::default();
    for (seq, mark) in record.into_iter().chain(marks) {
        let mark = match cuts.after(seq, chain) {
            Some(cut) if cut.count < mark.count => cut.mark(),
            _ => mark,
        };
        if mark.count > furthest.count {
            furthest = mark;
        }
    }
    furthest
}

fn rebuild(evidence: &Evidence, cuts: &Cuts, chain: &str, used: &mut Used) -> Rebuilt {
    let cut = cuts.after(evidence.store.seq, chain);
    let mut built = stored_prefix(&evidence.store, chain, cut);
    let mut meta_seq = 0;
    if let Some(record) = evidence.store.records.get(chain) {
        meta_seq = evidence.store.seq;
        built.meta.clone_from(&record.meta);
        if record.count == built.count {
            built.head.clone_from(&record.head);
        }
    }
    if let Some(cut) = cuts.last(chain).filter(|cut| cut.seq > meta_seq) {
        meta_seq = cut.seq;
        built.meta.clone_from(&cut.meta);
    }
    for (from_mirror, seq, run) in runs(evidence, chain) {
        let before = built.count;
        let run = match cuts.after(seq, chain).filter(|cut| cut.count < run.end()) {
            Some(cut) => match cut.run(run) {
                Some(run) => Cow::Owned(run),
                None => continue,
            },
            None => Cow::Borrowed(run),
        };
        if built.extend(&run) {
            *(if from_mirror { &mut used.mirror } else { &mut used.journal }) = true;
            used.ops += built.count - before;
        }
        if let Some(meta) = &run.meta
            && seq > meta_seq
        {
            meta_seq = seq;
            built.meta.clone_from(meta);
        }
    }
    built
}

/// Mirror runs come first, because the mirror never holds a save that was refused; of two journal runs for the same
/// place the later one counts.
fn runs<'a>(evidence: &'a Evidence, chain: &str) -> Vec<(bool, u64, &'a Run)> {
    let of = |mirror: bool, entries: &'a [Entry]| {
        entries.iter().flat_map(move |entry| entry.runs.iter().map(move |run| (mirror, entry.seq, run)))
    };
    let mut found: Vec<_> = of(true, &evidence.mirror)
        .chain(of(false, &evidence.journal))
        .filter(|(_, _, run)| run.chain == chain)
        .collect();
    order::sort_by_key(&mut found, |&(mirror, seq, run)| (run.from, !mirror, u64::MAX - seq));
    found
}

/// What the database has of a chain without a gap, up to a cut it has not heard of.
fn stored_prefix(store: &Contents, chain: &str, cut: Option<&Cut>) -> Rebuilt {
    let mut built = Rebuilt { meta: String::new(), text: String::new(), count: 0, head: String::new(), stored: 0 };
    for ((_, from), text) in store.chunks.between(&(chain.to_owned(), 0), &(chain.to_owned(), u64::MAX)) {
        let left = cut.map_or(u64::MAX, |cut| cut.count - built.count);
        if left == 0 {
            break;
        }
        if *from == built.count + 1 && lines(text) > left {
            let stays: Vec<&str> = text.split('\n').take(left as usize).collect();
            built.push(&stays.join("\n"), left);
            break;
        }
        if *from == built.count + 1 {
            built.push(text, lines(text));
            built.stored = built.count;
        } else if *from > built.count {
            break;
        }
    }
    if let Some(cut) = cut.filter(|cut| cut.count == built.count) {
        built.head.clone_from(&cut.head);
    }
    built
}

impl Rebuilt {
    fn push(&mut self, text: &str, count: u64) {
        if self.count > 0 {
            self.text.push('\n');
        }
        self.text.push_str(text);
        self.count += count;
    }

    /// Adds the part of a run that is new, if the run continues what is here.
    fn extend(&mut self, run: &Run) -> bool {
        if run.from == 0 || run.from > self.count + 1 {
            return false;
        }
        if run.end() <= self.count {
            if run.end() == self.count && self.head.is_empty() {
                self.head.clone_from(&run.head);
            }
            return false;
        }
        let overlap = (self.count + 1 - run.from) as usize;
        let (old, new) = run.ops.split_at(overlap);
        let continues = if overlap == 0 {
            self.head.is_empty() || run.prev.is_empty() || self.count == 0 || self.head == run.prev
        } else {
            self.text.split('\n').skip(run.from as usize - 1).eq(old.iter().map(String::as_str))
        };
        if continues {
            self.push(&new.join("\n"), new.len() as u64);
            self.head.clone_from(&run.head);
        }
        continues
    }
}

/// What the database lacks of a chain, or has too much of.
fn repair(store: &Contents, chain: &str, rebuilt: &Rebuilt, changes: &mut Vec<Change>) {
    let record = Record { meta: rebuilt.meta.clone(), count: rebuilt.count, head: rebuilt.head.clone() };
    let next = rebuilt.stored + 1;
    if store.chunks.between(&(chain.to_owned(), next), &(chain.to_owned(), u64::MAX)).next().is_some() {
        changes.push(Change::DropFrom { chain: chain.to_owned(), from: next });
    }
    if rebuilt.count > rebuilt.stored {
        let new: Vec<&str> = rebuilt.text.split('\n').skip(rebuilt.stored as usize).collect();
        for (index, piece) in (0_u64..).zip(new.chunks(SEGMENT as usize)) {
            let from = next + index * SEGMENT;
            changes.push(Change::PutChunk { chain: chain.to_owned(), from, text: piece.join("\n") });
        }
    }
    if store.records.get(chain) != Some(&record) {
        changes.push(Change::PutRecord { chain: chain.to_owned(), record });
    }
}

/// The small values of the store that saw the latest save.
fn local_values(evidence: &Evidence, used: &mut Used) -> BTreeMap<String, String> {
    let store = (evidence.store.seq, &evidence.store.local);
    let mirrored = mirrored_local(evidence);
    let newest_here = match &evidence.local {
        Some(local) if local.seq >= store.0 => (local.seq, &local.values),
        _ => store,
    };
    let from_mirror = mirrored.seq > newest_here.0;
    let (seq, chosen) = if from_mirror { (mirrored.seq, &mirrored.values) } else { newest_here };
    let mut chosen = chosen.clone();
    // A crash may fall between the journal and the values: ops must not come back without the key they were written with.
    for entry in evidence.journal.iter().filter(|entry| entry.seq > seq) {
        set_values(&mut chosen, entry);
    }
    if chosen != *store.1 {
        *(if from_mirror { &mut used.mirror } else { &mut used.journal }) = true;
    }
    chosen
}

fn mirrored_local(evidence: &Evidence) -> LocalValues {
    let mut found = LocalValues::default();
    for entry in &evidence.mirror {
        found.seq = found.seq.max(entry.seq);
        set_values(&mut found.values, entry);
    }
    found
}

fn set_values(values: &mut BTreeMap<String, String>, entry: &Entry) {
    for (key, value) in &entry.local {
        match value {
            Some(value) => values.insert(key.clone(), value.clone()),
            None => values.remove(key),
        };
    }
}
