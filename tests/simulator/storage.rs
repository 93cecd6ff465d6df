//! What an open app owes its disk, and opening again after the power went.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use three_lists::oplog::SecretKey;
use three_lists::storage::{Batch, Desk, Recovery, StorageError};
use three_lists::workspace::{Device, StoredText, Workspace};

use crate::course::{App, Broken, Course, Fault, Machine, fault};
use crate::disk::{Loss, is_power_cut, now};

/// What waits to be written, and the small values.
#[derive(Default)]
pub struct Storage {
    /// Each batch with how many ops are kept once it is.
    pub queue: VecDeque<(Batch, usize)>,
    pub local: BTreeMap<String, String>,
    /// How many ops are kept.
    pub kept: usize,
}

impl App {
    /// An app that just opened.
    pub fn new(workspace: Workspace, storage: Storage) -> App {
        let (held, undone) = (BTreeSet::new(), BTreeSet::new());
        App { workspace, storage, held, clock: 0, form: None, handed: None, intake: None, undone }
    }

    /// Puts a batch behind those that wait.
    pub fn keep(&mut self, batch: Batch) {
        if batch != Batch::default() {
            self.storage.queue.push_back((batch, self.workspace.replica().op_count()));
        }
    }

    /// Sets a small value.
    pub fn set_local(&mut self, name: String, value: String) {
        self.storage.local.insert(name.clone(), value.clone());
        self.keep(Batch { local: vec![(name, Some(value))], ..Batch::default() });
    }
}

impl Course<'_> {
    /// Writes what waits, one batch after the other.
    pub fn save(&mut self, at: usize) -> Result<(), Fault> {
        let Machine { disk, app, acknowledged, .. } = &mut self.machines[at];
        let Some(app) = app else { return Ok(()) };
        disk.set_slow(self.chance.one_in(4));
        while let Some((batch, ops)) = app.storage.queue.front() {
            match now(disk.save(batch)) {
                Ok(()) if !batch.cuts.is_empty() => {
                    *acknowledged = app.workspace.replica().ops_after(0).map(|(op, _)| op).take(*ops).collect();
                    app.storage.kept = *ops;
                    app.storage.queue.pop_front();
                    app.undone.clear();
                }
                Ok(()) => {
                    let saved = app.workspace.replica().ops_after(app.storage.kept);
                    acknowledged.extend(saved.map(|(op, _)| op).take(*ops - app.storage.kept));
                    app.storage.kept = *ops;
                    app.storage.queue.pop_front();
                }
                Err(StorageError::Quota { .. }) => {
                    self.count("disk full");
                    return Ok(());
                }
                Err(error) if is_power_cut(&error) => {
                    let left = app.storage.queue.len();
                    self.count("power cut in saving");
                    self.say(|| format!("  the power goes with {left} batches unsaved"));
                    return self.reopen(at);
                }
                Err(error) => return fault(Broken::Refused, format!("a save is refused: {error}")),
            }
        }
        Ok(())
    }

    /// Lets the power go soon, or now.
    pub fn trouble(&mut self, at: usize) -> Result<(), Fault> {
        let steps = self.chance.below(12) as u32;
        self.say(|| format!("machine {at}: the power will go after {steps} steps"));
        self.machines[at].disk.cut_power_after(Some(steps));
        Ok(())
    }

    /// The app is closed and opened again, at any time.
    pub fn open_again(&mut self, at: usize) -> Result<(), Fault> {
        self.count("reopened");
        self.reopen(at)
    }

    /// Opens a machine's app in a new run, with what its disk kept.
    pub fn reopen(&mut self, at: usize) -> Result<(), Fault> {
        let before = self.machines[at].app.take();
        if self.chance.one_in(5) {
            let loss = [Loss::Database, Loss::Mirror, Loss::Local][self.chance.below(3)];
            if self.machines[at].disk.lose(loss) {
                self.count("store lost");
                self.say(|| format!("  machine {at} loses its store {loss:?}"));
            }
        }
        let opened = loop {
            match now(self.machines[at].disk.open()) {
                Ok(opened) => break opened,
                Err(error) if is_power_cut(&error) => self.count("power cut in opening"),
                Err(error) => return fault(Broken::Refused, format!("machine {at} does not open: {error}")),
            }
        };
        self.say(|| format!("  machine {at} opens again: {:?}", opened.recovery));
        if let Recovery::Damaged { missing } = &opened.recovery {
            return fault(Broken::Lost, format!("machine {at} is damaged: {missing:?}"));
        }
        if matches!(opened.recovery, Recovery::Restored { .. }) {
            self.count("restored");
        }
        if opened.chains.is_empty() {
            if !self.machines[at].acknowledged.is_empty() {
                return fault(Broken::Lost, format!("machine {at} opens empty"));
            }
            return Ok(());
        }
        let key = opened.local.get("key").and_then(|text| SecretKey::from_stored(text).ok());
        let Some(key) = key else { return fault(Broken::Lost, format!("machine {at} lost its key")) };
        let texts = opened.chains.iter().map(|it| StoredText {
            chain: it.chain.clone(),
            meta: it.meta.clone(),
            ops: it.ops.clone(),
            head: it.head.clone(),
        });
        let device = Device { key, run: self.chance.run() };
        let workspace = match Workspace::open(&texts.collect::<Vec<_>>(), device) {
            Ok(workspace) => workspace,
            Err(error) => return fault(Broken::Lost, format!("machine {at} cannot be opened: {error}")),
        };
        let storage = Storage { local: opened.local, ..Storage::default() };
        let app = App::new(workspace, storage);
        self.machines[at].app = Some(app);
        self.notice(at);
        let held = &self.app(at).held;
        if let Some(before) = before {
            let gone = before.held.difference(held).count() as u64;
            if let Some(op) = held.difference(&before.held).find(|op| !before.undone.contains(op)) {
                return fault(Broken::Forged, format!("machine {at} opens with {op}, which it never had"));
            }
            *self.counts.entry("unsaved op gone").or_default() += gone;
        }
        let Machine { app, acknowledged, .. } = &mut self.machines[at];
        let app = app.as_mut().expect("just opened");
        if let Some(op) = acknowledged.difference(&app.held).next() {
            return fault(Broken::Lost, format!("machine {at} acknowledged {op} and lost it"));
        }
        // What is shown on opening was promised.
        acknowledged.clone_from(&app.held);
        app.storage.kept = app.held.len();
        Ok(())
    }

    /// Somebody copies a profile to another machine, and both go on.
    pub fn copy_profile(&mut self, at: usize) -> Result<(), Fault> {
        if self.machines[at].app.is_none() || self.machines.iter().filter(|it| it.name.contains('\'')).count() == 2 {
            return Ok(());
        }
        let disk = self.machines[at].disk.copied();
        let (name, office) = (format!("{}'", self.machines[at].name), self.machines[at].office);
        let copy = self.machine(name, office, disk);
        self.machines[copy].acknowledged = self.machines[at].acknowledged.clone();
        self.count("profile copied");
        self.say(|| format!("machine {copy} is a copy of machine {at}"));
        self.reopen(copy)
    }
}
