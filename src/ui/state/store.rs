//! The open workspace, shared by every page: reading tracks its version, writing goes through [`WorkspaceStore::change`]
//! and is handed to storage at once.

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::clock;
use super::save::SaveState;
use super::save::Trouble;
use crate::domain::{Date, RecordId};
use crate::i18n::{Language, catalog};
use crate::storage::{Batch, BrowserDesk, ChainUpdate, ChangeWatch, Role, Writer, keyring};
use crate::ui::opening::read_again;
use crate::workspace::{Action, Asked, Changes, Checking, Edit, EditError, Stamp, Tally, Workspace, Writing};

/// The name of the small value that says when the last backup file was written, in unix seconds.
pub const BACKUP_AT: &str = "backup_at";

/// The name of the small value that says up to which of its ops this machine handed on.
pub const HANDED_TO: &str = "handed_to";

/// The name of the small value that says after how many minutes without input a locked desk locks.
pub const IDLE_MINUTES: &str = "idle_minutes";

/// What keeps the open workspace: the store, this tab's claim to write, and the ear for other tabs.
#[derive(Clone)]
pub struct Seat {
    /// Where it is kept.
    pub desk: Rc<BrowserDesk>,
    /// The claim to be the one tab that writes.
    pub writer: Rc<Writer>,
    /// Hears other tabs' saves, as long as it lives.
    pub watch: Rc<ChangeWatch>,
}

/// Something told in passing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The words; nothing is told when empty.
    pub words: String,
    /// It tells of a change just made, which can be taken back.
    pub can_undo: bool,
}

/// The open workspace and how saving it stands. In context; `Copy`.
#[derive(Clone, Copy)]
pub struct WorkspaceStore {
    pub(super) held: StoredValue<Option<Workspace>, LocalStorage>,
    pub(super) seat: StoredValue<Option<Seat>, LocalStorage>,
    pub(super) queue: StoredValue<VecDeque<Batch>, LocalStorage>,
    pub(super) writing: StoredValue<bool>,
    /// How often the store was read again.
    pub(super) readings: StoredValue<u64>,
    /// Intakes that were confirmed and are not in the open workspace yet.
    pub(super) intakes: StoredValue<usize>,
    /// The page is about to be loaded anew.
    pub(super) leaving: StoredValue<bool>,
    pub(super) version: RwSignal<u64>,
    pub(super) opened: RwSignal<bool>,
    pub(super) settled: RwSignal<bool>,
    pub(super) trouble: RwSignal<Option<Trouble>>,
    pub(super) local: RwSignal<BTreeMap<String, String>>,
    pub(super) handed_to: Memo<u64>,
    /// One for all that show a part of it: it is counted once, whenever something changed.
    pub(super) tally: Memo<Tally>,
    pub(super) save: RwSignal<SaveState>,
    pub(super) today: RwSignal<Date>,
    pub(super) language: RwSignal<Language>,
    pub(super) person: RwSignal<String>,
    pub(super) announcement: RwSignal<Told>,
    /// What to tell once everything is kept.
    pub(super) untold: StoredValue<Option<Told>>,
    /// True when something of the last command waits for the street: whoever tells that it is saved tells that too.
    pub(super) waits: StoredValue<bool>,
}

impl WorkspaceStore {
    /// No workspace yet.
    pub fn new(language: Language, person: String) -> WorkspaceStore {
        let local = RwSignal::new(BTreeMap::<String, String>::new());
        let handed_to =
            move || local.with(|local| local.get(HANDED_TO).and_then(|text| text.parse().ok()).unwrap_or(0));
        let (held, version) = (StoredValue::new_local(None::<Workspace>), RwSignal::new(0));
        let tally = move || {
            version.track();
            held.try_with_value(|held| held.as_ref().map(Workspace::tally)).flatten().unwrap_or_default()
        };
        WorkspaceStore {
            held,
            seat: StoredValue::new_local(None),
            queue: StoredValue::new_local(VecDeque::new()),
            writing: StoredValue::new(false),
            readings: StoredValue::new(0),
            intakes: StoredValue::new(0),
            leaving: StoredValue::new(false),
            version,
            opened: RwSignal::new(false),
            settled: RwSignal::new(false),
            trouble: RwSignal::new(None),
            local,
            // Not every small value asks the lists again.
            handed_to: Memo::new(move |_| handed_to()),
            tally: Memo::new(move |_| tally()),
            save: RwSignal::new(SaveState::Opening),
            today: RwSignal::new(clock::today()),
            language: RwSignal::new(language),
            person: RwSignal::new(person),
            announcement: RwSignal::new(Told::default()),
            untold: StoredValue::new(None),
            waits: StoredValue::new(false),
        }
    }

