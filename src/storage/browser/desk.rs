//! The browser's desk: carries out the plans on localStorage, the database and the mirror, in the order that keeps
//! every acknowledged save.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures::channel::oneshot;
use futures::future::{Either, join, select};
use futures::lock::Mutex;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_futures::spawn_local;

use super::local::{Local, characters};
use super::mirror::{self, Mirror};
use super::{card, indexed_db, keyring, registry};
use crate::domain::Sorted;
use crate::storage::plan::{
    Entry, Evidence, JOURNAL_CAP, Kept, Layout, LocalValues, Mark, Marks, Recovered, SavePlan, layouts, plan_save,
    recover, snapshot, trim, wants_mirror,
};
use crate::storage::sealing::{self, ENTRY, sealed_json};
use crate::storage::{Batch, Cipher, Desk, Opened, Recovery, StorageError};

/// A save waits this long for the mirror; a slower one goes on by itself while the journal covers for it.
const MIRROR_PATIENCE_MS: u32 = 400;

/// One slot of this browser.
pub struct BrowserDesk {
    slot: String,
    database: String,
    writable: Cell<bool>,
    session: Mutex<Option<Session>>,
}

/// What the writer knows between two saves.
struct Session {
    local: Local,
    layouts: Sorted<String, Layout>,
    marks: Marks,
    values: LocalValues,
    journal: Vec<Kept>,
    /// The number of the last save in the database.
    stored: u64,
    /// The number given out last, refused saves included.
    given: u64,
    mirror: Option<Rc<Mirror>>,
    /// The number of the last save in the mirror.
    mirrored: Rc<Cell<u64>>,
}

impl BrowserDesk {
    /// A desk for a slot; nothing is touched before it is opened.
    pub fn new(slot: &str) -> BrowserDesk {
        BrowserDesk {
            slot: slot.to_owned(),
            database: format!("three-lists-{slot}"),
            writable: Cell::new(true),
            session: Mutex::new(None),
        }
    }

    /// Says whether this tab is the writer; a follower neither saves nor repairs. Open again after becoming writer.
    pub fn set_writable(&self, writable: bool) {
        self.writable.set(writable);
    }

    /// The slot this desk keeps.
    pub fn slot(&self) -> &str {
        &self.slot
    }

    async fn gather(&self, local: &Local) -> Result<(Evidence, Vec<Kept>, Option<Mirror>), StorageError> {
        let mirror = async {
            let mirror = Mirror::open(&self.slot).await;
            let marks = match &mirror {
                Some(mirror) => mirror.marks().await,
                None => None,
            };
            (mirror, marks)
        };
        let (store, (mirror, mirror_marks)) = join(indexed_db::read(&self.database), mirror).await;
        let (store, torn) = sealing::opened(local.cipher.as_deref(), store?)?;
        let kept = local.journal_index();
        let sentinel = local.sentinel();
        // Reading the journal costs more than all the rest, and it has nothing to add to a database that is in step.
        let in_step = !torn
            && sentinel.as_ref().is_some_and(|it| it.seq == store.seq)
            && kept.last().is_none_or(|newest| newest.seq <= store.seq);
        let mut evidence = Evidence {
            sentinel,
            local: local.values(),
            journal: if in_step { Vec::new() } else { local.journal(&kept) },
            store,
            mirror_marks,
            mirror: Vec::new(),
            known: false,
            torn,
        };
        if evidence.store.is_empty() {
            evidence.known = registry::desks().await.iter().any(|it| it.slot == self.slot);
        }
        Ok((evidence, kept, mirror))
    }

    /// Puts every store right, so that the next start finds them in agreement.
    async fn settle(&self, local: &Local, evidence: &mut Evidence, found: &Recovered) -> Result<(), StorageError> {
        if !found.changes.is_empty() {
            let seq = evidence.store.seq;
            let changes = sealing::sealed(local.cipher.as_deref(), &found.changes);
            if indexed_db::write(&self.database, seq, &changes).await?.is_some() {
                return Err(StorageError::Stale { chain: String::new(), have: 0, expected: 0 });
            }
            indexed_db::verify(&self.database, &changes).await?;
            found.changes.iter().for_each(|change| evidence.store.apply(change));
        }
        let values = LocalValues { seq: found.marks.seq, values: found.opened.local.clone() };
        if evidence.local.as_ref() != Some(&values) {
            local.set_values(Some(&values))?;
        }
        if evidence.sentinel.as_ref() != Some(&found.marks) {
            local.set_sentinel(Some(&found.marks))?;
        }
        Ok(())
    }
}

