//! A machine's disk: the four stores of a browser, written in the browser's order by the product's own plans, where the
//! power may go before any step, a store may vanish while nothing runs, and the room may run out.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::task::{Context, Poll, Waker};

use three_lists::domain::Sorted;
use three_lists::storage::plan::{
    Contents, Entry, Evidence, Kept, Layout, LocalValues, Marks, layouts, plan_save, recover, snapshot, trim,
    wants_mirror,
};
use three_lists::storage::{Batch, Desk, Opened, Recovery, StorageError};

/// A store that may vanish.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Loss {
    Database,
    Mirror,
    Local,
}

/// What survives the power going.
#[derive(Clone, Default)]
struct Stores {
    sentinel: Option<Marks>,
    values: Option<LocalValues>,
    journal: BTreeMap<u64, (Entry, usize)>,
    store: Contents,
    mirror: Option<Vec<Entry>>,
    mirror_marks: Option<Marks>,
    /// The list of workspaces on the machine names it.
    known: bool,
}

/// What the open app knows of it.
#[derive(Default)]
struct Session {
    layouts: Sorted<String, Layout>,
    marks: Marks,
    values: LocalValues,
    given: u64,
    /// Saved, but the mirror is slow.
    late: Vec<(Entry, Marks)>,
}

/// The disk of one machine.
pub struct Disk {
    stores: RefCell<Stores>,
    session: RefCell<Option<Session>>,
    /// Characters the journal may take.
    cap: usize,
    /// Storage steps until the power goes.
    power: Cell<Option<u32>>,
    is_full: Cell<bool>,
    is_slow: Cell<bool>,
}

/// Waits for what a disk does; it is done at once.
pub fn now<T>(future: impl Future<Output = T>) -> T {
    match std::pin::pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("a disk of the simulator answers at once"),
    }
}

/// True for what a disk says when the power has gone.
pub fn is_power_cut(error: &StorageError) -> bool {
    matches!(error, StorageError::Unavailable { what } if what == "power")
}

impl Disk {
    /// An empty disk.
    pub fn new(has_mirror: bool, cap: usize) -> Disk {
        let stores = Stores { mirror: has_mirror.then(Vec::new), ..Stores::default() };
        Disk {
            stores: RefCell::new(stores),
            session: RefCell::new(None),
            cap,
            power: Cell::new(None),
            is_full: Cell::new(false),
            is_slow: Cell::new(false),
        }
    }

    /// The same content on another machine.
    pub fn copied(&self) -> Disk {
        let copy = Disk::new(false, self.cap);
        *copy.stores.borrow_mut() = self.stores.borrow().clone();
        copy
    }

    /// Lets the power go after so many steps more.
    pub fn cut_power_after(&self, steps: Option<u32>) {
        self.power.set(steps);
    }

    /// Makes saves fail for want of room.
    pub fn set_full(&self, is_full: bool) {
        self.is_full.set(is_full);
    }

    /// Makes the mirror lag behind by a save.
    pub fn set_slow(&self, is_slow: bool) {
        self.is_slow.set(is_slow);
    }

    /// Loses a store, if what is left is enough by what storage promises; call it while nothing is open.
    pub fn lose(&self, loss: Loss) -> bool {
        let mut stores = self.stores.borrow_mut();
        let is_mirrored = stores.mirror.is_some() && stores.mirror_marks == stores.sentinel;
        match loss {
            Loss::Database if is_mirrored => stores.store = Contents::default(),
            Loss::Mirror if stores.mirror.is_some() => {
                stores.mirror = Some(Vec::new());
                stores.mirror_marks = None;
            }
            Loss::Local => {
                stores.sentinel = None;
                stores.values = None;
                stores.journal.clear();
            }
            _ => return false,
        }
        true
    }

    /// One step that the power may go before.
    fn step(&self) -> Result<(), StorageError> {
        match self.power.get() {
            Some(0) => {
                self.power.set(None);
                *self.session.borrow_mut() = None;
                Err(StorageError::Unavailable { what: "power".to_owned() })
            }
            left => {
                self.power.set(left.map(|it| it - 1));
                Ok(())
            }
        }
    }

    fn find(&self) -> (Evidence, three_lists::storage::plan::Recovered) {
        let stores = self.stores.borrow();
        let mut evidence = Evidence {
            sentinel: stores.sentinel.clone(),
            local: stores.values.clone(),
            journal: Vec::new(),
            store: stores.store.clone(),
            mirror_marks: stores.mirror_marks.clone(),
            mirror: Vec::new(),
            known: stores.known && stores.store.is_empty(),
            torn: false,
        };
        let in_step = stores.sentinel.as_ref().is_some_and(|it| it.seq == stores.store.seq)
            && stores.journal.last_key_value().is_none_or(|(&seq, _)| seq <= stores.store.seq);
        let journal: Vec<Entry> = stores.journal.values().map(|(entry, _)| entry.clone()).collect();
        if !in_step {
            evidence.journal.clone_from(&journal);
        }
        let mut found = recover(&evidence);
        if in_step && found.opened.recovery != Recovery::Intact {
            evidence.journal = journal;
            found = recover(&evidence);
        }
        if wants_mirror(&evidence, &found) {
            evidence.mirror = stores.mirror.clone().unwrap_or_default();
            found = recover(&evidence);
        }
        (evidence, found)
    }