    /// Takes over a workspace and what keeps it; `local` is what the store held beside the chains.
    pub fn adopt(self, workspace: Workspace, seat: Seat, local: BTreeMap<String, String>) {
        self.held.set_value(Some(workspace));
        self.seat.set_value(Some(seat));
        self.local.set(local);
        self.trouble.set(None);
        self.save.set(SaveState::Saved);
        self.version.update(|version| *version += 1);
        self.opened.set(true);
        self.settled.set(true);
    }

    /// Lets go of the workspace, and the start page shows again; false while something of it is nowhere but here.
    pub fn close(self) -> bool {
        let may_go = !self.has_waiting();
        if may_go {
            self.let_go();
        }
        may_go
    }

    /// Lets go of the workspace whatever waits: it was removed from this machine.
    pub fn let_go(self) {
        self.opened.set(false);
        if let Some(desk) = self.desk().filter(|_| self.is_sealed()) {
            keyring::let_go(desk.slot());
            self.person.set(String::new());
        }
        self.held.set_value(None);
        self.seat.set_value(None);
        self.queue.set_value(VecDeque::new());
        self.local.set(BTreeMap::new());
    }

    /// True while a workspace is open; tracked.
    pub fn is_open(self) -> bool {
        self.opened.get()
    }

    /// True once it is known what this machine holds; tracked.
    pub fn is_settled(self) -> bool {
        self.settled.get()
    }

    /// Nothing is open, and that is known now; `trouble` is what kept a workspace from opening.
    pub fn settle(self, trouble: Option<Trouble>) {
        self.trouble.set(trouble);
        self.settled.set(true);
    }

    /// What kept a workspace from opening; tracked.
    pub fn trouble(self) -> Option<Trouble> {
        self.trouble.get()
    }

    /// The place that waits for its passphrase; tracked.
    pub fn locked(self) -> Option<String> {
        self.trouble.with(|trouble| match trouble {
            Some(Trouble::Locked { slot }) => Some(slot.clone()),
            _ => None,
        })
    }

    /// True where what is stored of the open workspace is sealed.
    pub fn is_sealed(self) -> bool {
        self.desk().is_some_and(|desk| keyring::cipher(desk.slot()).is_some())
    }

    /// Says that the page is about to be loaded anew; false where that was said already.
    pub fn begin_leaving(self) -> bool {
        self.leaving.try_update_value(|leaving| !std::mem::replace(leaving, true)) == Some(true)
    }

    /// True once the page is about to be loaded anew.
    pub fn is_leaving(self) -> bool {
        self.leaving.get_value()
    }

    /// The page stays after all.
    pub fn stay(self) {
        self.leaving.set_value(false);
    }

    /// True while this tab holds the claim to write.
    pub fn holds_claim(self) -> bool {
        self.seat.with_value(|seat| seat.as_ref().is_some_and(|seat| seat.writer.role() == Role::Writer))
    }

    /// Shows the workspace as the store has it now, after another tab wrote.
    pub fn renew(self, workspace: Workspace, local: BTreeMap<String, String>) {
        self.held.set_value(Some(workspace));
        self.local.set(local);
        self.version.update(|version| *version += 1);
    }

    /// Begins to read the store again.
    pub fn begin_reading(self) -> u64 {
        self.readings.update_value(|readings| *readings += 1);
        self.readings.get_value()
    }

    /// True until it is begun once more.
    pub fn is_reading(self, reading: u64) -> bool {
        self.readings.get_value() == reading
    }

    /// Where the open workspace is kept.
    pub fn desk(self) -> Option<Rc<BrowserDesk>> {
        self.seat.with_value(|seat| seat.as_ref().map(|seat| Rc::clone(&seat.desk)))
    }

    /// The name of the place it is kept in.
    pub fn slot(self) -> Option<String> {
        self.desk().map(|desk| desk.slot().to_owned())
    }

    /// Makes this tab the one that writes.
    pub fn take_over(self) {
        // The claim is its own already, but the store could not be read.
        if self.holds_claim() {
            return read_again(self);
        }
        if let Some(seat) = self.seat.get_value() {
            spawn_local(async move { seat.writer.take_over().await });
        }
    }