impl Desk for BrowserDesk {
    async fn open(&self) -> Result<Opened, StorageError> {
        let mut guard = self.session.lock().await;
        *guard = None;
        let local = Local::open(&self.slot)?;
        let (mut evidence, journal, mirror) = self.gather(&local).await?;
        let mut found = recover(&evidence);
        if evidence.journal.is_empty() && found.opened.recovery != Recovery::Intact {
            evidence.journal = local.journal(&journal);
            found = recover(&evidence);
        }
        if let Some(mirror) = &mirror
            && wants_mirror(&evidence, &found)
        {
            evidence.mirror = mirror.entries(local.cipher.as_deref()).await;
            found = recover(&evidence);
        }
        // A sentinel that marks nothing would make an empty slot look whole at the next start.
        let anything = found.marks.seq > 0;
        if self.writable.get() && anything {
            self.settle(&local, &mut evidence, &found).await?;
        }
        let damaged = matches!(found.opened.recovery, Recovery::Damaged { .. });
        // A mirror of a damaged workspace is left alone: it may hold what is missing.
        let mirror = mirror.filter(|_| !damaged && self.writable.get()).map(Rc::new);
        let in_step = evidence.mirror_marks.as_ref() == Some(&found.marks);
        let mirrored = Rc::new(Cell::new(if in_step { found.marks.seq } else { 0 }));
        if let Some(mirror) = &mirror
            && anything
            && !in_step
        {
            start_mirror_again(Rc::clone(mirror), Rc::clone(&mirrored), &found, local.cipher.clone());
        }
        *guard = Some(Session {
            local,
            layouts: layouts(&evidence.store),
            values: LocalValues { seq: found.marks.seq, values: found.opened.local.clone() },
            journal,
            stored: evidence.store.seq,
            given: found.marks.seq,
            marks: found.marks,
            mirror,
            mirrored,
        });
        Ok(found.opened)
    }

    async fn save(&self, batch: &Batch) -> Result<(), StorageError> {
        if !self.writable.get() {
            return Err(StorageError::NotWriter);
        }
        let mut guard = self.session.lock().await;
        let session = guard.as_mut().ok_or_else(|| StorageError::Unavailable { what: "not open".to_owned() })?;
        let outcome = session.save(&self.database, batch).await;
        if matches!(outcome, Err(StorageError::Corrupt { .. })) {
            *guard = None;
        }
        outcome
    }

    async fn accept_loss(&self) -> Result<(), StorageError> {
        let mut guard = self.session.lock().await;
        let session = guard.as_mut().ok_or_else(|| StorageError::Unavailable { what: "not open".to_owned() })?;
        mirror::erase(&self.slot).await;
        let marks = session.layouts.iter().map(|(chain, it)| {
            let mark = Mark { count: it.record.count, head: it.record.head.clone() };
            (chain.clone(), mark)
        });
        let marks = Marks { seq: session.marks.seq, chains: marks.collect() };
        session.local.set_sentinel(Some(&marks))?;
        session.drop_from_journal(|_| true);
        session.marks = marks;
        session.mirror = None;
        Ok(())
    }

    async fn erase(&self) -> Result<(), StorageError> {
        let mut guard = self.session.lock().await;
        *guard = None;
        indexed_db::erase(&self.database).await?;
        mirror::erase(&self.slot).await;
        card::drop_card(&self.slot).await?;
        Local::open(&self.slot)?.erase();
        keyring::let_go(&self.slot);
        Ok(())
    }
}

impl Session {
    async fn save(&mut self, database: &str, batch: &Batch) -> Result<(), StorageError> {
        let seq = self.given + 1;
        let plan = plan_save(batch, &self.layouts, seq)?;
        if self.local.sentinel().is_some_and(|it| it.seq > self.marks.seq) {
            return Err(self.stale(database, &plan).await);
        }
        self.given = seq;
        let marks = plan.marks(&self.marks);
        let values = with(&self.values, &plan.entry);
        let json = serde_json::to_string(&plan.entry).expect("an entry of texts and numbers serialises");
        let json = sealed_json(self.local.cipher.as_deref(), ENTRY, json);
        let journaled = self.announce(&json, &marks, &values, seq)?;
        if let Err(error) = self.commit(database, &plan).await {
            self.take_back(seq, &marks);
            return Err(error);
        }
        if !journaled {
            self.local.set_values(Some(&values))?;
            self.local.set_sentinel(Some(&marks))?;
        }
        self.layouts.extend(plan.layouts);
        self.marks = marks;
        self.values = values;
        self.stored = seq;
        self.copy_to_mirror(json).await;
        Ok(())
    }