    fn mirror(&self, entry: Entry, marks: Marks) {
        let mut stores = self.stores.borrow_mut();
        if let Some(mirror) = &mut stores.mirror {
            mirror.push(entry);
            stores.mirror_marks = Some(marks);
        }
    }
}

impl Desk for Disk {
    async fn open(&self) -> Result<Opened, StorageError> {
        *self.session.borrow_mut() = None;
        self.step()?;
        let (evidence, found) = self.find();
        let is_damaged = matches!(found.opened.recovery, Recovery::Damaged { .. });
        let values = LocalValues { seq: found.marks.seq, values: found.opened.local.clone() };
        if found.marks.seq > 0 {
            self.step()?;
            found.changes.iter().for_each(|change| self.stores.borrow_mut().store.apply(change));
            self.step()?;
            self.stores.borrow_mut().values = Some(values.clone());
            self.step()?;
            self.stores.borrow_mut().sentinel = Some(found.marks.clone());
            let in_step = evidence.mirror_marks.as_ref() == Some(&found.marks);
            if !is_damaged && !in_step && self.stores.borrow().mirror.is_some() {
                self.step()?;
                self.stores.borrow_mut().mirror = Some(Vec::new());
                self.mirror(snapshot(&found.opened, found.marks.seq), found.marks.clone());
            }
        }
        *self.session.borrow_mut() = Some(Session {
            layouts: layouts(&self.stores.borrow().store),
            given: found.marks.seq,
            marks: found.marks,
            values,
            late: Vec::new(),
        });
        Ok(found.opened)
    }

    async fn save(&self, batch: &Batch) -> Result<(), StorageError> {
        if self.is_full.get() {
            return Err(StorageError::Quota { used: None, quota: None });
        }
        let taken = self.session.borrow_mut().take();
        let mut session = taken.ok_or_else(|| StorageError::Unavailable { what: "not open".to_owned() })?;
        let planned = plan_save(batch, &session.layouts, session.given + 1);
        let plan = match planned {
            Ok(plan) => plan,
            Err(error) => {
                *self.session.borrow_mut() = Some(session);
                return Err(error);
            }
        };
        session.given += 1;
        let marks = plan.marks(&session.marks);
        let mut values = session.values.clone();
        values.seq = session.given;
        for (key, value) in &plan.entry.local {
            match value {
                Some(value) => values.values.insert(key.clone(), value.clone()),
                None => values.values.remove(key),
            };
        }
        let size = serde_json::to_string(&plan.entry).map_or(0, |text| text.len());
        let room = {
            let stores = self.stores.borrow();
            let kept: Vec<Kept> =
                stores.journal.iter().map(|(&seq, &(_, size))| Kept { seq, size, key: String::new() }).collect();
            let mirrored = stores.mirror_marks.as_ref().map_or(0, |it| it.seq);
            let safe = if stores.mirror.is_some() { mirrored.min(stores.store.seq) } else { stores.store.seq };
            trim(&kept, size, self.cap, safe)
        };
        if let Some(dropped) = room {
            for _ in 0..dropped {
                self.step()?;
                self.stores.borrow_mut().journal.pop_first();
            }
            self.step()?;
            self.stores.borrow_mut().journal.insert(session.given, (plan.entry.clone(), size));
        }
        let write_values = || {
            self.step()?;
            self.stores.borrow_mut().values = Some(values.clone());
            self.step()?;
            self.stores.borrow_mut().sentinel = Some(marks.clone());
            Ok(())
        };
        if room.is_some() {
            write_values()?;
        }
        self.step()?;
        plan.changes.iter().for_each(|change| self.stores.borrow_mut().store.apply(change));
        self.step()?;
        if room.is_none() {
            write_values()?;
        }
        self.stores.borrow_mut().known = true;
        session.layouts.extend(plan.layouts);
        session.marks = marks.clone();
        session.values = values;
        session.late.push((plan.entry, marks));
        if !self.is_slow.get() {
            self.step()?;
            session.late.drain(..).for_each(|(entry, marks)| self.mirror(entry, marks));
        }
        *self.session.borrow_mut() = Some(session);
        Ok(())
    }

    async fn accept_loss(&self) -> Result<(), StorageError> {
        Ok(())
    }

    async fn erase(&self) -> Result<(), StorageError> {
        *self.session.borrow_mut() = None;
        *self.stores.borrow_mut() = Stores::default();
        Ok(())
    }
}