    /// True while another tab writes.
    pub fn is_follower(self) -> bool {
        self.save.try_get_untracked() == Some(SaveState::Follower)
    }

    /// Reads the workspace and runs again when it changes. Pages stand only while one is open.
    pub fn read<T>(self, part: impl FnOnce(&Workspace) -> T) -> T {
        self.version.track();
        self.peek(part)
    }

    /// Reads the workspace once.
    pub fn peek<T>(self, part: impl FnOnce(&Workspace) -> T) -> T {
        self.held.with_value(|held| part(held.as_ref().expect("pages stand only while a workspace is open")))
    }

    /// Reads the workspace if one is open, and runs again when it changes.
    pub fn try_read<T>(self, part: impl FnOnce(&Workspace) -> T) -> Option<T> {
        self.version.track();
        self.held.try_with_value(|held| held.as_ref().map(part)).flatten()
    }

    /// Reads the workspace once, if one is open.
    pub fn try_read_once<T>(self, part: impl FnOnce(&Workspace) -> T) -> Option<T> {
        self.held.try_with_value(|held| held.as_ref().map(part)).flatten()
    }

    /// A part of the workspace; dependents run only when that part changes.
    pub fn slice<T>(self, part: impl Fn(&Workspace) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Default + Send + Sync + 'static,
    {
        Memo::new(move |_| self.try_read(&part).unwrap_or_default())
    }

    /// How many records stand in lists, and how many are in conflict; tracked.
    pub fn tally(self) -> Tally {
        self.tally.get()
    }

    /// Applies edits and hands them to storage. Nothing is applied when it errs.
    pub fn submit(self, edits: Vec<Edit>, action: Action) -> Result<Vec<RecordId>, EditError> {
        self.change(action, |workspace, stamp| workspace.edit(edits, stamp)).map(|changes| changes.records)
    }

    /// Checks a long command; nothing is written yet.
    pub fn begin(self, edits: Vec<Edit>, action: Action) -> Result<Writing, EditError> {
        let stamp = self.stamp(action);
        self.peek(|workspace| workspace.begin(edits, &stamp))
    }

    /// Begins to write a long command that was checked in slices; nothing where no workspace is open any more.
    pub fn begin_checked(self, checking: Checking, action: Action) -> Option<Result<Writing, EditError>> {
        let stamp = self.stamp(action);
        self.try_read_once(|workspace| workspace.begin_checked(checking, &stamp))
    }

    /// Writes the next edits of a long command, hands them to storage and shows them; false when nothing is left.
    pub fn write_slice(self, writing: &mut Writing, most: usize) -> bool {
        let mut changes = None;
        self.held.update_value(|held| changes = held.as_mut().and_then(|it| it.write_slice(writing, most)));
        let Some(changes) = changes else { return false };
        self.version.update(|version| *version += 1);
        self.keep(batch_of(&changes));
        true
    }

    /// Tells one state of the open workspace from another.
    pub fn generation(self) -> u64 {
        self.version.get_untracked()
    }

    /// Shows a workspace that was made beside the open one, where that stands as it did at `generation`; what is new in it is
    /// handed to storage by [`WorkspaceStore::keep_slice`]. Gives back the one before, as letting go of a large one takes its
    /// time; nothing where that does not stand so, and nothing is changed then.
    pub fn succeed(self, mut after: Workspace, generation: u64) -> Option<Workspace> {
        if self.generation() != generation {
            return None;
        }
        let mut before = None;
        self.held.update_value(|held| {
            if let Some(held) = held {
                after.succeed(held);
                before = Some(std::mem::replace(held, after));
            }
        });
        self.version.update(|version| *version += 1);
        before
    }

    /// Hands the next `most` bytes or so to storage that it was not given yet; false when it was given all.
    pub fn keep_slice(self, most: u64) -> bool {
        let mut changes = None;
        self.held.try_update_value(|held| changes = held.as_mut().and_then(|it| it.keep_slice(most)));
        let Some(changes) = changes else { return false };
        self.keep(batch_of(&changes));
        true
    }

    /// Runs any command of the workspace, hands its changes to storage and shows them.
    pub fn change<E>(
        self,
        action: Action,
        command: impl FnOnce(&mut Workspace, &Stamp) -> Result<Changes, E>,
    ) -> Result<Changes, E> {
        let stamp = self.stamp(action);
        let ops = self.peek(|workspace| workspace.replica().op_count());
        let mut outcome = None;
        self.held.update_value(|held| {
            let workspace = held.as_mut().expect("pages stand only while a workspace is open");
            outcome = Some(command(workspace, &stamp));
        });
        let changes = outcome.expect("the command ran")?;
        self.waits.set_value(self.peek(|workspace| workspace.waits(ops)));
        self.version.update(|version| *version += 1);
        self.keep(batch_of(&changes));
        Ok(changes)
    }

    /// Who writes, and when.
    pub fn stamp(self, action: Action) -> Stamp {
        let by = Some(self.person.get_untracked()).filter(|person| !person.trim().is_empty());
        Stamp { at: clock::now(), by, action, why: None }
    }

    /// Keeps a small value of this machine; `None` removes it.
    pub fn set_local(self, name: &str, value: Option<String>) {
        self.local.update(|local| {
            match &value {
                Some(value) => local.insert(name.to_owned(), value.clone()),
                None => local.remove(name),
            };
        });
        self.keep(Batch { local: vec![(name.to_owned(), value)], ..Batch::default() });
    }

    /// A small value of this machine; tracked.
    pub fn local(self, name: &str) -> Option<String> {
        self.local.with(|local| local.get(name).cloned())
    }

    /// Shows another state of the workspace; `batch` leads storage there.
    pub fn replace(self, workspace: Workspace, batch: Batch) {
        self.held.set_value(Some(workspace));
        self.local.update(|local| {
            for (name, value) in &batch.local {
                match value {
                    Some(value) => local.insert(name.clone(), value.clone()),
                    None => local.remove(name),
                };
            }
        });
        self.version.update(|version| *version += 1);
        self.keep(batch);
    }

    /// Today; tracked, turns at midnight.
    pub fn today(self) -> Date {
        self.today.get()
    }

    /// Today, once.
    pub fn today_now(self) -> Date {
        self.today.get_untracked()
    }

    /// What lists are asked with; tracked.
    pub fn asked(self) -> Asked {
        Asked { today: self.today(), handed_to: self.handed_to.get() }
    }

    /// What lists are asked with, once.
    pub fn asked_now(self) -> Asked {
        Asked { today: self.today_now(), handed_to: self.handed_to.get_untracked() }
    }

    /// Looks at the clock again.
    pub fn refresh_today(self) {
        let today = clock::today();
        if self.today.get_untracked() != today {
            self.today.set(today);
        }
    }

    /// The interface's language; tracked.
    pub fn language(self) -> Language {
        self.language.get()
    }

    /// The interface's language at this moment.
    pub fn language_now(self) -> Language {
        self.language.get_untracked()
    }

    /// Changes the interface's language.
    pub fn set_language(self, language: Language) {
        self.language.set(language);
    }

    /// Who sits here, as entered in the settings; tracked.
    pub fn person(self) -> String {
        self.person.get()
    }

    /// Who sits here, at this moment.
    pub fn person_now(self) -> String {
        self.person.get_untracked()
    }

    /// Changes who sits here.
    pub fn set_person(self, person: String) {
        self.person.set(person);
    }

    /// Tells the person, politely: shown near the foot line and read out.
    pub fn announce(self, words: impl Into<String>) {
        self.announcement.set(Told { words: words.into(), can_undo: false });
    }

    /// Tells the person once the store has kept everything, and not before.
    pub fn announce_when_saved(self, words: impl Into<String>) {
        self.tell_later(words.into(), false);
    }

    /// Tells of the change just made once it is kept, with the way to take it back.
    pub fn announce_change(self, words: impl Into<String>) {
        self.tell_later(words.into(), true);
    }

    fn tell_later(self, mut words: String, can_undo: bool) {
        if self.waits.get_value() {
            self.waits.set_value(false);
            catalog(self.language.get_untracked()).policy.saved_waits().clone_into(&mut words);
        }
        self.untold.set_value(Some(Told { words, can_undo }));
        self.retry();
    }

    /// The last thing told; tracked.
    pub fn announcement(self) -> Told {
        self.announcement.get()
    }
}

/// What storage must keep of a command's changes.
pub fn batch_of(changes: &Changes) -> Batch {
    let chains = changes.batch.iter().map(|update| ChainUpdate {
        chain: update.chain.clone(),
        meta: (!update.meta.is_empty()).then(|| update.meta.clone()),
        from: update.from,
        ops: update.ops.clone(),
        head: update.head.clone(),
    });
    Batch { chains: chains.collect(), ..Batch::default() }
}