    /// Writes the journal entry, the values and the sentinel. False if the entry found no room: then the other two were
    /// only tried for size, because a sentinel ahead of the database without a journal would be a false alarm.
    fn announce(&mut self, json: &str, marks: &Marks, values: &LocalValues, seq: u64) -> Result<bool, StorageError> {
        let safe = if self.mirror.is_some() { self.mirrored.get().min(self.stored) } else { self.stored };
        let mut journaled = self.add_to_journal(json, seq, safe);
        let mark = |local: &Local| local.set_values(Some(values)).and_then(|()| local.set_sentinel(Some(marks)));
        let mut written = mark(&self.local);
        if written.is_err() {
            // Being able to save is worth more than a further copy of what the other stores hold.
            self.drop_from_journal(|kept| kept.seq <= safe || kept.seq == seq);
            journaled = false;
            written = mark(&self.local);
        }
        if !journaled {
            self.take_back(seq, marks);
        }
        written.map(|()| journaled)
    }

    fn add_to_journal(&mut self, json: &str, seq: u64, safe: u64) -> bool {
        let size = characters(json);
        let mut cap = JOURNAL_CAP;
        while let Some(dropped) = trim(&self.journal, size, cap, safe) {
            self.journal.drain(..dropped).for_each(|kept| self.local.journal_drop(&kept));
            if let Ok(kept) = self.local.journal_add(seq, json) {
                self.journal.push(kept);
                return true;
            }
            cap /= 2;
        }
        false
    }

    fn drop_from_journal(&mut self, of: impl Fn(&Kept) -> bool) {
        self.journal.extract_if(.., |kept| of(kept)).for_each(|kept| self.local.journal_drop(&kept));
    }

    /// Leaves localStorage as it was before a save that was refused, unless another tab has written there since.
    fn take_back(&mut self, seq: u64, marks: &Marks) {
        self.drop_from_journal(|kept| kept.seq == seq);
        if self.local.sentinel().is_some_and(|it| it != *marks && it != self.marks) {
            return;
        }
        let fresh = self.marks.seq == 0;
        self.local.set_sentinel((!fresh).then_some(&self.marks)).ok();
        self.local.set_values((!fresh).then_some(&self.values)).ok();
    }

    async fn commit(&self, database: &str, plan: &SavePlan) -> Result<(), StorageError> {
        let changes = sealing::sealed(self.local.cipher.as_deref(), &plan.changes);
        if indexed_db::write(database, self.stored, &changes).await?.is_some() {
            return Err(self.stale(database, plan).await);
        }
        indexed_db::verify(database, &changes).await
    }

    async fn stale(&self, database: &str, plan: &SavePlan) -> StorageError {
        let chain = plan.entry.runs.first().map(|run| run.chain.clone()).unwrap_or_default();
        let have = indexed_db::count(database, &chain).await;
        let expected = self.layouts.get(&chain).map_or(0, |it| it.record.count);
        StorageError::Stale { chain, have, expected }
    }

    /// Mirrors a save that is already safe in the database.
    async fn copy_to_mirror(&self, json: String) {
        let Some(mirror) = self.mirror.clone() else { return };
        let (marks, mirrored) = (self.marks.clone(), Rc::clone(&self.mirrored));
        let (done, finished) = oneshot::channel();
        spawn_local(async move {
            if mirror.append(&json, &marks).await {
                mirrored.set(mirrored.get().max(marks.seq));
            }
            done.send(()).ok();
        });
        let patience = TimeoutFuture::new(MIRROR_PATIENCE_MS);
        match select(finished, patience).await {
            Either::Left(_) | Either::Right(_) => {}
        }
    }
}

fn with(values: &LocalValues, entry: &Entry) -> LocalValues {
    let mut values = values.values.clone();
    for (key, value) in &entry.local {
        match value {
            Some(value) => values.insert(key.clone(), value.clone()),
            None => values.remove(key),
        };
    }
    LocalValues { seq: entry.seq, values }
}

/// Writes the whole workspace into the mirror, which is missing, new or behind, while the app goes on.
fn start_mirror_again(mirror: Rc<Mirror>, mirrored: Rc<Cell<u64>>, found: &Recovered, cipher: Option<Rc<dyn Cipher>>) {
    let opened = RefCell::new(Some(found.opened.clone()));
    let marks = found.marks.clone();
    spawn_local(async move {
        let Some(opened) = opened.take() else { return };
        let Ok(json) = serde_json::to_string(&snapshot(&opened, marks.seq)) else { return };
        let json = sealed_json(cipher.as_deref(), ENTRY, json);
        if mirror.restart(&json, &marks).await {
            mirrored.set(mirrored.get().max(marks.seq));
        }
    });
}
